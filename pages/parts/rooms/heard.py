"""What a room has said, read off a snapshot: only what has been revealed, for the screen and for whoever pools it."""

from functools import lru_cache
from urllib.parse import parse_qs

from engine import OUTCOMES, PARAMETERS, Case, Scenario, pooling
from engine.case import case_of
from engine.pooling import Person
from pages.parts.exhibits.asked import Asked
from pages.parts.rooms.records import Answer, Question, Room, Round, Snapshot
from pages.parts.words import _

ENOUGH = 3
"""Of fewer answers nothing is shown."""
RESULT = "turnover_at_target"
"""What of a scenario of one's own is compared."""


@lru_cache(maxsize=64)
def _scenario(base: str) -> Scenario:
    query: dict[str, str | list[str]] = {**parse_qs(base.removeprefix("?"), keep_blank_values=True)}
    return Scenario.from_query(query)[0]


def case(room: Room) -> Case:
    """The case of the scenario that the room stands on."""
    return case_of(_scenario(room.base))


def current(snapshot: Snapshot) -> tuple[Question, Round] | None:
    """What is asked, frozen or revealed now, and which time; None in the lobby."""
    at = next((one for one in snapshot.rounds if one.id == snapshot.room.round), None)
    question = next((one for one in snapshot.questions if at and one.id == at.question), None)
    return (question, at) if question and at else None


def asked(question: Question, name: str) -> Asked:
    """What a question asks for, by a setting's or a result's name."""
    of = OUTCOMES.get(name) or PARAMETERS[name]
    return Asked(_(of.title), of.unit)


def names(question: Question) -> tuple[str, ...]:
    """The numbers that an answer to it has: of a scenario, one of its results."""
    if question.kind == "scenario":
        return (RESULT,)
    known = (name for name in question.levers if name in PARAMETERS or name in OUTCOMES)
    return tuple(known) if question.kind in ("range", "dial", "guess") else ()


def answers(snapshot: Snapshot, of: Round) -> tuple[Answer, ...]:
    """Of a revealed round; none where too few are left, as after somebody was removed."""
    found = tuple(one for one in snapshot.answers if one.round == of.id and of.revealed is not None)
    return found if len(found) >= ENOUGH else ()


def numbers(snapshot: Snapshot, of: Round, name: str) -> dict[int, float]:
    """What each person answered, the best of three where there are three."""
    found = {}
    for one in answers(snapshot, of):
        if name in one.values:
            found[one.person] = one.values[name][1]
        elif name in one.results:
            found[one.person] = one.results[name]
    return found


def chosen(snapshot: Snapshot, question: Question, of: Round) -> list[int]:
    """How many chose each option."""
    places = [
        round(best) for one in answers(snapshot, of) for _low, best, _high in list(one.values.values())[:1]
    ]
    return [places.count(place) for place in range(len(question.options))]


def texts(snapshot: Snapshot, of: Round) -> list[str]:
    """What the facilitator let through, the newest first."""
    shown = (one for one in answers(snapshot, of) if one.state == "shown" and one.text)
    return [one.text for one in sorted(shown, key=lambda one: -one.at)]


def pairs(snapshot: Snapshot, question: Question, name: str) -> list[tuple[float, float]]:
    """What those who answered the first and the last revealed round of a question said; none where too few did."""
    rounds = [one for one in snapshot.rounds if one.question == question.id and one.revealed is not None]
    if len(rounds) < 2:
        return []
    first, last = (numbers(snapshot, one, name) for one in (rounds[0], rounds[-1]))
    both = [(first[person], last[person]) for person in first if person in last]
    return both if len(both) >= ENOUGH else []


def by_group(snapshot: Snapshot, of: Round, name: str) -> dict[str, list[float]]:
    """Answers by group, of those that may be shown: large enough, and none to be had by subtraction."""
    given = numbers(snapshot, of, name)
    base = case(snapshot.room).scenario
    there = [one for one in snapshot.people if one.id in given]
    shown = pooling.shown_groups([Person(base, group=one.group) for one in there])
    return {group: [given[one.id] for one in there if one.group == group] for group in shown}


def beliefs(snapshot: Snapshot) -> dict[int, dict[str, tuple[float, float, float]]]:
    """What each person believes of the settings that were asked for: the last revealed answer counts."""
    kinds = {one.id: one.kind for one in snapshot.questions}
    found: dict[int, dict[str, tuple[float, float, float]]] = {}
    for round_ in snapshot.rounds:
        if kinds.get(round_.question) not in ("range", "dial"):
            continue
        for one in answers(snapshot, round_):
            for name, value in one.values.items():
                if name in PARAMETERS:
                    found.setdefault(one.person, {})[name] = value
    return found
