"""The facilitator's page: a room from opening to closing, and what it refuses."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts.rooms import addresses, chair, desk, opening, panels, steering, templates
from pages.parts.rooms.store import Store
from tests.test_pages import opened as page_opened

PAGE = "pages/workshop.py"
WORKSHOP = {
    "title": "A short one",
    "about": "To try things in.",
    "minutes": 20,
    "groups": ["North", "South"],
    "base": "",
    "steps": [
        {"title": "Welcome", "minutes": 5, "script": ["Say hello.", "Press *Reveal*."]},
        {
            "title": "First",
            "minutes": 5,
            "script": ["Ask it."],
            "question": {"kind": "choice", "ask": "Which?", "options": ["This", "That"]},
        },
        {
            "title": "Second",
            "minutes": 10,
            "script": ["Go on."],
            "talk": ["And then?"],
            "question": {"kind": "text", "ask": "Why?"},
        },
    ],
}


class Visitor:
    """What the server knows of a browser."""

    def __init__(self):
        self.cookies, self.headers, self.ip_address = {}, {"Host": "localhost:8501"}, None


@pytest.fixture
def visitor(monkeypatch):
    made = Visitor()
    for name in ("cookies", "headers", "ip_address"):
        monkeypatch.setattr(type(st.context), name, property(lambda _, name=name: getattr(made, name)))
    monkeypatch.setattr(type(st.context), "url", property(lambda _: "http://localhost:8501/workshop"))
    return made


@pytest.fixture
def rooms(tmp_path, monkeypatch, visitor):
    made = Store(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    for module in (chair, desk, opening, panels, steering):
        monkeypatch.setattr(module, "store", lambda: made)
    monkeypatch.setattr(templates, "WORKSHOPS", {"short": WORKSHOP})
    monkeypatch.setattr(addresses, "of_machine", lambda: "192.168.1.5")
    for name in ("ROADS_URL", "ROADS_KEY"):
        monkeypatch.delenv(name, raising=False)
    return made


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def open_room(visitor, rooms, **asked) -> tuple[AppTest, str]:
    """A room from the form, and this browser in its facilitator's seat."""
    at = page_opened(PAGE)
    for key, value in asked.items():
        at.text_input(key=f"open.{key}.short").set_value(value)
    press(at, "open.do")
    made = at.session_state["desk_of_session"].opened
    visitor.cookies[f"r35f_{made.room.code}"] = rooms.enter(made.room.code, made.key, "facilitator")
    return at, made.room.code


def steered(code: str) -> AppTest:
    at = page_opened(PAGE, {"room": code})
    assert not at.exception
    return at


def people(rooms, code, n=3):
    return [rooms.join(code) for _ in range(n)]


def answer(rooms, code, joined):
    for one in joined:
        rooms.answer(code, one.token, rooms.room(code).round, 1, {"choice": (0, 0, 0)})


def test_a_room_is_opened_and_its_keys_are_shown_once(visitor, rooms):
    at, code = open_room(visitor, rooms, title="  Our  room ", groups="A, B ,A,， B、")
    room = rooms.room(code)
    assert (room.title, room.groups, room.names, room.stage) == ("Our room", ("A", "B"), "none", "lobby")
    links = [one.value for one in at.code]
    assert [link.split("#")[0] for link in links] == [f"http://localhost:8501/{way}/{code}" for way in "fs"]
    later = steered(code)
    shown = " ".join(one.value for one in (*later.code, *later.markdown))
    assert f"http://192.168.1.5:8501/r/{code}" in shown
    assert not any(link.split("#")[1] in shown for link in links)


def test_the_room_stands_on_the_dials_where_that_is_asked(visitor, rooms):
    at = page_opened(PAGE, {"target": "40"})
    at.radio(key="open.base").set_value("dials")
    press(at, "open.do")
    assert "target=40" in at.session_state["desk_of_session"].opened.room.base


