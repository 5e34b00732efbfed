"""A facilitator in a real browser: opens a room, takes the seat, steers with two tabs, by hand and by keyboard."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import open_page, settled
from tests.browser.screen import box
from tests.browser.test_accessibility import violations


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def room_opened(page: Page, server: str) -> str:
    """A room from the first template, this browser in its seat; gives its code."""
    open_page(page, server, "workshop")
    button(page, "Open the room").click()
    page.get_by_role("link", name="Steer it in this browser").click()
    page.wait_for_url(re.compile(r"/workshop\?room="))
    expect(button(page, "First question")).to_be_enabled()
    settled(page)
    return page.url.split("room=")[1][:6]


def test_a_room_is_opened_and_its_key_stays_in_no_address(page: Page, server: str) -> None:
    code = room_opened(page, server)
    assert len(page.context.pages) == 1 and "#" not in page.url
    (seat,) = [one for one in page.context.cookies() if one["name"] == f"r35f_{code}"]
    assert seat["httpOnly"] and seat["sameSite"] == "Lax" and seat["path"] == "/"
    page.reload()
    expect(button(page, "First question")).to_be_enabled()


def test_two_tabs_steer_one_room(page: Page, server: str) -> None:
    """The other tab follows by itself."""
    code = room_opened(page, server)
    other = page.context.new_page()
    open_page(other, server, "workshop", {"room": code})
    button(page, "First question").click()
    expect(button(page, "Freeze")).to_be_enabled()
    expect(button(other, "Freeze")).to_be_enabled()
    button(other, "Freeze").click()
    expect(button(page, "Next question")).to_be_enabled()
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_too_few_answers_are_one_sentence(page: Page, server: str) -> None:
    room_opened(page, server)
    button(page, "First question").click()
    button(page, "Reveal").click()
    expect(page.get_by_test_id("stAlert")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_the_code_off_the_screen(
    make_page: Callable[..., Page], server: str, scheme: str
) -> None:
    """It leads to the machine's address on its network, or, without one, to the one that the browser asked for."""
    page = make_page(color_scheme=scheme, viewport={"width": 1280, "height": 720})
    code = room_opened(page, server)
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    port = server.rpartition(":")[2]
    assert re.fullmatch(rf"http://\d+\.\d+\.\d+\.\d+:{port}/r/{code}", read.text)


def test_the_seat_is_taken_and_the_room_steered_by_keyboard(page: Page, server: str) -> None:
    open_page(page, server, "workshop")
    button(page, "Open the room").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Steer it in this browser").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/workshop\?room="))
    button(page, "First question").focus()
    page.keyboard.press("Enter")
    expect(button(page, "Freeze")).to_be_enabled()


def test_a_wrong_key_is_told_and_can_be_typed_again(page: Page, server: str) -> None:
    page.goto(f"{server}/f/ABC123#wrong")
    expect(page.get_by_role("status")).not_to_have_text(re.compile("^$|…"))
    assert "#" not in page.url
    expect(page.get_by_label("The key that was shown")).to_be_focused()
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_in_a_room(make_page: Callable[..., Page], server: str, width: int) -> None:
    """With every panel open, in light and dark; nothing stands beyond the side of a narrow screen."""
    page = make_page(color_scheme="light", viewport={"width": width, "height": 4000})
    room_opened(page, server)
    for key in ("people", "texts", "address", "keys", "journal", "home", "end"):
        box(page, f"room.{key}").locator("summary").click()
        settled(page)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.keyboard.press("r")
    settled(page)
    assert violations(page, "color-contrast") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
