"""The extra goods: how they build up, what is delivered, and which goods are on the list."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Case, Scenario, evaluate, goods, presets, tables
from engine.load import PRODUCTS, products_from
from pages.parts.exhibits import basket, build_up, delivery
from tests.arbitrary import scenarios

few = settings(max_examples=25, deadline=None)

# ── The ramp ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_ramp_by_hand():
    """Start 2024, three years: 3x² − 2x³ at ¼, ½, ¾ is 5/32, 1/2, 27/32; then all of it."""
    years = np.arange(2022, 2030)
    ramp = goods.ramp(years, 2024, 3)
    assert ramp.tolist() == pytest.approx([0, 0, 5 / 32, 1 / 2, 27 / 32, 1, 1, 1])


def test_ramp_of_no_years_is_overnight():
    """Without a ramp the programme runs in full from its first year on."""
    assert goods.ramp(np.arange(2022, 2027), 2024, 0).tolist() == [0, 0, 1, 1, 1]


@given(start=st.integers(2023, 2030), length=st.integers(0, 8))
def test_ramp_rises_from_nothing_to_all(start, length):
    """It never falls, is 0 before the first year and 1 from start + ramp on, whatever year trade is looked at from."""
    years = np.arange(2022, 2046)
    ramp = goods.ramp(years, start, length)
    assert np.all(np.diff(ramp) >= 0)
    assert np.all(ramp[years < start] == 0) and np.all(ramp[years >= start + length] == 1)
    assert np.all(ramp[years >= start] > 0)


# ── What has run already ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("start", ["stated_2022", "kz_2023", "kz_2024", "kz_2025"])
def test_a_programme_that_has_begun_adds_the_rest_of_its_ramp_and_nothing_twice(start):
    """Begun in 2024, half of 1 billion runs in 2025 and is in its figures: 11/32 come in 2026, then half."""
    results = evaluate(Scenario(start=start))
    after = results["year"] > 2025
    assert not results["programme_added"][~after].any()
    assert results["programme_added"][after].tolist() == pytest.approx([11 / 32, 1 / 2, 1 / 2, 1 / 2, 1 / 2])
    assert results["programme_in_base"] == 0.5 and results["programme_at_target"] == 0.5


def test_a_programme_that_is_done_adds_nothing():
    """Full size in 2024 and counted in 2025: nothing is left to add, and the same trade as without it."""
    done = Scenario(programme_start=2023, programme_ramp=0)
    results, without = evaluate(done), evaluate(done.replace(programme_value=0.0))
    assert results["programme_at_target"] == 0 and results["ramp"][-1] == 1
    assert results["turnover"].tolist() == without["turnover"].tolist()


def test_seen_from_the_start_all_of_it_is_to_come():
    results = evaluate(Scenario(vantage="start"))
    assert results["programme_in_base"] == 0 and results["programme_at_target"] == 1
    assert results["programme_since_start"] == 1 == evaluate(Scenario())["programme_since_start"]


@few
@given(scenarios())
def test_what_is_added_is_what_comes_after_the_newest_year(scenario):
    """Nothing by then, later the new trade less what ran; never below nothing."""
    results = evaluate(scenario)
    counted = results["elapsed"] == 0
    assert not results["programme_added"][counted].any()
    if not scenario.programme_inside_growth and scenario.reading == "a_year":
        rest = results["net_programme"] - results["programme_in_base"]
        assert results["programme_added"][~counted] == pytest.approx(rest[~counted], abs=1e-12)
    assert np.all(results["programme_added"] >= 0)


# ── The programme ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_programme_by_hand():
    """2 billion, 60 % kept, half of it arrives, a quarter replaces other sales: 0.6, of it 0.45 new."""
    gross = goods.gross_programme(2.0, 0.6, 0.5, np.array([0.0, 0.5, 1.0]), "a_year", 1.5)
    assert gross.tolist() == pytest.approx([0, 0.3, 0.6])
    net = goods.net_programme(gross, 0.25)
    assert net.tolist() == pytest.approx([0, 0.225, 0.45])
    added = goods.programme_added(net, 0.0, False, np.arange(3))
    assert added.tolist() == net.tolist()
    counted = np.array([0, 0, 1])
    assert goods.programme_added(net, 0.225, False, counted).tolist() == pytest.approx([0, 0, 0.225])
    assert not goods.programme_added(net, 0.225, True, counted).any()
    assert goods.programme_inputs(added, 0.2, 0.25).tolist() == pytest.approx([0, 0.01125, 0.0225])


def test_a_total_is_spread_like_the_ramp():
    """A total of 3 over a ramp of ½ and 1 is 1 and 2; what ran before the years looked at is not spread again."""
    ramp, in_all = np.array([0, 0.5, 1]), goods.ramp_in_all(2024, 1, 2025)
    assert in_all.tolist() == [1.5] and goods.ramp_in_all(2030, 1, 2029)[0] < 1e-300
    for seen, expected in ((ramp, [0, 1, 2]), (ramp[2:], [2])):
        found = goods.gross_programme(3.0, 1, 1, seen, "in_total", in_all)
        assert found.tolist() == pytest.approx(expected)


@few
@given(scenarios(reading="a_year"))
def test_an_amount_a_year_is_reached(scenario):
    """Once the ramp is over, the promised amount flows every year."""
    results = evaluate(scenario)
    promised = scenario.programme_value * scenario.realisation * results["delivered_weight"]
    full = results["ramp"] == 1
    assert results["gross_programme"][full] == pytest.approx(np.full(full.sum(), promised), rel=1e-12)
    assert np.all(results["gross_programme"] <= promised * (1 + 1e-12))


@few
@given(scenarios(reading="in_total"))
def test_a_total_adds_up(scenario):
    """Read as a total, the yearly amounts add up to the promise with those before the starting point."""
    results = evaluate(scenario)
    promised = scenario.programme_value * scenario.realisation * results["delivered_weight"]
    every = goods.ramp(
        np.arange(2023, scenario.target_year + 1), scenario.programme_start, scenario.programme_ramp
    )
    within = results["ramp"].sum() / every.sum() if every.any() else 0.0
    assert results["gross_programme"].sum() == pytest.approx(promised * within, rel=1e-12, abs=1e-15)
    if scenario.programme_start >= results["year"][0] and every.any():
        assert within == pytest.approx(1.0)


@few
@given(scenarios())
def test_no_programme_no_effect(scenario):
    """A programme of nothing, or of which nothing arrives, leaves turnover to the rest of trade."""
    for none in (
        scenario.replace(programme_value=0.0),
        scenario.replace(goods_delivered=0),
        scenario.replace(programme_inside_growth=True),
    ):
        results = evaluate(none)
        assert np.all(results["programme_added"] == 0) and np.all(results["programme_inputs"] == 0)
        assert np.all(results["programme_tonnes"] == 0) or none.programme_inside_growth
        elsewhere = evaluate(none.replace(programme_value=3.0 if none.goods_delivered == 0 else 0.0))
        assert results["turnover"].tolist() == elsewhere["turnover"].tolist()
        assert results["required_growth_with_programme"] == pytest.approx(
            results["required_growth"], abs=1e-15
        )


def test_inside_growth_the_goods_explain_part_of_it():
    """As part of the other growth they add nothing; what is left of 1 explains part of the growth since 2025."""
    results = evaluate(Scenario(programme_inside_growth=True))
    assert results["programme_at_target"] == 0 and results["gap_share"] == 0
    assert results["net_programme"][-1] == 1.0
    assert results["organic_growth_explained"] == pytest.approx(0.5 / (15.196 * (1.033**5 - 1)), rel=1e-12)
    assert evaluate(Scenario())["organic_growth_explained"] == 0


def test_without_export_growth_there_is_nothing_to_explain():
    """Where exports do not grow, the explained part is not defined."""
    scenario = Scenario(programme_inside_growth=True, organic_export_growth=-0.01)
    assert np.isnan(evaluate(scenario)["organic_growth_explained"])


# ── What arrives ─────────────────────────────────────────────────────────────────────────────────────────────

WEIGHTS = np.array([0.5, 0.3, 0.15, 0.05])
ORDERS = ("largest_first", "average", "smallest_first")
weight_lists = st.lists(st.floats(0.001, 1), min_size=1, max_size=30).map(lambda w: np.array(w) / sum(w))


@pytest.mark.parametrize(
    ("delivered", "largest_first", "average", "smallest_first"),
    [
        (0, 0, 0, 0),
        (1, 0.05, 0.25, 0.5),
        (2, 0.2, 0.5, 0.8),
        (3, 0.5, 0.75, 0.95),
        (4, 1, 1, 1),
        (9, 1, 1, 1),
    ],
)
def test_delivered_worth_by_hand(delivered, largest_first, average, smallest_first):
    """Of four goods worth 50, 30, 15 and 5 %: what is left if the largest, any, or the smallest fail first."""
    expected = (largest_first, average, smallest_first)
    found = [float(goods.delivered_weight(delivered, 4, WEIGHTS, order)) for order in ORDERS]
    assert found == pytest.approx(expected)


@given(weights=weight_lists, part=st.floats(0, 1))
def test_the_order_of_failure_orders_the_worth(weights, part):
    """Losing the largest first leaves least, losing the smallest first leaves most; nothing and all are fixed."""
    delivered = part * weights.size
    worst, mean, best = (goods.delivered_weight(delivered, weights.size, weights, order) for order in ORDERS)
    assert worst <= mean + 1e-12 and mean <= best + 1e-12
    for order in ORDERS:
        assert goods.delivered_weight(0, weights.size, weights, order) == 0
        assert goods.delivered_weight(weights.size, weights.size, weights, order) == pytest.approx(1)


@given(size=st.integers(1, 180), part=st.floats(0, 1))
def test_equal_goods_fail_alike(size, part):
    """With even weights the order of failure does not matter."""
    even = np.full(size, 1 / size)
    found = [float(goods.delivered_weight(part * size, size, even, order)) for order in ORDERS]
    assert found == pytest.approx([part] * 3, abs=1e-12)


def test_goods_that_carry_most_of_the_worth():
    """50 + 30 % are 80 %; of 135 equal goods it takes 108."""
    assert goods.goods_for_80(WEIGHTS[::-1]) == 2
    assert goods.goods_for_80(np.array([0.79, 0.2, 0.01])) == 2
    assert goods.goods_for_80(np.full(135, 1 / 135)) == 108
    assert evaluate(Scenario())["goods_for_80"] == 108


@pytest.mark.parametrize("size", range(5, 181, 5))
def test_four_fifths_of_equal_goods_carry_four_fifths(size):
    """Rounding in the sum never asks for one good more."""
    assert goods.goods_for_80(np.full(size, 1 / size)) == size * 4 // 5


@given(weight_lists)
def test_goods_that_carry_most_are_the_fewest(weights):
    """That many of the largest reach 80 %, one fewer does not."""
    largest = np.sort(weights)[::-1]
    count = int(goods.goods_for_80(weights))
    assert largest[:count].sum() >= 0.8 - 1e-9 and largest[: count - 1].sum() < 0.8


@few
@given(scenarios())
def test_weights_add_up(scenario):
    """The list's weights are never negative and add up to one; no more goods than asked for, none twice."""
    results = evaluate(scenario)
    weights = results["basket_weights"]
    assert weights.sum() == pytest.approx(1) and np.all(weights >= 0)
    assert weights.size == results["basket_size"] == len(set(results["basket"].tolist()))
    assert weights.size <= scenario.programme_goods
    assert np.all(np.diff(weights) <= 1e-15)


