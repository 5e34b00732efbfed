"""From a room into the explorer: the links, opened as the explorer opens them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from engine import Scenario, link, pooling
from engine.belief import Belief
from engine.pooling import Person
from pages.parts.rooms import onward, taken
from pages.parts.rooms.records import Question
from tests.rooms.conftest import Place

LEVER = "organic_export_growth"
QUESTIONS = (
    Question(0, 0, "range", (LEVER,), "How fast?", "", ()),
    Question(0, 0, "scenario", ("programme_value",), "Your plan?", "", ()),
)


PLAN = Scenario(programme_value=2.0)


def opened(address: str):
    """What the explorer makes of a link; nothing in it may be refused."""
    found = link.from_query({**parse_qs(urlsplit(address).query, keep_blank_values=True)})
    assert not found.problems
    return found.study


@pytest.fixture
def place(store) -> Place:
    """Five of the north about 2 %, five of the south about 5 %; one has a plan too."""
    made = Place(store, store.open_room("Thirty-five", QUESTIONS, groups=("North", "South")))
    made.people = [store.join(made.code, group="North" if i < 5 else "South") for i in range(10)]
    first = made.asked(0)
    for i, one in enumerate(made.people):
        best = 0.02 if i < 5 else 0.05
        store.answer(made.code, one.token, first, 1, {LEVER: (best - 0.01, best, best + 0.01)})
    made.steered("reveal")
    second = made.asked(1)
    three = {"programme_value": (2.0, 2.0, 2.0)}
    for one in made.people[:3]:
        store.answer(made.code, one.token, second, 2, three, query=link.text(PLAN.to_query()))
    return made


def test_two_camps_leave_a_wide_range():
    """Mixed, not averaged: it reaches from within the one camp to within the other."""
    base = Scenario()
    camps = [Person(base, {LEVER: Belief(b - 0.01, b, b + 0.01)}) for b in (0.02, 0.02, 0.05, 0.05)]
    (held,) = pooling.held(camps)
    assert held.low < 0.015 and held.high > 0.055 and held.middle == pytest.approx(0.035)
    assert pooling.held(camps[:2]) == ()
    (sure,) = pooling.held([Person(base, {LEVER: Belief(0.03, 0.03, 0.03)})] * 3)
    assert (sure.low, sure.middle, sure.high) == (0.03, 0.03, 0.03)


def test_the_rooms_beliefs_as_ranges_of_ones_own(place):
    study = opened(onward.of_room(taken.shown(place.store.export(place.code)), ""))
    ((name, low, high),) = study.own
    assert name == LEVER and low < 0.02 < study.scenario.organic_export_growth < 0.05 < high


def test_a_persons_scenario_onto_the_dials(place):
    """A plan that the room has not seen is not put anywhere; all that a person believes goes together."""
    links = onward.of_people(taken.shown(place.store.export(place.code)), "")
    assert list(links) == list(range(1, 11))
    assert opened(links[2]).scenario == Scenario(organic_export_growth=0.02)
    place.steered("reveal")
    links = onward.of_people(taken.shown(place.store.export(place.code)), "")
    assert opened(links[2]).scenario == PLAN
    assert opened(links[9]).scenario == Scenario(organic_export_growth=0.05)


def test_all_that_a_person_believes_goes_onto_the_dials_together(store):
    asked = (*QUESTIONS[:1], Question(0, 0, "range", ("realisation",), "What part?", "", ()))
    place = Place(store, store.open_room("Two questions", asked)).joined(3)
    for at, (name, best) in enumerate(((LEVER, 0.04), ("realisation", 0.5))):
        here = place.asked(at)
        for one in place.people:
            store.answer(place.code, one.token, here, at + 1, {name: (best - 0.01, best, best + 0.01)})
        place.steered("reveal")
    links = onward.of_people(taken.shown(store.export(place.code)), "")
    assert opened(links[1]).scenario == Scenario(organic_export_growth=0.04, realisation=0.5)


def test_groups_side_by_side(place):
    study = opened(onward.of_groups(taken.shown(place.store.export(place.code)), ""))
    grown = {one.name: one.scenario.organic_export_growth for one in study.kept}
    assert grown == {"North": 0.02, "South": 0.05}


def test_a_room_that_has_said_nothing_leads_nowhere(store):
    empty = store.export(store.open_room("Empty", QUESTIONS).room.code)
    assert onward.of_room(taken.shown(empty), "") == "" == onward.of_groups(taken.shown(empty), "")
    assert onward.of_people(taken.shown(empty), "") == {}
