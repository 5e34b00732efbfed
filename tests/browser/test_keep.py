"""What a reader made is there after a reload, a sleep and a restart, or one line says why not."""

import io

import pytest
from playwright.sync_api import Page, expect

from engine import Case, Scenario
from engine.load import PRODUCTS, ROOT, products_from
from pages.parts.exhibits import basket
from tests.browser.conftest import free_port, open_page, running_server, settled, started
from tests.browser.screen import Dial, Figure, address_becomes, box, shows_numbers
from tests.browser.test_upload import upload

HIGHER = Scenario(target=40.0)


def press(page: Page, key: str) -> None:
    box(page, key).get_by_role("button").first.click()


def unfold(page: Page) -> None:
    """Opens the ways to change a comparison."""
    box(page, "shelf").locator("summary").click()
    expect(box(page, "shelf.0")).to_be_visible()


def made(page: Page, server: str) -> None:
    """A goal, then a scenario under a name."""
    open_page(page, server)
    press(page, "goal.goal_40_2030")
    address_becomes(page, HIGHER)
    press(page, "history")
    box(page, "history.name").get_by_role("textbox").fill("My plan")
    press(page, "history.keep")
    expect(page.locator("[class*='st-key-kept-']").get_by_role("button", name="My plan")).to_be_visible()
    page.keyboard.press("Escape")
    settled(page)


def is_there(page: Page) -> None:
    """Steps, shelf, and a way back that leads there."""
    press(page, "history")
    expect(page.locator("[class*='st-key-kept-']").get_by_role("button", name="My plan")).to_be_visible()
    steps = page.locator("[class*='st-key-step-']").get_by_role("button")
    expect(steps).to_have_text(["✓ Kept: My plan", "Goal for turnover: $35.0 bn → $40.0 bn", "As opened"])
    page.keyboard.press("Escape")


def test_neither_a_reload_nor_a_tab_that_was_put_aside_loses_anything(page: Page, server: str) -> None:
    made(page, server)
    page.reload()
    settled(page)
    is_there(page)
    page.goto("about:blank")
    page.go_back()
    settled(page)
    is_there(page)


CONNECTION = "document.querySelector('[data-testid=\"stApp\"]').dataset.testConnectionState"
OURS = """[...Object.keys(localStorage), ...Object.keys(sessionStorage), ...document.cookie.split('; ')]
    .filter(name => name.startsWith('road'))"""
FURTHER = Scenario(target=100.0, target_year=2040)


def test_a_restart_of_the_server_loses_nothing_not_even_the_first_click(page: Page) -> None:
    port = free_port()
    with running_server(port) as url:
        made(page, url)
    page.wait_for_function(f"() => {CONNECTION} !== 'CONNECTED'")
    with running_server(port):
        page.wait_for_function(f"() => {CONNECTION} === 'CONNECTED'")
        press(page, "goal.goal_100")
        address_becomes(page, FURTHER)
        settled(page)
        press(page, "undo")
        address_becomes(page, HIGHER)
        settled(page)
        press(page, "history")
        expect(page.locator("[class*='st-key-step-']")).to_have_count(4)


def test_what_a_dial_told_a_server_that_was_lost_is_told_to_the_next(page: Page) -> None:
    """Pressed in the moment in which the process is killed; what was told before it stays as well."""
    port = free_port()
    year = page.get_by_role("slider", name="Goal year").first
    with started(port, {}) as process:
        open_page(page, f"http://127.0.0.1:{port}")
        year.press("ArrowRight")
        address_becomes(page, Scenario(target_year=2031))
        settled(page)
        process.kill()
        year.press("ArrowRight")
        page.wait_for_function(f"() => {CONNECTION} !== 'CONNECTED'")
    with running_server(port):
        address_becomes(page, Scenario(target_year=2032))
        settled(page)
        press(page, "undo")
        address_becomes(page, Scenario(target_year=2031))
        expect(year).to_have_attribute("aria-valuetext", "2031")


def test_a_new_tab_goes_on_where_its_address_says_and_finds_the_rest(page: Page, server: str) -> None:
    made(page, server)
    other = page.context.new_page()
    open_page(other, server, "compare")
    address_becomes(other, Scenario())
    unfold(other)
    expect(box(other, "shelf.2")).to_contain_text("My plan")
    press(other, "undo")
    address_becomes(other, HIGHER)


