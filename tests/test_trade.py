"""Exports, imports and turnover by year: laws that hold in every scenario."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import PARAMETERS, Scenario, evaluate, model, presets, trade
from engine.load import PRODUCTS, STARTING_POINTS
from tests.arbitrary import NUMBERS, of_first, scenarios

STARTS = sorted(STARTING_POINTS)
few = settings(max_examples=25, deadline=None)
SHARES = ("xinjiang_share_of_turnover", "china_share_of_trade", "delivered_weight", "ramp")


# ── Worked examples ──────────────────────────────────────────────────────────────────────────────────────────


DATA = Path(__file__).parents[1] / "data"
KINDS = ("oil", "gas", "metals", "uranium", "grain")


def share_of(kind, column):
    """What a kind of good is of a column of the product table, by the longest prefix of its codes."""
    with (DATA / "price_groups.csv").open(encoding="utf-8", newline="") as file:
        groups = {row["prefix"]: row["group"] for row in csv.DictReader(file)}
    with (DATA / "products_2024.csv").open(encoding="utf-8", newline="") as file:
        goods = [(row["hs6"], int(row[column])) for row in csv.DictReader(file)]
    of_kind = sum(worth for code, worth in goods if groups.get(code[:4], groups.get(code[:2])) == kind)
    return of_kind / sum(worth for _code, worth in goods)


def test_crude_is_an_eighth_of_exports_to_china():
    """12 % of 2024, not the 77 % that all commodities are; metals and ores are the half."""
    shares = dict(zip(KINDS, trade.price_shares(PRODUCTS)[0].tolist(), strict=True))
    assert shares == pytest.approx({kind: share_of(kind, "exports_to_china_usd") for kind in KINDS})
    assert shares["oil"] == pytest.approx(0.124, abs=5e-4) and shares["metals"] == pytest.approx(
        0.549, abs=5e-4
    )
    everywhere = trade.price_shares(PRODUCTS)[1].tolist()
    assert everywhere == pytest.approx([share_of(kind, "exports_usd") for kind in KINDS])


def test_prices_move_in_a_straight_line_with_their_shares():
    """Oil −30 % and metals +50 % by the eighth year: half as much of each share in the fourth."""
    found = trade.price_effect(-0.3, 0.0, 0.5, 0.0, 0.0, PRODUCTS, np.array([0, 4, 8]), 8)
    moved = -0.3 * share_of("oil", "exports_to_china_usd") + 0.5 * share_of("metals", "exports_to_china_usd")
    assert found.tolist() == pytest.approx([1, 1 + moved / 2, 1 + moved])
    others = trade.other_price_effect(-0.3, 0, 0.5, 0, 0, PRODUCTS, 0.4, np.array([0, 4, 8]), 8)
    moved = -0.3 * share_of("oil", "exports_usd") + 0.5 * share_of("metals", "exports_usd")
    assert others.tolist() == pytest.approx([1, 1 + 0.4 * moved / 2, 1 + 0.4 * moved])


def test_oil_pulls_all_trade_by_its_link():
    """−36 % by the eighth year at a link of one half is √0.64 = 0.8; no link, no pull."""
    years = np.array([0, 4, 8])
    assert trade.oil_pull(-0.36, 0.5, years, 8).tolist() == pytest.approx([1, 0.82**0.5, 0.8])
    assert trade.oil_pull(-0.36, 0.0, years, 8).tolist() == [1, 1, 1]


def test_dearer_oil_in_a_whole_evaluation():
    """+21 %: imports rise by √1.21 = 1.1, exports by that and by the crude that is sold; what was counted stays."""
    plain = presets()["no_policy"]
    same, dear = (evaluate(plain.replace(oil_price_change=change)) for change in (0.0, 0.21))
    crude = 1 + 0.21 * share_of("oil", "exports_to_china_usd")
    assert dear["imports"][-1] == pytest.approx(same["imports"][-1] * 1.1)
    assert dear["exports"][-1] == pytest.approx(same["exports"][-1] * 1.1 * crude)
    assert dear["turnover"][:4].tolist() == same["turnover"][:4].tolist()


def test_xinjiang_pulls_with_its_share():
    """Half of trade growing at 21 % beside 10 %: 0.5 + 0.5 · 1.1 after a year, 0.5 + 0.5 · 1.21 after two."""
    pull = trade.xinjiang_export_pull(0.5, 0.11, 0.1, np.array([0, 1, 2]))
    assert pull.tolist() == pytest.approx([1.0, 1.05, 1.105])
    assert trade.xinjiang_import_pull(0.5, 0.11, 0.1, np.array([0, 1, 2])).tolist() == pytest.approx(pull)


def test_other_exports_follow_growth_prices_and_xinjiang():
    """100 growing 10 % for two years, pull 1.5, is 181.5; prices 1.2 and oil's pull 1.1 make 239.58 of it."""
    counted = np.array([90.0, 100.0, np.nan])
    for volume in (trade.export_volume, trade.import_volume):
        assert volume(counted, 100.0, 0.1, np.array([0, 0, 2]), 1.5).tolist() == pytest.approx(
            [90, 100, 181.5]
        )
    assert trade.organic_exports(181.5, 1.2, 1.1) == pytest.approx(239.58)
    assert trade.organic_imports(181.5, 1.1) == pytest.approx(199.65)


