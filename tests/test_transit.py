"""The Trans-Caspian route and the Khorgos centre: transit is no trade between the two, shopping only when asked."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Case, Scenario, evaluate, transit
from pages.parts.exhibits import route
from pages.parts.texts import border as texts
from tests.arbitrary import scenarios

few = settings(max_examples=25, deadline=None)


# ── The Trans-Caspian route ──────────────────────────────────────────────────────────────────────────────────


def test_the_goal_takes_fourteen_per_cent_a_year():
    """From 4.5 to 10 million tonnes in 6 years is 14.2347 % a year, and that growth leads there."""
    assert transit.titr_required_growth(4.5, 2024, 10.0, 2030) == pytest.approx(0.142347, abs=5e-7)
    results = evaluate(Scenario())
    assert results["titr_required_growth"] == pytest.approx(0.142347, abs=5e-7)
    expected = [4.5 * (10 / 4.5) ** (n / 6) for n in range(7)]
    assert results["titr_demand"].tolist() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("capacity", "year", "left"), [(6.0, 2027, 4.0), (9.0, 2030, 1.0), (10.0, None, 0), (20.0, None, 0)]
)
def test_what_the_route_cannot_take(capacity, year, left):
    """6 million tonnes are too few from 2027 on and 4 do not fit; room for exactly the goal is enough."""
    results = evaluate(Scenario(titr_capacity=capacity))
    assert results["titr_not_fitting"] == left
    found = results["titr_binding_year"]
    assert math.isnan(found) if year is None else found == year


@given(st.floats(4.5, 12))
def test_the_binding_year_is_the_first_that_is_too_full(capacity):
    """All years before it fit, it does not; without one, all fit."""
    demand, year = evaluate(Scenario())["titr_demand"], np.arange(2024, 2031)
    too_full = [
        y for y, tonnes in zip(year.tolist(), demand.tolist(), strict=True) if tonnes > capacity + 1e-9
    ]
    found = transit.titr_binding_year(demand, capacity, year)[0]
    assert found == too_full[0] if too_full else math.isnan(found)


def test_many_capacities_have_each_their_own_full_year():
    """Capacities side by side give what they give one by one."""
    demand, year = evaluate(Scenario())["titr_demand"], np.arange(2024, 2031)
    found = transit.titr_binding_year(demand, np.array([[6.0], [9.5], [11.0]]), year)
    assert found.ravel().tolist() == pytest.approx([2027, 2030, math.nan], nan_ok=True)


@few
@given(scenarios())
def test_transit_is_never_part_of_trade(scenario):
    """Whatever the route can take, trade of every year is the same to the last digit."""
    narrow, wide = (evaluate(scenario.replace(titr_capacity=capacity)) for capacity in (6.0, 20.0))
    for name in ("exports", "imports", "turnover", "rail_tonnes", "policy_exports"):
        assert narrow[name].tolist() == wide[name].tolist(), name


@pytest.mark.parametrize(
    ("capacity", "said"),
    [
        (6.0, "takes 14.2 % a year; a capacity of 6 Mt a year is too small from 2027 on"),
        (10.0, "takes 14.2 % a year and fits into 10 Mt a year"),
    ],
)
def test_the_route_s_chart_says_whether_the_goal_fits(capacity, said):
    """Its lines: what was observed, from the last of it to the goal, and what the route can take."""
    exhibit = route.exhibit(Case(Scenario(titr_capacity=capacity)))
    assert exhibit.finding == f"The Trans-Caspian goal {said}"
    line = {
        name: rows.set_index("Year")["Million tonnes"] for name, rows in exhibit.table().groupby("Series")
    }
    needed = line["on the way to the goal"]
    assert needed[2024] == line["observed"][2024] == 4.5 and needed[2030] == 10
    assert set(line["capacity"]) == {capacity}
    assert {source.id for source in exhibit.sources} == {"titr"}


# ── The Khorgos centre ───────────────────────────────────────────────────────────────────────────────────────


def test_shopping_counts_only_when_asked_and_as_imports():
    """5,000 visits a day at 150 dollars are 0.27375 billion a year, from the first year that is not yet counted."""
    assert transit.icbc_spending(5000, 150) == pytest.approx(0.27375)
    plain, counted = (evaluate(Scenario(icbc_counted=c)) for c in (False, True))
    assert plain["icbc_spending"] == counted["icbc_spending"] == pytest.approx(0.27375)
    assert counted["imports"] - plain["imports"] == pytest.approx(np.array([*[0] * 4, *[0.27375] * 5]))
    assert counted["exports"].tolist() == plain["exports"].tolist()
    seen = evaluate(Scenario(icbc_counted=True, vantage="start"))["icbc_counted_trade"]
    assert seen.tolist() == pytest.approx([0, *[0.27375] * 8])


@few
@given(scenario=scenarios(icbc_counted=False), visits=st.integers(0, 23000), dollars=st.floats(20, 1000))
def test_shopping_that_is_not_counted_does_nothing(scenario, visits, dollars):
    """Not counted, neither visits nor spending move trade."""
    busy = scenario.replace(icbc_visits_a_day=float(visits), icbc_spend_per_visit=round(dollars, 6))
    assert evaluate(busy)["turnover"].tolist() == evaluate(scenario)["turnover"].tolist()


def test_the_centre_in_a_sentence():
    plain, counted = (texts.centre(Case(Scenario(icbc_counted=c))) for c in (False, True))
    assert plain == (
        "Visitors of the Khorgos centre would spend $0.27 bn a year at $150 a visit. It is not counted in turnover."
    )
    assert counted.endswith("$150 a visit. It is counted as imports here.")
