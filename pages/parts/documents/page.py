"""The brief of a scenario as one HTML page to print: it stands alone, without a script and without the net."""

import re
from base64 import b64encode
from collections.abc import Iterable
from html import escape

from pages.parts import fonts
from pages.parts.documents import brief, typeset
from pages.parts.documents.content import Content, Number, Reference
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.words import language

_ROOM = 12  # lines of settings and sources beside which a second chart still fits on the sheet
_HEIGHTS = (240, 150)  # of a plot that has room, and of one that has not, in pixels of its drawing
_SMALLER = ((46, 0.8), (42, 0.85), (28, 0.9), (18, 0.95))  # beyond so many lines all is printed smaller
_SAID = 3  # lines of a sentence on what is taken
_FEW = 5  # settings whose table is lower than the limits beside it
_STYLE = """
@page { size: A4; margin: 11mm 16mm 10mm }
* { box-sizing: border-box; margin: 0; padding: 0 }
html { color-scheme: light; background: #fff; print-color-adjust: exact; -webkit-print-color-adjust: exact }
body { font: 9pt/1.25 var(--font); color: var(--ink) }
main { max-width: 178mm; margin: 0 auto }
h1 { font-size: 15pt; line-height: 1.15; margin: 1mm 0 1.5mm }
h2 { font-size: 9.5pt; margin-bottom: .8mm }
a { color: var(--accent); text-decoration: none; overflow-wrap: anywhere }
sup { font-size: 65%; line-height: 0; font-weight: normal }
small, .quiet, th[scope="col"] { font-size: 7.5pt; font-weight: normal; color: var(--quiet) }
.apart { display: flex; justify-content: space-between; align-items: baseline; gap: 6mm }
.numbers { display: flex; gap: 4mm; list-style: none; margin: 2mm 0; padding: 2mm 0;
  border: solid var(--grid); border-width: .5pt 0 }
.numbers li { flex: 1 1 0; min-width: 0; line-height: 1.2 }
.numbers b, .numbers strong { display: block; font-size: 8pt }
.numbers strong { font-size: 15pt; color: var(--accent) }
.numbers small { display: block }
figure { margin-bottom: 1mm; break-inside: avoid }
figcaption small { display: block }
figure svg { display: block; width: 100%; height: auto }
.beside { display: grid; grid-template-columns: 1.6fr 1fr; gap: 7mm; margin-bottom: 2mm; font-size: 7.5pt }
.few { grid-template-columns: 1fr 1.4fr }
.taken.quiet { font-size: 6.5pt; margin-bottom: 1.5mm; line-height: 1.2 }
.beside ul { padding-left: 3.5mm }
table { width: 100%; border-collapse: collapse; line-height: 1.2 }
th, td { text-align: left; vertical-align: top; padding: .4mm 2mm .4mm 0; border-bottom: .5pt solid var(--grid) }
th[scope="row"] { font-weight: normal }
ol { columns: 2; column-gap: 6mm; padding-left: 4.5mm; font-size: 6.5pt; line-height: 1.2 }
ol a { color: inherit }
ol li { break-inside: avoid }
footer { display: flex; gap: 4mm; align-items: center; margin-top: 1.5mm; padding-top: 1.5mm; font-size: 7.5pt;
  border-top: .5pt solid var(--grid) }
footer a { word-break: break-all }
.qr { flex: none; width: 21mm }
.qr svg { display: block; width: 100%; height: auto }
@media print { main { max-width: none; zoom: var(--size) } }
@media screen { body { padding: 12mm 5mm } }
@media screen and (max-width: 640px) {
  .beside, .few { grid-template-columns: 1fr }
  .numbers { flex-wrap: wrap }
  .numbers li { flex-basis: 40% }
  ol { columns: 1 }
}
"""


def html(content: Content) -> str:
    """The page; a second chart stands on it where there is room on the sheet."""
    shown, _left = brief.cut(content.settings)
    lines = len(shown) + len(content.references) + _SAID * len(content.taken)
    crowded = lines > _ROOM
    size = next((size for most, size in _SMALLER if lines > most), 1)
    exhibits = content.exhibits[: 1 if crowded else brief.CHARTS]
    height = _HEIGHTS[crowded or len(exhibits) > 1]
    few = " few" if len(shown) <= _FEW else ""
    parts = (
        _head(content),
        _numbers(content),
        *(_figure(place, each, height, content.references) for place, each in enumerate(exhibits)),
        f'<div class="beside{few}">{_settings(content)}{_limits(content)}</div>',
        _taken(content),
        _references(content.references),
        _foot(content),
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language())}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(content.title)}</title>\n<style>{_look()}{_STYLE}</style>\n</head>\n"
        f'<body>\n<main style="--size: {size}">\n'
        + "\n".join(filter(None, parts))
        + "\n</main>\n</body>\n</html>\n"
    )


