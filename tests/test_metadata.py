"""The passports: every number, outcome and preset says what it is, and formulas and records agree."""

import inspect
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from engine import OUTCOMES, PARAMETERS, SOURCES, Scenario, evaluate, presets, sources_of
from engine.load import FACTS, PANELS, PARTS, PRESETS, STARTING_POINTS, WHAT_IFS
from engine.model import inputs_of
from engine.past import newest_observed, newest_start
from engine.published import PUBLISHED, names_of_codes
from engine.scenario import SETTINGS
from tests.arbitrary import NUMBERS

RECORDS = tomllib.loads((Path(__file__).parents[1] / "data" / "parameters.toml").read_text(encoding="utf-8"))
UNITS = {
    *("usd_bn/year", "usd_mn/year", "usd", "usd/t", "share", "1/year", "1", "year", "years", "goods"),
    *("hours", "t", "mt/year", "visits/day", "hs6", "choice", "yes/no"),
    *("usd_bn", "mn/year", "a day", "a week", "thousand jobs"),
}
GIVEN = tuple(name for name, parameter in PARAMETERS.items() if parameter.kind == "given")
USED = tuple(name for name, parameter in PARAMETERS.items() if parameter.used and name not in GIVEN)
WIDTH = {"swings", "growth_doubt", "oil_as_set"}  # read by engine/uncertainty.py: they move no point
TABLES = ("products", "checkpoints", "io", "other_partners_concentration", "titr_year")
NEWEST = {"start", "vantage", "target_year"}
# what a starting point, the years, the tables and the given figures stand for among the settings
STANDS_FOR = {
    **{name: {"start"} for name in ("start_year", "start_turnover")},
    **{name: {"start"} for name in ("last_observed_year", "last_observed_turnover")},
    # where the projection begins: not before the newest year as long as the goal lies after it
    **{f"base_{name}": NEWEST for name in ("year", "turnover", "exports", "imports", "place")},
    **dict.fromkeys(("other_trade", "on_kz_count", "other_export_share"), NEWEST),
    **dict.fromkeys(("recorded_exports", "recorded_imports"), NEWEST),
    **{name: {"start", "target_year"} for name in ("year", "gdp")},
    **{f"border_{name}": NEWEST for name in ("rail_tonnes", "road_vehicles", "year", "place")},
    **{name: set() for name in (*TABLES, *GIVEN)},
}


def settings_of(name):
    """The settings that an outcome rests on."""
    return set().union(*(STANDS_FOR.get(given, {given}) for given in inputs_of(name)))


# ── Parameters ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_passport_is_complete(name):
    """Title, unit, kind, grade, known sources and a note that is a sentence."""
    parameter = PARAMETERS[name]
    assert parameter.title.strip()
    assert parameter.unit in UNITS
    assert parameter.kind in ("policy", "assumption", "given")
    assert parameter.grade in ("A", "B", "C")
    assert parameter.source and set(parameter.source) <= set(SOURCES)
    assert parameter.note[:1].isalnum() and parameter.note.endswith(".")


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_stands_in_a_panel(name):
    """Its record says where its control stands, and what it counts as if it counts at all; a given figure does neither."""
    assert PARAMETERS[name].panel in PANELS
    assert PARAMETERS[name].part in ("", *PARTS)


def test_a_panel_has_settings_and_a_place():
    """None is empty; choices stand under choices, and what a panel is called is unlike the others."""
    assert {PARAMETERS[name].panel for name in SETTINGS} == set(PANELS)
    assert all(panel["side"] in ("policy", "assumption", "page") for panel in PANELS.values())
    assert len({panel["title"] for panel in PANELS.values()}) == len(PANELS)
    assert not [name for name in GIVEN if PARAMETERS[name].panel or PARAMETERS[name].part]


@pytest.mark.parametrize("name", GIVEN)
def test_a_given_figure_has_no_dial(name):
    """It is a number without range, step and short code, no setting, and some formula reads it."""
    parameter = PARAMETERS[name]
    assert isinstance(parameter.value, (int, float)) and not parameter.is_number
    assert parameter.code == 0 and name not in SETTINGS and parameter.used
    assert any(name in inputs_of(outcome) for outcome in OUTCOMES)


@pytest.mark.parametrize("name", [name for name in PARAMETERS if name not in GIVEN])
def test_a_value_lies_in_its_range(name):
    """Low ≤ value ≤ high with low below high, draws inside, the value one of the choices; it accepts itself."""
    parameter = PARAMETERS[name]
    if parameter.is_number:
        assert parameter.low <= parameter.value <= parameter.high and parameter.low < parameter.high
        assert parameter.step and 0 < parameter.step <= parameter.high - parameter.low
        if parameter.draw:
            low, high = parameter.draw
            assert parameter.low <= low <= parameter.value <= high <= parameter.high
    else:
        assert parameter.unit in ("choice", "yes/no", "hs6")
        assert parameter.draw is None and parameter.step is None and parameter.high is None
        assert bool(parameter.options) == (parameter.unit == "choice")
        assert all(label.strip() for label in parameter.options.values())
    assert parameter.problem(parameter.value) is None


