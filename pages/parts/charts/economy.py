"""The goods through the economy: where a dollar goes, whose jobs, how dependent trade is, what was invested."""

import altair as alt

from pages.parts.charts.theme import NARROW_LABELS, SOURCE, Look, before, constant, labels
from pages.parts.words import N_, _

PARTS = {
    "value_added": N_("value added in Kazakhstan"),
    "imports": N_("imported inputs"),
    "taxes": N_("taxes on products"),
}


@constant
def dollar(look: Look) -> alt.Chart:
    """Where a dollar of exports goes, a bar for each mix of goods."""
    names = list(PARTS)
    legend = alt.Legend(labelExpr=labels(PARTS), columns=1)
    return (
        alt.Chart(SOURCE)
        .mark_bar(stroke=look.ink, strokeWidth=0.6)
        .encode(
            y=alt.Y("mix:N", sort=None, title=None, axis=alt.Axis(labelLimit=NARROW_LABELS)),
            x=alt.X("percent:Q", title=_("Of a dollar at the border, %"), scale=alt.Scale(domain=[0, 100])),
            color=alt.Color(
                "part:N",
                scale=alt.Scale(domain=names, range=[look.accent, look.cn, look.shade]),
                legend=legend,
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("mix:N", title=_("Exports")),
                alt.Tooltip("label:N", title=_("Part")),
                alt.Tooltip("percent:Q", title=_("Of a dollar, %"), format=".1f"),
            ],
        )
        .properties(width="container", height=alt.Step(38))
    )


@constant
def bars(look: Look) -> alt.LayerChart:
    """One amount for each name, most first, with the amount in words at the bar's end."""
    base = alt.Chart(SOURCE).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=NARROW_LABELS)),
        x=alt.X(
            "amount:Q",
            title=None,
            axis=alt.Axis(labels=False, ticks=False, grid=False, domain=False),
            scale=alt.Scale(nice=False, rangeMax=before(110)),
        ),
        tooltip=[alt.Tooltip("name:N", title=_("What")), alt.Tooltip("text:N", title=_("Amount"))],
    )
    bar = base.mark_bar(color=look.accent)
    words = base.mark_text(align="left", dx=5).encode(text="text:N")
    return alt.layer(bar, words).properties(width="container", height=alt.Step(34))


@constant
def dependence(look: Look) -> alt.LayerChart:
    """China's share of Kazakhstan's foreign trade, observed as points, projected dashed."""
    base = alt.Chart(SOURCE).encode(
        x=alt.X("year:Q", axis=alt.Axis(format="d", tickCount=8), title=None, scale=alt.Scale(nice=False)),
        y=alt.Y("percent:Q", title=_("China's share of foreign trade, %"), scale=alt.Scale(zero=True)),
        tooltip=[
            alt.Tooltip("label:N", title=_("Series")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("percent:Q", title=_("Share, %"), format=".1f"),
        ],
    )
    observed = alt.datum.kind == "observed"
    line = base.mark_line(strokeWidth=1, opacity=0.55, color=look.accent).transform_filter(observed)
    points = base.mark_point(filled=True, opacity=1, color=look.accent).transform_filter(observed)
    ahead = base.mark_line(strokeDash=[7, 4], color=look.accent).transform_filter(~observed)
    return alt.layer(line, points, ahead).properties(width="container", height=260)
