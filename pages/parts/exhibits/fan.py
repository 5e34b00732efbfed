"""Turnover of all futures by year: two bands, the middle, the scenario itself and the goal."""

import altair as alt
import pandas as pd

from engine import Case
from engine.tables import uncertainty as tables
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, coloured, constant, years
from pages.parts.words import N_, _, number

PLACE = ("uncertainty", 1)
QUANTILES = {
    "q5": N_("5 % of futures lie below"),
    "q25": N_("a quarter lies below"),
    "q50": N_("half lie below"),
    "q75": N_("three quarters lie below"),
    "q95": N_("95 % lie below"),
}
BANDS = {"90": N_("nine of ten futures"), "50": N_("half of all futures")}
_ENDS = {"90": ("q5", "q95"), "50": ("q25", "q75")}


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
        reading=_("Dashed: this scenario itself. Solid: the middle future. Diamond: the goal."),
        note=_("All projected."),
        dials=("volatility_scale", "organic_export_growth"),
        plain=Plain(
            "line",
            _("Turnover, billion US dollars a year"),
            lambda: wide(quantiles(case), "year", "label", "turnover"),
        ),
    )


def quantiles(case: Case) -> pd.DataFrame:
    """The quantiles of all futures as lines, a row for each year of each. Columns: year, series, turnover, source, kind,
    label.
    """
    frame = tables.fan(case)
    long = frame.melt(["year", "source"], list(QUANTILES), var_name="series", value_name="turnover")
    words = {key: _(text) for key, text in QUANTILES.items()}
    return long.assign(kind="projected", label=long["series"].map(words))


def _finding(case: Case, frame: pd.DataFrame) -> str:
    last = frame.iloc[-1]
    return _("Nine of ten futures lie between {low} and {high} in {year}").format(
        low=number(last["q5"], "usd_bn/year"),
        high=number(last["q95"], "usd_bn/year"),
        year=number(case.scenario.target_year, "year"),
    )


def _worded(case: Case, frame: pd.DataFrame) -> pd.DataFrame:
    """Bands, middle, scenario and goal as rows of one table."""
    scenario, results = case.scenario, case.results
    bands = [
        pd.DataFrame(
            {
                "year": frame["year"],
                "low": frame[_ENDS[band][0]],
                "high": frame[_ENDS[band][1]],
                "band": band,
                "order": order,
                "kind": "band",
                "label": _(words),
                "source": frame["source"],
            }
        )
        for order, (band, words) in enumerate(BANDS.items())
    ]
    lines = {
        "middle": (_("the middle future"), frame["year"], frame["q50"]),
        "scenario": (_("this scenario, projected"), results["year"], results["turnover"]),
        "goal": (_("goal"), [scenario.target_year], [float(scenario.target)]),
    }
    rows = [
        pd.DataFrame({"year": years, "low": values, "kind": kind, "label": label, "source": ""})
        for kind, (label, years, values) in lines.items()
    ]
    return pd.concat([*bands, *rows], ignore_index=True)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    table = frame[["year", *QUANTILES]].round(1)
    return table.set_axis([_("Year"), *(_(text) for text in QUANTILES.values())], axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Two bands and a middle, the scenario dashed, the goal a diamond."""
    base = alt.Chart(SOURCE).encode(x=years())
    bands = base.mark_area(stroke=look.quiet, strokeWidth=0.5).encode(
        y=alt.Y("low:Q", title=_("Turnover, billion US dollars a year")),
        y2="high:Q",
        color=coloured("band", BANDS, [look.ramp[0], look.shade], symbolType="square"),
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
        "band": bands,
        "middle": lines.mark_line(color=look.accent),
        "scenario": lines.mark_line(color=look.ink, strokeDash=[7, 4]),
        "goal": lines.mark_point(shape="diamond", filled=True, size=190, opacity=1, color=look.ink),
    }
    layers = [mark.transform_filter(alt.datum.kind == kind) for kind, mark in marks.items()]
    return alt.layer(*layers).properties(width="container", height=340)
