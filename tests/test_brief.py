"""The brief on one page, as PDF and as HTML: all of a scenario's content, on one sheet, whatever it is."""

import io
import re
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from engine import SOURCES, Case, Scenario, sources_of
from pages.parts.documents import brief, page
from pages.parts.documents.content import Content, Number, Reference, Setting
from pages.parts.exhibits import path
from pages.parts.words import GRADES, grade

SCENARIO = Scenario(target=40, programme_value=1.5)
PATH = path.exhibit(Case(SCENARIO))
LINK = "https://road.example/?target=40&programme_value=1.5"
NASTY = "#let x = [*a*] $1 + 1$ \\u{41} <script>alert(\"1\")</script> & 'q' “Өнім” `#panic()` @b // c"


def exhibit(finding="The goal is missed by $6.3 bn", note="Dashes are projected."):
    return PATH._replace(finding=finding, outcomes=("required_growth", "gap_share"), reading="", note=note)


def reference(source):
    grade_of = "A" if source.url else "C"
    return Reference(grade_of, f"{source.producer}: {source.title}. Read 24 November 2026.", source.url)


def content(**changes):
    made = Content(
        title="Road to 35",
        finding="Closing the gap takes 6.6 % a year",
        sentences=("The extra goods add $1.50 bn: 9.4 % of the gap.",),
        numbers=(Number("Growth needed a year", "6.6 %", "to $40.0 bn by 2030"),),
        exhibits=(exhibit(),),
        settings=(Setting("Goal for turnover", "$40.0 bn", "$35.0 bn", "choice"),),
        references=tuple(map(reference, sources_of("gap_share"))),
        limits=("It does not forecast.",),
        link=LINK,
        code="0411-2204-1WF6-MV0",
        edition="Version 0.1, data of 24 November 2026",
    )
    return made._replace(**changes)


EMPTY = content(
    sentences=(), numbers=(), exhibits=(), settings=(), references=(), limits=(), link="", code=""
)
LONGEST = content(
    finding=("Closing the gap takes 6.6 % a year; " * 5)[:150],
    sentences=("The two countries count differently: one says $24.1 bn, the other $31.2 bn. " * 2,) * 2,
    numbers=tuple(
        Number(f"Number {n} of the goods, as assumed", f"${n}3.7 bn", "below " * 8) for n in range(5)
    ),
    exhibits=(exhibit(), exhibit("Another finding")),
    settings=tuple(
        Setting(f"Setting {n} of some length", f"{n}.25 %", "a choice", "choice") for n in range(15)
    ),
    references=tuple(map(reference, list(SOURCES.values())[:20])),
    limits=("It takes the promise at face value unless you say otherwise, and much else. " * 2,) * 7,
    link=LINK + "".join(f"&setting_{n}=0.12345" for n in range(15)),
)
BEYOND = LONGEST._replace(references=tuple(map(reference, SOURCES.values())), limits=LONGEST.limits * 4)
CASES = {"short": content(), "empty": EMPTY, "longest": LONGEST, "beyond": BEYOND}


@pytest.fixture(scope="module")
def usual():
    return brief.pdf(content())


def read(file):
    return PdfReader(io.BytesIO(file))


def plain(text):
    """Without the spaces that a line's end or a column puts in."""
    return re.sub(r"\s+", "", text)


def texts(made):
    """All that must stand on the page, whatever the form."""
    shown, _left = brief.cut(made.settings)
    yield from (made.title, made.finding, *made.sentences, made.link, made.code, made.edition)
    yield from (text for number in made.numbers for text in number)
    yield from (text for row in shown for text in row)
    yield from (text for each in made.references for text in each[:2])
    yield from made.limits


