"""How sure: the fan of futures, the chance of every goal, what matters, and how the bands would have done before."""

from functools import cache
from itertools import product

import numpy as np
import pandas as pd

from engine import backtest
from engine.case import Case, kept
from engine.load import GOALS, PARAMETERS, PARTS, STARTING_POINTS
from engine.model import DRAWABLE, evaluate_columns
from engine.past import LEDGERS, shock_sources, sources
from engine.sensitivity import OUTCOME
from engine.uncertainty import QUANTILES, ranges

QUANTILE_NAMES = tuple(f"q{quantile:.0%}".rstrip("%") for quantile in QUANTILES)


@kept
def fan(case: Case) -> pd.DataFrame:
    """Quantiles of turnover with yearly shocks, by year.

    Columns: year, q5, q25, q50, q75, q95 [usd_bn/year], source (of the past ups and downs).
    """
    frame = pd.DataFrame(case.futures.bands.T, columns=list(QUANTILE_NAMES))
    frame.insert(0, "year", case.futures.year)
    return frame.assign(source=shock_sources(case.scenario))


@kept
def chances(case: Case) -> pd.DataFrame:
    """The chance of every goal that officials named, and of the reader's own, each in its own year.

    Columns: target [usd_bn/year], target_year, at (at or above it in that year), by (touched in any year after the start
    until then) [share], source (of the goal, and of the past ups and downs). Goals whose year is not after the start are
    left out.
    """
    goals = {(float(goal.target), int(goal.target_year)): str(goal.source) for goal in GOALS.itertuples()}
    goals.setdefault((float(case.scenario.target), case.scenario.target_year), "")
    start = int(STARTING_POINTS[case.scenario.start]["year"])
    shocks = shock_sources(case.scenario)
    rows = []
    for (target, year), source in goals.items():
        if year > start:
            some = case.replace(target=target, target_year=year).futures
            rows.append(
                (target, year, some.probability_at(target), some.probability_by(target), f"{source} {shocks}")
            )
    return pd.DataFrame(rows, columns=["target", "target_year", "at", "by", "source"])


@kept
def part_swings(case: Case) -> pd.Series:
    """How far turnover in the goal year moves when all assumptions of a part go from worst to best [usd_bn/year].

    Worst and best among all combinations of their lows and highs, for some act only together. Widest first; parts that
    nothing uncertain belongs to are left out.
    """
    limits = ranges(case.scenario, case.own)
    swings = {}
    for part in PARTS:
        names = [name for name in DRAWABLE if PARAMETERS[name].part == part]
        if names:
            corners = np.array(list(product(*[(limits[name].low, limits[name].high) for name in names])))
            columns = dict(zip(names, corners.T, strict=True))
            swings[part] = float(np.ptp(evaluate_columns(case.scenario, columns, OUTCOME, case.products)))
    return pd.Series(swings).sort_values(ascending=False, kind="stable")


@cache
def held() -> pd.DataFrame:
    """How often the bands of past forecasts held what came. Columns: ledger, level, held [share], cases, source."""
    rows = []
    for ledger in LEDGERS:
        scores = backtest.summary(ledger).set_index("model").loc["no_change"]
        rows += [
            (ledger, level, scores[f"held_{level:.0%}"], scores["cases"], sources(ledger))
            for level in backtest.LEVELS
        ]
    return pd.DataFrame(rows, columns=["ledger", "level", "held", "cases", "source"])


@cache
def scores() -> pd.DataFrame:
    """Errors of past forecasts. Columns: ledger, model, cases, held at each level, mean_absolute_error, crps [log]."""
    frames = [backtest.summary(ledger).assign(ledger=ledger) for ledger in LEDGERS]
    return pd.concat(frames, ignore_index=True)


@cache
def held_by_distance() -> pd.DataFrame:
    """The same by years ahead. Columns: ledger, ahead, level, held [share], cases."""
    return pd.concat(
        [backtest.coverage(ledger).assign(ledger=ledger) for ledger in LEDGERS], ignore_index=True
    )
