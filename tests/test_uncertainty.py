"""Draws and shocks: exactness where nothing is uncertain."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Scenario, evaluate, past, presets, uncertainty
from engine.model import DRAWABLE
from tests.arbitrary import scenarios

few = settings(max_examples=15, deadline=None)


@few
@given(scenarios(volatility_scale=0.0))
def test_no_width_and_no_shocks_give_the_point_result_exactly(scenario):
    """Every draw of every outcome is the point result, to the last digit."""
    point = evaluate(scenario)
    within = {n: uncertainty.Range(v, v, v) for n in DRAWABLE for v in [float(getattr(scenario, n))]}
    futures = uncertainty.futures_within(scenario, within, draws=4)
    assert np.array_equal(futures.turnover, np.broadcast_to(point["turnover"], futures.turnover.shape))
    assert futures.probability_at(point["turnover"][-1]) == 1.0


def test_the_same_seed_gives_the_same_futures_and_others_nearly():
    """Bit for bit with one seed; with eight others the median's spread is within the stated error."""
    first, again = (uncertainty.futures_within(Scenario(), uncertainty.ranges(Scenario())) for _ in range(2))
    assert np.array_equal(first.turnover, again.turnover)
    medians = [np.median(uncertainty.futures(Scenario(), seed=seed).turnover[:, -1]) for seed in range(8)]
    assert np.std(medians) / np.mean(medians) < 0.02


@pytest.mark.parametrize("name", sorted(presets()))
def test_bands_are_ordered_and_start_at_what_was_observed(name):
    """Quantiles never cross, and in the starting year there is nothing to be unsure of."""
    scenario = presets()[name]
    bands = uncertainty.futures(scenario).bands
    assert np.all(np.diff(bands, axis=0) >= -1e-9)
    assert bands[:, 0] == pytest.approx(evaluate(scenario)["turnover"][0])


@given(mode=st.floats(0, 1), point=st.floats(0.001, 0.999))
def test_a_triangle_is_what_it_says(mode, point):
    """The share of the triangle's area below a value is the point that gave it."""
    value = float(uncertainty.triangular(np.array([point]), 0.0, mode, 1.0)[0])
    below = value**2 / mode if value <= mode and mode > 0 else 1 - (1 - value) ** 2 / max(1 - mode, 1e-300)
    assert 0 <= value <= 1 and below == pytest.approx(point, abs=1e-9)


def test_more_volatility_widens_the_band_and_leaves_the_middle():
    calm, wild = (uncertainty.futures(Scenario(volatility_scale=v)).bands[:, -1] for v in (0.5, 1.5))
    assert wild[4] - wild[0] > 2 * (calm[4] - calm[0])
    assert wild[2] == pytest.approx(calm[2], rel=0.03)


def test_reaching_by_a_year_is_at_least_as_likely_as_being_there():
    futures = uncertainty.futures(Scenario())
    for target in (30.0, 35.0, 40.0, 100.0):
        assert 0 <= futures.probability_at(target) <= futures.probability_by(target) <= 1


def test_bad_requests_are_sentences():
    with pytest.raises(ValueError, match="power of two"):
        uncertainty.futures_within(Scenario(), {}, draws=1000)
    with pytest.raises(ValueError, match="target cannot be drawn"):
        uncertainty.futures_within(Scenario(), {"target": uncertainty.Range(1, 2, 3)})


def test_the_size_of_a_shock_by_hand():
    """Changes of 0.1 and −0.3 in a year and of 0.2 in two: √((0.01 + 0.09 + 0.02) / 3)."""
    year, level = np.array([2000, 2001, 2002, 2004]), np.array([0.0, 0.1, -0.2, 0.0])
    assert past.log_change_spread(year, level) == pytest.approx(np.sqrt(0.12 / 3))
