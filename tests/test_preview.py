"""What a link shows of itself where it is pasted: its words, its picture, whatever the link says, and what it may cost."""

import io
import itertools
import struct
from html.parser import HTMLParser
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from PIL import Image
from starlette.applications import Starlette

from engine import Scenario, guard
from engine.case import case_of
from engine.comparison import Named
from engine.link import text, to_query
from engine.study import Study
from pages.parts import entrance, exhibits, frame, pictures, preview, words
from pages.parts.allowance import Allowance, Spent
from pages.parts.pictures import CARD
from pages.parts.sitemap import NAMES, PAGES
from tests.rooms.asking import HOST, asked
from tests.test_pages import opened

SHOWN = [*exhibits.FIRST, "compare"]  # pages that have a chart of a scenario
MOST = 300_000  # bytes of a picture that every messenger shows
LIVELY = Study(
    Scenario(target=40.0, start="kz_2025"),
    kept=(
        Named("Three times “the goods”", Scenario(programme_value=3.0)),
        Named("a<b>&c", Scenario(target=50.0)),
    ),
)


class Head(HTMLParser):
    """A page as a messenger reads it."""

    def __init__(self, html: str):
        super().__init__()
        self.language, self.title, self.said = "", "", {}
        self.scripts, self._in_title = 0, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.language = told["lang"] if tag == "html" else self.language
        self.scripts += tag == "script"
        self._in_title = tag == "title"
        if tag == "meta" and "content" in told and ("property" in told or "name" in told):
            self.said[told.get("property") or told["name"]] = told["content"]

    def handle_endtag(self, _tag):
        self._in_title = False

    def handle_data(self, data):
        self.title += data if self._in_title else ""


@pytest.fixture
def app(monkeypatch):
    """The entrance with an allowance that nothing has been taken from."""
    monkeypatch.setattr(entrance, "_heads", Allowance(1.0, 60.0))
    monkeypatch.setattr(entrance, "_cards", Allowance(1.0, 60.0))
    entrance._tags.cache_clear()
    return Starlette(routes=entrance.routes())


def fetched(app, path, query="", **headers):
    answer = asked(app, "GET", path, query=query, **headers)
    assert answer.status == 200
    return Head(answer.body.decode())


def test_streamlit_s_page_has_what_we_replace():
    """A version of Streamlit whose page says its language or its title otherwise fails here."""
    page = entrance._front()
    assert page.count(entrance._LANG) == page.count(entrance._TITLE) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_its_own_title_before_any_script_has_run(app, name):
    head = fetched(app, f"/{name}", accept_language="ru")
    with words.speaking("ru"):
        assert head.title == f"{words._(dict(zip(NAMES, PAGES.values(), strict=True))[name])} · Дорога к 35"
    assert head.language == "ru"


@pytest.mark.parametrize("name", SHOWN)
def test_a_link_shows_its_finding_its_numbers_and_its_picture(app, name):
    query = text(to_query(LIVELY, compared=name == "compare"))
    said = fetched(app, f"/{name}", query).said
    assert {"og:title", "og:description", "og:image", "twitter:card", "description"} <= set(said)
    assert not any(text for text in said.values() if text != text.strip() or "\n" in text)
    address = urlsplit(said["og:image"])
    picture = asked(app, "GET", address.path, query=address.query)
    assert picture.status == 200 and picture.header("content-type") == "image/png"
    assert len(picture.body) < MOST
    drawn = Image.open(io.BytesIO(picture.body))
    assert drawn.size == CARD == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert len(drawn.convert("RGB").getcolors(CARD[0] * CARD[1])) > 10, "there is something on it"


