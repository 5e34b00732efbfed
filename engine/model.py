"""The model: its outcomes in order of calculation, bound by name to their inputs.

A formula's argument names are the names of settings, of the starting point's figures or of earlier outcomes. So
what a result rests on follows from signatures and cannot go stale.
"""

import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from engine import border, economy, goods, growth, investment, trade, transit
from engine.load import (
    BORDER_BASE,
    CHECKPOINTS,
    INPUT_OUTPUT,
    KZ_GDP,
    OTHER_PARTNERS_CONCENTRATION,
    PARAMETERS,
    PRODUCTS,
    SOURCES,
    STARTING_POINTS,
    TITR_YEARS,
    Products,
)
from engine.message import Message, Refusal
from engine.past import (
    newest_observed,
    observed,
    observed_flows,
    on_kz_count,
    other_export_share,
    sources_between,
)
from engine.quantity import Source, Value
from engine.scenario import Scenario

Results = Mapping[str, Any]

# the assumptions that are numbers and whose formulas take arrays; the basket is chosen once, not a thousand times
DRAWABLE = tuple(
    name
    for name, quantity in PARAMETERS.items()
    if quantity.used
    and quantity.is_number
    and quantity.kind == "assumption"
    and quantity.panel not in ("basket", "uncertainty")
)


@dataclass(frozen=True)
class Outcome:
    """A result: its formula, title, unit and shape ("scalar", "year": by year, "good": by good of the basket,
    "product": by product of the input–output table, "product × year", "transit year": by year of the Trans-Caspian goal)."""

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
        """What the result is: the first paragraph of the formula's own description, without the unit in brackets."""
        first = " ".join(inspect.getdoc(self.formula).split("\n\n")[0].split())  # type: ignore[union-attr]
        return first.replace(f" [{self.unit}]", "", 1)


