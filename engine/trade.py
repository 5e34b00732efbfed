"""Exports and imports by year. Money in billions of US dollars a year, shares and growth as fractions.

Years run along the last axis; draws, where there are any, along the one before it.
"""

import numpy as np

from engine.remember import per_table

PRICES = ("oil", "gas", "metals", "uranium", "grain")


@per_table
def price_shares(products):
    """What each kind of good whose price has a dial is of exports to China, and of all exports [share], 2 × kinds."""
    kinds = np.array(PRICES)[:, None] == products.price_group
    flows = np.stack((products.exports_to_china, products.exports))
    return flows @ kinds.T / np.maximum(flows.sum(axis=1, keepdims=True), np.finfo(float).tiny)


def price_effect(
    oil_price_change,
    gas_price_change,
    metals_price_change,
    uranium_price_change,
    grain_price_change,
    products,
    elapsed,
    years_ahead,
):
    """What prices make of the worth of exports to China, by year [1]: 1 where the projection begins, then in a straight
    line to the goal year.

    In words: 1 + the shares of the five kinds of goods in exports to China, each times the change of its price, added up;
    by the goal year in full, in between by years
    """
    changes = (
        oil_price_change,
        gas_price_change,
        metals_price_change,
        uranium_price_change,
        grain_price_change,
    )
    return 1.0 + _weighted(price_shares(products)[0], changes) * elapsed / np.maximum(years_ahead, 1)


def other_price_effect(
    oil_price_change,
    gas_price_change,
    metals_price_change,
    uranium_price_change,
    grain_price_change,
    products,
    other_export_share,
    elapsed,
    years_ahead,
):
    """What prices make of the worth of Kazakhstan's trade with all others, by year [1].

    In words: 1 + exports in that trade · (the shares of the five kinds of goods in all exports, each times the change of
    its price) · years / years to the goal
    """
    changes = (
        oil_price_change,
        gas_price_change,
        metals_price_change,
        uranium_price_change,
        grain_price_change,
    )
    change = _weighted(price_shares(products)[1], changes) * elapsed / np.maximum(years_ahead, 1)
    return 1.0 + other_export_share * change


def _weighted(shares, changes):
    return sum(share * change for share, change in zip(shares, changes, strict=True))


def oil_pull(oil_price_change, oil_link, elapsed, years_ahead):
    """What the link of all trade with oil makes of trade, by year [1], beside the oil that is sold.

    Equation: (1 + change of oil {oil_price_change} · years {elapsed} / years to the goal {years_ahead})^link {oil_link}
    Where years_ahead is 0: 1, for there are no years in which prices could change
    """
    return (1.0 + oil_price_change * elapsed / np.maximum(years_ahead, 1)) ** oil_link


def xinjiang_export_pull(xinjiang_share, xinjiang_premium, organic_export_growth, elapsed):
    """How much larger exports are because Xinjiang's part grows at its own pace [1].

    Equation: 1 − its share {xinjiang_share} + its share {xinjiang_share} · ((1 + growth {organic_export_growth} + extra
    growth {xinjiang_premium}) / (1 + growth {organic_export_growth}))^years {elapsed}
    """
    return 1.0 - xinjiang_share + xinjiang_share * _pull(xinjiang_premium, organic_export_growth, elapsed)


def xinjiang_import_pull(xinjiang_share, xinjiang_premium, organic_import_growth, elapsed):
    """How much larger imports are because Xinjiang's part grows at its own pace [1].

    Equation: 1 − its share {xinjiang_share} + its share {xinjiang_share} · ((1 + growth {organic_import_growth} + extra
    growth {xinjiang_premium}) / (1 + growth {organic_import_growth}))^years {elapsed}
    """
    return 1.0 - xinjiang_share + xinjiang_share * _pull(xinjiang_premium, organic_import_growth, elapsed)


