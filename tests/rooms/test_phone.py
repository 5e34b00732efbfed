"""What phones ask and send, at the addresses themselves: everything by requests, over both databases."""

import json
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from engine import Scenario, evaluate
from pages.parts.rooms.phone import routes
from pages.parts.rooms.phone.question import dials
from pages.parts.rooms.records import Question
from tests.rooms.asking import Answer, asked, posted
from tests.rooms.conftest import Place

LEVER = "organic_export_growth"
QUESTIONS = (
    Question(0, 0, "range", (LEVER,), "How fast?", "A year", ()),
    Question(0, 0, "guess", ("turnover_at_target",), "How much?", "", ()),
    Question(0, 0, "choice", (), "Which?", "", ("Rail", "Road")),
    Question(0, 0, "text", (), "What?", "", ()),
    Question(0, 0, "scenario", ("programme_value", "goods_delivered"), "What would you do?", "", ()),
)
RANGE, GUESS, CHOICE, TEXT, SCENARIO = range(5)


class Phone:
    """Keeps its cookie as a browser does."""

    def __init__(self, app: Starlette, code: str, peer: str = "10.0.0.9"):
        self.app, self.code, self.peer, self.cookie = app, code, peer, ""

    def send(self, way: str, told: Any, **headers: str) -> Answer:
        found = posted(
            self.app, f"/r/{self.code}/{way}", told, peer=self.peer, **{"cookie": self.cookie, **headers}
        )
        if given := found.header("set-cookie"):
            self.cookie = given.partition(";")[0]
        return found

    def join(self, **told: str) -> Answer:
        return self.send("join", told)

    def state(self) -> Any:
        return asked(self.app, "GET", f"/r/{self.code}/state", peer=self.peer, cookie=self.cookie).told

    def answer(self, round_: int | None, turn: int, values: Any = None, **more: Any) -> Answer:
        return self.send("answer", {"round": round_, "turn": turn, "values": values, **more})


@pytest.fixture
def hall(store, monkeypatch) -> Place:
    monkeypatch.setattr(routes, "store", lambda: store)
    return Place(store, store.open_room("Thirty-five", QUESTIONS, groups=("North", "South"), names="first"))


@pytest.fixture
def phone(hall) -> Phone:
    return Phone(Starlette(routes=routes.routes()), hall.code)


def three(*values: float) -> dict[str, list[float]]:
    return {LEVER: list(values)}


def test_from_the_code_to_a_saved_answer(hall, phone):
    before = phone.state()
    assert before["me"] is None and "question" not in before and before["groups"] == ["North", "South"]
    joined = phone.join(name="  Ai\u202egul ", group="North")
    assert joined.status == 200 and len(joined.told["word"]) == 8
    seat = joined.header("set-cookie")
    assert "HttpOnly" in seat and "SameSite=lax" in seat and "Path=/" in seat and "Secure" not in seat
    round_ = hall.asked(RANGE)
    state = phone.state()
    assert state["me"] == {"number": 1, "name": "Aigul", "group": "North"}
    (dial,) = state["question"]["dials"]
    assert len(dial["values"]) == len(dial["texts"]) and dial["start"] is None, "a start would draw answers"
    saved = phone.answer(round_, 1, three(0.0, 0.03, 0.06))
    assert saved.status == 200 and saved.told["turn"] == 1
    assert phone.state()["mine"]["values"] == three(0.0, 0.03, 0.06)


def test_a_later_turn_counts_whatever_comes_after_it(hall, phone):
    phone.join()
    round_ = hall.asked(RANGE)
    phone.answer(round_, 2, three(0.0, 0.02, 0.04))
    late = phone.answer(round_, 1, three(0.0, 0.01, 0.02))
    again = phone.answer(round_, 2, three(0.0, 0.03, 0.04))
    assert (
        (late.told["turn"], late.told["values"])
        == (2, three(0.0, 0.02, 0.04))
        == tuple(again.told.values())[:2]
    )
    assert hall.store.snapshot(hall.code).counted == {round_: 1}


