"""Steering: a room's way through its questions. Of two who steer at once, the second is shown how the room stands."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from engine.message import Amount, Message
from pages.parts.rooms import tables
from pages.parts.rooms.database import writing
from pages.parts.rooms.ground import Ground, ajar
from pages.parts.rooms.records import CAPS, DAYS, TEXTS, Room
from pages.parts.rooms.refusals import Moved, RoomRefusal, Unknown
from pages.parts.rooms.rows import room_of, written

FEWEST = 3  # answers before any is shown: of fewer, each knows the others'


class Stages(Ground):
    def ask(self, code: str, version: int, place: int, *, by: str = "facilitator") -> Room:
        """Opens the next round of the question at this place: the first time, or once more."""

        def opened(connection: Connection, room: Room) -> dict[str, Any]:
            ajar(room)
            question = _question(connection, room, place)
            self._stopped(connection, room)
            rounds = sa.select(sa.func.count()).where(tables.round_.c.question == question)
            number = connection.execute(rounds).scalar_one() + 1
            row = {"room": room.id, "question": question, "number": number, "opened": self._clock()}
            new = connection.execute(sa.insert(tables.round_).returning(tables.round_.c.id), row)
            return {"stage": "ask", "round": new.scalar_one()}

        return self._steered(code, version, by, "ask", opened, place=place)

    def freeze(self, code: str, version: int, *, by: str = "facilitator") -> Room:
        """From now on no answer is taken; those that were count."""

        def frozen(connection: Connection, room: Room) -> dict[str, Any]:
            _only(room, "ask")
            self._stopped(connection, room)
            return {"stage": "frozen"}

        return self._steered(code, version, by, "freeze", frozen)

    def reveal(self, code: str, version: int, *, by: str = "facilitator") -> Room:
        """Everybody may see the round's answers, which are frozen with it."""

        def revealed(connection: Connection, room: Room) -> dict[str, Any]:
            _only(room, "ask", "frozen")
            if counted(connection, room.id).get(room.round or 0, 0) < FEWEST:
                said = {"fewest": Amount(FEWEST, "row")}
                raise RoomRefusal(
                    Message(
                        "Answers are shown once {fewest} people have answered, so that nobody's is known.",
                        said,
                    )
                )
            self._stopped(connection, room)
            _round(connection, room, revealed=self._clock())
            return {"stage": "reveal"}

        return self._steered(code, version, by, "reveal", revealed)

    def hide(self, code: str, version: int, *, by: str = "facilitator") -> Room:
        """Takes a reveal back that was a slip; who has seen it has seen it, so the journal keeps both."""

        def hidden(connection: Connection, room: Room) -> dict[str, Any]:
            _only(room, "reveal")
            _round(connection, room, revealed=None)
            return {"stage": "frozen"}

        return self._steered(code, version, by, "hide", hidden)

    def close(self, code: str, version: int, *, by: str = "facilitator") -> Room:
        """Nothing changes any more, and nobody joins; what was shown stays to be read."""

        def closed(connection: Connection, room: Room) -> dict[str, Any]:
            ajar(room)
            self._stopped(connection, room)
            return {"stage": "closed", "door_open": False, "closed": self._clock()}

        return self._steered(code, version, by, "close", closed)

    def door(self, code: str, version: int, open: bool, *, by: str = "facilitator") -> Room:
        def set_(_connection: Connection, room: Room) -> dict[str, Any]:
            ajar(room)
            return {"door_open": open}

        return self._steered(code, version, by, "door", set_, open=open)

    def settle(
        self,
        code: str,
        version: int,
        *,
        title: str | None = None,
        address: str | None = None,
        days: int | None = None,
        cap: int | None = None,
        by: str = "facilitator",
    ) -> Room:
        """Changes what may be changed after opening; how names are asked for is not among it."""
        allowed(days=days, cap=cap)
        given = {"title": title, "address": address, "days": days, "cap": cap}
        changes = {
            name: written(value) if isinstance(value, str) else value
            for name, value in given.items()
            if value is not None
        }
        return self._steered(code, version, by, "settle", lambda _connection, _room: changes, **changes)

    def moderate(self, code: str, round: int, number: int, state: str, *, by: str = "facilitator") -> None:
        """Whether a person's text is shown, once its round is."""
        if state not in TEXTS:
            raise Unknown(Message("A text waits, is shown, or is refused."))
        with writing(self._engine) as connection:
            room = self._held(connection, code)
            author = sa.select(tables.person.c.id).where(
                (tables.person.c.room == room.id) & (tables.person.c.number == number)
            )
            one = (tables.answer.c.round == round) & (tables.answer.c.person == author.scalar_subquery())
            text = one & (tables.answer.c.text != "")
            if not connection.execute(sa.update(tables.answer).where(text).values(state=state)).rowcount:
                raise Unknown(Message("There is no such text in this room."))
            self._changed(connection, room.id)
            self._note(connection, room.id, by, "moderate", round=round, number=number, state=state)

    def _steered(
        self,
        code: str,
        version: int,
        by: str,
        verb: str,
        change: Callable[[Connection, Room], dict[str, Any]],
        **detail: Any,
    ) -> Room:
        """Joins and answers do not count: only somebody else's steering since the version that the caller saw does."""
        with writing(self._engine) as connection:
            held = self._held(connection, code)
            room = room_of(held)
            if version < held.steered:
                raise Moved(
                    Message("Somebody else has steered meanwhile: this is how the room stands now."), room
                )
            changes = change(connection, room)
            self._note(connection, room.id, by, verb, **detail)
            return self._changed(connection, room.id, steered=tables.room.c.version + 1, **changes)

    def _stopped(self, connection: Connection, room: Room) -> None:
        if room.stage == "ask":
            _round(connection, room, frozen=self._clock())


def counted(connection: Connection, room: int) -> dict[int, int]:
    """How many have answered each round; the removed do not count."""
    answers = tables.answer.join(tables.person)
    there = (tables.person.c.room == room) & ~tables.person.c.removed
    query = sa.select(tables.answer.c.round, sa.func.count()).select_from(answers).where(there)
    return dict(connection.execute(query.group_by(tables.answer.c.round)).all())


def allowed(days: int | None, cap: int | None) -> None:
    """Refuse what no room may be."""
    if days is not None and days not in DAYS:
        raise RoomRefusal(Message("A room can be kept from 1 to 365 days after it is closed."))
    if cap is not None and cap not in CAPS:
        raise RoomRefusal(Message("A room can hold from 1 to 1,000 people."))


def _only(room: Room, *stages: str) -> None:
    ajar(room)
    if room.stage not in stages:
        raise RoomRefusal(Message("The room is not at that point."))


def _question(connection: Connection, room: Room, place: int) -> int:
    there = (tables.question.c.room == room.id) & (tables.question.c.place == place)
    found = connection.execute(sa.select(tables.question.c.id).where(there)).scalar()
    if found is None:
        raise Unknown(Message("There is no such question in this room."))
    return int(found)


def _round(connection: Connection, room: Room, **changes: Any) -> None:
    connection.execute(sa.update(tables.round_).where(tables.round_.c.id == room.round).values(**changes))
