"""What a room believes: the futures of many persons as those of one room.

Persons are pooled, not assumptions: what one person believes hangs together. So the room's futures are the mixture of the
persons' futures, and **the room's chance of a goal is the mean of the persons' chances**. Averaging quantiles instead is
offered by name; it is always narrower (Lichtendahl, Grushka-Cockayne, Winkler, Management Science 59, 2013).

Three layers, each on or off: persons differ (`between`), each is unsure (`within`), years swing (`years`). History's swings
drown opinions within a few years, so a room should look at its beliefs without them too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine import band
from engine.band import Width
from engine.belief import Belief, drawn
from engine.load import PARAMETERS, PRODUCTS
from engine.model import base_of, evaluate, evaluate_columns
from engine.scenario import Scenario
from engine.uncertainty import SEED, sobol, triangular, width_of

LEVELS = (0.05, 0.25, 0.50, 0.75, 0.95)
DRAWS = 256  # a person, while the room looks on; 2,048 for what is kept
LEAST = 5  # persons of a group below which it is not shown


class Layers(NamedTuple):
    between: bool = True
    within: bool = True
    years: bool = True


ALL = Layers()


@dataclass(frozen=True)
class Person:
    """A scenario with a person's best values, and what they are unsure of; `weight` and `group` are the room's."""

    scenario: Scenario
    beliefs: Mapping[str, Belief] = field(default_factory=dict)
    weight: float = 1.0
    group: str = ""


@dataclass(frozen=True)
class Futures:
    """The futures of one person. `middle` is the turnover of their best values by year, `drawn` that of draws of what they
    believe, draws × years [usd_bn/year]; `ahead` how many years lie after the newest that is counted. `about` is the width
    of years about `middle`, `about_drawn` the same about draws, where own beliefs take the place of doubt about growth.
    """

    year: np.ndarray
    middle: np.ndarray
    drawn: np.ndarray
    ahead: np.ndarray
    about: Width
    about_drawn: Width
    goal: float
    seed: int

    def spread(self, layers: Layers) -> np.ndarray:
        """Futures of one weight each, draws × years [usd_bn/year]; one row where nothing is uncertain."""
        middles = self.drawn if layers.within else self.middle[None, :]
        if not layers.years:
            return middles
        width = self.about_drawn if layers.within else self.about
        return np.asarray(middles * self._departures(width))

    def chance(self, layers: Layers) -> float:
        """The share of this person's futures at or above the goal in the last year [share]."""
        middles = self.drawn[:, -1] if layers.within else self.middle[-1:]
        if not layers.years:
            return float((middles >= self.goal).mean())
        width = self.about_drawn if layers.within else self.about
        return float(np.mean(band.chance(middles, self.goal, self.ahead[-1], width)))

    def _departures(self, width: Width) -> np.ndarray:
        last = int(self.ahead.max())
        # coordinates of their own: beliefs must not go with swings
        points = sobol(_BELIEFS + band.dimensions(last), len(self.drawn), self.seed)[:, _BELIEFS:]
        return np.asarray(band.departures(self.ahead, band.shocks(last, points, float(width.years)), width))


# coordinates kept for beliefs: more than a workshop asks for
_BELIEFS = 16


def futures(person: Person, draws: int = DRAWS, seed: int = SEED) -> Futures:
    """What one person's beliefs give; it rests on nothing else, so that it can be kept."""
    scenario = person.scenario
    results = evaluate(scenario)
    middle = np.asarray(results["turnover"])
    ahead = np.maximum(results["year"] - int(base_of(scenario.to_dict())["year"]), 0)
    exports = float(results["exports"][-1] / middle[-1])
    # a range about nothing: the doubt about growth is in the draws already
    sure = tuple((name, held.best, held.best) for name, held in sorted(person.beliefs.items()))
    return Futures(
        results["year"],
        middle,
        _drawn(person, middle, draws, seed),
        ahead,
        width_of(scenario, (), exports),
        width_of(scenario, sure, exports),
        scenario.target,
        seed,
    )


def _drawn(person: Person, middle: np.ndarray, draws: int, seed: int) -> np.ndarray:
    limits = {name: drawn(name, held) for name, held in sorted(person.beliefs.items())}
    unsure = {name: limit for name, limit in limits.items() if limit.low < limit.high}
    if not unsure:
        return np.broadcast_to(middle, (draws, middle.size))
    points = sobol(_BELIEFS, draws, seed)
    columns = {
        name: _whole(name, triangular(points[:, place], *limit))
        for place, (name, limit) in enumerate(unsure.items())
    }
    return evaluate_columns(person.scenario, columns, "turnover", PRODUCTS)


