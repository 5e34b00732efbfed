"""No text that anybody sends ends the server: it is cleaned at its door, and pictures are drawn by another process."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import engine.__main__
from engine import Case, Scenario, comparison, guard, receipt, shortcode, study
from engine import given as handed
from engine.load import PRODUCTS, ROOT, products_from
from engine.text import cleaned
from pages.parts import address, fonts, pictures
from pages.parts.documents import __main__ as documents
from pages.parts.exhibits import basket, paths
from pages.parts.pictures import Drawer, NotDrawn
from tests.arbitrary import FORBIDDEN
from tests.test_pages import opened, texts

ALL = FORBIDDEN + "\ud83d"  # half a letter too, which no browser sends
CODE = Scenario(programme_value=2.0).to_code()
TEXTS = st.text(st.characters(exclude_categories=()), max_size=12).map("pl{}an".format)
MARK = {"data": {"values": [{"x": 1}]}, "mark": "text", "encoding": {"text": {"field": "x"}}}
ABORTING = {**MARK, "title": "\x07"}
NUMBERS = {axis: {"field": axis, "type": "quantitative"} for axis in "xy"}
SLOW = {
    "data": {"sequence": {"start": 0, "stop": 100_000, "as": "x"}},
    "transform": [{"calculate": "random()", "as": "y"}, {"loess": "y", "on": "x"}],
    **{"mark": "line", "encoding": NUMBERS},
}
ON_LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


@pytest.fixture
def drawer():
    """A drawing process for one test, whose limits it may change."""
    made = Drawer()
    yield made
    made._end()


def pid(drawer):
    return drawer._process.pid


def is_xml(text):
    try:
        ElementTree.fromstring(f"<a>{escape(text)}</a>".encode())
    except (ElementTree.ParseError, UnicodeEncodeError):
        return False
    return True


# ── Cleaned at the door ──────────────────────────────────────────────────────────────────────────────────────


def joined(text):
    """The same with halves of a letter that stand side by side put together."""
    return re.sub(
        "[\ud800-\udbff][\udc00-\udfff]",
        lambda pair: chr(0x10000 + (ord(pair[0][0]) - 0xD800) * 0x400 + ord(pair[0][1]) - 0xDC00),
        text,
    )


def seen(text):
    return [letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf", "Zl", "Zp", "Zs")]


@given(st.text(st.characters(exclude_categories=())))
@example(ALL)
@example("\ud83d\ude00 \ude00\ud83d")
def test_what_xml_cannot_hold_is_left_out_and_nothing_that_is_seen(text):
    """By another's reading of XML: all that is left can be held, and all that could be and can be seen is left."""
    assert is_xml(cleaned(text))
    assert seen(cleaned(text)) == seen(letter for letter in joined(text) if is_xml(letter))
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("cut \ud83d", "cut "),
        ("\ufeffМой план", "Мой план"),
        ("my\u200b\u00ad\u2060 plan\u200e", "my plan"),
        ("\u202eplan\u202c", "plan"),
        ("two\u2028lines", "two lines"),
        ("pl\u200dan\u200c", "plan"),
        ("👩\u200d🌾 plan", "👩\u200d🌾 plan"),  # a farmer is one emoji
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian
        ("क्\u200dष", "क्\u200dष"),  # Hindi
    ],
)
def test_what_nobody_sees_is_left_out_but_for_joiners_that_make_letters(given, left):
    assert cleaned(given) == left


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("plan\x07", "plan"),
        ("Roller\x0bbearings", "Roller bearings"),
        ("cut \ud83d", "cut"),
        ("Жол 🛤️ 名称", "Жол 🛤️ 名称"),
        (ALL, ""),
    ],
)
def test_a_name_is_read_without_them(given, read):
    (found,), _baseline, problems = comparison.from_query([f"{given}~{CODE}"])
    assert (found.name, problems) == (read or "1", [])
    record = study.to_record(study.Study(kept=(comparison.Named("a", Scenario()),)))
    record["kept"][0]["name"] = given
    (found,) = study.from_json(json.dumps(record)).kept
    assert found.name == (read or "1")


