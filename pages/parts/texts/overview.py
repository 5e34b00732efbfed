"""The big numbers of a case, on the overview and in its documents."""

import math
from typing import Any

from engine import PARAMETERS, Case
from engine.answers import claim
from engine.load import GOALS, STARTING_POINTS
from engine.past import first_year_at, newest_observed
from pages.parts.amounts import Big, amount
from pages.parts.texts import required_growth, uncertainty
from pages.parts.texts.shared import finer
from pages.parts.words import _, number, per_language, points, sentence, several, together


@per_language
def verdict() -> str:
    """Where trade stands by both counts, beside the goal."""
    first = _goal("goal_35_2030")
    year = newest_observed("kz")[0]
    return _("The goal is {goal} by {by}. In {year} trade was {kz}, and {cn}.").format(
        goal=number(first.target, "usd_bn/year", 0),
        by=number(first.target_year, "year"),
        year=number(year, "year"),
        kz=_stands("kz", first.target),
        cn=_stands("cn", first.target),
    )


@per_language
def question() -> str:
    """What was asked when the goal was named, and what the question is now."""
    first, later = _goal("goal_35_2030"), _goal("goal_40_2030")
    year, stated = newest_observed("kz")[0], STARTING_POINTS["stated_2022"]
    return _(
        "When it was named, from {start}, it took {asked}. From {year} it takes {left}, and {more} to the {next} named since. "
        "What do {goods} worth {worth} change?"
    ).format(
        start=number(stated["turnover"], "usd_bn/year", 0),
        year=number(year, "year"),
        asked=_asked(first, "stated_2022"),
        left=_asked(first, f"kz_{year}"),
        more=_asked(later, f"kz_{year}"),
        next=number(later.target, "usd_bn/year", 0),
        goods=_goods(),
        worth=number(float(str(PARAMETERS["programme_value"].value)), "usd_bn/year", 0),
    )


def _goal(key: str) -> Any:
    return next(goal for goal in GOALS.itertuples() if goal.id == key)


def _stands(ledger: str, goal: float) -> str:
    """A count's newest turnover beside the goal."""
    turnover, passed = newest_observed(ledger)[1], first_year_at(ledger, goal)
    words = {
        "turnover": number(turnover, "usd_bn/year", 1 if round(turnover, 1) == turnover else 2),
        "part": number(turnover / goal, "share", 0),
        "passed": number(passed or 0, "year"),
    }
    if ledger == "kz":
        return (
            _("{turnover} by Kazakhstan's count, past it since {passed}")
            if passed
            else _("{turnover} by Kazakhstan's count, {part} of it")
        ).format(**words)
    return (
        _("{turnover} by China's, past it since {passed}")
        if passed
        else _("{turnover} by China's, {part} of it")
    ).format(**words)


def _asked(goal: Any, start: str) -> str:
    """The growth that a goal takes from a start; more digits where it is small."""
    growth = claim(float(goal.target), int(goal.target_year), start).growth
    return number(growth, "1/year", finer(growth))


def _goods() -> str:
    return several("{n} more good", "{n} more goods", int(str(PARAMETERS["programme_goods"].value)))


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page; the first two are what it is about."""
    start = STARTING_POINTS[case.scenario.start]
    return (
        Big(
            _("Growth needed"),
            "required_growth",
            _("a year, from {first} in {start}").format(
                first=number(start["turnover"], "usd_bn/year"), start=number(start["year"], "year")
            ),
            "share",
        ),
        Big(
            _("Turnover in {year}").format(year=number(case.scenario.target_year, "year")),
            "turnover_at_target",
            _reached(case),
        ),
        uncertainty.of_futures(
            case,
            _("Chance of the goal"),
            "turnover_at_target",
            uncertainty.given(case),
            uncertainty.chance(case),
        ),
        Big(_("Goods close"), "gap_share", _of_the_gap(case)),
        still_needed(case, _("Still needed")),
    )


def middle(case: Case) -> str:
    """What the projection is, and what oil has to do with it."""
    return together(uncertainty.middle(case), uncertainty.oil(case))


def answer(case: Case) -> str:
    """What the goal takes, and what the goods do to it."""
    needed = "**" + sentence(required_growth.needed(case)) + "**"
    return together(needed, sentence(required_growth.programme(case)))


def still_needed(case: Case, label: str) -> Big:
    """The growth that is left to other trade, once the goods have done their part."""
    relief = points(case.results["growth_relief"])
    return Big(
        label,
        "required_growth_with_programme",
        _("a year with goods; {relief} less").format(relief=relief),
        "share",
    )


def _of_the_gap(case: Case) -> str:
    if case.results["gap"] == 0:
        return _("no gap: the goal is met")
    listed = case.results["basket_unrealised"] / case.results["gap"]
    if listed >= case.results["gap_share"]:
        return _("of the gap of {gap}").format(gap=amount(case, "gap"))
    return _("of the gap, if kept; {part} by our list").format(part=number(listed, "share", 1))


def _reached(case: Case) -> str:
    if case.results["years_to_target"] == 0:
        return _("projected; goal already met")
    year = required_growth.year_reached(case)
    if not math.isfinite(year):
        return _("projected; goal never reached")
    return _("projected; goal about {year}").format(year=number(year, "year"))
