"""Tables as offices write them: the same values whatever the program, or a refusal; never other values."""

import csv
import io
import re
from dataclasses import replace
from itertools import cycle

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Case, Scenario
from engine.load import KNOWN_CODES, PRODUCTS, products_from, scaled
from engine.message import Refusal
from engine.numerals import plain, six_digits
from engine.tables import own as own_tables
from pages.parts.exhibits import basket, build_up, delivery
from pages.parts.texts import goods as texts

OURS = PRODUCTS.table
CODES = ["010121", "010129", "030211", "040900", "071340", "110100", "190230", "270900", "740311", "848250"]
BASE = OURS[OURS["hs6"].isin([*CODES, "080211", "720712"])].reset_index(drop=True)
MONEY = [name for name in OURS if name.endswith("_usd")]
SHARES = [name for name in OURS if name.endswith("_share")]
NAMES = {
    "russian": [
        "Лошади племенные",
        "Мёд натуральный",
        "Мука, пшеничная",
        "Подшипники роликовые",
        "Медь; катоды",
    ],
    "german": ["Käse", "Mehl für Brot", "Süßigkeiten", "Größe 5", "Öl, roh"],
    "chinese": ["小麦粉", "蜂蜜", "铜", "滚子轴承", "奶酪"],
    "kazakh": ["Бал, табиғи", "Ұн", "Қой", "Сүт өнімдері", "Үй жануарлары"],
    "english": ["Flour, of wheat", 'Pipes, 5" wide', "Honey; natural", "Copper | cathodes", "Bearings"],
}
ENCODINGS = {
    "utf-8": "kazakh",
    "utf-8-sig": "kazakh",
    "utf-16": "kazakh",
    "utf-16-le": "russian",
    "utf-16-be": "english",
    "utf-32": "chinese",
    "cp1251": "russian",
    "cp866": "russian",
    "mac_cyrillic": "russian",
    "cp1252": "german",
    "mac_roman": "german",
    "gb18030": "chinese",
    "ascii": "english",
}


def named(language):
    return BASE.assign(description=[name for name, _row in zip(cycle(NAMES[language]), range(len(BASE)))])


# ── How offices write a table ────────────────────────────────────────────────────────────────────────────────


def number(value, decimal, group):
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.10g}".replace(".", decimal)
    return f"{value:,}".replace(",", group)


STYLES = {
    "plain": (".", ""),
    "decimal comma": (",", ""),
    "blanks": (",", " "),
    "no-break blanks": (",", "\u00a0"),
    "narrow blanks": (",", "\u202f"),
    "apostrophes": (".", "'"),
    "curly apostrophes": (".", "’"),
    "commas": (".", ","),
    "points": (",", "."),
}


def rows_of(table, style):
    decimal, group = STYLES[style]
    texts = table.astype(object)
    for name in [*MONEY, *SHARES]:
        texts[name] = [number(value, decimal, group) for value in table[name]]
    return [list(texts), *texts.to_numpy().tolist()]


def written(rows, mark, end, quoting=csv.QUOTE_MINIMAL):
    text = io.StringIO()
    csv.writer(text, delimiter=mark, lineterminator=end, quoting=quoting).writerows(rows)
    return text.getvalue()


def codes(change):
    """A damage of codes: the first column's cells below the heading changed."""
    return lambda rows: [rows[0], *([change(row[0]), *row[1:]] for row in rows[1:])]


def heading(change):
    return lambda rows: [[change(name) for name in rows[0]], *rows[1:]]


