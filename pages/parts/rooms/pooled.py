"""The future as a room sees it: every person's beliefs on the room's scenario, all people counting the same.

A person's future is the scenario with what this person believes; what they are unsure of is drawn from their own ranges,
and the years' ups and downs lie about each draw. The room's futures are those of all its people together, so its chance
of the goal is the mean of its people's chances.

Kept in each process: a person's draws by scenario and beliefs, a room's by its version.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from engine import PARAMETERS, Case, band, evaluate
from engine.band import Width
from engine.model import ONE_AT_A_TIME, evaluate_columns
from engine.scenario import Scenario
from engine.uncertainty import QUANTILES, SEED, sobol, triangular, width_of
from pages.parts.exhibits.room_disagreement import Apart
from pages.parts.rooms import heard
from pages.parts.rooms.heard import RESULT, Belief
from pages.parts.rooms.records import Snapshot

DRAWS = 128  # of a person's assumptions; a power of two
_ROOMS, _PEOPLE = 64, 2048  # kept at most; a person's draws take 10 KB
_TENTHS = (0.1, 0.9)

Beliefs = tuple[tuple[str, Belief], ...]


class Layers(NamedTuple):
    """What a room's future is spread by: that people differ, that each is unsure, that years go up and down."""

    between: bool = True
    within: bool = True
    swings: bool = True


ALL = Layers()


class Pooled(NamedTuple):
    """`bands` are quantiles × years of turnover [usd_bn/year], as in QUANTILES; `chance` is that of the goal [share], the mean
    of those of the people; none where it is not defined."""

    year: tuple[int, ...]
    bands: np.ndarray
    chance: float
    people: int


# ── A room ───────────────────────────────────────────────────────────────────────────────────────────────────


_kept: OrderedDict[Hashable, Pooled | None] = OrderedDict()
_turn = threading.Lock()


def future(snapshot: Snapshot, layers: Layers = ALL) -> Pooled | None:
    """None where too few have said what they believe. One at a time: whoever waits finds it made."""
    room = snapshot.room
    key = (room.code, room.id, room.made, room.round, room.version, layers)
    with _turn:
        if key not in _kept:
            _kept[key] = _future(heard.case(room), snapshot, layers)
            while len(_kept) > _ROOMS:
                _kept.popitem(last=False)
        _kept.move_to_end(key)
        return _kept[key]


def _future(case: Case, snapshot: Snapshot, layers: Layers) -> Pooled | None:
    people = [tuple(sorted(one.items())) for one in heard.beliefs(snapshot).values()]
    return pool(case, people, layers) if len(people) >= heard.ENOUGH else None


def pool(case: Case, people: list[Beliefs], layers: Layers = ALL) -> Pooled:
    """The futures of people together."""
    drawn = np.array([_draws(case.scenario, one) for one in people])  # people × draws × years, the best first
    best, drawn = drawn[:, :1], drawn[:, 1:]
    if not layers.between:  # everybody's doubts about the room's middle
        drawn = drawn / best * np.median(best, axis=0)
        best = np.broadcast_to(np.median(best, axis=0), best.shape)
    middles = drawn if layers.within else best
    stated = set.intersection(*({name for name, _belief in one} for one in people))
    width = _width(case, tuple(sorted(stated)), layers.swings)
    year, ahead = case.results["year"], case.futures.ahead
    chances = band.chance(middles[..., -1], case.scenario.target, ahead[-1], width)
    return Pooled(tuple(year.tolist()), _bands(middles, ahead, width), float(np.mean(chances)), len(people))


def _width(case: Case, stated: tuple[str, ...], swings: bool) -> Width:
    """How wide years swing about a draw. Doubt about a growth that all people said is theirs, and drawn already."""
    own = tuple((name, 0.0, 0.0) for name in stated)
    exports = float(case.results["exports"][-1] / case.results["turnover"][-1])
    width = width_of(case.scenario, own, exports)
    return width if swings else width._replace(swings=0.0, growth_doubt=0.0)


def _bands(middles: np.ndarray, ahead: np.ndarray, width: Width) -> np.ndarray:
    """Quantiles by year of all draws, each with many futures about it."""
    flat = middles.reshape(-1, middles.shape[-1])
    repeats = max(1, DRAWS // middles.shape[1])
    levels = (np.arange(repeats * len(flat)) + 0.5) / (repeats * len(flat))
    # every draw meets high and low futures alike: the levels are dealt out in a fixed, mixed order
    levels = np.random.default_rng(SEED).permutation(levels)[:, None]
    futures = band.quantile(np.repeat(flat, repeats, axis=0), ahead, levels, width)
    found: np.ndarray = np.quantile(futures, QUANTILES, axis=0)
    return found


# ── A person ─────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=_PEOPLE)
def _draws(scenario: Scenario, beliefs: Beliefs) -> np.ndarray:
    """Turnover [usd_bn/year], draws × years: first of what the person thinks best, then of draws from their ranges."""
    known = [one for one in beliefs if one[0] in PARAMETERS]
    fixed = {name: best for name, (_low, best, _high) in known if name in ONE_AT_A_TIME}
    free = [one for one in known if one[0] not in ONE_AT_A_TIME]
    if not free:
        turnover = evaluate(scenario.replace(**fixed))["turnover"]
        return np.tile(turnover, (1 + DRAWS, 1))
    points = sobol(len(free), DRAWS, SEED)
    columns = {
        name: np.concatenate([[best], triangular(points[:, place], low, best, high)])
        for place, (name, (low, best, high)) in enumerate(free)
    }
    found = evaluate_columns(scenario.replace(**fixed), columns, "turnover")
    found.flags.writeable = False
    return found


# ── Where it disagrees ───────────────────────────────────────────────────────────────────────────────────────


def apart(snapshot: Snapshot) -> list[Apart]:
    """For each setting that was asked for, what a low and a high answer differ by in the goal year."""
    scenario = heard.case(snapshot.room).scenario
    found = []
    for lever, values in heard.by_lever(heard.beliefs(snapshot)).items():
        low, high = np.quantile([best for _low, best, _high in values], _TENTHS).tolist()
        at_low, at_high = (_result(scenario, lever, value) for value in (low, high))
        found.append(Apart(lever, low, high, at_high - at_low))
    return found


@lru_cache(maxsize=512)
def _result(scenario: Scenario, lever: str, value: float) -> float:
    whole = PARAMETERS[lever].unit in ("year", "years", "goods")
    return float(evaluate(scenario.replace(**{lever: round(value) if whole else value}))[RESULT])
