"""The screen of a room: who may show it, what it shows in each stage, and that nothing is seen before it is revealed."""

import re

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from engine.message import Message
from pages.parts.exhibits.theme import LOOKS
from pages.parts.rooms import addresses, projector, revealed
from pages.parts.rooms.records import Question
from pages.parts.rooms.refusals import Away
from pages.parts.rooms.store import Store
from pages.parts.texts import room as texts
from tests.test_pages import ROOT

LEVER = "organic_export_growth"
QUESTIONS = (
    Question(0, 0, "range", (LEVER,), "How fast?", "A hint", ()),
    Question(0, 1, "choice", (), "Which?", "", ("This <b>", "That")),
    Question(0, 2, "text", (), "Why?", "", ()),
    Question(0, 3, "guess", ("turnover_at_target",), "How much?", "", ()),
    Question(0, 4, "scenario", (), "Try it", "", ()),
)
TRIPLES = [(0.01, 0.03, 0.05), (0.03, 0.05, 0.08), (0.06, 0.09, 0.12), (0.04, 0.05, 0.07), (0.02, 0.05, 0.1)]


class Hall:
    """A room with five people, and a browser that may show it."""

    def __init__(self, store, cookies):
        self.store, self.cookies, self.turn = store, cookies, 0
        self.opened = store.open_room("A <i>room</i>", QUESTIONS, groups=("North",))
        self.code = self.opened.room.code
        self.people = [store.join(self.code, group="North") for _ in TRIPLES]

    def seat(self, kind="screen"):
        key = self.opened.screen_key if kind == "screen" else self.opened.key
        self.cookies[f"r35{kind[0]}_{self.code}"] = self.store.enter(self.code, key, kind)

    def steer(self, act, *places):
        getattr(self.store, act)(self.code, self.store.room(self.code).version, *places)

    def answer(self, *given):
        self.turn += 1
        round_ = self.store.room(self.code).round
        for person, values in zip(self.people, given, strict=True):
            self.store.answer(self.code, person.token, round_, self.turn, **values)

    def reveal(self, place, *given):
        self.steer("ask", place)
        self.answer(*given)
        self.steer("reveal")

    def page(self):
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        at.query_params["room"] = self.code
        at.switch_page("pages/screen.py")
        return drawn(at)


def drawn(at):
    at.run()
    assert not at.exception
    return at


def whole(at):
    """All that is written on the page but its styles."""
    return " ".join(re.sub("<style>.*?</style>", "", one.proto.body, flags=re.S) for one in at.get("html"))


def charts(at):
    return [one.proto.alt for one in at.get("vega_lite_chart")]


