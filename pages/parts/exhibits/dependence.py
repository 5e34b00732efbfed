"""China's share of Kazakhstan's foreign trade, observed and projected."""

import altair as alt
import numpy as np
import pandas as pd

from engine import Case, tables
from pages.parts.amounts import amount
from pages.parts.exhibits.exhibit import Exhibit, Following, Plain, kept_in_words, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, years
from pages.parts.words import N_, _, percent_value

PLACE = ("economy", 3)
KINDS = {"observed": N_("observed"), "projected": N_("projected")}


def exhibit(case: Case) -> Exhibit:
    shown = _rows(case).drop(columns="at")
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(shown),
        outcomes=("china_share_of_trade",),
        reading=_("Points are observed, dashes projected."),
        note=_("Kazakhstan's statistics."),
        dials=("other_trade_growth", "organic_export_growth"),
        following=_FOLLOWING,
        plain=Plain("line", _("Share, %"), lambda: wide(shown, "year", "label", "percent")),
    )


def _finding(case: Case) -> str:
    return _("China's share of Kazakhstan's trade goes from {first} to {last}").format(
        first=amount(case, "china_share_of_trade", at=0), last=amount(case, "china_share_of_trade")
    )


@kept_in_words
def _rows(case: Case) -> pd.DataFrame:
    frame = tables.dependence(case)
    ahead = frame["kind"] == "projected"
    return frame[["year", "kind", "source"]].assign(
        percent=percent_value(frame["share"]),
        label=[_(KINDS[kind]) for kind in frame["kind"]],
        at=np.where(ahead, np.cumsum(ahead) - 1, -1),
    )


def _vectors(case: Case) -> dict[str, np.ndarray]:
    """The projected line."""
    return {"percent": percent_value(case.results["china_share_of_trade"])[None]}


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["label", "year", "percent"]].round(1)
    return table.set_axis([_("Series"), _("Year"), _("Share, %")], axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Observed as points, projected dashed."""
    base = alt.Chart(SOURCE).encode(
        x=years(),
        y=alt.Y("percent:Q", title=_("China's share of foreign trade, %"), scale=alt.Scale(zero=True)),
        tooltip=[
            alt.Tooltip("label:N", title=_("Series")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("percent:Q", title=_("Share, %"), format=".1f"),
        ],
    )
    observed = alt.datum.kind == "observed"
    line = base.mark_line(strokeWidth=1, opacity=0.55, color=look.accent).transform_filter(observed)
    points = base.mark_point(filled=True, opacity=1, color=look.accent).transform_filter(observed)
    ahead = base.mark_line(strokeDash=[7, 4], color=look.accent).transform_filter(~observed)
    return alt.layer(line, points, ahead).properties(width="container", height=260)


_FOLLOWING = Following(_rows, _vectors, _finding)
