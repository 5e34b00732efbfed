"""The tables of rooms. Whatever belongs to a room goes with it: deleting is one statement."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _of_room() -> Column[int]:
    return Column("room", ForeignKey("room.id", ondelete="cascade"), nullable=False, index=True)


room = Table(
    "room",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("door_open", Boolean, nullable=False),
    # no foreign key: rounds name their room, and one way is enough to delete
    Column("round", Integer),
    Column("base", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("groups", Text, nullable=False),  # JSON
    Column("cap", Integer, nullable=False),
    Column("address", Text, nullable=False),
    Column("version", Integer, nullable=False),  # grows with every change
    Column("steered", Integer, nullable=False),  # the version of the last steering
    Column("made", Float, nullable=False),
    Column("touched", Float, nullable=False),
    Column("closed", Float),
    Column("days", Integer, nullable=False),
    Column("delete_at", Float),
    Column("key_hash", Text, nullable=False),
    Column("screen_hash", Text, nullable=False),
    Index("ix_room_touched", "touched"),
)

device = Table(
    "device",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_room(),
    Column("kind", Text, nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("made", Float, nullable=False),
    Column("seen", Float, nullable=False),
)

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_room(),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("joined", Float, nullable=False),
    Column("seen", Float, nullable=False),
    Column("removed", Boolean, nullable=False),
    Column("word_hash", Text, nullable=False),
    UniqueConstraint("room", "number"),
)

# the browsers of a person: one, or more after coming back elsewhere
token = Table(
    "token",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="cascade"), nullable=False, index=True),
)

question = Table(
    "question",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_room(),
    Column("place", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("levers", Text, nullable=False),  # JSON
    Column("ask", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("options", Text, nullable=False),  # JSON
    UniqueConstraint("room", "place"),
)

round_ = Table(
    "round",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_room(),
    Column("question", ForeignKey("question.id", ondelete="cascade"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("opened", Float, nullable=False),
    Column("frozen", Float),
    Column("revealed", Float),
    UniqueConstraint("question", "number"),
)

answer = Table(
    "answer",
    metadata,
    Column("round", ForeignKey("round.id", ondelete="cascade"), primary_key=True),
    Column("person", ForeignKey("person.id", ondelete="cascade"), primary_key=True, index=True),
    Column("turn", BigInteger, nullable=False),
    Column("values", Text, nullable=False),  # JSON
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("results", Text, nullable=False),  # JSON
    Column("at", Float, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_room(),
    Column("at", Float, nullable=False),
    Column("actor", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("detail", Text, nullable=False),  # JSON
)

limit_hit = Table(
    "limit_hit",
    metadata,
    Column("key", Text, primary_key=True),  # a hash: no address is kept
    Column("ends", Float, primary_key=True),  # of the window
    Column("count", Integer, nullable=False),
)
