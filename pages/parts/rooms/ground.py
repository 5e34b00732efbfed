"""What every duty of the store stands on: a database, a clock, and how a room is found, held and changed."""

import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from engine.message import Message
from pages.parts.rooms import keys, migrate, tables
from pages.parts.rooms.database import engine_for, reading, writing
from pages.parts.rooms.records import Person, Room, Time
from pages.parts.rooms.refusals import Away, Forbidden, Shut, Unknown
from pages.parts.rooms.rows import PERSON, ROOM, packed, person_of, room_of

DAY = 86_400.0


class Ground:
    """Every public method of a store is one short transaction: all of it is kept, or nothing."""

    def __init__(self, url: str, clock: Callable[[], Time] = time.time):
        self._clock = clock
        self._engine = engine_for(url)
        if self._engine.dialect.name == "sqlite":
            migrate.upgrade(self._engine)
        self._checked()

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
        row = connection.execute(sa.select(ROOM).where(self._is(code))).first()
        if row is None:
            raise no_room()
        return room_of(row)

    def _held(self, connection: Connection, code: str) -> sa.Row[Any]:
        """The room's row, with its hashes and `steered`; whoever else would change the room waits until this is done."""
        # no key: rows that only name the room, as a join's does, need not wait
        query = sa.select(tables.room).where(self._is(code)).with_for_update(key_share=True)
        row = connection.execute(query).first()
        if row is None:
            raise no_room()
        return row

    def _is(self, code: str) -> sa.ColumnElement[bool]:
        """The room of this code, unless its time is over and only the broom has not come yet."""
        return (tables.room.c.code == keys.canonical(code)) & self._alive()

    def _alive(self) -> sa.ColumnElement[bool]:
        room, now = tables.room.c, self._clock()
        kept = room.closed.is_(None) | (room.closed + room.days * DAY > now)
        return kept & (room.delete_at.is_(None) | (room.delete_at > now))

    def _changed(self, connection: Connection, room: int, **changes: Any) -> Room:
        """The room with its changes and its next version."""
        grown = {"version": tables.room.c.version + 1, "touched": self._clock()}
        change = sa.update(tables.room).where(tables.room.c.id == room).values({**grown, **changes})
        return room_of(connection.execute(change.returning(*ROOM)).one())

    def _note(self, connection: Connection, room: int, actor: str, verb: str, **detail: Any) -> None:
        line = {"room": room, "at": self._clock(), "actor": actor, "verb": verb, "detail": packed(detail)}
        connection.execute(sa.insert(tables.journal), line)

    def _one(self, connection: Connection, room: int, token: str) -> Person:
        """Whose token it is."""
        of_token = sa.select(tables.token.c.person).where(tables.token.c.hash == keys.hashed(token))
        mine = (tables.person.c.room == room) & (tables.person.c.id == of_token.scalar_subquery())
        row = connection.execute(sa.select(PERSON).where(mine)).first()
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


__all__ = ["DAY", "Ground", "ajar", "here", "no_room", "reading", "writing"]
