"""Rooms, their people, questions, rounds and answers.

The tables stand here once more as they were then: later versions of `tables.py` must not change what this step does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text, nullable=False)


def _float(name: str, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Float, nullable=null)


def _int(name: str, null: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer, nullable=null)


def _bool(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean, nullable=False)


def _id() -> sa.Column:
    return sa.Column("id", sa.Integer, primary_key=True)


def _of(table: str, primary: bool = False, index: bool = True) -> sa.Column:
    key = sa.ForeignKey(f"{table}.id", ondelete="cascade")
    return sa.Column(table, sa.Integer, key, primary_key=primary, nullable=False, index=index)


def upgrade() -> None:
    op.create_table(
        "room",
        *(
            _id(),
            sa.Column("code", sa.Text, nullable=False, unique=True),
            *map(_text, ("title", "template", "language", "stage")),
        ),
        *(
            _bool("door_open"),
            _int("round", null=True),
            *map(_text, ("base", "names", "groups")),
            _int("cap"),
            _text("address"),
        ),
        *(_int("version"), _int("steered"), _float("made"), _float("touched"), _float("closed", null=True)),
        *(_int("days"), _float("delete_at", null=True), _text("key_hash"), _text("screen_hash")),
    )
    op.create_index("ix_room_touched", "room", ["touched"])
    op.create_table(
        "device",
        *(_id(), _of("room"), _text("kind"), sa.Column("token_hash", sa.Text, nullable=False, unique=True)),
        *(_float("made"), _float("seen")),
    )
    op.create_table(
        "person",
        *(_id(), _of("room"), _int("number"), *map(_text, ("name", "group", "language"))),
        *(
            _float("joined"),
            _float("seen"),
            _bool("removed"),
            _text("word_hash"),
            sa.UniqueConstraint("room", "number"),
        ),
    )
    op.create_table("token", sa.Column("hash", sa.Text, primary_key=True), _of("person"))
    op.create_table(
        "question",
        *(_id(), _of("room"), _int("place"), *map(_text, ("kind", "levers", "ask", "hint", "options"))),
        sa.UniqueConstraint("room", "place"),
    )
    op.create_table(
        "round",
        *(_id(), _of("room"), _of("question"), _int("number"), _float("opened")),
        *(
            _float("frozen", null=True),
            _float("revealed", null=True),
            sa.UniqueConstraint("question", "number"),
        ),
    )
    op.create_table(
        "answer",
        *(_of("round", primary=True, index=False), _of("person", primary=True)),
        sa.Column("turn", sa.BigInteger, nullable=False),
        *(*map(_text, ("values", "text", "state", "query", "results")), _float("at")),
    )
    op.create_table("journal", _id(), _of("room"), _float("at"), *map(_text, ("actor", "verb", "detail")))
    op.create_table(
        "limit_hit",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("ends", sa.Float, primary_key=True),
        _int("count"),
    )


def downgrade() -> None:
    for table in ("limit_hit", "journal", "answer", "round", "question", "token", "person", "device", "room"):
        op.drop_table(table)
