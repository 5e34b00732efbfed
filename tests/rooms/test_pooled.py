"""What a room has said and what it believes, off snapshots made by hand: nothing hidden counts, nothing is computed twice."""

import threading

import numpy as np
import pytest

from engine import Case, Scenario, pooling
from pages.parts.rooms import charts, heard, pooled
from pages.parts.rooms.records import Answer, Person, Question, Room, Round, Snapshot

EXPORTS, IMPORTS = "organic_export_growth", "organic_import_growth"
QUESTIONS = (
    Question(1, 0, "range", (EXPORTS,), "Exports?", "", ()),
    Question(2, 1, "dial", (IMPORTS,), "Imports?", "", ()),
    Question(3, 2, "choice", (), "Which?", "", ("This", "That")),
)


def room(**changes):
    made = Room(
        *(1, "ABC123", "A room", "", "en", "reveal", True, 1, "", "none", ("North", "South"), 250, "", 7),
        *(0.0, None, 30, None),
    )
    return made._replace(**changes)


def people(*groups):
    return tuple(
        Person(place, place, "", group, "en", 0.0, 0.0, False) for place, group in enumerate(groups, start=1)
    )


def said(round_, values, name=EXPORTS):
    """An answer of each person, from 1 on; None where one gave none."""
    return tuple(
        Answer(
            round_,
            person,
            1,
            {name: value if isinstance(value, tuple) else (value,) * 3},
            "",
            "",
            "",
            {},
            0.0,
        )
        for person, value in enumerate(values, start=1)
        if value is not None
    )


def snapshot(rounds=((1, True),), answers=(), groups=("North",) * 3, **changes):
    """`rounds` are questions, each with whether it was revealed."""
    made = tuple(
        Round(number, question, 1, 0.0, 1.0, 2.0 if shown else None)
        for number, (question, shown) in enumerate(rounds, start=1)
    )
    return Snapshot(room(**changes), QUESTIONS, made, people(*groups), tuple(answers), {})


@pytest.fixture(autouse=True)
def fresh():
    pooled._kept.clear()
    pooled._futures.cache_clear()


# ── What was said ────────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_of_a_round_that_is_not_revealed_is_not_heard():
    """Even where a snapshot holds it by mistake."""
    found = snapshot([(1, False)], said(1, [0.05] * 3))
    assert heard.numbers(found, found.rounds[0], EXPORTS) == {} and heard.beliefs(found) == {}
    assert pooled.future(found) is None


def test_the_last_revealed_answer_counts_and_an_earlier_one_of_who_gave_no_other():
    answers = said(1, [0.02, 0.03, 0.04, 0.05]) + said(2, [0.06, None, 0.08, 0.09])
    found = snapshot([(1, True), (1, True)], answers)
    assert {person: one[EXPORTS][1] for person, one in heard.beliefs(found).items()} == {
        1: 0.06,
        2: 0.03,
        3: 0.08,
        4: 0.09,
    }


def test_of_a_round_with_too_few_answers_left_nothing_is_shown():
    """As after somebody was removed: two who are left would know each other's."""
    found = snapshot([(1, True)], said(1, [0.02, 0.03]))
    assert heard.answers(found, found.rounds[0]) == () and heard.beliefs(found) == {}
    assert charts.of_round(found, QUESTIONS[0], found.rounds[0], EXPORTS) == {}
    assert charts.of_round(found, QUESTIONS[0], found.rounds[0], "") == {}


def test_only_who_answered_both_rounds_moved_and_too_few_are_not_shown():
    both = said(1, [0.02, 0.03, 0.04]) + said(2, [0.06, 0.03, 0.08])
    found = snapshot([(1, True), (1, True)], both)
    assert heard.pairs(found, QUESTIONS[0], EXPORTS) == [(0.02, 0.06), (0.03, 0.03), (0.04, 0.08)]
    assert heard.pairs(snapshot([(1, True), (1, True)], both[:5]), QUESTIONS[0], EXPORTS) == []
    assert heard.pairs(snapshot([(1, True)], both[:3]), QUESTIONS[0], EXPORTS) == []


