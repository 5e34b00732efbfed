"""The input–output model: a textbook's example, identities, check figures, and a library's second opinion."""

import csv
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
import pymrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import PARAMETERS, Case, Scenario, economy, evaluate, presets, tables
from engine.load import INPUT_OUTPUT as IO
from engine.load import OTHER_PARTNERS_CONCENTRATION as OTHERS
from engine.load import PRODUCTS, products_from
from pages.parts.exhibits import dependence, dollar, jobs, sectors
from tests.arbitrary import scenarios

few = settings(max_examples=25, deadline=None)
RATE = PARAMETERS["kzt_per_usd"].value
SHUT = Scenario(lane_dostyk=False, lane_maikapchagai=False, lane_kalzhat=False)
KZ_IMF = ("KAZ", "imf_weo")
PARTS = ("value_added", "imported_inputs", "product_taxes")
PER_DOLLAR = {
    "value_added": economy.value_added_per_dollar(IO),
    "imported_inputs": economy.imports_per_dollar(IO),
    "product_taxes": economy.taxes_per_dollar(IO),
    "jobs": economy.jobs_per_million(IO, RATE),
}


def rows(name):
    with (Path(__file__).parents[1] / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place(code):
    return IO.code.index(code)


# ── The table solved ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_textbooks_two_sectors():
    """Miller & Blair, Input–Output Analysis, ch. 2: outputs of 1,247.52 and 1,841.58 for demands of 600 and 1,500."""
    inputs = np.array([[0.15, 0.25], [0.20, 0.05]])
    assert economy.total_requirements(inputs) @ [600, 1500] == pytest.approx([1247.52, 1841.58], abs=0.005)
    assert economy.total_requirements(inputs) == pytest.approx(
        np.array([[1.2541, 0.3300], [0.2640, 1.1221]]), abs=5e-5
    )


def test_output_meets_demand_and_all_inputs():
    """What is made is what is wanted and what making it takes: x = Ax + f, no product's output negative."""
    output, demand = economy.output_per_dollar(IO), economy.basic_demand(IO)
    assert output == pytest.approx(IO.inputs @ output + demand, abs=1e-12)
    assert np.all(economy.leontief_inverse(IO) >= np.eye(68) - 1e-12)


def test_a_library_finds_the_same_multipliers():
    """pymrio's Leontief inverse, output and multipliers for the same table and demand, all 68 products."""
    table = pd.DataFrame(IO.inputs, index=list(IO.code), columns=list(IO.code))
    inverse = pymrio.calc_L(table)
    assert np.asarray(inverse) == pytest.approx(economy.leontief_inverse(IO), rel=1e-9, abs=1e-12)
    demand = economy.basic_demand(IO)
    for product in range(68):
        wanted = pd.Series(demand[:, product], index=list(IO.code))
        output = np.asarray(pymrio.calc_x_from_L(inverse, wanted)).ravel()
        assert output == pytest.approx(economy.output_per_dollar(IO)[:, product], rel=1e-9, abs=1e-12)
    intensity = pd.DataFrame([IO.value_added, IO.imports, IO.taxes], columns=list(IO.code))
    added, imported, taxed = np.asarray(pymrio.calc_M(intensity, inverse)) @ demand
    assert added == pytest.approx(PER_DOLLAR["value_added"], rel=1e-9)
    passing = IO.basic_share * (1 - IO.home_made)
    assert imported + passing == pytest.approx(PER_DOLLAR["imported_inputs"], rel=1e-9, abs=1e-12)
    assert taxed + IO.tax_share == pytest.approx(PER_DOLLAR["product_taxes"], rel=1e-9, abs=1e-12)


# ── A dollar ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("product", range(68), ids=IO.code)
def test_a_dollar_is_value_added_imports_and_taxes(product):
    """The three parts of a dollar at the border add up to one; value added and imports are parts of it."""
    parts = [float(PER_DOLLAR[name][product]) for name in PARTS]
    assert sum(parts) == pytest.approx(1.0, abs=3e-6)
    assert 0 < parts[0] <= 1 and 0 <= parts[1] < 1


def test_a_dollar_at_the_border_is_product_margin_and_tax():
    """The shares of a dollar add up to one, and the margin is demand for wholesale trade."""
    whole = IO.basic_share + IO.margin_share + IO.tax_share
    assert whole == pytest.approx(np.ones(68), abs=3e-6)
    grain = economy.basic_demand(IO)[:, place("01")]
    assert grain[place("01")] == IO.basic_share[place("01")]
    assert IO.home_made[place("01")] == 1
    assert grain[place("46")] == IO.margin_share[place("01")]
    assert np.count_nonzero(grain) == 2


def test_what_was_made_elsewhere_brings_nothing_home():
    """Where more is exported than made, the part above output is an import that passes: no output, jobs or value."""
    table = {sector["code"]: sector for sector in rows("io_sectors.csv")}
    passing = {}
    for code, sector in table.items():
        sold = float(sector["exports_purchaser"]) * float(sector["export_basic_share"])
        if sold > float(sector["output"]):
            passing[code] = float(sector["output"]) / sold
    found = {code: float(part) for code, part in zip(IO.code, IO.home_made, strict=True) if part < 1}
    assert found == pytest.approx(passing) and len(passing) == 5
    assert set(passing) == {code for code, sector in table.items() if sector["exports_exceed_output"] == "1"}
    for code, part in passing.items():
        own = economy.basic_demand(IO)[place(code), place(code)]
        assert own == pytest.approx(part * IO.basic_share[place(code)]), code
        assert PER_DOLLAR["imported_inputs"][place(code)] > IO.basic_share[place(code)] * (1 - part)


def test_check_figures():
    """All goods 0.84 of value added and 1.37 of output a dollar; farm products 0.90–0.915, food 0.86–0.88,
    chemicals 0.87."""
    added = PER_DOLLAR["value_added"]
    goods = np.array([code < "35" for code in IO.code])
    mix = IO.exports * goods / (IO.exports * goods).sum()
    assert mix @ added == pytest.approx(0.84, abs=0.005)
    assert economy.output_per_dollar(IO).sum(axis=0) @ mix == pytest.approx(1.37, abs=0.005)
    assert 0.90 <= added[place("01")] <= 0.915
    assert 0.86 <= added[place("10-11")] <= 0.88
    assert added[place("20")] == pytest.approx(0.87, abs=0.005)


def test_all_output_keeps_all_who_work():
    """The jobs behind the whole output of the table are the jobs of the table, product by product."""
    sectors = rows("io_sectors.csv")
    billions = np.array([float(sector["output"]) for sector in sectors]) / RATE / 1e3
    expected = [float(sector["jobs_thousand"]) for sector in sectors]
    assert economy.jobs_by_product(IO, billions, RATE).tolist() == pytest.approx(expected)


def test_jobs_a_million_by_hand():
    """Jobs of each product a tenge of output, times the output behind a million dollars of grain."""
    sectors = rows("io_sectors.csv")
    output = economy.output_per_dollar(IO)[:, place("01")]
    tenge = [float(part) * 1e6 * RATE for part in output]  # millions of tenge are what the table counts in
    jobs = sum(
        1e3 * float(s["jobs_thousand"]) / float(s["output"]) * t / 1e6
        for s, t in zip(sectors, tenge, strict=True)
    )
    assert PER_DOLLAR["jobs"][place("01")] == pytest.approx(jobs)


# ── Goods as products of the table ───────────────────────────────────────────────────────────────────────────


def test_every_good_finds_its_product():
    """Each of the 5,079 codes goes to the product of its longest prefix, and to one only."""
    key = {prefix: row["io_code"] for row in rows("hs2_io.csv") for prefix in row["lines"].split()}
    assert sum(len(row["lines"].split()) for row in rows("hs2_io.csv")) == len(key)
    found = economy.io_rows(PRODUCTS, IO)
    assert found.size == 5079
    for code, product in zip(PRODUCTS.hs6.tolist(), found.tolist(), strict=True):
        longest = max((prefix for prefix in key if code.startswith(prefix)), key=len)
        assert IO.code[product] == key[longest], code


@pytest.mark.parametrize(
    ("code", "product"),
    [
        *(("100199", "01"), ("110100", "10-11"), ("310420", "20"), ("848250", "28"), ("270900", "061")),
        *(("270111", "05"), ("740311", "244"), ("260300", "072")),
    ],
)
def test_goods_by_hand(code, product):
    """Wheat, flour, potassium chloride, bearings, crude oil, coal, copper and its ore."""
    found = dict(zip(PRODUCTS.hs6.tolist(), economy.io_rows(PRODUCTS, IO).tolist(), strict=True))
    assert IO.code[found[code]] == product


def test_a_mix_by_hand():
    """Weights of 1, 2 and 5 on products 3, 0 and 3 are a quarter and three quarters; of nothing they are nothing."""
    mix = economy.mix(np.array([3, 0, 3]), np.array([1.0, 2.0, 5.0]), IO)
    assert mix[[0, 3]].tolist() == [0.25, 0.75] and mix.sum() == 1 and mix.size == 68
    assert not economy.mix(np.array([], dtype=int), np.array([]), IO).any()


@pytest.mark.parametrize("name", sorted(presets()))
def test_the_goods_of_a_preset_are_all_of_the_mix(name):
    """Shares of the products are never negative and add up to one."""
    mix = evaluate(presets()[name])["programme_mix"]
    assert mix.sum() == pytest.approx(1) and np.all(mix >= 0)


def test_farm_exports_are_farming_fishing_and_food():
    """HS chapters 01 to 24 stand for farm exports; what all exports to China are adds up to one too."""
    farm, everything = economy.agrifood_mix(PRODUCTS, IO), economy.export_mix(PRODUCTS, IO)
    assert farm.sum() == pytest.approx(1) and everything.sum() == pytest.approx(1)
    field_and_kitchen = [place(code) for code in ("01", "02", "03", "10-11", "12")]
    assert farm[field_and_kitchen].sum() > 0.95 > everything[field_and_kitchen].sum()


def test_farm_goods_end_with_tobacco():
    """Of wheat, cigarettes and salt sold for 1, 2 and 5 million, the first two are farm goods and salt is not."""
    heading = ",".join(PRODUCTS.table.columns)
    sold = (("100199", 1), ("240220", 2), ("250100", 5))
    lines = [f"{code},Good,122,{n}000000,20000000,200000000,50000000,0" + "," * 6 for code, n in sold]
    own = products_from(BytesIO("\n".join([heading, *lines]).encode()))
    row = dict(zip(own.hs6.tolist(), economy.io_rows(own, IO).tolist(), strict=True))
    assert row["100199"] != row["240220"]
    expected = np.zeros(68)
    for code, part in (("100199", 1 / 3), ("240220", 2 / 3)):
        expected[row[code]] += part
    assert economy.agrifood_mix(own, IO) == pytest.approx(expected)
    assert economy.export_mix(own, IO)[row["250100"]] == pytest.approx(5 / 8)


# ── What policy brings ───────────────────────────────────────────────────────────────────────────────────────


@few
@given(scenarios())
def test_nothing_of_a_dollar_is_lost(scenario):
    """Value added, imports and taxes of a scenario add up to the exports that policy adds."""
    results = evaluate(scenario)
    parts = sum(results[name] for name in PARTS)
    assert parts == pytest.approx(results["policy_exports"], rel=1e-5, abs=1e-5)


def test_twice_the_goods_are_twice_the_jobs():
    """The model is linear: value added, imports, taxes and jobs double with the goods, corridors shut."""
    once, twice = (evaluate(SHUT.replace(programme_value=worth)) for worth in (1.0, 2.0))
    assert once["jobs"][-1] > 1
    for name in PER_DOLLAR:
        assert twice[name] == pytest.approx(2 * once[name]), name


@given(amounts=st.lists(st.floats(-3, 3), min_size=4, max_size=4), factor=st.floats(-5, 5))
def test_every_kind_of_exports_counts_in_proportion(amounts, factor):
    """Any exports times a factor are value added and jobs times that factor."""
    mix = evaluate(Scenario())["programme_mix"]
    scaled = [factor * amount for amount in amounts]
    kinds = (np.array([amounts, scaled])[..., None]).swapaxes(0, 1)
    exports = economy.policy_mix_exports(*kinds, mix, PRODUCTS, IO)
    for formula, rest in ((economy.value_added, ()), (economy.jobs, (RATE,))):
        one, other = formula(exports, IO, *rest)
        assert other == pytest.approx(factor * one, abs=1e-9)


@pytest.mark.parametrize("name", PER_DOLLAR)
def test_each_kind_of_exports_has_its_own_mix(name):
    """Lost water takes farm goods, new plants bring what all exports are, the programme its own goods."""
    per = PER_DOLLAR[name]
    quiet = SHUT.replace(programme_value=0.0)
    dry = evaluate(quiet.replace(water_shortfall=0.5))
    assert dry[name] == pytest.approx(-dry["water_loss"] * (economy.agrifood_mix(PRODUCTS, IO) @ per))
    built = evaluate(quiet.replace(fdi_inflow=4.0))
    assert built[name] == pytest.approx(built["fdi_exports"] * (economy.export_mix(PRODUCTS, IO) @ per))
    sold = evaluate(SHUT)
    assert sold[name] == pytest.approx(sold["programme_added"] * (sold["programme_mix"] @ per))
    opened = evaluate(quiet.replace(lane_kalzhat=True))
    assert opened[name] == pytest.approx(
        opened["corridor_exports"] * (economy.agrifood_mix(PRODUCTS, IO) @ per)
    )
    for moved in (dry, built, sold, opened):
        by_product = moved["policy_mix_exports"]
        assert moved[name] == pytest.approx(per @ by_product)
        assert by_product.sum(axis=0) == pytest.approx(moved["policy_exports"])
        assert abs(moved[name][-1]) > 1e-6


def test_share_of_the_economy():
    """Against the IMF's path of that year; past its end the share is not defined."""
    gdp = {int(r["year"]): float(r["gdp"]) for r in rows("gdp.csv") if (r["country"], r["source"]) == KZ_IMF}
    results = evaluate(Scenario(target_year=2045))
    for year, added, share in zip(
        results["year"].tolist(), results["value_added"], results["share_of_gdp"], strict=True
    ):
        assert share == pytest.approx(added / gdp.get(year, np.nan), nan_ok=True), year
    assert max(gdp) < 2045 and np.isnan(results["share_of_gdp"][-1])


def test_the_jobs_table_adds_up_to_the_result():
    """All parts of the economy together are the jobs behind the goods."""
    assert tables.jobs_by_group(Case(SHUT))["jobs"].sum() == pytest.approx(evaluate(SHUT)["jobs"][-1])


@few
@given(scenarios())
def test_the_jobs_table_is_the_programmes_part(scenario):
    """Beside corridors, rivers and investment, the table holds the jobs of the goods alone, in every scenario."""
    others = {"fdi_inflow": PARAMETERS["fdi_stated"].value, "water_shortfall": 0.0}
    alone = scenario.replace(
        **dict.fromkeys(("lane_dostyk", "lane_maikapchagai", "lane_kalzhat"), False), **others
    )
    goods = evaluate(alone)["jobs"][-1]
    assert tables.jobs_by_group(Case(scenario))["jobs"].sum() == pytest.approx(goods, rel=1e-9, abs=1e-9)


def test_the_dollar_table_has_whole_dollars():
    """For each mix the three parts add up to one, and the goods' parts are those of the results."""
    table = tables.dollar(Case(SHUT)).set_index(["mix", "part"])["share"]
    assert table.groupby("mix").sum().to_numpy() == pytest.approx(np.ones(4), abs=3e-6)
    results = evaluate(SHUT)
    ratio = results["value_added"][-1] / results["policy_exports"][-1]
    assert table["programme", "value_added"] == pytest.approx(ratio)


@pytest.mark.parametrize("chart", [dollar, jobs], ids=["dollar", "jobs"])
def test_what_is_drawn_of_the_goods_alone_rests_on_nothing_of_the_corridors(chart):
    """Shut or open, the chart is the same; so no study of what time is worth is cited."""
    shut, opened = (chart.exhibit(Case(scenario)) for scenario in (SHUT, Scenario()))
    pd.testing.assert_frame_equal(shut.shown, opened.shown)
    for exhibit in (shut, opened):
        cited = {source.id for source in exhibit.sources}
        assert not cited & {"hummels_schaur_2013", "fontagne_2022", "cpmm_2023", "wits_kaz"}
        assert cited >= {"io_kz_2024", "baci_2024"}
        assert ("fx_2024" in cited) == (chart is jobs)


def test_the_jobs_chart_draws_the_first_ten_and_its_table_has_all():
    exhibit = jobs.exhibit(Case(SHUT))
    table = exhibit.table()
    assert exhibit.shown["name"].tolist() == table["Part of the economy"].tolist()[:10] and len(table) > 10
    assert table["Jobs, thousand"].sum() == pytest.approx(evaluate(SHUT)["jobs"][-1], abs=0.01)
    assert table["Jobs, thousand"].is_monotonic_decreasing
    total, first = evaluate(SHUT)["jobs"][-1], table["Part of the economy"][0]
    assert exhibit.finding == (
        f"About {total:.1f} thousand jobs stand behind the extra goods, most in: {first}"
    )
    assert jobs.exhibit(Case(SHUT.replace(programme_value=0.0))).finding.startswith("No extra goods")


def test_the_dollar_chart_says_what_stays():
    """Of each mix a whole dollar, and in its heading the parts of the goods' own."""
    exhibit = dollar.exhibit(Case(SHUT))
    results = evaluate(SHUT)
    added, imported = (
        100 * results[name][-1] / results["policy_exports"][-1] for name in ("value_added", "imported_inputs")
    )
    assert exhibit.finding == (
        f"Of a dollar of the extra goods {added:.0f} % is value added in Kazakhstan, {imported:.0f} % imported inputs"
    )
    assert exhibit.shown.groupby("mix")["percent"].sum().tolist() == pytest.approx([100] * 4)


def test_the_sectors_are_all_exports_to_china():
    exhibit = sectors.exhibit(Case())
    frame = exhibit.shown.set_index("name")["amount"]
    assert frame.sum() == pytest.approx(PRODUCTS.exports_to_china.sum() / 1e9)
    farm = PRODUCTS.exports_to_china[PRODUCTS.hs6 < "25"].sum() / 1e9
    assert frame["agriculture (HS 01–24)"] == pytest.approx(farm)
    assert exhibit.finding == f"Farm goods are {100 * farm / frame.sum():.1f} % of what China bought in 2024"
    assert [source.id for source in exhibit.sources] == ["baci_2024"]


# ── Dependence ───────────────────────────────────────────────────────────────────────────────────────────────


def test_concentration_by_hand():
    """A single partner is 1; without China the others' own; a half each and the others four equal ones: 0.3125."""
    assert economy.trade_concentration(1.0, 0.09) == 1.0
    assert economy.trade_concentration(0.0, 0.09) == 0.09
    assert economy.trade_concentration(0.5, 0.25) == pytest.approx(0.3125)


def test_concentration_of_2024_over_all_partners():
    """China's share of the table and all others together give the squares of every partner's share."""
    partners = rows("kz_trade_by_partner_2024.csv")
    trade = [float(row["exports"] or 0) + float(row["imports"] or 0) for row in partners]
    china = next(t for t, row in zip(trade, partners, strict=True) if row["iso3"] == "CHN") / sum(trade)
    others = evaluate(Scenario())["trade_concentration"][0], evaluate(Scenario())["china_share_of_trade"][0]
    rest = (others[0] - others[1] ** 2) / (1 - others[1]) ** 2
    assert economy.trade_concentration(china, rest) == pytest.approx(
        sum((t / sum(trade)) ** 2 for t in trade)
    )


@given(share=st.floats(0, 1), rest=st.floats(0.001, 1))
def test_concentration_lies_between_spread_and_one_partner(share, rest):
    """Never above 1, never below what an even spread over China and the others would be, nor below China's square."""
    found = economy.trade_concentration(share, rest)
    assert rest / (1 + rest) - 1e-12 <= found <= 1 + 1e-12
    assert found >= share**2


@few
@given(scenarios())
def test_concentration_of_any_scenario(scenario):
    """By year between an even spread over China and all others and a single partner."""
    found = evaluate(scenario)["trade_concentration"]
    rest = economy.trade_concentration(0.0, OTHERS)
    assert rest == OTHERS and np.all(found >= rest / (1 + rest) - 1e-12) and np.all(found <= 1)


def test_the_share_of_china_is_observed_and_then_projected():
    """Every observed share is that of the two tables, and cites both; the heading tells where the projection goes."""
    case = Case()
    exhibit = dependence.exhibit(case)
    seen = exhibit.shown.query("kind == 'observed'").set_index("year")
    china = {int(r["year"]): r for r in rows("observed_trade.csv") if r["ledger"] == "kz"}
    total = {int(r["year"]): r for r in rows("kz_total_trade.csv")}
    for year, row in seen.iterrows():
        both = sum(float(total[year][way]) for way in ("exports", "imports"))
        assert row["percent"] == pytest.approx(100 * float(china[year]["turnover"]) / both), year
        assert row["source"] == f"{china[year]['source']} {total[year]['source']}"
    share = 100 * case.results["china_share_of_trade"]
    assert exhibit.finding == (
        f"China's share of Kazakhstan's trade goes from {share[0]:.1f} % to {share[-1]:.1f} %"
    )


# ── A table of one's own ─────────────────────────────────────────────────────────────────────────────────────


def test_the_table_of_the_reader_is_what_counts():
    """With wheat alone to sell, a dollar of the programme is a dollar of farming."""
    heading = ",".join(PRODUCTS.table.columns)
    wheat = "100199,Wheat,122,5000000,20000000,200000000,50000000,0" + "," * 6
    own = products_from(BytesIO(f"{heading}\n{wheat}\n".encode()))
    results = evaluate(SHUT, products=own)
    assert results["programme_mix"][place("01")] == 1
    assert results["value_added"][-1] == pytest.approx(0.5 * PER_DOLLAR["value_added"][place("01")])