@pytest.mark.parametrize(
    "page", [page for page, name in zip(PAGES, NAMES, strict=True) if name in exhibits.FIRST]
)
def test_what_a_link_shows_is_what_its_page_shows_first(monkeypatch, app, page):
    """The finding and the numbers of a stage, or of the headline, are the preview's."""
    seen = {}

    def stage(shown, exhibit, numbers=lambda _case: ()):
        seen.setdefault("finding", exhibit.finding)
        seen.setdefault("numbers", [f"{big.label}: {big.said(shown.case)}" for big in numbers(shown.case)])
        return whole(shown, exhibit, numbers)

    def headline(shown, *numbers):
        seen.setdefault("numbers", [f"{big.label}: {big.said(shown.case)}" for big in numbers])
        return head(shown, *numbers)

    def figure(shown, exhibit, link=""):
        if exhibit.key == "reach":  # the first chart of its page that is that page's own
            seen.setdefault("finding", exhibit.finding)
        return drawn(shown, exhibit, link)

    whole, head, drawn = frame.Page.stage, frame.Page.headline, frame.Page.figure
    monkeypatch.setattr(frame.Page, "stage", stage)
    monkeypatch.setattr(frame.Page, "headline", headline)
    monkeypatch.setattr(frame.Page, "figure", figure)
    name = dict(zip(PAGES, NAMES, strict=True))[page]
    assert not opened(page, {"target": "40", "programme_value": "2"}).exception
    today = text(guard.guarded({"target": "40", "programme_value": "2"}))
    said = fetched(app, f"/{name}", today).said
    assert said["og:title"] == seen["finding"]
    assert said["og:description"].split("; ") == seen["numbers"][:4]


@pytest.mark.parametrize(
    ("query", "accept", "told", "language"),
    [
        ("target=40", "", "en_GB", "en"),
        ("target=40&card=ru", "", "ru_RU", "en"),
        ("target=40&card=ru", "kk", "ru_RU", "kk"),
        ("target=40&card=ru&lang=zh", "kk", "zh_CN", "zh"),
        ("target=40&card=xx", "kk", "kk_KZ", "kk"),
    ],
)
def test_a_link_names_the_language_of_its_preview_and_not_that_of_its_reader(
    app, query, accept, told, language
):
    head = fetched(app, "/", query, accept_language=accept)
    assert head.said["og:locale"] == told and head.language == language
    with words.speaking(told[:2]):
        assert (
            head.said["og:title"]
            == exhibits.FIRST[""](case_of(Scenario.from_query(parse_qs(query))[0])).finding
        )
    assert parse_qs(urlsplit(head.said["og:image"]).query)["lang"] == [told[:2]]


@pytest.mark.parametrize("code", ["ru", "kk", "zh"])
def test_a_picture_is_drawn_in_its_language(app, code):
    pictures_ = {asked(app, "GET", "/card/overview.png", query=f"lang={one}").body for one in ("en", code)}
    assert len(pictures_) == 2


def test_chinese_is_not_broken_within_a_number():
    lines = pictures._wrapped(
        "按此情景，2030年贸易额将达332亿美元，距目标还差68亿美元。“一”走得最远，达402亿美元", 20
    )
    assert len(lines) > 3 and all(len(line) <= 12 for line in lines)
    assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in itertools.pairwise(lines))
    assert not any(line[0] in "，。”；" for line in lines)


ODD = [
    'by="><script>alert(1)</script>&target=40',
    f"s={quote('<img src=x onerror=alert(1)>')}~0C21&base=1",
    f"s={quote(chr(0))}{quote(chr(0x1B))}x~0C21-0018-ZRMZ-WAQY-EXM0&base=1",
    "target=%ED%A0%80",
    "target=" + "9" * 7000,
    "target=NaN&target_year=inf",
    "v=3.261125.00000.0000&target=40",
    "%%%&&&==;;",
    "goods=" + ",".join(["010101"] * 900),
    "x=" + "y" * 9000,
]


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("path", ["/", "/compare"])
def test_whatever_a_link_says_it_leads_to_a_page(app, path, query):
    plain = fetched(app, path)
    head = fetched(app, path, query)
    assert head.scripts == plain.scripts, "nothing of a query becomes part of the page"
    assert head.title == plain.title
    if address := head.said.get("og:image"):
        found = urlsplit(address)
        assert asked(app, "GET", found.path, query=found.query).status == 200


@pytest.mark.parametrize(
    "path", ["/card/nothing.png", "/card/sources.png", "/card/..%2f..%2fapp.png", "/card/.png"]
)
def test_there_is_no_other_picture(app, path):
    assert asked(app, "GET", path).status == 404


