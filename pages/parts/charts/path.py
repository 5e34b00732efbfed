"""Turnover over the years: what was observed, what a scenario projects, what the goal would take."""

import altair as alt

from pages.parts.charts.theme import SOURCE, Look, constant, labels
from pages.parts.words import N_, _

SERIES = {
    "kz": N_("observed by Kazakhstan"),
    "cn": N_("observed by China"),
    "projection": N_("projected"),
    "without": N_("projected, no goods"),
    "required": N_("growth needed"),
    "goal": N_("goal"),
    "half": N_("half of all futures"),
}


@constant
def path(look: Look) -> alt.LayerChart:
    """Observed years as points, projections dashed, the required path dotted, the goal a diamond, a band of futures."""
    names = list(SERIES)
    legend = alt.Legend(labelExpr=labels(SERIES), columns=2)
    colours = [look.kz, look.cn, look.accent, look.quiet, look.required, look.ink, look.shade]
    dashes = [[1, 0], [1, 0], [7, 4], [3, 3], [1, 3], [1, 0], [1, 0]]
    shapes = ["circle", "square", "stroke", "stroke", "stroke", "diamond", "square"]
    base = alt.Chart(SOURCE).encode(
        x=alt.X("year:Q", axis=alt.Axis(format="d", tickCount=8), title=None, scale=alt.Scale(nice=False)),
        y=alt.Y("turnover:Q", title=_("Turnover, billion US dollars a year"), scale=alt.Scale(zero=True)),
        color=alt.Color("series:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
        tooltip=[
            alt.Tooltip("label:N", title=_("Series")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
        ],
    )
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=names, range=dashes), legend=legend)
    shape = alt.Shape("series:N", scale=alt.Scale(domain=names, range=shapes), legend=legend)
    observed = alt.datum.kind == "observed"
    goal = alt.datum.series == "goal"
    half = (
        alt.Chart(SOURCE)
        .mark_area(color=look.shade, opacity=0.45)
        # an area knows the values of its first year only
        .encode(x="year:Q", y="low:Q", y2="high:Q", tooltip=alt.value(None))
        .transform_filter(alt.datum.series == "half")
    )
    history = base.mark_line(strokeWidth=1, opacity=0.55).encode(strokeDash=dash).transform_filter(observed)
    points = base.mark_point(filled=True, size=38, opacity=1).encode(shape=shape).transform_filter(observed)
    ahead = (
        base.mark_line()
        .encode(strokeDash=dash)
        .transform_filter(~observed & ~goal & (alt.datum.series != "half"))
    )
    mark = base.mark_point(filled=True, size=190, opacity=1).encode(shape=shape).transform_filter(goal)
    name = (
        base.mark_text(align="right", dx=-10, dy=-9, fontWeight="bold")
        .encode(text="label:N")
        .transform_filter(goal)
    )
    return alt.layer(half, history, points, ahead, mark, name).properties(width="container", height=380)
