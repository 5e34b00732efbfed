"""A database for rooms: SQLite in a file of its own, or PostgreSQL; and what is said when it is away.

SQLite before 3.51.3 can corrupt a database with a write-ahead log that two connections write to
(sqlite.org/wal.html#walresetbug). There only one connection is opened, without that log.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as NoneFree

from engine.message import Message
from pages.parts.rooms.refusals import Away, RoomRefusal

_WAIT = 5.0  # seconds for a lock, for a connection


def default_url() -> str:
    """`ROADS_DATABASE`, else a SQLite file in `ROADS_FOLDER`, else in the place for an app's data of this user."""
    if given := os.environ.get("ROADS_DATABASE", "").strip():
        return given
    folder = Path(os.environ.get("ROADS_FOLDER") or _home())
    url = sa.URL.create("sqlite", database=(folder / "rooms.sqlite").as_posix())
    return url.render_as_string()


def _home() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "road-to-35"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "road-to-35"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "road-to-35"


def processes() -> int:
    """How many processes share the database, `ROADS_PROCESSES`."""
    given = os.environ.get("ROADS_PROCESSES", "1")
    return int(given) if given.isdecimal() else 1


def engine_for(url: str) -> Engine:
    """A pool of connections; Away where the address is wrong or a driver is missing."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise Away(Message("ROADS_DATABASE is no address of a database.")) from None
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    try:
        return sa.create_engine(
            parsed, pool_size=8, max_overflow=8, pool_timeout=_WAIT, pool_pre_ping=True, **_patience(parsed)
        )
    except (ModuleNotFoundError, NoSuchModuleError):
        said = {"file": "pages/parts/rooms/postgres.txt"}
        raise Away(Message("The driver of this database is not installed; {file} has it.", said)) from None


def _patience(url: sa.URL) -> dict[str, Any]:
    """A database that does not answer is away, not waited for."""
    if url.get_backend_name() != "postgresql":
        return {}
    seconds = f"{int(_WAIT * 1000)}"
    options = f"-c lock_timeout={seconds} -c statement_timeout={seconds}"
    return {"connect_args": {"connect_timeout": int(_WAIT), "options": options}}


def _driver() -> ModuleType:
    """The SQLite that was brought along, where there is one for this system."""
    try:
        import pysqlite3  # type: ignore[import-not-found,import-untyped,unused-ignore]

        found: ModuleType = pysqlite3
    except ImportError:
        import sqlite3 as found
    return found


def sound(version: tuple[int, ...]) -> bool:
    """Whether a SQLite's write-ahead log can be trusted with several writers."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _sqlite(url: sa.URL) -> Engine:
    driver = _driver()
    safe = sound(driver.sqlite_version_info)
    if not safe and processes() > 1:
        said = {"version": driver.sqlite_version}
        raise Away(
            Message(
                "This machine's SQLite, {version}, is not safe with several processes: use one, or PostgreSQL.",
                said,
            )
        )
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise _away() from None
    size: dict[str, Any] = (
        {"pool_size": 8, "max_overflow": 8} if safe else {"pool_size": 1, "max_overflow": 0}
    )
    engine = sa.create_engine(
        url,
        module=driver,
        connect_args={"timeout": _WAIT, "check_same_thread": False},
        pool_timeout=_WAIT,
        poolclass=sa.QueuePool,
        **size,
    )

    @sa.event.listens_for(engine, "connect")
    def _set(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        _journal(connection, "wal" if safe else "truncate")
        connection.execute("pragma synchronous=full")
        connection.execute("pragma foreign_keys=on")
        connection.execute("pragma secure_delete=on")  # what a room erases is not left in the file

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # a transaction that first reads and then writes would be refused, not made to wait
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _journal(connection: Any, mode: str) -> None:
    """Sets a file's journal. Where another process just makes the same file, SQLite refuses at once, so we wait ourselves."""
    until = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute(f"pragma journal_mode={mode}")
            return
        except connection.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(0.02)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One snapshot, however many queries."""
    with _told():
        level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        with engine.connect().execution_options(**level) as connection, connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One short transaction: all of it or nothing."""
    with _told():
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection


@contextmanager
def _told() -> Iterator[None]:
    """What went wrong with the database is one sentence to whoever asked."""
    try:
        yield
    except (RoomRefusal, IntegrityError, DataError):
        raise
    except (DBAPIError, NoneFree, OSError) as error:
        raise _away() from error


def _away() -> Away:
    return Away(
        Message("The database of the rooms cannot be reached just now. Nothing that was saved is lost.")
    )
