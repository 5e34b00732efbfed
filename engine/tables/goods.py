"""The goods on our list, and how much of their worth arrives."""

import numpy as np
import pandas as pd

from engine.case import Case, kept
from engine.goods import delivered_weight, export_potential, passed, unrealised_potential
from engine.load import PARAMETERS


@kept
def basket(case: Case) -> pd.DataFrame:
    """The goods on our list, best first, with what a reader needs to check each.

    Money in millions of US dollars a year, 2024. `weight` is the good's part of the programme's worth; `source` is empty
    where the table is the reader's own.
    """
    products, lines = case.products, case.results["basket"]
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
            "weight": case.results["basket_weights"],
            "sold_already": frame["exports_to_china_usd"] > 0,
            "by_hand": frame["hs6"].isin(case.scenario.goods_added),
            **{column: frame[column] for column in suppliers},
            "source": products.source,
        }
    )


def delivery(case: Case) -> pd.DataFrame:
    """How much of the worth arrives when only some goods succeed, weighed by potential.

    Columns: delivered [goods], order (average, largest_first, smallest_first), share, source.
    """
    goods = case.scenario.programme_goods
    weights = case.replace(weights="data").results["basket_weights"]
    delivered = np.arange(goods + 1)
    orders = list(PARAMETERS["failure_order"].options)
    shares = [delivered_weight(delivered, goods, weights, order) for order in orders]
    return pd.DataFrame(
        {
            "delivered": np.tile(delivered, len(orders)),
            "order": np.repeat(orders, delivered.size),
            "share": np.concatenate(shares),
            "source": case.products.source,
        }
    )


def goods_carrying(case: Case) -> float:
    """The fewest goods that carry 80 % of the list's unused potential [goods], whatever the scenario's weights."""
    return float(case.replace(weights="data").results["goods_for_80"])


def strictest(case: Case) -> tuple[str, int, int]:
    """The filter that leaves out most goods of the table, as the name of its setting, how many, and how many pass all."""
    names = (
        "min_exports",
        "min_china_imports",
        "exclude_commodities",
        "exclude_reexports",
        "exclude_aircraft",
    )
    found = passed(case.products, *(getattr(case.scenario, name) for name in names))
    left_out = {name: int((~mask).sum()) for name, mask in found.items()}
    name = max(left_out, key=lambda name: left_out[name])
    return name, left_out[name], int(np.logical_and.reduce(list(found.values())).sum())
