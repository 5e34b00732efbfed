"""Documents as tagged PDF: a template of Typst, what it says as JSON, and its drawings."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pages.parts import fonts
from pages.parts.exhibits.theme import LOOKS
from pages.parts.words import language

LOOK = LOOKS["light"]  # paper is white
_COMMON = Path(__file__).with_name("common.typ")


def pdf(template: Path, said: Mapping[str, Any], drawings: Mapping[str, str]) -> bytes:
    """It conforms to PDF/UA-1; the same content gives the same bytes. A template holds no text of its own."""
    import typst  # 77 MB that no page needs until somebody asks for a document

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
    # its types do not tell that it takes files by name
    files: Any = {
        "main.typ": template.read_bytes(),
        "common.typ": _COMMON.read_bytes(),
        "content.json": json.dumps(content).encode(),
        **{name: drawing.encode() for name, drawing in drawings.items()},
    }
    try:
        return bytes(typst.compile(files, font_paths=list(fonts.FOLDERS), pdf_standards=["ua-1"]))
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        # a letter that no font of this machine has: the page is still tagged, but may not claim the standard
        return bytes(typst.compile(files, font_paths=list(fonts.FOLDERS)))
