"""The charts of a room, on answers made by hand: findings, tables, and that every one can be drawn."""

import io

import numpy as np
import pytest
from PIL import Image

from engine import Case
from engine.pooling import LEVELS, Apart
from pages.parts import pictures
from pages.parts.exhibits import (
    room_choice,
    room_disagreement,
    room_dots,
    room_fan,
    room_groups,
    room_movement,
)
from pages.parts.exhibits.asked import FEWEST, Asked
from tests.test_one_fact import fields_of

GROWTH = Asked("Growth of exports", "1/year")
ANSWERS = (0.02, 0.04, 0.04, 0.05, 0.05, 0.05, 0.09)
YEARS = range(2024, 2031)


def bands(goal=35.0):
    return np.array([goal * (0.5 + level) * np.linspace(0.8, 1.0, len(YEARS)) for level in LEVELS])


def made():
    case = Case()
    return [
        room_dots.exhibit(case, GROWTH, ANSWERS),
        room_choice.exhibit(case, ["Roads", "Rail", "Neither of the two"], [4, 7, 0]),
        room_movement.exhibit(case, GROWTH, [(0.02, 0.05), (0.04, 0.04), (0.09, 0.06)]),
        room_fan.exhibit(case, YEARS, bands(), 0.53),
        room_groups.exhibit(case, GROWTH, {"North": ANSWERS, "South": [0.08] * FEWEST}),
        room_disagreement.exhibit(case, [Apart("organic_export_growth", 0.02, 0.05, 0.08, 40.0, 43.1)]),
    ]


@pytest.mark.parametrize("exhibit", made(), ids=lambda one: one.key)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chart_of_a_room_is_whole(exhibit, theme):
    """Finding, table, and a drawing with more than paper and letters; every column that it names is there."""
    assert len(exhibit.finding) > 20 and len(exhibit.rows()) >= 1 and exhibit.csv()
    read, written = fields_of(exhibit.chart(theme))
    columns = set(exhibit.data.columns)
    assert read - written <= columns <= read
    image = Image.open(io.BytesIO(pictures.drawn("png", exhibit.chart(theme), exhibit.data, "", "")))
    assert len(image.convert("RGB").getcolors(1 << 24)) > 20
    if exhibit.plain:
        frame = exhibit.plain.wide()
        assert frame.index.is_unique and not np.isnan(frame.to_numpy(dtype=float)).any()


# ── Dots ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_person_is_a_dot_and_equal_answers_lie_on_one_another():
    shown = room_dots.exhibit(Case(), GROWTH, ANSWERS).shown
    dots = shown[shown["kind"] == "dot"]
    assert len(dots) == len(ANSWERS)
    assert dots.loc[np.isclose(dots["value"], 5.0), "level"].tolist() == [0.5, 1.5, 2.5]
    assert not dots.duplicated(["value", "level"]).any()


def test_the_middle_is_the_median_and_is_named():
    exhibit = room_dots.exhibit(Case(), GROWTH, ANSWERS)
    (middle,) = exhibit.shown[exhibit.shown["kind"] == "middle"].itertuples()
    assert middle.value == pytest.approx(5.0) and "5.0 %" in middle.text
    assert (
        "middle is 5.0 % a year" in exhibit.finding
        and "between 4.0 % a year and 5.0 % a year" in exhibit.finding
    )


def test_two_hundred_dots_stay_within_the_chart():
    shown = room_dots.exhibit(Case(), GROWTH, [0.05] * 150 + [0.02] * 50).shown
    dots = shown[shown["kind"] == "dot"]
    high = dots["level"].max() / shown["level"].max() * room_dots._HIGH
    assert len(dots) == 200 and high <= room_dots._HIGH
    assert (dots["size"] ** 0.5 * shown["level"].max() <= room_dots._HIGH + 1e-9).all()


def test_a_room_of_one_mind_says_so():
    assert "at least half say just that" in room_dots.exhibit(Case(), GROWTH, [0.05] * 4).finding


def test_goal_and_scenario_are_marked_where_they_are_known():
    results = Asked("Turnover", "usd_bn/year")
    shown = room_dots.exhibit(Case(), results, [30.0, 40.0, 50.0], goal=35.0, model=31.0).shown
    assert {"goal", "model"} <= set(shown["kind"])
    assert shown.loc[shown["kind"] == "goal", "text"].item() == "goal: $35.0 bn"


# ── Choices, movement ────────────────────────────────────────────────────────────────────────────────────────


def test_what_most_chose_is_named_and_a_draw_is_said():
    assert "7 of 11 people chose “B”" in room_choice.exhibit(Case(), "AB", [4, 7]).finding
    assert "2 options are level, with 4 people each" in room_choice.exhibit(Case(), "ABC", [4, 4, 1]).finding


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(0.02, 0.02), (0.04, 0.04)], "Nobody changed"),
        (
            [(0.02, 0.05), (0.04, 0.04), (0.09, 0.09)],
            "1 person of 3 changed their answer; the middle moved from 4.0",
        ),
        (
            [(0.02, 0.03), (0.04, 0.04), (0.09, 0.08)],
            "2 people of 3 changed their answer; the middle stays at 4.0",
        ),
    ],
)
def test_a_movement_says_who_moved_and_where_the_middle_went(pairs, said):
    exhibit = room_movement.exhibit(Case(), GROWTH, pairs)
    assert exhibit.finding.startswith(said)
    assert (exhibit.shown["kind"] == "person").sum() == len(pairs)


def test_the_words_of_the_two_middles_stand_apart():
    for pairs in ([(0.02, 0.05)] * 3, [(0.05, 0.02)] * 3):
        shown = room_movement.exhibit(Case(), GROWTH, pairs).shown
        low, high = shown[shown["kind"].isin(["first", "then"])].sort_values("first").itertuples()
        assert (low.side, high.side) == ("left", "right")


# ── Future, groups, disagreement ─────────────────────────────────────────────────────────────────────────────


def test_the_fan_says_the_chance_and_draws_the_goal_in_its_year():
    exhibit = room_fan.exhibit(Case(), YEARS, bands(), 0.533)
    assert "$35.0 bn by 2030 a chance of 53 %" in exhibit.finding
    goal = exhibit.shown[exhibit.shown["kind"] == "goal"]
    assert goal[["year", "low"]].to_numpy().tolist() == [[2030, 35.0]]
    assert "chance" not in room_fan.exhibit(Case(), YEARS, bands(), float("nan")).finding


def test_a_small_group_is_in_no_finding_no_row_and_no_table():
    answers = {"North": ANSWERS, "South": [0.5] * (FEWEST - 1)}
    exhibit = room_groups.exhibit(Case(), GROWTH, answers)
    told = exhibit.finding + exhibit.shown.to_csv() + exhibit.table().to_csv()
    assert "North" in told and "South" not in told and "50.0" not in told


def test_disagreements_come_by_what_they_are_worth():
    found = [
        Apart("organic_import_growth", 0.01, 0.02, 0.03, 40.0, 40.4),
        Apart("organic_export_growth", 0.02, 0.05, 0.08, 43.1, 40.0),
    ]
    exhibit = room_disagreement.exhibit(Case(), found)
    assert exhibit.shown["amount"].tolist() == pytest.approx([3.1, 0.4])
    assert "between 2.0 % a year and 8.0 % a year lie $3.1 bn" in exhibit.finding
