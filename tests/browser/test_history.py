"""History in a real browser: keys, the list of steps, scenarios under a name, and the last change once more."""

import re

import pytest
from playwright.sync_api import Page, expect

from engine import Scenario
from engine.link import text
from tests.browser.conftest import TIMEOUT_MS, open_page, settled
from tests.browser.screen import (
    NUMBERS,
    Dial,
    address_becomes,
    big_numbers,
    box,
    dials_show,
    expected_numbers,
    history_length,
    query_of,
    shows_numbers,
)
from tests.browser.test_address import SLOW_LINE, shows

START, HIGHER, FAR = Scenario(), Scenario(target=40.0), Scenario(target=100.0, target_year=2040)
ALT = 1  # as the browser's protocol counts modifiers


def press(page: Page, key: str) -> None:
    box(page, key).get_by_role("button").first.click()


def changed_twice(page: Page, server: str) -> None:
    open_page(page, server)
    for goal, scenario in (("goal_40_2030", HIGHER), ("goal_100", FAR)):
        press(page, f"goal.{goal}")
        shows(page, scenario)
    settled(page, 100)


def replayed(page: Page) -> None:
    """Waits until a replay has begun."""
    expect(page.get_by_text("Replaying:")).to_be_visible()


def test_keys_undo_and_redo_wherever_the_focus_is_and_are_shown(page: Page, server: str) -> None:
    open_page(page, server)
    for key, keys in (("undo", "Alt + Z"), ("redo", "Alt + Y"), ("replay", "Alt + P")):
        expect(box(page, key)).to_contain_text(keys)
    dial = Dial(page, "programme_value")
    page.keyboard.press("Alt+z")  # nothing to undo: nothing happens
    dial.type("2")
    higher = START.replace(programme_value=2.0)
    shows(page, higher)
    for focused in (dial.typed, dial.range, box(page, "undo").get_by_role("button")):
        focused.focus()
        page.keyboard.press("Alt+z")
        shows_numbers(page, START)
        address_becomes(page, START)
        page.keyboard.press("Alt+y")
        shows_numbers(page, higher)
        address_becomes(page, higher)


def test_keys_are_those_of_the_place_on_the_keyboard_where_letters_are_not_latin(
    page: Page, server: str
) -> None:
    changed_twice(page, server)
    protocol = page.context.new_cdp_session(page)
    for kind in ("rawKeyDown", "keyUp"):
        protocol.send(
            "Input.dispatchKeyEvent",
            {"type": kind, "key": "я", "code": "KeyZ", "windowsVirtualKeyCode": ord("Z"), "modifiers": ALT},
        )
    shows(page, HIGHER)


def test_typing_is_left_alone(page: Page, server: str) -> None:
    """Letters of the shortcuts, the field's own undo, and letters of other alphabets, which come with Ctrl and Alt."""
    changed_twice(page, server)
    typed = Dial(page, "programme_value").typed
    typed.click()
    stood = typed.input_value()
    page.keyboard.type("zyp")
    expect(typed).to_have_value("zyp")
    page.keyboard.press("Control+z")
    expect(typed).to_have_value(stood)
    page.keyboard.press("Control+Alt+z")
    settled(page)
    shows_numbers(page, FAR)
    assert query_of(page.url) == FAR.settings()


def test_a_click_on_a_step_goes_there_and_none_is_lost(page: Page, server: str) -> None:
    changed_twice(page, server)
    press(page, "history")
    steps = page.locator("[class*='st-key-step-']").get_by_role("button")
    named = [
        "Goal for turnover: $40.0 bn → $100.0 bn; Goal year: 2030 → 2040",
        "Goal for turnover: $35.0 bn → $40.0 bn",
    ]
    for place, scenario in ((0, START), (2, FAR), (1, HIGHER)):
        press(page, f"step.{place}")
        address_becomes(page, scenario)
        shows_numbers(page, scenario)
        marked = [
            ("✓ " if k == place else "") + text
            for k, text in ((2, named[0]), (1, named[1]), (0, "As opened"))
        ]
        expect(steps).to_have_text(marked)
        expect(box(page, f"step.{place}").get_by_role("button")).to_be_disabled()
    page.keyboard.press("Escape")
    settled(page, 100)  # the list is gone, and takes no click any more
    press(page, "redo")
    shows(page, FAR)


def test_a_scenario_kept_under_a_name_is_put_onto_the_dials_by_it(page: Page, server: str) -> None:
    changed_twice(page, server)
    press(page, "history")
    box(page, "history.name").get_by_role("textbox").fill("Far away")
    press(page, "history.keep")
    kept = page.locator("[class*='st-key-kept-']").get_by_role("button", name="Far away")
    expect(kept).to_have_text("✓ Far away")
    press(page, "step.0")
    address_becomes(page, START)
    kept.click()
    address_becomes(page, FAR)
    shows_numbers(page, FAR)


