"""History: what a step is called, the way to each step, and the walk of a replay."""

import json
from typing import Any

import pytest
import streamlit
from hypothesis import given, settings
from streamlit.testing.v1 import AppTest

from engine import PARAMETERS, Scenario, presets
from engine.comparison import Named
from engine.load import PRESETS
from engine.study import Study
from pages.parts import history, replay, session, sweep
from pages.parts.sitemap import PAGES
from tests.arbitrary import scenarios
from tests.ended import Session
from tests.test_pages import now, opened

START, HIGHER, LATER = Scenario(), Scenario(target=40), Scenario(target=40, target_year=2032)


# ── The walk ─────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=60, deadline=None)
@given(scenarios(), scenarios())
def test_a_walk_leads_to_a_scenario_without_a_step_back(first, last):
    """Every scenario of it is valid, or it could not be made; each number goes one way, in steps of the same size, from
    where it was; all else is as at the end.
    """
    walk = replay.walk(first, last)
    alike = all(not PARAMETERS[name].is_number for name in last.differs_from(first))
    assert bool(walk) != alike and walk[-1:] != (first,)
    assert not walk or walk[-1] == last
    for name, before in first.to_dict().items() if walk else ():
        path = [getattr(one, name) for one in walk]
        if not PARAMETERS[name].is_number:
            assert set(path) == {path[-1]}
            continue
        assert path[0] == before
        assert path in (sorted(path), sorted(path, reverse=True))
        whole = isinstance(PARAMETERS[name].value, int)
        even = [path[0] + (path[-1] - path[0]) * k / (len(path) - 1) for k in range(len(path))]
        assert path == pytest.approx(even, rel=1e-9, abs=0.5 if whole else 1e-9)
        assert all(isinstance(value, int) for value in path) or not whole


def test_a_walk_passes_half_of_a_large_change_half_way():
    walk = replay.walk(START, Scenario(target=45, target_year=2040, start="kz_2024", goods_added=("110100",)))
    middle = walk[len(walk) // 2]
    assert (middle.target, middle.target_year, middle.start) == (40, 2035, "kz_2024")
    assert replay.walk(START, Scenario(start="kz_2024")) == ()


# ── What a step is called ────────────────────────────────────────────────────────────────────────────────────


def changed_by(before, after):
    return history.change(Study(before), Study(after))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (
            {"own": (("organic_export_growth", 0.0, 0.05),)},
            "Growth of other exports, range: 0.0 % a year to 5.0 % a year",
        ),
        ({"kept": (*Study().kept, Named("Plan", HIGHER))}, "Kept: Plan"),
        ({"kept": (), "baseline": 0}, "Taken off: No policy"),
        ({"baseline": 0}, "Another baseline"),
        ({"by": "Group A"}, "Name: Group A"),
    ],
)
def test_ranges_kept_scenarios_and_names_are_steps_too(part, said):
    assert history.change(Study(), Study(**part)).startswith(said)
    assert history.change(Study(**part), Study())


def test_a_step_is_called_by_what_it_changed():
    assert changed_by(START, HIGHER) == "Goal for turnover: $35.0 bn → $40.0 bn"
    assert changed_by(LATER, START) == PRESETS["proposal"]["title"]  # two settings, and ready-made
    assert changed_by(HIGHER, START) == "Goal for turnover: $40.0 bn → $35.0 bn"  # one says more than a title
    assert changed_by(START, LATER) == "Goal for turnover: $35.0 bn → $40.0 bn; Goal year: 2030 → 2032"
    assert changed_by(HIGHER, presets()["cautious"]) == PRESETS["cautious"]["title"]


def test_a_long_step_names_three_settings_and_counts_the_others():
    many = Scenario(target=40, target_year=2032, programme_value=2.0, realisation=0.5, payload=23.0)
    said = changed_by(START, many)
    assert said.count("→") == 3
    assert said.endswith(" and 2 more")


def test_a_long_list_of_goods_is_cut():
    codes = tuple(f"{number:06}" for number in range(100))
    said = changed_by(START, Scenario(goods_added=codes))
    assert len(said) < 150
    assert "000000, 000001" in said and "000099" not in said