# ── A basket by hand ─────────────────────────────────────────────────────────────────────────────────────────

HEADING = list(PRODUCTS.table.columns)
# code, BEC, to China, exports, imports of the markets, of China, from China — all in dollars
ROWS = [
    ("150710", "121", 0, 20_000_000, 200_000_000, 50_000_000, 0),  # oil: supply 0.1
    ("110100", "122", 2_000_000, 10_000_000, 100_000_000, 100_000_000, 0),  # flour: 0.1
    ("270900", "31", 9_000_000, 100_000_000, 1_000_000_000, 60_000_000, 0),  # crude: 0.1, commodity
    ("851712", "62", 5_000_000, 50_000_000, 500_000_000, 40_000_000, 60_000_000),  # phones: 0.1, re-export
    ("880240", "521", 0, 30_000_000, 300_000_000, 30_000_000, 0),  # aeroplanes: 0.1, aircraft
    ("040900", "122", 0, 900_000, 9_000_000, 20_000_000, 0),  # honey: 0.1, few exports
    ("170490", "122", 0, 5_000_000, 50_000_000, 9_000_000, 0),  # sweets: 0.1, small market
    ("010619", "41", 0, 4_000_000, 40_000_000, 11_000_000, 0),  # live animals: 0.1
    ("270112", "31", 1_000_000, 10_000_000, 100_000_000, 40_000_000, 0),  # coal: 0.1, commodity
]
# Supply is 0.1 throughout. Commodities: Σ supply · demand = 10 million, of which 10 are sold. All others: 26 and 7.
EASE = {True: 1.0, False: 7 / 26}
OPEN = {
    "exclude_commodities": False,
    "exclude_reexports": False,
    "exclude_aircraft": False,
    "min_exports": 0.0,
    "min_china_imports": 0.0,
}