def test_a_replay_walks_through_the_last_change_and_leaves_everything_as_it_was(
    page: Page, server: str
) -> None:
    open_page(page, server)
    press(page, "goal.goal_40_2030")
    shows(page, HIGHER)
    settled(page, 100)
    address, entries = page.url, history_length(page)
    needed = big_numbers(page).first
    low, high = (float(expected_numbers(one)[0]) for one in (START, HIGHER))
    top = box(page, "live.path").bounding_box()
    page.evaluate(
        """() => {
            window.seen = [];
            const number = () => NUMBERS[0]?.textContent;
            window.watch = setInterval(() => {
                const line = [...document.querySelectorAll('.st-key-replaying *')].find(one => one.shadowRoot)
                    ?.shadowRoot.querySelector('.told');
                const told = line?.hidden ? '' : line?.textContent ?? '';
                const now = [number(), told.match(/\\((\\d) of 3\\)/)?.[1] ?? '', location.href].join('|');
                if (now !== window.seen.at(-1)) window.seen.push(now);
            }, 20);
        }""".replace("NUMBERS", f"({NUMBERS})")
    )
    page.keyboard.press("Alt+p")
    replayed(page)
    expect(box(page, "replaying")).to_contain_text("Goal for turnover: $35.0 bn → $40.0 bn")
    assert box(page, "live.path").bounding_box() == top  # nothing moves
    expect(page.get_by_text("Replaying:")).not_to_be_visible(timeout=3 * TIMEOUT_MS)
    seen = [text.split("|") for text in page.evaluate("clearInterval(window.watch), window.seen")]
    assert {where for _number, _round, where in seen} == {address}
    for number in "123":
        values = [float(re.sub(r"[^\d.]", "", text)) for text, told, _where in seen if told == number]
        assert values in (sorted(values), [high, *sorted(values[1:])])
        assert len({value for value in values if low < value < high}) >= 6
    assert needed.inner_text() == seen[0][0] == seen[-1][0]
    assert history_length(page) == entries
    shows(page, HIGHER)
    expect(page.get_by_text("Replaying:")).not_to_be_visible()


@pytest.mark.parametrize("line", ["quick", "slow"])
def test_a_dial_moved_during_a_replay_ends_it_and_counts(page: Page, server: str, line: str) -> None:
    if line == "slow":
        page.add_init_script(SLOW_LINE)
    open_page(page, server, query=text(Scenario(target=40.0).to_query()))
    press(page, "difference.target")
    shows(page, START)
    settled(page)
    press(page, "replay")
    replayed(page)
    page.wait_for_timeout(700)
    Dial(page, "programme_value").type("2")
    scenario = START.replace(programme_value=2.0)
    shows(page, scenario)
    expect(page.get_by_text("Replaying:")).not_to_be_visible()
    settled(page)
    shows(page, scenario)
    dials_show(page, scenario, ("target", "programme_value"))


@pytest.mark.parametrize("keys", ["mouse", "keyboard"])
def test_whatever_is_touched_ends_a_replay_at_once(page: Page, server: str, keys: str) -> None:
    """All stands as it did, without a word to the server."""
    changed_twice(page, server)
    press(page, "replay")
    replayed(page)
    settled(page)
    runs = page.evaluate(
        "window.runs = 0; new MutationObserver(() => window.runs++).observe("
        "document.querySelector('[data-testid=stApp]'), { attributeFilter: ['data-test-script-state'] }); window.runs"
    )
    page.wait_for_timeout(300)
    page.mouse.click(5, 300) if keys == "mouse" else page.keyboard.press("Shift")
    expect(page.get_by_text("Replaying:")).not_to_be_visible()
    shows_numbers(page, FAR)
    dials_show(page, FAR, ("target", "target_year"))
    assert page.evaluate("window.runs") == runs


def test_undo_is_seen_before_the_server_has_answered(page: Page, server: str) -> None:
    """Where one dial alone moves and its sweep is still here; a slow line shows it."""
    page.add_init_script(SLOW_LINE)
    open_page(page, server)
    dial = Dial(page, "programme_value")
    page.mouse.move(*dial.point(dial.value()))
    page.mouse.down()
    for _step in range(3):
        page.wait_for_timeout(400)
        page.mouse.move(*dial.point(2.0), steps=4)
    page.mouse.up()
    moved = START.replace(programme_value=dial.value())
    shows(page, moved)
    settled(page)
    before = big_numbers(page).nth(1).inner_text()
    box(page, "undo").get_by_role("button").click()
    at_once = page.evaluate(f"({NUMBERS})[1].textContent")
    assert at_once != before and dial.value() == START.programme_value
    shows(page, START)
    settled(page)
    shows(page, START)


def test_a_dial_dragged_during_a_replay_is_followed(page: Page, server: str) -> None:
    changed_twice(page, server)
    press(page, "replay")
    replayed(page)
    dial = Dial(page, "programme_value")
    page.mouse.move(*dial.point(dial.value()))
    page.mouse.down()
    page.mouse.move(*dial.point(2.0), steps=4)
    moved = FAR.replace(programme_value=dial.value())
    shows_numbers(page, moved)
    page.mouse.up()
    shows(page, FAR.replace(programme_value=dial.value()))


def test_a_link_to_another_page_during_a_replay_carries_the_scenario_not_a_half_way_one(
    page: Page, server: str
) -> None:
    changed_twice(page, server)
    press(page, "replay")
    replayed(page)
    page.wait_for_timeout(800)
    box(page, "navigation").get_by_role("link").nth(1).click()
    address_becomes(page, FAR, "required_growth")
    settled(page)
    shows_numbers(page, FAR, "required_growth")
    dials_show(page, FAR, ("target", "target_year"))
    assert query_of(page.url) == FAR.settings()
