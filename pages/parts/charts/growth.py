"""How much growth the goals take: by starting point, by past window, by year."""

import altair as alt

from pages.parts.charts.theme import NARROW_LABELS, SOURCE, Look, constant
from pages.parts.words import _

# a goal's name in two lines: amount, year
HEADS = alt.Axis(
    orient="top",
    labelAngle=0,
    labelFontWeight="bold",
    labelExpr="split(datum.label, '|')",
    labelLimit=0,
    labelPadding=20,
    ticks=False,
)


@constant
def ladder(look: Look) -> alt.LayerChart:
    """Growth needed, a row for each starting point and a column for each goal; the darker, the more."""
    base = alt.Chart(SOURCE).encode(
        x=alt.X("goal:N", sort=None, title=None, axis=HEADS),
        y=alt.Y("start:N", sort=None, title=None, axis=alt.Axis(labelLimit=NARROW_LABELS)),
        tooltip=[
            alt.Tooltip("start:N", title=_("Starting point")),
            alt.Tooltip("goal_long:N", title=_("Goal")),
            alt.Tooltip("text:N", title=_("Growth needed")),
        ],
    )
    shade = alt.Scale(range=[look.paper, look.shade], domainMin=0, interpolate="rgb")
    cells = base.mark_rect(stroke=look.paper, strokeWidth=2).encode(
        color=alt.Color("percent:Q", scale=shade, legend=None)
    )
    words = base.mark_text(fontSize=13).encode(text="text:N")
    return alt.layer(cells, words).properties(width="container", height=alt.Step(32))


@constant
def windows(look: Look) -> alt.LayerChart:
    """Average growth in every past window of one length, against the growth needed."""
    base = alt.Chart(SOURCE).encode(
        x=alt.X(
            "last:O", axis=alt.Axis(labelAngle=0, labelOverlap="greedy"), title=_("Last year of the window")
        )
    )
    bars = base.mark_bar().encode(
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
    base = alt.Chart(SOURCE).encode(
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
    # on a phone the cells are too small for figures; the table and the tooltip have them
    numbers = base.mark_text(fontSize=11, opacity=alt.ExprRef("width < 480 ? 0 : 1")).encode(
        text=alt.Text("turnover:Q", format=".0f"),
        color=alt.condition(reached, alt.value(look.paper), alt.value(look.ink)),
    )
    return alt.layer(cells, numbers).properties(width="container", height=alt.Step(21))