def test_a_group_is_heard_from_five_people_on():
    answers = said(1, [0.05] * 11)
    found = snapshot(answers=answers, groups=("North",) * 6 + ("South",) * 5)
    assert {
        name: len(values) for name, values in heard.by_group(found, found.rounds[0], EXPORTS).items()
    } == {
        "North": 6,
        "South": 5,
    }
    found = snapshot(answers=answers[:10], groups=("North",) * 6 + ("South",) * 4)
    assert heard.by_group(found, found.rounds[0], EXPORTS) == {}  # the four would be what is left of the room


def test_choices_are_counted_by_their_place():
    found = snapshot([(3, True)], said(1, [0.0, 1.0, 1.0], "choice"))
    assert heard.chosen(found, QUESTIONS[2], found.rounds[0]) == [1, 2]


def test_a_room_stands_on_its_own_scenario():
    base = Scenario(target=40.0, realisation=0.5)
    query = "&".join(f"{name}={value}" for name, value in base.to_query().items())
    assert heard.case(room(base=query)).scenario == base and heard.case(room()) is Case().of(Scenario())


# ── What it believes ─────────────────────────────────────────────────────────────────────────────────────────


BELIEFS = [(0.01, 0.03, 0.05), (0.03, 0.05, 0.08), (0.06, 0.09, 0.12)]


def test_the_rooms_chance_is_the_mean_of_its_peoples_chances():
    found = snapshot(answers=said(1, BELIEFS))
    each = [pooling.futures(one).chance(pooling.ALL) for one in pooled.persons(found)]
    assert len(set(each)) == 3
    assert pooled.future(found).chance == pytest.approx(np.mean(each))


def test_averaged_quantiles_are_narrower_and_have_no_chance():
    found = snapshot(answers=said(1, BELIEFS))
    layers = pooling.Layers(years=False)
    mixed, averaged = (pooled.future(found, layers, how).bands[:, -1] for how in (False, True))
    assert averaged[-1] - averaged[0] < mixed[-1] - mixed[0]
    assert np.isnan(pooled.future(found, averaged=True).chance)


def test_two_people_are_no_room():
    assert pooled.future(snapshot(answers=said(1, BELIEFS[:2]))) is None
    assert pooled.apart(snapshot(answers=said(1, BELIEFS[:2]))) == ()


def test_an_answer_that_this_engine_cannot_take_is_left_out():
    """A workshop may outlive a range: what was valid once is kept raw, and not drawn."""
    found = snapshot(
        answers=said(1, [*BELIEFS, (5.0, 5.0, 5.0)]) + said(1, [0.1] * 3, "gone"), groups=("",) * 4
    )
    assert len(pooled.persons(found)) == 3


def test_disagreement_is_worth_what_the_engine_makes_of_it():
    found = snapshot([(1, True), (2, True)], said(1, BELIEFS) + said(2, [0.04, 0.041, 0.042], IMPORTS))
    first, second = pooled.apart(found)
    assert (first.name, second.name) == (EXPORTS, IMPORTS) and first.worth > second.worth > 0


# ── What is kept ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_version_is_pooled_once_and_one_more_answer_costs_one_person(monkeypatch):
    asked = []
    real = pooling.futures
    monkeypatch.setattr(pooling, "futures", lambda person: asked.append(person) or real(person))
    found = snapshot(answers=said(1, BELIEFS), groups=("",) * 4)
    assert pooled.future(found) is pooled.future(found) and len(asked) == 3
    later = found._replace(
        room=found.room._replace(version=8), answers=said(1, [*BELIEFS, (0.02, 0.04, 0.06)])
    )
    assert pooled.future(later) is not pooled.future(found) and len(asked) == 4


def test_screens_that_ask_at_once_find_it_made(monkeypatch):
    asked, found = [], snapshot(answers=said(1, BELIEFS))
    real = pooled._future
    monkeypatch.setattr(pooled, "_future", lambda *given: asked.append(given) or real(*given))
    threads = [threading.Thread(target=pooled.future, args=(found,)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(asked) == 1


def test_what_is_kept_is_bounded():
    found = snapshot(answers=said(1, BELIEFS))
    for version in range(pooled._ROOMS + 5):
        pooled.future(found._replace(room=found.room._replace(version=version)))
    assert len(pooled._kept) == pooled._ROOMS
