"""Where a dollar of exports goes, whose jobs stand behind it, how dependent trade is, and what was invested."""

from functools import cache

import numpy as np
import pandas as pd

from engine import economy
from engine.case import Case
from engine.load import (
    EXPORT_GROUPS,
    FDI,
    INPUT_OUTPUT,
    KZ_TOTAL_TRADE,
    PARAMETERS,
    PRODUCTS,
)
from engine.past import observed


def dollar(case: Case) -> pd.DataFrame:
    """Where a dollar of exports goes: the scenario's goods, farm goods, all exports to China, exports to the world.

    Columns: mix (programme, farm, china, world), part (value_added, imports, taxes), share.
    """
    mixes, parts = ("programme", "farm", "china", "world"), ("value_added", "imports", "taxes")
    names = pd.MultiIndex.from_product([mixes, parts], names=["mix", "part"])
    return pd.DataFrame({"share": of_a_dollar(case)}, index=names).reset_index()


def of_a_dollar(case: Case) -> np.ndarray:
    """The shares of `dollar` alone, which is quick."""
    io = INPUT_OUTPUT
    mixes = (
        case.results["programme_mix"],
        economy.agrifood_mix(case.products, io),
        economy.export_mix(case.products, io),
        io.exports / io.exports.sum(),
    )
    parts = (
        economy.value_added_per_dollar(io),
        economy.imports_per_dollar(io),
        economy.taxes_per_dollar(io),
    )
    return np.array([float(weights @ per) for weights in mixes for per in parts])


def jobs_by_group(case: Case) -> pd.DataFrame:
    """Jobs behind the programme's exports of the goal year, by part of the economy, most first.

    Columns: group, jobs [thousand], source (of the exchange rate). Adds up to what the programme contributes to the
    outcome `jobs`.
    """
    io = INPUT_OUTPUT
    results = case.results
    output = economy.output_per_dollar(io) @ results["programme_mix"] * results["programme_added"][-1]
    rate = PARAMETERS["kzt_per_usd"]
    jobs = economy.jobs_by_product(io, output, rate.value)
    frame = pd.DataFrame({"group": io.group, "jobs": jobs}).groupby("group", sort=False)["jobs"].sum()
    return frame.sort_values(ascending=False).reset_index().assign(source=" ".join(rate.source))


def dependence(case: Case) -> pd.DataFrame:
    """China's share of Kazakhstan's foreign trade by year.

    Columns: year, share, kind (observed, projected), source (of what was observed, else empty).
    """
    ahead = {"year": case.results["year"], "share": case.results["china_share_of_trade"]}
    parts = [_observed_share(), pd.DataFrame({**ahead, "kind": "projected", "source": ""})]
    return pd.concat(parts, ignore_index=True)


@cache
def _observed_share() -> pd.DataFrame:
    with_china, total = observed("kz"), KZ_TOTAL_TRADE.set_index("year")
    share = (with_china["turnover"] / (total["exports"] + total["imports"])).dropna()
    source = with_china["source"][share.index] + " " + total["source"][share.index]
    return pd.DataFrame({"year": share.index, "share": share, "kind": "observed", "source": source})


@cache
def exports_by_sector() -> pd.DataFrame:
    """Exports to China in 2024 by the sectors that the statement names. Columns: sector, exports [usd_bn], source."""
    sector_of = dict(zip(EXPORT_GROUPS["prefix"], EXPORT_GROUPS["group"], strict=True))
    sectors = [_longest(code, sector_of) for code in PRODUCTS.hs6]
    frame = pd.DataFrame({"sector": sectors, "exports": PRODUCTS.exports_to_china / 1e9})
    frame = frame.groupby("sector")["exports"].sum().sort_values(ascending=False).reset_index()
    return frame.assign(source=PRODUCTS.source)


def _longest(code: str, names: dict[str, str]) -> str:
    return next(names[code[:length]] for length in range(6, 1, -1) if code[:length] in names)


def investment() -> pd.DataFrame:
    """What was said about Chinese investment, each by its own definition. Columns of `fdi.csv`."""
    return FDI
