"""The sweep of a dial: what a stage shows at places all along its range, sent once when the dial is taken in hand.

While the dial moves, the browser shows the nearest place and sends nothing; let go, it sends its exact value. A sweep
holds for one setting, all else as it is: its number changes with all else, and the browser shows no other.
"""

import json
import zlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from engine import PARAMETERS, Case
from engine.case import kept
from engine.sweep import sweep
from pages.parts import faces, session
from pages.parts.amounts import Big
from pages.parts.exhibits.exhibit import Exhibit, Following
from pages.parts.words import language

Numbers = Callable[[Case], Sequence[Big]]
# of a chart that cannot follow, and of settings that decide which rows it has, the page asks the server as before
SWEPT = frozenset(name for name, quantity in PARAMETERS.items() if quantity.is_number) - {"target_year"}


def told(case: Case, exhibit: Exhibit, numbers: Numbers) -> dict[str, Any]:
    """What the browser must know: which dials have a sweep here, the number of the one asked for last, and in the run that
    answers, the sweep itself.
    """
    if exhibit.following is None:
        return {}
    name, now = session.asked()
    found: dict[str, Any] = {
        "key": exhibit.key,
        "number": number(case, name, exhibit.key) if name else 0,
        "rows": rows_of(case, exhibit.key),
    }
    if now:
        found["sweep"] = _made(case, name, exhibit.following, numbers, exhibit.key, language())
    return found


def rows_of(case: Case, key: str) -> int:
    """A number for the rows of a chart: a sweep moves no others."""
    return zlib.crc32(repr((key, case.scenario, case.own, case.products.source)).encode()) >> 1


def number(case: Case, name: str, key: str) -> int:
    """A number for a sweep: another where anything but its own setting is another."""
    others = case.scenario.replace(**{name: PARAMETERS[name].value})
    return zlib.crc32(repr((name, key, language(), others, case.own, case.products.source)).encode()) or 1


@kept
def _made(case: Case, name: str, following: Following, numbers: Numbers, key: str, _language: str) -> str:
    """As JSON. Texts come once each, and places name them by their order; of columns only what moves is told."""
    found = sweep(case, name, beside=[dict([pair]) for pair in following.beside])
    words: dict[str, int] = {}

    def code(text: str) -> int:
        return words.setdefault(text, len(words))

    start = case.scenario.start
    places = []
    for value, at in zip(found.values, found.cases, strict=True):
        big = numbers(at)
        places.append(
            {
                "said": [code(one.said(at)) for one in big],
                "below": [code(one.below) for one in big],
                "finding": code(following.finding(at)),
                "level": code(faces.level(name, value, start)),
            }
        )
    return json.dumps(
        {
            "name": name,
            "number": number(case, name, key),
            "values": found.values,
            "places": places,
            "columns": _columns(case, found.cases, following),
            "words": list(words),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _columns(case: Case, cases: Sequence[Case], following: Following) -> list[dict[str, Any]]:
    """For each column which rows move, and what they are at every place."""
    here, there = following.vectors(case), [following.vectors(one) for one in cases]
    found = []
    for column, exact in here.items():
        rows = np.array([one[column] for one in there])
        same = (rows == exact) | (rows != rows) & (exact != exact)
        moving = np.flatnonzero(~same.all(axis=0))
        told = rows[:, moving]
        texts = [";".join(map(_written, line)) for line in told.tolist()]
        found.append({"at": moving.tolist(), "rows": len(exact), "places": texts})
    return found


def _written(value: float | str) -> str:
    """A cell; "x" where there is nothing."""
    if isinstance(value, str):
        return value.replace(";", ",").replace("|", "/") or " "
    return "x" if value != value else f"{value:.6g}"
