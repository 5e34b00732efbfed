"""Tables that a reader brings: taken, or refused with row, column and reason."""

import random
from io import BytesIO

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import Case, Scenario, evaluate, tables
from engine.load import PRODUCTS, ROOT, Products, products_from
from engine.message import Refusal

HEADING = list(PRODUCTS.table.columns)
PUBLISHED = (ROOT / "data" / "products_2024.csv").read_bytes()
GOOD = {
    "hs6": "110100",
    "description": '"Flour, of wheat"',
    "bec4": "122",
    "exports_to_china_usd": "2000000",
    "exports_usd": "10000000",
    "market_imports_usd": "100000000",
    "china_imports_usd": "100000000",
    "imports_from_china_usd": "0",
    "supplier_1": "KAZ",
    "supplier_1_share": "0.5",
}
SECOND = GOOD | {"hs6": "040900", "description": "Honey"}
REQUIRED = tuple(GOOD)[:2] + tuple(GOOD)[3:8]
AMOUNTS = tuple(GOOD)[3:8]


def table(*rows, heading=HEADING, mark=","):
    lines = [mark.join(heading)]
    lines += [mark.join(row.get(column, "") for column in heading) for row in rows]
    return "\n".join(lines) + "\n"


def read(text):
    return products_from(BytesIO(text if isinstance(text, bytes) else text.encode()))


def refusal(text):
    with pytest.raises(Refusal) as problem:
        read(text)
    assert str(problem.value) == str(problem.value.message)
    return str(problem.value)


# ── Taken ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_published_table_is_taken():
    """Our own file, uploaded by a reader, gives the same list of goods."""
    products = read(PUBLISHED)
    assert products.hs6.tolist() == PRODUCTS.hs6.tolist()
    found = evaluate(Scenario(), products=products)
    assert found["basket"].tolist() == evaluate(Scenario())["basket"].tolist()


def test_a_good_table_is_taken():
    """Values arrive in their columns, leading zeros kept, groups known."""
    products = read(table(GOOD, SECOND))
    assert products.hs6.tolist() == ["110100", "040900"]
    assert products.exports_to_china.tolist() == [2e6, 2e6]
    assert products.exports.tolist() == [1e7, 1e7] and products.market_imports.tolist() == [1e8, 1e8]
    assert products.china_imports.tolist() == [1e8, 1e8] and products.imports_from_china.tolist() == [0, 0]
    assert not products.commodity.any() and not products.aircraft.any()


def test_columns_may_be_moved_added_and_left_out():
    """Order does not matter, further columns are passed over, those not required may be missing."""
    heading = [*reversed(REQUIRED), "remark"]
    products = read(table(GOOD | {"remark": "ours"}, heading=heading))
    assert products.exports.tolist() == [1e7] and "remark" not in products.table
    results = evaluate(Scenario(programme_goods=10), products=products)
    assert results["basket_size"] == 1
    assert tables.basket(Case(Scenario(programme_goods=10), products=products))["description"].tolist() == [
        "Flour, of wheat"
    ]


@pytest.mark.parametrize(
    "text", ["\ufeff" + table(GOOD), table(GOOD) + "\n\n", table(GOOD).replace("\n", "\r\n")]
)
def test_what_spreadsheets_do_to_a_file_is_taken(text):
    """A byte-order mark, blank lines at the end, another kind of line end."""
    assert read(text).hs6.tolist() == ["110100"]


# ── Refused ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("column", REQUIRED)
def test_a_missing_column_is_named(column):
    """The refusal names the column."""
    heading = [name for name in HEADING if name != column]
    assert refusal(table(GOOD, heading=heading)) == f"The table has no column “{column}”."


@pytest.mark.parametrize("column", REQUIRED)
@pytest.mark.parametrize("blank", ["", "  "])
def test_an_empty_cell_is_named(column, blank):
    """Row (the heading is row 1), column and reason."""
    said = refusal(table(GOOD, SECOND | {column: blank}))
    assert said == f"Row 3, column “{column}”: the cell is empty (found “{blank}”)."


@pytest.mark.parametrize("column", AMOUNTS)
@pytest.mark.parametrize(
    "found", ["much", "1 00", "12a", "1_000", "0x10", "nan", "inf", "1e999", "True", "٣"]
)
def test_text_in_place_of_a_number_is_named(column, found):
    """Words, blanks within, and what other programs write for nothing or endless."""
    said = refusal(table(SECOND | {column: found}, GOOD))
    assert said == f"Row 2, column “{column}”: a number is expected (found “{found}”)."


@pytest.mark.parametrize("column", AMOUNTS)
def test_a_negative_amount_is_named(column):
    """Trade is never below zero."""
    said = refusal(table(GOOD, SECOND, GOOD | {"hs6": "150710", column: "-1"}))
    assert said == f"Row 4, column “{column}”: the number is too small (found “-1”)."


def test_a_share_above_one_is_named():
    """A supplier has at most the whole market."""
    said = refusal(table(GOOD | {"supplier_1_share": "50"}))
    assert said == "Row 2, column “supplier_1_share”: the number is too large (found “50”)."


