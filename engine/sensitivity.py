"""What matters: each assumption from its low to its high, and its part of the spread of all futures.

Everything here is about turnover in the goal year. The yearly ups and downs count as one input of their own, SHOCKS.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import norm, sobol_indices, triang

from engine.case import Case, kept
from engine.model import DRAWABLE, evaluate_columns
from engine.uncertainty import SEED, Range, drawn_ranges, ranges

SHOCKS = "shocks"
OUTCOME = "turnover_at_target"
# points for the indices, which take n · (inputs + 2) evaluations
POINTS = 1024


@kept
def tornado(case: Case) -> pd.DataFrame:
    """Turnover in the goal year with one assumption at its low and at its high, all else as set; widest first.

    Columns: assumption, low, high, at_low, at_high [usd_bn/year], swing (the distance of the two).
    """
    limits = ranges(case.scenario, case.own)
    values = np.array([[limits[name].low, limits[name].high] for name in DRAWABLE])
    columns = {
        name: np.full((len(DRAWABLE), 2), float(getattr(case.scenario, name)))
        for name in DRAWABLE
        if limits[name].low < limits[name].high
    }
    for place, name in enumerate(DRAWABLE):
        if name in columns:
            columns[name][place] = values[place]
    flat = {name: column.ravel() for name, column in columns.items()}
    found = _outcome(case, flat, 2 * len(DRAWABLE)).reshape(-1, 2)
    frame = pd.DataFrame(
        {
            "assumption": DRAWABLE,
            "low": values[:, 0],
            "high": values[:, 1],
            "at_low": found[:, 0],
            "at_high": found[:, 1],
        }
    )
    frame["swing"] = (frame["at_high"] - frame["at_low"]).abs()
    return frame.sort_values("swing", ascending=False, kind="stable", ignore_index=True)


@kept
def shares(case: Case, points: int = POINTS, seed: int = SEED) -> pd.DataFrame:
    """Each input's part of the spread of turnover in the goal year, largest first.

    Columns: assumption (or SHOCKS), first (alone), total (with all that it does together with others) [share]. The
    spread is the variance of the logarithm: shocks multiply, and without it a few huge futures would decide all. An
    input without width has no share.
    """
    limits = {name: r for name, r in drawn_ranges(case.scenario, case.own).items() if r.low < r.high}
    some = case.futures
    spread = float(some.width.spread * some.width.swings * np.sqrt(some.ahead[-1]))
    drawn = {name: _triangle(r) for name, r in limits.items()} | ({SHOCKS: norm(0, spread)} if spread else {})
    names = list(drawn)
    first, total = np.zeros(len(names)), np.zeros(len(names))
    if names:

        def log_turnover(rows: np.ndarray) -> np.ndarray:
            columns = dict(zip(names, rows, strict=True))
            walk = columns.pop(SHOCKS, np.zeros(rows.shape[1]))
            level = _outcome(case, columns, rows.shape[1])
            return np.asarray(np.log(np.maximum(level, np.finfo(float).tiny)) + walk)

        first, total = indices(log_turnover, list(drawn.values()), points, seed)
    rest = [name for name in (*DRAWABLE, SHOCKS) if name not in drawn]
    frame = pd.DataFrame(
        {
            "assumption": [*names, *rest],
            "first": [*first, *[0.0] * len(rest)],
            "total": [*total, *[0.0] * len(rest)],
        }
    )
    return frame.sort_values("total", ascending=False, kind="stable", ignore_index=True)


def indices(
    function: Callable[[np.ndarray], np.ndarray], distributions: Sequence[Any], points: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """First and total Sobol indices of a function of several independent inputs.

    `function` takes inputs × rows and gives a value a row; `points` is a power of two. A function that does not vary has
    indices of 0. Source: Saltelli et al. 2010, as scipy computes it.
    """
    rng = np.random.default_rng(seed)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = sobol_indices(
            func=lambda rows: function(rows)[None, :], n=points, dists=distributions, rng=rng
        )
    return np.nan_to_num(found.first_order).ravel(), np.nan_to_num(found.total_order).ravel()


def _triangle(limits: Range) -> object:
    width = limits.high - limits.low
    return triang((limits.mode - limits.low) / width, limits.low, width)


def _outcome(case: Case, columns: Mapping[str, np.ndarray], rows: int) -> np.ndarray:
    if not columns:
        return np.full(rows, case.results[OUTCOME])
    return evaluate_columns(case.scenario, columns, OUTCOME, case.products)