# what can be undone, on rows of cells
MENDED = {
    "nothing": lambda rows: rows,
    "zeros lost": codes(lambda code: code.lstrip("0")),
    "apostrophes before codes": codes(lambda code: "'" + code),
    "codes as formulas": codes(lambda code: f'="{code}"'),
    "dotted codes": codes(lambda code: f"{code[:4]}.{code[4:]}"),
    "codes parted by blanks": codes(lambda code: f"{code[:2]} {code[2:4]} {code[4:]}"),
    "blanks behind codes": codes(lambda code: code + "  "),
    "codes as decimals": codes(lambda code: code.lstrip("0") + ".0"),
    "zeros lost of dotted codes": codes(lambda code: f"{code[:4]}.{code[4:]}".lstrip("0")),
    "capitals": heading(str.upper),
    "blanks around names": heading(lambda name: f" {name}  "),
    "names in words": heading(lambda name: name.replace("_", " ").capitalize()),
    "names in quotes": heading(lambda name: f'"{name}"'),
    "title rows": lambda rows: [["Trade of 2024"], ["by product, US dollars", "", "draft"], [], *rows],
    "empty rows": lambda rows: [[], *rows[:3], [""] * len(rows[0]), [], *rows[3:], [""] * len(rows[0])],
    "empty columns before": lambda rows: [["", "", *row] for row in rows],
    "empty columns behind": lambda rows: [[*row, "", ""] for row in rows],
    "a mark more in data rows": lambda rows: [rows[0], *([*row, ""] for row in rows[1:])],
    "columns moved": lambda rows: [row[::-1] for row in rows],
    "a column more": lambda rows: [["remark", *rows[0]], *(["our own", *row] for row in rows[1:])],
    "a column of numbers more": lambda rows: [["", *rows[0]], *([k, *row] for k, row in enumerate(rows[1:]))],
    "blanks around cells": lambda rows: [[f" {cell} " for cell in row] for row in rows],
}


def put(row, name, text):
    def change(rows):
        place = rows[0].index(name)
        return [*rows[:row], [*rows[row][:place], text, *rows[row][place + 1 :]], *rows[row + 1 :]]

    return change


def without(name):
    return lambda rows: [
        [cell for cell, head in zip(row, rows[0], strict=True) if head != name] for row in rows
    ]


def swapped(rows):
    one, other = rows[0].index("exports_to_china_usd"), rows[0].index("exports_usd")
    head = list(rows[0])
    head[one], head[other] = head[other], head[one]
    return [head, *rows[1:]]


# what cannot be undone, and what is said of it
REFUSED = {
    "a word for an amount": (
        put(3, "exports_usd", "a lot"),
        "Row 4, column “exports_usd”: a number is expected",
    ),
    "no number": (put(3, "exports_usd", "n/a"), "Row 4, column “exports_usd”: a number is expected"),
    "not a number": (put(3, "exports_usd", "nan"), "Row 4, column “exports_usd”: a number is expected"),
    "other digits": (put(3, "exports_usd", "٣"), "Row 4, column “exports_usd”: a number is expected"),
    "groups of two": (
        put(3, "exports_usd", "12 34 567"),
        "Row 4, column “exports_usd”: a number is expected",
    ),
    "no amount": (put(5, "china_imports_usd", " "), "Row 6, column “china_imports_usd”: the cell is empty"),
    "below zero": (
        put(5, "china_imports_usd", "-1"),
        "Row 6, column “china_imports_usd”: the number is too small",
    ),
    "a share in per cent": (
        put(2, "supplier_1_share", "50"),
        "Row 3, column “supplier_1_share”: the number is too large",
    ),
    "four digits": (put(2, "hs6", "0101"), "Row 3, column “hs6”: six digits are expected"),
    "five digits of no code": (put(2, "hs6", "99999"), "Row 3, column “hs6”: six digits are expected"),
    "eight digits": (put(2, "hs6", "01012100"), "Row 3, column “hs6”: six digits are expected"),
    "a date for a code": (put(2, "hs6", "01.01.2021"), "Row 3, column “hs6”: six digits are expected"),
    "no chapter": (put(2, "hs6", "999999"), "Row 3, column “hs6”: no chapter"),
    "a code twice": (put(4, "hs6", BASE["hs6"][0]), "Row 5, column “hs6”: the code stands twice"),
    "columns swapped": (swapped, "exports to China"),
    "no codes": (without("hs6"), "The table has no column “hs6”."),
    "no amounts": (without("market_imports_usd"), "The table has no column “market_imports_usd”."),
    "a name twice": (
        lambda rows: [[*row, row[3]] for row in rows],
        "The table has the column “exports_to_china_usd” twice.",
    ),
    "a cell more": (
        lambda rows: [*rows[:3], [*rows[3], "x"], *rows[4:]],
        "Row 4 has more cells than the heading",
    ),
    "one row moved": (lambda rows: [*rows[:3], ["010130", "Asses", *rows[3][1:-1], ""], *rows[4:]], "Row 4"),
    "rows only": (lambda rows: rows[:1], "The table has no rows."),
    "a total below": (
        lambda rows: [*rows, ["Total", "", "", "1", "2", "3", "4", "5"]],
        "Row 14, column “hs6”",
    ),
}


