"""What a page must know of the reader's screen: whether it is small, and that its theme was switched.

On a small one all levers stand in the page, where they cover no chart, and one menu does for all that stands on top.
"""

import streamlit as st

from pages.parts import session
from pages.parts.component import component
from pages.parts.whole import whole

WIDTH = 1100  # pixels; up to it a screen is small, here and in the styles
_KEY = "screen"
_NARROW = "screen_of_session"
_component = component("screen")


def narrow() -> bool:
    """As the browser last said; before its first word, whether it calls itself that of a phone."""
    told: bool | None = st.session_state.get(_NARROW)
    return "Mobi" in (st.context.headers.get("User-Agent") or "") if told is None else told


def follow() -> None:
    """Lets the browser say so where it is otherwise than the page supposes; with another theme charts are drawn anew."""
    data = {"width": WIDTH, "narrow": narrow()}
    _component(key=_KEY, data=data, on_narrow_change=_heard, on_paper_change=session.touch)


@whole
def _heard() -> None:
    session.touch()
    st.session_state[_NARROW] = bool(st.session_state[_KEY]["narrow"])
