"""What a reader made is there after a reload, a sleep and a restart, or one line says why not."""

import re

from playwright.sync_api import Page, expect

from engine import Scenario
from tests.browser.conftest import open_page, settled
from tests.browser.screen import Dial, address_becomes, box, dials_show, shows_numbers

HIGHER = Scenario(target=40.0)


def press(page: Page, key: str) -> None:
    box(page, key).get_by_role("button").first.click()


def made(page: Page, server: str) -> None:
    """A goal, then a scenario under a name."""
    open_page(page, server)
    press(page, "goal.goal_40_2030")
    address_becomes(page, HIGHER)
    press(page, "history")
    box(page, "history.name").get_by_role("textbox").fill("My plan")
    press(page, "history.keep")
    expect(page.locator("[class*='st-key-kept-']").get_by_role("button", name="My plan")).to_be_visible()
    page.keyboard.press("Escape")
    settled(page)


def is_there(page: Page) -> None:
    """Steps, shelf, and a way back that leads there."""
    press(page, "history")
    expect(page.locator("[class*='st-key-kept-']").get_by_role("button", name="My plan")).to_be_visible()
    steps = page.locator("[class*='st-key-step-']").get_by_role("button")
    expect(steps).to_have_text(["✓ Kept: My plan", "Goal for turnover: $35.0 bn → $40.0 bn", "As opened"])
    page.keyboard.press("Escape")


def test_a_reload_loses_nothing(page: Page, server: str) -> None:
    made(page, server)
    page.reload()
    settled(page)
    is_there(page)
