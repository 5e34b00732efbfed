"""The dial: dragging, keys, typing, reset and note, and what a screen reader hears."""

import json
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine import PARAMETERS, Scenario
from pages.parts import faces, words
from pages.parts.words import number
from tests.browser.conftest import open_page, settled
from tests.browser.screen import (
    Dial,
    Figure,
    address_becomes,
    big_numbers,
    box,
    dials_show,
    history_length,
    scenario_of,
    shows_numbers,
)

PARTS = Path(faces.__file__).parent
FOCUSED = """() => {
    let found = document.activeElement;
    const host = found.closest('[class*="st-key-"]');
    while (found.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
    const keys = host ? [...host.classList].filter(name => name.startsWith('st-key-')) : [];
    return [keys[0] ?? '', found.getAttribute('type') ?? found.tagName.toLowerCase()];
}"""


def test_the_number_follows_a_dragged_dial_and_the_address_waits_for_its_release(
    page: Page, server: str
) -> None:
    open_page(page, server)
    dial = Dial(page, "programme_value")
    address, entries = page.url, history_length(page)
    seen = set()
    page.mouse.move(*dial.point(dial.value()))
    page.mouse.down()
    for place in range(10):
        page.mouse.move(*dial.point(1.2 + 0.18 * place))
        moved = dial.value()
        shows_numbers(page, Scenario().replace(programme_value=moved))
        seen.add(big_numbers(page).nth(1).inner_text())
        dials_show(page, Scenario().replace(programme_value=moved), ["programme_value"])
        assert page.url == address
    assert len(seen) >= 5
    page.mouse.up()
    released = Scenario().replace(programme_value=dial.value())
    address_becomes(page, released)
    settled(page)
    shows_numbers(page, released)
    assert history_length(page) == entries + 1


WAITS = """
window.waits = [];
const later = window.setTimeout;
window.setTimeout = (then, wait, ...rest) => { window.waits.push(wait); return later(then, wait, ...rest); };
"""


def test_a_dial_that_is_let_go_settles_at_once_and_keys_when_they_rest(page: Page, server: str) -> None:
    """A pointer that is lifted is an answer; only after a key the dial waits whether another follows."""
    page.add_init_script(WAITS)
    pause = int(re.search(r"SETTLE_MS = (\d+)", (PARTS / "dial.js").read_text(encoding="utf-8")).group(1))  # type: ignore[union-attr]
    open_page(page, server)
    dial = Dial(page, "programme_value")
    page.mouse.move(*dial.point(dial.value()))
    page.mouse.down()
    page.mouse.move(*dial.point(2.0))
    page.evaluate("window.waits = []")
    page.mouse.up()
    address_becomes(page, Scenario().replace(programme_value=dial.value()))
    assert pause not in page.evaluate("window.waits")
    dial.range.press("ArrowRight")
    address_becomes(page, Scenario().replace(programme_value=dial.value()))
    assert pause in page.evaluate("window.waits")


def test_a_dial_stays_where_it_is_let_go_after_a_fast_drag(page: Page, server: str) -> None:
    """Answers of the server that the pointer has overtaken must not pull the dial back."""
    open_page(page, server)
    dial = Dial(page, "organic_export_growth")
    page.mouse.move(*dial.point(dial.value()))
    page.mouse.down()
    page.mouse.move(*dial.point(0.12), steps=5)
    page.mouse.move(*dial.point(0.0), steps=7)
    page.mouse.move(*dial.point(0.05), steps=5)
    left_at = dial.value()
    page.mouse.up()
    scenario = Scenario().replace(organic_export_growth=left_at)
    address_becomes(page, scenario)
    settled(page)
    dial.has(left_at)
    shows_numbers(page, scenario)


def test_keys_move_a_dial_as_they_move_any_range_control(page: Page, server: str) -> None:
    """And the same setting's dial in the sidebar goes along; the address has the value once the keys rest."""
    open_page(page, server)
    dial = Dial(page, "programme_value")
    low, high, step = PARAMETERS["programme_value"].low, PARAMETERS["programme_value"].high, 0.05
    assert low is not None and high is not None and step == PARAMETERS["programme_value"].step
    start = dial.value()
    dial.range.focus()
    for key, wanted in (
        ("ArrowRight", start + step),
        ("ArrowUp", start + 2 * step),
        ("ArrowLeft", start + step),
        ("ArrowDown", start),
        ("PageUp", start + (high - low) / 10),
        ("PageDown", start),
        ("End", high),
        ("Home", low),
        ("ArrowRight", low + step),
    ):
        dial.range.press(key)
        assert dial.value() == pytest.approx(wanted), key
    scenario = Scenario().replace(programme_value=low + step)
    address_becomes(page, scenario)
    shows_numbers(page, scenario)


