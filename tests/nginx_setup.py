"""Find what the recipes for operators are held against, nginx and systemd-analyze, or install it. `make test` runs this file."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.machine import MissingError, apt_install, asked_for, can_apt, candidates

# off the PATH of whoever is not root
_PLACES = {"linux": ("usr/sbin/{name}", "usr/bin/{name}", "usr/local/sbin/{name}")}
_PACKAGES = {"nginx": "nginx-light", "systemd-analyze": "systemd"}
_VARIABLES = {"nginx": "ROAD_NGINX", "systemd-analyze": "ROAD_SYSTEMD_ANALYZE"}


def find(name: str) -> Path | None:
    if asked := asked_for(_VARIABLES[name], _help(name)):
        return asked
    tails = {system: tuple(tail.format(name=name) for tail in tails) for system, tails in _PLACES.items()}
    return next(iter(candidates((name,), tails)), None)


def _help(name: str) -> str:
    return (
        f"The recipes for operators are held against {name}. Install it (on Debian: apt-get install {_PACKAGES[name]}), or "
        f"set {_VARIABLES[name]} to its path."
    )


def ensure(name: str) -> Path:
    """Return the program, installing Debian's first where there is none."""
    found = find(name)
    if found is None and can_apt():
        print(f"No {name} found: installing Debian's ...", flush=True)
        apt_install(_PACKAGES[name])
        found = find(name)
    if found is None:
        raise MissingError(_help(name))
    return found


if __name__ == "__main__":
    if not sys.platform.startswith("linux"):
        print("The recipes for operators are for Linux: they are not tested here.")
        sys.exit()
    try:
        for program in _PACKAGES:
            print(f"{program} for the tests: {ensure(program)}")
    except MissingError as error:
        sys.exit(str(error))