_IN_ORDER = (
    Outcome(growth.horizon, "Years from start to goal", "years"),
    Outcome(growth.years_ahead, "Years from the newest year to the goal", "years"),
    Outcome(growth.elapsed, "Years since the newest year", "years", "year"),
    Outcome(growth.since_start, "Years since the start", "years", "year"),
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
    Outcome(goods.ramp_in_all, "Its parts in all years together", "1"),
    Outcome(goods.gross_programme, "Programme, gross", "usd_bn/year", "year"),
    Outcome(goods.net_programme, "Programme, new trade", "usd_bn/year", "year"),
    Outcome(goods.programme_in_base, "Of it in the newest year already", "usd_bn/year"),
    Outcome(goods.programme_added, "Added by the programme", "usd_bn/year", "year"),
    Outcome(goods.programme_inputs, "Inputs bought in China for it", "usd_bn/year", "year"),
    Outcome(goods.programme_at_target, "Added by the programme in the goal year", "usd_bn/year"),
    Outcome(goods.programme_at_start, "Of the programme at the start already", "usd_bn/year"),
    Outcome(goods.programme_since_start, "Added by the programme since the start", "usd_bn/year"),
    Outcome(trade.price_effect, "Prices in exports", "1", "year"),
    Outcome(trade.other_price_effect, "Prices in trade with all others", "1", "year"),
    Outcome(trade.oil_pull, "Oil's pull on all trade", "1", "year"),
    Outcome(trade.xinjiang_export_pull, "Xinjiang's pull on exports", "1", "year"),
    Outcome(trade.xinjiang_import_pull, "Xinjiang's pull on imports", "1", "year"),
    Outcome(trade.export_volume, "Exports without policy, at unchanged prices", "usd_bn/year", "year"),
    Outcome(trade.import_volume, "Imports without policy, at unchanged prices", "usd_bn/year", "year"),
    Outcome(trade.organic_exports, "Exports without the programme", "usd_bn/year", "year"),
    Outcome(trade.organic_imports, "Imports without the programme", "usd_bn/year", "year"),
    Outcome(border.corridor_share, "Farm trade at checkpoints with a new corridor", "share"),
    Outcome(border.corridors_running, "New corridors open", "1", "year"),
    Outcome(border.export_corridor_gain, "More farm exports through a corridor", "share"),
    Outcome(border.import_corridor_gain, "More farm imports through a corridor", "share"),
    Outcome(border.agrifood_exports, "Exports of farm goods and food", "usd_bn/year", "year"),
    Outcome(border.water_loss, "Farm exports lost for want of water", "usd_bn/year", "year"),
    Outcome(border.corridor_exports, "Exports added by the corridors", "usd_bn/year", "year"),
    Outcome(border.corridor_imports, "Imports added by the corridors", "usd_bn/year", "year"),
    Outcome(investment.fdi_change, "Investment above the statement", "usd_bn/year"),
    Outcome(investment.fdi_capital, "Extra capital at work", "usd_bn", "year"),
    Outcome(investment.fdi_exports, "Exports from extra investment", "usd_bn/year", "year"),
    Outcome(investment.fdi_equipment, "Equipment bought in China for it", "usd_bn/year", "year"),
    Outcome(transit.icbc_spending, "Spending in the Khorgos centre", "usd_bn/year"),
    Outcome(transit.icbc_counted_trade, "Of it counted as imports", "usd_bn/year", "year"),
    Outcome(trade.wanted_exports, "Exports that want to cross", "usd_bn/year", "year"),
    Outcome(trade.wanted_imports, "Imports that want to cross", "usd_bn/year", "year"),
    Outcome(border.exports_at_old_prices, "Those exports at unchanged prices", "usd_bn/year", "year"),
    Outcome(border.imports_at_old_prices, "Those imports at unchanged prices", "usd_bn/year", "year"),
    Outcome(border.exports_in_border_year, "Exports in the border's newest year", "usd_bn/year"),
    Outcome(border.imports_in_border_year, "Imports in the border's newest year", "usd_bn/year"),
    Outcome(border.rail_tonnes, "Tonnes that want to cross by rail", "mt/year", "year"),
    Outcome(border.rail_utilisation, "Use of rail capacity", "share", "year"),
    Outcome(border.rail_bottleneck_year, "First year with full rails", "year"),
    Outcome(border.rail_cut, "Rail cargo without room", "share", "year"),
    Outcome(border.trade_above_capacity, "Trade without room on the rails", "usd_bn/year", "year"),
    Outcome(border.programme_tonnes, "Weight of the goods", "mt/year", "year"),
    Outcome(border.programme_trucks_a_day, "Lorries a day for the goods", "a day", "year"),
    Outcome(border.programme_containers_a_day, "Containers a day for the goods", "a day", "year"),
    Outcome(border.programme_trains_a_week, "Trains a week for the goods", "a week", "year"),
    Outcome(border.added_trucks_a_day, "Lorries a day for goods on top of other trade", "a day", "year"),
    Outcome(
        border.other_at_old_prices, "Trade without the goods, at unchanged prices", "usd_bn/year", "year"
    ),
    Outcome(
        border.other_in_border_year, "Trade without the goods in the border's newest year", "usd_bn/year"
    ),
    Outcome(border.road_vehicles, "Vehicles that want to cross by road", "mn/year", "year"),
    Outcome(border.road_capacity, "Vehicles that can cross by road", "mn/year"),
    Outcome(border.road_utilisation, "Use of road capacity", "share", "year"),
    Outcome(border.road_bottleneck_year, "First year with full roads", "year"),
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
    Outcome(economy.trade_concentration, "Concentration of foreign trade", "1", "year"),
    Outcome(economy.programme_mix, "The goods in the 68 products", "share", "product"),
    Outcome(economy.policy_exports, "Exports that policy adds", "usd_bn/year", "year"),
    Outcome(economy.policy_mix_exports, "Those exports in the 68 products", "usd_bn/year", "product × year"),
    Outcome(economy.value_added, "Value added from them", "usd_bn/year", "year"),
    Outcome(economy.imported_inputs, "Imported inputs in them", "usd_bn/year", "year"),
    Outcome(economy.product_taxes, "Taxes on products in them", "usd_bn/year", "year"),
    Outcome(economy.jobs, "Jobs behind them", "thousand jobs", "year"),
    Outcome(economy.share_of_gdp, "Value added against the economy", "share", "year"),
    Outcome(transit.titr_required_growth, "Growth needed on the Trans-Caspian route", "1/year"),
    Outcome(transit.titr_demand, "Tonnes on the Trans-Caspian route", "mt/year", "transit year"),
    Outcome(transit.titr_binding_year, "First year with a full Trans-Caspian route", "year"),
    Outcome(transit.titr_not_fitting, "Goal tonnes without room on that route", "mt/year"),
)
OUTCOMES: Mapping[str, Outcome] = MappingProxyType({outcome.name: outcome for outcome in _IN_ORDER})

