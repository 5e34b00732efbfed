"""How sure: what a result says, in one sentence."""

import pandas as pd

from engine import PARAMETERS, Scenario, evaluate
from engine.sensitivity import SHOCKS
from engine.tables import certainty
from engine.uncertainty import DRAWS, SEED, Futures, Own
from pages.parts.views.certainty import name
from pages.parts.views.conclusions import GROUPS
from pages.parts.views.growth import LEDGER_NAMES
from pages.parts.words import _, number


def method() -> str:
    """How the futures were made."""
    return _(
        "{draws} futures: every assumption drawn from its range, the value as set most likely, and yearly ups and downs "
        "as large as since 2005. Seed {seed}; another seed moves a chance by about a point."
    ).format(draws=number(DRAWS, "1", 0), seed=SEED)


def chance(futures: Futures, scenario: Scenario) -> str:
    """The chance of being at the goal in its year."""
    return number(futures.probability_at(scenario.target), "share", 0)


def fan(frame: pd.DataFrame, scenario: Scenario) -> str:
    """The heading of the fan."""
    last = frame.iloc[-1]
    return _("Nine of ten futures lie between {low} and {high} in {year}").format(
        low=number(last["q5"], "usd_bn/year"),
        high=number(last["q95"], "usd_bn/year"),
        year=number(scenario.target_year, "year"),
    )


def middle(frame: pd.DataFrame, scenario: Scenario) -> str:
    """Why the middle of all futures is not the scenario itself."""
    point = float(evaluate(scenario)["turnover_at_target"])
    half = float(frame.iloc[-1]["q50"])
    words = {
        "half": number(half, "usd_bn/year"),
        "point": number(point, "usd_bn/year"),
    }
    if abs(half - point) < 0.05 * point:
        return _("Half of them end above {half}; the scenario itself ends at {point}.").format(**words)
    if half > point:
        return _(
            "Half of them end above {half}, more than the {point} of the scenario itself: the ranges reach further up than "
            "down from the values as set."
        ).format(**words)
    return _(
        "Half of them end above {half}, less than the {point} of the scenario itself: the ranges reach further down than "
        "up from the values as set."
    ).format(**words)


def chances(frame: pd.DataFrame) -> str:
    """The heading of the chances: the likeliest and the least likely goal."""
    if frame.empty:
        return _("No goal lies ahead of this starting point")
    most, least = frame.loc[frame["at"].idxmax()], frame.loc[frame["at"].idxmin()]
    words = {
        "most": number(most["target"], "usd_bn/year"),
        "most_year": number(most["target_year"], "year"),
        "most_chance": number(most["at"], "share", 0),
    }
    if len(frame) == 1:
        return _("{most} by {most_year} is reached in {most_chance} of futures").format(**words)
    return _(
        "{most} by {most_year} is reached in {most_chance} of futures, {least} by {least_year} in {least_chance}"
    ).format(
        **words,
        least=number(least["target"], "usd_bn/year"),
        least_year=number(least["target_year"], "year"),
        least_chance=number(least["at"], "share", 0),
    )


def tornado(frame: pd.DataFrame) -> str:
    """The heading of the tornado: the widest assumption."""
    widest = frame.iloc[0]
    if widest["swing"] == 0:
        return _("No assumption moves the number within its range")
    return _("{name} moves the goal year's turnover most: from {low} to {high}").format(
        name=name(widest["assumption"]),
        low=number(min(widest["at_low"], widest["at_high"]), "usd_bn/year"),
        high=number(max(widest["at_low"], widest["at_high"]), "usd_bn/year"),
    )


def systems(swings: pd.Series) -> str:
    """How much more one part of the model matters than another."""
    moving = swings[swings > 1e-6]
    if moving.empty:
        return _("No part of the model moves the number within its ranges.")
    first = moving.index[0]
    text = _("From the worst to the best end of their ranges, {name} moves turnover by {swing}.").format(
        name=_(GROUPS[first]), swing=number(moving.iloc[0], "usd_bn/year")
    )
    others = [
        _("{name} ({swing}), {times} times less").format(
            name=_(GROUPS[group]),
            swing=number(swing, "usd_bn/year", 2),
            times=number(moving.iloc[0] / swing, "1", 1 if moving.iloc[0] < 20 * swing else 0),
        )
        for group, swing in moving.iloc[1:].items()
    ]
    if not others:
        return text
    return _("{text} Then come: {others}.").format(text=text, others="; ".join(others))


def shares(frame: pd.DataFrame) -> str:
    """The heading of the parts of the spread."""
    top = frame.iloc[0]
    if top["total"] <= 0:
        return _("Nothing is uncertain here: all ranges are points and there are no ups and downs")
    part = number(top["total"], "share", 0)
    if top["assumption"] == SHOCKS:
        rest = frame[frame["assumption"] != SHOCKS].iloc[0]
        return _(
            "{part} of the spread comes from yearly ups and downs as in history; of what we assume, {name} matters most"
        ).format(part=part, name=_(PARAMETERS[rest["assumption"]].title))
    return _("{part} of the spread comes from: {name}").format(part=part, name=name(top["assumption"]))


def held(frame: pd.DataFrame) -> str:
    """The heading of the backtest."""
    wide = frame[frame["level"] == frame["level"].max()].set_index("ledger")["held"]
    return _(
        "In the past the band of {level} would have held {kz} of what came by Kazakhstan's count, {cn} by China's"
    ).format(
        level=number(frame["level"].max(), "share", 0),
        kz=number(wide["kz"], "share", 0),
        cn=number(wide["cn"], "share", 0),
    )


def backtest(frame: pd.DataFrame) -> str:
    """What the scores of past forecasts say, whatever it is."""
    scores = frame.set_index(["ledger", "model"])["crps"]
    inner = certainty.held()
    inner = inner[inner["level"] == inner["level"].min()].set_index("ledger")["held"]
    better = [ledger for ledger in LEDGER_NAMES if scores[ledger, "no_change"] < scores[ledger, "drift"]]
    ranking = (
        _("It did better than going on with the past's average growth, by both counts.")
        if len(better) == len(LEDGER_NAMES)
        else _("Going on with the past's average growth did better by at least one count.")
    )
    return _(
        "From every year since 2005 the same way of forecasting was given only what was known by then. {ranking} The narrow "
        "band of {level} held {kz} and {cn}: near the middle it promises too much by Kazakhstan's count."
    ).format(
        ranking=ranking,
        level=number(certainty.held()["level"].min(), "share", 0),
        kz=number(inner["kz"], "share", 0),
        cn=number(inner["cn"], "share", 0),
    )


def own(ranges: Own) -> str:
    """Which ranges are the reader's own."""
    return _("With ranges of your own, which no link carries: {names}.").format(
        names="; ".join(_(PARAMETERS[assumption].title) for assumption, _low, _high in ranges)
    )