# ── The way to a step ────────────────────────────────────────────────────────────────────────────────────────


def changed() -> AppTest:
    """The overview after two changes, with the history open."""
    at = opened("app.py")
    at.session_state["history"] = True
    at.run()
    at.button(key="goal.goal_40_2030").click().run()
    return at.button(key="goal.goal_100").click().run()


def labels(at: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in at.button if (button.key or "").startswith("step.")]


def test_the_history_lists_the_steps_newest_first_and_marks_the_present_one():
    at = changed()
    assert labels(at) == [
        "✓ Goal for turnover: $40.0 bn → $100.0 bn; Goal year: 2030 → 2040",
        "Goal for turnover: $35.0 bn → $40.0 bn",
        "As opened",
    ]
    assert [at.button(key=f"step.{place}").disabled for place in range(3)] == [False, False, True]


def test_going_to_a_step_and_back_loses_none():
    """Any way through the steps, and undo and redo from each of them."""
    at = changed()
    there = [START, HIGHER, Scenario(target=100, target_year=2040)]
    for place in (0, 2, 1, 0, 1, 2):
        at.button(key=f"step.{place}").click().run()
        assert now(at) == there[place]
        assert at.button(key=f"step.{place}").disabled
        assert [label.removeprefix("✓ ") for label in labels(at)] == [
            changed_by(there[1], there[2]),
            changed_by(there[0], there[1]),
            "As opened",
        ]
        assert at.button(key="undo").disabled == (place == 0)
        assert at.button(key="redo").disabled == (place == 2)
    at.button(key="step.0").click().run()
    for scenario in there[1:]:
        at.button(key="redo").click().run()
        assert now(at) == scenario
    at.button(key="undo").click().run()
    assert now(at) == there[1]


def test_a_change_after_going_back_ends_what_lay_ahead():
    at = changed()
    at.button(key="step.0").click().run()
    at.selectbox(key="side.start").select("kz_2024").run()
    assert now(at) == Scenario(start="kz_2024")
    assert len(labels(at)) == 2
    assert at.button(key="redo").disabled


def test_a_session_that_begins_with_a_link_begins_with_its_scenario():
    at = opened("app.py", HIGHER.to_query())
    assert at.button(key="undo").disabled and at.button(key="replay").disabled
    at.session_state["history"] = True
    assert labels(at.run()) == ["✓ As opened"]


# ── Kept under a name ────────────────────────────────────────────────────────────────────────────────────────


def test_a_kept_scenario_comes_back_by_its_name():
    """It is the shelf of the compare page, seen from another place; both may be on one page."""
    at = changed()
    at.text_input(key="history.name").set_value("Far $1 and $2").run()
    at.button(key="history.keep").click().run()
    kept = at.button(key="kept.2")
    assert (kept.label, kept.disabled) == (r"✓ Far \$1 and \$2", True)
    at.button(key="step.0").click().run()  # what is kept stays
    at.button(key="kept.2").click().run()
    assert now(at) == Scenario(target=100, target_year=2040)
    assert labels(at)[0].startswith("✓")  # it is a step of its own

    at.switch_page("pages/compare.py").run()
    at.session_state["history"] = at.session_state["shelf"] = True
    at.run()
    assert not at.exception
    assert at.button(key="dials.2") and at.button(key="kept.2")
    at.button(key="kept.off.2").click().run()
    assert "kept.2" not in [button.key for button in at.button]


def test_undo_takes_back_what_was_kept_and_dials_alone_do_not():
    """A step that kept something is taken back as any other; a step of a dial leaves the shelf as it is."""
    at = opened("pages/compare.py")
    at.session_state["shelf"] = True
    at.run()

    def kept():
        return [one.name for one in at.session_state["study_of_session"].now.kept]

    at.button(key="shelf.cautious").click().run()
    at.button(key="undo").click().run()
    assert kept() == ["No policy"]
    at.button(key="redo").click().run()
    assert kept() == ["No policy", "Cautious"]
    at.button(key="preset.updated_2024").click().run()
    for key in ("undo", "redo", "undo", "undo", "redo", "redo"):
        at.button(key=key).click().run()
        assert kept() == (["No policy"] if at.button(key="undo").disabled else ["No policy", "Cautious"])
    assert now(at) == presets()["updated_2024"]


