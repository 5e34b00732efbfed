"""What a phone has sent, read against what was asked: only what the engine takes comes to the store."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from engine import Case
from engine.belief import belief, believable
from engine.case import case_of
from engine.link import text as query_text
from engine.message import Message
from engine.text import cleaned
from pages.parts.amounts import amount
from pages.parts.rooms import heard
from pages.parts.rooms.phone.question import Dial, checked, dials
from pages.parts.rooms.records import Question, Room
from pages.parts.rooms.refusals import RoomRefusal
from pages.parts.words import N_

CHOICE = "choice"
LONGEST = 280
RESULTS = ("turnover_at_target", "shortfall", "projected_growth")
"""What a scenario of one's own is told of, and kept with."""
UNREAD = N_("This answer cannot be read.")

Values = dict[str, tuple[float, float, float]]


class Said(NamedTuple):
    """As the store keeps it."""

    values: Mapping[str, tuple[float, float, float]] = MappingProxyType({})
    text: str = ""
    query: str = ""
    results: Mapping[str, float] = MappingProxyType({})


def said(room: Room, question: Question, told: Mapping[str, Any]) -> Said:
    """Refusal with its sentence: what is out of range, crosses, is no number, or was not asked."""
    if question.kind == "text":
        text = " ".join(cleaned(str(told.get("text", ""))[: 2 * LONGEST]).split())[:LONGEST]
        return Said(text=text) if text else _nothing()
    given = told.get("values")
    if not isinstance(given, Mapping):
        return _nothing()
    if question.kind == "choice":
        place = given.get(CHOICE)
        if type(place) is not int or not 0 <= place < len(question.options):
            return _nothing()
        return Said({CHOICE: (place, place, place)})
    there = dials(room, question)
    if set(given) != {dial.name for dial in there}:
        return _nothing()
    if question.kind == "range":
        return Said({dial.name: _three(dial, given[dial.name]) for dial in there})
    values = {dial.name: checked(dial, given[dial.name]) for dial in there}
    threes: Values = {name: (value, value, value) for name, value in values.items()}
    if question.kind != "scenario":
        return Said(threes)
    case = tried(room, values)
    results = {name: float(case.results[name]) for name in RESULTS}
    return Said(threes, "", query_text(case.scenario.to_query()), results)


def _nothing() -> Said:
    raise RoomRefusal(Message(UNREAD))


def _three(dial: Dial, given: object) -> tuple[float, float, float]:
    if not isinstance(given, list) or len(given) != 3:
        _nothing()
    assert isinstance(given, list)
    low, best, high = (checked(dial, value) for value in given)
    if believable(dial.name):
        belief(dial.name, low, best, high)
    return low, best, high


def tried(room: Room, values: Mapping[str, float]) -> Case:
    """The case of the room's scenario with a person's values. Refusal: what cannot stand together."""
    return case_of(heard.case(room).scenario.replace(**values))


def numbers(case: Case) -> list[str]:
    """The results in words, in the order of RESULTS."""
    return [amount(case, name) for name in RESULTS]
