"""What matters, and under what conditions: known answers, twins, and rules that were planted."""

import numpy as np
import pandas as pd
import pytest
from SALib.analyze import sobol as salib
from SALib.sample import sobol as salib_sample
from scipy.stats import uniform

from engine import Case, Scenario, discovery, evaluate, presets, sensitivity, uncertainty
from engine.model import DRAWABLE

# Ishigami & Homma 1990 with a = 7 and b = 0.1: the usual known answer (Saltelli et al. 2008, p. 179)
A, B = 7.0, 0.1
_V1 = 0.5 * (1 + B * np.pi**4 / 5) ** 2
_V2 = A**2 / 8
_V13 = B**2 * np.pi**8 * (1 / 18 - 1 / 50)
_V = _V1 + _V2 + _V13
ISHIGAMI_FIRST = np.array([_V1, _V2, 0.0]) / _V
ISHIGAMI_TOTAL = np.array([_V1 + _V13, _V2, _V13]) / _V


def ishigami(rows):
    return np.sin(rows[0]) + A * np.sin(rows[1]) ** 2 + B * rows[2] ** 4 * np.sin(rows[0])


def test_indices_of_a_function_with_a_known_answer():
    first, total = sensitivity.indices(ishigami, [uniform(-np.pi, 2 * np.pi)] * 3, 16384, 35)
    assert first == pytest.approx(ISHIGAMI_FIRST, abs=0.01)
    assert total == pytest.approx(ISHIGAMI_TOTAL, abs=0.01)


def test_another_library_finds_the_same_indices():
    problem = {"num_vars": 3, "names": ["x", "y", "z"], "bounds": [[-np.pi, np.pi]] * 3}
    points = salib_sample.sample(problem, 4096, calc_second_order=False, seed=35)
    theirs = salib.analyze(problem, ishigami(points.T), calc_second_order=False, seed=35)
    first, total = sensitivity.indices(ishigami, [uniform(-np.pi, 2 * np.pi)] * 3, 4096, 35)
    assert first == pytest.approx(theirs["S1"], abs=0.02)
    assert total == pytest.approx(theirs["ST"], abs=0.02)


def test_another_library_finds_the_same_shares_of_our_model():
    """The widest three assumptions, drawn by SALib's own points and triangles."""
    names = ["organic_export_growth", "organic_import_growth", "oil_price_change"]
    scenario = Scenario(swings=0.0)
    limits = uncertainty.ranges(scenario)
    own = tuple((name, r.mode, r.mode) for name, r in limits.items() if name not in names)
    bounds = [[r.low, r.high, (r.mode - r.low) / (r.high - r.low)] for r in (limits[name] for name in names)]
    problem = {"num_vars": 3, "names": names, "bounds": bounds, "dists": ["triang"] * 3}
    points = salib_sample.sample(problem, 1024, calc_second_order=False, seed=35)
    turnover = evaluate(scenario, dict(zip(names, points.T, strict=True)))["turnover_at_target"]
    theirs = salib.analyze(problem, np.log(turnover), calc_second_order=False, seed=35)
    ours = sensitivity.shares(Case(scenario, own)).set_index("assumption")
    assert ours.loc[names, "first"].to_numpy() == pytest.approx(theirs["S1"], abs=0.02)
    assert ours.loc[names, "total"].to_numpy() == pytest.approx(theirs["ST"], abs=0.02)
    assert ours["total"].drop(names).abs().max() == 0.0


def test_shares_add_up_where_nothing_acts_together():
    """The logarithm of turnover is nearly a sum: first indices add up to one, and none is far from its total."""
    for scenario in presets().values():
        shares = sensitivity.shares(Case(scenario))
        assert shares["first"].sum() == pytest.approx(1.0, abs=0.03)
        assert shares["total"].between(-0.01, 1.01).all()
        assert (shares["total"] - shares["first"]).abs().max() < 0.03


def test_without_any_width_nothing_has_a_share():
    own = tuple((name, v, v) for name in DRAWABLE for v in [float(getattr(Scenario(), name))])
    shares = sensitivity.shares(Case(Scenario(swings=0.0), own))
    assert not shares[["first", "total"]].to_numpy().any()
    assert not sensitivity.tornado(Case(Scenario(), own))["swing"].any()


