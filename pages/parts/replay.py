"""The last change once more, slowly: small even steps from one scenario to the next, three times.

The server answers once, with what the page shows at each step; the browser plays them.
"""

import json
from functools import lru_cache
from typing import Any

import streamlit as st

from engine import PARAMETERS, Scenario
from engine.quantity import Value
from engine.study import Study
from pages.parts import faces, history, session, sweep
from pages.parts.component import component
from pages.parts.whole import whole
from pages.parts.words import _, language

_ROUNDS = 3
_STEPS = 12  # from one scenario to the next
_component = component("replay")


def walk(first: Scenario, last: Scenario) -> tuple[Scenario, ...]:
    """The way from one scenario to another in small even steps, both ends included.

    What is no number has no way between: it is from the first step on as it is at the end.
    """
    moved = {
        name: (getattr(first, name), value)
        for name, value in last.differs_from(first).items()
        if PARAMETERS[name].is_number
    }
    ways = (
        {name: _between(name, *ends, step / _STEPS) for name, ends in moved.items()} for step in range(_STEPS)
    )
    return (*(last.replace(**way) for way in ways), last) if moved else ()


def _between(name: str, first: Value, last: Value, part: float) -> Value:
    """A number on its way, whole where it counts whole things."""
    assert isinstance(first, (int, float)) and isinstance(last, (int, float))
    value = first + (last - first) * part
    return round(value) if isinstance(PARAMETERS[name].value, int) else value


def possible() -> bool:
    """Whether the last step moved a number: choices, ranges, names and what is compared have no way between."""
    past = session.state().past
    return len(past) > 1 and bool(_last_way())


def _last_way() -> tuple[Scenario, ...]:
    before, after = session.state().past[-2:]
    return walk(before.scenario, after.scenario)


@whole
def begin() -> None:
    """Begins with the scenario before the last change."""
    if possible():
        session.ask_for(_last_way())
        s = session.state()
        s.now = s.past[-1]
        s.replays += 1


def show(still: bool) -> None:
    """One line while a replay runs. It lies over the page and moves nothing. Where the page is `still`, none runs."""
    way, _now = session.asked()
    data: dict[str, Any] = {"count": 0}
    if isinstance(way, tuple) and not still and session.scenario() == way[-1]:
        data = {"count": session.state().replays, "name": sweep.name_of(way), **_told(way, language())}
    with st.container(key="replaying"):
        _component(key="played", data=data)


@lru_cache(maxsize=8)
def _told(way: tuple[Scenario, ...], _language: str) -> dict[str, Any]:
    """What the line says in each round, and where the dials stand at each step."""
    first, last = way[0], way[-1]
    change = history.change(Study(first), Study(last))
    said = _("Replaying: {change} ({number} of {rounds})")
    steps = [[_dial(name, one) for name in last.differs_from(first)] for one in way]
    rounds = [said.format(change=change, number=number, rounds=_ROUNDS) for number in range(1, _ROUNDS + 1)]
    return {"rounds": rounds, "steps": json.dumps(steps)}


def _dial(name: str, scenario: Scenario) -> dict[str, Any]:
    value = getattr(scenario, name)
    return {"name": name, "value": value, "level": faces.level(name, value, scenario.start)}
