"""`make host`: nginx and several processes of the app with one database, on this machine, by the recipe of an operator.

What ends is started anew. SIGHUP starts all of them anew, one after the other, each ready before the next; SIGTERM
and Ctrl+C end everything. What nginx needs lies in a folder of its own, which goes with it.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from pages.parts.hosting import processes
from pages.parts.hosting.ready import ready
from pages.parts.rooms import addresses

_ROOT = Path(__file__).parents[3]
_READY = 120.0  # seconds for a process to be ready
_ENDS = 15.0  # seconds for one to end by itself
_TRIES = 3  # times that a program is started anew before it is ready
_PAUSE = 1.2  # seconds for browsers to be with another process before the next one goes
_MAIN = """daemon off;
{user}pid {folder}/nginx.pid;
error_log stderr warn;
worker_processes {workers};
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Kept:
    """A program that is started anew where it has ended without being told to."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str] | None = None) -> None:
        self.name, self._command, self._environment = name, command, environment
        self._left = _TRIES
        self._child = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, cwd=_ROOT, env=self._environment, stdin=subprocess.DEVNULL)

    def mend(self) -> None:
        """An error where it has ended too often to be mended so."""
        if self._child.poll() is None:
            return
        if not self._left:
            raise RuntimeError(f"{self.name} ends again and again, at last with {self._child.returncode}.")
        self._left -= 1
        print(f"{self.name} has ended with {self._child.returncode}: started anew", flush=True)
        self._child = self._started()

    def tell(self, what: signal.Signals) -> None:
        self._child.send_signal(what)

    def end(self) -> None:
        self._child.terminate()
        try:
            self._child.wait(_ENDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()


class Process(Kept):
    """A process of the app on a port of this machine."""

    def __init__(self, port: int, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        place = ["--server.port", str(port), "--server.address", "127.0.0.1"]
        super().__init__(f"process on port {port}", [*command, *place], environment)
        self.port = port

    def wait(self) -> None:
        """Until it is ready; an error where that takes too long."""
        until = time.monotonic() + _READY
        while not ready(self.port):
            self.mend()
            if time.monotonic() > until:
                raise RuntimeError(f"The {self.name} is not ready.")
            time.sleep(0.1)
        self._left = _TRIES

    def renew(self) -> None:
        self.end()
        self._child = self._started()
        self.wait()


def site(folder: Path, port: int, ports: list[int]) -> str:
    """The recipe with this machine's names and a folder of its own."""
    names = f"localhost 127.0.0.1 [::1] {addresses.of_machine()}".strip()
    text = processes.site(ports)
    for there, here in (
        ("listen 80", f"listen {port}"),
        ("road.example", names),
        ("/var/cache/nginx/road-to-35", f"{folder}/cache"),
        ("/var/log/nginx/road-to-35.log", f"{folder}/access.log"),
    ):
        assert there in text, there
        text = text.replace(there, here)
    return text


def nginx(folder: Path, port: int, ports: list[int]) -> list[str]:
    """Writes what nginx needs into a folder; the command that starts it."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        raise FileNotFoundError("There is no nginx here (on Debian: apt-get install nginx-light).")
    user = "user root;\n" if os.geteuid() == 0 else ""  # else it would give up the right to this folder
    main = _MAIN.format(user=user, folder=folder, workers=max(1, (os.cpu_count() or 1) // 2))
    (folder / "site.conf").write_text(site(folder, port, ports), encoding="utf-8")
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    return [program, "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def environment(count: int) -> dict[str, str]:
    """What all processes share; what the operator has set stands."""
    return {
        "ROADS_PROCESSES": str(count),
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "STREAMLIT_SERVER_COOKIE_SECRET": secrets.token_hex(32),
        "OMP_NUM_THREADS": "1",  # the processes share the cores among themselves
        **os.environ,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="make host", description=__doc__)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--port", type=int, default=8080)
    asked = parser.parse_args()
    over, again = threading.Event(), threading.Event()
    for which in (signal.SIGTERM, signal.SIGINT):
        signal.signal(which, _setter(over))
    signal.signal(signal.SIGHUP, _setter(again))
    with tempfile.TemporaryDirectory(prefix="road-host-") as name:
        _serve(Path(name), asked.port, asked.processes, over, again)


def _setter(event: threading.Event) -> Callable[[int, FrameType | None], None]:
    def said(_number: int, _frame: FrameType | None) -> None:
        event.set()

    return said


def _serve(folder: Path, port: int, count: int, over: threading.Event, again: threading.Event) -> None:
    ports = [port + number for number in range(1, count + 1)]
    command = nginx(folder, port, ports)
    shared = environment(count)
    running = [Process(ports[0], shared)]
    running[0].wait()  # it makes the database, which the others then find
    running += [Process(one, shared) for one in ports[1:]]
    proxy: Kept | None = None
    try:
        for one in running:
            one.wait()
        proxy = Kept("nginx", command)
        print(
            f"Road to 35 is at http://localhost:{port}: nginx and {count} processes (Ctrl+C stops them)",
            flush=True,
        )
        while not over.wait(0.2):
            if again.is_set():
                again.clear()
                _renew(running)
            for kept in (proxy, *running):
                kept.mend()
    finally:
        if proxy:
            proxy.tell(signal.SIGQUIT)  # it lets nobody new in, while the processes tell whoever is there
        for one in running:
            one.end()
        if proxy:
            proxy.end()


def _renew(running: list[Process]) -> None:
    for one in running:
        one.renew()
        print(f"process on port {one.port} is new", flush=True)
        time.sleep(_PAUSE)


if __name__ == "__main__":
    main()
