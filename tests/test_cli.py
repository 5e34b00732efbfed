"""The terminal: the same numbers, and one sentence for a mistake."""

import csv
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from engine import OUTCOMES, PARAMETERS, SOURCES, Scenario, evaluate
from engine.__main__ import main
from engine.load import PRESETS
from engine.scenario import SETTINGS
from engine.selftest import checked

ROOT = Path(__file__).parents[1]


def never(word):
    raise AssertionError(f"{word} is not JSON")


@pytest.fixture
def said(capsys):
    """Runs a command that must go well and gives what it printed."""

    def run(*arguments):
        assert main(arguments) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return run


@pytest.fixture
def record(said):
    """Runs a command with --json and reads what it printed, strictly."""
    return lambda *arguments: json.loads(said(*arguments, "--json"), parse_constant=never)


# ── evaluate ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_evaluate_gives_all_results(record):
    """All scalar outcomes, the yearly table, the scenario, and no remark on the proposal."""
    found = record("evaluate")
    assert found["required_growth"] == pytest.approx(0.04829159, abs=5e-9)
    assert found["gap"] == 11 and found["gap_share"] == pytest.approx(1 / 11)
    assert found["scenario"]["start"] == "stated_2022" and found["remarks"] == []
    assert set(found["scenario"]) == set(SETTINGS)
    assert {name for name, o in OUTCOMES.items() if o.shape == "scalar"} <= set(found)
    assert {name for name, o in OUTCOMES.items() if o.shape == "year"} <= set(found["yearly"])
    assert found["yearly"]["year"] == list(range(2022, 2031))
    assert found["yearly"]["turnover"] == evaluate(Scenario())["turnover"].tolist()


@pytest.mark.parametrize("preset", PRESETS)
def test_evaluate_starts_from_a_preset(record, preset):
    """Each preset gives its own results; what is not defined or infinite is null, never NaN or Infinity."""
    found = record("evaluate", "--preset", preset)
    results = evaluate(Scenario.preset(preset))
    assert found["turnover_at_target"] == results["turnover_at_target"]
    assert (found["claim_covered"] is None) == (preset == "no_policy")


def test_infinite_results_are_null(record):
    """A shrinking trade takes infinitely many years."""
    changes = ("programme_value=0", "organic_export_growth=-0.02", "organic_import_growth=-0.02")
    assert record("evaluate", "--set", *changes)["years_to_target"] is None


def test_evaluate_sets_values(record):
    """Several values after one --set, several --set, on top of a preset, of every kind."""
    found = record(
        *("evaluate", "--preset", "cautious", "--set", "target=40", "target_year=2035"),
        *("--set", "reading=in_total", "exclude_aircraft=no", "goods_added=270900.740311"),
    )
    expected = Scenario.preset("cautious").replace(
        target=40.0,
        target_year=2035,
        reading="in_total",
        exclude_aircraft=False,
        goods_added=("270900", "740311"),
    )
    assert Scenario.from_dict(found["scenario"]) == expected
    assert found["shortfall"] == evaluate(expected)["shortfall"]


def test_evaluate_for_people(said):
    """A line an outcome and a line a year, in plain columns."""
    out = said("evaluate")
    for name, outcome in OUTCOMES.items():
        if outcome.shape == "scalar":
            assert any(name in line and outcome.title in line for line in out.splitlines()), name
    assert any(line.split()[:1] == ["2030"] and "32.151" in line for line in out.splitlines())


def test_a_met_goal_is_said(said, record):
    """From China's count of 2023 the first line says that the goal is met."""
    out = said("evaluate", "--set", "start=cn_2023")
    assert out.startswith("The goal is already met: turnover was 41.055 usd_bn/year in 2023")
    found = record("evaluate", "--set", "start=cn_2023")
    assert found["remarks"][0].startswith("The goal is already met")
    assert found["required_growth"] == 0 and found["gap_share"] is None


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("evaluate", "--set", "target=5"), ("target", "5", "10", "150")),
        (("evaluate", "--set", "target=nan"), ("target", "nan")),
        (("evaluate", "--set", "target=0,05"), ("target", "0,05")),
        (("evaluate", "--set", "target_year=1e999"), ("target_year",)),
        (("evaluate", "--set", "tarket=40"), ("tarket", "target")),
        (("evaluate", "--set", "target"), ("target", "name=value")),
        (("evaluate", "--set", "reading=weekly"), ("reading", "weekly", "in_total")),
        (("evaluate", "--set", "goods_added=12"), ("goods_added", "12")),
        (("evaluate", "--preset", "nope"), ("nope", "proposal")),
        (("basket", "--goods", "5"), ("programme_goods", "5", "10", "180")),
        (("basket", "--set", "min_exports=-1"), ("min_exports", "-1")),
    ],
)
def test_bad_input_is_one_line_and_exit_code_two(capsys, arguments, parts):
    """The line names what was given and what is allowed; nothing is printed to the other stream."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1 and err.startswith("engine: ")
    assert all(part in err for part in parts), err


@pytest.mark.parametrize(
    "arguments", [(), ("frobnicate",), ("evaluate", "--frob"), ("basket", "--goods", "ten")]
)
def test_an_unknown_command_ends_with_exit_code_two(capsys, arguments):
    """The parser's own refusals are one line too."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and err.startswith("engine: ")


