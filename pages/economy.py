"""The economy: where a dollar of exports goes, jobs, dependence on China, and investment."""

import streamlit as st

from engine import tables
from pages.parts import frame
from pages.parts.exhibits import dependence, dollar, jobs, sectors
from pages.parts.texts import economy as texts
from pages.parts.words import _

with frame.page(
    _("The economy"),
    _("What reaches Kazakhstan of a dollar of exports? An input–output model of 68 products follows it."),
) as page:
    with page.stage(dollar.exhibit(page.case), texts.numbers):
        page.lever("programme_value", "realisation", "goods_delivered")
    page.figure(jobs.exhibit(page.case))

    st.header(_("How dependent is trade on China?"), divider="gray")
    with page.stage(dependence.exhibit(page.case)):
        page.lever("organic_export_growth", "organic_import_growth", "other_trade_growth")
    page.say(texts.concentration)
    page.rests_on_results("trade_concentration", "xinjiang_turnover")
    page.figure(sectors.exhibit(page.case))

    st.header(_("Chinese investment"), divider="gray")
    for column, name in zip(st.columns(2), ("fdi_inflow", "fdi_export_share"), strict=True):
        with column:
            page.lever(name)
    page.say(texts.investment)
    page.rests_on_results("fdi_exports", "fdi_equipment")
    st.markdown(
        _(
            "Published evidence for an automatic effect on trade is weak: at most 0.07 % more trade for 1 % more investment, "
            "and not significant. All links here are assumptions of grade C. And what counts as investment differs by source:"
        )
    )
    st.dataframe(texts.figures_of_investment(), hide_index=True)
    page.rests_on(" ".join(tables.investment()["source"]))
