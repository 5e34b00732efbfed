"""A workshop from a template as a room of people went through it: everybody answers all that is asked, by a seed."""

from random import Random
from typing import Any

from engine import PARAMETERS, Scenario
from engine.case import case_of
from engine.link import text
from pages.parts.rooms.phone.answer import RESULTS
from pages.parts.rooms.records import Opened, Question
from pages.parts.rooms.store import Store
from pages.parts.rooms.templates import templates

AGAIN = 1  # the place of the question that is asked twice
LEAST = 5  # people: of fewer a group is not shown


def walked(store: Store, name: str, people: int, seed: int = 35, shown: bool = True) -> Opened:
    """Every question asked and, where `shown`, revealed. People are called Name1, Name2 and so on."""
    template, random = templates()[name], Random(seed)
    opened = store.open_room(
        template.title, template.questions, template=name, names="first", groups=template.groups
    )
    code, turn = opened.room.code, 0
    joined = [
        store.join(code, name=f"Name{place}", group=template.groups[place % 2])
        for place in range(1, people + 1)
    ]
    bias = [random.gauss(0, 1) for _ in joined]
    for question in store.snapshot(code).questions:
        for second in range(1 + (question.place == AGAIN)):
            turn += 1
            round_ = store.ask(code, store.room(code).version, question.place).round or 0
            for one, high in zip(joined, bias, strict=True):
                said = _answer(question, high / (1 + second), random)
                store.answer(code, one.token, round_, turn, **said)
            if shown:
                store.reveal(code, store.room(code).version)
    return opened


def _answer(question: Question, high: float, random: Random) -> dict[str, Any]:
    if question.kind == "choice":
        place = random.randrange(len(question.options))
        return {"values": {"choice": (place, place, place)}}
    if question.kind == "guess":
        guess = max(1.0, round(38 + 8 * high, 1))
        return {"values": {question.levers[0]: (guess, guess, guess)}}
    best = {name: _within(name, high * random.random()) for name in question.levers}
    if question.kind == "range":
        return {"values": {name: _around(name, value) for name, value in best.items()}}
    told: dict[str, Any] = {"values": {name: (value, value, value) for name, value in best.items()}}
    if question.kind == "scenario":
        case = case_of(Scenario().replace(**best))
        told["query"] = text(case.scenario.to_query())
        told["results"] = {name: float(case.results[name]) for name in RESULTS}
    return told


def _within(name: str, high: float) -> float:
    """A value of a setting, from its default towards an end, so far."""
    of = PARAMETERS[name]
    assert of.low is not None and of.high is not None
    value = float(of.value)  # type: ignore[arg-type]
    reach = (of.high - value) if high > 0 else (value - of.low)
    found = value + 0.3 * max(-1.0, min(1.0, high)) * reach
    return round(found) if isinstance(of.value, int) else round(found, 4)


def _around(name: str, best: float) -> tuple[float, float, float]:
    of = PARAMETERS[name]
    assert of.low is not None and of.high is not None
    half = 0.1 * (of.high - of.low)
    return max(of.low, best - half), best, min(of.high, best + half)
