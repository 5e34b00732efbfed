"""`make host` as tests and measurements use it: nginx and several processes, and what the system says about these."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.conftest import free_port

ROOT = Path(__file__).resolve().parents[1]
START, STOP = 120.0, 30.0  # seconds


@dataclass
class Hosted:
    port: int
    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def running(self) -> dict[int, int]:
        """The processes of the app, by their ports."""
        found = {}
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for pid in children.read_text().split():
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            if b"--server.port" in words:
                found[int(words[words.index(b"--server.port") + 1])] = int(pid)
        return found


@contextmanager
def hosted(folder: Path, count: int, environment: Mapping[str, str] | None = None) -> Iterator[Hosted]:
    """All of it for as long as this lasts; its rooms and its log lie in the folder."""
    port = free_port()
    with (folder / "log").open("wb") as out:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "pages.parts.hosting.host",
                "--processes",
                str(count),
                "--port",
                str(port),
            ],
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(folder), "ROADS_FOLDER": str(folder), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    made = Hosted(port, process, folder)
    try:
        until = time.monotonic() + START
        while "Road to 35 is at" not in made.log:
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The app did not start. It said:\n{made.log[-4000:]}")
            time.sleep(0.1)
        yield made
    finally:
        process.terminate()
        process.wait(STOP)
