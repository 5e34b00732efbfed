"""What is taken home of a room, read back by other programs; and the lines of Python, run."""

import io
import json

import openpyxl
import pandas as pd
import pytest

from pages.parts.rooms import heard, pooled, taken
from pages.parts.rooms.records import Question
from tests.rooms.conftest import Place

HOME = "https://road.example"
QUESTIONS = (
    Question(0, 0, "range", ("organic_export_growth",), "How fast?", "A year", ()),
    Question(0, 0, "choice", (), "Which?", "", ("Rail", "Road")),
    Question(0, 0, "text", (), "What?", "", ()),
    Question(0, 0, "scenario", ("programme_value",), "Your plan?", "", ()),
)


@pytest.fixture
def place(store) -> Place:
    """Five people, a range revealed and asked again without a reveal, a choice, a text, a scenario."""
    made = Place(store, store.open_room("Thirty-five", QUESTIONS, names="first", groups=("North",)))
    made.people = [store.join(made.code, name=f"Name{i}", group="North") for i in range(5)]
    first = made.asked(0)
    for i, one in enumerate(made.people):
        best = 0.02 + i / 100
        store.answer(
            made.code, one.token, first, 1, {"organic_export_growth": (best - 0.02, best, best + 0.01)}
        )
    made.steered("reveal")
    again = made.asked(0)
    store.answer(made.code, made.people[0].token, again, 2, {"organic_export_growth": (0.1, 0.11, 0.12)})
    made.asked(1)
    store.answer(made.code, made.people[1].token, made.room.round, 3, {"choice": (1, 1, 1)})
    made.asked(2)
    store.answer(made.code, made.people[2].token, made.room.round, 4, text="=HYPERLINK(1)")
    made.asked(3)
    store.answer(
        made.code,
        made.people[3].token,
        made.room.round,
        5,
        {"programme_value": (2.0, 2.0, 2.0)},
        query="programme_value=2",
        results={"turnover_at_target": 41.5},
    )
    return made


def test_a_row_for_each_number_of_each_answer(place):
    table = pd.read_csv(io.BytesIO(taken.as_csv(place.store.export(place.code), False, HOME)))
    assert len(table) == 5 + 1 + 1 + 1 + 2
    first = table.iloc[0]
    assert (first["Person"], first["Round"], first["Shown to the room"]) == (1, 1, "yes")
    assert list(first[["Lowest", "Best guess", "Highest"]]) == pytest.approx([0.0, 2.0, 3.0]), (
        "per cent, as the unit says"
    )
    again = table[(table["Question"] == "How fast?") & (table["Round"] == 2)]
    assert list(again["Shown to the room"]) == ["no"]
    assert "Road" in set(table["In words"]) and "'=HYPERLINK(1)" in set(table["In words"])
    assert f"{HOME}/?programme_value=2" in set(table["Scenario"])


def test_names_only_where_the_room_has_them_and_they_are_asked_for(place, store):
    export = place.store.export(place.code)
    nameless = store.open_room("No names", QUESTIONS).room.code
    store.join(nameless, name="Name9")
    for made in (taken.as_csv, taken.as_json, taken.as_workbook):
        assert b"Name1" not in made(export, False, HOME)
    assert b"Name1" in taken.as_csv(export, True, HOME) and b"Name1" in taken.as_json(export, True, HOME)
    assert b"Name9" not in taken.as_json(store.export(nameless), True, HOME)


def test_who_was_taken_out_is_not_in_it(place):
    place.store.remove(place.code, 2)
    told = taken.record(place.store.export(place.code), True, HOME)
    assert 2 not in {one["person"] for one in told["answers"]} and len(told["beliefs"]) == 4


def test_no_key_token_or_hash_is_in_it(place):
    kept = taken.as_json(place.store.export(place.code), True, HOME).decode()
    secrets = [place.opened.key, place.opened.screen_key, *(one.token for one in place.people)]
    assert not [one for one in (*secrets, *(one.word for one in place.people)) if one in kept]


def test_the_workbook_opens_with_its_sheets(place):
    book = openpyxl.load_workbook(io.BytesIO(taken.as_workbook(place.store.export(place.code), False, HOME)))
    assert book.sheetnames == ["Answers", "Questions", "People"]
    assert book["Answers"].max_row == 11 and book["People"].max_row == 6
    assert not [cell for row in book["Answers"] for cell in row if cell.data_type == "f"]


def test_the_lines_give_what_the_room_saw(place, tmp_path, monkeypatch):
    export = place.store.export(place.code)
    (tmp_path / "road-to-35-room.json").write_bytes(taken.as_json(export, False, HOME))
    monkeypatch.chdir(tmp_path)
    found: dict = {}
    exec(taken.REPLAY, found)
    seen = pooled.future(place.store.snapshot(place.code))
    assert seen and len(found["people"]) == 5
    assert found["room"].chance() == pytest.approx(seen.chance, abs=1e-9)
    assert found["room"].by_persons() == pytest.approx(seen.bands, abs=1e-9)
    assert json.loads((tmp_path / "road-to-35-room.json").read_text(encoding="utf-8"))[
        "chance"
    ] == pytest.approx(seen.chance)


def test_an_empty_room_is_taken_home_too(store):
    empty = store.export(store.open_room("Empty", ()).room.code)
    assert (
        taken.record(empty, True, HOME)["answers"] == [] and taken.record(empty, True, HOME)["chance"] is None
    )
    assert taken.as_csv(empty, False, HOME) and taken.as_workbook(empty, False, HOME)
    assert heard.beliefs(taken.shown(empty)) == {}
