"""The goods through the economy: what a result says, in one sentence."""

import pandas as pd

from engine import Scenario
from engine.model import Results
from pages.parts.words import _, number


def dollar(frame: pd.DataFrame) -> str:
    """The heading of the dollar chart."""
    share = frame.set_index(["mix", "part"])["share"]
    return _(
        "Of a dollar of the extra goods {added} is value added in Kazakhstan, {imports} imported inputs"
    ).format(
        added=number(share["programme", "value_added"], "share", 0),
        imports=number(share["programme", "imports"], "share", 0),
    )


def jobs(frame: pd.DataFrame, results: Results) -> str:
    """The heading of the jobs chart."""
    total = frame["jobs"].sum()
    if total <= 0:
        return _(
            "No extra goods, so no jobs behind them; what corridors and investment add is not in this chart"
        )
    return _("About {jobs} stand behind the extra goods, most in: {group}").format(
        jobs=number(total, "thousand jobs"), group=frame["group"].iloc[0]
    )


def dependence(results: Results) -> str:
    """The heading of the dependence chart."""
    share = results["china_share_of_trade"]
    return _("China's share of Kazakhstan's trade goes from {first} to {last}").format(
        first=number(share[0], "share"), last=number(share[-1], "share")
    )


def sectors(frame: pd.DataFrame) -> str:
    """The heading of the exports by sector."""
    total = frame["exports"].sum()
    farm = frame.set_index("sector")["exports"]["agriculture"]
    return _("Farm goods are {part} of what China bought in 2024").format(part=number(farm / total, "share"))


def investment(scenario: Scenario, results: Results) -> str:
    """What a change of investment does to trade."""
    if results["fdi_change"] == 0:
        return _(
            "At the stated {inflow} a year investment changes nothing here; only more or less than that acts"
        ).format(inflow=number(scenario.fdi_inflow, "usd_bn/year", 2))
    return _(
        "{change} more or less a year brings {exports} of exports and {imports} of equipment by {year}"
    ).format(
        change=number(results["fdi_change"], "usd_bn/year", 2),
        exports=number(results["fdi_exports"][-1], "usd_bn/year", 2),
        imports=number(results["fdi_equipment"][-1], "usd_bn/year", 2),
        year=number(results["year"][-1], "year"),
    )


def ledgers_and_xinjiang(scenario: Scenario, results: Results) -> str:
    """Xinjiang's share and the concentration of trade, with the warning about mixed counts."""
    return _(
        "Trade is concentrated at {first} on a scale where 1 is a single partner; by {year} at {last}. Turnover with "
        "Xinjiang goes from {xinjiang_first} to {xinjiang_last}. Beware: the statement's “over 40 %” for Xinjiang fits "
        "only China's count; against Kazakhstan's own total of 2022 it would be 52 %."
    ).format(
        first=number(results["trade_concentration"][0], "1"),
        last=number(results["trade_concentration"][-1], "1"),
        year=number(results["year"][-1], "year"),
        xinjiang_first=number(results["xinjiang_turnover"][0], "usd_bn/year"),
        xinjiang_last=number(results["xinjiang_turnover"][-1], "usd_bn/year"),
    )
