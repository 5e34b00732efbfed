"""The four tasks: each a click from the first screen, on a laptop, a projector and a phone; the what-ifs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from engine import Case, Scenario
from engine.load import WHAT_IFS
from pages.parts.texts import claim
from tests.browser.conftest import open_page, settled
from tests.browser.screen import address_becomes, box, path_of, shows_numbers

SCREENS = {"laptop": (1366, 640), "projector": (1280, 600), "phone": (390, 664)}


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True).locator("visible=true")


def what_if(page: Page, key: str) -> Locator:
    return box(page, f"what_if.{key}").get_by_role("button")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_task_is_one_click_from_the_first_screen(
    make_page: Callable[..., Page], server: str, screen: str
) -> None:
    width, height = SCREENS[screen]
    page = make_page(
        viewport={"width": width, "height": height}, is_mobile=width < 500, has_touch=width < 500
    )
    open_page(page, server)
    panels = [box(page, key).get_by_role("button").first for key in ("what_ifs", "save")]
    for door in (link(page, "Check a claim"), link(page, "Compare"), *panels):
        expect(door).to_be_in_viewport(ratio=1)
    panels[0].click()
    expect(what_if(page, "oil")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    panels[1].click()
    expect(box(page, "pdf").get_by_role("button").first).to_be_visible()
    page.keyboard.press("Escape")
    link(page, "Check a claim").click()
    page.wait_for_url(lambda url: path_of(url) == "claim", wait_until="commit")
    expect(page.get_by_role("heading", name=claim.verdict(Case()))).to_be_in_viewport(ratio=1)


def test_a_what_if_is_put_on_marked_and_taken_back(page: Page, server: str) -> None:
    """Several at once; what else is set stays, and the panel stays open."""
    open_page(page, server, query="programme_value=2&v=" + Scenario(programme_value=2).to_query()["v"])
    box(page, "what_ifs").get_by_role("button").first.click()
    asked = Scenario(programme_value=2)
    for key in ("oil", "no_corridors"):
        asked = asked.replace(**WHAT_IFS[key]["settings"])
        what_if(page, key).click()
        address_becomes(page, asked)
        shows_numbers(page, asked)
        expect(what_if(page, key)).to_have_text(f"✓ {WHAT_IFS[key]['label']}")
    what_if(page, "oil").click()
    left = asked.replace(oil_price_change=0.0)
    address_becomes(page, left)
    shows_numbers(page, left)
    expect(what_if(page, "oil")).to_have_text(WHAT_IFS["oil"]["label"])
    settled(page)
    expect(what_if(page, "no_corridors")).to_be_visible()
