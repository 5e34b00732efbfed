"""What stands at the ends of lines: a bar of each one's futures, and names that make room for one another."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

import altair as alt
import pandas as pd

from pages.parts.exhibits.theme import SOURCE, Look
from pages.parts.words import _, bare, in_context, number

_UNIT = "usd_bn/year"
_BELOW, _ABOVE = 0.2, 0.45  # room for bars under and over the lines, in heights of the lines
_WIDE, _NARROW = (26, 2), (14, 3)  # letters of a line and lines of a name; on a phone
# is it a phone? That it looks at the width makes it look again when the screen is turned
PHONE = alt.param(name="phone", expr="width && containerSize()[0] < 500")
_GAP, _LEAD = 8, 14  # pixels from the lines to the bars, and from those to the names
_STEP = "(phone ? 5 : 9)"  # from a bar to the next
_LINE = "(phone ? 14 : 17)"  # height of a line of a name
_BESIDE = f"{_GAP} + {_STEP} * datum.count"  # where all bars end
_BAR = f"{_GAP} + {_STEP} * (datum.slot - 0.5)"
_ARROW = "datum.drawn == 'above' ? 'triangle-up' : 'triangle-down'"
_ORDER = [alt.SortField("turnover"), alt.SortField("hue", order="descending")]


def rows(frame: pd.DataFrame, hues: Mapping[int, int]) -> list[dict[str, Any]]:
    """The ends of lines that have a hue; a bar goes as far as the axis, which serves the lines.

    Beside what a path has: drawn (end), hue, slot (of the bar), count (of bars), edge (where lines end), bottom and top (of
    the axis), half and most (the bands in words), said and folded (the name; the same for a phone).
    """
    edge, found = int(frame["year"].max()), frame[frame["last"] & frame["place"].isin(hues)]
    bottom, top = _axis(frame["turnover"], found)
    shared = {"drawn": "end", "count": len(found), "edge": edge, "bottom": bottom, "top": top}
    return [
        {
            **end,
            **shared,
            "hue": hues[end["place"]],
            "slot": slot,
            **_words(end, edge),
            **_within(end, bottom, top),
        }
        for slot, end in enumerate(found.drop(columns="last").to_dict("records"), start=1)
    ]


def _axis(turnover: pd.Series, found: pd.DataFrame) -> tuple[float, float]:
    """From where to where: all of the lines, and of the bars what has room beside them."""
    low, high = float(turnover.min()), float(turnover.max())
    span = max(high - low, 0.1 * high)
    bottom = max(low - _BELOW * span, min(low, float(found["q10"].min())))
    return bottom, min(high + _ABOVE * span, max(high, float(found["q90"].max())))


def _within(end: Mapping[str, Any], bottom: float, top: float) -> dict[str, float]:
    return {key: min(max(end[key], bottom), top) for key in ("q10", "q25", "q75", "q90")}


def arrows(frame: pd.DataFrame, ends: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Where bars go on beyond the axis: drawn says above or below, turnover is the axis's end."""
    wanted = frame[frame["last"]].set_index("place")
    found = [("below", "bottom", end) for end in ends if wanted.at[end["place"], "q10"] < end["bottom"]]
    found += [("above", "top", end) for end in ends if wanted.at[end["place"], "q90"] > end["top"]]
    return [
        {"drawn": side, "turnover": end[at]} | {key: end[key] for key in ("hue", "slot", "edge")}
        for side, at, end in found
    ]


def _words(end: Mapping[str, Any], edge: int) -> dict[str, str]:
    said = _said(end, edge)
    return {
        "half": _between(end["q25"], end["q75"]),
        "most": _between(end["q10"], end["q90"]),
        "said": _folded(said, *_WIDE),
        "folded": _folded(said, *_NARROW),
    }


def _said(end: Mapping[str, Any], edge: int) -> str:
    """Amount and name; the year too where the line ends before others."""
    words = {
        "turnover": bare(end["turnover"], _UNIT),
        "name": end["name"],
        "year": number(end["year"], "year"),
    }
    if end["year"] == edge:
        return in_context("at a line's end", "{turnover} {name}").format(**words)
    return in_context("at a line's end", "{turnover} in {year}: {name}").format(**words)


def _between(low: float, high: float) -> str:
    return _("{low} to {high}").format(low=bare(low, _UNIT), high=bare(high, _UNIT))


