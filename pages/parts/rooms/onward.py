"""From a room into the explorer: its beliefs as ranges of one's own, a person's scenario onto the dials, groups to compare."""

from collections.abc import Sequence

import numpy as np

from engine import PARAMETERS, Scenario, pooling
from engine.comparison import Named
from engine.link import text, to_query
from engine.model import DRAWABLE
from engine.pooling import Person
from engine.study import Study
from pages.parts.rooms import heard, pooled
from pages.parts.rooms.records import Export, Snapshot


def of_room(snapshot: Snapshot, home: str) -> str:
    """The uncertainty page with the room's middle values and ranges; empty where too few have said what they believe."""
    held = pooling.held(pooled.persons(snapshot), heard.ENOUGH)
    if not held:
        return ""
    values = {one.name: _whole(one.name, one.middle) for one in held}
    base = heard.case(snapshot.room).scenario.replace(**values)
    own = tuple((one.name, one.low, one.high) for one in held if one.name in DRAWABLE)
    return f"{home}/uncertainty?{text(to_query(Study(base, own)))}"


def of_people(export: Export, home: str) -> dict[int, str]:
    """A link to each person's last scenario by the person's number; of those who made none, to their best guesses."""
    numbers = {one.id: one.number for one in export.people if not one.removed}
    base = heard.case(export.room).scenario
    found: dict[int, str] = {}
    for one in sorted(export.answers, key=lambda each: each.round):
        if one.person in numbers and one.query:
            found[numbers[one.person]] = f"{home}/?{one.query}"
    for one in sorted(export.answers, key=lambda each: each.round):
        best = {name: three[1] for name, three in one.values.items() if name in PARAMETERS}
        if one.person in numbers and best and numbers[one.person] not in found:
            changes = {name: _whole(name, value) for name, value in best.items()}
            found[numbers[one.person]] = f"{home}/?{text(to_query(Study(base.replace(**changes))))}"
    return dict(sorted(found.items()))


def of_groups(snapshot: Snapshot, home: str) -> str:
    """*Compare* with a path for each group that may be shown, of the middle of its best guesses; empty where there is none."""
    people = pooled.persons(snapshot)
    base = heard.case(snapshot.room).scenario
    kept = tuple(
        Named(group, middle(base, [one for one in people if one.group == group]))
        for group in pooling.shown_groups(people)
    )
    if not kept:
        return ""
    return f"{home}/compare?{text(to_query(Study(base, kept=kept, baseline=0), compared=True))}"


def middle(base: Scenario, people: Sequence[Person]) -> Scenario:
    """The scenario of the middle best guess of each setting that somebody spoke of."""
    names = sorted({name for one in people for name in one.beliefs})
    values = {
        name: float(np.median([one.beliefs[name].best for one in people if name in one.beliefs]))
        for name in names
    }
    return base.replace(**{name: _whole(name, value) for name, value in values.items()})


def _whole(name: str, value: float) -> float:
    return round(value) if isinstance(PARAMETERS[name].value, int) else value
