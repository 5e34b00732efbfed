"""Required growth: from every starting point, to every goal, against every past window."""

import streamlit as st

from engine.load import STARTING_POINTS
from pages.parts import frame, levers
from pages.parts.amounts import Big
from pages.parts.exhibits import growth
from pages.parts.figure import figure
from pages.parts.findings import growth as findings
from pages.parts.headline import headline
from pages.parts.views import growth as views
from pages.parts.words import _, number

scenario, results = frame.begin(
    _("Required growth"),
    _(
        "The same goal asks for very different growth, depending on whose count it starts from and in which year."
    ),
)
point = STARTING_POINTS[scenario.start]

headline(
    scenario,
    Big(
        _("A year, from {start}").format(start=_(point["label"])),
        number(results["required_growth"], "share"),
        _("{turnover} to {goal}").format(
            turnover=number(point["turnover"], "usd_bn/year"), goal=number(scenario.target, "usd_bn/year")
        ),
        "required_growth",
    ),
    Big(
        _("A year, from the newest observed year"),
        number(results["required_growth_since_last_observed"], "share"),
        _("{turnover} in {year}, same count").format(**views.newest(scenario)),
        "required_growth_since_last_observed",
    ),
    Big(
        _("This scenario reaches the goal"),
        findings.years(scenario, results),
        _("at {growth}, projected").format(growth=number(results["projected_growth"], "1/year")),
        "years_to_target",
    ),
)
left, right = st.columns(2)
with left:
    levers.lever("target", "main")
with right:
    levers.lever("target_year", "main")
levers.goal_switch()

figure(growth.ladder(scenario))
figure(growth.windows(scenario, *views.window_controls(point["ledger"])))
figure(growth.grid(scenario))
frame.end("required_growth", "required_growth_since_last_observed", "projected_growth")
