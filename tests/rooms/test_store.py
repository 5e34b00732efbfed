"""A room from its opening to its end, the same over both databases."""

import pytest

from pages.parts.rooms.records import Question
from pages.parts.rooms.refusals import Forbidden, Frozen, Moved, RoomRefusal, Shut, TooMany, Unknown
from pages.parts.rooms.store import Store
from tests.rooms.conftest import QUESTIONS, Place, values

DAY = 86_400


# ── Opening, keys ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_room_opens_in_its_lobby_with_its_questions(place):
    room = place.room
    assert (room.stage, room.door_open, room.round, room.groups) == ("lobby", True, None, ("North", "South"))
    asked = place.store.snapshot(place.code).questions
    assert [one.place for one in asked] == [0, 1, 2]
    assert [one._replace(id=0, place=0) for one in asked] == [*QUESTIONS]
    assert len({one.id for one in asked}) == 3


@pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 366}, {"cap": 0}, {"cap": 1001}, {"names": "nick"}])
def test_what_no_room_can_be_is_refused(store, wrong):
    with pytest.raises(RoomRefusal):
        store.open_room("x", QUESTIONS, **wrong)
    with pytest.raises(RoomRefusal):
        store.open_room("x", [Question(0, 0, "riddle", (), "", "", ())])
    assert store.versions() == {}


def test_a_code_is_read_however_it_was_typed(place, monkeypatch):
    monkeypatch.setattr("pages.parts.rooms.keys.new_code", lambda: "AB01CD")
    opened = place.store.open_room("Look-alikes", ())
    for typed in ("ab01cd", " AB0-1CD ", "aboicd", "ABOLCD"):
        assert place.store.room(typed).id == opened.room.id
    for typed in ("AB01CE", "", "AB01CDAB01CD", "\0", "\ud800", "' or 1=1 --", "АБВГДЕ", "U" * 6):
        with pytest.raises(Unknown):
            place.store.room(typed)


def test_a_code_that_is_taken_is_not_given_again(place, monkeypatch):
    drawn = iter([place.code, place.code, "ZZZZZZ"])
    monkeypatch.setattr("pages.parts.rooms.keys.new_code", lambda: next(drawn))
    assert place.store.open_room("Another", ()).room.code == "ZZZZZZ"


def test_each_key_opens_its_own_seat_and_no_other(place):
    store, opened = place.store, place.opened
    device = store.device(place.code, store.enter(place.code, opened.key, "facilitator"))
    screen = store.device(place.code, store.enter(place.code, opened.screen_key, "screen"))
    assert (device.kind, screen.kind) == ("facilitator", "screen")
    assert store.devices(place.code) == (device, screen)
    for key, kind in (
        *((opened.key, "screen"), (opened.screen_key, "facilitator")),
        *((opened.key, "person"), ("", "screen"), ("\ud800", "screen")),
    ):
        with pytest.raises(Unknown) as wrong_key:
            store.enter(place.code, key, kind)
    with pytest.raises(Unknown) as wrong_room:
        store.enter("ZZZZZZ", opened.key, "facilitator")
    assert str(wrong_key.value) == str(wrong_room.value)
    assert len(store.devices(place.code)) == 2


def test_a_seat_in_one_room_is_none_in_another(place):
    other = place.store.open_room("Another", ())
    token = place.store.enter(place.code, place.opened.key, "facilitator")
    person = place.store.join(place.code)
    assert place.store.device(other.room.code, token) is None
    assert place.store.person(other.room.code, person.token) is None
    with pytest.raises(Unknown):
        place.store.mine(other.room.code, person.token)
    with pytest.raises(Unknown):
        place.store.enter(other.room.code, place.opened.key, "facilitator")


