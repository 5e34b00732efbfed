"""The future as a room sees it: turnover by year in the futures of all its people together, and the goal."""

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np
import pandas as pd

from engine import Case
from engine.pooling import LEVELS
from pages.parts.exhibits.exhibit import Exhibit, Plain
from pages.parts.exhibits.theme import SOURCE, Look, coloured, constant, years
from pages.parts.words import N_, _, number, scaled

BANDS = {"90": N_("nine of ten futures"), "50": N_("half of all futures")}
_UNIT = "usd_bn/year"
_ENDS = {"90": (0.05, 0.95), "50": (0.25, 0.75)}
_LINES = {
    0.05: N_("5 % of futures lie below"),
    0.25: N_("a quarter lies below"),
    0.50: N_("half lie below"),
} | {
    0.75: N_("three quarters lie below"),
    0.95: N_("95 % lie below"),
}


def exhibit(case: Case, year: Sequence[int], bands: np.ndarray, chance: float, whole: bool = True) -> Exhibit:
    """`bands` are levels × years of turnover [usd_bn/year], in the order of LEVELS; `chance` is that of the case's goal.
    `whole` tells that nothing is left out of what makes the room unsure.
    """
    by_level = dict(zip(LEVELS, bands, strict=True))
    drawn = dict(zip(LEVELS, scaled(bands, _UNIT), strict=True))
    return Exhibit(
        __name__,
        case,
        _finding(case, by_level, chance, whole),
        _chart,
        _shown(case, year, drawn),
        lambda: _wide(year, drawn).round(1).reset_index(names=_("Year")),
        outcomes=("turnover",),
        reading=_(
            "Line: half of the room's futures lie below it. Everybody counts the same. Diamond: the goal."
        ),
        plain=Plain("line", _("Turnover, billion US dollars a year"), lambda: _wide(year, drawn)),
    )


def _finding(case: Case, by_level: Mapping[float, np.ndarray], chance: float, whole: bool) -> str:
    told = {
        "low": number(by_level[0.25][-1], "usd_bn/year"),
        "high": number(by_level[0.75][-1], "usd_bn/year"),
        "year": number(case.scenario.target_year, "year"),
        "goal": number(case.scenario.target, "usd_bn/year"),
        "chance": number(chance, "share", 0),
    }
    if not np.isfinite(chance):
        return _("Half of the room's futures lie between {low} and {high} in {year}").format(**told)
    if not whole:
        return _(
            "Of the futures shown here {chance} reach {goal} by {year}; half of them lie between {low} and {high}"
        ).format(**told)
    return _(
        "The room gives {goal} by {year} a chance of {chance}; half of its futures lie between {low} and {high}"
    ).format(**told)


def _shown(case: Case, year: Sequence[int], by_level: Mapping[float, np.ndarray]) -> pd.DataFrame:
    frames = [
        pd.DataFrame(
            {
                "kind": "band",
                "band": band,
                "label": _(BANDS[band]),
                "order": order,
                "year": list(year),
                "low": by_level[low],
                "high": by_level[high],
            }
        )
        for order, (band, (low, high)) in enumerate(_ENDS.items())
    ]
    middle = pd.DataFrame(
        {"kind": "middle", "label": _(_LINES[0.50]), "year": list(year), "low": by_level[0.50]}
    )
    goal = pd.DataFrame(
        {
            "kind": ["goal"],
            "label": [_("goal")],
            "year": [case.scenario.target_year],
            "low": [scaled(case.scenario.target, _UNIT)],
        }
    )
    return pd.concat([*frames, middle, goal], ignore_index=True)


def _wide(year: Sequence[int], by_level: Mapping[float, np.ndarray]) -> pd.DataFrame:
    return pd.DataFrame({_(text): by_level[level] for level, text in _LINES.items()}, index=list(year))


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Two bands, the middle, the goal as a diamond."""
    base = alt.Chart(SOURCE).encode(x=years())
    tips = [alt.Tooltip("label:N", title=_("Series")), alt.Tooltip("year:Q", title=_("Year"), format="d")]
    low = alt.Tooltip("low:Q", title=_("From, billion US dollars"), format=".1f")
    high = alt.Tooltip("high:Q", title=_("To, billion US dollars"), format=".1f")
    bands = (
        base.transform_filter("datum.kind == 'band'")
        .mark_area(stroke=look.quiet, strokeWidth=0.5)
        .encode(
            y=alt.Y("low:Q", title=_("Turnover, billion US dollars a year")),
            y2="high:Q",
            color=coloured("band", BANDS, [look.ramp[0], look.shade], symbolType="square"),
            order="order:Q",
            tooltip=[*tips, low, high],
        )
    )
    lines = base.encode(
        y="low:Q", tooltip=[*tips, alt.Tooltip("low:Q", title=_("Billion US dollars"), format=".1f")]
    )
    middle = lines.transform_filter("datum.kind == 'middle'").mark_line(color=look.accent, strokeWidth=3)
    goal = lines.transform_filter("datum.kind == 'goal'").mark_point(
        shape="diamond", filled=True, size=260, opacity=1, color=look.ink
    )
    return alt.layer(bands, middle, goal).properties(width="container", height=340)
