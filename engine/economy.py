"""Where a dollar of exports goes: a Leontief model on Kazakhstan's own input–output table of 2024, 68 products.

x = (I − A)⁻¹ f: output x for final demand f at basic prices, A domestic inputs per unit of output. Value added,
imports, taxes and jobs follow output in fixed proportions. Upper bounds: re-exports look domestic in the table,
averages stand in for what is added, prices are fixed, and nothing limits supply.
"""

import numpy as np

from engine.remember import per_table


@per_table
def leontief_inverse(io):
    """Output of every product needed for a unit of final demand of each [1], products × products: (I − A)⁻¹."""
    return total_requirements(io.inputs)


def total_requirements(inputs):
    """(I − A)⁻¹ for any table of input coefficients [1]. Source: Miller & Blair, Input–Output Analysis, ch. 2."""
    return np.linalg.inv(np.eye(len(inputs)) - inputs)


@per_table
def basic_demand(io):
    """Final demand at basic prices behind a dollar FOB of each product [1], products × exported products.

    Only a part of a dollar at the border is the product itself; the trade margin is demand for wholesale trade, and
    the rest is tax on products. Where more is exported than made, the part above output was made elsewhere: no demand
    here, but an import that passes.
    """
    demand = np.diag(io.basic_share * io.home_made)
    demand[io.wholesale] += io.margin_share
    return demand


@per_table
def output_per_dollar(io):
    """Output by product behind a dollar FOB of each exported product [1], products × exported products."""
    return leontief_inverse(io) @ basic_demand(io)


@per_table
def value_added_per_dollar(io):
    """Value added in Kazakhstan in a dollar FOB, by exported product [share]: v'(I − A)⁻¹f."""
    return io.value_added @ output_per_dollar(io)


@per_table
def imports_per_dollar(io):
    """Imported inputs in a dollar FOB, by exported product [share]: m'(I − A)⁻¹f, and what only passes."""
    return io.imports @ output_per_dollar(io) + io.basic_share * (1.0 - io.home_made)


@per_table
def taxes_per_dollar(io):
    """Taxes on products in a dollar FOB, by exported product [share]: t'(I − A)⁻¹f and the tax at the border."""
    return io.taxes @ output_per_dollar(io) + io.tax_share


@per_table
def jobs_per_million(io, kzt_per_usd):
    """Jobs behind a million dollars FOB, by exported product [jobs]: e'(I − A)⁻¹f.

    Estimates: employment by section of the economy, spread over products by pay.
    """
    return jobs_by_product(io, output_per_dollar(io), kzt_per_usd).sum(axis=0)


def jobs_by_product(io, output, kzt_per_usd):
    """Jobs behind an output in billions of dollars, by product [thousand jobs]: output · jobs a tenge · rate."""
    return (io.jobs * output.T).T * kzt_per_usd * 1e3


# ── The goods through the economy ────────────────────────────────────────────────────────────────────────────


@per_table
def io_rows(products, io):
    """The product of the table that each good belongs to, as positions: the longest prefix of its HS code."""
    return np.array([_io_row(code, io) for code in products.hs6])


def _io_row(code, io):
    return next(io.product_of[code[:length]] for length in range(6, 1, -1) if code[:length] in io.product_of)


def programme_mix(basket, basket_weights, products, io):
    """What the programme's goods are in the 68 products [share]; adds up to 1, or to 0 for an empty list.

    In words: the worth of the goods that belong to each product of the input–output table, added up
    """
    return mix(io_rows(products, io)[basket], basket_weights, io)


@per_table
def export_mix(products, io):
    """What exports to China were in the 68 products in 2024 [share]; adds up to 1."""
    return mix(io_rows(products, io), products.exports_to_china, io)


@per_table
def agrifood_mix(products, io):
    """What farm exports to China were in the 68 products in 2024 [share]; HS chapters 01–24, adds up to 1."""
    farm = products.hs6 < "25"
    return mix(io_rows(products, io)[farm], products.exports_to_china[farm], io)


