"""Where two levers reach the goal: its chance for every pair of their values."""

from collections.abc import Callable
from functools import cache, partial

import altair as alt
import numpy as np
import pandas as pd

from engine import PARAMETERS, Case
from engine.answers import ReachMap, reach_map
from engine.past import shock_sources
from engine.tables import answers as tables
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import SOURCE, Look, Spec, constant
from pages.parts.words import _, form, number, percent_value, scaled, unit

PLACE = ("answers", 2)


def exhibit(
    case: Case,
    across: str = "organic_export_growth",
    up: str = "programme_value",
    tell: Callable[[float], None] = lambda _done: None,
) -> Exhibit:
    """`tell` hears how much of the map is done."""
    found = reach_map(case, across, up, tell=tell)
    return Exhibit(
        __name__,
        case,
        _finding(found),
        _chart(_title(across), _title(up)),
        _worded(case, found, across, up),
        lambda: _table(found, across, up),
        outcomes=("turnover_at_target",),
        reading=_("Line: where the scenario itself just reaches the goal. Diamond: where it stands now."),
        dials=(across, up),
    )


def _title(lever: str) -> str:
    quantity = PARAMETERS[lever]
    return _("{title}, {unit}").format(title=_(quantity.title), unit=unit(quantity.unit))


def _scale(lever: str) -> float:
    return form(PARAMETERS[lever].unit).scale


def _finding(found: ReachMap) -> str:
    """What part of the map reaches the goal."""
    if np.isnan(found.probability).all():
        return _("No chance can be given so far ahead, for bands beyond eight years were never tested")
    enough = found.probability >= 0.5
    if enough.all():
        return _("Everywhere on this map the goal is more likely than not")
    if not enough.any():
        return _("Nowhere on this map is the goal more likely than not")
    return _("On {part} of this map the goal is more likely than not").format(
        part=number(float(enough.mean()), "share", 0)
    )


def _worded(case: Case, found: ReachMap, across: str, up: str) -> pd.DataFrame:
    """Cells, the goal's line and the scenario's own place as rows of one table, in the units of the axes."""
    scenario = case.scenario
    here = {"kind": "here", "across": [getattr(scenario, across)], "up": [getattr(scenario, up)]}
    line = tables.contour(found, scenario.target).assign(kind="goal")
    frame = pd.concat([_cells(found, across, up), line, pd.DataFrame(here)], ignore_index=True)
    for side, lever in (("across", across), ("up", up)):
        frame[[side, f"{side}_to"]] = frame[[side, f"{side}_to"]].astype(float) * _scale(lever)
    return frame.assign(source=shock_sources(scenario))


def _cells(found: ReachMap, across: str, up: str) -> pd.DataFrame:
    cells = tables.reach(found)
    texts = {
        "across": [number(value, PARAMETERS[across].unit) for value in found.across],
        "up": [number(value, PARAMETERS[up].unit) for value in found.up],
    }
    cells = cells.drop(columns="probability").assign(
        kind="cell",
        turnover=scaled(cells["turnover"], "usd_bn/year"),
        percent=percent_value(cells["probability"]),
        across_text=np.tile(texts["across"], len(found.up)),
        up_text=np.repeat(texts["up"], len(found.across)),
    )
    # a cell lies around its values, and a little under the next, or the paper would show between them
    for side, values in (("across", found.across), ("up", found.up)):
        step = values[1] - values[0]
        cells[f"{side}_to"] = cells[side] + 0.55 * step
        cells[side] -= step / 2
    return cells


def _table(found: ReachMap, across: str, up: str) -> pd.DataFrame:
    """The chance of the goal in per cent, a row for each value up, a column for each value across."""
    frame = pd.DataFrame(
        percent_value(found.probability[::-1]).round(1),
        columns=[f"{_scale(across) * value:.6g}" for value in found.across],
    )
    head = _("{up} (down), {across} (across): chance, %").format(up=_title(up), across=_title(across))
    frame.insert(0, head, (_scale(up) * found.up[::-1]).round(6))
    return frame


@cache
def _chart(across: str, up: str) -> Callable[[str], Spec]:
    """A chart for each pair of axes' titles."""
    return constant(partial(_map, across, up))


def _map(across: str, up: str, look: Look) -> alt.LayerChart:
    """The chance for every pair of two levers, with the line where the scenario just reaches the goal."""
    along = {"axis": alt.Axis(format="~g"), "scale": alt.Scale(nice=False, zero=False)}
    base = alt.Chart(SOURCE).encode(
        x=alt.X("across:Q", title=across, **along), y=alt.Y("up:Q", title=up, **along)
    )
    legend = alt.Legend(title=_("Chance of the goal, %"), type="gradient", gradientLength=160, titleLimit=0)
    cells = base.mark_rect().encode(
        x2="across_to:Q",
        y2="up_to:Q",
        color=alt.Color("percent:Q", scale=alt.Scale(domain=[0, 100], range=list(look.ramp)), legend=legend),
        tooltip=[
            alt.Tooltip("across_text:N", title=_("Across")),
            alt.Tooltip("up_text:N", title=_("Up")),
            alt.Tooltip("turnover:Q", title=_("Turnover, billion US dollars"), format=".1f"),
            alt.Tooltip("percent:Q", title=_("Chance of the goal, %"), format=".0f"),
        ],
    )
    line = base.mark_line(color=look.cn, strokeWidth=3).encode(order="place:Q")
    here = base.mark_point(
        shape="diamond", size=160, filled=True, opacity=1, color=look.cn, stroke=look.paper, strokeWidth=1.5
    )
    marks = {"cell": cells, "goal": line, "here": here}
    layers = [mark.transform_filter(alt.datum.kind == kind) for kind, mark in marks.items()]
    return alt.layer(*layers).properties(width="container", height=380)
