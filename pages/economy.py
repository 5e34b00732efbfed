"""The economy: where a dollar of exports goes, jobs, dependence on China, and investment."""

import streamlit as st

from engine import tables
from pages.parts import frame, levers
from pages.parts.exhibits import dependence, dollar, jobs, sectors
from pages.parts.texts import economy as texts
from pages.parts.words import _, markdown

with frame.page(
    _("The economy"),
    _("What reaches Kazakhstan of a dollar of exports? An input–output model of 68 products follows it."),
) as page:
    page.headline(*texts.numbers(page.case))
    left, right = st.columns(2)
    with left:
        levers.lever("programme_value", "main")
    with right:
        levers.lever("realisation", "main")

    page.figure(dollar.exhibit(page.case))
    page.figure(jobs.exhibit(page.case))

    st.header(_("How dependent is trade on China?"), divider="gray")
    page.figure(dependence.exhibit(page.case))
    st.markdown(markdown(texts.concentration(page.case)))
    page.rests_on_results("trade_concentration", "xinjiang_turnover")
    page.figure(sectors.exhibit(page.case))

    st.header(_("Chinese investment"), divider="gray")
    left, right = st.columns(2)
    with left:
        levers.lever("fdi_inflow", "main")
    with right:
        levers.lever("fdi_export_share", "main")
    st.markdown(markdown("**" + texts.investment(page.case) + "**"))
    page.rests_on_results("fdi_exports", "fdi_equipment")
    st.markdown(
        _(
            "Published evidence for an automatic effect on trade is weak: at most 0.07 % more trade for 1 % more investment, "
            "and not significant. All links here are assumptions of grade C. And what counts as investment differs by source:"
        )
    )
    st.dataframe(texts.figures_of_investment(), hide_index=True)
    page.rests_on(" ".join(tables.investment()["source"]))
