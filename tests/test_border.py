"""The border: corridors, capacity, and the goods as vehicles."""

import math

import numpy as np
import pytest
from hypothesis import given, settings

from engine import Scenario, border, evaluate
from engine.load import CHECKPOINTS
from tests.arbitrary import scenarios

few = settings(max_examples=25, deadline=None)
LANES = ("lane_dostyk", "lane_maikapchagai", "lane_kalzhat")


def test_a_day_saved_is_worth_five_per_cent():
    """24 hours at elasticity 4 and a tariff of 1.3 % a day: exp(0.052) − 1 = 5.34 %."""
    assert border.export_corridor_gain(24, 4, 0.013) == pytest.approx(0.0533757, abs=1e-7)
    assert border.import_corridor_gain(24, 4, 0.013) == pytest.approx(math.exp(0.052) - 1)


def test_a_billion_is_274_lorries_a_day():
    """At 500 dollars a tonne, all by road, 20 tonnes a lorry; 46 at 1,500 dollars and half by road."""
    assert round(border.programme_trucks_a_day(border.programme_tonnes(1.0, 500), 1.0, 20)) == 274
    assert round(evaluate(Scenario())["programme_trucks_a_day"][-1]) == 46


def test_each_corridor_has_its_share_of_farm_trade():
    """A lane alone opens its own checkpoint's share; all three open 38 %, for two were open before."""
    shut = Scenario(lane_dostyk=False, lane_maikapchagai=False, lane_kalzhat=False)
    for lane, share in (("lane_dostyk", 0.14), ("lane_maikapchagai", 0.05), ("lane_kalzhat", 0.19)):
        assert evaluate(shut.replace(**{lane: True}))["corridor_share"] == pytest.approx(share)
    assert evaluate(Scenario())["corridor_share"] == pytest.approx(0.38)
    assert CHECKPOINTS.agrifood_share.sum() == pytest.approx(1.0)


@few
@given(scenarios(**dict.fromkeys(LANES, False)))
def test_without_new_corridors_nothing_is_added(scenario):
    results = evaluate(scenario)
    assert not results["corridor_exports"].any() and not results["corridor_imports"].any()


def test_corridors_act_from_their_year_on():
    """Opened in 2026 they add nothing in 2025 and something in 2026; never anything in the starting year."""
    added = dict(zip(range(2022, 2031), evaluate(Scenario(lanes_open=2026))["corridor_exports"], strict=True))
    assert added[2025] == 0 < added[2026]
    assert evaluate(Scenario(start="kz_2024", lanes_open=2023))["corridor_exports"][0] == 0


def test_rail_tonnes_by_hand():
    """2022: 23 Mt. A year later exports and imports are 3.3 % and transit 5 % heavier, corridors and goods shut."""
    s = Scenario(programme_value=0.0, lane_dostyk=False, lane_maikapchagai=False, lane_kalzhat=False)
    expected = 23 * ((13.7 + 3.0) * 1.033 + 15.3 * 1.05) / 32
    results = evaluate(s)
    assert results["rail_tonnes"][:2] == pytest.approx([23, expected])
    assert results["rail_utilisation"][1] == pytest.approx(expected / 32)


def test_dearer_commodities_are_not_heavier():
    """Doubling the worth of exports by prices alone leaves the tonnes as they are."""
    plain, dear = (evaluate(Scenario(programme_value=0.0, commodity_price_change=c)) for c in (0.0, 0.5))
    assert dear["exports"][-1] > 1.3 * plain["exports"][-1]
    assert dear["rail_tonnes"] == pytest.approx(plain["rail_tonnes"], rel=1e-3)


def test_the_first_full_year_is_named():
    """The first year above 1, and no year where there is none."""
    year = np.arange(2022, 2026)
    assert border.first_year_above(np.array([0.9, 1.0, 1.1, 1.2]), year).tolist() == [2024]
    assert math.isnan(border.first_year_above(np.array([0.9, 0.9, 1.0, 1.0]), year)[0])


@few
@given(scenarios())
def test_respecting_capacity_never_adds_trade(scenario):
    """Turnover with full rails respected is turnover without, less the trade above capacity."""
    held, free = (evaluate(scenario.replace(respect_capacity=r)) for r in (True, False))
    assert free["turnover"] - held["turnover"] == pytest.approx(free["trade_above_capacity"], abs=1e-9)
    assert np.all(free["trade_above_capacity"] >= 0) and free["trade_above_capacity"][0] == 0