def taken(content, table):
    """Whether the values are those of a table, to the last digit."""
    found = products_from(io.BytesIO(content)).table
    assert found["hs6"].tolist() == table["hs6"].tolist()
    assert [" ".join(text.split()) for text in found["description"]] == table["description"].tolist()
    assert found["bec4"].tolist() == table["bec4"].tolist()
    for name in MONEY:
        assert found[name].tolist() == table[name].tolist(), name
    np.testing.assert_array_equal(found[SHARES].to_numpy(float), table[SHARES].to_numpy(float))
    return True


def dialects():
    """Every mark with every style of numbers, the encodings and line ends in turn, so that all meet."""
    encodings, ends = cycle(ENCODINGS), cycle(["\n", "\r\n", "\r", "\n", "\r\n"])
    while True:
        for mark in ",;\t|":
            for style in STYLES:
                encoding = next(encodings)
                knows = STYLES[style][1].encode(encoding, "ignore") or not STYLES[style][1]
                yield mark, style if knows else "blanks", encoding, next(ends)


def test_hundreds_of_tables_are_taken_with_the_right_values_or_refused_with_the_reason():
    """Dialect × encoding × damage. None is taken with other values."""
    good, bad, dialect = 0, 0, dialects()
    for damage, change in MENDED.items():
        for _time in range(36 if damage == "nothing" else 18):
            mark, style, encoding, end = next(dialect)
            table = named(ENCODINGS[encoding])
            good += taken(written(change(rows_of(table, style)), mark, end).encode(encoding), table)
    for change, said in REFUSED.values():
        for _time in range(6):
            mark, style, encoding, end = next(dialect)
            text = written(change(rows_of(named(ENCODINGS[encoding]), style)), mark, end)
            assert said in refusal(text.encode(encoding, "replace"))
            bad += 1
    assert good >= 400 and good + bad >= 500, (good, bad)


# ── What is of the whole file ────────────────────────────────────────────────────────────────────────────────

TEXT = written(rows_of(named("english"), "plain"), ",", "\r\n")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("mark", ",;\t|")
def test_every_encoding_is_read_with_every_mark(encoding, mark):
    table = named(ENCODINGS[encoding])
    assert taken(written(rows_of(table, "decimal comma"), mark, "\n").encode(encoding), table)


