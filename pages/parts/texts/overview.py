"""The big numbers of a case, on the overview and in its documents."""

import math
from typing import Any

from engine import PARAMETERS, Case
from engine.answers import claim
from engine.load import GOALS, STARTING_POINTS
from engine.past import first_year_at, newest_observed
from pages.parts.amounts import Big, amount
from pages.parts.texts import required_growth, uncertainty
from pages.parts.words import _, number, points, several, together


def lead() -> str:
    """Where trade stands by both counts, what was asked, and what the question is now."""
    goals = {goal.id: goal for goal in GOALS.itertuples()}
    first, later = goals["goal_35_2030"], goals["goal_40_2030"]
    year = newest_observed("kz")[0]
    stands = _("The goal is {goal} a year by {by}. In {year} trade was {kz}, and {cn}.").format(
        goal=number(first.target, "usd_bn/year", 0),
        by=number(first.target_year, "year"),
        year=number(year, "year"),
        kz=_stands("kz", first.target),
        cn=_stands("cn", first.target),
    )
    stated = STARTING_POINTS["stated_2022"]
    question = _(
        "From {start} in {first}, when it was named, it took {asked}. From {year} it takes {left} by Kazakhstan's count, and {more} "
        "to the {next} that came after. What do {goods} worth {worth} change? Move a dial."
    ).format(
        start=number(stated["turnover"], "usd_bn/year", 0),
        first=number(stated["year"], "year"),
        year=number(year, "year"),
        asked=_asked(first, "stated_2022"),
        left=_asked(first, f"kz_{year}"),
        more=_asked(later, f"kz_{year}"),
        next=number(later.target, "usd_bn/year", 0),
        goods=_goods(),
        worth=number(float(str(PARAMETERS["programme_value"].value)), "usd_bn/year", 0),
    )
    return together(f"**{stands}**", question)


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
    return number(growth, "1/year", 2 if abs(growth) < 0.01 else 1)


def _goods() -> str:
    return several("{n} more good", "{n} more goods", int(str(PARAMETERS["programme_goods"].value)))


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    year = number(case.scenario.target_year, "year")
    return (
        Big(
            _("Growth needed a year"),
            "required_growth",
            _("{first} in {start} to {goal} by {year}").format(
                first=number(STARTING_POINTS[case.scenario.start]["turnover"], "usd_bn/year"),
                start=number(STARTING_POINTS[case.scenario.start]["year"], "year"),
                goal=number(case.scenario.target, "usd_bn/year"),
                year=year,
            ),
            "share",
        ),
        Big(_("The goods close, of the gap"), "gap_share", _of_the_gap(case)),
        still_needed(case, _("Still needed with them, a year")),
        Big(
            _("Turnover in {year}, projected").format(year=year),
            "turnover_at_target",
            _reached(case),
        ),
        uncertainty.of_futures(
            case,
            _("Chance to be at the goal"),
            "turnover_at_target",
            uncertainty.given(case),
            uncertainty.chance(case),
        ),
    )


def still_needed(case: Case, label: str) -> Big:
    """The growth that is left to other trade, once the goods have done their part."""
    relief = points(case.results["growth_relief"])
    return Big(label, "required_growth_with_programme", _("{relief} less").format(relief=relief), "share")


def _of_the_gap(case: Case) -> str:
    if case.results["gap"] == 0:
        return _("no gap: the goal is met")
    listed = case.results["basket_unrealised"] / case.results["gap"]
    if listed >= case.results["gap_share"]:
        return _("{added} of {gap}, as promised").format(
            added=amount(case, "programme_since_start", digits=2), gap=amount(case, "gap")
        )
    return _("if the promise is kept; {part} by our list's potential").format(part=number(listed, "share", 1))


def _reached(case: Case) -> str:
    if case.results["years_to_target"] == 0:
        return _("goal reached: already met")
    year = required_growth.year_reached(case)
    if not math.isfinite(year):
        return _("goal reached: never")
    return _("goal reached: about {year}").format(year=number(year, "year"))
