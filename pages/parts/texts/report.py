"""What the report of a room says, on paper and on slides."""

from datetime import UTC, datetime

from engine import Case
from pages.parts.documents.content import Number
from pages.parts.rooms.records import Question, Snapshot
from pages.parts.words import _, count, day, number, several


def title(room: str) -> str:
    return _("Workshop: {title}").format(title=room)


def took_part(snapshot: Snapshot) -> str:
    return several("{n} person took part", "{n} people took part", len(snapshot.people))


def held(snapshot: Snapshot, questions: int) -> str:
    """When, and how much was asked."""
    when = datetime.fromtimestamp(snapshot.room.made, UTC).date().isoformat()
    return several(
        "On {day} the room saw its answers to {n} question.",
        "On {day} the room saw its answers to {n} questions.",
        questions,
        day=day(when),
    )


def pooled() -> str:
    return _(
        "What each person believes is kept together: the room's chance is the mean of the persons' chances, and everybody counts the same."
    )


def people(snapshot: Snapshot) -> Number:
    return Number(_("People"), count(len(snapshot.people)), _("who joined the room"))


def chance(case: Case, value: float, sources: frozenset[str]) -> Number:
    return Number(_goal(case), number(value, "share", 0), _("with the years' ups and downs"), sources)


def calm(case: Case, value: float, sources: frozenset[str]) -> Number:
    return Number(
        _goal(case), number(value, "share", 0), _("by beliefs alone, without ups and downs"), sources
    )


def middle(case: Case, value: float, sources: frozenset[str]) -> Number:
    label = _("Turnover in {year}").format(year=number(case.scenario.target_year, "year"))
    return Number(label, number(value, "usd_bn/year"), _("half of the room's futures lie below it"), sources)


def _goal(case: Case) -> str:
    return _("Chance of {goal} by {year}").format(
        goal=number(case.scenario.target, "usd_bn/year"), year=number(case.scenario.target_year, "year")
    )


def asked(question: Question) -> str:
    return _("Asked: “{ask}”").format(ask=_(question.ask))


def without_years() -> str:
    return _("Without the years' ups and downs: what differs between people, and what each is unsure of.")


def left(charts: int) -> str:
    """Of charts that a page has no room for."""
    if not charts:
        return ""
    return several("{n} more chart stands on the slides.", "{n} more charts stand on the slides.", charts)


def words() -> dict[str, str]:
    return {
        "questions": _("What the room answered"),
        "link": _("Open the room's beliefs in the explorer:"),
    }
