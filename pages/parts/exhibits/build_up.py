"""How the extra goods build up: what is promised, what it adds to exports, what inputs it brings in."""

import altair as alt
import numpy as np
import pandas as pd

from engine import Case
from pages.parts.amounts import amount
from pages.parts.exhibits.exhibit import Exhibit, Following, Plain, kept_in_words, moved, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, each_year, told_apart
from pages.parts.words import N_, _, number, scaled

PLACE = ("goods", 1)
PARTS = {
    "promised": N_("before displacement"),
    "added": N_("added to exports"),
    "inputs": N_("inputs bought in China"),
}
_OUTCOMES = {"promised": "gross_programme", "added": "programme_added", "inputs": "programme_inputs"}


def exhibit(case: Case) -> Exhibit:
    shown = _rows(case).drop(columns="at")
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(shown),
        outcomes=tuple(_OUTCOMES.values()),
        dials=("programme_value", "programme_ramp", "goods_delivered"),
        following=_FOLLOWING,
        plain=Plain("line", _("Billion US dollars a year"), lambda: wide(shown, "year", "label", "amount")),
    )


def _finding(case: Case) -> str:
    """When the goods have their full size, and what they add by the goal year."""
    results = case.results
    if not results["programme_added"].any():
        return _("The goods add nothing")
    words = {
        "amount": amount(case, "programme_at_target", digits=2),
        "year": number(case.scenario.target_year, "year"),
    }
    if not results["basket_size"]:
        return _("No good is on the list; the promise alone adds {amount} in {year}").format(**words)
    if case.scenario.reading == "in_total":
        return _("Read as a total, the goods add {amount} in {year}").format(**words)
    full = results["year"][results["ramp"] >= 1]
    if not full.size:
        return _("The goods do not reach full size by {year}; they then add {amount}").format(**words)
    return _("The goods reach full size in {full} and add {amount} in {year}").format(
        **words, full=number(full[0], "year")
    )


@kept_in_words
def _rows(case: Case) -> pd.DataFrame:
    """A row for each part and year."""
    years = case.results["year"]
    rows = {
        "year": np.tile(years, len(PARTS)),
        "part": np.repeat(list(PARTS), len(years)),
        "label": np.repeat([_(text) for text in PARTS.values()], len(years)),
    }
    return moved(pd.DataFrame(rows), _vectors(case))


def _vectors(case: Case) -> dict[str, np.ndarray]:
    """The parts by year."""
    return {"amount": scaled(np.array([case.results[_OUTCOMES[part]] for part in PARTS]), "usd_bn/year")}


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    return wide(shown, "year", "label", "amount").round(3).reset_index(names=_("Year"))


@constant
def _chart(look: Look) -> alt.Chart:
    """A line for each part, by year."""
    lines = told_apart("part", PARTS, [look.quiet, look.accent, look.cn], [[2, 3], [7, 4], [1, 3]])
    return (
        alt.Chart(SOURCE)
        .mark_line(point=alt.OverlayMarkDef(size=45))
        .encode(
            x=each_year(),
            y=alt.Y("amount:Q", title=_("Billion US dollars a year, projected")),
            **lines,
            tooltip=[
                alt.Tooltip("label:N", title=_("Part")),
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("amount:Q", title=_("Billion US dollars"), format=".3f"),
            ],
        )
        .properties(width="container", height=250)
    )


_FOLLOWING = Following(_rows, _vectors, _finding)
