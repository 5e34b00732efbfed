"""A room as tables and as JSON, to be taken home: all rounds, with their stage; people by number, by name only where asked.

No key, token or row number of the database is in it.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from engine import OUTCOMES, PARAMETERS
from engine.sheet import csv, xlsx
from pages.parts import words
from pages.parts.rooms import heard, pooled
from pages.parts.rooms.records import Answer, Export, Person, Question, Round, Snapshot
from pages.parts.words import _, listed

REPLAY = """import json

from engine import Scenario, pooling
from engine.belief import Belief, scenario_of

told = json.load(open("road-to-35-room.json", encoding="utf-8"))
base = Scenario.from_dict(told["scenario"])
people = []
for one in told["beliefs"]:
    beliefs = {name: Belief(*three) for name, three in one.items()}
    people.append(pooling.Person(scenario_of(base, beliefs), beliefs))
room = pooling.room(people, [pooling.futures(person) for person in people])
room.chance()  # of the goal: the mean of the persons' chances
room.year, room.by_persons()  # quantiles of turnover, levels × years
"""
"""Python that gives the room's chance and bands again, from the JSON beside it."""


def may_name(export: Export) -> bool:
    """Names go along only where the room was opened with names; that they do is then still to be asked for."""
    return export.room.names != "none"


def tables(export: Export, names: bool, home: str) -> dict[str, pd.DataFrame]:
    """Answers, a row for each number of each; questions; people."""
    names = names and may_name(export)
    questions = pd.DataFrame([_question(export, one) for one in export.questions])
    people = pd.DataFrame([_person(one, names) for one in export.people])
    return {
        _("Answers"): pd.DataFrame(answers(export, names, home)),
        _("Questions"): questions,
        _("People"): people,
    }


def as_csv(export: Export, names: bool, home: str) -> bytes:
    return csv(pd.DataFrame(answers(export, names, home))).encode("utf-8-sig")


def as_workbook(export: Export, names: bool, home: str) -> bytes:
    return xlsx(tables(export, names, home))


def answers(export: Export, names: bool, home: str) -> list[dict[str, Any]]:
    """In the order of questions, rounds, people; of those who were taken out nothing."""
    there = {one.id: one for one in export.people if not one.removed}
    rounds = {one.id: one for one in export.rounds}
    asked = {one.id: one for one in export.questions}
    found = []
    for one in export.answers:
        if one.person not in there:
            continue
        round_ = rounds[one.round]
        who, question = there[one.person], asked[round_.question]
        place = (question.place, round_.number, who.number)
        found += [(place, row) for row in _rows(one, who, question, round_, names, home)]
    return [row for _place, row in sorted(found, key=lambda pair: pair[0])]


def _rows(
    one: Answer, who: Person, question: Question, round_: Round, names: bool, home: str
) -> list[dict[str, Any]]:
    head = {
        _("Person"): who.number,
        **({_("Name"): who.name} if names else {}),
        _("Group"): who.group,
        _("Question"): _(question.ask),
        _("Round"): round_.number,
        _("Shown to the room"): _("yes") if round_.revealed is not None else _("no"),
    }
    link = f"{home}/?{one.query}" if one.query else ""
    if not one.values and not one.results:
        return [head | _cells(text=one.text)]
    rows = [
        head
        | _cells(*_named(name), *_written(name, three), [_(one) for one in question.options], name, link=link)
        for name, three in one.values.items()
    ]
    return rows + [
        head | _cells(*_named(name), *_written(name, (value, value, value)), link=link)
        for name, value in one.results.items()
    ]


def _written(name: str, three: tuple[float, float, float]) -> tuple[float, float, float]:
    """Values as their unit says: a share as per cent."""
    of = PARAMETERS.get(name) or OUTCOMES.get(name)
    low, best, high = (float(f"{words.scaled(value, of.unit):.10g}") if of else value for value in three)
    return low, best, high


