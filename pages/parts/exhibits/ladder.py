"""Growth that each goal takes, from every starting point."""

import altair as alt
import pandas as pd

from engine import Case, tables
from engine.load import GOALS, STARTING_POINTS
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, beside, constant
from pages.parts.words import _, count, in_context, number, percent_value, several

PLACE = ("required_growth", 1)


def exhibit(case: Case) -> Exhibit:
    frame = tables.growth_ladder(case.scenario.target, case.scenario.target_year)
    shown = _worded(frame)
    return Exhibit(
        __name__,
        case,
        _finding(case, frame),
        _chart,
        shown,
        lambda: _table(shown.assign(turnover=frame["turnover"])),
        outcomes=("required_growth",),
        reading=_("The stronger the shade, the more."),
        note=_("Growth needed a year. The goal of 100 has no stated year; 2040 is ours."),
        dials=("target", "target_year"),
        plain=Plain(
            "bar", _("Growth needed, % a year"), lambda: wide(shown, "start", "goal_long", "percent")
        ),
    )


def _finding(case: Case, frame: pd.DataFrame) -> str:
    """The span of growth that the reader's goal takes, by starting point."""
    target, year = case.scenario.target, case.scenario.target_year
    own = frame[(frame["target"] == target) & (frame["target_year"] == year)]
    words = {
        "target": number(target, "usd_bn/year"),
        "year": number(year, "year"),
        "least": number(own["growth"].min(), "1/year"),
        "most": number(own["growth"].max(), "1/year"),
    }
    if own["met"].all():
        return _("{target} is already met from every starting point").format(**words)
    if own["met"].any():
        return several(
            "{target} by {year}: met already from {met} of {n} starting point, up to {most} from the others",
            "{target} by {year}: met already from {met} of {n} starting points, up to {most} from the others",
            len(own),
            **words,
            met=count(own["met"].sum()),
        )
    return _("{target} by {year} takes {least} to {most}, depending on whose count and which year").format(
        **words
    )


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    """A row for each starting point and goal; the goal's name over its column has two lines."""
    names = {goal.id: _(goal.label) for goal in GOALS.itertuples()}
    heads = [
        _("{amount}|by {year}").format(amount=number(target, "usd_bn/year"), year=number(year, "year"))
        for target, year in zip(frame["target"], frame["target_year"], strict=True)
    ]
    met = in_context("goal", "met")
    return pd.DataFrame(
        {
            "start": [_(STARTING_POINTS[start]["label"]) for start in frame["start"]],
            "goal": heads,
            "goal_long": [names.get(goal, _("your goal")) for goal in frame["goal"]],
            "percent": percent_value(frame["growth"]),
            "text": [
                met if over else number(growth, "share")
                for growth, over in zip(frame["growth"], frame["met"], strict=True)
            ],
            "source": frame["source"],
        }
    )


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    table = frame[["start", "turnover", "goal_long", "percent"]].round(2)
    heads = [
        _("Starting point"),
        _("Turnover, billion US dollars"),
        _("Goal"),
        _("Growth needed, % a year (0: met already)"),
    ]
    return table.set_axis(heads, axis=1)


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
    base = alt.Chart(SOURCE).encode(
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
