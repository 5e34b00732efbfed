"""Growth to the goal: worked examples first, then laws."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine import Case, Scenario, evaluate, growth, past, presets, tables
from engine.remarks import remarks
from pages.parts.exhibits import grid, ladder, windows
from pages.parts.texts import overview, required_growth
from tests.arbitrary import scenarios

amounts = st.floats(0.1, 1000)
years = st.integers(1, 40)
rates = st.floats(0.001, 0.5)


def needed(target, start, years):
    return growth.required_growth(growth.implied_growth(target, start, years))


# ── Worked examples: (35 / 24)^(1/8) − 1 and its like, by pocket calculator ──────────────────────────────────


@pytest.mark.parametrize(
    ("target", "start", "years", "rate"),
    [(35, 24, 8, 0.04829159), (35, 31.2, 8, 0.01446994), (35, 30.1, 6, 0.02545575), (121, 100, 2, 0.1)],
)
def test_growth_needed(target, start, years, rate):
    """From the stated 24, from China's 31.2 and from Kazakhstan's 30.1 of 2024; 100 to 121 in two years is 10 %."""
    assert needed(target, start, years) == pytest.approx(rate, abs=5e-9)


@pytest.mark.parametrize(
    ("start", "rate"),
    [("stated_2022", 0.04829159), ("cn_2022", 0.01457566), ("kz_2024", 0.02512906), ("kz_2025", 0.00483330)],
)
def test_scenario_gives_the_growth_needed(start, rate):
    """The same through a whole evaluation."""
    assert evaluate(Scenario(start=start))["required_growth"] == pytest.approx(rate, abs=5e-9)


def test_from_the_newest_year():
    """From Kazakhstan's 34.1663 of 2025 the goal of 40 by 2030 takes 3.203 % a year."""
    assert evaluate(Scenario(start="kz_2025", target=40))["required_growth"] == pytest.approx(
        0.03203021, abs=5e-9
    )


def test_the_stated_proposal():
    """The gap is 11; 1 on top at face value closes a eleventh and leaves 4.45 % a year; a good is worth 7.4 million."""
    results = evaluate(Scenario())
    assert results["horizon"] == 8
    assert results["gap"] == 11.0
    assert results["gap_share"] == pytest.approx(0.0909, abs=5e-5)
    assert results["required_growth_with_programme"] == pytest.approx(0.04450004, abs=5e-9)
    assert results["growth_relief"] == pytest.approx(0.04829159 - 0.04450004, abs=1e-8)
    assert results["mean_value_per_good"] == pytest.approx(7.4, abs=0.05)


def test_growth_needed_from_the_newest_observed_year():
    """Kazakhstan's newest total is 34.17 of 2025, whatever year of that ledger the scenario starts from."""
    results = evaluate(Scenario(start="kz_2022"))
    assert results["required_growth_since_last_observed"] == pytest.approx(0.00483330, abs=5e-9)
    assert evaluate(Scenario(start="cn_2022"))["required_growth_since_last_observed"] == 0.0


def test_past_growth_is_an_average():
    """10 to 40 in two years doubles twice; 40 to 10 halves twice."""
    assert growth.average_growth(10, 40, 2) == pytest.approx(1.0)
    assert growth.average_growth(40, 10, 2) == pytest.approx(-0.5)


def test_years_to_double_at_ten_per_cent():
    """ln 2 / ln 1.1 is 7.2725."""
    assert growth.years_to_target(48, 24, 0.1) == pytest.approx(7.272541, abs=1e-6)


# ── A goal that is met, no time, no growth ───────────────────────────────────────────────────────────────────


def test_a_goal_that_is_met_needs_no_growth_and_is_said():
    """China's count of 2023 lies above 35: nothing is needed, nothing is missing, and a remark says so."""
    scenario = Scenario(start="cn_2023")
    results = evaluate(scenario)
    assert results["required_growth"] == 0 and results["gap"] == 0 and results["years_to_target"] == 0
    assert results["required_growth_with_programme"] == 0 and results["growth_relief"] == 0
    assert results["implied_growth"] < 0
    assert math.isnan(results["gap_share"])
    said = str(remarks(scenario, results)[0])
    assert "already met" in said and "41.055" in said and "2023" in said and "35" in said


