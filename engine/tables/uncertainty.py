"""How sure: the fan of futures, the chance of every goal, and what matters."""

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd

from engine.band import HORIZON, Link, scale
from engine.case import Case, kept
from engine.load import GOALS, PARAMETERS, PARTS, PRESETS, STARTING_POINTS
from engine.model import DRAWABLE, evaluate_columns
from engine.past import LEDGERS, shock_sources, with_oil
from engine.sensitivity import OUTCOME
from engine.uncertainty import QUANTILES, ranges

# no goods and no new corridors, as in the ready-made scenario without policy
_NO_POLICY = PRESETS["no_policy"]["settings"]
QUANTILE_NAMES = tuple(f"q{quantile:.0%}".rstrip("%") for quantile in QUANTILES)


@kept
def fan(case: Case) -> pd.DataFrame:
    """Quantiles of turnover, by year; the middle is the scenario.

    Columns: year, q5, q10, q25, q50, q75, q90, q95 [usd_bn/year], tested (whether bands so far ahead were tried on the
    past), observed (the start, and years that are counted), source (of the past ups and downs).
    """
    frame = pd.DataFrame(case.futures.bands.T, columns=list(QUANTILE_NAMES))
    frame.insert(0, "year", case.futures.year)
    ahead = case.futures.ahead
    return frame.assign(tested=ahead <= HORIZON, observed=ahead == 0, source=shock_sources(case.scenario))


@kept
def chances(case: Case) -> pd.DataFrame:
    """The chance of every goal that officials named, and of the reader's own, each in its own year.

    Columns: target [usd_bn/year], target_year, at (at or above it in that year), by (touched in any year that is not yet
    counted until then) [share; none beyond eight years], source (of the goal, and of the past ups and downs). Goals whose year is not after the start are
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


def layers(case: Case) -> pd.DataFrame:
    """What makes the goal year uncertain, in three layers: what is assumed of average growth, what years do besides, and
    what policy moves.

    Columns: layer (assumptions, years, policy), low, high (of eight in ten futures [usd_bn/year]; for policy the middle
    without and with it), chance (of the goal with that alone [share]; for policy what it adds, on the same futures).
    """
    some, target = case.futures, case.scenario.target
    alone = replace(some, width=some.width._replace(swings=0.0))
    bare = replace(case.of(case.scenario.replace(**_NO_POLICY)).futures, width=some.width)
    rows = []
    for layer, futures in (("assumptions", alone), ("years", some)):
        low, high = futures.band(0.8)
        rows.append((layer, float(low[-1]), float(high[-1]), futures.probability_at(target)))
    moved = some.probability_at(target) - bare.probability_at(target)
    rows.append(("policy", float(bare.middle[-1]), float(some.middle[-1]), moved))
    return pd.DataFrame(rows, columns=["layer", "low", "high", "chance"])


def swings_part(case: Case) -> float:
    """What part of the width in the goal year comes from the years' ups and downs, as variance of the log [share]."""
    some = case.futures
    whole = float(scale(some.ahead[-1], some.width))
    return (
        float(scale(some.ahead[-1], some.width._replace(growth_doubt=0.0)) ** 2 / whole**2) if whole else 0.0
    )


def oil_history(flow: str = "turnover") -> dict[str, Link]:
    """How both counts went with the oil price, year by year."""
    return {ledger: with_oil(ledger, flow) for ledger in LEDGERS}
