"""What a reader sees and touches, by name: dials, big numbers, figures, the address bar.

Expected values come from the engine and are written by the app's own formatters; they are compared by their
figures, so that a page may word them as it likes.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from engine import PARAMETERS, Case, Scenario
from engine.load import PRODUCTS, Products
from engine.scenario import SETTINGS
from engine.sweep import PLACES, places_of
from pages.parts import sitemap
from tests.browser.conftest import TIMEOUT_MS, settled
from tests.test_pages import opened

# the pages by their addresses, in the order of the bar, and the files they are made by
FILES = dict(zip(sitemap.NAMES, sitemap.PAGES, strict=True))
PAGES = tuple(FILES)
DRAWN = tuple(path for path in PAGES if path not in ("sources", "workshop"))  # those with charts


@cache
def figures(path: str) -> tuple[str, ...]:
    """The keys of a page's figures, in order, as the page itself has them."""
    switches = (toggle.key or "" for toggle in opened(FILES[path]).toggle)
    return tuple(key.removeprefix("table.") for key in switches if key.startswith("table."))


def headline(path: str, case: Case) -> list[str]:
    """A page's big numbers, as its own list of them says; that each is its outcome's result, test_one_fact.py holds."""
    page = find_spec(f"pages.parts.texts.{path or 'overview'}")
    numbers = getattr(import_module(page.name), "numbers", None) if page else None
    return [numeral(big.said(case)) for big in numbers(case)] if numbers else []


# the big numbers stand in elements of our own, behind a shadow root each
NUMBERS = """[...document.querySelectorAll('[class*="st-key-live-"] *')]
    .flatMap(one => one.shadowRoot ? [...one.shadowRoot.querySelectorAll('.number')] : [])"""
NUMBERS_ARE = f"""patterns => {{
    const found = {NUMBERS};
    return found.length === patterns.length && patterns.every((p, i) => new RegExp(p).test(found[i].textContent));
}}"""


def box(page: Page, key: str) -> Locator:
    """The container or widget with a key: Streamlit makes it a class, with dashes for what is not allowed there."""
    return page.locator(".st-key-" + re.sub(r"[^\w-]", "-", key))


# ── Big numbers ──────────────────────────────────────────────────────────────────────────────────────────────


def big_numbers(page: Page) -> Locator:
    return page.locator("[class*='st-key-live-'] .number")


def numeral(text: str) -> str:
    """The figures of a text: 4.8 of "4.8 % a year"; a text without figures is left as it is."""
    found = re.search(r"−?\d[\d,]*(\.\d+)?", text)
    return found.group() if found else text


def shows_numbers(page: Page, scenario: Scenario, path: str = "", products: Products = PRODUCTS) -> None:
    """Waits until the big numbers of a page are those of a scenario."""
    wanted = headline(path, Case(scenario, products=products))
    patterns = [re.compile(rf"(?<![\d.,−]){re.escape(text)}(?![\d.,]*\d)") for text in wanted]
    # `expect` looks ever more rarely; this looks often, and leaves it to `expect` to say what is wrong
    with contextlib.suppress(TimeoutError):
        source = [pattern.pattern for pattern in patterns]
        page.wait_for_function(NUMBERS_ARE, arg=source, polling=30, timeout=TIMEOUT_MS)
    expect(big_numbers(page)).to_have_text(patterns)


def expected_numbers(scenario: Scenario, path: str = "") -> list[str]:
    """The big numbers of a page, by the engine."""
    return headline(path, Case(scenario))


# ── The address bar ──────────────────────────────────────────────────────────────────────────────────────────


def query_of(url: str) -> dict[str, str]:
    """The settings in an address."""
    return {k: v for k, v in parse_qsl(urlsplit(url).query, keep_blank_values=True) if k in SETTINGS}


def scenario_of(url: str) -> Scenario:
    """The scenario of an address, by all that it says: without its version it would be one of the first."""
    return Scenario.from_query(parse_qs(urlsplit(url).query, keep_blank_values=True))[0]


def path_of(url: str) -> str:
    return urlsplit(url).path.strip("/")


