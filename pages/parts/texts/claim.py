"""Whether a claim has a past: “so much in that year”, from the newest year of a count on."""

from engine import Case
from engine.answers import claim
from engine.past import (
    LEDGERS,
    first_year_at,
    ledger_of,
    newest_observed,
    newest_start,
    observed_turnover,
)
from pages.parts.amounts import Big
from pages.parts.texts import uncertainty
from pages.parts.texts.shared import finer, ledger
from pages.parts.words import _, number, sentence, several


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    year, newest = newest_observed(ledger_of(case.scenario))
    return (
        Big(
            _("Growth needed"),
            "required_growth_since_last_observed",
            _("a year, from {first} in {start}").format(
                first=number(newest, "usd_bn/year"), start=number(year, "year")
            ),
            "share",
            finer(float(case.results["required_growth_since_last_observed"])),
        ),
        uncertainty.of_futures(
            case,
            _("Chance, by this model"),
            "turnover_at_target",
            uncertainty.given(case),
            uncertainty.chance(case),
        ),
    )


def verdict(case: Case) -> str:
    """What the claim takes by the count that the case starts from, and how often the past gave as much."""
    return _verdict(case.scenario.target, case.scenario.target_year, ledger_of(case.scenario))


def other_count(case: Case) -> str:
    """The same claim by the other country's count."""
    scenario = case.scenario
    other = next(key for key in LEDGERS if key != ledger_of(scenario))
    return sentence(_verdict(scenario.target, scenario.target_year, other))


def _verdict(amount: float, year: int, count: str) -> str:
    newest, turnover = newest_observed(count)
    words = {
        "count": ledger(count),
        "goal": number(amount, "usd_bn/year"),
        "year": number(year, "year"),
        "newest": number(newest, "year"),
        "turnover": number(turnover, "usd_bn/year"),
    }
    if turnover >= amount:
        passed = number(first_year_at(count, amount) or newest, "year")
        return _("{goal} is passed already: by {count} in {passed}; {newest} had {turnover}").format(
            **words, passed=passed
        )
    if year <= newest:
        missing = number(amount - turnover, "usd_bn/year")
        return _("{year} is over: by {count}, {newest} had {turnover}, {missing} short of {goal}").format(
            **words, missing=missing
        )
    found = claim(amount, year, newest_start(count))
    words["growth"] = number(found.growth, "1/year", finer(found.growth))
    return _against_the_past(words, count, found.years, *found.windows[count][:2])


def _against_the_past(words: dict[str, str], count: str, years: int, fast: int, spans: int) -> str:
    """What it takes, beside every span of as many years that was counted."""
    words["since"] = number(int(observed_turnover(count).index.min()), "year")
    words["years"] = number(years, "years")
    if not spans:
        return _("{goal} by {year} takes {growth}; {count} have no past of {years} to compare with").format(
            **words
        )
    if not fast:
        return several(
            "{goal} by {year} takes {growth}; no year since {since} gave as much by {count}",
            "{goal} by {year} takes {growth}; no {n} years since {since} gave as much by {count}",
            years,
            **words,
        )
    return several(
        "{goal} by {year} takes {growth}; {fast} of {n} past span of {years} gave as much by {count}",
        "{goal} by {year} takes {growth}; {fast} of {n} past spans of {years} gave as much by {count}",
        spans,
        **words,
        fast=str(fast),
    )