# ── Replay ───────────────────────────────────────────────────────────────────────────────────────────────────


def sent(at: AppTest) -> dict[str, Any]:
    """What our controls were sent, by their keys."""
    return {part.key: json.loads(part.proto.json or "{}") for part in at.get("bidi_component")}


def played(at: AppTest) -> dict[str, Any]:
    """What the browser was told to play."""
    found: dict[str, Any] = sent(at)["played"]
    return found


def test_a_replay_tells_the_browser_the_last_change_and_changes_nothing():
    at = changed()
    before = list(at.session_state["study_of_session"].past)
    address = dict(at.query_params)
    assert played(at) == {"count": 0}
    at.button(key="replay").click().run()
    walk = replay.walk(*(one.scenario for one in before[-2:]))
    told = played(at)
    assert told["count"] == 1 and told["name"] == sweep.name_of(walk)
    assert told["rounds"][1].endswith("Goal year: 2030 → 2040 (2 of 3)")
    for scenario, dials in zip(walk, json.loads(told["steps"]), strict=True):
        assert {one["name"]: one["value"] for one in dials} == {
            "target": scenario.target,
            "target_year": scenario.target_year,
        }
    swept = json.loads(sent(at)["live.path"]["swept"]["sweep"])
    assert (swept["name"], len(swept["places"])) == (told["name"], len(walk))
    assert now(at) == before[-1].scenario
    assert at.session_state["study_of_session"].past == before
    assert dict(at.query_params) == address
    at.button(key="replay").click().run()
    assert played(at) == told | {"count": 2}  # once more from the start


@pytest.mark.parametrize("touched", ["setting", "undo", "table", "address"])
def test_whatever_is_touched_ends_a_replay_and_counts(touched):
    at = changed()
    before = list(at.session_state["study_of_session"].past)
    at.button(key="replay").click().run()
    match touched:
        case "setting":
            at.selectbox(key="side.start").select("kz_2024").run()
            assert now(at) == before[-1].scenario.replace(start="kz_2024")
        case "undo":
            at.button(key="undo").click().run()
            assert now(at) == before[-2].scenario
        case "table":
            at.toggle(key="table.path").set_value(True).run()
            assert now(at) == before[-1].scenario
        case "address":
            at.query_params.clear()
            for key, value in Scenario(realisation=0.5).to_query().items():
                at.query_params[key] = value
            at.run()
            assert now(at) == Scenario(realisation=0.5)
    assert played(at) == {"count": 0}
    assert "sweep" not in sent(at)["live.path"]["swept"]


def test_what_is_no_number_has_no_way_between():
    at = opened("app.py")
    at.selectbox(key="side.start").select("kz_2024").run()
    assert at.button(key="replay").disabled
    at.button(key="preset.cautious").click().run()
    assert not at.button(key="replay").disabled


@pytest.mark.parametrize("page", PAGES)
def test_a_replay_is_offered_where_something_follows_a_dial(page):
    at = changed()
    at.switch_page(page).run()
    follows = any("rows" in data.get("swept", {}) for data in sent(at).values())
    assert at.button(key="replay").disabled == (not follows)


# ── What undo would give back ────────────────────────────────────────────────────────────────────────────────


def test_a_dial_knows_what_undo_would_give_it_where_nothing_else_would_move(monkeypatch):
    monkeypatch.setattr(streamlit, "session_state", Session({}))
    assert session.back("target") is None
    session.change({"target": 40.0})
    assert session.back("target") == 35.0 and session.back("swings") is None
    session.change({"target": 45.0, "swings": 0.5})
    assert session.back("target") is None and session.back("swings") is None
    session.change({"target": 50.0})
    session.edit(kept=())  # another step, which moves no dial
    assert session.back("target") is None
    session.undo()
    assert session.back("target") == 45.0
    session.undo()
    assert now_is(Scenario(target=45.0, swings=0.5)) and session.back("target") is None


def now_is(scenario: Scenario) -> bool:
    return session.scenario() == scenario
