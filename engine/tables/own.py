"""A reader's own product table beside ours."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from engine.load import AMOUNTS, PRODUCTS, Products

# how far from a power of a thousand a ratio of totals may be to look like another unit [powers of ten]
_NEAR = 0.75


class Doubt(NamedTuple):
    """Columns whose totals look as if they were in another unit; times `factor` they would be like ours."""

    columns: tuple[str, ...]
    factor: float


def totals(products: Products) -> pd.DataFrame:
    """The totals of a table's amounts beside ours [usd/year]; `same` is ours for the goods that both hold."""
    own, ours = products.table, PRODUCTS.table
    same = ours[ours["hs6"].isin(own["hs6"])]
    sums = [[float(table[name].sum()) for table in (own, same, ours)] for name in AMOUNTS]
    return pd.DataFrame(sums, columns=["own", "same", "ours"]).assign(column=AMOUNTS)


def doubts(products: Products) -> list[Doubt]:
    """What looks like thousands or millions of dollars, or like a thousandth; nothing where the reader is sure."""
    found: dict[int, list[str]] = {}
    for row in totals(products).itertuples():
        if products.sure or not (row.own > 0 and row.same > 0):
            continue
        power = np.log10(row.same / row.own)
        thousands = round(power / 3)
        if thousands and abs(power - 3 * thousands) < _NEAR:
            found.setdefault(thousands, []).append(row.column)
    return [Doubt(tuple(columns), 1000.0**thousands) for thousands, columns in found.items()]