def refusal(function, *arguments):
    with pytest.raises(ValueError) as refused:
        function(*arguments)
    return [str(refused.value)]


def table(description, code="848250"):
    """Our own table, with the description of the first goods replaced and a further one put in."""
    row = f'{code},"{description.replace(chr(34), chr(39))}",122,2e6,1e7,1e8,1e8,0'
    head = "hs6,description,bec4,exports_to_china_usd,exports_usd,market_imports_usd,china_imports_usd,imports_from_china_usd"
    return BytesIO(f"{head}\n{row}\n".encode("utf-8", "replace"))


def settings_in_json(**settings):
    return json.dumps({"version": 1, "scenario": settings})


def opened_text(name):
    return f"https://example.org/?s={quote(name.encode(errors='replace'))}~{CODE}"


DOORS = {
    "the name of a compared scenario": lambda text: [
        one.name for one in comparison.from_query([f"{text}~{CODE}"])[0]
    ],
    "its code": lambda text: comparison.from_query([f"x~{text}"])[2],
    "the baseline": lambda text: comparison.from_query([], text)[2],
    "the name of a setting": lambda text: Scenario.from_query({text: "1"})[1],
    "a choice": lambda text: Scenario.from_query({"start": text})[1],
    "a number": lambda text: Scenario.from_query({"target": text})[1],
    "goods": lambda text: Scenario.from_query({"goods_added": text})[1],
    "a version": lambda text: Scenario.from_query({"v": text})[1],
    "the date of a receipt": lambda text: receipt.compared(
        Case(), guard.read({"data": text, "fp": "0.04~0.09~0.03~30"})
    ),
    "a name in JSON": lambda text: refusal(Scenario.from_json, settings_in_json(**{text: 1})),
    "a value in JSON": lambda text: refusal(Scenario.from_json, settings_in_json(start=text)),
    "goods in JSON": lambda text: refusal(Scenario.from_json, settings_in_json(goods_added=[text])),
    "a version in JSON": lambda text: refusal(
        Scenario.from_json, json.dumps({"version": text, "scenario": {}})
    ),
    "a short code": lambda text: refusal(Scenario.from_code, text),
    "a text within a short code": lambda text: refusal(
        Scenario.from_code, shortcode.code({1: text.encode("utf-8", "replace").decode()})
    ),
    "what is opened": lambda text: [one.name for one in handed.read(opened_text(text)).study.kept],
    "a product table": lambda text: products_from(table(text)).table["description"],
    "a product table that is refused": lambda text: refusal(products_from, table("x", code=text)),
}


@pytest.mark.parametrize("door", DOORS)
@settings(max_examples=15, deadline=None)
@given(TEXTS)
@example(f"pl{ALL}an")
def test_no_door_lets_them_in(door, text):
    """Neither into what is read nor into what is said of it."""
    for said in map(str, DOORS[door](text)):
        assert is_xml(said), (door, said)


def test_no_page_shows_them(monkeypatch):
    """From a link, and from what is typed into a name's field and the fields of goods."""
    at = opened(
        "pages/compare.py",
        {"s": f"pl{FORBIDDEN}an~{CODE}", "base": "0", f"set{FORBIDDEN}ting": "1", "fp": FORBIDDEN},
    )
    assert not at.exception and any("pl an" in text for text in texts(at))
    assert any(cleaned(f"“set{FORBIDDEN}ting”") in text for text in texts(at))
    at.text_input(key="shelf.name").set_value(f"my{FORBIDDEN}own")
    at.button(key="shelf.keep").click().run()
    assert not at.exception and any("my own" in text for text in texts(at))
    assert all(map(is_xml, texts(at)))
    at = opened("pages/goods.py")
    at.session_state["method"] = True
    at.run()
    at.text_input(key="basket.goods_added").set_value(f"1{FORBIDDEN[:5]}2").run()
    assert any("“12” is not a code" in text for text in texts(at)) and all(map(is_xml, texts(at)))
    monkeypatch.setattr("pages.parts.embed.asked", lambda: True)
    at = opened("app.py", {"chart": f"pa{FORBIDDEN}th"})
    assert any(cleaned(f"“pa{FORBIDDEN}th”") in text for text in texts(at)) and all(map(is_xml, texts(at)))


