"""Find the browser for the browser tests, or install one.

`make test` runs this file; `tests/browser/conftest.py` imports `find_browser`.
A machine without a browser gets one or an error: tests that silently skip
would look like tests that pass.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.machine import MissingError as NoBrowserError
from tests.machine import apt_install, asked_for, can_apt, candidates, ensure_font, run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = {
    "darwin": (
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Chromium.app/Contents/MacOS/Chromium",
    ),
    "win32": ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"),
    "linux": ("opt/google/chrome/chrome", "usr/lib/chromium/chromium", "snap/bin/chromium"),
}

HELP = (
    "The browser tests need Chromium or Chrome. Install one (on Debian: apt-get install chromium), "
    "or set ROAD_BROWSER to the path of one."
)


def find_browser() -> Path | None:
    """Return the browser of ROAD_BROWSER, one of this machine, one that Playwright brought, or None."""
    if asked := asked_for("ROAD_BROWSER", HELP):
        return asked
    found = (path for path in candidates(NAMES, PLACES) if _starts(path))
    return next(found, None) or _playwright_browser()


def ensure_browser() -> Path:
    """Return a browser, installing first what is missing to drive it and to draw text."""
    _ensure_driver()
    path = find_browser()
    if path is None and can_apt():
        print("No browser found: installing Debian's chromium ...", flush=True)
        apt_install("chromium", "fonts-dejavu-core")
        path = find_browser()
    if path is None:
        print("No browser found: installing Playwright's Chromium ...", flush=True)
        # Its system libraries come from apt-get as well, which only root may use.
        extra = ["--with-deps"] if can_apt() else []
        run([sys.executable, "-m", "playwright", "install", *extra, "chromium"])
        path = find_browser()
    if path is None:
        raise NoBrowserError(f"No browser was found, and none could be installed. {HELP}")
    ensure_font()
    return path


def _starts(path: Path) -> bool:
    """Tell whether the program runs: Ubuntu's chromium-browser may be an empty shell."""
    if not path.is_file():
        return False
    if sys.platform == "win32":  # there, --version opens a window instead
        return True
    try:
        done = subprocess.run(
            [path, "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _playwright_browser() -> Path | None:
    """Return the Chromium that `playwright install` downloaded, if it did."""
    # In a process of its own: Playwright's driver refuses to start within another one's loop.
    code = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    path = Path(done.stdout.strip())
    return path if done.returncode == 0 and _starts(path) else None


def _ensure_driver() -> None:
    """Make sure that Playwright itself starts: its Node.js needs libraries a slim Linux lacks."""
    command = [sys.executable, "-m", "playwright", "--version"]

    def fault() -> str:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        return done.stderr.strip() or "no output" if done.returncode else ""

    if fault() and can_apt():
        print("Playwright does not start: installing the libraries it needs ...", flush=True)
        apt_install("libatomic1", "libstdc++6")
    if said := fault():
        raise NoBrowserError(f"Playwright, which drives the browser, does not start: {said}")


if __name__ == "__main__":
    try:
        print(f"Browser for the tests: {ensure_browser()}")
    except NoBrowserError as error:
        sys.exit(str(error))
