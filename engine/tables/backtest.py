"""Whether the bands would have held, and how other ways of forecasting did."""

from functools import cache

import pandas as pd

from engine import backtest
from engine.backtest import LEVELS, SERIES, WORLD
from engine.load import KZ_TOTAL_TRADE
from engine.past import LEDGERS, sources
from engine.scores import block_interval


@cache
def held() -> pd.DataFrame:
    """How often the bands of past forecasts held what came, with the interval that luck leaves open.

    Columns: series (a ledger or the world), level, held, low, high (of 90 in 100 histories) [share], cases, source.
    """
    rows = []
    for series in SERIES:
        frame = backtest.cases("band", series)
        for level in LEVELS:
            hits = frame[f"held_{level:.0%}"].to_numpy(dtype=float)
            interval = block_interval(frame["origin"].to_numpy(), hits)
            rows.append((series, level, hits.mean(), *interval, hits.size, _sources(series)))
    return pd.DataFrame(rows, columns=["series", "level", "held", "low", "high", "cases", "source"])


def _sources(series: str) -> str:
    if series == WORLD:
        return " ".join(KZ_TOTAL_TRADE["source"].unique())
    # one size of swings is read from both counts
    return " ".join(dict.fromkeys(" ".join(sources(ledger) for ledger in LEDGERS).split()))


@cache
def scores() -> pd.DataFrame:
    """What every way of forecasting held and how it scored, over both counts.

    Columns: method, cases, held_50%, held_80%, held_90% [share], error (mean absolute), crps, interval_90% [log].
    """
    columns = [*(f"held_{level:.0%}" for level in LEVELS), "crps", f"interval_{max(LEVELS):.0%}"]
    rows = []
    for method in backtest.METHODS:
        frame = backtest.of_both(method)
        error = float(frame["error"].abs().mean())
        rows.append((method, len(frame), error, *frame[columns].astype(float).mean()))
    return pd.DataFrame(rows, columns=["method", "cases", "error", *columns])


@cache
def held_by_distance() -> pd.DataFrame:
    """How often the bands held, by years ahead. Columns: series, ahead, level, held [share], cases."""
    rows = [
        (series, ahead, level, group[f"held_{level:.0%}"].mean(), len(group))
        for series in SERIES
        for ahead, group in backtest.cases("band", series).groupby("ahead")
        for level in LEVELS
    ]
    return pd.DataFrame(rows, columns=["series", "ahead", "level", "held", "cases"])
