"""What a spreadsheet opens of ours: no text of anybody is run as a formula, and every number stays a number."""

import csv
import io
import json
import math
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from frictionless import Package
from hypothesis import example, given
from hypothesis import strategies as st

from engine import Case, Scenario, __version__, files, receipt, sheet
from engine.__main__ import main
from engine.comparison import Named
from engine.load import products_from
from pages.parts import described, exhibits
from pages.parts.documents import native
from pages.parts.exhibits import paths
from pages.parts.texts import comparison
from tests.test_pictures import table

LINK = "https://road.example/?target=40"
SIGNS = "=+-@＝＋－＠"
HOSTILE = (
    '=HYPERLINK("http://x","click")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\u00a0\u200b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "x;=1+1",
    "x\n=1+1",
)


def begins(text: str) -> bool:
    """Whether some spreadsheet, whatever parts its cells, may take a cell of this text for a formula."""
    parts = text.replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";")
    bare = [part.lstrip(" \u00a0\u200b\ufeff\x0b\x0c") for part in parts]
    return any(part.startswith(tuple(SIGNS)) for part in bare) or text.startswith(("\t", "\r"))


def test_the_hostile_texts_are():
    assert all(map(begins, HOSTILE))


@given(st.text(st.sampled_from(f"{SIGNS} \t\r\n;'1a\u200b\u00a0,\""), max_size=12))
@example("a = b; c")
@example("Tubes, of iron - not cast")
def test_a_text_is_inert_and_nothing_else_changes(text):
    """Only apostrophes come in, and none where nothing can be run; a second time changes nothing."""
    found, lines = sheet.inert(text), text.replace("\r\n", "\n").replace("\r", "\n")
    assert not begins(found)
    assert found.replace("'", "") == lines.replace("'", "")
    assert found == lines or begins(text)
    assert sheet.inert(found) == found


def test_numbers_stay_numbers():
    frame = pd.DataFrame(
        {"a": [-1.5, math.nan, 2.0], "b": [-1, 2, 3], "=c": ["-x", "y", None], "-2": [1.0, 2.0, 3.0]}
    )
    assert sheet.csv(frame).splitlines() == ["a,b,'=c,-2", "-1.5,-1,'-x,1.0", ",2,y,2.0", "2.0,3,,3.0"]
    book = openpyxl.load_workbook(io.BytesIO(sheet.xlsx({"Table": frame})))["Table"]
    rows = [[cell.value for cell in row] for row in book.iter_rows()]
    assert rows[0] == ["a", "b", "'=c", "-2"] and rows[1] == [-1.5, -1, "'-x", 1]
    assert all(cell.data_type != "f" for row in book.iter_rows() for cell in row)


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


@pytest.fixture(scope="module")
def hostile():
    """A case on a reader's table of goods that are all called like formulas, with suppliers that are too."""
    head, row = table("x").read().decode().splitlines()
    lines = [f"{head},supplier_1,supplier_1_share"]
    for place, text in enumerate(HOSTILE):
        quoted = text.replace('"', '""')
        lines.append(
            f'{row.replace("848250", str(848210 + 10 * place)[:6]).replace(chr(34) + "x" + chr(34), chr(34) + quoted + chr(34))},"=1+1",0.5'
        )
    codes = (
        "848210",
        "848220",
        "848230",
        "848240",
        "848250",
        "848280",
        "848291",
        "848299",
        "281990",
        "330499",
        "720712",
        "110100",
        "190230",
        "740311",
    )
    lines = [
        lines[0],
        *(f"{code},{line.split(',', 1)[1]}" for code, line in zip(codes, lines[1:], strict=True)),
    ]
    products = products_from(io.BytesIO("\n".join(lines).encode()))
    return Case(Scenario(programme_goods=10, min_exports=0.0, min_china_imports=0.0), products=products)


def test_no_csv_holds_a_formula(hostile, capsys):
    """Of no chart, with a hostile table and hostile names; nor what the terminal writes."""
    scenario = Scenario(programme_value=2.0)
    named = tuple(Named(name, scenario) for name in HOSTILE)
    compared = paths.exhibit(Case(), named, 0)
    made = {key: make(hostile).csv().decode("utf-8-sig") for key, make in exhibits.ALL.items()}
    made["paths"] = compared.csv().decode("utf-8-sig")
    made |= {name: text.decode() for name, text in files.of(hostile).items() if name.endswith(".csv")}
    assert main(["basket", "--csv"]) == 0
    made["terminal"] = capsys.readouterr().out
    assert any("'=HYPERLINK" in cell for cell in cells(made["basket"]))
    assert any("'=HYPERLINK" in cell for cell in cells(made["goods.csv"]))
    for name, text in made.items():
        assert not [cell for cell in cells(text) if begins(cell) and not is_number(cell)], name