def test_china_share_as_stated_and_as_counted():
    """24 of 24 + 109.3333 is the stated 18 %; by both counts of a year its share is one and the same."""
    assert evaluate(Scenario())["china_share_of_trade"][0] == pytest.approx(0.18, abs=1e-6)
    ours, theirs = (
        evaluate(Scenario(start=f"{count}_2022"))["china_share_of_trade"] for count in ("kz", "cn")
    )
    expected = [
        24.2039 / (24.2039 + 111.3236),
        30.0554 / (30.0554 + 109.4959),
        30.1576 / (30.1576 + 111.9145),
    ]
    expected.append(34.1663 / (34.1663 + 110.4942))
    assert ours[:4] == pytest.approx(expected) and theirs[:4] == pytest.approx(expected)
    # seen from the start, others stay those of the statement and grow by 3 %
    others = 109.3333 * 1.03**8
    turnover = evaluate(of_first())["turnover_at_target"]
    assert evaluate(of_first())["china_share_of_trade"][-1] == pytest.approx(turnover / (turnover + others))


def test_cn_2024_starts_with_what_china_counted():
    """15.912 of exports and 27.954 of imports."""
    results = evaluate(Scenario(start="cn_2024"))
    assert (results["exports"][0], results["imports"][0]) == pytest.approx((15.912, 27.954), rel=1e-12)
    assert results["turnover"][:2] == pytest.approx([43.866, 48.7])


def test_the_statement_as_it_stands_now():
    """Through what was counted to 34.1663 of 2025, then 3.3 % a year, what is left of the goods, corridors of 2027."""
    results = evaluate(Scenario())
    assert results["turnover"][:4] == pytest.approx([24.0, 30.0554, 30.1576, 34.1663])
    grown = 1.033**5
    exports = 15.196 * grown * 0.065 * 0.38 * math.expm1(4 * 0.013 * 3 / 24)
    imports = 18.9703 * grown * 0.019 * 0.38 * math.expm1(4 * 0.013)
    expected = 34.1663 * grown + 0.5 + 0.5 * 0.12 * 0.25 + exports + imports
    assert results["turnover_at_target"] == pytest.approx(expected, rel=1e-12)
    assert results["turnover_at_target"] == pytest.approx(40.7, rel=0.01)


