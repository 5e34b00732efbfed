"""Would the bands have held? Forecasts from every past year with only the data up to it, against what came.

The band is the one that pages draw, by the same functions of `engine.band`; its middle is a steady growth in place of a
reader's scenario. Beside it stand other ways of forecasting, and a series that the band was not chosen on. Scores are in
logs, so that 10 % is as wrong in 2006 as in 2022.
"""

from collections.abc import Callable
from functools import cache, partial

import numpy as np
import pandas as pd

from engine import band, scores
from engine.band import HORIZON, Width
from engine.load import BACKTEST_RIVALS, KZ_TOTAL_TRADE, PARAMETERS
from engine.past import LEDGERS, observed_turnover, width

ORIGINS = range(2005, 2025)
AHEAD = np.arange(1, HORIZON + 1)
LEVELS = (0.5, 0.8, 0.9)
# What the band's middle grows by: about what world trade in dollars did from 1995 to 2022, 6 % a year (WTO). Others are
# tried as well, the growth that a scenario is set to before anyone moves it among them.
GROWTH = 0.05
OTHER_GROWTHS = (0.0, float(str(PARAMETERS["organic_export_growth"].value)), 0.10)
WORLD = "world"
SERIES = (*LEDGERS, WORLD)

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
    """Nothing grows; shocks are normal, of the root mean square of the known changes."""
    size = np.sqrt((band.changes(_known(series, origin)) ** 2).mean())
    return 0.0 * AHEAD, Width(size, np.inf)


def _drift(series: str, origin: int) -> Forecast:
    """The average growth of all known years goes on."""
    return band.changes(_known(series, origin)).mean() * AHEAD, _own(series, origin)


def _damped(series: str, origin: int, kept: float) -> Forecast:
    """The last ten years' average growth goes on, of which a part is kept from year to year."""
    growth = band.changes(_known(series, origin))[-10:].mean()
    return growth * np.cumsum(kept**AHEAD), _own(series, origin)


def _known(series: str, origin: int) -> np.ndarray:
    return np.asarray(turnover(series).loc[:origin])


def _own(series: str, origin: int) -> Width:
    known = _known(series, origin)
    return Width(float(band.spread(known)), known.size - 1)


COMPUTED: dict[str, Callable[..., Forecast]] = {
    "band": _band,
    **{f"band_{growth:g}": partial(_band, growth=growth) for growth in OTHER_GROWTHS},
    "no_change": _no_change,
    "drift": _drift,
    "damped": partial(_damped, kept=0.85),
    "damped_strongly": partial(_damped, kept=0.5),
}
METHODS = (*COMPUTED, "ets", "arima")


# ── Against what came ────────────────────────────────────────────────────────────────────────────────────────


@cache
def cases(method: str, series: str) -> pd.DataFrame:
    """One row an origin and year ahead, up to eight years.

    Columns: series, origin, ahead [years], error [log], crps [log], and for each level held [yes or no] and interval, the
    interval score [log].
    """
    frame = _computed(method, series) if method in COMPUTED else _kept(method, series)
    came = np.log(turnover(series).loc[frame["origin"] + frame["ahead"]].to_numpy())
    forecast = Width(frame["spread"].to_numpy(), frame["years"].to_numpy())
    middle, steps = frame["middle"].to_numpy(), frame["steps"].to_numpy()
    error = came - np.log(middle)
    scored = frame[["origin", "ahead"]].assign(
        series=series, error=error, crps=scores.crps(error, band.scale(steps, forecast), forecast.years - 1)
    )
    for level in LEVELS:
        low, high = (np.log(band.quantile(middle, steps, end, forecast)) for end in ends(level))
        scored[f"held_{level:.0%}"] = (low <= came) & (came <= high)
        scored[f"interval_{level:.0%}"] = scores.interval_score(low, high, came, level)
    return scored


def ends(level: float) -> tuple[float, float]:
    """Between which shares of all futures a band lies in the middle [share]."""
    return (1 - level) / 2, (1 + level) / 2


def _computed(method: str, series: str) -> pd.DataFrame:
    """Columns: origin, ahead, middle [usd_bn/year], and what `band` takes: steps, spread, years."""
    at = turnover(series)
    parts = []
    for origin in ORIGINS:
        growth, forecast = COMPUTED[method](series, origin)
        ahead = AHEAD[: max(0, at.index[-1] - origin)]
        middle = at[origin] * np.exp(growth[: ahead.size])
        columns = {"origin": origin, "ahead": ahead, "steps": ahead, "middle": middle}
        parts.append(pd.DataFrame(columns | {"spread": forecast.spread, "years": float(forecast.years)}))
    return pd.concat(parts, ignore_index=True)


def _kept(method: str, series: str) -> pd.DataFrame:
    """The same of a forecast that is kept as data: normal, with a spread of its own in each year, so one step wide."""
    rows = BACKTEST_RIVALS
    rows = rows[(rows["method"] == method) & (rows["ledger"] == series)].reset_index(drop=True)
    return rows.assign(steps=1, years=np.inf)


def of_both(method: str) -> pd.DataFrame:
    """The cases of both counts."""
    return pd.concat([cases(method, ledger) for ledger in LEDGERS], ignore_index=True)


# ── What luck does ───────────────────────────────────────────────────────────────────────────────────────────


@cache
def luck(draws: int = 1000, seed: int = 35) -> pd.DataFrame:
    """What this very backtest would find of a band that is right, in made-up histories as short as ours.

    Their growth is the middle's, their swings are normal and independent from year to year. Columns: level, low, high
    [share]: between which 90 in 100 histories lie.
    """
    counts = [turnover(ledger) for ledger in LEDGERS]
    start, last = min(int(one.index[0]) for one in counts), min(int(one.index[-1]) for one in counts)
    history = _made_up(draws, last - start, seed)
    firsts = [int(one.index[0]) - start for one in counts]
    held = np.concatenate([_held(history, firsts, origin - start) for origin in ORIGINS], axis=-1).mean(
        axis=-1
    )
    return pd.DataFrame({"level": LEVELS}).assign(
        **dict(zip(("low", "high"), np.quantile(held, (0.05, 0.95), axis=-1), strict=True))
    )


def _made_up(draws: int, years: int, seed: int, alike: float = 0.9) -> np.ndarray:
    """Turnover by both counts, draws × counts × years; `alike` is how much their swings correlate."""
    dice = np.random.default_rng(seed)
    swings = np.sqrt(alike) * dice.standard_normal((draws, 1, years))
    swings = swings + np.sqrt(1 - alike) * dice.standard_normal((draws, len(LEDGERS), years))
    changes = np.log1p(GROWTH) + 0.25 * swings  # any size: what a band holds does not depend on it
    return np.asarray(np.exp(np.cumsum(np.pad(changes, ((0, 0), (0, 0), (1, 0))), axis=-1)))


def _held(history: np.ndarray, firsts: list[int], origin: int) -> np.ndarray:
    """Whether the bands from one origin held what came, levels × draws × cases."""
    spread = band.spread(*(history[:, place, first : origin + 1] for place, first in enumerate(firsts)))
    came = history[..., origin + 1 : origin + 1 + HORIZON]
    ahead = AHEAD[: came.shape[-1]]
    found = []
    for place, first in enumerate(firsts):
        width = Width(spread[:, None], origin - first)
        middle = history[:, place, origin, None] * (1 + GROWTH) ** ahead
        low, high = (
            np.stack([band.quantile(middle, ahead, ends(level)[side], width) for level in LEVELS])
            for side in (0, 1)
        )
        found.append((low <= came[:, place]) & (came[:, place] <= high))
    return np.concatenate(found, axis=-1)
