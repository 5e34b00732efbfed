"""The crossings on a schematic map: corridors, what passes, how full their kind is in a year."""

import altair as alt
import numpy as np
import pandas as pd

from engine import SOURCES, Case, tables
from pages.parts.amounts import amount
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import SOURCE, Look, constant, labels
from pages.parts.exhibits.utilisation import MODES
from pages.parts.words import N_, _, number, percent_value

PLACE = ("border", 2)
CORRIDORS = {
    "in_place": N_("corridor in place"),
    "opens": N_("corridor opens here"),
    "not_yet": N_("no corridor (yet)"),
    "none": N_("rail crossing"),
}
_COUNTS = (("vehicles_a_day", "vehicles_year", "vehicles/day"), ("rail_mt", "rail_year", "mt"))
_SHAPES = ["circle", "triangle-up", "cross", "square"]
_RAIL_SIZE = 1.0  # a rail crossing is drawn at full size: one train is many lorries
_UNKNOWN_SIZE = 0.15  # no count of vehicles was found
_ASIDE = 0.55  # degrees by which rail marks stand aside, so that both can be seen


def exhibit(case: Case, year: int = 0) -> Exhibit:
    """The map in a year, the goal year where none is asked for."""
    frame = tables.crossings(case, year or case.scenario.target_year)
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        _worded(frame),
        lambda: _table(frame),
        outcomes=("corridor_exports", "corridor_imports", "rail_utilisation", "road_utilisation"),
        reading=_(
            "Schematic. Size: vehicles a day where counted. Colour: use of all road, or all rail, capacity in that year."
        ),
        dials=("lane_dostyk", "lane_maikapchagai", "lane_kalzhat"),
    )


def _finding(case: Case) -> str:
    """What the corridors change."""
    if case.results["corridor_exports"][-1] + case.results["corridor_imports"][-1] == 0:
        return _("No new corridor opens, so nothing is added")
    return _("The new corridors add {exports} of exports and {imports} of imports a year").format(
        exports=amount(case, "corridor_exports", "usd_mn/year"),
        imports=amount(case, "corridor_imports", "usd_mn/year"),
    )


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    """Border line, cities and crossings in one table."""
    road = frame["mode"] == "road"
    marks = pd.DataFrame(
        {
            "kind": "crossing",
            "name": frame["name_kz"] + " – " + frame["name_cn"],
            # the rail crossings lie at two of the road checkpoints: one label is enough
            "label": frame["name_kz"].where(road, ""),
            "latitude": frame["latitude"],
            "longitude": frame["longitude"] + np.where(road, 0.0, _ASIDE),
            "size": (frame["vehicles_a_day"] / frame["vehicles_a_day"].max())
            .fillna(_UNKNOWN_SIZE)
            .where(road, _RAIL_SIZE),
            "corridor": frame["corridor"],
            "corridor_text": [_(CORRIDORS[key]) for key in frame["corridor"]],
            "percent": percent_value(frame["use"]),
            "use_text": [number(use, "share", 0) for use in frame["use"]],
            "passes": [_passes(row) for row in frame.to_dict("records")],
            "source": frame["source"],
        }
    )
    line = tables.border_line().assign(kind="line")
    places = tables.places().assign(kind="place")
    return pd.concat([line, places, marks], ignore_index=True)


def _passes(row: dict[str, float]) -> str:
    for count, year, unit in _COUNTS:
        if row[count] == row[count]:  # else not a number: nobody counted
            return _("{amount} ({year})").format(
                amount=number(row[count], unit), year=number(row[year], "year")
            )
    return _("no count found")


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("In Kazakhstan"): frame["name_kz"],
            _("In China"): frame["name_cn"],
            _("Mode"): [_(MODES[mode]) for mode in frame["mode"]],
            _("Corridor for farm goods"): [_(CORRIDORS[key]) for key in frame["corridor"]],
            _("What passes"): [_passes(row) for row in frame.to_dict("records")],
            _("Share of farm trade by road, %"): percent_value(frame["agrifood_share"]),
            _("Grade"): frame["grade"],
            _("Note"): frame["note"],
            _("Source"): ["; ".join(SOURCES[key].title for key in keys.split()) for keys in frame["source"]],
        }
    )


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Border, cities and crossings: shape by mode and corridor, size by what passes, filled by use of capacity."""
    base = alt.Chart(SOURCE).encode(
        x=alt.X("longitude:Q", axis=None, scale=alt.Scale(domain=[76, 89])),
        y=alt.Y("latitude:Q", axis=None, scale=alt.Scale(domain=[42.3, 50.2])),
    )
    line = base.mark_line(color=look.quiet, strokeWidth=2, strokeDash=[8, 4]).encode(order="order:Q")
    city = base.transform_filter(alt.datum.kind == "place")
    cities = city.mark_point(color=look.quiet, size=20, filled=True)
    city_names = city.mark_text(color=look.quiet, align="left", dx=6, fontSize=11).encode(text="name:N")
    crossing = base.transform_filter(alt.datum.kind == "crossing")
    bold = {"align": "right", "dx": -14, "fontSize": 12, "fontWeight": "bold"}
    names = crossing.mark_text(**bold).encode(text="label:N")
    halo = crossing.mark_text(**bold, stroke=look.paper, strokeWidth=4).encode(text="label:N")
    line = line.transform_filter(alt.datum.kind == "line")
    return alt.layer(line, cities, city_names, halo, _marks(look, crossing), names).properties(
        width="container", height=430
    )


def _marks(look: Look, crossing: alt.Chart) -> alt.Chart:
    colours = [look.paper, look.shade, look.cn]
    use = alt.Legend(
        title=_("use of capacity, %"), gradientLength=130, orient="bottom", direction="horizontal"
    )
    return crossing.mark_point(filled=True, opacity=1, stroke=look.ink, strokeWidth=1.2).encode(
        size=alt.Size("size:Q", scale=alt.Scale(domain=[0, 1], range=[70, 420]), legend=None),
        shape=alt.Shape(
            "corridor:N",
            scale=alt.Scale(domain=list(CORRIDORS), range=_SHAPES),
            legend=alt.Legend(labelExpr=labels(CORRIDORS), columns=2),
        ),
        color=alt.Color(
            "percent:Q",
            scale=alt.Scale(domain=[0, 50, 100], range=colours, clamp=True, interpolate="rgb"),
            legend=use,
        ),
        tooltip=[
            alt.Tooltip("name:N", title=_("Crossing")),
            alt.Tooltip("corridor_text:N", title=_("Corridor")),
            alt.Tooltip("passes:N", title=_("What passes")),
            alt.Tooltip("use_text:N", title=_("Use of capacity")),
        ],
    )
