"""Charts: they follow a dial without being rebuilt, say in words, table and file what they show."""

import csv
import io

import pytest
from playwright.sync_api import Locator, Page, expect

from engine import Case, Scenario, evaluate, tables
from engine.tables import uncertainty as sure
from tests.browser.conftest import open_page, settled
from tests.browser.screen import (
    DRAWN,
    Dial,
    Figure,
    address_becomes,
    box,
    figures,
    shows_numbers,
    unfold_levers,
)

MARKS = "chart => [...chart.querySelectorAll('path[d], text')].map(e => e.getAttribute('d') ?? e.textContent).join()"


def cells(table: Locator) -> list[list[str]]:
    """A table's cells as assistive technology reads them, its heading first."""
    rows: list[list[str]] = table.locator("table[role=grid] tr").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('[role=columnheader], [role=gridcell]')]"
        ".map(cell => cell.textContent.trim()))"
    )
    return rows


def as_value(text: str) -> float | str:
    try:
        return float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        return text


FOLLOWED = (
    ("", "programme_value", 3.0),
    ("required_growth", "target", 47.0),
    ("goods", "goods_delivered", 60),
)


def test_charts_follow_a_dial_while_it_is_dragged(page: Page, server: str) -> None:
    """The first chart of each page, at each of four stops of the pointer, before the dial is let go.

    The drawing stays the same element: only its data change, nothing is built anew under a moving dial.
    """
    for path, name, end in FOLLOWED:
        open_page(page, server, path)
        figure, dial = Figure(page, figures(path)[0]), Dial(page, name)
        finding, start = figure.finding(), dial.value()
        page.mouse.move(*dial.point(start))
        page.mouse.down()
        figure.drawing.evaluate("drawing => { drawing.marked = true; }")
        for place in range(1, 5):
            drawn = figure.chart.evaluate(MARKS)
            page.mouse.move(*dial.point(start + (end - start) * place / 4))
            shows_numbers(page, Scenario().replace(**{name: dial.place()}), path)
            chart = figure.chart.element_handle()
            page.wait_for_function(f"([chart, drawn]) => ({MARKS})(chart) !== drawn", arg=[chart, drawn])
            assert figure.drawing.evaluate("drawing => drawing.marked === true")
        page.mouse.up()
        address_becomes(page, Scenario().replace(**{name: dial.value()}), path)
        expect(figure.heading).not_to_have_text(finding)


@pytest.mark.parametrize("path", DRAWN)
def test_words_table_and_file_of_every_chart_are_one(page: Page, server: str, path: str) -> None:
    """After a change too. Heading, alternative text and the table's name are the same sentence; the table, opened
    beside the chart, shows what the file has, cell by cell.
    """
    open_page(page, server, path)
    every, scenario = [Figure(page, key) for key in figures(path)], Scenario()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(len(every))
    before = [figure.finding() for figure in every]
    unfold_levers(page)
    for name, value in (("target", 50.0), ("programme_value", 0.5), ("target_year", 2035)):
        Dial(page, name).type(f"{value:g}")
        scenario = scenario.replace(**{name: value})
        address_becomes(page, scenario)
    settled(page, 200)
    assert before != [figure.finding() for figure in every]
    for figure in every:
        expect(figure.switch).not_to_be_checked()
        figure.show_table()
        settled(page)
    for figure in every:
        is_said_in_words(figure)
        shows_its_file(figure)


def is_said_in_words(figure: Figure) -> None:
    finding = figure.finding()
    assert len(finding) > 20
    expect(figure.chart).to_have_attribute("role", "graphics-document")
    expect(figure.chart).to_have_attribute("aria-label", finding)
    figure.table.scroll_into_view_if_needed()
    expect(figure.table.get_by_role("region")).to_have_attribute("aria-label", finding)
    # the cells, for those who cannot see the drawn ones
    expect(figure.table.locator("table[role=grid] [role=gridcell]").first).to_be_attached()


def shows_its_file(figure: Figure) -> None:
    data = figure.download()
    assert data.startswith(b"\xef\xbb\xbf"), "spreadsheets need the mark to read the file as UTF-8"
    file = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    shown = cells(figure.table)
    # a long or wide table shows a part of itself
    assert len(shown) > 3 and len(shown[0]) >= 2, figure.key
    assert shown[0] == file[0][: len(shown[0])]
    for row, wanted in zip(shown[1:], file[1:], strict=False):
        for cell, text in zip(row, wanted, strict=False):
            value = as_value(text)
            if isinstance(value, float):
                value = pytest.approx(value, abs=0.006)
            assert as_value(cell) == value, (figure.key, row, wanted)


def test_the_path_s_file_is_the_engine_s_path(page: Page, server: str) -> None:
    scenario = Scenario().replace(start="cn_2023", programme_value=2.5, target=60.0)
    open_page(page, server, query=scenario.to_query())
    box(page, "whole.path").locator("label").click()
    settled(page)
    whole = list(csv.reader(io.StringIO(Figure(page, "path").download().decode("utf-8-sig"))))
    wanted, fan = tables.path(Case(scenario)).query("series != 'half'"), sure.fan(Case(scenario))
    file, futures = whole[: len(wanted) + 1], whole[len(wanted) + 1 :]
    ahead = fan[fan["year"] >= fan.loc[fan["observed"], "year"].max()]
    quantiles = ahead.drop(columns=["year", "tested", "observed", "source"])
    assert [float(row[-1]) for row in futures] == pytest.approx(quantiles.to_numpy().T.ravel())
    assert [int(row[-2]) for row in file[1:]] == wanted["year"].tolist()
    assert [float(row[-1]) for row in file[1:]] == pytest.approx(wanted["turnover"].tolist())
    assert float(file[-1][-1]) == scenario.target
    assert evaluate(scenario)["turnover_at_target"] == pytest.approx(
        max(
            float(row[-1])
            for row in file[1:-1]
            if int(row[-2]) == scenario.target_year and row[0] == "projected"
        )
    )