def test_with_new_keys_all_old_ones_are_dead_at_once(place):
    store, code = place.store, place.code
    mine, stolen = (store.enter(code, place.opened.key, "facilitator") for _ in range(2))
    screen = store.enter(code, place.opened.screen_key, "screen")
    before = place.room.version
    key, screen_key = store.change_key(code, keep=mine)
    assert store.device(code, mine) and not store.device(code, stolen) and not store.device(code, screen)
    for old, kind in ((place.opened.key, "facilitator"), (place.opened.screen_key, "screen")):
        with pytest.raises(Unknown):
            store.enter(code, old, kind)
    assert store.device(code, store.enter(code, key, "facilitator"))
    assert store.device(code, store.enter(code, screen_key, "screen"))
    assert place.room.version > before, "open streams would not notice"


def test_nothing_that_opens_a_room_stands_in_the_database(place):
    place.joined(1)
    seat = place.store.enter(place.code, place.opened.key, "facilitator")
    person = place.people[0]
    secrets = {place.opened.key, place.opened.screen_key, seat, person.token, person.word}
    assert len(secrets) == 5 and not {str(value) for value in everything(place.store)} & secrets


def everything(store):
    """Each value of each row of each table."""
    from pages.parts.rooms.database import reading
    from pages.parts.rooms.tables import metadata

    with reading(store._engine) as connection:
        for table in metadata.tables.values():
            for row in connection.execute(table.select()):
                yield from row


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_people_are_numbered_from_one_in_each_room(place):
    place.joined(3)
    other = Place(place.store, place.store.open_room("Another", ())).joined(1)
    assert [one.person.number for one in place.people] == [1, 2, 3]
    assert other.people[0].person.number == 1
    assert place.store.person(place.code, place.people[1].token) == place.people[1].person
    assert place.store.person(place.code, "x") is None and place.store.person("ZZZZZZ", "x") is None


def test_names_are_kept_only_where_the_room_was_opened_for_them(place):
    store = place.store
    assert store.join(place.code, name="Ada").person.name == ""
    named = store.open_room("With names", (), names="first", groups=("North",)).room.code
    person = store.join(named, name="A\0d\ud800a", group="North", language="kk").person
    assert (person.name, person.group, person.language) == ("Ada", "North", "kk")
    with pytest.raises(RoomRefusal):
        store.join(named, name="Ada", group="East")


def test_the_door_the_cap_and_the_end_keep_people_out(place):
    store, code = place.store, place.code
    store.settle(code, place.room.version, cap=2)
    place.joined(2)
    with pytest.raises(Shut, match="full"):
        store.join(code)
    store.remove(code, 1)
    assert store.join(code).person.number == 3, "a number is never given twice"
    store.settle(code, place.room.version, cap=9)
    store.door(code, place.room.version, False)
    with pytest.raises(Shut, match="door"):
        store.join(code)
    store.door(code, place.room.version, True)
    store.join(code)
    place.steered("close")
    with pytest.raises(Shut, match="closed"):
        store.join(code)


def test_a_word_brings_a_person_back_on_another_phone(place):
    place.joined(2)
    store, first = place.store, place.people[0]
    round = place.asked()
    place.answered(round)
    again = store.reenter(place.code, f" {first.word[:4].lower()}-{first.word[4:]} ")
    assert again.person.id == first.person.id and again.token != first.token
    assert again.word == first.word
    assert store.mine(place.code, again.token) == store.mine(place.code, first.token) != ()
    store.answer(place.code, again.token, round, 2, values(0.2))
    store.answer(place.code, first.token, round, 3, values(0.3))
    assert store.snapshot(place.code).counted == {round: 2}
    other = store.open_room("Another", ()).room.code
    for code, word in ((place.code, "AAAAAAAA"), (place.code, ""), (other, first.word)):
        with pytest.raises(Unknown):
            store.reenter(code, word)


