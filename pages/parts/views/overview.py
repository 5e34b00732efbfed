"""The table of the path chart in words: observed years, projections, the way to the goal, and the band of futures."""

import pandas as pd

from engine import Scenario, tables
from engine.uncertainty import Own
from pages.parts.charts.path import SERIES
from pages.parts.views.certainty import fan_quantiles
from pages.parts.words import _, number


def path(scenario: Scenario, own: Own) -> pd.DataFrame:
    """What the chart draws: lines with a turnover, and the band with a low and a high."""
    frame = tables.path(scenario, own)
    names = {key: _(text) for key, text in SERIES.items()}
    names["goal"] = number(scenario.target, "usd_bn/year")
    return frame.assign(label=[names[series] for series in frame["series"].tolist()])


def path_table(scenario: Scenario, own: Own) -> pd.DataFrame:
    """The same for readers of tables, a row for each year of each line; the band as all five quantiles."""
    lines = path(scenario, own)
    frame = pd.concat([lines[lines["series"] != "half"], fan_quantiles(scenario, own)], ignore_index=True)
    return frame[["label", "kind", "year", "turnover"]].set_axis(
        [_("Series"), _("Observed, projected or assumed"), _("Year"), _("Turnover, billion US dollars")],
        axis=1,
    )
