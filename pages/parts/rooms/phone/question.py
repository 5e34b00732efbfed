"""What a phone is given of a question: its words, and for each number the places where a dial can stand, with their texts.

The texts come ready in the reader's language, so that a phone needs no rules of numbers and its dial asks nobody while it
moves.
"""

from functools import lru_cache
from math import floor, log10
from typing import Any, NamedTuple

from engine import OUTCOMES, PARAMETERS, Case
from engine.message import Message
from engine.past import history_of, ledger_of, newest_observed
from engine.sweep import places_of
from pages.parts import faces, words
from pages.parts.rooms import heard
from pages.parts.rooms.records import Question, Room
from pages.parts.rooms.refusals import RoomRefusal
from pages.parts.words import N_, _, number

_MOST = 201  # places of a dial on a phone: more than its pixels tell apart, fewer than a screenful of bytes
TRIED = ("dial", "scenario")
"""What a person tries with results in sight, from the room's scenario on."""
_SHARES = ("share", "1/year")
_OUT = N_("{name}: {given} is out of range. Allowed: {low} to {high}.")


class Dial(NamedTuple):
    """`values` in the model's own units; `start` is where it stands at first, `past` what history did, in words and in
    place, where there is a past. Places are parts of the way from the lowest value to the highest.
    """

    name: str
    label: str
    unit: str
    values: tuple[float, ...]
    start: float | None = None
    past: tuple[float, str] | None = None

    def part(self, value: float) -> float:
        low, high = self.values[0], self.values[-1]
        return round(min(1.0, max(0.0, (value - low) / (high - low))), 4)

    def text(self, value: float) -> str:
        return words.setting(value, self.unit)

    def told(self) -> dict[str, Any]:
        past = self.past and {"at": self.part(self.past[0]), "text": self.past[1]}
        return {
            "name": self.name,
            "label": self.label,
            "values": self.values,
            "texts": [self.text(value) for value in self.values],
            "start": self.start,
            "past": past,
        }


def dials(room: Room, question: Question) -> tuple[Dial, ...]:
    """Those of a question, in its order; none where it asks for no number."""
    case = heard.case(room)
    if question.kind == "guess":
        return tuple(guess(case, name) for name in question.levers if name in OUTCOMES)
    known = [name for name in question.levers if name in PARAMETERS and PARAMETERS[name].is_number]
    return tuple(_lever(case, name, question.kind in TRIED) for name in known)


def _lever(case: Case, name: str, starts: bool) -> Dial:
    """A setting's. What is tried starts where the room stands; what people believe starts nowhere, for a start draws answers."""
    quantity = PARAMETERS[name]
    history = history_of(name, case.scenario)
    past = None
    if history:
        past = (history[2], faces.past_in_words(quantity, history))
    start = float(getattr(case.scenario, name)) if starts else None
    return Dial(name, _(quantity.title), quantity.unit, places_of(name, _MOST), start, past)


def guess(case: Case, name: str) -> Dial:
    """A result's. It has no passport with a range: from nothing to a round number well above what is and what is wanted."""
    of = OUTCOMES[name]
    past = None
    if of.unit == OUTCOMES["turnover"].unit:
        year, amount = newest_observed(ledger_of(case.scenario))
        most = 2 * max(amount, case.scenario.target)
        past = (amount, _("{past} in {year}").format(past=number(amount, of.unit), year=number(year, "year")))
    else:
        most = 1.0 if of.unit in _SHARES else 2 * abs(float(case.results[name])) or 1.0
    return Dial(name, _(of.title), of.unit, _even(most), None, past)


@lru_cache(maxsize=64)
def _even(most: float) -> tuple[float, ...]:
    """From 0 to a round number that is not below the most, in steps of a round number."""
    power = 10.0 ** floor(log10(most))
    top = next(power * k for k in (1, 1.5, 2, 3, 5, 10) if power * k >= most)
    return tuple(float(f"{top * k / 200:.10g}") for k in range(201))


def checked(dial: Dial, value: object) -> float:
    """A number that the dial could say. RoomRefusal: none, or out of its range."""
    quantity = PARAMETERS.get(dial.name)
    problem = quantity.problem(value) if quantity else None
    if problem is None and not quantity:
        problem = _problem(dial, value)
    if problem:
        raise RoomRefusal(problem)
    assert isinstance(value, (int, float))
    return float(value)


def _problem(dial: Dial, value: object) -> Message | None:
    low, high = dial.values[0], dial.values[-1]
    number_ = isinstance(value, (int, float)) and not isinstance(value, bool)
    if number_ and low <= value <= high:  # type: ignore[operator]
        return None
    said = {"name": dial.label, "given": str(value)[:20], "low": dial.text(low), "high": dial.text(high)}
    return Message(_OUT, said)