# What a starting point brings, beside the settings, and what the year does in which the projection begins: argument name ->
# column of the table
_START_FIGURES = {"start_year": "year", "start_turnover": "turnover"}
_BASE_FIGURES = {
    "base_year": "year",
    "base_turnover": "turnover",
    "base_exports": "exports",
    "base_imports": "imports",
}
_BESIDE_FIGURES = ("other_trade", "on_kz_count")
_RECORDED_FIGURES = ("recorded_exports", "recorded_imports")
_NEWEST_FIGURES = ("last_observed_year", "last_observed_turnover")
_BORDER_FIGURES = {"border_rail_tonnes": "rail_mt", "border_road_vehicles": "road_vehicles_mn"}
# figures and tables that no scenario changes, and the sources of those that are no parameters
_GIVEN = {name: quantity.value for name, quantity in PARAMETERS.items() if quantity.kind == "given"} | {
    "checkpoints": CHECKPOINTS,
    "io": INPUT_OUTPUT,
    "other_partners_concentration": OTHER_PARTNERS_CONCENTRATION,
    "titr_year": TITR_YEARS,
}
_TABLE_SOURCES = {
    "checkpoints": ("own", "kazinform_2023", "xinhua_lanes_2024"),
    "io": ("io_kz_2024", "baci_codes"),
    "gdp": ("imf_weo",),
    "other_partners_concentration": ("baci_2024",),
    "titr_year": (),
}


def cannot_be_drawn(name: str) -> Refusal:
    """The refusal of draws of a setting that has none."""
    return Refusal(
        Message("{name} cannot be drawn. Can be: {known}.", {"name": name, "known": ", ".join(DRAWABLE)})
    )


def evaluate(
    scenario: Scenario, draws: Mapping[str, np.ndarray] | None = None, products: Products = PRODUCTS
) -> Results:
    """Every outcome of a scenario, by name.

    Without draws: floats, arrays over `year`, and arrays over the goods of the basket; read only. With draws (the name of
    an assumption in DRAWABLE -> n values) the outcomes that depend on them gain a first axis of length n.
    """
    if fixed := [name for name in draws or {} if name not in DRAWABLE]:
        raise cannot_be_drawn(fixed[0])
    columns = {name: np.asarray(values, dtype=float)[:, None] for name, values in (draws or {}).items()}
    values = _run(_inputs(scenario.to_dict(), products) | columns)
    found = {"year": values["year"]} | {
        o.name: _squeezed(values[o.name]) if o.shape == "scalar" else values[o.name] for o in _IN_ORDER
    }
    if draws is None:
        for value in found.values():
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
    return MappingProxyType(found)


# settings that formulas take only one at a time: choices, switches, and what decides the list of goods or the years
ONE_AT_A_TIME = frozenset(
    name
    for name, quantity in PARAMETERS.items()
    if not quantity.is_number or quantity.panel == "basket" or name in ("programme_goods", "target_year")
)


def evaluate_many(
    settings: Sequence[Mapping[str, Value]], name: str, products: Products = PRODUCTS
) -> np.ndarray:
    """One scalar outcome of many scenarios, given by their settings, in their order.

    All of those that differ only in numbers are evaluated at once.
    """
    found = np.empty(len(settings))
    alike: dict[tuple[Any, ...], list[int]] = {}
    for place, values in enumerate(settings):
        alike.setdefault(tuple(values[key] for key in values if key in ONE_AT_A_TIME), []).append(place)
    for places in alike.values():
        first = settings[places[0]]
        varied = [key for key in first if len({settings[place][key] for place in places}) > 1]
        columns = {key: np.array([settings[place][key] for place in places], dtype=float) for key in varied}
        found[places] = _outcome(name, _inputs(first, products), columns)
    return found