def test_an_address_that_a_browser_says_has_none(monkeypatch):
    """It stands in pictures and documents."""
    monkeypatch.setattr("streamlit.context", SimpleNamespace(url=f"https://example.org/{ALL}?target=40"))
    assert address.page() == cleaned(f"https://example.org/{ALL}")


def test_the_terminal_writes_none(tmp_path, monkeypatch):
    """The app's address, the only text of a terminal that goes into documents."""
    (tmp_path / "mine.json").write_text(Scenario().to_json())
    given = f"https://example.org/{ALL}\udcff"
    arguments = [str(tmp_path / "mine.json"), "--out", str(tmp_path / "out"), "--address", given]
    assert engine.__main__.main(["run", *arguments]) == 0
    assert is_xml((tmp_path / "out" / "link.txt").read_text(encoding="utf-8"))
    asked = []
    monkeypatch.setattr(documents, "_written", lambda _case, _folder, address: asked.append(address) or [])
    assert documents.main(arguments) == 0
    assert asked == [cleaned(given)]


# ── Drawn ────────────────────────────────────────────────────────────────────────────────────────────────────


def picture(exhibit, kind="svg"):
    return pictures.drawn(kind, exhibit.chart("light"), exhibit.data, exhibit.finding, exhibit.caption())


def compared(*texts):
    """The comparison's chart with such names beside the dials; the first of them is in its finding."""
    named, _baseline, _problems = comparison.from_query([f"{text}~{CODE}" for text in texts])
    return paths.exhibit(Case(), (comparison.Named("on the dials", Scenario()), *named), 1)


def test_the_charts_of_all_such_names_are_drawn_by_one_process():
    """No picture of them has ended it; most are the same."""
    picture(compared("plan"))
    first = pid(pictures._drawer)
    charts = {chart.finding: chart for chart in (compared(f"pl{letter}an") for letter in [*ALL, ALL])}
    assert len(charts) == 2
    for chart in charts.values():
        assert "an”" in "".join(ElementTree.fromstring(picture(chart)).itertext())
    assert pid(pictures._drawer) == first


@settings(max_examples=8, deadline=None)
@given(TEXTS)
def test_the_chart_of_any_name_is_drawn(text):
    ElementTree.fromstring(picture(compared(text)))


def test_the_charts_of_a_table_that_is_full_of_them_are_drawn():
    """Of what a spreadsheet leaves in a cell, and of all else, a line each."""
    texts = [f"{letter}Roller{letter}bearings" for letter in FORBIDDEN]
    given = PRODUCTS.table.head(len(texts)).assign(description=texts).to_csv(index=False)
    own = products_from(BytesIO(given.encode()))
    assert set(own.table["description"]) <= {" Roller bearings", "Rollerbearings"}
    ElementTree.fromstring(
        picture(basket.exhibit(Case(Scenario(min_exports=0.0, min_china_imports=0.0), products=own)))
    )


def test_png_and_svg_are_as_in_a_process_of_ones_own():
    """The detour changes no byte; a PDF's objects have another order each time anyway."""
    import vl_convert

    vl_convert.register_font_directory(str(fonts.FOLDER))
    exhibit = compared("plan")
    whole = pictures._whole(exhibit.chart("light"), exhibit.data, exhibit.finding, exhibit.caption(), 900)
    assert picture(exhibit) == vl_convert.vegalite_to_svg(whole).encode()
    assert picture(exhibit, "png") == vl_convert.vegalite_to_png(whole, scale=2)
    assert len(picture(exhibit, "pdf")) == len(vl_convert.vegalite_to_pdf(whole))


