"""The sweep of a dial: what an element of the page shows at places all along its range, sent once when the dial is taken in
hand; and in the same way what it shows along the way of a replay.

While the dial moves, the browser shows the nearest place and sends nothing; let go, it sends its exact value. A sweep
holds for one setting, all else as it is: its number changes with all else, and the browser shows no other.
"""

import json
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from engine import PARAMETERS, Case
from engine.case import kept
from engine.load import PRODUCTS, Products
from engine.quantity import Value
from engine.remember import per_table
from engine.sweep import Sweep, sweep
from pages.parts import faces, session
from pages.parts.amounts import Big
from pages.parts.exhibits.exhibit import Following
from pages.parts.session import Asked
from pages.parts.words import language

Numbers = Callable[[Case], Sequence[Big]]
Beside = tuple[tuple[str, Value], ...]

_MOST = 60_000  # bytes of a sweep; of one that were larger, every second place must do, or every fourth
_YEARS = "target_year"  # the setting that decides which years there are


def nothing(_case: Case) -> Sequence[Big]:
    """No numbers."""
    return ()


class Element(NamedTuple):
    """What of a page changes as one, by its `key`: big numbers, a chart's finding, sentences; with a chart that follows, or
    with sentences, it can follow a dial.

    `beside` are settings and values whose cases these ask for too. Functions of what follows are those of modules: what they
    make is remembered by them.
    """

    key: str
    numbers: Numbers = nothing
    finding: Callable[[Case], str] = lambda _case: ""
    following: Following | None = None
    texts: tuple[Callable[[Case], str], ...] = ()
    beside: Beside = ()

    def shown(self, case: Case, numbers: Sequence[Big]) -> dict[str, Any]:
        """All that changes of it."""
        return {
            "labels": [big.label for big in numbers],
            "said": [big.said(case) for big in numbers],
            "below": [big.below for big in numbers],
            "finding": self.finding(case),
            "texts": [text(case) for text in self.texts],
        }


def told(case: Case, element: Element) -> dict[str, Any]:
    """What the browser must know of an element that can follow: its key, the number of the sweep asked for last, that of its
    rows, and in the run that answers, the sweep itself.
    """
    if not (element.following or element.texts):
        return {}
    asked, now = session.asked()
    found: dict[str, Any] = {
        "key": element.key,
        "number": number(case, asked, element.key) if asked else 0,
        "rows": rows_of(case, asked, element.key),
    }
    if now:
        found["sweep"] = _made(case, asked, element, language())
    return found


def last_year(case: Case, asked: Asked) -> int:
    """The last year that rows reach to: where the goal year itself was asked for, the last that this may be."""
    if isinstance(asked, tuple):
        return max(one.target_year for one in asked)
    high = PARAMETERS[_YEARS].high
    assert high is not None
    return int(high) if asked == _YEARS else case.scenario.target_year


def rows_of(case: Case, asked: Asked, key: str) -> int:
    """A number for the rows of a chart: a sweep moves no others. `asked` is what was asked for last."""
    return _code(key, case.scenario, case.own, _table(case.products), last_year(case, asked)) >> 1


def number(case: Case, asked: Asked, key: str) -> int:
    """A number for a sweep: another where anything but its own setting is another; 0 where a way does not end here."""
    if isinstance(asked, tuple):
        if case.scenario != asked[-1]:
            return 0
        others = asked[0]
    else:
        others = case.scenario.replace(**{asked: PARAMETERS[asked].value})
    return _code(name_of(asked), key, language(), others, case.own, _table(case.products)) or 1


def name_of(asked: Asked) -> str:
    """What the browser calls it: a setting by its name, a way of scenarios by a number of its own."""
    return asked if isinstance(asked, str) else f"replay.{_code(asked[0], asked[-1])}"


def _code(*parts: object) -> int:
    return zlib.crc32(repr(parts).encode())


@per_table
def _table(products: Products) -> int:
    """A number for a product table, by what is in it."""
    columns = (values for values in vars(products).values() if isinstance(values, np.ndarray))
    return zlib.crc32(b"".join(values.tobytes() for values in columns))


# ── What is sent ─────────────────────────────────────────────────────────────────────────────────────────────


@kept
def _made(case: Case, asked: Asked, element: Element, _language: str) -> str:
    """As JSON, with as many places as there is room for."""
    found = _swept(case, asked, element.beside)
    said = [
        element.shown(at, element.numbers(at)) | _level(asked, value, at)
        for value, at in zip(found.values, found.cases, strict=True)
    ]
    here, there = _moving(case, found.cases, element.following, last_year(case, asked))
    for step in (1, 2, 4):
        words = _Words()
        record = {
            "name": name_of(asked),
            "number": number(case, asked, element.key),
            "values": found.values[::step],
            "places": [{key: words.coded(told) for key, told in one.items()} for one in said[::step]],
            "columns": [_column(exact, there[column][::step], words) for column, exact in here.items()],
            "words": list(words),
        }
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        if len(text.encode()) <= _MOST:
            break
    return text


def _level(asked: Asked, value: float, at: Case) -> dict[str, str]:
    """Where a dial's value stands, in words."""
    return {"level": faces.level(asked, value, at.scenario.start)} if isinstance(asked, str) else {}


def _swept(case: Case, asked: Asked, beside: Beside) -> Sweep:
    """The elements of a page ask for the same one after the other. That of a reader's own table goes with its case."""
    return (_last if case.products is PRODUCTS else _own)(case, asked, beside)


def _worked_out(case: Case, asked: Asked, beside: Beside) -> Sweep:
    if isinstance(asked, tuple):
        return Sweep(tuple(map(float, range(len(asked)))), tuple(map(case.place, asked)))
    return sweep(case, asked, beside=[dict([pair]) for pair in beside])


_last, _own = lru_cache(maxsize=4)(_worked_out), kept(_worked_out)


class _Words(dict[str, int]):
    """Texts, each with its place among them: they come once each."""

    def coded(self, said: Any) -> Any:
        """A text, or each text of a list, as its place."""
        return (
            [self.coded(one) for one in said] if isinstance(said, list) else self.setdefault(said, len(self))
        )


def _moving(
    case: Case, cases: Sequence[Case], following: Following | None, last: int
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """What the chart's columns that move are at rest, and at each place along the first axis."""
    if following is None:
        return {}, {}
    here, there = following.moving(case, last), [following.moving(one, last) for one in cases]
    return here, {column: np.array([one[column] for one in there]) for column in here}


def _column(exact: np.ndarray, there: np.ndarray, words: _Words) -> dict[str, Any]:
    """Which rows move, and what they are at every place: numbers, nothing as "x", or texts by their places."""
    same = (there == exact) | (there != there) & (exact != exact)
    moving = np.flatnonzero(~same.all(axis=0))
    written = words.coded if is_text(exact) else _figures
    texts = [";".join(str(written(cell)) for cell in line) for line in there[:, moving].tolist()]
    return {"at": moving.tolist(), "rows": len(exact), "texts": is_text(exact), "places": texts}


def is_text(values: np.ndarray) -> bool:
    """Whether a column that moves holds texts, not numbers."""
    return values.dtype == object


def _figures(value: float) -> str:
    return "x" if value != value else f"{value:.6g}"
