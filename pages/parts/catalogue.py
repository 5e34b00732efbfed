"""The catalogue of every visible string: `python -m pages.parts.catalogue` writes it anew for translators.

Strings come from three places: calls of gettext in the code, sentences of the engine, and texts of the data.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from engine import OUTCOMES, PARAMETERS
from engine.explain import wordings
from engine.live import BEGINNING
from engine.load import (
    CROSSINGS,
    FACTS,
    FDI,
    GOALS,
    INPUT_OUTPUT,
    PANELS,
    PARTS,
    PLACES,
    PRESETS,
    ROOT,
    STARTING_POINTS,
    STATEMENTS,
    WHAT_IFS,
    WORKSHOPS,
)
from pages.parts.languages import CATALOGUES

TEMPLATE = CATALOGUES / "messages.pot"
# how many texts a call begins with that are the catalogue's: the text, or one and many, or its context and the text
KEYWORDS = {"_": 1, "N_": 2, "several": 2, "in_context": 2, "Message": 1}


class Text(NamedTuple):
    """A visible string, for many where its form hangs on a number, and its context where it needs one."""

    one: str
    many: str = ""
    context: str | None = None


def catalogue() -> Catalog:
    """Every visible string, each with the file it comes from; a line would change with every edit."""
    found = Catalog(project="Road to 35", fuzzy=False, charset="utf-8")
    for place, text in (*_in_code(), *_in_data()):
        if not found.get(text.one, text.context):
            found.add(
                (text.one, text.many) if text.many else text.one, context=text.context, auto_comments=[place]
            )
    return found


def _in_code() -> Iterator[tuple[str, Text]]:
    for path in (ROOT / "app.py", *sorted(ROOT.glob("pages/**/*.py")), *sorted(ROOT.glob("engine/**/*.py"))):
        for text in texts(ast.parse(path.read_text(encoding="utf-8"))):
            yield path.relative_to(ROOT).as_posix(), text


def texts(tree: ast.AST) -> Iterator[Text]:
    """What the code itself says; a text that a call looks up elsewhere is found where it stands."""
    for name, call in calls(tree):
        found = [
            each.value
            for each in call.args[: KEYWORDS[name]]
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if name == "in_context" and len(found) == KEYWORDS[name]:
            yield Text(found[1], context=found[0])
        elif name != "in_context" and found:
            yield Text(*found)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Calls that take a text of the catalogue, with the name of what they call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in KEYWORDS:
                yield name, node


def _in_data() -> Iterator[tuple[str, Text]]:
    for quantity in PARAMETERS.values():
        for text in (quantity.title, quantity.note, *quantity.options.values()):
            yield "parameters.toml", Text(text)
    for outcome in OUTCOMES.values():
        yield from (
            ("model.py", Text(text)) for text in (outcome.title, outcome.meaning, *wordings(outcome.name))
        )
    yield from (("panels.toml", Text(panel["title"])) for panel in PANELS.values())
    yield from (("panels.toml", Text(title)) for title in PARTS.values())
    for point in STARTING_POINTS.values():
        yield "starting_points.csv", Text(point["label"])
    for label in GOALS["label"]:
        yield "goals.csv", Text(label)
    for name in PLACES["name"]:
        yield "places.csv", Text(name)
    for column in ("name_kz", "name_cn", "note"):
        yield from (("checkpoints.csv", Text(text)) for text in CROSSINGS[column])
    yield from (("io_sectors.csv", Text(group)) for group in INPUT_OUTPUT.group)
    for column in ("who", "what"):
        yield from (("statements.csv", Text(text)) for text in STATEMENTS[column])
    yield from (("fdi.csv", Text(text)) for text in FDI["note"])
    yield from (("live.py", Text(title)) for title, _unit, _formula in BEGINNING.values())
    for preset in PRESETS.values():
        yield from (("scenarios", Text(preset[key])) for key in ("title", "note"))
    yield from (("what_ifs.toml", Text(asked["label"])) for asked in WHAT_IFS.values())
    yield from (("workshops.toml", Text(text)) for text in _of_workshops())
    for fact in FACTS.values():
        yield from (("facts.toml", Text(fact[key])) for key in ("subject", "wording"))


def _of_workshops() -> Iterator[str]:
    for workshop in WORKSHOPS.values():
        yield from (workshop["title"], workshop["about"], *workshop["groups"])
        for step in workshop["steps"]:
            yield from (step["title"], *step["script"], *step.get("talk", ()))
            if asked := step.get("question"):
                yield from (asked["ask"], asked["hint"], *asked["options"])


def written() -> bytes:
    """The catalogue as a file, the same for the same strings."""
    buffer = BytesIO()
    write_po(buffer, catalogue(), sort_output=True, omit_header=True, no_location=True, width=0)
    return buffer.getvalue()


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    Path(TEMPLATE).write_bytes(written())
