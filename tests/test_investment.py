"""Investment, the Trans-Caspian route and the Khorgos centre: small effects, each asked for by name."""

import numpy as np
import pytest

from engine import PARAMETERS, Scenario, evaluate, transit


def test_the_stated_investment_changes_nothing():
    """23 billion in 15 years is what the starting point rests on."""
    results = evaluate(Scenario())
    assert (
        results["fdi_change"] == 0 and not results["fdi_exports"].any() and not results["fdi_equipment"].any()
    )
    assert PARAMETERS["fdi_stated"].value == pytest.approx(23 / 15, abs=5e-4)


def test_more_investment_buys_at_once_and_sells_after_the_lag():
    """1 billion more a year, lag 3: equipment from 2023 on; from 2026 on 1, 2, 3 … billion of capital at work."""
    results = evaluate(Scenario(fdi_inflow=2.533))
    assert results["fdi_equipment"].tolist() == pytest.approx([0, *[0.3] * 8])
    assert results["fdi_capital"].tolist() == pytest.approx([0, 0, 0, 0, 1, 2, 3, 4, 5])
    assert results["fdi_exports"][-1] == pytest.approx(5 * 0.3 * 0.4 * 0.25)


def test_the_trans_caspian_goal_takes_fourteen_per_cent_a_year():
    """From 4.5 to 10 million tonnes in 6 years; 6 million are too few from 2027 on, and 4 do not fit."""
    results = evaluate(Scenario())
    assert results["titr_required_growth"] == pytest.approx((10 / 4.5) ** (1 / 6) - 1)
    assert round(results["titr_required_growth"], 4) == 0.1423
    assert (results["titr_binding_year"], results["titr_not_fitting"]) == (2027, 4.0)
    roomy = evaluate(Scenario(titr_capacity=10.0))
    assert np.isnan(roomy["titr_binding_year"]) and roomy["titr_not_fitting"] == 0
    assert results["titr_demand"][-1] == pytest.approx(10)


def test_many_capacities_have_each_their_own_full_year():
    demand, year = evaluate(Scenario())["titr_demand"], np.arange(2024, 2031)
    assert transit.titr_binding_year(demand, np.array([[6.0], [9.5]]), year).ravel().tolist() == [2027, 2030]


def test_transit_is_never_part_of_turnover():
    assert (
        evaluate(Scenario(titr_capacity=20.0))["turnover"].tolist()
        == evaluate(Scenario())["turnover"].tolist()
    )


def test_shopping_counts_only_when_asked_and_as_imports():
    """5,000 visits a day at 150 dollars are 0.27375 billion a year."""
    assert transit.icbc_spending(5000, 150) == pytest.approx(0.27375)
    plain, counted = (evaluate(Scenario(icbc_counted=c)) for c in (False, True))
    assert counted["imports"][1:] - plain["imports"][1:] == pytest.approx(np.full(8, 0.27375))
    assert counted["exports"].tolist() == plain["exports"].tolist()
    assert counted["imports"][0] == plain["imports"][0]
