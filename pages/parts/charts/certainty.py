"""How sure: the fan of futures, the chance of each goal, what matters, and how past bands would have done."""

import altair as alt

from pages.parts.charts.theme import NARROW_LABELS, SOURCE, Look, before, constant, labels
from pages.parts.words import N_, _

BANDS = {"90": N_("nine of ten futures"), "50": N_("half of all futures")}
WAYS = {"at": N_("there in the goal year"), "by": N_("touched in any year until then")}
ENDS = {"low": N_("at its low"), "high": N_("at its high")}
PARTS = {"first": N_("alone"), "total": N_("together with the others")}


@constant
def fan(look: Look) -> alt.LayerChart:
    """Turnover of all futures by year as two bands and a middle, the scenario dashed, the goal a diamond."""
    base = alt.Chart(SOURCE).encode(
        x=alt.X("year:Q", axis=alt.Axis(format="d", tickCount=8), title=None, scale=alt.Scale(nice=False))
    )
    names = list(BANDS)
    scale = alt.Scale(domain=names, range=[look.ramp[0], look.shade])
    bands = (
        base.mark_area(stroke=look.quiet, strokeWidth=0.5)
        .encode(
            y=alt.Y("low:Q", title=_("Turnover, billion US dollars a year")),
            y2="high:Q",
            color=alt.Color(
                "band:N",
                scale=scale,
                legend=alt.Legend(labelExpr=labels(BANDS), columns=2, symbolType="square"),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("label:N", title=_("Band")),
                alt.Tooltip("year:Q", title=_("Year"), format="d"),
                alt.Tooltip("low:Q", title=_("From, billion US dollars"), format=".1f"),
                alt.Tooltip("high:Q", title=_("To, billion US dollars"), format=".1f"),
            ],
        )
        .transform_filter(alt.datum.kind == "band")
    )
    tooltip = [
        alt.Tooltip("label:N", title=_("Series")),
        alt.Tooltip("year:Q", title=_("Year"), format="d"),
        alt.Tooltip("low:Q", title=_("Billion US dollars"), format=".1f"),
    ]
    lines = base.encode(y="low:Q", tooltip=tooltip)
    middle = lines.mark_line(color=look.accent).transform_filter(alt.datum.kind == "middle")
    scenario = lines.mark_line(color=look.ink, strokeDash=[7, 4]).transform_filter(
        alt.datum.kind == "scenario"
    )
    goal = lines.mark_point(shape="diamond", filled=True, size=190, opacity=1, color=look.ink)
    return alt.layer(bands, middle, scenario, goal.transform_filter(alt.datum.kind == "goal")).properties(
        width="container", height=340
    )


@constant
def chances(look: Look) -> alt.LayerChart:
    """The chance of every goal: there in its year, and touched by then."""
    of = alt.X(
        "percent:Q",
        title=_("Chance, % of futures"),
        scale=alt.Scale(domain=[0, 100], rangeMax=before(45)),
    )
    return _pairs(look, of, WAYS, _("Goal"), _("What is asked"), _("Chance"))


@constant
def shares(look: Look) -> alt.LayerChart:
    """Each assumption's part of the spread: alone, and together with the others."""
    of = alt.X(
        "percent:Q", title=_("Part of the spread, %"), scale=alt.Scale(domainMin=0, rangeMax=before(45))
    )
    return _pairs(look, of, PARTS, _("Assumption"), _("Counted"), _("Part of the spread"))


def _pairs(
    look: Look, length: alt.X, pair: dict[str, str], name: str, which: str, amount: str
) -> alt.LayerChart:
    """Two bars for each name, one for each of a pair; the texts are the tooltip's headings."""
    base = alt.Chart(SOURCE).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=NARROW_LABELS)),
        yOffset=alt.YOffset("which:N", sort=list(pair)),
        x=length,
        tooltip=[
            alt.Tooltip("name:N", title=name),
            alt.Tooltip("label:N", title=which),
            alt.Tooltip("text:N", title=amount),
        ],
    )
    colour = alt.Color(
        "which:N",
        scale=alt.Scale(domain=list(pair), range=[look.accent, look.shade]),
        legend=alt.Legend(labelExpr=labels(pair), columns=1),
    )
    bars = base.mark_bar(stroke=look.ink, strokeWidth=0.5).encode(color=colour)
    words = base.mark_text(align="left", dx=5).encode(text="text:N")
    return alt.layer(bars, words).properties(width="container", height=alt.Step(20))


@constant
def tornado(look: Look) -> alt.LayerChart:
    """Turnover in the goal year with each assumption at its low and at its high, from the scenario's own."""
    base = alt.Chart(SOURCE).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=NARROW_LABELS)),
        tooltip=[
            alt.Tooltip("name:N", title=_("Assumption")),
            alt.Tooltip("label:N", title=_("Where it stands")),
            alt.Tooltip("value:N", title=_("Its value")),
            alt.Tooltip("text:N", title=_("Turnover in the goal year")),
        ],
    )
    names = list(ENDS)
    bars = base.mark_bar(stroke=look.ink, strokeWidth=0.5).encode(
        x=alt.X(
            "turnover:Q",
            title=_("Turnover, billion US dollars"),
            scale=alt.Scale(zero=False, padding=60),  # room for the words at the bars' ends
        ),
        x2="scenario:Q",
        color=alt.Color(
            "end:N",
            scale=alt.Scale(domain=names, range=[look.cn, look.accent]),
            legend=alt.Legend(labelExpr=labels(ENDS), columns=2),
        ),
    )
    ends = base.encode(x="turnover:Q", text="text:N")
    left = ends.mark_text(align="right", dx=-5).transform_filter(alt.datum.turnover < alt.datum.scenario)
    right = ends.mark_text(align="left", dx=5).transform_filter(alt.datum.turnover >= alt.datum.scenario)
    line = base.mark_tick(color=look.ink, thickness=2).encode(x="scenario:Q")
    return alt.layer(bars, line, left, right).properties(width="container", height=alt.Step(26))


@constant
def held(look: Look) -> alt.LayerChart:
    """What part of past years the bands held, against what they promised."""
    base = alt.Chart(SOURCE).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=NARROW_LABELS)),
        tooltip=[
            alt.Tooltip("name:N", title=_("Count and band")),
            alt.Tooltip("promised_text:N", title=_("Promised")),
            alt.Tooltip("text:N", title=_("Held")),
        ],
    )
    bars = base.mark_bar(color=look.accent).encode(
        x=alt.X(
            "percent:Q",
            title=_("Held, % of past cases"),
            scale=alt.Scale(domain=[0, 100], rangeMax=before(45)),
        )
    )
    promised = base.mark_tick(color=look.cn, thickness=3, size=24).encode(x="promised:Q")
    words = base.mark_text(align="left", dx=6).encode(x="right:Q", text="text:N")
    return alt.layer(bars, promised, words).properties(width="container", height=alt.Step(28))