def tags(node, found):
    """The names of all structure elements of a PDF, in the order of reading."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            tags(each, found)
    elif isinstance(node, dict):
        found.append((node.get("/S"), node.get("/Alt")))
        if "/K" in node:
            tags(node["/K"], found)
    return found


def structure(file):
    return tags(read(file).trailer["/Root"]["/StructTreeRoot"]["/K"], [])


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_the_pdf_is_one_a4_page_that_holds_every_text(made):
    (sheet,) = read(brief.pdf(made)).pages
    assert [round(side) for side in sheet.mediabox[2:]] == [595, 842]
    said = plain(sheet.extract_text())
    for text in filter(None, texts(made)):
        assert plain(text) in said, text


def test_the_pdf_is_tagged_has_title_language_and_claims_pdf_ua(usual):
    file = read(usual)
    root = file.trailer["/Root"]
    assert (
        root["/MarkInfo"]["/Marked"]
        and root["/Lang"] == "en"
        and root["/ViewerPreferences"]["/DisplayDocTitle"]
    )
    assert file.metadata.title == "Road to 35"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()


def test_headings_table_heads_and_pictures_are_told_apart(usual):
    found = structure(usual)
    names = [name for name, _alt in found]
    assert names.count("/H1") == 1 and names.count("/H2") == 3
    assert names.count("/TH") == len(brief.HEADS) and names.count("/TD") == len(brief.HEADS)
    chart, code = [alt for name, alt in found if name == "/Figure"]
    assert "The goal is missed by $6.3 bn" in chart and "Dashes are projected." in chart
    assert code == "QR code of the link"


def test_the_links_live(usual):
    (sheet,) = read(usual).pages
    live = {each.get_object().get("/A", {}).get("/URI") for each in sheet["/Annots"]}
    assert {LINK, *(each.url for each in content().references if each.url)} <= live


def test_a_chart_is_drawn_as_lines_and_letters_not_as_pixels(usual):
    (sheet,) = read(usual).pages
    assert "counted by Kazakhstan" in sheet.extract_text()
    assert not list(sheet.images)


def test_fonts_are_in_the_file(usual):
    (sheet,) = read(usual).pages
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()
        for font in sheet["/Resources"]["/Font"].values()
    ]
    assert all("+" in font["/BaseFont"] for font in fonts)
    assert all(font["/FontDescriptor"].keys() & {"/FontFile2", "/FontFile3"} for font in fonts)
    assert {font["/BaseFont"].split("+")[1].removesuffix("-Identity-H") for font in fonts} == {
        "SourceSansPro-Regular",
        "SourceSansPro-Bold",
        "DejaVuSansMono",
    }


def test_the_same_content_gives_the_same_bytes(usual):
    assert usual == brief.pdf(content())
    assert brief.pdf(content()) != brief.pdf(content(code="other"))


@pytest.mark.parametrize("text", [NASTY, "Қазақстан Ә Ғ Қ Ң Ө Ұ Ү Һ І", "#" * 9, "= a", "- b", "\\", '"'])
def test_no_text_is_read_as_markup(text):
    made = content(
        title=text,
        finding=text,
        sentences=(text,),
        numbers=(Number(text, text, text),),
        exhibits=(exhibit(text, text),),
        settings=(Setting(text, text, text, text),),
        references=(Reference("A", text, ""),),
        limits=(text,),
        code=text,
        edition=text,
    )
    file = read(brief.pdf(made))
    assert file.metadata.title == text
    # title, finding, sentence, number, chart, setting, reference, limit, code, edition
    assert plain(file.pages[0].extract_text()).count(plain(text)) >= 15
    assert page.html(made).count("<script") == 0
    assert plain(spoken(page.html(made)).said).count(plain(text)) >= 15


def test_a_letter_that_no_font_has_costs_the_claim_but_not_the_page():
    file = brief.pdf(content(finding="A letter of no font: \U000f1234"))
    root = read(file).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and len(read(file).pages) == 1


def test_without_an_address_there_is_neither_link_nor_qr_code():
    file = brief.pdf(content(link=""))
    assert "Open this scenario" not in read(file).pages[0].extract_text()
    assert [alt for name, alt in structure(file) if name == "/Figure" and "QR" in alt] == []
    text = page.html(content(link=""))
    assert "Open this scenario" not in text and "QR code" not in text


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Spoken(HTMLParser):
    """Reads a page: its texts, the attributes of every element, and whether all that opens is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.said, self.balanced = [], [], "", True

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.balanced &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.said += data


