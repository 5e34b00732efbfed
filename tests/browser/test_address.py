"""A link is a promise: it restores the scenario, Back and Forward walk through scenarios, bad links say so."""

import io
from collections.abc import Callable
from urllib.parse import urlsplit

import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from engine import PARAMETERS, Case, Scenario, given, presets, published
from engine.link import text, to_query
from engine.load import GOALS, STARTING_POINTS
from engine.study import Study
from pages.parts.words import number
from tests.browser.conftest import open_page, running_server, settled
from tests.browser.screen import (
    Dial,
    address_becomes,
    big_numbers,
    box,
    dials_show,
    history_length,
    lever,
    path_of,
    query_of,
    shows_numbers,
)

# settings of every kind: number, year, count, choice, switch
MANY = Scenario().replace(
    start="kz_2024",
    target=40.0,
    target_year=2032,
    programme_value=1.6,
    goods_delivered=90,
    failure_order="largest_first",
    organic_export_growth=0.045,
)
# every message of the server arrives a third of a second late
SLOW_LINE = """
const Quick = window.WebSocket;
window.WebSocket = class extends Quick {
    addEventListener(kind, then, ...rest) {
        super.addEventListener(kind, kind === "message" ? e => setTimeout(() => then.call(this, e), 330) : then, ...rest);
    }
};
"""
DIALS = {"": ("programme_value", "organic_export_growth"), "required_growth": ("target", "target_year")}


def shows(page: Page, scenario: Scenario, path: str = "") -> None:
    """Address, big numbers and dials are all those of a scenario."""
    address_becomes(page, scenario, path)
    shows_numbers(page, scenario, path)
    dials_show(page, scenario, DIALS.get(path, ()))
    dials_show(page, scenario, ("target", "programme_value", "organic_export_growth"))


def test_a_link_restores_its_scenario_on_every_page_and_stays_in_the_address(page: Page, server: str) -> None:
    for path in ("", "required_growth", "goods"):
        open_page(page, server, path, MANY.to_query())
        shows(page, MANY, path)
        expect(lever(page, "start").get_by_role("combobox")).to_have_value(
            STARTING_POINTS["kz_2024"]["label"]
        )
        assert box(page, "row.problems").get_by_role("alert").count() == 0
    box(page, "navigation").get_by_role("link").first.click()
    shows(page, MANY)


def test_back_and_forward_walk_through_scenarios_across_pages(page: Page, server: str) -> None:
    open_page(page, server)
    entries, scenario, path = history_length(page), Scenario(), ""
    steps = [(path, scenario)]

    def take(**changes: float) -> None:
        nonlocal scenario
        for name, value in changes.items():
            Dial(page, name).type(f"{value * (100 if PARAMETERS[name].unit == '1/year' else 1):.10g}")
        scenario = scenario.replace(**changes)
        shows(page, scenario, path)
        settled(page, 100)
        steps.append((path, scenario))

    take(programme_value=2.0)
    box(page, "navigation").get_by_role("link").nth(1).click()
    path = "required_growth"
    shows(page, scenario, path)
    settled(page, 100)
    steps.append((path, scenario))
    take(target=42.5)
    take(target_year=2034)
    assert history_length(page) == entries + len(steps) - 1  # one entry a step

    for path, scenario in reversed(steps[:-1]):
        page.go_back()
        shows(page, scenario, path)
        settled(page, 100)
    for path, scenario in steps[1:]:
        page.go_forward()
        shows(page, scenario, path)
        settled(page, 100)


