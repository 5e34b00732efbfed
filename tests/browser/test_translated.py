"""A page that the browser translates: never an old number, never a stack trace."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from engine import Scenario
from tests.browser.conftest import open_page, settled
from tests.browser.screen import DRAWN, PAGES, Dial, Figure, address_becomes, box, figures, path_of

# What translators do: every text gets elements around it, again after each change; drawings, code, fields and what is
# marked are left alone. Four ways to take a text out, in turn.
TRANSLATOR = """
const LEFT = 'head, svg, canvas, code, pre, script, style, textarea, input, [translate=no], .notranslate, font';
const WAYS = [
    (text, outer) => text.replaceWith(outer),
    (text, outer) => { text.before(outer); text.remove(); },
    (text, outer) => { const { parentNode, nextSibling } = text; text.remove(); parentNode.insertBefore(outer, nextSibling); },
    (text, outer, inner) => { text.before(outer); inner.replaceChildren(text); },
];
let count = 0;
const translate = () => {
    watch.disconnect();
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
        if (!text.data.trim() || text.parentElement.closest(LEFT)) continue;
        const outer = document.createElement('font'), inner = document.createElement('font');
        outer.append(inner);
        inner.append(text.data);
        WAYS[count++ % WAYS.length](text, outer, inner);
    }
    look();
};
let waiting;
const soon = () => { clearTimeout(waiting); waiting = setTimeout(translate, WAIT); };
const watch = new MutationObserver(WAIT ? soon : translate);
const look = () => watch.observe(document, { childList: true, subtree: true, characterData: true });
look();
"""
# what is written on the page, but for the tables that screen readers find within a chart's canvas
WRITTEN = """() => [...document.querySelectorAll('[data-testid="stMain"], [data-testid="stSidebar"]')]
    .map(part => part.innerText.replace(/\\s+/g, ' ')).join(' | ')"""


def translated(page: Page, wait_ms: int) -> Page:
    page.add_init_script(TRANSLATOR.replace("WAIT", str(wait_ms)))
    return page


def same(page: Page, fresh: Page) -> None:
    """The page shows what a new visitor sees at its address, who has no translator."""
    settled(page, 200)
    settled(fresh, 200)
    # who comes by the link sees what it changed; who made it did not come by one
    fresh.add_style_tag(content=".st-key-arrival { display: none }")
    assert page.get_by_test_id("stException").count() == 0
    assert page.evaluate("document.querySelectorAll('font font').length") > 50
    assert page.evaluate(WRITTEN) == fresh.evaluate(WRITTEN)


@pytest.mark.parametrize("paths", [PAGES[:5], PAGES[5:]], ids=["first half", "second half"])
def test_every_page_shows_what_it_shows_untranslated(
    make_page: Callable[..., Page], server: str, paths: tuple[str, ...]
) -> None:
    """While dials move, tables open, and pages change."""
    page, fresh = translated(make_page(), 50), make_page()
    open_page(page, server, paths[0])
    for place, path in enumerate(PAGES):
        if path not in paths:
            continue
        scenario = Scenario(target=36.0 + place)
        fresh.goto(f"{server}/{path}?{urlencode(scenario.to_query())}", wait_until="commit")
        if path != paths[0]:
            box(page, "navigation").get_by_role("link").nth(place).click()
            page.wait_for_url(lambda url, wanted=path: path_of(url) == wanted, wait_until="commit")  # type: ignore[misc]
        if path in DRAWN:
            Figure(page, figures(path)[0]).show_table()
        Dial(page, "target").type(str(scenario.target))
        address_becomes(page, scenario, path)
        same(page, fresh)


def test_a_translator_that_is_there_first(make_page: Callable[..., Page], server: str) -> None:
    """It takes each text out the moment it comes; goals, steps back and panels change what it took."""
    page, fresh = translated(make_page(), 0), make_page()
    open_page(page, server)
    higher = Scenario(target=40.0)
    for goal, scenario in (
        ("goal_40_2030", higher),
        ("goal_100", Scenario(target=100.0, target_year=2040)),
    ):
        box(page, f"goal.{goal}").get_by_role("button").click()
        address_becomes(page, scenario)
    box(page, "undo").get_by_role("button").click()
    address_becomes(page, higher)
    for opened in ("history", "send"):
        box(page, opened).get_by_role("button").first.click()
        settled(page, 100)
        page.keyboard.press("Escape")
    open_page(fresh, server, query=higher.to_query())
    same(page, fresh)