def test_the_proposal_seen_from_the_start():
    """24 · 1.033^8 + 1 of goods + 0.1 · 0.25 of inputs + corridors is 32.151.

    Corridors: 38 % of farm trade, exports 6.5 % of 13.09 · 1.033^8 with 3 hours saved, imports 1.9 % of 10.91 · 1.033^8
    with 24, at elasticity 4 and 0.013 a day.
    """
    grown = 1.033**8
    exports = 24 * 13.2 / 24.2 * grown * 0.065 * 0.38 * math.expm1(4 * 0.013 * 3 / 24)
    imports = 24 * 11.0 / 24.2 * grown * 0.019 * 0.38 * math.expm1(4 * 0.013)
    expected = 24 * grown + 1 + 0.025 + exports + imports
    assert evaluate(of_first())["turnover_at_target"] == pytest.approx(expected, rel=1e-12)
    assert expected == pytest.approx(32.15, abs=0.005)


def test_shortfall_is_never_negative():
    """35 against 32 lacks 3; against 36 it lacks nothing."""
    assert trade.shortfall(35, np.array([32.0, 36.0])).tolist() == [3.0, 0.0]


# ── Laws ─────────────────────────────────────────────────────────────────────────────────────────────────────


@few
@given(start=st.sampled_from(STARTS), scenario=scenarios())
def test_the_starting_year_is_the_starting_point(start, scenario):
    """Whatever is set, the first year is what was observed, to the last digit that a float keeps."""
    point = STARTING_POINTS[start]
    results = evaluate(scenario.replace(start=start))
    assert results["year"][0] == point["year"]
    assert results["turnover"][0] == pytest.approx(point["turnover"], rel=1e-15)
    assert results["exports"][0] == pytest.approx(point["exports"], rel=1e-15)
    by_kz = STARTING_POINTS[start.replace("cn", "kz")]["turnover"]
    assert results["china_share_of_trade"][0] == pytest.approx(
        by_kz / (by_kz + point["other_trade"]), rel=1e-12
    )


@few
@given(start=st.sampled_from(STARTS), scenario=scenarios(vantage="now", respect_capacity=True))
def test_counted_years_are_as_counted(start, scenario):
    """From an older start the path runs through the counted years, whatever is set."""
    results, ledger = evaluate(scenario.replace(start=start)), STARTING_POINTS[start]["ledger"]
    counted = [y for y in results["year"].tolist() if y <= 2025]
    assert (results["elapsed"] == np.maximum(results["year"] - 2025, 0)).all()
    for place, year in enumerate(counted[1:], start=1):
        point = STARTING_POINTS[f"{ledger}_{year}"]
        for name in ("turnover", "exports", "imports"):
            assert results[name][place] == pytest.approx(point[name], rel=1e-12), (name, year)


@pytest.mark.parametrize("start", STARTS)
@few
@given(scenario=scenarios(respect_capacity=True, rail_capacity=28.0, icbc_counted=True))
def test_the_starting_year_stands_whatever_the_rails_can_carry(start, scenario):
    """With less capacity than was carried, and all else that acts at once, the first year is still as observed."""
    point, results = STARTING_POINTS[start], evaluate(scenario.replace(start=start))
    for name in ("turnover", "exports", "imports"):
        assert results[name][0] == pytest.approx(point[name], rel=1e-15), name
    assert results["trade_above_capacity"][0] == 0 and results["policy_exports"][0] == 0


@pytest.mark.parametrize("start", STARTS)
def test_the_parts_of_a_starting_point_are_scaled_to_its_total(start):
    """Exports and imports add up to the published turnover and keep their proportion."""
    point = STARTING_POINTS[start]
    assert point["exports"] + point["imports"] == pytest.approx(point["turnover"], rel=1e-15)
    if start == "stated_2022":
        assert point["exports"] == pytest.approx(24 * 13.2 / 24.2, rel=1e-12)


@few
@given(scenarios())
def test_the_parts_make_the_whole(scenario):
    """Exports + imports = turnover, exports − imports = balance, and turnover is the sum of all that moves it."""
    r = evaluate(scenario)
    assert r["exports"] + r["imports"] == pytest.approx(r["turnover"], rel=1e-12)
    assert r["exports"] - r["imports"] == pytest.approx(r["balance"], abs=1e-9)
    added = r["turnover"] - r["organic_exports"] - r["organic_imports"]
    parts = r["programme_added"] + r["programme_inputs"] + r["corridor_exports"] + r["corridor_imports"]
    parts = parts + r["fdi_exports"] + r["fdi_equipment"] + r["icbc_counted_trade"] - r["water_loss"]
    parts = parts - r["trade_above_capacity"] * scenario.respect_capacity
    assert added == pytest.approx(parts, abs=1e-9)
    assert r["turnover_at_target"] == r["turnover"][-1]
    assert r["shortfall"] == pytest.approx(max(scenario.target - r["turnover"][-1], 0), abs=1e-12)