def test_what_is_copied_from_the_screen_holds_none(hostile):
    named = (*(Named(name, Scenario()) for name in HOSTILE), Named("b", Scenario(target=40.0)))
    tables = [make(hostile).rows() for make in exhibits.ALL.values()]
    tables += [
        comparison.results(Case(), named, 0),
        comparison.differing(named, 0),
        comparison.moved(Case(), named, 0),
    ]
    for frame in tables:
        texts = [*map(str, frame.columns), *frame.select_dtypes(exclude="number").to_numpy().ravel()]
        assert not [text for text in texts if isinstance(text, str) and begins(text) and not is_number(text)]


def test_a_name_in_a_slide_s_sheet_is_no_formula():
    for name in (*HOSTILE, "{=1+1}"):
        assert not begins(native._word(name)) and not native._word(name).startswith(("=", "{="))


# ── What a table means, beside it ────────────────────────────────────────────────────────────────────────────


def checked(folder: Path) -> Package:
    """A folder of tables held against its description, by another's reading of both."""
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "fieldName", "note"])[:3]
    return package


def unpacked(content: bytes, folder: Path) -> Path:
    with ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("key", exhibits.ALL)
def test_a_chart_s_csv_comes_with_its_description(key, tmp_path):
    """One archive: the file of the CSV button, its columns in order, finding, sources with licences, link, version."""
    exhibit = exhibits.ALL[key](Case())
    content = described.archive(exhibit, LINK)
    assert content == described.archive(exhibit, LINK)
    package = checked(unpacked(content, tmp_path))
    assert (tmp_path / f"{key}.csv").read_bytes() == exhibit.csv()
    record = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (table,) = record["resources"]
    assert [field["name"] for field in table["schema"]["fields"]] == list(exhibit.rows())
    assert table["title"] == exhibit.finding and package.homepage == LINK
    assert (record["version"], record["data_vintage"]) == (__version__, receipt.vintage())
    assert Scenario.from_dict(record["scenario"]) == exhibit.case.scenario
    assert [source["title"].split(" (")[0] for source in table["sources"]] == [
        source.title.split(" (")[0] for source in exhibit.ranked
    ]
    assert all(source["licence"] for source in table["sources"])
    if key not in ("grid", "reach", "utilisation"):  # their first heading, or a column of units, tells
        fields = [field for field in table["schema"]["fields"] if field["type"] == "number"]
        assert any(field.get("unit") for field in fields), fields


@pytest.mark.parametrize("name", ["proposal", "no_policy"])
def test_the_terminal_s_tables_come_with_their_description(name, tmp_path):
    for file, content in files.of(Case(Scenario.preset(name)), "https://road.example/").items():
        (tmp_path / file).write_bytes(content)
    package = checked(tmp_path)
    assert [resource.path for resource in package.resources] == ["results.csv", "by-year.csv", "goods.csv"]
    turnover = package.get_resource("by-year").schema.get_field("turnover")
    assert (turnover.title, turnover.to_descriptor()["unit"]) == ("Turnover", "usd_bn/year")
    assert package.homepage + "\n" == (tmp_path / "link.txt").read_text()


def test_a_hostile_table_is_still_as_described(hostile, tmp_path):
    checked(unpacked(described.archive(exhibits.ALL["basket"](hostile), ""), tmp_path))


def test_a_table_as_a_workbook_has_its_numbers_and_says_what_it_is(hostile):
    for exhibit in (exhibits.ALL["path"](Case()), exhibits.ALL["basket"](hostile)):
        book = openpyxl.load_workbook(io.BytesIO(described.workbook(exhibit, LINK)))
        assert book.sheetnames == ["Table", "About"]
        heads, *rows = [[cell.value for cell in row] for row in book["Table"].iter_rows()]
        table = exhibit.rows()
        assert heads == list(table) and len(rows) == len(table)
        wanted = table.to_numpy(dtype=object)
        for a, b in zip(chain(*rows), wanted.ravel(), strict=True):
            assert a == pytest.approx(b, rel=1e-15) or a == b or (a is None and (b != b or b == "")), (a, b)
        assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
        about = [row[0].value for row in book["About"].iter_rows()]
        assert (
            exhibit.finding in about and LINK in about and any("Licence: MIT" in str(line) for line in about)
        )
