"""The extra goods: how their worth builds up, what is delivered, and a basket chosen by a stated method.

Money in billions of US dollars a year; in the product table in dollars. Years run along the last axis.
"""

import numpy as np

from engine.remember import per_table

_LONGEST = 32  # years from the first possible year of the programme to the last possible goal


def ramp(year, programme_start, programme_ramp):
    """How much of the programme runs, by year [share]: a smooth step from 0 to 1, 3x² − 2x³.

    By the calendar: what ran before a starting point is in that point's figures, and only what comes later is added
    (`programme_added`).

    Equation: smooth step at (year {year} − first year {programme_start} + 1) / (years until full size {programme_ramp} + 1)
    Where ramp is 0: 0, for the goods have not begun
    Where ramp is 1: 1, for the goods have reached their full size
    """
    x = np.clip((year - programme_start + 1) / (programme_ramp + 1.0), 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


def gross_programme(
    programme_value,
    realisation,
    delivered_weight,
    ramp,
    reading,
    ramp_in_all,
):
    """Extra exports before displacement, by year [usd_bn/year].

    Read as an amount a year it arrives every year; read as a total it is spread over the years up to the goal in
    proportion to the ramp.

    Equation: worth {programme_value} · kept {realisation} · arriving {delivered_weight} · running {ramp}
    Where ramp is 0: 0, for the goods have not begun
    Where reading is in_total: worth in total {programme_value} · kept {realisation} · arriving {delivered_weight} ·
    running {ramp} / running in all years together {ramp_in_all}
    """
    promised = programme_value * realisation * delivered_weight
    return promised * (ramp / ramp_in_all if reading == "in_total" else ramp)


def ramp_in_all(programme_start, programme_ramp, target_year):
    """The parts of the programme that run, of all years from its first to the goal, added up [1].

    In words: the parts that run, from the first year of the goods to the goal year, added up
    """
    ahead = np.arange(_LONGEST)  # years since the programme began; those after the goal count nothing
    years = programme_start + ahead
    running = ramp(years, programme_start, programme_ramp) * (years <= target_year)
    return np.maximum(running.sum(axis=-1, keepdims=True), np.finfo(float).tiny)


def net_programme(gross_programme, displacement):
    """Extra exports that are new trade, by year [usd_bn/year], those that ran before the starting point among them.

    Equation: gross {gross_programme} · (1 − taken from other sales {displacement})
    """
    return gross_programme * (1.0 - displacement)


def programme_added(net_programme, programme_in_base, programme_inside_growth, elapsed):
    """What the programme adds to exports, by year [usd_bn/year]; nothing where it is part of the other growth.

    What already ran in the newest year that is counted is in that year's exports, and not added again.

    Equation: new trade {net_programme} − already in the newest year {programme_in_base}
    Where programme_inside_growth is yes: 0, for the goods are part of the other growth
    Where elapsed is 0: 0, for that year has been counted
    """
    later = np.maximum(net_programme - programme_in_base, 0.0) * (elapsed > 0)
    return later * (0.0 if programme_inside_growth else 1.0)


def programme_in_base(net_programme, base_place):
    """What of the programme runs in the newest year that is counted [usd_bn/year].

    The year is given by its place.

    In words: the new trade of the newest year that is counted
    """
    return net_programme[..., base_place : base_place + 1]


def programme_inputs(programme_added, import_content, cn_share_of_imported_inputs):
    """Inputs for the goods bought in China, by year [usd_bn/year].

    Equation: goods {programme_added} · imported inputs in them {import_content} · bought in China
    {cn_share_of_imported_inputs}
    """
    return programme_added * import_content * cn_share_of_imported_inputs


def programme_at_target(programme_added):
    """What the programme still adds to exports by the goal year [usd_bn/year].

    Equation: new trade {net_programme} − already in the newest year {programme_in_base}
    Where programme_inside_growth is yes: 0, for the goods are part of the other growth
    Note: Turnover gains {programme_at_target} + {programme_inputs} billion, for the inputs that the goods buy in China are
    trade too. “What moved the number” shows this sum, less what full rails do not carry.
    """
    return programme_added[..., -1:]


def programme_since_start(net_programme, programme_inside_growth):
    """What the programme adds to exports from the starting point to the goal year [usd_bn/year].

    Equation: new trade {net_programme} − already at the start {programme_at_start}
    Where programme_inside_growth is yes: 0, for the goods are part of the other growth
    Note: Of it {programme_at_target} billion come after the newest year on record; the projection adds these alone.
    """
    added = net_programme[..., -1:] - programme_at_start(net_programme)
    return np.maximum(added, 0.0) * (0.0 if programme_inside_growth else 1.0)


def programme_at_start(net_programme):
    """What of the programme ran in the starting year already [usd_bn/year].

    In words: the new trade of the starting year
    """
    return net_programme[..., :1]


def organic_growth_explained(
    net_programme, programme_in_base, organic_exports, base_exports, programme_inside_growth
):
    """How much of the other growth of exports the goods explain when they are part of it [share].

    Equation: (new trade {net_programme} − already in the newest year {programme_in_base}) / (other exports
    {organic_exports} − newest {base_exports})
    Where programme_inside_growth is no: 0, for the goods come on top of the other growth
    Where organic_growth_explained is nan: Not defined, for other exports do not grow
    """
    if not programme_inside_growth:
        return 0.0 * net_programme[..., -1:]
    growth = organic_exports[..., -1:] - base_exports
    return (net_programme[..., -1:] - programme_in_base) / np.where(growth > 0, growth, np.nan)


def mean_value_per_good(programme_value, programme_goods):
    """Average worth of a good [usd_mn/year], as promised.

    Check: 1 billion / 135 is 7.4 million.

    Equation: 1000 · worth in billions {programme_value} / goods {programme_goods}
    """
    return 1e3 * programme_value / programme_goods


# ── The basket ───────────────────────────────────────────────────────────────────────────────────────────────


def export_ease(exports_to_china, supply_times_demand):
    """How much easier Kazakhstan sells to China than shares alone say [1]: Σ actual / Σ supply · demand."""
    return exports_to_china.sum() / np.maximum(supply_times_demand.sum(), np.finfo(float).tiny)


@per_table
def export_potential(products):
    """What Kazakhstan could sell to China, by product [usd/year]: ease · supply · demand.

    Supply is Kazakhstan's share of its markets' imports, demand what China imports; ease is one number for commodities
    and one for all other goods: ores and metals sell by other ways than noodles, and with one number for all the former
    would set it for the latter. After the indicator of the International Trade Centre (Decreux & Spies 2016), in its
    simplest form.
    """
    markets = np.maximum(products.market_imports, 1.0)
    supply_times_demand = products.exports / markets * products.china_imports
    potential = np.empty_like(supply_times_demand)
    for kind in (products.commodity, ~products.commodity):
        ease = export_ease(products.exports_to_china[kind], supply_times_demand[kind])
        potential[kind] = ease * supply_times_demand[kind]
    return potential


@per_table
def unrealised_potential(products):
    """Potential not yet used, by product [usd/year]: max(0, potential − actual exports to China)."""
    return np.maximum(export_potential(products) - products.exports_to_china, 0.0)


def likely_reexport(products):
    """True where China sells Kazakhstan more of a product than Kazakhstan exports of it."""
    return products.imports_from_china > products.exports


def passed(
    products, min_exports, min_china_imports, exclude_commodities, exclude_reexports, exclude_aircraft
):
    """By the setting of each filter: True where a product passes it."""
    nothing = np.zeros(products.hs6.shape, dtype=bool)
    return {
        "min_exports": products.exports > 1e6 * min_exports,
        "min_china_imports": products.china_imports > 1e6 * min_china_imports,
        "exclude_commodities": ~(products.commodity if exclude_commodities else nothing),
        "exclude_reexports": ~(likely_reexport(products) if exclude_reexports else nothing),
        "exclude_aircraft": ~(products.aircraft if exclude_aircraft else nothing),
    }


@per_table
def basket(
    products,
    programme_goods,
    min_exports,
    min_china_imports,
    exclude_commodities,
    exclude_reexports,
    exclude_aircraft,
    goods_added,
    goods_dropped,
):
    """The goods on our list, best first: positions in the product table.

    The filters leave candidates; these are ranked by unrealised potential and the first `programme_goods` taken.
    Goods added by hand come on the list whatever the filters say, and push the last ones off.

    In words: all goods that pass the filters, ranked by unused potential, and the first of them taken
    """
    filters = (min_exports, min_china_imports, exclude_commodities, exclude_reexports, exclude_aircraft)
    passes = np.logical_and.reduce(list(passed(products, *filters).values()))
    added = np.isin(products.hs6, goods_added)
    passes = (passes | added) & ~np.isin(products.hs6, goods_dropped)
    best_first = np.argsort(-unrealised_potential(products), kind="stable")
    candidates = best_first[passes[best_first]]
    by_hand_first = candidates[np.argsort(~added[candidates], kind="stable")]
    taken = by_hand_first[: int(programme_goods)]
    return taken[np.argsort(-unrealised_potential(products)[taken], kind="stable")]


def basket_size(basket):
    """Goods that the filters leave on the list [goods]; fewer than asked for where they are strict.

    In words: the goods on the list, counted
    """
    return float(basket.size)


def basket_weights(basket, products, weights):
    """Each good's part of the programme's worth, best first [share]; adds up to 1.

    Even, or by unrealised potential; even too where no good on the list has any left.

    In words: one part for each good, all of the same size
    Where weights is data: the good's unused potential against that of the whole list
    """
    potential = unrealised_potential(products)[basket]
    if weights == "data" and potential.sum() > 0:
        return potential / potential.sum()
    return np.full(basket.size, 1.0 / max(basket.size, 1))


def delivered_weight(goods_delivered, programme_goods, basket_weights, failure_order):
    """The part of the programme's worth that arrives [share] when some goods fail.

    Where the filters leave fewer goods than asked for, the same part of them arrives.

    Equation: goods that succeed {goods_delivered} / goods {programme_goods}
    Where delivered_weight is 1: 1, for all goods succeed
    Where failure_order is largest_first: the worth of the goods that are left when the largest fail first
    Where failure_order is smallest_first: the worth of the goods that are left when the smallest fail first
    """
    delivered = np.minimum(goods_delivered / programme_goods, 1.0)
    if failure_order == "average" or basket_weights.size == 0:
        return delivered
    smallest_first = np.sort(basket_weights)
    order = smallest_first if failure_order == "largest_first" else smallest_first[::-1]
    return np.interp(
        delivered * order.size, np.arange(order.size + 1), np.concatenate(([0.0], np.cumsum(order)))
    )


def goods_for_80(basket_weights):
    """The fewest goods that carry 80 % of the programme's worth [goods].

    In words: the goods counted from the largest down, until their worth is 80 % of the whole
    Note: This takes the worth of each good as set; the chart of how many goods carry the promise takes it by unused
    potential, whatever is set.
    """
    reached = np.searchsorted(np.cumsum(np.sort(basket_weights)[::-1]), 0.8 - 1e-12) + 1
    return float(min(reached, basket_weights.size))


def basket_unrealised(basket, products):
    """Unused export potential of the goods on the list [usd_bn/year], trade of 2024.

    In words: the unused potential of each good on the list, added up
    """
    return unrealised_potential(products)[basket].sum() / 1e9


def claim_covered(basket_unrealised, programme_value):
    """The list's unused potential against the promised worth [share].

    Equation: unused potential {basket_unrealised} / promised worth {programme_value}
    Where programme_value is 0: Not defined, for nothing is promised
    """
    return basket_unrealised / np.where(programme_value > 0, programme_value, np.nan)
