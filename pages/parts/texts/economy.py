"""The economy: the sentences of its page, its big numbers, and what was said of Chinese investment."""

import pandas as pd

from engine import SOURCES, Case, tables
from pages.parts.amounts import Big, amount
from pages.parts.words import N_, _, number, scaled, sentence

MEASURES = {
    "gross_inflow": N_("gross inflow in the period"),
    "cumulative": N_("sum of inflows so far"),
    "stock": N_("stock, project by project"),
    "position": N_("position of all investment"),
    "project_list": N_("list of joint projects"),
    "contracts": N_("contracts signed"),
}


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    return (
        Big(
            _("Value added in {year}").format(year=number(case.scenario.target_year, "year")),
            "value_added",
            _("from {exports} of exports, projected").format(
                exports=amount(case, "policy_exports", digits=2)
            ),
            digits=2,
        ),
        Big(_("Of the whole economy"), "share_of_gdp", _("against the IMF's projection"), digits=2),
        Big(_("Jobs, thousand"), "jobs", _("estimate, grade C"), "1", 1),
        Big(_("Imported inputs"), "imported_inputs", _("from all countries"), digits=2),
    )


def concentration(case: Case) -> str:
    """Xinjiang's share and the concentration of trade, with the warning about mixed counts."""
    return _(
        "Trade is concentrated at {first} on a scale where 1 is a single partner; by {year} at {last}. Turnover with "
        "Xinjiang goes from {xinjiang_first} to {xinjiang_last}. Beware: the statement's “over 40 %” for Xinjiang fits "
        "only China's count; against Kazakhstan's own total of 2022 it would be 52 %."
    ).format(
        first=amount(case, "trade_concentration", at=0),
        last=amount(case, "trade_concentration"),
        year=number(case.results["year"][-1], "year"),
        xinjiang_first=amount(case, "xinjiang_turnover", at=0),
        xinjiang_last=amount(case, "xinjiang_turnover"),
    )


def investment(case: Case) -> str:
    """What a change of investment does to trade, in bold."""
    return "**" + sentence(_investment(case)) + "**"


def _investment(case: Case) -> str:
    if case.results["fdi_change"] == 0:
        return _(
            "At the stated {inflow} a year investment changes nothing here; only more or less than that acts"
        ).format(inflow=number(case.scenario.fdi_inflow, "usd_bn/year", 2))
    return _(
        "{change} more or less a year brings {exports} of exports and {imports} of equipment by {year}"
    ).format(
        change=amount(case, "fdi_change", digits=2),
        exports=amount(case, "fdi_exports", digits=2),
        imports=amount(case, "fdi_equipment", digits=2),
        year=number(case.results["year"][-1], "year"),
    )


def figures_of_investment() -> pd.DataFrame:
    """What was said of Chinese investment, each figure by its own definition."""
    frame = tables.investment()
    return pd.DataFrame(
        {
            _("Period or date"): frame["period"],
            _("What is counted"): [_(MEASURES.get(measure, measure)) for measure in frame["measure"]],
            _("Billion US dollars"): scaled(frame["value"], "usd_bn"),
            _("Grade"): frame["grade"],
            _("Note"): frame["note"].map(_),
            _("Source"): [SOURCES[key].title for key in frame["source"]],
        }
    )
