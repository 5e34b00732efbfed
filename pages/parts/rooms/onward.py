"""From a room into the explorer: its beliefs as ranges of one's own, a person's scenario onto the dials, groups to compare.

Only of what the room has seen.
"""

from engine import pooling
from engine.comparison import Named
from engine.link import text, to_query
from engine.model import DRAWABLE
from engine.study import Study
from pages.parts.rooms import heard, pooled
from pages.parts.rooms.records import Snapshot


def of_room(snapshot: Snapshot, home: str) -> str:
    """The uncertainty page with the room's middle values and ranges; empty where too few have said what they believe."""
    held = pooling.held(pooled.persons(snapshot), heard.ENOUGH)
    if not held:
        return ""
    base = heard.case(snapshot.room).scenario.replace(**{one.name: _short(one.middle) for one in held})
    own = tuple((one.name, _short(one.low), _short(one.high)) for one in held if one.name in DRAWABLE)
    return f"{home}/uncertainty?{text(to_query(Study(base, own)))}"


def _short(value: float) -> float:
    """A value that a link can hold and that nobody can tell from the whole one."""
    return float(f"{value:.4g}")


def of_people(snapshot: Snapshot, home: str) -> dict[int, str]:
    """A link to each person's last plan by the person's number; of those who made none, to all their best guesses."""
    made = {one.person: one.query for one in sorted(snapshot.answers, key=lambda one: one.round) if one.query}
    said = pooled.by_person(snapshot)
    found = {}
    for one in snapshot.people:
        if one.id in made:
            found[one.number] = f"{home}/?{made[one.id]}"
        elif one.id in said:
            found[one.number] = f"{home}/?{text(to_query(Study(said[one.id].scenario)))}"
    return dict(sorted(found.items()))


def of_groups(snapshot: Snapshot, home: str) -> str:
    """*Compare* with a path for each group that may be shown, of the middle of its best guesses; empty where there is none."""
    people = pooled.persons(snapshot)
    base = heard.case(snapshot.room).scenario
    kept = tuple(
        Named(group, pooling.middle(base, [one for one in people if one.group == group]))
        for group in pooling.shown_groups(people)
    )
    if not kept:
        return ""
    return f"{home}/compare?{text(to_query(Study(base, kept=kept, baseline=0), compared=True))}"
