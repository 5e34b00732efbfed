"""What each person of a room answered: a dot each, stacked where they agree, with the middle named."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from engine import Case
from pages.parts.exhibits.asked import Asked, quartiles
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import SOURCE, Look, constant, under
from pages.parts.words import _, count, several

_STACKS = 44  # beside one another at most
_NEAR = 0.75  # of the way to the right end: words beside a line go no further
_LOW = 8  # dots that the chart is high for at least
_MARKS = ["middle", "goal", "model"]
_DASHES = [[1, 0], [8, 5], [2, 4]]
_WIDE, _HIGH = 20, 330  # pixels: of a dot at most, and of a stack


def exhibit(
    case: Case, asked: Asked, values: Sequence[float], goal: float | None = None, model: float | None = None
) -> Exhibit:
    """Of answers by as many people; `goal` and `model`, what the scenario itself gives, are marked where they are known."""
    return Exhibit(
        __name__,
        case,
        _finding(asked, values),
        _chart,
        _shown(asked, values, goal, model),
        lambda: _table(asked, values),
        reading=_("A dot is a person. The line is the middle: as many answered less as more."),
    )


def _finding(asked: Asked, values: Sequence[float]) -> str:
    low, middle, high = map(asked.said, quartiles(values))
    if low == high:
        return several(
            "{middle} is the middle of {n} answer, and at least half say just that",
            "{middle} is the middle of {n} answers, and at least half say just that",
            len(values),
            middle=middle,
        )
    return _("The room's middle is {middle}; half of the answers lie between {low} and {high}").format(
        middle=middle, low=low, high=high
    )


def _shown(asked: Asked, values: Sequence[float], goal: float | None, model: float | None) -> pd.DataFrame:
    stacks = _stacks(asked.drawn(values))
    top = max(_LOW, 1.25 * max(level for _at, level, _value in stacks) + 1)
    size = min(_WIDE, _HIGH / top) ** 2
    rows: list[dict[str, Any]] = [
        {"kind": "dot", "value": at, "level": level - 0.5, "size": size, "text": asked.said(values[place])}
        for at, level, place in stacks
    ]
    marks = (
        ("middle", _("middle: {value}"), float(np.median(values)), top),
        ("goal", _("goal: {value}"), goal, 0.93 * top),
        ("model", _("the scenario: {value}"), model, 0.86 * top),
    )
    rows += [
        {
            "kind": kind,
            "value": float(asked.drawn([value])[0]),
            "level": level,
            "text": text.format(value=asked.said(value)),
        }
        for kind, text, value, level in marks
        if value is not None
    ]
    lines = sorted((row for row in rows if row["kind"] != "dot"), key=lambda row: float(row["value"]))
    least, most = (end(float(row["value"]) for row in rows) for end in (min, max))
    for row in lines:  # words stand where the other line is not, and within the chart
        room = float(row["value"]) <= least + _NEAR * (most - least)
        row["side"] = "right" if row is lines[-1] and room else "left"
    return pd.DataFrame([*rows, asked.below()])


def _stacks(drawn: np.ndarray) -> list[tuple[float, int, int]]:
    """For each answer where its stack stands, how high it lies there, from 1, and its place; near ones share a stack."""
    low, step = drawn.min(), np.ptp(drawn) / _STACKS or 1.0
    slots = np.round((drawn - low) / step).astype(int)
    means = {slot: float(drawn[slots == slot].mean()) for slot in set(slots.tolist())}
    high: Counter[int] = Counter()
    found = []
    for place in np.argsort(drawn, kind="stable").tolist():
        slot = int(slots[place])
        high[slot] += 1
        found.append((means[slot], high[slot], place))
    return found


def _table(asked: Asked, values: Sequence[float]) -> pd.DataFrame:
    """Each answer that was given, and by how many."""
    counted = Counter(values)
    rows = [(asked.said(value), count(counted[value])) for value in sorted(counted)]
    return pd.DataFrame(rows, columns=[_("Answer"), _("People")])


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Stacks of dots, and lines for the middle, the goal and the scenario, each with its name on top."""
    base = alt.Chart(SOURCE).encode(
        x=alt.X("value:Q", title=None, scale=alt.Scale(zero=False, padding=110)),
        y=alt.Y("level:Q", axis=None, scale=alt.Scale(domainMin=0, nice=False)),
        tooltip=alt.Tooltip("text:N", title=_("Answer")),
    )
    dots = (
        base.transform_filter("datum.kind == 'dot'")
        .mark_point(shape="circle", filled=True, opacity=1, color=look.accent, stroke=look.paper)
        .encode(size=alt.Size("size:Q", scale=None))
    )
    marked = base.transform_filter("indexof(['middle', 'goal', 'model'], datum.kind) >= 0")
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=_MARKS, range=_DASHES), legend=None)
    lines = marked.mark_rule(color=look.ink, strokeWidth=2).encode(y2=alt.datum(0), strokeDash=dash)
    sides = [
        marked.transform_filter(alt.datum.side == side)
        .mark_text(align=align, dx=dx, baseline="top")
        .encode(text="text:N")
        for side, align, dx in (("left", "right", -7), ("right", "left", 7))
    ]
    return alt.layer(dots, lines, *sides, under()).properties(width="container", height=340)
