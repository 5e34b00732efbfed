"""The big numbers of a case, on the overview and in its documents."""

import math

from engine import Case
from engine.answers import claim
from engine.load import GOALS, STARTING_POINTS
from engine.past import newest_observed
from engine.uncertainty import DRAWS
from pages.parts.amounts import Big, amount
from pages.parts.texts import required_growth, uncertainty
from pages.parts.words import _, number, points


def lead() -> str:
    """Where trade stands by both counts, what was asked, and what the question is now."""
    (year, kz), (_year, cn) = newest_observed("kz"), newest_observed("cn")
    first, later = (goal for goal in GOALS.itertuples() if goal.id in ("goal_35_2030", "goal_40_2030"))
    stated, newest = STARTING_POINTS["stated_2022"], f"kz_{year}"
    return _(
        "Trade was {kz} in {year} by Kazakhstan's count and {cn} by China's: the goal of {goal} by {by} is nearly reached by one "
        "and passed by the other. When it was named, from {start} in {first}, it took {asked} a year. Now {left} a year is left by "
        "Kazakhstan's count, {more} to the {next} that came after. What do 135 more goods worth 1 billion change?"
    ).format(
        kz=number(kz, "usd_bn/year", 2),
        year=number(year, "year"),
        cn=number(cn, "usd_bn/year"),
        goal=number(first.target, "usd_bn/year", 0),
        by=number(first.target_year, "year"),
        start=number(stated["turnover"], "usd_bn/year", 0),
        first=number(stated["year"], "year"),
        asked=number(claim(first.target, first.target_year, "stated_2022").growth, "share", 1),
        left=number(claim(first.target, first.target_year, newest).growth, "share", 1),
        more=number(claim(later.target, later.target_year, newest).growth, "share", 1),
        next=number(later.target, "usd_bn/year", 0),
    )


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    year = number(case.scenario.target_year, "year")
    return (
        Big(
            _("Growth needed a year"),
            "required_growth",
            _("to {goal} by {year}").format(goal=number(case.scenario.target, "usd_bn/year"), year=year),
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
            _("of {draws} futures").format(draws=number(DRAWS, "1", 0)),
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
    return _("{added} of {gap}, as assumed").format(
        added=amount(case, "programme_at_target", digits=2), gap=amount(case, "gap")
    )


def _reached(case: Case) -> str:
    if case.results["gap"] == 0:
        return _("goal reached: already met")
    year = required_growth.year_reached(case)
    if not math.isfinite(year):
        return _("goal reached: never")
    return _("goal reached: about {year}").format(year=number(year, "year"))
