"""The last change once more, slowly: small even steps from one scenario to the next, three times."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import sleep

import streamlit as st

from engine import PARAMETERS, Scenario
from engine.quantity import Value
from pages.parts import session
from pages.parts.whole import whole

ROUNDS = 3
_PACE, _REST = 0.1, 0.5  # seconds of waiting half-way, and at the two ends
_FRAMES = 12  # from one scenario to the next
_KEY = "replay_of_session"


@dataclass
class Replay:
    """`walk` are the scenarios that are shown in each round, `left` how many of all rounds are still to be seen."""

    walk: tuple[Scenario, ...] = ()
    left: int = 0

    @property
    def place(self) -> int:
        """Where in its walk it is."""
        return -self.left % len(self.walk)


def _state() -> Replay:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Replay()
    found: Replay = st.session_state[_KEY]
    return found


def walk(first: Scenario, last: Scenario) -> tuple[Scenario, ...]:
    """The way from one scenario to another in small even steps, both ends included."""
    changed = last.differs_from(first)
    ways = (
        {
            name: _between(name, getattr(first, name), value, frame / _FRAMES)
            for name, value in changed.items()
        }
        for frame in range(_FRAMES)
    )
    return (*(first.replace(**way) for way in ways), last)


def _between(name: str, first: Value, last: Value, part: float) -> Value:
    """A number on its way, whole where it counts whole things; what is no number changes half-way."""
    if not PARAMETERS[name].is_number:
        return first if part < 0.5 else last
    assert isinstance(first, (int, float)) and isinstance(last, (int, float))
    value = first + (last - first) * part
    return round(value) if isinstance(PARAMETERS[name].value, int) else value


@whole
def begin() -> None:
    """Begins with the scenario before the last change."""
    s = session.state()
    if possible():
        session.touch()
        way = walk(s.past[-2].scenario, s.past[-1].scenario)
        st.session_state[_KEY] = Replay(way, ROUNDS * len(way))
        s.now, s.frame = s.past[-1], way[0]


def possible() -> bool:
    """Whether the last step moved a dial: ranges, names and what is compared have no way between."""
    past = session.state().past
    return len(past) > 1 and past[-1].scenario != past[-2].scenario


def number() -> int:
    """The round that is on the screen; 0 where there is none."""
    r = _state()
    return ROUNDS - (r.left - 1) // len(r.walk) if session.state().frame else 0


def begins_with(settings: Mapping[str, Value]) -> bool:
    """Whether the last replay began with these values."""
    r = _state()
    return bool(r.walk) and all(getattr(r.walk[0], name) == value for name, value in settings.items())


def clear() -> None:
    """At the start of a run that shows no replay: the last one is over."""
    if not session.state().frame:
        st.session_state[_KEY] = Replay()


def go_on() -> None:
    """At the end of a run: waits a little and runs the page anew, with the next scenario."""
    r = _state()
    if not session.state().frame:
        return
    sleep(_PACE if 0 < r.place < len(r.walk) - 1 else _REST)
    session.state()  # here ends a run during which the reader has touched something
    r.left -= 1
    session.state().frame = r.walk[r.place] if r.left else None
    st.rerun()