def test_the_removed_neither_answer_nor_count_until_they_are_brought_back(place):
    place.joined(4)
    round, store, out = place.asked(), place.store, place.people[0]
    place.answered(round)
    store.remove(place.code, out.person.number)
    for refused in (
        lambda: store.person(place.code, out.token),
        lambda: store.mine(place.code, out.token),
        lambda: store.reenter(place.code, out.word),
        lambda: store.answer(place.code, out.token, round, 2, values(0.9)),
    ):
        with pytest.raises(Forbidden):
            refused()
    place.steered("reveal")
    seen = store.snapshot(place.code)
    assert seen.counted == {round: 3} and len(seen.people) == len(seen.answers) == 3
    assert out.person.id not in {one.person for one in seen.answers}
    assert [one.removed for one in store.export(place.code).people] == [True, False, False, False]
    store.bring_back(place.code, out.person.number)
    assert store.snapshot(place.code).counted == {round: 4}
    assert store.mine(place.code, out.token)[0].turn == 1
    for number in (0, 5):
        with pytest.raises(Unknown):
            store.remove(place.code, number)


def test_that_somebody_was_there_is_noted_once_a_minute(place, clock):
    store, code, made = place.store, place.code, clock.now
    seat, person = store.enter(code, place.opened.key, "facilitator"), store.join(code)

    def noted():
        return store.devices(code)[0].seen, store.snapshot(code).people[0].seen

    for later, seen in ((59, made), (61, made + 61), (100, made + 61), (121, made + 121)):
        clock.now = made + later
        store.device(code, seat), store.person(code, person.token)
        assert noted() == (seen, seen)


# ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_answer_is_kept_as_it_was_given(place):
    place.joined(1)
    token, round = place.people[0].token, place.asked()
    given = {"values": values(0.1), "text": "Rail “first” – 铁路", "query": "a=1", "results": {"gap": 2.5}}
    saved = place.store.answer(place.code, token, round, 1, **given)
    assert {name: getattr(saved.answer, name) for name in given} == given
    assert saved.answer.state == "waiting" and saved.version == place.room.version
    assert place.store.mine(place.code, token) == (saved.answer,)


def test_only_a_later_turn_takes_an_answers_place(place):
    place.joined(1)
    store, code, token, round = place.store, place.code, place.people[0].token, place.asked()
    third = store.answer(code, token, round, 3, values(0.3))
    for turn in (3, 2, 1):
        late = store.answer(code, token, round, turn, values(0.1))
        assert late.answer == third.answer
    assert place.room.version == third.version, "what changes nothing wakes nobody"
    fourth = store.answer(code, token, round, 4, values(0.4))
    assert store.mine(code, token) == (fourth.answer,) and fourth.version == third.version + 1
    assert store.snapshot(code).counted == {round: 1}


def test_answers_are_taken_only_while_their_question_is_asked(place):
    place.joined(3)
    store, code, token = place.store, place.code, place.people[0].token
    first = place.asked()
    place.answered(first, 0.1)
    second = place.asked(1)
    with pytest.raises(Frozen) as late:
        store.answer(code, token, first, 2, values(0.2))
    assert late.value.saved.turn == 1 and late.value.room.round == second
    with pytest.raises(Frozen) as never:
        place.steered("freeze")
        store.answer(code, token, second, 1, text="Late")
    assert never.value.saved is None and never.value.room.stage == "frozen"
    place.steered("close")
    with pytest.raises(Frozen):
        store.answer(code, token, second, 1, text="Later")
    assert len(store.mine(code, token)) == 1


def test_an_answer_of_nobody_or_to_nothing_is_unknown(place):
    place.joined(1)
    store, code, token, round = place.store, place.code, place.people[0].token, place.asked()
    other = Place(store, store.open_room("Another", QUESTIONS)).joined(1)
    theirs = other.asked()
    for wrong in ((code, "x", round), (code, token, theirs), (code, token, 2**62), (code, token, -1)):
        with pytest.raises(Unknown):
            store.answer(*wrong, 1, values(0.1))
    with pytest.raises(Unknown):
        store.answer(code, other.people[0].token, round, 1, values(0.1))
    assert store.snapshot(code).counted == store.snapshot(other.code).counted == {}


