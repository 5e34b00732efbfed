"""How sure: the band of a scenario and its chances, the dials that move them, and draws of assumptions."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Case, Scenario, evaluate, presets, uncertainty
from engine.load import STARTING_POINTS
from engine.model import DRAWABLE
from tests.arbitrary import of_first, scenarios

few = settings(max_examples=15, deadline=None)
SHUT = {"lane_dostyk": False, "lane_maikapchagai": False, "lane_kalzhat": False}


@few
@given(scenarios(swings=0.0, growth_doubt=0.0))
def test_without_swings_and_doubt_there_is_only_the_scenario(scenario):
    """Every future of every year is the point result, and the goal is reached or not."""
    point, futures = evaluate(scenario)["turnover"], uncertainty.futures(scenario, draws=4)
    assert np.array_equal(futures.turnover, np.broadcast_to(point, futures.turnover.shape))
    assert np.array_equal(futures.bands, np.broadcast_to(point, futures.bands.shape))
    if futures.ahead[-1] <= 8:
        assert futures.probability_at(scenario.target) == float(point[-1] >= scenario.target)


@few
@given(scenarios(swings=1.0))
def test_the_scenario_is_the_middle_and_what_was_counted_is_sure(scenario):
    """Half of all futures lie above it; observed years have no width; the chance follows the point."""
    point, futures = evaluate(scenario)["turnover"], uncertainty.futures(scenario)
    assert futures.band(0.0)[0] == pytest.approx(point, rel=1e-12)
    low, high = futures.band(0.9)
    known = futures.ahead == 0
    assert np.array_equal(low[known], point[known]) and np.array_equal(high[known], point[known])
    assert (low[~known] < point[~known]).all() and (point[~known] < high[~known]).all()
    if 0 < futures.ahead[-1] <= 8:
        assert futures.probability_at(float(point[-1])) == pytest.approx(0.5, abs=1e-12)
        assert (futures.probability_at(scenario.target) > 0.5) == (point[-1] > scenario.target)
    elif futures.ahead[-1] > 8:
        assert math.isnan(futures.probability_at(scenario.target))


# ── Worked examples: bands of 2030 by pooled changes of both counts, Student's t ─────────────────────────────


@pytest.mark.parametrize(
    ("scenario", "middle", "half", "four_fifths", "nine_tenths", "chances"),
    [
        (Scenario(), 40.7, (26.9, 61.6), (18.4, 90.1), (14.5, 113.9), (60, 51, 13, 7)),
        (
            presets()["no_policy"].replace(start="kz_2025"),
            40.2,
            (26.6, 60.8),
            (18.2, 89.0),
            (14.4, 112.5),
            (59, 50, 12, 7),
        ),
        (
            presets()["no_policy"].replace(start="cn_2025"),
            57.3,
            (38.0, 86.4),
            (26.1, 125.9),
            (20.7, 158.8),
            (79, 72, 28, 18),
        ),
        (of_first(), 32.15, (18.0, 57.3), (10.6, 97.6), (7.6, 135.8), (46, 40, 14, 10)),
    ],
    ids=["the statement", "kz_2025", "cn_2025", "as seen from 2022"],
)
def test_bands_and_chances_of_2030(scenario, middle, half, four_fifths, nine_tenths, chances):
    """Within 1 %: middle, the bands of 50, 80 and 90 in 100, and the chances of 35, 40, 82 and 100."""
    futures = uncertainty.futures(scenario)
    assert futures.middle[-1] == pytest.approx(middle, rel=0.01)
    for share, ends in ((0.5, half), (0.8, four_fifths), (0.9, nine_tenths)):
        assert [end[-1] for end in futures.band(share)] == pytest.approx(ends, rel=0.01), share
    found = [100 * futures.probability_at(goal) for goal in (35, 40, 82, 100)]
    assert found == pytest.approx(chances, abs=0.8)


@pytest.mark.parametrize("ledger", ["kz", "cn"])
@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_an_older_start_has_the_futures_of_the_newest(ledger, year):
    """With equal growth and no policy they are the same from the newest year on, and so are the chances."""
    plain = presets()["no_policy"].replace(target=40.0)
    old, new = (
        uncertainty.futures(plain.replace(start=f"{ledger}_{start}"), draws=64) for start in (year, 2025)
    )
    skipped = 2025 - year
    assert old.bands[:, skipped:] == pytest.approx(new.bands, rel=1e-12)
    assert old.turnover[:, skipped:] == pytest.approx(new.turnover, rel=1e-12)
    assert old.probability_at(40.0) == pytest.approx(new.probability_at(40.0), rel=1e-12)
    assert old.probability_by(40.0) == new.probability_by(40.0)
    point = STARTING_POINTS[f"{ledger}_{year}"]["turnover"]
    assert old.bands[:, 0] == pytest.approx(np.full(len(old.bands), point))


def test_seen_from_the_start_only_what_was_known_then_counts():
    """The band of 2022 rests on changes up to then: it begins there and has fewer years behind it."""
    then, now = (uncertainty.futures(Scenario(vantage=vantage)) for vantage in ("start", "now"))
    assert then.ahead.tolist() == list(range(9)) and now.ahead.tolist() == [0, 0, 0, 0, 1, 2, 3, 4, 5]
    assert (then.width.years, now.width.years) == (27, 30)
    assert then.width.spread == pytest.approx(0.262, abs=5e-4)
    assert now.width.spread == pytest.approx(0.251, abs=5e-4)


# ── The dials ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("dial", ["swings", "growth_doubt"])
def test_more_of_a_dial_widens_the_band_and_leaves_the_middle(dial):
    calm, wild = (uncertainty.futures(Scenario(**{dial: v})).bands[:, -1] for v in (0.5, 1.5))
    assert wild[-1] - wild[0] > calm[-1] - calm[0]
    assert wild[3] == pytest.approx(calm[3], rel=1e-12)


@pytest.mark.parametrize(
    ("start", "half", "nine_tenths", "chances"),
    [
        ("kz_2025", (29.9, 54.1), (19.2, 84.1), (62, 50, 6, 2)),
        ("cn_2025", (41.5, 79.0), (25.8, 127.3), (85, 77, 23, 12)),
    ],
)
def test_oil_as_set_leaves_three_quarters_of_the_width(start, half, nine_tenths, chances):
    """The same middle, and σ·√(1 − R²) in place of σ: R² is 0.49 by Kazakhstan's count and 0.39 by China's."""
    plain = presets()["no_policy"].replace(start=start)
    free, held = (uncertainty.futures(plain.replace(oil_as_set=known)) for known in (False, True))
    assert held.middle.tolist() == free.middle.tolist()
    for share, ends in ((0.5, half), (0.9, nine_tenths)):
        assert [end[-1] for end in held.band(share)] == pytest.approx(ends, rel=0.01)
    found = [100 * held.probability_at(goal) for goal in (35, 40, 82, 100)]
    assert found == pytest.approx(chances, abs=0.8)


def test_own_ranges_of_growth_are_the_reader_s_doubt():
    """Both from 0 to 6.58 % are two points a year; an own range of anything else leaves the band alone."""
    both = (("organic_export_growth", 0.0, 0.0658), ("organic_import_growth", 0.0, 0.0658))
    assert uncertainty.width_of(Scenario(), both).doubt == pytest.approx(0.02, abs=1e-5)
    plain = uncertainty.width_of(Scenario())
    assert uncertainty.width_of(Scenario(), (("displacement", 0.0, 0.5),)) == plain
    one = uncertainty.width_of(Scenario(), both[:1], export_share=0.25).doubt
    assert one == pytest.approx(0.25 * 0.02 + 0.75 * plain.doubt, abs=1e-5)


def test_reaching_by_a_year_is_at_least_as_likely_as_being_there():
    futures = uncertainty.futures(Scenario())
    for target in (30.0, 35.0, 40.0, 100.0):
        assert 0 <= futures.probability_at(target) <= futures.probability_by(target) <= 1


def test_no_chance_is_given_beyond_eight_years():
    """From 2025 the year 2033 has one, 2034 has none, neither at nor by."""
    last, beyond = (uncertainty.futures(Scenario(target_year=year)) for year in (2033, 2034))
    assert 0 < last.probability_at(35) < last.probability_by(35) < 1
    assert math.isnan(beyond.probability_at(35)) and math.isnan(beyond.probability_by(35))


# ── Draws ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_seed_gives_the_same_futures_and_others_nearly():
    """Bit for bit with one seed; drawn medians are the scenario within 2 %."""
    first, again = (uncertainty.futures(Scenario(), seed=3).turnover for _ in range(2))
    assert np.array_equal(first, again)
    medians = [np.median(uncertainty.futures(Scenario(), seed=seed).turnover[:, -1]) for seed in range(8)]
    assert medians == pytest.approx(np.full(8, evaluate(Scenario())["turnover_at_target"]), rel=0.02)


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


def test_prices_are_drawn_only_where_there_are_no_ups_and_downs():
    """The ups and downs hold them; counted beside, they would count twice."""
    prices = {name for name in DRAWABLE if uncertainty.PARAMETERS[name].part == "prices"}
    assert set(uncertainty.drawn_ranges(Scenario())) == set(DRAWABLE) - prices
    assert set(uncertainty.drawn_ranges(Scenario(swings=0.0))) == set(DRAWABLE)
    assert len(prices) == 6


def test_drawn_assumptions_without_width_give_the_point():
    own = tuple((name, v, v) for name in DRAWABLE for v in [float(getattr(Scenario(), name))])
    drawn = uncertainty.assumed(Scenario(), own, draws=8)
    assert drawn.at_target == pytest.approx(np.full(8, Case().results["turnover_at_target"]), rel=1e-12)


def test_bad_requests_are_sentences():
    for ask in (uncertainty.futures, uncertainty.assumed):
        with pytest.raises(ValueError, match="power of two"):
            ask(Scenario(), draws=1000)
    with pytest.raises(ValueError, match="target cannot be drawn"):
        uncertainty.own_ranges({"target": (30, 40)})
