"""On a phone, 380 pixels wide: nothing sticks out, links can be touched, dials dragged, the levers shown and put away."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from engine import Scenario
from tests.browser.conftest import open_page, settled
from tests.browser.screen import PAGES, Dial, address_becomes, box, path_of, shows_numbers

WIDTH = 380

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
        if (box.width < 2 || box.height < 2 || getComputedStyle(element).visibility === 'hidden') continue;
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


@pytest.fixture
def phone(make_page: Callable[..., Page]) -> Iterator[Page]:
    yield make_page(
        viewport={"width": WIDTH, "height": 740}, device_scale_factor=2, is_mobile=True, has_touch=True
    )


def links(page: Page) -> Locator:
    return box(page, "navigation").get_by_role("link")


def test_every_page_fits_the_screen(phone: Page, server: str) -> None:
    """No sideways scrolling, nothing cut off, and every link of the bar can be seen and touched."""
    for path in PAGES:
        open_page(phone, server, path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= WIDTH, path
        assert phone.get_by_test_id("stMain").evaluate("main => main.scrollWidth") <= WIDTH, path
        assert phone.evaluate(STICKS_OUT, WIDTH) == [], path
        expect(links(phone)).to_have_count(len(PAGES))
        for link in links(phone).all():
            expect(link).to_be_in_viewport()
            assert link.evaluate(ON_TOP), f"{link.inner_text()} is covered on {path}"
    links(phone).nth(2).tap()
    phone.wait_for_url(lambda url: path_of(url) == PAGES[2], wait_until="commit")
    shows_numbers(phone, Scenario(), "goods")


def test_a_dial_takes_a_touch_and_follows_a_finger(phone: Page, server: str) -> None:
    open_page(phone, server)
    dial = Dial(phone, "programme_value")
    phone.touchscreen.tap(*dial.point(2.0))
    expect(dial.range).not_to_have_value("1")
    assert dial.value() == pytest.approx(2.0, abs=0.06)
    touched = Scenario().replace(programme_value=dial.value())
    address_becomes(phone, touched)
    shows_numbers(phone, touched)
    settled(phone)

    finger = phone.context.new_cdp_session(phone)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in places]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", dial.point(touched.programme_value))
    seen = set()
    for value in (2.2, 2.4, 2.6, 2.8):
        touch("touchMove", dial.point(value))
        expect(dial.range).not_to_have_value(f"{touched.programme_value:.10g}")
        dragged = Scenario().replace(programme_value=dial.value())
        shows_numbers(phone, dragged)
        seen.add(dial.value())
    assert len(seen) > 2
    touch("touchEnd")
    address_becomes(phone, dragged)
    assert dial.value() == pytest.approx(2.8, abs=0.06)


def test_the_levers_can_be_shown_and_put_away(phone: Page, server: str) -> None:
    """They are put away at first, so that the answer is what a phone shows."""
    open_page(phone, server)
    lever = Dial(phone, "target", "side")
    expect(lever.range).not_to_be_in_viewport()
    expect(phone.locator("h1")).to_be_in_viewport()
    phone.get_by_test_id("stExpandSidebarButton").tap()
    expect(lever.range).to_be_in_viewport()
    lever.type("40")
    address_becomes(phone, Scenario().replace(target=40.0))
    phone.get_by_test_id("stSidebarCollapseButton").get_by_role("button").tap()
    expect(lever.range).not_to_be_in_viewport()
    shows_numbers(phone, Scenario().replace(target=40.0))
