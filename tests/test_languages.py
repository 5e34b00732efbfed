"""Who is told what in which language: the rule, the switch, every page, every finding, every document in all four."""

import asyncio
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.requests import Request

from engine import OUTCOMES, Case
from engine.load import PRESETS
from engine.scenario import Scenario
from engine.workbook import workbook
from pages.parts import entrance, exhibits, languages, reader, words
from pages.parts.documents import brief, page
from pages.parts.documents.content import BRIEF, content
from pages.parts.documents.slides import slides
from pages.parts.rooms.papers import kit
from pages.parts.rooms.templates import templates
from pages.parts.sitemap import PAGES
from pages.parts.texts import overview, required_growth
from pages.parts.texts.shared import UNREAD
from tests import pseudo
from tests.rooms.asking import asked
from tests.test_pages import opened

ALL = list(languages.OWN_NAMES)
OTHERS = [code for code in ALL if code != languages.USUAL]
# names that are the same in every language
NAMES = {
    *(
        "ARIMA",
        "BACI",
        "Brent",
        "CAREC",
        "CRPS",
        "Decreux",
        "English",
        "Excel",
        "HTML",
        "Inputs",
        "JSON",
        "PPTX",
        "PostgreSQL",
    ),
    *("PowerPoint", "Python", "SQLite", "Sobol", "Spies", "XLSX"),
}


def english(text: str) -> list[str]:
    """Words that were never translated."""
    return [word for word in pseudo.plain_english(text) if word not in NAMES]


# ── The rule ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (("kk", "ru", "zh"), "kk"),
        (("kk-KZ",), "kk"),
        (("zh_Hans_CN",), "zh"),
        (("RU",), "ru"),
        (("xx", "ru"), "ru"),
        (("", None, "de-DE"), "en"),
        ((), "en"),
        (("../../etc", "<script>"), "en"),
    ],
)
def test_the_first_that_is_known_is_taken_and_others_are_passed_over(wanted, code):
    assert languages.first(*wanted) == code


def request(query="", cookie="", accept=""):
    headers = [(b"cookie", cookie.encode()), (b"accept-language", accept.encode())]
    return Request({"type": "http", "query_string": query.encode(), "headers": headers})


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "code"),
    [
        ("lang=kk", "r35lang=ru", "zh-CN", "kk"),
        ("lang=xx", "r35lang=ru", "zh-CN", "ru"),
        ("", "r35lang=xx", "zh-CN,zh;q=0.9", "zh"),
        ("", "", "de;q=0.9, ru;q=0.8, kk;q=0.95", "kk"),
        ("", "", "de, ru;q=no, kk;q=0.1", "kk"),
        ("", "", "", "en"),
    ],
)
def test_the_address_stands_above_the_choice_and_that_above_the_browser(query, cookie, accept, code):
    assert reader.of_request(request(query, cookie, accept)) == code


@pytest.mark.parametrize(("accept", "code"), [("kk-KZ,kk;q=0.9", "kk"), ("zh", "zh"), ("fr", "en")])
def test_the_first_byte_of_a_page_is_in_the_reader_s_language(accept, code):
    """Streamlit's own page says English whatever the reader reads; a version of it that does not say so fails here."""
    app = Starlette(routes=entrance.routes())
    for path in ("/", "/goods", "/screen"):
        answer = asked(app, "GET", path, accept_language=accept)
        assert answer.status == 200 and f'<html lang="{code}">' in answer.body.decode()
        assert answer.body.decode().count("<html") == 1 and 'id="root"' in answer.body.decode()


# ── The pages ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=OTHERS)
def code(request):
    with words.speaking(request.param):
        yield request.param


@pytest.mark.parametrize("page", list(PAGES))
def test_a_page_has_no_english_left(page, code):
    """With all that can be opened on it; full names of goods and of sources stay in their own language."""
    at = pseudo.open_all(opened(page, {"target": "40", "lang": code}))
    assert not at.exception
    said = list(pseudo.said(at))
    assert len(said) > 300
    left = [text for text in said if english(text) or re.search(r"[{}]", text)]
    assert left == []


