"""What follows: what a result says, in one sentence."""

import pandas as pd

from engine import PARAMETERS, Scenario
from engine.answers import Claim, ReachMap, Sought
from engine.discovery import Condition, Rule
from engine.sensitivity import SHOCKS
from pages.parts.views.certainty import name
from pages.parts.views.conclusions import GROUPS, in_words
from pages.parts.words import _, number


def sought(found: Sought, scenario: Scenario) -> str:
    """What one lever would have to be, in one sentence."""
    goal = _("{target} in {year}").format(
        target=number(scenario.target, "usd_bn/year"), year=number(scenario.target_year, "year")
    )
    words = {"lever": _(PARAMETERS[found.lever].title), "goal": goal}
    if found.always:
        return _("The goal of {goal} is reached whatever this is: {lever}.").format(**words)
    if found.value is not None:
        if found.lever == "target_year":
            return _("All else as set, the goal of {target} is reached with the year {year}.").format(
                target=number(scenario.target, "usd_bn/year"), year=number(found.value, "year")
            )
        return _("All else as set, {goal} takes this value: {lever} {value}, instead of {now}.").format(
            **words,
            value=in_words(found.lever, found.value),
            now=in_words(found.lever, float(getattr(scenario, found.lever))),
        )
    words["missing"] = number(found.missing, "usd_bn/year", 2)
    words["closest"] = in_words(found.lever, found.closest)
    if found.second is None:
        return _(
            "Alone it is not enough: {lever} at {closest} comes closest and leaves {missing} missing to {goal}. No second "
            "lever closes the rest."
        ).format(**words)
    other, value = found.second
    return _(
        "Alone it is not enough: {lever} at {closest} comes closest and leaves {missing} missing to {goal}. With it, this "
        "would close the rest: {other} {value}."
    ).format(**words, other=_(PARAMETERS[other].title), value=in_words(other, value))


def moved(frame: pd.DataFrame, baseline: str) -> str:
    """The heading of the waterfall: the sum, and the group that adds or takes most."""
    *parts, whole = frame[["group", "amount"]].to_dict("records")
    total, most = whole["amount"], max(parts, key=lambda part: abs(part["amount"]), default=whole)
    if not most["amount"]:
        return _("Nothing moves the number: against “{baseline}” no setting that acts on it differs").format(
            baseline=baseline
        )
    words = {
        "total": number(abs(total), "usd_bn/year", 2),
        "baseline": baseline,
        "name": _(GROUPS[most["group"]]),
        "part": number(most["amount"], "usd_bn/year", 2),
    }
    if total >= 0:
        return _(
            "{total} more in the goal year than with “{baseline}”; most of it comes from {name}: {part}"
        ).format(**words)
    return _("{total} less in the goal year than with “{baseline}”; most of it by {name}: {part}").format(
        **words
    )


def reach(found: ReachMap, across: str, up: str) -> str:
    """The heading of the reach map: what part of it reaches the goal."""
    enough = found.probability >= 0.5
    words = {
        "across": _(PARAMETERS[across].title),
        "up": _(PARAMETERS[up].title),
        "part": number(float(enough.mean()), "share", 0),
    }
    if enough.all():
        return _("Everywhere on this map the goal is more likely than not").format(**words)
    if not enough.any():
        return _("Nowhere on this map is the goal more likely than not").format(**words)
    return _("On {part} of this map the goal is more likely than not").format(**words)


def claim(found: Claim, scenario: Scenario) -> str:
    """What the claim would take, and whether the past gave as much."""
    kz, cn = found.windows["kz"], found.windows["cn"]
    words = {
        "goal": number(scenario.target, "usd_bn/year"),
        "year": number(scenario.target_year, "year"),
        "growth": number(found.growth, "1/year"),
        "years": number(found.years, "years"),
        "kz": f"{kz[0]}/{kz[1]}",
        "cn": f"{cn[0]}/{cn[1]}",
    }
    if found.growth <= 0:
        return _("{goal} by {year} takes no growth: the starting point is there already.").format(**words)
    return _(
        "{goal} by {year} takes {growth} for {years}. The past gave as much in {kz} windows of that length by Kazakhstan's "
        "count, in {cn} by China's."
    ).format(**words)


def rule(found: Rule | None, scenario: Scenario) -> str:
    """Under what conditions the goal is reached, in one sentence."""
    goal = number(scenario.target, "usd_bn/year")
    if found is None:
        return _("No rule: the futures that reach {goal} and those that do not cannot be told apart.").format(
            goal=goal
        )
    return _(
        "Where {conditions}, {hits} of futures reach {goal}, against {base} of all. That holds in {share} of futures and "
        "covers {held} of those that reach it."
    ).format(
        conditions=_(" and ").join(_condition(condition) for condition in found.conditions),
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
    words = {"name": name(condition.name), "value": in_words(condition.name, condition.threshold)}
    if condition.above:
        return _("“{name}” is {value} or more").format(**words)
    return _("“{name}” is below {value}").format(**words)
