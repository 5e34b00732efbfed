"""Several scenarios in one chart."""

import altair as alt

from engine.comparison import MOST
from pages.parts.charts.theme import SOURCE, Look, constant
from pages.parts.words import _

_DASHES = [[1, 0], [7, 4], [3, 3], [10, 3, 2, 3], [1, 3], [6, 2]]
_HEIGHT = 380
_LETTER = 13  # height of a number at a line's end


@constant
def paths(look: Look) -> alt.LayerChart:
    """Projected turnover of each scenario, its number at the line's end, and the band that holds half of its futures.

    The legend is the list above. Bands lie over each other, so they are hardly filled and have an outline.
    """
    six = [look.accent, look.cn, look.required, look.ink, look.quiet, look.other]
    # no two of the places have both the same colour and the same dash
    pairs = [(colour, _DASHES[(k + turn) % 6]) for turn in range(6) for k, colour in enumerate(six)]
    places = list(range(1, MOST + 1))
    colours = alt.Scale(domain=places, range=[colour for colour, _dash in pairs])
    dashes = alt.Scale(domain=places, range=[dash for _colour, dash in pairs])
    base = alt.Chart(SOURCE).encode(
        x=alt.X(
            "year:Q",
            axis=alt.Axis(format="d", tickCount=8),
            title=None,
            scale=alt.Scale(nice=False, padding=24),
        ),
        y=alt.Y("turnover:Q", title=_("Turnover, billion US dollars a year"), scale=alt.Scale(zero=False)),
        color=alt.Color("place:N", scale=colours, legend=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Scenario")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
            alt.Tooltip("low:Q", title=_("Half of all futures: from"), format=".1f"),
            alt.Tooltip("high:Q", title=_("Half of all futures: to"), format=".1f"),
        ],
    )
    bands = base.mark_area(fillOpacity=0.06, strokeWidth=0.8, strokeOpacity=0.6).encode(
        y="low:Q",
        y2="high:Q",
        stroke=alt.Stroke("place:N", scale=colours, legend=None),
        tooltip=alt.value(None),  # an area knows the values of its first year only
    )
    dash = alt.StrokeDash("place:N", scale=dashes, legend=None)
    lines = base.mark_line().encode(strokeDash=dash)
    return alt.layer(bands, lines, _numbers(base)).properties(width="container", height=_HEIGHT)


def _numbers(base: alt.Chart) -> alt.Chart:
    """The scenarios' numbers at the lines' ends; where ends are nearer than a number is high, one above the other."""
    near = f"(datum.turnover - datum.below) * {_HEIGHT} < {_LETTER} * (datum.top - datum.bottom)"
    by_size = [alt.SortField("turnover"), alt.SortField("place")]
    return (
        base.transform_joinaggregate(top="max(high)", bottom="min(low)")
        .transform_filter(alt.datum.last)
        .transform_window(below="lag(turnover)", groupby=["year"], sort=by_size)
        .transform_calculate(apart=f"datum.below === null || !({near})")
        .transform_window(heap="sum(apart)", groupby=["year"], sort=by_size)
        .transform_window(rank="row_number()", groupby=["year", "heap"], sort=by_size)
        .transform_joinaggregate(size="count()", middle="mean(turnover)", groupby=["year", "heap"])
        .mark_text(
            align="left",
            baseline="middle",
            dx=6,
            dy=alt.expr(f"{_LETTER} * ((datum.size + 1) / 2 - datum.rank)"),
            fontWeight="bold",
        )
        .encode(y="middle:Q", text="place:N")
    )