def test_a_bad_link_says_what_could_not_be_restored_and_restores_the_rest(page: Page, server: str) -> None:
    """Five kinds of damage in one link, between settings that are right."""
    bad = (
        ("tagret", "40"),
        ("target", "999"),
        ("programme_value", "nan"),
        ("organic_export_growth", "0,05"),
        ("target_year", "2031"),
        ("target_year", "2032"),
    )
    good = Scenario().replace(programme_goods=150, organic_import_growth=0.05, start="cn_2022")
    said_of = (("v", published.VERSION), *bad, *good.settings().items())
    query = "&".join(f"{name}={value}" for name, value in said_of)
    open_page(page, server, query=query)
    warning = box(page, "row.problems").get_by_role("alert")
    expect(warning).to_have_count(1)
    said = warning.inner_text()
    for name in dict(bad):
        assert name in said
    for value in ("999", "nan", "0,05"):
        assert value in said
    shows_numbers(page, good)
    dials_show(page, good, ("target", "target_year", "programme_goods", "organic_import_growth"))

    # the next change writes a clean address, and the warning goes
    Dial(page, "programme_value").type("2")
    shows(page, good.replace(programme_value=2.0))
    expect(warning).to_have_count(0)


def test_a_change_made_before_the_address_has_followed_the_last_one_is_not_lost(
    page: Page, server: str
) -> None:
    """On a slow line the browser still reports the old address; that is no step back by the reader."""
    page.add_init_script(SLOW_LINE)
    open_page(page, server)
    Dial(page, "programme_value").type("2")
    Dial(page, "organic_export_growth").type("5")
    scenario = Scenario().replace(programme_value=2.0, organic_export_growth=0.05)
    shows(page, scenario)
    settled(page)
    dial = Dial(page, "organic_export_growth")
    with page.expect_event("framenavigated"):  # the first key has settled when the next is pressed
        dial.range.press("End")
    dial.range.press("ArrowLeft")
    shows(page, scenario.replace(organic_export_growth=0.119))


def test_undo_and_redo_walk_through_the_changes(page: Page, server: str) -> None:
    open_page(page, server)
    undo, redo = (box(page, key).get_by_role("button") for key in ("undo", "redo"))
    expect(undo).to_be_disabled()
    expect(redo).to_be_disabled()
    first, second = Scenario().replace(programme_value=2.0), Scenario().replace(programme_value=0.5)
    for scenario in (first, second):
        Dial(page, "programme_value").type(str(scenario.programme_value))
        shows(page, scenario)
    for button, scenario in ((undo, first), (undo, Scenario()), (redo, first), (redo, second)):
        button.click()
        shows(page, scenario)
    expect(redo).to_be_disabled()
    undo.click()
    shows(page, first)
    Dial(page, "programme_value").type("3")
    shows(page, first.replace(programme_value=3.0))
    expect(redo).to_be_disabled()  # a new change ends what could be redone


def test_what_differs_is_listed_and_each_item_and_each_reset_goes_its_own_way_back(
    page: Page, server: str
) -> None:
    """A click on an item resets that setting only; the two resets tell choices from assumptions."""
    open_page(page, server, query=MANY.to_query())
    items = page.locator("[class*='st-key-difference-']").get_by_role("button")
    expect(items).to_have_count(len(MANY.differs_from(Scenario())))
    box(page, "difference.target").get_by_role("button").click()
    scenario = MANY.replace(target=Scenario().target)
    shows(page, scenario)
    expect(items).to_have_count(len(scenario.differs_from(Scenario())))
    expect(box(page, "difference.target")).to_have_count(0)

    box(page, "changes").get_by_role("button").first.click()
    for kind in ("policy", "assumption"):
        reset = box(page, f"reset.{kind}").get_by_role("button")
        reset.click()
        names = [name for name in scenario.differs_from(Scenario()) if PARAMETERS[name].kind == kind]
        assert names
        scenario = scenario.replace(**{name: PARAMETERS[name].value for name in names})
        shows(page, scenario)
        expect(reset).to_be_disabled()
    assert scenario == Scenario()
    expect(items).to_have_count(0)


