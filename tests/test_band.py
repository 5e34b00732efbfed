"""The band about a scenario and the chance of a goal, against worked figures, laws, and a twin in plain Python."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import band, past, uncertainty
from engine.band import HORIZON, Width

FEW = settings(max_examples=40, deadline=None)
KZ = past.width("kz")
# the newest year of Kazakhstan's count, grown by the default 3.3 % until 2030
MIDDLE = past.observed_turnover("kz")[2025] * 1.033**5
AHEAD = np.arange(-3, HORIZON + 1)

sizes = st.floats(0.05, 0.5)
widths = st.builds(Width, sizes, st.integers(5, 60), st.floats(0, 1.5), st.floats(0, 2), st.none())
amounts = st.floats(1, 300)
years = st.integers(1, HORIZON)


# ── A twin that shares nothing with the engine ───────────────────────────────────────────────────────────────


def student_below(t, freedom, steps=400):
    """The share of a Student t below a value, by Simpson's rule over its density."""
    top = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    at = [top * (1 + (i * t / steps) ** 2 / freedom) ** (-(freedom + 1) / 2) for i in range(steps + 1)]
    return 0.5 + t / steps / 3 * (at[0] + at[-1] + 4 * sum(at[1:-1:2]) + 2 * sum(at[2:-1:2]))


def student_at(share, freedom):
    """Its inverse, by halving."""
    low, high = -40.0, 40.0
    for _ in range(40):
        half = (low + high) / 2
        low, high = (half, high) if student_below(half, freedom) < share else (low, half)
    return low


def twin_scale(ahead, width):
    return width.spread * math.sqrt(width.swings**2 * ahead + width.growth_doubt**2 * ahead**2 / width.years)


@settings(max_examples=5, deadline=None)
@given(amounts, st.sampled_from([0.05, 0.1, 0.25, 0.75, 0.9]), years, sizes, st.integers(5, 60))
def test_quantiles_are_those_of_a_twin(middle, level, ahead, spread, n):
    width = Width(spread, n)
    twin = middle * math.exp(student_at(level, n - 1) * twin_scale(ahead, width))
    assert band.quantile(middle, ahead, level, width) == pytest.approx(twin, rel=1e-5)


# With five years a tail 40 sizes away still holds 1.2 in a million; at 60 it is below what the law allows.
@given(amounts, amounts, years, sizes, st.integers(5, 60))
@example(300.0, 20.0, 1, 0.0609, 5)
@FEW
def test_chances_are_those_of_a_twin(middle, goal, ahead, spread, n):
    width = Width(spread, n)
    away = math.log(middle / goal) / twin_scale(ahead, width)
    twin = student_below(away, n - 1) if abs(away) < 60 else float(away > 0)
    assert band.chance(middle, goal, ahead, width) == pytest.approx(twin, abs=1e-6)


# ── Worked figures ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_size_of_a_change_by_hand():
    """1, 2, 1 changes by ± ln 2 about 0; a steady growth has no size; two counts count as many as they are long."""
    assert band.spread(np.array([1.0, 2.0, 1.0])) == pytest.approx(math.sqrt(2) * math.log(2))
    assert band.spread(1.05 ** np.arange(9)) == pytest.approx(0, abs=1e-12)
    a, b = np.array([1.0, 2.0, 1.0]), 1.1 ** np.arange(4)
    assert band.spread(a, b) == pytest.approx(math.sqrt(2 * math.log(2) ** 2 / 3))


def test_the_past_of_both_counts():
    """σ and n are what thirty and thirty-three yearly changes say, and what was known in 2022."""
    assert KZ.spread == pytest.approx(0.251, abs=5e-4) and KZ.years == 30
    assert past.width("cn") == KZ._replace(years=33)
    seen = past.width("kz", 2022)
    assert (round(seen.spread, 3), seen.years) == (0.262, 27)
    assert past.split_swings() == pytest.approx(0.21, abs=0.005)


def test_every_year_of_a_count_is_there():
    """A gap would pass for one large yearly change."""
    for ledger in past.LEDGERS:
        assert set(np.diff(past.observed_turnover(ledger).index)) == {1}


@pytest.mark.parametrize(
    ("ledger", "column", "slope", "share"),
    [
        ("kz", "turnover", 0.62, 0.49),
        ("kz", "exports", 0.64, 0.44),
        ("kz", "imports", 0.54, 0.37),
        ("cn", "turnover", 0.54, 0.39),
        ("cn", "exports", 0.55, 0.32),
        ("cn", "imports", 0.50, 0.15),
    ],
)
def test_trade_went_with_oil(ledger, column, slope, share):
    """Half of the ups and downs of turnover; imports follow as well."""
    found = past.with_oil(ledger, column)
    assert found.slope == pytest.approx(slope, abs=0.01) and found.share == pytest.approx(share, abs=0.01)


