"""How full rails and roads are, by year."""

import math

import altair as alt
import numpy as np
import pandas as pd

from engine import Case, tables
from pages.parts.amounts import amount
from pages.parts.exhibits.exhibit import Exhibit, Following, Plain, kept_in_words, moved, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, each_year, told_apart
from pages.parts.words import N_, _, number, percent_value, scaled, unit

PLACE = ("border", 1)
MODES = {"rail": N_("rail"), "road": N_("road")}
_UNITS = {"rail": "mt/year", "road": "mn/year"}


def exhibit(case: Case) -> Exhibit:
    shown = _rows(case).drop(columns="at")
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(shown),
        outcomes=("rail_utilisation", "road_utilisation"),
        dials=("rail_capacity", "transit_growth"),
        following=_FOLLOWING,
        plain=Plain("line", _("Use of capacity, %"), lambda: wide(shown, "year", "label", "percent")),
    )


def _finding(case: Case) -> str:
    """When the rails are full."""
    words = {
        "use": amount(case, "rail_utilisation", digits=0),
        "year": number(case.results["year"][-1], "year"),
        "capacity": number(case.scenario.rail_capacity, "mt/year", 0),
    }
    if math.isfinite(case.results["rail_bottleneck_year"]):
        return _(
            "The rails are full from {full} on, at {capacity}; by {year} they would need {use} of it"
        ).format(**words, full=amount(case, "rail_bottleneck_year"))
    return _("Rails have room until {year}: {use} of {capacity} is in use then").format(**words)


@kept_in_words
def _rows(case: Case) -> pd.DataFrame:
    frame = tables.utilisation(case)
    words = {
        "label": [_(MODES[mode]) for mode in frame["mode"]],
        "unit": [unit(_UNITS[mode]) for mode in frame["mode"]],
    }
    return moved(frame[["year", "mode"]].assign(**words), _vectors(case))


def _vectors(case: Case) -> dict[str, np.ndarray]:
    """Rail, then road."""
    results = case.results
    by_mode = np.array([[scaled(1.0, each)] for each in _UNITS.values()])
    able = np.array([[case.scenario.rail_capacity], [float(results["road_capacity"])]])
    return {
        "percent": percent_value(np.array([results["rail_utilisation"], results["road_utilisation"]])),
        "amount": by_mode * np.array([results["rail_tonnes"], results["road_vehicles"]]),
        "capacity": by_mode * np.repeat(able, results["year"].size, axis=1),
    }


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["year", "label", "amount", "capacity", "percent", "unit"]].round(2)
    heads = [_("Year"), _("Mode"), _("Wants to cross"), _("Can cross"), _("Use, %"), _("Unit")]
    return table.set_axis(heads, axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Use of both by year, with the line at which they are full."""
    base = alt.Chart(SOURCE)
    lines = base.mark_line(point=True).encode(
        x=each_year(),
        y=alt.Y("percent:Q", title=_("Use of capacity, %, projected")),
        **told_apart("mode", MODES, [look.accent, look.quiet], [[1, 0], [6, 4]]),
        tooltip=[
            alt.Tooltip("label:N", title=_("Mode")),
            alt.Tooltip("year:O", title=_("Year")),
            alt.Tooltip("amount:Q", title=_("Wants to cross"), format=".2f"),
            alt.Tooltip("capacity:Q", title=_("Can cross"), format=".2f"),
            alt.Tooltip("unit:N", title=_("Unit")),
        ],
    )
    full = base.mark_rule(strokeWidth=1.5, color=look.ink, aria=False).encode(y=alt.datum(100))
    return alt.layer(lines, full).properties(width="container", height=260)


_FOLLOWING = Following(_rows, _vectors, _finding)
