"""Growth that each goal takes, from every starting point."""

from collections.abc import Iterable

import altair as alt
import numpy as np
import pandas as pd

from engine import Case, tables
from engine.load import GOALS, STARTING_POINTS
from pages.parts.exhibits.exhibit import Exhibit, Following, Plain, kept_in_words, moved, wide
from pages.parts.exhibits.theme import SOURCE, Look, beside, constant
from pages.parts.words import _, count, in_context, number, percent_value, scaled, several

PLACE = ("required_growth", 1)
_NAMED = frozenset(zip(GOALS["target"].astype(float), GOALS["target_year"].astype(int), strict=True))


def exhibit(case: Case) -> Exhibit:
    rows = _rows(case).drop(columns="at")
    shown = rows[rows["goal"] != ""]
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(case),
        outcomes=("required_growth",),
        reading=_("The stronger the shade, the more."),
        note=_("Growth needed a year. The goal of 100 has no stated year; 2040 is ours."),
        dials=("target", "target_year"),
        following=_FOLLOWING,
        plain=Plain(
            "bar", _("Growth needed, % a year"), lambda: wide(shown, "start", "goal_long", "percent")
        ),
    )


def _finding(case: Case) -> str:
    """The span of growth that the reader's goal takes, by starting point."""
    target, year = case.scenario.target, case.scenario.target_year
    growth = tables.growth_to(target, year)
    met = [point["turnover"] >= target for point in STARTING_POINTS.values()]
    words = {
        "target": number(target, "usd_bn/year"),
        "year": number(year, "year"),
        "least": number(min(growth), "1/year"),
        "most": number(max(growth), "1/year"),
    }
    if all(met):
        return _("{target} is already met from every starting point").format(**words)
    if any(met):
        return several(
            "{target} by {year}: met already from {met} of {n} starting point, up to {most} from the others",
            "{target} by {year}: met already from {met} of {n} starting points, up to {most} from the others",
            len(met),
            **words,
            met=count(sum(met)),
        )
    return _("{target} by {year} takes {least} to {most}, depending on whose count and which year").format(
        **words
    )


@kept_in_words
def _rows(case: Case) -> pd.DataFrame:
    """A row for each starting point and goal; the reader's own goal comes last, and has nothing where others named it."""
    frame = tables.growth_ladder(case.scenario.target, case.scenario.target_year)
    named = frame[frame["goal"] != "goal_own"]
    goals = zip(named["target"], named["target_year"], strict=True)
    cells = {
        "start": _starts(named["start"]),
        "goal": [_head(target, year) for target, year in goals],
        "goal_long": _goals(named["goal"]),
        "percent": percent_value(named["growth"]),
        "text": [_said(growth, met) for growth, met in zip(named["growth"], named["met"], strict=True)],
        "source": named["source"],
        "at": -1,
    }
    own = {
        "start": _starts(STARTING_POINTS),
        "goal_long": _("your goal"),
        "source": [point["source"] for point in STARTING_POINTS.values()],
    }
    return pd.concat([pd.DataFrame(cells), moved(pd.DataFrame(own), _vectors(case))], ignore_index=True)


def _vectors(case: Case) -> dict[str, np.ndarray]:
    """The reader's own goal, from each starting point."""
    target, year = case.scenario.target, case.scenario.target_year
    own = (target, year) not in _NAMED
    growth = np.array(tables.growth_to(target, year)) if own else np.full(len(STARTING_POINTS), np.nan)
    met = [point["turnover"] >= target for point in STARTING_POINTS.values()]
    texts = [_said(*one) for one in zip(growth, met, strict=True)] if own else [""] * len(met)
    return {
        "goal": np.array([_head(target, year) if own else ""] * len(met), dtype=object),
        "percent": percent_value(np.where(np.isfinite(growth), growth, np.nan)),
        "text": np.array(texts, dtype=object),
    }


def _head(target: float, year: int) -> str:
    """A goal's name over its column, in two lines; on a phone there is no room for a decimal that says nothing."""
    digits = 0 if target == int(target) else None
    amount = number(target, "usd_bn/year", digits)
    return _("{amount}|by {year}").format(amount=amount, year=number(year, "year"))


def _said(growth: float, met: bool) -> str:
    return in_context("goal", "met") if met else number(growth, "share")


def _starts(keys: Iterable[str]) -> list[str]:
    return [_(STARTING_POINTS[key]["label"]) for key in keys]


def _goals(keys: Iterable[str]) -> list[str]:
    names = {goal.id: _(goal.label) for goal in GOALS.itertuples()}
    return [names.get(key, _("your goal")) for key in keys]


def _table(case: Case) -> pd.DataFrame:
    frame = tables.growth_ladder(case.scenario.target, case.scenario.target_year)
    columns = {
        _("Starting point"): _starts(frame["start"]),
        _("Turnover, billion US dollars"): scaled(frame["turnover"], "usd_bn/year").round(2),
        _("Goal"): _goals(frame["goal"]),
        _("Growth needed, % a year (0: met already)"): percent_value(frame["growth"]).round(2),
    }
    return pd.DataFrame(columns)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """A row for each starting point and a column for each goal; the darker, the more."""
    heads = alt.Axis(
        orient="top",
        labelAngle=0,
        labelFontWeight="bold",
        labelExpr="split(datum.label, '|')",
        labelLimit=0,
        labelPadding=20,
        ticks=False,
    )
    named = alt.Chart(SOURCE).transform_filter("datum.goal != ''")
    base = named.encode(
        x=alt.X("goal:N", sort=None, title=None, axis=heads),
        y=beside("start"),
        tooltip=[
            alt.Tooltip("start:N", title=_("Starting point")),
            alt.Tooltip("goal_long:N", title=_("Goal")),
            alt.Tooltip("text:N", title=_("Growth needed")),
        ],
    )
    shade = alt.Scale(range=[look.paper, look.shade], domainMin=0, interpolate="rgb")
    cells = base.mark_rect(stroke=look.paper, strokeWidth=2).encode(
        color=alt.Color("percent:Q", scale=shade, legend=None)
    )
    words = base.mark_text(fontSize=13).encode(text="text:N")
    return alt.layer(cells, words).properties(width="container", height=alt.Step(32))


_FOLLOWING = Following(_rows, _vectors, _finding)
