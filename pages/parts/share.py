"""A scenario handed on and taken in: link with receipt, QR code, short code, Python, files."""

from functools import lru_cache
from html import escape

import streamlit as st

from engine import Scenario, receipt
from engine.workbook import workbook
from pages.parts import session
from pages.parts.words import _


def panels(scenario: Scenario) -> None:
    """The two buttons of the actions' row; what is behind them is drawn once they are open."""
    link = st.popover(_("Copy link"), type="tertiary", key="link", on_change=session.touch)
    if link.open:
        with link:
            _link(scenario)
    given = st.popover(_("Open"), type="tertiary", key="open", on_change=session.touch)
    if given.open:
        with given:
            _open()


def _link(scenario: Scenario) -> None:
    st.caption(
        _(
            "This link holds every setting, and today's results, so that whoever opens it sees whether they changed:"
        )
    )
    st.code(session.link(receipt.to_query(scenario)), language=None, wrap_lines=True, height=160)
    st.caption(_("For phones: what differs from the statement, as a QR code"))
    st.html(_qr(session.link(receipt.to_query(scenario, full=False))))
    st.caption(_("Short code for paper and voice:"))
    try:
        st.code(scenario.to_code(), language=None)
    except ValueError:
        st.caption(_("Too many goods are picked by hand for a short code; the link holds them."))
    st.caption(_("The same results in Python:"))
    st.code(scenario.to_python(*receipt.HEADLINES), language=None, wrap_lines=True)
    st.download_button(
        _("All inputs and results as a workbook (XLSX)"),
        data=lambda: workbook(scenario),
        file_name="road-to-35.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="xlsx",
        on_click="ignore",
        type="tertiary",
    )
    st.download_button(
        _("The scenario as a file (JSON)"),
        data=scenario.to_json(),
        file_name="road-to-35.json",
        mime="application/json",
        key="json",
        on_click="ignore",
        type="tertiary",
    )


def _open() -> None:
    st.text_input(
        _("A link, a short code, or the text of a scenario's file"), key="open.text", on_change=session.touch
    )
    st.button(_("Open it"), key="open.go", on_click=_take_text)


def _take_text() -> None:
    if found := session.read(st.session_state["open.text"]):
        session.become(found)


@lru_cache(maxsize=64)
def _qr(address: str) -> str:
    """A QR code as a picture, black on white in both themes, or scanners fail."""
    import segno

    picture = segno.make(address, error="m", micro=False).png_data_uri(scale=4, light="white")
    return f'<img src="{picture}" alt="{escape(_("QR code of the link"))}" width="160">'
