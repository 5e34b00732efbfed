"""The border: corridors, rivers, capacity, and the goods as vehicles."""

import csv
import itertools
import math
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import SOURCES, Case, Scenario, border, evaluate, trade
from pages.parts import pictures
from pages.parts.exhibits import crossings, times
from pages.parts.texts import border as texts
from tests.arbitrary import scenarios

few = settings(max_examples=25, deadline=None)
LANES = ("lane_dostyk", "lane_maikapchagai", "lane_kalzhat")
SHUT = Scenario(**dict.fromkeys(LANES, False))
QUIET = SHUT.replace(programme_value=0.0)
with (Path(__file__).parents[1] / "data" / "checkpoints.csv").open(encoding="utf-8", newline="") as file:
    ROAD = [row for row in csv.DictReader(file) if row["mode"] == "road"]
with (Path(__file__).parents[1] / "data" / "border_times.csv").open(encoding="utf-8", newline="") as file:
    HOURS = [
        row
        for row in csv.DictReader(file)
        if row["direction"] in ("in", "out") and row["country"] in ("kz", "cn")
    ]
SHARE = {row["lane_setting"]: float(row["agrifood_share"]) for row in ROAD if row["lane_setting"]}


# ── Corridors and rivers ─────────────────────────────────────────────────────────────────────────────────────


def test_a_day_saved_is_worth_five_per_cent():
    """24 hours at elasticity 4 and a tariff of 1.3 % a day: exp(0.052) − 1 = 5.34 %; 1.7 to 11.1 % at the limits."""
    assert border.export_corridor_gain(24, 4, 0.013) == pytest.approx(0.0533757, abs=5e-8)
    assert border.import_corridor_gain(24, 4, 0.013) == pytest.approx(math.exp(0.052) - 1)
    assert border.export_corridor_gain(24, 2.8, 0.006) == pytest.approx(0.0169, abs=5e-5)
    assert border.export_corridor_gain(24, 5, 0.021) == pytest.approx(0.1107, abs=5e-5)


def test_hours_add_up_in_logarithms():
    """Two days saved are worth a day saved twice; no hour saved is worth nothing."""
    one, two = (border.export_corridor_gain(hours, 4, 0.013) for hours in (24, 48))
    assert 1 + two == pytest.approx((1 + one) ** 2)
    assert border.export_corridor_gain(0, 4, 0.013) == 0


@pytest.mark.parametrize("opened", [c for n in range(4) for c in itertools.combinations(LANES, n)])
def test_each_corridor_has_its_share_of_farm_trade(opened):
    """The checkpoints that open count with their shares in the table, and no other does."""
    found = evaluate(SHUT.replace(**dict.fromkeys(opened, True)))["corridor_share"]
    assert found == pytest.approx(sum(SHARE[lane] for lane in opened), abs=1e-15)


def test_the_shares_of_the_checkpoints():
    """All five together are all farm trade by road; the three that may open are 38 % of it."""
    assert set(SHARE) == set(LANES)
    assert sum(float(row["agrifood_share"]) for row in ROAD) == pytest.approx(1.0)
    assert evaluate(Scenario())["corridor_share"] == pytest.approx(0.38)


@few
@given(scenarios(**dict.fromkeys(LANES, False)))
def test_without_new_corridors_nothing_is_added(scenario):
    """Where none opens the hours, the elasticity and the year do not matter."""
    results = evaluate(scenario)
    assert not results["corridor_exports"].any() and not results["corridor_imports"].any()


@pytest.mark.parametrize(
    ("changes", "opens", "first"),
    [
        ({}, 2026, 2026),
        ({"start": "kz_2024"}, 2029, 2029),
        ({}, 2025, 9999),
        ({"start": "kz_2024"}, 2023, 9999),
        ({"vantage": "start"}, 2024, 2024),
        ({"vantage": "start", "start": "kz_2024"}, 2024, 9999),
    ],
)
def test_corridors_act_from_their_year_on(changes, opens, first):
    """Nothing before, something from then on; nothing where they were open in the newest year that is counted."""
    results = evaluate(Scenario(**changes, lanes_open=opens))
    for way in ("corridor_exports", "corridor_imports"):
        assert ((results[way] > 0) == (results["year"] >= first)).all(), way


