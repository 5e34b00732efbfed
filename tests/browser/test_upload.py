"""A reader's own product table: taken, or refused with row, column and reason; and goods added by hand."""

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from engine import Case, Scenario, tables
from engine.load import AMOUNTS, PRODUCTS, ROOT, products_from
from pages.parts.exhibits import basket as chart
from pages.parts.texts import goods as texts
from tests.browser.conftest import open_page, settled
from tests.browser.screen import Figure, address_becomes, box, dials_show, shows_numbers

SCENARIO = Scenario().replace(
    programme_value=1.5, weights="data", failure_order="largest_first", goods_delivered=40
)


@pytest.fixture
def lines() -> list[str]:
    """The first hundred goods of our own table, under its heading; an interval of it, so that chapters differ."""
    every = (ROOT / "data/products_2024.csv").read_text(encoding="utf-8").splitlines()
    return [every[0], *every[40::45][:100]]


def opened(page: Page, server: str) -> Locator:
    """The goods page with the part open where the list is made."""
    open_page(page, server, "goods", SCENARIO.to_query())
    part = box(page, "method").locator("details")
    part.locator("summary").click()
    expect(box(page, "basket.goods_added").get_by_role("textbox")).to_be_visible()
    return part


def upload(page: Page, lines: list[str]) -> None:
    send(page, "\n".join(lines).encode())


def send(page: Page, content: bytes, name: str = "mine.csv") -> None:
    box(page, "upload").locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )


def markdown(page: Page, text: str) -> Locator:
    return page.get_by_test_id("stMain").get_by_text(text.split(". ")[0])


def listed(page: Page) -> list[str]:
    """The codes on the list, by the file of its chart."""
    rows = list(csv.reader(io.StringIO(Figure(page, "basket").download().decode("utf-8-sig"))))
    return [row[1] for row in rows[1:]]


def test_a_table_of_the_right_form_takes_the_place_of_ours_until_the_reader_goes_back(
    page: Page, server: str, lines: list[str]
) -> None:
    part = opened(page, server)
    own = products_from(io.BytesIO("\n".join(lines).encode()))
    mine, ours = Case(SCENARIO, products=own), Case(SCENARIO)
    assert chart.exhibit(mine).finding != chart.exhibit(ours).finding
    basket = Figure(page, "basket")

    upload(page, lines)
    expect(basket.heading).to_have_text(chart.exhibit(mine).finding)
    expect(markdown(page, texts.caveat(mine))).to_be_visible()  # the page says whose table it is
    shows_numbers(page, SCENARIO, "goods", products=own)
    assert listed(page) == tables.basket(mine)["hs6"].tolist()

    part.get_by_test_id("stButton").get_by_role("button").click()  # the only one: back to our table
    expect(basket.heading).to_have_text(chart.exhibit(ours).finding)
    expect(markdown(page, texts.caveat(ours))).to_be_visible()
    shows_numbers(page, SCENARIO, "goods")
    expect(box(page, "upload").locator("input[type=file]")).to_have_count(1)


def test_a_table_with_text_for_a_number_is_refused_with_row_column_and_reason(
    page: Page, server: str, lines: list[str]
) -> None:
    """Nothing else is lost: scenario, list and numbers stay; the right table is taken afterwards."""
    part = opened(page, server)
    heading = lines[0].split(",")
    column = "china_imports_usd"
    cells = next(csv.reader([lines[4]]))
    cells[heading.index(column)] = "a lot"
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    bad = [*lines[:4], text.getvalue(), *lines[5:]]  # the fifth row of the file, its heading counted

    upload(page, bad)
    refusal = part.get_by_role("alert")
    expect(refusal).to_be_visible()
    said = refusal.inner_text()
    assert column in said and "a lot" in said
    assert "number" in said.replace(column, "")
    assert re.search(r"(?<![\d.,])5(?![\d]|[.,]\d)", said), said  # a row is a whole number
    settled(page)
    address_becomes(page, SCENARIO, "goods")
    shows_numbers(page, SCENARIO, "goods")
    dials_show(page, SCENARIO, ("programme_value", "goods_delivered"))
    expect(Figure(page, "basket").heading).to_have_text(chart.exhibit(Case(SCENARIO)).finding)
    assert page.get_by_test_id("stException").count() == 0

    upload(page, lines)
    own = products_from(io.BytesIO("\n".join(lines).encode()))
    expect(Figure(page, "basket").heading).to_have_text(chart.exhibit(Case(SCENARIO, products=own)).finding)
    expect(refusal).to_have_count(0)


