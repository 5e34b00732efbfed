"""What the app gives away opens elsewhere: workbooks, slides and the brief, with the engine's numbers in them."""

import io
import math
import random
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from PIL import Image

from engine import PARAMETERS, Case, Scenario, evaluate, presets
from engine.load import PRODUCTS, products_from
from engine.scenario import SETTINGS
from engine.workbook import workbook
from pages.parts.documents import brief
from pages.parts.documents.content import BRIEF, content
from pages.parts.documents.slides import slides
from tests.arbitrary import random_scenario
from tests.office_setup import HELP, OFFICE, PACKAGES, convert, find_tools

# one worker, so that one LibreOffice opens everything
pytestmark = pytest.mark.xdist_group("office")

# CSV with commas and quotes, UTF-8, English numbers in full precision, every sheet as a file of its own
SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"
FORMULAS = ("required_growth", "required_growth_with_programme")
TYPED = 41.5
NAMES = sorted(presets())
# how the list of goods is chosen, which no workbook can follow; the number of goods acts by what is chosen too
LISTING = (*(n for n in SETTINGS if PARAMETERS[n].panel == "basket"), "programme_goods")


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
        content = workbook(Case(scenario))
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


# ── The workbook that computes ───────────────────────────────────────────────────────────────────────────────

CHOSEN = (
    Scenario(),
    Scenario(target=45, start="kz_2023", target_year=2035, reading="in_total", oil_price_change=-0.3),
    Scenario(
        vantage="start",
        gas_price_change=0.4,
        metals_price_change=-0.2,
        uranium_price_change=1.0,
        grain_price_change=-0.6,
    ),
    Scenario(
        start="cn_2022", oil_price_change=0.5, oil_link=0.8, programme_start=2023, respect_capacity=True
    ),
    Scenario(start="cn_2025", vantage="start", oil_link=0.0, oil_price_change=-0.6),
    Scenario(goods_delivered=90, weights="data", failure_order="largest_first", displacement=0.25),
    Scenario(
        goods_delivered=61, weights="data", failure_order="smallest_first", programme_inside_growth=True
    ),
    Scenario(
        respect_capacity=True, organic_export_growth=0.12, organic_import_growth=0.1, rail_capacity=30.0
    ),
    Scenario(start="cn_2023", xinjiang_premium=0.05, fdi_inflow=4.0, icbc_counted=True, water_shortfall=0.3),
    Scenario(start="kz_2024", target_year=2025, programme_start=2030, lane_kalzhat=False),
    Scenario(target_year=2045, organic_export_growth=-0.02, organic_import_growth=-0.02, programme_value=0.0),
)
DICE = random.Random(35)
TYPED_IN = CHOSEN + tuple(
    random_scenario(DICE).replace(**{name: getattr(Scenario(), name) for name in LISTING}) for _ in range(6)
)


@pytest.fixture(scope="module")
def worked_out(tools, tmp_path_factory) -> Path:
    """One workbook with the inputs of other scenarios typed into it, each worked out by LibreOffice."""
    folder = tmp_path_factory.mktemp("live")
    content = workbook(Case(Scenario()))
    for place, scenario in enumerate(TYPED_IN):
        book = openpyxl.load_workbook(
            io.BytesIO(content)
        )  # what it knew of the formulas' values is gone when it is saved
        for row in book["Inputs"].iter_rows(min_row=2, max_col=3):
            value = getattr(scenario, row[0].value)
            row[2].value = row[2].value if isinstance(value, tuple) else value
        book.save(folder / f"{place}.xlsx")
    said = convert(tools[OFFICE], sorted(folder.glob("*.xlsx")), SHEETS, folder)
    assert len(list(folder.glob("*-Live.csv"))) == len(TYPED_IN), said
    return folder


@pytest.mark.parametrize("place", range(len(TYPED_IN)))
def test_inputs_typed_into_the_workbook_give_what_the_model_gives(worked_out, place):
    """Every result on the way to turnover, by year and in all; nothing behind the goal year."""
    results = evaluate(TYPED_IN[place])
    found = rows(worked_out, str(place), "Live")
    head = next(row for row, cells in enumerate(found) if cells[0] == "year")
    scalars = {cells[0]: cells[2] for cells in found[4:head] if cells[0] in results}
    assert {"required_growth", "gap_share", "turnover_at_target", "shortfall"} < set(scalars)
    assert not [name for name, cell in scalars.items() if not close(cell, results[name])]
    years = [row for row in found[head + 1 :] if row[0]]
    assert len(years) == len(results["year"]) and not any(map(any, found[head + 1 + len(years) :]))
    for name, cells in zip(found[head], zip(*years, strict=True), strict=True):
        assert all(map(close, cells, results[name])), name


def close(cell: str, wanted: float) -> bool:
    """Whether a sum of LibreOffice is the engine's, but for the last digits; nothing where it is not defined."""
    if not math.isfinite(wanted):
        return cell == ""
    return cell != "" and float(cell) == pytest.approx(wanted, rel=1e-9, abs=1e-9)


# ── Slides ───────────────────────────────────────────────────────────────────────────────────────────────────

OFFICE_URN, TABLE_URN = (f"urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0" for kind in ("office", "table"))
ADDRESS = "https://example.org/"
DECKS = ("cautious", "updated_2024")


