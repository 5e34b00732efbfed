"""The border: green corridors, hours saved, and what rail and road can carry.

Money in billions of US dollars a year, tonnes in millions a year. Years run along the last axis.
"""

import numpy as np


def corridor_share(checkpoints, lane_dostyk, lane_maikapchagai, lane_kalzhat):
    """The part of farm trade by road that passes a checkpoint whose corridor opens [share].

    The corridors that were in place already act in the starting point's figures and are not counted again.

    In words: the shares of the checkpoints whose new corridor opens, added up
    """
    opened = {
        "lane_dostyk": lane_dostyk,
        "lane_maikapchagai": lane_maikapchagai,
        "lane_kalzhat": lane_kalzhat,
    }
    new = np.array([opened.get(setting, False) for setting in checkpoints.lane_setting])
    return checkpoints.agrifood_share[new].sum()


def corridors_running(year, lanes_open, base_year):
    """Whether new corridors act, by year [1]: 1 from their year on; those that were open in the newest year that is
    counted act in its figures already, and add nothing.

    In words: 1, for the new corridors are open
    Where corridors_running is 0: 0, for the new corridors are not open yet, or were before the newest year that is counted
    """
    return (year >= lanes_open) * (lanes_open > base_year) * 1.0


def export_corridor_gain(export_hours_saved, trade_cost_elasticity, time_tariff_equivalent):
    """How much more farm exports pass a corridor [share].

    A day at the border costs as much as a tariff (Hummels & Schaur 2013, doi:10.1257/aer.103.7.2935).
    Check: 24 hours at elasticity 4 and 0.013 a day are +5.3 %.

    Equation: e^(response to cost {trade_cost_elasticity} · a day as a tariff {time_tariff_equivalent} · hours saved
    {export_hours_saved} / 24) − 1
    """
    return np.expm1(trade_cost_elasticity * time_tariff_equivalent * export_hours_saved / 24.0)


def import_corridor_gain(import_hours_saved, trade_cost_elasticity, time_tariff_equivalent):
    """How much more farm imports pass a corridor [share].

    Equation: e^(response to cost {trade_cost_elasticity} · a day as a tariff {time_tariff_equivalent} · hours saved
    {import_hours_saved} / 24) − 1
    """
    return export_corridor_gain(import_hours_saved, trade_cost_elasticity, time_tariff_equivalent)


def agrifood_exports(export_volume, agrifood_export_share):
    """Exports of farm goods and food before corridors and rivers, at unchanged prices [usd_bn/year].

    Equation: other exports at the newest prices {export_volume} · farm goods in them {agrifood_export_share}
    """
    return export_volume * agrifood_export_share


def water_loss(agrifood_exports, irrigated_share, water_shortfall, elapsed):
    """Farm exports lost for want of river water [usd_bn/year].

    Equation: farm exports {agrifood_exports} · from irrigated land {irrigated_share} · missing water {water_shortfall}
    Where elapsed is 0: 0, for the starting year is as it was counted
    """
    return agrifood_exports * irrigated_share * water_shortfall * (elapsed > 0)


def corridor_exports(agrifood_exports, water_loss, corridor_share, corridors_running, export_corridor_gain):
    """Exports that the corridors add [usd_bn/year], once they are open.

    Equation: (farm exports {agrifood_exports} − lost to dry rivers {water_loss}) · at checkpoints with a new corridor
    {corridor_share} · open {corridors_running} · gain {export_corridor_gain}
    Note: Turnover gains the imports that the corridors add too, {corridor_imports} billion in the goal year. “What
    moved the number” shows both together, less what full rails do not carry.
    """
    return (agrifood_exports - water_loss) * corridor_share * corridors_running * export_corridor_gain


def corridor_imports(
    import_volume, agrifood_import_share, corridor_share, corridors_running, import_corridor_gain
):
    """Imports that the corridors add [usd_bn/year], once they are open.

    Equation: other imports at the newest prices {import_volume} · farm goods in them {agrifood_import_share} · at checkpoints with a new
    corridor {corridor_share} · open {corridors_running} · gain {import_corridor_gain}
    Note: Turnover gains the exports that the corridors add too, {corridor_exports} billion in the goal year. “What
    moved the number” shows both together, less what full rails do not carry.
    """
    return import_volume * agrifood_import_share * corridor_share * corridors_running * import_corridor_gain


# ── What can be carried ──────────────────────────────────────────────────────────────────────────────────────