def test_keys_pressed_in_one_go_are_one_step_of_history(page: Page, server: str) -> None:
    open_page(page, server)
    dial, entries = Dial(page, "programme_value"), history_length(page)
    dial.range.evaluate("""async range => {
        for (let press = 0; press < 6; press++) {
            range.stepUp();
            for (const kind of ['input', 'change']) range.dispatchEvent(new Event(kind, { bubbles: true }));
            await new Promise(then => setTimeout(then, 50)); // a held key repeats
        }
    }""")
    address_becomes(page, Scenario().replace(programme_value=1.3))
    settled(page)
    assert history_length(page) == entries + 1


def test_a_value_that_waits_to_settle_outlives_new_data(page: Page) -> None:
    """Streamlit may call what the dial hands back while the dial lives on: the reader's value must not get lost."""
    html, script = ((PARTS / f"dial.{kind}").read_text(encoding="utf-8") for kind in ("html", "js"))
    face = json.dumps(asdict(faces.face("programme_value", "kz_2022")))
    sent = page.evaluate(
        """async ([html, script, face]) => {
            const root = document.createElement('div').attachShadow({ mode: 'open' });
            document.body.append(root.host);
            root.innerHTML = html;
            const module = await import(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
            const sent = [];
            const take = () => module.default({
                parentElement: root, data: { face, value: 1, level: '', sequence: 0 },
                setStateValue: (name, value) => sent.push(value),
            });
            take();
            const range = root.querySelector('input[type=range]');
            range.stepUp();
            for (const kind of ['input', 'change']) range.dispatchEvent(new Event(kind, { bubbles: true }));
            await take()?.();
            await new Promise(then => setTimeout(then, 700));
            return sent;
        }""",
        [html, script, face],
    )
    assert sent[-1].split() == ["1.05", "2", "final"]


def test_a_typed_value_is_taken_and_a_wrong_one_refused_with_a_sentence(page: Page, server: str) -> None:
    open_page(page, server)
    dial = Dial(page, "programme_value")
    for text, value in (("1.75", 1.75), ("2,25", 2.25), ("$0.5 bn", 0.5), ("1.23", 1.23)):
        dial.type(text)
        scenario = Scenario().replace(programme_value=value)
        address_becomes(page, scenario)
        shows_numbers(page, scenario)
        expect(Dial(page, "programme_value").typed).to_have_value(dial.typed.input_value())
    percent = Dial(page, "organic_export_growth")
    for text, growth in (("5", 0.05), ("−1.5 % a year", -0.015), ("4,2", 0.042)):
        percent.type(text)
        scenario = scenario.replace(organic_export_growth=growth)
        address_becomes(page, scenario)
        shows_numbers(page, scenario)

    kept, address, entries = scenario, page.url, history_length(page)
    for wrong in ("9", "-1", "many", ""):
        expect(dial.alert).to_be_hidden()
        dial.type(wrong)
        expect(dial.alert).to_be_visible()
        said = dial.alert.inner_text()
        assert number(0, "usd_bn/year") in said and number(3, "usd_bn/year") in said  # what would be allowed
        dial.typed.press("Escape")
        expect(dial.alert).to_be_hidden()
        expect(dial.typed).to_have_value("$1.23 bn")
    settled(page)
    assert (page.url, history_length(page)) == (address, entries)
    shows_numbers(page, kept)


TYPING = """async ([html, script, face, texts]) => {
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    document.body.append(root.host);
    root.innerHTML = html;
    const module = await import(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
    const sent = [];
    module.default({
        parentElement: root, data: { face, value: 3, level: '', sequence: 0 },
        setStateValue: (name, value) => sent.push(Number(value.split(' ')[0])),
    });
    const typed = root.querySelector('.typed');
    return texts.map(text => {
        sent.length = 0;
        typed.value = text;
        typed.dispatchEvent(new Event('change'));
        return [sent[0] ?? null, typed.value];
    });
}"""


