"""What the tests need of a machine beyond Python's packages: how to find it, and how to install it on Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class MissingError(RuntimeError):
    """The machine lacks something that the tests need; the message says what to do."""


def asked_for(variable: str, advice: str) -> Path | None:
    """Return the program that an environment variable names, if it is set.

    It is taken as it is: if it is wrong, using another program than the one
    asked for would hide the mistake.
    """
    asked = os.environ.get(variable, "")
    if not asked:
        return None
    found = shutil.which(asked)
    if found is None:
        raise MissingError(f"{variable} is '{asked}', which is not a program here. {advice}")
    return Path(found)


def candidates(names: Sequence[str], tails: Mapping[str, Sequence[str]]) -> list[Path]:
    """Return a program of the PATH by any of its names, and what lies where each system keeps programs.

    `tails` are patterns by platform, below the folders of programs; macOS and
    Windows have these off the PATH.
    """
    named = [Path(found) for name in names if (found := shutil.which(name))]
    patterns = tails.get(sys.platform, ())
    return named + [path for root in _roots() for tail in patterns for path in sorted(root.glob(tail))]


def _roots() -> list[Path]:
    if sys.platform == "darwin":
        return [Path("/Applications"), Path.home() / "Applications"]
    if sys.platform == "win32":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        return [Path(os.environ[name]) for name in variables if name in os.environ]
    return [Path("/")]


def ensure_font() -> None:
    """Make sure that a slim Linux has letters to draw: without a font, text has no width."""
    if not sys.platform.startswith("linux") or _has_font():
        return
    if can_apt():
        print("No font found: installing DejaVu ...", flush=True)
        apt_install("fonts-dejavu-core")
    if not _has_font():
        raise MissingError(
            "There is no font to draw text with. Install one (on Debian: apt-get install fonts-dejavu-core)."
        )


def _has_font() -> bool:
    if shutil.which("fc-list"):
        listed = subprocess.run(
            ["fc-list", ":lang=en", "family"], capture_output=True, text=True, check=False
        )
        return bool(listed.stdout.strip())
    roots = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
    return any(path.suffix in {".ttf", ".otf", ".ttc"} for root in roots for path in root.rglob("*"))


def can_apt() -> bool:
    return sys.platform.startswith("linux") and shutil.which("apt-get") is not None and os.geteuid() == 0


def apt_install(*packages: str) -> None:
    # Other installations may hold apt's lock for a while, and mirrors hiccup.
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3"]
    if run([*apt, "update"]):
        run([*apt, "install", "-y", "--no-install-recommends", *packages])


def run(command: list[str]) -> bool:
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
