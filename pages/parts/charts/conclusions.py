"""What follows: what moved the number, and where two levers reach the goal."""

from collections.abc import Callable
from functools import cache, partial

import altair as alt

from pages.parts.charts.theme import SOURCE, Look, Spec, before, constant, labels
from pages.parts.words import N_, _

KINDS = {"policy": N_("choices"), "assumption": N_("assumptions"), "both": N_("both")}


@constant
def moved(look: Look) -> alt.LayerChart:
    """Bars that stand on each other: what each group of settings adds, and the sum."""
    names = list(KINDS)
    base = alt.Chart(SOURCE).encode(
        y=alt.Y(
            "head:N", sort=None, title=None, axis=alt.Axis(labelExpr="split(datum.label, '|')", labelLimit=0)
        ),
        tooltip=[
            alt.Tooltip("name:N", title=_("What moved it")),
            alt.Tooltip("label:N", title=_("Choices or assumptions")),
            alt.Tooltip("text:N", title=_("Adds in the goal year")),
        ],
    )
    bars = base.mark_bar(stroke=look.ink, strokeWidth=0.5, minBandSize=4).encode(
        x=alt.X(
            "start:Q",
            title=_("Billion US dollars in the goal year"),
            scale=alt.Scale(rangeMax=before(66)),
        ),
        x2="end:Q",
        color=alt.Color(
            "kind:N",
            scale=alt.Scale(domain=names, range=[look.accent, look.cn, look.grid]),
            legend=alt.Legend(labelExpr=labels(KINDS), columns=3),
        ),
    )
    words = base.mark_text(align="left", dx=5).encode(x="right:Q", text="text:N")
    return alt.layer(bars, words).properties(width="container", height=alt.Step(36))


@cache
def reach(across: str, up: str) -> Callable[[str], Spec]:
    """The chance of the goal for every pair of two levers, with the line where the scenario just reaches it.

    `across` and `up` are the axes' titles; a chart for each pair of them.
    """
    return constant(partial(_reach, across, up))


def _reach(across: str, up: str, look: Look) -> alt.LayerChart:
    base = alt.Chart(SOURCE).encode(
        x=alt.X(
            "across:Q", title=across, axis=alt.Axis(format="~g"), scale=alt.Scale(nice=False, zero=False)
        ),
        y=alt.Y("up:Q", title=up, axis=alt.Axis(format="~g"), scale=alt.Scale(nice=False, zero=False)),
    )
    cells = (
        base.mark_rect()
        .encode(
            x2="across_to:Q",
            y2="up_to:Q",
            color=alt.Color(
                "percent:Q",
                scale=alt.Scale(domain=[0, 100], range=list(look.ramp)),
                legend=alt.Legend(
                    title=_("Chance of the goal, %"), type="gradient", gradientLength=160, titleLimit=0
                ),
            ),
            tooltip=[
                alt.Tooltip("across_text:N", title=_("Across")),
                alt.Tooltip("up_text:N", title=_("Up")),
                alt.Tooltip("turnover:Q", title=_("Turnover, billion US dollars"), format=".1f"),
                alt.Tooltip("percent:Q", title=_("Chance of the goal, %"), format=".0f"),
            ],
        )
        .transform_filter(alt.datum.kind == "cell")
    )
    line = base.mark_line(color=look.cn, strokeWidth=3).encode(order="place:Q")
    here = base.mark_point(
        shape="diamond", size=160, filled=True, opacity=1, color=look.cn, stroke=look.paper, strokeWidth=1.5
    )
    return alt.layer(
        cells,
        line.transform_filter(alt.datum.kind == "goal"),
        here.transform_filter(alt.datum.kind == "here"),
    ).properties(width="container", height=380)
