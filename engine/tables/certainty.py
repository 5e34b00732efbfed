"""How sure: the fan of futures, the chance of every goal, what matters, and how the bands would have done before."""

from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd

from engine import backtest, sensitivity
from engine.answers import GROUPS
from engine.load import GOALS, STARTING_POINTS
from engine.model import DRAWABLE, evaluate_columns
from engine.scenario import Scenario
from engine.tables.growth import LEDGERS
from engine.uncertainty import QUANTILES, Own, futures, ranges

QUANTILE_NAMES = tuple(f"q{quantile:.0%}".rstrip("%") for quantile in QUANTILES)


@lru_cache(maxsize=64)
def fan(scenario: Scenario, own: Own = ()) -> pd.DataFrame:
    """Quantiles of turnover with yearly shocks, by year. Columns: year, q5, q25, q50, q75, q95 [usd_bn/year]."""
    some = futures(scenario, own=own)
    frame = pd.DataFrame(some.bands.T, columns=list(QUANTILE_NAMES))
    frame.insert(0, "year", some.year)
    return frame


@lru_cache(maxsize=64)
def chances(scenario: Scenario, own: Own = ()) -> pd.DataFrame:
    """The chance of every goal that officials named, and of the reader's own, each in its own year.

    Columns: target [usd_bn/year], target_year, at (at or above it in that year), by (touched in any year
    after the start until then) [share]. Goals whose year is not after the start are left out.
    """
    goals = [(float(goal.target), int(goal.target_year)) for goal in GOALS.itertuples()]
    start = int(STARTING_POINTS[scenario.start]["year"])
    rows = []
    for target, year in dict.fromkeys([*goals, (float(scenario.target), scenario.target_year)]):
        if year > start:
            some = futures(scenario.replace(target=target, target_year=year), own=own)
            rows.append((target, year, some.probability_at(target), some.probability_by(target)))
    return pd.DataFrame(rows, columns=["target", "target_year", "at", "by"])


@lru_cache(maxsize=64)
def group_swings(scenario: Scenario, own: Own = ()) -> pd.Series:
    """How far turnover in the goal year moves when all assumptions of a group go from worst to best [usd_bn/year].

    Worst and best among all combinations of their lows and highs, for some act only together. Widest first; groups that
    nothing uncertain belongs to are left out.
    """
    limits = ranges(scenario, own)
    swings = {}
    for group, members in GROUPS.items():
        names = [name for name in members if name in DRAWABLE]
        if names:
            corners = np.array(list(product(*[(limits[name].low, limits[name].high) for name in names])))
            columns = dict(zip(names, corners.T, strict=True))
            swings[group] = float(np.ptp(evaluate_columns(scenario, columns, sensitivity.OUTCOME)))
    return pd.Series(swings).sort_values(ascending=False, kind="stable")


@lru_cache
def held() -> pd.DataFrame:
    """How often the bands of past forecasts held what came. Columns: ledger, level, held [share], cases."""
    rows = []
    for ledger in LEDGERS:
        scores = backtest.summary(ledger).set_index("model").loc["no_change"]
        rows += [(ledger, level, scores[f"held_{level:.0%}"], scores["cases"]) for level in backtest.LEVELS]
    return pd.DataFrame(rows, columns=["ledger", "level", "held", "cases"])


@lru_cache
def scores() -> pd.DataFrame:
    """Errors of past forecasts. Columns: ledger, model, cases, held at each level, mean_absolute_error, crps [log]."""
    frames = [backtest.summary(ledger).assign(ledger=ledger) for ledger in LEDGERS]
    return pd.concat(frames, ignore_index=True)


@lru_cache
def held_by_distance() -> pd.DataFrame:
    """The same by years ahead. Columns: ledger, ahead, level, held [share], cases."""
    return pd.concat(
        [backtest.coverage(ledger).assign(ledger=ledger) for ledger in LEDGERS], ignore_index=True
    )
