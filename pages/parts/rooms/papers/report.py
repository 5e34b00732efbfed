"""What a room said, on two pages and as slides: its chance of the goal, where it disagrees, and each question's answers."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from engine.pooling import ALL
from pages.parts.documents import brief, typeset
from pages.parts.documents.content import Content, Number, resting
from pages.parts.documents.slides import slides as deck
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.rooms import charts, heard, onward, pooled
from pages.parts.rooms.records import Question, Round, Snapshot
from pages.parts.texts import report as texts
from pages.parts.texts import room
from pages.parts.words import _, sentence, together

_TEMPLATE = Path(__file__).with_suffix(".typ")
_CALM = ALL._replace(years=False)
_HEIGHTS = {"tall": 340, "middle": 260, "low": 190}
_NARROW, _LOW = 480, 140  # pixels of a drawing that takes half of a page
_DOTS = (_NARROW / 900) ** 2  # the area of a dot there, against that on a screen


def slides(snapshot: Snapshot, home: str) -> bytes:
    """A slide for each picture of the room, made of what it has seen."""
    return deck(_content(snapshot, home, tuple(_pictures(snapshot))))


def pdf(snapshot: Snapshot, home: str) -> bytes:
    """Two A4 pages: the room as a whole; each question."""
    first = tuple(filter(None, (charts.future(snapshot), charts.apart(snapshot))))
    content = _content(snapshot, home, first + tuple(_of_questions(snapshot)))
    drawings = {
        f"{size}-{place}.svg": brief.drawing(exhibit, height)
        for place, exhibit in enumerate(first)
        for size, height in _HEIGHTS.items()
    }
    for place, exhibit in enumerate(content.exhibits):
        if place >= len(first):
            drawings[f"half-{place}.svg"] = brief.drawing(_small(exhibit), _LOW, _NARROW)
    if content.link:
        drawings["qr.svg"] = brief.qr(content.link)
    return typeset.pdf(_TEMPLATE, _said(content, len(first)), drawings)


def _said(content: Content, first: int) -> Mapping[str, Any]:
    more = len(content.exhibits) - first
    return {
        **brief.said(content, len(content.exhibits)),
        "first": first,
        "sizes": list(_HEIGHTS),
        "left": [texts.left(count) for count in range(more + 1)],
        "words": brief.words() | texts.words(),
    }


# ── What is told ─────────────────────────────────────────────────────────────────────────────────────────────


def _content(snapshot: Snapshot, home: str, shown: tuple[Exhibit, ...]) -> Content:
    case = heard.case(snapshot.room)
    made = resting(case, shown, tuple(_numbers(snapshot)), onward.of_room(snapshot, home))
    future, apart = charts.future(snapshot), charts.apart(snapshot)
    asked = len({one.question for one in snapshot.rounds if one.revealed is not None})
    return made._replace(
        title=texts.title(snapshot.room.title),
        finding=future.finding if future else texts.took_part(snapshot),
        sentences=(
            texts.held(snapshot, asked),
            *((texts.pooled(),) if future else ()),
            *((sentence(apart.finding),) if apart else ()),
        ),
        limits=(*map(_, room.LIMITS), *made.limits),
        code="",  # of a scenario, which a room is not
    )


def _numbers(snapshot: Snapshot) -> Iterator[Number]:
    case = heard.case(snapshot.room)
    yield texts.people(snapshot)
    whole, calm = pooled.future(snapshot), pooled.future(snapshot, _CALM)
    if whole and calm:
        sources = frozenset(source.id for source in case.sources_of("turnover"))
        yield texts.chance(case, whole.chance, sources)
        yield texts.calm(case, calm.chance, sources)
        yield texts.middle(case, float(whole.bands[2][-1]), sources)


# ── The pictures ─────────────────────────────────────────────────────────────────────────────────────────────


def _pictures(snapshot: Snapshot) -> Iterator[Exhibit]:
    """All: the room's future with and without the years' swings, where it disagrees, each answer in each way."""
    for layers in (ALL, _CALM):
        if made := charts.future(snapshot, layers):
            yield made if layers == ALL else _under(made, texts.without_years())
    if apart := charts.apart(snapshot):
        yield apart
    for question, round_ in _revealed(snapshot):
        for name in heard.names(question) or ("",):
            for view in charts.of_round(snapshot, question, round_, name).values():
                yield _under(view(), texts.asked(question))


def _of_questions(snapshot: Snapshot) -> Iterator[Exhibit]:
    """One a number that was asked for: what moved, else what was answered."""
    for question, round_ in _revealed(snapshot):
        for name in heard.names(question) or ("",):
            found = charts.of_round(snapshot, question, round_, name)
            if view := found.get("movement") or found.get("answers"):
                yield _under(view(), texts.asked(question))


def _small(exhibit: Exhibit) -> Exhibit:
    if "size" not in exhibit.shown:
        return exhibit
    return exhibit._replace(shown=exhibit.shown.assign(size=exhibit.shown["size"] * _DOTS))


def _under(exhibit: Exhibit, said: str) -> Exhibit:
    return exhibit._replace(note=together(said, exhibit.note))


def _revealed(snapshot: Snapshot) -> Iterator[tuple[Question, Round]]:
    """Each question with the last round that was shown."""
    for question in snapshot.questions:
        rounds = [one for one in snapshot.rounds if one.question == question.id and one.revealed is not None]
        if rounds:
            yield question, rounds[-1]