def export_volume(recorded_exports, base_exports, organic_export_growth, elapsed, xinjiang_export_pull):
    """Exports to China without policy, at the prices of the newest year [usd_bn/year]: as counted, then as they grow.

    Equation: newest {base_exports} · (1 + growth {organic_export_growth})^years {elapsed} · Xinjiang's pull
    {xinjiang_export_pull}
    Where elapsed is 0: as counted {recorded_exports}
    """
    grown = base_exports * (1.0 + organic_export_growth) ** elapsed * xinjiang_export_pull
    return np.where(np.isnan(recorded_exports), grown, recorded_exports)


def import_volume(recorded_imports, base_imports, organic_import_growth, elapsed, xinjiang_import_pull):
    """Imports from China without policy, at the prices of the newest year [usd_bn/year]: as counted, then as they grow.

    Equation: newest {base_imports} · (1 + growth {organic_import_growth})^years {elapsed} · Xinjiang's pull
    {xinjiang_import_pull}
    Where elapsed is 0: as counted {recorded_imports}
    """
    grown = base_imports * (1.0 + organic_import_growth) ** elapsed * xinjiang_import_pull
    return np.where(np.isnan(recorded_imports), grown, recorded_imports)


def organic_exports(export_volume, price_effect, oil_pull):
    """Exports to China without policy [usd_bn/year], with what prices and oil do to their worth.

    Equation: at the newest prices {export_volume} · prices {price_effect} · oil's pull {oil_pull}
    """
    return export_volume * price_effect * oil_pull


def organic_imports(import_volume, oil_pull):
    """Imports from China without policy [usd_bn/year], with what oil does to their worth.

    Equation: at the newest prices {import_volume} · oil's pull {oil_pull}
    """
    return import_volume * oil_pull


def wanted_exports(organic_exports, programme_added, corridor_exports, water_loss, fdi_exports):
    """Exports before the question whether the rails can carry them [usd_bn/year]; never below nothing.

    Equation: other exports {organic_exports} + goods {programme_added} + corridors {corridor_exports} − lost to dry
    rivers {water_loss} + investment {fdi_exports}
    Where wanted_exports is 0: 0, for exports cannot fall below nothing
    """
    return np.maximum(organic_exports + programme_added + corridor_exports - water_loss + fdi_exports, 0.0)


def wanted_imports(organic_imports, programme_inputs, corridor_imports, fdi_equipment, icbc_counted_trade):
    """Imports before the question whether the rails can carry them [usd_bn/year]; never below nothing.

    Equation: other imports {organic_imports} + inputs for the goods {programme_inputs} + corridors {corridor_imports} +
    equipment {fdi_equipment} + shopping in Khorgos {icbc_counted_trade}
    """
    return np.maximum(
        organic_imports + programme_inputs + corridor_imports + fdi_equipment + icbc_counted_trade, 0.0
    )


def exports(wanted_exports, rail_cut, rail_share_of_exports, respect_capacity):
    """Exports to China [usd_bn/year]; less what finds no room on the rails, where capacity is respected.

    Equation: wanting to cross {wanted_exports} · (1 − rail cargo without room {rail_cut} · sent by rail
    {rail_share_of_exports})
    Where exports is 0: 0, for exports cannot fall below nothing
    Where respect_capacity is no: other exports {organic_exports} + goods {programme_added} + corridors
    {corridor_exports} − lost to dry rivers {water_loss} + investment {fdi_exports}
    """
    return carried(wanted_exports, rail_cut, rail_share_of_exports, respect_capacity)


def imports(wanted_imports, rail_cut, rail_share_of_imports, respect_capacity):
    """Imports from China [usd_bn/year]; less what finds no room on the rails, where capacity is respected.

    Equation: wanting to cross {wanted_imports} · (1 − rail cargo without room {rail_cut} · sent by rail
    {rail_share_of_imports})
    Where respect_capacity is no: other imports {organic_imports} + inputs for the goods {programme_inputs} + corridors
    {corridor_imports} + equipment {fdi_equipment} + shopping in Khorgos {icbc_counted_trade}
    """
    return carried(wanted_imports, rail_cut, rail_share_of_imports, respect_capacity)


