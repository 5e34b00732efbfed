"""On a phone: nothing sticks out, the line stays in sight of the finger, and a swipe that scrolls moves no dial."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from engine import Scenario
from pages.parts.levers import in_panel
from tests.browser.conftest import open_page, settled
from tests.browser.screen import PAGES, Dial, address_becomes, box, path_of, shows_numbers

WIDTH, HEIGHT = 360, 560  # what a browser leaves of a small phone
PHONE = {
    "viewport": {"width": WIDTH, "height": HEIGHT},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14; K) Chrome/126.0.0.0 Mobile Safari/537.36",
}

# What sticks out of the screen or of its own drawing, cut off. A table may scroll sideways inside itself.
STICKS_OUT = """width => {
    const found = [];
    const all = [];
    const collect = root => {
        for (const element of root.querySelectorAll('*')) {
            all.push(element);
            if (element.shadowRoot) collect(element.shadowRoot);
        }
    };
    collect(document.querySelector('[data-testid="stMain"]'));
    for (const element of all) {
        if (element.closest('[data-testid="stDataFrame"], [data-testid="stTable"], style, script')) continue;
        // a map's ground is meant to be cut; of groups, each member is looked at itself
        if (element.tagName === 'g' || element.closest('[clip-path]')) continue;
        const box = element.getBoundingClientRect();
        if (box.width < 2 || box.height < 2 || !element.checkVisibility({ visibilityProperty: true })) continue;
        const drawing = element.tagName === 'text' ? element.closest('svg')?.getBoundingClientRect() : null;
        const opaque = drawing === null || element.getAttribute('opacity') !== '0';
        const left = drawing?.left ?? 0, right = Math.min(drawing?.right ?? width, width);
        if (opaque && (box.right > right + 1 || box.left < left - 1)) {
            const name = element.dataset?.testid ?? element.className?.baseVal ?? element.className;
            found.push(`${element.tagName} ${name} “${element.textContent.trim().slice(0, 40)}” `
                + `${Math.round(box.left)}–${Math.round(box.right)} of ${Math.round(left)}–${Math.round(right)}`);
        }
    }
    return found;
}"""

# The topmost element at a link's middle belongs to the link.
ON_TOP = """link => {
    const box = link.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return link.contains(top);
}"""


# How much of a stage's chart is seen, how high the stage is, and where below it a dial begins.
SEEN = """dial => {
    const all = dial.closest('[class*="st-key-together-"]');
    const stage = all.querySelector('[class*="st-key-stage-"]').parentElement.getBoundingClientRect();
    const line = all.querySelector('svg.marks').getBoundingClientRect();
    const across = Math.min(line.right, innerWidth) - Math.max(line.left, 0);
    const down = Math.min(line.bottom, innerHeight, stage.bottom) - Math.max(line.top, 0);
    const seen = Math.max(0, across) * Math.max(0, down) / line.width / line.height;
    return { seen, height: Math.round(stage.height), below: Math.round(dial.getBoundingClientRect().top - stage.bottom) };
}"""


@pytest.fixture
def phone(make_page: Callable[..., Page]) -> Page:
    return make_page(**PHONE)


class Finger:
    """One finger on the screen, as the browser itself hears of it."""

    def __init__(self, page: Page):
        self._page, self._browser = page, page.context.new_cdp_session(page)

    def down(self, x: float, y: float) -> None:
        self.at = (x, y)
        self._tell("touchStart", {"x": x, "y": y})

    def by(self, across: float, along: float, steps: int = 8) -> None:
        (x, y), step = self.at, 1 / steps
        for k in range(1, steps + 1):
            self.at = (x + across * k * step, y + along * k * step)
            self._tell("touchMove", dict(zip("xy", self.at, strict=True)))
            self._page.wait_for_timeout(20)

    def up(self) -> None:
        self._tell("touchEnd")

    def taken_away(self) -> None:
        self._tell("touchCancel")

    def _tell(self, kind: str, *points: dict[str, float]) -> None:
        self._browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


# The topmost element at a place belongs to the part of a dial.
BELONGS = """(part, [x, y]) => part.contains(part.getRootNode().elementFromPoint(x, y))"""


def links(page: Page) -> Locator:
    return box(page, "navigation").get_by_role("link")


def state(dial: Dial) -> list[str | None]:
    """All that a reader sees or hears of a dial."""
    values = (dial.range.input_value(), dial.typed.input_value(), dial.box.locator(".level").inner_text())
    return [dial.range.get_attribute("aria-valuetext"), *values]


def scrolled(page: Page) -> float:
    found: float = page.get_by_test_id("stMain").evaluate("main => main.scrollTop")
    return found


def test_every_page_fits_the_screen(phone: Page, server: str) -> None:
    """No sideways scrolling, nothing cut off; and every link of the menu can be seen and touched."""
    for path in PAGES:
        open_page(phone, server, path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH, path
        assert phone.get_by_test_id("stMain").evaluate("main => main.scrollWidth") <= WIDTH, path
        assert phone.evaluate(STICKS_OUT, WIDTH) == [], path
    box(phone, "menu").locator("summary").tap()
    expect(links(phone)).to_have_count(len(PAGES))
    assert phone.evaluate(STICKS_OUT, WIDTH) == []
    for link in links(phone).all():
        expect(link).to_be_in_viewport()
        assert link.evaluate(ON_TOP), f"{link.inner_text()} is covered"
    links(phone).nth(2).tap()
    phone.wait_for_url(lambda url: path_of(url) == PAGES[2], wait_until="commit")
    shows_numbers(phone, Scenario(), "goods")


@pytest.mark.parametrize("path", ["", "goods", "?embed=true&chart=path"])
def test_a_swipe_over_a_dial_scrolls_and_changes_nothing(phone: Page, server: str, path: str) -> None:
    """Whether it begins on the knob or beside it, and whether the page can scroll that way or not."""
    sent: list[int] = []
    phone.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(len(frame))))
    open_page(phone, server, path)
    dial, finger = Dial(phone, "programme_value"), Finger(phone)
    address, before = phone.url, state(dial)
    dial.point(1.0)
    sent.clear()
    for value, along in ((0.3, -90), (1.0, -90), (2.7, 90), (1.0, 90), (2.0, 90), (0.3, 90)):
        was = scrolled(phone)
        finger.down(*dial.point(value))
        finger.by(along / 6, along)
        finger.up()
        phone.wait_for_timeout(150)
        assert along > 0 or scrolled(phone) > was + 30
    settled(phone)
    assert (state(dial), phone.url, sent) == (before, address, [])


def test_a_tap_takes_its_place_and_a_finger_drags_the_dial(phone: Page, server: str) -> None:
    open_page(phone, server)
    dial, finger = Dial(phone, "programme_value"), Finger(phone)
    phone.touchscreen.tap(*dial.point(2.0))
    expect(dial.range).not_to_have_value("1")
    assert dial.value() == pytest.approx(2.0, abs=0.06)
    touched = Scenario().replace(programme_value=dial.value())
    address_becomes(phone, touched)
    shows_numbers(phone, touched)
    settled(phone)

    x, y = dial.point(dial.value())
    finger.down(x + 15, y + 15)  # on the knob, beside its middle
    seen = set()
    for value in (2.2, 2.4, 2.6, 2.8):
        finger.by(dial.point(value)[0] + 15 - finger.at[0], 2)
        assert dial.value() == pytest.approx(value, abs=0.06)
        shows_numbers(phone, Scenario().replace(programme_value=dial.value()))
        seen.add(dial.value())
    assert len(seen) == 4
    finger.up()
    address_becomes(phone, Scenario().replace(programme_value=dial.value()))
    assert dial.value() == pytest.approx(2.8, abs=0.06)


def test_a_drag_that_the_phone_takes_away_is_put_back(phone: Page, server: str) -> None:
    """As when somebody calls, or a second finger zooms."""
    open_page(phone, server)
    dial, finger = Dial(phone, "programme_value"), Finger(phone)
    address, before = phone.url, state(dial)
    finger.down(*dial.point(1.0))
    finger.by(100, 0)
    assert dial.value() > 1.5
    finger.taken_away()
    expect(dial.range).to_have_value("1")
    settled(phone)
    assert (state(dial), phone.url) == (before, address)
    shows_numbers(phone, Scenario())


def test_the_line_stays_in_sight_while_any_of_ten_dials_moves(phone: Page, server: str) -> None:
    """Those of the groups too, which open in the page; and the stage above them is as high as before."""
    open_page(phone, server)
    expect(phone.get_by_test_id("stSidebar")).to_be_hidden()
    groups = phone.locator("[class*='st-key-panel-'] details")
    assert groups.count() > 5
    assert not phone.locator("[class*='st-key-panel-'] details[open]").count()
    for group in ("goods", "other_trade"):
        box(phone, f"panel.{group}").locator("summary").tap()
        settled(phone)
    names = (*in_panel("goods"), *in_panel("other_trade"))
    dials = [dial for name in names if (dial := Dial(phone, name)).parameter.is_number]
    assert len(dials) == 10
    finger, scenario = Finger(phone), Scenario()
    for dial in dials:
        below = dial.box.evaluate(SEEN)["below"]
        phone.get_by_test_id("stMain").evaluate("(main, by) => main.scrollBy(0, by)", below - 5)
        value = dial.value()
        finger.down(*dial.point(value))
        before = dial.box.evaluate(SEEN)
        to = -15 if finger.at[0] > WIDTH / 2 else 15
        seen = []
        for _ in range(4):
            finger.by(to, 0, steps=2)
            seen.append(dial.box.evaluate(SEEN))
        finger.up()
        assert dial.value() != value, dial.name
        assert min(now["seen"] for now in seen) >= 0.9, dial.name
        assert {(now["height"], now["below"]) for now in seen} == {(before["height"], before["below"])}, (
            dial.name
        )
        scenario = scenario.replace(**{dial.name: type(dial.parameter.value)(dial.value())})
        address_becomes(phone, scenario)
    shows_numbers(phone, scenario)


def test_what_a_finger_touches_is_large_enough(phone: Page, server: str) -> None:
    """And letters in a field are so large that the phone does not zoom in."""
    open_page(phone, server, query=Scenario().replace(programme_value=2.0).to_query())
    dial = Dial(phone, "programme_value")
    dial.info.scroll_into_view_if_needed()
    for part in (dial.track, dial.reset, dial.info):
        place = part.bounding_box()
        assert place is not None
        assert min(place["width"], place["height"]) >= 44
        left, top = place["x"] + 2, place["y"] + 2
        assert all(part.evaluate(BELONGS, corner) for corner in ((left, top), (left + 40, top + 40)))
    assert dial.typed.evaluate("field => parseFloat(getComputedStyle(field).fontSize)") >= 16
    dial.reset.tap()
    address_becomes(phone, Scenario())


def test_a_longer_finding_moves_no_dial(phone: Page, server: str) -> None:
    """It has room for the longest that the goal's dial comes by: “The goal of … is passed already: …”."""
    open_page(phone, server)
    dial, finger, finding = Dial(phone, "target"), Finger(phone), box(phone, "live.path").locator("h2")
    finger.down(*dial.point(dial.value()))
    found, heights = [finding.inner_text()], set()
    for value in (70.0, 24.0, 32.0, 100.0):
        finger.by(dial.point(value)[0] - finger.at[0], 0)
        expect(finding).not_to_have_text(found[-1])
        found.append(finding.inner_text())
        heights.add(dial.box.evaluate(SEEN)["height"])
    finger.up()
    assert any("passed already" in text for text in found)
    assert len(heights) == 1, found


def test_a_screen_found_small_or_turned_loses_nothing(make_page: Callable[..., Page], server: str) -> None:
    """The first run takes one for large that does not say that it is a phone's; the next lays the page out anew."""
    screen = make_page(**{**PHONE, "user_agent": None})
    screen.goto(server)
    dial = Dial(screen, "programme_value")
    expect(box(screen, "menu")).to_be_visible()
    expect(dial.typed).not_to_have_value("")
    settled(screen)
    screen.touchscreen.tap(*dial.point(2.4))
    expect(dial.range).not_to_have_value("1")
    assert dial.value() == pytest.approx(2.4, abs=0.06)
    touched = Scenario().replace(programme_value=dial.value())
    for width, small in ((WIDTH, True), (1200, False), (WIDTH, True)):
        screen.set_viewport_size({"width": width, "height": HEIGHT})
        expect(box(screen, "menu")).to_have_count(int(small))
        expect(screen.get_by_test_id("stSidebar")).to_be_visible(visible=not small)
        settled(screen)
        dial.has(touched.programme_value)
        address_becomes(screen, touched)
        shows_numbers(screen, touched)
