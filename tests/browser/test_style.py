"""The look that is put on top of Streamlit's: every rule still finds what it was written for."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ROOT, open_page, settled
from tests.browser.screen import Figure, box

PARTS = ROOT / "pages" / "parts"
# what a rule names that only another test makes happen: a file that cannot be made (test_pictures.py), one that the browser
# refuses (test_upload.py), a server that is gone (test_keep.py), a run that goes on
ELSEWHERE = ("stDownloadButtonError", "stFileChipIconError", "data-test-connection-state", "data-stale")
# what stands on the page of a workshop alone
WORKSHOP = ("st-key-room", "road-go", "stBaseButton-primary")
# what stands on a small screen alone
SMALL = ("st-key-doors", "st-key-menu", "details[open]", "st-key-plot-ladder", "st-key-plot-crossings")


def selectors(file: str) -> list[str]:
    """The selectors of a style sheet, without what stands for a part of an element that is no element, or for a pointer."""
    text = re.sub(r"/\*.*?\*/", "", (PARTS / file).read_text(encoding="utf-8"), flags=re.S)
    heads = re.findall(r"([^{}]+)\{(?=[^{}]*\})", text)
    return [
        re.sub(r"::\w+|:(hover|visited)\b", "", one).strip()
        for head in heads
        for one in re.split(r",(?![^(]*\))", head)
    ]


def missing(page: Page, file: str) -> set[str]:
    found = selectors(file)
    assert len(found) > 1
    left = [one for one in found if not any(name in one for name in (*ELSEWHERE, *SMALL, *WORKSHOP))]
    return {one for one in left if not page.locator(one).count()}


def test_every_rule_of_the_page_finds_something(page: Page, server: str) -> None:
    """On the overview with a table, the history and a step that can be undone."""
    open_page(page, server, query={"target": "40"})
    Figure(page, "path").show_table()
    settled(page)
    box(page, "goal.goal_100").get_by_role("button").click()
    settled(page)
    box(page, "what_ifs").get_by_role("button").click()
    settled(page)
    assert page.locator('[class*="st-key-what_if-"] button').count()
    page.keyboard.press("Escape")
    box(page, "history").get_by_role("button").click()
    settled(page)
    assert missing(page, "page.css") == {'[class*="st-key-what_if-"] button'}


def test_every_rule_of_a_small_screen_finds_something(make_page: Callable[..., Page], server: str) -> None:
    """With its menu unfolded, and on the pages with a chart of rows and with a map."""
    phone = make_page(viewport={"width": 390, "height": 740}, is_mobile=True, has_touch=True)
    # what a first run alone draws is gone by now
    lasting = [one for one in selectors("page.css") if ":not(.st-key-menu" not in one]
    left = [one for one in lasting if any(name in one for name in SMALL)]
    assert len(left) > 3
    for path in ("", "required_growth", "border"):
        open_page(phone, server, path)
        box(phone, "menu").locator("summary").click()
        settled(phone)
        left = [one for one in left if not phone.locator(one).count()]
    assert left == []


def test_every_rule_of_a_workshop_finds_something(page: Page, server: str) -> None:
    left = [one for one in selectors("page.css") if any(name in one for name in WORKSHOP)]
    assert len(left) > 3
    open_page(page, server, "workshop")
    for name in ("button", "link"):  # the form, the keys, and the room itself
        left = [one for one in left if not page.locator(one).count()]
        page.get_by_role(name, name=re.compile("^(Open the room|Steer it in this browser)")).click()  # type: ignore[arg-type]
        page.locator(".road-go, .st-key-room-counts").first.wait_for()
        settled(page)
    left = [one for one in left if not page.locator(one).count()]
    assert left == []


def test_every_rule_of_an_embedded_chart_finds_something(page: Page, server: str) -> None:
    open_page(page, server, query={"embed": "true", "chart": "path"})
    assert missing(page, "embed.css") == set()


@pytest.mark.parametrize("fault", [".stMain .nothing-there"])
def test_a_rule_that_finds_nothing_is_seen(
    page: Page, server: str, fault: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr("tests.browser.test_style.selectors", lambda _file: [fault, "h1"])
    open_page(page, server)
    assert missing(page, "page.css") == {fault}
