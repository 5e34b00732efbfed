"""The paths of several scenarios in one chart, each named at its end, with a bar that holds half of its futures there.

It stands on the page that compares, not among the charts of one case: it needs the others too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from engine import Case
from engine.comparison import Named, apart, held_against
from engine.past import shock_sources
from engine.tables import comparison as tables
from pages.parts.exhibits import ends, fan
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, years
from pages.parts.words import _, number, scaled, several, together

_NAMED = 8  # more names at lines' ends than that leave no room for one another
_DASHES = [[1, 0], [7, 4], [3, 3], [10, 3, 2, 3], [1, 3], [6, 2]]
_HEIGHT = 360
_AMOUNTS = ("turnover", "q10", "q25", "q75", "q90", "bottom", "top")  # columns of them


def exhibit(case: Case, named: tuple[Named, ...], baseline: int) -> Exhibit:
    """Every scenario's path; of many, a few are named and have a bar, the others are thin."""
    frame, places = tables.paths(case, named), apart(named)
    hues = _hues(frame, held_against(named, baseline))
    bars = ends.rows(frame, hues)
    arrows = ends.arrows(frame, bars)
    sources = {place: shock_sources(one.scenario) for place, one in places.items()}
    return Exhibit(
        __name__,
        case,
        _finding(frame),
        _chart,
        _shown(frame, hues, sources, [*bars, *arrows]),
        lambda: _table(frame),
        outcomes=("turnover",),
        reading=_reading(1 in places, len({arrow["slot"] for arrow in arrows}), len(places) - len(hues)),
        note=together(
            _("Projected."), max((fan.untested(case.of(one.scenario)) for one in places.values()), key=len)
        ),
        plain=Plain(
            "line",
            _("Turnover, billion US dollars a year"),
            lambda: wide(_as_drawn(frame), "year", "name", "turnover"),
        ),
    )


def _finding(frame: pd.DataFrame) -> str:
    """The scenario that leads furthest, and the one that leads least far; where several do, the first and how many more."""
    last = frame[frame["last"]]
    texts = last["turnover"].map(lambda turnover: number(turnover, "usd_bn/year"))
    first, least = last.loc[last["turnover"].idxmax()], last.loc[last["turnover"].idxmin()]
    words = {
        "first": first["name"],
        "most": texts[first.name],
        "last": least["name"],
        "least": texts[least.name],
    }
    if len(last) == 1:
        return _("“{first}” leads to {most}").format(**words)
    if words["most"] == words["least"]:
        return _("All scenarios lead to {most}").format(**words)
    if others := int((texts == words["most"]).sum()) - 1:
        return several(
            "“{first}” and {n} other lead furthest, to {most}; “{last}” to {least}",
            "“{first}” and {n} others lead furthest, to {most}; “{last}” to {least}",
            others,
            **words,
        )
    return _("“{first}” leads furthest, to {most}; “{last}” to {least}").format(**words)


def _hues(frame: pd.DataFrame, baseline: int) -> dict[int, int]:
    """By place, the colour of each scenario that is named: as many as there is room for. The one on the dials, the
    baseline and those of the finding come first; the one on the dials always has the first colour.
    """
    last = frame[frame["last"]].set_index("place")["turnover"]
    wanted = dict.fromkeys([1, baseline, last.idxmax(), last.idxmin(), *last.index])
    chosen = sorted([place for place in wanted if place in last.index][:_NAMED])
    return {place: 1 if place == 1 else hue for hue, place in enumerate(chosen, start=1 + (1 not in chosen))}


def _shown(
    frame: pd.DataFrame,
    hues: Mapping[int, int],
    sources: Mapping[int, str],
    rows: Sequence[Mapping[str, Any]],
) -> pd.DataFrame:
    """Lines and what stands at their ends, as rows of one table."""
    lines = [
        {**row, "drawn": "line", "hue": hues.get(row["place"], 0), "source": sources[row["place"]]}
        for row in frame[["place", "name", "year", "turnover"]].to_dict("records")
    ]
    return _as_drawn(pd.DataFrame([*lines, *rows])).drop(columns="place").fillna({"source": ""})


def _as_drawn(frame: pd.DataFrame) -> pd.DataFrame:
    """Turnover as the axis tells it."""
    amounts = [column for column in _AMOUNTS if column in frame]
    return frame.assign(**{column: scaled(frame[column], "usd_bn/year") for column in amounts})


def _reading(dials: bool, cut: int, unnamed: int) -> str:
    said = [
        _(
            "The bars at the right: in a scenario's last year half of its futures lie in the thick part, eight of ten in the whole."
        )
    ]
    if cut:
        said += [
            several(
                "{n} bar goes on beyond the axis, where it has an arrow.",
                "{n} bars go on beyond the axis, where they have an arrow.",
                cut,
            )
        ]
    if unnamed:
        said += [
            several(
                "{n} more scenario is thin and grey, and named in the table only.",
                "{n} more scenarios are thin and grey, and named in the table only.",
                unnamed,
            )
        ]
    if not dials:
        said += [_("What is on the dials is kept too, and drawn once.")]
    return together(*said)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    """A row for each year of each scenario: its turnover, and the ends of two bands of its futures."""
    heads = {
        "name": _("Scenario"),
        "year": _("Year"),
        "turnover": _("Turnover, billion US dollars"),
        "q25": _("Half of all futures: from"),
        "q75": _("Half of all futures: to"),
        "q10": _("Eight of ten futures: from"),
        "q90": _("Eight of ten futures: to"),
    }
    return _as_drawn(frame)[list(heads)].round(2).rename(columns=heads)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Projected turnover of each scenario; at its end a bar of its futures and its name."""
    colours, dashes = _told_apart(look)
    colour = alt.Color("hue:N", scale=colours, legend=None)
    lines = (
        alt.Chart(SOURCE)
        .mark_line(strokeWidth=alt.expr("datum.hue ? 2.2 : 0.8"))
        .transform_filter(alt.datum.drawn == "line")
        .encode(
            x=years(),
            y=_turnover("turnover"),
            color=colour,
            strokeDash=alt.StrokeDash("hue:N", scale=dashes, legend=None),
            detail="name:N",
            tooltip=[
                alt.Tooltip("name:N", title=_("Scenario")),
                alt.Tooltip("year:Q", title=_("Year"), format="d"),
                alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
            ],
        )
    )
    return _with_ends(lines, look, colour).properties(width="container", height=_HEIGHT)


def _with_ends(lines: alt.Chart, look: Look, colour: alt.Color) -> alt.LayerChart:
    return alt.layer(lines, ends.drawn(look, _turnover, colour)).add_params(ends.PHONE)


def _turnover(column: str) -> alt.Y:
    """The axis, for a column: it ends where lines and bars end."""
    scale = alt.Scale(zero=False, nice=False)
    title = _("Turnover, billion US dollars a year")
    return alt.Y(f"{column}:Q", title=title, scale=scale, axis=alt.Axis(tickCount=6))


def _told_apart(look: Look) -> tuple[alt.Scale, alt.Scale]:
    """Colours and dashes by hue: no two that are named have both the same; 0 is for those that are not, and the first of
    the others for the one on the dials alone.
    """
    six, named = [look.accent, look.cn, look.required, look.ink, look.quiet, look.other], range(_NAMED + 1)
    colours = [look.quiet, *(six[k % 6] for k in named)]
    dashes = [[1, 0], *(_DASHES[(k + k // 6) % 6] for k in named)]
    hues = list(range(_NAMED + 2))
    return alt.Scale(domain=hues, range=colours), alt.Scale(domain=hues, range=dashes)
