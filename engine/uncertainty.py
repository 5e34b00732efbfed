"""How sure: the band about a scenario, the chance of a goal, and draws of assumptions for what has no closed form.

The scenario is the middle of its futures, every year and at every setting; how wide they lie about it is what the past
says (`engine.band`). Assumptions are drawn only where it is asked which of them matters, and prices not beside the yearly
ups and downs, which hold them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from scipy.stats import qmc

from engine import band
from engine.band import Width
from engine.load import PARAMETERS, PRODUCTS, Products
from engine.message import Message, Refusal
from engine.model import DRAWABLE, Results, base_of, cannot_be_drawn, evaluate, evaluate_columns
from engine.past import ledger_of, width, with_oil
from engine.scenario import Scenario

DRAWS = 2048
SEED = 35
QUANTILES = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)
# the two growth rates of other trade, whose own ranges are the doubt about average growth
_GROWTH = ("organic_export_growth", "organic_import_growth")

# ranges of the reader's own: name, lowest, highest; a tuple, so that results can be kept
Own = tuple[tuple[str, float, float], ...]


class Range(NamedTuple):
    """A triangular distribution: from low to high, most likely at mode."""

    low: float
    mode: float
    high: float


@dataclass(frozen=True)
class Futures:
    """The futures of a scenario. `middle` is the scenario's own turnover [usd_bn/year] by year; `ahead` how many years lie
    between a year and the newest that is counted; `width` what the band is made of. `draws` and `seed` are those of
    `turnover`.
    """

    year: np.ndarray
    middle: np.ndarray
    ahead: np.ndarray
    width: Width
    draws: int = DRAWS
    seed: int = SEED
    _chances: dict[float, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def bands(self) -> np.ndarray:
        """The quantiles of turnover by year [usd_bn/year], quantiles × years, in the order of QUANTILES."""
        levels = np.array(QUANTILES)[:, None]
        return _fixed(np.asarray(band.quantile(self.middle, self.ahead, levels, self.width)))

    def band(self, share: float) -> tuple[np.ndarray, np.ndarray]:
        """The ends of the band that holds a share of all futures, by year [usd_bn/year]."""
        ends = round(0.5 - share / 2, 9), round(0.5 + share / 2, 9)
        if ends[0] in QUANTILES:
            low, high = (self.bands[QUANTILES.index(end)] for end in ends)
            return low, high
        low, high = (band.quantile(self.middle, self.ahead, end, self.width) for end in ends)
        return np.asarray(low), np.asarray(high)

    def probability_at(self, target: float) -> float:
        """The chance to be at or above a goal in the last year, given what is set [share]; none beyond eight years."""
        if target not in self._chances:
            self._chances[target] = float(band.chance(self.middle[-1], target, self.ahead[-1], self.width))
        return self._chances[target]

    def probability_by(self, target: float) -> float:
        """The share of futures that touch a goal in any year that is not yet counted [share]; none beyond eight years."""
        return float(band.touching(self.turnover, target, self.ahead))

    @cached_property
    def turnover(self) -> np.ndarray:
        """Futures one by one, draws × years [usd_bn/year]: for what has no closed form."""
        return np.asarray(
            self.middle * _departures(tuple(self.ahead.tolist()), self.width, self.draws, self.seed)
        )


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
    """The futures of a scenario; of the draws for what has no closed form, a power of two, the same seed gives the same."""
    return futures_about(evaluate(scenario, products=products), scenario, own, draws, seed)


def futures_about(
    results: Results, scenario: Scenario, own: Own = (), draws: int = DRAWS, seed: int = SEED
) -> Futures:
    """The futures of a scenario whose results are known."""
    _power_of_two(draws)
    base = int(base_of(scenario.to_dict())["year"])
    exports = float(results["exports"][-1] / results["turnover"][-1])
    ahead = np.maximum(results["year"] - base, 0)
    return Futures(results["year"], results["turnover"], ahead, width_of(scenario, own, exports), draws, seed)


def futures_along(
    results: Sequence[Results], scenarios: Sequence[Scenario], own: Own = ()
) -> tuple[Futures, ...]:
    """The futures of many scenarios whose results are known; bands, and the chance of each one's goal, are worked out for all
    at once, the years of one scenario after those of another.
    """
    many = tuple(futures_about(*one, own) for one in zip(results, scenarios, strict=True))
    sizes = [one.year.size for one in many]
    middle = np.concatenate([one.middle for one in many])
    ahead = np.concatenate([one.ahead for one in many])
    width = Width(*np.repeat(np.array([one.width for one in many]), sizes, axis=0).T)
    bands = _fixed(band.quantile(middle, ahead, np.array(QUANTILES)[:, None], width))
    goals = np.array([scenario.target for scenario in scenarios])
    last = np.cumsum(sizes) - 1
    chances = band.chance(middle[last], goals, ahead[last], Width(*(part[last] for part in width)))
    for one, goal, chance, rows in zip(
        many, goals.tolist(), chances.tolist(), np.split(bands, last[:-1] + 1, axis=1), strict=True
    ):
        vars(one)["bands"] = rows  # where the property of that name looks
        one._chances[goal] = chance
    return many


def width_of(scenario: Scenario, own: Own = (), export_share: float = 0.5) -> Width:
    """What the band of a scenario is made of: the past of its count up to where the projection begins, and the dials.

    Ranges of the reader's own for the growth of exports and imports are their doubt about average growth, weighed by
    what each is of turnover.
    """
    ledger = ledger_of(scenario)
    past = width(ledger, int(base_of(scenario.to_dict())["year"]))
    if scenario.oil_as_set:  # less to be unsure of, in the ups and downs and in what they tell of the average
        past = past._replace(spread=float(band.spread_beside_oil(past.spread, with_oil(ledger).share)))
    ours = float(band.doubt(past))
    mine = {name: float(band.doubt_of_range(low, high)) for name, low, high in own if name in _GROWTH}
    doubts = [mine.get(name, ours) for name in _GROWTH]
    doubt = export_share * doubts[0] + (1.0 - export_share) * doubts[1]
    return Width(past.spread, past.years, scenario.swings, scenario.growth_doubt, doubt)


def _power_of_two(draws: int) -> None:
    if draws < 2 or draws & (draws - 1):
        raise Refusal(
            Message("{draws} draws: a power of two is expected, such as 2048.", {"draws": str(draws)})
        )


@lru_cache(maxsize=16)
def _departures(ahead: tuple[int, ...], width: Width, draws: int, seed: int) -> np.ndarray:
    """What every future makes of the scenario's turnover [1], draws × years."""
    last = max(ahead)
    shocks = _shocks(last, draws, seed, float(width.years))
    return _fixed(np.asarray(band.departures(np.array(ahead), shocks, width)))