@pytest.mark.parametrize(
    "text",
    [
        "sep=,\r\n" + TEXT,
        '"sep=,"\r\n' + TEXT,
        TEXT.rstrip(),
        TEXT + "\r\n\r\n",
        "\r\n" + TEXT,
        TEXT.replace("Flour, of", "Flour,\nof"),  # a line break within a cell in quotes
        TEXT.replace("\r\n", "\r\r\n"),
        written(rows_of(named("english"), "plain"), ",", "\n", csv.QUOTE_ALL),
        written([[line] for line in TEXT.splitlines()], ";", "\n", csv.QUOTE_ALL),  # each row as one cell
        TEXT.replace("hs6", "\u200bhs6").replace("010121", "\ufeff010121"),
    ],
)
def test_other_ways_to_write_a_whole_file_are_read(text):
    assert taken(text.encode(), named("english"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEXT.replace(",121,", ',121",').encode() + b'"', "quotation mark"),
        (TEXT.encode()[:-40], "the last one, is cut off"),
        (TEXT.replace("Flour", "Бал, Қой").encode("kz1048"), "unknown encoding; save it as UTF-8"),
        (TEXT.replace("Flour", "Müsli").encode("cp850"), "unknown encoding; save it as UTF-8"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "save it as XLSX, or as CSV UTF-8"),
    ],
    ids=["open quotes", "cut off", "old Kazakh letters", "old German letters", "old workbook"],
)
def test_a_file_that_cannot_be_read_gets_a_reason(content, said):
    assert said in refusal(content)


def refusal(content):
    with pytest.raises(Refusal) as problem:
        products_from(io.BytesIO(content))
    return str(problem.value)


# ── Numbers ──────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(0, 10**15), st.integers(0, 9999), st.sampled_from(list(STYLES.values())), st.booleans())
def test_a_number_is_the_same_in_every_style(whole, part, style, divided):
    """And with the other decimal sign it is never taken for another, but where three digits follow a lone sign."""
    decimal, group = style
    text = f"{whole:,}".replace(",", group) + (f"{decimal}{part:04d}" if divided else "")
    value = float(f"{whole}.{part:04d}" if divided else whole)
    assert float(plain(text, decimal)) == value
    other = plain(text, ",."[decimal == ","])
    assert other is None or float(other) == value or re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", text)


@given(st.text("0123456789.,' eE-+−nafi_٣\u00a0", max_size=12), st.sampled_from(".,"))
def test_what_is_read_as_a_number_is_one_with_these_digits(text, decimal):
    """No digit is lost or added, and nothing but a number is read as one."""
    found = plain(text, decimal)
    if found is not None:
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?", found)
        assert re.sub("[^0-9]", "", text) == re.sub("[^0-9]", "", found) or text.strip()[:1] in ".,-+−"


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({}, None),
        ({"exports_usd": "1,234"}, "Row 2, column “exports_usd”: this may be 1234 or 1.234 (found “1,234”)."),
        ({"exports_usd": "1.234"}, "Row 2, column “exports_usd”: this may be 1.234 or 1234 (found “1.234”)."),
        ({"exports_usd": "1,234", "supplier_1_share": "0.5"}, 1234),
        ({"exports_usd": "1,234", "supplier_1_share": "0,5"}, 1.234),
        ({"exports_usd": "1.234", "supplier_1_share": "0,5"}, 1234),
        ({"exports_usd": "1.234", "market_imports_usd": "1.234.567"}, 1234),
        ({"exports_usd": "1,234", "market_imports_usd": "1,234,567"}, 1234),
        ({"exports_usd": "1 234", "market_imports_usd": "1,5E+08"}, 1234),
        ({"exports_usd": "1,234,567", "supplier_1_share": "0,5"}, "points and commas mean something else"),
        ({"exports_usd": "1,5", "market_imports_usd": "2.75"}, "points and commas mean something else"),
    ],
)
def test_a_number_that_may_be_two_is_decided_by_the_others_or_refused(cells, values):
    row = dict.fromkeys(MONEY, "0") | {"market_imports_usd": "9"} | cells
    rows = [["hs6", "description", *MONEY, "supplier_1_share"]]
    rows.append(["010121", "Horses", *(row[name] for name in MONEY), row.get("supplier_1_share", "")])
    content = written(rows, ";", "\n").encode()
    if isinstance(values, str):
        assert values in refusal(content)
    else:
        assert products_from(io.BytesIO(content)).exports.tolist() == [values or 0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), min_size=1, max_size=3),
    st.sampled_from(list(STYLES.values())),
    st.booleans(),
)
def test_amounts_in_any_style_are_taken_as_they_are_or_refused(amounts, style, thousands):
    """Also where they are divided by a thousand, so that three digits follow the decimal sign."""
    decimal, group = style
    scale = 1000 if thousands else 1
    rows = [["hs6", "description", *MONEY]]
    for code, (one, more) in zip(CODES, amounts, strict=False):
        texts = [
            f"{n / scale:.3f}".replace(".", decimal) if thousands else f"{n:,}".replace(",", group)
            for n in (one, one + more, one + more, one, 0)
        ]
        rows.append([code, "Good", *texts])
    try:
        found = products_from(io.BytesIO(written(rows, ";", "\n").encode()))
    except Refusal as problem:
        assert "this may be" in str(problem) and (thousands or group in (",", "."))
        return
    assert found.exports_to_china.tolist() == [one / scale for one, _more in amounts]
    assert found.exports.tolist() == [(one + more) / scale for one, more in amounts]


