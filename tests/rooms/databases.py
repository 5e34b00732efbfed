"""A database with the tables of rooms in it, of either kind, for as long as somebody needs it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pages.parts.rooms import migrate
from pages.parts.rooms.database import engine_for
from tests.postgres_setup import Server, server


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Its address. SQLite makes its tables itself."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{(Path(folder) / 'rooms.sqlite').as_posix()}"
        return
    with server() as made:
        yield with_tables(made, "rooms")


def with_tables(made: Server, name: str) -> str:
    url = made.database(name)
    engine = engine_for(url)
    migrate.upgrade(engine)
    engine.dispose()
    return url
