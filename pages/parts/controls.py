"""Controls of what a page looks at; they change no setting."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from engine import PARAMETERS
from engine.load import PRESETS
from engine.past import LEDGERS
from pages.parts import levers, session
from pages.parts.exhibits.utilisation import MODES
from pages.parts.texts.shared import ledger
from pages.parts.words import _


def pick(key: str, label: str, names: tuple[str, ...], first: str) -> str:
    """Which setting a page looks at; it changes none."""
    if st.session_state.get(f"pick.{key}") not in names:
        st.session_state[f"pick.{key}"] = first if first in names else names[0]
    picked: str = st.selectbox(
        label,
        names,
        key=f"pick.{key}",
        format_func=lambda name: _(PARAMETERS[name].title),
        on_change=session.touch,
    )
    return picked


def baseline() -> str:
    """Which ready-made scenario the reader's own is held against."""
    names = ("no_policy", "proposal")
    picked = st.segmented_control(
        _("Against"),
        names,
        default=names[0],
        required=True,
        format_func=preset_title,
        key="baseline",
        on_change=session.touch,
    )
    return picked or names[0]


def preset_title(name: str) -> str:
    return _(PRESETS[name]["title"])


def mode_control() -> str:
    """Which of the measured times to show."""
    picked = st.segmented_control(
        _("Mode"),
        list(MODES),
        default="road",
        required=True,
        format_func=lambda mode: _(MODES[mode]),
        key="times.mode",
        on_change=session.touch,
    )
    return picked or "road"


def window_controls(count: str) -> tuple[str, int]:
    """Which past to look at: whose count, and windows of how many years."""
    left, right = st.columns(2)
    # the count follows the starting point until the reader picks the other
    picked = left.segmented_control(
        _("Whose count"),
        list(LEDGERS),
        default=count,
        required=True,
        format_func=ledger,
        key=f"window.ledger.{count}",
        on_change=session.touch,
    )
    years = right.segmented_control(
        _("Length of the windows, in years"),
        [3, 5, 8, 10, 15],
        default=8,
        required=True,
        key="window.years",
        on_change=session.touch,
    )
    return picked or count, years or 8


def basket_browser(table: Callable[[], pd.DataFrame], codes: Sequence[str]) -> None:
    """The whole list as a table in words, made when it is opened; a marked row can be taken off. `codes` are those of its
    rows.
    """
    whole = st.expander(_("The whole list"), key="list", on_change=session.touch)
    if not whole.open:
        return
    with whole:
        if not codes:
            st.caption(_("No good passes the filters."))
            return
        event = st.dataframe(
            table(), hide_index=True, key="basket.rows", on_select=session.touch, selection_mode="single-row"
        )
        rows = event["selection"]["rows"]
        if rows and rows[0] < len(codes):
            code = codes[rows[0]]
            st.button(
                _("Take {code} off the list").format(code=code),
                on_click=levers.take_off,
                args=(code,),
                key="take_off",
            )
        else:
            st.caption(_("Mark a row to take it off the list."))