def test_corridors_by_hand():
    """1 billion of farm exports, 0.2 lost to rivers, half of it past a corridor worth 10 %: 0.04; imports alike."""
    exports = border.corridor_exports(1.0, 0.2, 0.5, np.array([0.0, 1.0]), 0.1)
    assert exports.tolist() == pytest.approx([0, 0.04])
    imports = border.corridor_imports(20.0, 0.05, 0.5, np.array([0.0, 1.0]), 0.1)
    assert imports.tolist() == pytest.approx([0, 0.05])


def test_rivers_by_hand():
    """Of 10 billion 6.5 % are farm goods; a fifth grows on rivers; half the water is missing: 0.065 lost."""
    farm = border.agrifood_exports(10.0, 0.065)
    assert border.water_loss(farm, 0.2, 0.5, np.array([0, 1])).tolist() == pytest.approx([0, 0.065])


# ── What can be carried ──────────────────────────────────────────────────────────────────────────────────────


def test_rail_tonnes_by_hand():
    """2025: 35.6 Mt. A year later exports and imports are 3.3 % and transit 5 % heavier, corridors and goods shut."""
    expected = 35.6 * ((13.7 + 3.0) * 1.033 + 15.3 * 1.05) / 32
    for start in ("stated_2022", "kz_2024", "kz_2025"):
        results = evaluate(QUIET.replace(start=start))
        from_2025 = results["year"] >= 2025
        assert results["rail_tonnes"][from_2025][:2] == pytest.approx([35.6, expected])
        assert results["rail_utilisation"][from_2025][:2] == pytest.approx([35.6 / 36, expected / 36])


@pytest.mark.parametrize("start", ["stated_2022", "cn_2022", "cn_2024", "kz_2025"])
def test_the_border_s_newest_year_is_as_counted_whatever_the_start(start):
    """35.6 million tonnes and 1.68 million vehicles of 2025, from whatever year and by whosever count."""
    results = evaluate(QUIET.replace(start=start))
    at = results["year"].tolist().index(2025)
    assert results["rail_tonnes"][at] == pytest.approx(35.6)
    assert results["road_vehicles"][at] == pytest.approx(1.68)


def test_seen_from_the_start_the_border_is_as_it_was_then():
    """23 million tonnes and 0.6396 million vehicles of 2022; what was counted later is not known."""
    results = evaluate(QUIET.replace(vantage="start"))
    expected = 23 * ((13.7 + 3.0) * 1.033 + 15.3 * 1.05) / 32
    assert results["rail_tonnes"][:2] == pytest.approx([23, expected])
    assert results["road_vehicles"][:2] == pytest.approx([0.6396, 0.6396 * 1.033])


def test_exports_weigh_more_than_imports():
    """Twice the exports are 13.7 and twice the imports 3.0 of 32 million tonnes more."""

    def tonnes(exports, imports):
        ways = (np.array([5.0, exports]), np.array([4.0, imports]))
        years = (np.array([2025, 2025]), 2025, 0)
        return border.rail_tonnes(32.0, 13.7, 3.0, 15.3, *ways, 0.1, *years)[1]

    assert tonnes(5.0, 4.0) == pytest.approx(32.0)
    assert tonnes(10.0, 4.0) == pytest.approx(45.7)
    assert tonnes(5.0, 8.0) == pytest.approx(35.0)


@pytest.mark.parametrize("kind", ["oil", "gas", "metals", "uranium", "grain"])
@pytest.mark.parametrize("change", [-0.4, 0.5])
def test_vehicles_do_not_move_with_prices(kind, change):
    """Dearer or cheaper, what is traded weighs as much and takes as many lorries and trains."""
    plain = Scenario(water_shortfall=0.2, fdi_inflow=2.0)
    same, other = evaluate(plain), evaluate(plain.replace(**{f"{kind}_price_change": change}))
    assert abs(other["turnover_at_target"] - same["turnover_at_target"]) > 0.05
    for name in ("rail_tonnes", "road_vehicles", "rail_cut", "programme_trucks_a_day", "programme_tonnes"):
        assert other[name] == pytest.approx(same[name], rel=1e-12), name


