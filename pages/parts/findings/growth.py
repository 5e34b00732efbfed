"""How fast trade must and does grow: what a result says, in one sentence."""

import math

import pandas as pd

from engine import Scenario
from engine.load import STARTING_POINTS
from engine.model import Results
from engine.tables import LEDGERS, first_year_at, growth_before, growth_newest
from pages.parts.words import _, number


def path(scenario: Scenario, results: Results) -> str:
    """The heading of the path chart."""
    if results["gap"] == 0:
        return _("The goal of {target} was met in {year} already: turnover was {turnover}").format(
            target=number(scenario.target, "usd_bn/year"),
            year=number(results["year"][0], "year"),
            turnover=number(STARTING_POINTS[scenario.start]["turnover"], "usd_bn/year"),
        )
    words = {
        "turnover": number(results["turnover_at_target"], "usd_bn/year"),
        "year": number(scenario.target_year, "year"),
        "missing": number(results["shortfall"], "usd_bn/year"),
        "target": number(scenario.target, "usd_bn/year"),
    }
    if results["shortfall"] == 0:
        return _("This scenario reaches the goal: {turnover} in {year}, with {target} asked for").format(
            **words
        )
    return _("This scenario leads to {turnover} in {year}, {missing} short of the goal").format(**words)


def needed(scenario: Scenario, results: Results) -> str:
    """Growth needed, beside what the decade before gave."""
    if results["gap"] == 0:
        return _("No growth is needed from this starting point")
    growth = number(results["required_growth"], "1/year")
    before, newest = growth_before(scenario), growth_newest(scenario)
    if not math.isfinite(results["required_growth"]):
        return _("There are no years left for growth")
    if before is None:
        return _("Closing the gap takes {growth}").format(growth=growth)
    start = int(results["year"][0])
    text = _("Closing the gap takes {growth}; the ten years to {start} gave {before}").format(
        growth=growth, start=start, before=number(before, "1/year")
    )
    if newest is None or newest[1] == start:
        return text
    return _("{text}, the ten to {last} {newest}").format(
        text=text, last=newest[1], newest=number(newest[2], "1/year")
    )


def programme(scenario: Scenario, results: Results) -> str:
    """What the extra goods change."""
    added = results["programme_at_target"]
    if scenario.programme_inside_growth and results["net_programme"][-1] > 0:
        explained = results["organic_growth_explained"]
        if not math.isfinite(explained):
            return _(
                "The goods count as part of other exports, which do not grow: they add nothing to turnover"
            )
        return _("The goods explain {part} of the growth of exports and add nothing to turnover").format(
            part=number(explained, "share")
        )
    if added == 0:
        return _("The extra goods add nothing in the goal year")
    amount = number(added, "usd_bn/year", 2)
    if results["gap"] == 0:
        return _("The extra goods add {amount} to a goal that is already met").format(amount=amount)
    return _("The extra goods add {amount}: {part} of the gap").format(
        amount=amount, part=number(results["gap_share"], "share")
    )


def years(scenario: Scenario, results: Results) -> str:
    """When this scenario's growth reaches the goal."""
    needed = results["years_to_target"]
    if results["gap"] == 0:
        return _("already met")
    if not math.isfinite(needed):
        return _("never")
    return _("about {year}").format(year=number(math.ceil(results["year"][0] + needed - 1e-9), "year"))


def ladder(frame: pd.DataFrame, scenario: Scenario) -> str:
    """The heading of the ladder: the span of growth that one goal takes, by starting point."""
    own = frame[(frame["target"] == scenario.target) & (frame["target_year"] == scenario.target_year)]
    least, most = own["growth"].min(), own["growth"].max()
    words = {
        "target": number(scenario.target, "usd_bn/year"),
        "year": number(scenario.target_year, "year"),
        "least": number(least, "1/year"),
        "most": number(most, "1/year"),
        "met": int(own["met"].sum()),
        "all": len(own),
    }
    if own["met"].all():
        return _("{target} is already met from every starting point").format(**words)
    if own["met"].any():
        return _(
            "{target} by {year}: met already from {met} of {all} starting points, up to {most} from the others"
        ).format(**words)
    return _("{target} by {year} takes {least} to {most}, depending on whose count and which year").format(
        **words
    )


def windows(frame: pd.DataFrame, results: Results, years: int) -> str:
    """The heading of the past windows: how often history was fast enough."""
    if frame.empty:
        return _("No past window of {years} years is on record").format(years=years)
    fast = int((frame["growth"] >= results["required_growth"]).sum())
    if results["required_growth"] == 0:
        return _("No growth is needed; {fast} of {all} past windows of {years} years had some").format(
            fast=int((frame["growth"] > 0).sum()), all=len(frame), years=years
        )
    return _("{fast} of {all} past windows of {years} years grew at least {growth}").format(
        fast=fast, all=len(frame), years=years, growth=number(results["required_growth"], "1/year")
    )


def grid(frame: pd.DataFrame, scenario: Scenario) -> str:
    """The heading of the growth grid: the least growth that reaches the goal by its year."""
    if STARTING_POINTS[scenario.start]["turnover"] >= scenario.target:
        return _("The goal lies at or below the starting point")
    enough = frame[(frame["year"] == scenario.target_year) & frame["reached"]]
    if enough.empty:
        return _("Even {most} does not reach {target} by {year}").format(
            most=number(frame["growth"].max(), "1/year", 0),
            target=number(scenario.target, "usd_bn/year"),
            year=number(scenario.target_year, "year"),
        )
    return _("In whole per cents, {growth} is the least that reaches {target} by {year}").format(
        growth=number(enough["growth"].min(), "1/year", 0),
        target=number(scenario.target, "usd_bn/year"),
        year=number(scenario.target_year, "year"),
    )


def two_counts(scenario: Scenario) -> str:
    """How the two ledgers see the goal."""
    start = STARTING_POINTS[scenario.start]
    text = _(
        "The two countries count differently: for 2022 Kazakhstan's statistics say {kz}, China's customs {cn}."
    ).format(
        kz=number(STARTING_POINTS["kz_2022"]["turnover"], "usd_bn/year"),
        cn=number(STARTING_POINTS["cn_2022"]["turnover"], "usd_bn/year"),
    )
    goal = number(scenario.target, "usd_bn/year")
    met = {ledger: first_year_at(ledger, scenario.target) for ledger in LEDGERS}
    if met["kz"]:
        seen = _("Both have counted {goal} or more.").format(goal=goal)
    elif met["cn"]:
        seen = _("By China's count {goal} was passed in {year}; by Kazakhstan's it never was.").format(
            goal=goal, year=met["cn"]
        )
    else:
        seen = _("Neither has ever counted {goal}.").format(goal=goal)
    return " ".join((text, seen, _("You look from: {start}.").format(start=_(start["label"]))))