@pytest.mark.parametrize(
    "shape",
    [
        {"turn": 0},
        {"turn": 2**53 + 1},
        {"values": {"a": (1.0, 2.0)}},
        {"values": {"a": (1.0, float("nan"), 2.0)}},
        {"results": {"a": float("inf")}},
        {"values": {f"a{n}": (0.0, 0.0, 0.0) for n in range(65)}},
    ],
)
def test_what_cannot_be_an_answer_is_refused(place, shape):
    place.joined(1)
    round = place.asked()
    with pytest.raises(RoomRefusal):
        place.store.answer(place.code, place.people[0].token, round, **{"turn": 1, **shape})
    assert place.store.snapshot(place.code).counted == {}


# ── Steering ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_room_walks_through_its_questions_and_keeps_every_round(place, clock):
    place.joined(3)
    store, code, start = place.store, place.code, clock.now
    first = place.asked()
    place.answered(first, 0.1)
    clock.now += 60
    assert place.steered("freeze").stage == "frozen"
    clock.now += 60
    assert place.steered("reveal").stage == "reveal"
    again = place.asked()
    place.answered(again, 0.2)
    place.steered("reveal")
    last = place.asked(2)
    rounds = {one.id: one for one in store.snapshot(code).rounds}
    assert [rounds[one].number for one in (first, again, last)] == [1, 2, 1]
    assert rounds[first][3:] == (start, start + 60, start + 120)
    assert rounds[again][3:] == (start + 120,) * 3, "reveal freezes"
    assert {one.round for one in store.snapshot(code).answers} == {first, again}
    assert place.steered("close").stage == "closed"
    assert store.snapshot(code).rounds[-1].frozen == clock.now
    assert len(store.snapshot(code).answers) == 6, "what was shown stays to be read"


def test_nothing_is_seen_before_it_is_revealed(place):
    place.joined(3)
    store, code, round = place.store, place.code, place.asked()
    place.answered(round)
    seen = [store.snapshot(code)]
    place.steered("freeze")
    seen += [store.snapshot(code)]
    place.steered("reveal")
    assert len(store.snapshot(code).answers) == 3
    place.steered("hide")
    seen += [store.snapshot(code)]
    assert [one.answers for one in seen] == [(), (), ()] and place.room.stage == "frozen"
    assert [one.counted for one in seen] == [{round: 3}] * 3
    assert [one.verb for one in store.journal(code)][-2:] == ["reveal", "hide"]


def test_fewer_than_three_are_not_shown(place):
    place.joined(3)
    round, store = place.asked(), place.store
    for one in place.people[:2]:
        store.answer(place.code, one.token, round, 1, values(0.1))
    version = place.room.version
    with pytest.raises(RoomRefusal, match="once 3 people"):
        place.steered("reveal")
    assert (place.room.stage, place.room.version) == ("ask", version), "nothing has changed"
    assert store.snapshot(place.code).rounds[0].frozen is None
    store.answer(place.code, place.people[2].token, round, 1, values(0.1))
    assert place.steered("reveal").stage == "reveal"


def test_texts_are_shown_only_when_the_facilitator_lets_them(place):
    place.joined(3)
    store, code, round = place.store, place.code, place.asked(1)
    for number, one in enumerate(place.people, 1):
        store.answer(code, one.token, round, 1, text=f"Text {number}")
    store.moderate(code, round, 1, "shown")
    store.moderate(code, round, 2, "refused")
    place.steered("reveal")
    assert [one.text for one in store.snapshot(code).answers] == ["Text 1", "", ""]
    assert [one.text for one in store.export(code).answers] == ["Text 1", "Text 2", "Text 3"]
    for wrong in ((round, 1, "loud"), (round, 9, "shown"), (round + 9, 1, "shown")):
        with pytest.raises(Unknown):
            store.moderate(code, *wrong)


def test_a_text_that_is_changed_waits_again(place):
    place.joined(1)
    store, code, token, round = place.store, place.code, place.people[0].token, place.asked(1)
    store.answer(code, token, round, 1, text="Kind")
    store.moderate(code, round, 1, "shown")
    assert store.answer(code, token, round, 2, text="Unkind").answer.state == "waiting"