@pytest.mark.parametrize(
    ("language", "typed", "value", "shown"),
    [
        ("en", "1,125", 1125, "1,125 goods"),
        ("en", "1.25", 1.25, "1.25 goods"),
        ("en", "2,25", 2.25, "2.25 goods"),
        ("en", "1,234.5", 1234.5, "1,234.5 goods"),
        ("en", "1", 1, "1 good"),
        ("en", "0", 0, "0 goods"),
        ("en", "1.2.3", None, "1.2.3"),
        ("en", "1,2,3", None, "1,2,3"),
        ("en", "12,34,567", None, "12,34,567"),
        ("en", "0,050", 0.05, "0.05 goods"),
        ("en", "1 125", 1125, "1,125 goods"),
        ("en", "1'125", 1125, "1,125 goods"),
        ("en", "1 2", None, "1 2"),
        ("en", "1e2", None, "1e2"),
        ("en", "1/2", None, "1/2"),
        ("en", "2–3", None, "2–3"),
        ("en", "21 good", 21, "21 goods"),
        ("en", "２１", 21, "21 goods"),
        ("en", "21 bn", None, "21 bn"),
        ("en", "21 %", None, "21 %"),
        ("en", "٢١", None, "٢١"),
        ("ru", "1,125", 1.125, "1,13 товара"),
        ("ru", "1.125", 1.125, "1,13 товара"),
        ("ru", "1 125", 1125, "1\u00a0125 товаров"),
        ("ru", "1\u202f234,5 товара", 1234.5, "1\u00a0234,5 товара"),
        ("ru", "21", 21, "21 товар"),
        ("ru", "22", 22, "22 товара"),
        ("ru", "11", 11, "11 товаров"),
        ("ru", "1,2,3", None, "1,2,3"),
        ("kk", "1,125", 1.125, "1,13 тауар"),
        ("kk", "1125", 1125, "1\u00a0125 тауар"),
        ("zh", "1,125", 1125, "1,125种商品"),
    ],
)
def test_a_number_is_typed_and_shown_as_its_language_writes_it(
    page: Page, language: str, typed: str, value: float | None, shown: str
) -> None:
    html, script = ((PARTS / f"dial.{kind}").read_text(encoding="utf-8") for kind in ("html", "js"))
    with words.speaking(language):
        face = faces.face("programme_goods", "kz_2022")
    face = replace(face, low=0, high=5000, step=0.001, phrases=PHRASES[language])
    (found,) = page.evaluate(TYPING, [html, script, json.dumps(asdict(face)), [typed]])
    assert found == [value, shown]


PHRASES = {
    "en": (("other", "{n} goods"), ("one", "{n} good")),
    "ru": (("other", "{n} товара"), ("many", "{n} товаров"), ("few", "{n} товара"), ("one", "{n} товар")),
    "kk": (("other", "{n} тауар"), ("one", "{n} тауар")),
    "zh": (("other", "{n}种商品"),),
}


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("goods_delivered", "50", 50),
        ("goods_delivered", "50 goods", 50),
        ("goods_delivered", "50 %", None),
        ("goods_delivered", "50%", None),
        ("goods_delivered", "５０％", None),
        ("goods_delivered", "50 per cent", None),
        ("goods_delivered", "half", None),
        ("goods_delivered", "50 of 135", None),
        ("programme_value", "2 %", None),
        ("programme_value", "2 bn", 2),
        ("programme_value", "2 billion", 2),
        ("programme_value", "USD 2 bn.", 2),
        ("programme_value", "2 mn", None),
        ("programme_value", "0,05", 0.05),
        ("programme_value", ".5", 0.5),
        ("organic_export_growth", "5 %", 0.05),
        ("organic_export_growth", "5% a year", 0.05),
        ("organic_export_growth", "5 percent", 0.05),
        ("organic_export_growth", "-1.5", -0.015),
        ("organic_export_growth", "– 1,5 %", -0.015),
        ("organic_export_growth", "0,05", 0.0005),
        ("organic_export_growth", "5 bn", None),
        ("target_year", "2035", 2035),
        ("target_year", "2 035", 2035),
    ],
)
def test_a_unit_may_stand_around_the_number_but_no_other(
    page: Page, name: str, typed: str, value: float | None
) -> None:
    """“50 %” of goods may be half of the list or half of what is stated: it is refused, never taken for 50 goods."""
    html, script = ((PARTS / f"dial.{kind}").read_text(encoding="utf-8") for kind in ("html", "js"))
    face = json.dumps(asdict(faces.face(name, "kz_2022")))
    (found,) = page.evaluate(TYPING, [html, script, face, [typed]])
    assert found[0] == pytest.approx(value)
    assert value is not None or found[1] == typed  # what is refused stays to be mended


