"""Tables as files for spreadsheets. No text in them can be run as a formula; numbers stay numbers."""

import io
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

# where a program may see the beginning of a cell: at the start, behind the semicolon that parts cells in other countries,
# behind a tab or a line's end; then blanks, seen or unseen, and a sign that begins a formula, also in its full width
_FORMULA = re.compile(
    "(^|[;\t\r\n])(?=[\\s\x00-\x1f\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠])|^(?=[\t\r])"
)


def inert(text: str) -> str:
    """A text that stays one: with an apostrophe before whatever a spreadsheet would run, and one kind of line's end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORMULA.sub(r"\1'", lines)


def inert_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table with all its texts inert, its headings too."""

    def cells(column: pd.Series) -> pd.Series:
        if pd.api.types.is_numeric_dtype(column):
            return column
        return column.map(lambda cell: inert(cell) if isinstance(cell, str) else cell)

    return frame.apply(cells).set_axis(list(map(_heading, frame.columns)), axis=1)


def _heading(name: object) -> str:
    """A column's name; -2 above a column is a number, and not run."""
    text = str(name)
    return text if re.fullmatch(r"-?\d+(\.\d+)?", text) else inert(text)


def csv(frame: pd.DataFrame) -> str:
    """A table as CSV, without its index."""
    text: str = inert_table(frame).to_csv(index=False)
    return text


def xlsx(frames: Mapping[str, pd.DataFrame]) -> bytes:
    """Tables as a workbook, a sheet each, whose name is cut to what a tab holds."""
    import xlsxwriter  # only a reader who asks for a workbook needs it

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for name, frame in frames.items():
            write(book.add_worksheet(name[:31]), bold, frame.columns, frame.itertuples(index=False))
    return file.getvalue()


def write(sheet: Any, bold: Any, heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    """Fills a worksheet: headings that stay in view, and cells; what is not defined stays empty."""
    for column, head in enumerate(heads):
        sheet.write_string(0, column, _heading(head), bold)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            cell = plain(value)
            if isinstance(cell, str):
                sheet.write_string(number, column, inert(cell))  # never a formula, nor an address to open
            else:
                sheet.write(number, column, cell)
    sheet.autofit()


def plain(value: Any) -> Any:
    """A value as a cell holds it; what is not defined is an empty text."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if hasattr(value, "item"):
        value = value.item()
    return "" if value is None or (isinstance(value, float) and not math.isfinite(value)) else value