def mix(rows, weights, io):
    """Weights by good as shares by product of the table [share]."""
    by_product = np.bincount(rows, weights=weights, minlength=len(io.code))
    return by_product / max(by_product.sum(), np.finfo(float).tiny)


def policy_exports(programme_added, corridor_exports, water_loss, fdi_exports):
    """Exports that policy adds, by year [usd_bn/year].

    Equation: goods {programme_added} + corridors {corridor_exports} − lost to dry rivers {water_loss} + investment
    {fdi_exports}
    """
    return programme_added + corridor_exports - water_loss + fdi_exports


def policy_mix_exports(
    programme_added, corridor_exports, water_loss, fdi_exports, programme_mix, products, io
):
    """The exports that policy adds in the 68 products, by year [usd_bn/year].

    In words: the goods by their own products, corridors and dry rivers by those of farm exports, investment by those of
    all exports to China
    """
    kinds = np.broadcast_arrays(programme_added, corridor_exports - water_loss, fdi_exports)
    mixes = np.stack((programme_mix, agrifood_mix(products, io), export_mix(products, io)), axis=1)
    # one large product of matrices, with the products first, instead of a small one for each draw
    return np.moveaxis(np.tensordot(mixes, np.stack(kinds), axes=1), 0, -2)


def value_added(policy_mix_exports, io):
    """Value added in Kazakhstan from the exports that policy adds, by year [usd_bn/year].

    In words: the exports of each of the 68 products, times the value added in a dollar of it by the input–output table,
    added up
    Note: The exports are those of the goods, {programme_added} billion in the goal year, of the corridors,
    {corridor_exports}, and of extra investment, {fdi_exports}, less what dry rivers take, {water_loss}.
    """
    return np.tensordot(value_added_per_dollar(io), policy_mix_exports, axes=(0, -2))


def imported_inputs(policy_mix_exports, io):
    """Imported inputs from everywhere in the exports that policy adds, by year [usd_bn/year].

    In words: the exports of each of the 68 products, times the imports in a dollar of it by the input–output table,
    added up
    Note: The inputs that turnover counts, {programme_inputs} billion in the goal year, are for the goods alone and from
    China alone, and rest on assumptions with dials of their own.
    """
    return np.tensordot(imports_per_dollar(io), policy_mix_exports, axes=(0, -2))


def product_taxes(policy_mix_exports, io):
    """Taxes on products in the exports that policy adds, by year [usd_bn/year].

    In words: the exports of each of the 68 products, times the taxes in a dollar of it by the input–output table, added
    up
    """
    return np.tensordot(taxes_per_dollar(io), policy_mix_exports, axes=(0, -2))


def jobs(policy_mix_exports, io, kzt_per_usd):
    """Jobs behind the exports that policy adds, by year [thousand jobs]; an estimate.

    In words: the exports of each of the 68 products, times the jobs behind a dollar of it by the input–output table,
    added up
    Note: The chart of jobs by part of the economy shows those behind the goods alone; here those behind corridors and
    investment are counted too.
    """
    return np.tensordot(jobs_per_million(io, kzt_per_usd), policy_mix_exports, axes=(0, -2))


def share_of_gdp(value_added, gdp):
    """Value added from the exports that policy adds against Kazakhstan's whole output [share], by year.

    Equation: value added {value_added} / gross domestic product {gdp}
    Where share_of_gdp is nan: Not defined, for the projection of the whole economy ends before that year
    """
    return value_added / gdp


# ── Dependence ───────────────────────────────────────────────────────────────────────────────────────────────


def trade_concentration(china_share_of_trade, other_partners_concentration):
    """How concentrated foreign trade is on few partners, by year [1]: the Herfindahl index, 1 for a single partner.

    The index among all other partners is taken as it was in 2024.

    Equation: China's share {china_share_of_trade}^2 + (1 − China's share {china_share_of_trade})^2 · index of all others
    {other_partners_concentration}
    """
    return china_share_of_trade**2 + (1.0 - china_share_of_trade) ** 2 * other_partners_concentration
