"""What a reader sees while a finger is on a dial: `python -m tests.bench.seen [page]`. Knows only what is on the screen.

For each screen: how much of the first chart is in view at first and while dials move, which large numbers are cut, how
soon a drawn mark follows the pointer, how often the drawing changes, and how many messages a drag sends.
"""

from __future__ import annotations

import sys
import time
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.bench import readers
from tests.bench.reading import p95
from tests.bench.server import Server, serving
from tests.browser.conftest import launch_browser, open_page, settled

# what a browser leaves of a laptop's and a projector's screen, the whole screens, and phones
SCREENS = ((1366, 640), (1366, 768), (1280, 600), (1280, 720), (390, 664), (360, 560))
SMALL = 900
DIALS = 10
_OTHERS = 7
DRAG_SECONDS = 2.0
MOVE_SECONDS = 1 / 60

# the part of the first chart that is in view and covered by nothing else, and the texts of large letters that are cut
IN_VIEW = """() => {
    const chart = document.querySelector('[data-testid="stVegaLiteChart"]');
    const box = chart.getBoundingClientRect();
    const at = (x, y) => {
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
        const top = document.elementFromPoint(x, y);
        return chart.contains(top) || Boolean(top?.contains(chart));
    };
    let seen = 0;
    const N = 20;
    for (let i = 0; i < N; i++) for (let j = 0; j < N; j++)
        seen += at(box.left + (i + 0.5) * box.width / N, box.top + (j + 0.5) * box.height / N);
    return seen / (N * N);
}"""
CUT = """() => {
    const found = [];
    const walk = (root) => {
        for (const one of root.querySelectorAll('*')) {
            if (one.shadowRoot) walk(one.shadowRoot);
            const large = parseFloat(getComputedStyle(one).fontSize) >= 18 && /\\d/.test(one.textContent);
            if (large && !one.childElementCount && one.getClientRects().length)
                if (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== 'visible'
                    || one.getBoundingClientRect().right > innerWidth + 1) found.push(one.textContent);
        }
    };
    walk(document.querySelector('[data-testid="stMain"]'));
    return found;
}"""
WATCH = """() => {
    const seen = (window.seen = { inputs: [], draws: [] });
    document.addEventListener('pointermove', (event) => {
        if (event.buttons) seen.inputs.push(performance.now());
    }, true);
    new MutationObserver(() => seen.draws.push(performance.now())).observe(
        document.querySelector('[data-testid="stVegaLiteChart"]'),
        { subtree: true, childList: true, attributes: true, attributeFilter: ['d', 'transform'] });
}"""


class Seen(NamedTuple):
    """What was seen on one screen: how much of the chart was in view at first, and at least while dials moved; texts that
    were cut; how soon a mark followed (milliseconds), drawings a second, messages during the drag and with its end.
    """

    first: float
    least: float
    dials: int
    cut: list[str]
    mark: float | None
    mark_p95: float | None
    drawings: float
    sent: int
    sent_in_all: int


def main() -> None:
    path = sys.argv[1] if len(sys.argv) > 1 else ""
    with serving("app.py") as server, sync_playwright() as playwright:
        browser = launch_browser(playwright)
        for width, height in SCREENS:
            print(f"{width} × {height}; {_told(_screen(browser, server, path, width, height))}", flush=True)
        browser.close()


def measure(server: Server, heard: list[BackMsg]) -> dict[str, float | None]:
    """The first screen and a drag, for the table of all measurements: on a laptop, a projector and a phone; and on the laptop
    while seven others drag.
    """
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        laptop, projector, phone = (_screen(browser, server, "", *SCREENS[place]) for place in (0, 2, 4))
        with readers.dragging(server, heard, _OTHERS):
            crowded = _screen(browser, server, "", *SCREENS[0])
        browser.close()
    return {
        "in_view": 100 * min(min(one.first, one.least) for one in (laptop, projector)),
        "in_view_phone": 100 * min(phone.first, phone.least),
        "mark": laptop.mark,
        "mark_p95": laptop.mark_p95,
        "drawings": laptop.drawings,
        "drawings_of_8": crowded.drawings,
        "sent": laptop.sent_in_all,
    }


def _told(seen: Seen) -> str:
    followed = "no drawing followed"
    if seen.mark is not None:
        followed = f"a mark follows in {seen.mark:.1f} ms, 95 % {seen.mark_p95:.1f}; {seen.drawings:.0f} drawings a second"
    view = f"chart in view {seen.first:.0%} at first, at least {seen.least:.0%} while one of {seen.dials} dials moves"
    sent = f"{seen.sent} messages while dragging, {seen.sent_in_all} in all"
    return f"{view}; numbers cut: {', '.join(seen.cut) or 'none'}; {followed}; {sent}"


def _screen(browser: Browser, server: Server, path: str, width: int, height: int) -> Seen:
    touch = width < SMALL
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch, locale="en-US"
    )
    page, sent = context.new_page(), []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(len(frame))))
    open_page(page, f"http://{server.address}", path)
    page.get_by_test_id("stVegaLiteChart").locator("svg").first.wait_for()
    settled(page, 900)
    first, cut = page.evaluate(IN_VIEW), page.evaluate(CUT)
    while_moving = [_while_moving(page, dial) for dial in _dials(page)]
    page.evaluate("scrollTo(0, 0)")
    drag = _drag(page, sent)
    context.close()
    return Seen(first, min(while_moving), len(while_moving), cut, *drag)


def _dials(page: Page) -> list[Locator]:
    """Those that stand open on the page and beside it."""
    return [dial for dial in page.get_by_role("slider").all() if dial.is_visible()][:DIALS]


def _while_moving(page: Page, dial: Locator) -> float:
    dial.scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    dial.focus()
    dial.press("ArrowRight")
    seen: float = page.evaluate(IN_VIEW)
    dial.press("ArrowLeft")
    settled(page, 500)
    return seen


def _drag(page: Page, sent: list[int]) -> tuple[float | None, float | None, float, int, int]:
    """Two seconds with a mouse, across the first dial of the page itself and back: the last five of what was seen."""
    dial = page.get_by_test_id("stMain").get_by_role("slider").first
    dial.scroll_into_view_if_needed()
    settled(page, 900)
    box = dial.bounding_box()
    assert box
    y, left, right = (
        box["y"] + box["height"] / 2,
        box["x"] + 0.2 * box["width"],
        box["x"] + 0.8 * box["width"],
    )
    sent.clear()
    page.evaluate(WATCH)
    start = time.perf_counter()
    page.mouse.move(left, y)
    page.mouse.down()
    while (passed := time.perf_counter() - start) < DRAG_SECONDS:
        away = 1 - abs(2 * passed / DRAG_SECONDS - 1)
        page.mouse.move(left + away * (right - left), y)
        time.sleep(MOVE_SECONDS)
    messages = len(sent)
    seen = page.evaluate("window.seen")
    page.mouse.up()
    settled(page, 900)
    return *_followed(seen), messages, len(sent)


def _followed(seen: dict[str, list[float]]) -> tuple[float | None, float | None, float]:
    """How soon the drawing changes after an input, of the second half of the drag: by then a sweep has come."""
    inputs = seen["inputs"][len(seen["inputs"]) // 2 :]
    waits = [next((draw for draw in seen["draws"] if draw >= at), None) for at in inputs]
    found = [draw - at for draw, at in zip(waits, inputs, strict=True) if draw is not None]
    each = len({round(draw / 4) for draw in seen["draws"]}) / DRAG_SECONDS
    return (median(found), p95(found), each) if len(found) > 1 else (None, None, each)


if __name__ == "__main__":
    main()