def test_a_good_added_by_hand_is_on_the_list_and_an_unknown_code_gets_a_sentence(
    page: Page, server: str
) -> None:
    opened(page, server)
    before = tables.basket(Case(SCENARIO))["hs6"].tolist()
    code = next(code for code in PRODUCTS.hs6.tolist() if code not in before)
    field = box(page, "basket.goods_added").get_by_role("textbox")
    field.fill(code)
    field.press("Enter")
    scenario = SCENARIO.replace(goods_added=(code,))
    address_becomes(page, scenario, "goods")
    settled(page)
    wanted = tables.basket(Case(scenario))["hs6"].tolist()
    assert code in wanted
    assert listed(page) == wanted
    assert box(page, "row.problems").get_by_role("alert").count() == 0

    field.fill("70190 '0702.00")  # a zero was lost, and what others put around and between the digits
    field.press("Enter")
    address_becomes(page, SCENARIO.replace(goods_added=("070190", "070200")), "goods")
    expect(field).to_have_value(
        "070190, 070200"
    )  # the page writes back what it took: before that, typing is lost
    field.fill(code)
    field.press("Enter")
    address_becomes(page, scenario, "goods")

    assert "999999" not in PRODUCTS.hs6
    field.fill("999999")
    field.press("Enter")
    expect(box(page, "row.problems").get_by_role("alert")).to_be_visible()
    settled(page)
    address_becomes(page, scenario, "goods")  # what was picked before stays
    field.fill(f"{code} 999999")
    field.press("Enter")
    sentence = box(page, "row.problems").get_by_role("alert")
    expect(sentence).to_be_visible()
    assert "999999" in sentence.inner_text() and code not in sentence.inner_text()
    settled(page)
    address_becomes(page, scenario, "goods")  # the known code stays


def test_a_table_in_thousands_from_excel_is_asked_about_and_put_right(page: Page, server: str) -> None:
    """Semicolons, decimal commas, Windows's encoding, lost zeros: taken, and its totals are shown beside ours."""
    opened(page, server)
    table = PRODUCTS.table.iloc[::40]
    in_thousands = table.assign(**{name: table[name] / 1000 for name in AMOUNTS})
    in_thousands["hs6"] = in_thousands["hs6"].str.lstrip("0")
    in_thousands["description"] = "Русское название"
    send(page, in_thousands.to_csv(index=False, sep=";", decimal=",").encode("cp1251"), "Таблица.csv")
    question = page.get_by_test_id("stMain").get_by_role("alert")
    expect(question).to_contain_text("Are its figures in thousands of dollars?")
    yes, no = (
        page.get_by_role("button", name=text) for text in ("Yes, multiply by 1,000", "No, they are dollars")
    )
    main = page.get_by_test_id("stMain")
    expect(
        main.get_by_text(f"{table['hs6'].str.startswith('0').sum()} codes had lost the zero")
    ).to_be_visible()
    expect(Figure(page, "basket").heading).to_contain_text("No good is on the list: none passes all filters")

    yes.click()
    expect(question).to_have_count(0)
    totals = main.get_by_role("table").filter(has_text="Your table")
    expect(totals).to_have_count(1)  # at first the old one may still stand beside it
    settled(page)
    cells = totals.get_by_role("cell").all_inner_texts()
    assert len(cells) == 20 and all(cells[k + 1] == cells[k + 2] for k in range(0, 20, 4))
    own = products_from(io.BytesIO(table.to_csv(index=False).encode()))
    expect(Figure(page, "basket").heading).to_have_text(chart.exhibit(Case(SCENARIO, products=own)).finding)

    box(page, "method").get_by_role("button", name="Go back to our table").click()
    send(page, in_thousands.to_csv(index=False).encode())
    no.click()
    expect(question).to_have_count(0)
    expect(totals).to_have_count(1)
    expect(totals).to_be_visible()


def test_the_reason_of_a_refused_file_goes_when_the_next_is_tried(page: Page, server: str) -> None:
    """Also where the browser itself refuses the next, for it is too big."""
    part = opened(page, server)
    send(page, b"a,b\n1,2\n")
    reason = part.get_by_role("alert").filter(has_text="hs6")
    expect(reason).to_be_visible()
    send(page, b"x" * 6_000_000)
    expect(reason).to_be_hidden()
    said = box(page, "own_table").evaluate("box => getComputedStyle(box, '::after').content")
    assert "5 MB" in said
    send(page, b"hs6,description\n")
    expect(part.get_by_role("alert").filter(has_text="exports_to_china_usd")).to_be_visible()
    expect(reason).to_have_count(0)
