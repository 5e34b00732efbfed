"""What a reader takes away: files of a scenario, and a chart that lives, or stands still, within another page."""

import io
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlsplit

from playwright.sync_api import Frame, Page, expect
from pypdf import PdfReader

from engine import PARAMETERS, Case, Scenario, presets
from pages.parts.documents.content import BRIEF, content
from pages.parts.documents.page import html
from pages.parts.exhibits import path
from tests.browser.conftest import TIMEOUT_MS, open_page, settled
from tests.browser.screen import Dial, box, query_of

SCENARIO = Scenario(target=40.0, programme_value=1.5)


def opened(page: Page, key: str) -> None:
    box(page, key).get_by_role("button").first.click()
    settled(page)


def lines(page: Page) -> list[str]:
    """The two lines of HTML that the overview's chart offers: live, and with settings fixed."""
    opened(page, "more.path")
    codes = page.get_by_test_id("stPopoverBody").locator("code").all_inner_texts()
    return [code for code in codes if code.startswith("<iframe")]


def within(page: Page, line: str) -> Frame:
    """Another site's page with that line in it, and the view inside."""
    page.set_content(f"<h1>Somebody's article</h1>{line}")
    frame = page.frames[1]
    frame.locator("h1").wait_for()
    expect(frame.get_by_test_id("stVegaLiteChart").locator("svg.marks, canvas.marks")).to_have_count(1)
    return frame


def shows(frame: Frame, scenario: Scenario) -> None:
    expect(frame.locator("h1")).to_have_text(path.exhibit(Case(scenario)).finding)


def test_a_chart_lives_within_another_page(page: Page, make_page: Callable[..., Page], server: str) -> None:
    """Its dials move it; the reader's way back through the article is left alone."""
    live, _frozen = lines(open_page(page, server, query=SCENARIO.to_query()))
    assert SCENARIO.settings().items() <= query_of(unescape(live).split('"')[1]).items()
    article = make_page()
    frame = within(article, live)
    shows(frame, SCENARIO)
    length = article.evaluate("history.length")
    dial = Dial(frame, "programme_value")  # type: ignore[arg-type]
    dial.has(SCENARIO.programme_value)
    dial.type("3")
    shows(frame, SCENARIO.replace(programme_value=3.0))
    assert article.evaluate("history.length") == length
    expect(frame.get_by_test_id("stSidebar")).to_have_count(0)
    # the whole page opens with what the reader has made of it
    opening = frame.get_by_role("link", name="Open in Road to 35")
    expect(opening).to_have_attribute("href", re.compile("programme_value=3"))
    link = opening.get_attribute("href")
    assert link and query_of(link) == SCENARIO.replace(programme_value=3.0).settings()
    assert urlsplit(link).netloc == urlsplit(server).netloc


def test_a_frozen_chart_holds_every_setting_and_has_no_dials(
    page: Page, make_page: Callable[..., Page], server: str
) -> None:
    _live, frozen = lines(open_page(page, server, query=SCENARIO.to_query()))
    assert set(PARAMETERS) & set(query_of(unescape(frozen).split('"')[1])) == set(SCENARIO.to_dict())
    frame = within(make_page(), frozen)
    shows(frame, SCENARIO)
    expect(frame.get_by_role("slider")).to_have_count(0)
    expect(frame.get_by_test_id("stAlert")).to_contain_text("The results are the same")


def test_the_page_gives_its_documents(page: Page, server: str) -> None:
    """Made when they are asked for: one page, slides, workbook, the file of the scenario."""
    open_page(page, server, query=SCENARIO.to_query())
    opened(page, "save")
    heads = {"pdf": b"%PDF-", "html": b"<!DOCTYPE html>", "pptx": b"PK", "xlsx": b"PK", "json": b"{"}
    for kind, head in heads.items():
        with page.expect_download(timeout=3 * TIMEOUT_MS) as found:
            box(page, kind).get_by_role("button").first.click()
        assert found.value.suggested_filename == f"road-to-35.{kind}"
        data = found.value.path().read_bytes()
        assert data.startswith(head)
    assert Scenario.from_json(data.decode()) == SCENARIO


def test_the_page_to_print_is_one_sheet(make_page: Callable[..., Page]) -> None:
    """With what the statement names and what we assume on it, for every ready-made scenario."""
    page = make_page()
    for name, scenario in presets().items():
        page.set_content(html(content(Case(scenario), "https://road.example/", BRIEF)))
        sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert len(sheets) == 1, name
        text = " ".join(sheets[0].extract_text().split())
        assert "Our defaults, where it says nothing:" in text, name
