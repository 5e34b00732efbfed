"""The extra goods: how the programme builds up, which goods our list holds, how many carry its worth."""

import altair as alt

from pages.parts.charts.theme import NARROW_LABELS, SOURCE, Look, constant, labels
from pages.parts.words import N_, _

ORDERS = {
    "average": N_("by chance"),
    "largest_first": N_("largest fail first"),
    "smallest_first": N_("smallest fail first"),
}
PARTS = {
    "promised": N_("before displacement"),
    "added": N_("added to exports"),
    "inputs": N_("inputs bought in China"),
}
SALES = {"sold": N_("sold to China in 2024"), "unrealised": N_("potential not yet used")}


@constant
def build_up(look: Look) -> alt.Chart:
    """The programme by year: what is promised, what it adds to exports, what inputs it brings in."""
    names = list(PARTS)
    legend = alt.Legend(labelExpr=labels(PARTS), columns=2)
    return (
        alt.Chart(SOURCE)
        .mark_line(point=alt.OverlayMarkDef(size=45))
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
            y=alt.Y("amount:Q", title=_("Billion US dollars a year, projected")),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=names, range=[look.quiet, look.accent, look.cn]),
                legend=legend,
            ),
            strokeDash=alt.StrokeDash(
                "part:N", scale=alt.Scale(domain=names, range=[[2, 3], [7, 4], [1, 3]]), legend=legend
            ),
            tooltip=[
                alt.Tooltip("label:N", title=_("Part")),
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("amount:Q", title=_("Billion US dollars"), format=".3f"),
            ],
        )
        .properties(width="container", height=250)
    )


@constant
def basket(look: Look) -> alt.Chart:
    """The first goods of the list: what China bought already, and the potential not yet used."""
    names = list(SALES)
    legend = alt.Legend(labelExpr=labels(SALES), columns=1)
    return (
        alt.Chart(SOURCE)
        .mark_bar(stroke=look.accent, strokeWidth=1)
        .encode(
            y=alt.Y("good:N", sort=None, title=None, axis=alt.Axis(labelLimit=NARROW_LABELS)),
            x=alt.X("amount:Q", title=_("Million US dollars a year, 2024")),
            color=alt.Color(
                "part:N", scale=alt.Scale(domain=names, range=[look.accent, look.ramp[0]]), legend=legend
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("description:N", title=_("Good")),
                alt.Tooltip("label:N", title=_("Part")),
                alt.Tooltip("amount:Q", title=_("Million US dollars"), format=".2f"),
            ],
        )
        .properties(width="container", height=alt.Step(21))
    )


@constant
def delivery(look: Look) -> alt.LayerChart:
    """How much of the worth arrives when only some goods succeed, for three orders of failure."""
    names = list(ORDERS)
    legend = alt.Legend(labelExpr=labels(ORDERS), columns=3)
    lines = (
        alt.Chart(SOURCE)
        .mark_line()
        .encode(
            x=alt.X(
                "delivered:Q",
                title=_("Goods that succeed"),
                axis=alt.Axis(tickCount=9),
                scale=alt.Scale(nice=False),
            ),
            y=alt.Y(
                "percent:Q", title=_("Part of the worth that arrives, %"), scale=alt.Scale(domain=[0, 100])
            ),
            color=alt.Color(
                "order:N",
                scale=alt.Scale(domain=names, range=[look.quiet, look.cn, look.accent]),
                legend=legend,
            ),
            strokeDash=alt.StrokeDash(
                "order:N", scale=alt.Scale(domain=names, range=[[2, 3], [7, 4], [1, 0]]), legend=legend
            ),
            tooltip=[
                alt.Tooltip("label:N", title=_("Order")),
                alt.Tooltip("delivered:Q", title=_("Goods that succeed")),
                alt.Tooltip("percent:Q", title=_("Part of the worth, %"), format=".1f"),
            ],
        )
    )
    here = (
        alt.Chart(SOURCE)
        .mark_rule(strokeDash=[3, 3], color=look.ink)
        .encode(x=alt.X("here:Q"))
        .transform_filter("datum.here != null")
    )
    return alt.layer(lines, here).properties(width="container", height=280)
