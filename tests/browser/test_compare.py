"""A comparison that a room can read: every name beside its line and none on another, the chart first, nothing cut."""

from collections.abc import Callable
from itertools import combinations

from playwright.sync_api import Page, expect

from engine import Scenario, link, presets
from engine.comparison import Named
from engine.load import PRESETS
from engine.study import Study
from tests.browser.conftest import open_page, settled
from tests.browser.screen import Dial, Figure, address_becomes, box, unfold_levers

READY = tuple(Named(PRESETS[key]["title"], made) for key, made in presets().items())
EIGHT = Study(
    Scenario(programme_value=2.9),
    kept=(*READY, Named("Group of exporters and carriers", Scenario(programme_value=2.5))),
)
QUERY = link.text(link.to_query(EIGHT, compared=True))
SCREENS = ((1366, 640), (1280, 600), (390, 664), (300, 664))
NAMES = """chart => [...chart.querySelectorAll('.role-mark text')].map(name => {
    const {left, right, top, bottom} = name.getBoundingClientRect();
    return [left, right, top, bottom];
})"""


def names_have_room(page: Page, count: int) -> None:
    """Each wholly within the chart, and none on another; lines have a third of the width and more."""
    chart = Figure(page, "paths").chart
    names = chart.evaluate(NAMES)
    frame = chart.bounding_box()
    assert frame and len(names) == count
    lines = chart.locator("g.mark-line").first.bounding_box()
    assert lines and lines["width"] > frame["width"] / 3
    for left, right, top, bottom in names:
        assert frame["x"] < left and right <= frame["x"] + frame["width"] + 1.5
        assert frame["y"] < top and bottom < frame["y"] + frame["height"]
    for one, other in combinations(names, 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        assert apart, (one, other)


def test_eight_names_have_room_on_every_screen(make_page: Callable[..., Page], server: str) -> None:
    """As opened, after the screen is turned, and while a dial moves."""
    width, height = SCREENS[0]
    page = make_page(viewport={"width": width, "height": height})
    open_page(page, server, "compare", QUERY)
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        names_have_room(page, 8)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    width, height = SCREENS[-1]
    page = make_page(viewport={"width": width, "height": height})
    open_page(page, server, "compare", QUERY)
    names_have_room(page, 8)


def test_names_give_way_while_a_dial_moves_and_one_that_is_kept_too_is_there_once(
    page: Page, server: str
) -> None:
    open_page(page, server, "compare", QUERY)
    unfold_levers(page)
    dial = Dial(page, "programme_value")
    page.mouse.move(*dial.point(2.9))
    page.mouse.down()
    page.mouse.move(*dial.point(1.6), steps=4)
    settled(page, 200)
    names_have_room(page, 8)
    page.mouse.up()
    dial.type("2.5")
    address_becomes(page, Scenario(programme_value=2.5))
    settled(page)
    names_have_room(page, 7)
    expect(page.get_by_text("What is on the dials is kept too")).to_be_visible()


def test_the_chart_stands_first_and_no_table_is_cut(make_page: Callable[..., Page], server: str) -> None:
    """And a name is what was typed, whatever it would mean in Markdown."""
    name = "# 1. _mine_ :red[b] :material/add: <b>"
    odd = EIGHT.replace(kept=(*READY, Named(name, Scenario(programme_value=2.5))))
    page = make_page(viewport={"width": 1280, "height": 600})
    open_page(page, server, "compare", link.text(link.to_query(odd, compared=True)))
    figure, keep = Figure(page, "paths"), box(page, "shelf.add")
    heading, chart, way = (part.bounding_box() for part in (figure.heading, figure.chart, keep))
    assert heading and chart and way and heading["y"] < chart["y"] < way["y"]
    assert page.get_by_test_id("stMain").locator("h2").first.inner_text() == figure.finding()
    tables = page.get_by_test_id("stTable")
    expect(tables).to_have_count(3)
    expect(tables.first.locator("tbody tr")).to_have_count(8)
    expect(tables.first.locator("tbody tr").last.locator("td").first).to_have_text(name)
    cut = "all => all.map(one => [one, ...one.querySelectorAll('*')].some(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth))"
    assert not any(tables.evaluate_all(cut))
