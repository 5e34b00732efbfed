"""Tables as offices write them: the same values whatever the program, or a refusal; never other values."""

import csv
import io
import re
from itertools import cycle

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.encoding import decoded
from engine.load import PRODUCTS, products_from
from engine.message import Refusal
from engine.numerals import plain, six_digits

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
            text = written(change(rows_of(table, style)), mark, end)
            try:
                good += taken(text.encode(encoding), table)
            except (Refusal, AssertionError) as problem:
                print(damage, repr(mark), style, encoding, repr(end), str(problem)[:300])
    for damage, (change, said) in REFUSED.items():
        for _time in range(6):
            mark, style, encoding, end = next(dialect)
            text = written(change(rows_of(named(ENCODINGS[encoding]), style)), mark, end)
            try:
                products_from(io.BytesIO(text.encode(encoding, "replace")))
                print("TAKEN", damage, mark, style, encoding)
            except Refusal as problem:
                if said not in str(problem):
                    print(damage, repr(mark), style, encoding, problem)
            bad += 1
    assert good >= 400 and good + bad >= 500, (good, bad)