def carried(wanted, rail_cut, rail_share, respect_capacity):
    """Trade that is carried [usd_bn/year]: wanted · (1 − cut · rail share) where capacity is respected, else wanted."""
    return wanted * (1.0 - rail_cut * rail_share * (1.0 if respect_capacity else 0.0))


def turnover(exports, imports):
    """Exports plus imports [usd_bn/year].

    Equation: exports {exports} + imports {imports}
    """
    return exports + imports


def balance(exports, imports):
    """Exports minus imports [usd_bn/year].

    Equation: exports {exports} − imports {imports}
    """
    return exports - imports


def xinjiang_turnover(
    organic_exports,
    organic_imports,
    xinjiang_share,
    xinjiang_premium,
    organic_export_growth,
    organic_import_growth,
    xinjiang_export_pull,
    xinjiang_import_pull,
    elapsed,
):
    """Turnover with Xinjiang [usd_bn/year]; the programme's goods are not split by region.

    Equation: other exports {organic_exports} · (1 − (1 − its share {xinjiang_share}) / its pull {xinjiang_export_pull}) +
    other imports {organic_imports} · (1 − (1 − its share {xinjiang_share}) / its pull {xinjiang_import_pull})
    """
    of_exports = (
        xinjiang_share * _pull(xinjiang_premium, organic_export_growth, elapsed) / xinjiang_export_pull
    )
    of_imports = (
        xinjiang_share * _pull(xinjiang_premium, organic_import_growth, elapsed) / xinjiang_import_pull
    )
    return organic_exports * of_exports + organic_imports * of_imports


def xinjiang_share_of_turnover(xinjiang_turnover, organic_exports, organic_imports):
    """Xinjiang's share of the turnover without the programme [share].

    Equation: with Xinjiang {xinjiang_turnover} / (other exports {organic_exports} + other imports {organic_imports})
    """
    return xinjiang_turnover / (organic_exports + organic_imports)


def china_share_of_trade(
    turnover, on_kz_count, other_trade, other_trade_growth, other_price_effect, oil_pull, elapsed
):
    """China's share of Kazakhstan's foreign trade [share], all by Kazakhstan's count.

    Turnover by China's count is taken back to Kazakhstan's, in the proportion of its year or of the newest that both have
    counted. Trade with all others is as counted, then grows.
    Prices and oil move the trade with all others too.

    Equation: turnover {turnover} · on Kazakhstan's count {on_kz_count} / (turnover {turnover} · on Kazakhstan's count
    {on_kz_count} + trade with all others {other_trade} · (1 + its growth {other_trade_growth})^years {elapsed} · its
    prices {other_price_effect} · oil's pull {oil_pull})
    """
    ours = turnover * on_kz_count
    return ours / (ours + other_trade * (1.0 + other_trade_growth) ** elapsed * other_price_effect * oil_pull)


def turnover_at_target(turnover):
    """Projected turnover in the goal year [usd_bn/year].

    Equation: exports {exports} + imports {imports}
    Note: The middle of the futures is this very number.
    """
    return turnover[..., -1:]


def shortfall(target, turnover_at_target):
    """What the projection lacks of the goal [usd_bn/year]; 0 where the goal is reached.

    Equation: goal {target} − turnover in the goal year {turnover_at_target}
    Where shortfall is 0: 0, for the projection reaches the goal
    Note: The gap to the goal, {gap} billion, is what the starting point lacks; this is what the goal year still lacks.
    """
    return np.maximum(target - turnover_at_target, 0.0)


def _pull(premium, growth, elapsed):
    return ((1.0 + growth + premium) / (1.0 + growth)) ** elapsed