# ── Not drawn ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_text_past_the_cleaning_ends_only_the_process_that_draws(drawer):
    """A sentence for it, and the next picture is drawn by a new one; what is merely wrong ends nothing."""
    with pytest.raises(NotDrawn, match="could not be drawn"):
        drawer.picture("png", ABORTING)
    assert drawer.picture("png", MARK).startswith(b"\x89PNG")
    before = pid(drawer)
    for wrong in ({"mark": 3}, {**MARK, "title": "\ud83d"}):
        with pytest.raises(NotDrawn):
            drawer.picture("svg", wrong)
    assert drawer.picture("pdf", MARK).startswith(b"%PDF") and pid(drawer) == before


def test_of_eight_at_once_one_bad_seven_are_drawn(drawer):
    def asked(spec):
        try:
            return drawer.picture("svg", spec)
        except NotDrawn as error:
            return str(error)

    specs = [{**MARK, "title": f"No {number}"} for number in range(8)]
    specs[3] = ABORTING
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(asked, specs))
    assert "could not be drawn" in found.pop(3)
    for number, svg in zip([0, 1, 2, 4, 5, 6, 7], found, strict=True):
        assert f"No {number}".encode() in svg


def test_what_takes_too_long_is_given_up_and_the_next_is_drawn(drawer):
    drawer.seconds = 2.0
    began = time.monotonic()
    with pytest.raises(NotDrawn):
        drawer.picture("svg", SLOW)
    assert time.monotonic() - began < 15  # by itself it takes half a minute or more
    drawer.seconds = 60.0
    assert drawer.picture("svg", MARK)


def test_who_waits_too_long_or_finds_no_room_is_told(drawer):
    drawer.seconds = 0.1
    with drawer._own_turn(), pytest.raises(NotDrawn, match="Try again"):
        drawer.picture("svg", MARK)
    crowded = type("Crowded", (Drawer,), {"waiting": 1})()
    began = time.monotonic()
    with crowded._own_turn(), pytest.raises(NotDrawn, match="Try again"):
        crowded.picture("svg", MARK)
    assert time.monotonic() - began < crowded.seconds / 2
    drawer.seconds = 60.0
    assert drawer.picture("svg", MARK)


def test_what_is_too_large_is_told_before_and_after_it_is_drawn(drawer):
    with pytest.raises(NotDrawn, match="too much"):
        drawer.picture("svg", {**MARK, "title": "long " * drawer.longest_job})
    assert drawer._process is None
    drawer.longest_answer = 10
    with pytest.raises(NotDrawn):
        drawer.picture("svg", MARK)
    del drawer.longest_answer
    assert drawer.picture("svg", MARK)


def test_a_process_is_replaced_after_so_many_pictures(drawer):
    drawer.life = 2
    pids = []
    for _ in range(4):
        drawer.picture("svg", MARK)
        pids.append(pid(drawer))
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_documents_that_cannot_be_drawn_are_one_sentence(tmp_path, capsys, monkeypatch):
    """From the terminal: the brief and the slides too are made of such pictures."""
    (tmp_path / "scenario.json").write_text(Scenario().to_json())
    monkeypatch.setattr(pictures, "_drawer", Drawer())
    monkeypatch.setattr(pictures, "_PROGRAM", tmp_path / "missing.py")
    assert documents.main([str(tmp_path / "scenario.json"), "--out", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.err == "This chart could not be drawn as a picture; its numbers can be taken as CSV.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["scenario.json"]


# ── Ended with us ────────────────────────────────────────────────────────────────────────────────────────────

PARENT = f"""
from threading import Thread
from pages.parts.pictures import Drawer
drawer = Drawer()
drawer.seconds = 2.0
Thread(target=drawer.picture, args=("svg", {SLOW!r}), daemon=True).start()
while not drawer._process:
    pass
print(drawer._process.pid, flush=True)
input()
"""


def is_running(pid):
    """Whether there is such a process that has not ended yet."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@ON_LINUX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_none_is_left_when_we_are_killed(number):
    """Not even one that is busy: it ends by its own watch."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert parent.stdin and parent.stdout
    child = int(parent.stdout.readline())
    assert is_running(child)
    os.kill(parent.pid, number)
    parent.communicate()
    deadline = time.monotonic() + 20
    while is_running(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(child)
