"""What the app gives away opens elsewhere: LibreOffice reads every workbook as the engine meant it, and does its sums."""

import io
import math
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from engine import Scenario, evaluate, presets
from engine.scenario import SETTINGS
from engine.workbook import workbook
from tests.office_setup import HELP, OFFICE, PACKAGES, convert, find_tools

# one worker, so that one LibreOffice opens everything
pytestmark = pytest.mark.xdist_group("office")

# CSV with commas and quotes, UTF-8, English numbers in full precision, every sheet as a file of its own
SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"
FORMULAS = ("required_growth", "required_growth_with_programme")
TYPED = 41.5
NAMES = sorted(presets())


@pytest.fixture(scope="module")
def tools() -> Mapping[str, Path]:
    """The programs of `tests/office_setup.py` by name; none may be missing."""
    found = {name: path for name, path in find_tools().items() if path}
    if lacking := PACKAGES.keys() - found:
        pytest.fail(f"Not found: {lacking}. {HELP} `make office` does it where it can.", pytrace=False)
    return found


@pytest.fixture(scope="module")
def sheets(tools, tmp_path_factory) -> Path:
    """The folder with every sheet of every workbook as LibreOffice reads it: `proposal-By year.csv`.

    `proposal typed` is the workbook with another goal typed into it; what it knew of the formulas' values is gone.
    """
    folder = tmp_path_factory.mktemp("workbooks")
    for name, scenario in presets().items():
        content = workbook(scenario)
        (folder / f"{name}.xlsx").write_bytes(content)
        book = openpyxl.load_workbook(io.BytesIO(content))
        book["Check"]["B5"] = TYPED
        book.save(folder / f"{name} typed.xlsx")
    said = convert(tools[OFFICE], sorted(folder.glob("*.xlsx")), SHEETS, folder)
    assert len(list(folder.glob("*-Check.csv"))) == 2 * len(NAMES), said
    return folder


def rows(folder: Path, name: str, sheet: str) -> list[list[str]]:
    table = pd.read_csv(folder / f"{name}-{sheet}.csv", header=None, dtype=str, keep_default_na=False)
    return table.to_numpy().tolist()


def column(folder: Path, name: str, sheet: str, head: str) -> dict[str, str]:
    """The cells under a heading, by those of the first column."""
    heads, *cells = rows(folder, name, sheet)
    return {row[0]: row[heads.index(head)] for row in cells}


def same(cell: str, wanted: float) -> bool:
    """Whether a cell has the engine's number, to the fifteen digits of a workbook; nothing where it is not defined."""
    if not math.isfinite(wanted):
        return cell == ""
    number = float(cell.removesuffix("%")) / (100 if cell.endswith("%") else 1)
    return number == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_a_goal_typed_into_the_workbook_gives_what_the_model_gives(sheets, name):
    """LibreOffice's own sums: the file holds no value of the formulas, and the model's column still the old goal's."""
    now, then = evaluate(presets()[name].replace(target=TYPED)), evaluate(presets()[name])
    for row, outcome in zip(rows(sheets, f"{name} typed", "Check")[8:], FORMULAS, strict=True):
        assert same(row[1], now[outcome]) and same(row[2], then[outcome]) and row[1] != row[2], row


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_that_is_opened_shows_the_model_s_numbers(sheets, name):
    """Nothing is worked out anew here: LibreOffice trusts the values of the formulas that the file holds."""
    results = evaluate(presets()[name])
    for row, outcome in zip(rows(sheets, name, "Check")[8:], FORMULAS, strict=True):
        assert same(row[1], results[outcome]) and same(row[2], results[outcome]), row


@pytest.mark.parametrize("name", NAMES)
def test_results_and_years_are_the_engine_s(sheets, name):
    results = evaluate(presets()[name])
    scalars = column(sheets, name, "Results", "value")
    assert scalars and not [key for key, cell in scalars.items() if not same(cell, float(results[key]))]
    heads, *years = rows(sheets, name, "By year")
    assert len(years) == results["horizon"] + 1 and {"year", "turnover"} < set(heads)
    for outcome, cells in zip(heads, zip(*years, strict=True), strict=True):
        assert all(map(same, cells, results[outcome])), outcome


@pytest.mark.parametrize("name", NAMES)
def test_the_inputs_are_still_the_scenario(sheets, name):
    """Numbers, switches and codes, as LibreOffice shows them, make the same scenario."""
    values = column(sheets, name, "Inputs", "value")
    switches = {"TRUE": "yes", "FALSE": "no"}
    assert tuple(values) == SETTINGS
    assert Scenario.from_query({k: switches.get(v, v) for k, v in values.items()}) == (presets()[name], [])