def test_a_second_round_starts_from_one_s_own_answer_and_from_nobody_else_s(hall, phone):
    phone.join()
    first = hall.asked(RANGE)
    phone.answer(first, 1, three(0.0, 0.02, 0.04))
    other = hall.asked(GUESS)
    assert phone.state()["before"] is None, "that was another question"
    hall.asked(RANGE)
    assert (state := phone.state())["mine"] is None and state["before"]["values"] == three(0.0, 0.02, 0.04)
    phone.answer(hall.room.round, 2, three(0.0, 0.03, 0.04))
    assert (state := phone.state())["before"] is None and state["mine"]["values"] == three(0.0, 0.03, 0.04)
    hall.asked(RANGE)
    assert phone.state()["before"]["values"] == three(0.0, 0.03, 0.04), "the newest"
    late = Phone(phone.app, hall.code, peer="10.0.0.10")
    late.join()
    assert late.state()["before"] is None
    assert other != first


@pytest.mark.parametrize(
    "values",
    [
        three(0.05, 0.03, 0.06),
        three(0.0, 0.03, 99.0),
        {LEVER: [0.0, math.nan, 0.1]},
        {LEVER: [0.0, math.inf, math.inf]},
        {LEVER: ["0", "1", "2"]},
        {LEVER: [True, True, True]},
        {LEVER: [0.01, 0.02]},
        {LEVER: 0.03},
        {"target": [30, 35, 40]},
        {},
        [],
        None,
    ],
)
def test_what_the_engine_does_not_take_is_a_sentence_and_not_kept(hall, phone, values):
    phone.join()
    round_ = hall.asked(RANGE)
    refused = phone.answer(round_, 1, values)
    assert refused.status == 400 and refused.told["said"].endswith((".", "year"))
    assert phone.state()["mine"] is None


def test_frozen_closed_strange_and_foreign(hall, phone):
    assert phone.answer(1, 1, three(0, 0, 0)).status == 404, "who has not joined has no answer"
    phone.join()
    round_ = hall.asked(RANGE)
    phone.answer(round_, 1, three(0.0, 0.03, 0.06))
    assert phone.answer(round_ + 99, 2, three(0, 0, 0)).status == 404
    assert phone.send("answer", {}, origin="http://elsewhere.example").status == 403
    assert phone.send("answer", {}, content_type="text/plain").status == 415
    assert phone.send("answer", {"text": "x" * 5000}).status == 413
    hall.steered("freeze")
    frozen = phone.answer(round_, 2, three(0.0, 0.01, 0.02))
    assert frozen.status == 409 and "before" in frozen.told["said"]
    assert phone.state()["mine"]["values"] == three(0.0, 0.03, 0.06)
    hall.store.remove(hall.code, 1)
    assert asked(phone.app, "GET", f"/r/{hall.code}/state", cookie=phone.cookie).status == 403


def test_of_others_nothing_before_the_reveal_and_no_names_after_it(hall, phone):
    phone.join(name="Me")
    hall.people = [hall.store.join(hall.code, name=f"Secret{i}") for i in range(4)]
    round_ = hall.asked(RANGE)
    phone.answer(round_, 1, three(0.0, 0.03, 0.06))
    for best, one in zip((0.01, 0.02, 0.03, 0.0412345), hall.people, strict=True):
        hall.store.answer(hall.code, one.token, round_, 1, {LEVER: (best, best, best)})
    for stage in ("ask", "freeze"):
        if stage == "freeze":
            hall.steered("freeze")
        told = json.dumps(phone.state())
        assert "shown" not in told and "0.0412345" not in told and "Secret" not in told
    hall.steered("reveal")
    (shown,) = phone.state()["shown"]
    assert (
        shown["dots"] == sorted(shown["dots"]) and len(shown["dots"]) == 5 and shown["mine"] in shown["dots"]
    )
    assert "3.0 % a year" in shown["said"] and "Secret" not in json.dumps(phone.state())


def test_nothing_new_is_told_in_no_bytes(hall, phone):
    phone.join()
    version = phone.state()["version"]
    again = asked(phone.app, "GET", f"/r/{hall.code}/state", cookie=phone.cookie, query=f"since={version}")
    assert (again.status, again.body) == (304, b"")