def test_whole_numbers_are_written_whole():
    """Settings in years and goods have whole values and limits, other numbers of the model are floats."""
    for name in NUMBERS:
        parameter = PARAMETERS[name]
        if parameter.unit in ("year", "years", "goods"):
            assert all(type(v) is int for v in (parameter.value, parameter.low, parameter.high)), name
        else:
            assert type(parameter.value) is float, name


def test_codes_are_unique_and_fit_a_byte():
    """No two settings share a number in short codes."""
    codes = [parameter.code for name, parameter in PARAMETERS.items() if name not in GIVEN]
    assert len(set(codes)) == len(codes)
    assert all(0 < code < 256 for code in codes)


def test_codes_of_published_settings_stay():
    """Short codes on paper name settings by number, so these never change, and none is given to another."""
    code = {PARAMETERS[name].code: name for name in SETTINGS}
    gone = {19: "commodity_price_change", 20: "commodity_export_share", 64: "volatility_scale"}
    assert not set(code) & set(gone) and max(code) == 81
    assert [code[number] for number in (1, 11, 21, 30, 71, 72, 81)] == [
        *("start", "realisation", "xinjiang_share", "goods_dropped"),
        *("icbc_counted", "vantage", "oil_as_set"),
    ]
    for version in PUBLISHED:
        for number, name in names_of_codes(version).items():
            assert code.get(number, gone.get(number)) == name, (version, number)


def test_an_own_assumption_says_so():
    """Grade C rests on our own judgement, among others; what is official or published does not."""
    for name, parameter in PARAMETERS.items():
        assert ("own" in parameter.source) == (parameter.grade == "C"), name


def test_values_of_the_news_item_come_from_the_seeds():
    """A record that names a fact has its value, and is not given a second one."""
    named = {name: record["seed"] for name, record in RECORDS.items() if "seed" in record}
    assert {"target", "target_year", "programme_value", "programme_goods", "xinjiang_share"} <= set(named)
    for name, fact in named.items():
        assert "value" not in RECORDS[name]
        assert PARAMETERS[name].value == FACTS[fact]["value"], name
    values = (35.0, 2030, 1.0, 135, 0.4)
    seeded = ("target", "target_year", "programme_value", "programme_goods", "xinjiang_share")
    assert tuple(PARAMETERS[name].value for name in seeded) == values


def test_starting_points_are_the_choices():
    """Each starting point can be chosen, under its own label."""
    assert dict(PARAMETERS["start"].options) == {id: point["label"] for id, point in STARTING_POINTS.items()}


# ── Settings and formulas ────────────────────────────────────────────────────────────────────────────────────


def test_settings_are_the_used_parameters():
    """A scenario has a field for each parameter in use, and no other."""
    assert set(USED) == set(SETTINGS) and len(SETTINGS) == len(set(SETTINGS))


def test_a_parameter_is_used_if_and_only_if_a_formula_reads_it():
    """What is marked unused reaches no outcome, everything else reaches one; what makes the band wide acts beside the formulas."""
    read = set().union(*(settings_of(name) for name in OUTCOMES))
    assert read == set(USED) - WIDTH


def test_every_argument_of_a_formula_is_known():
    """Arguments are settings, starting figures, the years, the products, or outcomes calculated before."""
    known = set(SETTINGS) | set(STANDS_FOR)
    for name, outcome in OUTCOMES.items():
        arguments = tuple(inspect.signature(outcome.formula).parameters)
        assert outcome.arguments == arguments
        assert set(arguments) <= known, (name, set(arguments) - known)
        known.add(name)


def other_values(name):
    """Values of a setting that differ from the usual one, on both sides where there are two."""
    parameter = PARAMETERS[name]
    if parameter.is_number:
        middle = (parameter.low + parameter.high) / 2
        values = [parameter.low, middle, parameter.high]
        return [type(parameter.value)(value) for value in values if value != parameter.value]
    if parameter.unit == "choice":
        return [option for option in parameter.options if option != parameter.value]
    return [not parameter.value] if parameter.unit == "yes/no" else [("270900", "740311", "071340")]


