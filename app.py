"""Overview: how fast trade must grow, and what the extra goods do to that."""

import streamlit as st

from engine.tables import certainty as tables
from pages.parts import frame, levers, session
from pages.parts.exhibits import conclusions, growth
from pages.parts.figure import figure
from pages.parts.findings import certainty
from pages.parts.findings import growth as findings
from pages.parts.headline import headline
from pages.parts.views import overview
from pages.parts.words import _, markdown

scenario, results = frame.begin(
    _("Road to 35"),
    _(
        "Kazakhstan and China want to trade 35 billion dollars a year by 2030, after 24 billion in 2022. Kazakhstan "
        "offers 135 more goods worth 1 billion. How fast must trade grow, and what do the goods change? Move a dial."
    ),
)

own = session.state().own
headline(scenario, *overview.numbers(scenario, own))
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