def test_of_two_who_steer_at_once_the_second_is_shown_how_it_stands(place):
    store, code, seen = place.store, place.code, place.room.version
    store.ask(code, seen, 0, by="facilitator 1")
    for verb in ("freeze", "reveal", "hide", "close"):
        with pytest.raises(Moved) as moved:
            getattr(store, verb)(code, seen, by="facilitator 2")
        assert moved.value.room == place.room
    for steer in (
        lambda: store.ask(code, seen, 1),
        lambda: store.door(code, seen, False),
        lambda: store.settle(code, seen, cap=3),
    ):
        with pytest.raises(Moved):
            steer()
    assert place.room.stage == "ask" and place.room.door_open and place.room.cap == 250
    assert [one.actor for one in store.journal(code)] == ["facilitator", "facilitator 1"]


def test_answers_and_joins_do_not_get_in_the_way_of_steering(place):
    place.joined(2)
    round = place.asked()
    seen = place.room.version
    place.joined(1).answered(round)
    assert place.room.version > seen
    assert place.store.reveal(place.code, seen).stage == "reveal"


def test_a_step_that_the_stage_does_not_have_is_refused(place):
    store, code = place.store, place.code
    for verb in ("freeze", "reveal", "hide"):
        with pytest.raises(RoomRefusal):
            place.steered(verb)
    for missing in (-1, 3):
        with pytest.raises(Unknown):
            place.asked(missing)
    place.steered("close")
    for refused in (lambda: place.asked(), lambda: place.steered("close"), lambda: place.steered("freeze")):
        with pytest.raises(Shut):
            refused()
    with pytest.raises(Shut):
        store.door(code, place.room.version, True)
    assert not place.room.door_open


def test_what_can_be_settled_later(place):
    store, code = place.store, place.code
    store.settle(code, place.room.version, title="New", address="http://10.0.0.5:8501")
    room = store.settle(code, place.room.version, days=7, cap=20)
    assert (room.title, room.address, room.days, room.cap) == ("New", "http://10.0.0.5:8501", 7, 20)
    with pytest.raises(RoomRefusal):
        store.settle(code, room.version, days=400)
    assert place.room == room


def test_whatever_changes_a_room_raises_its_version_and_is_told(place, clock):
    store, code = place.store, place.code

    def told():
        return store.versions()[code].version if code in store.versions() else None

    before = told()
    for step in (
        lambda: place.joined(3),
        lambda: place.asked(),
        lambda: place.answered(place.room.round),
        lambda: place.steered("reveal"),
        lambda: store.remove(code, 1),
        lambda: store.bring_back(code, 1),
        lambda: store.change_key(code),
        lambda: store.delete(code),
        lambda: store.undelete(code),
        lambda: place.steered("close"),
    ):
        step()
        assert told() > before
        before = told()
    clock.now += 61
    assert told() is None, "a closed room is told of for a minute, so that its phones learn it"
    sleeping = store.open_room("Sleeping", ()).room.code
    clock.now += DAY
    assert sleeping not in store.versions()


# ── The end ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_journal_has_every_step_with_who_took_it(place):
    store, code = place.store, place.code
    store.enter(code, place.opened.key, "facilitator")
    place.joined(3)
    place.answered(place.asked(1))
    for one in place.people:
        store.answer(code, one.token, place.room.round, 2, text="x")
    store.moderate(code, place.room.round, 1, "shown", by="facilitator 1")
    for verb in ("freeze", "reveal", "hide"):
        place.steered(verb)
    store.door(code, place.room.version, False)
    store.settle(code, place.room.version, days=3)
    store.change_key(code)
    store.remove(code, 2)
    store.bring_back(code, 2)
    store.delete(code)
    store.undelete(code)
    place.steered("close")
    lines = store.journal(code)
    assert [one.verb for one in lines] == [
        *("open", "enter", "join", "join", "join", "ask", "moderate", "freeze", "reveal", "hide"),
        *("door", "settle", "change_key", "remove", "bring_back", "delete", "undelete", "close"),
    ]
    assert [one.actor for one in lines[2:5]] == ["person 1", "person 2", "person 3"]
    assert lines[5].detail == {"place": 1} and lines[11].detail == {"days": 3}
    assert lines[6].actor == "facilitator 1"


