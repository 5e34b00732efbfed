"""The catalogue of every visible string: `python -m pages.parts.catalogue` writes it anew for translators.

Strings come from three places: calls of gettext in the code, sentences of the engine, and texts of the data.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from engine import OUTCOMES, PARAMETERS
from engine.explain import wordings
from engine.load import FACTS, GOALS, PRESETS, ROOT, STARTING_POINTS
from pages.parts.words import CATALOGUES, DOMAIN

TEMPLATE = CATALOGUES / f"{DOMAIN}.pot"
_KEYWORDS = {"_": None, "N_": None, "Message": None}


def catalogue() -> Catalog:
    """Every visible string with the places it comes from."""
    found = Catalog(project="Road to 35", fuzzy=False, charset="utf-8")
    for folder in ("", "pages", "engine"):
        for place, text in _in_code(folder):
            found.add(text, locations=[(place, 0)])
    for place, text in _in_data():
        found.add(text, locations=[(place, 0)])
    return found


def _in_code(folder: str) -> Iterator[tuple[str, str]]:
    methods = [("app.py" if not folder else "**.py", "python")]
    found = extract_from_dir(
        ROOT / folder,
        methods,
        keywords=_KEYWORDS,
        directory_filter=lambda path: bool(folder) or path == str(ROOT),
    )
    for place, _line, text, _comments, _context in found:
        yield place, str(text)


def _in_data() -> Iterator[tuple[str, str]]:
    for quantity in PARAMETERS.values():
        yield from (
            ("parameters.toml", text) for text in (quantity.title, quantity.note, *quantity.options.values())
        )
    for outcome in OUTCOMES.values():
        yield from (("model.py", text) for text in (outcome.title, outcome.meaning, *wordings(outcome.name)))
    for point in STARTING_POINTS.values():
        yield "starting_points.csv", point["label"]
    for label in GOALS["label"]:
        yield "goals.csv", label
    for preset in PRESETS.values():
        yield from (("scenarios", preset[key]) for key in ("title", "note"))
    for fact in FACTS.values():
        yield from (("facts.toml", fact[key]) for key in ("subject", "wording"))


def written() -> bytes:
    """The catalogue as a file, the same for the same strings."""
    buffer = BytesIO()
    write_po(buffer, catalogue(), sort_output=True, omit_header=True, no_location=True, width=0)
    return buffer.getvalue()


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    Path(TEMPLATE).write_bytes(written())