def _folded(text: str, letters: int, lines: int) -> str:
    """A text in lines of so many letters at most, half as many where they are wide; what is left over, as dots."""
    if any(east_asian_width(letter) in "WF" for letter in text):
        letters //= 2
    first, rest = (found := textwrap.wrap(text, letters))[:lines], found[lines:]
    if rest:
        first[-1] = first[-1][: letters - 1] + "…"
    return "\n".join(first)


# ── Drawn ────────────────────────────────────────────────────────────────────────────────────────────────────


def drawn(look: Look, y: Callable[[str], alt.Y], colour: alt.Color) -> alt.LayerChart:
    """Bars, names, and the way from each line's end over its bar to its name; `y` makes the axis for a column."""
    base = alt.Chart(SOURCE).encode(x="edge:Q", color=colour, tooltip=_tooltip())
    ends = base.transform_filter(alt.datum.drawn == "end")
    at = ends.encode(y=y("turnover"))
    border = ends.mark_rule(color=look.grid).encode(y=y("bottom"), y2="top", color=alt.value(look.grid))
    level = at.mark_rule(opacity=0.4, x2Offset=alt.expr(_BESIDE)).encode(x="year:Q", x2="edge:Q")
    arrows = base.transform_filter((alt.datum.drawn == "above") | (alt.datum.drawn == "below"))
    return alt.layer(
        border,
        level,
        _bar(ends, y, "q10", "q90", "phone ? 1 : 1.5"),
        _bar(ends, y, "q25", "q75", "phone ? 3 : 5"),
        at.mark_point(shape="stroke", size=50, strokeWidth=2, xOffset=alt.expr(_BAR)).encode(
            color=alt.value(look.paper)
        ),
        arrows.mark_point(
            filled=True, size=30, opacity=1, xOffset=alt.expr(_BAR), shape=alt.expr(_ARROW)
        ).encode(y=y("turnover")),
        _names(base.encode(y=y("turnover"))),
    )


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=_("Scenario")),
        alt.Tooltip("year:Q", title=_("Year"), format="d"),
        alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
        alt.Tooltip("half:N", title=_("Half of all futures")),
        alt.Tooltip("most:N", title=_("Eight of ten futures")),
    ]


def _bar(ends: alt.Chart, y: Callable[[str], alt.Y], low: str, high: str, thick: str) -> alt.Chart:
    """Pale where no band so far ahead was tested."""
    bar = ends.mark_rule(
        strokeWidth=alt.expr(thick), opacity=alt.expr("datum.tested ? 0.6 : 0.25"), xOffset=alt.expr(_BAR)
    )
    return bar.encode(y=y(low), y2=high)


def _names(at: alt.Chart) -> alt.LayerChart:
    """Names from the lowest up, each moved as little as leaves room for those below and above it.

    Pushed up by those below, pushed down by those above, and the middle of both, within the axis.
    """
    begin = alt.expr(f"{_BESIDE} + {_LEAD}")
    way = at.mark_rule(opacity=0.4, xOffset=alt.expr(_BESIDE), x2Offset=begin).encode(x2="edge:Q", y2="at:Q")
    words = at.mark_text(
        align="left",
        baseline="middle",
        xOffset=alt.expr(f"{_BESIDE} + {_LEAD + 4}"),
        fontSize=alt.expr("phone ? 12 : 14"),
        lineHeight=alt.expr(_LINE),
        dy=alt.expr(f"{_LINE} * (1 - length(datum.words)) / 2"),  # else the first line stands in the middle
        fontWeight="bold",
        limit=alt.expr("phone ? 110 : 200"),
    ).encode(y="at:Q", text="words:N")
    before, after = {"frame": [None, 0], "sort": _ORDER}, {"frame": [0, None], "sort": _ORDER}
    return (
        alt.layer(way, words)
        .transform_filter(alt.datum.drawn == "end")
        .transform_calculate(words="split(phone ? datum.folded : datum.said, '\\n')")
        .transform_calculate(
            high=f"({_LINE} * length(datum.words) + 3) * (datum.top - datum.bottom) / height"
        )
        .transform_window(through="sum(high)", **before)
        .transform_joinaggregate(all="sum(high)")
        .transform_calculate(centre="datum.through - datum.high / 2")
        .transform_calculate(free="datum.turnover - datum.centre")
        .transform_window(up="max(free)", **before)
        .transform_window(down="min(free)", **after)
        .transform_calculate(moved="(datum.up + datum.down) / 2")
        .transform_calculate(at="min(max(datum.moved, datum.bottom), datum.top - datum.all) + datum.centre")
    )