def csv_of(rows):
    """A file in the form of the product table, suppliers left blank."""
    lines = [",".join(HEADING)]
    for code, bec, *amounts in rows:
        lines.append(",".join([code, f"Good {code}", bec, *map(str, amounts), *[""] * 6]))
    return BytesIO("\n".join(lines).encode())


@pytest.fixture(scope="module")
def shelf():
    return products_from(csv_of(ROWS))


def listed(products, **changes):
    scenario = Scenario(**changes)
    return [str(code) for code in products.hs6[evaluate(scenario, products=products)["basket"]]]


def test_ease_and_potential_by_hand(shelf):
    """Ease is one number for commodities and one for all other goods; potential is ease · supply · demand."""
    demand = np.array([row[5] for row in ROWS])
    for kind, ease in EASE.items():
        of = shelf.commodity == kind
        assert goods.export_ease(shelf.exports_to_china[of], 0.1 * demand[of]) == pytest.approx(ease)
    expected = [EASE[row[1] == "31"] * 0.1 * row[5] for row in ROWS]
    assert goods.export_potential(shelf).tolist() == pytest.approx(expected)


def test_commodities_do_not_set_the_potential_of_other_goods(shelf):
    """Ten times the crude that is sold leaves what flour could sell as it was."""
    more = [(*row[:2], 10 * row[2], *row[3:]) if row[1] == "31" else row for row in ROWS]
    other, same = products_from(csv_of(more)), ~shelf.commodity
    assert (goods.export_potential(other) == goods.export_potential(shelf))[same].all()
    assert (goods.export_potential(other) > goods.export_potential(shelf))[~same].all()


