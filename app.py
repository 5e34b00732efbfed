"""Overview: how fast trade must grow, and what the extra goods do to that."""

import streamlit as st

from engine import uncertainty
from engine.tables import certainty as tables
from pages.parts import frame, levers, session
from pages.parts.exhibits import conclusions, growth
from pages.parts.figure import figure
from pages.parts.findings import certainty
from pages.parts.findings import growth as findings
from pages.parts.headline import Big, headline
from pages.parts.words import _, markdown, number, points

scenario, results = frame.begin(
    _("Road to 35"),
    _(
        "Kazakhstan and China want to trade 35 billion dollars a year by 2030, after 24 billion in 2022. Kazakhstan "
        "offers 135 more goods worth 1 billion. How fast must trade grow, and what do the goods change? Move a dial."
    ),
)

own = session.state().own
goal = number(scenario.target, "usd_bn/year")
year = number(scenario.target_year, "year")
headline(
    scenario,
    Big(
        _("Growth needed a year"),
        number(results["required_growth"], "share"),
        _("to {goal} by {year}").format(goal=goal, year=year),
        "required_growth",
    ),
    Big(
        _("The goods close, of the gap"),
        number(results["gap_share"], "share"),
        _("{added} of {gap}, as assumed").format(
            added=number(results["programme_at_target"], "usd_bn/year", 2),
            gap=number(results["gap"], "usd_bn/year"),
        ),
        "gap_share",
    ),
    Big(
        _("Still needed with them, a year"),
        number(results["required_growth_with_programme"], "share"),
        _("{relief} less").format(relief=points(results["growth_relief"])),
        "required_growth_with_programme",
    ),
    Big(
        _("Turnover in {year}, projected").format(year=year),
        number(results["turnover_at_target"], "usd_bn/year"),
        _("goal reached: {when}").format(when=findings.years(scenario, results)),
        "turnover_at_target",
    ),
    Big(
        _("Chance to be at the goal"),
        certainty.chance(uncertainty.futures(scenario, own=own), scenario),
        _("of {draws} futures").format(draws=number(uncertainty.DRAWS, "1", 0)),
        "turnover_at_target",
        certainty.method(),
    ),
)

left, middle, right = st.columns([1, 1, 1])
with left:
    levers.lever("programme_value", "main")
with middle:
    levers.lever("organic_export_growth", "main")
with right:
    levers.lever("start", "main")
levers.goal_switch()

figure(growth.path(scenario, own))
st.markdown(markdown(certainty.middle(tables.fan(scenario, own), scenario)))
needed, programme = findings.needed(scenario, results), findings.programme(scenario, results)
st.markdown(markdown(f"**{needed}.** {programme}."))
st.markdown(markdown(findings.two_counts(scenario)))

# drawn for the scenario that the reader has let go of: a moving dial redraws one chart
figure(conclusions.moved(session.at_rest()))
frame.end("turnover_at_target", "required_growth", "gap_share")
