"""The tables of the growth page in words: what its charts draw, and their twins for readers of tables."""

import pandas as pd
import streamlit as st

from engine import Scenario
from engine.load import GOALS, STARTING_POINTS
from engine.model import Results, newest_observed
from engine.tables import LEDGERS
from pages.parts import session
from pages.parts.words import N_, _, number, percent_value

LEDGER_NAMES = {"kz": N_("Kazakhstan's statistics"), "cn": N_("China's customs")}


def newest(scenario: Scenario) -> dict[str, str]:
    """The newest observed turnover of the scenario's ledger, in words."""
    year, turnover = newest_observed(STARTING_POINTS[scenario.start]["ledger"])
    return {"year": number(year, "year"), "turnover": number(turnover, "usd_bn/year")}


def window_controls(ledger: str) -> tuple[str, int]:
    """Which past to look at: whose count, and windows of how many years."""
    left, right = st.columns(2)
    # the count follows the starting point until the reader picks the other
    picked = left.segmented_control(
        _("Whose count"),
        list(LEDGERS),
        default=ledger,
        required=True,
        format_func=lambda key: _(LEDGER_NAMES[key]),
        key=f"window.ledger.{ledger}",
        on_change=session.touch,
    )
    years = right.segmented_control(
        _("Length of the windows, in years"),
        [3, 5, 8, 10, 15],
        default=8,
        required=True,
        key="window.years",
        on_change=session.touch,
    )
    return picked or ledger, years or 8


def ladder(frame: pd.DataFrame) -> pd.DataFrame:
    """Starting points and goals in words, growth in per cent."""
    names = {goal.id: _(goal.label) for goal in GOALS.itertuples()}
    heads = {
        row.goal: "|".join((number(row.target, "usd_bn/year"), _("by {year}").format(year=row.target_year)))
        for row in frame.drop_duplicates("goal").itertuples()
    }
    words = [
        _("met") if met else number(g, "share") for g, met in zip(frame["growth"], frame["met"], strict=True)
    ]
    return frame.assign(
        start=frame["start"].map(lambda key: _(STARTING_POINTS[key]["label"])),
        goal=frame["goal"].map(heads),
        goal_long=frame["goal"].map(lambda key: names.get(key, _("your goal"))),
        percent=percent_value(frame["growth"]),
        text=words,
    )


def ladder_table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["start", "turnover", "goal_long", "percent"]].round(2)
    heads = [
        _("Starting point"),
        _("Turnover, billion US dollars"),
        _("Goal"),
        _("Growth needed, % a year (0: met already)"),
    ]
    return table.set_axis(heads, axis=1)


def windows(frame: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Past windows in words, with the growth needed beside each."""
    needed = results["required_growth"]
    enough = {True: _("enough"), False: _("too little")}
    return pd.DataFrame(
        {
            "last": frame["last"],
            "window": [f"{first}–{last}" for first, last in zip(frame["first"], frame["last"], strict=True)],
            "percent": percent_value(frame["growth"]),
            "needed": percent_value(needed),
            "enough": [enough[bool(growth >= needed)] for growth in frame["growth"]],
            "growth_text": [number(growth, "1/year") for growth in frame["growth"]],
            "years": frame["years_needed"].replace(float("inf"), float("nan")),
            "years_text": [_years(years) for years in frame["years_needed"]],
        }
    )


def _years(years: float) -> str:
    return _("never") if years == float("inf") else number(years, "years", 1)


def windows_table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["window", "percent", "years", "enough"]].round(1)
    return table.set_axis(
        [
            _("Window"),
            _("Average growth, % a year"),
            _("Years from the start to the goal at it"),
            _("Against the growth needed"),
        ],
        axis=1,
    )


def grid(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(
        percent=percent_value(frame["growth"]).round(),
        growth_text=[number(g, "1/year", 0) for g in frame["growth"]],
    )


def grid_table(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a growth rate, one column a year, turnover in billion US dollars."""
    wide = frame.pivot(index="growth", columns="year", values="turnover").sort_index(ascending=False).round(1)
    wide.columns = wide.columns.astype(str)
    wide.insert(0, _("Growth"), [number(growth, "1/year", 0) for growth in wide.index])
    return wide.reset_index(drop=True)
