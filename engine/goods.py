"""The extra goods: how their worth builds up, what is delivered, and a basket chosen by a stated method.

Money in billions of US dollars a year; in the product table in dollars. Years run along the last axis.
"""

import numpy as np

from engine.remember import per_table


def ramp(year, programme_start, programme_ramp, start_year):
    """How much of the programme runs, by year [share]: smoothstep((y − start + 1) / (ramp + 1)), 3x² − 2x³.

    0 up to the year of the starting point, whose turnover already holds what was sold then.
    """
    first = np.maximum(programme_start, start_year + 1)
    x = np.clip((year - first + 1) / (programme_ramp + 1.0), 0.0, 1.0)
    return x * x * (3.0 - 2.0 * x)


def gross_programme(programme_value, realisation, delivered_weight, ramp, reading):
    """Extra exports before displacement, by year [usd_bn/year].

    Read as an amount a year: value · realisation · delivered weight · ramp. Read as a total: the same product,
    spread over the years in proportion to the ramp.
    """
    promised = programme_value * realisation * delivered_weight
    if reading == "in_total":
        ramp = ramp / np.maximum(ramp.sum(axis=-1, keepdims=True), np.finfo(float).tiny)
    return promised * ramp


def net_programme(gross_programme, displacement):
    """Extra exports that are new trade, by year [usd_bn/year]: gross · (1 − displacement)."""
    return gross_programme * (1.0 - displacement)


def programme_added(net_programme, programme_inside_growth):
    """What the programme adds to exports, by year [usd_bn/year]; nothing where it is part of the other growth."""
    return net_programme * (0.0 if programme_inside_growth else 1.0)


def programme_inputs(programme_added, import_content, cn_share_of_imported_inputs):
    """Inputs for the goods bought in China, by year [usd_bn/year]: added · import content · China's share."""
    return programme_added * import_content * cn_share_of_imported_inputs


def programme_at_target(programme_added):
    """What the programme adds to exports in the goal year [usd_bn/year]."""
    return programme_added[..., -1:]


def organic_growth_explained(net_programme, organic_exports, start_exports, programme_inside_growth):
    """How much of the other growth of exports the goods explain when they are part of it [share].

    Net programme / (organic exports − exports₀) in the goal year; 0 where the goods come on top,
    not defined (NaN) where exports do not grow.
    """
    if not programme_inside_growth:
        return 0.0 * net_programme[..., -1:]
    growth = organic_exports[..., -1:] - start_exports
    return net_programme[..., -1:] / np.where(growth > 0, growth, np.nan)


def mean_value_per_good(programme_value, programme_goods):
    """Average worth of a good [usd_mn/year]: value / goods. Check: 1 billion / 135 is 7.4 million."""
    return 1e3 * programme_value / programme_goods


# ── The basket ───────────────────────────────────────────────────────────────────────────────────────────────


def export_ease(exports_to_china, supply_times_demand):
    """How much easier Kazakhstan sells to China than shares alone say [1]: Σ actual / Σ supply · demand."""
    return exports_to_china.sum() / np.maximum(supply_times_demand.sum(), np.finfo(float).tiny)


@per_table
def export_potential(products):
    """What Kazakhstan could sell to China, by product [usd/year]: ease · supply · demand.

    Supply is Kazakhstan's share of its markets' imports, demand what China imports; ease is one number for the
    pair. After the indicator of the International Trade Centre (Decreux & Spies 2016), in its simplest form.
    """
    markets = np.maximum(products.market_imports, 1.0)
    supply_times_demand = products.exports / markets * products.china_imports
    return export_ease(products.exports_to_china, supply_times_demand) * supply_times_demand


@per_table
def unrealised_potential(products):
    """Potential not yet used, by product [usd/year]: max(0, potential − actual exports to China)."""
    return np.maximum(export_potential(products) - products.exports_to_china, 0.0)


def likely_reexport(products):
    """True where China sells Kazakhstan more of a product than Kazakhstan exports of it."""
    return products.imports_from_china > products.exports


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
    """
    passes = (products.exports > 1e6 * min_exports) & (products.china_imports > 1e6 * min_china_imports)
    if exclude_commodities:
        passes &= ~products.commodity
    if exclude_reexports:
        passes &= ~likely_reexport(products)
    if exclude_aircraft:
        passes &= ~products.aircraft
    added = np.isin(products.hs6, goods_added)
    passes = (passes | added) & ~np.isin(products.hs6, goods_dropped)
    best_first = np.argsort(-unrealised_potential(products), kind="stable")
    candidates = best_first[passes[best_first]]
    by_hand_first = candidates[np.argsort(~added[candidates], kind="stable")]
    taken = by_hand_first[: int(programme_goods)]
    return taken[np.argsort(-unrealised_potential(products)[taken], kind="stable")]


def basket_size(basket):
    """Goods that the filters leave on the list [goods]; fewer than asked for where they are strict."""
    return float(basket.size)


def basket_weights(basket, products, weights):
    """Each good's part of the programme's worth, best first [share]; adds up to 1.

    Even, or by unrealised potential; even too where no good on the list has any left.
    """
    potential = unrealised_potential(products)[basket]
    if weights == "data" and potential.sum() > 0:
        return potential / potential.sum()
    return np.full(basket.size, 1.0 / max(basket.size, 1))


def delivered_weight(goods_delivered, programme_goods, basket_weights, failure_order):
    """The part of the programme's worth that arrives [share] when some goods fail.

    By chance, on average: delivered / goods. Otherwise the worth of the goods left when the largest, or the
    smallest, fail first. Where the filters leave fewer goods than asked for, the same part of them arrives.
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
    """The fewest goods that carry 80 % of the programme's worth [goods]."""
    reached = np.searchsorted(np.cumsum(np.sort(basket_weights)[::-1]), 0.8 - 1e-12) + 1
    return float(min(reached, basket_weights.size))


def basket_unrealised(basket, products):
    """Unused export potential of the goods on the list [usd_bn/year], trade of 2024."""
    return unrealised_potential(products)[basket].sum() / 1e9


def claim_covered(basket_unrealised, programme_value):
    """The list's unused potential against the promised worth [share]; not defined (NaN) for a promise of nothing."""
    return basket_unrealised / programme_value if programme_value > 0 else np.nan
