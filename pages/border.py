"""The border: corridors, capacity, crossing times, the Trans-Caspian route, the Khorgos centre and the rivers."""

import streamlit as st

from pages.parts import controls, frame, levers
from pages.parts.exhibits import crossings, route, times, utilisation
from pages.parts.texts import border as texts
from pages.parts.words import _

with frame.page(
    _("The border"),
    _(
        "Five road checkpoints and two railways carry this trade. What would three more green corridors change, and is there room?"
    ),
) as page:
    with page.stage(utilisation.exhibit(page.case), texts.numbers):
        page.lever(*levers.CAPACITY)
    page.say(texts.vehicles)

    years = [int(year) for year in page.case.results["year"]]
    with page.stage(crossings.exhibit(page.case, levers.scrubbed("map", years))):
        page.lever(*levers.LANES)
        levers.scrub("map", _("Year on the map"), years)
    st.markdown(_(texts.FACTS))

    page.figure(times.exhibit(page.case, controls.mode_control()))

    st.header(_("Around the border"), divider="gray")
    with page.stage(route.exhibit(page.case)):
        page.lever("titr_capacity", "icbc_visits_a_day", "icbc_counted", "water_shortfall")
    page.say(texts.centre, texts.rivers)
    page.rests_on_results("icbc_spending", "water_loss")
