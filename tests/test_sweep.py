"""The sweep of a dial: at every place what is computed there one by one, and nothing that others lean on is moved."""

import importlib
import io
import pkgutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import engine
from engine import PARAMETERS, Case, Scenario, evaluate, presets, tables
from engine.load import PRODUCTS, products_from
from engine.model import ONE_AT_A_TIME
from engine.sweep import PLACES, PLACES_ONE_BY_ONE, places_of, sweep
from engine.uncertainty import futures, own_ranges
from pages.parts.texts import overview, required_growth
from tests.arbitrary import NUMBERS, WHOLE, scenarios

OWN = own_ranges({"organic_export_growth": (0.0, 0.05), "organic_import_growth": (-0.01, 0.08)})
BESIDE = ({"programme_value": 0.0}, {"vantage": "start"})
BASES = {
    "the proposal": Case(),
    "from the start": Case(Scenario(vantage="start"), OWN),
    "no policy, the newest year": Case(presets()["no_policy"].replace(start="kz_2025")),
    "China's count, goal met": Case(presets()["chinas_ledger"].replace(target=30.0, vantage="start")),
    "cautious, all switched on": Case(
        presets()["cautious"].replace(
            respect_capacity=True, icbc_counted=True, oil_as_set=True, oil_price_change=-0.2
        ),
        OWN,
    ),
    "odd": Case(
        Scenario(
            start="cn_2024",
            target=90.0,
            target_year=2038,
            reading="in_total",
            failure_order="largest_first",
            weights="data",
            programme_inside_growth=True,
            water_shortfall=0.3,
            rail_capacity=30.0,
            swings=0.0,
        )
    ),
    "no years left": Case(Scenario(start="kz_2025", target_year=2025)),
}

# sums over the 68 products: many scenarios at once are added up in another order than one alone
SUMS = ("value_added", "imported_inputs", "product_taxes", "jobs", "share_of_gdp")


def same(name, ours, theirs):
    """To the last digit, and of the same type and shape; the sums nearly: amounts are 0.001 to 1, jobs more."""
    assert type(ours) is type(theirs) and np.shape(ours) == np.shape(theirs), name
    if name in SUMS:
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-14, err_msg=name)
    else:
        assert np.array_equal(ours, theirs, equal_nan=True), (name, ours, theirs)


def is_computed_there(place, scenario, own=(), products=PRODUCTS):
    """A place has the scenario, every outcome, every band and the chances of what is computed one by one."""
    assert place.scenario == scenario and (place.own, place.products) == (own, products)
    results, some = evaluate(scenario, products=products), futures(scenario, own=own, products=products)
    assert list(place.results) == list(results)
    for name, theirs in results.items():
        same(name, place.results[name], theirs)
    assert place.futures.width == some.width
    for name in ("year", "middle", "ahead", "bands"):
        same(name, getattr(place.futures, name), getattr(some, name))
    for share in (0.5, 0.8, 0.9):
        for ours, theirs in zip(place.futures.band(share), some.band(share), strict=True):
            same(f"band of {share}", ours, theirs)
    for goal in (scenario.target, 40.0):
        same("chance", place.futures.probability_at(goal), some.probability_at(goal))


# ── At every place what is computed there ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NUMBERS)
def test_a_place_is_the_scenario_set_to_it(name):
    """Every outcome, band and chance, at every place, whatever the starting point and the vantage."""
    for base in BASES.values():
        swept = sweep(base, name)
        assert len(swept.values) == len(swept.cases) > 1
        for value, place in zip(swept.values, swept.cases, strict=True):
            is_computed_there(place, base.scenario.replace(**{name: value}), base.own)


@settings(max_examples=40, deadline=None)
@given(scenarios(), st.sampled_from(NUMBERS), st.sampled_from([(), OWN]))
def test_a_place_of_any_scenario_is_the_scenario_set_to_it(scenario, name, own):
    swept = sweep(Case(scenario, own), name, places=5)
    for value, place in zip(swept.values, swept.cases, strict=True):
        is_computed_there(place, scenario.replace(**{name: value}), own)


def test_a_reader_s_own_table_is_swept():
    table = PRODUCTS.table.copy()
    table.loc[table.index[::3], "exports_usd"] *= 10
    products = products_from(io.BytesIO(table.to_csv(index=False).encode()))
    for name in ("programme_value", "oil_price_change", "min_exports"):
        swept = sweep(Case(products=products), name, places=4)
        for value, place in zip(swept.values, swept.cases, strict=True):
            is_computed_there(place, Scenario(**{name: value}), products=products)
    ours, theirs = Case().results, Case(products=products).results
    assert ours["basket_unrealised"] != theirs["basket_unrealised"]


