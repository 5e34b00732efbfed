"""Goal seek, attribution, reach map and claim check."""

import numpy as np
import pytest
from hypothesis import given, settings

from engine import PARAMETERS, Case, Scenario, answers, evaluate, presets
from engine.load import PARTS
from engine.model import inputs_of
from engine.scenario import SETTINGS
from tests.arbitrary import scenarios

few = settings(max_examples=15, deadline=None)
NO_POLICY = presets()["no_policy"]
QUESTION = {name for name in SETTINGS if PARAMETERS[name].panel == "question"}


def test_every_setting_that_acts_on_turnover_belongs_to_a_part():
    """So that none drops out of what moved the number; the question itself is the same on both sides."""
    acting = (inputs_of("turnover_at_target") & set(SETTINGS)) - QUESTION
    assert {name for name in SETTINGS if PARAMETERS[name].part} == acting
    assert {PARAMETERS[name].part for name in acting} == set(PARTS)


@few
@given(scenarios())
def test_shares_add_up_to_the_difference(scenario):
    """Efficiency: to the last cent, whatever differs; all but the question itself is theirs on the other side."""
    shares = answers.attribution(Case(scenario), NO_POLICY)
    theirs = scenario.replace(**{name: getattr(NO_POLICY, name) for name in SETTINGS if name not in QUESTION})
    whole = evaluate(scenario)["turnover_at_target"] - evaluate(theirs)["turnover_at_target"]
    assert sum(shares.values()) == pytest.approx(whole, abs=1e-9)


@few
@given(scenarios())
def test_what_does_not_differ_has_no_share(scenario):
    """Dummy: a part with the same settings on both sides moves nothing."""
    base = scenario.replace(organic_export_growth=0.0, water_shortfall=0.5)
    shares = answers.attribution(Case(scenario), base)
    for part, share in shares.items():
        if part not in ("organic", "water"):
            assert share == 0.0


def test_equal_parts_have_equal_shares():
    """Symmetry: two groups that do the same to the outcome share alike, in whatever place they stand."""
    values = np.array([0.0, 2.0, 2.0, 10.0])  # neither, one, the other, both
    for order in ((0, 1), (1, 0)):
        first = answers.shapley(values if order == (0, 1) else values[[0, 2, 1, 3]])
        assert first == pytest.approx([5.0, 5.0])
    assert answers.shapley(np.array([0.0, 3.0, 1.0, 4.0])) == pytest.approx([3.0, 1.0])


@pytest.mark.parametrize("name", sorted(presets()))
def test_what_is_sought_reaches_the_goal(name):
    """Put back, the value gives the goal to 1e-6, for every lever; levers of whole numbers give at least the goal."""
    scenario = presets()[name]
    for lever in answers.seekable():
        found = answers.seek(Case(scenario), lever)
        if found.value is None or found.always:
            continue
        whole = isinstance(PARAMETERS[lever].value, int)
        turned = scenario.replace(**{lever: int(found.value) if whole else found.value})
        excess = evaluate(turned)["turnover_at_target"] - scenario.target
        assert excess >= -1e-9 if whole else abs(excess) < 1e-6, lever


def test_where_one_lever_is_not_enough_a_second_closes_the_rest():
    """Seen from the start the goods alone cannot: at 3 billion 0.8 are missing; the second lever makes them up."""
    from_start = Scenario(vantage="start")
    found = answers.seek(Case(from_start), "programme_value")
    assert found.value is None and found.closest == 3.0
    assert found.missing == pytest.approx(0.7837, abs=1e-3)
    assert found.second is not None
    lever, value = found.second
    both = from_start.replace(programme_value=3.0).replace(**{lever: value})
    assert evaluate(both)["turnover_at_target"] == pytest.approx(35, abs=1e-6)


def test_a_goal_that_is_reached_anyhow_is_said_so():
    found = answers.seek(Case(presets()["chinas_ledger"]), "payload")
    assert found.always and found.value == 20.0


def test_a_reach_map_is_made_of_evaluations():
    """Its corners are what the engine gives, chances too, and more of a good lever is never less likely."""
    found = answers.reach_map(Case(), "organic_export_growth", "programme_value", steps=5)
    for row, column in ((0, 0), (0, 4), (4, 0), (4, 4)):
        corner = Scenario(
            organic_export_growth=float(found.across[column]), programme_value=float(found.up[row])
        )
        assert found.turnover[row, column] == pytest.approx(evaluate(corner)["turnover_at_target"])
        assert found.probability[row, column] == pytest.approx(Case(corner).futures.probability_at(35))
    assert np.all(np.diff(found.probability, axis=0) >= 0) and np.all(np.diff(found.probability, axis=1) >= 0)
    assert np.all((found.probability >= 0) & (found.probability <= 1))


def test_a_claim_is_held_against_every_past_window():
    """35 by 2030 from the stated 24 takes 4.8 %; 15 of 23 windows of eight years in Kazakhstan's count gave as much."""
    found = answers.claim(35, 2030, "stated_2022")
    assert (round(found.growth, 8), found.years) == (0.04829159, 8)
    fast, all_, spans = found.windows["kz"]
    assert (fast, all_, len(spans)) == (15, 23, 15)
    with pytest.raises(ValueError, match="after the starting year"):
        answers.claim(35, 2022, "stated_2022")


def test_bad_requests_are_sentences():
    with pytest.raises(ValueError, match="Can be"):
        answers.seek(Case(), "target")
    with pytest.raises(ValueError, match="Two different levers"):
        answers.reach_map(Case(), "realisation", "realisation")