def _look() -> str:
    colours = {name: getattr(typeset.LOOK, name) for name in ("ink", "quiet", "grid", "accent")}
    names = {**colours, "font": fonts.STACK}
    return ":root { " + "; ".join(f"--{name}: {value}" for name, value in names.items()) + " }" + _faces()


def _faces() -> str:
    """The typeface itself, so that the page breaks alike on every machine."""
    face = "@font-face {{ font-family: '{}'; font-weight: {}; src: url(data:font/ttf;base64,{}) }}"
    return "".join(
        face.format(fonts.FAMILY, weight, b64encode(file.read_bytes()).decode())
        for weight, file in fonts.CUTS.items()
    )


def _head(content: Content) -> str:
    sentences = "".join(f"<p>{escape(sentence)}</p>" for sentence in content.sentences)
    return (
        f'<header><p class="apart quiet"><span>{escape(content.title)}</span>'
        f"<span>{escape(content.edition)}</span></p><h1>{escape(content.finding)}</h1>{sentences}</header>"
    )


def _numbers(content: Content) -> str:
    items = "".join(_number(number, content.references) for number in content.numbers)
    return f'<ul class="numbers">{items}</ul>' if items else ""


def _number(number: Number, references: tuple[Reference, ...]) -> str:
    return (
        f"<li><strong>{escape(number.value)}{_marks(brief.marks(number.sources, references))}</strong>"
        f"<b>{escape(number.label)}</b><small>{escape(number.below)}</small></li>"
    )


def _marks(numbers: str) -> str:
    return f'<sup><a href="#sources">{escape(numbers)}</a></sup>' if numbers else ""


def _figure(place: int, exhibit: Exhibit, height: int, references: tuple[Reference, ...]) -> str:
    note = f"<small>{escape(exhibit.caption())}</small>" if exhibit.caption() else ""
    marks = _marks(brief.marks((source.id for source in exhibit.sources), references))
    # names within one drawing must not meet those of the next
    drawing = re.sub(r'( id="|url\(#)', rf"\g<1>chart{place}-", brief.drawing(exhibit, height))
    return (
        f"<figure><figcaption><b>{escape(exhibit.finding)}</b>{marks}{note}</figcaption>"
        f'<div role="img" aria-label="{escape(brief.alt(exhibit))}">{drawing}</div></figure>'
    )


def _settings(content: Content) -> str:
    words = brief.words()
    shown, _left = brief.cut(content.settings)
    rows = "".join(
        f'<tr><th scope="row">{escape(row.title)}</th><td><b>{escape(row.here)}</b></td>'
        f"<td>{escape(row.stated)}</td><td>{escape(row.kind)}</td></tr>"
        for row in shown
    )
    heads = "".join(f'<th scope="col">{escape(words[key])}</th>' for key in brief.HEADS)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    more = f"<small>{escape(brief.more(content))}</small>"
    return _section(words["settings"], f"{table}{more}" if rows else f"<p>{escape(words['none'])}</p>")


def _taken(content: Content) -> str:
    """What is taken for the settings that do not differ, across the page, where it takes few lines."""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in content.taken)
    return f'<div class="taken quiet">{said}</div>' if said else ""


def _limits(content: Content) -> str:
    if not content.limits:
        return ""
    return _section(brief.words()["limits"], f"<ul>{_items(map(escape, content.limits))}</ul>")


def _references(references: tuple[Reference, ...]) -> str:
    if not references:
        return ""
    grades = " · ".join(brief.grades())
    head = f'<div class="apart"><h2>{escape(brief.words()["references"])}</h2><small>{escape(grades)}</small></div>'
    return f'<section id="sources">{head}<ol>{_items(map(_reference, references))}</ol></section>'


def _reference(reference: Reference) -> str:
    text = escape(reference.text)
    linked = f'<a href="{escape(reference.url)}">{text}</a>' if reference.url else text
    return f"{escape(reference.grade)} {linked}"


def _foot(content: Content) -> str:
    words = brief.words()
    code = f"<p>{escape(words['code'])} <code>{escape(content.code)}</code></p>" if content.code else ""
    if not content.link:
        return f"<footer>{code}</footer>" if code else ""
    link = f'<p>{escape(words["link"])} <a href="{escape(content.link)}">{escape(content.link)}</a></p>'
    picture = f'<div class="qr" role="img" aria-label="{escape(words["qr"])}">{brief.qr(content.link)}</div>'
    return f"<footer>{picture}<div>{link}{code}</div></footer>"


def _section(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


def _items(items: Iterable[str]) -> str:
    return "".join(f"<li>{item}</li>" for item in items)
