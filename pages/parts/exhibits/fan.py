"""Turnover of all futures by year about the scenario: three bands, and the goal."""

import altair as alt
import pandas as pd

from engine import Case
from engine.band import HORIZON
from engine.past import ledger_of, sources_between
from engine.tables import uncertainty as tables
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, coloured, constant, years
from pages.parts.words import N_, _, number

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
_ENDS = {"80": ("q10", "q90"), "50": ("q25", "q75")}
_OUTER = N_("nine of ten futures")
_KINDS = ["band", "untested", "observed", "outer", "outest", "scenario", "goal"]
_OPACITIES = [1, 0.3, 1, 1, 1, 1, 1]


def exhibit(case: Case) -> Exhibit:
    frame = tables.fan(case)
    return Exhibit(
        __name__,
        case,
        _finding(case, frame),
        _chart,
        _worded(case, frame),
        lambda: _table(frame),
        outcomes=("turnover",),
        reading=_(
            "Solid: this scenario, the middle. Thin lines: nine of ten futures lie between. Points: observed. Diamond: the goal."
        ),
        note=untested(case),
        dials=("swings", "organic_export_growth"),
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
    return long.assign(kind="projected", label=long["series"].map(words))


def untested(case: Case) -> str:
    """Where bands were never tried on the past."""
    if case.futures.ahead[-1] <= HORIZON:
        return ""
    return _(
        "Pale: more than {years} years ahead, where no band was ever tested on the past, so no chance is given."
    ).format(years=number(HORIZON, "1", 0))


def _finding(case: Case, frame: pd.DataFrame) -> str:
    last = frame.iloc[-1]
    return _(
        "Half of all futures lie between {low} and {high} in {year}, eight of ten between {lower} and {higher}"
    ).format(
        low=number(last["q25"], "usd_bn/year"),
        high=number(last["q75"], "usd_bn/year"),
        lower=number(last["q10"], "usd_bn/year"),
        higher=number(last["q90"], "usd_bn/year"),
        year=number(case.scenario.target_year, "year"),
    )


def _worded(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Observed years, bands, their outer ends, scenario and goal as rows of one table."""
    scenario, known = case.scenario, frame[frame["observed"]]
    counted = sources_between(ledger_of(scenario), int(known["year"].min()), int(known["year"].max()))
    frame = frame[frame["year"] >= known["year"].max()]
    bands = [
        _band(frame, band, order, tested) for order, band in enumerate(BANDS) for tested in (True, False)
    ]
    lines = {
        "observed": (_("observed"), known["year"], known["q50"]),
        "outer": (_(_OUTER), frame["year"], frame["q5"]),
        "outest": (_(_OUTER), frame["year"], frame["q95"]),
        "scenario": (_("this scenario, projected"), frame["year"], frame["q50"]),
        "goal": (_("goal"), [scenario.target_year], [float(scenario.target)]),
    }
    rows = [
        pd.DataFrame(
            {
                "year": years,
                "low": values,
                "kind": kind,
                "label": label,
                "source": counted if kind == "observed" else "",
            }
        )
        for kind, (label, years, values) in lines.items()
    ]
    return pd.concat([*bands, *rows], ignore_index=True)


def _band(frame: pd.DataFrame, band: str, order: int, tested: bool) -> pd.DataFrame:
    """The years of a band that were tested, or the others; both have the year between them."""
    last = frame.loc[frame["tested"], "year"].max()
    part = frame[frame["year"] <= last] if tested else frame[frame["year"] >= last]
    if not tested and len(part) < 2:
        part = part.head(0)
    low, high = _ENDS[band]
    return pd.DataFrame(
        {
            "year": part["year"],
            "low": part[low],
            "high": part[high],
            "band": band,
            "order": order,
            "kind": "band" if tested else "untested",
            "label": _(BANDS[band])
            if tested
            else _("{band}, never tested so far ahead").format(band=_(BANDS[band])),
            "source": part["source"],
        }
    )


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    table = frame[["year", *QUANTILES]].round(1)
    return table.set_axis([_("Year"), *(_(text) for text in QUANTILES.values())], axis=1)


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
