"""Turnover over the years: what was observed, what a scenario projects, what the goal would take."""

import math
from functools import cache, partial
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from engine import Case, tables
from engine.model import base_of
from pages.parts.amounts import amount
from pages.parts.exhibits import fan
from pages.parts.exhibits.exhibit import Exhibit, Following, Plain, kept_in_words, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, ended, years
from pages.parts.words import N_, _, in_context, language, number, scaled

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
_UNIT = "usd_bn/year"
_BEFORE = 10  # years before the start that are shown at first
_ENDING = ("projection", "without", "stated", "goal")  # lines that are named at their ends
_HEADROOM = 1.12
_DRAWN = "indexof(['without', 'projection', 'required'], datum.series) >= 0"
# on a phone the caption says it
_WIDE = alt.ExprRef("containerSize()[0] < 460 ? 0 : 1")
_BAND_NAME = {"align": "right", "baseline": "top", "dx": -6, "dy": 5, "opacity": _WIDE}


def exhibit(case: Case, whole: bool = False) -> Exhibit:
    """With all years, or those from ten before the start on."""
    rows = _FOLLOWING[whole].rows(case)
    shown = rows.dropna(subset=["turnover", "low"], how="all").drop(columns="at")
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
        whole=whole,
        following=_FOLLOWING[whole],
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


@kept_in_words
def _rows(case: Case, whole: bool) -> pd.DataFrame:
    """Lines with a turnover, the band with a low and a high, and a row where the axis ends; `said` is what stands at a row's
    place. What is not observed has its place in `_vectors` as `at`, and rows also where it has nothing.
    """
    years = case.results["year"]
    still = _still(int(years[0]), int(years[-1]), whole, language())
    moving = still["at"].to_numpy() >= 0
    columns = {}
    for column, values in _vectors(case).items():
        columns[column] = still[column].to_numpy(copy=True)
        columns[column][moving] = values.ravel()
    return still.assign(**columns)


@cache
def _still(first: int, last: int, whole: bool, _language: str) -> pd.DataFrame:
    """All rows, with what does not move: joining tables takes longer than all else that is drawn."""
    seen = tables.path_observed()
    if not whole:
        seen = seen[seen["year"] >= first - _BEFORE]
    lines = [*tables.AHEAD, (None, "assumed")]
    ahead = pd.DataFrame(
        [(series, year, kind) for series, kind in lines for year in range(first, last + 1)],
        columns=["series", "year", "kind"],
    ).assign(source="", at=range(len(lines) * (last + 1 - first)))
    seen = seen.assign(at=-1, said=_where_alone(seen), turnover=scaled(seen["turnover"], _UNIT))
    frame = pd.concat([seen, ahead], ignore_index=True)
    words = {key: _(text) for key, text in SERIES.items()}
    texts = {"said": frame["said"].fillna("").astype(object), "label": frame["series"].map(words).fillna("")}
    return frame.assign(low=np.nan, high=np.nan, **texts)


def _where_alone(seen: pd.DataFrame) -> np.ndarray:
    """Names of the observed lines: China's at its end, Kazakhstan's some years before, where nothing crosses it."""
    said = np.full(len(seen), "", dtype=object)
    for series, back, name in (("kz", 6, _("counted by Kazakhstan")), ("cn", 1, _("counted by China"))):
        said[np.flatnonzero(seen["series"] == series)[-back]] = name
    return said


def _vectors(case: Case) -> dict[str, np.ndarray]:
    """What moves with the scenario: lines and bands ahead, and a line whose last year is where the axis ends."""
    lines, bands = tables.ahead(case)
    kinds = slice(len(lines), len(lines) + len(bands))
    turnover, low, high = np.full((3, kinds.stop + 1, case.results["year"].size), np.nan)
    turnover[: kinds.start] = list(lines.values())
    low[kinds], high[kinds] = zip(*bands.values(), strict=True)
    top = axis_end(max(np.nanmax(turnover), tables.path_observed()["turnover"].max()))
    turnover[-1, -1] = top
    said = np.full(turnover.shape, "", dtype=object)
    for place, (name, line) in enumerate(lines.items()):
        if name in _ENDING and np.isfinite(line[-1]):
            said[place, -1] = _ended(case, name, line[-1])
    said[tuple(np.argwhere(np.isfinite(high))[-1])] = _half(case)
    # the axis serves the lines; the band may leave it, and its name says how far it goes
    drawn = {"turnover": turnover, "low": low, "high": np.minimum(high, top)}
    return {column: scaled(values, _UNIT) for column, values in drawn.items()} | {"said": said}


