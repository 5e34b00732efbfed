"""One reader in a real browser: how long until the number, the chart, the page; how often while dragging."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.bench.server import Server
from tests.browser.conftest import launch_browser, open_page, settled

WATCH = Path(__file__).with_name("watch.js")
# The dial that is moved, in the main area of both pages; every step of it changes a big number and the chart.
KEY = "main.organic_export_growth"
DIAL = f".st-key-{KEY.replace('.', '-')}"
HANDLE = f"{DIAL} :is(input[type=range], [role=slider])"
TYPED = f"{DIAL} .typed"
CHANGED = "() => watch.number !== null && watch.chart !== null"
PAUSE_MS = 700  # a chart may be drawn in two goes; a dial calls a value final after 450 ms of rest, which is one more run
DRAG_SECONDS = 2.0
MOVE_SECONDS = 0.016


def measure(server: Server, presses: int, drags: int, loads: int) -> tuple[dict[str, float], list[BackMsg]]:
    """The browser's figures (milliseconds; drag: numbers a second; load: seconds), and two messages that it sent:

    the first, and that of the last change.
    """
    with sync_playwright() as playwright:
        browser = launch_browser(playwright)
        page, sent = _open(browser, server)  # also warms the server up
        figures = _press(page, presses)
        figures["drag"] = median(_drag(page) for _ in range(drags))
        page.context.close()
        figures["load"] = median(_load(browser, server) for _ in range(loads))
        browser.close()
    return figures, [BackMsg.FromString(sent[0]), BackMsg.FromString(sent[-1])]


def _open(browser: Browser, server: Server) -> tuple[Page, list[bytes]]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    context.add_init_script(path=WATCH)
    page = context.new_page()
    sent: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    open_page(page, f"http://{server.address}")
    page.get_by_test_id("stVegaLiteChart").locator("svg").first.wait_for()
    return page, sent


def _load(browser: Browser, server: Server) -> float:
    page, _sent = _open(browser, server)
    seconds: float = page.evaluate("watch.first") / 1000
    page.context.close()
    return seconds


def _press(page: Page, presses: int) -> dict[str, float]:
    """A new value, which the server answers: typed where it can be, so that no sweep knows it; else a step to the right.
    Each gives a scenario that nothing has computed before.
    """
    typed, handle = page.locator(TYPED), page.locator(HANDLE)
    numbers, charts = [], []
    for step in range(presses + 1):
        if typed.count():
            typed.fill(f"{1 + 0.313 * step:.3f}")
            typed.press("Enter")
        else:
            handle.press("ArrowRight")
        page.wait_for_function(CHANGED, polling=50)
        page.wait_for_timeout(PAUSE_MS)
        number, chart = page.evaluate("[watch.number - watch.key, watch.chart - watch.key]")
        numbers.append(number)
        charts.append(chart)
    # the first warms up
    numbers, charts = numbers[1:], charts[1:]
    return {"number": median(numbers), "chart": median(charts), "chart_p95": p95(charts)}


def _drag(page: Page) -> float:
    """Distinct numbers a second while the pointer goes once from the left of the dial to its right."""
    page.locator(HANDLE).press("Home")
    settled(page, 700)
    handle, whole = page.locator(HANDLE).bounding_box(), page.locator(DIAL).bounding_box()
    assert handle and whole
    left, right, y = handle["x"] + 3, whole["x"] + whole["width"] - 10, handle["y"] + handle["height"] / 2
    page.mouse.move(left, y)
    page.mouse.down()
    page.evaluate("watch.forget()")
    start = time.perf_counter()
    while (passed := time.perf_counter() - start) < DRAG_SECONDS:
        page.mouse.move(left + (right - left) * passed / DRAG_SECONDS, y)
        rest = MOVE_SECONDS - (time.perf_counter() - start - passed)
        page.wait_for_timeout(max(0.0, 1000 * rest))
    updates: int = page.evaluate("watch.updates()")
    page.mouse.up()
    settled(page, 700)
    if not page.evaluate("watch.updates()"):
        raise RuntimeError("Dragging the dial changed no number, not even when it was let go.")
    return updates / DRAG_SECONDS


def p95(values: list[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1]
