"""Who comes in: people by the door, facilitators and screens by their keys; and who is sent out."""

from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from engine.message import Message
from pages.parts.rooms import keys, tables
from pages.parts.rooms.database import reading, writing
from pages.parts.rooms.ground import Ground, ajar, here, no_room
from pages.parts.rooms.records import Device, Joined, Person, Room
from pages.parts.rooms.refusals import Away, RoomRefusal, Shut, Unknown
from pages.parts.rooms.rows import DEVICE, PERSON, person_of, room_of, written

_KEYS = {"facilitator": "key_hash", "screen": "screen_hash"}
_SEEN = 60.0  # seconds: as often as it is noted that somebody was there


class Entering(Ground):
    def join(self, code: str, *, name: str = "", group: str = "", language: str = "en") -> Joined:
        """A new person, with the next number; the token is for the cookie, the word for another phone."""
        token, word = keys.new_token(), keys.new_word()
        with writing(self._engine) as connection:
            room = room_of(self._held(connection, code))
            _welcome(connection, room)
            if group and group not in room.groups:
                raise RoomRefusal(Message("There is no such group in this room."))
            person = self._seated(
                connection, room, word, "" if room.names == "none" else name, group, language
            )
            connection.execute(sa.insert(tables.token), {"hash": keys.hashed(token), "person": person.id})
            self._changed(connection, room.id)
            self._note(connection, room.id, f"person {person.number}", "join")
        return Joined(person, token, word)

    def _seated(
        self, connection: Connection, room: Room, word: str, name: str, group: str, language: str
    ) -> Person:
        number = sa.select(sa.func.coalesce(sa.func.max(tables.person.c.number), 0) + 1)
        now = self._clock()
        row = {"room": room.id, "name": written(name), "group": group, "language": written(language)}
        row |= {"joined": now, "seen": now, "removed": False, "word_hash": keys.hashed(word)}
        row["number"] = connection.execute(number.where(tables.person.c.room == room.id)).scalar_one()
        return person_of(connection.execute(sa.insert(tables.person).returning(*PERSON), row).one())

    def person(self, code: str, token: str) -> Person | None:
        """Whose cookie it is; Forbidden where the person was removed."""
        query = (
            sa.select(PERSON)
            .join_from(tables.person, tables.room)
            .join(tables.token)
            .where(self._is(code), tables.token.c.hash == keys.hashed(token))
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        person = here(person_of(row))
        self._seen(tables.person, person)
        return person

    def reenter(self, code: str, word: str) -> Joined:
        """The same person in another browser."""
        token, letters = keys.new_token(), keys.canonical(word)
        with writing(self._engine) as connection:
            room = room_of(self._held(connection, code))
            mine = (tables.person.c.room == room.id) & (tables.person.c.word_hash == keys.hashed(letters))
            row = connection.execute(sa.select(PERSON).where(mine)).first()
            if row is None:
                raise Unknown(Message("Nobody in this room has that word."))
            person = here(person_of(row))
            connection.execute(sa.insert(tables.token), {"hash": keys.hashed(token), "person": person.id})
        return Joined(person, token, letters)

    def remove(self, code: str, number: int, *, by: str = "facilitator") -> None:
        """The person's answers count no more, and none is taken; nothing of it is lost."""
        self._removed(code, number, True, by, "remove")

    def bring_back(self, code: str, number: int, *, by: str = "facilitator") -> None:
        self._removed(code, number, False, by, "bring_back")

    def _removed(self, code: str, number: int, removed: bool, by: str, verb: str) -> None:
        with writing(self._engine) as connection:
            room = self._held(connection, code)
            one = (tables.person.c.room == room.id) & (tables.person.c.number == number)
            done = connection.execute(sa.update(tables.person).where(one).values(removed=removed))
            if not done.rowcount:
                raise Unknown(Message("There is nobody of that number in this room."))
            self._changed(connection, room.id)
            self._note(connection, room.id, by, verb, number=number)

    def enter(self, code: str, key: str, kind: str) -> str:
        """A device's token for the room's key; how often a wrong one may be tried is up to who calls."""
        token, now = keys.new_token(), self._clock()
        with writing(self._engine) as connection:
            room = self._held(connection, code)
            if kind not in _KEYS or not keys.fits(key, room._mapping[_KEYS[kind]]):
                raise no_room()
            row = {"room": room.id, "kind": kind, "token_hash": keys.hashed(token), "made": now, "seen": now}
            number = connection.execute(
                sa.insert(tables.device).returning(tables.device.c.id), row
            ).scalar_one()
            self._note(connection, room.id, f"{kind} {number}", "enter")
        return token

    def device(self, code: str, token: str) -> Device | None:
        """What a cookie lets a browser do in this room; None where the key was changed since, or never fitted."""
        query = (
            sa.select(DEVICE)
            .join_from(tables.device, tables.room)
            .where(self._is(code), tables.device.c.token_hash == keys.hashed(token))
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        device = Device(*row)
        self._seen(tables.device, device)
        return device

    def devices(self, code: str) -> tuple[Device, ...]:
        with reading(self._engine) as connection:
            room = self._found(connection, code)
            ours = sa.select(DEVICE).where(tables.device.c.room == room.id).order_by(tables.device.c.id)
            return tuple(Device(*row) for row in connection.execute(ours))

    def change_key(self, code: str, *, keep: str = "", by: str = "facilitator") -> tuple[str, str]:
        """New keys for facilitators and screens: every device but the one that keeps its token is out at once."""
        key, screen_key = keys.new_token(), keys.new_token()
        with writing(self._engine) as connection:
            room = self._held(connection, code)
            others = (tables.device.c.room == room.id) & (tables.device.c.token_hash != keys.hashed(keep))
            connection.execute(sa.delete(tables.device).where(others))
            hashes = {"key_hash": keys.hashed(key), "screen_hash": keys.hashed(screen_key)}
            self._changed(connection, room.id, **hashes)
            self._note(connection, room.id, by, "change_key")
        return key, screen_key

    def _seen(self, table: sa.Table, one: Person | Device) -> None:
        """At most once a minute; who only looks is let in also while nothing can be written."""
        now = self._clock()
        if now - one.seen < _SEEN:
            return
        with suppress(Away), writing(self._engine) as connection:
            connection.execute(sa.update(table).where(table.c.id == one.id).values(seen=now))


def _welcome(connection: Connection, room: Room) -> None:
    ajar(room)
    if not room.door_open:
        raise Shut(Message("The door of this room is shut."))
    there: Any = sa.select(sa.func.count()).where(
        (tables.person.c.room == room.id) & ~tables.person.c.removed
    )
    if connection.execute(there).scalar_one() >= room.cap:
        raise Shut(Message("This room is full."))