def _whole(name: str, values: np.ndarray) -> np.ndarray:
    return np.asarray(np.round(values)) if isinstance(PARAMETERS[name].value, int) else values


# ── The room ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Room:
    """Persons' futures and weights, in one order; all count the same years towards the same goal."""

    futures: tuple[Futures, ...]
    weights: np.ndarray

    @property
    def year(self) -> np.ndarray:
        return self.futures[0].year

    @cached_property
    def middles(self) -> np.ndarray:
        """Each person's own middle, persons × years [usd_bn/year]."""
        return np.stack([one.middle for one in self.futures])

    @cached_property
    def middle(self) -> np.ndarray:
        """The room's: the median of the persons' middles, by year [usd_bn/year]."""
        return np.asarray(quantiles(self.middles, self.weights, (0.5,))[0])

    def chances(self, layers: Layers = ALL) -> np.ndarray:
        """Each person's chance of the goal [share]."""
        return np.array([one.chance(layers) for one in self.futures])

    def chance(self, layers: Layers = ALL) -> float:
        """The room's chance of the goal, the mean of the persons' by their weights [share]."""
        return mean(self.chances(layers), self.weights)

    def by_persons(self, layers: Layers = ALL) -> np.ndarray:
        """Quantiles of the mixture of all persons' futures, levels × years [usd_bn/year]."""
        parts = [one.spread(layers) for one in self.futures]
        if not layers.between:  # everybody about the room's middle
            parts = [part * (self.middle / one.middle) for part, one in zip(parts, self.futures, strict=True)]
        counts = [len(part) for part in parts]
        weights = np.repeat(self.weights / np.array(counts), counts)
        return quantiles(np.concatenate(parts), weights, LEVELS)

    def by_quantiles(self, layers: Layers = ALL) -> np.ndarray:
        """The mean of the persons' quantiles, levels × years [usd_bn/year]: narrower than the mixture."""
        shares = self.weights / self.weights.sum()
        own = [
            quantiles(spread, np.ones(len(spread)), LEVELS)
            for spread in (one.spread(layers) for one in self.futures)
        ]
        return np.asarray(np.einsum("p,plt->lt", shares, np.stack(own)))


def room(persons: Sequence[Person], found: Sequence[Futures] | None = None, draws: int = DRAWS) -> Room:
    """The room of these persons; `found` are their futures where they are kept. At least one."""
    held = tuple(found if found is not None else (futures(one, draws) for one in persons))
    return Room(held, np.array([one.weight for one in persons], dtype=float))


def mean(values: np.ndarray, weights: np.ndarray) -> float:
    return float(np.dot(values, weights) / weights.sum())


def quantiles(values: np.ndarray, weights: np.ndarray, levels: Sequence[float]) -> np.ndarray:
    """The values below which shares of the weight lie, by column; between two values a line. Shape: levels × columns.

    Each value stands in the middle of its weight, as NumPy's "hazen" does for equal ones.
    """
    order = np.argsort(values, axis=0, kind="stable")
    found = np.empty((len(levels), values.shape[1]))
    for column, rows in enumerate(order.T):
        weight = weights[rows]
        places = (np.cumsum(weight) - weight / 2) / weight.sum()
        found[:, column] = np.interp(levels, places, values[rows, column])
    return found


# ── Groups, disagreement, movement ───────────────────────────────────────────────────────────────────────────


def shown_groups(persons: Sequence[Person], least: int = LEAST) -> tuple[str, ...]:
    """Groups of at least so many persons, by name. A single hidden one could be had by subtraction from the room, so then
    the smallest of the others is hidden with it.
    """
    sizes: dict[str, int] = {}
    for one in persons:
        sizes[one.group] = sizes.get(one.group, 0) + 1
    shown = sorted(name for name, size in sizes.items() if name and size >= least)
    hidden = len(sizes) - len(shown)
    if hidden == 1 and shown and sum(sizes.values()) - sum(sizes[name] for name in shown) < least:
        shown.remove(min(shown, key=lambda name: (sizes[name], name)))
    return tuple(shown)


