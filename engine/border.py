"""The border: green corridors, hours saved, and what rail and road can carry.

Money in billions of US dollars a year, tonnes in millions a year. Years run along the last axis.
"""

import numpy as np


def corridor_share(checkpoints, lane_dostyk, lane_maikapchagai, lane_kalzhat):
    """The part of farm trade by road that passes a checkpoint whose corridor opens [share].

    The corridors that were in place already act in the starting point's figures and are not counted again.
    """
    opened = {
        "lane_dostyk": lane_dostyk,
        "lane_maikapchagai": lane_maikapchagai,
        "lane_kalzhat": lane_kalzhat,
    }
    new = np.array([opened.get(setting, False) for setting in checkpoints.lane_setting])
    return checkpoints.agrifood_share[new].sum()


def corridors_running(year, lanes_open, start_year):
    """Whether the new corridors are open, by year [1]: 1 from their year on, but never in the starting year itself."""
    return (year >= np.maximum(lanes_open, start_year + 1)) * 1.0


def export_corridor_gain(export_hours_saved, trade_cost_elasticity, time_tariff_equivalent):
    """How much more farm exports pass a corridor [share]: exp(elasticity · tariff a day · hours / 24) − 1.

    A day at the border costs as much as a tariff (Hummels & Schaur 2013, doi:10.1257/aer.103.7.2935).
    Check: 24 hours at elasticity 4 and 0.013 a day are +5.3 %.
    """
    return np.expm1(trade_cost_elasticity * time_tariff_equivalent * export_hours_saved / 24.0)


def import_corridor_gain(import_hours_saved, trade_cost_elasticity, time_tariff_equivalent):
    """The same for farm imports [share]."""
    return export_corridor_gain(import_hours_saved, trade_cost_elasticity, time_tariff_equivalent)


def agrifood_exports(organic_exports, agrifood_export_share):
    """Exports of farm goods and food before corridors and rivers [usd_bn/year]."""
    return organic_exports * agrifood_export_share


def water_loss(agrifood_exports, irrigated_share, water_shortfall, elapsed):
    """Farm exports lost for want of river water [usd_bn/year]: exports · irrigated share · missing water."""
    return agrifood_exports * irrigated_share * water_shortfall * (elapsed > 0)


def corridor_exports(agrifood_exports, water_loss, corridor_share, corridors_running, export_corridor_gain):
    """Exports that the corridors add [usd_bn/year]: farm exports left · share of checkpoints · gain, once open."""
    return (agrifood_exports - water_loss) * corridor_share * corridors_running * export_corridor_gain


def corridor_imports(
    organic_imports, agrifood_import_share, corridor_share, corridors_running, import_corridor_gain
):
    """Imports that the corridors add [usd_bn/year]: farm imports · share of checkpoints · gain, once open."""
    return organic_imports * agrifood_import_share * corridor_share * corridors_running * import_corridor_gain


# ── What can be carried ──────────────────────────────────────────────────────────────────────────────────────


def rail_tonnes(
    start_rail_tonnes,
    rail_exports_2024,
    rail_imports_2024,
    rail_transit_2024,
    wanted_exports,
    wanted_imports,
    start_exports,
    start_imports,
    price_index,
    commodity_export_share,
    transit_growth,
    elapsed,
):
    """Tonnes that want to cross by rail, by year [mt/year].

    The starting year's tonnes, split as in 2024 into exports, imports and transit. Exports and imports follow
    trade (exports without the price of commodities: dearer oil is not heavier), transit its own growth.
    """
    carried = rail_exports_2024 + rail_imports_2024 + rail_transit_2024
    heavier_exports = wanted_exports / start_exports / price_index**commodity_export_share
    heavier_imports = wanted_imports / start_imports
    transit = (1.0 + transit_growth) ** elapsed
    total = (
        rail_exports_2024 * heavier_exports
        + rail_imports_2024 * heavier_imports
        + rail_transit_2024 * transit
    )
    return start_rail_tonnes * total / carried


