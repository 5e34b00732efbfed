"""Turnover of all futures by year about the scenario: three bands, and the goal."""

from functools import cache

import altair as alt
import numpy as np
import pandas as pd

from engine import Case
from engine.band import HORIZON
from engine.past import ledger_of, shock_sources, sources_between
from engine.tables import uncertainty as tables
from pages.parts.exhibits.exhibit import Exhibit, Following, Plain, kept_in_words, wide
from pages.parts.exhibits.theme import SOURCE, Look, coloured, constant, years
from pages.parts.words import N_, _, language, number, scaled

PLACE = ("uncertainty", 1)
QUANTILES = {
    "q5": N_("5 % of futures lie below"),
    "q10": N_("10 % of futures lie below"),
    "q25": N_("a quarter lies below"),
    "q50": N_("half lie below: the scenario"),
    "q75": N_("three quarters lie below"),
    "q90": N_("90 % lie below"),
    "q95": N_("95 % lie below"),
}
BANDS = {"80": N_("eight of ten futures"), "50": N_("half of all futures")}
_OUTER = N_("nine of ten futures")
_KINDS = ["band", "untested", "observed", "outer", "outest", "scenario", "goal"]
_UNIT = "usd_bn/year"
_OPACITIES = [1, 0.3, 1, 1, 1, 1, 1]


def exhibit(case: Case) -> Exhibit:
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        _rows(case).dropna(subset=["low"]).drop(columns="at"),
        lambda: _table(tables.fan(case)),
        outcomes=("turnover",),
        reading=_(
            "Solid: this scenario, the middle. Thin lines: nine of ten futures lie between. Points: observed. Diamond: the goal."
        ),
        note=untested(case),
        dials=("swings", "organic_export_growth"),
        following=_FOLLOWING,
        plain=Plain(
            "line",
            _("Turnover, billion US dollars a year"),
            lambda: wide(quantiles(case), "year", "label", "turnover"),
        ),
    )


def quantiles(case: Case) -> pd.DataFrame:
    """The quantiles of all futures as lines, a row for each year of each from the newest counted on. Columns: year, series, turnover, source, kind,
    label.
    """
    frame = tables.fan(case)
    frame = frame[frame["year"] >= frame.loc[frame["observed"], "year"].max()]
    long = frame.melt(["year", "source"], list(QUANTILES), var_name="series", value_name="turnover")
    words = {key: _(text) for key, text in QUANTILES.items()}
    turnover = scaled(long["turnover"], _UNIT)
    return long.assign(turnover=turnover, kind="projected", label=long["series"].map(words))


def untested(case: Case) -> str:
    """Where bands were never tried on the past."""
    if case.futures.ahead[-1] <= HORIZON:
        return ""
    return _(
        "Pale: more than {years} years ahead, where no band was ever tested on the past, so no chance is given."
    ).format(years=number(HORIZON, "1", 0))


def _finding(case: Case) -> str:
    last = dict(zip(QUANTILES, case.futures.bands[:, -1], strict=True))
    return _(
        "Half of all futures lie between {low} and {high} in {year}, eight of ten between {lower} and {higher}"
    ).format(
        low=number(last["q25"], "usd_bn/year"),
        high=number(last["q75"], "usd_bn/year"),
        lower=number(last["q10"], "usd_bn/year"),
        higher=number(last["q90"], "usd_bn/year"),
        year=number(case.scenario.target_year, "year"),
    )


@kept_in_words
def _rows(case: Case) -> pd.DataFrame:
    """Observed years, bands, their outer ends, scenario and goal as rows of one table."""
    years, known = case.futures.year, case.futures.ahead == 0
    scenario = case.scenario
    still = _still(
        tuple(years[known].tolist()), int(years[-1]), ledger_of(scenario), shock_sources(scenario), language()
    )
    moving, vectors = still["at"].to_numpy() >= 0, _vectors(case)
    low, high = still["low"].to_numpy(copy=True), np.full(len(still), np.nan)
    low[~moving], low[moving], high[moving] = (
        scaled(case.futures.bands[list(QUANTILES).index("q50"), known], _UNIT),
        vectors["low"].ravel(),
        vectors["high"].ravel(),
    )
    return still.assign(low=low, high=high)