# rows evaluated at once: arrays that stay in the processor's cache are through in half the time or less
_BLOCK = 1024


def evaluate_columns(
    scenario: Scenario, columns: Mapping[str, np.ndarray], name: str, products: Products = PRODUCTS
) -> np.ndarray:
    """One outcome, scalar or by year, for n values of some settings, all others as in the scenario: n or n × years."""
    inputs = _inputs(scenario.to_dict(), products)
    count = len(next(iter(columns.values())))
    blocks = []
    for first in range(0, count, _BLOCK):
        part = {key: column[first : first + _BLOCK] for key, column in columns.items()}
        value = np.asarray(_outcome(name, inputs, part))
        # an outcome that rests on none of the columns comes once for all
        years = value.shape[-1:] if OUTCOMES[name].shape == "year" else ()
        blocks.append(np.broadcast_to(value, (min(_BLOCK, count - first), *years)))
    return np.concatenate(blocks)


def _outcome(name: str, inputs: Mapping[str, Any], columns: Mapping[str, np.ndarray]) -> Any:
    found = _run({**inputs, **{key: column[:, None] for key, column in columns.items()}}, _made_of(name))[
        name
    ]
    return _squeezed(found) if OUTCOMES[name].shape == "scalar" else found


@cache
def _made_of(name: str) -> tuple[Outcome, ...]:
    """The outcomes that one is made of, and itself, in order of calculation."""
    wanted = {name}
    for outcome in reversed(_IN_ORDER):
        if outcome.name in wanted:
            wanted.update(outcome.arguments)
    return tuple(outcome for outcome in _IN_ORDER if outcome.name in wanted)


def _run(inputs: Mapping[str, Any], wanted: tuple[Outcome, ...] = _IN_ORDER) -> dict[str, Any]:
    """The inputs, and by name the outcomes that are made of them, as the formulas see them."""
    values = dict(inputs)
    for outcome in wanted:
        values[outcome.name] = outcome.formula(*[values[name] for name in outcome.arguments])
    return values


def values_of(scenario: Scenario, products: Products = PRODUCTS) -> dict[str, Any]:
    """Every input and every outcome by name, as the formulas see them."""
    return _run(_inputs(scenario.to_dict(), products))


def _squeezed(value: Any) -> Any:
    """A scalar outcome without its axis of one year: a float, or an array over draws."""
    array = np.asarray(value)
    return float(array.reshape(-1)[0]) if array.size == 1 else array[..., 0]


def _inputs(settings: Mapping[str, Value], products: Products) -> dict[str, Any]:
    point, base = STARTING_POINTS[str(settings["start"])], base_of(settings)
    values: dict[str, Any] = dict(settings)
    values |= {name: point[column] for name, column in _START_FIGURES.items()}
    values |= {name: base[column] for name, column in _BASE_FIGURES.items()}
    values |= dict(zip(_NEWEST_FIGURES, newest_observed(point["ledger"]), strict=True))
    year = np.arange(point["year"], max(int(str(settings["target_year"])), point["year"]) + 1)
    values["year"] = year
    values["base_place"] = int(base["year"] - point["year"])
    values |= dict(zip(_RECORDED_FIGURES, _recorded(point, base, year), strict=True))
    values |= _beside(point, base, year)
    values["other_export_share"] = other_export_share(int(base["year"]))
    border_year = int(base["year"])  # seen from the start, nothing that was counted after it is known
    values |= {name: BORDER_BASE[border_year][column] for name, column in _BORDER_FIGURES.items()}
    values |= {"border_year": border_year, "border_place": values["base_place"]}
    values["products"] = products
    values["gdp"] = np.array([KZ_GDP.get(int(y), np.nan) for y in year])
    return values | _GIVEN


def base_of(settings: Mapping[str, Value]) -> Mapping[str, Any]:
    """Where the projection begins: the newest counted year of the starting point's count, or the starting point itself.

    The latter where the scenario is seen from the start, and where the goal does not lie after the newest year.
    """
    point = STARTING_POINTS[str(settings["start"])]
    newest = STARTING_POINTS[f"{point['ledger']}_{newest_observed(point['ledger'])[0]}"]
    later = point["year"] < newest["year"] <= int(str(settings["target_year"]))
    return newest if settings["vantage"] == "now" and later else point