def test_a_switch_in_mid_session_keeps_scenario_and_page_and_takes_the_language_off_the_address():
    at = opened("pages/goods.py", {"target": "40", "lang": "ru"})
    assert at.title[0].value == "135 товаров"
    at.session_state["language"] = True
    with words.speaking("ru"):
        at.run()
        at.radio(key="language.chosen").set_value("kk").run()
    assert not at.exception
    assert at.title[0].value == "135 тауар"
    assert at.query_params["target"] in ("40", ["40"]) and "lang" not in at.query_params
    at.session_state["language"] = True
    with words.speaking("kk"):
        at.run().radio(key="language.chosen").set_value("en").run()
    assert at.title[0].value == "135 goods"


def test_a_file_that_is_made_later_is_in_the_language_of_the_page():
    with words.speaking("zh"):
        made = words.bound(lambda: words._("Turnover"))
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(made).result() == "贸易额"
    assert words._("Turnover") == "Turnover"


def test_who_asks_at_the_same_time_is_told_in_their_own_language():
    async def told(code: str) -> str:
        with words.speaking(code):
            await asyncio.sleep(0.01)
            return words._("Turnover")

    async def all_at_once() -> list[str]:
        return await asyncio.gather(*map(told, ALL))

    with ThreadPoolExecutor(1) as apart:
        found = apart.submit(lambda: asyncio.run(all_at_once())).result()
    assert found == ["Turnover", "Товарооборот", "Тауар айналымы", "贸易额"]


# ── Findings and numbers ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("preset", PRESETS)
def test_every_finding_of_every_scenario_can_be_said(preset, code):
    case = Case(Scenario.preset(preset))
    said = [exhibit(case).finding for exhibit in exhibits.ALL.values()]
    said += [overview.verdict(), required_growth.needed(case), required_growth.two_counts(case)]
    for finding in said:
        assert finding and not re.search(r"[{}]", finding)
        assert english(finding) == []


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (35, "usd_bn/year", ("$35.0 bn", "35,0 млрд $", "35,0 млрд $", "350亿美元")),
        (-0.5, "usd_bn/year", ("−$0.5 bn", "−0,5 млрд $", "−0,5 млрд $", "−5亿美元")),
        (7.4, "usd_mn/year", ("$7.4 mn", "7,4 млн $", "7,4 млн $", "740万美元")),
        (32.1, "mt/year", ("32.1 Mt a year", "32,1 млн т в год", "жылына 32,1 млн т", "每年3210万吨")),
        (34.5, "thousand jobs", ("34.5 thousand jobs", "34,5 тыс. рабочих мест", "34,5 мың жұмыс орны", "3.45万个就业岗位")),
        (0.048, "1/year", ("4.8 % a year", "4,8 % в год", "жылына 4,8 %", "年均4.8%")),
        (21, "goods", ("21 goods", "21 товар", "21 тауар", "21种商品")),
        (2.5, "hours", ("2.5 hours", "2,5 часа", "2,5 сағат", "2.5小时")),
    ],
)  # fmt: skip
def test_a_number_is_written_as_each_language_counts(value, unit, said):
    for code, text in zip(ALL, said, strict=True):
        with words.speaking(code):
            assert words.number(value, unit).replace("\u00a0", " ") == text


def test_a_country_is_named_and_what_is_none_keeps_its_code():
    said = {}
    for code in ("en", "ru", "zh"):
        with words.speaking(code):
            said[code] = [words.country(one) for one in ("DEU", "KOR", "S19", "XYZ")]
    assert said["en"] == ["Germany", "South Korea", "other Asia", "XYZ"]
    assert said["ru"][:2] == ["Германия", "Республика Корея"] and said["zh"][:2] == ["德国", "韩国"]
    assert english(said["ru"][2]) == english(said["zh"][2]) == []


def test_an_axis_and_a_dial_count_as_the_sentences_do():
    with words.speaking("zh"):
        assert words.scaled(35.0, "usd_bn/year") == 350 and words.form("usd_bn/year").digits == 0
        assert not words.grouped("mt/year") and words.grouped("goods")
    assert words.scaled(35.0, "usd_bn/year") == 35 and words.scaled(0.5, "share") == 50


# ── Documents ────────────────────────────────────────────────────────────────────────────────────────────────

LETTERS = {"ru": "Ъъ Ёё", "kk": "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі", "zh": "亿万贸易额"}


