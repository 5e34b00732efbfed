"""How to cite this explorer, and those whose figures it rests on."""

from collections.abc import Iterable
from datetime import date

from engine import __version__
from engine.guard import vintage
from engine.quantity import Source
from pages.parts.words import _, day, sentence, together

OWN = "own"  # the source that stands for ourselves


def ours(what: str, link: str) -> str:
    """Us: what was seen, which version and data gave it, where and when. Without an address, the date of the data alone."""
    said = {"version": __version__, "what": what, "date": day(vintage())}
    if not link:
        return _("Road to 35, version {version}: “{what}”. Data of {date}.").format(**said)
    return _("Road to 35, version {version}: “{what}”. Data of {date}. {link} (opened {today})").format(
        **said, link=link, today=day(date.today().isoformat())
    )


def short(source: Source) -> str:
    """Who said it, when, and where."""
    if not source.published:
        return _("{producer}: {title}").format(producer=source.producer, title=source.title)
    return _("{producer}, {published}: {title}").format(
        producer=source.producer, published=source.published, title=source.title
    )


def theirs(source: Source) -> str:
    """A source as its readers would look for it, when we read it, and where a copy is kept."""
    found = (
        _("{source}. {link}").format(source=short(source), link=source.url)
        if source.url
        else sentence(short(source))
    )
    if not source.files:
        return together(found, _("Read {date}.").format(date=day(source.read)))
    kept = ", ".join(file["path"] for file in source.files)
    return together(found, _("Read and archived {date}: {files}.").format(date=day(source.read), files=kept))


def whole(what: str, link: str, sources: Iterable[Source]) -> str:
    """Us and the underlying sources, a line each."""
    others = [source for source in sources if source.id != OWN]
    return "\n\n".join((ours(what, link), *map(theirs, others)))
