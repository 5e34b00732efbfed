"""The slides, read back: titles, charts with their numbers, tables, sources, notes; whole, in order, and always the same."""

import io
import math
from itertools import combinations, pairwise
from zipfile import ZipFile

import numpy as np
import openpyxl
import pandas as pd
import pytest
from PIL import Image, ImageFont
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER

from engine import Case, receipt
from pages.parts.documents.content import Content, Number, Reference, Setting
from pages.parts.documents.slides import slides
from pages.parts.exhibits import path
from pages.parts.exhibits.exhibit import Plain
from pages.parts.words import grade

POINT = 12700
LINES = pd.DataFrame(
    {"observed": [1.5, np.nan, 3.0] + [np.nan] * 56, "goal": [np.nan] * 58 + [35.0], "projected": range(59)},
    index=range(1992, 2051),
)
BARS = pd.DataFrame({"chance": [51.25, -3.0, np.inf]}, index=["first", "=1+1", "third\x07 " + "long " * 30])
PARTS = pd.DataFrame({"here": [60.0, 90.0], "abroad": [40.0, 10.0]}, index=["upper", "lower"])


def exhibit(key="e", finding="The finding is a sentence", plain=None, note="A note."):
    return path.exhibit(Case())._replace(
        module=key, finding=finding, outcomes=("turnover", "gap"), reading="", note=note, plain=plain
    )


def plain(kind, frame, finding="The finding is a sentence", note="A note."):
    return exhibit("e", finding, Plain(kind, f"Axis of {kind}, %", lambda: frame), note)


def content(*exhibits, **changes):
    made = Content(
        title="Road to 35",
        finding="Closing the gap takes 4.8 % a year",
        sentences=("One more sentence.", "And another."),
        numbers=(Number("Growth", "4.8 % a year", "to 35"), Number("Gap", "9.1 %", "closed by goods")),
        exhibits=exhibits,
        settings=(Setting("Goal", "40", "35", "choice"),),
        references=(Reference("A", "A statistic.", "https://example.org/a"), Reference("C", "Ours.", "")),
        limits=("It does not forecast.", "It does not know the list."),
        link="https://example.org/?target=40",
        code="ABCD-EFGH",
        edition="Version 1, data of today",
    )
    return made._replace(**changes)


def read(made):
    return list(Presentation(io.BytesIO(slides(made))).slides)


def chart_of(kind, frame):
    (shape,) = [shape for shape in read(content(plain(kind, frame)))[1].shapes if shape.has_chart]
    return shape.chart


def titles(made):
    found = [slide.shapes.title for slide in read(made)]
    kinds = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
    assert all(title.placeholder_format.type in kinds for title in found)
    return [title.text_frame.text for title in found]


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def description(shape):
    return shape.element.xpath("./*[1]/p:cNvPr")[0].get("descr")


def read_values(series):
    return [None if value is None else float(value) for value in series.values]


def test_every_slide_says_in_its_title_what_it_shows():
    made = content(plain("line", LINES, "Trade grew"), exhibit(finding="A map shows it"))
    assert titles(made) == [
        *("Road to 35", "Trade grew", "A map shows it"),
        *("What differs from the statement and our defaults", "Sources", "What the model cannot say"),
    ]


def test_the_cover_has_finding_numbers_edition_and_link():
    made = content()
    cover = read(made)[0]
    assert texts(cover)[:2] == [made.title, made.finding]
    assert texts(cover)[2:4] == ["Growth\n4.8 % a year\nto 35", "Gap\n9.1 %\nclosed by goods"]
    last = cover.shapes[-1].text_frame
    assert made.edition in last.text and made.code in last.text
    assert [run.hyperlink.address for p in last.paragraphs for run in p.runs if run.hyperlink.address] == [
        made.link
    ]
    assert cover.notes_slide.notes_text_frame.text == "One more sentence.\nAnd another."
    assert "Open this scenario" not in "".join(texts(read(content(link=""))[0]))