def test_a_price_that_explains_all_leaves_nothing():
    price = np.array([20.0, 30.0, 25.0, 60.0])
    found = band.oil_link(3 * price**0.5, price)
    assert found == pytest.approx((0.5, 1.0))
    assert band.spread_beside_oil(0.25, found.share) == pytest.approx(0, abs=1e-7)


@pytest.mark.parametrize(
    ("ahead", "half", "eight", "nine"),
    [
        (1, 1.19, 1.40, 1.54),
        (2, 1.28, 1.62, 1.86),
        (3, 1.37, 1.82, 2.17),
        (4, 1.44, 2.01, 2.48),
        (5, 1.51, 2.21, 2.80),
        (8, 1.73, 2.85, 3.88),
    ],
)
def test_the_factors_of_the_bands(ahead, half, eight, nine):
    """How many times the middle the upper ends are; the lower are as many times below."""
    upper, lower = (
        band.quantile(1.0, ahead, np.array(levels), KZ) for levels in ((0.75, 0.9, 0.95), (0.25, 0.1, 0.05))
    )
    assert upper == pytest.approx([half, eight, nine], abs=0.006)
    assert lower * upper == pytest.approx([1, 1, 1])


CASES = {  # count, growth, oil as set: middle, 50 % band, 80 % band, 90 % band, chances of 35, 40, 82, 100 in %
    ("kz", 0.0, False): (34.2, (22.6, 51.7), (15.4, 75.6), (12.2, 95.6), (48, 40, 8, 4)),
    ("kz", 0.033, False): (40.2, (26.6, 60.8), (18.2, 89.0), (14.4, 112.5), (59, 50, 12, 7)),
    ("kz", 0.05, False): (43.6, (28.8, 66.0), (19.7, 96.5), (15.6, 122.1), (64, 56, 15, 9)),
    ("kz", 0.08, False): (50.2, (33.2, 75.9), (22.7, 111.1), (17.9, 140.5), (72, 64, 21, 13)),
    ("kz", 0.033, True): (40.2, (29.9, 54.1), (22.7, 71.0), (19.2, 84.1), (62, 50, 6, 2)),
    ("cn", 0.033, False): (57.3, (38.0, 86.4), (26.1, 125.9), (20.7, 158.8), (79, 72, 28, 18)),
    ("cn", 0.05, False): (62.2, (41.2, 93.7), (28.3, 136.6), (22.4, 172.3), (83, 77, 32, 22)),
    ("cn", 0.033, True): (57.3, (41.5, 79.0), (30.9, 106.1), (25.8, 127.3), (85, 77, 23, 12)),
}


@pytest.mark.parametrize("case", CASES)
def test_bands_of_2030(case):
    """Within 1 % of the worked table, and its chances within half a point of rounding."""
    ledger, growth, oil_as_set = case
    middle, *bands, chances = CASES[case]
    width = past.width(ledger)
    if oil_as_set:
        width = width._replace(spread=band.spread_beside_oil(width.spread, past.with_oil(ledger).share))
    found = past.observed_turnover(ledger)[2025] * (1 + growth) ** 5
    assert found == pytest.approx(middle, rel=0.01)
    for level, ends in zip((0.5, 0.8, 0.9), bands, strict=True):
        levels = np.array([(1 - level) / 2, (1 + level) / 2])
        assert band.quantile(found, 5, levels, width) == pytest.approx(ends, rel=0.01)
    said = [100 * band.chance(found, goal, 5, width) for goal in (35, 40, 82, 100)]
    assert said == pytest.approx(chances, abs=0.6)


# ── Laws ─────────────────────────────────────────────────────────────────────────────────────────────────────


@given(amounts, years, widths)
@FEW
def test_the_scenario_is_the_middle(middle, ahead, width):
    """Half of all futures lie above it, whatever is set, to the last digit."""
    assert band.quantile(middle, ahead, 0.5, width) == middle
    if band.scale(ahead, width):
        assert band.chance(middle, middle, ahead, width) == 0.5


@given(amounts, amounts, years)
@FEW
def test_without_swings_and_doubt_there_is_only_the_scenario(middle, goal, ahead):
    sure = Width(0.25, 30, 0.0, 0.0)
    assert band.quantile(middle, ahead, 0.95, sure) == middle
    assert band.chance(middle, goal, ahead, sure) == float(middle >= goal)
    assert band.chance(middle, middle, ahead, sure) == 1


def test_observed_years_have_no_width():
    assert list(band.scale(np.array([-2, 0]), KZ)) == [0, 0]
    assert band.chance(34.0, 35.0, 0, KZ) == 0 and band.chance(36.0, 35.0, -1, KZ) == 1


