"""A reader's own product table in place of ours, for this browser session only."""

import streamlit as st

from engine.load import PRODUCTS, products_from
from engine.message import Message, Refusal
from engine.sheet import csv
from pages.parts import keep, session, words
from pages.parts.words import _


def control() -> None:
    """Takes a CSV table of the same form, or says which row and column it cannot take and why."""
    if session.state().products is not PRODUCTS:
        st.button(_("Go back to our table"), on_click=_given_back)
        keep.table_switch()
        return
    st.file_uploader(
        _("Or use your own product table (CSV)"),
        type=["csv"],
        key="upload",
        on_change=_taken,
        help=_(
            "With the columns of our table: an official list, BACI, national data. It is forgotten when the page is loaded again, unless you have it kept."
        ),
    )
    keep.table_offer()
    problem = st.session_state.get("upload_problem")
    if problem:
        st.error(words.message(Message("The table was not taken. {reason}", {"reason": problem})))
    st.download_button(
        _("Our table, as a pattern"),
        data=words.bound(lambda: csv(PRODUCTS.table).encode()),
        file_name="road-to-35-products.csv",
        mime="text/csv",
        on_click="ignore",
        type="tertiary",
    )


def _given_back() -> None:
    session.use(PRODUCTS)


def _taken() -> None:
    session.touch()
    file = st.session_state["upload"]
    st.session_state.pop("upload_problem", None)
    if file is None:
        return
    try:
        session.use(products_from(file))
    except Refusal as problem:
        st.session_state["upload_problem"] = problem.message
