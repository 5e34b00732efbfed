"""What native controls say: a value that the reader picked, or the echo of one that we have just replaced."""

from collections.abc import Mapping

import streamlit as st

from engine.quantity import Value
from pages.parts import session

_KEY = "picks_of_session"


def hand_over(key: str, value: object) -> None:
    """Gives a native control the scenario's value: it shows what stands under its key.

    Until the browser has heard of it, it sends the old value along with whatever else is touched. So the old ones are
    kept, to know such an echo from a pick.
    """
    replaced = st.session_state.setdefault(f"{key}.replaced", [])
    if st.session_state.get(key, value) == value:
        replaced.clear()
    else:
        replaced.append(st.session_state[key])
    st.session_state[key] = value


def pick(key: str, settings: Mapping[str, Value]) -> None:
    """Takes what the control with this key says.

    An old value may be the reader's wish to have it back, or the browser has not heard of the new one yet. The reader
    touches one thing at a time: beside another change, it is an echo. That is known once all callbacks have run.
    """
    echo = st.session_state[key] in st.session_state[f"{key}.replaced"]
    st.session_state.setdefault(_KEY, []).append((settings, echo))


def take() -> None:
    """At the start of a run, when all callbacks have run."""
    picks = st.session_state.get(_KEY, [])
    alone = len(picks) == 1 and not session.state().touched
    for settings, echo in picks:
        if alone or not echo:
            session.change(settings)
    picks.clear()  # last: a run that is ended in the midst of this is followed by another
