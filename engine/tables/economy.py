"""Where a dollar of exports goes, whose jobs stand behind it, how dependent trade is, and what was invested."""

from functools import lru_cache

import pandas as pd

from engine import economy
from engine.load import (
    EXPORT_GROUPS,
    FDI,
    INPUT_OUTPUT,
    KZ_TOTAL_TRADE,
    OBSERVED,
    PARAMETERS,
    PRODUCTS,
    Products,
)
from engine.model import evaluate
from engine.scenario import Scenario


@lru_cache(maxsize=64)
def dollar(scenario: Scenario, products: Products = PRODUCTS) -> pd.DataFrame:
    """Where a dollar of exports goes: the scenario's goods, farm goods, all exports to China, exports to the world.

    Columns: mix (programme, farm, china, world), part (value_added, imports, taxes), share.
    """
    io = INPUT_OUTPUT
    mixes = {
        "programme": evaluate(scenario, products=products)["programme_mix"],
        "farm": economy.agrifood_mix(products, io),
        "china": economy.export_mix(products, io),
        "world": io.exports / io.exports.sum(),
    }
    parts = {
        "value_added": economy.value_added_per_dollar(io),
        "imports": economy.imports_per_dollar(io),
        "taxes": economy.taxes_per_dollar(io),
    }
    rows = [
        (mix, part, float(weights @ per)) for mix, weights in mixes.items() for part, per in parts.items()
    ]
    return pd.DataFrame(rows, columns=["mix", "part", "share"])


@lru_cache(maxsize=64)
def jobs_by_group(scenario: Scenario, products: Products = PRODUCTS) -> pd.DataFrame:
    """Jobs behind the programme's exports of the goal year, by part of the economy, most first.

    Columns: group, jobs [thousand]. Adds up to what the programme contributes to the outcome `jobs`.
    """
    io = INPUT_OUTPUT
    results = evaluate(scenario, products=products)
    output = economy.output_per_dollar(io) @ results["programme_mix"] * results["programme_added"][-1]
    jobs = economy.jobs_by_product(io, output, PARAMETERS["kzt_per_usd"].value)
    frame = pd.DataFrame({"group": io.group, "jobs": jobs}).groupby("group", sort=False)["jobs"].sum()
    return frame.sort_values(ascending=False).reset_index()


@lru_cache(maxsize=256)
def dependence(scenario: Scenario) -> pd.DataFrame:
    """China's share of Kazakhstan's foreign trade by year. Columns: year, share, kind (observed, projected)."""
    results = evaluate(scenario)
    with_china = OBSERVED[OBSERVED["ledger"] == "kz"].set_index("year")["turnover"]
    total = KZ_TOTAL_TRADE.set_index("year")
    share = (with_china / (total["exports"] + total["imports"])).dropna()
    parts = [
        pd.DataFrame({"year": share.index, "share": share.to_numpy(), "kind": "observed"}),
        pd.DataFrame(
            {"year": results["year"], "share": results["china_share_of_trade"], "kind": "projected"}
        ),
    ]
    return pd.concat(parts, ignore_index=True)


@lru_cache
def exports_by_sector() -> pd.DataFrame:
    """Exports to China in 2024 by the sectors that the statement names. Columns: sector, exports [usd_bn]."""
    sector_of = dict(zip(EXPORT_GROUPS["prefix"], EXPORT_GROUPS["group"], strict=True))
    sectors = [_longest(code, sector_of) for code in PRODUCTS.hs6]
    frame = pd.DataFrame({"sector": sectors, "exports": PRODUCTS.exports_to_china / 1e9})
    return frame.groupby("sector")["exports"].sum().sort_values(ascending=False).reset_index()


def _longest(code: str, names: dict[str, str]) -> str:
    return next(names[code[:length]] for length in range(6, 1, -1) if code[:length] in names)


def investment() -> pd.DataFrame:
    """What was said about Chinese investment, each by its own definition. Columns of `fdi.csv`."""
    return FDI