def _recorded(
    point: Mapping[str, Any], base: Mapping[str, Any], year: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Exports and imports as they were counted, by year up to the base [usd_bn/year]; not a number after it."""
    counted, *amounts = observed_flows(point["ledger"])
    newest, place = int(base["year"] - point["year"]), counted - point["year"]
    known = (place >= 0) & (place <= min(newest, year.size - 1))
    flows = []
    for flow, amount in zip(("exports", "imports"), amounts, strict=True):
        series = np.full(year.shape, np.nan)
        series[place[known]] = amount[known]
        series[0], series[newest] = point[flow], base[flow]
        flows.append(series)
    return flows[0], flows[1]


def _beside(point: Mapping[str, Any], base: Mapping[str, Any], year: np.ndarray) -> dict[str, np.ndarray]:
    """By year, as counted up to the base and then as in its year: Kazakhstan's trade with all others [usd_bn/year], and
    what a dollar of the count is by Kazakhstan's own [1].
    """
    ledger, counted = str(point["ledger"]), np.minimum(year, int(base["year"]))
    known = {int(point["year"]): point, int(base["year"]): base}
    return {
        "other_trade": np.array(
            [(known.get(int(y)) or STARTING_POINTS[f"{ledger}_{y}"])["other_trade"] for y in counted]
        ),
        "on_kz_count": np.array([on_kz_count(ledger, int(y)) for y in counted]),
    }


@cache
def inputs_of(name: str) -> frozenset[str]:
    """The settings, starting figures and tables that an outcome rests on, through all that it is made of."""
    if name == "year":
        return frozenset({"start_year", "target_year"})
    if name not in OUTCOMES:
        return frozenset({name})
    return frozenset().union(*(inputs_of(argument) for argument in OUTCOMES[name].arguments))


@cache
def grades_of(source: str) -> tuple[str, ...]:
    """How sure the figures of a source are: the grades of the numbers that rest on it, best first."""
    given = {quantity.grade for quantity in PARAMETERS.values() if source in quantity.source}
    return tuple(sorted(given | set(SOURCES[source].grade)))


def sources_of(
    name: str, scenario: Scenario | None = None, products: Products = PRODUCTS
) -> tuple[Source, ...]:
    """The sources that an outcome rests on, in the order of the source list; a reader's own table is none of ours."""
    settings = (scenario or Scenario()).to_dict()
    base = base_of(settings)
    return _sources_from(name, str(settings["start"]), str(base["id"]), products.source)


@cache
def _sources_from(name: str, start: str, base: str, product_source: str) -> tuple[Source, ...]:
    needed = inputs_by_source(name, start, base, product_source)
    return tuple(source for key, source in SOURCES.items() if key in needed)


@cache
def inputs_by_source(name: str, start: str, base: str, product_source: str) -> Mapping[str, int]:
    """How many inputs of an outcome rest on each source, by its key."""
    return Counter(
        key for argument in inputs_of(name) for key in _keys_of(argument, start, base, product_source) if key
    )


def _keys_of(argument: str, start: str, base_id: str, product_source: str) -> Iterable[str]:
    """The keys of the sources of one input."""
    point, base = STARTING_POINTS[start], STARTING_POINTS[base_id]
    if argument in PARAMETERS:
        return PARAMETERS[argument].source
    if argument == "products":
        return (product_source,)
    if argument in _TABLE_SOURCES:
        return _TABLE_SOURCES[argument]
    if argument in _BORDER_FIGURES:
        return str(BORDER_BASE[int(base["year"])]["source"]).split()
    if argument in _START_FIGURES:
        return str(point["source"]).split()
    if argument in _BASE_FIGURES or argument in _BESIDE_FIGURES:
        return str(base["source"]).split()
    if argument in _RECORDED_FIGURES:
        return sources_between(point["ledger"], int(point["year"]), int(base["year"])).split()
    if argument in _NEWEST_FIGURES:
        newest = observed(point["ledger"])["source"][newest_observed(point["ledger"])[0]]
        return str(newest).split()
    return ()
