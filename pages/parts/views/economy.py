"""The tables of the economy page in words: what its charts draw, and their twins for readers of tables."""

import pandas as pd

from engine import Scenario, tables
from engine.load import SOURCES, Products
from pages.parts.charts.economy import PARTS
from pages.parts.words import N_, _, number, percent_value

MIXES = {
    "programme": N_("the extra goods"),
    "farm": N_("farm goods sold to China"),
    "china": N_("all goods sold to China"),
    "world": N_("all exports of Kazakhstan"),
}
KINDS = {"observed": N_("observed"), "projected": N_("projected")}
SECTORS = {
    "agriculture": N_("agriculture (HS 01–24)"),
    "energy": N_("energy (fuels, nuclear fuel)"),
    "industry": N_("industry (all else)"),
}
MEASURES = {
    "gross_inflow": N_("gross inflow in the period"),
    "cumulative": N_("sum of inflows so far"),
    "stock": N_("stock, project by project"),
    "position": N_("position of all investment"),
    "project_list": N_("list of joint projects"),
    "contracts": N_("contracts signed"),
}
_GROUPS = 10  # parts of the economy drawn in the chart; the table has all


def dollar(scenario: Scenario, products: Products) -> pd.DataFrame:
    frame = tables.dollar(scenario, products)
    return frame.assign(
        mix=[_(MIXES[mix]) for mix in frame["mix"]],
        label=[_(PARTS[part]) for part in frame["part"]],
        order=[list(PARTS).index(part) for part in frame["part"]],
        percent=percent_value(frame["share"]),
    )


def dollar_table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["mix", "label", "percent"]].round(1)
    return table.set_axis([_("Exports"), _("Part"), _("Of a dollar, %")], axis=1)


def jobs(scenario: Scenario, products: Products) -> pd.DataFrame:
    frame = tables.jobs_by_group(scenario, products)
    return pd.DataFrame(
        {
            "name": frame["group"],
            "amount": frame["jobs"],
            "text": [number(n, "thousand jobs") for n in frame["jobs"]],
        }
    )


def first(shown: pd.DataFrame) -> pd.DataFrame:
    return shown.head(_GROUPS)


def bars_table(shown: pd.DataFrame, name: str, amount: str) -> pd.DataFrame:
    return shown[["name", "amount"]].round(3).set_axis([name, amount], axis=1)


def dependence(scenario: Scenario) -> pd.DataFrame:
    frame = tables.dependence(scenario)
    return frame.assign(
        percent=percent_value(frame["share"]), label=[_(KINDS[kind]) for kind in frame["kind"]]
    )


def dependence_table(shown: pd.DataFrame) -> pd.DataFrame:
    return (
        shown[["label", "year", "percent"]].round(1).set_axis([_("Series"), _("Year"), _("Share, %")], axis=1)
    )


def sectors() -> pd.DataFrame:
    frame = tables.exports_by_sector()
    return pd.DataFrame(
        {
            "name": [_(SECTORS[sector]) for sector in frame["sector"]],
            "amount": frame["exports"],
            "text": [number(n, "usd_bn") for n in frame["exports"]],
        }
    )


def investment() -> pd.DataFrame:
    """What was said of Chinese investment, each figure by its own definition."""
    frame = tables.investment()
    return pd.DataFrame(
        {
            _("Period or date"): frame["period"],
            _("What is counted"): [_(MEASURES.get(measure, measure)) for measure in frame["measure"]],
            _("Billion US dollars"): frame["value"],
            _("Grade"): frame["grade"],
            _("Note"): frame["note"],
            _("Source"): [SOURCES[key].title for key in frame["source"]],
        }
    )
