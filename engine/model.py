"""The model: its outcomes in order of calculation, bound by name to their inputs.

A formula's argument names are the names of settings, of the starting point's figures or of earlier outcomes. So
what a result rests on follows from signatures and cannot go stale.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np

from engine import goods, growth, trade
from engine.load import OBSERVED, PARAMETERS, PRODUCTS, SOURCES, STARTING_POINTS, Products
from engine.quantity import Source
from engine.scenario import Scenario

Results = Mapping[str, Any]

# the assumptions that are numbers and whose formulas take arrays; the basket is chosen once, not a thousand times
DRAWABLE = tuple(
    name
    for name, quantity in PARAMETERS.items()
    if quantity.used and quantity.is_number and quantity.kind == "assumption" and quantity.group != "basket"
)


@dataclass(frozen=True)
class Outcome:
    """A result: its formula, title, unit and shape ("scalar", "year": by year, "good": by good of the basket)."""

    formula: Callable[..., Any]
    title: str
    unit: str
    shape: str = "scalar"
    name: str = field(init=False)
    arguments: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.formula.__name__)
        object.__setattr__(self, "arguments", tuple(inspect.signature(self.formula).parameters))

    @property
    def meaning(self) -> str:
        """What the result is, with its equation: the first paragraph of the formula's own description."""
        return " ".join(inspect.getdoc(self.formula).split("\n\n")[0].split())  # type: ignore[union-attr]


_IN_ORDER = (
    Outcome(growth.horizon, "Years from start to goal", "years"),
    Outcome(growth.elapsed, "Years since the start", "years", "year"),
    Outcome(growth.gap, "Gap to the goal", "usd_bn/year"),
    Outcome(growth.implied_growth, "Growth from start to goal", "1/year"),
    Outcome(growth.required_growth, "Growth needed", "1/year"),
    Outcome(growth.required_path, "Turnover on the way to the goal", "usd_bn/year", "year"),
    Outcome(
        growth.required_growth_since_last_observed, "Growth needed from the newest observed year", "1/year"
    ),
    Outcome(goods.basket, "Goods on our list", "hs6", "good"),
    Outcome(goods.basket_size, "Goods on our list, number", "goods"),
    Outcome(goods.basket_weights, "A good's part of the worth", "share", "good"),
    Outcome(goods.goods_for_80, "Goods that carry 80 % of the worth", "goods"),
    Outcome(goods.basket_unrealised, "Unused export potential of the list", "usd_bn/year"),
    Outcome(goods.claim_covered, "Unused potential against the promise", "share"),
    Outcome(goods.mean_value_per_good, "Average worth of a good", "usd_mn/year"),
    Outcome(goods.delivered_weight, "Part of the worth that arrives", "share"),
    Outcome(goods.ramp, "Part of the programme that runs", "share", "year"),
    Outcome(goods.gross_programme, "Programme, gross", "usd_bn/year", "year"),
    Outcome(goods.net_programme, "Programme, new trade", "usd_bn/year", "year"),
    Outcome(goods.programme_added, "Added by the programme", "usd_bn/year", "year"),
    Outcome(goods.programme_inputs, "Inputs bought in China for it", "usd_bn/year", "year"),
    Outcome(goods.programme_at_target, "Added by the programme in the goal year", "usd_bn/year"),
    Outcome(trade.price_index, "Commodity prices", "1", "year"),
    Outcome(trade.xinjiang_export_pull, "Xinjiang's pull on exports", "1", "year"),
    Outcome(trade.xinjiang_import_pull, "Xinjiang's pull on imports", "1", "year"),
    Outcome(trade.organic_exports, "Exports without the programme", "usd_bn/year", "year"),
    Outcome(trade.organic_imports, "Imports without the programme", "usd_bn/year", "year"),
    Outcome(trade.exports, "Exports to China", "usd_bn/year", "year"),
    Outcome(trade.imports, "Imports from China", "usd_bn/year", "year"),
    Outcome(trade.turnover, "Turnover", "usd_bn/year", "year"),
    Outcome(trade.balance, "Balance", "usd_bn/year", "year"),
    Outcome(trade.xinjiang_turnover, "Turnover with Xinjiang", "usd_bn/year", "year"),
    Outcome(trade.xinjiang_share_of_turnover, "Xinjiang's share of turnover", "share", "year"),
    Outcome(trade.china_share_of_trade, "China's share of foreign trade", "share", "year"),
    Outcome(trade.turnover_at_target, "Turnover in the goal year", "usd_bn/year"),
    Outcome(trade.shortfall, "Missing in the goal year", "usd_bn/year"),
    Outcome(growth.required_growth_with_programme, "Growth still needed with the programme", "1/year"),
    Outcome(growth.growth_relief, "Growth that the programme saves", "1/year"),
    Outcome(growth.gap_share, "Part of the gap that the programme closes", "share"),
    Outcome(growth.projected_growth, "Growth in this scenario", "1/year"),
    Outcome(growth.years_to_target, "Years to the goal at that growth", "years"),
    Outcome(goods.organic_growth_explained, "Part of export growth that the goods explain", "share"),
)
OUTCOMES: Mapping[str, Outcome] = MappingProxyType({outcome.name: outcome for outcome in _IN_ORDER})

