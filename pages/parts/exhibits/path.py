"""Turnover over the years: what was observed, what a scenario projects, what the goal would take."""

from typing import Any

import altair as alt
import pandas as pd

from engine import PARAMETERS, Case, tables
from engine.model import base_of
from pages.parts.amounts import amount
from pages.parts.exhibits import fan
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, labels, told_apart, years
from pages.parts.words import N_, _, in_context, number

PLACE = ("", 1)
SERIES = {
    "kz": N_("observed by Kazakhstan"),
    "cn": N_("observed by China"),
    "projection": N_("projected"),
    "without": N_("projected, no goods"),
    "stated": N_("as seen from the start"),
    "required": N_("growth needed"),
    "goal": N_("goal"),
    "half": N_("half of all futures"),
}
_DASHES = [[1, 0], [1, 0], [7, 4], [3, 3], [2, 5], [1, 3], [1, 0], [1, 0]]
# the band is pale where none so far ahead was tested
_KINDS = ["observed", "projected", "untested", "assumed"]
_OPACITIES = [0.45, 0.45, 0.15, 0.45]
_SHAPES = ["circle", "square", "stroke", "stroke", "stroke", "stroke", "diamond", "square"]


def exhibit(case: Case) -> Exhibit:
    shown = _worded(case)
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(case, shown),
        outcomes=("turnover", "required_path"),
        reading=_(
            "Points are observed, dashes projected, dots the path that the goal would take. The band holds half of all futures. "
            "The thin dashes know nothing of the years after the start."
        ),
        note=fan.untested(case),
        dials=("programme_value", "organic_export_growth", "start"),
        plain=Plain(
            "line",
            _("Turnover, billion US dollars a year"),
            lambda: wide(_by_legend(shown), "year", "label", "turnover"),
        ),
    )


def _finding(case: Case) -> str:
    """Where the scenario leads, and what is missing to the goal."""
    scenario, results = case.scenario, case.results
    words = {
        "target": number(scenario.target, "usd_bn/year"),
        "year": number(scenario.target_year, "year"),
        "turnover": amount(case, "turnover_at_target"),
        "missing": amount(case, "shortfall"),
    }
    base = base_of(scenario.to_dict())
    if results["gap"] > 0 and base["turnover"] >= scenario.target:
        return _(
            "The goal of {target} is passed already: {base} was counted in {newest}, and this scenario leads to {turnover} in {year}"
        ).format(**words, base=number(base["turnover"], "usd_bn/year"), newest=number(base["year"], "year"))
    if results["gap"] == 0:
        return _("The goal of {target} was met in {start} already: turnover was {first}").format(
            **words, start=number(results["year"][0], "year"), first=amount(case, "turnover", at=0)
        )
    if results["shortfall"] == 0:
        return _("This scenario reaches the goal: {turnover} in {year}, with {target} asked for").format(
            **words
        )
    return _("This scenario leads to {turnover} in {year}, {missing} short of the goal").format(**words)


def _worded(case: Case) -> pd.DataFrame:
    """Lines with a turnover, and the band with a low and a high; on the chart the goal bears its amount."""
    frame = tables.path(case)
    words = {key: _(text) for key, text in SERIES.items()}
    words["goal"] = number(case.scenario.target, "usd_bn/year")
    stated = frame.loc[frame["series"] == "stated", "turnover"]
    if len(stated):
        words["stated"] = _own_arithmetic(case).format(turnover=number(stated.iloc[-1], "usd_bn/year", 2))
    label = frame["series"].map(words)
    # beside the goal and the end of the thin line
    named = ~frame["series"].isin(["goal", "stated"]) | frame.duplicated("series", keep="last")
    return frame.assign(label=label, said=label.mask(named, ""))


def _own_arithmetic(case: Case) -> str:
    """What the thin line is called."""
    if case.scenario.start == PARAMETERS["start"].value:
        return _("the statement's own arithmetic: {turnover}")
    return _("the start's own arithmetic: {turnover}")


def _by_legend(shown: pd.DataFrame) -> pd.DataFrame:
    """The lines under the names of the legend."""
    lines = shown[shown["series"] != "half"]
    return lines.assign(label=[_(SERIES[series]) for series in lines["series"]])


def _table(case: Case, shown: pd.DataFrame) -> pd.DataFrame:
    """A row for each year of each line; the band as all five quantiles."""
    rows = pd.concat([shown[shown["series"] != "half"], fan.quantiles(case)], ignore_index=True)
    kinds = {
        "observed": in_context("kind of figure", "observed"),
        "projected": in_context("kind of figure", "projected"),
        "assumed": in_context("kind of figure", "assumed"),
    }
    table = rows[["label", "kind", "year", "turnover"]].assign(kind=rows["kind"].map(kinds))
    heads = [
        _("Series"),
        _("Observed, projected or assumed"),
        _("Year"),
        _("Turnover, billion US dollars"),
    ]
    return table.set_axis(heads, axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Observed years as points, projections dashed, the required path dotted, the goal a diamond, a band of futures."""
    colours = [look.kz, look.cn, look.accent, look.quiet, look.quiet, look.required, look.ink, look.shade]
    by = told_apart("series", SERIES, colours, _DASHES)
    shape = alt.Shape(
        "series:N",
        scale=alt.Scale(domain=list(SERIES), range=_SHAPES),
        legend=alt.Legend(labelExpr=labels(SERIES), columns=2),
    )
    base = alt.Chart(SOURCE).encode(
        x=years(),
        y=alt.Y("turnover:Q", title=_("Turnover, billion US dollars a year"), scale=alt.Scale(zero=True)),
        color=by["color"],
        tooltip=[
            alt.Tooltip("label:N", title=_("Series")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
        ],
    )
    lines, points = base.encode(strokeDash=by["strokeDash"]), base.encode(shape=shape)
    observed, goal = alt.datum.kind == "observed", alt.datum.series == "goal"
    half, stated = alt.datum.series == "half", alt.datum.series == "stated"
    pale = alt.Opacity("kind:N", scale=alt.Scale(domain=_KINDS, range=_OPACITIES), legend=None)
    band = (
        alt.Chart(SOURCE)
        .mark_area(color=look.shade)
        # an area knows the values of its first year only
        .encode(x="year:Q", y="low:Q", y2="high:Q", opacity=pale, tooltip=alt.value(None))
        .transform_filter(half)
    )
    layers = [
        band,
        lines.mark_line(strokeWidth=1, opacity=0.55).transform_filter(observed),
        points.mark_point(filled=True, size=38, opacity=1).transform_filter(observed),
        lines.mark_line(strokeWidth=1.2).transform_filter(stated),
        lines.mark_line().transform_filter(~observed & ~goal & ~half & ~stated),
        points.mark_point(filled=True, size=190, opacity=1).transform_filter(goal),
        *_named(base.transform_filter(goal), look, dy=-9, dx=-10, fontWeight="bold"),
        *_named(base.transform_filter(stated), look, dy=44, dx=-4),
    ]
    return alt.layer(*layers).properties(width="container", height=380)


def _named(base: alt.Chart, look: Look, **place: Any) -> tuple[alt.Chart, alt.Chart]:
    """Words at a line's end, on a ground of paper where lines pass below them."""
    words = base.encode(text="said:N")
    ground = words.mark_text(align="right", stroke=look.paper, strokeWidth=4, strokeJoin="round", **place)
    return ground, words.mark_text(align="right", **place)
