"""What a reader must be told about a scenario before its numbers can be read rightly."""

from engine.guard import vintage
from engine.load import PRODUCTS, STARTING_POINTS
from engine.message import Amount, Message
from engine.model import Results, base_of
from engine.scenario import Scenario

_KNOWN_CODES = frozenset(PRODUCTS.hs6.tolist())


def remarks(scenario: Scenario, results: Results) -> list[Message]:
    """Sentences on combinations that mean something else than they seem, most important first."""
    found = [
        _goal_met(scenario),
        _no_time(scenario, results),
        _over(scenario, results),
        _too_many_delivered(scenario),
        _too_early(scenario, results),
        _too_few_goods(scenario, results),
        _unknown_goods(scenario),
    ]
    return [remark for remark in found if remark]


def _goal_met(scenario: Scenario) -> Message | None:
    point = STARTING_POINTS[scenario.start]
    if point["turnover"] < scenario.target:
        return None
    return Message(
        "The goal is already met: turnover was {turnover} in {year}, the goal is {target}. No growth is needed.",
        {
            "turnover": Amount(point["turnover"], "usd_bn/year"),
            "year": Amount(point["year"], "year"),
            "target": Amount(scenario.target, "usd_bn/year"),
        },
    )


def _no_time(scenario: Scenario, results: Results) -> Message | None:
    if results["horizon"] > 0:
        return None
    return Message(
        "The goal year {target_year} does not lie after the starting year {start_year}, so there is no path to show.",
        {
            "target_year": Amount(scenario.target_year, "year"),
            "start_year": Amount(results["year"][0], "year"),
        },
    )


def _over(scenario: Scenario, results: Results) -> Message | None:
    """By the day of the data, for the engine knows no other."""
    if results["horizon"] <= 0 or scenario.target_year >= int(vintage()[:4]):
        return None
    return Message(
        "The goal year {year} is over: these are the model's figures for it, not what came.",
        {"year": Amount(scenario.target_year, "year")},
    )


def _too_many_delivered(scenario: Scenario) -> Message | None:
    if scenario.goods_delivered <= scenario.programme_goods:
        return None
    return Message(
        "More goods succeed ({delivered}) than are on the list ({listed}); the list's length counts.",
        {
            "delivered": Amount(scenario.goods_delivered, "goods"),
            "listed": Amount(scenario.programme_goods, "goods"),
        },
    )


def _too_early(scenario: Scenario, results: Results) -> Message | None:
    """All of the programme ran before the projection begins: its worth is in what was counted."""
    base = base_of(scenario.to_dict())["year"]
    if scenario.programme_start > base or results["programme_at_target"] > 0 or not scenario.programme_value:
        return None
    if scenario.programme_inside_growth:
        return None
    return Message(
        "The programme would have begun in {programme_start}, and what it brought by {base} is in that year's figures: nothing "
        "is left to add.",
        {
            "programme_start": Amount(scenario.programme_start, "year"),
            "base": Amount(base, "year"),
        },
    )


def _too_few_goods(scenario: Scenario, results: Results) -> Message | None:
    if results["basket_size"] >= scenario.programme_goods:
        return None
    return Message(
        "Only {found} pass the filters, fewer than the {asked} on the list.",
        {
            "found": Amount(results["basket_size"], "goods"),
            "asked": Amount(scenario.programme_goods, "goods"),
        },
    )


def _unknown_goods(scenario: Scenario) -> Message | None:
    unknown = sorted({*scenario.goods_added, *scenario.goods_dropped} - _KNOWN_CODES)
    if not unknown:
        return None
    return Message("Not in the product table, so left aside: {codes}.", {"codes": ", ".join(unknown)})
