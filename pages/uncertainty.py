"""Uncertainty: the fan of futures, the chance of every goal, what matters most, and how the bands did in the past."""

import streamlit as st

from engine import uncertainty
from engine.tables import certainty as tables
from pages.parts import frame, levers, ranges, session
from pages.parts.exhibits import certainty
from pages.parts.figure import figure
from pages.parts.findings import certainty as findings
from pages.parts.headline import Big, headline
from pages.parts.views import certainty as views
from pages.parts.words import _, markdown, number

scenario, _results = frame.begin(
    _("How sure is that?"),
    _(
        "Nobody knows the assumptions, and trade has ups and downs. So the model is run through thousands of futures: how "
        "many of them reach the goal?"
    ),
)
own = session.state().own
futures = uncertainty.futures(scenario, own=own)
fan = tables.fan(scenario, own)
year = number(scenario.target_year, "year")
goal = number(scenario.target, "usd_bn/year")
made = findings.method()
headline(
    scenario,
    Big(
        _("Chance to be at {goal} in {year}").format(goal=goal, year=year),
        findings.chance(futures, scenario),
        _("of futures, at or above"),
        "turnover_at_target",
        made,
    ),
    Big(
        _("Chance to touch it by then"),
        number(futures.probability_by(scenario.target), "share", 0),
        _("in any year until {year}").format(year=year),
        "turnover",
        made,
    ),
    Big(
        _("The middle future"),
        number(fan["q50"].iloc[-1], "usd_bn/year"),
        _("in {year}; half lie above").format(year=year),
        "turnover_at_target",
        made,
    ),
)
left, right = st.columns(2)
with left:
    levers.lever("volatility_scale", "main")
with right:
    levers.lever("organic_export_growth", "main")
levers.goal_switch()

figure(certainty.fan(scenario, own))
st.markdown(markdown(" ".join((findings.middle(fan, scenario), made))))

# what takes longer is computed for the scenario that the reader has let go of
rest = session.at_rest()
figure(certainty.chances(rest, own))

st.header(_("What matters most?"), divider="gray")
figure(certainty.tornado(rest, own))
st.markdown(markdown(findings.systems(tables.group_swings(rest, own))))
figure(certainty.shares(rest, own))

st.header(_("Would the bands have held?"), divider="gray")
figure(certainty.held(rest))
st.markdown(markdown(findings.backtest(tables.scores())))
st.dataframe(
    views.scores(), hide_index=True, alt=_("Errors of past forecasts, by count and kind of forecast")
)
with st.expander(_("By years ahead"), key="held.ahead", on_change=session.touch):
    st.dataframe(views.held_by_distance(), hide_index=True, alt=_("How often the bands held, by years ahead"))

st.header(_("Your own ranges"), divider="gray")
ranges.editor()
frame.end("turnover_at_target", "turnover")
