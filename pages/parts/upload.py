"""A reader's own product table in place of ours."""

import json
from dataclasses import replace

import streamlit as st

from engine.load import PRODUCTS, Products, products_from, scaled
from engine.message import Message, Refusal
from engine.sheet import csv
from engine.tables.own import Doubt, doubts
from pages.parts import download, keep, session, words
from pages.parts.texts import goods as texts
from pages.parts.whole import whole
from pages.parts.words import _


def control() -> None:
    """Takes a table of the same form, or says which row and column it cannot take and why."""
    if session.state().products is not PRODUCTS:
        st.button(_("Go back to our table"), on_click=_given_back)
        keep.table_switch()
        return
    # where the browser itself refuses a file, nobody tells us: the page's style hides the last reason and says this
    refused = _("This file was not taken. A CSV or Excel table of up to {size} MB is expected.").format(
        size=words.count(st.get_option("server.maxUploadSize"))
    )
    with st.container(key="own_table"):
        st.html(f"<style>:root {{ --refused: {json.dumps(refused, ensure_ascii=False)} }}</style>")
        st.file_uploader(
            _("Or use your own product table (CSV or Excel)"),
            type=["csv", "xlsx", "txt", "tsv"],
            key="upload",
            on_change=_taken,
            help=_(
                "With the columns of our table: an official list, BACI, national data. It is forgotten when the page is loaded again, unless you have it kept."
            ),
        )
        keep.table_offer()
        problem = st.session_state.get("upload_problem")
        if problem:
            with st.container(key="upload_problem_shown"):
                st.error(words.message(Message("The table was not taken. {reason}", {"reason": problem})))
    download.button(_("Our table, as a pattern"), "pattern", "-products.csv", lambda: csv(PRODUCTS.table))


def question() -> None:
    """Asks where the amounts of a reader's table look like another unit."""
    products = session.state().products
    if products is PRODUCTS:
        return
    for doubt in doubts(products):
        st.warning(words.plain(texts.question(products, doubt)))
        with st.container(horizontal=True):
            key, args = f"{doubt.factor:g}", (products, doubt)
            st.button(texts.yes(doubt), key=f"units.yes.{key}", on_click=_put_right, args=args)
            st.button(texts.no(doubt), key=f"units.no.{key}", on_click=_sure)


def beside_ours() -> None:
    """The totals of a reader's table beside ours."""
    if session.state().products is not PRODUCTS:
        st.markdown(texts.beside_ours(session.state().products))


@whole
def _put_right(products: Products, doubt: Doubt) -> None:
    keep.table_corrected(scaled(products, doubt.columns, doubt.factor))


@whole
def _sure() -> None:
    keep.table_corrected(replace(session.state().products, sure=True))


@whole
def _given_back() -> None:
    session.use(PRODUCTS)


@whole
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
