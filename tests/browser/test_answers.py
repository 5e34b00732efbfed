"""The pages of uncertainty and answers: ranges of one's own, goal seek put back, the map while a dial moves."""

import re

import pytest
from playwright.sync_api import Page, expect

from engine import PARAMETERS, Case, Scenario, answers, evaluate, uncertainty
from engine.link import text
from pages.parts.exhibits import reach
from pages.parts.texts import answers as texts
from pages.parts.texts import uncertainty as sure
from pages.parts.words import number
from tests.browser.conftest import open_page, settled
from tests.browser.screen import Dial, Figure, address_becomes, big_numbers, box, scenario_of, shows_numbers


def test_what_was_sought_is_put_back_and_reaches_the_goal(page: Page, server: str) -> None:
    scenario = Scenario(target=45)
    open_page(page, server, "answers", text(scenario.to_query()))
    found = answers.seek(Case(scenario), "organic_export_growth")
    expect(page.get_by_text(texts.sought(found, Case(scenario)))).to_be_visible()
    box(page, "seek.put").get_by_role("button").click()
    page.wait_for_url("**organic_export_growth**")
    settled(page)
    kept = scenario_of(page.url)
    assert evaluate(kept)["turnover_at_target"] == pytest.approx(kept.target, abs=1e-6)
    shows_numbers(page, kept, "answers")


def test_where_one_lever_is_not_enough_both_are_put_back(page: Page, server: str) -> None:
    case = Case(Scenario(target=45))
    open_page(page, server, "answers", text(case.scenario.to_query()))
    control = box(page, "pick.seek").get_by_role("combobox")
    control.fill(PARAMETERS["programme_value"].title)
    page.get_by_role("option", name=PARAMETERS["programme_value"].title, exact=True).click()
    sentence = texts.sought(answers.seek(case, "programme_value"), case)
    assert sentence.startswith("Alone it is not enough")
    expect(page.get_by_text(sentence)).to_be_visible()
    box(page, "seek.put").get_by_role("button").click()
    page.wait_for_url("**programme_value**")
    settled(page)
    kept = scenario_of(page.url)
    assert kept.programme_value == PARAMETERS["programme_value"].high
    assert evaluate(kept)["turnover_at_target"] == pytest.approx(kept.target, abs=1e-6)


def test_numbers_follow_a_dragged_dial_and_the_map_waits(page: Page, server: str) -> None:
    """What is heavy is computed once the dial is let go; the big numbers follow at once."""
    open_page(page, server, "answers")
    dial, figure = Dial(page, "target"), Figure(page, "reach")
    before = figure.finding()
    page.mouse.move(*dial.point(dial.value()))
    page.mouse.down()
    for place in (45.0, 60.0, 75.0):
        page.mouse.move(*dial.point(place))
        shows_numbers(page, Scenario().replace(target=dial.value()), "answers")
        assert figure.finding() == before
    page.mouse.up()
    scenario = Scenario().replace(target=dial.value())
    address_becomes(page, scenario, "answers")
    expect(figure.heading).to_have_text(reach.exhibit(Case(scenario)).finding)


def test_own_ranges_change_the_chances_and_stay(page: Page, server: str) -> None:
    """Typed into the table; they act on this page and on the overview, and a wrong one is refused with a sentence."""
    far = Scenario(target=80)  # a goal whose chance hangs on the doubt about growth
    open_page(page, server, "uncertainty", text(far.to_query()))
    name = "organic_export_growth"
    row = uncertainty.DRAWABLE.index(name)

    def type_highest(limit: str) -> None:
        table = page.locator("[class*=st-key-ranges-]").get_by_test_id("stDataFrame")
        table.scroll_into_view_if_needed()
        place = table.bounding_box()
        assert place is not None
        page.mouse.dblclick(place["x"] + place["width"] - 40, place["y"] + 34 + 33 * (row + 0.5))
        editor = page.locator(".gdg-input")
        editor.fill(limit)
        editor.press("Enter")

    type_highest("4")
    own = uncertainty.own_ranges({name: (uncertainty.usual_range(name)[0], 0.04)})
    expect(page.get_by_text(sure.own(Case(far, own)))).to_be_visible()
    chance, usual = (
        number(uncertainty.futures(far, own=r).probability_at(far.target), "share", 0) for r in (own, ())
    )
    assert chance != usual
    expect(big_numbers(page).nth(0)).to_have_text(chance)

    settled(page)
    type_highest("400")
    expect(page.get_by_text(re.compile("cannot go from −2.0 % a year to 400.0 % a year"))).to_be_visible()
    expect(big_numbers(page).nth(0)).to_have_text(chance)

    box(page, "navigation").get_by_role("link").first.click()
    expect(page.locator("h1:visible")).to_have_text("Road to 35")
    expect(big_numbers(page).nth(2)).to_have_text(chance)

    open_by_bar = box(page, "navigation").get_by_role("link", name="Uncertainty")
    open_by_bar.click()
    expect(page.locator("h1:visible")).to_have_text("How sure is that?")
    expect(big_numbers(page).nth(0)).to_have_text(chance)
    box(page, "ranges.reset").get_by_role("button").click()
    expect(big_numbers(page).nth(0)).to_have_text(usual)
