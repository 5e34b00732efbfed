"""What the groups of a room answered: the middle of each and its inner half, where a group is large enough to be shown."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from engine import Case
from pages.parts.exhibits.asked import FEWEST, Asked, quartiles
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import SOURCE, WIDE_LABELS, Look, beside, constant, under
from pages.parts.words import _, count, several


def exhibit(case: Case, asked: Asked, answers: Mapping[str, Sequence[float]]) -> Exhibit:
    """Of answers by group, one large enough at least; smaller ones are left out, also of the table."""
    frame = _frame(asked, {name: given for name, given in answers.items() if len(given) >= FEWEST})
    return Exhibit(
        __name__,
        case,
        _finding(asked, frame),
        _chart,
        pd.concat([_shown(asked, frame), pd.DataFrame([asked.below()])], ignore_index=True),
        lambda: _table(asked, frame),
        reading=_("Dot: the middle of a group. Bar: the inner half of its answers."),
        note=several(
            "Groups of fewer than {n} person are not shown.",
            "Groups of fewer than {n} people are not shown.",
            FEWEST,
        ),
    )


def _frame(asked: Asked, answers: Mapping[str, Sequence[float]]) -> pd.DataFrame:
    rows = [(name, len(given), *quartiles(given)) for name, given in answers.items()]
    frame = pd.DataFrame(rows, columns=["group", "people", "low", "middle", "high"])
    return frame.sort_values("middle", ascending=False, ignore_index=True)


def _finding(asked: Asked, frame: pd.DataFrame) -> str:
    most, least = frame.iloc[0], frame.iloc[-1]
    told = {"high": asked.said(most["middle"]), "low": asked.said(least["middle"])}
    if len(frame) == 1:
        return _("The middle of “{group}” is {high}").format(group=most["group"], **told)
    if told["high"] == told["low"]:
        return _("All groups have the same middle: {high}").format(**told)
    return _("“{most}” says most, {high} in the middle; “{least}” least, {low}").format(
        most=most["group"], least=least["group"], **told
    )


def _shown(asked: Asked, frame: pd.DataFrame) -> pd.DataFrame:
    ends = ("low", "middle", "high")
    name = _("{group} ({n})")
    return pd.DataFrame(
        {
            "kind": "group",
            "name": [
                name.format(group=row.group, n=count(row.people)) for row in frame.itertuples(index=False)
            ],
            **{end: asked.drawn(frame[end]) for end in ends},
            "text": [asked.said(value) for value in frame["middle"]],
        }
    )


def _table(asked: Asked, frame: pd.DataFrame) -> pd.DataFrame:
    table = frame.assign(
        **{end: [asked.said(value) for value in frame[end]] for end in ("low", "middle", "high")}
    )
    heads = [_("Group"), _("People"), _("A quarter say less than"), _("Middle"), _("A quarter say more than")]
    return table.set_axis(heads, axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """A bar from quarter to quarter, the middle as a dot with its number above."""
    base = (
        alt.Chart(SOURCE)
        .transform_filter("datum.kind == 'group'")
        .encode(
            y=beside("name", WIDE_LABELS),
            tooltip=[alt.Tooltip("name:N", title=_("Group")), alt.Tooltip("text:N", title=_("Middle"))],
        )
    )
    x = alt.X("low:Q", title=None, scale=alt.Scale(zero=False, padding=50))
    bars = base.mark_bar(color=look.shade, height=16).encode(x=x, x2="high:Q")
    dots = base.mark_point(filled=True, size=240, opacity=1, color=look.accent).encode(x="middle:Q")
    words = base.mark_text(dy=-22).encode(x="middle:Q", text="text:N")
    return alt.layer(bars, dots, words, under()).properties(width="container", height=alt.Step(76))
