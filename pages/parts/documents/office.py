"""What all slides share: an empty deck in our look, places, and texts that fit into them. Sizes in inches and points."""

import io
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from engine.guard import vintage
from pages.parts.documents.content import Content
from pages.parts.exhibits.theme import LOOKS
from pages.parts.words import _, language

T = TypeVar("T")

LOOK = LOOKS["light"]
COLOURS = (LOOK.accent, LOOK.cn, LOOK.required, LOOK.quiet, LOOK.ink)
INCH, POINT = 914400, 12700  # in the unit of office files
WIDE = 12.13  # inches between the margins of a slide of 13.33 × 7.5
BOLD = 0.9 * WIDE  # what of it a bold line can count on: its letters are wider
ROOM, BELOW = (0.6, 1.5, WIDE, 4.7), (0.6, 6.25, WIDE, 0.6)
COVER, CONTENT, BARE = 0, 1, 5  # layouts: title and subtitle, title and text, title alone
_PLACES = {
    "ctrTitle": (0.6, 0.5, WIDE, 0.8),
    "subTitle": (0.6, 1.4, WIDE, 2.1),
    "title": (0.6, 0.35, WIDE, 1.1),
    "body": ROOM,
    "ftr": (0.6, 6.9, 8.2, 0.4),
    "dt": (8.9, 6.9, 1.8, 0.4),
    "sldNum": (10.93, 6.9, 1.8, 0.4),
}


def empty_deck() -> Any:
    """An empty deck of 16:9 in our colours; its layouts are moved along, so that a reader's own slides fit too."""
    from pptx import Presentation  # only a reader who asks for slides needs it
    from pptx.opc.constants import RELATIONSHIP_TYPE

    deck = Presentation()
    ratio = 4 / 3  # from 4:3 to 16:9
    deck.slide_width = round(deck.slide_width * ratio)
    for part in (deck.slide_master, *deck.slide_layouts):
        for tint in part.element.xpath(".//a:tint"):  # grey that is too pale to read
            tint.getparent().remove(tint)
        for style in part.element.xpath(".//*[@algn='ctr']"):
            style.set("algn", "l")
        for place in part.element.xpath(".//p:sp/p:spPr/a:xfrm"):
            place.off.x, place.ext.cx = round(place.off.x * ratio), round(place.ext.cx * ratio)
    for shape in (*deck.slide_master.placeholders, *deck.slide_layouts[COVER].placeholders):
        box = _PLACES[shape.element.ph.get("type")]
        shape.left, shape.top, shape.width, shape.height = sides(box)
        shape.element.txBody.bodyPr.set("anchor", "t")
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _coloured(theme.blob.decode()).encode()
    return deck


def _coloured(theme: str) -> str:
    """A theme in our colours, which text, links and tables follow."""
    names = {f"accent{number}": colour for number, colour in enumerate(COLOURS, start=1)}
    for name, colour in (names | {"dk1": LOOK.ink, "hlink": LOOK.accent, "folHlink": LOOK.accent}).items():
        inner = f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>'
        theme = re.sub(f"<a:{name}>.*?</a:{name}>", inner, theme)
    return theme


def describe(kept: Any, content: Content) -> None:
    longest = 255  # more does not fit into a property
    kept.title, kept.comments = content.title[:longest], content.finding[:longest]
    kept.subject = content.link if len(content.link) <= longest else content.code[:longest]
    kept.author = kept.last_modified_by = _("Road to 35")
    kept.language, kept.version = language(), content.edition[:longest]


def add_slide(deck: Any, layout: int, title: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    size = fitting_size([title], BOLD, 1.0, 28, 26, 24, 22, 20, 18, 16)
    write(slide.shapes.title, title, size, bold=True)
    return slide


def add_foot(slide: Any, text: str) -> None:
    """A line and the slide's number, in the places that the layout has for them."""
    for place in slide.slide_layout.placeholders:
        if (kind := place.element.ph.get("type")) in ("ftr", "sldNum"):
            slide.shapes.clone_placeholder(place)
            made = slide.placeholders[place.placeholder_format.idx]
            made.element.append(deepcopy(place.element.txBody))  # the number is a field within it
            if kind == "ftr":
                write(made, text, 12)


def add_below(slide: Any, text: str) -> None:
    if text:
        write(add_box(slide, BELOW), text, fitting_size([text], WIDE - 0.2, 0.55, 14, 12, 11, 10))


def add_box(slide: Any, box: tuple[float, ...]) -> Any:
    shape = slide.shapes.add_textbox(*sides(box))
    shape.text_frame.word_wrap, shape.text_frame.auto_size = True, None
    return shape


def sides(box: tuple[float, ...]) -> list[int]:
    return [round(side * INCH) for side in box]


def write(shape: Any, text: str, size: int, link: str = "", bold: bool = False) -> Any:
    """A further paragraph of a shape or a cell."""
    frame = shape.text_frame
    paragraph = frame.add_paragraph() if frame.paragraphs[0].runs else frame.paragraphs[0]
    add_run(paragraph, text, size, link, bold)
    return paragraph


def add_run(paragraph: Any, text: str, size: int, link: str = "", bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text, run.font.size, run.font.bold = text, size * POINT, bold or None
    if link:
        run.hyperlink.address = link


def paint(fill: Any, colour: str, pattern: str = "") -> None:
    from pptx.enum.dml import MSO_PATTERN

    if pattern:
        fill.patterned()
        fill.pattern, fill.back_color.rgb = MSO_PATTERN[pattern], rgb(LOOK.paper)
    else:
        fill.solid()
    fill.fore_color.rgb = rgb(colour)


def rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour[1:].upper())


def set_alt(shape: Any, text: str) -> None:
    """What a screen reader says in place of a picture."""
    shape.element._nvXxPr.cNvPr.set("descr", text)


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def height_of(text: str, size: float, wide: float) -> float:
    """Inches that a text takes, by letters as wide as those of wide fonts."""
    return 1.22 * size / 72 * max(1, len(textwrap.wrap(text, int(wide * 72 / (0.57 * size)))))


def fitting_size(texts: Iterable[str], wide: float, high: float, *sizes: int) -> int:
    """The first of the sizes in which every text fits, or the last."""
    texts = list(texts)
    fits = (size for size in sizes if all(height_of(text, size, wide) <= high for text in texts))
    return next(fits, sizes[-1])


def on_pages(rows: Iterable[T], room: float, height: Callable[[T], float]) -> list[list[T]]:
    """Rows on as many slides as they need."""
    pages: list[list[T]] = []
    left = 0.0
    for row in rows:
        left -= height(row)
        if not pages or left < -1e-9:
            pages.append([])
            left = room - height(row)
        pages[-1].append(row)
    return pages


def titled(title: str, pages: list[list[T]]) -> Iterator[tuple[str, list[T]]]:
    """Every page with the title of its slide."""
    many = _("{title} ({page} of {pages})")
    for number, page in enumerate(pages, start=1):
        yield (title if len(pages) == 1 else many.format(title=title, page=number, pages=len(pages))), page


def stilled(package: bytes) -> bytes:
    """The same file with the day of the data in place of the clock's, in the sheets within it too."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(file, "w") as new:
        for name in old.namelist():
            part = stilled(old.read(name)) if name.endswith(".xlsx") else old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", f"{vintage()}T00:00:00Z".encode(), part)
            new.writestr(ZipInfo(name), part, ZIP_DEFLATED)  # a new entry's time is always the same
    return file.getvalue()
