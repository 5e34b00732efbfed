"""History: what a step is called, the way to each step, and the walk of a replay."""

import pytest
from hypothesis import given, settings
from streamlit.testing.v1 import AppTest

from engine import PARAMETERS, Scenario, presets
from engine.comparison import Named
from engine.load import PRESETS
from engine.study import Study
from pages.parts import history, replay, session
from tests.arbitrary import scenarios
from tests.test_pages import now, opened

START, HIGHER, LATER = Scenario(), Scenario(target=40), Scenario(target=40, target_year=2032)


# ── The walk ─────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=60, deadline=None)
@given(scenarios(), scenarios())
def test_a_walk_leads_from_one_scenario_to_the_other_without_a_step_back(first, last):
    """Every scenario of it is valid, or it could not be made; each setting goes one way, in steps of the same size."""
    walk = replay.walk(first, last)
    assert (walk[0], walk[-1]) == (first, last)
    assert 10 <= len(walk) <= 15
    for name in first.to_dict():
        path = [getattr(one, name) for one in walk]
        if not PARAMETERS[name].is_number:
            change = len(path) // 2
            assert path == [path[0]] * change + [path[-1]] * (len(path) - change)
            continue
        assert path in (sorted(path), sorted(path, reverse=True))
        whole = isinstance(PARAMETERS[name].value, int)
        even = [path[0] + (path[-1] - path[0]) * k / (len(path) - 1) for k in range(len(path))]
        assert path == pytest.approx(even, rel=1e-9, abs=0.5 if whole else 1e-9)
        assert all(isinstance(value, int) for value in path) or not whole


def test_a_walk_passes_half_of_a_large_change_half_way():
    walk = replay.walk(START, Scenario(target=45, target_year=2040, start="kz_2024", goods_added=("110100",)))
    middle = walk[len(walk) // 2]
    assert (middle.target, middle.target_year) == (40, 2035)
    assert (walk[5].start, middle.start) == (START.start, "kz_2024")
    assert (walk[5].goods_added, middle.goods_added) == ((), ("110100",))


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


def shown(at: AppTest) -> Scenario:
    """What a replay has on the screen."""
    return at.session_state["study_of_session"].frame


@pytest.fixture
def seen(monkeypatch):
    """What stands on the screen whenever a replay waits; `seen.stop` leaves it waiting at the k-th."""

    class Stop(Exception):
        pass

    class Seen(list):
        stop = 0

        def sleep(self, _seconds):
            self.append((session.scenario(), replay.number()))
            if len(self) == self.stop:
                raise Stop

    found = Seen()
    monkeypatch.setattr(replay, "sleep", found.sleep)
    return found


def test_a_replay_shows_the_last_change_three_times_and_changes_nothing(seen):
    at = changed()
    before = list(at.session_state["study_of_session"].past)
    address = dict(at.query_params)
    at.button(key="replay").click().run()
    walk = replay.walk(*(one.scenario for one in before[-2:]))
    assert seen == [(one, number) for number in (1, 2, 3) for one in walk]
    assert now(at) == before[-1].scenario
    assert at.session_state["study_of_session"].past == before
    assert dict(at.query_params) == address
    assert not any("Replaying" in info.value for info in at.info)


@pytest.mark.parametrize("ended_by", ["setting", "undo", "table", "history"])
def test_whatever_is_touched_ends_a_replay_and_counts(seen, ended_by):
    at = changed()
    before = list(at.session_state["study_of_session"].past)
    seen.stop = 18
    at.session_state["changes"] = True
    at.button(key="replay").click().run()
    assert (
        shown(at) == replay.walk(*(one.scenario for one in before[-2:]))[4]
    )  # the fifth of the second round
    assert any("(2 of 3)" in info.value for info in at.info)
    assert at.button(key="difference.target").label.startswith(r"Goal for turnover: \$100.0 bn")  # they stay
    match ended_by:
        case "setting":
            at.selectbox(key="side.start").select("kz_2024").run()
            assert now(at) == before[-1].scenario.replace(start="kz_2024")
        case "undo":
            at.button(key="undo").click().run()
            assert now(at) == before[-2].scenario
        case "table":
            at.toggle(key="table.path").set_value(True).run()
            assert now(at) == before[-1].scenario
        case "history":
            at.button(key="step.0").click().run()
            assert now(at) == before[0].scenario
    assert len(seen) == 18
    assert not any("Replaying" in info.value for info in at.info)


def test_a_value_that_a_replay_has_shown_is_no_pick_beside_another_change(seen):
    """On a slow line the browser still shows an earlier scenario of the replay when the reader moves something."""
    at = opened("app.py")
    at.selectbox(key="side.start").select("kz_2024").run()
    seen.stop = 12
    at.button(key="replay").click().run()
    at.selectbox(key="side.start").set_value(START.start)
    at.button(key="goal.goal_40_2030").click().run()
    assert now(at) == Scenario(start="kz_2024", target=40)


def test_an_address_that_the_reader_takes_up_ends_a_replay(seen):
    at = changed()
    seen.stop = 18
    at.session_state["changes"] = True
    at.button(key="replay").click().run()
    at.query_params.clear()
    for key, value in Scenario(realisation=0.5).to_query().items():
        at.query_params[key] = value
    at.run()
    assert now(at) == Scenario(realisation=0.5)
    assert len(seen) == 18