# What a starting point brings, beside the settings: argument name -> column of the table
_START_FIGURES = {
    "start_year": "year",
    "start_turnover": "turnover",
    "start_exports": "exports",
    "start_imports": "imports",
    "other_trade": "other_trade",
}
_NEWEST_FIGURES = ("last_observed_year", "last_observed_turnover")


def evaluate(
    scenario: Scenario, draws: Mapping[str, np.ndarray] | None = None, products: Products = PRODUCTS
) -> Results:
    """Every outcome of a scenario, by name.

    Without draws: floats, arrays over `year`, and arrays over the goods of the basket. With draws (the name of an
    assumption in DRAWABLE -> n values) the outcomes that depend on them gain a first axis of length n. The results
    are shared: read only.
    """
    if draws is None:
        return _point(scenario, products)
    if fixed := [name for name in draws if name not in DRAWABLE]:
        raise ValueError(f"{fixed[0]} cannot be drawn. Can be: {', '.join(DRAWABLE)}.")
    columns = {name: np.asarray(values, dtype=float)[:, None] for name, values in draws.items()}
    return MappingProxyType(_calculated(scenario, products, columns))


@lru_cache(maxsize=512)
def _point(scenario: Scenario, products: Products) -> Results:
    values = _calculated(scenario, products, {})
    for value in values.values():
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return MappingProxyType(values)


def _calculated(scenario: Scenario, products: Products, columns: Mapping[str, np.ndarray]) -> dict[str, Any]:
    values = _inputs(scenario, products) | dict(columns)
    results: dict[str, Any] = {"year": values["year"]}
    for outcome in _IN_ORDER:
        value = outcome.formula(*[values[name] for name in outcome.arguments])
        values[outcome.name] = value
        results[outcome.name] = _squeezed(value) if outcome.shape == "scalar" else value
    return results


def _squeezed(value: Any) -> Any:
    """A scalar outcome without its axis of one year: a float, or an array over draws."""
    array = np.asarray(value)
    return float(array.reshape(-1)[0]) if array.size == 1 else array[..., 0]


def _inputs(scenario: Scenario, products: Products) -> dict[str, Any]:
    point = STARTING_POINTS[scenario.start]
    values: dict[str, Any] = scenario.to_dict()
    values |= {name: point[column] for name, column in _START_FIGURES.items()}
    values |= dict(zip(_NEWEST_FIGURES, newest_observed(point["ledger"]), strict=True))
    values["products"] = products
    values["year"] = np.arange(point["year"], max(scenario.target_year, point["year"]) + 1)
    return values


@lru_cache
def newest_observed(ledger: str) -> tuple[int, float]:
    """The newest year of a ledger with a published turnover, and that turnover [usd_bn/year]."""
    rows = OBSERVED[(OBSERVED["ledger"] == ledger) & OBSERVED["turnover"].notna()]
    newest = rows.loc[rows["year"].idxmax()]
    return int(newest["year"]), float(newest["turnover"])


@lru_cache(maxsize=256)
def inputs_of(name: str) -> frozenset[str]:
    """The settings, starting figures and tables that an outcome rests on, through all that it is made of."""
    if name == "year":
        return frozenset({"start_year", "target_year"})
    if name not in OUTCOMES:
        return frozenset({name})
    return frozenset().union(*(inputs_of(argument) for argument in OUTCOMES[name].arguments))


def sources_of(name: str, scenario: Scenario | None = None) -> tuple[Source, ...]:
    """The sources that an outcome rests on, in the order of the source list."""
    return _sources_from(name, (scenario or Scenario()).start)


@lru_cache(maxsize=1024)
def _sources_from(name: str, start: str) -> tuple[Source, ...]:
    point = STARTING_POINTS[start]
    needed: set[str] = set()
    for argument in inputs_of(name):
        if argument in PARAMETERS:
            needed.update(PARAMETERS[argument].source)
        elif argument == "products":
            needed.add("baci_2024")
        elif argument in _START_FIGURES:
            needed.update(str(point["source"]).split())
        elif argument in _NEWEST_FIGURES:
            rows = OBSERVED[OBSERVED["ledger"] == point["ledger"]].set_index("year")
            needed.update(str(rows.loc[newest_observed(point["ledger"])[0], "source"]).split())
    return tuple(source for key, source in SOURCES.items() if key in needed)
