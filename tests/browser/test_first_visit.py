"""What a visitor finds: the answer on the first page, four pages by bar and by link, every chart drawn."""

from playwright.sync_api import Page, expect

from engine import Scenario
from tests.browser.conftest import open_page, settled
from tests.browser.screen import DRAWN, PAGES, Figure, big_numbers, box, figures, path_of, shows_numbers

# texts that end in dots, because their box is too narrow
CUT_OFF = """boxes => boxes.flatMap(box => [box, ...box.querySelectorAll('*')])
    .filter(part => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline')
    .map(part => part.textContent)"""


def no_exception(page: Page) -> None:
    assert page.get_by_test_id("stException").count() == 0


def charts_are_drawn(page: Page, path: str) -> None:
    for key in figures(path):
        size = Figure(page, key).drawing.bounding_box()
        assert size is not None, f"the chart “{key}” is not there"
        assert size["width"] > 200 and size["height"] > 100, f"the chart “{key}” measures {size}"
    charts = page.get_by_test_id("stVegaLiteChart")
    assert charts.count() >= len(figures(path))
    assert charts.locator("svg.marks, canvas.marks").count() == charts.count()


def test_the_overview_opens_with_the_answer_on_it(page: Page, server: str) -> None:
    """The four big numbers are the engine's, whole and readable, before anything is touched."""
    open_page(page, server)
    shows_numbers(page, Scenario())
    expect(page.locator("h1")).to_have_count(1)
    for place in big_numbers(page).all():
        assert place.is_visible()
    assert path_of(page.url) == "" and "?" not in page.url


def test_every_page_opens_by_the_navigation_bar(page: Page, server: str) -> None:
    open_page(page, server)
    links = box(page, "navigation").get_by_role("link")
    expect(links).to_have_count(len(PAGES))
    titles = set()
    for place in (*range(1, len(PAGES)), 0):
        links.nth(place).click()
        page.wait_for_url(lambda url, wanted=PAGES[place]: path_of(url) == wanted, wait_until="commit")  # type: ignore[misc]
        settled(page, 200)
        no_exception(page)
        charts_are_drawn(page, PAGES[place])
        titles.add(page.locator("h1:visible").inner_text())
    assert len(titles) == len(PAGES)


def test_every_page_opens_by_its_link(page: Page, server: str) -> None:
    """With its title, its charts and its big numbers, none of them cut off."""
    for path in PAGES:
        open_page(page, server, path)
        no_exception(page)
        assert page.locator("h1:visible").inner_text().strip()
        charts_are_drawn(page, path)
        if path in DRAWN:
            shows_numbers(page, Scenario(), path)
        cut = big_numbers(page).evaluate_all(CUT_OFF)
        assert cut == [], path
