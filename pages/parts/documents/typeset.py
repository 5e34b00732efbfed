"""Documents as tagged PDF: a template of Typst, what it says as JSON, and its drawings."""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pages.parts import fonts
from pages.parts.exhibits.theme import LOOKS
from pages.parts.words import language

LOOK = LOOKS["light"]  # paper is white
_PATIENCE = 60.0  # seconds; most take one
_PROGRAM = Path(__file__).with_name("typesetter.py")
_COMMON = Path(__file__).with_name("common.typ")


def pdf(template: Path, said: Mapping[str, Any], drawings: Mapping[str, str]) -> bytes:
    """It conforms to PDF/UA-1; the same content gives the same bytes. A template holds no text of its own."""
    content = {
        **said,
        "language": language(),
        "look": {
            "ink": LOOK.ink,
            "quiet": LOOK.quiet,
            "grid": LOOK.grid,
            "accent": LOOK.accent,
            "wash": LOOK.ramp[0],
        },
        "font": [fonts.FAMILY, fonts.CHINESE],
    }
    files = {
        "main.typ": template.read_bytes(),
        "common.typ": _COMMON.read_bytes(),
        "content.json": json.dumps(content).encode(),
        **{name: drawing.encode() for name, drawing in drawings.items()},
    }
    try:
        return _made(files, ["ua-1"])
    except NotSet as error:
        if "could not be displayed" not in str(error):
            raise
        # a letter that no font of this machine has: the page is still tagged, but may not claim the standard
        return _made(files, [])


class NotSet(RuntimeError):
    """What Typst says of a document that it could not make."""


def _made(files: Mapping[str, bytes], standards: Sequence[str]) -> bytes:
    job = {
        "files": {name: b64encode(data).decode() for name, data in files.items()},
        "fonts": list(map(str, fonts.FOLDERS)),
        "standards": standards,
    }
    # -P: it must not find our files beside it when it imports something
    command = [sys.executable, "-P", str(_PROGRAM)]
    done = subprocess.run(
        command, input=json.dumps(job).encode(), capture_output=True, timeout=_PATIENCE, check=False
    )
    if done.returncode:
        raise NotSet(done.stderr.decode(errors="replace"))
    return done.stdout