def test_unrealised_potential_by_hand(shelf):
    """Oil could sell 35/26 million; flour 70/26, of which 2 are sold; crude and phones sell more than potential."""
    expected = [35e6 / 26, 18e6 / 26, 0, 0, 21e6 / 26, 14e6 / 26, 6.3e6 / 26, 7.7e6 / 26, 3e6]
    assert goods.unrealised_potential(shelf).tolist() == pytest.approx(expected)


def test_potential_adds_up_to_what_is_sold(shelf):
    """Ease is set so that all potential of a kind together equals its actual exports to China."""
    for products in (shelf, PRODUCTS):
        for kind in (products.commodity, ~products.commodity):
            potential = goods.export_potential(products)[kind].sum()
            assert potential == pytest.approx(products.exports_to_china[kind].sum())


def test_ranking_by_hand(shelf):
    """Without filters the goods come by unused potential; what has none, in the order of the table."""
    everything = ["270112", "150710", "880240", "110100", "040900", "010619", "170490", "270900", "851712"]
    assert listed(shelf, **OPEN) == everything


def test_default_filters_by_hand(shelf):
    """By default only oil, flour and live animals remain."""
    assert listed(shelf) == ["150710", "110100", "010619"]
    results = evaluate(Scenario(weights="data"), products=shelf)
    total = (35e6 + 18e6 + 7.7e6) / 26
    assert results["basket_unrealised"] == pytest.approx(total / 1e9)
    assert results["basket_weights"][0] == pytest.approx(35e6 / 26 / total)


