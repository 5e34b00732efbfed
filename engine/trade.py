"""Exports and imports by year. Money in billions of US dollars a year, shares and growth as fractions.

Years run along the last axis; draws, where there are any, along the one before it.
"""

import numpy as np


def price_index(commodity_price_change, elapsed, horizon):
    """Commodity prices by year [1], 1 in the starting year: 1 + change · t/h, a straight line to the goal year."""
    return 1.0 + commodity_price_change * elapsed / np.maximum(horizon, 1)


def xinjiang_export_pull(xinjiang_share, xinjiang_premium, organic_export_growth, elapsed):
    """How much faster exports grow because Xinjiang's part does [1]: 1 − s + s · ((1 + g + p)/(1 + g))^t."""
    return 1.0 - xinjiang_share + xinjiang_share * _pull(xinjiang_premium, organic_export_growth, elapsed)


def xinjiang_import_pull(xinjiang_share, xinjiang_premium, organic_import_growth, elapsed):
    """The same for imports [1]."""
    return 1.0 - xinjiang_share + xinjiang_share * _pull(xinjiang_premium, organic_import_growth, elapsed)


def organic_exports(
    start_exports, organic_export_growth, elapsed, price_index, commodity_export_share, xinjiang_export_pull
):
    """Exports to China without the programme [usd_bn/year].

    exports₀ · (1 + g)^t · price index^commodity share · Xinjiang's pull
    """
    volume = start_exports * (1.0 + organic_export_growth) ** elapsed
    return volume * price_index**commodity_export_share * xinjiang_export_pull


def organic_imports(start_imports, organic_import_growth, elapsed, xinjiang_import_pull):
    """Imports from China without the programme's inputs [usd_bn/year]: imports₀ · (1 + g)^t · Xinjiang's pull."""
    return start_imports * (1.0 + organic_import_growth) ** elapsed * xinjiang_import_pull


def wanted_exports(organic_exports, programme_added, corridor_exports, water_loss, fdi_exports):
    """Exports before the question whether the rails can carry them [usd_bn/year].

    Organic exports + goods + corridors − what rivers take + what investment brings; never below nothing.
    """
    return np.maximum(organic_exports + programme_added + corridor_exports - water_loss + fdi_exports, 0.0)


def wanted_imports(organic_imports, programme_inputs, corridor_imports, fdi_equipment, icbc_counted_trade):
    """Imports before the question whether the rails can carry them [usd_bn/year].

    Organic imports + inputs for the goods + corridors + equipment + shopping at the Khorgos centre, if counted; never
    below nothing.
    """
    return np.maximum(
        organic_imports + programme_inputs + corridor_imports + fdi_equipment + icbc_counted_trade, 0.0
    )


def exports(wanted_exports, rail_cut, rail_share_of_exports, respect_capacity):
    """Exports to China [usd_bn/year]; less what finds no room on the rails, where capacity is respected."""
    return carried(wanted_exports, rail_cut, rail_share_of_exports, respect_capacity)


def imports(wanted_imports, rail_cut, rail_share_of_imports, respect_capacity):
    """Imports from China [usd_bn/year]; less what finds no room on the rails, where capacity is respected."""
    return carried(wanted_imports, rail_cut, rail_share_of_imports, respect_capacity)


def carried(wanted, rail_cut, rail_share, respect_capacity):
    """Trade that is carried [usd_bn/year]: wanted · (1 − cut · rail share) where capacity is respected, else wanted."""
    return wanted * (1.0 - rail_cut * rail_share * (1.0 if respect_capacity else 0.0))


def turnover(exports, imports):
    """Exports plus imports [usd_bn/year]."""
    return exports + imports


def balance(exports, imports):
    """Exports minus imports [usd_bn/year]."""
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
    """Turnover with Xinjiang [usd_bn/year]; the programme's goods are not split by region."""
    of_exports = (
        xinjiang_share * _pull(xinjiang_premium, organic_export_growth, elapsed) / xinjiang_export_pull
    )
    of_imports = (
        xinjiang_share * _pull(xinjiang_premium, organic_import_growth, elapsed) / xinjiang_import_pull
    )
    return organic_exports * of_exports + organic_imports * of_imports


def xinjiang_share_of_turnover(xinjiang_turnover, organic_exports, organic_imports):
    """Xinjiang's share of the turnover without the programme [share]."""
    return xinjiang_turnover / (organic_exports + organic_imports)


def china_share_of_trade(turnover, other_trade, other_trade_growth, elapsed):
    """China's share of Kazakhstan's foreign trade [share]: turnover / (turnover + trade with all others)."""
    return turnover / (turnover + other_trade * (1.0 + other_trade_growth) ** elapsed)


def turnover_at_target(turnover):
    """Projected turnover in the goal year [usd_bn/year]."""
    return turnover[..., -1:]


def shortfall(target, turnover_at_target):
    """What the projection lacks of the goal [usd_bn/year]: target − turnover, and 0 where it is reached."""
    return np.maximum(target - turnover_at_target, 0.0)


def _pull(premium, growth, elapsed):
    return ((1.0 + growth + premium) / (1.0 + growth)) ** elapsed