@pytest.fixture
def hall(tmp_path, monkeypatch):
    cookies = {}
    monkeypatch.setattr(type(st.context), "cookies", property(lambda _: cookies))
    monkeypatch.setattr(type(st.context), "url", property(lambda _: "http://localhost:8501/screen"))
    monkeypatch.setattr(addresses, "of_machine", lambda: "192.168.1.5")
    monkeypatch.delenv("ROADS_URL", raising=False)
    store = Store(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    monkeypatch.setattr(projector, "store", lambda: store)
    return Hall(store, cookies)


def best(*values):
    return [{"values": {LEVER: (value,) * 3}} for value in values]


RANGES = [{"values": {LEVER: one}} for one in TRIPLES]


# ── Who may show it ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_browser_without_a_seat_is_told_how_to_get_one(hall):
    at = hall.page()
    assert texts.NO_SEAT in whole(at) and hall.code not in whole(at)
    hall.cookies[f"r35s_{hall.code}"] = "forged"
    assert texts.NO_SEAT in whole(hall.page())


@pytest.mark.parametrize("kind", ["screen", "facilitator"])
def test_screens_and_facilitators_may_show_it(hall, kind):
    hall.seat(kind)
    assert "5 people have joined" in whole(hall.page())


def test_a_changed_key_ends_the_showing(hall):
    hall.seat()
    at = hall.page()
    hall.store.change_key(hall.code)
    assert texts.NO_SEAT in whole(drawn(at))


def test_a_code_that_is_no_rooms_is_one_sentence(hall):
    hall.code = "ZZZZZZ"
    at = hall.page()
    assert 'class="room-large"' in whole(at) and not at.get("vega_lite_chart")


# ── The stages ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_lobby_has_the_way_in(hall):
    hall.seat()
    shown = whole(hall.page())
    assert f"192.168.1.5:8501/r/{hall.code}" in shown and texts.code(hall.code) in shown
    assert "<img" in shown and "A &lt;i&gt;room&lt;/i&gt;" in shown and "<i>" not in shown
    hall.steer("door", False)
    shown = whole(hall.page())
    assert "<img" not in shown and texts.SHUT in shown


@pytest.mark.parametrize("stage", ["ask", "frozen"])
def test_before_the_reveal_only_counts_are_seen(hall, stage):
    """Not a number, not a chart, not a view to pick."""
    hall.seat()
    hall.steer("ask", 0)
    hall.answer(*best(0.0123, 0.0123, 0.0123, 0.0123, 0.0123))
    if stage == "frozen":
        hall.steer("freeze")
    at = hall.page()
    shown = whole(at)
    assert "How fast?" in shown and "5 of 5 have answered" in shown
    assert "1.2" not in shown and not charts(at) and not at.get("button_group")
    assert (texts.FROZEN in shown) == (stage == "frozen") == ("<img" not in shown)


def test_hiding_takes_everything_away_again(hall):
    hall.seat()
    hall.reveal(0, *RANGES)
    at = hall.page()
    assert charts(at)
    hall.steer("hide")
    assert not charts(drawn(at)) and "middle" not in whole(at)


def test_a_reveal_shows_three_numbers_and_a_chart_and_every_view_draws(hall):
    hall.seat()
    hall.reveal(0, *RANGES)
    hall.reveal(0, *best(0.04, 0.05, 0.06, 0.05, 0.05))
    at = hall.page()
    assert whole(at).count("<dd>") == 3 and "5.0 % a year" in whole(at) and "Chance of" in whole(at)
    found = {}
    for view in texts.VIEWS:
        (picker,) = [one for one in at.get("button_group") if one.key.startswith("room.view.")]
        picker.set_value(view)
        found[view] = charts(drawn(at))
    assert [len(one) for one in found.values()] == [1] * 5 and len({*map(tuple, found.values())}) == 5


def test_layers_of_the_future_can_be_left_out(hall):
    hall.seat()
    hall.reveal(0, *RANGES)
    at = hall.page()
    at.session_state[f"room.view.{hall.store.room(hall.code).round}"] = "future"
    (before,) = charts(drawn(at))
    at.toggle(key="room.layer.years").set_value(False)
    (after,) = charts(drawn(at))
    assert before.startswith("The room gives") and after.startswith("Of the futures shown here")
    at.toggle(key="room.averaged").set_value(True)
    (averaged,) = charts(drawn(at))
    assert averaged.startswith("Half of the room's futures")


def test_a_chart_can_be_read_as_a_table(hall):
    hall.seat()
    hall.reveal(0, *RANGES)
    at = hall.page()
    at.toggle(key="room.table").set_value(True)
    drawn(at)
    assert not charts(at) and len(at.table[0].value) == len({one[1] for one in TRIPLES})


def test_choices_guesses_and_scenarios_have_their_own_numbers(hall):
    hall.seat()
    hall.reveal(1, *({"values": {"choice": (float(place),) * 3}} for place in (0, 0, 0, 1, 1)))
    at = hall.page()
    assert "3 of 5" in whole(at) and "“This <b>”" in charts(at)[0]
    hall.reveal(
        3, *({"values": {"turnover_at_target": (value,) * 3}} for value in (30.0, 35.0, 40.0, 41.0, 50.0))
    )
    at = hall.page()
    assert "The scenario gives" in whole(at) and "$40.0 bn" in whole(at)
    hall.reveal(
        4,
        *(
            {"query": "v=1", "results": {"turnover_at_target": value}}
            for value in (30.0, 35.0, 36.0, 41.0, 34.0)
        ),
    )
    assert "Reach $35.0 bn" in whole(at := hall.page()) and "3 of 5" in whole(at)


def test_a_text_is_seen_once_it_was_let_through(hall):
    hall.seat()
    hall.reveal(2, *({"text": f"thought <u>{place}</u>"} for place in range(5)))
    at = hall.page()
    assert texts.NONE_SHOWN in whole(at) and "thought" not in whole(at)
    hall.store.moderate(hall.code, hall.store.room(hall.code).round, 2, "shown")
    shown = whole(drawn(at))
    assert "thought &lt;u&gt;1" in shown and shown.count("thought") == 1


def test_a_closed_room_says_so(hall):
    hall.seat()
    hall.steer("close")
    assert texts.CLOSED in whole(hall.page())


# ── What happens in between ──────────────────────────────────────────────────────────────────────────────────


def test_a_lost_database_leaves_the_last_state_with_a_sentence(hall, monkeypatch):
    hall.seat()
    hall.reveal(0, *RANGES)
    at = hall.page()
    before = charts(at)

    def away(*_given):
        raise Away(Message("away"))

    for name in ("room", "snapshot", "versions", "device"):
        monkeypatch.setattr(hall.store, name, away)
    drawn(at)
    assert charts(at) == before and texts.LOST in whole(at)
    monkeypatch.undo()


def test_a_database_that_was_never_there_is_a_sentence(hall, monkeypatch):
    def away(*_given):
        raise Away(Message("away"))

    monkeypatch.setattr(hall.store, "room", away)
    assert texts.UNREACHED in whole(hall.page())


def test_nothing_is_fetched_while_the_version_stands(hall, monkeypatch):
    hall.seat()
    seen = projector.Seen(hall.cookies[f"r35s_{hall.code}"], hall.store.snapshot(hall.code))
    asked = []
    real = hall.store.snapshot
    monkeypatch.setattr(hall.store, "snapshot", lambda code: asked.append(code) or real(code))
    projector._look_again(seen)
    assert not asked
    hall.store.join(hall.code)
    projector._look_again(seen)
    projector._look_again(seen)
    assert len(asked) == 1 and len(seen.snapshot.people) == 6


@pytest.mark.parametrize("theme", LOOKS)
def test_letters_of_a_chart_can_be_read_from_afar(theme):
    from pages.parts.exhibits import room_dots, room_fan

    for module in (room_dots, room_fan):
        spec = module._chart(theme)
        config = revealed.from_afar(spec)["config"]
        sizes = [config[part]["labelFontSize"] for part in ("axis", "legend")] + [config["text"]["fontSize"]]
        assert min(sizes) >= 18
        assert (
            spec["config"]["text"]["fontSize"] != config["text"]["fontSize"]
        )  # the page's own is left as it was
