"""No page asks anybody but its own server for anything, and nothing of it is refused by its own policy."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from pages.parts.sitemap import NAMES
from tests.browser.conftest import open_page, settled
from tests.browser.screen import box

POLICY = "Content Security Policy"


class Watched:
    """A page without a network but its own server's: what it asked others for, and what its policy refused."""

    def __init__(self, page: Page, server: str) -> None:
        self.outside: list[str] = []
        self.refused: list[str] = []
        host = urlsplit(server).netloc

        def meet(route) -> None:
            found = urlsplit(route.request.url)
            if found.scheme in ("http", "https", "ws", "wss") and found.netloc != host:
                self.outside.append(route.request.url)
                route.abort()
            else:
                route.continue_()

        page.route("**/*", meet)
        page.on("console", lambda said: self.refused.append(said.text) if POLICY in said.text else None)
        page.on(
            "websocket",
            lambda socket: self.outside.append(socket.url) if urlsplit(socket.url).netloc != host else None,
        )

    def nothing(self) -> None:
        assert (self.outside, self.refused) == ([], [])


@pytest.mark.parametrize("name", [*NAMES, "?embed=true&chart=path", "screen"])
def test_every_page_is_whole_without_anybody_else(
    make_page: Callable[..., Page], server: str, name: str
) -> None:
    page = make_page()
    watched = Watched(page, server)
    open_page(page, server, name)
    if name not in ("workshop", "sources", "screen", "compare"):
        expect(page.get_by_test_id("stVegaLiteChart").locator("svg").first).to_be_visible()
    watched.nothing()


def test_what_is_opened_and_taken_asks_nobody_else_either(
    make_page: Callable[..., Page], server: str
) -> None:
    """Panels, a file, a picture, a moved dial, another language; and a policy does refuse what is not ours."""
    page = make_page()
    watched = Watched(page, server)
    open_page(page, server)
    for key in ("send", "save"):
        box(page, key).get_by_role("button").first.click()
        settled(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="The scenario as a file (JSON)").click()
    assert taken.value.path().stat().st_size > 100
    page.keyboard.press("Escape")
    page.get_by_role("slider", name="Goal year").first.press("ArrowRight")
    settled(page)
    page.emulate_media(color_scheme="dark")
    settled(page)
    watched.nothing()
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.foreign = 1' }))"
    )
    page.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://road.example/x.png' }))")
    page.wait_for_timeout(300)
    assert page.evaluate("window.foreign") is None, "a script that somebody slips in is not run"
    assert len(watched.refused) == 2 and watched.outside == []