def test_a_ready_made_scenario_and_the_named_goals_set_what_they_name(page: Page, server: str) -> None:
    open_page(page, server)
    for name in ("cautious", "updated_2024"):
        box(page, "presets").get_by_role("button").first.click()
        box(page, f"preset.{name}").get_by_role("button").first.click()
        page.keyboard.press("Escape")
        shows(page, presets()[name])
    scenario = presets()["updated_2024"]
    for goal in GOALS.itertuples():
        box(page, f"goal.{goal.id}").get_by_role("button").click()
        scenario = scenario.replace(target=float(goal.target), target_year=int(goal.target_year))
        shows(page, scenario)
        expect(box(page, "goals").get_by_role("button", name="✓")).to_have_count(1)
    Dial(page, "programme_value").type("2.2")
    shows(page, scenario.replace(programme_value=2.2))


def test_a_copied_link_gives_the_same_numbers_to_somebody_else(
    page: Page, make_page: Callable[..., Page], server: str
) -> None:
    """One tap copies the short link, and says so; it carries what differs, and its guard."""
    open_page(page, server, "goods", MANY.to_query())
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box(page, "copy").get_by_role("button").click()
    expect(box(page, "copy").get_by_role("status")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{server}/goods?v=")
    assert query_of(link) == MANY.settings()

    other = make_page()
    address = urlsplit(link)
    with running_server() as another:  # another process, which has never seen this scenario
        open_page(other, another, address.path, address.query)
        shows_numbers(other, MANY, "goods")
        dials_show(other, MANY, ("target", "target_year", "programme_value", "organic_export_growth"))
        notice = box(other, "row.problems").get_by_test_id("stAlert")
        expect(notice).to_have_count(1)
        expect(notice).to_contain_text("The results are the same as when this link was made")
        assert (path_of(other.url), query_of(other.url)) == (
            "goods",
            query_of(link),
        )  # it stays as it was sent


def test_the_code_of_a_link_is_read_off_a_screen_from_the_last_row(page: Page, server: str) -> None:
    """At 1280 × 720, and from a picture a quarter as wide and high: the code holds the link that is copied."""
    study = Study(
        MANY.replace(cn_share_of_imported_inputs=0.15), (("organic_export_growth", 0.0, 0.05),), by="Group A"
    )
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, server, query=text(to_query(study)))
    box(page, "send").get_by_role("button").first.click()
    wanted = page.get_by_test_id("stPopoverBody").locator("code").first.inner_text().splitlines()[-1]
    box(page, "send.large").get_by_role("button").click()
    code = page.get_by_role("dialog").get_by_alt_text("QR code of the link")
    expect(code).to_be_visible()
    settled(page)
    screen = Image.open(io.BytesIO(page.screenshot()))
    for size in ((1280, 720), (640, 360), (320, 180)):
        read = zxingcpp.read_barcodes(screen.resize(size), formats=zxingcpp.BarcodeFormat.QRCode)
        assert [found.text for found in read] == [wanted], size
    assert given.read(wanted).study == study


def test_own_ranges_show_the_same_numbers_to_somebody_else_on_every_page(
    page: Page, make_page: Callable[..., Page], server: str
) -> None:
    """Typed here, copied, opened in a clean browser on another server: every big number, and the receipt."""
    study = Study(MANY, (("organic_export_growth", 0.0, 0.02), ("realisation", 0.5, 0.6)))
    open_page(page, server, "uncertainty", text(to_query(study)))
    link = page.evaluate("location.href")
    other = make_page()
    with running_server() as another:
        for path in ("", "uncertainty", "answers", "goods"):
            open_page(page, server, path, urlsplit(link).query)
            open_page(other, another, path, urlsplit(link).query)
            assert big_numbers(page).all_inner_texts() == big_numbers(other).all_inner_texts()
            expect(box(other, "range.realisation")).to_have_count(1)
    chance = number(Case(MANY, study.own).futures.probability_at(MANY.target), "share", 0)
    assert chance != number(Case(MANY).futures.probability_at(MANY.target), "share", 0)
    open_page(other, server, "uncertainty", urlsplit(link).query)
    expect(big_numbers(other).first).to_have_text(chance)