def test_an_error_gives_the_plain_page(app, monkeypatch):
    def broken(*_args):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(preview, "_exhibit", broken)
    head = fetched(app, "/goods", "target=41")
    assert "og:title" not in head.said and head.title == "135 goods · Road to 35"
    assert asked(app, "GET", "/card/goods.png", query="target=41").status == 404


def test_a_flood_of_odd_previews_gets_plain_pages_and_no_pictures(app, monkeypatch):
    """Who reads does not feel it: so much of the time and no more goes into what nobody waits for."""
    monkeypatch.setattr(entrance, "_heads", Allowance(0.0, 1e-9))
    monkeypatch.setattr(entrance, "_cards", Allowance(0.0, 1e-9))
    answers = [asked(app, "GET", "/", query=f"target={40 + k / 100}") for k in range(4)]
    assert [answer.status for answer in answers] == [200] * 4
    assert ["og:title" in answer.body.decode() for answer in answers] == [True, False, False, False]
    refused = [asked(app, "GET", "/card/goods.png", query=f"target={42 + k / 100}") for k in range(2)]
    assert [answer.status for answer in refused] == [200, 503]
    assert refused[1].header("retry-after")


def test_what_was_shown_once_is_not_made_again(app, monkeypatch):
    fetched(app, "/goods", "target=43.5")
    monkeypatch.setattr(preview, "of_link", None)
    assert "og:title" in fetched(app, "/goods", "target=43.5").said


def test_one_picture_serves_every_link_to_the_same(app, monkeypatch):
    drawings = []

    def drawn(*args):
        drawings.append(args)
        return struct.pack("!I", len(drawings))

    monkeypatch.setattr(pictures, "card", drawn)
    preview._card.cache_clear()
    for query in ("target=44.5&start=kz_2025", "start=kz_2025&target=44.50&by=Aigul&utm_source=x"):
        asked(app, "GET", "/card/goods.png", query=query)
    preview._card.cache_clear()
    assert len(drawings) == 1


def test_addresses_are_whole_behind_a_proxy_and_without_one(app, monkeypatch):
    assert fetched(app, "/").said["og:image"] == f"http://{HOST}/card/overview.png?lang=en"
    monkeypatch.setenv("ROADS_URL", "https://road.example/a/")
    said = fetched(app, "/", host="evil.example").said
    assert said["og:image"] == "https://road.example/a/card/overview.png?lang=en"


def test_a_foreign_host_stays_text(app):
    head = fetched(app, "/", host='x"><script>.example')
    assert head.scripts == fetched(app, "/").scripts


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", None),
        ("'self' https://news.example", "'self' https://news.example"),
        ("a; script-src *", "a  script-src *"),
    ],
)
def test_an_operator_says_who_may_show_a_page_in_a_frame_and_nothing_else(app, monkeypatch, given, told):
    monkeypatch.setenv("ROADS_FRAMES", given)
    entrance._policy.cache_clear()
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in asked(app, "GET", "/").header("content-security-policy").split(";")
    )
    entrance._policy.cache_clear()
    assert policy.get("frame-ancestors") == told
    assert policy["default-src"] == "'self'" and "unsafe" not in policy["script-src"]


# ── The allowance ────────────────────────────────────────────────────────────────────────────────────────────


def test_an_allowance_fills_by_its_share_and_not_above_its_most(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("pages.parts.allowance.time.monotonic", lambda: now[0])
    some = Allowance(share=0.1, most=1.0, clock=lambda: now[0])
    with some.spending():
        now[0] += 3.0
    with pytest.raises(Spent), some.spending():
        pass
    now[0] += (
        16.0  # 1.0 − 3.0 + 0.1 × 16 is less than nothing: what filled up in the three seconds was above the most
    )
    with pytest.raises(Spent), some.spending():
        pass
    now[0] += 5.0
    with some.spending():
        now[0] += 0.1
    now[0] += 1000.0
    with some.spending():
        now[0] += 1.05
    with pytest.raises(Spent), some.spending():
        pass
