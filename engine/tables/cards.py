"""The card of a number: what it rests on, and what it would be if an input were ten per cent off."""

import numpy as np
import pandas as pd

from engine.case import Case, kept
from engine.load import PARAMETERS
from engine.model import Results, evaluate, inputs_of
from engine.quantity import Quantity

_OFF = 0.1


@kept
def card(case: Case, name: str) -> pd.DataFrame:
    """The settings and given figures that an outcome rests on, those that move it most first.

    Columns: input, value, grade, less, more (the outcome with the input ten per cent lower and higher, within its range;
    a result by year counts in its last year), effect (the larger of the two moves). Given figures, years and
    choices without a size are not moved: their less and more are not numbers.
    """
    now = _last(case.results, name)
    rows = []
    for key in sorted(inputs_of(name) & set(PARAMETERS)):
        quantity = PARAMETERS[key]
        value = getattr(case.scenario, key, quantity.value)
        less = more = np.nan
        # ten per cent off a year means nothing
        if quantity.is_number and quantity.kind != "given" and quantity.unit != "year":
            less, more = (_last(_moved(case, quantity, part), name) for part in (1 - _OFF, 1 + _OFF))
        effect = np.nanmax([abs(less - now), abs(more - now), 0.0])
        rows.append((key, value, quantity.grade, less, more, effect))
    frame = pd.DataFrame(rows, columns=["input", "value", "grade", "less", "more", "effect"])
    return frame.sort_values("effect", ascending=False, kind="stable", ignore_index=True)


def _moved(case: Case, quantity: Quantity, part: float) -> Results:
    assert quantity.low is not None and quantity.high is not None
    value = min(max(getattr(case.scenario, quantity.id) * part, quantity.low), quantity.high)
    moved = case.scenario.replace(**{quantity.id: round(value) if isinstance(quantity.value, int) else value})
    return evaluate(moved, products=case.products)


def _last(results: Results, name: str) -> float:
    return float(np.atleast_1d(results[name])[-1])
