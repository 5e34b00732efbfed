"""The border: corridors, capacity, crossing times, the Trans-Caspian route, the Khorgos centre and the rivers."""

import streamlit as st

from pages.parts import frame, levers
from pages.parts.amounts import Big
from pages.parts.exhibits import border
from pages.parts.figure import figure
from pages.parts.findings import border as findings
from pages.parts.headline import headline
from pages.parts.views import border as views
from pages.parts.words import _, markdown, number

scenario, results = frame.begin(
    _("The border"),
    _(
        "Five road checkpoints and two railways carry this trade. What would three more green corridors change, and is there room?"
    ),
)
year = number(scenario.target_year, "year")
headline(
    scenario,
    Big(
        _("Use of rail capacity in {year}").format(year=year),
        number(results["rail_utilisation"][-1], "share", 0),
        _("{tonnes}, projected").format(tonnes=number(results["rail_tonnes"][-1], "mt/year")),
        "rail_utilisation",
    ),
    Big(
        _("Exports added by corridors"),
        number(results["corridor_exports"][-1] * views.MILLIONS, "usd_mn/year"),
        _("a year, projected"),
        "corridor_exports",
    ),
    Big(
        _("Imports added by corridors"),
        number(results["corridor_imports"][-1] * views.MILLIONS, "usd_mn/year"),
        _("a year, projected"),
        "corridor_imports",
    ),
    Big(
        _("Lorries for the extra goods"),
        number(results["programme_trucks_a_day"][-1], "a day"),
        _("at {worth}").format(worth=number(scenario.value_density, "usd/t")),
        "programme_trucks_a_day",
    ),
)
columns = st.columns(3)
for column, name in zip(columns, levers.LANES, strict=True):
    with column:
        levers.lever(name, "main")
shown_year = levers.scrub("map", _("Year on the map"), [int(year) for year in results["year"]])
figure(border.crossings(scenario, shown_year))
st.markdown(_(views.FACTS))

columns = st.columns(3)
for column, name in zip(columns, levers.CAPACITY, strict=True):
    with column:
        levers.lever(name, "main")
figure(border.utilisation(scenario))
st.markdown(markdown(findings.vehicles(results) + "."))

figure(border.times(scenario, views.mode_control()))

st.header(_("Around the border"), divider="gray")
left, right = st.columns(2)
with left:
    levers.lever("titr_capacity", "main")
    levers.lever("icbc_visits_a_day", "main")
with right:
    levers.lever("water_shortfall", "main")
    levers.lever("icbc_counted", "main")
figure(border.route(scenario))
st.markdown(markdown(views.around(scenario, results)))
frame.end(
    "corridor_exports",
    "rail_utilisation",
    "road_utilisation",
    "titr_required_growth",
    "icbc_spending",
    "water_loss",
)