def rail_tonnes(
    border_rail_tonnes,
    rail_exports_2024,
    rail_imports_2024,
    rail_transit_2024,
    exports_at_old_prices,
    imports_at_old_prices,
    transit_growth,
    year,
    border_year,
    border_place,
):
    """Tonnes that want to cross by rail, by year [mt/year].

    Those of the newest year that was counted at the border, split as in 2024 into exports, imports and transit. Exports
    and imports follow trade at unchanged prices (dearer oil is not heavier), transit its own growth.

    Equation: tonnes in the newest year {border_rail_tonnes} · (exports by rail {rail_exports_2024} · exports
    {exports_at_old_prices} / in the newest year {exports_in_border_year} + imports by rail {rail_imports_2024} · imports
    {imports_at_old_prices} / in the newest year {imports_in_border_year} + transit {rail_transit_2024} · (1 + growth
    {transit_growth})^(year {year} − newest year {border_year})) / (exports by rail {rail_exports_2024} + imports by rail
    {rail_imports_2024} + transit {rail_transit_2024})
    """
    carried = rail_exports_2024 + rail_imports_2024 + rail_transit_2024
    total = (
        rail_exports_2024 * against(exports_at_old_prices, border_place)
        + rail_imports_2024 * against(imports_at_old_prices, border_place)
        + rail_transit_2024 * (1.0 + transit_growth) ** (year - border_year)
    )
    return border_rail_tonnes * total / carried


def against(series, place):
    """A series by year against its value at a place [1]."""
    return series / series[..., place : place + 1]


def exports_at_old_prices(wanted_exports, organic_exports, export_volume):
    """Exports that want to cross, without what prices do to their worth [usd_bn/year].

    Equation: exports {wanted_exports} − other exports {organic_exports} + the same at the newest prices {export_volume}
    """
    return wanted_exports - organic_exports + export_volume


def imports_at_old_prices(wanted_imports, organic_imports, import_volume):
    """Imports that want to cross, without what oil does to their worth [usd_bn/year].

    Equation: imports {wanted_imports} − other imports {organic_imports} + the same at the newest prices {import_volume}
    """
    return wanted_imports - organic_imports + import_volume


def exports_in_border_year(exports_at_old_prices, border_place):
    """Those exports in the newest year that was counted at the border [usd_bn/year].

    In words: the exports of that year
    """
    return exports_at_old_prices[..., border_place : border_place + 1]


def imports_in_border_year(imports_at_old_prices, border_place):
    """Those imports in the newest year that was counted at the border [usd_bn/year].

    In words: the imports of that year
    """
    return imports_at_old_prices[..., border_place : border_place + 1]


def rail_utilisation(rail_tonnes, rail_capacity):
    """Tonnes that want to cross against rail capacity, by year [share].

    Equation: tonnes {rail_tonnes} / capacity {rail_capacity}
    """
    return rail_tonnes / rail_capacity


def rail_bottleneck_year(rail_utilisation, year):
    """The first year in which more wants to cross by rail than fits [year].

    In words: the first year in which the use of rail capacity is above 100 %
    Where rail_bottleneck_year is nan: Not defined, for up to the goal year everything fits
    """
    return first_year_above(rail_utilisation, year)


def trade_above_capacity(
    rail_tonnes,
    rail_capacity,
    border_rail_tonnes,
    elapsed,
    rail_share_of_exports,
    rail_share_of_imports,
    wanted_exports,
    wanted_imports,
):
    """Trade that finds no room on the rails, by year [usd_bn/year].

    What was carried in the newest year can be carried, whatever the capacity says; what was counted has crossed.

    Equation: rail cargo without room {rail_cut} · (exports {wanted_exports} · sent by rail {rail_share_of_exports} +
    imports {wanted_imports} · sent by rail {rail_share_of_imports})
    """
    cut = rail_cut(rail_tonnes, rail_capacity, border_rail_tonnes, elapsed)
    return cut * (rail_share_of_exports * wanted_exports + rail_share_of_imports * wanted_imports)


def rail_cut(rail_tonnes, rail_capacity, border_rail_tonnes, elapsed):
    """The part of rail cargo that finds no room, by year [share].

    Equation: 1 − (the larger of capacity {rail_capacity} and carried in the newest year {border_rail_tonnes}) / tonnes
    {rail_tonnes}
    Where rail_cut is 0: 0, for everything fits
    """
    cut = np.maximum(0.0, 1.0 - np.maximum(rail_capacity, border_rail_tonnes) / rail_tonnes)
    return cut * (elapsed > 0)


