"""The reader's own ranges of assumptions: a table to type into, kept for the browser session."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from engine import PARAMETERS
from engine.message import Amount, Message
from engine.model import DRAWABLE
from engine.quantity import Quantity
from engine.uncertainty import Own, usual_range
from pages.parts import notices, session
from pages.parts.texts import uncertainty as texts
from pages.parts.texts.shared import assumption as name
from pages.parts.whole import whole
from pages.parts.words import _, form, markdown, unit

_TURN, _SEEN = "ranges.turn", "ranges.seen"


def editor() -> None:
    """A table of every assumption's lowest and highest value, to be typed over, and a way back to ours."""
    own = session.study().own
    st.markdown(
        _(
            "Type a lowest and a highest value over ours; links and files carry them. Those of the growth of other exports and "
            "imports are read as right in nine cases of ten: they are your doubt about average growth and act on all chances and "
            "bands. The others act on what matters most. A value as set outside its range widens the range."
        )
    )
    if own:
        st.markdown(markdown(texts.own(session.case())))
    # The editor keeps what was typed as long as its key and its table stay the same. So both are made once for each
    # visit, and anew after a refusal or where the ranges have changed elsewhere: a way back, a step of history.
    if st.session_state.get(_SEEN, own) != own:
        _turn()
    turn = st.session_state.setdefault(_TURN, 0)
    st.session_state[_SEEN] = own
    key = f"ranges.{turn}"
    if key not in st.session_state:
        st.session_state[f"{key}.shown"] = _limits(own)
    shown: dict[str, tuple[float, float]] = st.session_state[f"{key}.shown"]
    frame = pd.DataFrame(
        {
            "assumption": [name(n) for n in shown],
            "unit": [unit(PARAMETERS[n].unit) for n in shown],
            "low": [low * _scale(n) for n, (low, _high) in shown.items()],
            "high": [high * _scale(n) for n, (_low, high) in shown.items()],
        }
    )
    st.data_editor(
        frame.round(6),
        key=key,
        hide_index=True,
        disabled=["assumption", "unit"],
        on_change=_edited,
        args=(key,),
        column_config={
            "assumption": st.column_config.TextColumn(_("Assumption"), width="large"),
            "unit": st.column_config.TextColumn(_("Unit")),
            "low": st.column_config.NumberColumn(_("Lowest"), required=True),
            "high": st.column_config.NumberColumn(_("Highest"), required=True),
        },
    )
    st.button(_("Back to our ranges"), key="ranges.reset", on_click=_reset, disabled=not own)


def _scale(assumption: str) -> float:
    return form(PARAMETERS[assumption].unit).scale


@whole
def _edited(key: str) -> None:
    """Takes what was typed; a range that cannot be is refused with a sentence, and the table shows the old one again."""
    limits = dict(st.session_state[f"{key}.shown"])
    names = list(limits)
    for place, cells in st.session_state[key]["edited_rows"].items():
        assumption = names[int(place)]
        low, high = limits[assumption]
        typed = {column: value / _scale(assumption) for column, value in cells.items() if value is not None}
        limits[assumption] = (typed.get("low", low), typed.get("high", high))
    for assumption, (low, high) in limits.items():
        quantity = PARAMETERS[assumption]
        assert quantity.low is not None and quantity.high is not None
        if not quantity.low <= low <= high <= quantity.high:
            notices.complain(_refusal(quantity, low, high))
            _turn()
            session.touch()
            return
    session.set_ranges({n: pair for n, pair in limits.items() if pair != usual_range(n)})
    st.session_state[_SEEN] = session.study().own


def _refusal(quantity: Quantity, low: float, high: float) -> Message:
    assert quantity.low is not None and quantity.high is not None
    told = {"low": low, "high": high, "least": quantity.low, "most": quantity.high}
    return Message(
        "“{name}” cannot go from {low} to {high}: lowest before highest, within {least} and {most}.",
        {
            "name": Message(quantity.title),
            **{key: Amount(value, quantity.unit) for key, value in told.items()},
        },
    )


@whole
def _reset() -> None:
    session.set_ranges({})


def _turn() -> None:
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _limits(own: Own) -> Mapping[str, tuple[float, float]]:
    mine = {n: (low, high) for n, low, high in own}
    return {n: mine.get(n, usual_range(n)) for n in DRAWABLE}
