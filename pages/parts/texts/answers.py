"""What follows: the sentences of the answers page, and its tables without a chart."""

import pandas as pd

from engine import PARAMETERS, Case
from engine.answers import Sought
from engine.discovery import Condition, Rule
from engine.sensitivity import SHOCKS
from engine.tables import answers as tables
from pages.parts import faces
from pages.parts.amounts import Big
from pages.parts.texts.shared import assumption
from pages.parts.texts.uncertainty import chance, given, of_futures
from pages.parts.words import FORMS, _, listed, number


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    scenario = case.scenario
    return (
        Big(
            _("Missing in {year}").format(year=number(scenario.target_year, "year")),
            "shortfall",
            _("to {goal}, projected").format(goal=number(scenario.target, "usd_bn/year")),
            digits=2,
        ),
        Big(_("Growth needed a year"), "required_growth", _("from the starting point"), "share"),
        of_futures(
            case,
            _("Chance to be there"),
            "turnover_at_target",
            given(case),
            chance(case),
        ),
    )


def in_words(lever: str, value: float) -> str:
    """A lever's value with more digits than its dial shows, so that what is sought is met."""
    quantity = PARAMETERS[lever]
    if isinstance(quantity.value, int):
        return faces.value_in_words(lever, int(value))
    return number(value, quantity.unit, FORMS[quantity.unit].digits + 1)


def sought(found: Sought, case: Case) -> str:
    """What one lever would have to be, in one sentence."""
    scenario = case.scenario
    words = {
        "lever": _(PARAMETERS[found.lever].title),
        "target": number(scenario.target, "usd_bn/year"),
        "year": number(scenario.target_year, "year"),
    }
    if found.always:
        return _("The goal of {target} in {year} is reached whatever this is: {lever}.").format(**words)
    if found.value is None:
        return _not_alone(found, words)
    if found.lever == "target_year":
        return _("All else as set, the goal of {target} is reached with the year {found}.").format(
            **words, found=number(found.value, "year")
        )
    return _(
        "All else as set, {target} in {year} takes this value: {lever} {value}, instead of {now}."
    ).format(
        **words,
        value=in_words(found.lever, found.value),
        now=in_words(found.lever, float(getattr(scenario, found.lever))),
    )


def _not_alone(found: Sought, words: dict[str, str]) -> str:
    words = {
        **words,
        "missing": number(found.missing, "usd_bn/year", 2),
        "closest": in_words(found.lever, found.closest),
    }
    if found.second is None:
        return _(
            "Alone it is not enough: {lever} at {closest} comes closest and leaves {missing} missing to {target} in {year}. "
            "No second lever closes the rest."
        ).format(**words)
    other, value = found.second
    return _(
        "Alone it is not enough: {lever} at {closest} comes closest and leaves {missing} missing to {target} in {year}. With "
        "it, this would close the rest: {other} {value}."
    ).format(**words, other=_(PARAMETERS[other].title), value=in_words(other, value))


def needed(case: Case) -> pd.DataFrame:
    """For every lever what it would have to be: first those that can do it, last those that need not."""
    rows = tables.needed(case).sort_values(["always", "missing"], kind="stable").to_dict("records")
    return pd.DataFrame(
        {
            _("Lever"): [_(PARAMETERS[row["lever"]].title) for row in rows],
            _("Choice or assumption"): [faces.kind(row["lever"]) for row in rows],
            _("Now"): [in_words(row["lever"], row["now"]) for row in rows],
            _("Would reach the goal"): [_value(row) for row in rows],
            _("Missing at its best"): [
                number(row["missing"], "usd_bn/year", 2) if row["missing"] else "" for row in rows
            ],
        }
    )


def _value(row: dict[str, float]) -> str:
    if row["always"]:
        return _("any value")
    if row["value"] != row["value"]:  # not a number: no value does
        return _("none")
    return in_words(str(row["lever"]), row["value"])


def conditions(case: Case) -> str:
    """Under what conditions the goal is reached."""
    return _rule(tables.conditions(case), case)


def conditions_without_shocks(case: Case) -> str:
    return _rule(tables.conditions(case, with_shocks=False), case)


def _rule(found: Rule | None, case: Case) -> str:
    goal = number(case.scenario.target, "usd_bn/year")
    if found is None:
        return _("No rule: the futures that reach {goal} and those that do not cannot be told apart.").format(
            goal=goal
        )
    return _(
        "Where all of this holds ({conditions}), {hits} of futures reach {goal}, against {base} of all. That holds in "
        "{share} of futures and covers {held} of those that reach it."
    ).format(
        conditions=listed(map(_condition, found.conditions)),
        hits=number(found.hits, "share", 0),
        goal=goal,
        base=number(found.base, "share", 0),
        share=number(found.share, "share", 0),
        held=number(found.held, "share", 0),
    )


def _condition(condition: Condition) -> str:
    if condition.name == SHOCKS:
        value = number(condition.threshold, "share", 0)
        if condition.above:
            return _("the yearly ups and downs add {value} or more by the goal year").format(value=value)
        return _("the yearly ups and downs add less than {value} by the goal year").format(value=value)
    words = {"name": assumption(condition.name), "value": in_words(condition.name, condition.threshold)}
    if condition.above:
        return _("“{name}” is {value} or more").format(**words)
    return _("“{name}” is below {value}").format(**words)
