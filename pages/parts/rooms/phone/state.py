"""The state of a room as one phone sees it: what is asked, what it has answered, and of others only what was revealed."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from engine import OUTCOMES
from pages.parts.rooms import heard
from pages.parts.rooms.phone import answer
from pages.parts.rooms.phone.question import Dial, dials, guess
from pages.parts.rooms.records import Answer, Person, Question, Room, Round, Snapshot
from pages.parts.rooms.store import Store
from pages.parts.words import N_, _, number

_MIDDLE = N_("The room's middle is {middle}.")
_YOURS = N_("The room's middle is {middle}. You said {mine}.")


def of_phone(store: Store, room: Room, person: Person | None, mine: tuple[Answer, ...]) -> dict[str, Any]:
    """Everything; of those who have not joined only what they must know to join."""
    told: dict[str, Any] = {
        "version": room.version,
        "stage": room.stage,
        "title": room.title,
        "code": room.code,
        "door": room.door_open and room.delete_at is None,
        "names": room.names,
        "groups": room.groups,
        "days": room.days,
        "me": None,
    }
    if person is None:
        return told
    told["me"] = {"number": person.number, "name": person.name, "group": person.group}
    now = asked(store, room)
    if now is None:
        return told
    snapshot, question, round_ = now
    own = next((one for one in mine if one.round == round_.id), None)
    told["round"] = {"id": round_.id, "number": round_.number}
    told["place"] = _("Question {k} of {n}").format(k=question.place + 1, n=len(snapshot.questions))
    told["question"] = {
        "kind": question.kind,
        "ask": _(question.ask),
        "hint": _(question.hint),
        "options": [_(one) for one in question.options],
        "dials": [dial.told() for dial in dials(room, question)],
        "results": [_(OUTCOMES[name].title) for name in answer.RESULTS],
        "longest": answer.LONGEST,
    }
    told["mine"] = own and {"turn": own.turn, "values": own.values, "text": own.text}
    told["before"] = None if own else _before(snapshot, round_, mine)
    if room.stage in ("reveal", "closed") and round_.revealed is not None:
        told["shown"] = _shown(snapshot, question, round_, own)
    return told


def _before(snapshot: Snapshot, round_: Round, mine: tuple[Answer, ...]) -> Mapping[str, Any] | None:
    """What this person answered when the same was asked before, from where a second thought starts."""
    numbers = {one.id: one.number for one in snapshot.rounds if one.question == round_.question}
    earlier = [one for one in mine if numbers.get(one.round, round_.number) < round_.number]
    if not earlier:
        return None
    last = max(earlier, key=lambda one: numbers[one.round])
    return {"values": last.values, "text": last.text}


def asked(store: Store, room: Room) -> tuple[Snapshot, Question, Round] | None:
    """What is asked now; None in the lobby. The snapshot is the same for all phones, so one is made for each version of a room."""
    if room.round is None:
        return None
    snapshot = _snapshot(store, room.code, room.id, room.version)
    found = heard.current(snapshot)
    return (snapshot, *found) if found else None


@lru_cache(maxsize=64)
def _snapshot(store: Store, code: str, _id: int, _version: int) -> Snapshot:
    return store.snapshot(code)


# ── What was revealed ────────────────────────────────────────────────────────────────────────────────────────


def _shown(
    snapshot: Snapshot, question: Question, round_: Round, own: Answer | None
) -> list[Mapping[str, Any]]:
    if not heard.answers(snapshot, round_):
        return []
    if question.options:
        counts = heard.chosen(snapshot, question, round_)
        chose = round(next(iter(own.values.values()))[1]) if own and own.values else None
        return [{"counts": counts, "mine": chose}]
    case = heard.case(snapshot.room)
    if question.kind == "scenario":
        scales: tuple[Dial, ...] = (guess(case, heard.RESULT),)
    else:
        scales = dials(snapshot.room, question)
    return [_spread(dial, snapshot, round_, own) for dial in scales]


def _spread(dial: Dial, snapshot: Snapshot, round_: Round, own: Answer | None) -> Mapping[str, Any]:
    """Everybody's answers as places on the scale, in order of size, so that they tell of nobody."""
    values = sorted(heard.numbers(snapshot, round_, dial.name).values())
    middle = float(np.median(values)) if values else float("nan")
    mine = _own(dial.name, own)
    said = _(_MIDDLE) if mine is None else _(_YOURS)
    return {
        "label": dial.label,
        "ends": [dial.text(dial.values[0]), dial.text(dial.values[-1])],
        "dots": [dial.part(value) for value in values],
        "middle": dial.part(middle) if values else None,
        "mine": None if mine is None else dial.part(mine),
        "said": said.format(
            middle=number(middle, dial.unit), mine="" if mine is None else number(mine, dial.unit)
        )
        if values
        else "",
    }


def _own(name: str, own: Answer | None) -> float | None:
    if own is None:
        return None
    return own.values[name][1] if name in own.values else own.results.get(name)