class Held(NamedTuple):
    """What a room holds of one setting [as the setting]: the middle of its best guesses, and between which values lie nine
    in ten of what all of them think possible.
    """

    name: str
    low: float
    middle: float
    high: float


def held(persons: Sequence[Person], least: int = 3) -> tuple[Held, ...]:
    """Setting by setting, for those that at least so many spoke of, by name; weights count.

    One at a time what people believe is mixed, not averaged: two who are sure of different values leave a wide range. It
    forgets which beliefs go together, so a chance made of it is not the room's own.
    """
    found = []
    for name in spoken_of(persons):
        those = _spoke(name, persons)
        if len(those) < least:
            continue
        share = (np.arange(DRAWS) + 0.5) / DRAWS
        each = np.concatenate([triangular(share, *drawn(name, person.beliefs[name])) for person in those])
        weights = np.repeat([person.weight for person in those], DRAWS)
        low, high = quantiles(each[:, None], weights, (0.05, 0.95))[:, 0]
        found.append(Held(name, float(low), _median(name, those), float(high)))
    return tuple(found)


def middle(base: Scenario, persons: Sequence[Person]) -> Scenario:
    """The scenario of the middle best guess of each setting that somebody spoke of. Refusal: what cannot stand together."""
    return base.replace(**{name: _median(name, _spoke(name, persons)) for name in spoken_of(persons)})


def spoken_of(persons: Sequence[Person]) -> tuple[str, ...]:
    """The settings that somebody answered, by name."""
    return tuple(sorted({name for one in persons for name in one.beliefs}))


def _spoke(name: str, persons: Sequence[Person]) -> list[Person]:
    return [one for one in persons if name in one.beliefs]


def _median(name: str, persons: Sequence[Person]) -> float:
    """Of the best guesses of people who all spoke of it; weights count."""
    bests = np.array([[one.beliefs[name].best] for one in persons])
    weights = np.array([one.weight for one in persons])
    return float(_whole(name, quantiles(bests, weights, (0.5,)))[0, 0])


def by_group(persons: Sequence[Person], whole: Room, least: int = LEAST) -> dict[str, Room]:
    """A room of each group that may be shown, in the order of names."""
    found = {}
    for name in shown_groups(persons, least):
        places = [place for place, one in enumerate(persons) if one.group == name]
        found[name] = Room(tuple(whole.futures[place] for place in places), whole.weights[places])
    return found


class Apart(NamedTuple):
    """How far a room is apart on a setting: eight of ten bests lie from `low` to `high` [as the setting], and turnover in
    the goal year goes from `at_low` to `at_high` [usd_bn/year] with them, all else as the room's median has it.
    """

    name: str
    low: float
    median: float
    high: float
    at_low: float
    at_high: float

    @property
    def worth(self) -> float:
        return abs(self.at_high - self.at_low)


def disagreement(base: Scenario, persons: Sequence[Person]) -> tuple[Apart, ...]:
    """Every setting that somebody answered, what is worth most first."""
    spans = {name: _span(name, persons) for name in spoken_of(persons)}
    medians = {name: np.full(2, _whole(name, span[1:2])[0]) for name, span in spans.items()}
    found = []
    for name, (low, median, high) in spans.items():
        ends = _whole(name, np.array([low, high]))
        at = evaluate_columns(base, medians | {name: ends}, "turnover_at_target")
        found.append(Apart(name, float(low), float(median), float(high), *map(float, at)))
    return tuple(sorted(found, key=lambda one: -one.worth))


def _span(name: str, persons: Sequence[Person]) -> np.ndarray:
    held = _spoke(name, persons)
    bests = np.array([[one.beliefs[name].best] for one in held])
    return quantiles(bests, np.array([one.weight for one in held]), (0.1, 0.5, 0.9))[:, 0]


class Movement(NamedTuple):
    """What persons who answered twice did in between: how many went up, went down, stayed; medians before and after."""

    up: int
    down: int
    stayed: int
    before: float
    after: float


def movement(before: Mapping[int, float], after: Mapping[int, float]) -> Movement | None:
    """From the answers of two rounds by person; None where nobody answered both."""
    both = sorted(before.keys() & after.keys())
    if not both:
        return None
    first, second = (np.array([answers[one] for one in both]) for answers in (before, after))
    return Movement(
        int((second > first).sum()),
        int((second < first).sum()),
        int((second == first).sum()),
        float(np.median(first)),
        float(np.median(second)),
    )
