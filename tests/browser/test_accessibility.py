"""For readers with a screen reader, low sight or no mouse: axe on every page in both themes."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from engine import presets
from pages.parts.exhibits.theme import LOOKS
from tests.browser.conftest import open_page, settled
from tests.browser.screen import PAGES, Dial, Figure, figures

AXE = Axe()
COLOURS = ("color-contrast", "link-in-text-block")  # the rules that look at colours


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds serious or critical, a line for each element; by all rules where none is named."""
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = AXE.run(page, options={"resultTypes": ["violations"], **only}).response["violations"]
    return [
        f"{rule['impact']} {rule['id']}: {node['target']} {node['html'][:120]} — {node['failureSummary']}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious_on_any_page(
    make_page: Callable[..., Page], server: str, path: str
) -> None:
    """By all rules in light; then, all else being the same, by those of colours in dark.

    On a screen so tall that every part is in view, for axe skips what is not; with settings that differ.
    """
    page = make_page(color_scheme="light", viewport={"width": 1280, "height": 4000})
    open_page(page, server, path, presets()["cautious"].to_query())
    page.locator("details:not([open]) > summary").evaluate_all("all => all.forEach(one => one.click())")
    settled(page, 1000)
    # on a slow machine a dial stands there before its words do
    expect(page.locator(".dial .label").filter(has_text=re.compile("^$"))).to_have_count(0)
    expect(page.locator("details:not([open])")).to_have_count(0)
    assert violations(page) == []
    turn_dark(page, path)
    expect(page.locator("details:not([open])")).to_have_count(0)
    assert violations(page, *COLOURS) == []


def turn_dark(page: Page, path: str) -> None:
    """As when evening comes to the reader's system; charts follow with the next run, which the key R asks for."""
    paper = f"rgb{tuple(bytes.fromhex(LOOKS['dark'].paper[1:]))}"
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", paper)
    page.keyboard.press("r")
    for key in figures(path):
        expect(Figure(page, key).drawing).to_have_css("background-color", paper)
    settled(page)


def test_axe_finds_nothing_serious_where_something_is_refused_or_opened(page: Page, server: str) -> None:
    """The first visit's page with a dial's note, a refused value, a warning about the link and a table."""
    open_page(page, server, query="target=999")
    dial = Dial(page, "programme_value")
    dial.info.click()
    dial.type("99")
    expect(dial.alert).to_be_visible()
    Figure(page, "path").show_table()
    expect(Figure(page, "path").table).to_be_visible()
    settled(page)
    assert violations(page) == []
