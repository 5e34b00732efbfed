"""The band about a scenario: how wide the past says it is, and the chance of a goal, in closed form.

A scenario's turnover S is the middle. h years after the newest observed year, futures lie about it as
ln F ~ Student t with n − 1 degrees of freedom about ln S, of scale s(h) = σ·√(v²·h + k²·h²/n). The first term is the
years' ups and downs, which add up; the second, that n years tell the average growth only to σ/√n a year.

Plain numbers or arrays, which broadcast; years run along the last axis, draws along the first.
Source: the drift's share h²/n is that of a random walk with drift, Hyndman & Athanasopoulos, Forecasting: Principles and
Practice (2021), table 5.2; a scenario as the middle and past errors as the width, Reifschneider & Tulip, FEDS 2017-020.
"""

from typing import Any, NamedTuple

import numpy as np
from scipy.special import chdtri, expit, logit, ndtri, stdtr, stdtrit

# Years ahead that the backtest covers. History since 2005 holds two and a half separate spans of eight years, and none
# tells how often longer bands held: a band may be drawn beyond, but no chance is given.
HORIZON = 8
# from the 5th to the 95th of 100, in standard deviations: how a range of the reader's own is read
NINETY = 2 * float(ndtri(0.95))


class Width(NamedTuple):
    """What makes a band wide or narrow; each may be an array.

    `spread` is σ, the size of a yearly change of the log [1]; `years` is n, the changes it was read from; `swings` (v) and
    `growth_doubt` (k) multiply the two terms, 1 as in history; `doubt` is the reader's own doubt about the average growth
    [1/year], history's σ/√n where it is None.
    """

    spread: Any
    years: Any
    swings: Any = 1.0
    growth_doubt: Any = 1.0
    doubt: Any = None


class Link(NamedTuple):
    """How amounts went with a price: `slope`, their change in % for 1 % of price, and `share`, the part of the variance of
    their changes that the price explains (R²).
    """

    slope: float
    share: float


# ── What the past says ───────────────────────────────────────────────────────────────────────────────────────


def changes(amount):
    """Yearly changes of the log [1]: amounts of years one after the other in, one fewer out."""
    return np.diff(np.log(amount))


def spread(*counts):
    """Size of a yearly change of the log about its mean, σ [1], from turnover by year, one array for each count.

    Equation: √(Σ (d − d̄)² / Σ (n − 1)), both sums over all counts
    Check: 1, 2, 1 alone: changes of ±ln 2, σ = √2·ln 2.
    """
    found = [changes(one) for one in counts]
    squares = sum(((one - one.mean(-1, keepdims=True)) ** 2).sum(-1) for one in found)
    return np.sqrt(squares / sum(one.shape[-1] - 1 for one in found))


def oil_link(amount, price):
    """How yearly changes of an amount went with those of the oil price: least squares on the logs, with a constant."""
    amounts, prices = changes(amount), changes(price)
    both = np.cov(amounts, prices)
    return Link(float(both[0, 1] / both[1, 1]), float(both[0, 1] ** 2 / (both[0, 0] * both[1, 1])))


def spread_beside_oil(spread, share):
    """What is left of σ where the reader sets the oil price [1]: it is no longer uncertain.

    Equation: σ·√(1 − R²)
    """
    return spread * np.sqrt(1.0 - share)


def doubt_of_range(low, high):
    """Doubt about the average growth, from the range that the reader thinks right in nine cases of ten [1/year].

    Equation: (high − low) / 3.29
    """
    return (high - low) / NINETY


# ── The band ─────────────────────────────────────────────────────────────────────────────────────────────────


def doubt(width):
    """Doubt about the average growth, the reader's own or history's σ/√n [1/year]."""
    return width.spread / np.sqrt(width.years) if width.doubt is None else width.doubt


def scale(ahead, width):
    """Scale of the log of turnover so many years ahead, s [1]; 0 for years that have been observed.

    Equation: σ·√(v²·h + k²·h²/n); with the reader's own doubt d about growth: √(σ²·v²·h + k²·h²·d²)
    Check: 5 years, σ 0.251, n 30: 0.606.
    """
    ahead = np.maximum(ahead, 0)
    swings, growth = width.spread * width.swings, width.growth_doubt * doubt(width)
    return np.sqrt(swings**2 * ahead + (growth * ahead) ** 2)


def quantile(middle, ahead, level, width):
    """Turnover below which a share of futures lies [as the middle]; the middle itself for a share of one half.

    Equation: S·exp(t(p; n − 1)·s(h))
    Check: 5 years, n 30, σ 0.251, share 0.95: the middle times 2.80.
    """
    return middle * np.exp(stdtrit(width.years - 1, level) * scale(ahead, width))


def chance(middle, goal, ahead, width):
    """Share of futures at or above a goal; 1 or 0 where nothing is uncertain, none (NaN) beyond HORIZON.

    Beyond eight years no band was tested, so no chance is given.

    Equation: T(ln(S/G) / s(h); n − 1)
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        away = np.log(middle / goal) / scale(ahead, width)
    sure = scale(ahead, width) == 0
    share = np.where(sure, np.greater_equal(middle, goal), stdtr(width.years - 1, np.where(sure, 0.0, away)))
    return np.where(np.less_equal(ahead, HORIZON), share, np.nan)[()]


# ── Draws, for what has no closed form ───────────────────────────────────────────────────────────────────────


def dimensions(last):
    """Coordinates that a future of so many years ahead takes: the size of its swings, its growth, a swing a year."""
    return 2 + last


def shocks(last, points, years):
    """What every future draws, for 0 to `last` years ahead: its swings, added up, and its growth, draws × years each [1].

    Equation: τ·W(h) and τ·δ·h, τ = √((n − 1)/χ²(n − 1)), W the sum of h standard normals, δ one of them
    `points` lie in the unit cube, draws × `dimensions` at least; `years` is n.
    """
    size = np.sqrt((years - 1) / chdtri(years - 1, points[:, :1]))
    growth = ndtri(points[:, 1:2]) * np.arange(last + 1)
    return size * _walk(points[:, 2 : dimensions(last)]), size * growth


def _walk(points):
    """Sums of standard normals, from 0 in the first year on."""
    return np.cumsum(np.pad(ndtri(points), ((0, 0), (1, 0))), axis=1)


def departures(ahead, shocks, width):
    """What every future makes of the scenario's turnover [1], draws × years; 1 in years that have been observed.

    Equation: exp(σ·v·τ·W(h) + k·d·τ·δ·h), d the doubt about growth
    """
    swings, growth = shocks
    logs = width.spread * width.swings * swings + width.growth_doubt * doubt(width) * growth
    return np.exp(logs[:, np.maximum(ahead, 0)])


def touching(futures, goal, ahead):
    """Share of futures, draws × years, at or above a goal in any year ahead; none (NaN) beyond HORIZON."""
    if np.max(ahead) > HORIZON:
        return np.nan
    return float((futures[:, np.asarray(ahead) > 0] >= goal).any(axis=1).mean())


def split(share, ahead, points, spread):
    """The share of exports in turnover in every future, draws × years [share]: the scenario's is the middle.

    ln(exports/imports) departs from the scenario's by a walk of its own, apart from turnover's. Not backtested.

    Equation: ln(w/(1 − w)) = ln(S_x/S_m) + σ·W(h)
    """
    return expit(logit(share) + spread * _walk(points)[:, np.maximum(ahead, 0)])
