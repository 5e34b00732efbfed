"""The border map in a window of any width: every checkpoint is named, no name lies on another, nothing is cut."""

from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import open_page, settled
from tests.browser.screen import Figure

CHECKPOINTS = {"Nur Zholy", "Bakhty", "Dostyk (Alakol)", "Maikapchagai", "Kalzhat"}
# words of the drawing and where their letters stand; a name's paper, drawn below it, is the same once more
WORDS = """drawing => [...drawing.querySelectorAll('text')].filter(e => e.textContent).map(e => {
    const box = e.getBoundingClientRect(), size = parseFloat(getComputedStyle(e).fontSize);
    const middle = (box.top + box.bottom) / 2;
    return {text: e.textContent, size, left: box.left, right: box.right, top: middle - size / 2, bottom: middle + size / 2};
})"""


def named(page: Page) -> dict[str, dict[str, float]]:
    """The words of the map and their boxes."""
    drawing = page.locator("svg.marks")
    found = {each.pop("text"): each for each in drawing.evaluate(WORDS)}
    frame = drawing.bounding_box()
    assert frame is not None
    for text, box in found.items():
        assert frame["x"] <= box["left"] and box["right"] <= frame["x"] + frame["width"], text
        assert frame["y"] <= box["top"] and box["bottom"] <= frame["y"] + frame["height"], text
    return found


def overlaps(found: dict[str, dict[str, float]]) -> list[tuple[str, str]]:
    def apart(a: dict[str, float], b: dict[str, float]) -> bool:
        sides = (("right", "left"), ("bottom", "top"))
        return any(one[end] <= other[start] for end, start in sides for one, other in ((a, b), (b, a)))

    return [(a, b) for a, b in combinations(found, 2) if not apart(found[a], found[b])]


@pytest.mark.parametrize("query", ["", "&lane_dostyk=no&rail_capacity=100"])
def test_names_stand_apart_at_every_width(page: Page, server: str, query: str) -> None:
    """Embedded, from 300 pixels on; with little and with much to carry."""
    open_page(page, server, query="embed=true&chart=crossings" + query)
    for width in (300, 345, 390, 510, 660, 768, 1024, 1600):
        page.set_viewport_size({"width": width, "height": 720})
        settled(page, 200)
        room = page.get_by_test_id("stVegaLiteChart").evaluate("chart => chart.clientWidth")
        assert room >= min(width - 30, 1110)
        expect(page.locator("svg.marks")).to_have_attribute("width", str(room))
        found = named(page)
        assert found.keys() > CHECKPOINTS and {"Kazakhstan", "China"} <= found.keys(), width
        assert sum("full in 2030" in text for text in found) == 2
        assert overlaps(found) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert min(box["size"] for box in found.values()) >= 14


def test_the_map_follows_its_year(page: Page, server: str) -> None:
    """On its own page: other words and widths, the same drawing."""
    open_page(page, server, "border")
    figure = Figure(page, "crossings")
    expect(figure.drawing.locator("text", has_text="Rails 122 % full in 2030").first).to_be_attached()
    figure.drawing.evaluate("drawing => { drawing.marked = true; }")
    page.get_by_role("slider", name="Year on the map").press("ArrowLeft")
    expect(figure.drawing.locator("text", has_text="full in 2029").first).to_be_attached()
    assert figure.drawing.evaluate("drawing => drawing.marked === true")
