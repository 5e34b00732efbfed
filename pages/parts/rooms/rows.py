"""Rows of the tables as records: what is kept as JSON is read here, and written."""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from pages.parts.rooms import tables
from pages.parts.rooms.records import Answer, Device, Entry, Person, Question, Room, Round

ROOM: Any = tables.room.c[Room._fields]
QUESTION: Any = tables.question.c[Question._fields]
ROUND: Any = tables.round_.c[Round._fields]
PERSON: Any = tables.person.c[Person._fields]
ANSWER: Any = tables.answer.c[Answer._fields]
DEVICE: Any = tables.device.c[Device._fields]
ENTRY: Any = tables.journal.c[Entry._fields]


def packed(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def written(text: str) -> str:
    """Text that both databases can hold: nothing that is no letter."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


def room_of(row: sa.Row[Any]) -> Room:
    """Of a row that may hold more than the room."""
    found = {name: row._mapping[column] for name, column in zip(Room._fields, ROOM, strict=True)}
    return Room(**{**found, "groups": tuple(json.loads(found["groups"]))})


def person_of(row: sa.Row[Any]) -> Person:
    return Person(*(row._mapping[column] for column in PERSON))


def questions_of(rows: Iterable[sa.Row[Any]]) -> tuple[Question, ...]:
    lists = ("levers", "options")
    return tuple(
        Question(**{**row._mapping, **{name: tuple(json.loads(row._mapping[name])) for name in lists}})
        for row in rows
    )


def answer_of(row: sa.Row[Any]) -> Answer:
    found = dict(row._mapping)
    values = {lever: tuple(numbers) for lever, numbers in json.loads(found["values"]).items()}
    return Answer(**{**found, "values": values, "results": json.loads(found["results"])})


def entry_of(row: sa.Row[Any]) -> Entry:
    return Entry(**{**row._mapping, "detail": json.loads(row._mapping["detail"])})