def road_vehicles(border_road_vehicles, other_at_old_prices, added_trucks_a_day, border_place):
    """Vehicles that want to cross by road, by year [mn/year]: as many more as there is trade at unchanged prices, and the
    lorries of the goods that come on top of it.

    Equation: vehicles in the newest year {border_road_vehicles} · trade without the goods {other_at_old_prices} / in the
    newest year {other_in_border_year} + lorries a day {added_trucks_a_day} · 365 / 1 million
    """
    grown = border_road_vehicles * against(other_at_old_prices, border_place)
    return grown + added_trucks_a_day * 365.0 / 1e6


def other_at_old_prices(exports_at_old_prices, imports_at_old_prices, programme_added, programme_inputs):
    """Trade without the goods and their inputs, at unchanged prices [usd_bn/year].

    Equation: exports {exports_at_old_prices} + imports {imports_at_old_prices} − goods {programme_added} − their inputs
    {programme_inputs}
    """
    return exports_at_old_prices + imports_at_old_prices - programme_added - programme_inputs


def other_in_border_year(other_at_old_prices, border_place):
    """That trade in the newest year that was counted at the border [usd_bn/year].

    In words: the trade of that year
    """
    return other_at_old_prices[..., border_place : border_place + 1]


def added_trucks_a_day(programme_added, value_density, road_share_of_programme, payload):
    """Lorries a day for the goods that come on top of other trade, by year [a day]; none for goods inside it.

    Equation: 1000 · goods in billions {programme_added} / worth of a tonne {value_density} · 1 million · sent by road
    {road_share_of_programme} / load of a lorry {payload} / 365
    """
    return programme_trucks_a_day(
        programme_tonnes(programme_added, value_density), road_share_of_programme, payload
    )


def road_capacity(road_vehicles_2025, road_capacity_gain):
    """Vehicles that the road checkpoints can pass [mn/year]: those of 2025, the most so far, and the gain.

    Equation: vehicles in 2025 {road_vehicles_2025} · (1 + extra capacity {road_capacity_gain})
    """
    return road_vehicles_2025 * (1.0 + road_capacity_gain)


def road_utilisation(road_vehicles, road_capacity):
    """Vehicles that want to cross against road capacity, by year [share].

    Equation: vehicles {road_vehicles} / capacity {road_capacity}
    """
    return road_vehicles / road_capacity


def road_bottleneck_year(road_utilisation, year):
    """The first year in which more vehicles want to cross than can [year].

    In words: the first year in which the use of road capacity is above 100 %
    Where road_bottleneck_year is nan: Not defined, for up to the goal year everything fits
    """
    return first_year_above(road_utilisation, year)


def first_year_above(utilisation, year):
    """The first year in which a utilisation is above 1 [year]; NaN where there is none."""
    full = utilisation > 1.0 + 1e-12
    return np.where(full.any(axis=-1, keepdims=True), year[full.argmax(axis=-1)][..., None], np.nan)


# ── The goods as vehicles ────────────────────────────────────────────────────────────────────────────────────


def programme_tonnes(net_programme, value_density):
    """Weight of the programme's goods, by year [mt/year].

    Equation: 1000 · new trade in billions {net_programme} / worth of a tonne {value_density}
    """
    return net_programme * 1e3 / value_density


def programme_trucks_a_day(programme_tonnes, road_share_of_programme, payload):
    """Lorries a day for the goods that go by road, by year [a day].

    Check: 1 billion at 500 dollars a tonne, all by road, 20 tonnes a lorry, is 274 a day.

    Equation: 1 million · weight {programme_tonnes} · sent by road {road_share_of_programme} / load of a lorry {payload} /
    365
    """
    return programme_tonnes * 1e6 * road_share_of_programme / payload / 365.0


def programme_containers_a_day(programme_tonnes, road_share_of_programme, container_load):
    """Containers a day for the goods that go by rail, by year [a day].

    Equation: 1 million · weight {programme_tonnes} · (1 − sent by road {road_share_of_programme}) / load of a container
    {container_load} / 365
    """
    return programme_tonnes * 1e6 * (1.0 - road_share_of_programme) / container_load / 365.0


def programme_trains_a_week(programme_tonnes, road_share_of_programme, train_load):
    """Trains a week for the goods that go by rail, by year [a week].

    Equation: 1 million · weight {programme_tonnes} · (1 − sent by road {road_share_of_programme}) / load of a train
    {train_load} / 52
    """
    return programme_tonnes * 1e6 * (1.0 - road_share_of_programme) / train_load / 52.0
