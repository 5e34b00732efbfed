"""What stays of a room: its journal, all of it for its facilitator, and how it goes."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from pages.parts.rooms import tables
from pages.parts.rooms.database import reading, writing
from pages.parts.rooms.ground import ALIVE, DAY, Ground
from pages.parts.rooms.records import Answer, Entry, Export, Person, Question, Room, Round
from pages.parts.rooms.rows import ANSWER, ENTRY, PERSON, QUESTION, ROUND, answer_of, entry_of, questions_of


class Keeping(Ground):
    def journal(self, code: str) -> tuple[Entry, ...]:
        with reading(self._engine) as connection:
            return entries(connection, self._found(connection, code).id)

    def export(self, code: str) -> Export:
        """One snapshot: an answer that comes meanwhile is in all of it or in nothing."""
        with reading(self._engine) as connection:
            room = self._found(connection, code)
            parts = questions(connection, room.id), rounds(connection, room.id), people(connection, room.id)
            answers = sa.select(*ANSWER).join(tables.person).where(tables.person.c.room == room.id)
            return Export(room, *parts, listed(connection, answers), entries(connection, room.id))

    def delete(self, code: str, *, by: str = "facilitator") -> Room:
        """In a day; until then it can be undone."""
        return self._doomed(code, self._clock() + DAY, by, "delete")

    def undelete(self, code: str, *, by: str = "facilitator") -> Room:
        return self._doomed(code, None, by, "undelete")

    def _doomed(self, code: str, at: float | None, by: str, verb: str) -> Room:
        with writing(self._engine) as connection:
            room = self._held(connection, code)
            self._note(connection, room.id, by, verb)
            # phones are to know at once
            return self._changed(connection, room.id, steered=tables.room.c.version + 1, delete_at=at)

    def erase(self, code: str) -> None:
        """Now, with everything in it."""
        with writing(self._engine) as connection:
            room = self._held(connection, code)
            connection.execute(sa.delete(tables.room).where(tables.room.c.id == room.id))

    def tidy(self) -> int:
        """Erases rooms whose time is over and closes those long asleep; how many were erased."""
        room, now = tables.room, self._clock()
        with writing(self._engine) as connection:
            connection.execute(sa.delete(tables.limit_hit).where(tables.limit_hit.c.ends <= now))
            erased = connection.execute(sa.delete(room).where(~ALIVE), {"now": now})
            asleep = (room.c.stage != "closed") & (room.c.touched + room.c.days * DAY <= now)
            for each in connection.execute(sa.select(room.c.id).where(asleep)).scalars().all():
                shut = {"stage": "closed", "door_open": False, "closed": now}
                self._changed(connection, each, steered=room.c.version + 1, **shut)
                self._note(connection, each, "system", "close")
        return erased.rowcount


def questions(connection: Connection, room: int) -> tuple[Question, ...]:
    ours = sa.select(*QUESTION).where(tables.question.c.room == room).order_by(tables.question.c.place)
    return questions_of(connection.execute(ours))


def rounds(connection: Connection, room: int) -> tuple[Round, ...]:
    ours = sa.select(*ROUND).where(tables.round_.c.room == room).order_by(tables.round_.c.id)
    return tuple(Round(*row) for row in connection.execute(ours))


def people(connection: Connection, room: int) -> tuple[Person, ...]:
    ours = sa.select(*PERSON).where(tables.person.c.room == room).order_by(tables.person.c.number)
    return tuple(Person(*row) for row in connection.execute(ours))


def listed(connection: Connection, answers: sa.Select[tuple[Answer, ...]]) -> tuple[Answer, ...]:
    order = answers.order_by(tables.answer.c.round, tables.answer.c.person)
    return tuple(map(answer_of, connection.execute(order)))


def entries(connection: Connection, room: int) -> tuple[Entry, ...]:
    ours = sa.select(*ENTRY).where(tables.journal.c.room == room).order_by(tables.journal.c.id)
    return tuple(map(entry_of, connection.execute(ours)))
