"""What a visitor finds: the answer on the first page, every page by bar and by link, every chart drawn, all quiet."""

from playwright.sync_api import ConsoleMessage, Page, expect

from engine import Scenario
from tests.browser.conftest import open_page, settled
from tests.browser.screen import (
    DRAWN,
    PAGES,
    Dial,
    Figure,
    address_becomes,
    big_numbers,
    box,
    figures,
    path_of,
    shows_numbers,
)

# Streamlit looks for its server below the page's path first, and finds none
HARMLESS = ("/_stcore/health", "/_stcore/host-config")

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


def console_errors(page: Page) -> list[str]:
    """A list that fills with what the browser complains about from now on."""
    errors: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        where = message.location["url"]
        if message.type == "error" and not ("404" in message.text and where.endswith(HARMLESS)):
            errors.append(f"{message.text} ({where})")

    page.on("console", heard)
    return errors


def test_the_overview_opens_with_the_answer_on_it(page: Page, server: str) -> None:
    """The four big numbers are the engine's, whole and readable, before anything is touched."""
    open_page(page, server)
    shows_numbers(page, Scenario())
    expect(page.locator("h1")).to_have_count(1)
    for place in big_numbers(page).all():
        assert place.is_visible()
    assert path_of(page.url) == "" and "?" not in page.url


def test_every_page_opens_by_the_navigation_bar_and_the_console_stays_quiet(page: Page, server: str) -> None:
    """Also while a dial moves and a table opens; but for the two probes of a deep link."""
    errors = console_errors(page)
    open_page(page, server, PAGES[-1])
    links = box(page, "navigation").get_by_role("link")
    expect(links).to_have_count(len(PAGES))
    titles = set()
    for place, path in enumerate(PAGES):
        links.nth(place).click()
        page.wait_for_url(lambda url, wanted=path: path_of(url) == wanted, wait_until="commit")  # type: ignore[misc]
        settled(page, 200)
        no_exception(page)
        charts_are_drawn(page, path)
        titles.add(page.locator("h1:visible").inner_text())
        if path == "goods":
            Figure(page, "build_up").show_table()
            Dial(page, "programme_value").range.press("ArrowRight")
            scenario = Scenario().replace(programme_value=1.05)
            address_becomes(page, scenario)
            shows_numbers(page, scenario, path)
    assert len(titles) == len(PAGES)
    assert not errors


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