def read(file: bytes) -> str:
    return "".join(one.extract_text() for one in PdfReader(io.BytesIO(file)).pages)


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_brief_is_one_tagged_page_whose_letters_can_be_read(code):
    made = content(Case(), "https://road.example/", BRIEF)
    file = brief.pdf(made._replace(sentences=(LETTERS[code],)))
    document = PdfReader(io.BytesIO(file))
    root = document.trailer["/Root"]
    assert len(document.pages) == 1 and root["/Lang"].split("-")[0] == code
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    said = plain(read(file))
    assert plain(made.finding) in said and plain(LETTERS[code]) in said
    assert f'<html lang="{code}">' in page.html(made)


def test_a_link_to_send_has_no_language_and_one_in_a_document_has_the_document_s(code):
    assert content(Case(), "https://road.example/").link.endswith(f"&lang={code}")
    with words.speaking(languages.USUAL):
        assert "lang" not in content(Case(), "https://road.example/").link


def test_charts_write_numbers_as_their_language_does(code):
    signs = exhibits.ALL["path"](Case()).chart("light")["config"]["locale"]["number"]
    assert (signs["decimal"], signs["thousands"]) == {"zh": (".", ",")}.get(code, (",", "\u00a0"))


# in the one the unit stands in each row, in the other in its levers' names
@pytest.mark.parametrize("key", [key for key in exhibits.ALL if key not in ("utilisation", "reach")])
def test_a_chart_and_its_table_count_as_the_sentences_do(key):
    """Where English counts in billions, millions or thousands, Chinese has its own units, and the numbers that go with them."""
    said = []
    for code in ("en", "zh"):
        with words.speaking(code):
            one = exhibits.ALL[key](Case())
            axis, wide = (one.plain.axis, one.plain.wide()) if one.plain else ("", pd.DataFrame())
            said.append((one.table(), wide, axis, json.dumps(one.chart("light"), ensure_ascii=False)))
    (usual, usual_wide, axis, _spec), (own, own_wide, own_axis, spec) = said
    assert not re.search("十亿|百万|（千）", " ".join([spec, own_axis, *map(str, own)]))
    assert np.allclose(own_wide, usual_wide * (_times(axis) or 1), equal_nan=True)
    heads = [str(head) for head in usual]
    # where no heading of numbers names a unit, the first heading or the axis does for all
    numbers = [head for head in heads[1:] if usual[head].dtype.kind == "f"]
    shared = (
        0
        if any(head.endswith(("%", "% a year")) or _times(head) for head in numbers)
        else _times(heads[0]) or _times(axis)
    )
    for place, head in enumerate(numbers):
        times = _times(head) or shared or 1
        found = own[own.columns[heads.index(head)]]
        assert np.allclose(found, usual[head] * times, atol=0.06 * times, equal_nan=True), (place, head)


def _times(head: str) -> float:
    """How many of the Chinese unit make one of the English unit that a heading names; 0 where it names none."""
    for name, times in (("billion|bn", 10), ("million|mn", 100), ("thousand", 0.1)):
        if re.search(rf"\b(?:{name})\b", head, re.I):
            return times
    return 0


def test_kit_and_slides_speak_the_language(code):
    template = templates()["goal_30"]
    said = plain(read(kit.pdf(template)))
    assert plain(words._(template.title)) in said
    for step in template.steps:
        assert plain(words._(step.title)) in said
    deck = Presentation(io.BytesIO(slides(content(Case()))))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert [title for title in titles if english(title)] == []


def test_a_workbook_has_no_english_titles_left(code):
    """Names of cells, codes, units and full names of goods and sources are the same for everybody."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(Case(), words._)))
    titles = [cell.value for name in ("Inputs", "Live", "Given", "Results") for cell in book[name]["B"]]
    titles += [row[0].value for row in book["Live"].iter_rows(max_row=2)]
    titles += [cell.value for row in book["Live"] if row[0].value == words._("Year") for cell in row]
    titles += [cell.value for row in book["Check"].iter_rows() for cell in row]
    names = {"label", "exports", *OUTCOMES}
    said = [t for t in titles if isinstance(t, str) and not t.startswith("=") and t not in names]
    assert len(said) > 150
    assert [text for text in said if english(text)] == []


def test_a_page_says_who_has_not_read_it(code):
    at = opened("app.py", {"lang": code})
    assert words._(UNREAD) in [one.value for one in at.caption] and words._(UNREAD) != UNREAD
    assert UNREAD not in [one.value for one in opened("app.py").caption]
