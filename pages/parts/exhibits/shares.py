"""Each assumption's part of the spread of all futures: alone, and together with the others."""

import altair as alt
import pandas as pd

from engine import Case, sensitivity
from engine.past import shock_sources
from pages.parts.exhibits.exhibit import Exhibit, Plain, kept_in_words, wide
from pages.parts.exhibits.theme import Look, before, constant, pairs
from pages.parts.texts.shared import assumption
from pages.parts.words import N_, _, number, percent_value

PLACE = ("uncertainty", 4)
PARTS = {"first": N_("alone"), "total": N_("together with the others")}
_ROWS = 8  # assumptions in the chart; the table has all
_LEAST = 5e-5  # a part that would be written as 0.0 %


@kept_in_words
def exhibit(case: Case) -> Exhibit:
    frame = sensitivity.shares(case)
    worded = _worded(case, frame)
    shown = worded.head(_ROWS * len(PARTS))
    return Exhibit(
        __name__,
        case,
        _finding(frame),
        _chart,
        shown,
        lambda: _table(worded),
        outcomes=(sensitivity.OUTCOME,),
        note=_(
            "Sobol indices: parts of the variance of the logarithm of the goal year's turnover. Prices are left out where there are "
            "ups and downs, which hold them."
        ),
        dials=("swings",),
        plain=Plain("bar", _("Part of the spread, %"), lambda: wide(shown, "name", "label", "percent")),
    )


def _finding(frame: pd.DataFrame) -> str:
    top = frame.iloc[0]
    if top["total"] <= 0:
        return _("Nothing is uncertain here: all ranges are points and there are no ups and downs")
    part = number(top["total"], "share", 0)
    if top["assumption"] == sensitivity.SHOCKS:
        rest = frame[frame["assumption"] != sensitivity.SHOCKS].iloc[0]
        return _(
            "{part} of the spread comes from yearly ups and downs as in history; of what we assume, “{name}” matters most"
        ).format(part=part, name=assumption(rest["assumption"]))
    return _("{part} of the spread comes from: {name}").format(part=part, name=assumption(top["assumption"]))


def _worded(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Two rows for each assumption; ups and downs rest on the past's."""
    shocks = shock_sources(case.scenario)
    rows = [
        {
            "name": assumption(row.assumption),
            "which": part,
            "label": _(words),
            "percent": percent_value(max(0.0, getattr(row, part))),
            "text": number(max(0.0, getattr(row, part)), "share", 1),
            "source": shocks if row.assumption == sensitivity.SHOCKS else "",
        }
        for row in frame[frame["total"] > _LEAST].itertuples()
        for part, words in PARTS.items()
    ]
    return pd.DataFrame(rows, columns=["name", "which", "label", "percent", "text", "source"])


def _table(worded: pd.DataFrame) -> pd.DataFrame:
    table = worded[["name", "label", "percent"]].round(1)
    return table.set_axis([_("Assumption"), _("Counted"), _("Part of the spread, %")], axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Two bars for each assumption."""
    length = alt.X(
        "percent:Q", title=_("Part of the spread, %"), scale=alt.Scale(domainMin=0, rangeMax=before(45))
    )
    return pairs(look, length, PARTS, _("Assumption"), _("Counted"), _("Part of the spread"))
