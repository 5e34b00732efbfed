"""Turnover in the goal year with one assumption at the low, and at the high, of its range."""

import altair as alt
import pandas as pd

from engine import Case, sensitivity
from pages.parts import faces
from pages.parts.exhibits.exhibit import Exhibit, Plain, kept_in_words, wide
from pages.parts.exhibits.theme import SOURCE, Look, beside, coloured, constant
from pages.parts.texts.shared import assumption
from pages.parts.words import N_, _, number, scaled

PLACE = ("uncertainty", 3)
ENDS = {"low": N_("at its low"), "high": N_("at its high")}
_ROWS = 8  # assumptions in the chart; the table has all


@kept_in_words
def exhibit(case: Case) -> Exhibit:
    frame = sensitivity.tornado(case)
    worded = _worded(case, frame)
    shown = worded.head(_ROWS * len(ENDS))
    return Exhibit(
        __name__,
        case,
        _finding(frame),
        _chart,
        shown,
        lambda: _table(worded),
        outcomes=(sensitivity.OUTCOME,),
        note=_(
            "One assumption at a time, at the lowest and the highest value of its range; all else as set."
        ),
        dials=("programme_value", "organic_export_growth"),
        plain=Plain(
            "bar",
            _("Turnover in the goal year, billion US dollars"),
            lambda: wide(shown, "name", "label", "turnover"),
        ),
    )


def _finding(frame: pd.DataFrame) -> str:
    """The widest assumption."""
    widest = frame.iloc[0]
    if widest["swing"] == 0:
        return _("No assumption moves the number within its range")
    return _("“{name}” moves the goal year's turnover most: from {low} to {high}").format(
        name=assumption(widest["assumption"]),
        low=number(min(widest["at_low"], widest["at_high"]), "usd_bn/year"),
        high=number(max(widest["at_low"], widest["at_high"]), "usd_bn/year"),
    )


def _worded(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Two rows for each assumption that moves the number: at its low and at its high."""
    now = scaled(case.results[sensitivity.OUTCOME], "usd_bn/year")
    rows = [
        {
            "name": assumption(row.assumption),
            "end": end,
            "label": _(ENDS[end]),
            "value": faces.value_in_words(row.assumption, getattr(row, end)),
            "turnover": scaled(getattr(row, f"at_{end}"), "usd_bn/year"),
            "scenario": now,
            "text": number(getattr(row, f"at_{end}"), "usd_bn/year", 2),
        }
        for row in frame[frame["swing"] > 0].itertuples()
        for end in ENDS
    ]
    return pd.DataFrame(rows, columns=["name", "end", "label", "value", "turnover", "scenario", "text"])


def _table(worded: pd.DataFrame) -> pd.DataFrame:
    table = worded[["name", "label", "value", "turnover"]].round(2)
    heads = [
        _("Assumption"),
        _("Where it stands"),
        _("Its value"),
        _("Turnover in the goal year, billion US dollars"),
    ]
    return table.set_axis(heads, axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """A bar from the scenario's own turnover to that at each end of an assumption's range."""
    base = alt.Chart(SOURCE).encode(
        y=beside("name"),
        tooltip=[
            alt.Tooltip("name:N", title=_("Assumption")),
            alt.Tooltip("label:N", title=_("Where it stands")),
            alt.Tooltip("value:N", title=_("Its value")),
            alt.Tooltip("text:N", title=_("Turnover in the goal year")),
        ],
    )
    bars = base.mark_bar(stroke=look.ink, strokeWidth=0.5).encode(
        x=alt.X(
            "turnover:Q",
            title=_("Turnover, billion US dollars"),
            scale=alt.Scale(zero=False, padding=60),  # room for the words at the bars' ends
        ),
        x2="scenario:Q",
        color=coloured("end", ENDS, [look.cn, look.accent]),
    )
    ends = base.encode(x="turnover:Q", text="text:N")
    left = ends.mark_text(align="right", dx=-5).transform_filter(alt.datum.turnover < alt.datum.scenario)
    right = ends.mark_text(align="left", dx=5).transform_filter(alt.datum.turnover >= alt.datum.scenario)
    line = base.mark_tick(color=look.ink, thickness=2).encode(x="scenario:Q")
    return alt.layer(bars, line, left, right).properties(width="container", height=alt.Step(26))
