"""For translators: `make messages` brings every catalogue to what the app says now, and tells what is left to do.

A text that is new stands without a translation, one whose English changed a little keeps the old one, marked as fuzzy, which
no page shows; what the app says no more goes.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from pages.parts import catalogue, languages

GLOSSARY = languages.CATALOGUES / "glossary.csv"
# no dates, and no names: the same texts give the same file
_HEAD = """msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def brought_up(code: str) -> Catalog:
    """A language's catalogue with today's texts."""
    with (languages.CATALOGUES / f"{code}.po").open("rb") as file:
        found = read_po(file, locale=code)
    found.update(catalogue.catalogue(), update_header_comment=False)
    found.obsolete.clear()
    return found


def written(found: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, found, sort_output=True, omit_header=True, no_location=True, width=0)
    head = _HEAD.format(code=found.locale, plurals=found.plural_forms)
    return head.encode() + buffer.getvalue()


def left(found: Catalog) -> Iterator[tuple[str, Message]]:
    """What a translator has to do, and why."""
    for message in found:
        if message.id and message.fuzzy:
            yield "changed", message
        elif message.id and not all(_forms(message.string)):
            yield "new", message


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def told(code: str, found: Catalog) -> str:
    """The list for a translator, each text with its place and the glossary's words that it holds."""
    rows, terms = list(left(found)), _terms(code)
    lines = [f"{code}: {len(rows)} to do"]
    for why, message in rows:
        english = _forms(message.id)[-1]
        words = [f"{en} = {own}" for en, own in terms if re.search(rf"\b{_word(en)}\b", english, re.I)]
        beside = f"  [{'; '.join(words)}]" if words else ""
        lines.append(f"  {why}  {', '.join(message.auto_comments)}: {english}{beside}")
    return "\n".join(lines)


def _terms(code: str) -> list[tuple[str, str]]:
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        return [(row["en"], row[code]) for row in csv.DictReader(file)]


def _word(term: str) -> str:
    """A term of the glossary as it stands in a text: "share (part)" is the word share, "link / code" any of the two."""
    ways = re.sub(r" \(.*?\)", "", term).split(" / ")
    return f"(?:{'|'.join(map(re.escape, ways))})"


def main() -> None:
    catalogue.TEMPLATE.write_bytes(catalogue.written())
    for code in languages.known():
        if code != languages.USUAL:
            found = brought_up(code)
            (languages.CATALOGUES / f"{code}.po").write_bytes(written(found))
            print(told(code, found))


if __name__ == "__main__":
    main()
