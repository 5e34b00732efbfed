"""The brief of a scenario on one page, as a tagged PDF; what its printable twin in HTML shares stands here too."""

import io
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from pages.parts import pictures
from pages.parts.documents import typeset
from pages.parts.documents.content import Content, Reference, Setting
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.words import GRADES, _, grade, in_context, several, together

TEMPLATE = Path(__file__).with_suffix(".typ")
CHARTS = 2
SETTINGS = 12  # more rows would push the sources off the page
HEADS = ("setting", "here", "stated", "kind")
_WIDTH = 760  # of a drawing, in pixels, beside which its letters are as small as the text's
_COLUMNS = 4  # of a legend
_HEIGHTS = {"tall": 380, "middle": 250, "low": 160}


def pdf(content: Content) -> bytes:
    """One A4 page."""
    drawings = {
        f"{size}-{place}.svg": drawing(exhibit, height)
        for place, exhibit in enumerate(content.exhibits[:CHARTS])
        for size, height in _HEIGHTS.items()
    }
    if content.link:
        drawings["qr.svg"] = qr(content.link)
    return typeset.pdf(TEMPLATE, said(content), drawings)


def drawing(exhibit: Exhibit, height: int, width: int = _WIDTH) -> str:
    """The chart as SVG without a title; charts whose rows have a height of their own keep it."""
    spec = exhibit.chart("light")
    own = {"height": height} if isinstance(spec.get("height"), int) else {}
    config = {**spec["config"], "legend": {**spec["config"]["legend"], "offset": 30}}
    fitted = {**spec, **own, "config": config, "autosize": {"type": "fit-x", "contains": "padding"}}
    return pictures.drawn("svg", _low_legends(fitted), exhibit.data, "", "", width).decode()


def _low_legends(part: Any) -> Any:
    """A spec whose legends take fewer rows: paper is never as narrow as a phone."""
    if isinstance(part, list):
        return [_low_legends(each) for each in part]
    if not isinstance(part, dict):
        return part
    legend = part.get("legend")
    wide = {"legend": {**legend, "columns": _COLUMNS}} if isinstance(legend, dict) else {}
    return {key: _low_legends(each) for key, each in part.items()} | wide


def qr(link: str) -> str:
    """The link as a QR code in SVG, black on white."""
    import segno

    file = io.BytesIO()
    code = segno.make(link, error="m", micro=False)
    code.save(file, kind="svg", light="white", border=2, xmldecl=False, omitsize=True)
    return file.getvalue().decode()


def alt(exhibit: Exhibit) -> str:
    """What a chart shows, for those who do not see it."""
    return together(_("Chart: {finding}.").format(finding=exhibit.finding), exhibit.caption())


def cut(settings: tuple[Setting, ...]) -> tuple[tuple[Setting, ...], int]:
    """The settings that the page has room for, and how many are left."""
    return settings[:SETTINGS], max(0, len(settings) - SETTINGS)


def more(content: Content) -> str:
    """The line that stands for the settings that are left out."""
    left = cut(content.settings)[1]
    if not left:
        return ""
    if content.link:
        return several("and {n} more; the link holds it", "and {n} more; the link holds them", left)
    return several("and {n} more", "and {n} more", left)


def marks(sources: Iterable[str], references: tuple[Reference, ...]) -> str:
    """The numbers of the sources that a chart or number rests on, such as "1–3, 7"; empty where none is known."""
    wanted = set(sources)
    return ", ".join(_runs([n for n, each in enumerate(references, start=1) if each.key in wanted]))


def _runs(numbers: list[int]) -> Iterable[str]:
    """Neighbours drawn together: 1, 2, 3, 7 become 1–3 and 7."""
    for _key, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _place, number in group]
        yield f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0])


def words() -> dict[str, str]:
    """The page's own texts."""
    return {
        "settings": _("What differs from the statement and our defaults"),
        "setting": _("Setting"),
        "here": _("Here"),
        "stated": in_context("value of a setting", "Statement"),
        "kind": in_context("kind of a setting", "Kind"),
        "none": _("Nothing: what the statement names is as it has it, all else is our default."),
        "limits": _("What the model cannot say"),
        "references": _("Sources"),
        "link": _("Open this scenario:"),
        "code": _("Short code:"),
        "qr": _("QR code of the link"),
    }


def grades() -> tuple[str, ...]:
    """What each grade means."""
    return tuple(_("{letter} {meaning}").format(letter=letter, meaning=grade(letter)) for letter in GRADES)


def said(content: Content, charts: int = CHARTS) -> dict[str, Any]:
    """All that a template sets of a content, with so many of its charts."""
    references = content.references
    return {
        **content._asdict(),
        "heads": HEADS,
        "sizes": list(_HEIGHTS),
        "numbers": [
            {"label": n.label, "value": n.value, "below": n.below, "marks": marks(n.sources, references)}
            for n in content.numbers
        ],
        "exhibits": [
            {
                "finding": exhibit.finding,
                "note": exhibit.caption(),
                "alt": alt(exhibit),
                "marks": marks((source.id for source in exhibit.sources), references),
            }
            for exhibit in content.exhibits[:charts]
        ],
        "settings": cut(content.settings)[0],
        "more": more(content),
        "taken": content.taken,
        "references": [reference._asdict() for reference in references],
        "words": words(),
        "grades": grades(),
    }
