"""What every duty of the store stands on: a database, a clock, and how a room is found, held and changed."""

import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from engine.message import Message
from pages.parts.rooms import keys, migrate, tables
from pages.parts.rooms.database import engine_for, reading
from pages.parts.rooms.records import Person, Room, Time
from pages.parts.rooms.refusals import Away, Forbidden, Shut, Unknown
from pages.parts.rooms.rows import PERSON, ROOM, packed, person_of, room_of

DAY = 86_400.0

# Queries that come with every answer stand here once: to put one together takes longer than to ask it.
_KEPT = tables.room.c.closed.is_(None) | (
    tables.room.c.closed + tables.room.c.days * DAY > sa.bindparam("now")
)
_SPARED = tables.room.c.delete_at.is_(None) | (tables.room.c.delete_at > sa.bindparam("now"))
# its time is not over; else it is gone, even where the broom has not come yet
ALIVE = _KEPT & _SPARED
THIS = (tables.room.c.code == sa.bindparam("this")) & ALIVE
_FOUND = sa.select(*ROOM).where(THIS)
# no key: rows that only name the room, as a join's does, need not wait
_HELD = sa.select(tables.room).where(THIS).with_for_update(key_share=True)
_GROWN = (
    sa.update(tables.room)
    .where(tables.room.c.id == sa.bindparam("one"))
    .values(version=tables.room.c.version + 1, touched=sa.bindparam("at"))
    .returning(*ROOM)
)
_MINE = (
    sa.select(*PERSON)
    .join_from(tables.person, tables.token)
    .where(tables.person.c.room == sa.bindparam("one"), tables.token.c.hash == sa.bindparam("token"))
)


class Ground:
    """Every public method of a store is one short transaction: all of it is kept, or nothing."""

    def __init__(self, url: str, clock: Callable[[], Time] = time.time):
        self._clock = clock
        self._engine = engine_for(url)
        if self._engine.dialect.name == "sqlite":
            migrate.upgrade(self._engine)
        self._checked()

    def end(self) -> None:
        """Lets go of its connections."""
        self._engine.dispose()

    def _checked(self) -> None:
        """The tables are those of this version; on PostgreSQL the operator brings them there."""
        with reading(self._engine) as connection:
            if migrate.version(connection) == migrate.newest():
                return
        said = {"command": "python -m pages.parts.rooms.migrate"}
        raise Away(
            Message("The tables of the rooms are of another version: “{command}” brings them to this.", said)
        )

    def _found(self, connection: Connection, code: str) -> Room:
        row = connection.execute(_FOUND, self._this(code)).first()
        if row is None:
            raise no_room()
        return room_of(row)

    def _held(self, connection: Connection, code: str) -> sa.Row[Any]:
        """The room's row, with its hashes and `steered`; whoever else would change the room waits until this is done."""
        row = connection.execute(_HELD, self._this(code)).first()
        if row is None:
            raise no_room()
        return row

    def _this(self, code: str, **more: Any) -> dict[str, Any]:
        """What `THIS` asks for."""
        return {"this": keys.canonical(code), "now": self._clock(), **more}

    def _changed(self, connection: Connection, room: int, **changes: Any) -> Room:
        """The room with its changes and its next version."""
        change = _GROWN.values(**changes) if changes else _GROWN
        return room_of(connection.execute(change, {"one": room, "at": self._clock()}).one())

    def _note(self, connection: Connection, room: int, actor: str, verb: str, **detail: Any) -> None:
        line = {"room": room, "at": self._clock(), "actor": actor, "verb": verb, "detail": packed(detail)}
        connection.execute(sa.insert(tables.journal), line)

    def _one(self, connection: Connection, room: int, token: str) -> Person:
        """Whose token it is."""
        row = connection.execute(_MINE, {"one": room, "token": keys.hashed(token)}).first()
        if row is None:
            raise Unknown(Message("This room does not know you yet: join it first."))
        return here(person_of(row))


def here(person: Person) -> Person:
    if person.removed:
        raise Forbidden(Message("You were taken out of this room."))
    return person


def no_room() -> Unknown:
    return Unknown(Message("There is no such room, or the key is not its own."))


def ajar(room: Room) -> None:
    """Refuse what a closed room, or one that is about to be deleted, does not take."""
    if room.stage == "closed":
        raise Shut(Message("This room is closed."))
    if room.delete_at is not None:
        raise Shut(Message("This room is about to be deleted."))
