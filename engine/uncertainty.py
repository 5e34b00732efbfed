"""How sure: draws of every assumption, yearly shocks as in history, and what they do to every outcome.

Draws are scrambled Sobol points mapped to triangular distributions; shocks are a random walk in the logarithm of
turnover. Same formulas as the point result, arrays in place of floats.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from engine.load import PARAMETERS, PRODUCTS, Products
from engine.message import Message, Refusal
from engine.model import DRAWABLE, cannot_be_drawn, evaluate, evaluate_columns
from engine.past import ledger_of, volatility
from engine.scenario import Scenario

DRAWS = 2048
SEED = 35
QUANTILES = (0.05, 0.25, 0.50, 0.75, 0.95)

# ranges of the reader's own: name, lowest, highest; a tuple, so that results can be kept
Own = tuple[tuple[str, float, float], ...]


class Range(NamedTuple):
    """A triangular distribution: from low to high, most likely at mode."""

    low: float
    mode: float
    high: float


@dataclass(frozen=True)
class Futures:
    """Many evaluations of one scenario: what was drawn, and turnover without and with yearly shocks.

    `projected` and `turnover` are in usd_bn/year, draws × years; `draws` holds n values for each assumption that has
    a range. Every other outcome: `evaluate(scenario, futures.draws)`.
    """

    year: np.ndarray
    draws: Mapping[str, np.ndarray]
    projected: np.ndarray
    turnover: np.ndarray

    @cached_property
    def bands(self) -> np.ndarray:
        """The five quantiles of turnover by year [usd_bn/year], quantiles × years."""
        return np.asarray(np.quantile(self.turnover, QUANTILES, axis=0))

    def probability_at(self, target: float) -> float:
        """The share of futures at or above a goal in the last year [share]."""
        return float((self.turnover[:, -1] >= target).mean())

    def probability_by(self, target: float) -> float:
        """The share of futures that touch a goal in any year after the start [share]."""
        return float((self.turnover[:, 1:] >= target).any(axis=1).mean()) if self.year.size > 1 else 0.0


def usual_range(name: str) -> tuple[float, float]:
    """The lowest and the highest value that an assumption's passport gives draws."""
    quantity = PARAMETERS[name]
    assert quantity.low is not None and quantity.high is not None
    return quantity.draw or (quantity.low, quantity.high)


def own_ranges(limits: Mapping[str, tuple[float, float]]) -> Own:
    """Ranges of the reader's own, checked and ready for `ranges`: name -> lowest and highest value."""
    for name, (low, high) in limits.items():
        if name not in DRAWABLE:
            raise cannot_be_drawn(name)
        least, most = PARAMETERS[name].low, PARAMETERS[name].high
        assert least is not None and most is not None
        if not least <= low <= high <= most:
            said = {"name": name, "low": str(low), "high": str(high), "least": str(least), "most": str(most)}
            raise Refusal(
                Message("{name}: a range from {low} to {high} does not lie within {least} to {most}.", said)
            )
    return tuple((name, float(low), float(high)) for name, (low, high) in sorted(limits.items()))


def ranges(scenario: Scenario, own: Own = ()) -> dict[str, Range]:
    """Each assumption's range, the reader's own or its passport's, with the scenario's value as the most likely one.

    A value outside the range widens it.
    """
    limits = {name: usual_range(name) for name in DRAWABLE} | {name: (low, high) for name, low, high in own}
    found = {}
    for name, (low, high) in limits.items():
        value = float(getattr(scenario, name))
        found[name] = Range(min(low, value), value, max(high, value))
    return found


def futures(
    scenario: Scenario, draws: int = DRAWS, seed: int = SEED, own: Own = (), products: Products = PRODUCTS
) -> Futures:
    """`draws` futures of a scenario, a power of two; the same seed gives the same futures, bit for bit."""
    return futures_within(scenario, ranges(scenario, own), draws, seed, products)


def futures_within(
    scenario: Scenario,
    within: Mapping[str, Range],
    draws: int = DRAWS,
    seed: int = SEED,
    products: Products = PRODUCTS,
) -> Futures:
    """Futures with ranges of the reader's own; an assumption left out stays at the scenario's value."""
    if unknown := [name for name in within if name not in DRAWABLE]:
        raise cannot_be_drawn(unknown[0])
    if draws < 2 or draws & (draws - 1):
        raise Refusal(
            Message("{draws} draws: a power of two is expected, such as 2048.", {"draws": str(draws)})
        )
    point = evaluate(scenario, products=products)
    years = point["year"]
    size = (len(DRAWABLE) + years.size - 1, draws, seed)
    assumed = {name: _drawn(size, name, within[name]) for name in DRAWABLE if name in within}
    projected = evaluate_columns(scenario, assumed, "turnover", products) if assumed else point["turnover"]
    projected = np.broadcast_to(projected, (draws, years.size))
    return Futures(years, MappingProxyType(assumed), projected, projected * _departure(size, shock(scenario)))


# A moved dial changes one range; the draws of the others are the same arrays as before.


@lru_cache(maxsize=128)
def _drawn(size: tuple[int, int, int], name: str, limits: Range) -> np.ndarray:
    """Values of one assumption; `size` is dimensions, draws and seed of the points."""
    return _fixed(triangular(sobol(*size)[:, DRAWABLE.index(name)], *limits))


@lru_cache(maxsize=16)
def _departure(size: tuple[int, int, int], spread: float) -> np.ndarray:
    """What shocks make of turnover [1], draws × years."""
    return _fixed(np.exp(random_walk(sobol(*size)[:, len(DRAWABLE) :], spread)))


def _fixed(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values


def shock(scenario: Scenario) -> float:
    """Size of a yearly shock to the log of turnover in a scenario [1]."""
    return volatility(ledger_of(scenario)) * scenario.volatility_scale


@lru_cache(maxsize=16)
def sobol(dimensions: int, draws: int, seed: int) -> np.ndarray:
    """Scrambled Sobol points in the unit cube [1], draws × dimensions; never 0 or 1."""
    points = qmc.Sobol(dimensions, scramble=True, rng=np.random.default_rng(seed)).random(draws)
    tiny = np.finfo(float).eps
    return np.asarray(np.clip(points, tiny, 1.0 - tiny))


def triangular(point: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
    """The value of a triangular distribution below which a share of all values lies; the mode where it has no width."""
    if high <= low:
        return np.full_like(point, mode)
    left = (mode - low) / (high - low)
    rising = low + np.sqrt(point * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - point) * (high - low) * (high - mode))
    return np.where(point < left, rising, falling)


def random_walk(points: np.ndarray, spread: float) -> np.ndarray:
    """Sums of independent normal shocks, 0 in the starting year [1], draws × years: the log of turnover's departure."""
    walk = np.cumsum(spread * ndtri(points), axis=1)
    return np.concatenate([np.zeros((len(points), 1)), walk], axis=1)