@few
@given(
    scenarios(
        programme_value=0.0,
        **dict.fromkeys(("lane_dostyk", "lane_maikapchagai", "lane_kalzhat"), False),
        fdi_inflow=PARAMETERS["fdi_stated"].value,
        water_shortfall=0.0,
        icbc_counted=False,
        respect_capacity=False,
    )
)
def test_no_policy_no_effect(scenario):
    """With nothing decided, turnover is what it would be anyway, and nothing reaches the economy from it."""
    results = evaluate(scenario)
    anyway = results["organic_exports"] + results["organic_imports"]
    assert results["turnover"].tolist() == anyway.tolist()
    for name in ("policy_exports", "value_added", "imported_inputs", "product_taxes", "jobs"):
        assert not results[name].any(), name
    assert not results["programme_trucks_a_day"].any()


@few
@given(scenarios())
def test_years_run_from_start_to_goal(scenario):
    """Every yearly outcome has a value for each year from the starting point to the goal year."""
    results = evaluate(scenario)
    first = STARTING_POINTS[scenario.start]["year"]
    assert results["year"].tolist() == list(range(first, scenario.target_year + 1))
    for name, outcome in model.OUTCOMES.items():
        if outcome.shape == "year":
            assert np.shape(results[name]) == results["year"].shape, name


@few
@given(scenarios(xinjiang_premium=0.0))
def test_without_premium_xinjiangs_share_stays(scenario):
    """If Xinjiang grows like the rest its share is what it was."""
    share = evaluate(scenario)["xinjiang_share_of_turnover"]
    assert share == pytest.approx(np.full(share.size, scenario.xinjiang_share), rel=1e-12)


@few
@given(scenario=scenarios(), premium=st.floats(0.01, 0.15))
def test_a_premium_moves_xinjiangs_share_its_own_way(scenario, premium):
    """The share rises with a positive premium and falls with a negative one, every year that is not yet counted."""
    up = evaluate(scenario.replace(xinjiang_premium=premium))["xinjiang_share_of_turnover"]
    down = evaluate(scenario.replace(xinjiang_premium=-premium / 3))["xinjiang_share_of_turnover"]
    assert up[0] == down[0] == pytest.approx(scenario.xinjiang_share)
    later = evaluate(scenario)["elapsed"] > 0
    assert np.all(np.diff(up)[later[1:]] > 0) and np.all(np.diff(down)[later[1:]] < 0)
    for share in (up, down):
        assert share[~later] == pytest.approx(np.full((~later).sum(), scenario.xinjiang_share), rel=1e-12)


@few
@given(scenarios(**{f"{kind}_price_change": 0.0 for kind in KINDS}))
def test_unchanged_prices_do_nothing(scenario):
    """Without a price change the effects are one and the link of trade with oil does not matter."""
    results = evaluate(scenario)
    for name in ("price_effect", "other_price_effect", "oil_pull"):
        assert np.all(results[name] == 1.0), name
    other = evaluate(scenario.replace(oil_link=0.0))
    assert other["turnover"].tolist() == results["turnover"].tolist()


@few
@given(scenarios())
def test_shares_lie_between_nothing_and_all(scenario):
    """Xinjiang's and China's share, the delivered part and the ramp lie in [0, 1]; money is never negative."""
    results = evaluate(scenario)
    for name in SHARES:
        values = np.atleast_1d(results[name])
        assert np.all((values >= 0) & (values <= 1 + 1e-12)), name
    for name in ("exports", "imports", "programme_added", "programme_inputs", "xinjiang_turnover"):
        assert np.all(results[name] >= 0), name
    organic = results["organic_exports"] + results["organic_imports"]
    assert np.all(results["xinjiang_turnover"] <= organic * (1 + 1e-12))


