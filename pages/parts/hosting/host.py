"""`make host`: nginx and several processes of the app with one database, on this machine, by the recipe of an operator.

A process that ends is started anew. SIGHUP starts all of them anew, one after the other, each ready before the next; SIGTERM
and Ctrl+C end everything. What it needs lies in a folder of its own, which goes with it.
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


class Process:
    """One process of the app, started anew where it has ended without being told to."""

    def __init__(self, port: int, environment: dict[str, str]) -> None:
        self.port, self._environment = port, environment
        self._child = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        place = ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        return subprocess.Popen(
            [*command, *place], cwd=_ROOT, env=self._environment, stdin=subprocess.DEVNULL
        )

    @property
    def pid(self) -> int:
        return self._child.pid

    def mend(self) -> None:
        if self._child.poll() is not None:
            print(
                f"process on port {self.port} has ended with {self._child.returncode}: started anew",
                flush=True,
            )
            self._child = self._started()

    def wait(self) -> None:
        """Until it is ready; an error where that takes too long."""
        until = time.monotonic() + _READY
        while not ready(self.port):
            self.mend()
            if time.monotonic() > until:
                raise RuntimeError(f"The process on port {self.port} is not ready.")
            time.sleep(0.1)

    def end(self) -> None:
        self._child.terminate()
        try:
            self._child.wait(_ENDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

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


def environment(folder: Path, count: int) -> dict[str, str]:
    """What all processes share; what the operator has set stands."""
    return {
        "ROADS_PROCESSES": str(count),
        "ROADS_FOLDER": str(folder),
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
    shared = environment(folder, count)
    running = [Process(ports[0], shared)]
    running[0].wait()  # it makes the database, which the others then find
    running += [Process(one, shared) for one in ports[1:]]
    proxy = None
    try:
        for one in running:
            one.wait()
        proxy = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        print(
            f"Road to 35 is at http://localhost:{port}: nginx and {count} processes (Ctrl+C stops them)",
            flush=True,
        )
        while not over.wait(0.2) and proxy.poll() is None:
            if again.is_set():
                again.clear()
                _renew(running)
            for one in running:
                one.mend()
    finally:
        if proxy:
            proxy.send_signal(signal.SIGQUIT)
        for one in running:
            one.end()
        if proxy:
            proxy.terminate()
            proxy.wait()


def _renew(running: list[Process]) -> None:
    for one in running:
        one.renew()
        print(f"process on port {one.port} is new", flush=True)
        time.sleep(_PAUSE)


if __name__ == "__main__":
    main()
