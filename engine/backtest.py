"""Would the bands have held? Forecasts from every past year with only the data up to it, against what came.

The band is the one that pages draw, by the same functions of `engine.band`; its middle is a steady growth in place of a
reader's scenario. Beside it stand other ways of forecasting, and a series that the band was not chosen on. Scores are in
logs, so that 10 % is as wrong in 2006 as in 2022.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import betaln, ndtr, stdtr

from engine import band
from engine.band import HORIZON, Width
from engine.load import BACKTEST_RIVALS, KZ_TOTAL_TRADE
from engine.past import LEDGERS, observed_turnover, width

ORIGINS = range(2005, 2025)
AHEAD = np.arange(1, HORIZON + 1)
LEVELS = (0.5, 0.8, 0.9)
# world trade in dollars grew by 6 % a year from 1995 to 2022 (WTO); other middles are tried below
GROWTH = 0.05
GROWTHS = (0.0, 0.033, 0.05, 0.10)
WORLD = "world"
SERIES = (*LEDGERS, WORLD)
METHODS = ("band", "no_change", "drift", "damped", "ets", "arima")

# a forecast: growth of the log up to each year ahead, and the band's width
Forecast = tuple[np.ndarray, Width]


def turnover(series: str) -> pd.Series:
    """Observed turnover by year: of a ledger, or Kazakhstan's trade with the whole world [usd_bn/year]."""
    if series in LEDGERS:
        return observed_turnover(series)
    total = KZ_TOTAL_TRADE.set_index("year")
    return total["exports"] + total["imports"]


# ── Ways to forecast ─────────────────────────────────────────────────────────────────────────────────────────


def _band(series: str, origin: int, growth: float = GROWTH) -> Forecast:
    """The band of the pages; a series that is neither country's count has a σ of its own."""
    return np.log1p(growth) * AHEAD, width(series, origin) if series in LEDGERS else _own(series, origin)


def _no_change(series: str, origin: int) -> Forecast:
    """As before this version: nothing grows, normal shocks of the root mean square."""
    size = np.sqrt((band.changes(_known(series, origin)) ** 2).mean())
    return 0.0 * AHEAD, Width(size, np.inf)


def _drift(series: str, origin: int) -> Forecast:
    """The average growth of all known years goes on."""
    return band.changes(_known(series, origin)).mean() * AHEAD, _own(series, origin)


def _damped(series: str, origin: int) -> Forecast:
    """The last ten years' average growth goes on, less by 15 % in every year."""
    return band.changes(_known(series, origin))[-10:].mean() * np.cumsum(0.85**AHEAD), _own(series, origin)


def _known(series: str, origin: int) -> np.ndarray:
    return np.asarray(turnover(series).loc[:origin])


def _own(series: str, origin: int) -> Width:
    known = _known(series, origin)
    return Width(float(band.spread(known)), known.size - 1)


COMPUTED: dict[str, Callable[..., Forecast]] = {
    "band": _band,
    "no_change": _no_change,
    "drift": _drift,
    "damped": _damped,
}


# ── Against what came ────────────────────────────────────────────────────────────────────────────────────────


@cache
def cases(method: str, series: str, **rule: float) -> pd.DataFrame:
    """One row an origin and year ahead, up to eight years.

    Columns: series, origin, ahead [years], error [log], crps [log], and for each level held [yes or no] and interval, the
    interval score [log]: the smaller, the better.
    """
    frame = _kept(method, series) if method not in COMPUTED else _computed(method, series, **rule)
    at = turnover(series)
    observed = at.loc[frame["origin"] + frame["ahead"]].to_numpy()
    forecast = Width(frame["spread"].to_numpy(), frame["years"].to_numpy())
    middle, steps = frame["middle"].to_numpy(), frame["steps"].to_numpy()
    error = np.log(observed / middle)
    scored = frame[["origin", "ahead"]].assign(
        series=series,
        error=error,
        crps=student_crps(error, band.scale(steps, forecast), forecast.years - 1),
    )
    for level in LEVELS:
        low, high = (band.quantile(middle, steps, part, forecast) for part in ((1 - level) / 2, (1 + level) / 2))
        scored[f"held_{level:.0%}"] = (low <= observed) & (observed <= high)
        outside = np.maximum(np.log(low / observed), 0) + np.maximum(np.log(observed / high), 0)
        scored[f"interval_{level:.0%}"] = np.log(high / low) + 2 / (1 - level) * outside
    return scored


