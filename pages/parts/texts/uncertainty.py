"""How sure: the sentences of the uncertainty page, and its tables without a chart."""

import pandas as pd

from engine import Case
from engine.past import LEDGERS, shock_sources
from engine.tables import uncertainty as tables
from engine.uncertainty import DRAWS, SEED
from pages.parts.amounts import Big, amount
from pages.parts.faces import range_in_words
from pages.parts.texts.shared import ledger, part
from pages.parts.words import N_, _, listed, number

MODELS = {"no_change": N_("the futures shown here"), "drift": N_("with the past's average growth")}


def of_futures(case: Case, label: str, outcome: str, below: str, value: str) -> Big:
    """A big number of the futures: how it came about, and the past ups and downs that it rests on."""
    rests = shock_sources(case.scenario)
    return Big(label, outcome, below, value=value, method=method(), rests=rests)


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    scenario, futures = case.scenario, case.futures
    year = number(scenario.target_year, "year")
    return (
        of_futures(
            case,
            _("Chance to be at {goal} in {year}").format(
                goal=number(scenario.target, "usd_bn/year"), year=year
            ),
            "turnover_at_target",
            _("of futures, at or above"),
            chance(case),
        ),
        of_futures(
            case,
            _("Chance to touch it by then"),
            "turnover",
            _("in any year until {year}").format(year=year),
            number(futures.probability_by(scenario.target), "share", 0),
        ),
        of_futures(
            case,
            _("The middle future"),
            "turnover_at_target",
            _("in {year}; half lie above").format(year=year),
            number(_half(case), "usd_bn/year"),
        ),
    )


def method() -> str:
    """How the futures were made."""
    return _(
        "{draws} futures: every assumption drawn from its range, the value as set most likely, and yearly ups and downs "
        "as large as since 2005. Seed {seed}; another seed moves a chance by about a point."
    ).format(draws=number(DRAWS, "1", 0), seed=SEED)


def chance(case: Case) -> str:
    """The chance of being at the goal in its year."""
    return number(case.futures.probability_at(case.scenario.target), "share", 0)


def middle(case: Case) -> str:
    """Why the middle of all futures is not the scenario itself."""
    point, half = float(case.results["turnover_at_target"]), _half(case)
    words = {"half": number(half, "usd_bn/year"), "point": amount(case, "turnover_at_target")}
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


def _half(case: Case) -> float:
    return float(tables.fan(case)["q50"].iloc[-1])


def parts(case: Case) -> str:
    """How much more one part of the model matters than another."""
    swings = tables.part_swings(case)
    moving = swings[swings > 1e-6]
    if moving.empty:
        return _("No part of the model moves the number within its ranges.")
    first = {"name": part(moving.index[0]), "swing": number(moving.iloc[0], "usd_bn/year")}
    others = listed(_less(key, swing, moving.iloc[0] / swing) for key, swing in moving.iloc[1:].items())
    if not others:
        return _(
            "From the worst to the best end of their ranges, turnover is moved by “{name}” by {swing}."
        ).format(**first)
    return _(
        "From the worst to the best end of their ranges, turnover is moved most by “{name}”, by {swing}. Then come: "
        "{others}."
    ).format(**first, others=others)


def _less(key: str, swing: float, times: float) -> str:
    return _("{name} ({swing}, {times} less)").format(
        name=part(key),
        swing=number(swing, "usd_bn/year", 2),
        times=number(times, "times", 1 if times < 20 else 0),
    )


def backtest() -> str:
    """What the scores of past forecasts say, whatever it is."""
    scores = tables.scores().set_index(["ledger", "model"])["crps"]
    held = tables.held()
    inner = held[held["level"] == held["level"].min()].set_index("ledger")["held"]
    words = {
        "level": number(held["level"].min(), "share", 0),
        "kz": number(inner["kz"], "share", 0),
        "cn": number(inner["cn"], "share", 0),
    }
    if all(scores[key, "no_change"] < scores[key, "drift"] for key in LEDGERS):
        return _(
            "From every year since 2005 the same way of forecasting was given only what was known by then. It did better "
            "than going on with the past's average growth, by both counts. The narrow band of {level} held {kz} and {cn}: "
            "near the middle it promises too much by Kazakhstan's count."
        ).format(**words)
    return _(
        "From every year since 2005 the same way of forecasting was given only what was known by then. Going on with the "
        "past's average growth did better by at least one count. The narrow band of {level} held {kz} and {cn}: near the "
        "middle it promises too much by Kazakhstan's count."
    ).format(**words)


def own(case: Case) -> str:
    """Which ranges are the reader's own."""
    said = listed(range_in_words(*one) for one in case.own)
    return _("With ranges of your own: {ranges}.").format(ranges=said)


def held_by_distance() -> pd.DataFrame:
    """How often the bands held, by how many years ahead."""
    frame = tables.held_by_distance()
    frame = frame.assign(
        ledger=[ledger(key) for key in frame["ledger"]],
        column=[_("Band of {level}").format(level=number(level, "share", 0)) for level in frame["level"]],
        text=[number(share, "share", 0) for share in frame["held"]],
    )
    wide = frame.pivot(index=["ledger", "ahead", "cases"], columns="column", values="text").reset_index()
    wide.columns.name = None
    return wide.rename(columns={"ledger": _("Whose count"), "ahead": _("Years ahead"), "cases": _("Cases")})


def scores() -> pd.DataFrame:
    """Errors of past forecasts: those of the futures shown here, whose middle is no change, and those of a drift."""
    frame = tables.scores()
    return pd.DataFrame(
        {
            _("Whose count"): [ledger(key) for key in frame["ledger"]],
            _("Forecast"): [_(MODELS[model]) for model in frame["model"]],
            _("Cases"): frame["cases"],
            _("Mean absolute error of the logarithm"): frame["mean_absolute_error"].round(3),
            _("CRPS of the logarithm"): frame["crps"].round(3),
        }
    )
