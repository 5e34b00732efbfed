"""The facilitator's kit, and a room's report and slides, read back by other programs."""

import io
import re

import pytest
from pptx import Presentation
from pypdf import PdfReader

from pages.parts.catalogue import catalogue
from pages.parts.rooms import pooled, taken
from pages.parts.rooms.papers import kit, report
from pages.parts.rooms.store import Store
from pages.parts.rooms.templates import templates
from pages.parts.texts import kit as texts
from pages.parts.words import number
from tests.rooms.sample import walked

HOME, CODE, LINK = "https://road.example", "K7M2QX", "https://road.example/r/K7M2QX"


@pytest.fixture
def here(tmp_path):
    """What papers say hangs on no kind of database."""
    made = Store(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    yield made
    made.end()


def read(file: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(file))


def plain(text: str) -> str:
    """Without the spaces that a line's end puts in, and the stars around names."""
    return re.sub(r"[\s*]+", "", text)


def said(file: bytes) -> str:
    return plain("".join(page.extract_text() for page in read(file).pages))


def snapshot(store, opened):
    return taken.shown(store.export(opened.room.code))


# ── The kit ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", templates())
def test_a_kit_has_all_that_is_said_and_asked(name):
    template, file = templates()[name], kit.pdf(templates()[name])
    told = said(file)
    for step in template.steps:
        asked = step.question
        options = (asked.ask, asked.hint, *asked.options) if asked else ()
        for text in (step.title, *step.script, *step.talk, *options):
            assert plain(text) in told, text
    shared = (*texts.NEEDS, *texts.DAY_BEFORE, *texts.BEFORE, *texts.QUESTION, *texts.AFTER, *texts.LIMITS)
    for text in (*shared, *(cell for row in (*texts.WRONG, *texts.PICTURES) for cell in row)):
        assert plain(text) in told, text
    root = read(file).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert len(read(file).pages) <= 4, "two sheets of paper"


def test_a_kit_of_a_room_says_where_to_join():
    file = kit.pdf(templates()["goal_30"], CODE, LINK)
    assert CODE in said(file) and LINK in said(file)
    live = {one.get_object().get("/A", {}).get("/URI") for one in read(file).pages[0]["/Annots"]}
    assert LINK in live
    assert CODE not in said(kit.pdf(templates()["goal_30"]))


def test_steps_begin_when_the_ones_before_end():
    begins = [row[0] for row in kit.said(templates()["goal_90"])["agenda"]]
    assert begins == ["0:00", "0:08", "0:16", "0:30", "0:40", "0:50", "0:58", "1:12", "1:18"]


def test_what_stands_between_stars_is_written_so_on_a_page_or_a_phone():
    """Buttons, pictures, panels: a kit that names one which is called otherwise sends its reader astray."""
    known = {str(one.id) for one in catalogue()}
    scripts = [line for one in templates().values() for step in one.steps for line in step.script]
    own = [*texts.NEEDS, *texts.DAY_BEFORE, *texts.BEFORE, *texts.QUESTION, *texts.AFTER, *texts.LIMITS]
    own += [cell for row in (*texts.WRONG, *texts.PICTURES) for cell in row]
    names = {name for line in (*scripts, *own) for name in re.findall(r"\*([^*]+)\*", line)}
    assert {"Freeze", "Reveal", "Where we disagree", "Take home"} <= names
    assert names - known == set()
    assert {name for name, _meaning in texts.PICTURES} <= known


# ── The report and the slides ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "people"), [("goal_90", 12), ("goods_90", 60), ("goal_30", 3)])
def test_a_report_has_two_pages_with_the_room_s_own_numbers(here, name, people):
    seen = snapshot(here, walked(here, name, people))
    file = report.pdf(seen, HOME)
    assert len(read(file).pages) == 2
    told, future = said(file), pooled.future(seen)
    assert plain(number(future.chance, "share", 0)) in told
    assert plain(number(float(future.bands[2][-1]), "usd_bn/year")) in told
    for question in seen.questions:
        assert plain(f"Asked: “{question.ask}”") in told
    root = read(file).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en"
    assert file == report.pdf(seen, HOME)


def test_nobody_is_named_and_nothing_is_told_that_the_room_has_not_seen(here):
    opened = walked(here, "goal_90", 12)
    papers = said(report.pdf(snapshot(here, opened), HOME)) + slides_said(snapshot(here, opened))
    assert "Name1" not in papers
    hidden = walked(here, "goal_90", 12, shown=False)
    seen = snapshot(here, hidden)
    papers = said(report.pdf(seen, HOME)) + slides_said(seen)
    assert plain("12 people took part") in papers
    assert not [question.ask for question in seen.questions if plain(question.ask) in papers]


def test_an_empty_room_has_papers_too(here):
    template = templates()["goal_30"]
    seen = snapshot(here, here.open_room("Nobody came", template.questions, template="goal_30"))
    assert "0peopletookpart" in said(report.pdf(seen, HOME)) and len(read(report.pdf(seen, HOME)).pages) == 2
    assert slides_said(seen)


def slides_said(seen) -> str:
    deck = Presentation(io.BytesIO(report.slides(seen, HOME)))
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide]
    return plain(" ".join([*(shape.text_frame.text for shape in shapes), *notes]))


def test_slides_show_each_question_in_each_way(here):
    """The room's future twice, where it disagrees, then each answer: as dots, as movement, by group."""
    seen = snapshot(here, walked(here, "goal_90", 12))
    titles = [
        slide.shapes.title.text_frame.text
        for slide in Presentation(io.BytesIO(report.slides(seen, HOME))).slides
    ]
    assert titles[1].startswith("The room gives $35.0 bn by 2030 a chance of")
    assert titles[2].startswith("Of the futures shown here")
    assert titles[3].startswith("The room disagrees most on")
    assert sum("changed their answer" in title for title in titles) == 1
    told = slides_said(seen)
    for question in seen.questions:
        assert plain(f"Asked: “{question.ask}”") in told