def _named(name: str) -> tuple[str, str]:
    """A setting's or result's title and its unit in words."""
    of = PARAMETERS.get(name) or OUTCOMES.get(name)
    return (_(of.title), words.unit(of.unit)) if of else ("", "")


def _cells(
    title: str = "",
    unit: str = "",
    low: float | None = None,
    best: float | None = None,
    high: float | None = None,
    options: Sequence[str] = (),
    name: str = "",
    text: str = "",
    link: str = "",
) -> dict[str, Any]:
    if options and best is not None and name not in PARAMETERS:
        text, low, best, high = options[round(best)], None, None, None
    return {
        _("What"): title,
        _("Lowest"): low,
        _("Best guess"): best,
        _("Highest"): high,
        _("Unit"): unit,
        _("In words"): text,
        _("Scenario"): link,
    }


def _question(export: Export, one: Question) -> Mapping[str, Any]:
    rounds = [each for each in export.rounds if each.question == one.id]
    return {
        _("Question"): one.place + 1,
        _("Kind"): one.kind,
        _("Asked"): _(one.ask),
        _("Hint"): _(one.hint),
        _("Choices"): listed(_(each) for each in one.options),
        _("Rounds"): len(rounds),
    }


def _person(one: Person, names: bool) -> Mapping[str, Any]:
    return {
        _("Person"): one.number,
        **({_("Name"): one.name} if names else {}),
        _("Group"): one.group,
        _("Removed"): _("yes") if one.removed else _("no"),
    }


# ── As JSON, and what the room believes in the lines of Python ───────────────────────────────────────────────


def record(export: Export, names: bool, home: str) -> dict[str, Any]:
    """Programs' names, in English; `beliefs` are those that the room's chance and bands come from, a person each."""
    names = names and may_name(export)
    snapshot = shown(export)
    asked = {one.id: one for one in export.questions}
    number = {one.id: one.number for one in export.people if not one.removed}
    believed = sorted(heard.beliefs(snapshot).items(), key=lambda pair: number[pair[0]])
    found = pooled.future(snapshot)
    return {
        "room": {"title": export.room.title, "made": _day(export.room.made), "names": export.room.names},
        "scenario": heard.case(export.room).scenario.to_dict(),
        "chance": found and found.chance,
        "people": [
            {"number": one.number, "group": one.group, **({"name": one.name} if names else {})}
            for one in export.people
            if not one.removed
        ],
        "questions": [
            {
                "place": one.place,
                "kind": one.kind,
                "settings": one.levers,
                "ask": one.ask,
                "options": one.options,
            }
            for one in export.questions
        ],
        "answers": [
            {
                "person": number[one.person],
                "question": asked[round_.question].place,
                "round": round_.number,
                "shown": round_.revealed is not None,
                "values": one.values,
                "text": one.text,
                "results": one.results,
                "link": f"{home}/?{one.query}" if one.query else "",
            }
            for round_ in export.rounds
            for one in export.answers
            if one.round == round_.id and one.person in number
        ],
        "beliefs": [dict(sorted(said.items())) for _person_id, said in believed],
        "python": REPLAY,
    }


def as_json(export: Export, names: bool, home: str) -> bytes:
    return json.dumps(record(export, names, home), ensure_ascii=False, indent=1, default=_plain).encode()


def _plain(value: object) -> Any:
    """Arrays' numbers, tuples' like."""
    return value.item() if hasattr(value, "item") else str(value)


def shown(export: Export) -> Snapshot:
    """What the room saw: answers of revealed rounds, of people who were not taken out."""
    there = tuple(one for one in export.people if not one.removed)
    revealed = {one.id for one in export.rounds if one.revealed is not None}
    numbers = {one.id for one in there}
    seen = tuple(one for one in export.answers if one.round in revealed and one.person in numbers)
    return Snapshot(export.room, export.questions, export.rounds, there, seen, {})


def _day(when: float) -> str:
    return datetime.fromtimestamp(when, UTC).date().isoformat()