def test_a_percentage_of_goods_is_refused_with_a_sentence_of_its_own(page: Page, server: str) -> None:
    open_page(page, server, "goods")
    dial, address = Dial(page, "goods_delivered"), page.url
    dial.type("50 %")
    expect(dial.alert).to_contain_text("No percentage is expected")
    expect(dial.alert).to_contain_text(number(180, "goods"))  # what would be allowed
    settled(page)
    assert page.url == address
    dial.type("50")
    expect(dial.alert).to_be_hidden()
    address_becomes(page, Scenario().replace(goods_delivered=50), "goods")


def test_more_decimals_than_a_dial_shows_are_rounded_to_what_it_shows(page: Page, server: str) -> None:
    """So that the field, the address and the numbers never tell two values; and it is one step of history."""
    open_page(page, server)
    dial = Dial(page, "programme_value")
    entries = history_length(page)
    dial.type("1.23456")
    dial.typed.press("Tab")
    page.wait_for_url("**programme_value**")
    settled(page)
    kept = scenario_of(page.url)
    assert kept.programme_value == pytest.approx(1.23456, abs=0.005)
    expect(dial.typed).to_have_value(f"${kept.programme_value:.10g} bn")
    shows_numbers(page, kept)
    assert history_length(page) == entries + 1


def test_reset_puts_a_dial_back_and_the_note_opens_and_closes(page: Page, server: str) -> None:
    open_page(page, server, query=Scenario().replace(programme_value=2.5).to_query())
    dial = Dial(page, "programme_value")
    dial.has(2.5)
    dial.reset.click()
    dial.has(Scenario().programme_value)
    address_becomes(page, Scenario())
    shows_numbers(page, Scenario())
    expect(dial.reset).to_be_disabled()

    note = dial.box.locator("#note")
    expect(note).to_be_hidden()
    expect(dial.info).to_have_attribute("aria-controls", "note")
    for opened in (True, False):
        dial.info.click()
        expect(dial.info).to_have_attribute("aria-expanded", str(opened).lower())
        expect(note).to_be_visible(visible=opened)
    assert "programme" not in page.url


def test_a_dial_says_its_name_and_its_value_with_the_unit(page: Page, server: str) -> None:
    scenario = Scenario().replace(
        programme_value=1.6, organic_export_growth=-0.015, target=40.0, target_year=2032
    )
    for path, names in (
        ("", ("programme_value", "organic_export_growth")),
        ("required_growth", ("target", "target_year")),
    ):
        open_page(page, server, path, scenario.to_query())
        for name in names:
            dial = Dial(page, name)
            text = number(getattr(scenario, name), PARAMETERS[name].unit)
            expect(dial.range).to_have_attribute("aria-valuetext", text)
            expect(dial.range).to_have_accessible_name(PARAMETERS[name].title)
            expect(dial.typed).to_have_value(text)


def test_a_reader_without_a_mouse_reaches_a_dial_and_a_chart_s_table(page: Page, server: str) -> None:
    """From the top by the skip link, then by Tab; the dial takes arrows, the switch takes the space bar."""
    open_page(page, server)
    page.locator("body").press("Tab")
    page.keyboard.press("Enter")  # “Skip to main content”
    stops = []

    def tab_to(key: str, kind: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            stops.append(page.evaluate(FOCUSED))
            if stops[-1] == [f"st-key-{key}", kind]:
                return
        pytest.fail(f"Tab does not reach {key}; it went to {stops}")

    tab_to("main-programme_value", "range")
    page.keyboard.press("ArrowRight")
    scenario = Scenario().replace(programme_value=1.05)
    address_becomes(page, scenario)
    shows_numbers(page, scenario)
    tab_to("table-path", "checkbox")
    page.keyboard.press("Space")
    figure = Figure(page, "path")
    expect(figure.table).to_be_visible()
    expect(box(page, "table.path").get_by_role("switch")).to_be_checked()
