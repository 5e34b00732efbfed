"""The 135 goods: what they add, which they could be, and how many carry the promise."""

import streamlit as st

from engine import evaluate, tables
from pages.parts import frame, levers, session, upload
from pages.parts.amounts import Big
from pages.parts.exhibits import goods
from pages.parts.figure import figure
from pages.parts.headline import headline
from pages.parts.views import goods as views
from pages.parts.views import overview
from pages.parts.words import _, number

scenario, results = frame.begin(
    _("135 goods"),
    _(
        "Kazakhstan offers 135 more goods worth 1 billion dollars. The official list was never published, so the list "
        "below is ours, chosen by a method that you can change."
    ),
)
products = upload.products()
results = evaluate(scenario, products=products)

st.header(_("What the goods add"), divider="gray")
year = number(scenario.target_year, "year")
headline(
    scenario,
    Big(
        _("Added in {year}").format(year=year),
        number(results["programme_at_target"], "usd_bn/year", 2),
        _("projected, {part} of the promise arrives").format(
            part=number(results["delivered_weight"], "share", 0)
        ),
        "programme_at_target",
    ),
    Big(
        _("Of the gap"),
        number(results["gap_share"], "share"),
        _("of {gap}").format(gap=number(results["gap"], "usd_bn/year")),
        "gap_share",
    ),
    overview.still_needed(_("Growth still needed a year"), results),
    Big(
        _("Average worth of a good"),
        number(results["mean_value_per_good"], "usd_mn/year"),
        _("a year, as promised"),
        "mean_value_per_good",
    ),
)
columns = st.columns(3)
for column, names in zip(columns, levers.PROGRAMME, strict=True):
    with column:
        for name in names:
            levers.lever(name, "main")

figure(goods.build_up(scenario, products))

st.header(_("Which goods they could be"), divider="gray")
method = st.expander(_("How the list is chosen"), key="method", on_change=session.touch)
if method.open:
    with method:
        st.markdown(views.method())
        left, right = st.columns(2)
        for place, name in zip((left, right, left, right, left), levers.BASKET, strict=True):
            with place:
                levers.lever(name, "main")
        levers.hand_picked(views.codes(products))
        upload.control()
figure(goods.basket(scenario, products))
st.markdown(views.basket_caveat(products))
views.basket_browser(tables.basket(scenario, products))

figure(goods.delivery(scenario, products))
frame.end("programme_at_target", "gap_share", "basket_unrealised")
