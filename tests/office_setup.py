"""Find the programs that open what the app gives away, or install them.

`make test` runs this file; `tests/test_office.py` imports `find_tools`. A
machine without them gets them or an error: tests that silently skip would
look like tests that pass.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.machine import MissingError, apt_install, asked_for, can_apt, candidates, ensure_font

OFFICE = "LibreOffice"
PLACES = {
    "darwin": ("LibreOffice.app/Contents/MacOS/soffice",),
    "win32": ("LibreOffice/program/soffice.com",),  # soffice.exe would not wait for its own end
    "linux": ("opt/libreoffice*/program/soffice", "snap/bin/libreoffice"),
}
PACKAGES = {
    OFFICE: ("libreoffice-calc-nogui", "libreoffice-impress-nogui"),
    "pdfinfo": ("poppler-utils",),
    "pdftotext": ("poppler-utils",),
    "qpdf": ("qpdf",),
}
HELP = (
    "The tests of documents need LibreOffice with Calc and Impress, poppler's pdfinfo and pdftotext, and qpdf. "
    "Install them (on Debian: apt-get install libreoffice-calc-nogui libreoffice-impress-nogui poppler-utils "
    "qpdf); ROAD_OFFICE may hold the path of LibreOffice's soffice."
)

# The least that only Calc, or only Impress, can open.
PROBE = (
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' office:mimetype="application/vnd.oasis.opendocument.{kind}">'
    "<office:body><office:{kind}/></office:body></office:document>"
)


def find_tools() -> dict[str, Path | None]:
    """Return every program by name, None for one that is not here."""
    others = {name: shutil.which(name) for name in PACKAGES if name != OFFICE}
    return {OFFICE: _find_office(), **{name: Path(path) if path else None for name, path in others.items()}}


def ensure_tools() -> dict[str, Path | None]:
    """Return every program, installing first those that are missing, and letters to draw slides with."""
    found = find_tools()
    if lacking := _lacking(found):
        if can_apt():
            print(f"Not found: {', '.join(lacking)}. Installing from Debian ...", flush=True)
            apt_install(*sorted({package for name in lacking for package in PACKAGES[name]}))
            found = find_tools()
        if lacking := _lacking(found):
            raise MissingError(f"Not found, or not complete: {', '.join(lacking)}. {HELP}")
    ensure_font()
    return found


def convert(office: Path, files: Sequence[Path], kind: str, folder: Path, seconds: float = 180) -> str:
    """Have LibreOffice write files anew as `kind` ("pdf"), all in one process; return what it said.

    Whoever calls looks whether the files are there: LibreOffice reports success
    where it has written nothing. The profile is a new one, so that neither the
    user's own settings nor a LibreOffice that is open matter.
    """
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        tempfile.TemporaryFile() as log,
    ):
        process = subprocess.Popen(
            [
                *(str(office), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"),
                *("--convert-to", kind, "--outdir", str(folder), *map(str, files)),
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,  # a file, not a pipe: a pipe stays open as long as anything that was started
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        note = ""
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            note = f"\nStopped after {seconds:g} s."
        finally:
            _end(process)
        log.seek(0)
        return log.read().decode(errors="replace") + note


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program that is still running, and those that it started: soffice is but a script."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _find_office() -> Path | None:
    if asked := asked_for("ROAD_OFFICE", HELP):
        return asked
    found = candidates(("soffice", "libreoffice"), PLACES)
    return next((path for path in found if _opens_all(path)), None)


def _opens_all(office: Path) -> bool:
    """Tell whether it opens workbooks and slides: Debian packs Calc and Impress apart."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        probes = [folder / "sheet.fods", folder / "slides.fodp"]
        for probe, kind in zip(probes, ("spreadsheet", "presentation"), strict=True):
            probe.write_text(PROBE.format(kind=kind), encoding="utf-8")
        convert(office, probes, "pdf", folder)
        return all(probe.with_suffix(".pdf").exists() for probe in probes)


def _lacking(found: dict[str, Path | None]) -> list[str]:
    return [name for name, path in found.items() if path is None]


if __name__ == "__main__":
    try:
        print("For the tests of documents:", *ensure_tools().values(), sep="\n  ")
    except MissingError as error:
        sys.exit(str(error))