# ── Codes ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "completed"),
    [
        ("010121", "010121", False),
        ("10121", "010121", True),
        ("'010121", "010121", False),
        ("’10121", "010121", True),
        ('="010121"', "010121", False),
        ('="10121"', "010121", True),
        ("0101.21", "010121", False),
        ("101.21", "010121", True),
        ("01.01.21", "010121", False),
        ("01 01 21", "010121", False),
        (" 010121\u00a0", "010121", False),
        ("010121.0", "010121", False),
        ("10121.0", "010121", True),
        ("10121,00", "010121", True),
        ("101210", "101210", False),
        ("101.2", "101.2", False),
        ("70190", "070190", True),
        ("99999", "99999", False),
        ("1012", "1012", False),
        ("٠١٠١٢١", "٠١٠١٢١", False),
    ],
)
def test_a_code_is_read_however_it_is_kept_as_text(text, code, completed):
    assert six_digits(text, KNOWN_CODES) == (code, completed)


def test_codes_that_lost_their_zero_are_counted():
    """Those of our own table too: five digits mean one code."""
    assert products_from(io.BytesIO(TEXT.encode())).completed == 0
    lost = MENDED["zeros lost"](rows_of(OURS.head(300), "plain"))
    assert products_from(io.BytesIO(written(lost, ",", "\n").encode())).completed == 300


# ── Workbooks ────────────────────────────────────────────────────────────────────────────────────────────────


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def native(table):
    """As a spreadsheet holds a table: numbers are numbers, codes too, and nothing is nothing."""
    rows = table.astype(object).where(table.notna(), None).to_numpy().tolist()
    return [list(table), *([int(row[0]), row[1], int(row[2]), *row[3:]] for row in rows)]


@pytest.mark.parametrize(
    "damage", ["nothing", "title rows", "empty rows", "empty columns before", "capitals"]
)
def test_a_workbook_is_read_whatever_its_name(damage):
    table = named("kazakh")
    assert taken(workbook([["A note"]], MENDED[damage](native(table))), table)
    assert products_from(io.BytesIO(workbook(native(table)))).completed == sum(
        table["hs6"].str.startswith("0")
    )


def test_a_workbook_with_numbers_kept_as_texts_is_read():
    table = named("russian")
    for style in STYLES:
        assert taken(workbook(rows_of(table, style)), table)


def test_a_refusal_of_a_workbook_names_its_row():
    rows = [["Trade"], [], *native(named("english"))]
    rows[4][4] = "a lot"
    assert refusal(workbook(rows)) == "Row 5, column “exports_usd”: a number is expected (found “a lot”)."
    rows[4][4] = "1,234"  # the numbers beside it do not tell which sign is whose
    assert "this may be 1234 or 1.234" in refusal(workbook(rows))