@pytest.mark.parametrize("name", sorted(presets()))
def test_a_tornado_is_made_of_single_evaluations(name):
    scenario = presets()[name]
    frame = sensitivity.tornado(Case(scenario))
    assert list(frame["swing"]) == sorted(frame["swing"], reverse=True)
    whole = {n for n in DRAWABLE if isinstance(getattr(Scenario(), n), int)}
    for row in frame.itertuples():
        if row.assumption in whole:
            continue
        for value, found in ((row.low, row.at_low), (row.high, row.at_high)):
            alone = evaluate(scenario.replace(**{row.assumption: value}))["turnover_at_target"]
            assert found == pytest.approx(alone), row.assumption


def test_a_planted_rule_is_found():
    """Hits are exactly where x is at least 0.6 and y below 0.5, among ten inputs; the rule says so, and no more."""
    rng = np.random.default_rng(35)
    inputs = {name: rng.random(4096) for name in "abcdxyefgh"}
    hit = (inputs["x"] >= 0.6) & (inputs["y"] < 0.5)
    found = discovery.rule(inputs, hit)
    conditions = {(c.name, c.above): c.threshold for c in found.conditions}
    assert set(conditions) == {("x", True), ("y", False)}
    assert conditions["x", True] == pytest.approx(0.6, abs=0.03)
    assert conditions["y", False] == pytest.approx(0.5, abs=0.03)
    assert found.hits > 0.9 and found.share == pytest.approx(0.2, abs=0.02)
    assert found.base == pytest.approx(0.2, abs=0.02) and found.held > 0.9


def test_a_rule_is_true_of_the_futures_it_is_about():
    """Counted anew, its share and hit rate are what it says; and it is worth saying: hits are more frequent in it."""
    for scenario in presets().values():
        drawn = uncertainty.assumed(scenario)
        hit = drawn.at_target >= scenario.target
        found = discovery.rule(drawn.draws, hit)
        if found is None:
            assert hit.all() or not hit.any()
            continue
        assert 1 <= len(found.conditions) <= 3
        table = pd.DataFrame(dict(drawn.draws))
        for name, above, threshold in found.conditions:
            table = table[table[name] >= threshold] if above else table[table[name] < threshold]
        assert len(table) / len(hit) == pytest.approx(found.share)
        assert hit[table.index].mean() == pytest.approx(found.hits)
        assert found.hits > found.base and found.share >= discovery.LEAST_SHARE


@pytest.mark.parametrize("hit", [np.zeros(64, bool), np.ones(64, bool)])
def test_where_all_or_none_reach_it_there_is_no_rule(hit):
    assert discovery.rule({"x": np.linspace(0, 1, 64)}, hit) is None


def test_what_tells_nothing_apart_makes_no_rule():
    assert discovery.rule({"x": np.ones(64)}, np.arange(64) % 2 == 0) is None


def test_own_ranges_replace_the_passports():
    own = uncertainty.own_ranges({"realisation": (0.5, 0.9)})
    assert uncertainty.ranges(Scenario(), own)["realisation"] == (
        0.5,
        1.0,
        1.0,
    )  # the scenario's value widens it
    assert uncertainty.ranges(Scenario(realisation=0.7), own)["realisation"] == (0.5, 0.7, 0.9)
    assert (
        uncertainty.ranges(Scenario(), own)["displacement"] == uncertainty.ranges(Scenario())["displacement"]
    )
    drawn = uncertainty.assumed(Scenario(realisation=0.7), own).draws["realisation"]
    assert 0.5 <= drawn.min() < 0.52 and 0.88 < drawn.max() <= 0.9
    with pytest.raises(ValueError, match="cannot be drawn"):
        uncertainty.own_ranges({"target": (30, 40)})
    for limits in ((0.9, 0.5), (-1.0, 0.5), (0.5, 99.0), (float("nan"), 1.0)):
        with pytest.raises(ValueError, match="realisation: a range"):
            uncertainty.own_ranges({"realisation": limits})
