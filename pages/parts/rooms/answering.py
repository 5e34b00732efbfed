"""Answers: taken while their round is asked, each counted once, however often and in whatever order it comes."""

import math
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from engine.message import Message
from pages.parts.rooms import tables
from pages.parts.rooms.database import reading, writing
from pages.parts.rooms.ground import Ground
from pages.parts.rooms.records import Answer, Person, Room, Saved
from pages.parts.rooms.refusals import Frozen, RoomRefusal, Unknown
from pages.parts.rooms.rows import ANSWER, answer_of, packed, room_of, written

Values = Mapping[str, tuple[float, float, float]]
_LATEST = 2**53  # the highest turn that a browser can count to
_MOST = 64  # settings in one answer


class Answering(Ground):
    def answer(
        self,
        code: str,
        token: str,
        round: int,
        turn: int,
        values: Values | None = None,
        text: str = "",
        query: str = "",
        results: Mapping[str, float] | None = None,
    ) -> Saved:
        """Keeps an answer, unless a later turn is kept already: then nothing changes, and that one is given back."""
        row = _row(turn, values or {}, text, query, results or {})
        with writing(self._engine) as connection:
            room = room_of(self._held(connection, code))
            person = self._one(connection, room.id, token)
            _open(connection, room, round, person)
            told = {"round": round, "person": person.id, "at": self._clock(), **row}
            if kept := connection.execute(_upsert(connection), told).first():
                room = self._changed(connection, room.id)
                return Saved(answer_of(kept), room.version)
            kept_before = _kept(connection, round, person)
            assert kept_before is not None  # it is what the upsert gave way to
            return Saved(kept_before, room.version)

    def mine(self, code: str, token: str) -> tuple[Answer, ...]:
        """A person's own answers of all rounds, the first asked first."""
        with reading(self._engine) as connection:
            person = self._one(connection, self._found(connection, code).id, token)
            own = tables.answer.c.person == person.id
            rows = connection.execute(sa.select(ANSWER).where(own).order_by(tables.answer.c.round))
            return tuple(map(answer_of, rows))


def _row(turn: int, values: Values, text: str, query: str, results: Mapping[str, float]) -> dict[str, Any]:
    """The shape only; whether a number is possible is asked of the engine before."""
    threes = all(len(numbers) == 3 for numbers in values.values())
    finite = all(
        math.isfinite(number) for numbers in (*values.values(), results.values()) for number in numbers
    )
    if not (0 < turn <= _LATEST and len(values) <= _MOST and threes and finite):
        raise RoomRefusal(Message("This answer cannot be read."))
    return {
        "turn": turn,
        "values": written(packed(values)),
        "text": written(text),
        "state": "waiting" if text else "",
        "query": written(query),
        "results": written(packed(results)),
    }


def _open(connection: Connection, room: Room, round: int, person: Person) -> None:
    """The room's row is held: no freeze comes between this look and the answer."""
    if room.stage == "ask" and room.round == round and room.delete_at is None:
        return
    table = tables.round_
    ours = sa.select(table.c.id).where((table.c.id == round) & (table.c.room == room.id))
    if connection.execute(ours).first() is None:
        raise Unknown(Message("This room has not asked that."))
    said = Message("This question takes no answers any more; what was saved before counts.")
    raise Frozen(said, room, _kept(connection, round, person))


def _kept(connection: Connection, round: int, person: Person) -> Answer | None:
    mine = (tables.answer.c.round == round) & (tables.answer.c.person == person.id)
    row = connection.execute(sa.select(ANSWER).where(mine)).first()
    return answer_of(row) if row else None


def _upsert(connection: Connection) -> Any:
    """A later turn takes the place of an earlier one; gives nothing where there is no earlier one to replace."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert: Any = dialect.insert(tables.answer)
    new = {name: insert.excluded[name] for name in Answer._fields if name not in ("round", "person")}
    later = insert.on_conflict_do_update(
        index_elements=["round", "person"], set_=new, where=insert.excluded.turn > tables.answer.c.turn
    )
    return later.returning(*ANSWER)
