"""Required growth: from every starting point, to every goal, against every past window."""

import streamlit as st

from engine import tables
from engine.load import STARTING_POINTS
from pages.parts import findings, frame, levers
from pages.parts.charts import growth
from pages.parts.figure import figure
from pages.parts.views import growth as views
from pages.parts.words import _, number

scenario, results = frame.begin(
    _("Required growth"),
    _(
        "The same goal asks for very different growth, depending on whose count it starts from and in which year."
    ),
)
point = STARTING_POINTS[scenario.start]

columns = st.columns(3)
columns[0].metric(
    _("From {start}").format(start=_(point["label"])),
    number(results["required_growth"], "1/year"),
    delta=_("{turnover} to {goal}").format(
        turnover=number(point["turnover"], "usd_bn/year"), goal=number(scenario.target, "usd_bn/year")
    ),
    delta_color="off",
    delta_arrow="off",
)
columns[1].metric(
    _("From the newest observed year of the same count"),
    number(results["required_growth_since_last_observed"], "1/year"),
    delta=_("{turnover} in {year}").format(**views.newest(scenario)),
    delta_color="off",
    delta_arrow="off",
)
columns[2].metric(
    _("At this scenario's growth, the goal is reached"),
    findings.years(scenario, results),
    delta=number(results["projected_growth"], "1/year"),
    delta_color="off",
    delta_arrow="off",
)
left, right = st.columns(2)
with left:
    levers.lever("target", "main")
with right:
    levers.lever("target_year", "main")
levers.goal_switch()

ladder = tables.growth_ladder(scenario.target, scenario.target_year)
shown = views.ladder(ladder)
figure(
    "ladder",
    findings.ladder(ladder, scenario),
    growth.ladder,
    shown,
    views.ladder_table(shown),
    _("Circles: Kazakhstan's statistics. Squares: China's customs."),
)

ledger, years = views.window_controls(point["ledger"])
windows = tables.past_growth(scenario, ledger, years)
shown = views.windows(windows, results)
figure(
    "windows",
    findings.windows(windows, results, years),
    growth.windows,
    shown,
    views.windows_table(shown),
    _("Observed. The dotted line is the growth needed."),
)

grid = tables.growth_grid(scenario)
shown = views.grid(grid)
figure(
    "grid",
    findings.grid(grid, scenario),
    growth.grid,
    shown,
    views.grid_table(grid),
    _(
        "Turnover in billion US dollars at a steady growth from the starting point. Filled: the goal is reached."
    ),
)
frame.end("required_growth", "required_growth_since_last_observed", "projected_growth")
