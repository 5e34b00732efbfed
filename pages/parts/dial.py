"""The dial: our one control for a number. It reports while it is dragged, and settles on release."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache

import streamlit as st

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
    browser can tell a value that Python has changed from an echo that its own pointer has overtaken. `back` is the value that
    undo would give it, where it would move nothing else.
    """

    @whole
    def report() -> None:
        number, _sequence, phase = st.session_state[key]["value"].split()
        if phase == "ask" and asked:
            asked()
        else:
            moved(float(number), phase == "final")

    said = (st.session_state.get(key) or {}).get("value")
    sequence = int(said.split()[1]) if said else 0
    data = {
        "face": _record(face),
        "value": value,
        "level": level,
        "sequence": sequence,
        "name": name,
        "back": back,
    }
    _component(key=key, data=data, on_value_change=report)
