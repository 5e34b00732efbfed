"""The tables of the goods page in words: what its charts draw, and their twins for readers of tables."""

from functools import lru_cache

import numpy as np
import pandas as pd
import streamlit as st

from engine import Scenario
from engine.load import PRODUCTS, Products
from engine.model import Results
from pages.parts import levers, session
from pages.parts.charts.goods import ORDERS, PARTS, SALES
from pages.parts.words import _, number, percent_value

_FIRST = 20  # goods drawn in the chart; the table has all


def _in_words(names: dict[str, str]) -> dict[str, str]:
    return {key: _(text) for key, text in names.items()}


def build_up(results: Results) -> pd.DataFrame:
    """The programme by year, a row a year and part."""
    parts = {
        "promised": results["gross_programme"],
        "added": results["programme_added"],
        "inputs": results["programme_inputs"],
    }
    return pd.DataFrame(
        {
            "year": np.tile(results["year"], len(parts)),
            "part": np.repeat(list(parts), len(results["year"])),
            "label": np.repeat([_(PARTS[part]) for part in parts], len(results["year"])),
            "amount": np.concatenate(list(parts.values())),
        }
    )


def build_up_table(results: Results) -> pd.DataFrame:
    wide = build_up(results).pivot(index="year", columns="label", values="amount").round(3)
    return wide[list(_in_words(PARTS).values())].reset_index(names=_("Year"))


def basket(frame: pd.DataFrame) -> pd.DataFrame:
    """The first goods: sold already and potential not yet used, a row each."""
    first = frame.head(_FIRST)
    names = [f"{code} {short(text)}" for code, text in zip(first["hs6"], first["description"], strict=True)]
    return pd.DataFrame(
        {
            "good": np.tile(names, 2),
            "description": np.tile(first["description"], 2),
            "part": np.repeat(list(SALES), len(first)),
            "label": np.repeat([_(text) for text in SALES.values()], len(first)),
            "order": np.repeat([0, 1], len(first)),
            "amount": np.concatenate([first["exports_to_china"], first["unrealised"]]),
        }
    )


def short(text: str) -> str:
    """A name of the nomenclature cut to what fits beside a bar."""
    head = text.split(":")[-1].split(";")[0].strip() if ":" in text and len(text.split(":")[0]) < 9 else text
    return head if len(head) <= 34 else head[:33].rstrip() + "…"


def basket_table(frame: pd.DataFrame) -> pd.DataFrame:
    rivals = [
        ", ".join(_rivals(row))
        for row in frame[[c for c in frame if c.startswith("supplier_")]].to_dict("records")
    ]
    return pd.DataFrame(
        {
            _("Rank"): frame["rank"],
            _("HS code"): frame["hs6"],
            _("Good"): frame["description"],
            _("Unused potential, $mn a year"): frame["unrealised"].round(2),
            _("Potential, $mn a year"): frame["potential"].round(2),
            _("Sold to China 2024, $mn"): frame["exports_to_china"].round(2),
            _("Sold to all markets 2024, $mn"): frame["exports"].round(2),
            _("China buys 2024, $mn"): frame["china_imports"].round(1),
            _("Part of the worth, %"): percent_value(frame["weight"]).round(2),
            _("Main suppliers of China"): rivals,
            _("Sold there already"): [_("yes") if sold else _("no") for sold in frame["sold_already"]],
        }
    )


def _rivals(row: dict[str, object]) -> list[str]:
    found = []
    for place in (1, 2, 3):
        name, share = row.get(f"supplier_{place}"), row.get(f"supplier_{place}_share")
        if isinstance(name, str) and name and isinstance(share, float) and share == share:
            found.append(f"{name} {number(share, 'share', 0)}")
    return found


def basket_browser(frame: pd.DataFrame) -> None:
    """The whole list as a table; a marked row can be taken off."""
    listed = st.expander(_("The whole list"), key="list", on_change=session.touch)
    if not listed.open:
        return
    with listed:
        if frame.empty:
            st.caption(_("No good passes the filters."))
            return
        event = st.dataframe(
            basket_table(frame),
            hide_index=True,
            key="basket.rows",
            on_select=session.touch,
            selection_mode="single-row",
        )
        rows = event["selection"]["rows"]
        if rows and rows[0] < len(frame):
            code = frame["hs6"].iloc[rows[0]]
            st.button(
                _("Take {code} off the list").format(code=code),
                on_click=levers.take_off,
                args=(code,),
                key="take_off",
            )
        else:
            st.caption(_("Mark a row to take it off the list."))


def method() -> str:
    return _(
        "For each of 5,079 goods we take Kazakhstan's share of its markets' imports (supply) and what China imports "
        "(demand). Supply times demand, scaled so that all goods together give today's exports to China, is the "
        "**potential**. What is not sold yet is **unused potential**. This is the indicator of the International Trade "
        "Centre (Decreux and Spies, 2016) in its simplest form. Filters leave out what the offer cannot mean; the rest "
        "is ranked by unused potential and the first goods are taken."
    )


def basket_caveat(products: Products) -> str:
    if products is not PRODUCTS:
        return _("You look at your own table. It stays in this browser session; links do not carry it.")
    return _(
        "Grade B. Trade of 2024 by reconciled data whose uploader does not name the source; six large markets and 305 "
        "codes are missing, so read ranks and orders of size, not cents. Potential at today's prices and tariffs is "
        "no ceiling: new plants can sell what was never made before."
    )


@lru_cache(maxsize=8)
def codes(products: Products) -> dict[str, str]:
    return dict(zip(products.table["hs6"], products.table["description"], strict=True))


def delivery(frame: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """How much arrives, in per cent, with the scenario's own number of goods marked once."""
    here = min(scenario.goods_delivered, scenario.programme_goods)
    marks = pd.Series([here, *[None] * (len(frame) - 1)], dtype=object)
    return frame.assign(
        percent=percent_value(frame["share"]), label=frame["order"].map(_in_words(ORDERS)), here=marks
    )


def delivery_table(frame: pd.DataFrame) -> pd.DataFrame:
    wide = frame.pivot(index="delivered", columns="order", values="share")
    wide = percent_value(wide[list(ORDERS)]).round(1)
    return wide.set_axis([f"{label}, %" for label in _in_words(ORDERS).values()], axis=1).reset_index(
        names=_("Goods that succeed")
    )
