"""Charts of the extra goods: how they build up, which they could be, and how many carry the promise."""

from engine import Scenario, evaluate, tables
from engine.load import PRODUCTS, Products
from pages.parts.charts import goods as charts
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.findings import goods as findings
from pages.parts.views import goods as views
from pages.parts.words import _


def build_up(scenario: Scenario, products: Products = PRODUCTS) -> Exhibit:
    results = evaluate(scenario, products=products)
    shown = views.build_up(results)
    return Exhibit(
        "build_up",
        findings.build_up(scenario, results),
        charts.build_up,
        shown,
        lambda: views.build_up_table(results),
        outcomes=("programme_added", "programme_inputs"),
        dials=("programme_value", "programme_ramp", "goods_delivered"),
        plain=Plain("line", _("Billion US dollars a year"), lambda: wide(shown, "year", "label", "amount")),
    )


def basket(scenario: Scenario, products: Products = PRODUCTS) -> Exhibit:
    frame = tables.basket(scenario, products)
    shown = views.basket(frame)
    return Exhibit(
        "basket",
        findings.claim(scenario, evaluate(scenario, products=products)),
        charts.basket,
        shown,
        lambda: views.basket_table(frame),
        note=_("The first goods of the list, by unused potential; the table has them all."),
        outcomes=("basket_unrealised",),
        dials=("programme_goods", "min_exports", "min_china_imports"),
        plain=Plain(
            "stacked", _("Million US dollars a year"), lambda: wide(shown, "good", "label", "amount")
        ),
    )


def delivery(scenario: Scenario, products: Products = PRODUCTS) -> Exhibit:
    frame = tables.delivery(scenario, products)
    shown = views.delivery(frame, scenario)
    return Exhibit(
        "delivery",
        findings.few(tables.goods_carrying(scenario, products)),
        charts.delivery,
        shown,
        lambda: views.delivery_table(frame),
        reading=_("Dashed upright line: the goods that succeed in this scenario."),
        outcomes=("delivered_weight",),
        dials=("goods_delivered", "programme_goods"),
        plain=Plain(
            "line", _("Part of the promise, %"), lambda: wide(shown, "delivered", "label", "percent")
        ),
    )
