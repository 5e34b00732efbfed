"""What follows: what moved the number, what each lever would have to be, where two levers reach the goal."""

import numpy as np
import pandas as pd

from engine.answers import ReachMap, attribution, differing, seek, seekable
from engine.case import Case, kept
from engine.discovery import Rule, rule
from engine.load import PARAMETERS
from engine.scenario import Scenario
from engine.sensitivity import SHOCKS
from engine.uncertainty import assumed


@kept
def moved(case: Case, baseline: Scenario) -> pd.DataFrame:
    """What each part adds to turnover in the goal year, where it differs from the baseline.

    Columns: part, kind (policy, assumption or both: what differs in it), amount, start, end [usd_bn/year]: the bars
    stand on each other, and the last row, all, is their sum.
    """
    rows, reached = [], 0.0
    shares = attribution(case, baseline)
    for part, names in differing(case.scenario, baseline).items():
        kinds = {PARAMETERS[name].kind for name in names}
        kind = kinds.pop() if len(kinds) == 1 else "both"
        rows.append((part, kind, shares[part], reached, reached + shares[part]))
        reached += shares[part]
    rows.append(("all", "both", reached, 0.0, reached))
    return pd.DataFrame(rows, columns=["part", "kind", "amount", "start", "end"])


@kept
def needed(case: Case) -> pd.DataFrame:
    """For every lever the value at which the goal is reached, all else as set.

    Columns: lever, now, value (not a number where the lever alone does not reach it), closest, missing [usd_bn/year],
    always (whatever the lever, the goal is reached).
    """
    rows = []
    for lever in seekable():
        found = seek(case, lever, with_second=False)
        now, value = float(getattr(case.scenario, lever)), np.nan if found.value is None else found.value
        rows.append((lever, now, value, found.closest, found.missing, found.always))
    return pd.DataFrame(rows, columns=["lever", "now", "value", "closest", "missing", "always"])


@kept
def conditions(case: Case, with_shocks: bool = True) -> Rule | None:
    """Under what conditions the goal is reached in its year; yearly ups and downs as an input of their own, or left out."""
    some, target = assumed(case.scenario, case.own, case.products), case.scenario.target
    if not with_shocks:
        return rule(some.draws, some.at_target >= target)
    departure = case.futures.turnover[:, -1] / case.futures.middle[-1]
    return rule({**some.draws, SHOCKS: departure - 1.0}, some.at_target * departure >= target)


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
