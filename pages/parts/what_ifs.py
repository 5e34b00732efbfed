"""Ready-made questions: each is put onto the scenario that is there by a click, and taken back by another."""

from collections.abc import Mapping

import streamlit as st

from engine import Case
from engine.load import WHAT_IFS
from engine.quantity import Value
from pages.parts import session, share
from pages.parts.words import _, markdown, plain


def panel(case: Case) -> None:
    """The button of the actions; what is behind it is drawn once it is open, and with it what came of it."""
    opened = st.popover(_("What if …"), type="tertiary", key="what_ifs", on_change=session.touch)
    if not opened.open:
        return
    with opened:
        st.caption(_("Onto your scenario; a second click puts the usual value back."))
        for key, asked in WHAT_IFS.items():
            _button(key, _(asked["label"]), asked["settings"])
        st.markdown(markdown("**" + share.outcome(case) + "**"))


def _button(key: str, label: str, settings: Mapping[str, Value]) -> None:
    now = session.scenario()
    holds = all(getattr(now, name) == value for name, value in settings.items())
    act, args = (session.reset, tuple(settings)) if holds else (session.change, (settings,))
    said = ("✓ " if holds else "") + label
    st.button(plain(said), key=f"what_if.{key}", on_click=act, args=args, width="stretch")