@lru_cache(maxsize=16)
def _shocks(last: int, draws: int, seed: int, years: float) -> tuple[np.ndarray, np.ndarray]:
    found = band.shocks(last, sobol(band.dimensions(last), draws, seed), years)
    return _fixed(found[0]), _fixed(found[1])


# ── Assumptions drawn from their ranges ──────────────────────────────────────────────────────────────────────


class Assumed(NamedTuple):
    """Draws of assumptions, n values for each, and the turnover of the goal year that each draw gives [usd_bn/year]."""

    draws: Mapping[str, np.ndarray]
    at_target: np.ndarray


def assumed(
    scenario: Scenario, own: Own = (), products: Products = PRODUCTS, draws: int = DRAWS, seed: int = SEED
) -> Assumed:
    """What a scenario gives when its assumptions are drawn from their ranges, apart from the yearly ups and downs."""
    _power_of_two(draws)
    limits = drawn_ranges(scenario, own)
    points = sobol(len(DRAWABLE), draws, seed)
    found = {name: triangular(points[:, DRAWABLE.index(name)], *limits[name]) for name in limits}
    if not found:
        point = evaluate(scenario, products=products)["turnover_at_target"]
        return Assumed(MappingProxyType({}), np.full(draws, point))
    return Assumed(MappingProxyType(found), evaluate_columns(scenario, found, "turnover_at_target", products))


def drawn_ranges(scenario: Scenario, own: Own = ()) -> dict[str, Range]:
    """The ranges that draws are taken from: prices only where there are no ups and downs, which hold them."""
    found = ranges(scenario, own)
    return {
        name: limits
        for name, limits in found.items()
        if not (scenario.swings > 0 and PARAMETERS[name].part == "prices")
    }


def _fixed(values: np.ndarray) -> np.ndarray:
    values.flags.writeable = False
    return values


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