@pytest.mark.parametrize("code", ["11010", "1101000", "11.01", "11010O", "²²²²²²", "١١٠١٠٠", "1101 0"])
def test_a_code_that_is_not_six_digits_is_named(code):
    """A lost leading zero is the usual cause, so the reason says so."""
    said = refusal(table(SECOND, GOOD | {"hs6": code}))
    assert said == f"Row 3, column “hs6”: six digits are expected, leading zeros kept (found “{code}”)."


def test_a_code_that_stands_twice_is_named():
    """The second of the two is the one pointed at."""
    said = refusal(table(GOOD, SECOND, GOOD))
    assert said == "Row 4, column “hs6”: the code stands twice (found “110100”)."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "This is not a readable CSV table: "),
        (b"\n\n", "This is not a readable CSV table: "),
        (table().encode(), "The table has no rows."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "This is not a readable CSV table: "),
        (b"PK\x03\x04" + bytes(range(256)), "This workbook cannot be read; "),
        (bytes(100), "This is not a readable CSV table: it is empty."),
        (table(GOOD).replace("Flour", "Ұн").encode("kz1048"), "This is not a readable CSV table: "),
        (table(GOOD, mark="/").encode(), "The table has no column “hs6”."),
        (table(GOOD).encode() + b'"open', "This is not a readable CSV table: "),
        (table(GOOD).encode() + b"1,2,3" * 50, "Row 3 has more cells than the heading (101 for 14)."),
        (b"<html><body>Not found</body></html>", "The table has no column “hs6”."),
    ],
)
def test_what_is_no_table_is_refused(content, reason):
    """Nothing, only a heading, pictures, workbooks, other encodings, other marks, broken quotes, web pages."""
    assert refusal(content).startswith(reason)


def test_a_row_too_long_is_refused():
    """A row with one cell too many, even an empty one, may have moved and is not taken for something else."""
    said = "Row 3 has more cells than the heading (15 for 14)."
    assert refusal(table(GOOD, SECOND).rstrip("\n") + ",\n") == said


def test_a_refused_table_leaves_ours_as_it_is():
    """A bad upload changes nothing for anybody."""
    before = evaluate(Scenario(), draws={})["basket"].tolist()
    refusal(table(GOOD | {"exports_usd": "-1"}))
    assert evaluate(Scenario(), draws={})["basket"].tolist() == before


# ── A table without trade ────────────────────────────────────────────────────────────────────────────────────


def test_a_table_without_trade_has_no_potential():
    """Where nothing is exported there is nothing to rank by: no potential, even weights, no warning."""
    nothing = dict.fromkeys(AMOUNTS, "0")
    products = read(table(GOOD | nothing, SECOND | nothing))
    loose = Scenario(goods_added=("110100", "040900"), weights="data")
    results = evaluate(loose, products=products)
    assert results["basket_unrealised"] == 0
    assert results["basket_weights"].tolist() == [0.5, 0.5]


def test_an_empty_list_holds_no_goods():
    """If the filters leave nothing, no good carries anything."""
    products = read(table(GOOD))
    results = evaluate(Scenario(goods_dropped=("110100",)), products=products)
    assert results["basket_size"] == 0 and results["basket_unrealised"] == 0
    assert results["goods_for_80"] == 0


# ── Rubbish ──────────────────────────────────────────────────────────────────────────────────────────────────


def taken_or_refused(content):
    try:
        products = read(content)
    except Refusal as problem:
        assert str(problem).strip() and "{" not in problem.message.template.format_map(Anything())
        return
    assert isinstance(products, Products)
    assert products.hs6.size == products.exports.size > 0
    assert np.all(np.isfinite(products.exports)) and np.all(products.exports >= 0)


class Anything(dict):
    def __missing__(self, key):
        return ""


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
@example(b"\x00,\x00\n")
@example(b'"')
@example(b"hs6\n" + b"1" * 5000)
def test_random_bytes_are_refused_with_a_sentence(content):
    """Whatever is uploaded, the answer is a table or a Refusal."""
    taken_or_refused(content)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=16), min_size=1, max_size=4))
def test_random_cells_are_refused_with_a_sentence(rows):
    """The same below our own heading."""
    taken_or_refused(
        (",".join(HEADING) + "\n" + "\n".join(",".join(row) for row in rows)).encode("utf-8", "ignore")
    )


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_damaged_files_are_refused_with_a_sentence(seed):
    """Our own file with some bytes changed, lost or doubled."""
    generator = random.Random(seed)
    content = bytearray(PUBLISHED[:3000].rsplit(b"\n", 1)[0])
    for _ in range(generator.randint(1, 5)):
        place = generator.randrange(len(content))
        match generator.randrange(3):
            case 0:
                content[place] = generator.randrange(256)
            case 1:
                del content[place : place + generator.randrange(1, 50)]
            case _:
                content[place:place] = content[place : place + generator.randrange(1, 50)]
    taken_or_refused(bytes(content))


def test_a_code_of_no_chapter_is_refused():
    """Chapter 77 is kept free and 98 is national: no product of the economy's table would answer for such a good."""
    for code in ("999999", "770100"):
        text = PRODUCTS.table.head(3).to_csv(index=False).replace(str(PRODUCTS.hs6[1]), code)
        with pytest.raises(Refusal, match=rf"Row 3, column “hs6”.*{code}"):
            products_from(BytesIO(text.encode()))
