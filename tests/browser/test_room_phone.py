"""Phones of a workshop in a real browser: fingers, keys, a lost network, a restart; and a whole workshop on both databases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.parts.rooms.records import Opened, Question
from pages.parts.rooms.store import Store
from tests.browser.conftest import free_port, open_page, started
from tests.browser.test_accessibility import violations
from tests.browser.test_room_chair import button
from tests.rooms.databases import database

LEVER = "organic_export_growth"
QUESTIONS = (
    Question(0, 0, "range", (LEVER,), "How fast will other exports grow?", "A year", ()),
    Question(0, 0, "scenario", ("programme_value", "goods_delivered"), "What would you do?", "", ()),
)
SIZES = [(390, 844), (360, 640)]
SAVED, WAITING = re.compile("^Saved"), re.compile("^Waiting for the network")
PHONES, HIDDEN = 12, 2  # of whom so many are without a network for a while
MOST_BYTES = 60_000
# 1.5 Mbit/s and a tenth of a second there and back, as in a full room
SLOW = {"offline": False, "downloadThroughput": 1.5e6 / 8, "uploadThroughput": 0.75e6 / 8, "latency": 100}


class Hall:
    """A server of its own, a store on the same database, and a room in it."""

    def __init__(self, port: int, url: str):
        self.address, self.store = f"http://127.0.0.1:{port}", Store(url)
        self.opened: Opened = self.store.open_room("Thirty-five", QUESTIONS)

    @property
    def code(self) -> str:
        return self.opened.room.code

    def ask(self, place: int) -> int:
        round_ = self.store.ask(self.code, self.store.room(self.code).version, place).round
        assert round_ is not None
        return round_

    def enter(self, page: Page) -> Page:
        page.goto(f"{self.address}/r/{self.code}")
        page.get_by_role("button", name="Join").click()
        expect(page.get_by_text("You are person").first).to_be_visible()
        return page

    def best(self) -> dict[int, float]:
        """Everybody's best guess, by number."""
        kept = self.store.export(self.code)
        numbers = {one.id: one.number for one in kept.people}
        return {numbers[one.person]: one.values[LEVER][1] for one in kept.answers if LEVER in one.values}


@pytest.fixture
def hall() -> Iterator[Hall]:
    port = free_port()
    with database("sqlite") as url, started(port, {"ROADS_DATABASE": url}):
        made = Hall(port, url)
        yield made
        made.store.end()


def handy(make_page: Callable[..., Page], size: tuple[int, int] = SIZES[0], **more: object) -> Page:
    width, height = size
    return make_page(viewport={"width": width, "height": height}, is_mobile=True, has_touch=True, **more)


def said(page: Page) -> Locator:
    return page.locator("#saved")


def until(page: Page, what: str) -> None:
    """Waits for something in the page, which forbids the text that Playwright's own waiting would run."""
    for _look in range(200):
        if page.evaluate(what):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not within ten seconds: {what}")