@pytest.fixture(scope="module")
def decks(tools, tmp_path_factory) -> Path:
    """The folder with slides of two scenarios as LibreOffice reads them, in its own format and as PDF."""
    folder = tmp_path_factory.mktemp("decks")
    for name in DECKS:
        (folder / f"{name}.pptx").write_bytes(slides(content(Case(presets()[name]), ADDRESS)))
    files = sorted(folder.glob("*.pptx"))
    said = "".join(convert(tools[OFFICE], files, kind, folder) for kind in ("odp", "pdf"))
    assert len(list(folder.glob("*.odp"))) == len(list(folder.glob("*.pdf"))) == len(DECKS), said
    return folder


def charts(path: Path) -> list[pd.DataFrame]:
    """The numbers of every chart in a deck that LibreOffice has written, in the order of the slides."""
    with ZipFile(path) as deck:
        pages = re.findall(rb'<draw:object xlink:href="\./(Object \d+)"', deck.read("content.xml"))
        return [numbers(ElementTree.fromstring(deck.read(f"{name.decode()}/content.xml"))) for name in pages]


def numbers(chart: ElementTree.Element) -> pd.DataFrame:
    """The sheet within a chart: categories down, series across."""
    heads, *cells = (
        [(cell.get(f"{{{OFFICE_URN}}}value"), "".join(cell.itertext())) for cell in row]
        for row in chart.iter(f"{{{TABLE_URN}}}table-row")
    )
    table = {row[0][1]: [float(value or "nan") for value, _text in row[1:]] for row in cells}
    return pd.DataFrame.from_dict(table, orient="index", columns=[text for _value, text in heads[1:]])


@pytest.mark.parametrize("name", DECKS)
def test_libreoffice_reads_every_chart_of_the_slides_with_the_same_numbers(decks, name):
    wanted = [
        exhibit.plain.wide()
        for exhibit in content(Case(presets()[name])).exhibits
        if exhibit.plain is not None
    ]
    found = charts(decks / f"{name}.odp")
    assert len(found) == len(wanted) > 15
    for frame, same_frame in zip(found, wanted, strict=True):
        assert list(frame.columns) == list(same_frame.columns)
        assert frame.to_numpy() == pytest.approx(same_frame.to_numpy(dtype=float), nan_ok=True, rel=1e-9)


@pytest.mark.parametrize("name", DECKS)
def test_the_slides_say_what_the_app_says(decks, tools, name):
    """Every finding and headline number, in LibreOffice's own print of the deck."""
    said = content(Case(presets()[name]), ADDRESS)
    text = in_one_line(run(tools["pdftotext"], "-layout", decks / f"{name}.pdf", "-"))
    for number in said.numbers:
        assert number.value in text
    raw = in_one_line(run(tools["pdftotext"], decks / f"{name}.pdf", "-"))
    for exhibit in said.exhibits:
        assert exhibit.finding in raw


# ── The brief ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_the_brief_is_one_tagged_page_that_other_programs_read(tools, tmp_path, name):
    """Made as PDF/UA-1; poppler finds it tagged, its structure and its text, and qpdf no damage."""
    said = content(Case(presets()[name]), ADDRESS, BRIEF)
    file = tmp_path / "brief.pdf"
    file.write_bytes(brief.pdf(said))
    facts = dict(line.split(":", 1) for line in run(tools["pdfinfo"], file).splitlines() if ":" in line)
    assert facts["Tagged"].strip() == "yes" and facts["Pages"].strip() == "1"
    assert facts["Title"].strip() == said.title and facts["Page size"].strip().endswith("(A4)")
    assert b"pdfuaid:part" in file.read_bytes()
    structure = run(tools["pdfinfo"], "-struct", file)
    tags = ["H1", "H2", "Figure", "Link", *(["TH"] if said.settings else [])]
    assert all(re.search(rf"\b{tag}\b", structure) for tag in tags)
    assert "No syntax or stream encoding errors found" in run(tools["qpdf"], "--check", file)
    text = in_one_line(run(tools["pdftotext"], "-raw", file, "-"))
    assert in_one_line(said.finding) in text
    assert all(number.value in text for number in said.numbers)


def test_libreoffice_opens_the_brief_too(tools, tmp_path):
    file = tmp_path / "brief.pdf"
    file.write_bytes(brief.pdf(content(Case(Scenario(target=40)), ADDRESS, BRIEF)))
    said = convert(tools[OFFICE], [file], "png", tmp_path)
    picture = Image.open(tmp_path / "brief.png").convert("L")
    assert picture.height > picture.width and len(picture.getcolors()) > 20, said


def run(program: Path, *arguments: object) -> str:
    done = subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_one_line(text: str) -> str:
    return " ".join(text.split())


# semicolons, quotes, Windows's Cyrillic letters, Russian numbers
RUSSIAN = "csv:Text - txt - csv (StarCalc):59,34,33,1,,1049"


@pytest.mark.parametrize("kind", ["csv", "xlsx", RUSSIAN], ids=["csv", "xlsx", "russian csv"])
def test_our_pattern_survives_a_spreadsheet(tools, tmp_path, kind):
    """Codes lose their zeros on the way and get them back; all else is to the digit what it was."""
    ours = PRODUCTS.table
    (tmp_path / "ours.csv").write_bytes(ours.to_csv(index=False).encode())
    said = convert(tools[OFFICE], [tmp_path / "ours.csv"], kind, tmp_path / "out")
    made = tmp_path / "out" / f"ours.{kind[:4].strip(':')}"
    assert made.exists(), said
    found = products_from(io.BytesIO(made.read_bytes()))
    pd.testing.assert_frame_equal(found.table, ours, check_exact=True)
    assert found.completed == ours["hs6"].str.startswith("0").sum()
