"""How to cite this explorer, and those whose figures it rests on."""

from collections.abc import Iterable
from datetime import date

from engine import __version__, receipt
from engine.quantity import Source
from pages.parts.words import _, day

OWN = "own"  # the source that stands for ourselves


def ours(what: str, link: str) -> str:
    """Us: what was seen, which version and data gave it, where and when. Without an address, the date of the data alone."""
    text = _("Road to 35, version {version}: “{what}”. Data of {date}.").format(
        version=__version__, what=what, date=day(receipt.vintage())
    )
    if link:
        opened = day(date.today().isoformat())
        text += " " + _("{link} (opened {date})").format(link=link, date=opened)
    return text


def short(source: Source) -> str:
    """Who said it, when, and where."""
    return f"{', '.join(filter(None, (source.producer, source.published)))}: {source.title}"


def theirs(source: Source) -> str:
    """A source as its readers would look for it, when we read it, and where a copy is kept."""
    where = f" {source.url}" if source.url else ""
    if source.files:
        kept = ", ".join(file["path"] for file in source.files)
        read = _("Read and archived {date}: {files}.").format(date=day(source.read), files=kept)
    else:
        read = _("Read {date}.").format(date=day(source.read))
    return f"{short(source)}.{where} {read}"


def whole(what: str, link: str, sources: Iterable[Source]) -> str:
    """Us and the underlying sources, a line each."""
    others = [source for source in sources if source.id != OWN]
    return "\n\n".join((ours(what, link), *map(theirs, others)))