def test_tabs_share_the_shelf_have_their_own_steps_and_forget_together(page: Page, server: str) -> None:
    made(page, server)
    other = page.context.new_page()
    open_page(other, server, "compare")
    other.bring_to_front()
    unfold(other)
    other.get_by_role("button", name="Take off").nth(1).click()
    expect(box(other, "shelf.2")).to_have_count(0)
    other.get_by_role("textbox", name="Name for the scenario on the dials").fill("Theirs")
    press(other, "shelf.keep")
    expect(box(other, "shelf.2")).to_contain_text("Theirs")
    settled(other)
    page.bring_to_front()
    press(page, "history")
    kept = page.locator("[class*='st-key-kept-']")
    expect(kept.get_by_role("button", name="Theirs")).to_be_visible()
    expect(kept.get_by_role("button", name="My plan")).to_have_count(0)
    expect(page.locator("[class*='st-key-step-']")).to_have_count(3)
    page.reload()
    settled(page)
    address_becomes(page, HIGHER)
    press(page, "history")
    expect(page.locator("[class*='st-key-step-']")).to_have_count(3)
    expect(kept.get_by_role("button", name="Theirs")).to_be_visible()

    open_page(other, server, "sources")
    press(other, "keep.forget")
    expect(other.get_by_text("Nothing is kept any more")).to_be_visible()
    settled(other)
    page.bring_to_front()
    settled(page)
    assert not page.evaluate(OURS) and not other.evaluate(OURS)


def test_nothing_is_written_while_a_dial_moves(page: Page, server: str) -> None:
    page.add_init_script(
        """window.writes = []; const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) { window.writes.push(key); set.call(this, key, text); };"""
    )
    made(page, server)
    dial = Dial(page, "programme_value")
    page.evaluate("window.writes = []")
    page.mouse.move(*dial.point(dial.value()))
    page.mouse.down()
    page.mouse.move(*dial.point(2.0), steps=5)
    shows_numbers(page, HIGHER.replace(programme_value=dial.value()))
    settled(page)
    assert page.evaluate("window.writes") == []
    page.mouse.up()
    address_becomes(page, HIGHER.replace(programme_value=dial.value()))
    settled(page)
    assert page.evaluate("window.writes") == ["road.steps", "road.steps"]  # the tab's, and a new tab's


@pytest.mark.parametrize(
    "damage, said",
    [
        (
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })",
            "does not let us keep",
        ),
        ("if (!localStorage.filler) localStorage.filler = 'x'.repeat(5 * 1024 * 1024 - 20)", "no room left"),
    ],
    ids=["blocked", "full"],
)
def test_a_browser_that_keeps_nothing_says_so(page: Page, server: str, damage: str, said: str) -> None:
    page.add_init_script(damage)
    open_page(page, server)
    expect(page.get_by_text(said)).to_have_count(0)
    press(page, "goal.goal_40_2030")
    address_becomes(page, HIGHER)
    expect(page.get_by_text(said)).to_be_visible()
    shows_numbers(page, HIGHER)


def test_an_own_table_is_kept_only_where_it_is_wished(page: Page, server: str) -> None:
    """It comes back with the address that says so, and is offered elsewhere."""
    every = (ROOT / "data/products_2024.csv").read_text(encoding="utf-8").splitlines()
    lines = [every[0], *every[40::45][:100]]
    own = products_from(io.BytesIO("\n".join(lines).encode()))

    mine, ours = (basket.exhibit(Case(HIGHER, products=one)).finding for one in (own, PRODUCTS))
    finding = Figure(page, "basket").heading

    def method() -> None:
        box(page, "method").locator("summary").click()

    open_page(page, server, "goods", HIGHER.to_query())
    method()
    upload(page, lines)
    expect(finding).to_have_text(mine)
    settled(page)
    page.reload()
    expect(finding).to_have_text(ours)
    settled(page)
    method()
    upload(page, lines)
    expect(finding).to_have_text(mine)
    page.get_by_text("Keep this table on this computer").click()
    settled(page)
    page.reload()
    expect(finding).to_have_text(mine)
    expect(page.get_by_text("no link can hold")).to_have_count(0)

    open_page(page, server, "goods", HIGHER.to_query())
    expect(finding).to_have_text(ours)
    method()
    page.get_by_role("button", name="Use your table").click()
    expect(finding).to_have_text(mine)

    # another one that was not ticked is not mixed up with it
    page.get_by_role("button", name="Go back to our table").click()
    expect(finding).to_have_text(ours)
    upload(page, lines[:-1])
    expect(page.get_by_role("checkbox", name="Keep this table")).not_to_be_checked()
    settled(page)
    page.reload()
    expect(finding).to_have_text(ours)
    expect(page.get_by_text("no link can hold")).to_be_visible()
