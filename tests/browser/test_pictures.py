"""A link with forbidden characters, through a browser to a server of its own: it answers before, after, and to the next."""

import os
import signal
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from engine import Scenario
from tests.arbitrary import FORBIDDEN
from tests.browser.conftest import open_page, running_server, settled
from tests.browser.screen import box

NAME = f"{FORBIDDEN}plan{FORBIDDEN}"
UNMADE = "This file could not be made just now. Try again in a moment."


def is_well(server: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{server}/_stcore/health", timeout=20) as answer:
        return bool(answer.read() == b"ok")


def downloaded(page: Page, kind: str) -> bytes:
    with page.expect_download() as found:
        box(page, f"{kind}.paths").get_by_role("button").click()
    return Path(found.value.path()).read_bytes()


def drawers(server: str) -> list[int]:
    """The drawing processes of this server that are running, by number."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (process / "stat").read_text().rpartition(")")[2].split()[:2]
            if state != "Z" and "drawer.py" in (process / "cmdline").read_text():
                found += [(int(process.name), Path(f"/proc/{parent}/cmdline").read_text())]
        except OSError:  # it has ended meanwhile
            continue
    return [pid for pid, command in found if f"\0{urlsplit(server).port}\0" in command]


def waiting_bytes(process: int) -> int:
    """What has been sent to a process and not been read by it."""
    import fcntl
    import termios

    with Path(f"/proc/{process}/fd/0").open("rb", buffering=0) as pipe:
        return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_a_link_ends_no_server_and_no_process_is_left(page: Page) -> None:
    with running_server() as server:
        others = f"s={quote(NAME)}~{Scenario(programme_value=2.0).to_code()}&base=0"
        open_page(page, server, "compare", others)
        assert is_well(server) and not drawers(server)
        expect(page.get_by_role("heading", name="“plan” leads furthest")).to_be_visible()
        box(page, "more.paths").get_by_role("button").click()
        settled(page)
        assert downloaded(page, "png").startswith(b"\x89PNG")
        assert is_well(server)
        (drawer,) = drawers(server)

        # a picture over which the process ends
        os.kill(drawer, signal.SIGSTOP)
        box(page, "svg.paths").get_by_role("button").click()
        while not waiting_bytes(drawer):
            time.sleep(0.02)
        os.kill(drawer, signal.SIGKILL)
        said = page.get_by_test_id("stDownloadButtonError")
        said.wait_for()
        assert UNMADE in said.evaluate(
            "place => getComputedStyle(place).fontSize === '0px' && getComputedStyle(place, '::after').content"
        )
        assert "“plan” leads furthest" in downloaded(page, "svg").decode() and is_well(server)
        assert len(drawers(server)) == 1
    deadline = time.monotonic() + 10
    while drawers(server) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not drawers(server)
