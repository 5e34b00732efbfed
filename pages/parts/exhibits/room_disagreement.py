"""Where a room disagrees, and what that is worth: for each assumption, turnover between what its people believe."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from engine import Case
from engine.pooling import Apart
from pages.parts import faces
from pages.parts.exhibits.exhibit import Exhibit, Plain
from pages.parts.exhibits.theme import BAR, SOURCE, WIDE_LABELS, Look, barred, beside, constant
from pages.parts.texts.shared import assumption
from pages.parts.words import _, number, scaled


def exhibit(case: Case, found: Sequence[Apart]) -> Exhibit:
    frame = _worded(sorted(found, key=lambda one: -one.worth))
    return Exhibit(
        __name__,
        case,
        _finding(case, frame),
        _chart,
        frame.drop(columns=["low", "high"]),
        lambda: _table(frame),
        outcomes=("turnover_at_target",),
        reading=_(
            "Bar: what the goal year's turnover differs by between a low and a high answer, all else as the room's middle has it. "
            "One in ten answered less than the low, one in ten more than the high."
        ),
        plain=Plain(
            "bar",
            _("Difference in the goal year's turnover, billion US dollars"),
            lambda: frame.set_index("name")[["amount"]].set_axis([_("Difference")], axis=1),
        ),
    )


def _worded(found: Sequence[Apart]) -> pd.DataFrame:
    rows = [
        {
            "name": assumption(one.name),
            "amount": scaled(one.worth, "usd_bn/year"),
            "text": number(one.worth, "usd_bn/year"),
            "low": faces.value_in_words(one.name, one.low),
            "high": faces.value_in_words(one.name, one.high),
            "between": _("{low} to {high}").format(
                low=faces.value_in_words(one.name, one.low), high=faces.value_in_words(one.name, one.high)
            ),
        }
        for one in found
    ]
    return pd.DataFrame(rows)


def _finding(case: Case, frame: pd.DataFrame) -> str:
    first = frame.iloc[0]
    told = {**first[["name", "low", "high", "text"]], "year": number(case.scenario.target_year, "year")}
    if first["low"] == first["high"]:
        return _("The room agrees on all that it was asked")
    return _(
        "The room disagrees most on “{name}”: between {low} and {high} lie {text} of turnover in {year}"
    ).format(**told)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    table = frame[["name", "low", "high", "amount"]].round(2)
    heads = [
        _("Assumption"),
        _("One in ten say less than"),
        _("One in ten say more than"),
        _("Difference in the goal year's turnover, billion US dollars"),
    ]
    return table.set_axis(heads, axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """A bar for each assumption, its billions behind it and what was answered below them."""
    base = alt.Chart(SOURCE).encode(
        y=beside("name", WIDE_LABELS),
        x=barred(270),
        tooltip=[
            alt.Tooltip("name:N", title=_("Assumption")),
            alt.Tooltip("between:N", title=_("From a low answer to a high one")),
            alt.Tooltip("text:N", title=_("Difference in the goal year's turnover")),
        ],
    )
    amounts = base.mark_text(align="left", dx=8, dy=-11, fontWeight="bold").encode(text="text:N")
    answers = base.mark_text(align="left", dx=8, dy=12).encode(text="between:N")
    return alt.layer(base.mark_bar(color=look.accent, size=BAR), amounts, answers).properties(
        width="container", height=alt.Step(66)
    )
