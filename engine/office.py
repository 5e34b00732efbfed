"""A table as office programs write it: CSV of any dialect and encoding, or a workbook; bytes in, cells under a heading out."""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

import openpyxl
import pandas as pd

from engine.encoding import decoded
from engine.message import Amount, Message, Refusal
from engine.text import cleaned

Grid = list[tuple[int, list[Any]]]  # rows that are not empty, each with its number in the file

_FIRST = 100  # the rows among which the heading is looked for
_MARKS = ",;\t|"
_TOLD = re.compile(r'"?sep=(.)"?[,;\t|]*\n', re.IGNORECASE)
_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LARGEST = 50_000_000  # bytes that a workbook may unfold to
_LAST_ROW, _LAST_COLUMN = 1_048_576, 100
# at files that are damaged, of another kind, or locked, zipfile raises the first five (where it does not know how a part
# was packed, or needs a password, a RuntimeError), and openpyxl, which checks little of what it reads, the others
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError),
    *(SyntaxError, LookupError, ValueError, TypeError, AttributeError),
)


def cells(content: bytes, known: Sequence[str]) -> pd.DataFrame:
    """The columns of a file whose names are known, by row of the file: texts, in workbooks numbers too.

    The heading may stand below title rows, its names in other letters and with blanks. Refusal where it is no table.
    """
    if content.startswith(_OLD_WORKBOOK):
        raise Refusal(Message("This is an old or protected workbook; save it as XLSX, or as CSV UTF-8."))
    grids = _sheets(content) if content.startswith(_WORKBOOK) else [_rows(_text(content), known)]
    grid = max(grids, key=lambda rows: _best(rows, known)[1])
    if not grid:
        raise _no_csv(Message("it is empty"))
    return _under_heading(grid, known)


def _no_csv(reason: Message) -> Refusal:
    return Refusal(Message("This is not a readable CSV table: {reason}.", {"reason": reason}))


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _text(content: bytes) -> str:
    try:
        return cleaned(decoded(content)).replace("\r\n", "\n").replace("\r", "\n")
    except Refusal as problem:
        raise _no_csv(problem.message) from None


def _rows(text: str, known: Sequence[str]) -> Grid:
    """A text's rows, divided by the mark that its first line tells or that gives the best heading."""
    if told := _TOLD.match(text):
        return _divided(text[told.end() :], told[1])
    mark = max(_MARKS, key=lambda mark: _best(_filled(_first(text, mark)), known)[1])
    grid = _divided(text, mark)
    if all(len(row) == 1 for _number, row in grid):  # a row that was quoted as a whole
        inner = "\n".join(row[0] for _number, row in grid)
        return _rows(inner, known) if len(inner) < len(text) else grid
    return grid


def _first(text: str, mark: str) -> Iterator[list[str]]:
    try:
        yield from islice(csv.reader(StringIO(text), delimiter=mark), _FIRST)
    except csv.Error:
        return


def _divided(text: str, mark: str) -> Grid:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(StringIO(text), delimiter=mark, strict=True))
    except csv.Error:
        row = Amount(len(rows) + 1, "row")
        raise _no_csv(
            Message("row {row} has a quotation mark that is not closed, or one within a cell", {"row": row})
        ) from None
    if len(rows) > 1 and len(rows[-1]) < len(rows[-2]) and not text.endswith("\n"):
        raise _no_csv(Message("row {row}, the last one, is cut off", {"row": Amount(len(rows), "row")}))
    return _filled(rows)


def _sheets(content: bytes) -> list[Grid]:
    """A workbook's sheets; read row by row, for a single cell far out must not fill the memory."""
    unreadable = Refusal(Message("This workbook cannot be read; save its table as XLSX or CSV UTF-8."))
    try:
        parts = zipfile.ZipFile(BytesIO(content)).infolist()
        if sum(part.file_size for part in parts) > _LARGEST:
            raise unreadable
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        return [_filled(_of_sheet(sheet)) for sheet in book.worksheets]
    except _BROKEN:
        raise unreadable from None


def _of_sheet(sheet: Any) -> Iterator[list[Any]]:
    sheet.reset_dimensions()  # what a workbook says of its size may be wrong
    for row in sheet.iter_rows(max_row=_LAST_ROW, max_col=_LAST_COLUMN, values_only=True):
        cells = [_cell(value) for value in row]
        while cells and cells[-1] == "":
            cells.pop()
        yield cells


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if type(value) in (int, float) else cleaned(str(value))


def _filled(rows: Any) -> Grid:
    return [(number, row) for number, row in enumerate(rows, start=1) if any(map(_said, row))]


def _said(cell: Any) -> bool:
    return str(cell).strip() != ""


# ── Columns ──────────────────────────────────────────────────────────────────────────────────────────────────


def _name(cell: Any) -> str:
    return re.sub(r"\W+", "_", str(cell).strip().strip("'\"").strip()).casefold()


def _best(grid: Grid, known: Sequence[str]) -> tuple[int, int]:
    """The place of the likeliest heading, and how many of the known names it has."""
    scores = [len(set(map(_name, row)) & set(known)) for _number, row in grid[:_FIRST]]
    return (scores.index(max(scores)), max(scores)) if scores else (0, 0)


def _under_heading(grid: Grid, known: Sequence[str]) -> pd.DataFrame:
    place, score = _best(grid, known)
    if not score:
        return pd.DataFrame()
    names = [_name(cell) for cell in grid[place][1]]
    for name in known:
        if names.count(name) > 1:
            raise Refusal(Message("The table has the column “{column}” twice.", {"column": name}))
    width = max((k for k, name in enumerate(names, start=1) if name), default=0)
    body = grid[place + 1 :]
    _must_fit(body, width, len(names))
    columns = {name: k for k, name in enumerate(names) if name in known}
    return pd.DataFrame(
        {name: [row[k] if k < len(row) else "" for _number, row in body] for name, k in columns.items()},
        index=[number for number, _row in body],
        dtype=object,
    )


def _must_fit(body: Grid, width: int, headings: int) -> None:
    """No row says anything beyond the heading, and empty cells more stand in all rows alike: else columns may have moved."""
    longest = max((len(row) for _number, row in body), default=0)
    uneven = longest > headings and any(len(row) != longest for _number, row in body)
    for number, row in body:
        said = max((k for k, cell in enumerate(row, start=1) if _said(cell)), default=0)
        if said > width or (uneven and len(row) > headings):
            found = {"row": number, "found": len(row), "expected": width}
            raise Refusal(
                Message(
                    "Row {row} has more cells than the heading ({found} for {expected}).",
                    {key: Amount(value, "row") for key, value in found.items()},
                )
            )
