"""Brings the tables of rooms to this version: `python -m pages.parts.rooms.migrate`.

On SQLite a starting process does it by itself; on PostgreSQL the operator does, once, before the new version starts.
"""

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from pages.parts.rooms.database import default_url, engine_for, reading, writing

# any number, as long as all processes that change these tables ask for the same
_LOCK = 3_535_353_535


def _config() -> Config:
    config = Config()
    folder = Path(__file__).with_name("migrations").as_posix().replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.set_main_option("path_separator", "os")
    return config


@cache
def newest() -> str:
    """The version of the tables that this code knows."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def version(connection: Connection) -> str | None:
    """The version of the tables that are there; None where there are none."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> None:
    """Two processes at once: the second waits, then finds nothing to do."""
    with reading(engine) as connection:
        if version(connection) == newest():
            return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def main() -> None:
    upgrade(engine_for(default_url()))
    print(f"The tables of rooms have version {newest()}.")


if __name__ == "__main__":
    main()