def address_becomes(page: Page, scenario: Scenario, path: str | None = None) -> None:
    """Waits until the address bar holds a scenario, and the page where one is given."""
    wanted = scenario.settings()

    def arrived(url: str) -> bool:
        return query_of(url) == wanted and path in (None, path_of(url))

    try:
        page.wait_for_url(arrived, wait_until="commit", timeout=TIMEOUT_MS)
    except TimeoutError:
        pytest.fail(f"The address is {page.url}; expected: page {path}, {wanted}")


def history_length(page: Page) -> int:
    length: int = page.evaluate("history.length")
    return length


# ── Dials ────────────────────────────────────────────────────────────────────────────────────────────────────


class Dial:
    """One dial: in the main area of a page, or in the sidebar, which leaves out what the page itself shows."""

    def __init__(self, page: Page, name: str):
        self.page = page
        self.name = name
        self.parameter = PARAMETERS[name]
        self.box = lever(page, name)
        self.range = self.box.get_by_role("slider")
        self.track = self.box.locator(".track")
        self.typed = self.box.get_by_role("textbox")
        self.reset = self.box.locator("button.reset")
        self.info = self.box.locator("button[aria-expanded]")
        self.alert = self.box.get_by_role("alert")

    def has(self, value: float) -> None:
        """Waits until the dial stands at a value."""
        expect(self.range).to_have_value(f"{value:.10g}")

    def value(self) -> float:
        return float(self.range.input_value())

    def place(self) -> float:
        """The place of its sweep that it stands nearest to: what follows it shows that, until it is let go."""
        return min(places_of(self.name, PLACES), key=lambda place: abs(place - self.value()))

    def point(self, value: float) -> tuple[float, float]:
        """Where the thumb's middle lies on the screen when the dial stands at a value."""
        low, high = self.parameter.low, self.parameter.high
        assert low is not None and high is not None
        self.range.scroll_into_view_if_needed()
        place = self.range.bounding_box()
        assert place is not None
        knob = float(self.track.evaluate("t => parseFloat(getComputedStyle(t).getPropertyValue('--knob'))"))
        x = place["x"] + knob / 2 + (value - low) / (high - low) * (place["width"] - knob)
        return x, place["y"] + place["height"] / 2

    def type(self, text: str) -> None:
        """Types a value over the one that is there and confirms it."""
        self.typed.fill(text)
        self.typed.press("Enter")


def unfold_levers(page: Page) -> None:
    """Opens what the sidebar folds away."""
    folded = page.get_by_test_id("stSidebar").locator("details:not([open]) > summary")
    folded.evaluate_all("all => all.forEach(one => one.click())")
    settled(page)


def lever(page: Page, name: str) -> Locator:
    """A setting's control, wherever it stands."""
    return box(page, f"main.{name}").or_(box(page, f"side.{name}"))


def dials_show(page: Page, scenario: Scenario, names: Iterable[str]) -> None:
    """Opens what folds one of them away."""
    dials = [Dial(page, name) for name in names]
    if not all(dial.box.count() for dial in dials):
        unfold_levers(page)
    for dial in dials:
        dial.has(getattr(scenario, dial.name))


# ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────


class Figure:
    """A chart with its heading, its switch to a table and its file."""

    def __init__(self, page: Page, key: str):
        self.page = page
        self.key = key
        tools = f"xpath=//*[contains(concat(' ', @class, ' '), ' st-key-tools-{key} ')]"
        self.chart = page.locator(f"{tools}/preceding::*[@data-testid='stVegaLiteChart'][1]")
        self._before_tools = page.locator(f"{tools}/preceding::h2[1]")
        self.drawing = self.chart.locator("svg.marks, canvas.marks")
        self.switch = box(page, f"table.{key}").get_by_role("switch")
        self.table = page.locator(f"{tools}/following::*[@data-testid='stDataFrame'][1]")

    @property
    def heading(self) -> Locator:
        """On a stage it stands with the numbers, else above the chart."""
        staged = box(self.page, f"live.{self.key}").locator("h2")
        return staged if staged.count() else self._before_tools

    def finding(self) -> str:
        return self.heading.inner_text().strip()

    def show_table(self) -> None:
        box(self.page, f"table.{self.key}").locator("label").click()

    def download(self) -> bytes:
        """The chart's CSV file."""
        with self.page.expect_download(timeout=TIMEOUT_MS) as found:
            box(self.page, f"csv.{self.key}").get_by_role("button").first.click()
        return found.value.path().read_bytes()
