"""A language that nobody speaks, to see what was never translated: every letter has an accent, texts are longer.

It comes as a translator's file would, made from the catalogue: what the catalogue lacks stays in plain English. Belarusian
lends its numbers, dates and plurals, of which there are several. `python -m tests.pseudo` serves the app in it, for eyes
and browsers.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from babel.messages.pofile import write_po
from google.protobuf.message import Message as Record
from streamlit.testing.v1 import AppTest

from engine.load import PRODUCTS, SOURCES
from engine.scenario import SETTINGS
from pages.parts import catalogue, languages, reader, words

LANGUAGE = "be"
LONGER = 0.4
_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćďéƒĝĥíĵķĺḿńóṕʠŕśťúṽẃẋýžÁɃĆĎÉƑĜĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŽ",
)


def pseudo(text: str) -> str:
    """A text in brackets, with accents and longer; what stands in braces is kept."""
    parts = re.split(r"(\{[^}]*\})", text)
    accented = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)
    longer = " ōōō" * round(LONGER * len(text) / 4)
    return f"⟦{accented}{longer}⟧"


@cache
def file() -> bytes:
    """The translator's file."""
    found = catalogue.catalogue()
    found.locale = LANGUAGE
    for message in found:
        if isinstance(message.id, tuple):
            one, many = map(pseudo, message.id)
            message.string = (one, *[many] * (found.num_plurals - 1))
        elif message.id:
            message.string = pseudo(message.id)
    written = BytesIO()
    write_po(written, found)
    return written.getvalue()


@contextmanager
def known() -> Iterator[None]:
    """Within it, this process has the language beside English."""
    with TemporaryDirectory() as folder, mock.patch.object(languages, "CATALOGUES", Path(folder)):
        (Path(folder) / f"{LANGUAGE}.po").write_bytes(file())
        words.catalogue.cache_clear()
        yield
    words.catalogue.cache_clear()


@contextmanager
def spoken() -> Iterator[None]:
    """Within it, every reader of this process is told everything in the language, whatever the thread."""
    with known(), spoken_by_all():
        yield


@contextmanager
def spoken_by_all() -> Iterator[None]:
    everybody = mock.patch.object(reader, "of_session", lambda: LANGUAGE)
    with everybody, mock.patch.object(words, "_SPOKEN", ContextVar("language", default=LANGUAGE)):
        yield


def open_all(at: AppTest) -> AppTest:
    """Opens whatever a page has to open, and shows each table."""
    for kind in ("popover", "expander", "toggle"):
        for each in at.get(kind):
            key = each.proto.id.split("-", 2)[-1]
            if kind != "toggle" or key.startswith("table."):
                at.session_state[key] = True
    return at.run()


def said(at: AppTest) -> Iterator[str]:
    """All that a reader can read on a page, and hear of it: texts, controls with their help, heads of tables, charts."""
    for root in at._tree.children.values():
        for node in root:
            yield from _texts(getattr(node, "proto", None))
    for table in at.dataframe:
        heads = json.loads(table.proto.columns or "{}")
        yield from (heads.get(name, {}).get("label", str(name)) for name in table.value.columns)


_VISIBLE = (
    "alt",
    "body",
    "caption",
    "content",
    "delta",
    "help",
    "label",
    "options",
    "placeholder",
    "code_text",
)


def _texts(part: Any) -> Iterator[str]:
    """The readable texts of one of Streamlit's records. Formulas and lines to copy are the same in every language."""
    if not isinstance(part, Record) or getattr(part, "language", "") == "html":
        return
    for field, value in part.ListFields():
        for each in value if field.is_repeated else (value,):
            if isinstance(each, Record):
                yield from _texts(each)
            elif field.name == "json":
                yield from _of_component(json.loads(each))
            elif field.name == "spec":
                yield from _titles(json.loads(each))
            elif field.name in _VISIBLE and (field.name != "code_text" or "⟦" in each):
                # of our own HTML, what a picture shows
                yield from re.findall(r' alt="([^"]*)"', each) if each.startswith("<") else (each,)


_NOT_READ = ("face", "link", "token", "put", "name", "swept")


def _of_component(data: dict[str, Any]) -> Iterator[str]:
    """The texts that a control of our own is given."""
    face = json.loads(data.get("face", '{"phrases": []}'))
    yield from (phrase.replace("{n}", "1") for _plural, phrase in face.pop("phrases"))
    yield from _strings([face, *(text for key, text in data.items() if key not in _NOT_READ)])


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, (list, dict)):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _strings(each)


def _titles(part: Any) -> Iterator[str]:
    """What a chart's description says itself: titles, and the labels that stand for keys of its data."""
    if isinstance(part, list):
        for each in part:
            yield from _titles(each)
    elif isinstance(part, dict):
        for key, each in part.items():
            if key == "title":
                yield from _strings(each)
            elif key == "labelExpr":
                yield from re.findall(r": '([^']*)'", each)
            yield from _titles(each)


_SOURCES = {text for each in SOURCES.values() for text in (each.title, each.producer, each.published)}
# the full texts of a nomenclature stay in English, beside their codes
_GOODS = set(PRODUCTS.table["description"])
_KEPT = sorted((_SOURCES | _GOODS) - {""}, key=len, reverse=True)
# names of settings and their options are the same in every language, for links hold them
_NAMES = re.compile(rf"\b({'|'.join(SETTINGS)}):|\b[a-z0-9]+(_[a-z0-9]+)+\b")


def plain_english(text: str) -> list[str]:
    """Words of four letters or more without an accent: what was never translated."""
    text = _NAMES.sub(" ", re.sub(r"\]\([^)\s]*\)|\?\S+|(https?:/|seeds|data)/\S+", " ", text))
    for kept in _KEPT:
        text = text.replace(kept, " ")
    return re.findall(r"[A-Za-z]{4,}", text)


if __name__ == "__main__":
    from streamlit.web.cli import main

    with spoken():
        sys.exit(main(["run", "app.py", *sys.argv[1:]]))