MONEY = {"programme_value": 1.0, "target": 40.0, "fdi_inflow": 2.0, "value_density": 1000.0}
MONEY |= {"icbc_spend_per_visit": 300.0}


@few
@given(scenario=scenarios(**MONEY), factor=st.floats(0.5, 2.5))
def test_the_currency_does_not_matter(scenario, factor):
    """With every amount in another currency, rates, shares, tonnes and jobs stay and amounts scale.

    Left out is the unused potential of the list, which is made of observed trade of 2024 in dollars.
    """
    scaled = {
        id: {**point, **{k: point[k] * factor for k in ("turnover", "exports", "imports", "other_trade")}}
        for id, point in STARTING_POINTS.items()
    }
    given_figures = {
        **model._GIVEN,
        "fdi_stated": PARAMETERS["fdi_stated"].value * factor,
        "kzt_per_usd": PARAMETERS["kzt_per_usd"].value / factor,
    }
    newest, seen = model.newest_observed, model.observed_flows
    before = evaluate(scenario, draws={})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "STARTING_POINTS", scaled)
        patch.setattr(model, "_GIVEN", given_figures)
        patch.setattr(model, "KZ_GDP", {year: gdp * factor for year, gdp in model.KZ_GDP.items()})
        patch.setattr(
            model,
            "observed_flows",
            lambda ledger: (seen(ledger)[0], *(flow * factor for flow in seen(ledger)[1:])),
        )
        patch.setattr(
            model, "newest_observed", lambda ledger: (newest(ledger)[0], newest(ledger)[1] * factor)
        )
        dearer = {name: amount * factor for name, amount in MONEY.items()}
        after = evaluate(scenario.replace(**dearer), draws={})
    for name, outcome in model.OUTCOMES.items():
        if name in ("basket_unrealised", "claim_covered"):
            continue
        money = factor if outcome.unit.startswith("usd") else 1.0
        np.testing.assert_allclose(after[name], before[name] * money, rtol=1e-9, atol=1e-12, err_msg=name)


# ── Directions ───────────────────────────────────────────────────────────────────────────────────────────────

