"""For readers with a screen reader, low sight or no mouse: axe on every page in both themes, charts in words, tables."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from engine import Scenario, presets
from tests.browser.conftest import open_page, settled
from tests.browser.screen import FIGURES, PAGES, Dial, Figure, address_becomes

AXE = Axe()
# Rules that fire on Streamlit's own markup, each with its reason; none at present.
NOT_OURS: dict[str, str] = {}


def violations(page: Page) -> list[str]:
    """What axe finds serious or critical, a line for each element."""
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in NOT_OURS}}
    found = AXE.run(page, options=options).response["violations"]
    return [
        f"{rule['impact']} {rule['id']}: {node['target']} {node['html'][:120]} — {node['failureSummary']}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_page(
    make_page: Callable[..., Page], server: str, theme: str
) -> None:
    """On a screen so tall that every part is in view, for axe skips what is not; with settings that differ."""
    page = make_page(color_scheme=theme, viewport={"width": 1280, "height": 4000})
    found = {}
    for path in PAGES:
        open_page(page, server, path, presets()["cautious"].to_query())
        page.locator("details:not([open]) > summary").evaluate_all("all => all.forEach(one => one.click())")
        settled(page)
        expect(page.locator("details:not([open])")).to_have_count(0)
        found[path] = violations(page)
    assert not any(found.values()), "\n".join(f"/{path} {line}" for path in found for line in found[path])


def test_axe_finds_nothing_serious_where_something_is_refused_or_opened(page: Page, server: str) -> None:
    """The first visit's page with a dial's note, a refused value, a warning about the link and a table."""
    open_page(page, server, query="target=999")
    dial = Dial(page, "programme_value")
    dial.info.click()
    dial.type("99")
    expect(dial.alert).to_be_visible()
    Figure(page, "path").show_table()
    expect(Figure(page, "path").table).to_be_visible()
    settled(page)
    assert violations(page) == []


def test_every_chart_says_its_finding_and_has_a_table_twin(page: Page, server: str) -> None:
    """Heading and alternative text are the same sentence, after a change too; the switch shows a table."""
    scenario = Scenario().replace(target=50.0, programme_value=0.5)
    for path in PAGES:
        if not FIGURES[path]:
            continue
        open_page(page, server, path)
        before = [Figure(page, key).finding() for key in FIGURES[path]]
        Dial(page, "target", "side").type("50")
        address_becomes(page, scenario.replace(programme_value=Scenario().programme_value))
        Dial(page, "programme_value", "side").type("0.5")
        address_becomes(page, scenario)
        settled(page, 200)
        expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(len(FIGURES[path]))
        assert before != [Figure(page, key).finding() for key in FIGURES[path]]
        for key in FIGURES[path]:
            figure = Figure(page, key)
            finding = figure.finding()
            assert len(finding) > 20
            expect(figure.chart).to_have_attribute("role", "graphics-document")
            expect(figure.chart).to_have_attribute("aria-label", finding)
            expect(figure.switch).not_to_be_checked()
            figure.show_table()
            expect(figure.table.get_by_role("region")).to_have_attribute("aria-label", finding)
            # the cells, for those who cannot see the drawn ones
            expect(figure.table.locator("table[role=grid] [role=gridcell]").first).to_be_attached()