def test_lorries_of_goods_inside_other_growth_add_nothing():
    """They are lorries of that growth; on top of it, half a billion is 22.8 more a day."""
    inside, without, on_top = (
        evaluate(Scenario(**changes))
        for changes in ({"programme_inside_growth": True}, {"programme_value": 0.0}, {})
    )
    assert inside["programme_trucks_a_day"][-1] == pytest.approx(1e9 / 1500 / 2 / 20 / 365)
    assert not inside["added_trucks_a_day"].any()
    assert inside["road_vehicles"].tolist() == without["road_vehicles"].tolist()
    lorries = 0.5e9 / 1500 / 2 / 20
    assert on_top["added_trucks_a_day"][-1] == pytest.approx(lorries / 365)
    assert on_top["road_vehicles"][-1] == pytest.approx(without["road_vehicles"][-1] + lorries / 1e6)


def test_trade_without_room_by_hand():
    """Room for 40 of 30, 40 and 50 million tonnes: a fifth of the last finds none, of 0.65 · 10 + 0.35 · 20."""
    tonnes = np.array([30.0, 40.0, 50.0])
    above = border.trade_above_capacity(tonnes, 40.0, 30.0, np.arange(3), 0.65, 0.35, 10.0, 20.0)
    assert above.tolist() == pytest.approx([0, 0, 0.2 * 13.5])
    counted = border.trade_above_capacity(tonnes, 40.0, 30.0, np.zeros(3), 0.65, 0.35, 10.0, 20.0)
    assert not counted.any()


def test_what_was_carried_can_be_carried():
    """With 32 million tonnes carried in the newest year, a capacity of 28 turns away only what comes on top."""
    cut = border.rail_cut(np.array([40.0, 32.0, 40.0]), 28.0, 32.0, np.array([0, 0, 1]))
    assert cut.tolist() == pytest.approx([0, 0, 0.2])


def test_carried_trade_by_hand():
    """A fifth of the 65 % that go by rail finds no room: 8.7 of 10, where capacity is respected."""
    assert trade.carried(10.0, 0.2, 0.65, True) == pytest.approx(8.7)
    assert trade.carried(10.0, 0.2, 0.65, False) == 10.0


def test_full_rails_by_hand():
    """From 2025's 35.6 million tonnes, all that can be carried: a year later 37.1 want to cross and the rest stays."""
    full = QUIET.replace(start="kz_2025", respect_capacity=True, rail_capacity=28.0)
    tonnes = 35.6 * ((13.7 + 3.0) * 1.033 + 15.3 * 1.05) / 32
    cut = 1 - 35.6 / tonnes
    results = evaluate(full)
    assert results["exports"][:2] == pytest.approx([15.196, 15.196 * 1.033 * (1 - 0.65 * cut)])
    assert results["imports"][:2] == pytest.approx([18.9703, 18.9703 * 1.033 * (1 - 0.35 * cut)])


def test_road_vehicles_by_hand():
    """2025: 1.68 million; 3.3 % more a year, and 22.8 lorries a day for the goods that come on top."""
    results = evaluate(SHUT.replace(road_capacity_gain=0.2))
    at = results["year"].tolist().index(2025)
    assert results["road_vehicles"][at] == pytest.approx(1.68)
    lorries = 0.5e9 / 1500 / 2 / 20 / 1e6
    assert results["road_vehicles"][-1] == pytest.approx(1.68 * 1.033**5 + lorries)
    assert results["road_capacity"] == pytest.approx(1.68 * 1.2)
    assert results["road_utilisation"][at] == pytest.approx(1 / 1.2)


def test_the_first_full_year_is_named():
    """The first year above 1, exactly full is not too full, and no year where there is none; each draw its own."""
    year = np.arange(2022, 2026)
    assert border.first_year_above(np.array([0.9, 1.0, 1.1, 1.2]), year).tolist() == [2024]
    assert border.first_year_above(np.array([1.2, 0.9, 1.1, 0.8]), year).tolist() == [2022]
    assert math.isnan(border.first_year_above(np.array([0.9, 0.9, 1.0, 1.0]), year)[0])
    draws = np.array([[0.5, 0.5, 0.5, 1.5], [0.5, 1.5, 1.5, 1.5], [0.5, 0.5, 0.5, 0.5]])
    assert border.first_year_above(draws, year) == pytest.approx(
        np.array([[2025], [2023], [np.nan]]), nan_ok=True
    )