@given(amounts, amounts, amounts, years, sizes)
@FEW
def test_chances_fall_with_the_goal_and_rise_with_the_middle(middle, a, b, ahead, spread):
    width, (low, high) = Width(spread, 30), sorted((a, b))
    assert band.chance(middle, low, ahead, width) >= band.chance(middle, high, ahead, width)
    assert band.chance(low, middle, ahead, width) <= band.chance(high, middle, ahead, width)
    assert (band.chance(middle, a, ahead, width) >= 0.5) == (middle >= a)


@given(years, widths)
@FEW
def test_layers_add_up(ahead, width):
    """The log's variance is that of the swings and that of growth."""
    swings, growth = (band.scale(ahead, width._replace(**{name: 0.0})) for name in ("growth_doubt", "swings"))
    assert band.scale(ahead, width) ** 2 == pytest.approx(swings**2 + growth**2)


def test_the_layers_of_2030():
    """Log variances of the default: 0.315 swings, 0.052 growth; growth alone gives 27.2 to 59.3."""
    growth = KZ._replace(swings=0.0)
    assert band.scale(5, KZ._replace(growth_doubt=0.0)) ** 2 == pytest.approx(0.315, abs=5e-4)
    assert band.scale(5, growth) ** 2 == pytest.approx(0.052, abs=5e-4)
    ends = band.quantile(MIDDLE, 5, np.array([0.05, 0.25, 0.75, 0.95]), growth)
    assert ends == pytest.approx([27.2, 34.4, 47.0, 59.3], rel=0.01)


def test_a_range_of_the_reader_s_own_takes_the_place_of_history_s_doubt():
    """From 0 to 6.58 % is a doubt of two points a year; history's own range gives history's band."""
    assert band.doubt_of_range(0.0, 0.0658) == pytest.approx(0.02, abs=1e-5)
    alone = KZ._replace(swings=0.0, doubt=0.02)
    assert band.scale(np.array([1, 5]), alone) == pytest.approx([0.02, 0.10])
    same = KZ._replace(doubt=KZ.spread / math.sqrt(KZ.years))
    assert band.scale(5, same) == pytest.approx(band.scale(5, KZ))


def test_no_chance_is_given_beyond_what_was_tested():
    found = band.chance(40.0, 100.0, np.array([HORIZON, HORIZON + 1]), KZ)
    assert np.isfinite(found[0]) and np.isnan(found[1])
    assert np.isfinite(band.quantile(40.0, 15, 0.9, KZ))


# ── Draws ────────────────────────────────────────────────────────────────────────────────────────────────────

POINTS = uncertainty.sobol(band.dimensions(HORIZON) + HORIZON, 2**15, 35)


@pytest.mark.parametrize("width", [KZ, KZ._replace(swings=0.6), KZ._replace(growth_doubt=2.0, doubt=0.01)])
def test_draws_have_the_quantiles_of_the_closed_form(width):
    """Within 1 %, in every year; observed years stand still."""
    drawn = band.departures(AHEAD, band.shocks(HORIZON, POINTS, width.years), width)
    assert drawn.shape == (len(POINTS), AHEAD.size) and (drawn[:, AHEAD <= 0] == 1).all()
    for level in (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95):
        assert np.quantile(drawn, level, axis=0) == pytest.approx(
            band.quantile(1.0, AHEAD, level, width), rel=0.01
        )


def test_touching_a_goal_by_2030():
    """At 3.3 % a year, any year from 2026: 79, 67, 15 and 8 of 100; never less likely than being there."""
    ahead = np.arange(6)
    middle = past.observed_turnover("kz")[2025] * 1.033**ahead
    futures = middle * band.departures(ahead, band.shocks(5, POINTS, KZ.years), KZ)
    for goal, said in ((35, 0.79), (40, 0.67), (82, 0.15), (100, 0.08)):
        touched = band.touching(futures, goal, ahead)
        assert touched == pytest.approx(said, abs=0.01)
        assert touched >= band.chance(middle[-1], goal, 5, KZ) - 0.005
    assert np.isnan(band.touching(futures, 35, ahead + HORIZON))


def test_exports_and_imports_part_and_turnover_stays():
    """The scenario's share of exports is the middle; the log of their ratio walks with the size given."""
    share = band.split(np.full(AHEAD.size, 0.4), AHEAD, POINTS[:, band.dimensions(HORIZON) :], 0.21)
    assert np.median(share, axis=0) == pytest.approx(0.4, rel=0.01)
    assert (share[:, AHEAD <= 0] == pytest.approx(0.4)) and (share > 0).all() and (share < 1).all()
    ratio = np.log(share / (1 - share))[:, AHEAD > 0].std(axis=0)
    assert ratio == pytest.approx(0.21 * np.sqrt(np.arange(1, HORIZON + 1)), rel=0.02)