@pytest.mark.parametrize(
    ("filter_on", "removed"),
    [
        ({"exclude_commodities": True}, {"270900", "270112"}),
        ({"exclude_reexports": True}, {"851712"}),
        ({"exclude_aircraft": True}, {"880240"}),
        ({"min_exports": 1.0}, {"040900"}),
        ({"min_china_imports": 10.0}, {"170490"}),
        ({"min_exports": 4.0}, {"040900", "010619"}),
    ],
)
def test_each_filter_removes_what_it_says(shelf, filter_on, removed):
    """Against the open list each filter takes off its own goods and no other; a limit must be exceeded."""
    assert set(listed(shelf, **OPEN)) - set(listed(shelf, **{**OPEN, **filter_on})) == removed


def test_primary_goods_are_commodities():
    """Goods of the primary BEC categories count as commodities, whatever their chapter."""
    for bec, out in (("111", True), ("112", True), ("21", True), ("31", True), ("22", False), ("122", False)):
        products = products_from(csv_of([("100199", bec, 5, 5, 50, 50, 0)]))
        assert products.commodity.tolist() == [out], bec


@pytest.mark.parametrize(
    ("code", "commodity", "aircraft"),
    [
        ("250100", True, False),
        ("270111", True, False),
        ("284410", True, False),
        ("284420", False, False),
        ("740311", True, False),
        ("740811", False, False),
        ("720449", True, False),
        ("841112", False, True),
        ("841121", False, False),
        ("880240", False, True),
    ],
)
def test_groups_follow_the_code(code, commodity, aircraft):
    """Minerals, natural uranium, unwrought and scrap metal are commodities; chapter 88 and turbo-jets aircraft."""
    place = PRODUCTS.hs6.tolist().index(code)
    bec = PRODUCTS.table["bec4"][place]
    assert bool(PRODUCTS.commodity[place]) is (commodity or bec in ("111", "112", "21", "31"))
    assert bool(PRODUCTS.aircraft[place]) is aircraft
    assert commodity or not PRODUCTS.commodity[place]


def test_goods_added_by_hand_come_whatever_the_filters_say(shelf):
    """An added good is listed in its rank, and pushes the last one off a full list."""
    assert listed(shelf, goods_added=("880240",)) == ["150710", "880240", "110100", "010619"]
    full = listed(PRODUCTS)
    with_crude = listed(PRODUCTS, goods_added=("270900",))
    assert "270900" not in full and len(with_crude) == len(full)
    assert [code for code in with_crude if code != "270900"] == full[:-1]


def test_goods_dropped_by_hand_leave_the_list(shelf):
    """A dropped good is off, even if it was added; the next one moves up."""
    assert listed(shelf, goods_dropped=("150710",)) == ["110100", "010619"]
    assert listed(shelf, goods_added=("880240",), goods_dropped=("880240",)) == listed(shelf)
    full = listed(PRODUCTS)
    shorter = listed(PRODUCTS, goods_dropped=(full[0],))
    assert shorter[:-1] == full[1:] and shorter[-1] not in full


def test_a_list_may_be_shorter_than_asked_for(shelf):
    """Where the filters leave few goods, weights still add up and the same part of the worth arrives."""
    results = evaluate(Scenario(goods_delivered=27), products=shelf)
    assert results["basket_size"] == 3 and results["basket_weights"].sum() == pytest.approx(1)
    assert results["delivered_weight"] == pytest.approx(0.2)


def test_goods_without_potential_weigh_the_same():
    """If no good on the list has potential left, weights by data are even."""
    products = products_from(csv_of([("270900", "31", 9, 10_000_000, 100_000_000, 60_000_000, 0)]))
    products_two = products_from(csv_of([ROWS[2], ("270910", "31", 9_000_000, *ROWS[2][3:])]))
    assert evaluate(Scenario(weights="data", **OPEN), products=products)["basket_weights"].tolist() == [1.0]
    weights = evaluate(Scenario(weights="data", **OPEN), products=products_two)["basket_weights"]
    assert weights.tolist() == pytest.approx([0.5, 0.5])