# ── What there is ────────────────────────────────────────────────────────────────────────────────────────────

LISTS = {
    "levers": tuple(SETTINGS),
    "outcomes": tuple(OUTCOMES),
    "sources": tuple(SOURCES),
    "presets": tuple(PRESETS),
}


@pytest.mark.parametrize(("command", "ids"), LISTS.items(), ids=LISTS)
def test_lists_are_complete(record, command, ids):
    """As JSON: a record for each, in order, with a title."""
    found = record(command)
    key = "id" if command == "sources" else "name"
    assert tuple(row[key] for row in found) == ids
    assert all(row["title"] for row in found)


@pytest.mark.parametrize(("command", "ids"), LISTS.items(), ids=LISTS)
def test_lists_for_people_are_complete(said, command, ids):
    """As a table: a heading and a line for each, in order."""
    lines = said(command).splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(ids)


def test_levers_come_with_their_passport(record):
    """Value, range, unit and grade are those of the record; a choice has no range."""
    found = {row["name"]: row for row in record("levers")}
    target, start = found["target"], found["start"]
    parameter = PARAMETERS["target"]
    assert (target["value"], target["low"], target["high"]) == (35.0, parameter.low, parameter.high)
    assert (target["unit"], target["grade"], target["kind"]) == ("usd_bn/year", "A", "policy")
    assert (start["value"], start["low"], start["high"]) == ("stated_2022", None, None)


def test_outcomes_come_with_inputs_and_sources(record):
    """A reader sees what an outcome is made of and rests on."""
    row = next(row for row in record("outcomes") if row["name"] == "gap")
    assert row["inputs"] == "target, start_turnover" and "kazinform_2023" in row["sources"]


# ── basket and selftest ──────────────────────────────────────────────────────────────────────────────────────


def test_basket_as_csv(said):
    """Ten goods are ten rows, best first, with weights that add up."""
    rows = list(csv.DictReader(StringIO(said("basket", "--goods", "10", "--csv"))))
    assert [row["rank"] for row in rows] == [str(n) for n in range(1, 11)]
    assert all(len(row["hs6"]) == 6 for row in rows)
    unrealised = [float(row["unrealised"]) for row in rows]
    assert unrealised == sorted(unrealised, reverse=True)
    assert sum(float(row["weight"]) for row in rows) == pytest.approx(1)


def test_basket_takes_filters(said):
    """The scenario's settings choose the goods; as a table there is a line a good."""
    rows = list(csv.DictReader(StringIO(said("basket", "--csv", "--set", "exclude_commodities=no"))))
    assert len(rows) == 135 and "270900" in {row["hs6"] for row in rows}
    assert len(said("basket", "--preset", "updated_2024").splitlines()) == 181


def test_selftest_passes(said):
    """Known results and the presets' codes are checked in place."""
    lines = said("selftest").splitlines()
    assert len(lines) == 6 + len(PRESETS) and all(line.startswith("ok ") for line in lines)


def test_selftest_notices_a_wrong_result(monkeypatch):
    """A result that is off in the sixth digit ends it."""
    wrong = {**evaluate(Scenario()), "gap": 11.00001}
    monkeypatch.setattr("engine.selftest.evaluate", lambda scenario: wrong)
    with pytest.raises(ValueError, match=r"gap from stated_2022 is 11\.00001, expected 11\.0"):
        list(checked())


def test_the_module_runs_from_a_terminal():
    """python -m engine evaluate --json, as a reader runs it, with a bad value beside it."""
    command = [sys.executable, "-m", "engine", "evaluate", "--json"]
    options = {"cwd": ROOT, "capture_output": True, "text": True, "encoding": "utf-8", "check": False}
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    good = subprocess.run(command, env=environment, **options)
    assert (good.returncode, good.stderr) == (0, "")
    found = json.loads(good.stdout, parse_constant=never)
    assert found["required_growth"] == pytest.approx(0.04829159, abs=5e-9)
    bad = subprocess.run([*command, "--set", "target=5"], env=environment, **options)
    assert (bad.returncode, bad.stdout, bad.stderr.count("\n")) == (2, "", 1)
