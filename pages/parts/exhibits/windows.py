"""Average growth in every past window of one length, against the growth needed."""

import math
from functools import cache

import altair as alt
import numpy as np
import pandas as pd

from engine import Case
from engine.past import ledger_of, past_growth, windows
from pages.parts.amounts import amount
from pages.parts.exhibits.exhibit import Exhibit, Plain
from pages.parts.exhibits.theme import SOURCE, Look, constant
from pages.parts.words import N_, _, language, number, percent_value, several
from pages.parts.words import count as counted

PLACE = ("required_growth", 2)
ENOUGH = {True: N_("enough"), False: N_("too little")}
_USUAL = 8  # years, from 2022 to 2030


def exhibit(case: Case, ledger: str = "", years: int = _USUAL) -> Exhibit:
    """Past windows of so many years, by the starting point's count where no other is asked for."""
    count = ledger or ledger_of(case.scenario)
    frame = past_growth(case.scenario, count, years)
    shown = pd.DataFrame(bars(count, years, case.results["required_growth"]))
    heads = {"percent": _("average growth"), "needed": _("growth needed")}
    return Exhibit(
        __name__,
        case,
        _finding(case, frame, years),
        _chart,
        shown.assign(source=frame["source"]),
        lambda: _table(shown.assign(years=frame["years_needed"])),
        outcomes=("required_growth",),
        reading=_("The dotted line is the growth needed."),
        note=_("Observed."),
        dials=("target", "target_year", "start"),
        plain=Plain(
            "line",
            _("Growth, % a year"),
            lambda: shown.set_index("window")[list(heads)].rename(columns=heads),
        ),
    )


def _finding(case: Case, frame: pd.DataFrame, years: int) -> str:
    """How often history was fast enough."""
    needed = case.results["required_growth"]
    length = number(years, "years")
    if frame.empty:
        return _("No past window of {years} is on record").format(years=length)
    if needed == 0:
        return several(
            "No growth is needed; {some} of {n} past window of {years} had some",
            "No growth is needed; {some} of {n} past windows of {years} had some",
            len(frame),
            some=counted((frame["growth"] > 0).sum()),
            years=length,
        )
    return several(
        "{fast} of {n} past window of {years} grew at least {growth}",
        "{fast} of {n} past windows of {years} grew at least {growth}",
        len(frame),
        fast=counted((frame["growth"] >= needed).sum()),
        years=length,
        growth=amount(case, "required_growth"),
    )


def bars(count: str, years: int, needed: float) -> dict[str, np.ndarray]:
    """What is drawn of a count's windows of so many years, a bar each, against the growth needed."""
    past, (named, told) = windows(count, years), _texts(count, years, language())
    enough, too_little = (_(text) for text in ENOUGH.values())
    return {
        "last": past.last,
        "window": named,
        "percent": percent_value(past.growth),
        "needed": np.full(len(named), percent_value(needed)),
        "enough": np.where(past.growth >= needed, enough, too_little).astype(object),
        "growth_text": told,
    }


@cache
def _texts(count: str, years: int, _language: str) -> tuple[np.ndarray, np.ndarray]:
    past = windows(count, years)
    named = [f"{first}–{last}" for first, last in zip(past.first, past.last, strict=True)]
    told = [number(growth, "1/year") for growth in past.growth]
    return np.array(named, dtype=object), np.array(told, dtype=object)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    table = frame[["window", "percent", "years", "enough"]].replace(math.inf, math.nan).round(1)
    heads = [
        _("Window"),
        _("Average growth, % a year"),
        _("Years from the start to the goal at it"),
        _("Against the growth needed"),
    ]
    return table.set_axis(heads, axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """A bar for each window, stronger where growth was enough, and a dotted line at the growth needed."""
    last = alt.X(
        "last:O", axis=alt.Axis(labelAngle=0, labelOverlap="greedy"), title=_("Last year of the window")
    )
    base = alt.Chart(SOURCE).encode(x=last)
    words = [_(text) for text in ENOUGH.values()]
    bars = base.mark_bar().encode(
        y=alt.Y("percent:Q", title=_("Average growth, % a year")),
        color=alt.Color("enough:N", scale=alt.Scale(domain=words, range=[look.accent, look.grid])),
        stroke=alt.value(look.quiet),
        tooltip=[
            alt.Tooltip("window:N", title=_("Window")),
            alt.Tooltip("growth_text:N", title=_("Average growth")),
        ],
    )
    needed = base.mark_line(strokeDash=[1, 3], strokeWidth=2.5, color=look.required).encode(
        y=alt.Y("needed:Q")
    )
    return alt.layer(bars, needed).properties(width="container", height=280)
