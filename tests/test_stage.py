"""What follows a moving dial is, at every place of its sweep, what the page of that place would show."""

import json
import math
import time
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from engine import PARAMETERS, Case, Scenario, presets
from engine.load import PRODUCTS
from engine.uncertainty import own_ranges
from pages.parts import exhibits, faces, replay, stage, sweep, words
from pages.parts.sitemap import PAGES
from tests.test_pages import opened

BASES = {
    "the proposal": Case(),
    "own ranges, from the start": Case(
        Scenario(vantage="start"), own_ranges({"organic_export_growth": (0.0, 0.05)})
    ),
    "China's count, far ahead": Case(presets()["chinas_ledger"].replace(target=77.5, target_year=2045)),
    "all switched on": Case(
        presets()["cautious"].replace(
            respect_capacity=True, oil_as_set=True, oil_price_change=-0.2, rail_capacity=30.0
        )
    ),
    "no years left": Case(Scenario(start="kz_2025", target_year=2025)),
}
# those that stand beside the charts, and of the others one of each kind
ASKED = (
    *("programme_value", "organic_export_growth", "target", "target_year", "goods_delivered", "swings"),
    *(
        "rail_capacity",
        "titr_capacity",
        "other_trade_growth",
        "oil_price_change",
        "fdi_inflow",
        "min_exports",
    ),
)
MOST_BYTES = 60_000


@cache
def drawn(language="en"):
    """The elements of all pages that follow, as the pages draw them."""
    found, told = {}, sweep.told
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweep, "told", lambda case, one: found.update({one.key: one}) or told(case, one))
        for page in PAGES:
            assert not opened(page).exception
    return {key: one for key, one in found.items() if one.following or one.texts}


KEYS = tuple(drawn())


class Browser:
    """The sweep as live.js and the chart read it."""

    def __init__(self, case, name, element):
        self.case, self.name, self.element = case, name, element
        self.chart = stage.ready(case, exhibits.ALL[element.key](case), name) if element.following else None
        self.text = sweep._made(case, name, element, words.language())
        self.record = json.loads(self.text)

    def said(self, place):
        """Numbers, finding, sentences and level at a place."""
        texts = self.record["words"]

        def named(code):
            return [named(one) for one in code] if isinstance(code, list) else texts[code]

        return {key: named(code) for key, code in self.record["places"][place].items()}

    def rows(self, place):
        """The rows that the chart draws at a place: what did not move is as at rest, years that are not there are left out."""
        rows, moving = self.chart.data.copy(), self.element.following.moving(self.case, 2045)
        at = rows["at"].to_numpy()
        for column, told in zip(moving, self.record["columns"], strict=True):
            assert told["rows"] == at.max() + 1
            values = rows.pop(f"{column}_at_rest").to_numpy(copy=True)
            cells = told["places"][place].split(";") if told["at"] else []
            for row, cell in zip(told["at"], cells, strict=True):
                if told["texts"]:
                    values[at == row] = self.record["words"][int(cell)]
                else:
                    values[at == row] = math.nan if cell == "x" else float(cell)
            rows[column] = values
        if "year" in moving:
            rows = rows[rows["year"].notna()]
        return rows.drop(columns=["rows", "at"])


def comparable(rows, moving):
    """Rows without those that draw nothing, in one order of columns."""
    columns = sorted(set(rows) - {"at", "source"})
    numbers = [name for name in moving if name != "year" and rows[name].dtype.kind == "f"]
    rows = rows[rows["goal"] != ""] if "goal" in rows else rows.dropna(subset=numbers, how="all")
    return rows[columns].reset_index(drop=True)


# ── At every place what the page would show ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ASKED)
def test_a_place_says_and_draws_what_its_page_would(key, name):
    """Texts exactly, and what is drawn to six digits; the picture at every tenth place."""
    element = drawn()[key]
    turn = (KEYS.index(key) + ASKED.index(name)) % len(BASES)  # each case meets each element and each setting
    case = tuple(BASES.values())[turn]
    seen = Browser(case, name, element)
    assert len(seen.record["values"]) > 10
    for place, value in enumerate(seen.record["values"]):
        there = Case(case.scenario.replace(**{name: value}), case.own)
        level = faces.level(name, getattr(there.scenario, name), there.scenario.start)
        assert seen.said(place) == said_by_its_page(there, element) | {"level": level}
        if element.following and place % 10 == 0:
            draws_the_same(seen.rows(place), there, element)


REPLAYED = {
    "one number": (Scenario(), Scenario(target=45.0)),
    "the year, back": (
        Scenario(target_year=2038, programme_value=2.0),
        Scenario(target_year=2029, programme_value=0.0),
    ),
    "numbers, and from another start": (
        Scenario(),
        Scenario(start="kz_2025", target=90.0, target_year=2040, goods_delivered=100),
    ),
    "a ready-made one": (presets()["cautious"].replace(rail_capacity=30.0), presets()["chinas_ledger"]),
    "goods": (Scenario(min_exports=0.5), Scenario(goods_added=("110100",), vantage="start")),
}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("step", REPLAYED)
def test_a_replay_says_and_draws_at_every_step_what_the_page_would(key, step):
    element, way = drawn()[key], replay.walk(*REPLAYED[step])
    case = Case(way[-1], own_ranges({"organic_export_growth": (0.0, 0.05)}))
    seen = Browser(case, way, element)
    assert len(seen.record["values"]) == len(way) == 13 and len(seen.text) < 60_000
    for place, scenario in enumerate(way):
        there = Case(scenario, case.own)
        assert seen.said(place) == said_by_its_page(there, element)
        if element.following and place % 3 == 0:
            draws_the_same(seen.rows(place), there, element)


