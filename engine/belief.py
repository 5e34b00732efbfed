"""What a person believes of a setting: low, best and high, as asked and as drawn.

It is asked as “only one time in twenty it would be lower, one in twenty higher”. Such ends lie within a triangle's, which is
what the engine draws; the answer itself is kept as it was given, so that another reading stays possible.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from engine.load import PARAMETERS
from engine.message import Message, Refusal
from engine.model import ONE_AT_A_TIME
from engine.scenario import Scenario
from engine.uncertainty import Range

OUTSIDE = 0.05  # the share of cases below low, and above high


class Belief(NamedTuple):
    """An answer as it was given [as the setting]; the three are the same where somebody is certain."""

    low: float
    best: float
    high: float


def believable(name: str) -> bool:
    """Whether a setting is a number that can be drawn: years and choices change the axes of results."""
    quantity = PARAMETERS.get(name)
    return bool(quantity and quantity.is_number and name not in ONE_AT_A_TIME)


def belief(name: str, low: float, best: float, high: float) -> Belief:
    """An answer, checked. Refusal: no such setting, no number, out of range, or out of order."""
    if not believable(name):
        raise Refusal(Message("{name} is not asked for as low, best and high.", {"name": name[:40]}))
    quantity = PARAMETERS[name]
    for value in (low, best, high):
        if problem := quantity.problem(value):
            raise Refusal(problem)
    if not low <= best <= high:
        said = {"low": str(low), "best": str(best), "high": str(high)}
        raise Refusal(
            Message("The lowest, the best and the highest must not cross: {low}, {best}, {high}.", said)
        )
    return Belief(float(low), float(best), float(high))


def spanned(low: Any, best: Any, high: Any) -> Range:
    """The triangle most likely at `best` of which one part in twenty lies below `low`, one above `high` [as they].

    With a and b the reaches to its ends, L and H those to low and high: (a − L)² = p·(a + b)·a, the same for b, p = 0.05.
    Both follow from the width w = a + b, which is the one number that gives itself back.
    Shape: broadcasts. Check: best 0, low −1, high 1 alike: ±1/(1 − √0.1).
    """
    below, above = np.asarray(best - low, dtype=float), np.asarray(high - best, dtype=float)
    width = below + above
    for _ in range(80):  # each turn leaves a fifth of the error or so
        left, right = _reach(below, width), _reach(above, width)
        width = left + right
    return Range(best - left, best, best + right)


def _reach(part: Any, width: Any) -> Any:
    """The larger root a of (a − part)² = p·width·a."""
    half = OUTSIDE * width / 2
    return part + half + np.sqrt(2 * half * part + half**2)


def drawn(name: str, held: Belief) -> Range:
    """What the engine draws for an answer: its triangle, within what the setting may be."""
    quantity = PARAMETERS[name]
    if held.low == held.high:
        return Range(held.best, held.best, held.best)
    found = spanned(*held)
    assert quantity.low is not None and quantity.high is not None
    return Range(max(float(found.low), quantity.low), held.best, min(float(found.high), quantity.high))


def scenario_of(base: Scenario, beliefs: Mapping[str, Belief]) -> Scenario:
    """A scenario with a person's best values. Refusal: what cannot stand together."""
    return base.replace(**{name: held.best for name, held in beliefs.items()})