SHUT = {"lane_dostyk": False, "lane_maikapchagai": False, "lane_kalzhat": False}
# setting: (sign for turnover in the goal year, sign for the part of the gap closed, what else is set)
DIRECTIONS = {
    "target": (0, -1, {}),
    "target_year": (+1, +1, {"programme_ramp": 8}),
    "programme_value": (+1, +1, {}),
    "programme_goods": (-1, -1, {"goods_delivered": 60}),
    "goods_delivered": (+1, +1, {}),
    "programme_start": (-1, -1, {}),
    "programme_ramp": (-1, -1, {"programme_start": 2026}),
    "realisation": (+1, +1, {}),
    "displacement": (-1, -1, {}),
    "import_content": (+1, 0, {}),
    "cn_share_of_imported_inputs": (+1, 0, {}),
    "organic_export_growth": (+1, 0, {}),
    "organic_import_growth": (+1, 0, {}),
    **{f"{kind}_price_change": (+1, 0, {}) for kind in KINDS},
    "oil_link": (+1, 0, {"oil_price_change": 0.3}),
    "xinjiang_share": (+1, 0, {"xinjiang_premium": 0.05}),
    "xinjiang_premium": (+1, 0, {}),
    "other_trade_growth": (0, 0, {}),
    "lanes_open": (-1, 0, {"target_year": 2028}),
    "rail_capacity": (+1, 0, {"respect_capacity": True, "transit_growth": 0.15}),
    "road_capacity_gain": (0, 0, {}),
    "fdi_inflow": (+1, 0, {}),
    "titr_capacity": (0, 0, {}),
    "icbc_visits_a_day": (+1, 0, {"icbc_counted": True}),
    "icbc_spend_per_visit": (+1, 0, {"icbc_counted": True}),
    "trade_cost_elasticity": (+1, 0, {}),
    "time_tariff_equivalent": (+1, 0, {}),
    "export_hours_saved": (+1, 0, {}),
    "import_hours_saved": (+1, 0, {}),
    "agrifood_export_share": (+1, 0, {}),
    "agrifood_import_share": (+1, 0, {}),
    "transit_growth": (-1, 0, {"respect_capacity": True}),
    "value_density": (0, 0, {}),
    "payload": (0, 0, {}),
    "road_share_of_programme": (0, 0, {}),
    "fdi_tradable_share": (+1, 0, {"fdi_inflow": 4.0, "fdi_lag": 2}),
    "fdi_output_per_capital": (+1, 0, {"fdi_inflow": 4.0, "fdi_lag": 2}),
    "fdi_export_share": (+1, 0, {"fdi_inflow": 4.0, "fdi_lag": 2}),
    "fdi_lag": (-1, 0, {"fdi_inflow": 4.0}),
    "fdi_equipment_from_china": (+1, 0, {"fdi_inflow": 4.0}),
    "irrigated_share": (-1, 0, {"water_shortfall": 0.3}),
    "water_shortfall": (-1, 0, {}),
    "rail_share_of_exports": (-1, 0, {"respect_capacity": True, "transit_growth": 0.15}),
    "rail_share_of_imports": (-1, 0, {"respect_capacity": True, "transit_growth": 0.15}),
    "swings": (0, 0, {}),
    "growth_doubt": (0, 0, {}),
    "min_exports": (0, 0, {"weights": "even"}),
    "min_china_imports": (0, 0, {"weights": "even"}),
}
OPPOSITE = {
    "oil_link": (-1, 0, {"oil_price_change": -0.3}),
    "xinjiang_share": (-1, 0, {"xinjiang_premium": -0.03}),
    "fdi_lag": (+1, 0, {"fdi_inflow": 0.5}),
    "fdi_tradable_share": (-1, 0, {"fdi_inflow": 0.5, "fdi_lag": 2}),
    "fdi_output_per_capital": (-1, 0, {"fdi_inflow": 0.5, "fdi_lag": 2}),
    "fdi_export_share": (-1, 0, {"fdi_inflow": 0.5, "fdi_lag": 2}),
    "fdi_equipment_from_china": (-1, 0, {"fdi_inflow": 0.5}),
    "agrifood_export_share": (-1, 0, {"export_hours_saved": 0.0, "water_shortfall": 0.3}),
}
CASES = [*DIRECTIONS.items(), *OPPOSITE.items()]
PRESETS = ("proposal", "cautious", "updated_2024", "chinas_ledger")


def test_every_numeric_setting_has_a_stated_direction():
    """A new number comes with a row in the table."""
    assert set(DIRECTIONS) == set(NUMBERS)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(("name", "row"), CASES, ids=[f"{name}{row[0]:+d}" for name, row in CASES])
def test_settings_move_results_in_the_stated_direction(name, row, preset):
    """Over its whole range a setting moves turnover and the gap's share one way, or not at all."""
    *signs, others = row
    scenario = presets()[preset].replace(**others)
    parameter = PARAMETERS[name]
    values = np.linspace(parameter.low, parameter.high, 9)
    if name in ("programme_start", "lanes_open"):  # what began by the newest year is in its figures
        values = values[values > model.base_of(scenario.to_dict())["year"]]
    if name == "target":
        values = values[values > STARTING_POINTS[scenario.start]["turnover"]]
    if isinstance(parameter.value, int):
        values = [round(value) for value in values]
    results = [evaluate(scenario.replace(**{name: type(parameter.value)(value)})) for value in values]
    for outcome, sign in zip(("turnover_at_target", "gap_share"), signs, strict=True):
        steps = np.diff([result[outcome] for result in results])
        if sign == 0:
            assert np.all(np.abs(steps) < 1e-12), (outcome, steps)
        else:
            assert np.all(steps * sign >= -1e-12), (outcome, steps)
            assert np.sum(steps * sign) > 1e-6, (outcome, "does not move")