def test_nothing_is_said_of_a_met_goal_where_it_is_not():
    """The proposal's goal is ahead, so there is no remark at all."""
    assert remarks(Scenario(), evaluate(Scenario())) == []


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"programme_goods": 100}, "More goods succeed (135 goods) than are on the list (100 goods)"),
        (
            {"programme_start": 2023, "programme_ramp": 0},
            "begun in 2023, and what it brought by 2025 is in that year's figures",
        ),
        ({"min_exports": 20.0, "min_china_imports": 200.0}, "pass the filters, fewer than the 135 goods"),
    ],
)
def test_remarks_say_what_a_scenario_means(changes, part):
    """Combinations that mean something else than they seem are named."""
    scenario = Scenario(**changes)
    assert any(part in str(remark) for remark in remarks(scenario, evaluate(scenario)))


@pytest.mark.parametrize("horizon", [0, -1])
def test_no_time_is_infinite_growth_or_none(horizon):
    """Without years to the goal no growth suffices, unless the goal is met."""
    assert needed(35, 24, horizon) == math.inf
    assert needed(35, 41, horizon) == 0
    with_programme = growth.required_growth_with_programme
    assert with_programme(35, 24, horizon, np.array([1.0])) == math.inf
    assert with_programme(35, 34, horizon, np.array([1.0])) == 0
    assert growth.projected_growth(32.0, 24.0, horizon) == 0


@pytest.mark.parametrize("rate", [0.0, -0.02])
def test_without_growth_the_goal_is_never_reached(rate):
    """Zero or falling trade takes infinitely many years, and none where the goal is met."""
    assert growth.years_to_target(35, 24, rate) == math.inf
    assert growth.years_to_target(24, 35, rate) == 0


def test_formulas_take_arrays():
    """Arrays in, array out, the same numbers as one by one."""
    target, start = np.array([35.0, 40.0, 20.0]), 24.0
    one_by_one = [float(needed(value, start, 8)) for value in target]
    assert needed(target, start, 8).tolist() == pytest.approx(one_by_one)
    assert growth.gap(target, start).tolist() == [11.0, 16.0, 0.0]
    assert growth.years_to_target(target, start, 0.05).tolist() == pytest.approx(
        [float(growth.years_to_target(value, start, 0.05)) for value in target]
    )


# ── Laws ─────────────────────────────────────────────────────────────────────────────────────────────────────


@given(start=amounts, factor=st.floats(1, 20), years=years)
def test_growing_as_needed_ends_at_the_goal(start, factor, years):
    """The required path starts at the start and ends at the target."""
    target = start * factor
    path = growth.required_path(start, needed(target, start, years), np.arange(years + 1))
    assert path[0] == start
    assert path[-1] == pytest.approx(target, rel=1e-9)
    assert np.all(np.diff(path) >= 0)


@given(start=amounts, factor=st.floats(1.001, 20), rate=rates)
def test_years_to_the_goal_undo_growth(start, factor, rate):
    """Growing for that many years at that rate gives the target."""
    after = growth.years_to_target(start * factor, start, rate)
    assert start * (1 + rate) ** after == pytest.approx(start * factor, rel=1e-9)


@given(start=amounts, factor=st.floats(1.001, 20), years=years)
def test_growth_needed_takes_as_long_as_there_is(start, factor, years):
    """At the required growth the goal is reached in the goal year."""
    rate = needed(start * factor, start, years)
    assert growth.years_to_target(start * factor, start, rate) == pytest.approx(years, rel=1e-6)


@given(first=amounts, rate=st.floats(-0.5, 0.5), years=years)
def test_average_growth_undoes_growth(first, rate, years):
    """The average growth of a steady path is its rate."""
    assert growth.average_growth(first, first * (1 + rate) ** years, years) == pytest.approx(rate, abs=1e-9)


