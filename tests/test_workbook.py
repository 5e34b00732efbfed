"""The workbook: its inputs are the scenario, its numbers the engine's, its live formulas right; and `run` writes it all."""

import ast
import io
import math
import os
import subprocess
import sys
from pathlib import Path
from string import Formatter

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings

from engine import OUTCOMES, PARAMETERS, Case, Scenario, evaluate, files, live, presets, receipt
from engine import given as handed
from engine.__main__ import main
from engine.scenario import SETTINGS
from engine.study import Study
from engine.trade import PRICES
from engine.workbook import workbook
from pages.parts import exhibits
from pages.parts.documents import brief
from pages.parts.documents.__main__ import main as documents
from pages.parts.documents.content import BRIEF, content
from tests.arbitrary import scenarios

ROOT = Path(__file__).parents[1]


def sheet(scenario, name):
    return pd.read_excel(
        io.BytesIO(workbook(Case(scenario))), sheet_name=name, dtype=object, keep_default_na=False
    )


@settings(max_examples=10, deadline=None)
@given(scenarios(goods_added=("110100", "190230")))
def test_the_inputs_of_a_workbook_are_the_scenario(scenario):
    """Read back, they make the same scenario, lists of codes included."""
    frame = sheet(scenario, "Inputs").set_index("name")
    assert list(frame.index) == list(SETTINGS)
    values = frame["value"].to_dict()
    for key, value in values.items():
        if isinstance(PARAMETERS[key].value, tuple):
            values[key] = tuple(filter(None, value.split(", ")))
    assert Scenario.from_dict(values) == scenario


@pytest.mark.parametrize("name", sorted(presets()))
def test_the_results_of_a_workbook_are_the_engine_s(name):
    scenario = presets()[name]
    results = evaluate(scenario)
    scalars = sheet(scenario, "Results").set_index("name")["value"]
    for key, value in scalars.items():
        wanted = float(results[key])
        assert value == "" if not math.isfinite(wanted) else float(value) == pytest.approx(wanted), key
    years = sheet(scenario, "By year")
    assert years["turnover"].astype(float).tolist() == pytest.approx(results["turnover"].tolist())
    assert len(sheet(scenario, "Goods")) == results["basket_size"]
    assert len(sheet(scenario, "Sources")) > 20


@pytest.mark.parametrize(
    "scenario", [*presets().values(), Scenario(start="cn_2023"), Scenario(programme_value=3, target=26)]
)
def test_the_live_formulas_give_the_model_s_numbers(scenario):
    """Worked out from the sheet's own cells by another reader of formulas."""
    cells = openpyxl.load_workbook(io.BytesIO(workbook(Case(scenario))))["Check"]
    kept = openpyxl.load_workbook(io.BytesIO(workbook(Case(scenario))), data_only=True)["Check"]
    for row in (9, 10):
        formula = str(cells.cell(row, 2).value)
        assert formula.startswith("=IFERROR(MAX(0,")
        inner = (
            formula.removeprefix("=IFERROR(").removesuffix(',"")').replace("^", "**").replace("MAX", "max")
        )
        names = {n.id for n in ast.walk(ast.parse(inner)) if isinstance(n, ast.Name)} - {"max"}
        value = eval(inner, {"max": max}, {name: cells[name].value for name in names})
        assert value == pytest.approx(cells.cell(row, 3).value, abs=1e-12)
        assert kept.cell(row, 2).value == pytest.approx(value)


@pytest.mark.parametrize("name", live.FORMULAS)
def test_a_live_formula_reads_what_the_model_s_own_reads(name):
    """By the names of the engine's arguments: tables that no input changes are cells of their own."""
    found = {
        field.removeprefix("all_") for _text, field, *_ in Formatter().parse(live.FORMULAS[name]) if field
    }
    counted, prices = {"start", "year", "base_year"}, {f"share_{kind}" for kind in PRICES}
    tables = {
        "checkpoints": set(),
        "basket_weights": {"weights"},
        "products": prices,
        "recorded_exports": counted,
        "recorded_imports": counted,
        "base_place": {"start_year", "base_year"},
        "border_place": {"start_year", "border_year"},
    }
    wanted = set().union(*(tables.get(argument, {argument}) for argument in OUTCOMES[name].arguments))
    assert found == wanted


def test_all_that_turnover_is_made_of_is_live():
    """But the list of goods, and the sheet says so."""
    wanted, known = ["turnover_at_target", "shortfall", "gap_share", "required_path"], set()
    while wanted:
        known.add(name := wanted.pop())
        wanted += [argument for argument in OUTCOMES[name].arguments if argument in OUTCOMES]
    assert known - set(live.FORMULAS) == {"basket", "basket_weights"}
    said = sheet(Scenario(), "Live").iloc[0, 0]
    assert "Not the list of goods" in said


