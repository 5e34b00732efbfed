"""The tables of the pages uncertainty and answers, and work that is given up and taken up again."""

import numpy as np
import pytest
from hypothesis import given, settings
from streamlit.testing.v1 import AppTest

from engine import PARAMETERS, Case, Scenario, answers, evaluate, presets, sensitivity, uncertainty
from engine.load import PARTS
from engine.model import DRAWABLE
from engine.scenario import SETTINGS
from engine.tables import answers as moving
from engine.tables import uncertainty as sure
from tests.arbitrary import scenarios

few = settings(max_examples=15, deadline=None)
NO_POLICY = Scenario.preset("no_policy")


@pytest.mark.parametrize("name", sorted(presets()))
def test_every_goal_has_its_chance_in_its_own_year(name):
    """Each row is what the futures of that goal say; being there is never likelier than having been there."""
    scenario = presets()[name]
    frame = sure.chances(Case(scenario))
    given_ = frame[frame["at"].notna()]
    assert (given_["at"] <= given_["by"]).all() and given_["by"].between(0, 1).all()
    # eight years ahead of the newest count at most
    assert (frame["at"].isna() == (frame["target_year"] > 2033)).all() and len(given_) < len(frame)
    assert (frame["by"].isna() == frame["at"].isna()).all()
    assert (scenario.target, scenario.target_year) in list(
        zip(frame["target"], frame["target_year"], strict=True)
    )
    for row in frame.itertuples():
        goal = scenario.replace(target=row.target, target_year=row.target_year)
        if not np.isnan(row.at):
            drawn = uncertainty.futures(goal).turnover
            assert row.at == pytest.approx((drawn[:, -1] >= row.target).mean(), abs=0.01)
            assert row.by == (drawn >= row.target)[:, uncertainty.futures(goal).ahead > 0].any(axis=1).mean()


def test_a_higher_goal_in_the_same_year_is_never_likelier():
    frame = sure.chances(Case(Scenario(target=50))).query("target_year == 2030").sort_values("target")
    assert len(frame) == 4 and (np.diff(frame["at"]) <= 0).all()


def test_a_part_s_swing_holds_those_of_its_assumptions():
    """All of a part at their worst and best move at least as far as any one of them does alone."""
    swings = sure.part_swings(Case())
    alone = sensitivity.tornado(Case()).set_index("assumption")["swing"]
    for name in DRAWABLE:
        if part := PARAMETERS[name].part:
            assert swings[part] >= alone[name] - 1e-9, (part, name)
    assert set(swings.index) <= set(PARTS)
    assert list(swings) == sorted(swings, reverse=True)


@few
@given(scenarios())
def test_bars_stand_on_each_other_and_end_at_the_sum(scenario):
    frame = moving.moved(Case(scenario), NO_POLICY)
    parts = frame.iloc[:-1]
    assert frame["part"].iloc[-1] == "all"
    assert parts["start"].tolist() == [0.0, *parts["end"].tolist()][: len(parts)]
    theirs = scenario.replace(
        **{name: getattr(NO_POLICY, name) for name in SETTINGS if PARAMETERS[name].panel != "question"}
    )
    whole = evaluate(scenario)["turnover_at_target"] - evaluate(theirs)["turnover_at_target"]
    assert frame["end"].iloc[-1] == pytest.approx(whole, abs=1e-9)


def test_choices_and_assumptions_are_told_apart():
    scenario = Scenario(realisation=0.5, organic_export_growth=0.05)
    kinds = moving.moved(Case(scenario), NO_POLICY).set_index("part")["kind"]
    assert kinds.to_dict() == {
        "organic": "assumption",
        "goods": "both",  # the promise is a choice, what is kept of it an assumption
        "corridors": "policy",
        "all": "both",
    }


def test_every_lever_is_told_whether_it_can():
    frame = moving.needed(Case()).set_index("lever")
    assert set(frame.index) == set(answers.seekable())
    for lever, row in frame.iterrows():
        assert np.isnan(row["value"]) == (row["missing"] > 0), lever
        assert PARAMETERS[lever].low <= row["closest"] <= PARAMETERS[lever].high, lever


def test_the_goal_s_line_runs_through_the_whole_map():
    """It crosses from the bottom to the top, and each of its points is a scenario that just reaches the goal."""
    found = answers.reach_map(Case(), "organic_export_growth", "programme_value")
    line = moving.contour(found, 40.0)
    assert (line["up"].min(), line["up"].max()) == (0.0, 3.0)
    for point in line.itertuples():
        scenario = Scenario(organic_export_growth=point.across, programme_value=point.up)
        assert evaluate(scenario)["turnover_at_target"] == pytest.approx(40, abs=0.01)
    assert moving.contour(found, 1000.0).empty


def test_a_map_that_was_given_up_goes_on_where_it_was(monkeypatch):
    class Superseded(Exception):
        pass

    def stop(done):
        if done > 0.5:
            raise Superseded

    case, computed = Case(Scenario(target=36.7)), []
    evaluated = answers.evaluate_columns
    monkeypatch.setattr(answers, "evaluate_columns", lambda *given: computed.append(1) or evaluated(*given))
    levers = ("organic_export_growth", "programme_value")
    with pytest.raises(Superseded):
        answers.reach_map(case, *levers, steps=10, tell=stop)
    assert len(computed) == 6  # of ten rows six
    heard = []
    answers.reach_map(case, *levers, steps=10, tell=heard.append)
    assert len(computed) == 10 and heard == pytest.approx([k / 10 for k in range(1, 11)])


def test_progress_is_shown_after_half_a_second_and_goes_away():
    def page():
        import streamlit as st

        from pages.parts import progress

        with progress.Progress("Quick") as quick:
            quick.tell(0.5)
        slow = progress.Progress("Slow")
        slow._begun -= 1
        slow.tell(0.25)
        st.text("end")

    at = AppTest.from_function(page).run()
    assert not at.exception
    bars = at.get("progress")
    assert [bar.proto.text for bar in bars] == ["Slow"] and bars[0].proto.value == 25


def test_another_seed_moves_only_the_chance_of_touching_and_by_little():
    """Being there has a closed form; touching by is drawn, and another seed moves it by about a point."""
    some = [uncertainty.futures(Scenario(), seed=seed) for seed in range(16)]
    assert len({one.probability_at(35) for one in some}) == 1
    assert 0 < np.std([one.probability_by(35) for one in some]) < 0.011
