"""The crossings on a map: countries, the rails and roads between them and how full they are, corridors."""

from typing import Any

import altair as alt
import pandas as pd

from engine import SOURCES, Case, tables
from pages.parts.amounts import amount
from pages.parts.exhibits import atlas
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import Look, constant, labels
from pages.parts.exhibits.utilisation import MODES
from pages.parts.words import N_, _, number, per_language, percent_value

PLACE = ("border", 2)
CORRIDORS = {
    "in_place": N_("corridor in place"),
    "opens": N_("corridor opens here"),
    "not_yet": N_("no corridor (yet)"),
    "none": N_("rail crossing"),
}
_LOADS = {"rail": N_("Rails {use} full in {year}"), "road": N_("Roads {use} full in {year}")}
_COUNTS = (("vehicles_a_day", "vehicles_year", "vehicles/day"), ("rail_mt", "rail_year", "mt"))
_SHAPES = ["circle", "triangle-up", "cross", "square"]
# degrees by which rail crossings stand aside of the checkpoints that lie at the same places
_ASIDE = {"dostyk_rail": 0.25, "altynkol_rail": -0.25}
# on which side of its point a name stands: where no way comes from
_SIDES = {
    "taldykorgan": "above",
    "nur_zholy": "above",
    "bakhty": "above",
    "maikapchagai": "left",
    "karaganda": "left",
    "oskemen": "left",
    "yining": "right",
    "dostyk": "below",
    "kalzhat": "below",
}

_FULL = 6  # pixels: how wide a line is whose kind is just full