@cache
def _still(known: tuple[int, ...], last: int, count: str, shocks: str, _language: str) -> pd.DataFrame:
    """All rows, with what does not move: joining tables takes longer than all else that is drawn."""
    counted = sources_between(count, known[0], known[-1])
    seen = pd.DataFrame(
        {
            "year": known,
            "low": np.nan,
            "kind": "observed",
            "label": _("observed"),
            "source": counted,
            "at": -1,
        }
    )
    years = pd.DataFrame({"year": range(known[-1], last + 1), "source": shocks})
    bands = [
        years.assign(band=band, order=order, kind=kind, label=label.format(band=_(words)))
        for order, (band, words) in enumerate(BANDS.items())
        for kind, label in (("band", "{band}"), ("untested", _("{band}, never tested so far ahead")))
    ]
    lines = [
        years.assign(kind=kind, label=label, source="")
        for kind, label in (
            ("outer", _(_OUTER)),
            ("outest", _(_OUTER)),
            ("scenario", _("this scenario, projected")),
            ("goal", _("goal")),
        )
    ]
    ahead = pd.concat([*bands, *lines], ignore_index=True)
    return pd.concat([seen, ahead.assign(at=range(len(ahead)))], ignore_index=True)


def _vectors(case: Case) -> dict[str, np.ndarray]:
    """From the newest counted year on: each band where it was tested and where not, both with the year between them; then
    lines, the goal in its year alone.
    """
    first = np.flatnonzero(case.futures.ahead == 0)[-1]
    q5, q10, q25, q50, q75, q90, q95 = scaled(case.futures.bands[:, first:], _UNIT)
    ahead = case.futures.ahead[first:]
    # a year alone is no band
    kinds = ahead <= HORIZON, (ahead >= HORIZON) & (ahead[-1] > HORIZON)
    tested, beyond = (np.where(kind, 0.0, np.nan) for kind in kinds)
    nothing, goal = np.full((2, ahead.size), np.nan)
    goal[-1] = scaled(case.scenario.target, _UNIT)
    lows = [end + part for end in (q10, q25) for part in (tested, beyond)]
    highs = [end + part for end in (q90, q75) for part in (tested, beyond)]
    return {"low": np.array([*lows, q5, q95, q50, goal]), "high": np.array([*highs, *[nothing] * 4])}


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    columns = {_(text): scaled(frame[key], _UNIT).round(1) for key, text in QUANTILES.items()}
    return pd.DataFrame({_("Year"): frame["year"], **columns})


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Two bands, pale where none was tested, the ends of a third, the scenario, the goal as a diamond."""
    base = alt.Chart(SOURCE).encode(x=years())
    bands = base.mark_area(stroke=look.quiet, strokeWidth=0.5).encode(
        y=alt.Y("low:Q", title=_("Turnover, billion US dollars a year")),
        y2="high:Q",
        color=coloured("band", BANDS, [look.ramp[0], look.shade], symbolType="square"),
        opacity=alt.Opacity("kind:N", scale=alt.Scale(domain=_KINDS, range=_OPACITIES), legend=None),
        order=alt.Order("order:Q"),
        tooltip=[
            alt.Tooltip("label:N", title=_("Band")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("low:Q", title=_("From, billion US dollars"), format=".1f"),
            alt.Tooltip("high:Q", title=_("To, billion US dollars"), format=".1f"),
        ],
    )
    lines = base.encode(
        y="low:Q",
        tooltip=[
            alt.Tooltip("label:N", title=_("Series")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("low:Q", title=_("Billion US dollars"), format=".1f"),
        ],
    )
    marks = {
        "outer": lines.mark_line(color=look.quiet, strokeWidth=1),
        "outest": lines.mark_line(color=look.quiet, strokeWidth=1),
        "scenario": lines.mark_line(color=look.accent),
        "observed": lines.mark_point(filled=True, size=38, opacity=1, color=look.accent),
        "goal": lines.mark_point(shape="diamond", filled=True, size=190, opacity=1, color=look.ink),
    }
    layers = [mark.transform_filter(alt.datum.kind == kind) for kind, mark in marks.items()]
    layers.insert(0, bands.transform_filter((alt.datum.kind == "band") | (alt.datum.kind == "untested")))
    return alt.layer(*layers).properties(width="container", height=340)


_FOLLOWING = Following(_rows, _vectors, _finding)
