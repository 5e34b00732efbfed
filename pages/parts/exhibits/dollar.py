"""Where a dollar of exports goes: value added, imported inputs, taxes, for several mixes of goods."""

import altair as alt
import numpy as np
import pandas as pd

from engine import Case, tables
from pages.parts.exhibits.exhibit import Exhibit, Following, Plain, kept_in_words, moved, wide
from pages.parts.exhibits.theme import SOURCE, Look, beside, coloured, constant
from pages.parts.words import N_, _, number, percent_value

PLACE = ("economy", 1)
MIXES = {
    "programme": N_("the extra goods"),
    "farm": N_("farm goods sold to China"),
    "china": N_("all goods sold to China"),
    "world": N_("all exports of Kazakhstan"),
}
PARTS = {
    "value_added": N_("value added in Kazakhstan"),
    "imports": N_("imported inputs"),
    "taxes": N_("taxes on products"),
}


def exhibit(case: Case) -> Exhibit:
    shown = _rows(case).drop(columns="at")
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(shown),
        outcomes=("programme_mix",),
        note=_(
            "Upper bounds: re-exports look home-made in the table, averages stand for what is added, nothing limits supply."
        ),
        dials=("programme_goods", "min_exports"),
        following=_FOLLOWING,
        plain=Plain("stacked", _("Of a dollar, %"), lambda: wide(shown, "mix", "label", "percent")),
    )


def _finding(case: Case) -> str:
    added, imports, _taxes = tables.of_a_dollar(case)[: len(PARTS)]  # of the extra goods
    return _(
        "Of a dollar of the extra goods {added} is value added in Kazakhstan, {imports} imported inputs"
    ).format(added=number(added, "share", 0), imports=number(imports, "share", 0))


@kept_in_words
def _rows(case: Case) -> pd.DataFrame:
    frame = tables.dollar(case)
    rows = {
        "mix": [_(MIXES[mix]) for mix in frame["mix"]],
        "part": frame["part"],
        "label": [_(PARTS[part]) for part in frame["part"]],
        "order": [list(PARTS).index(part) for part in frame["part"]],
    }
    return moved(pd.DataFrame(rows), _vectors(case))


def _vectors(case: Case) -> dict[str, np.ndarray]:
    """The parts of each dollar."""
    return {"percent": percent_value(tables.of_a_dollar(case))}


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["mix", "label", "percent"]].round(1)
    return table.set_axis([_("Exports"), _("Part"), _("Of a dollar, %")], axis=1)


@constant
def _chart(look: Look) -> alt.Chart:
    """A bar for each mix of goods."""
    return (
        alt.Chart(SOURCE)
        .mark_bar(stroke=look.ink, strokeWidth=0.6)
        .encode(
            y=beside("mix"),
            x=alt.X("percent:Q", title=_("Of a dollar at the border, %"), scale=alt.Scale(domain=[0, 100])),
            color=coloured("part", PARTS, [look.accent, look.cn, look.shade], columns=1),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("mix:N", title=_("Exports")),
                alt.Tooltip("label:N", title=_("Part")),
                alt.Tooltip("percent:Q", title=_("Of a dollar, %"), format=".1f"),
            ],
        )
        .properties(width="container", height=alt.Step(38))
    )


_FOLLOWING = Following(_rows, _vectors, _finding)