def exhibit(case: Case, year: int = 0) -> Exhibit:
    """The map in a year, the goal year where none is asked for."""
    year = year or case.scenario.target_year
    frame = tables.crossings(case, year)
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        _worded(frame, year),
        lambda: _table(frame, year),
        outcomes=("corridor_exports", "corridor_imports", "rail_utilisation", "road_utilisation"),
        reading=_(
            "Schematic: rails and roads are straight lines between places. The pale line is as wide as what can cross in a year, "
            "the full line as what wants to cross. Shapes of countries show no claim."
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


def _worded(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Names of places, ways, crossings, and how full each kind of way is, in one table."""
    use = frame.drop_duplicates("mode").set_index("mode")["use"]
    marks = pd.DataFrame(
        {
            "kind": "crossing",
            "name": frame["name_kz"].map(_) + " – " + frame["name_cn"].map(_),
            # the rail crossings lie at two of the road checkpoints: one label is enough
            "label": frame["name_kz"].map(_).where(frame["mode"] == "road", ""),
            "side": frame["id"].map(_SIDES),
            "latitude": frame["latitude"] + frame["id"].map(_ASIDE).fillna(0.0),
            "longitude": frame["longitude"],
            "corridor": frame["corridor"],
            "corridor_text": [_(CORRIDORS[key]) for key in frame["corridor"]],
            "passes": [_passes(row) for row in frame.to_dict("records")],
            "use_text": [number(share, "share", 0) for share in frame["use"]],
            "source": frame["source"],
        }
    )
    said = {"year": number(year, "year")}
    loads = [_(text).format(use=number(use[mode], "share", 0), **said) for mode, text in _LOADS.items()]
    key = pd.DataFrame({"kind": "load", "mode": list(_LOADS), "label": loads, "source": ""})
    shown = pd.concat([_ground(), marks, key], ignore_index=True)
    return shown.assign(percent=percent_value(shown["mode"].map(use)))


@per_language
def _ground() -> pd.DataFrame:
    """What no scenario changes: names of countries and cities, and the ways."""
    places = tables.places()
    places["label"] = [_(name) for name in places["name"]]
    places["side"] = places["id"].map(_SIDES)
    ways = tables.ways().assign(kind="way")
    aside = ways["crossing"].map(_ASIDE).where(ways["place"] == ways["crossing"])
    ways["latitude"] += aside.fillna(0.0)
    return pd.concat([places.drop(columns=["id", "name"]), ways.drop(columns="place")])


def _passes(row: dict[str, float]) -> str:
    for count, year, unit in _COUNTS:
        if row[count] == row[count]:  # else not a number: nobody counted
            return _("{amount} ({year})").format(
                amount=number(row[count], unit), year=number(row[year], "year")
            )
    return _("no count found")


def _table(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    use = _("Use of all road, or all rail, capacity in {year}, %").format(year=number(year, "year"))
    return pd.DataFrame(
        {
            _("In Kazakhstan"): frame["name_kz"].map(_),
            _("In China"): frame["name_cn"].map(_),
            _("Mode"): [_(MODES[mode]) for mode in frame["mode"]],
            _("Corridor for farm goods"): [_(CORRIDORS[key]) for key in frame["corridor"]],
            _("What passes"): [_passes(row) for row in frame.to_dict("records")],
            use: percent_value(frame["use"]).round(),
            _("Share of farm trade by road, %"): percent_value(frame["agrifood_share"]),
            _("Grade"): frame["grade"],
            _("Note"): frame["note"].map(_),
            _("Source"): ["; ".join(SOURCES[key].title for key in keys.split()) for keys in frame["source"]],
        }
    )


# ── Drawing ──────────────────────────────────────────────────────────────────────────────────────────────────


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Countries and cities, ways as wide as their load, crossings by their corridors, and what the widths mean."""
    return _drawn(look, [*_ways(look), *_crossings(look), *_key(look)])


def _drawn(look: Look, layers: list[alt.Chart]) -> alt.LayerChart:
    return atlas.drawn(look, layers, height=460)


def _ways(look: Look) -> list[alt.Chart]:
    """What can cross, as a pale line, and over it what wants to; rails with their ties."""
    way = atlas.rows("way").encode(detail="crossing:N", order="order:Q")
    line = {"clip": True, "strokeCap": "round", "strokeJoin": "round", "aria": False}
    return [
        way.mark_line(color=look.quiet, opacity=0.35, strokeWidth=_FULL, **line),
        way.mark_line(**line).encode(**_load(look)),
        way.transform_filter(alt.datum.mode == "rail").mark_line(**{**line, **_ties(look)}),
    ]


def _load(look: Look) -> dict[str, Any]:
    """Encodings of what wants to cross: a width by its share of what can, a colour for rails and one for roads."""
    width = alt.Scale(domain=[0, 300], range=[0, 3 * _FULL], clamp=True)
    colour = alt.Scale(domain=list(MODES), range=[look.accent, look.quiet])
    return {
        "size": alt.Size("percent:Q", scale=width, legend=None),
        "color": alt.Color("mode:N", scale=colour, legend=None),
    }


def _ties(look: Look) -> dict[str, Any]:
    """A dashed middle, by which rails are told from roads without their colour."""
    return {"color": look.paper, "strokeWidth": 2, "strokeDash": [5, 5], "strokeCap": "butt"}


def _crossings(look: Look) -> list[alt.Chart]:
    """A shape and a name for each crossing; green where there is a green corridor."""
    rows = atlas.rows("crossing")
    legend = alt.Legend(
        labelExpr=labels(CORRIDORS),
        orient="bottom",
        offset=8,
        columns=alt.ExprRef("width < 640 ? 2 : 4"),
        labelFontSize=alt.ExprRef("width < 480 ? 12 : 14"),
    )

    def corridor(channel: type, of_each: list[str]) -> Any:
        return channel("corridor:N", scale=alt.Scale(domain=list(CORRIDORS), range=of_each), legend=legend)

    marks = rows.mark_point(size=120, opacity=1, strokeWidth=1.8).encode(
        shape=corridor(alt.Shape, _SHAPES),
        fill=corridor(alt.Fill, [look.required, look.required, look.paper, look.paper]),
        stroke=corridor(alt.Stroke, [look.ink] * len(CORRIDORS)),
        tooltip=[
            alt.Tooltip("name:N", title=_("Crossing")),
            alt.Tooltip("corridor_text:N", title=_("Corridor")),
            alt.Tooltip("passes:N", title=_("What passes")),
            alt.Tooltip("use_text:N", title=_("Use of capacity")),
        ],
    )
    return [marks, *atlas.named(rows, look, 13, fontWeight="bold")]


def _key(look: Look) -> list[alt.Chart]:
    """In a corner, in words: how full rails and roads are, each with a piece of its line."""
    row = alt.Chart().transform_filter(alt.datum.kind == "load")
    row = row.encode(y=alt.value(alt.ExprRef("height - (datum.mode == 'rail' ? 41 : 15)")))
    ends = [(64, 4), (54, 14), (54, 14)]  # pixels from the right; what can cross sticks out
    pale, load, ties = (
        row.encode(x=alt.value(alt.ExprRef(f"width - {left}")), x2=alt.value(alt.ExprRef(f"width - {right}")))
        for left, right in ends
    )
    words = row.encode(x=alt.value(alt.ExprRef("width - 74")))
    return [
        pale.mark_rule(color=look.quiet, opacity=0.35, strokeWidth=_FULL, aria=False),
        load.mark_rule(aria=False).encode(**_load(look)),
        ties.transform_filter(alt.datum.mode == "rail").mark_rule(**_ties(look), aria=False),
        *atlas.named(words, look, 13, fontWeight=600, align="right", dx=0, dy=0),
    ]