# ── Our list ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_our_list_holds_a_third_of_the_claim():
    """135 goods with the default filters: 0.34 billion unused, against 1 promised."""
    results = evaluate(Scenario())
    assert results["basket_size"] == 135
    assert results["basket_unrealised"] == pytest.approx(0.335, abs=0.005)
    assert results["claim_covered"] == pytest.approx(results["basket_unrealised"])
    assert np.isnan(evaluate(Scenario(programme_value=0.0))["claim_covered"])


@pytest.mark.parametrize(
    ("changes", "unrealised"),
    [
        ({"exclude_aircraft": False}, 0.50),
        ({"exclude_reexports": False}, 0.44),
        ({"exclude_aircraft": False, "exclude_reexports": False}, 0.60),
    ],
)
def test_looser_filters_hold_more_but_not_the_claim(changes, unrealised):
    """Re-exports and aircraft raise it to less than two thirds of the promise; commodities are the rest."""
    found = evaluate(Scenario(**changes))["basket_unrealised"]
    assert found == pytest.approx(unrealised, abs=0.005)
    assert evaluate(Scenario(exclude_commodities=False))["basket_unrealised"] > 1


def test_the_basket_table_repeats_the_results():
    """The table of goods has a row a good, best first, weights adding up, and nothing the filters leave out."""
    scenario = presets()["cautious"]
    table = tables.basket(Case(scenario))
    assert table["rank"].tolist() == list(range(1, 136))
    assert table["weight"].sum() == pytest.approx(1)
    assert table["unrealised"].is_monotonic_decreasing
    assert table["unrealised"].sum() / 1e3 == pytest.approx(evaluate(scenario)["basket_unrealised"])
    rest = table["potential"] - table["exports_to_china"]
    assert rest.tolist() == pytest.approx(table["unrealised"].tolist())
    assert (table["exports"] > 1).all() and (table["china_imports"] > 10).all()
    assert (table["sold_already"] == (table["exports_to_china"] > 0)).all()


def test_the_delivery_table_runs_from_none_to_all():
    """For each order of failure the worth rises from 0 to 1."""
    table = tables.delivery(Case(Scenario(programme_goods=20)))
    for order, part in table.groupby("order"):
        assert part["delivered"].tolist() == list(range(21)), order
        assert part["share"].iloc[0] == 0 and part["share"].iloc[-1] == pytest.approx(1)
        assert part["share"].is_monotonic_increasing


# ── Charts ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_good_holds_and_carries_several_hold_and_carry_none_does_nothing():
    """On a reader's own table the list may be that short."""
    cases = [
        Case(Scenario(weights="data"), products=products_from(csv_of(rows))) for rows in (ROWS, ROWS[:4:3])
    ]
    assert [basket.exhibit(case).finding.split(" $")[0] for case in cases] == [
        "Our 3 goods hold",
        "Our 1 good holds",
    ]
    covered = [basket.exhibit(case.replace(programme_value=0.001)).finding for case in cases]
    assert covered[0].startswith("Our 3 goods hold $0.00 bn of unused potential a year, enough for")
    assert covered[1].startswith("Our 1 good holds $0.00 bn of unused potential a year, enough for")
    several, one = (delivery.exhibit(case).finding for case in cases)
    assert several.startswith("2 goods carry 80 %") and one.startswith("One good carries 80 %")
    none = cases[1].replace(goods_dropped=("150710",))
    assert delivery.exhibit(none).finding == "No good is on the list, so none carries anything"


@pytest.mark.parametrize("order", delivery.ORDERS)
def test_the_rule_in_the_delivery_chart_meets_the_scenario_s_line_at_what_arrives(order):
    case = Case(Scenario(weights="data", failure_order=order, goods_delivered=60))
    shown = delivery.exhibit(case).shown
    (here,) = shown["here"].dropna()
    (met,) = shown.query("delivered == @here and order == @order")["percent"]
    assert here == 60 and met == pytest.approx(100 * case.results["delivered_weight"])


def test_the_build_up_draws_the_engine_s_three_lines():
    case = Case(Scenario(displacement=0.25, realisation=0.6))
    table = build_up.exhibit(case).table().set_index("Year")
    for head, outcome in (
        ("before displacement", "gross_programme"),
        ("added to exports", "programme_added"),
        ("inputs bought in China", "programme_inputs"),
    ):
        assert table[head].tolist() == pytest.approx(case.results[outcome].tolist(), abs=5e-4)
