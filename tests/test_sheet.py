"""What a spreadsheet opens of ours: no text of anybody is run as a formula, and every number stays a number."""

import csv
import io
import math

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine import Case, Scenario, files, sheet
from engine.__main__ import main
from engine.comparison import Named
from engine.load import products_from
from pages.parts import exhibits
from pages.parts.documents import native
from pages.parts.exhibits import paths
from pages.parts.texts import comparison
from tests.test_pictures import table

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
        comparison.differing(named),
        comparison.moved(Case(), named, 0),
    ]
    for frame in tables:
        texts = [*map(str, frame.columns), *frame.select_dtypes(exclude="number").to_numpy().ravel()]
        assert not [text for text in texts if isinstance(text, str) and begins(text) and not is_number(text)]


def test_a_name_in_a_slide_s_sheet_is_no_formula():
    for name in (*HOSTILE, "{=1+1}"):
        assert not begins(native._word(name)) and not native._word(name).startswith(("=", "{="))
