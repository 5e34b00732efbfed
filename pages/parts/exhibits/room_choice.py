"""How many of a room chose what: a bar for each option, in the order in which they were offered."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from engine import Case
from pages.parts.exhibits.exhibit import Exhibit, Plain
from pages.parts.exhibits.theme import BAR, SOURCE, WIDE_LABELS, Look, barred, beside, constant
from pages.parts.words import _, count, percent_value, several


def exhibit(case: Case, options: Sequence[str], counts: Sequence[int]) -> Exhibit:
    frame = pd.DataFrame({"name": list(options), "amount": list(counts)})
    all_of = int(frame["amount"].sum())
    frame["text"] = [_("{n} of {all}").format(n=count(n), all=count(all_of)) for n in counts]
    return Exhibit(
        __name__,
        case,
        _finding(frame, all_of),
        _chart,
        frame,
        lambda: _table(frame, all_of),
        plain=Plain(
            "bar",
            _("People"),
            lambda: frame.set_index("name")[["amount"]].set_axis([_("People")], axis=1),
        ),
    )


def _finding(frame: pd.DataFrame, all_of: int) -> str:
    """What most chose; where several have most, that."""
    most = int(frame["amount"].max())
    first = frame[frame["amount"] == most]
    if len(first) > 1:
        return several(
            "{k} options are level, with {n} person each",
            "{k} options are level, with {n} people each",
            most,
            k=count(len(first)),
        )
    return several(
        "{n} of {all} person chose “{option}”, more than anything else",
        "{n} of {all} people chose “{option}”, more than anything else",
        most,
        all=count(all_of),
        option=first["name"].iloc[0],
    )


def _table(frame: pd.DataFrame, all_of: int) -> pd.DataFrame:
    share = percent_value(frame["amount"] / max(all_of, 1)).round(1)
    table = frame[["name", "amount"]].assign(share=share)
    return table.set_axis([_("Option"), _("People"), _("Share, %")], axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """A bar for each option with its count behind it."""
    base = alt.Chart(SOURCE).encode(
        y=beside("name", WIDE_LABELS),
        x=barred(130),
        tooltip=[alt.Tooltip("name:N", title=_("Option")), alt.Tooltip("text:N", title=_("People"))],
    )
    words = base.mark_text(align="left", dx=8).encode(text="text:N")
    return alt.layer(base.mark_bar(color=look.accent, size=BAR), words).properties(
        width="container", height=alt.Step(44)
    )