@pytest.mark.parametrize("name", [name for name in SETTINGS if name not in WIDTH])
def test_what_a_setting_moves_rests_on_it(name):
    """Every outcome that moves with a setting names it among its inputs, and each setting moves at least one."""
    bases = (
        Scenario(),
        Scenario(
            weights="data",
            failure_order="largest_first",
            goods_delivered=90,
            oil_price_change=0.2,
            vantage="start",
            fdi_inflow=3.0,
            water_shortfall=0.2,
        ),
        Scenario(weights="data", xinjiang_premium=0.03, goods_dropped=("071340",), goods_added=("270900",)),
    )
    moved = set()
    for base in bases:
        before = evaluate(base)
        for value in other_values(name):
            after = evaluate(base.replace(**{name: value}))
            moved |= {n for n in OUTCOMES if not np.array_equal(before[n], after[n], equal_nan=n != "basket")}
    assert moved
    for outcome in moved:
        assert name in settings_of(outcome), outcome


# ── Outcomes ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_is_described(name):
    """Title, known unit and shape, and a docstring that is a sentence."""
    outcome = OUTCOMES[name]
    assert outcome.name == name == outcome.formula.__name__
    assert outcome.title.strip()
    assert outcome.unit in UNITS
    assert outcome.shape in ("scalar", "year", "good", "product", "product × year", "transit year")
    assert inspect.getdoc(outcome.formula)[:1].isupper()


@pytest.mark.parametrize("name", [name for name in OUTCOMES if name != "basket"])
def test_a_formula_names_its_unit(name):
    """The first brackets of the docstring hold the outcome's unit; the list of goods has positions, and no unit."""
    brackets = re.findall(r"\[([^\]]+)\]", inspect.getdoc(OUTCOMES[name].formula))
    assert brackets, "no unit in brackets"
    assert brackets[0] == OUTCOMES[name].unit


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_has_its_shape(name):
    """A float, or a number for each year, good of the list, product of the table, or year of the route's goal."""
    results = evaluate(Scenario(programme_goods=50))
    length = {"scalar": (), "year": results["year"].shape, "good": (50,)}
    length |= {"product": (68,), "product × year": (68, results["year"].size), "transit year": (7,)}
    assert np.shape(results[name]) == length[OUTCOMES[name].shape]


@pytest.mark.parametrize("name", OUTCOMES)
def test_an_outcome_has_sources(name):
    """Every outcome rests on at least one source, and on those of each setting it rests on."""
    sources = sources_of(name)
    ids = {source.id for source in sources}
    assert ids and ids <= set(SOURCES)
    assert [source for source in SOURCES.values() if source in sources] == list(sources)
    for setting in settings_of(name) & set(inputs_of(name)):
        assert set(PARAMETERS[setting].source) <= ids, setting


def test_sources_follow_the_starting_point():
    """From China's count the turnover rests on China's sources, not on the news item alone."""
    ids = {source.id for source in sources_of("turnover", Scenario(start="cn_2023"))}
    assert "comtrade_chn" in ids
    assert "baci_2024" in {source.id for source in sources_of("basket")}
    assert not ids & {"trend_2023"}


# ── Presets ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_described_and_valid(name):
    """Title, note, known sources, and settings that a scenario takes and that differ from the proposal."""
    record = PRESETS[name]
    assert set(record) == {"title", "note", "source", "settings"}
    assert record["title"].strip() and record["note"].endswith(".")
    assert record["source"] and set(record["source"]) <= set(SOURCES)
    scenario = presets()[name]
    assert scenario.differs_from(Scenario()) == record["settings"]
    assert re.fullmatch(r"[a-z][a-z0-9_]*", name)


def test_presets_are_all_different():
    """No two names for one scenario."""
    assert len(set(presets().values())) == len(PRESETS) >= 5
    assert {"no_policy", "proposal", "cautious", "updated_2024", "chinas_ledger"} <= set(PRESETS)


# ── What-ifs ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", WHAT_IFS)
def test_a_what_if_is_valid_and_changes_every_setting_that_it_names(name):
    """Label, known sources, and settings that a scenario takes, and none that stands so already; an outcome follows."""
    record = WHAT_IFS[name]
    assert set(record) == {"label", "source", "settings"} and set(record["source"]) <= set(SOURCES)
    asked = Scenario().replace(**record["settings"])
    assert asked.differs_from(Scenario()) == record["settings"]
    told = [
        (evaluate(one)["turnover_at_target"], evaluate(one)["required_growth"]) for one in (Scenario(), asked)
    ]
    assert told[0] != told[1]


def test_the_what_ifs_say_what_they_set():
    """Half of the goods, by the whole number above; the newest year of Kazakhstan's count, by its name."""
    half, newest = WHAT_IFS["half"], WHAT_IFS["newest"]
    goods = Scenario().programme_goods
    assert half["settings"] == {"goods_delivered": -(-goods // 2)}
    assert f"({-(-goods // 2)} of {goods})" in half["label"]
    assert newest["settings"] == {"start": newest_start("kz")}
    assert f"({newest_observed('kz')[0]})" in newest["label"]
    assert (
        f"{-WHAT_IFS['oil']['settings']['oil_price_change']:.0%}".replace("%", " %")
        in WHAT_IFS["oil"]["label"]
    )