# setting: outcome in the goal year, sign, what else is set: where turnover does not tell, or not all
ELSEWHERE = [
    ("rail_capacity", "rail_utilisation", -1, {}),
    ("rail_capacity", "trade_above_capacity", -1, {"transit_growth": 0.15}),
    ("transit_growth", "rail_tonnes", +1, {}),
    *((f"{kind}_price_change", "rail_tonnes", 0, {}) for kind in KINDS),
    *((f"{kind}_price_change", "road_vehicles", 0, {}) for kind in KINDS),
    ("oil_price_change", "imports", +1, {}),
    ("metals_price_change", "imports", 0, {}),
    ("road_capacity_gain", "road_utilisation", -1, {}),
    ("programme_value", "road_vehicles", +1, {}),
    ("value_density", "programme_trucks_a_day", -1, {}),
    ("value_density", "programme_trains_a_week", -1, {}),
    ("payload", "programme_trucks_a_day", -1, {}),
    ("payload", "programme_containers_a_day", 0, {}),
    ("road_share_of_programme", "programme_trucks_a_day", +1, {}),
    ("road_share_of_programme", "programme_containers_a_day", -1, {}),
    ("road_share_of_programme", "programme_trains_a_week", -1, {}),
    ("titr_capacity", "titr_not_fitting", -1, {}),
    ("icbc_visits_a_day", "icbc_spending", +1, {}),
    ("icbc_spend_per_visit", "turnover_at_target", 0, {"icbc_counted": False}),
    ("export_hours_saved", "exports", +1, {}),
    ("export_hours_saved", "imports", 0, {"rail_capacity": 100.0}),
    ("import_hours_saved", "imports", +1, {}),
    ("import_hours_saved", "value_added", 0, {}),
    ("water_shortfall", "value_added", -1, {}),
    ("water_shortfall", "corridor_exports", -1, {}),
    ("fdi_inflow", "exports", +1, {}),
    ("fdi_inflow", "jobs", +1, {}),
    ("programme_value", "value_added", +1, {}),
    ("programme_value", "share_of_gdp", +1, {}),
    ("programme_value", "jobs", +1, {}),
    ("displacement", "product_taxes", -1, {}),
    ("realisation", "imported_inputs", +1, {}),
    ("other_trade_growth", "china_share_of_trade", -1, {}),
    ("programme_value", "trade_concentration", +1, {}),
]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(
    ("name", "outcome", "sign", "others"),
    ELSEWHERE,
    ids=[f"{row[0]}-{row[1]}{row[2]:+d}" for row in ELSEWHERE],
)
def test_settings_move_other_results_in_the_stated_direction(name, outcome, sign, others, preset):
    """The same for what the border, the economy and the route say, each with the settings that bear on it."""
    scenario, parameter = presets()[preset].replace(**others), PARAMETERS[name]
    values = np.linspace(parameter.low, parameter.high, 9)
    results = [evaluate(scenario.replace(**{name: type(parameter.value)(value)})) for value in values]
    steps = np.diff([float(np.atleast_1d(result[outcome])[-1]) for result in results])
    if sign == 0:
        assert np.all(np.abs(steps) < 1e-12), steps
    else:
        assert np.all(steps * sign >= -1e-12), steps
        assert np.sum(steps * sign) > 1e-9, "does not move"


SWITCHES = [
    *((lane, +1, {}) for lane in SHUT),
    *((lane, +1, {"respect_capacity": True, "transit_growth": 0.15}) for lane in SHUT),
    ("icbc_counted", +1, {}),
    ("respect_capacity", -1, {"transit_growth": 0.15}),
    ("respect_capacity", 0, {"rail_capacity": 100.0}),
    ("programme_inside_growth", -1, {}),
]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(("name", "sign", "others"), SWITCHES)
def test_switches_move_turnover_in_the_stated_direction(name, sign, others, preset):
    """Turned on, a switch adds to turnover of the goal year, takes from it, or leaves it to the last digit."""
    scenario = presets()[preset].replace(**others)
    off, on = (evaluate(scenario.replace(**{name: s}))["turnover_at_target"] for s in (False, True))
    assert np.sign(on - off) == sign