@given(target=amounts, start=amounts, years=years, programme=st.floats(0, 100))
def test_a_programme_never_raises_the_growth_needed(target, start, years, programme):
    """What is needed beside a programme lies between nothing and what is needed without it."""
    with_it = growth.required_growth_with_programme(target, start, years, programme)
    assert 0 <= with_it <= needed(target, start, years) + 1e-15
    without = growth.required_growth_with_programme(target, start, years, 0.0)
    assert without == pytest.approx(needed(target, start, years), abs=1e-15)


@given(start=amounts, share=st.floats(0.01, 0.99), gap=st.floats(0.1, 100), years=years)
def test_the_rest_and_the_programme_make_the_goal(start, share, gap, years):
    """Other trade grown at the remaining rate, plus the programme, is the target."""
    programme = share * gap
    rate = growth.required_growth_with_programme(start + gap, start, years, programme)
    assert start * (1 + rate) ** years + programme == pytest.approx(start + gap, rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(scenarios())
@example(Scenario(start="kz_2025", target_year=2025))
def test_growth_outcomes_agree_with_each_other(scenario):
    """No outcome is a negative rate sold as a plan; projected growth leads to the projection; the gap is what lacks."""
    results = evaluate(scenario)
    assert results["required_growth"] >= results["required_growth_with_programme"] >= 0
    if math.isinf(results["required_growth_with_programme"]):  # no years are left
        assert math.isnan(results["growth_relief"])
    else:
        assert results["growth_relief"] >= 0
    start, base = results["turnover"][0], results["turnover"][results["elapsed"] == 0][-1]
    if results["years_ahead"] > 0:
        reached = base * (1 + results["projected_growth"]) ** results["years_ahead"]
        assert reached == pytest.approx(results["turnover_at_target"], rel=1e-9)
    assert results["gap"] == pytest.approx(max(scenario.target - start, 0), abs=1e-9)
    if results["gap"] > 0:
        share = results["programme_since_start"] / results["gap"]
        assert results["gap_share"] == pytest.approx(share, rel=1e-12)
    if base < scenario.target and results["years_ahead"] > 0:
        reached_in_time = results["turnover_at_target"] >= scenario.target
        assert (results["years_to_target"] <= results["years_ahead"] * (1 + 1e-12)) == reached_in_time


# ── Tables and sentences ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("ledger", past.LEDGERS)
@pytest.mark.parametrize("years", [3, 8, 15])
def test_a_past_window_grows_from_its_first_year_to_its_last(ledger, years):
    """At its average growth the one leads to the other; it cites both, and no window of observed years is left out."""
    observed, frame = past.observed(ledger), past.past_growth(Scenario(), ledger, years)
    assert frame["first"].tolist() == [year for year in observed.index if year + years in observed.index]
    for row in frame.itertuples():
        first, last = observed.loc[row.first], observed.loc[row.last]
        assert row.last - row.first == years
        assert first["turnover"] * (1 + row.growth) ** years == pytest.approx(last["turnover"])
        assert row.source == f"{first['source']} {last['source']}"


@pytest.mark.parametrize("scenario", [*presets().values(), Scenario(target=77.5, target_year=2041)])
def test_the_ladder_has_the_growth_needed_in_its_own_cell(scenario):
    frame = tables.growth_ladder(scenario.target, scenario.target_year)
    own = frame.query("start == @scenario.start and target == @scenario.target")
    (cell,) = own[own["target_year"] == scenario.target_year].itertuples()
    assert cell.growth == evaluate(scenario)["required_growth"]
    assert cell.met == (evaluate(scenario)["gap"] == 0)


@settings(max_examples=30, deadline=None)
@given(scenarios())
def test_the_grid_names_the_growth_needed_in_whole_per_cents(scenario):
    """The least that reaches the goal is what is needed, rounded up, where the grid is wide enough."""
    case, said = Case(scenario), grid.exhibit(Case(scenario)).finding
    needed = case.results["required_growth"]
    if case.results["gap"] == 0:
        assert said == "The goal lies at or below the starting point"
    elif needed > 0.12:
        assert said.startswith("Even 12 % a year does not reach")
    else:
        assert f"{math.ceil(100 * needed - 1e-9)} % a year is the least" in said


@pytest.mark.parametrize(
    ("changes", "years", "said"),
    [
        ({}, 8, "15 of 23 past windows of 8 years grew at least 4.8 % a year"),
        ({"target": 60}, 5, "19 of 26 past windows of 5 years grew at least 12.1 % a year"),
        ({"start": "cn_2023"}, 8, "No growth is needed; 21 of 26 past windows of 8 years had some"),
        ({}, 29, "2 of 2 past windows of 29 years grew at least 4.8 % a year"),
        ({}, 40, "No past window of 40 years is on record"),
    ],
)
def test_the_windows_count_what_was_fast_enough(changes, years, said):
    assert windows.exhibit(Case(Scenario(**changes)), years=years).finding == said


def test_the_ladder_says_where_the_goal_is_met():
    found = [ladder.exhibit(Case(Scenario(target=target))).finding for target in (45, 28, 20)]
    assert found == [
        "$45.0 bn by 2030: met already from 1 of 9 starting points, up to 8.2 % a year from the others",
        "$28.0 bn by 2030: met already from 7 of 9 starting points, up to 1.9 % a year from the others",
        "$20.0 bn is already met from every starting point",
    ]


@pytest.mark.parametrize(
    ("changes", "when", "below"),
    [
        ({}, "about 2026", "projected; goal about 2026"),
        ({"vantage": "start"}, "about 2033", "projected; goal about 2033"),
        ({"start": "cn_2023"}, "already met", "projected; goal already met"),
        (
            {"organic_export_growth": -0.02, "organic_import_growth": -0.02, "programme_value": 0.0},
            "never",
            "projected; goal never reached",
        ),
    ],
)
def test_when_the_goal_is_reached_is_said_alone_and_below_the_number(changes, when, below):
    case = Case(Scenario(**changes))
    assert required_growth.years(case) == when
    assert below in [big.below for big in overview.numbers(case)]


def test_the_year_in_which_the_goal_is_reached_is_the_first_with_enough():
    """Grown at the scenario's own rate, turnover is at the goal then, and was not a year before."""
    for scenario in presets().values():
        results, year = evaluate(scenario), required_growth.year_reached(Case(scenario))
        base = results["elapsed"] == 0
        newest, first = results["turnover"][base][-1], results["year"][base][-1]
        if newest < scenario.target and math.isfinite(year):
            then = newest * (1 + results["projected_growth"]) ** (year - first - np.array([1, 0]))
            assert then[0] < scenario.target <= then[1] * (1 + 1e-9)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (
            "kz_2024",
            "Closing the gap takes 12.1 % a year; the ten years to 2024 gave 5.8 % a year, the ten to 2025 12.5 % a year",
        ),
        (
            "kz_2023",
            "Closing the gap takes 10.4 % a year; the ten years to 2023 gave 2.8 % a year, the ten to 2025 12.5 % a year",
        ),
    ],
)
def test_the_growth_needed_stands_beside_one_decade_or_two(start, said):
    """From the newest observed year there is no newer decade to name."""
    assert required_growth.needed(Case(Scenario(start=start, target=60))) == said


@pytest.mark.parametrize(
    ("target", "part"),
    [
        (20, "Both have counted $20.0 bn or more."),
        (40, "By China's count $40.0 bn was passed in 2023; by Kazakhstan's it never was."),
        (77.5, "Neither has ever counted $77.5 bn."),
    ],
)
def test_two_counts_see_a_goal_differently(target, part):
    said = required_growth.two_counts(Case(Scenario(target=target)))
    assert part in said and said.endswith("You look from: 2022 as stated.")
