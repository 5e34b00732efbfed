"""Answers: what it takes, what moved the number, where two levers reach the goal, whether a claim has a past."""

import streamlit as st

from engine import answers, evaluate, uncertainty
from engine.tables import conclusions as tables
from pages.parts import frame, levers, session
from pages.parts.exhibits import conclusions
from pages.parts.figure import figure
from pages.parts.findings import certainty, growth
from pages.parts.findings import conclusions as findings
from pages.parts.headline import Big, headline
from pages.parts.progress import Progress
from pages.parts.views import conclusions as views
from pages.parts.words import _, markdown, number

scenario, results = frame.begin(
    _("What follows?"),
    _("What would it take to reach the goal? What moved the number? Has the past ever given as much?"),
)
own = session.state().own
futures = uncertainty.futures(scenario, own=own)
headline(
    scenario,
    Big(
        _("Missing in {year}").format(year=number(scenario.target_year, "year")),
        number(results["shortfall"], "usd_bn/year", 2),
        _("to {goal}, projected").format(goal=number(scenario.target, "usd_bn/year")),
        "shortfall",
    ),
    Big(
        _("Growth needed a year"),
        number(results["required_growth"], "share"),
        _("from the starting point"),
        "required_growth",
    ),
    Big(
        _("Chance to be there"),
        certainty.chance(futures, scenario),
        _("of futures, at or above"),
        "turnover_at_target",
        certainty.method(),
    ),
)
left, right = st.columns(2)
with left:
    levers.lever("target", "main")
with right:
    levers.lever("target_year", "main")
levers.goal_switch()
# what takes longer is computed for the scenario that the reader has let go of
rest = session.at_rest()

st.header(_("What would it take?"), divider="gray")
lever = levers.pick("seek", _("Turn one lever, leave the rest"), answers.seekable(), "organic_export_growth")
sought = answers.seek(rest, lever)
st.markdown(markdown("**" + findings.sought(sought, rest) + "**"))
levers.put(sought)
st.dataframe(views.needed(rest), hide_index=True, alt=_("What each lever alone would have to be"))

st.header(_("What moved the number?"), divider="gray")
figure(conclusions.moved(rest, levers.baseline()))

st.header(_("Where do two levers reach the goal?"), divider="gray")
left, right = st.columns(2)
with left:
    across = levers.pick("across", _("Across"), answers.mappable(), "organic_export_growth")
with right:
    up = levers.pick("up", _("Up"), tuple(n for n in answers.mappable() if n != across), "programme_value")
with Progress(_("Computing the map …")) as progress:
    reach = conclusions.reach(rest, own, across, up, progress.tell)
figure(reach)

st.header(_("Has the past ever given as much?"), divider="gray")
levers.lever("start", "main")
if evaluate(rest)["horizon"] > 0:
    claim = answers.claim(rest.target, rest.target_year, rest.start)
    st.markdown(markdown("**" + findings.claim(claim, rest) + "**"))
    st.table(views.windows(claim))
else:
    st.markdown(growth.needed(rest, evaluate(rest)))

st.header(_("Under what conditions is the goal reached?"), divider="gray")
st.markdown(markdown(findings.rule(tables.conditions(rest, own), rest)))
aside = findings.rule(tables.conditions(rest, own, False), rest)
st.markdown(markdown(_("Leaving the yearly ups and downs aside: {rule}").format(rule=aside)))
frame.end("turnover_at_target", "required_growth", "shortfall")
