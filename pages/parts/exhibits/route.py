"""Tonnes on the Trans-Caspian route: observed, needed on the way to its goal, and what it can take."""

import math

import altair as alt
import numpy as np
import pandas as pd

from engine import Case, tables
from pages.parts.amounts import amount
from pages.parts.exhibits.exhibit import Exhibit, Following, Plain, kept_in_words, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, each_year, told_apart
from pages.parts.words import N_, _, number, scaled

PLACE = ("border", 4)
_UNIT = "mt/year"
ROUTE = {"observed": N_("observed"), "needed": N_("on the way to the goal"), "capacity": N_("capacity")}


def exhibit(case: Case) -> Exhibit:
    shown = _rows(case).drop(columns="at")
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(shown),
        outcomes=("titr_demand", "titr_required_growth", "titr_binding_year"),
        note=_("Transit is not trade between the two countries and is never added to it."),
        dials=("titr_capacity",),
        following=_FOLLOWING,
        plain=Plain("line", _("Million tonnes a year"), lambda: wide(shown, "year", "label", "mt")),
    )


def _finding(case: Case) -> str:
    words = {
        "growth": amount(case, "titr_required_growth"),
        "capacity": number(case.scenario.titr_capacity, "mt/year", 0),
    }
    if math.isfinite(case.results["titr_binding_year"]):
        return _(
            "The Trans-Caspian goal takes {growth}; a capacity of {capacity} is too small from {year} on"
        ).format(**words, year=amount(case, "titr_binding_year"))
    return _("The Trans-Caspian goal takes {growth} and fits into {capacity}").format(**words)


@kept_in_words
def _rows(case: Case) -> pd.DataFrame:
    frame = tables.transit_route(case)
    able = frame["kind"] == "capacity"
    labels = [_(ROUTE[kind]) for kind in frame["kind"]]
    tonnes = scaled(frame["mt"], _UNIT)
    return frame.assign(mt=tonnes, label=labels, at=np.where(able, np.cumsum(able) - 1, -1))


def _vectors(case: Case) -> dict[str, np.ndarray]:
    """The capacity, in every year the same: the way to the goal is as it was announced."""
    return {
        "mt": np.full(case.results["titr_demand"].size, scaled(float(case.scenario.titr_capacity), _UNIT))
    }


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["label", "year", "mt"]].round(2)
    return table.set_axis([_("Series"), _("Year"), _("Million tonnes")], axis=1)


@constant
def _chart(look: Look) -> alt.Chart:
    """Three lines by year."""
    colours, dashes = [look.accent, look.required, look.ink], [[1, 0], [2, 3], [8, 4]]
    return (
        alt.Chart(SOURCE)
        .mark_line(point=True)
        .encode(
            x=each_year(),
            y=alt.Y("mt:Q", title=_("Million tonnes a year")),
            **told_apart("kind", ROUTE, colours, dashes),
            tooltip=[
                alt.Tooltip("label:N", title=_("Series")),
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("mt:Q", title=_("Million tonnes"), format=".1f"),
            ],
        )
        .properties(width="container", height=240)
    )


_FOLLOWING = Following(_rows, _vectors, _finding)