def _computed(method: str, series: str, **rule: float) -> pd.DataFrame:
    """Columns: origin, ahead, middle [usd_bn/year], and what `band` takes: steps, spread, years."""
    at = turnover(series)
    parts = []
    for origin in ORIGINS:
        growth, forecast = COMPUTED[method](series, origin, **rule)
        ahead = AHEAD[: max(0, at.index[-1] - origin)]
        middle = at[origin] * np.exp(growth[: ahead.size])
        columns = {"origin": origin, "ahead": ahead, "steps": ahead, "middle": middle}
        parts.append(pd.DataFrame(columns | {"spread": forecast.spread, "years": float(forecast.years)}))
    return pd.concat(parts, ignore_index=True)


def _kept(method: str, series: str) -> pd.DataFrame:
    """The same of a forecast that is kept as data: normal, each year with a spread of its own, so one step wide."""
    rows = BACKTEST_RIVALS
    rows = rows[(rows["method"] == method) & (rows["ledger"] == series)].reset_index(drop=True)
    return rows.assign(steps=1, years=np.inf)


def student_crps(error: Any, scale: Any, freedom: Any) -> Any:
    """Continuous ranked probability score of a Student forecast [as the error]; normal where freedom is infinite.

    s·(z·(2·T(z) − 1) + 2·t(z)·(n + z²)/(n − 1) − 2·√n/(n − 1)·B(½, n − ½)/B(½, n/2)²), z = error / s.
    Source: Jordan, Krüger & Lerch 2019, J. Stat. Softw. 90(12), app. A; normal: Gneiting & Raftery 2007, eq. 21.
    """
    z, free = error / scale, np.where(np.isinf(freedom), 3.0, freedom)  # 3: any finite number, not used
    density = np.exp(-0.5 * np.log(free) - betaln(0.5, free / 2) - (free + 1) / 2 * np.log1p(z * z / free))
    constant = 2 * np.sqrt(free) / (free - 1) * np.exp(betaln(0.5, free - 0.5) - 2 * betaln(0.5, free / 2))
    student = z * (2 * stdtr(free, z) - 1) + 2 * density * (free + z * z) / (free - 1) - constant
    bell = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    normal = z * (2 * ndtr(z) - 1) + 2 * bell - 1 / np.sqrt(np.pi)
    return scale * np.where(np.isinf(freedom), normal, student)


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────────


def both(method: str, **rule: float) -> pd.DataFrame:
    """The cases of both counts."""
    return pd.concat([cases(method, ledger, **rule) for ledger in LEDGERS], ignore_index=True)


@cache
def coverage() -> pd.DataFrame:
    """How many observed values the band held, with what luck leaves open.

    Columns: series, level, held, low, high (90 % interval) [share], cases.
    """
    rows = []
    for series in SERIES:
        frame = cases("band", series)
        for level in LEVELS:
            held = frame[f"held_{level:.0%}"]
            rows.append((series, level, held.mean(), *block_interval(frame["origin"], held), len(held)))
    return pd.DataFrame(rows, columns=["series", "level", "held", "low", "high", "cases"])


def block_interval(origin: pd.Series, value: pd.Series, length: int = 5, draws: int = 2000) -> tuple[float, float]:
    """The 90 % interval of a mean over cases: blocks of origins one after the other, drawn anew; neighbours are alike."""
    groups = value.astype(float).groupby(origin.to_numpy())
    sums, counts = groups.sum().to_numpy(), groups.size().to_numpy()
    starts = np.random.default_rng(35).integers(0, sums.size - length + 1, (draws, -(-sums.size // length)))
    drawn = (starts[..., None] + np.arange(length)).reshape(draws, -1)[:, : sums.size]
    low, high = np.quantile(sums[drawn].sum(1) / counts[drawn].sum(1), (0.05, 0.95))
    return float(low), float(high)
