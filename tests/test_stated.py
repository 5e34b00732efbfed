"""What the statement says is told from what we assume: on dials, in documents, in the ready-made scenario's own words."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from engine import PARAMETERS, Case, Scenario, evaluate, tables
from engine.load import FACTS, PRESETS
from engine.quantity import STATEMENT
from engine.scenario import SETTINGS
from pages.parts import faces
from pages.parts.documents import brief, page
from pages.parts.documents.content import BRIEF, content, taken

RECORDS = tomllib.loads((Path(__file__).parents[1] / "data/parameters.toml").read_text(encoding="utf-8"))
STATED = {name for name in SETTINGS if PARAMETERS[name].stated}
# what the statement names without a number that a setting could take as it is: its 24 billion, its three checkpoints
IN_WORDS = {
    "start": "turnover_2022",
    **dict.fromkeys(("lane_dostyk", "lane_maikapchagai", "lane_kalzhat"), "corridors_planned"),
}


def test_the_statement_s_own_values_are_its_facts():
    """By the seeds that records name; a seed that is only our reading of it, such as that all goods succeed, is ours."""
    seeded = {name: RECORDS[name]["seed"] for name in SETTINGS if "seed" in RECORDS[name]}
    facts = {name: fact for name, fact in (seeded | IN_WORDS).items() if RECORDS[name]["grade"] == "A"}
    assert set(facts) == STATED
    assert all(FACTS[fact]["source"] == STATEMENT for fact in facts.values())
    assert set(seeded) - STATED == {"goods_delivered"}
    assert {
        "organic_export_growth",
        "programme_start",
        "programme_ramp",
        "reading",
        "realisation",
    } & STATED == set()


@pytest.mark.parametrize("name", SETTINGS)
def test_every_setting_says_whose_value_it_goes_back_to(name):
    value = faces.value_in_words(name, PARAMETERS[name].value)
    whose = "the statement" if name in STATED else "our default"
    assert faces.way_back(name) == f"Back to {whose}: {value}"
    assert faces.stated_or_ours(name) == (value if name in STATED else f"{value} (our default)")
    if PARAMETERS[name].is_number:
        face = faces.face(name, "kz_2024")
        assert face.reset_label.endswith(f"back to {whose}")
        assert face.stated_label == f"{'As stated' if name in STATED else 'Our default'}: {value}"
        at = faces.level(name, float(PARAMETERS[name].value), "kz_2024")
        assert at.startswith("as stated" if name in STATED else "our default")


def test_the_defaults_that_matter_most_come_first():
    """By how far the goal year's turnover moves; what the reader has changed is no default any more."""
    frame = tables.defaults(Case())
    assert set(frame["name"]) == set(SETTINGS) - STATED and (np.diff(frame["swing"]) <= 0).all()
    swings = frame.set_index("name")["swing"]
    ends = [evaluate(Scenario(organic_export_growth=end))["turnover_at_target"] for end in (-0.02, 0.12)]
    assert swings["organic_export_growth"] == pytest.approx(
        max(abs(np.array(ends) - evaluate(Scenario())["turnover_at_target"]))
    )
    changed = Case(Scenario(organic_export_growth=0.05, target=40.0))
    assert "organic_export_growth" not in set(tables.defaults(changed)["name"])
    assert not any(
        "Growth of other exports" in said or "Goal for turnover" in said for said in taken(changed)
    )


def test_documents_tell_them_apart():
    """Nothing differs, and still the growth of other trade is said to be ours, with its range."""
    made = content(Case(), "", BRIEF)
    stated, ours = made.taken
    for said in (
        "Goal for turnover: $35.0 bn",
        "Goal year: 2030",
        "Goods on the list: 135 goods",
        "Worth of the extra goods: $1.0 bn",
    ):
        assert said in stated and said not in ours
    assert "Growth of other exports: 3.3 % a year (−2.0 % a year to 12.0 % a year)" in ours
    assert (
        "every setting is as in the statement" not in brief.words()["none"]
        and "our default" in brief.words()["none"]
    )
    assert ours.split(": ")[1][:20] in page.html(made)
    assert "our default" in content(Case(Scenario(realisation=0.5)), "", BRIEF).settings[0].stated


def test_the_ready_made_scenario_does_not_say_that_all_of_it_is_stated():
    assert "our default" in PRESETS["proposal"]["title"] and "our default" in PRESETS["proposal"]["note"]
    assert all(
        len(preset["title"]) <= 40 for preset in PRESETS.values()
    )  # what a comparison's link holds of a name