def said_by_its_page(there, element):
    numbers = element.numbers(there)
    return {
        "labels": [big.label for big in numbers],
        "said": [big.said(there) for big in numbers],
        "below": [big.below for big in numbers],
        "finding": element.finding(there),
        "texts": [text(there) for text in element.texts],
    }


def draws_the_same(rows, there, element):
    page, moving = exhibits.ALL[element.key](there), element.following.vectors(there)
    assert element.following.finding(there) == page.finding
    wanted = comparable(page.data, moving)
    pd.testing.assert_frame_equal(
        comparable(rows, moving)[wanted.columns], wanted, check_dtype=False, rtol=1e-5, atol=1e-9
    )


@pytest.mark.parametrize("key", [key for key in KEYS if drawn()[key].following])
def test_a_chart_at_rest_is_that_of_its_page(key):
    """Also where rows for more years wait for the goal year's dial, which have nothing now."""
    element = drawn()[key]
    for case in BASES.values():
        for name in ("programme_value", "target_year"):
            rows = stage.ready(case, exhibits.ALL[key](case), name).data
            assert (np.sort(rows.loc[rows["at"] >= 0, "at"]) == np.arange(rows["at"].max() + 1)).all()
            rows = rows.rename(columns=lambda column: column.removesuffix("_at_rest"))
            draws_the_same(rows[rows["year"].notna()] if "year" in rows else rows, case, element)


# ── Never a stale one ────────────────────────────────────────────────────────────────────────────────────────


def others(name):
    """The proposal with one other setting changed, for each."""
    for other in PARAMETERS:
        quantity = PARAMETERS[other]
        if other == name or not hasattr(Scenario(), other):
            continue
        value = getattr(Scenario(), other)
        if quantity.unit == "yes/no":
            yield Scenario().replace(**{other: not value})
        elif quantity.unit == "choice":
            yield Scenario().replace(**{other: next(key for key in quantity.options if key != value)})
        elif quantity.unit == "hs6":
            yield Scenario().replace(**{other: ("010121",)})
        else:
            yield Scenario().replace(**{other: quantity.high if value != quantity.high else quantity.low})


@pytest.mark.parametrize("name", ["programme_value", "target", "goods_delivered"])
def test_a_sweep_s_number_changes_with_anything_but_its_own_setting(name):
    first = sweep.number(Case(), name, "path")
    assert sweep.number(Case(Scenario().replace(**{name: PARAMETERS[name].high})), name, "path") == first
    table = replace(PRODUCTS, exports=PRODUCTS.exports * 2, source="")
    again = replace(PRODUCTS, exports=PRODUCTS.exports * 3, source="")
    own = own_ranges({"organic_export_growth": (0.0, 0.05)})
    cases = [*map(Case, others(name)), Case(own=own), Case(products=table), Case(products=again)]
    found = [sweep.number(case, name, "path") for case in cases]
    found += [sweep.number(Case(), "swings", "path"), sweep.number(Case(), name, "fan")]
    with words.speaking("ru"):
        found.append(sweep.number(Case(), name, "path"))
    assert first not in found and len(set(found)) == len(found) > 50


def test_a_way_s_number_holds_where_it_ends_and_nowhere_else():
    way = replay.walk(Scenario(), Scenario(target=45.0, swings=0.5))
    other = replay.walk(Scenario(target=36.0), Scenario(target=45.0, swings=0.5))
    first = sweep.number(Case(way[-1]), way, "path")
    assert first and sweep.name_of(way) != sweep.name_of(other)
    assert not any(sweep.number(Case(one), way, "path") for one in way[:-1])
    found = [
        sweep.number(Case(way[-1]), other, "path"),
        sweep.number(Case(way[-1]), way, "fan"),
        sweep.number(Case(way[-1], own_ranges({"organic_export_growth": (0.0, 0.05)})), way, "path"),
    ]
    assert first not in found and len(set(found)) == len(found)


def test_rows_have_another_number_for_every_case():
    """Of a case that a dial came back to, the same."""
    first = sweep.rows_of(Case(), "target", "path")
    found = [sweep.rows_of(Case(scenario), "target", "path") for scenario in others("")]
    found += [sweep.rows_of(Case(), "target", "fan"), sweep.rows_of(Case(), "target_year", "path")]
    assert first not in found and len(set(found)) == len(found)
    assert sweep.rows_of(Case(Scenario()), "target", "path") == first


# ── What it costs ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", KEYS)
def test_a_sweep_is_small(key, record_property):
    """At most 60 kB, also where the goal is far; how long it takes is noted, not asserted."""
    spent = {}
    for scenario in (Scenario(), Scenario(vantage="start", target_year=2045)):
        for name in ASKED:
            began = time.process_time()
            text = sweep._made(Case(scenario), name, drawn()[key], "en")
            spent[name] = round(1e3 * (time.process_time() - began), 1)
            assert len(text.encode()) <= MOST_BYTES, name
    record_property("processor_ms", spent)


@pytest.mark.parametrize("key", [key for key in KEYS if drawn()[key].following])
def test_what_moves_has_a_fixed_shape(key):
    """Whatever stands on the dials: a place is told by its number alone."""
    following = drawn()[key].following
    shapes = {
        tuple(
            (column, values.shape, sweep.is_text(values))
            for column, values in following.moving(case, 2045).items()
        )
        for name in ("target", "target_year", "programme_value", "rail_capacity", "swings")
        for case in sweep._swept(Case(), name, ()).cases
    }
    assert len(shapes) == 1
