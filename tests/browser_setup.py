"""Find the browser for the browser tests, or install one.

`make test` runs this file; `tests/browser/conftest.py` imports `find_browser`.
A machine without a browser gets one or an error: tests that silently skip
would look like tests that pass.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

HELP = (
    "The browser tests need Chromium or Chrome. Install one (on Debian: apt-get install chromium), "
    "or set ROAD_BROWSER to the path of one."
)


class NoBrowserError(RuntimeError):
    """There is no browser to test with; the message says what to do."""


def find_browser() -> Path | None:
    """Return a browser of this machine, one that Playwright brought, or None.

    A path in ROAD_BROWSER is taken as it is: if it is wrong, using another
    browser than the one asked for would hide the mistake.
    """
    asked = os.environ.get("ROAD_BROWSER", "")
    if asked:
        found = shutil.which(asked)
        if found is None:
            raise NoBrowserError(f"ROAD_BROWSER is '{asked}', which is not a program here. {HELP}")
        return Path(found)
    named = (shutil.which(name) for name in NAMES)
    candidates = [Path(found) for found in named if found] + _usual_places()
    return next((path for path in candidates if _starts(path)), None) or _playwright_browser()


def ensure_browser() -> Path:
    """Return a browser, installing first what is missing to drive it and to draw text."""
    _ensure_driver()
    path = find_browser()
    if path is None and _can_apt():
        print("No browser found: installing Debian's chromium ...", flush=True)
        _apt_install("chromium", "fonts-dejavu-core")
        path = find_browser()
    if path is None:
        print("No browser found: installing Playwright's Chromium ...", flush=True)
        # Its system libraries come from apt-get as well, which only root may use.
        extra = ["--with-deps"] if _can_apt() else []
        _run([sys.executable, "-m", "playwright", "install", *extra, "chromium"])
        path = find_browser()
    if path is None:
        raise NoBrowserError(f"No browser was found, and none could be installed. {HELP}")
    _ensure_font()
    return path


def _usual_places() -> list[Path]:
    """Return where macOS and Windows keep Chrome, which is not on their PATH."""
    if sys.platform == "darwin":
        roots = [Path("/Applications"), Path.home() / "Applications"]
        tails = ["Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium"]
    elif sys.platform == "win32":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        roots = [Path(os.environ[name]) for name in variables if name in os.environ]
        tails = ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"]
    else:
        roots = [Path("/opt/google/chrome"), Path("/usr/lib/chromium"), Path("/snap/bin")]
        tails = ["chrome", "chromium"]
    return [root / tail for root in roots for tail in tails]


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

    if fault() and _can_apt():
        print("Playwright does not start: installing the libraries it needs ...", flush=True)
        _apt_install("libatomic1", "libstdc++6")
    if said := fault():
        raise NoBrowserError(f"Playwright, which drives the browser, does not start: {said}")


def _ensure_font() -> None:
    """Make sure that a slim Linux has letters to draw: without a font, text has no width."""
    if not sys.platform.startswith("linux") or _has_font():
        return
    if _can_apt():
        print("No font found: installing DejaVu ...", flush=True)
        _apt_install("fonts-dejavu-core")
    if not _has_font():
        raise NoBrowserError(
            "There is no font for the browser to draw text with. "
            "Install one (on Debian: apt-get install fonts-dejavu-core)."
        )


def _has_font() -> bool:
    if shutil.which("fc-list"):
        listed = subprocess.run(
            ["fc-list", ":lang=en", "family"], capture_output=True, text=True, check=False
        )
        return bool(listed.stdout.strip())
    roots = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(path.suffix in {".ttf", ".otf", ".ttc"} for root in roots for path in root.rglob("*"))


def _can_apt() -> bool:
    return sys.platform.startswith("linux") and shutil.which("apt-get") is not None and os.geteuid() == 0


def _apt_install(*packages: str) -> None:
    # Other installations may hold apt's lock for a while, and mirrors hiccup.
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3"]
    if _run([*apt, "update"]):
        _run([*apt, "install", "-y", "--no-install-recommends", *packages])


def _run(command: list[str]) -> bool:
    """Run an installation; show what it said only if it failed."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )
    if done.returncode:
        print(f"{' '.join(command)} failed:\n{done.stdout[-4000:]}", file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    try:
        print(f"Browser for the tests: {ensure_browser()}")
    except NoBrowserError as error:
        sys.exit(str(error))
