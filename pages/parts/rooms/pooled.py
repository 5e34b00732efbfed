"""The future as a room sees it, out of a snapshot: every person's beliefs on the room's scenario, pooled by the engine.

Kept in each process: a person's futures by scenario and beliefs, so that one more answer costs one person; what a room's
pool gives by the room's round and version, so that two screens cost one.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from engine import pooling
from engine.belief import Belief, believable, scenario_of
from engine.message import Refusal
from engine.pooling import ALL, Apart, Futures, Layers, Person
from engine.scenario import Scenario
from pages.parts.rooms import heard
from pages.parts.rooms.records import Snapshot

_ROOMS, _PEOPLE = 64, 1024  # kept at most; a person's draws take 20 KB

Beliefs = tuple[tuple[str, Belief], ...]


class Pooled(NamedTuple):
    """`bands` are levels × years of turnover [usd_bn/year], as in `pooling.LEVELS`; `chance` is the room's of its goal [share],
    not a number where it is not defined.
    """

    year: tuple[int, ...]
    bands: np.ndarray
    chance: float


_kept: OrderedDict[Hashable, Pooled | None] = OrderedDict()
_turn = threading.Lock()


def future(snapshot: Snapshot, layers: Layers = ALL, averaged: bool = False) -> Pooled | None:
    """None where too few have said what they believe. `averaged` takes the mean of people's quantiles, which has no chance.

    One at a time: whoever waits finds it made.
    """
    room = snapshot.room
    key = (room.code, room.id, room.made, room.round, room.version, layers, averaged)
    with _turn:
        if key not in _kept:
            _kept[key] = _future(persons(snapshot), layers, averaged)
            while len(_kept) > _ROOMS:
                _kept.popitem(last=False)
        _kept.move_to_end(key)
        return _kept[key]


def _future(people: list[Person], layers: Layers, averaged: bool) -> Pooled | None:
    if len(people) < heard.ENOUGH:
        return None
    each = [_futures(one.scenario, tuple(one.beliefs.items())) for one in people]
    room = pooling.room(people, each)
    bands = room.by_quantiles(layers) if averaged else room.by_persons(layers)
    chance = float("nan") if averaged else room.chance(layers)
    return Pooled(tuple(room.year.tolist()), bands, chance)


@lru_cache(maxsize=_PEOPLE)
def _futures(scenario: Scenario, beliefs: Beliefs) -> Futures:
    return pooling.futures(Person(scenario, dict(beliefs)))


def persons(snapshot: Snapshot) -> list[Person]:
    """Everybody who said what they believe."""
    return list(by_person(snapshot).values())


def by_person(snapshot: Snapshot) -> dict[int, Person]:
    """The same by a person's row. An answer that this engine cannot draw, of an older one, is left out."""
    base, groups = heard.case(snapshot.room).scenario, {one.id: one.group for one in snapshot.people}
    found = {}
    for person, said in heard.beliefs(snapshot).items():
        beliefs = {name: Belief(*value) for name, value in sorted(said.items()) if believable(name)}
        try:
            own = scenario_of(base, beliefs)
        except Refusal:
            continue
        if beliefs:
            found[person] = Person(own, beliefs, group=groups.get(person, ""))
    return found


def apart(snapshot: Snapshot) -> tuple[Apart, ...]:
    """Where the room disagrees, what is worth most first; only what enough people were asked for."""
    people = persons(snapshot)
    found = pooling.disagreement(heard.case(snapshot.room).scenario, people) if people else ()
    return tuple(one for one in found if sum(one.name in person.beliefs for person in people) >= heard.ENOUGH)
