"""How answers moved from the first round to the next: a line for each person who answered both."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from engine import Case
from pages.parts.exhibits.asked import Asked
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import SOURCE, Look, constant, under
from pages.parts.words import _, several

_WIDE, _HIGH = 11, 600  # pixels: of a dot at most, and of all of them one above the other


def exhibit(case: Case, asked: Asked, pairs: Sequence[tuple[float, float]]) -> Exhibit:
    """Of what each person said first and then."""
    return Exhibit(
        __name__,
        case,
        _finding(asked, pairs),
        _chart,
        _shown(asked, pairs),
        lambda: _table(asked, pairs),
        reading=_(
            "A line is a person: from the first answer, a ring, to the second, a full dot. Dashed: the middle at first; solid: then."
        ),
    )


def _finding(asked: Asked, pairs: Sequence[tuple[float, float]]) -> str:
    first, then = (asked.said(float(np.median(side))) for side in zip(*pairs, strict=True))
    moved = sum(a != b for a, b in pairs)
    if not moved:
        return _("Nobody changed their answer: the middle stays at {first}").format(first=first)
    changed = several(
        "{n} person of {all} changed their answer",
        "{n} people of {all} changed their answer",
        moved,
        all=str(len(pairs)),
    )
    if first == then:
        return _("{changed}; the middle stays at {first}").format(changed=changed, first=first)
    return _("{changed}; the middle moved from {first} to {then}").format(
        changed=changed, first=first, then=then
    )


def _shown(asked: Asked, pairs: Sequence[tuple[float, float]]) -> pd.DataFrame:
    """Who said less comes first; the middles stand over all."""
    people = sorted(pairs)
    size = min(_WIDE, _HIGH / len(people)) ** 2
    rows: list[dict[str, Any]] = [
        {
            "kind": "person",
            "order": place + 1,
            "first": first,
            "then": then,
            "size": size,
            "text": _("{first} → {then}").format(first=asked.said(a), then=asked.said(b)),
        }
        for place, ((a, b), first, then) in enumerate(
            zip(
                people,
                asked.drawn(a for a, _b in people),
                asked.drawn(b for _a, b in people),
                strict=True,
            )
        )
    ]
    return pd.DataFrame([*rows, *_middles(asked, people), asked.below()])


def _middles(asked: Asked, people: Sequence[tuple[float, float]]) -> list[dict[str, Any]]:
    """The two medians, their words on the sides that are turned away from each other."""
    first, then = (float(np.median(side)) for side in zip(*people, strict=True))
    sides = ("left", "right") if then >= first else ("right", "left")
    found = []
    for kind, value, text, side in (
        ("first", first, _("first: {value}"), sides[0]),
        ("then", then, _("then: {value}"), sides[1]),
    ):
        at = float(asked.drawn([value])[0])
        found.append(
            {
                "kind": kind,
                "order": -0.06 * len(people) - 0.4,
                "first": at,
                "side": side,
                "text": text.format(value=asked.said(value)),
            }
        )
    return found


def _table(asked: Asked, pairs: Sequence[tuple[float, float]]) -> pd.DataFrame:
    rows = [(asked.said(a), asked.said(b), asked.said(b - a)) for a, b in sorted(pairs)]
    return pd.DataFrame(rows, columns=[_("First answer"), _("Second answer"), _("Change")])


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Lines from ring to dot, and the two middles."""
    base = alt.Chart(SOURCE).encode(
        x=alt.X("first:Q", title=None, scale=alt.Scale(zero=False, padding=130)),
        y=alt.Y("order:Q", axis=None, scale=alt.Scale(reverse=True, zero=False, nice=False, padding=14)),
        tooltip=alt.Tooltip("text:N", title=_("First and second answer")),
    )
    people = base.transform_filter("datum.kind == 'person'")
    size = alt.Size("size:Q", scale=None)
    ways = people.mark_rule(color=look.quiet, strokeWidth=2).encode(x2="then:Q")
    rings = people.mark_point(filled=False, strokeWidth=2, opacity=1, color=look.cn).encode(size=size)
    dots = people.mark_point(filled=True, opacity=1, color=look.accent).encode(x="then:Q", size=size)
    layers = [ways, rings, dots]
    for kind, dash, colour in (("first", [7, 5], look.cn), ("then", [1, 0], look.accent)):
        middle = alt.Chart(SOURCE).encode(x="first:Q").transform_filter(alt.datum.kind == kind)
        layers.append(middle.mark_rule(color=colour, strokeWidth=2.5, strokeDash=dash))
    for side, align in (("left", "right"), ("right", "left")):
        words = base.transform_filter(alt.datum.side == side)
        layers.append(
            words.mark_text(align=align, dx=8 if align == "left" else -8, baseline="bottom").encode(
                text="text:N"
            )
        )
    return alt.layer(*layers, under()).properties(width="container", height=340)
