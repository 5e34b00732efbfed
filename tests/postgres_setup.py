"""Find PostgreSQL for the tests of rooms, or install it; and start one of their own, that ends with them.

`make test` runs this file; `tests/rooms/conftest.py` imports `server`. A machine without it gets it or an
error: tests that silently skip would look like tests that pass.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.machine import MissingError, apt_install, asked_for, can_apt, candidates

PLACES = {
    "darwin": ("Postgres.app/Contents/Versions/*/bin/pg_ctl",),
    "linux": ("usr/lib/postgresql/*/bin/pg_ctl", "usr/pgsql-*/bin/pg_ctl"),
}
HELP = (
    "The tests of rooms need PostgreSQL's server, 13 or newer. Install it (on Debian: apt-get install postgresql), "
    "or set ROAD_POSTGRES to the path of its pg_ctl."
)


def find_postgres() -> Path | None:
    """Return pg_ctl of ROAD_POSTGRES or of this machine, with a server beside it; the newest; or None."""
    if asked := asked_for("ROAD_POSTGRES", HELP):
        return asked
    found = [path.resolve() for path in candidates(("pg_ctl",), PLACES)]
    return next((path for path in reversed(found) if path.with_name("initdb").exists()), None)


def ensure_postgres() -> Path:
    """Return pg_ctl, installing Debian's server first where there is none."""
    found = find_postgres()
    if found is None and can_apt():
        print("No PostgreSQL found: installing Debian's ...", flush=True)
        apt_install("postgresql")
        found = find_postgres()
    if found is None:
        raise MissingError(f"PostgreSQL was not found, and could not be installed. {HELP}")
    return found


@dataclass(frozen=True)
class Server:
    """A server in a folder, which is reached by a socket in it: no port is taken, nobody else can come in."""

    pg_ctl: Path
    folder: Path

    def start(self) -> None:
        options = f"-k '{self.folder}' -c listen_addresses='' -c max_connections=200"
        self._run(self.pg_ctl, "start", "--wait", "-D", self.data, "-l", self.folder / "log", "-o", options)

    def stop(self) -> None:
        """At once, as when its machine is lost."""
        self._run(self.pg_ctl, "stop", "--wait", "-D", self.data, "-m", "immediate")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def create(self) -> None:
        name = ("-U", "road", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._run(self.pg_ctl.with_name("initdb"), "-D", self.data, *name)

    def database(self, name: str, template: str = "template0") -> str:
        """The address of a new database, a copy of another."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user="road", dbname="postgres", autocommit=True) as to:
            to.execute(f'create database "{name}" template "{template}"')
        return self.url(name)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://road@/{name}?host={self.folder}"

    def _run(self, *command: str | Path) -> None:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # a pipe would stay open as long as the server runs
            stderr=subprocess.DEVNULL,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
            **_user(),
        )
        if done.returncode:
            log = self.folder / "log"
            said = log.read_text(encoding="utf-8", errors="replace")[-2000:] if log.exists() else ""
            raise MissingError(f"{command[0]} ended with {done.returncode}. {said}")


@contextmanager
def server() -> Iterator[Server]:
    """A new server for as long as this lasts."""
    pg_ctl = find_postgres()
    if pg_ctl is None:
        raise MissingError(f"{HELP} `make postgres` does it where it can.")
    # not pytest's folder: the user that the server runs as could not enter it
    folder = Path(tempfile.mkdtemp(prefix="road-pg-")).resolve()
    try:
        if user := _user().get("user"):
            shutil.chown(folder, user)
        made = Server(pg_ctl, folder)
        made.create()
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as the user that its package made, or as nobody."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    try:
        print(f"PostgreSQL for the tests: {ensure_postgres()}")
    except MissingError as error:
        sys.exit(str(error))
