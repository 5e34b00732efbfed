"""The table of the path chart in words: observed years, projections, the way to the goal, and the band of futures."""

import pandas as pd

from engine import Scenario, tables
from engine.uncertainty import Own
from pages.parts.charts.path import SERIES
from pages.parts.views.certainty import fan_quantiles, half
from pages.parts.words import _, number


def path(scenario: Scenario, own: Own) -> pd.DataFrame:
    """What the chart draws: lines with a turnover, and the band with a low and a high."""
    return pd.concat([_lines(scenario), half(scenario, own)], ignore_index=True)


def path_table(scenario: Scenario, own: Own) -> pd.DataFrame:
    """The same for readers of tables, a row for each year of each line."""
    frame = pd.concat([_lines(scenario), fan_quantiles(scenario, own)], ignore_index=True)
    return frame[["label", "kind", "year", "turnover"]].set_axis(
        [_("Series"), _("Observed, projected or assumed"), _("Year"), _("Turnover, billion US dollars")],
        axis=1,
    )


def _lines(scenario: Scenario) -> pd.DataFrame:
    line = tables.path(scenario)
    names = line["series"].map({key: _(text) for key, text in SERIES.items()})
    goal = number(scenario.target, "usd_bn/year")
    return line.assign(label=names.where(line["series"] != "goal", goal))