@pytest.mark.parametrize(
    ("changes", "outcome", "year"),
    [
        ({"start": "kz_2024"}, "rail_bottleneck_year", 2026),
        ({"rail_capacity": 28.0}, "rail_bottleneck_year", 2022),
        ({"rail_capacity": 100.0}, "rail_bottleneck_year", None),
        (
            {"organic_export_growth": 0.12, "target_year": 2035, "road_capacity_gain": 0.3},
            "road_bottleneck_year",
            2029,
        ),
        ({}, "road_bottleneck_year", 2026),
        ({"road_capacity_gain": 0.3}, "road_bottleneck_year", None),
    ],
)
def test_bottleneck_years(changes, outcome, year):
    """The year is the first in which use is above 1, looked up one by one; without such a year there is none."""
    results = evaluate(Scenario(**changes))
    use = results[outcome.replace("bottleneck_year", "utilisation")]
    above = [y for y, part in zip(results["year"].tolist(), use.tolist(), strict=True) if part > 1 + 1e-12]
    assert above[:1] == ([] if year is None else [year])
    assert math.isnan(results[outcome]) if year is None else results[outcome] == year


@few
@given(scenario=scenarios(transit_growth=0.15, target_year=2035), capacity=st.floats(28, 60))
def test_respecting_capacity_never_adds_trade(scenario, capacity):
    """Turnover with full rails respected is turnover without, less the trade above capacity."""
    tight = scenario.replace(rail_capacity=round(capacity, 6))
    held, free = (evaluate(tight.replace(respect_capacity=respected)) for respected in (True, False))
    assert free["turnover"] - held["turnover"] == pytest.approx(free["trade_above_capacity"], abs=1e-9)
    assert np.all(held["exports"] <= free["exports"]) and np.all(held["imports"] <= free["imports"])
    assert np.all(free["trade_above_capacity"] >= 0) and free["trade_above_capacity"][0] == 0
    full = free["rail_tonnes"] > max(tight.rail_capacity, 35.6) * (1 + 1e-9)
    full &= free["elapsed"] > 0
    assert np.all(held["turnover"][full] < free["turnover"][full])


# ── The goods as vehicles ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("worth", "lorries"), [(500, 274), (3000, 46)])
def test_a_billion_in_lorries(worth, lorries):
    """All by road, 20 tonnes a lorry: 274 a day at 500 dollars a tonne, 46 at 3,000."""
    scenario = Scenario(value_density=float(worth), road_share_of_programme=1.0, payload=20.0)
    results = evaluate(scenario)
    assert round(results["programme_trucks_a_day"][-1]) == lorries
    assert not results["programme_containers_a_day"].any() and not results["programme_trains_a_week"].any()


def test_a_billion_in_containers_and_trains():
    """Two thirds of a million tonnes, half by rail: 36.5 containers of 25 t a day, 4.6 trains of 1,386 t a week."""
    results = evaluate(Scenario())
    assert results["programme_tonnes"][-1] == pytest.approx(2 / 3)
    assert results["programme_trucks_a_day"][-1] == pytest.approx(1e6 / 3 / 20 / 365)
    assert results["programme_containers_a_day"][-1] == pytest.approx(1e6 / 3 / 25 / 365)
    assert results["programme_trains_a_week"][-1] == pytest.approx(1e6 / 3 / 1386 / 52)


@pytest.mark.parametrize(
    ("worth", "said"),
    [
        (
            1.0,
            "0.67 Mt a year: 46 lorries a day by road, and by rail 37 containers a day or 4.6 trains a week",
        ),
        (0.02, "0.01 Mt a year: 1 lorry a day by road, and by rail 1 container a day or 0.1 trains a week"),
    ],
)
def test_the_goods_as_vehicles_in_a_sentence(worth, said):
    case = Case(Scenario(programme_value=worth))
    assert texts.vehicles(case) == f"In the goal year the goods weigh {said}."


# ── The map ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("year", "status"), [(2028, "not_yet"), (2029, "opens")])
def test_the_map_shows_its_year(year, status):
    """Corridors that open by then, and how full all road and all rail are then, in words and on every way."""
    case = Case(SHUT.replace(lane_kalzhat=True, lanes_open=2029))
    shown = crossings.exhibit(case, year).shown
    marks = shown.query("kind == 'crossing'").set_index("label")
    assert marks.loc["Kalzhat", "corridor"] == status and marks.loc["Maikapchagai", "corridor"] == "not_yet"
    assert marks.loc["Nur Zholy", "corridor"] == "in_place" and (marks.loc["", "corridor"] == "none").all()
    at = case.results["year"].tolist().index(year)
    rail, road = (100 * case.results[f"{mode}_utilisation"][at] for mode in ("rail", "road"))
    ways = shown[shown["kind"] == "way"].drop_duplicates("crossing")
    assert ways.loc[ways["mode"] == "rail", "percent"].tolist() == [rail] * 2
    assert ways.loc[ways["mode"] == "road", "percent"].tolist() == [road] * 5
    words = [f"Rails {rail:.0f} % full in {year}", f"Roads {road:.0f} % full in {year}"]
    assert shown.loc[shown["kind"] == "load", "label"].tolist() == words


