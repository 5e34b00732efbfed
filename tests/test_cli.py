"""The terminal: the same numbers, and one sentence for a mistake."""

import csv
import json
import os
import re
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pytest

from engine import OUTCOMES, PARAMETERS, SOURCES, Scenario, evaluate
from engine.__main__ import main
from engine.load import PRESETS, text_of
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
    assert any(line.split()[:1] == ["2030"] and "40.715" in line for line in out.splitlines())


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
        (("evaluate", "--set", "target=40,5"), ("target", "40,5", "point", "40.5")),
        (("evaluate", "--set", "goods_delivered=50%"), ("goods_delivered", "50%", "180 goods")),
        (("claim", "35,5", "2030"), ("35,5", "point", "35.5")),
        (("uncertainty", "--draws", str(2**40)), (str(2**40), "too many")),
        (("uncertainty", "--draws", "1000"), ("1000", "power of two")),
        (("uncertainty", "--seed", "-1"), ("--seed", "-1", "below zero")),
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


@pytest.mark.parametrize(
    "text", ["nan", "inf", "-inf", "1e999", "1_0", "٣", "٤٠", "４０", "0x10", "forty", "", " 40 "]
)
@pytest.mark.parametrize(
    "before",
    [
        ("evaluate", "--set", "target="),
        ("evaluate", "--set", "goods_delivered="),
        ("basket", "--goods", ""),
        ("uncertainty", "--draws", ""),
        ("uncertainty", "--seed", ""),
        ("claim", "--", "", "2030"),
        ("claim", "35", ""),
    ],
    ids=" ".join,
)
def test_what_is_no_number_is_refused_everywhere(capsys, before, text):
    """Not a number, endless, digits of other scripts, and what only programmers write."""
    place = 2 if before[:2] == ("claim", "--") else len(before) - 1
    arguments = [part + text if k == place else part for k, part in enumerate(before)]
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and err.startswith("engine: ")


# ── Consoles ─────────────────────────────────────────────────────────────────────────────────────────────────

CONSOLES = ("ascii", "cp1251", "cp1252", "cp437", "cp866", "cp932", "gb18030", "utf-8", "utf-16")


def on(monkeypatch, encoding):
    """Output and errors as a console of this encoding has them; gives what was written, decoded."""
    streams = {name: TextIOWrapper(BytesIO(), encoding) for name in ("stdout", "stderr")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)

    def written(name):
        streams[name].flush()
        return streams[name].buffer.getvalue().decode(encoding)

    return written


@pytest.mark.parametrize("encoding", CONSOLES)
def test_every_console_can_show_everything(monkeypatch, encoding):
    """Signs that it does not know become plainer ones, in errors too."""
    written = on(monkeypatch, encoding)
    for command in ("levers", "sources", "outcomes", "presets"):
        assert main([command]) == 0
    assert main(["claim", "35", "2030"]) == 0 and main(["explain", "turnover"]) == 0
    assert main(["evaluate", "--set", "tarket=40"]) == 2
    assert re.search("1992.2000", written("stdout"))
    assert "tarket" in written("stderr") and written("stderr").count("\n") == 1


@pytest.mark.parametrize("encoding", CONSOLES)
def test_json_is_the_same_on_every_console(monkeypatch, encoding):
    written = on(monkeypatch, encoding)
    assert main(["sources", "--json"]) == 0
    found = json.loads(written("stdout"))
    assert [row["title"] for row in found] == [source.title for source in SOURCES.values()]


class Full(BytesIO):
    """A file that takes nothing."""

    def __init__(self, error):
        super().__init__()
        self.error = error

    def write(self, content):
        raise self.error


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BrokenPipeError(32, "Broken pipe"), 0, ""),
        (
            OSError(28, "No space left on device"),
            2,
            "engine: the output cannot be written: No space left on device.\n",
        ),
    ],
)
def test_output_that_cannot_be_written_ends_quietly_or_with_a_sentence(
    monkeypatch, capsys, error, code, said
):
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(Full(error), "utf-8"))
    assert main(["sources", "--json"]) == code
    assert capsys.readouterr().err == said


def test_output_may_be_closed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["presets"]) == 0


SCENARIO = Scenario(target=40, start="kz_2024")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251"]
)
def test_a_file_is_read_in_every_encoding_that_editors_save(tmp_path, encoding):
    """Notepad's mark, and what PowerShell writes."""
    text = SCENARIO.to_json() + "Мой план"
    (tmp_path / "scenario.json").write_bytes(text.encode(encoding))
    assert text_of(str(tmp_path / "scenario.json")) == text


def test_a_scenario_comes_in_by_standard_input(said, monkeypatch, tmp_path):
    content = TextIOWrapper(BytesIO(SCENARIO.to_json().encode("utf-16")))
    monkeypatch.setattr(sys, "stdin", content)
    said("run", "-", "--out", str(tmp_path))
    made = next(tmp_path.glob("*.json")).read_text(encoding="utf-8")
    assert Scenario.from_json(made) == SCENARIO


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
