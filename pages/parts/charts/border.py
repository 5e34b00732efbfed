"""The border: a schematic map, how full rails and roads are, how long crossing takes, and the Trans-Caspian route."""

import altair as alt

from pages.parts.charts.theme import SOURCE, Look, constant, labels
from pages.parts.words import N_, _

CORRIDORS = {
    "in_place": N_("corridor in place"),
    "opens": N_("corridor opens here"),
    "not_yet": N_("no corridor (yet)"),
    "none": N_("rail crossing"),
}
MODES = {"rail": N_("rail"), "road": N_("road")}
ROUTE = {"observed": N_("observed"), "needed": N_("on the way to the goal"), "capacity": N_("capacity")}
CROSSINGS = {
    "kz out": N_("out of Kazakhstan"),
    "kz in": N_("into Kazakhstan"),
    "cn out": N_("out of China"),
    "cn in": N_("into China"),
}


@constant
def crossings(look: Look) -> alt.LayerChart:
    """Border, cities and crossings: shape by mode and corridor, size by what passes, filled by use of capacity."""
    names = list(CORRIDORS)
    legend = alt.Legend(labelExpr=labels(CORRIDORS), columns=2)
    shapes = ["circle", "triangle-up", "cross", "square"]
    base = alt.Chart(SOURCE).encode(
        x=alt.X("longitude:Q", axis=None, scale=alt.Scale(domain=[76, 89])),
        y=alt.Y("latitude:Q", axis=None, scale=alt.Scale(domain=[42.3, 50.2])),
    )
    line = base.mark_line(color=look.quiet, strokeWidth=2, strokeDash=[8, 4]).encode(order="order:Q")
    line = line.transform_filter(alt.datum.kind == "line")
    city = base.transform_filter(alt.datum.kind == "place")
    cities = city.mark_point(color=look.quiet, size=20, filled=True)
    city_names = city.mark_text(color=look.quiet, align="left", dx=6, fontSize=11).encode(text="name:N")
    crossing = base.transform_filter(alt.datum.kind == "crossing")
    marks = crossing.mark_point(filled=True, opacity=1, stroke=look.ink, strokeWidth=1.2).encode(
        size=alt.Size("size:Q", scale=alt.Scale(domain=[0, 1], range=[70, 420]), legend=None),
        shape=alt.Shape("corridor:N", scale=alt.Scale(domain=names, range=shapes), legend=legend),
        color=alt.Color(
            "percent:Q",
            scale=alt.Scale(
                domain=[0, 50, 100], range=[look.paper, look.shade, look.cn], clamp=True, interpolate="rgb"
            ),
            legend=alt.Legend(
                title=_("use of capacity, %"), gradientLength=130, orient="bottom", direction="horizontal"
            ),
        ),
        tooltip=[
            alt.Tooltip("name:N", title=_("Crossing")),
            alt.Tooltip("corridor_text:N", title=_("Corridor")),
            alt.Tooltip("passes:N", title=_("What passes")),
            alt.Tooltip("use_text:N", title=_("Use of capacity")),
        ],
    )
    words = crossing.mark_text(align="right", dx=-14, fontSize=12, fontWeight="bold").encode(text="label:N")
    halo = crossing.mark_text(
        align="right", dx=-14, fontSize=12, fontWeight="bold", stroke=look.paper, strokeWidth=4
    ).encode(text="label:N")
    return alt.layer(line, cities, city_names, halo, marks, words).properties(width="container", height=430)


@constant
def utilisation(look: Look) -> alt.LayerChart:
    """Use of rail and road capacity by year, with the line at which they are full."""
    names = list(MODES)
    legend = alt.Legend(labelExpr=labels(MODES), columns=2)
    base = alt.Chart(SOURCE)
    lines = base.mark_line(point=True).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
        y=alt.Y("percent:Q", title=_("Use of capacity, %, projected")),
        color=alt.Color("mode:N", scale=alt.Scale(domain=names, range=[look.accent, look.cn]), legend=legend),
        strokeDash=alt.StrokeDash(
            "mode:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 4]]), legend=legend
        ),
        tooltip=[
            alt.Tooltip("label:N", title=_("Mode")),
            alt.Tooltip("year:O", title=_("Year")),
            alt.Tooltip("amount_text:N", title=_("Wants to cross")),
            alt.Tooltip("capacity_text:N", title=_("Can cross")),
        ],
    )
    full = base.mark_rule(strokeWidth=1.5, color=look.ink, aria=False).encode(y=alt.datum(100))
    return alt.layer(lines, full).properties(width="container", height=260)


@constant
def times(look: Look) -> alt.Chart:
    """Hours at the border, measured, by year and direction, road and rail apart."""
    names = list(CROSSINGS)
    legend = alt.Legend(labelExpr=labels(CROSSINGS), columns=2)
    colours = [look.kz, look.kz, look.cn, look.cn]
    scale = alt.Scale(domain=names, range=colours)
    dashes = alt.Scale(domain=names, range=[[1, 0], [5, 4], [1, 0], [5, 4]])
    return (
        alt.Chart(SOURCE)
        .mark_line(point=True)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("hours:Q", title=_("Hours at the border, observed")),
            color=alt.Color("crossing:N", scale=scale, legend=legend),
            strokeDash=alt.StrokeDash("crossing:N", scale=dashes, legend=legend),
            tooltip=[
                alt.Tooltip("label:N", title=_("Direction")),
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("hours:Q", title=_("Hours"), format=".1f"),
            ],
        )
        .properties(width="container", height=260)
    )


@constant
def route(look: Look) -> alt.Chart:
    """Tonnes on the Trans-Caspian route: observed, needed for the goal, and capacity."""
    names = list(ROUTE)
    legend = alt.Legend(labelExpr=labels(ROUTE), columns=2)
    return (
        alt.Chart(SOURCE)
        .mark_line(point=True)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
            y=alt.Y("mt:Q", title=_("Million tonnes a year")),
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=names, range=[look.accent, look.required, look.ink]),
                legend=legend,
            ),
            strokeDash=alt.StrokeDash(
                "kind:N", scale=alt.Scale(domain=names, range=[[1, 0], [2, 3], [8, 4]]), legend=legend
            ),
            tooltip=[
                alt.Tooltip("label:N", title=_("Series")),
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("mt:Q", title=_("Million tonnes"), format=".1f"),
            ],
        )
        .properties(width="container", height=240)
    )
