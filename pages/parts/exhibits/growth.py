"""Charts of growth: turnover over the years, what each goal asks, what the past gave, what growth would reach."""

import pandas as pd

from engine import Scenario, evaluate, tables
from engine.load import STARTING_POINTS
from engine.uncertainty import Own
from pages.parts.charts import growth as charts
from pages.parts.charts import path as path_chart
from pages.parts.charts.path import SERIES
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.findings import growth as findings
from pages.parts.views import growth as views
from pages.parts.views import overview
from pages.parts.words import _

_USUAL_WINDOW = 8  # years, from 2022 to 2030


def path(scenario: Scenario, own: Own = ()) -> Exhibit:
    line = overview.path(scenario, own)
    return Exhibit(
        "path",
        findings.path(scenario, evaluate(scenario)),
        path_chart.path,
        line,
        lambda: overview.path_table(scenario, own),
        reading=_(
            "Points are observed, dashes projected, dots the path that the goal would take. The band holds half of all futures."
        ),
        outcomes=("turnover", "required_path"),
        dials=("programme_value", "organic_export_growth", "start"),
        plain=Plain(
            "line",
            _("Turnover, billion US dollars a year"),
            lambda: wide(_named(line), "year", "label", "turnover"),
        ),
    )


def _named(line: pd.DataFrame) -> pd.DataFrame:
    """The lines of the path under the names of the legend; on the chart the goal bears its amount."""
    return line[line["series"] != "half"].assign(label=line["series"].map(lambda key: _(SERIES[key])))


def ladder(scenario: Scenario) -> Exhibit:
    frame = tables.growth_ladder(scenario.target, scenario.target_year)
    rungs = views.ladder(frame)
    return Exhibit(
        "ladder",
        findings.ladder(frame, scenario),
        charts.ladder,
        rungs,
        lambda: views.ladder_table(rungs),
        reading=_("The stronger the shade, the more."),
        note=_("Growth needed a year. The goal of 100 has no stated year; 2040 is ours."),
        outcomes=("required_growth",),
        dials=("target", "target_year"),
        plain=Plain(
            "bar", _("Growth needed, % a year"), lambda: wide(rungs, "start", "goal_long", "percent")
        ),
    )


def windows(scenario: Scenario, ledger: str = "", years: int = _USUAL_WINDOW) -> Exhibit:
    """Past windows of so many years, by the starting point's count where no other is asked for."""
    results = evaluate(scenario)
    frame = tables.past_growth(scenario, ledger or STARTING_POINTS[scenario.start]["ledger"], years)
    bars = views.windows(frame, results)
    heads = {"percent": _("average growth"), "needed": _("growth needed")}
    return Exhibit(
        "windows",
        findings.windows(frame, results, years),
        charts.windows,
        bars,
        lambda: views.windows_table(bars),
        reading=_("The dotted line is the growth needed."),
        note=_("Observed."),
        outcomes=("required_growth", "required_growth_since_last_observed"),
        dials=("target", "target_year", "start"),
        plain=Plain(
            "line", _("Growth, % a year"), lambda: bars.set_index("window")[list(heads)].rename(columns=heads)
        ),
    )


def grid(scenario: Scenario) -> Exhibit:
    frame = tables.growth_grid(scenario)
    return Exhibit(
        "grid",
        findings.grid(frame, scenario),
        charts.grid,
        views.grid(frame),
        lambda: views.grid_table(frame),
        reading=_("Filled: the goal is reached."),
        note=_("Turnover in billion US dollars at a steady growth from the starting point."),
        outcomes=("required_growth", "projected_growth"),
        dials=("target", "start"),
    )