@pytest.mark.parametrize(
    ("kind", "frame", "form"),
    [
        ("line", LINES, XL_CHART_TYPE.LINE_MARKERS),
        ("bar", PARTS, XL_CHART_TYPE.BAR_CLUSTERED),
        ("stacked", PARTS, XL_CHART_TYPE.BAR_STACKED),
    ],
)
def test_a_chart_holds_its_numbers(kind, frame, form):
    """What is not defined is a gap; names, unit and legend are there."""
    chart = chart_of(kind, frame)
    assert chart.chart_type == form
    assert list(chart.plots[0].categories) == [str(name) for name in frame.index]
    assert [series.name for series in chart.plots[0].series] == list(frame.columns)
    for series in chart.plots[0].series:
        wanted = [value if math.isfinite(value) else None for value in frame[series.name].tolist()]
        assert read_values(series) == wanted
    assert chart.value_axis.axis_title.text_frame.text == f"Axis of {kind}, %"
    assert chart.has_legend
    assert chart._chartSpace.xpath("c:chart/c:dispBlanksAs/@val") == ["gap"]


def test_a_chart_s_sheet_holds_the_same_and_no_formula():
    """Names come from readers' tables too: what begins like a formula stays a text, and no name is endless."""
    chart = chart_of("bar", BARS)
    names = list(chart.plots[0].categories)
    assert names[:2] == ["first", "'=1+1"] and len(names[2]) == 60 and "\x07" not in names[2]
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [cell.data_type for cell in sheet["A"][1:]] == ["s", "s", "s"]
    assert [cell.value for cell in sheet["B"]] == ["chance", 51.25, -3, None]


def test_lines_differ_by_more_than_colour():
    frame = pd.DataFrame({f"series {n}": [n, n + 1.0] for n in range(7)}, index=[2022, 2030])
    found = chart_of("line", frame).plots[0].series
    lines = [(s.format.line.dash_style, s.marker.style) for s in found]
    assert len(set(lines)) == 7
    for one, next_one in pairwise(lines):
        assert one[0] != next_one[0] and one[1] != next_one[1]


def test_a_point_alone_is_seen():
    """No line leads to the goal, so its marker must be large."""
    sizes = {series.name: series.marker.size for series in chart_of("line", LINES).plots[0].series}
    assert sizes["goal"] > 2 * sizes["observed"]


@pytest.mark.parametrize(
    ("names", "step"), [(range(2022, 2031), 1), (range(1992, 2051), 5), (range(136), 10)]
)
def test_years_do_not_run_into_one_another(names, step):
    chart = chart_of("line", pd.DataFrame({"a": [float(n) for n in names]}, index=list(names)))
    assert chart.category_axis._element.xpath("c:tickLblSkip/@val") == [str(step)]
    assert not chart.has_legend


def test_parts_of_bars_differ_by_more_than_colour():
    frame = pd.DataFrame({f"part {n}": [1.0] for n in range(4)}, index=["all"])
    fills = [series.format.fill for series in chart_of("stacked", frame).plots[0].series]
    kinds = [str(fill.pattern) if fill.type == 2 else "solid" for fill in fills]
    assert kinds[:2] == ["solid", "solid"] and len(set(kinds)) == 3
    dark, light = (sum(fill.fore_color.rgb) for fill in fills[:2])
    assert light > 2 * dark


def test_the_first_bar_is_on_top_and_bars_begin_at_nothing():
    chart = chart_of("stacked", PARTS)
    assert chart.category_axis.reverse_order
    assert chart.value_axis._element.xpath("c:crosses/@val") == ["max"]  # the numbers stay at the bottom
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (0, 100)
    chart = chart_of("bar", BARS)
    assert chart.value_axis.minimum_scale is None  # some are below nothing
    assert chart.plots[0].has_data_labels and chart.plots[0].data_labels.number_format == "0.0"


@pytest.mark.parametrize("frame", [PARTS.iloc[:0], PARTS[[]], PARTS * np.nan])
@pytest.mark.parametrize("kind", ["line", "bar", "stacked"])
def test_nothing_to_draw_is_no_error(kind, frame):
    slide = read(content(plain(kind, frame)))[1]
    assert ("There is nothing to draw." in texts(slide)) == frame.empty


