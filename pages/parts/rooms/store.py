"""The store of rooms: what everybody sees of them, how they are opened, and its other duties from the files beside it.

Only these files know SQL. What is refused is said by the exceptions of `refusals.py`.
"""

import threading
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from engine.message import Message
from pages.parts.rooms import keys, tables
from pages.parts.rooms.answering import Answering
from pages.parts.rooms.database import default_url, reading, writing
from pages.parts.rooms.entering import Entering
from pages.parts.rooms.ground import DAY
from pages.parts.rooms.keeping import Keeping, listed, people, questions, rounds
from pages.parts.rooms.records import KINDS, NAMES, Answer, Opened, Question, Room, Snapshot, Turn
from pages.parts.rooms.refusals import RoomRefusal, TooMany
from pages.parts.rooms.rows import ANSWER, ROOM, packed, room_of, written
from pages.parts.rooms.stages import Stages, allowed, counted

_VERSIONS = sa.select(tables.room.c.code, tables.room.c.version, tables.room.c.steered).where(
    tables.room.c.touched > sa.bindparam("lately"),
    (tables.room.c.stage != "closed") | (tables.room.c.touched > sa.bindparam("just")),
)
_FAREWELL = 60.0  # seconds for which a room that was closed is still told of, so that its phones learn it


class Store(Answering, Entering, Stages, Keeping):
    def open_room(
        self,
        title: str,
        questions: Sequence[Question],
        *,
        template: str = "",
        language: str = "en",
        names: str = "none",
        groups: Sequence[str] = (),
        base: str = "",
        cap: int = 250,
        days: int = 30,
        address: str = "",
        by: str = "facilitator",
    ) -> Opened:
        """A new room in its lobby; its keys are seen here and never again."""
        allowed(days=days, cap=cap)
        if names not in NAMES or not {question.kind for question in questions} <= set(KINDS):
            raise RoomRefusal(Message("There is no such way to ask for names, or no such kind of question."))
        key, screen_key, now = keys.new_token(), keys.new_token(), self._clock()
        texts = {"title": title, "template": template, "language": language, "base": base, "address": address}
        row: dict[str, Any] = {name: written(text) for name, text in texts.items()}
        row |= {"names": names, "groups": written(packed(list(groups))), "cap": cap, "days": days}
        row |= {"stage": "lobby", "door_open": True, "version": 1, "steered": 1, "made": now, "touched": now}
        row |= {"key_hash": keys.hashed(key), "screen_hash": keys.hashed(screen_key)}
        with writing(self._engine) as connection:
            row["code"] = _free_code(connection)
            room = room_of(connection.execute(sa.insert(tables.room).returning(*ROOM), row).one())
            if asked := [_asked(room, place, question) for place, question in enumerate(questions)]:
                connection.execute(sa.insert(tables.question), asked)
            self._note(connection, room.id, by, "open")
        return Opened(room, key, screen_key)

    def room(self, code: str) -> Room:
        with reading(self._engine) as connection:
            return self._found(connection, code)

    def snapshot(self, code: str) -> Snapshot:
        """What a phone or screen may be shown: answers of revealed rounds, texts that the facilitator let through."""
        with reading(self._engine) as connection:
            room = self._found(connection, code)
            there = tuple(one for one in people(connection, room.id) if not one.removed)
            answers = (
                sa.select(*ANSWER)
                .join(tables.round_)
                .join(tables.person)
                .where(tables.round_.c.room == room.id, tables.round_.c.revealed.is_not(None))
                .where(~tables.person.c.removed)
            )
            seen = tuple(map(_moderated, listed(connection, answers)))
            asked = questions(connection, room.id), rounds(connection, room.id)
            return Snapshot(room, *asked, there, seen, counted(connection, room.id))

    def versions(self) -> dict[str, Turn]:
        """Of every room that somebody may be in: by it a process learns that something has changed."""
        now = self._clock()
        with reading(self._engine) as connection:
            rows = connection.execute(_VERSIONS, {"lately": now - DAY, "just": now - _FAREWELL})
            return {code: Turn(version, steered) for code, version, steered in rows}

    def allow(self, key: str, most: int, seconds: float) -> None:
        """Counts one more in this window, for all processes together; TooMany beyond the most."""
        now = self._clock()
        ends = (now // seconds + 1) * seconds
        # with the window in it, what one sender does in two of them cannot be put together
        row = {"key": keys.hashed(f"{ends} {key}"), "ends": ends, "count": 1}
        with writing(self._engine) as connection:
            count = _hit(connection, row)
        if count > most:
            raise TooMany(Message("Too many tries: wait a little."), ends - now)

    def count(self) -> int:
        """How many rooms are open."""
        with reading(self._engine) as connection:
            found = connection.execute(sa.select(sa.func.count()).where(tables.room.c.closed.is_(None)))
            return int(found.scalar_one())

    def ready(self) -> None:
        """Away where the database cannot be read and written, or its tables are of another version."""
        self._checked()
        with writing(self._engine) as connection:
            _hit(connection, {"key": "ready", "ends": 0.0, "count": 1})


def _free_code(connection: Connection) -> str:
    """Of 30 bits, so that a second try is hardly ever needed."""
    while True:
        code = keys.new_code()
        if connection.execute(sa.select(tables.room.c.id).where(tables.room.c.code == code)).first() is None:
            return code


def _asked(room: Room, place: int, question: Question) -> dict[str, object]:
    lists = {"levers": packed(list(question.levers)), "options": packed(list(question.options))}
    texts = {"kind": question.kind, "ask": question.ask, "hint": question.hint, **lists}
    return {"room": room.id, "place": place, **{name: written(text) for name, text in texts.items()}}


def _moderated(answer: Answer) -> Answer:
    return answer if answer.state in ("", "shown") else answer._replace(text="")


def _hit(connection: Connection, row: dict[str, object]) -> int:
    return int(connection.execute(_HIT[connection.dialect.name], row).scalar_one())


def _counting(dialect: Any) -> Any:
    insert = dialect.insert(tables.limit_hit)
    more = {"count": tables.limit_hit.c["count"] + 1}
    counting = insert.on_conflict_do_update(index_elements=["key", "ends"], set_=more)
    return counting.returning(tables.limit_hit.c["count"])


_HIT = {"sqlite": _counting(sqlite), "postgresql": _counting(postgresql)}
_one: list[Store] = []
_making = threading.Lock()


def store() -> Store:
    """The process's own, of `ROADS_DATABASE`; made when it is first asked for, and again where that failed."""
    with _making:
        if not _one:
            _one.append(Store(default_url()))
        return _one[0]
