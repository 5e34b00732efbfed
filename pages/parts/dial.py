"""The dial: our one control for a number. It reports while it is dragged, and settles on release."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache

import streamlit as st

from pages.parts import session
from pages.parts.component import component
from pages.parts.faces import Face
from pages.parts.whole import whole

_component = component("dial")


@lru_cache(maxsize=256)
def _record(face: Face) -> str:
    """As one text: Streamlit looks at every value of a mapping, a dial after the other, on every run."""
    return json.dumps(asdict(face))


def dial(
    key: str,
    face: Face,
    value: float,
    level: str,
    moved: Callable[[float, bool], None],
    name: str = "",
    asked: Callable[[], None] | None = None,
    back: float | None = None,
) -> None:
    """Draws a dial at a value. `moved(value, settled)` is called when the reader moves it.

    The state that comes back is a text "value sequence phase"; of the phase "ask", where the dial is taken in hand and its
    sweep is wanted, `asked` is told. The sequence number is handed back, so that the
    browser can tell a value that Python has changed from an echo that its own pointer has overtaken, and with the session's
    token, so that what a server that went away has not heard is said again to the next one. `back` is the value that
    undo would give it, where it would move nothing else.
    """

    @whole
    def report() -> None:
        said = st.session_state[key]["value"]
        number, _sequence, phase = said.split()
        if phase == "ask" and asked:
            asked()
        else:
            moved(float(number), phase == "final")
        session.state().heard[key] = said

    said = (st.session_state.get(key) or {}).get("value")
    # to a session that is new here the browser brings what it told another
    sequence = int(said.split()[1]) if said and session.state().heard.get(key) == said else 0
    data = {
        "face": _record(face),
        "value": value,
        "level": level,
        "sequence": sequence,
        "token": session.state().token,
        "name": name,
        "back": back,
    }
    _component(key=key, data=data, on_value_change=report)