def rail_utilisation(rail_tonnes, rail_capacity):
    """Tonnes that want to cross against rail capacity, by year [share]."""
    return rail_tonnes / rail_capacity


def rail_bottleneck_year(rail_utilisation, year):
    """The first year in which more wants to cross by rail than fits [year]; not defined (NaN) where none."""
    return first_year_above(rail_utilisation, year)


def trade_above_capacity(
    rail_tonnes,
    rail_capacity,
    start_rail_tonnes,
    rail_share_of_exports,
    rail_share_of_imports,
    wanted_exports,
    wanted_imports,
):
    """Trade that finds no room on the rails, by year [usd_bn/year].

    max(0, 1 − capacity / tonnes) · (rail share of exports · exports + rail share of imports · imports). What was
    carried in the starting year can be carried, whatever the capacity says.
    """
    cut = rail_cut(rail_tonnes, rail_capacity, start_rail_tonnes)
    return cut * (rail_share_of_exports * wanted_exports + rail_share_of_imports * wanted_imports)


def rail_cut(rail_tonnes, rail_capacity, start_rail_tonnes):
    """The part of rail cargo that finds no room, by year [share]: max(0, 1 − capacity / tonnes)."""
    return np.maximum(0.0, 1.0 - np.maximum(rail_capacity, start_rail_tonnes) / rail_tonnes)


def road_vehicles(
    start_road_vehicles, organic_exports, organic_imports, start_turnover, programme_trucks_a_day
):
    """Vehicles that want to cross by road, by year [mn/year]: as many more as there is trade, and the goods' lorries."""
    grown = start_road_vehicles * (organic_exports + organic_imports) / start_turnover
    return grown + programme_trucks_a_day * 365.0 / 1e6


def road_capacity(road_vehicles_2025, road_capacity_gain):
    """Vehicles that the road checkpoints can pass [mn/year]: those of 2025, the most so far, and the gain."""
    return road_vehicles_2025 * (1.0 + road_capacity_gain)


def road_utilisation(road_vehicles, road_capacity):
    """Vehicles that want to cross against road capacity, by year [share]."""
    return road_vehicles / road_capacity


def road_bottleneck_year(road_utilisation, year):
    """The first year in which more vehicles want to cross than can [year]; not defined (NaN) where none."""
    return first_year_above(road_utilisation, year)


def first_year_above(utilisation, year):
    """The first year in which a utilisation is above 1 [year]; NaN where there is none."""
    full = utilisation > 1.0 + 1e-12
    return np.where(full.any(axis=-1, keepdims=True), year[full.argmax(axis=-1)][..., None], np.nan)


# ── The goods as vehicles ────────────────────────────────────────────────────────────────────────────────────


def programme_tonnes(net_programme, value_density):
    """Weight of the programme's goods, by year [mt/year]: worth / worth of a tonne."""
    return net_programme * 1e3 / value_density


def programme_trucks_a_day(programme_tonnes, road_share_of_programme, payload):
    """Lorries a day for the goods that go by road, by year [a day]: tonnes · road share / load / 365.

    Check: 1 billion at 500 dollars a tonne, all by road, 20 tonnes a lorry, is 274 a day.
    """
    return programme_tonnes * 1e6 * road_share_of_programme / payload / 365.0


def programme_containers_a_day(programme_tonnes, road_share_of_programme, container_load):
    """Containers a day for the goods that go by rail, by year [a day]."""
    return programme_tonnes * 1e6 * (1.0 - road_share_of_programme) / container_load / 365.0


def programme_trains_a_week(programme_tonnes, road_share_of_programme, train_load):
    """Trains a week for the goods that go by rail, by year [a week]."""
    return programme_tonnes * 1e6 * (1.0 - road_share_of_programme) / train_load / 52.0
