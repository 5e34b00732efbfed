"""What the overview shows in words: its big numbers, and the path chart's table with the band of futures."""

import pandas as pd

from engine import Scenario, evaluate, tables, uncertainty
from engine.model import Results
from engine.uncertainty import Own
from pages.parts.charts.path import SERIES
from pages.parts.findings import certainty, growth
from pages.parts.headline import Big
from pages.parts.views.certainty import fan_quantiles
from pages.parts.words import _, number, points


def numbers(scenario: Scenario, own: Own) -> tuple[Big, ...]:
    """The headline of a scenario, on the overview and in its documents."""
    results = evaluate(scenario)
    year = number(scenario.target_year, "year")
    return (
        Big(
            _("Growth needed a year"),
            number(results["required_growth"], "share"),
            _("to {goal} by {year}").format(goal=number(scenario.target, "usd_bn/year"), year=year),
            "required_growth",
        ),
        Big(
            _("The goods close, of the gap"),
            number(results["gap_share"], "share"),
            _of_the_gap(results),
            "gap_share",
        ),
        still_needed(_("Still needed with them, a year"), results),
        Big(
            _("Turnover in {year}, projected").format(year=year),
            number(results["turnover_at_target"], "usd_bn/year"),
            _("goal reached: {when}").format(when=growth.years(scenario, results)),
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


def still_needed(label: str, results: Results) -> Big:
    """The growth that is left to other trade, once the goods have done their part."""
    return Big(
        label,
        number(results["required_growth_with_programme"], "share"),
        _("{relief} less").format(relief=points(results["growth_relief"])),
        "required_growth_with_programme",
    )


def _of_the_gap(results: Results) -> str:
    if results["gap"] <= 0:
        return _("no gap: the goal is met")
    return _("{added} of {gap}, as assumed").format(
        added=number(results["programme_at_target"], "usd_bn/year", 2),
        gap=number(results["gap"], "usd_bn/year"),
    )


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
