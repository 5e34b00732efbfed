"""The economy: where a dollar of exports goes, jobs, dependence on China, and investment."""

import streamlit as st

from engine import evaluate
from pages.parts import frame, levers, upload
from pages.parts.amounts import Big
from pages.parts.exhibits import economy
from pages.parts.figure import figure
from pages.parts.findings import economy as findings
from pages.parts.headline import headline
from pages.parts.views import economy as views
from pages.parts.words import _, markdown, number

scenario, results = frame.begin(
    _("The economy"),
    _("What reaches Kazakhstan of a dollar of exports? An input–output model of 68 products follows it."),
)
products = upload.products()
results = evaluate(scenario, products=products)
year = number(scenario.target_year, "year")
headline(
    scenario,
    Big(
        _("Value added in {year}").format(year=year),
        number(results["value_added"][-1], "usd_bn/year", 2),
        _("from {exports} of exports, projected").format(
            exports=number(results["policy_exports"][-1], "usd_bn/year", 2)
        ),
        "value_added",
    ),
    Big(
        _("Of the whole economy"),
        number(results["share_of_gdp"][-1], "share", 2),
        _("against the IMF's projection"),
        "share_of_gdp",
    ),
    Big(_("Jobs behind them, thousand"), number(results["jobs"][-1], "1", 1), _("estimate, grade C"), "jobs"),
    Big(
        _("Imported inputs in them"),
        number(results["imported_inputs"][-1], "usd_bn/year", 2),
        _("from all countries"),
        "imported_inputs",
    ),
)
left, right = st.columns(2)
with left:
    levers.lever("programme_value", "main")
with right:
    levers.lever("realisation", "main")

figure(economy.dollar(scenario, products))
figure(economy.jobs(scenario, products))

st.header(_("How dependent is trade on China?"), divider="gray")
figure(economy.dependence(scenario))
st.markdown(markdown(findings.ledgers_and_xinjiang(scenario, results)))
figure(economy.sectors(scenario))

st.header(_("Chinese investment"), divider="gray")
left, right = st.columns(2)
with left:
    levers.lever("fdi_inflow", "main")
with right:
    levers.lever("fdi_export_share", "main")
st.markdown(markdown("**" + findings.investment(scenario, results) + ".**"))
st.markdown(
    _(
        "Published evidence for an automatic effect on trade is weak: at most 0.07 % more trade for 1 % more investment, "
        "and not significant. All links here are assumptions of grade C. And what counts as investment differs by source:"
    )
)
st.dataframe(views.investment(), hide_index=True)
frame.end("value_added", "jobs", "china_share_of_trade", "trade_concentration", "fdi_exports")
