"""The 135 goods: what they add, which they could be, and how many carry the promise."""

from itertools import cycle

import streamlit as st

from engine import tables
from pages.parts import controls, frame, levers, session, upload
from pages.parts.exhibits import basket, build_up, delivery
from pages.parts.texts import goods as texts
from pages.parts.words import _

with frame.page(
    _("135 goods"),
    _(
        "Kazakhstan offers 135 more goods worth 1 billion dollars. The official list was never published, so the list "
        "below is ours, chosen by a method that you can change."
    ),
) as page:
    with page.stage(build_up.exhibit(page.case), texts.numbers):
        page.lever(*levers.PROGRAMME)

    st.header(_("Which goods they could be"), divider="gray")
    method = st.expander(_("How the list is chosen"), key="method", on_change=session.touch)
    if method.open:
        with method:
            st.markdown(texts.method())
            columns = st.columns(2)
            for place, name in zip(cycle(columns), levers.filters(), strict=False):
                with place:
                    page.lever(name)
            levers.hand_picked(frozenset(page.case.products.table["hs6"]))
            upload.control()
    upload.question()
    shown = basket.exhibit(page.case)
    page.figure(shown)
    st.markdown(texts.caveat(page.case))
    upload.beside_ours()
    controls.basket_browser(shown.table, tables.basket(page.case)["hs6"].tolist())

    page.figure(delivery.exhibit(page.case))