def test_starting_points_order_the_gap():
    """The more a ledger counts, the less is missing."""
    gaps = [evaluate(Scenario(start=start))["gap"] for start in ("stated_2022", "kz_2022", "cn_2022")]
    assert gaps == sorted(gaps, reverse=True) and len(set(gaps)) == 3


# ── Draws ────────────────────────────────────────────────────────────────────────────────────────────────────

# the two filters choose whole goods: the list is the same for all draws
DRAWN = list(model.DRAWABLE)


def test_what_can_be_drawn():
    """Every assumption that is a number, but filters and shocks; nothing that somebody decides, nothing given."""
    beside = {"min_exports", "min_china_imports", "swings", "growth_doubt"}
    believed = {name for name in NUMBERS if PARAMETERS[name].kind == "assumption"}
    assert set(DRAWN) == believed - beside and beside < believed
    for name in ("rail_capacity", "titr_base", "min_exports"):
        with pytest.raises(ValueError, match=f"{name} cannot be drawn"):
            evaluate(Scenario(), draws={name: np.ones(2)})


@few
@given(scenarios())
def test_draws_of_one_value_give_the_point_result(scenario):
    """Arrays in place of floats run through the same lines: each draw equals the evaluation of its values."""
    point = evaluate(scenario)
    draws = evaluate(scenario, draws={name: np.full(3, getattr(scenario, name)) for name in DRAWN})
    for name in model.OUTCOMES:
        if name in ("basket", "basket_weights", "programme_mix"):
            continue
        expected = np.broadcast_to(point[name], np.shape(draws[name]))
        np.testing.assert_allclose(draws[name], expected, rtol=1e-12, atol=1e-15, err_msg=name)


@pytest.mark.parametrize("name", DRAWN)
def test_each_draw_is_an_evaluation_of_its_own(name):
    """Two different values of an assumption drawn together give what they give one by one."""
    parameter = PARAMETERS[name]
    scenario = Scenario(
        weights="data",
        goods_delivered=80,
        xinjiang_premium=0.02,
        oil_price_change=0.1,
        fdi_inflow=3.0,
        water_shortfall=0.2,
        icbc_counted=True,
        respect_capacity=True,
        transit_growth=0.12,
    )
    both = evaluate(scenario, draws={name: np.array([parameter.low, parameter.high])})
    alone = [
        evaluate(scenario.replace(**{name: type(parameter.value)(v)}))
        for v in (parameter.low, parameter.high)
    ]
    differ = False
    for outcome in model.OUTCOMES:
        for place, one in enumerate(alone):
            drawn = np.broadcast_to(both[outcome], (2, *np.shape(one[outcome])))[place]
            np.testing.assert_allclose(drawn, one[outcome], rtol=1e-12, atol=1e-15, err_msg=outcome)
        differ |= not np.array_equal(alone[0][outcome], alone[1][outcome], equal_nan=outcome != "basket")
    assert differ


def test_results_cannot_be_written_to():
    """Readers get the same results, so neither the mapping nor an array in it can be changed."""
    results = evaluate(Scenario())
    with pytest.raises(TypeError):
        results["gap"] = 0.0
    for name, value in results.items():
        if isinstance(value, np.ndarray):
            with pytest.raises(ValueError, match="read-only"):
                value[0] = 0
        else:
            assert isinstance(value, float), name


def test_results_are_finite_where_they_can_be():
    """Only results that are said to be undefined or infinite may be so."""
    undefined = {"gap_share", "claim_covered", "organic_growth_explained", "years_to_target"}
    undefined |= {"rail_bottleneck_year", "road_bottleneck_year", "titr_binding_year"}
    for scenario in presets().values():
        for name, value in evaluate(scenario).items():
            if name not in undefined and name != "basket":
                assert np.all(np.isfinite(value)), name
    assert math.isfinite(evaluate(Scenario())["years_to_target"])
