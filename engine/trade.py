"""Exports and imports by year. Money in billions of US dollars a year, shares and growth as fractions.

Years run along the last axis; draws, where there are any, along the one before it.
"""

import numpy as np


def price_index(commodity_price_change, elapsed, horizon):
    """Commodity prices by year [1], 1 in the starting year, then in a straight line to the goal year.

    Equation: 1 + change by the goal year {commodity_price_change} · years {elapsed} / years to the goal {horizon}
    Where horizon is 0: 1, for there are no years in which prices could change
    """
    return 1.0 + commodity_price_change * elapsed / np.maximum(horizon, 1)


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


def organic_exports(
    start_exports, organic_export_growth, elapsed, price_index, commodity_export_share, xinjiang_export_pull
):
    """Exports to China without the programme [usd_bn/year].

    Equation: start {start_exports} · (1 + growth {organic_export_growth})^years {elapsed} · prices
    {price_index}^(commodities in exports {commodity_export_share}) · Xinjiang's pull {xinjiang_export_pull}
    """
    volume = start_exports * (1.0 + organic_export_growth) ** elapsed
    return volume * price_index**commodity_export_share * xinjiang_export_pull


def organic_imports(start_imports, organic_import_growth, elapsed, xinjiang_import_pull):
    """Imports from China without the programme's inputs [usd_bn/year].

    Equation: start {start_imports} · (1 + growth {organic_import_growth})^years {elapsed} · Xinjiang's pull
    {xinjiang_import_pull}
    """
    return start_imports * (1.0 + organic_import_growth) ** elapsed * xinjiang_import_pull


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


def china_share_of_trade(turnover, other_trade, other_trade_growth, elapsed):
    """China's share of Kazakhstan's foreign trade [share].

    Equation: turnover {turnover} / (turnover {turnover} + trade with all others {other_trade} · (1 + its growth
    {other_trade_growth})^years {elapsed})
    """
    return turnover / (turnover + other_trade * (1.0 + other_trade_growth) ** elapsed)


def turnover_at_target(turnover):
    """Projected turnover in the goal year [usd_bn/year].

    Equation: exports {exports} + imports {imports}
    Note: The middle of the many futures is another number: there every assumption is drawn from its range, which may
    reach further to one side of its value than to the other.
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
