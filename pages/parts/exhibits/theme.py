"""What charts share: one look in light and dark, whose colours colour-blind readers can tell apart, and common shapes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import altair as alt

from pages.parts import fonts
from pages.parts.words import _, decimal_sign, group_sign, language, per_language

Spec = dict[str, Any]

# every chart draws the table that the page hands over; one object, so that layers share it
SOURCE = alt.NamedData("source")
# names beside bars take less room on a phone
# what a room can read from afar, and a phone has room for
_LETTERS = {"expr": "width < 400 ? 12 : 14"}
_LINE = 17  # pixels of a line of words
NARROW_LABELS = alt.ExprRef("containerSize()[0] < 500 ? 120 : 240")
# where letters are large, for a room
WIDE_LABELS = alt.ExprRef("max(120, containerSize()[0] * 0.42)")

# where few bars share a whole screen
BAR = alt.ExprRef("min(64, 0.8 * bandwidth('y'))")


class Look(NamedTuple):
    """Colours of a theme; every pair that must be told apart also differs in shape, dash or words."""

    ink: str
    quiet: str
    grid: str
    paper: str
    accent: str
    kz: str
    cn: str
    required: str
    other: str
    shade: str
    ramp: tuple[str, str]


LOOKS = {
    "light": Look(
        "#17222d",
        "#5b6874",
        "#dde3e8",
        "#ffffff",
        "#0b5a9c",
        "#0b5a9c",
        "#b3470f",
        "#2b6f3e",
        "#7a4fa3",
        "#9cc3e6",
        ("#eef3f8", "#0b5a9c"),
    ),
    "dark": Look(
        "#e6ecf1",
        "#a4b1bd",
        "#2c3843",
        "#11181f",
        "#6fb7f2",
        "#6fb7f2",
        "#f2a36b",
        "#7fcf95",
        "#c3a2e8",
        "#24527a",
        ("#1d2833", "#6fb7f2"),
    ),
}


def constant(build: Callable[[Look], alt.TopLevelMixin]) -> Callable[[str], Spec]:
    """Builds a chart once for each theme and language; all that changes with the scenario is in its data."""

    @per_language
    def spec(theme: str) -> Spec:
        look = LOOKS[theme]
        chart: Any = build(look)
        made: Spec = chart.configure(**_config(look)).to_dict(validate=False)
        for part in (made, made.get("spec", {})):
            part.pop("data", None)
        return made

    spec.__name__ = getattr(build, "__name__", "spec")
    spec.__doc__ = build.__doc__
    return spec


def _config(look: Look) -> dict[str, Any]:
    text = {
        "labelColor": look.ink,
        "titleColor": look.ink,
        "labelFontSize": _LETTERS,
        "titleFontSize": _LETTERS,
    }
    signs = {"decimal": decimal_sign(), "thousands": group_sign(), "grouping": [3], "currency": ["$", ""]}
    return {
        "locale": {"number": {**signs, "minus": "−"}},
        "background": look.paper,
        "font": fonts.stack(language()),
        "view": {"stroke": None},
        "axis": {
            **text,
            "gridColor": look.grid,
            "domainColor": look.quiet,
            "tickColor": look.quiet,
            "titleFontWeight": "normal",
            "titlePadding": 8,
            "labelSeparation": 8,
        },
        "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "start", "titleY": -12, "titleX": 0},
        "legend": {
            **text,
            "orient": "top",
            "title": None,
            "symbolSize": 110,
            "labelLimit": 0,
            "columns": 3,
            "offset": 24,
        },
        "text": {"color": look.ink, "fontSize": _LETTERS},
        "rule": {"color": look.quiet},
        "line": {"strokeWidth": 2.2},
        "axisX": {"grid": False},
    }


# ── Shapes ───────────────────────────────────────────────────────────────────────────────────────────────────


def labels(names: Mapping[str, str]) -> str:
    """An expression that writes a legend's or axis's ids as words."""
    pairs = ", ".join(f"{key!r}: {_(text)!r}" for key, text in names.items())
    return f"({{{pairs}}})[datum.label] || datum.label"


def before(pixels: int) -> alt.ExprRef:
    """Where a scale of lengths ends: so many pixels are left for the words behind the longest bar."""
    return alt.ExprRef(f"width - {pixels}")


def years(**scale: Any) -> alt.X:
    """Years along a line that reaches from the first to the last."""
    axis = alt.Axis(format="d", tickCount=8)
    return alt.X("year:Q", axis=axis, title=None, scale=alt.Scale(nice=False, **scale))


def ended(colour: alt.Color, which: str) -> alt.Chart:
    """Names at the ends of lines: the column `said` at the last `year`, beside `turnover`, in the colour of their line.

    The lower ones come first, each at least a line's height above the one below it: from the bottom up, each takes its own
    place or the next that is free. `which` is an expression that picks the rows.
    """
    return (
        alt.Chart(SOURCE)
        .transform_joinaggregate(top="max(turnover)")
        .transform_filter(f"datum.said != '' && {which}")
        .transform_window(rank="row_number()", sort=[alt.SortField("turnover")])
        .transform_calculate(gap=f"{_LINE} * datum.top / height")
        .transform_calculate(least="datum.turnover - datum.rank * datum.gap")
        .transform_window(most="max(least)", frame=[None, 0], sort=[alt.SortField("rank")])
        .transform_calculate(at="datum.most + datum.rank * datum.gap")
        .mark_text(align="left", dx=9, baseline="middle")
        .encode(x="year:Q", y="at:Q", text="said:N", color=colour, tooltip=alt.value(None))
    )


def each_year() -> alt.X:
    """Years one beside the other; where they are many, not all are written."""
    return alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy"))


def beside(column: str, most: alt.ExprRef = NARROW_LABELS) -> alt.Y:
    """Names beside their bars or cells, in the order in which they come, each at most so many pixels long."""
    return alt.Y(f"{column}:N", sort=None, title=None, axis=alt.Axis(labelLimit=most))


def barred(words: int) -> alt.X:
    """Amounts as the lengths of bars, with so many pixels for the words behind the longest; the words say how much."""
    bare = alt.Axis(labels=False, ticks=False, grid=False, domain=False)
    return alt.X("amount:Q", title=None, axis=bare, scale=alt.Scale(nice=False, rangeMax=before(words)))


def under() -> alt.Chart:
    """What the axis below means, where it is not the same each time: the `text` of the row of kind `axis`, below its numbers."""
    return (
        alt.Chart(SOURCE)
        .transform_filter("datum.kind == 'axis'")
        .mark_text(align="right", baseline="top", tooltip=None)
        .encode(x=alt.value("width"), y=alt.value(alt.ExprRef("height + 34")), text="text:N")
    )


def coloured(
    column: str, names: Mapping[str, str], colours: Sequence[str], columns: int = 2, **legend: Any
) -> alt.Color:
    """A colour for each name, with a legend in words."""
    shown = alt.Legend(labelExpr=labels(names), columns=columns, **legend)
    return alt.Color(f"{column}:N", scale=alt.Scale(domain=list(names), range=list(colours)), legend=shown)


def told_apart(
    column: str,
    names: Mapping[str, str],
    colours: Sequence[str],
    dashes: Sequence[Sequence[int]],
    columns: int = 2,
) -> dict[str, Any]:
    """A colour and a dash for each name, with one legend in words: encodings of a line."""
    legend = alt.Legend(labelExpr=labels(names), columns=columns)
    scale = alt.Scale(domain=list(names), range=[list(dash) for dash in dashes])
    return {
        "color": coloured(column, names, colours, columns),
        "strokeDash": alt.StrokeDash(f"{column}:N", scale=scale, legend=legend),
    }


def bars(look: Look) -> alt.LayerChart:
    """One amount for each name, most first, with the amount in words at the bar's end. Columns: name, amount, text."""
    base = alt.Chart(SOURCE).encode(
        y=beside("name"),
        x=barred(110),
        tooltip=[alt.Tooltip("name:N", title=_("What")), alt.Tooltip("text:N", title=_("Amount"))],
    )
    words = base.mark_text(align="left", dx=5).encode(text="text:N")
    return alt.layer(base.mark_bar(color=look.accent), words).properties(
        width="container", height=alt.Step(34)
    )


def pairs(
    look: Look, length: alt.X, pair: Mapping[str, str], name: str, which: str, amount: str
) -> alt.LayerChart:
    """Two bars for each name, one for each of a pair; the texts are the tooltip's headings.

    Columns: name, which (of the pair), label (the same in words), text, and what `length` shows.
    """
    base = alt.Chart(SOURCE).encode(
        y=beside("name"),
        yOffset=alt.YOffset("which:N", sort=list(pair)),
        x=length,
        tooltip=[
            alt.Tooltip("name:N", title=name),
            alt.Tooltip("label:N", title=which),
            alt.Tooltip("text:N", title=amount),
        ],
    )
    bar = base.mark_bar(stroke=look.ink, strokeWidth=0.5)
    colour = coloured("which", pair, [look.accent, look.shade], columns=1)
    words = base.mark_text(align="left", dx=5).encode(text="text:N")
    return alt.layer(bar.encode(color=colour), words).properties(width="container", height=alt.Step(20))