@pytest.mark.parametrize(
    ("field", "value"), [("title", "   "), ("groups", "x" * 25), ("groups", ",".join("abcdefghijklm"))]
)
def test_what_is_wrong_with_a_room_is_one_sentence_and_nothing_is_lost(visitor, rooms, field, value):
    at = page_opened(PAGE)
    at.text_input(key=f"open.{field}.short").set_value(value)
    press(at, "open.do")
    assert len(at.warning) == 1 and at.session_state["desk_of_session"].opened is None
    assert at.text_input(key=f"open.{field}.short").value == value


def test_from_elsewhere_a_room_is_opened_with_the_operator_s_key_alone(visitor, rooms, monkeypatch):
    visitor.ip_address, visitor.headers = "10.0.0.9", {"Host": "road.example"}
    monkeypatch.setenv("ROADS_KEY", "secret")
    at = page_opened(PAGE)
    at.text_input(key="open.key").set_value("guess")
    press(at, "open.do")
    assert "operator" in at.warning[0].value and at.session_state["desk_of_session"].opened is None
    at.text_input(key="open.key").set_value("secret")
    press(at, "open.do")
    assert at.session_state["desk_of_session"].opened is not None


def test_a_room_walks_through_its_questions(visitor, rooms):
    _at, code = open_room(visitor, rooms)
    joined = people(rooms, code)
    at = press(steered(code), "steer.next")
    assert rooms.room(code).stage == "ask" and at.button(key="steer.next").disabled
    answer(rooms, code, joined)
    press(at, "steer.freeze")
    assert rooms.room(code).stage == "frozen"
    press(at, "steer.reveal")
    assert rooms.room(code).stage == "reveal"
    press(at, "steer.hide")
    assert rooms.room(code).stage == "frozen"
    press(at, "steer.again")
    shown = rooms.snapshot(code)
    assert [one.number for one in shown.rounds] == [1, 2] and shown.counted[shown.rounds[0].id] == 3
    press(press(at, "steer.freeze"), "steer.next")
    assert any("Question 2 of 2" in one.value for one in at.markdown)
    press(at, "steer.freeze")
    assert at.button(key="steer.next").disabled  # the last one
    at.session_state["room.end"] = True
    press(at.run(), "end.close")
    assert rooms.room(code).stage == "closed"
    assert all(
        at.button(key=f"steer.{key}").disabled for key in ("next", "freeze", "reveal", "again", "hide")
    )


def test_what_people_do_counts_but_stops_no_button(visitor, rooms):
    _at, code = open_room(visitor, rooms)
    at = press(steered(code), "steer.next")
    answer(rooms, code, people(rooms, code, 4))
    press(at, "steer.freeze")
    assert rooms.room(code).stage == "frozen" and not at.warning
    counts = {one.label: one.value for one in at.metric}
    assert (counts["Joined"], counts["Answered"]) == ("4", "4")


def test_two_tabs_cannot_fight(visitor, rooms):
    """The second one, which has not seen the first's step, does nothing and is told how the room stands."""
    _at, code = open_room(visitor, rooms)
    one, other = steered(code), steered(code)
    press(one, "steer.next")
    press(other, "steer.next")
    assert len(rooms.snapshot(code).rounds) == 1
    assert len(other.warning) == 1 and not other.button(key="steer.freeze").disabled
    press(other, "steer.freeze")
    assert rooms.room(code).stage == "frozen" and not other.warning


def test_too_few_answers_are_not_shown(visitor, rooms):
    _at, code = open_room(visitor, rooms)
    at = press(steered(code), "steer.next")
    answer(rooms, code, people(rooms, code, 2))
    press(at, "steer.reveal")
    assert len(at.warning) == 1 and rooms.room(code).stage != "reveal"


def test_the_door_closes_and_opens(visitor, rooms):
    _at, code = open_room(visitor, rooms)
    at = press(steered(code), "steer.door")
    assert not rooms.room(code).door_open
    press(at, "steer.door")
    assert rooms.room(code).door_open


def test_a_person_is_removed_and_brought_back(visitor, rooms):
    _at, code = open_room(visitor, rooms)
    people(rooms, code, 2)
    at = steered(code)
    at.session_state["room.people"] = True
    press(at.run(), "people.remove")
    assert [one.number for one in rooms.snapshot(code).people] == [2]
    press(at, "people.back")
    assert len(rooms.snapshot(code).people) == 2


