"""The charts of a room: of what it answered to a question, and of what all its answers give together."""

from collections.abc import Callable, Mapping
from functools import partial

from engine.pooling import ALL, Layers
from pages.parts.exhibits import (
    room_choice,
    room_disagreement,
    room_dots,
    room_fan,
    room_groups,
    room_movement,
)
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.rooms import heard, pooled
from pages.parts.rooms.records import Question, Round, Snapshot
from pages.parts.words import _

View = Callable[[], Exhibit]


def of_round(snapshot: Snapshot, question: Question, round_: Round, name: str) -> Mapping[str, View]:
    """What there is to be seen of a revealed round, of one of its numbers; empty where too few answered."""
    case = heard.case(snapshot.room)
    found: dict[str, View] = {}
    if name and (values := list(heard.numbers(snapshot, round_, name).values())):
        asked = heard.asked(question, name)
        goal = case.scenario.target if question.kind == "scenario" else None
        model = float(case.results[name]) if question.kind == "guess" and name in case.results else None
        found["answers"] = partial(room_dots.exhibit, case, asked, values, goal, model)
        if pairs := heard.pairs(snapshot, question, name):
            found["movement"] = partial(room_movement.exhibit, case, asked, pairs)
        if groups := heard.by_group(snapshot, round_, name):
            found["groups"] = partial(room_groups.exhibit, case, asked, groups)
    elif question.options and heard.answers(snapshot, round_):
        counts = heard.chosen(snapshot, question, round_)
        found["answers"] = partial(room_choice.exhibit, case, [_(one) for one in question.options], counts)
    return found


def future(snapshot: Snapshot, layers: Layers = ALL, averaged: bool = False) -> Exhibit | None:
    """None where too few have said what they believe."""
    found = pooled.future(snapshot, layers, averaged)
    if found is None:
        return None
    case = heard.case(snapshot.room)
    return room_fan.exhibit(case, found.year, found.bands, found.chance, whole=all(layers))


def apart(snapshot: Snapshot) -> Exhibit | None:
    """Where the room disagrees; None where too few were asked the same."""
    found = pooled.apart(snapshot)
    return room_disagreement.exhibit(heard.case(snapshot.room), found) if found else None