def test_outcomes_of_all_places_as_arrays():
    """Places first, then years; where the years differ from place to place there is no such array."""
    swept = sweep(Case(), "organic_export_growth")
    for value, turnover, gap in zip(swept.values, swept["turnover"], swept["gap_share"], strict=True):
        results = evaluate(Scenario(organic_export_growth=value))
        assert np.array_equal(turnover, results["turnover"]) and gap == results["gap_share"]
    assert swept["turnover"].shape == (PLACES, 9) and swept["gap_share"].shape == (PLACES,)
    with pytest.raises(ValueError):
        sweep(Case(), "target_year")["turnover"]


def test_results_of_a_place_cannot_be_changed():
    for name in ("organic_export_growth", "programme_goods", "target_year"):
        place = sweep(Case(), name, places=3).cases[1]
        for values in (*place.results.values(), *place.futures.band(0.5)):
            assert not isinstance(values, np.ndarray) or not values.flags.writeable


# ── The places ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NUMBERS)
def test_places_are_those_where_a_dial_can_stand(name):
    """Whole steps from the lowest value on, both ends among them, none twice, evenly apart but for half a step."""
    quantity, values = PARAMETERS[name], np.array(places_of(name, PLACES))
    steps = (values - quantity.low) / quantity.step
    assert steps == pytest.approx(steps.round(), abs=1e-7)
    assert values[0] == quantity.low and quantity.high - quantity.step < values[-1] <= quantity.high
    assert (np.diff(values) > 0).all() and np.ptp(np.diff(steps.round())) <= 1
    assert len(values) == min(PLACES, round(steps[-1]) + 1)
    assert all(repr(value) == repr(float(f"{value:.10g}")) for value in values.tolist())
    if quantity.unit in WHOLE:
        assert (values % 1 == 0).all()


def test_what_is_worked_out_one_by_one_has_fewer_places():
    assert {name for name in NUMBERS if name in ONE_AT_A_TIME} == {
        *("target_year", "programme_goods", "min_exports", "min_china_imports")
    }
    assert len(sweep(Case(), "programme_goods").values) == PLACES_ONE_BY_ONE
    assert len(sweep(Case(), "programme_goods", places=7).values) == 7


# ── A place stands where a case stands ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name", ["programme_value", "organic_import_growth", "target", "target_year", "programme_goods"]
)
@pytest.mark.parametrize("base", ["the proposal", "from the start", "cautious, all switched on"])
def test_tables_numbers_and_sentences_of_a_place(name, base):
    """Those of the page are made from a place by the same functions, and are the same."""
    of = BASES[base]
    for place in sweep(of, name, places=6, beside=BESIDE).cases:
        alone = Case(place.scenario, of.own)
        pd.testing.assert_frame_equal(tables.path(place), tables.path(alone), check_exact=True)
        numbers = overview.numbers(place), overview.numbers(alone)
        assert numbers[0] == numbers[1]
        assert [big.said(place) for big in numbers[0]] == [big.said(alone) for big in numbers[1]]
        assert required_growth.programme(place) == required_growth.programme(alone)


@pytest.mark.parametrize("name", ["programme_value", "organic_import_growth", "target_year", "min_exports"])
def test_what_stands_beside_a_place_is_known(name):
    """Known as it is asked for, with its own results; what was not asked for is made anew."""
    for place in sweep(BASES["from the start"], name, places=5, beside=(*BESIDE, {"weights": "data"})).cases:
        for change in (*BESIDE, {"weights": "data"}, {"displacement": 0.3}):
            other = place.replace(**change)
            is_computed_there(other, place.scenario.replace(**change), place.own)
            assert (place.replace(**change) is other) == ("displacement" not in change)


# ── Nothing that others lean on is moved ─────────────────────────────────────────────────────────────────────


def remembered():
    """What every cache of the engine holds, by name."""
    rooms = [importlib.import_module(f"engine.{room.name}") for room in pkgutil.iter_modules(engine.__path__)]
    found = {
        f"{function.__module__}.{function.__qualname__}": function.cache_info()
        for room in rooms
        if room.__name__ != "engine.__main__"
        for function in vars(room).values()
        if hasattr(function, "cache_info")
    }
    return {name: (info.misses, info.currsize) for name, info in found.items()}


def test_a_sweep_pushes_nothing_out_of_what_is_remembered():
    """Once a scenario's own answers are there, no sweep of it adds to what is kept for all, nor takes of it."""
    case = Case(Scenario(target=41.5, realisation=0.85))
    names = ("organic_export_growth", "programme_goods", "target_year", "swings", "growth_doubt")
    for name in names:
        sweep(case, name)
    assert case.results is case.results and "engine.case._shared" in (before := remembered())
    other = Case(Scenario(target=42.5, realisation=0.9))
    for name in names:
        for place in sweep(other, name, beside=BESIDE).cases:
            tables.path(place)
            overview.numbers(place)
            place.replace(displacement=0.2).results  # noqa: B018
    assert remembered() == before


def test_a_sweep_leaves_its_case_as_it_was():
    case = Case()
    before = dict(vars(case))
    sweep(case, "programme_value", beside=BESIDE)
    assert vars(case) == before and not case._made
