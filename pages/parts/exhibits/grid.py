"""Turnover by steady growth and year: which growth reaches the goal when."""

import altair as alt
import pandas as pd

from engine import Case, tables
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import SOURCE, Look, constant, each_year
from pages.parts.words import _, number, percent_value, scaled

PLACE = ("required_growth", 3)


def exhibit(case: Case) -> Exhibit:
    found = tables.growth_grid(case)
    frame = found.assign(turnover=scaled(found["turnover"], "usd_bn/year"))
    return Exhibit(
        __name__,
        case,
        _finding(case, frame),
        _chart,
        _worded(frame),
        lambda: _table(frame),
        outcomes=("required_growth",),
        reading=_("Filled: the goal is reached."),
        note=_("Turnover in billion US dollars at a steady growth from the starting point."),
        dials=("target", "start"),
    )


def _finding(case: Case, frame: pd.DataFrame) -> str:
    """The least growth that reaches the goal by its year."""
    if case.results["gap"] == 0:
        return _("The goal lies at or below the starting point")
    words = {
        "target": number(case.scenario.target, "usd_bn/year"),
        "year": number(case.scenario.target_year, "year"),
    }
    enough = frame[(frame["year"] == case.scenario.target_year) & frame["reached"]]
    if enough.empty:
        return _("Even {most} does not reach {target} by {year}").format(
            **words, most=number(frame["growth"].max(), "1/year", 0)
        )
    return _("In whole per cents, {growth} is the least that reaches {target} by {year}").format(
        **words, growth=number(enough["growth"].min(), "1/year", 0)
    )


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    words = {growth: number(growth, "1/year", 0) for growth in frame["growth"].unique()}
    return pd.DataFrame(
        {
            "year": frame["year"],
            "turnover": frame["turnover"],
            "reached": frame["reached"],
            "percent": percent_value(frame["growth"]).round(),
            "growth_text": frame["growth"].map(words),
            "source": frame["source"],
        }
    )


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a growth rate, one column a year, turnover in billion US dollars."""
    wide = frame.pivot(index="growth", columns="year", values="turnover").sort_index(ascending=False).round(1)
    wide.columns = wide.columns.astype(str)
    head = _("Growth (down), year (across): turnover, billion US dollars")
    wide.insert(0, head, [number(growth, "1/year", 0) for growth in wide.index])
    return wide.reset_index(drop=True)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """A cell for each year and growth, filled where the goal is reached."""
    base = alt.Chart(SOURCE).encode(
        x=each_year(),
        y=alt.Y("percent:O", sort="descending", title=_("Growth, % a year")),
        tooltip=[
            alt.Tooltip("year:O", title=_("Year")),
            alt.Tooltip("growth_text:N", title=_("Growth")),
            alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
        ],
    )
    reached = alt.datum.reached == True  # noqa: E712, a Vega expression
    cells = base.mark_rect(stroke=look.paper).encode(
        color=alt.condition(reached, alt.value(look.ramp[1]), alt.value(look.ramp[0]))
    )
    # on a phone the cells are too small for figures; the table and the tooltip have them
    numbers = base.mark_text(fontSize=11, opacity=alt.ExprRef("width < 480 ? 0 : 1")).encode(
        text=alt.Text("turnover:Q", format=".0f"),
        color=alt.condition(reached, alt.value(look.paper), alt.value(look.ink)),
    )
    return alt.layer(cells, numbers).properties(width="container", height=alt.Step(21))
