"""How full rails and roads are, by year."""

import math

import altair as alt
import pandas as pd

from engine import Case, tables
from pages.parts.amounts import amount
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, each_year, told_apart
from pages.parts.words import N_, _, number, percent_value, unit

PLACE = ("border", 1)
MODES = {"rail": N_("rail"), "road": N_("road")}
_UNITS = {"rail": "mt/year", "road": "mn/year"}


def exhibit(case: Case) -> Exhibit:
    frame = tables.utilisation(case)
    shown = _worded(frame)
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(frame.assign(label=shown["label"], percent=shown["percent"])),
        outcomes=("rail_utilisation", "road_utilisation"),
        dials=("rail_capacity", "transit_growth"),
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


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    units = [_UNITS[mode] for mode in frame["mode"]]
    return pd.DataFrame(
        {
            "year": frame["year"],
            "mode": frame["mode"],
            "percent": percent_value(frame["use"]),
            "label": [_(MODES[mode]) for mode in frame["mode"]],
            "amount_text": [number(n, unit) for n, unit in zip(frame["amount"], units, strict=True)],
            "capacity_text": [number(n, unit) for n, unit in zip(frame["capacity"], units, strict=True)],
        }
    )


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    units = [unit(_UNITS[mode]) for mode in frame["mode"]]
    table = frame[["year", "label", "amount", "capacity", "percent"]].round(2).assign(unit=units)
    heads = [_("Year"), _("Mode"), _("Wants to cross"), _("Can cross"), _("Use, %"), _("Unit")]
    return table.set_axis(heads, axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Use of both by year, with the line at which they are full."""
    base = alt.Chart(SOURCE)
    lines = base.mark_line(point=True).encode(
        x=each_year(),
        y=alt.Y("percent:Q", title=_("Use of capacity, %, projected")),
        **told_apart("mode", MODES, [look.accent, look.cn], [[1, 0], [6, 4]]),
        tooltip=[
            alt.Tooltip("label:N", title=_("Mode")),
            alt.Tooltip("year:O", title=_("Year")),
            alt.Tooltip("amount_text:N", title=_("Wants to cross")),
            alt.Tooltip("capacity_text:N", title=_("Can cross")),
        ],
    )
    full = base.mark_rule(strokeWidth=1.5, color=look.ink, aria=False).encode(y=alt.datum(100))
    return alt.layer(lines, full).properties(width="container", height=260)
