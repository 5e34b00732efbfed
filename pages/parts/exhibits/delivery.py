"""How much of the promised worth arrives when only some goods succeed, for three orders of failure."""

import altair as alt
import pandas as pd

from engine import Case, tables
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, told_apart
from pages.parts.words import N_, _, percent_value, several

PLACE = ("goods", 3)
ORDERS = {
    "average": N_("by chance"),
    "largest_first": N_("largest fail first"),
    "smallest_first": N_("smallest fail first"),
}


def exhibit(case: Case) -> Exhibit:
    shown = _worded(case)
    return Exhibit(
        __name__,
        case,
        _finding(case),
        _chart,
        shown,
        lambda: _table(shown),
        outcomes=("delivered_weight",),
        reading=_("Dashed upright line: the goods that succeed in this scenario."),
        dials=("goods_delivered", "programme_goods"),
        plain=Plain(
            "line", _("Part of the promise, %"), lambda: wide(shown, "delivered", "label", "percent")
        ),
    )


def _finding(case: Case) -> str:
    """How many goods carry most of the worth."""
    carrying = tables.goods_carrying(case)
    if not carrying:
        return _("No good is on the list, so none carries anything")
    return several(
        "One good carries 80 % of the worth, if worth follows unused potential",
        "{n} goods carry 80 % of the worth, if worth follows unused potential",
        carrying,
    )


def _worded(case: Case) -> pd.DataFrame:
    """How much arrives, in per cent; the scenario's own number of goods is marked once."""
    frame = tables.delivery(case)
    here = min(case.scenario.goods_delivered, case.scenario.programme_goods)
    return pd.DataFrame(
        {
            "delivered": frame["delivered"],
            "order": frame["order"],
            "label": [_(ORDERS[order]) for order in frame["order"]],
            "percent": percent_value(frame["share"]),
            "here": pd.Series([here, *[None] * (len(frame) - 1)], dtype=object),
            "source": frame["source"],
        }
    )


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown.pivot(index="delivered", columns="order", values="percent")[list(ORDERS)].round(1)
    heads = [_("{order}, %").format(order=_(text)) for text in ORDERS.values()]
    return table.set_axis(heads, axis=1).reset_index(names=_("Goods that succeed"))


@constant
def _chart(look: Look) -> alt.LayerChart:
    """A line for each order, and a dashed rule at the goods that succeed."""
    lines = (
        alt.Chart(SOURCE)
        .mark_line()
        .encode(
            x=alt.X(
                "delivered:Q",
                title=_("Goods that succeed"),
                axis=alt.Axis(tickCount=9),
                scale=alt.Scale(nice=False),
            ),
            y=alt.Y(
                "percent:Q", title=_("Part of the worth that arrives, %"), scale=alt.Scale(domain=[0, 100])
            ),
            **told_apart(
                "order", ORDERS, [look.quiet, look.cn, look.accent], [[2, 3], [7, 4], [1, 0]], columns=3
            ),
            tooltip=[
                alt.Tooltip("label:N", title=_("Order")),
                alt.Tooltip("delivered:Q", title=_("Goods that succeed")),
                alt.Tooltip("percent:Q", title=_("Part of the worth, %"), format=".1f"),
            ],
        )
    )
    here = (
        alt.Chart(SOURCE)
        .mark_rule(strokeDash=[3, 3], color=look.ink)
        .encode(x=alt.X("here:Q"))
        .transform_filter("datum.here != null")
    )
    return alt.layer(lines, here).properties(width="container", height=280)
