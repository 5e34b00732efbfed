"""Uncertainty: the fan of futures, the chance of every goal, what matters most, and how the bands did in the past."""

import streamlit as st

from pages.parts import frame, levers, ranges, session
from pages.parts.exhibits import chances, fan, held, shares, tornado
from pages.parts.texts import uncertainty as texts
from pages.parts.words import _, markdown, together

with frame.page(
    _("How sure is that?"),
    _(
        "A scenario is one line. Around it lie the futures that past ups and downs leave open. How many of them reach the goal, "
        "given what you set?"
    ),
) as page:
    with page.stage(fan.exhibit(page.case), texts.numbers):
        page.lever("swings", "growth_doubt", "organic_export_growth", "oil_as_set")
        levers.goal_switch()
    page.say(texts.middle, texts.method)

    st.header(_("Three layers"), divider="gray")
    st.table(texts.layers(page.rest), hide_index=True)
    st.markdown(markdown(together(texts.layers_read(page.rest), texts.oil_rests_on(page.rest))))

    # what takes longer is computed for the case that the reader has let go of
    page.figure(chances.exhibit(page.rest))

    st.header(_("What matters most?"), divider="gray")
    page.figure(tornado.exhibit(page.rest))
    st.markdown(markdown(texts.parts(page.rest)))
    page.figure(shares.exhibit(page.rest))

    st.header(_("Would the bands have held?"), divider="gray")
    page.figure(held.exhibit(page.rest))
    st.markdown(markdown(texts.backtest()))
    st.dataframe(
        texts.scores(), hide_index=True, alt=_("Errors of past forecasts, by count and kind of forecast")
    )
    with st.expander(_("By years ahead"), key="held.ahead", on_change=session.touch):
        st.dataframe(
            texts.held_by_distance(), hide_index=True, alt=_("How often the bands held, by years ahead")
        )

    st.header(_("Your own ranges"), divider="gray")
    ranges.editor()
