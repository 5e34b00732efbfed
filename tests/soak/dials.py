"""Every dial of every page, moved by key to both ends and back in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from engine import Scenario
from tests.arbitrary import NUMBERS
from tests.browser.conftest import open_page, settled
from tests.browser.screen import DRAWN, PAGES, Dial, address_becomes, shows_numbers

pytest_plugins = ["tests.browser.conftest"]


def dials(page: Page) -> list[Dial]:
    """Those of a page and of its sidebar, whatever is folded away unfolded."""
    folded = page.locator("details:not([open]) > summary")
    folded.evaluate_all("all => all.forEach(one => one.click())")
    settled(page)
    found = [Dial(page, name) for name in NUMBERS]
    return [dial for dial in found if dial.range.count()]


def shows(page: Page, path: str, scenario: Scenario) -> None:
    """The address has arrived at a scenario, the big numbers are the engine's, nothing is broken."""
    address_becomes(page, scenario, path)
    if path in DRAWN:
        shows_numbers(page, scenario, path)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_every_dial_goes_to_both_ends_and_back(page: Page, server: str, path: str) -> None:
    open_page(page, server, path)
    found = dials(page)
    assert len(found) > 40
    for dial in found:
        stated = getattr(Scenario(), dial.name)
        for key, end in (("Home", dial.parameter.low), ("End", dial.parameter.high)):
            dial.range.press(key)
            assert dial.value() == pytest.approx(end), (dial.name, key)
            shows(page, path, Scenario().replace(**{dial.name: type(stated)(dial.value())}))
        if dial.reset.is_enabled():  # it is not where the highest value is the stated one
            dial.reset.press("Enter")
        shows(page, path, Scenario())
