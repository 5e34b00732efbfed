"""The goods on our list, and how much of their worth arrives."""

from functools import lru_cache

import numpy as np
import pandas as pd

from engine.goods import delivered_weight, export_potential, unrealised_potential
from engine.load import PARAMETERS, PRODUCTS, Products
from engine.model import evaluate
from engine.scenario import Scenario


@lru_cache(maxsize=64)
def basket(scenario: Scenario, products: Products = PRODUCTS) -> pd.DataFrame:
    """The goods on our list, best first, with what a reader needs to check each.

    Money in millions of US dollars a year, 2024. `weight` is the good's part of the programme's worth.
    """
    results = evaluate(scenario, products=products)
    lines = results["basket"]
    frame = products.table.iloc[lines].reset_index(drop=True)
    million = {
        "exports_to_china": products.exports_to_china,
        "potential": export_potential(products),
        "unrealised": unrealised_potential(products),
        "exports": products.exports,
        "china_imports": products.china_imports,
    }
    names = {name: values[lines] / 1e6 for name, values in million.items()}
    suppliers = [c for c in frame.columns if c.startswith("supplier_")]
    return pd.DataFrame(
        {
            "rank": np.arange(1, lines.size + 1),
            "hs6": frame["hs6"],
            "description": frame["description"],
            **names,
            "weight": results["basket_weights"],
            "sold_already": frame["exports_to_china_usd"] > 0,
            "by_hand": frame["hs6"].isin(scenario.goods_added),
            **{column: frame[column] for column in suppliers},
        }
    )


@lru_cache(maxsize=64)
def delivery(scenario: Scenario, products: Products = PRODUCTS) -> pd.DataFrame:
    """How much of the worth arrives when only some goods succeed, weighed by potential.

    Columns: delivered [goods], order (average, largest_first, smallest_first), share.
    """
    weights = evaluate(scenario.replace(weights="data"), products=products)["basket_weights"]
    delivered = np.arange(scenario.programme_goods + 1)
    orders = list(PARAMETERS["failure_order"].options)
    shares = [delivered_weight(delivered, scenario.programme_goods, weights, order) for order in orders]
    return pd.DataFrame(
        {
            "delivered": np.tile(delivered, len(orders)),
            "order": np.repeat(orders, delivered.size),
            "share": np.concatenate(shares),
        }
    )


def goods_carrying(scenario: Scenario, products: Products = PRODUCTS) -> float:
    """The fewest goods that carry 80 % of the list's unused potential [goods], whatever the scenario's weights."""
    return float(evaluate(scenario.replace(weights="data"), products=products)["goods_for_80"])