def test_a_text_is_let_through_or_refused(visitor, rooms):
    _at, code = open_room(visitor, rooms)
    at = steered(code)
    rooms.ask(code, rooms.room(code).version, 1)
    (one,) = people(rooms, code, 1)
    asked = rooms.room(code).round
    rooms.answer(code, one.token, asked, 1, text="<b>because</b> $x$")
    at.session_state["room.texts"] = True
    at.run()
    assert any(r"\<b>because\</b> \$x\$" in shown.value for shown in at.markdown)
    for state in ("shown", "refused"):
        press(at, f"text.{state}.{asked}.1")
        assert rooms.export(code).answers[0].state == state


def test_an_address_is_typed_and_a_wrong_one_refused(visitor, rooms):
    _at, code = open_room(visitor, rooms)
    at = steered(code)
    at.session_state["room.address"] = True
    at.run()
    at.text_input(key="address.").set_value("nonsense here").run()
    assert len(at.warning) == 1 and rooms.room(code).address == ""
    at.text_input(key="address.").set_value("10.1.1.1:8501").run()
    assert rooms.room(code).address == "http://10.1.1.1:8501"
    assert any(f"http://10.1.1.1:8501/r/{code}" in one.value for one in at.code)


def test_new_keys_are_shown_and_the_old_seats_are_dead_but_this_one(visitor, rooms):
    at, code = open_room(visitor, rooms)
    old = at.session_state["desk_of_session"].opened.key
    other = rooms.enter(code, old, "facilitator")
    at = steered(code)
    at.session_state["room.keys"] = True
    press(at.run(), "keys.change")
    assert rooms.device(code, other) is None and rooms.device(code, visitor.cookies[f"r35f_{code}"])
    links = [one.value for one in at.code if "#" in one.value]
    assert len(links) == 2 and old not in links[0]
    press(at, "keys.kept")
    assert not [one for one in at.code if "#" in one.value]


def test_a_deletion_can_be_undone_and_one_at_once_needs_the_code(visitor, rooms):
    _at, code = open_room(visitor, rooms)
    at = steered(code)
    at.session_state["room.end"] = True
    press(at.run(), "end.delete")
    assert rooms.room(code).delete_at is not None
    press(at, "end.undelete")
    assert rooms.room(code).delete_at is None
    assert at.button(key="end.now").disabled
    at.text_input(key="end.code").set_value(code.lower()).run()
    press(at, "end.now")
    assert any("Open a room" in one.value for one in at.markdown) and not at.error


def test_a_browser_without_a_seat_sees_nothing_of_the_room(visitor, rooms):
    _at, code = open_room(visitor, rooms, title="Very private")
    visitor.cookies.clear()
    at = steered(code)
    said = " ".join(one.value for one in (*at.markdown, *at.warning, *at.caption))
    assert "Very private" not in said and code in said
    assert not [one for one in at.button if (one.key or "").startswith("steer.")]


def test_a_screen_s_cookie_is_no_facilitator_s(visitor, rooms):
    at, code = open_room(visitor, rooms)
    made = at.session_state["desk_of_session"].opened
    visitor.cookies[f"r35f_{code}"] = rooms.enter(code, made.screen_key, "screen")
    assert len(steered(code).warning) == 1


@pytest.mark.parametrize("code", ["ZZZZZZ", "<b>", "x" * 200, "../.."])
def test_a_room_that_is_not_there_is_one_sentence(visitor, rooms, code):
    at = steered(code)
    assert len(at.error) == 1
    press(at, "room.leave")
    assert any("Open a room" in one.value for one in at.markdown)


def test_the_rooms_of_this_browser_are_one_click_away(visitor, rooms):
    _at, code = open_room(visitor, rooms)
    visitor.cookies["r35f_ZZZZZZ"] = "gone"
    at = press(page_opened(PAGE), f"known.{code}")
    assert any(code in one.value and one.value.startswith("##") for one in at.markdown)
    assert at.query_params["room"] in (code, [code])