def test_what_cannot_be_a_chart_is_a_picture():
    (shape,) = [
        shape for shape in read(content(exhibit(finding="A map")))[1].shapes if hasattr(shape, "image")
    ]
    assert description(shape) == "A map"
    drawn = Image.open(io.BytesIO(shape.image.blob))
    assert drawn.format == "PNG" and len(drawn.convert("RGB").getcolors(1 << 24)) > 20
    assert shape.width / shape.height == pytest.approx(drawn.width / drawn.height, rel=0.01)


def test_a_chart_slide_has_alternative_text_note_and_origin():
    slide = read(content(plain("line", LINES, "Trade grew", "Dashed: projected.")))[1]
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    assert description(frame) == "Trade grew"
    assert "Dashed: projected." in texts(slide)
    note, origin = slide.notes_slide.notes_text_frame.text.split("\n")
    assert (
        note == "Dashed: projected." and origin.startswith("Results of the model: ") and "urnover" in origin
    )


def test_a_slide_of_observed_figures_names_no_result():
    observed = plain("line", LINES)._replace(outcomes=())
    slide = read(content(observed))[1]
    assert slide.notes_slide.notes_text_frame.text == "A note.\nThe sources are on the last slides."


def test_every_slide_but_the_cover_is_numbered_and_says_its_edition():
    for number, slide in enumerate(read(content(plain("line", LINES)))):
        feet = {p.placeholder_format.type: p for p in slide.placeholders}
        assert (PP_PLACEHOLDER.FOOTER in feet) == (PP_PLACEHOLDER.SLIDE_NUMBER in feet) == (number > 0)
        if number:
            assert feet[PP_PLACEHOLDER.FOOTER].text_frame.text == "Road to 35 · Version 1, data of today"
            assert feet[PP_PLACEHOLDER.SLIDE_NUMBER].element.xpath(".//a:fld/@type") == ["slidenum"]


