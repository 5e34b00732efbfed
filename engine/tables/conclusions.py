"""What follows: what moved the number, what each lever would have to be, where two levers reach the goal."""

from functools import lru_cache

import numpy as np
import pandas as pd

from engine.answers import GROUPS, ReachMap, attribution, seek, seekable
from engine.discovery import Rule, rule
from engine.load import PARAMETERS
from engine.scenario import Scenario
from engine.sensitivity import SHOCKS
from engine.uncertainty import Own, futures


@lru_cache(maxsize=64)
def moved(scenario: Scenario, baseline: Scenario) -> pd.DataFrame:
    """What each group of settings adds to turnover in the goal year, where it differs from the baseline.

    Columns: group, kind (policy, assumption or both: what differs in it), amount, start, end [usd_bn/year]: the bars
    stand on each other, and the last row, all, is their sum.
    """
    rows, reached = [], 0.0
    for group, share in attribution(scenario, baseline).items():
        kinds = {
            PARAMETERS[name].kind
            for name in GROUPS[group]
            if getattr(scenario, name) != getattr(baseline, name)
        }
        if kinds:
            kind = kinds.pop() if len(kinds) == 1 else "both"
            rows.append((group, kind, share, reached, reached + share))
            reached += share
    rows.append(("all", "both", reached, 0.0, reached))
    return pd.DataFrame(rows, columns=["group", "kind", "amount", "start", "end"])


@lru_cache(maxsize=64)
def needed(scenario: Scenario) -> pd.DataFrame:
    """For every lever the value at which the goal is reached, all else as set.

    Columns: lever, now, value (not a number where the lever alone does not reach it), closest, missing [usd_bn/year],
    always (whatever the lever, the goal is reached).
    """
    rows = []
    for lever in seekable():
        found = seek(scenario, lever, with_second=False)
        value = np.nan if found.value is None else found.value
        rows.append(
            (lever, float(getattr(scenario, lever)), value, found.closest, found.missing, found.always)
        )
    return pd.DataFrame(rows, columns=["lever", "now", "value", "closest", "missing", "always"])


@lru_cache(maxsize=32)
def conditions(scenario: Scenario, own: Own = (), with_shocks: bool = True) -> Rule | None:
    """Under what conditions the goal is reached in its year; yearly ups and downs as an input of their own, or left out."""
    some = futures(scenario, own=own)
    if not with_shocks:
        return rule(some.draws, some.projected[:, -1] >= scenario.target)
    shocks = some.turnover[:, -1] / some.projected[:, -1] - 1.0
    return rule({**some.draws, SHOCKS: shocks}, some.turnover[:, -1] >= scenario.target)


def reach(found: ReachMap) -> pd.DataFrame:
    """A reach map as a table, a row for each cell.

    Columns: across, up (the levers' values), turnover [usd_bn/year], probability [share].
    """
    across, up = np.meshgrid(found.across, found.up)
    return pd.DataFrame(
        {
            "across": across.ravel(),
            "up": up.ravel(),
            "turnover": found.turnover.ravel(),
            "probability": found.probability.ravel(),
        }
    )


def contour(found: ReachMap, target: float) -> pd.DataFrame:
    """Where turnover is the goal, along the rows or along the columns, whichever tells more. Columns: across, up, place."""
    rows = [(across, up) for up, across in _crossings(found.up, found.across, found.turnover - target)]
    columns = _crossings(found.across, found.up, (found.turnover - target).T)
    longer = max(rows, columns, key=len)
    return pd.DataFrame(longer, columns=["across", "up"]).assign(place=range(len(longer)))


def _crossings(lines: np.ndarray, along: np.ndarray, excess: np.ndarray) -> list[tuple[float, float]]:
    """For each line, where along it the excess crosses zero."""
    found = []
    for line, above in zip(lines, excess, strict=True):
        for k in np.flatnonzero(np.signbit(above[:-1]) != np.signbit(above[1:])):
            part = above[k] / (above[k] - above[k + 1])
            found.append((float(line), float(along[k] + part * (along[k + 1] - along[k]))))
    return found
