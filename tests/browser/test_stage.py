"""A moving dial and what follows it: line, numbers and sentences in the browser, at the price of a message or two."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, WebSocket, expect

from engine import Case, Scenario
from pages.parts.exhibits import path, utilisation
from pages.parts.texts import border, overview
from tests.browser.conftest import open_page, settled
from tests.browser.screen import Dial, address_becomes, box, shows_numbers

# where the chart's lines end, read from the pixels and the numbers along its axis, which begins at 0
ENDS = """key => {
    const drawing = document.querySelector(`.st-key-plot-${key} svg.marks`);
    if (!drawing) return []; // another page's
    const [, height] = /v([\\d.]+)/.exec(drawing.querySelector('path.background').getAttribute('d'));
    const ticks = [...drawing.querySelectorAll('[aria-label^="Y-axis"] .role-axis-label text')];
    const [low, high] = [ticks[0], ticks.at(-1)].map(tick =>
        [Number(tick.textContent), Number(/,([-\\d.]+)/.exec(tick.getAttribute('transform'))[1])]);
    const scale = (high[0] - low[0]) / (high[1] - low[1]);
    return [...drawing.querySelectorAll('.mark-line path')]
        .map(line => scale * (line.getAttribute('d').split(',').at(-1) - height));
}"""
# for a page: its chart, a dial, where it is dragged to, what a line of the chart ends at, a finding and a sentence
CASES = {
    "": ("path", "organic_export_growth", 0.09, "turnover_at_target", path, overview.middle),
    "border": ("utilisation", "rail_capacity", 60.0, "rail_utilisation", utilisation, border.vehicles),
}


class Wire:
    """What goes between a page and its server."""

    def __init__(self, page: Page):
        self.sent, self.sweeps = 0, 0
        page.on("websocket", self._watch)

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda _message: self._count("sent"))
        socket.on(
            "framereceived", lambda message: b'\\"places\\":' in bytes(message) and self._count("sweeps")
        )

    def _count(self, what: str) -> None:
        setattr(self, what, getattr(self, what) + 1)


def take(page: Page, dial: Dial, value: float) -> None:
    """Drags a dial to a value and keeps it there; on the way it waits until its sweep has come."""
    start = dial.value()
    page.mouse.move(*dial.point(start))
    page.mouse.down()
    for part in (0.02, 0.3, 0.6, 1.0):
        page.mouse.move(*dial.point(start + part * (value - start)), steps=4)
        page.wait_for_timeout(100)


def there(dial: Dial, scenario: Scenario) -> Case:
    """The case at that place of the dial's sweep which it stands nearest to."""
    return Case(scenario.replace(**{dial.name: dial.place()}))


def draws(page: Page, key: str, wanted: float) -> None:
    """Waits until a line of the chart ends there."""
    seen = f"([key, wanted]) => ({ENDS})(key).some(end => Math.abs(end - wanted) < 0.002 * wanted)"
    page.wait_for_function(seen, arg=[key, wanted], polling=20)


def line_of(case: Case, outcome: str) -> float:
    """What the line ends at, as the chart writes it."""
    value = case.results[outcome]
    return float(value) if outcome == "turnover_at_target" else float(100 * value[-1])


@pytest.mark.parametrize("where", CASES)
def test_line_numbers_and_sentences_follow_the_finger(page: Page, server: str, where: str) -> None:
    """While the dial is held, with at most three messages in all; let go, the exact value; undone, the old one."""
    key, name, value, outcome, chart, sentence = CASES[where]
    wire = Wire(page)
    open_page(page, server, where)
    dial, before = Dial(page, name), Case()
    draws(page, key, line_of(before, outcome))
    sent = wire.sent
    take(page, dial, value)
    held = there(dial, before.scenario)
    assert held.scenario != before.scenario
    shows_numbers(page, held.scenario, where)
    draws(page, key, line_of(held, outcome))
    expect(box(page, f"live.{key}").locator(".finding")).to_have_text(chart.exhibit(held).finding)
    expect(page.get_by_text(sentence(held))).to_be_visible()
    assert "v=" not in page.url  # nothing has settled yet
    exact = Case(Scenario().replace(**{name: dial.value()}))
    page.mouse.up()
    address_becomes(page, exact.scenario, where)
    shows_numbers(page, exact.scenario, where)
    draws(page, key, line_of(exact, outcome))
    assert wire.sent - sent <= 3 and wire.sweeps > 0
    box(page, "undo").get_by_role("button").click()
    is_at_rest(page, key, where, before, outcome)
    expect(page.get_by_text(sentence(before))).to_be_visible()


