"""How fast trade must and does grow: the sentences of the growth page, which others say too."""

import math

from engine import Case
from engine.load import STARTING_POINTS
from engine.model import base_of
from engine.past import first_year_at, growth_before, growth_newest, ledger_of, newest_observed
from pages.parts.amounts import Big, amount
from pages.parts.words import _, in_context, number


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    scenario, point = case.scenario, STARTING_POINTS[case.scenario.start]
    last, newest = newest_observed(ledger_of(scenario))
    return (
        Big(
            _("A year, from {start}").format(start=_(point["label"])),
            "required_growth",
            _("{turnover} to {goal}").format(
                turnover=number(point["turnover"], "usd_bn/year"), goal=number(scenario.target, "usd_bn/year")
            ),
            "share",
        ),
        Big(
            _("A year, from the newest year"),
            "required_growth_since_last_observed",
            _("{turnover} in {year}, same count").format(
                turnover=number(newest, "usd_bn/year"), year=number(last, "year")
            ),
            "share",
        ),
        Big(
            _("This scenario reaches the goal"),
            "years_to_target",
            _("at {growth}, projected").format(growth=amount(case, "projected_growth")),
            value=years(case),
        ),
    )


def needed(case: Case) -> str:
    """Growth needed, beside what the decade before gave."""
    required = case.results["required_growth"]
    if case.results["gap"] == 0:
        return _("No growth is needed from this starting point")
    if not math.isfinite(required):
        return _("There are no years left for growth")
    growth, before, newest = (
        amount(case, "required_growth"),
        growth_before(case.scenario),
        growth_newest(case.scenario),
    )
    if before is None:
        return _("Closing the gap takes {growth}").format(growth=growth)
    start = int(case.results["year"][0])
    words = {"growth": growth, "start": number(start, "year"), "before": number(before, "1/year")}
    if newest is None or newest[1] == start:
        return _("Closing the gap takes {growth}; the ten years to {start} gave {before}").format(**words)
    return _(
        "Closing the gap takes {growth}; the ten years to {start} gave {before}, the ten to {last} {newest}"
    ).format(**words, last=number(newest[1], "year"), newest=number(newest[2], "1/year"))


def programme(case: Case) -> str:
    """What the extra goods change."""
    results = case.results
    if case.scenario.programme_inside_growth and results["net_programme"][-1] > 0:
        if not math.isfinite(results["organic_growth_explained"]):
            return _(
                "The goods count as part of other exports, which do not grow: they add nothing to turnover"
            )
        return _("The goods explain {part} of the growth of exports and add nothing to turnover").format(
            part=amount(case, "organic_growth_explained")
        )
    if results["programme_since_start"] == 0:
        return _("The extra goods add nothing in the goal year")
    added = amount(case, "programme_since_start", digits=2)
    if results["gap"] == 0:
        return _("The extra goods add {amount} to a goal that is already met").format(amount=added)
    return _("The extra goods add {amount}: {part} of the gap").format(
        amount=added, part=amount(case, "gap_share")
    )


def year_reached(case: Case) -> float:
    """The year in which this scenario's growth reaches the goal; infinite where it never does."""
    after = float(case.results["years_to_target"])
    base = int(base_of(case.scenario.to_dict())["year"])
    return math.ceil(base + after - 1e-9) if math.isfinite(after) else math.inf


def years(case: Case) -> str:
    """When this scenario's growth reaches the goal."""
    if case.results["years_to_target"] == 0:
        return in_context("goal reached", "already met")
    year = year_reached(case)
    if not math.isfinite(year):
        return in_context("goal reached", "never")
    return in_context("goal reached", "about {year}").format(year=number(year, "year"))


def two_counts(case: Case) -> str:
    """How the two ledgers see the goal."""
    target = case.scenario.target
    (year, kz), (_year, cn) = newest_observed("kz"), newest_observed("cn")
    words = {
        "kz": number(kz, "usd_bn/year"),
        "cn": number(cn, "usd_bn/year"),
        "newest": number(year, "year"),
        "goal": number(target, "usd_bn/year"),
        "start": _(STARTING_POINTS[case.scenario.start]["label"]),
    }
    passed = first_year_at("cn", target)
    if first_year_at("kz", target):
        return _(
            "The two countries count differently: for {newest} Kazakhstan's statistics say {kz}, China's customs {cn}. Both have "
            "counted {goal} or more. You look from: {start}."
        ).format(**words)
    if passed:
        return _(
            "The two countries count differently: for {newest} Kazakhstan's statistics say {kz}, China's customs {cn}. By "
            "China's count {goal} was passed in {year}; by Kazakhstan's it never was. You look from: {start}."
        ).format(**words, year=number(passed, "year"))
    return _(
        "The two countries count differently: for {newest} Kazakhstan's statistics say {kz}, China's customs {cn}. Neither has "
        "ever counted {goal}. You look from: {start}."
    ).format(**words)
