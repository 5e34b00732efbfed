"""How to cite this explorer, and those whose figures it rests on."""

from collections.abc import Iterable
from datetime import date

from engine import __version__
from engine.guard import vintage
from engine.quantity import Source
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.words import _, day, listed, number, sentence, several, together

OWN = "own"  # the source that stands for ourselves
MAIN = 5  # sources of a short citation
_NAMED = 3  # producers at the foot of a picture


def ours(what: str, link: str) -> str:
    """Us: what was seen, which version and data gave it, where and when. Without an address, the date of the data alone."""
    said = {"version": __version__, "what": what, "date": day(vintage())}
    if not link:
        return _("Road to 35, version {version}: “{what}”. Data of {date}.").format(**said)
    return _("Road to 35, version {version}: “{what}”. Data of {date}. {link} (opened {today})").format(
        **said, link=link, today=day(date.today().isoformat())
    )


def short(source: Source) -> str:
    """Who said it first, when, and where; and whether a copy was read."""
    said = {"producer": source.producer, "published": source.published, "title": source.title}
    text = (
        _("{producer}, {published}: {title}").format(**said)
        if source.published
        else _("{producer}: {title}").format(**said)
    )
    return _("{source} (read in a copy)").format(source=text) if source.copy else text


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


def main(what: str, link: str, sources: Iterable[Source]) -> str:
    """Us, and the few sources that come first, a paragraph each."""
    return "\n\n".join((ours(what, link), *map(theirs, _others(sources)[:MAIN])))


def rest(sources: Iterable[Source]) -> str:
    """The sources behind the first few; empty where there are none."""
    return "\n\n".join(map(theirs, _others(sources)[MAIN:]))


def whole(what: str, link: str, sources: Iterable[Source]) -> str:
    """Us and all underlying sources, a paragraph each, those that come first apart from the others."""
    found = tuple(sources)
    parts = (main(what, link, found), _("It also rests on:"), rest(found))
    return "\n\n".join(parts if parts[-1] else parts[:1])


def _others(sources: Iterable[Source]) -> list[Source]:
    return [source for source in sources if source.id != OWN]


def foot(exhibit: Exhibit, link: str) -> tuple[str, ...]:
    """What a picture says of itself, a line each: whose figures, to which year, which model, whose licence, and where."""
    model = _("Model: Road to 35, version {version}, data of {date}.").format(
        version=__version__, date=day(vintage())
    )
    licence = _("Licence: MIT for the chart and its words; the figures keep their producers' terms.")
    own = (
        "" if exhibit.case.products.source else _("The goods come from a product table of the reader's own.")
    )
    return tuple(filter(None, (together(_data(exhibit), own), together(model, licence), link)))


def _data(exhibit: Exhibit) -> str:
    """Whose figures a chart rests on most, when these published them, and the last year that was observed."""
    names = list(dict.fromkeys(map(_dated, _others(exhibit.ranked))))
    if not names:
        return ""
    said, more = listed(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        said = several("{sources}; and {n} other", "{sources}; and {n} others", more, sources=said)
    if year := exhibit.last_observed():
        return _("Data: {sources}; to {year}.").format(sources=said, year=number(year, "year"))
    return _("Data: {sources}.").format(sources=said)


def _dated(source: Source) -> str:
    """A producer, with the year."""
    if source.published:
        return _("{producer} ({year})").format(producer=source.producer, year=source.published[:4])
    return _("{producer} (read {year})").format(producer=source.producer, year=source.read[:4])