def is_at_rest(page: Page, key: str, where: str, case: Case, outcome: str) -> None:
    """Numbers and line are those of a case, and stay so."""
    for _look in range(2):
        shows_numbers(page, case.scenario, where)
        draws(page, key, line_of(case, outcome))
        settled(page, quiet_ms=700)


def test_a_sweep_is_never_shown_for_another_scenario_or_page(page: Page, server: str) -> None:
    """Undo right after the release, another page right after a press, and back: every time what the engine says."""
    wire = Wire(page)
    open_page(page, server)
    dial = Dial(page, "organic_export_growth")
    take(page, dial, 0.09)
    page.mouse.up()
    exact = Scenario().replace(organic_export_growth=dial.value())
    box(page, "undo").get_by_role("button").click()
    is_at_rest(page, "path", "", Case(), "turnover_at_target")
    expect(page.get_by_text(overview.middle(Case()))).to_be_visible()
    dial.has(Scenario().organic_export_growth)

    # the other dial's sweep stands on what the first is set to: a new one
    box(page, "redo").get_by_role("button").click()
    is_at_rest(page, "path", "", Case(exact), "turnover_at_target")
    dial = Dial(page, "programme_value")
    take(page, dial, 2.5)
    shows_numbers(page, there(dial, exact).scenario)
    page.mouse.up()
    both = exact.replace(programme_value=dial.value())
    address_becomes(page, both)

    # the same dial again, when something else has been set: its old sweep is over
    Dial(page, "target").type("50")
    both = both.replace(target=50.0)
    address_becomes(page, both)
    take(page, dial, 1.0)
    shows_numbers(page, there(dial, both).scenario)
    page.mouse.up()
    both = both.replace(programme_value=dial.value())
    address_becomes(page, both)

    # pressed, not moved, and off to another page: the sweep stays behind
    sweeps = wire.sweeps
    page.mouse.move(*Dial(page, "target").point(both.target))
    page.mouse.down()
    page.mouse.up()
    settled(page)
    assert wire.sweeps > sweeps
    sweeps = wire.sweeps
    box(page, "navigation").get_by_role("link", name="border").click()
    is_at_rest(page, "utilisation", "border", Case(both), "rail_utilisation")
    assert wire.sweeps == sweeps
    page.go_back()
    is_at_rest(page, "path", "", Case(both), "turnover_at_target")


def test_once_all_rests_a_screen_reader_hears_setting_numbers_and_finding(page: Page, server: str) -> None:
    """And nothing before: neither at first nor while keys are pressed."""
    open_page(page, server)
    heard, dial = box(page, "live.path").get_by_role("status"), Dial(page, "organic_export_growth")
    dial.range.press("ArrowRight")
    assert heard.text_content() == ""
    case = Case(Scenario().replace(organic_export_growth=dial.value()))
    wanted = [dial.parameter.title, dial.range.get_attribute("aria-valuetext")]
    for big in overview.numbers(case)[:2]:
        wanted += [big.label, big.said(case)]
    expect(heard.locator("p")).to_have_text([*map(str, wanted), path.exhibit(case).finding])
    page.keyboard.press("Alt+Z")
    address_becomes(page, Scenario())
    expect(heard.locator("p")).to_have_count(5)  # what was taken back is no setting that was let go