def slide(page: Page, to: float, down: float = 0) -> None:
    """A finger on the middle of the first dial goes so many pixels to the right and down."""
    track, before = page.locator(".track").first, None
    # a page that still rolls would carry it away from under the finger
    while (box := track.bounding_box()) != before:
        before = box
        page.wait_for_timeout(100)
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    client = page.context.new_cdp_session(page)
    touch = "Input.dispatchTouchEvent"
    client.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        point = {"x": x + to * step / 8, "y": y + down * step / 8}
        client.send(touch, {"type": "touchMove", "touchPoints": [point]})
    client.send(touch, {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("size", SIZES)
def test_a_finger_and_keys_answer_and_a_swipe_only_scrolls(
    make_page: Callable[..., Page], hall: Hall, size: tuple[int, int]
) -> None:
    page = hall.enter(handy(make_page, size))
    hall.ask(0)
    expect(page.locator(".dial.three")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.evaluate("document.body.style.minHeight = '2000px'")
    slide(page, 5, -200)
    until(page, "scrollY > 50")
    expect(page.locator(".dial.untouched")).to_be_visible()
    assert hall.best() == {}
    # again and again, for a page that still rolls goes on after it
    until(page, "scrollTo(0, 0), scrollY == 0")
    slide(page, 60)
    expect(said(page)).to_have_text(SAVED)
    (touched,) = hall.best().values()
    best = page.get_by_role("slider", name=re.compile("Best guess"))
    best.focus()
    best.press("ArrowRight")
    best.press("ArrowRight")
    expect(said(page)).to_have_text(re.compile("^Saving|^Saved"))
    page.wait_for_timeout(1500)
    assert hall.best()[1] == pytest.approx(touched + 0.002)
    text = best.get_attribute("aria-valuetext") or ""
    assert text == page.locator(".chip b").nth(1).inner_text(), "what is heard is what is seen"


def test_who_is_asked_again_may_keep_the_answer_and_keeps_no_other(
    make_page: Callable[..., Page], hall: Hall
) -> None:
    page = hall.enter(handy(make_page))
    hall.ask(0)
    slide(page, 60)
    expect(said(page)).to_have_text(SAVED)
    (first,) = hall.best().values()
    shown = page.locator(".chip b").nth(1).inner_text()
    again = hall.ask(0)
    expect(page.locator(".dial.untouched")).to_be_visible()
    expect(page.locator(".chip b").nth(1)).to_have_text(shown)
    assert hall.store.snapshot(hall.code).counted.get(again, 0) == 0, (
        "nothing is answered before somebody does"
    )
    page.get_by_role("button", name="Keep my answer").tap()
    expect(said(page)).to_have_text(SAVED)
    kept = [one.values[LEVER][1] for one in hall.store.export(hall.code).answers if one.round == again]
    assert kept == [pytest.approx(first)]


def test_the_first_question_is_there_within_two_seconds_on_a_slow_line(
    make_page: Callable[..., Page], hall: Hall
) -> None:
    """Scanned while a question is asked: the page, its state, joining, and the question; all of it in few bytes."""
    hall.ask(1)
    page = handy(make_page)
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", SLOW)
    sizes: list[int] = []
    client.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))
    page.goto(f"{hall.address}/r/{hall.code}")
    page.get_by_role("button", name="Join").click()
    expect(page.locator(".dial").first).to_be_visible()
    seen = page.evaluate("performance.now()")
    expect(page.locator(".results dd").first).not_to_have_text("…")
    assert sum(sizes) <= MOST_BYTES, sizes
    print(f"the first question after {seen:.0f} ms, {sum(sizes)} bytes")


def test_results_follow_the_finger_and_are_the_servers(make_page: Callable[..., Page], hall: Hall) -> None:
    page = hall.enter(handy(make_page))
    hall.ask(1)
    first = page.locator(".results dd").first
    expect(first).to_have_text(re.compile(r"\d"))
    before = first.inner_text()
    slide(page, 70)
    expect(said(page)).to_have_text(SAVED)
    expect(first).not_to_have_text(before)
    (kept,) = hall.store.export(hall.code).answers
    page.wait_for_timeout(500)
    assert f"{kept.results['turnover_at_target']:.1f}" in first.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone(make_page: Callable[..., Page], hall: Hall, scheme: str) -> None:
    page = handy(make_page, color_scheme=scheme)
    page.goto(f"{hall.address}/r/{hall.code}")
    expect(page.get_by_role("button", name="Join")).to_be_visible()
    assert violations(page) == []
    hall.enter(page)
    for place in range(len(QUESTIONS)):
        hall.ask(place)
        expect(page.get_by_role("heading", name=QUESTIONS[place].ask)).to_be_visible()
        assert violations(page) == []


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_whole_workshop_loses_nothing(make_page: Callable[..., Page], kind: str) -> None:
    """A facilitator, a screen, twelve phones; two lose the network, the server is killed in the midst: all are counted once."""
    with ExitStack() as stack:
        url = stack.enter_context(database(kind))
        port = free_port()
        with started(port, {"ROADS_DATABASE": url}) as process:
            hall = Hall(port, url)
            stack.callback(hall.store.end)
            desk, screen = make_page(), make_page(viewport={"width": 1280, "height": 720})
            for page, way, key in ((desk, "f", hall.opened.key), (screen, "s", hall.opened.screen_key)):
                page.goto(f"{hall.address}/{way}/{hall.code}#{key}")
                page.wait_for_url(re.compile("room="))
            phones = [hall.enter(handy(make_page)) for _ in range(PHONES)]
            expect(screen.get_by_text(f"{PHONES} people have joined")).to_be_visible()
            button(desk, "First question").click()
            for phone in phones:
                expect(phone.locator(".dial.three")).to_be_visible()
            for phone in phones[:HIDDEN]:
                phone.context.set_offline(True)
            for number, phone in enumerate(phones[:6]):
                slide(phone, 5 + 4 * number)
            for phone in phones[:HIDDEN]:
                expect(said(phone)).to_have_text(WAITING)
            for phone in phones[HIDDEN:6]:
                expect(said(phone)).to_have_text(SAVED)
            process.kill()
            process.wait()
        for number, phone in enumerate(phones[6:], 6):
            slide(phone, 5 + 4 * number)
            expect(said(phone)).to_have_text(WAITING)
        with started(port, {"ROADS_DATABASE": url}):
            for phone in phones[:HIDDEN]:
                phone.context.set_offline(False)
            for phone in phones:
                expect(said(phone)).to_have_text(SAVED, timeout=30_000)
            seen = {number: _best(phone) for number, phone in enumerate(phones, 1)}
            kept = hall.best()
            assert {number: f"{100 * best:.1f}" for number, best in kept.items()} == seen
            open_page(desk, hall.address, "workshop", {"room": hall.code})
            button(desk, "Reveal").click()
            expect(phones[0].get_by_text("The room's middle is")).to_be_visible()
            expect(phones[0].locator(".dot")).to_have_count(PHONES)
            screen.reload()
            expect(screen.get_by_text("Half lie between")).to_be_visible()
            assert hall.store.snapshot(hall.code).counted == {hall.store.room(hall.code).round: PHONES}


def _best(phone: Page) -> str:
    found = re.search(r"[\d.]+", phone.locator(".chip b").nth(1).inner_text())
    assert found
    return found.group()