def table_rows(deck):
    tables = [shape.table for slide in deck for shape in slide.shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def test_what_differs_is_a_table_on_as_many_slides_as_it_needs():
    settings = tuple(Setting(f"Setting {n}", str(n), "0", "choice") for n in range(27))
    found = table_rows(read(content(settings=settings)))
    assert [len(rows) - 1 for rows in found] == [12, 12, 3]
    assert all(rows[0] == ["Setting", "Here", "In the statement", "Choice or assumption"] for rows in found)
    assert [row for rows in found for row in rows[1:]] == [list(setting) for setting in settings]
    assert "What differs from the statement and our defaults (2 of 3)" in titles(content(settings=settings))


def test_long_settings_take_fewer_rows_and_a_list_of_goods_is_cut():
    settings = (Setting("A long title " * 5, "110100, " * 135, "none", "choice"),) * 12
    found = table_rows(read(content(settings=settings)))
    assert len(found) > 1 and all(len(rows) < 13 for rows in found)
    assert {len(row[1]) for rows in found for row in rows[1:]} <= set(range(140, 151))
    assert found[0][1][1].endswith("…")


def test_nothing_that_differs_is_a_sentence():
    made = content(settings=())
    assert not table_rows(read(made))
    assert "Nothing: what the statement names is as it has it, all else is our default." in texts(
        read(made)[1]
    )


def test_sources_are_numbered_on_and_have_grade_and_address():
    many = tuple(
        Reference("ABC"[n % 3], f"Source {n}. " + "Words. " * 20, f"https://example.org/{n}")
        for n in range(30)
    )
    made = content(references=many)
    pages = [slide for slide in read(made) if slide.shapes.title.text_frame.text.startswith("Sources (")]
    assert len(pages) > 2
    number = 0
    for slide in pages:
        lines = slide.placeholders[1].text_frame.paragraphs
        starts = {start for p in lines for start in p._p.xpath("a:pPr/a:buAutoNum/@startAt")}
        assert starts == {str(number + 1)}
        for line in lines:
            reference = many[number]
            assert line.text == f"[{reference.grade}] {reference.text} {reference.url}"
            assert line.runs[-1].hyperlink.address == reference.url
            number += 1
        assert all(grade(letter) in "".join(texts(slide)) for letter in "ABC")
    assert number == len(many)


def test_an_assumption_of_ours_has_no_link():
    (slide,) = [slide for slide in read(content()) if slide.shapes.title.text_frame.text == "Sources"]
    runs = [run for p in slide.placeholders[1].text_frame.paragraphs for run in p.runs]
    assert [run.hyperlink.address for run in runs if run.hyperlink.address] == ["https://example.org/a"]


def test_the_limits_end_the_deck():
    last = read(content())[-1].placeholders[1].text_frame
    assert [p.text for p in last.paragraphs] == ["It does not forecast.", "It does not know the list."]


def test_the_file_says_what_it_is_and_names_nobody():
    kept = Presentation(io.BytesIO(slides(content()))).core_properties
    assert (kept.title, kept.subject) == ("Road to 35", "https://example.org/?target=40")
    assert (kept.language, kept.author, kept.last_modified_by) == ("en", "Road to 35", "Road to 35")
    assert kept.created == kept.modified and kept.created.date().isoformat() == receipt.vintage()
    long = content(link="https://example.org/?" + "a" * 300)
    assert Presentation(io.BytesIO(slides(long))).core_properties.subject == "ABCD-EFGH"


def test_the_same_content_makes_the_same_file():
    """No clock is in it, nor in the sheets of its charts."""
    made = content(plain("line", LINES), plain("bar", BARS), exhibit())
    file = slides(made)
    assert file == slides(made)
    with ZipFile(io.BytesIO(file)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sheets = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert len(sheets) == 2
        book = openpyxl.load_workbook(io.BytesIO(package.read(sheets[0])))
    assert book.properties.created.date().isoformat() == receipt.vintage()


def lines_of(text, size, wide):
    """Lines that a text takes in a real typeface, word by word."""
    font, lines, line = ImageFont.load_default(size), 1, ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if font.getlength(longer) > wide and line:
            lines, line = lines + 1, word
        else:
            line = longer
    return lines


def needed(frame, wide):
    """The height that a text of this width needs, with its margins, all in points."""
    high = 7.2
    for paragraph in frame.paragraphs:
        if paragraph.runs:
            font = paragraph.runs[0].font
            letters = font.size.pt * (1.08 if font.bold else 1)
            high += lines_of(paragraph.text, letters, wide - 15) * font.size.pt * 1.2
    return high


def places(slide):
    """Every text of a slide with the width and height that it has."""
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text not in ("", "‹#›"):
            yield shape.text_frame, shape.width / POINT, shape.height / POINT
        for row in shape.table.rows if shape.has_table else ():
            for cell, column in zip(row.cells, shape.table.columns, strict=True):
                yield cell.text_frame, column.width / POINT, row.height / POINT


@pytest.mark.parametrize("words", [1, 3, 7, 10])
def test_nothing_overflows_and_nothing_overlaps(words):
    """Texts of up to 200 letters fit into their places, and places lie apart within the slide."""
    text = ("moved by commodity " * words).strip()
    settings = tuple(Setting(text[:60], text[:40], text[:40], "assumption") for _ in range(20))
    references = tuple(Reference("A, B", text, f"https://example.org/{text[:60]}") for _ in range(20))
    made = content(
        *(plain(kind, frame, text, text) for kind, frame in (("line", LINES), ("bar", BARS))),
        exhibit(finding=text, note=text),
        finding=text,
        numbers=(Number(text[:30], "$38.1 bn a year", text[:30]),) * 5,
        settings=settings,
        references=references,
        limits=(text,) * 12,
    )
    deck = Presentation(io.BytesIO(slides(made)))
    for slide in deck.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for left, top, right, bottom in boxes:
            assert 0 <= left < right <= deck.slide_width and 0 <= top < bottom <= deck.slide_height
        for a, b in combinations(boxes, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        for frame, wide, high in places(slide):
            assert needed(frame, wide) <= high, frame.text


def test_a_reader_s_own_slides_fit_too():
    """All layouts are as wide as the slide."""
    deck = Presentation(io.BytesIO(slides(content())))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    feet = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
    for layout in deck.slide_layouts:
        sides = [s.left + s.width for s in layout.placeholders if s.placeholder_format.type not in feet]
        assert layout.name == "Blank" or 0.75 * deck.slide_width < max(sides) <= deck.slide_width
