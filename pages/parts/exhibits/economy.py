"""Charts of the economy: where a dollar of exports goes, jobs, dependence on China, exports by sector."""

from engine import Scenario, evaluate, tables
from engine.load import PRODUCTS, Products
from pages.parts.charts import economy as charts
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.findings import economy as findings
from pages.parts.views import economy as views
from pages.parts.words import _


def dollar(scenario: Scenario, products: Products = PRODUCTS) -> Exhibit:
    shown = views.dollar(scenario, products)
    return Exhibit(
        "dollar",
        findings.dollar(tables.dollar(scenario, products)),
        charts.dollar,
        shown,
        lambda: views.dollar_table(shown),
        note=_(
            "Upper bounds: re-exports look home-made in the table, averages stand for what is added, nothing limits supply."
        ),
        outcomes=("value_added", "imported_inputs"),
        dials=("programme_goods", "min_exports"),
        plain=Plain("stacked", _("Of a dollar, %"), lambda: wide(shown, "mix", "label", "percent")),
    )


def jobs(scenario: Scenario, products: Products = PRODUCTS) -> Exhibit:
    shown = views.jobs(scenario, products)
    head = _("Jobs, thousand")
    return Exhibit(
        "jobs",
        findings.jobs(tables.jobs_by_group(scenario, products), evaluate(scenario, products=products)),
        charts.bars,
        views.first(shown),
        lambda: views.bars_table(shown, _("Part of the economy"), head),
        note=_("Grade C: employment by section of the economy, spread over products by pay."),
        outcomes=("jobs",),
        dials=("programme_value", "realisation"),
        plain=Plain(
            "bar", head, lambda: views.first(shown).set_index("name")[["amount"]].set_axis([head], axis=1)
        ),
    )


def dependence(scenario: Scenario) -> Exhibit:
    shown = views.dependence(scenario)
    return Exhibit(
        "dependence",
        findings.dependence(evaluate(scenario)),
        charts.dependence,
        shown,
        lambda: views.dependence_table(shown),
        reading=_("Points are observed, dashes projected."),
        note=_("Kazakhstan's statistics."),
        outcomes=("china_share_of_trade",),
        dials=("other_trade_growth", "organic_export_growth"),
        plain=Plain("line", _("Share, %"), lambda: wide(shown, "year", "label", "percent")),
    )


def sectors(_scenario: Scenario) -> Exhibit:
    shown = views.sectors()
    head = _("Exports to China 2024, $bn")
    return Exhibit(
        "sectors",
        findings.sectors(tables.exports_by_sector()),
        charts.bars,
        shown,
        lambda: views.bars_table(shown, _("Sector"), head),
        note=_(
            "Observed, 2024. Logistics, education and innovation are services: trade in goods cannot show them."
        ),
        outcomes=("basket_unrealised",),
        plain=Plain("bar", head, lambda: shown.set_index("name")[["amount"]].set_axis([head], axis=1)),
    )