def axis_end(turnover: float) -> float:
    """Where the axis ends that serves the lines: a whole number of steps above the highest."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1e9) if turnover * _HEADROOM <= 6 * step)
    return step * math.ceil(turnover * _HEADROOM / step)


def _ended(case: Case, series: str, turnover: float) -> str:
    """What stands at the end of a line: its name and its turnover."""
    said = {
        "projection": _("projected {turnover}"),
        "without": _("no goods {turnover}"),
        "stated": _("seen from {start} {turnover}"),
        "goal": _("goal {turnover}"),
    }[series]
    start = number(case.results["year"][0], "year")
    return said.format(turnover=number(turnover, "usd_bn/year"), start=start)


def _half(case: Case) -> str:
    """The name of the band, with its ends."""
    low, high = (number(float(end[-1]), "usd_bn/year") for end in case.futures.band(0.5))
    return _("half of all futures: {low} to {high}").format(low=low, high=high)


def _by_legend(shown: pd.DataFrame) -> pd.DataFrame:
    """The lines under the names of the legend."""
    lines = shown[shown["series"].notna() & (shown["series"] != "half")]
    return lines.assign(label=[_(SERIES[series]) for series in lines["series"]])


def _table(case: Case, shown: pd.DataFrame) -> pd.DataFrame:
    """A row for each year of each line; the band as all five quantiles."""
    lines = shown[shown["series"].notna() & (shown["series"] != "half")]
    rows = pd.concat([lines, fan.quantiles(case)], ignore_index=True)
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
    """Observed years as points, projections dashed, the required path dotted, the goal a diamond, a band of futures; lines
    are named at their ends.
    """
    colours = [look.kz, look.cn, look.accent, look.quiet, look.quiet, look.required, look.ink, look.shade]
    names = list(SERIES)
    colour = alt.Color("series:N", scale=alt.Scale(domain=names, range=colours), legend=None)
    dash = alt.StrokeDash("series:N", scale=alt.Scale(domain=names, range=_DASHES), legend=None)
    shape = alt.Shape("series:N", scale=alt.Scale(domain=names, range=_SHAPES), legend=None)
    base = alt.Chart(SOURCE).encode(
        x=years(),
        y=alt.Y(
            "turnover:Q",
            title=_("Turnover, billion US dollars a year"),
            scale=alt.Scale(zero=True, nice=False),
            axis=alt.Axis(tickCount=5),
        ),
        color=colour,
        tooltip=[
            alt.Tooltip("label:N", title=_("Series")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
        ],
    )
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
        base.mark_line(strokeWidth=1, opacity=0.55).encode(strokeDash=dash).transform_filter(observed),
        base.mark_point(filled=True, size=38, opacity=1).encode(shape=shape).transform_filter(observed),
        base.mark_line(strokeWidth=1.2).encode(strokeDash=dash).transform_filter(stated),
        base.mark_line().encode(strokeDash=dash).transform_filter(_DRAWN),
        base.mark_point(filled=True, size=190, opacity=1).encode(shape=shape).transform_filter(goal),
        # it holds the axis where the lines want it
        base.mark_point(opacity=0).encode(tooltip=alt.value(None)).transform_filter("!isValid(datum.series)"),
        ended(colour, f"indexof({list(_ENDING)}, datum.series) >= 0"),
        _named(base, "kz", align="left", dx=4, dy=16),
        _named(base, "cn", align="right", dx=-9, dy=-3),
        _named(base.encode(y="high:Q", color=alt.value(look.quiet)), "half", **_BAND_NAME),
    ]
    return alt.layer(*layers).properties(width="container", height=380)


def _named(base: alt.Chart, series: str, **place: Any) -> alt.Chart:
    """Words beside a line of their own colour."""
    return (
        base.transform_filter(f"datum.series == {series!r} && datum.said != ''")
        .mark_text(**place)
        .encode(text="said:N", tooltip=alt.value(None))
    )


_BESIDE = (("programme_value", 0.0), ("vantage", "start"))
_FOLLOWING = {
    whole: Following(partial(_rows, whole=whole), _vectors, _finding, _BESIDE) for whole in (False, True)
}
