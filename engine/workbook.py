"""A scenario as an Excel workbook: inputs, results by year, the goods and the sources, with live formulas to check by."""

import io
import math
from typing import Any

import pandas as pd

from engine import live, tables
from engine.case import Case
from engine.guard import vintage
from engine.live import Say
from engine.load import PARAMETERS, SOURCES, STARTING_POINTS
from engine.scenario import SETTINGS, Scenario
from engine.sheet import plain, write


def workbook(case: Case, _: Say = str) -> bytes:
    """The file's content. On two sheets formulas follow the inputs, the engine's own numbers beside them; the rest are values.

    `_` says texts in the reader's language; names of sheets and of cells stay, for formulas and programs use them.
    """
    import xlsxwriter  # only a reader who asks for a workbook needs it

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        bold = book.add_format({"bold": True})
        percent = book.add_format({"num_format": "0.00%"})
        _check(book.add_worksheet("Check"), case, bold, percent, _)
        live.write_live(book, bold, case, _)
        write(book.add_worksheet("Inputs"), bold, *_inputs(case.scenario, _))
        live.write_given(book, bold, case, _)
        write(book.add_worksheet("Results"), bold, *_titled(tables.scalars(case.results), _))
        write(book.add_worksheet("By year"), bold, *_table(tables.yearly(case.results)))
        write(book.add_worksheet("Goods"), bold, *_table(tables.basket(case)))
        write(book.add_worksheet("Sources"), bold, *_sources(_))
        _name_cells(book, tables.basket(case))
    return file.getvalue()


def _name_cells(book: Any, goods: pd.DataFrame) -> None:
    """Names for what the formulas read: every input, and two columns of the list of goods."""
    for row, name in enumerate(SETTINGS, start=2):
        book.define_name(name, f"=Inputs!$C${row}")
    last = max(len(goods), 1) + 1
    for name, column in {"goods_rank": "rank", "goods_unused": "unrealised"}.items():
        letter = live.letter(goods.columns.get_loc(column))
        book.define_name(name, f"=Goods!${letter}$2:${letter}${last}")


def _check(sheet: Any, case: Case, bold: Any, percent: Any, _: Say) -> None:
    """Growth needed, worked out by Excel from the cells above it, and by the engine."""
    scenario, results = case.scenario, case.results
    point = STARTING_POINTS[scenario.start]
    given = [
        (_("Starting year"), int(point["year"]), ""),
        (_("Turnover then"), float(point["turnover"]), _("billion US dollars a year, as the model counts")),
        (_("Goal year"), scenario.target_year, ""),
        (_("Goal"), float(scenario.target), _("billion US dollars a year, as the model counts")),
        (_("Added by the programme since the start"), float(results["programme_since_start"]), _("the same")),
    ]
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 2, 24)
    sheet.write_row(
        0, 0, [_("Road to 35: growth needed, to check"), "", _("data of {date}").format(date=vintage())], bold
    )
    for row, cells in enumerate(given, start=1):
        sheet.write_row(row, 0, cells)
    formulas = [
        (_("Growth needed"), '=IFERROR(MAX(0,(B5/B3)^(1/(B4-B2))-1),"")', "required_growth"),
        (
            _("Growth still needed with the programme"),
            '=IFERROR(MAX(0,((B5-B6)/B3)^(1/(B4-B2))-1),"")',
            "required_growth_with_programme",
        ),
    ]
    sheet.write_row(7, 0, ["", _("by this sheet"), _("by the model")], bold)
    for row, (title, formula, name) in enumerate(formulas, start=8):
        sheet.write(row, 0, title)
        value = float(results[name])
        sheet.write_formula(row, 1, formula, percent, value if math.isfinite(value) else "")
        sheet.write(row, 2, plain(value), percent)
    if not case.products.source:
        said = _("The goods come from a product table of your own; no link and no code holds it.")
        sheet.write(11, 0, said)


def _inputs(scenario: Scenario, _: Say) -> tuple[list[str], list[list[Any]]]:
    heads = ["name", *map(_, ("title", "value", "unit", "choice or assumption", "grade", "source"))]
    rows = []
    for name in SETTINGS:
        q = PARAMETERS[name]
        sources = "; ".join(SOURCES[key].title for key in q.source)
        rows.append([name, _(q.title), plain(getattr(scenario, name)), q.unit, q.kind, q.grade, sources])
    return heads, rows


def _sources(_: Say) -> tuple[list[str], list[list[Any]]]:
    heads = ["title", "producer", "address", "published", "read", "licence", "what we did"]
    heads = [*map(_, heads)]
    return heads, [
        [s.title, s.producer, s.url, s.published, s.read, s.licence, s.steps] for s in SOURCES.values()
    ]


def _titled(frame: pd.DataFrame, _: Say) -> tuple[list[str], list[Any]]:
    heads, rows = _table(frame.assign(title=frame["title"].map(_)))
    return [heads[0], *map(_, heads[1:])], rows


def _table(frame: pd.DataFrame) -> tuple[list[str], list[Any]]:
    return list(frame.columns), list(frame.itertuples(index=False))