def test_another_phone_by_the_word(hall, phone):
    word = phone.join().told["word"]
    round_ = hall.asked(RANGE)
    phone.answer(round_, 1, three(0.0, 0.03, 0.06))
    other = Phone(phone.app, hall.code)
    assert other.send("back", {"word": "WRONGWRD"}).status == 404
    assert other.send("back", {"word": word.lower()}).status == 200
    assert other.state()["mine"]["turn"] == 1 and len(hall.store.snapshot(hall.code).people) == 1


def test_choices_guesses_and_texts(hall, phone):
    phone.join()
    round_ = hall.asked(CHOICE)
    assert [phone.answer(round_, 1, {"choice": bad}).status for bad in (2, -1, True, "0", None)] == [400] * 5
    assert phone.answer(round_, 1, {"choice": 1}).status == 200
    round_ = hall.asked(GUESS)
    (dial,) = phone.state()["question"]["dials"]
    assert dial["values"][0] == 0 and dial["values"][-1] >= 2 * Scenario().target
    assert phone.answer(round_, 2, {"turnover_at_target": dial["values"][-1] + 1}).status == 400
    assert phone.answer(round_, 2, {"turnover_at_target": 42}).status == 200
    round_ = hall.asked(TEXT)
    assert phone.answer(round_, 3, text=" \u202e ").status == 400
    assert phone.answer(round_, 3, text="More <b>lanes</b>" + "x" * 999).status == 200
    assert len(phone.state()["mine"]["text"]) == 280


def test_a_scenario_of_ones_own_is_the_engines(hall, phone):
    phone.join()
    round_ = hall.asked(SCENARIO)
    values = {"programme_value": 2.0, "goods_delivered": 68}
    wanted = evaluate(Scenario(programme_value=2.0, goods_delivered=68))["turnover_at_target"]
    tried = phone.send("try", {"values": values, "along": "programme_value"}).told
    assert f"{wanted:.1f}" in tried["numbers"][0]
    at = tried["places"].index(2.0)
    assert tried["swept"][at] == tried["numbers"], "the finger sees what the server says"
    assert phone.answer(round_, 1, values).status == 200
    (kept,) = hall.store.export(hall.code).answers
    assert (
        kept.results["turnover_at_target"] == pytest.approx(float(wanted))
        and "programme_value=2" in kept.query
    )
    assert phone.send("try", {"values": {"programme_value": 99, "goods_delivered": 68}}).status == 400


def test_codes_cannot_be_found_by_trying(hall, phone):
    tries = [
        asked(phone.app, "GET", f"/r/{code}/state").status
        for code in ["ZZZZZ" + str(i) for i in range(9)] * 2
    ]
    assert tries[:9] == [404] * 9 and 429 in tries
    assert phone.state()["code"] == hall.code, "a right code is not shut out by another's tries"


def test_two_hundred_phones_behind_one_address_come_in(hall):
    app = Starlette(routes=routes.routes())
    assert {Phone(app, hall.code).join().status for _ in range(200)} == {200}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
BODIES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("round", "turn", "values", "text", "word", "name", "group", "along"), JSON)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["join", "back", "answer", "try"]), BODIES | JSON)
def test_forged_bodies_are_refused_and_never_a_fault(hall, phone, way, body):
    """Whatever a body holds, the answer is a sentence; the count of answers does not move."""
    if hall.room.round is None:
        phone.join()
        hall.asked(SCENARIO)
    found = phone.send(way, body)
    assert found.status in (200, 400, 403, 404, 409, 413, 429)
    assert found.status == 200 or found.told["said"]
    if way == "answer":
        assert not hall.store.snapshot(hall.code).counted.get(hall.room.round)


def test_every_template_can_be_asked(hall):
    """Each question of each ready-made workshop has what its kind needs."""
    from pages.parts.rooms.templates import templates

    for template in templates().values():
        room = hall.room._replace(base=template.base)
        for question in template.questions:
            assert bool(dials(room, question)) == (question.kind not in ("choice", "text"))
