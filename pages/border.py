"""The border: corridors, capacity, crossing times, the Trans-Caspian route, the Khorgos centre and the rivers."""

import streamlit as st

from pages.parts import controls, frame, levers
from pages.parts.exhibits import crossings, route, times, utilisation
from pages.parts.texts import border as texts
from pages.parts.words import _, markdown

with frame.page(
    _("The border"),
    _(
        "Five road checkpoints and two railways carry this trade. What would three more green corridors change, and is there room?"
    ),
) as page:
    page.headline(*texts.numbers(page.case))
    for column, name in zip(st.columns(3), levers.LANES, strict=True):
        with column:
            levers.lever(name, "main")
    year = levers.scrub("map", _("Year on the map"), [int(year) for year in page.case.results["year"]])
    page.figure(crossings.exhibit(page.case, year))
    st.markdown(_(texts.FACTS))

    for column, name in zip(st.columns(3), levers.CAPACITY, strict=True):
        with column:
            levers.lever(name, "main")
    page.figure(utilisation.exhibit(page.case))
    st.markdown(markdown(texts.vehicles(page.case)))

    page.figure(times.exhibit(page.case, controls.mode_control()))

    st.header(_("Around the border"), divider="gray")
    left, right = st.columns(2)
    with left:
        levers.lever("titr_capacity", "main")
        levers.lever("icbc_visits_a_day", "main")
    with right:
        levers.lever("water_shortfall", "main")
        levers.lever("icbc_counted", "main")
    page.figure(route.exhibit(page.case))
    st.markdown(markdown(texts.centre(page.case)))
    st.markdown(markdown(texts.rivers(page.case)))
    page.rests_on_results("icbc_spending", "water_loss")