def test_the_live_sheet_shows_the_model_s_numbers_before_it_is_worked_out():
    """To a viewer that does no sums."""
    results = evaluate(Scenario(start="kz_2024"))
    cells = openpyxl.load_workbook(io.BytesIO(workbook(Case(Scenario(start="kz_2024")))), data_only=True)[
        "Live"
    ]
    known = {row[0].value: row for row in cells.iter_rows()}
    assert known["turnover_at_target"][2].value == pytest.approx(known["turnover_at_target"][4].value)
    assert known["turnover_at_target"][2].value == pytest.approx(results["turnover_at_target"])
    column = [cell.value for cell in known["year"]].index("turnover")
    assert known[2030][column].value == pytest.approx(results["turnover"][-1])


def test_a_year_that_has_passed_leaves_the_formula_empty():
    cells = openpyxl.load_workbook(io.BytesIO(workbook(Case(Scenario(start="kz_2024", target_year=2025)))))[
        "Check"
    ]
    assert cells["B4"].value == 2025 and cells["B2"].value == 2024


def test_all_documents_are_written_into_a_folder(tmp_path, capsys):
    scenario = presets()["cautious"]
    (tmp_path / "mine.json").write_text(scenario.to_json())
    folder = tmp_path / "new" / "folder"
    address = "https://example.org/"
    assert documents([str(tmp_path / "mine.json"), "--out", str(folder), "--address", address]) == 0
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == set(capsys.readouterr().out.split())
    charts = {f"charts/{key}.{kind}" for key in exhibits.ALL for kind in ("png", "svg", "pdf", "csv")}
    assert names > charts | {"brief.pdf", "brief.html", "slides.pptx", "citation.txt", "scenario.py"}
    finding = exhibits.ALL["path"](Case(scenario)).finding
    assert finding in (folder / "brief.html").read_text(encoding="utf-8")
    assert (folder / "charts/path.png").read_bytes().startswith(b"\x89PNG")
    # the same as the page gives
    said = content(Case(scenario), address, BRIEF)
    assert (folder / "brief.pdf").read_bytes() == brief.pdf(said)
    assert said.link in (folder / "citation.txt").read_text(encoding="utf-8")
    assert Scenario.from_json((folder / "scenario.json").read_text()) == scenario
    link = (folder / "link.txt").read_text().strip()
    assert handed.read(link).study == Study(scenario) and receipt.fingerprint(Case(scenario)) in link
    years = pd.read_csv(folder / "by-year.csv")
    assert years["turnover"].tolist() == pytest.approx(evaluate(scenario)["turnover"].tolist())
    assert openpyxl.load_workbook(folder / "workbook.xlsx").sheetnames[0] == "Check"


def test_run_writes_what_the_engine_knows_without_the_pages(tmp_path):
    """Where the pages' packages are missing, tables, workbook, code and link are there all the same."""
    (tmp_path / "mine.json").write_text(Scenario().to_json())
    for package in ("altair", "streamlit", "pages"):
        (tmp_path / f"{package}.py").write_text("raise ImportError('not here')")
    command = [
        sys.executable,
        "-m",
        "engine",
        "run",
        str(tmp_path / "mine.json"),
        "--out",
        str(tmp_path / "out"),
    ]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == set(done.stdout.split()) == set(files.of(Case()))


@pytest.mark.parametrize("wrong", [["--out", ""], ["--out", "x", "--address", "javascript:alert(1)"]])
def test_a_folder_and_a_web_address_are_expected(tmp_path, capsys, monkeypatch, wrong):
    monkeypatch.chdir(tmp_path)
    Path("a.json").write_text(Scenario().to_json())
    assert main(["run", "a.json", *wrong]) == 2
    assert "expected" in (said := capsys.readouterr().err) or "does not begin with" in said
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("kind", ["missing", "no scenario", "no text", "no folder"])
def test_what_cannot_be_run_is_one_sentence(tmp_path, capsys, kind):
    file, folder = tmp_path / "a.json", tmp_path / "out"
    if kind == "no scenario":
        file.write_text("{}")
    if kind == "no text":
        file.write_bytes(b"\xff\xfe\x00")
    if kind == "no folder":
        file.write_text(Scenario().to_json())
        folder.write_text("a file stands where the folder should be")
    assert main(["run", str(file), "--out", str(folder)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("engine: ") and said.count("\n") == 1
