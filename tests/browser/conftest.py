"""A running app and a browser for the tests in this folder.

A test asks for `page` and `server`:

    from tests.browser.conftest import open_page, settled

    def test_title(page: Page, server: str) -> None:
        open_page(page, server)
        page.get_by_role("button", name="Reset").click()
        settled(page)

Browser tests run in two xdist groups, each with a server and a browser that
serve all its tests, so that both of two cores are busy. They take turns as they
come, which also parts the pages of a test that is made for each.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect, sync_playwright

from tests.browser_setup import HELP, NoBrowserError, find_browser

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
START_SECONDS = 60
STOP_SECONDS = 10
TIMEOUT_MS = 20_000
expect.set_options(timeout=TIMEOUT_MS)  # a slow machine is no failure; what is right is seen at once

# No sandbox: it does not work for root in a container, and the only pages
# opened are our own. The rest keeps the browser from calling out by itself.
BROWSER_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# The browser's note that a layout took two rounds; it is raised like an error but is none.
HARMLESS = ("ResizeObserver loop",)

# Settled: connected, no run going on, and neither has changed nor has the page
# been redrawn for a while. The wait covers the moment between a click and the
# start of the run that it causes (Streamlit's sliders hold back for 200 ms).
SETTLED = """
quietMs => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!app) return false;
    const now = performance.now();
    let watch = window.__roadWatch;
    if (!watch || watch.app !== app) {
        watch?.observer.disconnect();
        watch = { app, busy: now };
        watch.observer = new MutationObserver(() => { watch.busy = performance.now(); });
        watch.observer.observe(app, { childList: true, subtree: true, characterData: true, attributes: true });
        window.__roadWatch = watch;
    }
    const running = app.dataset.testScriptState !== 'notRunning'
        || app.dataset.testConnectionState !== 'CONNECTED'
        || document.querySelector('[data-testid="stStatusWidget"]')
        || document.querySelector('[data-testid="stSkeleton"]');
    if (running) watch.busy = now;
    if (now - watch.busy < quietMs) return false;
    // The next call starts afresh, with the action that came between.
    watch.observer.disconnect();
    delete window.__roadWatch;
    return true;
}
"""


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    for place, item in enumerate(ours):
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.xdist_group(f"browser-{place % 2}"))


@contextlib.contextmanager
def running_server(port: int = 0) -> Iterator[str]:
    """Run the app on a port, a free one if none is given, with rooms of its own, and give its address."""
    port = port or free_port()
    with tempfile.TemporaryDirectory() as rooms, started(port, {"ROADS_FOLDER": rooms}):
        yield f"http://127.0.0.1:{port}"


def launching(port: int) -> list[str]:
    """Both ways lead to the same app: Streamlit's own command, and any ASGI server (ROAD_LAUNCH=uvicorn)."""
    if os.environ.get("ROAD_LAUNCH") == "uvicorn":
        served = ("--host", "127.0.0.1", "--port", str(port), "--timeout-graceful-shutdown", "5")
        return [sys.executable, "-m", "uvicorn", "app:app", *served]
    return [
        *(sys.executable, "-m", "streamlit", "run", "app.py"),
        *("--server.port", str(port)),
        *("--server.headless", "true"),
        *("--server.address", "127.0.0.1"),
        *("--browser.gatherUsageStats", "false"),
        *("--server.fileWatcherType", "none"),
    ]


@contextlib.contextmanager
def started(port: int, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the app, once it answers."""
    # A file, not a pipe: nobody reads while the tests run, and a full pipe would stop the server.
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            launching(port),
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _becomes_healthy(process, f"http://127.0.0.1:{port}"):
                log.seek(0)
                said = log.read().decode(errors="replace")[-8000:]
                pytest.fail(
                    f"The app did not start within {START_SECONDS} s. It said:\n{said}", pytrace=False
                )
            yield process
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def launch_browser(playwright: Playwright) -> Browser:
    """Start the browser that `tests/browser_setup.py` finds."""
    try:
        path = find_browser()
    except NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)
    if path is None:
        pytest.fail(f"{HELP} `make browser` does it where it can.", pytrace=False)
    return playwright.chromium.launch(executable_path=path, args=BROWSER_ARGS)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The running app's address, such as http://127.0.0.1:12345."""
    with running_server() as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = launch_browser(playwright)
        yield launched
        launched.close()


@pytest.fixture
def make_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that makes a page as a new visitor sees it.

    Its arguments are those of Playwright's `new_context`, for other visitors:
    `make_page(viewport={"width": 375, "height": 700})`, `make_page(locale="de-DE")`.
    An uncaught error in any of its pages fails the test.
    """
    errors: list[str] = []
    with contextlib.ExitStack() as stack:

        def make(**options: Any) -> Page:
            settings = {"viewport": {"width": 1280, "height": 900}, "locale": "en-US", **options}
            context = browser.new_context(**settings)
            stack.callback(context.close)
            context.set_default_timeout(TIMEOUT_MS)
            context.on("weberror", lambda found: errors.append(_describe(found.error)))
            return context.new_page()

        yield make
    real = [error for error in errors if not any(note in error for note in HARMLESS)]
    if real:
        pytest.fail("Uncaught error in the page:\n" + "\n\n".join(real), pytrace=False)


@pytest.fixture
def page(make_page: Callable[..., Page]) -> Page:
    """A new visitor's page, 1280 by 900, in English."""
    return make_page()


def open_page(page: Page, server: str, path: str = "", query: str | Mapping[str, str] = "") -> Page:
    """Open a page of the app and wait until its first run has ended.

    `query` is "age=20&lang=de" or {"age": "20", "lang": "de"}. An exception
    that Streamlit shows instead of the page fails the test with its text.
    """
    if not isinstance(query, str):
        query = urlencode(query)
    page.goto(f"{server}/{path.lstrip('/')}" + (f"?{query.lstrip('?')}" if query else ""))
    title = page.locator("h1:visible")
    broken = page.get_by_test_id("stException")
    title.or_(broken).first.wait_for()
    settled(page)
    if broken.count():
        pytest.fail(f"The app shows an exception:\n{broken.first.inner_text()}")
    title.first.wait_for()
    return page


def settled(page: Page, quiet_ms: int = 400) -> None:
    """Wait until the app has done what the last action asked for and the page stands still."""
    page.wait_for_function(SETTLED, arg=quiet_ms, polling=50)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _becomes_healthy(process: subprocess.Popen[bytes], url: str) -> bool:
    # Without a proxy: the environment's would be asked for our own address.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with opener.open(f"{url}/_stcore/health", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _describe(error: Error) -> str:
    return error.stack or error.message