def spoken(text):
    reader = Spoken()
    reader.feed(text)
    reader.close()
    return reader


@pytest.mark.parametrize("made", CASES.values(), ids=CASES)
def test_the_page_is_whole_and_holds_every_text(made):
    found = spoken(page.html(made))
    assert found.balanced and not found.open
    said = plain(found.said)
    for text in filter(None, texts(made)):
        assert plain(text) in said, text


def test_the_page_loads_nothing_and_runs_nothing():
    text = page.html(content())
    found = spoken(text)
    assert not {tag for tag, _attrs in found.seen} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
    }
    names = {name for _tag, attrs in found.seen for name in attrs}
    assert not names & {"src", "srcset", "action", "data", "poster"} and not [
        n for n in names if n.startswith("on")
    ]
    assert "@import" not in text and not re.search(r"url\((?!#|data:font/)", text)
    assert {tag for tag, attrs in found.seen if "href" in attrs} == {"a"}


def test_the_page_says_what_it_is():
    found = spoken(page.html(content()))
    tags_of = [tag for tag, _attrs in found.seen]
    assert dict(found.seen)["html"] == {"lang": "en"}
    assert tags_of.count("h1") == 1 and tags_of.count("h2") == 3
    assert [a["scope"] for tag, a in found.seen if tag == "th"] == ["col"] * len(brief.HEADS) + ["row"]
    pictures = [attrs["aria-label"] for _tag, attrs in found.seen if attrs.get("role") == "img"]
    assert pictures == [brief.alt(exhibit()), "QR code of the link"]


def test_names_inside_two_drawings_do_not_meet(monkeypatch):
    drawn = '<svg><g id="a"></g><path fill="url(#a)"/></svg>'
    monkeypatch.setattr(brief, "drawing", lambda *_: drawn)
    found = spoken(page.html(content(exhibits=(exhibit(), exhibit()))))
    ids = [attrs["id"] for _tag, attrs in found.seen if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert [a["fill"] for tag, a in found.seen if tag == "path" and "fill" in a][:2] == [
        "url(#chart0-a)",
        "url(#chart1-a)",
    ]


# ── What both share ──────────────────────────────────────────────────────────────────────────────────────────


def test_settings_beyond_the_room_are_counted():
    shown, left = brief.cut(LONGEST.settings)
    assert len(shown) == 12 and left == 3
    assert brief.more(LONGEST) == "and 3 more; the link holds them"
    assert brief.more(LONGEST._replace(link="")) == "and 3 more"
    assert brief.more(content()) == ""
    assert plain(brief.more(LONGEST)) in plain(read(brief.pdf(LONGEST)).pages[0].extract_text())
    assert brief.more(LONGEST) in spoken(page.html(LONGEST)).said


def test_a_chart_names_the_sources_that_it_rests_on():
    """Neighbours are drawn together, what rests on others is left out."""
    keys = ["", *(source.id for source in exhibit().sources)][:5]
    others = iter(key for key in SOURCES if key not in {source.id for source in exhibit().sources})
    places = {2: keys[1], 3: keys[2], 4: keys[3], 6: keys[4]}
    references = tuple(Reference("B", f"Source {n}", "", places.get(n) or next(others)) for n in range(1, 8))
    cited = [source.id for source in exhibit().sources]
    assert brief.marks(cited, references) == "2–4, 6"
    assert brief.marks(cited, references[:1]) == "" == brief.marks(cited, ())
    made = content(references=references)
    assert "2–4, 6" in read(brief.pdf(made)).pages[0].extract_text()
    assert '<sup><a href="#sources">2–4, 6</a></sup>' in page.html(made)


def test_what_the_grades_mean_stands_on_both(usual):
    for said in (read(usual).pages[0].extract_text(), spoken(page.html(content())).said):
        assert all(plain(f"{letter} {grade(letter)}") in plain(said) for letter in GRADES)


def test_a_qr_code_is_a_drawing():
    assert brief.qr(LINK).startswith("<svg") and "<path" in brief.qr(LINK)
