"""Languages in a real browser: the switch and what it keeps, the first byte, and the first screen at the words' real lengths."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from pages.parts import languages
from tests.browser.conftest import open_page, settled
from tests.browser.screen import box
from tests.browser.test_accessibility import violations

OTHERS = [code for code in languages.OWN_NAMES if code != languages.USUAL]
LAPTOP, PHONE = {"width": 1366, "height": 640}, {"width": 390, "height": 664}
# how much of the drawing lies within the window
IN_VIEW = """() => {
    const { top, bottom } = document.querySelector('.st-key-plot-path svg.marks').getBoundingClientRect();
    return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / (bottom - top);
}"""


def test_a_switch_keeps_the_scenario_and_the_browser_keeps_the_choice(page: Page, server: str) -> None:
    open_page(page, server, "goods", {"target": "40", "lang": "ru"})
    expect(page.get_by_role("heading", level=1)).to_have_text("135 товаров")
    assert page.evaluate("document.documentElement.lang") == "ru"
    box(page, "language").get_by_role("button").click()
    page.get_by_text("Қазақша", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("135 тауар")
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    settled(page)
    assert "lang=" not in page.url and "target=40" in page.url
    page.reload(wait_until="commit")
    assert page.locator("html").get_attribute("lang") == "kk", "before any script has run"
    expect(page.get_by_role("heading", level=1)).to_have_text("135 тауар")
    open_page(page, server, "border")
    expect(page.get_by_role("heading", level=1)).to_have_text("Шекара")


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_first_screen_holds_at_the_real_lengths(
    make_page: Callable[..., Page], server: str, code: str, size: dict[str, int]
) -> None:
    """Chart in view, pages in one row, nothing beyond the side; named, not guessed, by the browser's own language."""
    page = make_page(viewport=size, locale=code)
    open_page(page, server)
    expect(page.locator("html")).to_have_attribute("lang", code)
    assert page.evaluate(IN_VIEW) >= 0.9
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if size is LAPTOP:
        row = box(page, "navigation").bounding_box()
        assert row and row["height"] < 50


@pytest.mark.parametrize("code", OTHERS)
def test_axe_finds_nothing_in_another_language(
    make_page: Callable[..., Page], server: str, code: str
) -> None:
    page = make_page(color_scheme="light", locale=code)
    open_page(page, server)
    assert violations(page) == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_phone_in_a_workshop_speaks_its_own_language(
    make_page: Callable[..., Page], server: str, code: str
) -> None:
    page = make_page(viewport=PHONE, locale=code)
    page.goto(f"{server}/r")
    assert page.locator("html").get_attribute("lang") == code
    expect(page.locator("main")).not_to_have_text(re.compile(r"[A-Za-z]{4,}"))
