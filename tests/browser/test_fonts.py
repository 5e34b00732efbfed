"""Pages and printed sheets look alike on every machine: their letters are of the typeface that comes along."""

import io
from collections import defaultdict

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from engine import Case, presets
from pages.parts.documents import page as printed
from pages.parts.documents.content import BRIEF, content
from tests.browser.conftest import open_page
from tests.browser.screen import Dial, Figure
from tests.test_brief import LONGEST
from tests.test_fonts import BOLD, KAZAKH, REGULAR, RUSSIAN, SIGNS

LETTERS = " ".join((KAZAKH, RUSSIAN, SIGNS))
BUTTONS = {"↺", "i"}  # signs of a dial, in boxes of a fixed size


def fonts_of(page: Page) -> dict[str, set[str]]:
    """Every text of a page, also of its dials, with the fonts that its letters are drawn in; "here" is the machine's."""
    browser = page.context.new_cdp_session(page)
    browser.send("DOM.enable")
    browser.send("CSS.enable")
    found = defaultdict(set)
    waiting = [browser.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]]
    while waiting:
        node = waiting.pop()
        parts = node.get("children", [])
        waiting += [*parts, *node.get("shadowRoots", [])]
        text = "".join(part["nodeValue"] for part in parts if part["nodeName"] == "#text").strip()
        if text and node["nodeName"] not in ("STYLE", "SCRIPT"):
            answer = browser.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
            found[text] |= {
                font["familyName"] if font["isCustomFont"] else "here" for font in answer["fonts"]
            }
    return found


def test_a_page_draws_no_text_in_a_font_of_the_machine(page: Page, server: str) -> None:
    """Neither what it says nor the letters of the other languages, written into title, dial and chart one by one."""
    open_page(page, server)
    said = fonts_of(page)
    assert len(said) > 100
    assert {text for text, fonts in said.items() if "here" in fonts} <= BUTTONS
    chart = Figure(page, "path").chart.locator("svg.marks text")
    for place in (page.locator("h1"), Dial(page, "programme_value").box.locator(".label"), chart.first):
        before = place.text_content() or ""
        assert said[before] == {"SourceSans3VF"}
        place.evaluate("(element, text) => { element.textContent = text; }", LETTERS)
        assert fonts_of(page)[LETTERS] == {"SourceSans3VF"}
        place.evaluate("(element, text) => { element.textContent = text; }", before)


@pytest.mark.parametrize("name", ["proposal", "cautious", "longest"])
def test_the_page_to_print_fills_one_sheet_in_the_letters_that_it_brings(page: Page, name: str) -> None:
    made = LONGEST if name == "longest" else content(Case(presets()[name]), "https://example.org/", BRIEF)
    page.set_content(printed.html(made))
    file = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    (sheet,) = file.pages
    fonts = [font.get_object() for font in sheet["/Resources"]["/Font"].values()]
    # letters with a ground of paper are outlines, which are named in their description alone
    names = [font.get("/BaseFont") or font["/FontDescriptor"]["/FontName"] for font in fonts]
    found = {name.split("+")[1] for name in names}
    assert {REGULAR, BOLD} <= found
    assert not {name for name in found if not name.startswith("SourceSansPro") and "Mono" not in name}
