"""A scenario as slides for office programs: findings as titles, charts to edit, settings, sources, limits."""

import io
from collections.abc import Sequence
from typing import Any

from engine.model import OUTCOMES
from pages.parts.documents import native, office
from pages.parts.documents.content import Content, Number, Setting
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.pictures import drawn
from pages.parts.words import GRADES, _, grade, together


def slides(content: Content) -> bytes:
    """The file's content; the same content gives the same bytes."""
    deck = office.empty_deck()
    office.describe(deck.core_properties, content)
    _cover(deck, content)
    for exhibit in content.exhibits:
        _exhibit(deck, exhibit)
    _settings(deck, content.settings, content.taken)
    sources = [(f"[{r.grade}] {r.text} ", r.url) for r in content.references]
    meanings = together(
        *(_("{letter}: {meaning}.").format(letter=letter, meaning=grade(letter)) for letter in GRADES)
    )
    _list(deck, _("Sources"), sources, meanings, numbered=True)
    _list(deck, _("What the model cannot say"), [(text, "") for text in content.limits])
    for slide in list(deck.slides)[1:]:
        office.add_foot(slide, f"{content.title} · {content.edition}")
    file = io.BytesIO()
    deck.save(file)
    return office.stilled(file.getvalue())


def _cover(deck: Any, content: Content) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[office.COVER])
    office.write(slide.shapes.title, content.title, 22)
    size = office.fitting_size([content.finding], office.BOLD, 2.0, 40, 36, 32, 28, 24, 20)
    office.write(slide.placeholders[1], content.finding, size, bold=True)
    _cards(slide, content.numbers)
    last = office.add_box(slide, (0.6, 6.05, office.WIDE, 1.0))
    office.write(last, content.edition, 14)
    if content.link:
        office.write(last, _("Open this scenario"), 14, content.link)
    if content.code:
        office.write(last, f"{_('Short code:')} {content.code}", 14)
    slide.notes_slide.notes_text_frame.text = "\n".join(content.sentences)


def _cards(slide: Any, numbers: Sequence[Number]) -> None:
    """The headline numbers in a row, all in the size that the longest allows."""
    gap = 0.2
    wide = (office.WIDE + gap) / max(len(numbers), 1) - gap
    size = office.fitting_size(
        [number.value for number in numbers], 0.9 * wide - 0.2, 0.65, 36, 32, 28, 24, 20, 18
    )
    for place, number in enumerate(numbers):
        card = office.add_box(slide, (0.6 + place * (wide + gap), 3.65, wide, 2.2))
        office.paint(card.fill, office.LOOK.ramp[0])
        office.write(card, number.label, 16)
        office.write(card, number.value, size, bold=True)
        office.write(card, number.below, 14)


def _exhibit(deck: Any, exhibit: Exhibit) -> None:
    slide = office.add_slide(deck, office.BARE, exhibit.finding)
    shape = native.chart(slide, exhibit.plain) if exhibit.plain else _picture(slide, exhibit)
    office.set_alt(shape, exhibit.finding)
    note = (
        exhibit.note if exhibit.plain else exhibit.caption()
    )  # how to read our drawing is said of our drawing alone
    office.add_below(slide, note)
    slide.notes_slide.notes_text_frame.text = "\n".join(filter(None, (note, _origin(exhibit))))


def _origin(exhibit: Exhibit) -> str:
    """What a chart shows of the model; one of observed figures alone shows nothing of it."""
    if not exhibit.outcomes:
        return _("The sources are on the last slides.")
    titles = ", ".join(_(OUTCOMES[name].title) for name in exhibit.outcomes)
    return _("Results of the model: {titles}. The sources are on the last slides.").format(titles=titles)


def _picture(slide: Any, exhibit: Exhibit) -> Any:
    left, top, wide, high = office.sides(office.ROOM)
    png = drawn("png", exhibit.chart("light"), exhibit.data, "", "")
    picture = slide.shapes.add_picture(io.BytesIO(png), left, top)
    scale = min(wide / picture.width, high / picture.height)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
    picture.left = left + (wide - picture.width) // 2
    return picture


def _settings(deck: Any, settings: Sequence[Setting], taken: Sequence[str]) -> None:
    """What differs from the statement, up to a dozen rows on a slide; then what is taken for the rest."""
    title, widths, lowest = (
        _("What differs from the statement and our defaults"),
        (4.2, 2.8, 2.7, office.WIDE - 9.7),
        0.38,
    )
    heads = (_("Setting"), _("Here"), _("In the statement"), _("Choice or assumption"))
    # a list of goods can be longer than a slide; the link has it whole
    rows = [tuple(office.shortened(cell, 150) for cell in setting) for setting in settings]

    def height(row: tuple[str, ...]) -> float:
        cells = zip(row, widths, strict=True)
        return max(lowest, *(office.height_of(cell, 13, wide - 0.2) + 0.1 for cell, wide in cells))

    for name, page in office.titled(title, office.on_pages(rows, 12 * lowest, height)):
        slide = office.add_slide(deck, office.BARE, name)
        shape = slide.shapes.add_table(len(page) + 1, len(heads), *office.sides(office.ROOM)[:3], 0)
        office.set_alt(shape, name)
        for column, inches in zip(shape.table.columns, widths, strict=True):
            column.width = round(inches * office.INCH)
        for line, row in zip(shape.table.rows, (heads, *page), strict=True):
            line.height = round(height(row) * office.INCH)
            for cell, text in zip(line.cells, row, strict=True):
                office.write(cell, text, 13)
    nothing = _("Nothing: what the statement names is as it has it, all else is our default.")
    said = taken if rows else (nothing, *taken)
    if said:
        title = _("What the statement names, and what we assume") if rows else title
        _list(deck, title, [(sentence, "") for sentence in said])


def _list(
    deck: Any, title: str, entries: Sequence[tuple[str, str]], below: str = "", numbered: bool = False
) -> None:
    """Sentences, each with the address that belongs to it."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    first, size = 1, 13 if numbered else 16
    pages = office.on_pages(
        entries, office.ROOM[3] - 0.1, lambda entry: office.height_of("".join(entry), size, 11.4) + size / 200
    )
    for name, page in office.titled(title, pages):
        slide = office.add_slide(deck, office.CONTENT, name)
        for text, link in page:
            paragraph = office.write(slide.placeholders[1], text, size)
            office.add_run(paragraph, link, size, link)
            if numbered:
                mark = f'<a:buAutoNum {nsdecls("a")} type="arabicPeriod" startAt="{first}"/>'
                paragraph._p.get_or_add_pPr().append(parse_xml(mark))
        office.add_below(slide, below)
        first += len(page)
