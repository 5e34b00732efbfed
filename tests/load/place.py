"""Where a load goes: one process, or several behind nginx; what the system says of them, and what can befall them."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.bench.server import serving
from tests.hosted import Hosted, hosted
from tests.postgres_setup import Server, find_postgres

FAULTS = ("kill", "renew", "proxy", "database", "deaf")
"""A process is killed; all are started anew, one after the other; nginx is; the database is away for twenty seconds; five
browsers ask and never read.
"""
_AWAY = 20.0  # seconds


@dataclass
class Place:
    base: str
    database: str
    pids: Callable[[], list[int]]
    hosted: Hosted | None = None

    def spent(self) -> dict[int, float]:
        """Seconds of processor time by process."""
        found = {}
        for pid in self.pids():
            with contextlib.suppress(OSError):
                user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
                found[pid] = (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        return found

    def memory(self) -> float:
        """Megabytes of the largest."""
        found = [0.0]
        for pid in self.pids():
            with contextlib.suppress(OSError):
                lines = Path(f"/proc/{pid}/status").read_text().splitlines()
                found.append(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")))
        return max(found)

    def befall(self, fault: str) -> None:
        """It lasts as long as the fault does."""
        assert self.hosted, "only what is hosted can be put right"
        if fault == "kill":
            os.kill(self.pids()[0], signal.SIGKILL)
        elif fault == "renew":
            self.hosted.process.send_signal(signal.SIGHUP)
        elif fault == "proxy":
            os.kill(int(next(self.hosted.folder.glob("road-host-*/nginx.pid")).read_text()), signal.SIGTERM)
        elif fault == "database":
            _away(self.database)


@contextlib.contextmanager
def place(processes: int, environment: Mapping[str, str]) -> Iterator[Place]:
    if processes == 1:
        with serving("app.py", {**environment, "ROADS_PROCESSES": "1"}) as server:
            yield Place(
                f"http://{server.address}", environment["ROADS_DATABASE"], lambda: [server.process.pid]
            )
        return
    with tempfile.TemporaryDirectory(prefix="road-load-") as folder:
        with hosted(Path(folder), processes, environment) as host:
            yield Place(host.base, environment["ROADS_DATABASE"], lambda: list(host.running().values()), host)


def _away(url: str) -> None:
    """SQLite is held by somebody else; PostgreSQL ends and is started anew."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        held = sqlite3.connect(str(parsed.database), timeout=_AWAY, isolation_level=None)
        held.execute("begin exclusive")
        time.sleep(_AWAY)
        held.execute("rollback")
        held.close()
        return
    pg_ctl = find_postgres()
    assert pg_ctl
    there = Server(pg_ctl, Path(str(parsed.query["host"])))
    there.stop()
    time.sleep(_AWAY)
    there.start()
