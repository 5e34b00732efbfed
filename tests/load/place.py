"""Where a load goes: one process, or several behind nginx; what the system says of them, and what can befall them."""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.server import serving
from tests.hosted import Hosted, hosted

FAULTS = ("kill", "renew", "proxy")
"""A process is killed; all are started anew, one after the other; nginx is."""


@dataclass
class Place:
    base: str
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
        assert self.hosted, "only what is hosted can be put right"
        if fault == "kill":
            os.kill(self.pids()[0], signal.SIGKILL)
        elif fault == "renew":
            self.hosted.process.send_signal(signal.SIGHUP)
        elif fault == "proxy":
            os.kill(int(next(self.hosted.folder.glob("road-host-*/nginx.pid")).read_text()), signal.SIGHUP)


@contextlib.contextmanager
def place(processes: int, environment: Mapping[str, str]) -> Iterator[Place]:
    if processes == 1:
        with serving("app.py", {**environment, "ROADS_PROCESSES": "1"}) as server:
            yield Place(f"http://{server.address}", lambda: [server.process.pid])
        return
    with tempfile.TemporaryDirectory(prefix="road-load-") as folder:
        with hosted(Path(folder), processes, environment) as host:
            yield Place(host.base, lambda: list(host.running().values()), host)