def test_the_export_holds_all_of_one_room_and_nothing_of_another(place):
    place.joined(3)
    place.answered(place.asked())
    other = Place(place.store, place.store.open_room("Another", QUESTIONS)).joined(2)
    other.answered(other.asked())
    whole = place.store.export(place.code)
    assert whole.room == place.room and whole.journal == place.store.journal(place.code)
    assert {one.person for one in whole.answers} == {one.person.id for one in place.people}
    assert len(whole.answers) == len(whole.people) == len(whole.questions) == 3 and len(whole.rounds) == 1


def test_a_deletion_can_be_undone_for_a_day(place, clock):
    place.joined(1)
    store, code, token = place.store, place.code, place.people[0].token
    round = place.asked()
    steered = store.versions()[code].steered
    assert store.delete(code).delete_at == clock.now + DAY
    assert store.versions()[code].steered > steered, "phones are told"
    with pytest.raises(Shut):
        store.join(code)
    with pytest.raises(Frozen):
        store.answer(code, token, round, 1, values(0.1))
    clock.now += DAY - 1
    assert store.tidy() == 0 and store.undelete(code).delete_at is None
    store.answer(code, token, round, 1, values(0.1))
    store.delete(code)
    clock.now += DAY
    with pytest.raises(Unknown):
        store.undelete(code)
    assert store.tidy() == 1
    assert remaining(store) == set()


def test_erased_is_erased_with_everything_in_it(place):
    place.joined(3)
    place.answered(place.asked())
    kept = Place(place.store, place.store.open_room("Kept", QUESTIONS)).joined(3)
    kept.answered(kept.asked())
    place.store.enter(place.code, place.opened.key, "facilitator")
    place.store.erase(place.code)
    with pytest.raises(Unknown):
        place.store.room(place.code)
    assert len(place.store.export(kept.code).answers) == 3
    place.store.erase(kept.code)
    assert remaining(place.store) == set()


def remaining(store: Store) -> set[str]:
    """The tables that are not empty."""
    from pages.parts.rooms.database import reading
    from pages.parts.rooms.tables import metadata

    with reading(store._engine) as connection:
        return {name for name, table in metadata.tables.items() if connection.execute(table.select()).first()}


def test_closed_rooms_go_after_their_days_and_sleeping_ones_are_closed(place, clock):
    store, code = place.store, place.code
    clock.now += 29 * DAY
    assert store.tidy() == 0 and place.room.stage == "lobby"
    clock.now += DAY
    assert store.tidy() == 0 and place.room.stage == "closed"
    assert store.journal(code)[-1].actor == "system"
    clock.now += 30 * DAY - 1
    assert store.room(code)
    clock.now += 1
    with pytest.raises(Unknown):
        store.room(code)
    assert store.tidy() == 1 and remaining(store) == set()


# ── Limits ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_limit_holds_for_all_processes_together(store, url, clock):
    other = Store(url, clock)
    for each in (store, other, store):
        each.allow("door", 3, 60)
    with pytest.raises(TooMany) as refused:
        other.allow("door", 3, 60)
    assert 0 < refused.value.after <= 60
    store.allow("window", 3, 60)
    clock.now += refused.value.after
    store.allow("door", 3, 60)
    other.end()


def test_what_was_counted_is_swept_and_names_nobody(store, clock):
    store.allow("join:203.0.113.7", 3, 60)
    assert not [value for value in everything(store) if "203.0.113.7" in str(value)]
    clock.now += 60
    store.tidy()
    assert remaining(store) == set()