def test_a_cell_far_out_fills_no_memory():
    """Some readers make room for each cell up to the last, which ends the server."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(native(named("english")))))
    book.worksheets[0]["XFD90000"] = 1
    content = io.BytesIO()
    book.save(content)
    assert taken(content.getvalue(), named("english"))


@pytest.mark.parametrize("place", range(0, 5000, 250))
def test_a_damaged_workbook_is_refused_or_read_right(place):
    content = bytearray(workbook(native(named("english"))))
    content[place : place + 40] = b"\xff" * 40
    try:
        products_from(io.BytesIO(bytes(content)))
    except Refusal:
        return
    assert taken(bytes(content), named("english"))


# ── What is unlikely ─────────────────────────────────────────────────────────────────────────────────────────


def own(table):
    return products_from(io.BytesIO(table.to_csv(index=False).encode()))


@pytest.mark.parametrize("factor", [1e-3, 1e-6, 1e3, 470.0, 1 / 300])
def test_totals_a_thousandth_of_ours_are_asked_about_and_put_right(factor):
    """Also those thousand times ours, as in tenge; then they are ours again."""
    found = own(BASE.assign(**{name: BASE[name] * factor for name in MONEY}))
    (doubt,) = own_tables.doubts(found)
    power = round(np.log10(factor) / 3)
    assert set(doubt.columns) == set(MONEY) and doubt.factor == pytest.approx(1000.0**-power)
    right = scaled(found, doubt.columns, doubt.factor)
    assert own_tables.doubts(right) == [] and right.completed == found.completed
    np.testing.assert_allclose(right.exports, BASE["exports_usd"] * factor * doubt.factor)
    assert own_tables.doubts(replace(found, sure=True)) == []


def test_only_the_columns_in_another_unit_are_asked_about():
    names = ("exports_to_china_usd", "exports_usd")
    found = own(BASE.assign(**{name: BASE[name] / 1000 for name in names}))
    assert own_tables.doubts(found) == [own_tables.Doubt(names, 1000.0)]


@pytest.mark.parametrize("factor", [0.3, 1.0, 2.0, 5.0])
def test_another_year_or_count_is_not_asked_about(factor):
    found = own(BASE.assign(**{name: BASE[name] * factor for name in MONEY}))
    assert own_tables.doubts(found) == []
    totals = own_tables.totals(found).set_index("column")
    assert totals["own"].tolist() == pytest.approx([BASE[name].sum() * factor for name in MONEY])
    assert totals["same"].tolist() == [BASE[name].sum() for name in MONEY]
    assert totals["ours"].tolist() == [OURS[name].sum() for name in MONEY]


def test_a_table_without_a_good_of_ours_is_not_asked_about():
    assert own_tables.doubts(own(BASE.assign(hs6=[f"0101{k:02}" for k in range(50, 50 + len(BASE))]))) == []


# ── A list without goods ─────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_list_has_a_reason_and_no_finding():
    """What leaves out most; or that all were taken off. The chart beside it does not speak of goods that are not there."""
    in_thousands = Case(Scenario(), products=own(OURS.assign(**{name: OURS[name] // 1000 for name in MONEY})))
    taken_off = Case(Scenario(goods_dropped=("110100",)), products=own(OURS[OURS["hs6"] == "110100"]))
    for case, reason in (
        (in_thousands, "none passes all filters, and “Kazakhstan exports at least” alone leaves out 5,0"),
        (taken_off, "all that pass the filters were taken off by hand"),
    ):
        assert case.results["basket_size"] == 0
        assert basket.exhibit(case).finding.startswith("No good is on the list: " + reason)
        assert build_up.exhibit(case).finding.startswith(
            "No good is on the list; the promise alone adds $0.50 bn"  # of 1.00, half runs in 2025 already
        )
        assert delivery.exhibit(case).finding.startswith("No good is on the list")
        assert "no good is on the list" in texts.numbers(case)[0].below