def test_every_crossing_of_the_map_can_be_seen_and_says_where_it_comes_from():
    """No two on one spot; each way passes its own; what is no crossing is ours, but for the shapes of countries."""
    exhibit = crossings.exhibit(Case())
    shown = exhibit.shown
    spots = ["longitude", "latitude"]
    marks, ways = shown[shown["kind"] == "crossing"], shown[shown["kind"] == "way"]
    assert not marks.duplicated(spots).any()
    assert len(ways.merge(marks, on=spots)) == len(marks) == ways["crossing"].nunique()
    ground = shown[shown["kind"].isin(["city", "country", "way"])]
    assert ground[spots].notna().all(axis=None)
    assert set(ground["source"]) == {"own_geography", "natural_earth"}
    cited = {source.id for source in exhibit.sources}
    assert cited >= {key for row in ROAD for key in row["source"].split()} | {"natural_earth"}


@pytest.mark.parametrize("capacity", [36.0, 90.0])
def test_a_way_is_as_wide_as_its_load(capacity):
    """Six pixels where all that wants to cross just can; the pale line below stays at six."""
    case = Case(Scenario(rail_capacity=capacity))
    exhibit = crossings.exhibit(case)
    svg = pictures.drawn("svg", exhibit.chart("light"), exhibit.data, "", "").decode()
    lines = re.findall(r'stroke-width="([\d.]+)" stroke-linecap="round"', svg)
    rail, road = (float(case.results[f"{mode}_utilisation"][-1]) for mode in ("rail", "road"))
    assert {round(float(width), 3) for width in lines} == {6.0, round(6 * rail, 3), round(6 * road, 3)}


def test_what_passes_is_said_with_its_year_where_it_was_counted():
    marks = crossings.exhibit(Case()).shown.query("kind == 'crossing'").set_index("name")
    assert marks.loc["Nur Zholy – Khorgos", "passes"] == "725 vehicles a day (2025)"
    assert marks.loc["Altynkol – Khorgos", "passes"] == "16.1 million tonnes (2025)"
    assert marks.loc["Bakhty – Baketu", "passes"] == "no count found"


@pytest.mark.parametrize("case", [Case(), Case(SHUT)])
def test_the_map_says_what_the_corridors_add(case):
    added = [1e3 * float(case.results[f"corridor_{way}"][-1]) for way in ("exports", "imports")]
    said = f"The new corridors add ${added[0]:.1f} mn of exports and ${added[1]:.1f} mn of imports a year"
    assert crossings.exhibit(case).finding == (
        said if any(added) else "No new corridor opens, so nothing is added"
    )


# ── Hours at the border ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("road", "Longest to cross in 2023: out of China (17.0 hours); shortest: into China (2.1 hours)"),
        ("rail", "Longest to cross in 2023: into China (16.3 hours); shortest: out of China (14.0 hours)"),
    ],
)
def test_the_hours_are_those_of_the_table_and_nothing_else_is_cited(mode, said):
    exhibit, rows = times.exhibit(Case(), mode), [row for row in HOURS if row["mode"] == mode]
    assert exhibit.finding == said
    drawn = exhibit.table()[["Year", "Hours"]].itertuples(index=False, name=None)
    assert sorted(drawn) == sorted((int(row["year"]), float(row["hours"])) for row in rows)
    assert {source.id for source in exhibit.sources} == {row["source"] for row in rows}
    assert set(exhibit.table()["Source"]) == {SOURCES[row["source"]].title for row in rows}


# ── Rivers in a sentence ─────────────────────────────────────────────────────────────────────────────────────


def test_the_rivers_in_a_sentence():
    assert texts.rivers(Case()) == "With enough river water no farm exports are lost."
    case = Case(Scenario(water_shortfall=0.4))
    lost = 1e3 * case.results["water_loss"][-1]
    assert texts.rivers(case) == (
        f"If 40 % of the river water is missing, ${lost:.1f} mn of farm exports are lost a year."
    )
