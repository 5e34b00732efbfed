"""Several scenarios in one chart."""

import altair as alt

from pages.parts.charts.theme import SOURCE, Look, constant
from pages.parts.words import _

_DASHES = [[1, 0], [7, 4], [3, 3], [10, 3, 2, 3], [1, 3], [6, 2]]


@constant
def paths(look: Look) -> alt.LayerChart:
    """Projected turnover of each scenario, its number at the line's end; the legend is the table below."""
    places = list(range(1, len(_DASHES) + 1))
    colours = [look.accent, look.cn, look.required, look.ink, look.quiet, look.kz]
    base = alt.Chart(SOURCE).encode(
        x=alt.X(
            "year:Q",
            axis=alt.Axis(format="d", tickCount=8),
            title=None,
            scale=alt.Scale(nice=False, padding=24),
        ),
        y=alt.Y("turnover:Q", title=_("Turnover, billion US dollars a year"), scale=alt.Scale(zero=False)),
        color=alt.Color("place:N", scale=alt.Scale(domain=places, range=colours), legend=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Scenario")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
        ],
    )
    dash = alt.StrokeDash("place:N", scale=alt.Scale(domain=places, range=_DASHES), legend=None)
    lines = base.mark_line().encode(strokeDash=dash)
    ends = base.mark_text(align="left", dx=6, fontWeight="bold").encode(text="place:N")
    return alt.layer(lines, ends.transform_filter(alt.datum.last)).properties(width="container", height=320)
