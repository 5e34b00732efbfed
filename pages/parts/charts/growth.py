"""How much growth the goals take: by starting point, by past window, by year."""

import altair as alt

from pages.parts.charts.theme import Look, constant
from pages.parts.words import _


@constant
def ladder(look: Look) -> alt.FacetChart:
    """Growth needed from each starting point, a panel for each goal."""
    base = alt.Chart().encode(
        y=alt.Y("start:N", sort=None, title=None, axis=alt.Axis(labelLimit=190)),
        x=alt.X("percent:Q", title=_("Growth needed, % a year"), axis=alt.Axis(tickCount=4)),
        tooltip=[
            alt.Tooltip("start:N", title=_("Starting point")),
            alt.Tooltip("goal:N", title=_("Goal")),
            alt.Tooltip("text:N", title=_("Growth needed")),
        ],
    )
    stem = base.mark_rule(strokeWidth=2, color=look.quiet).encode(x2=alt.datum(0))
    dot = base.mark_point(filled=True, opacity=1, size=90).encode(
        color=alt.Color(
            "ledger:N", scale=alt.Scale(domain=["kz", "cn"], range=[look.kz, look.cn]), legend=None
        ),
        shape=alt.Shape(
            "ledger:N", scale=alt.Scale(domain=["kz", "cn"], range=["circle", "square"]), legend=None
        ),
    )
    text = base.mark_text(align="left", dx=9).encode(text="text:N")
    panel = alt.layer(stem, dot, text).properties(width=215, height=alt.Step(26))
    header = alt.Header(
        title=None, labelFontSize=13, labelFontWeight="bold", labelColor=look.ink, labelAnchor="start"
    )
    return panel.facet(facet=alt.Facet("goal:N", sort=None, header=header), columns=3)


@constant
def windows(look: Look) -> alt.LayerChart:
    """Average growth in every past window of one length, against the growth needed."""
    base = alt.Chart().encode(
        x=alt.X("last:Q", axis=alt.Axis(format="d", tickCount=8), title=_("Last year of the window"))
    )
    bars = base.mark_bar(size=13).encode(
        y=alt.Y("percent:Q", title=_("Average growth, % a year")),
        color=alt.Color(
            "enough:N", scale=alt.Scale(domain=[_("enough"), _("too little")], range=[look.accent, look.grid])
        ),
        stroke=alt.value(look.quiet),
        tooltip=[
            alt.Tooltip("window:N", title=_("Window")),
            alt.Tooltip("growth_text:N", title=_("Average growth")),
            alt.Tooltip("years_text:N", title=_("Years to the goal at it")),
        ],
    )
    needed = base.mark_line(strokeDash=[1, 3], strokeWidth=2.5, color=look.required).encode(
        y=alt.Y("needed:Q")
    )
    return alt.layer(bars, needed).properties(width="container", height=280)


@constant
def grid(look: Look) -> alt.LayerChart:
    """Turnover by steady growth and year; a cell is marked where the goal is reached."""
    base = alt.Chart().encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
        y=alt.Y("percent:O", sort="descending", title=_("Growth, % a year")),
        tooltip=[
            alt.Tooltip("year:O", title=_("Year")),
            alt.Tooltip("growth_text:N", title=_("Growth")),
            alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
        ],
    )
    reached = alt.datum.reached == True  # noqa: E712, a Vega expression
    cells = base.mark_rect(stroke=look.paper).encode(
        color=alt.condition(reached, alt.value(look.ramp[1]), alt.value(look.ramp[0]))
    )
    numbers = base.mark_text(fontSize=11).encode(
        text=alt.Text("turnover:Q", format=".0f"),
        color=alt.condition(reached, alt.value(look.paper), alt.value(look.ink)),
    )
    return alt.layer(cells, numbers).properties(width="container", height=alt.Step(21))
