"""The data folder: described, unchanged, sourced, and equal to what was published."""

import csv
import hashlib
import json
import tomllib
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from frictionless import Package

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
MANDATORY = ("title", "producer", "read", "licence", "steps")
NO_URL = ("Road to 35", "not found")


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


def load(path):
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sources():
    return load("data/sources.toml")


@pytest.fixture(scope="module")
def facts():
    return load("seeds/facts.toml")


@pytest.fixture(scope="module")
def observed():
    return {(r["ledger"], int(r["year"])): r for r in rows("observed_trade.csv")}


def test_every_table_is_described():
    """The package lists each CSV of the folder once, and no other."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    listed = [r["path"] for r in package["resources"]]
    assert sorted(listed) == sorted(p.relative_to(DATA).as_posix() for p in DATA.rglob("*.csv"))


def test_every_table_is_valid():
    """Each table has the columns, types, ranges and keys that the package promises."""
    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:10]


def test_tables_use_plain_line_ends():
    """Tables are UTF-8 with one kind of line end, so checksums hold on every machine."""
    for path in DATA.rglob("*.csv"):
        content = path.read_bytes()
        content.decode("utf-8")
        assert b"\r" not in content and content.endswith(b"\n"), path.name


def test_checksums_match(sources):
    """No table has changed since its source record was written."""
    files = [f for record in sources.values() for f in record.get("files", [])]
    assert files
    for file in files:
        digest = hashlib.sha256((ROOT / file["path"]).read_bytes()).hexdigest()
        assert digest == file["sha256"], file["path"]


def test_every_source_exists(sources, facts):
    """Whatever a table, a fact, a parameter or a preset names as its source has a record."""
    named = {fact["source"] for fact in facts.values()}
    records = list(load("data/parameters.toml").values())
    records += [load(path.relative_to(ROOT)) for path in (DATA / "scenarios").glob("*.toml")]
    records += load("data/what_ifs.toml").values()
    for record in records:
        named.update(record["source"])
    for path in DATA.rglob("*.csv"):
        for row in rows(path.relative_to(DATA)):
            named.update((row.get("source") or "").split())
    assert named <= set(sources), named - set(sources)


def test_source_records_are_complete(sources):
    """A source record leaves no mandatory field blank, and has an address unless it is ours."""
    for name, record in sources.items():
        blank = [field for field in MANDATORY if not record.get(field, "").strip()]
        assert not blank, (name, blank)
        assert {"url", "published"} <= set(record), name
        assert record["url"].startswith("http") or record["producer"] in NO_URL, name


PASS_ON = ("free", "named", "figures", "open", "asked")  # the strictest last


def test_every_source_says_whether_it_may_be_passed_on(sources):
    """United Nations figures only with permission, those of unnamed origin are open, the statement's are facts."""
    assert {record["pass_on"] for record in sources.values()} == set(PASS_ON)
    for name, record in sources.items():
        if "Comtrade" in record["producer"]:
            assert record["pass_on"] == "asked", name
    known = {
        name: sources[name]["pass_on"] for name in ("baci_2024", "bns_countries", "kazinform_2023", "own")
    }
    assert known == dict(zip(known, ("open", "named", "figures", "free"), strict=True))


def test_a_table_stands_under_its_strictest_source(sources):
    """What a table's description says of passing on is what the strictest of its sources allows."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        names = {name for row in rows(resource["path"]) for name in (row.get("source") or "").split()}
        kept = f"data/{resource['path']}"
        names |= {
            name
            for name, record in sources.items()
            if name != "compiled_tables" and any(file["path"] == kept for file in record.get("files", []))
        }
        strictest = max((PASS_ON.index(sources[name]["pass_on"]) for name in names), default=None)
        assert strictest is None or resource["pass_on"] == PASS_ON[strictest], resource["path"]
        assert resource["pass_on"] in PASS_ON and resource["licence_note"].endswith("."), resource["path"]


def test_statements_point_to_their_source(sources):
    """The address of a statement is that of its source record."""
    for row in rows("statements.csv"):
        assert row["url"] == sources[row["source"]]["url"], row


@pytest.fixture(scope="module")
def other_tables():
    return {(r["ledger"], int(r["year"]), r["vintage"]): r for r in rows("observed_trade_other.csv")}


def amounts(row):
    return tuple(number(row[c]) for c in ("exports", "imports", "turnover"))


@pytest.mark.parametrize(
    ("ledger", "year", "exports", "imports", "turnover"),
    [
        ("kz", 2019, 8.00387, 6.78863, 14.7925),
        ("kz", 2022, 13.0602, 11.1437, 24.2039),
        ("kz", 2023, 14.6662, 15.3892, 30.0554),
        ("kz", 2024, 14.8914, 15.2662, 30.1576),
        ("kz", 2025, 15.196, 18.9703, 34.1663),
        ("cn", 2019, 8.862, 12.729, 21.591),
        ("cn", 2022, 14.819, 16.355, 31.174),
        ("cn", 2023, 16.358, 24.697, 41.055),
        ("cn", 2024, 15.912, 27.954, 43.866),
        ("cn", 2025, 19.0, 29.7, 48.7),
    ],
)
def test_published_years(observed, ledger, year, exports, imports, turnover):
    """The years the pages quote stand as they were published."""
    assert amounts(observed[ledger, year]) == (exports, imports, turnover)


def test_the_newest_years_have_both_parts(observed):
    """Both counts run to 2025 without a gap in years, and every year has a turnover."""
    for ledger, first in (("kz", 1995), ("cn", 1992)):
        years = {year: row for (count, year), row in observed.items() if count == ledger}
        assert sorted(years) == list(range(first, 2026))
        assert all(None not in amounts(row) for row in years.values())


def test_other_tables_stand_beside(observed, other_tables):
    """What other tables say is kept with its mark: of years that are there, and never the same figures again."""
    assert amounts(other_tables["kz", 2023, "comtrade"]) == (14.759, 16.772, 31.53)
    assert amounts(other_tables["kz", 2022, "press"]) == (13.2, 11.0, 24.1)
    for (ledger, year, vintage), row in other_tables.items():
        assert amounts(row) != amounts(observed[ledger, year]), (ledger, year, vintage)
        assert row["turnover"], (ledger, year, vintage)


def test_parts_add_up(observed):
    """Parts and turnover differ only where a total was published, by less than 1.5 %, with a note."""
    for key, row in observed.items():
        exports, imports, turnover = amounts(row)
        if abs(exports + imports - turnover) > 0.0006:
            assert row["note"], key
            assert turnover == pytest.approx(exports + imports, rel=0.015), key


def test_starting_points_follow_the_observed_years(observed):
    """A starting point repeats its observed year; other trade completes Kazakhstan's total."""
    total = {int(r["year"]): float(r["exports"]) + float(r["imports"]) for r in rows("kz_total_trade.csv")}
    points = rows("starting_points.csv")
    years = (2022, 2023, 2024, 2025)
    assert [p["id"] for p in points] == [
        "stated_2022",
        *(f"{ledger}_{y}" for ledger in ("kz", "cn") for y in years),
    ]
    border = {int(r["year"]) for r in rows("border_base.csv")}
    for point in points[1:]:
        year = int(point["year"])
        assert amounts(point) == amounts(observed[point["ledger"], year])
        rest = total[year] - float(observed["kz", year]["turnover"])
        assert float(point["other_trade"]) == pytest.approx(rest, abs=1e-4)
        assert year in border


@pytest.mark.parametrize(
    ("start", "xinjiang"), [("stated_2022", 0.4), ("cn_2023", 20.3 / 41.055), ("cn_2024", 22.0 / 43.866)]
)
def test_xinjiang_by_starting_point(start, xinjiang):
    """Its share is the stated one, or its published trade over China's total of the year."""
    shares = {p["id"]: float(p["xinjiang_share"]) for p in rows("starting_points.csv")}
    assert shares[start] == pytest.approx(xinjiang, abs=0.001)
    assert shares["cn_2025"] == shares["cn_2024"]


def test_the_news_item_fits_the_statistics(facts, other_tables):
    """Kazinform, 27 March 2023: its growth and share agree with Kazakhstan's figures as they were published then."""
    value = {name: fact.get("value") for name, fact in facts.items()}
    assert value["turnover_2022"] / (1 + value["turnover_growth_2022"]) == pytest.approx(17.9, abs=0.05)
    assert value["turnover_2022"] / value["china_share"] == pytest.approx(133.3, abs=0.05)
    stated = rows("starting_points.csv")[0]
    implied = value["turnover_2022"] * (1 / value["china_share"] - 1)
    assert float(stated["turnover"]) == value["turnover_2022"]
    assert float(stated["other_trade"]) == pytest.approx(implied, abs=1e-4)
    china = sum(amounts(other_tables["kz", 2022, "press"])[:2])
    world = next(r for r in rows("kz_total_trade.csv") if r["year"] == "2022")
    trade = float(world["exports"]) + float(world["imports"])
    assert trade == pytest.approx(84.6 + 50.9, abs=0.05)
    assert round(china / trade, 2) == value["china_share"]


def test_parts_of_years():
    """The newest half year of all trade, and that the sum is the sum."""
    parts = {(r["count"], r["period"]): amounts(r) for r in rows("part_years.csv")}
    assert parts["kz_world", "2026-H1"] == (40.3317, 31.4601, 71.7918)
    for exports, imports, turnover in parts.values():
        assert None in (exports, imports) or turnover == pytest.approx(exports + imports, abs=1e-4)


def test_goals(facts):
    """The goals are 35 and 40 by 2030, a doubling from 41 and 100 in years that nobody named, each with its count."""
    goals = {
        g["id"]: (float(g["target"]), int(g["target_year"]), g["year_stated"], g["ledger"])
        for g in rows("goals.csv")
    }
    assert goals == {
        "goal_35_2030": (facts["target"]["value"], facts["target_year"]["value"], "yes", "kz"),
        "goal_40_2030": (40, 2030, "yes", "cn"),
        "goal_doubling": (82, 2030, "no", "cn"),
        "goal_100": (100, 2040, "no", "cn"),
    }


def test_products():
    """All 5,079 products are there, both flows have their totals, and no part exceeds its whole."""
    products = rows("products_2024.csv")
    assert len(products) == 5079
    assert sum(int(p["exports_to_china_usd"]) for p in products) == 15_171_678_378
    assert sum(int(p["imports_from_china_usd"]) for p in products) == 18_849_624_163
    for p in products:
        part = int(p["exports_to_china_usd"])
        assert part <= int(p["exports_usd"]) <= int(p["market_imports_usd"]), p["hs6"]
        assert part <= int(p["china_imports_usd"]) <= int(p["market_imports_usd"]), p["hs6"]
        shares = [float(p[f"supplier_{n}_share"] or 0) for n in (1, 2, 3)]
        assert shares == sorted(shares, reverse=True) and sum(shares) <= 1.001, p["hs6"]


# ── The border ───────────────────────────────────────────────────────────────────────────────────────────────


def test_checkpoints(facts):
    """Five by road, two corridors in place and three planned, each with its yes/no setting; two by rail."""
    points = rows("checkpoints.csv")
    road = [p for p in points if p["mode"] == "road"]
    assert len(road) == facts["checkpoints_total"]["value"] and len(points) == 7
    lanes = [p["lane"] for p in points]
    assert lanes.count("in_place") == facts["corridors_in_place"]["value"]
    assert lanes.count("planned") == facts["corridors_planned"]["value"]
    parameters = load("data/parameters.toml")
    for point in points:
        assert bool(point["lane_setting"]) == (point["lane"] == "planned"), point["id"]
        if point["lane_setting"]:
            assert parameters[point["lane_setting"]]["unit"] == "yes/no"


def test_farm_goods_by_checkpoint():
    """The shares add up to 1 and lie within 0.02 of the vehicles a day, where those are known."""
    shares = {p["id"]: float(p["agrifood_share"]) for p in rows("checkpoints.csv") if p["mode"] == "road"}
    assert sum(shares.values()) == pytest.approx(1, abs=1e-12)
    vehicles = {p["id"]: float(p["vehicles_a_day"]) for p in rows("checkpoints.csv") if p["vehicles_a_day"]}
    known = sum(shares[id] for id in vehicles) / sum(vehicles.values())
    for id, count in vehicles.items():
        assert shares[id] == pytest.approx(count * known, abs=0.02), id


@pytest.fixture(scope="module")
def shapes():
    """Rings of corners by country, as they stand in the table."""
    found = defaultdict(lambda: defaultdict(list))
    for r in rows("countries.csv"):
        found[r["country"]][r["ring"]].append((float(r["longitude"]), float(r["latitude"])))
    return {country: list(rings.values()) for country, rings in found.items()}


def inside(point, rings):
    """Whether a point lies in a shape: a line from it to the east leaves the shape once more than it enters."""
    x, y = point
    crossed = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            crossed += (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
    return crossed % 2 == 1


def holds(point, shapes):
    return [country for country, rings in shapes.items() if inside(point, rings)]


def test_the_countries_fill_their_window_once(shapes):
    """Clockwise, as map programs want it; together they are the window, so no two lie over each other."""
    assert [int(r["order"]) for r in rows("countries.csv")] == [
        place for rings in shapes.values() for ring in rings for place in range(1, len(ring) + 1)
    ]

    def area(ring):
        turns = zip(ring, ring[1:] + ring[:1], strict=True)
        return sum(bx * ay - ax * by for (ax, ay), (bx, by) in turns) / 2

    areas = [area(ring) for rings in shapes.values() for ring in rings]
    assert min(areas) > 0
    assert sum(areas) == pytest.approx((95 - 60) * (52 - 40), rel=0.002)


def test_neighbours_share_their_border_and_checkpoints_lie_on_it(shapes):
    """Kazakhstan and China have the same corners there; crossings, placed to a tenth of a degree, lie as near to it."""
    shared = {p for ring in shapes["KAZ"] for p in ring} & {p for ring in shapes["CHN"] for p in ring}
    assert len(shared) > 25
    (ring,) = (ring for ring in shapes["CHN"] if len(shared & set(ring)) > 25)
    border = [(a, b) for a, b in pairwise(ring) if {a, b} <= shared]
    for point in rows("checkpoints.csv"):
        here = np.array([float(point["longitude"]), float(point["latitude"])])
        aways = []
        for a, b in np.array(border):
            along = np.clip((here - a) @ (b - a) / ((b - a) @ (b - a)), 0, 1)
            aways.append(np.hypot(*(a + along * (b - a) - here)))
        assert min(aways) < 0.12, point["id"]


def test_names_stand_on_their_countries(shapes):
    """A country's name on its own shape, one for each; every city in one of the two."""
    places = {r["id"]: (float(r["longitude"]), float(r["latitude"])) for r in rows("places.csv")}
    kinds = {r["id"]: r["kind"] for r in rows("places.csv")}
    named = {id: holds(point, shapes) for id, point in places.items()}
    assert {id: found[0][0].lower() for id, found in named.items() if kinds[id] == "country"} == {
        id: id[0] for id in kinds if kinds[id] == "country"
    }
    assert all(len(found) == 1 for found in named.values())
    assert {found[0] for id, found in named.items() if kinds[id] == "city"} == {"KAZ", "CHN"}


def test_every_way_leads_from_kazakhstan_over_its_crossing_to_china(shapes):
    places = {r["id"]: (float(r["longitude"]), float(r["latitude"])) for r in rows("places.csv")}
    ways = defaultdict(list)
    for r in rows("ways.csv"):
        ways[r["crossing"]].append(r["place"])
        assert int(r["order"]) == len(ways[r["crossing"]])
    assert set(ways) == {p["id"] for p in rows("checkpoints.csv")}
    for crossing, stops in ways.items():
        at = stops.index(crossing)
        before, after = (
            [holds(places[stop], shapes) for stop in part] for part in (stops[:at], stops[at + 1 :])
        )
        assert before and set(map(tuple, before)) == {("KAZ",)}, crossing
        assert after and set(map(tuple, after)) == {("CHN",)}, crossing


def test_counts_at_the_border():
    """A count is one figure or a range; the figures that the model uses stand as they were published."""
    counts = rows("checkpoint_counts.csv")
    for row in counts:
        value, low, high = (number(row[c]) for c in ("value", "value_low", "value_high"))
        assert (value is None) == (low is not None and high is not None and low < high), row
    assert [r["date"] for r in counts] == sorted(r["date"] for r in counts)
    key = {
        (r["date"], r["checkpoint"], r["metric"], r["direction"], r["kind"]): number(r["value"])
        for r in counts
    }
    assert key["2024", "all_rail", "rail_mt", "all", "actual"] == 32
    assert key["2025", "all_rail", "rail_mt", "all", "actual"] == 35.6
    assert key["2024", "all_rail", "rail_mt", "kz_to_cn", "actual"] == 13.7
    assert key["2024", "all_rail", "transit_mt", "all", "actual"] == 15.3
    assert key["2022", "all_road", "vehicles_year", "all", "actual"] == 639_600
    assert key["2025", "all_road", "vehicles_year", "all", "actual"] == 1_680_000


@pytest.mark.parametrize(
    ("country", "direction", "hours"),
    [("kz", "out", 3.9), ("cn", "in", 2.1), ("cn", "out", 17.0), ("nur_zholy", "out", 51.4)],
)
def test_hours_at_the_border(country, direction, hours):
    """The hours by road in 2023 from which the range of hours saved is taken."""
    found = [
        float(r["hours"])
        for r in rows("border_times.csv")
        if (r["year"], r["mode"], r["country"], r["direction"]) == ("2023", "road", country, direction)
    ]
    assert found == [hours]


# ── Investment, transit, the size of the economy, partners ───────────────────────────────────────────────────


def test_investment(facts):
    """The statement's 23 billion is there, and the inflow of 2021 follows from 2022 and its fall of 22.4 %."""
    fdi = {(r["period"], r["measure"]): float(r["value"]) for r in rows("fdi.csv")}
    assert fdi["2023-03-27", "cumulative"] == facts["investment_total"]["value"]
    assert fdi["2021", "gross_inflow"] == pytest.approx(fdi["2022", "gross_inflow"] / (1 - 0.224), abs=0.005)
    stated = [float(r["value"]) for r in rows("fdi.csv") if r["measure"] == "cumulative"]
    assert stated == sorted(stated)


def test_net_investment():
    """Every year from 2003 to 2021 for both partners and both measures; some flows are below zero."""
    net = rows("fdi_net.csv")
    for partner in ("China", "Hong Kong"):
        for measure in ("inflow", "stock"):
            years = [int(r["year"]) for r in net if (r["partner"], r["measure"]) == (partner, measure)]
            assert years == list(range(2003, 2022))
    assert min(float(r["eur_mn"]) for r in net if r["measure"] == "inflow") < 0


def test_transit():
    """The tonnes, the capacity and the goal that the model uses; dates and years agree."""
    transit = rows("transit.csv")
    assert all(r["date"].startswith(r["year"]) for r in transit)
    observed = {r["date"]: float(r["mt"]) for r in transit if r["kind"] == "observed" and r["mt"] != "2.7"}
    assert (observed["2022"], observed["2023"], observed["2024"]) == (1.7, 2.8, 4.5)
    assert {float(r["mt"]) for r in transit if r["kind"] == "capacity"} == {6.0}
    assert {(r["year"], float(r["mt"])) for r in transit if r["kind"] == "goal"} == {
        ("2028", 10),
        ("2030", 10),
    }


def test_gdp():
    """Years have no gaps, projections are the fund's from 2026 on, and from 1996 both sources agree within 1 %."""
    gdp = defaultdict(dict)
    for r in rows("gdp.csv"):
        gdp[r["country"], r["source"]][int(r["year"])] = float(r["gdp"])
        assert (r["status"] == "projection") == (int(r["year"]) >= 2026)
    assert {key: (min(years), max(years), len(years)) for key, years in gdp.items()} == {
        ("KAZ", "world_bank_gdp"): (1990, 2023, 34),
        ("CHN", "world_bank_gdp"): (1990, 2023, 34),
        ("KAZ", "imf_weo"): (1992, 2031, 40),
    }
    for year in range(1996, 2024):
        assert gdp["KAZ", "imf_weo"][year] == pytest.approx(gdp["KAZ", "world_bank_gdp"][year], rel=0.01)


def test_partners():
    """China's flows are those of the product table; exports to the six missing importers are left open."""
    partners = {r["iso3"]: r for r in rows("kz_trade_by_partner_2024.csv")}
    assert float(partners["CHN"]["exports"]) == 15.171678378
    assert float(partners["CHN"]["imports"]) == 18.849624163
    assert {iso3 for iso3, r in partners.items() if not r["exports"]} == {
        "DEU",
        "ESP",
        "FRA",
        "GBR",
        "NLD",
        "USA",
    }
    exports = sum(float(r["exports"] or 0) for r in partners.values())
    known = sum(int(p["exports_usd"]) for p in rows("products_2024.csv")) / 1e9
    assert exports == pytest.approx(known, abs=1e-6)
    assert "KAZ" not in partners


# ── The input-output table and the keys to it ────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def sectors():
    return rows("io_sectors.csv")


@pytest.fixture(scope="module")
def inputs(sectors):
    """Domestic input coefficients, products × products."""
    table = rows("io_coefficients.csv")
    codes = [s["code"] for s in sectors]
    assert [r["code"] for r in table] == codes and list(table[0]) == ["code", *codes]
    return np.array([[float(r[code]) for code in codes] for r in table])


def column(sectors, name):
    return np.array([float(s[name]) for s in sectors])


@pytest.fixture(scope="module")
def per_dollar(sectors, inputs):
    """Value added, imports, taxes and output behind a unit of exports at the border, by product."""
    inverse = np.linalg.inv(np.eye(len(inputs)) - inputs)
    demand = np.diag(column(sectors, "export_basic_share"))
    wholesale = [s["code"] for s in sectors].index("46")
    demand[wholesale] += column(sectors, "export_trade_margin_share")
    output = inverse @ demand
    found = {name: column(sectors, name) @ output for name in ("va_coef", "import_coef", "tax_coef")}
    found["tax_coef"] = found["tax_coef"] + column(sectors, "export_tax_share")
    return found | {"output": output.sum(axis=0)}


def test_a_unit_of_output_is_inputs_and_value_added(sectors, inputs):
    """Domestic inputs, value added, imports and taxes add up to 1 in each of the 68 columns, to six digits."""
    assert inputs.shape == (68, 68) and (inputs >= 0).all()
    rest = sum(column(sectors, name) for name in ("va_coef", "import_coef", "tax_coef"))
    assert inputs.sum(axis=0) + rest == pytest.approx(np.ones(68), abs=2e-6)
    value_added = column(sectors, "value_added") / column(sectors, "output")
    assert column(sectors, "va_coef") == pytest.approx(value_added, abs=3e-6)


def test_final_demand_is_value_added_imports_and_taxes(sectors, inputs):
    """Through (I − A)⁻¹ a unit of final demand becomes value added, imports and taxes, and nothing else."""
    rest = sum(column(sectors, name) for name in ("va_coef", "import_coef", "tax_coef"))
    assert np.linalg.solve((np.eye(68) - inputs).T, rest) == pytest.approx(np.ones(68), abs=2e-6)


def test_a_dollar_of_exports_is_value_added_imports_and_taxes(sectors, per_dollar):
    """The same at the border, where trade margin and taxes come on top."""
    shares = ("export_basic_share", "export_trade_margin_share", "export_tax_share")
    assert sum(column(sectors, name) for name in shares) == pytest.approx(np.ones(68), abs=2e-6)
    total = per_dollar["va_coef"] + per_dollar["import_coef"] + per_dollar["tax_coef"]
    assert total == pytest.approx(np.ones(68), abs=3e-6)


def test_check_figures_of_the_table(sectors, per_dollar):
    """Value added in a dollar of exports: all goods 0.85, farming 0.90 to 0.915, food 0.86 to 0.88; output 1.39."""
    codes = [s["code"] for s in sectors]
    value_added = dict(zip(codes, per_dollar["va_coef"], strict=True))
    goods = codes.index("33")  # goods come before repair and other services
    weights = column(sectors, "exports_purchaser")[:goods]
    assert np.average(per_dollar["va_coef"][:goods], weights=weights) == pytest.approx(0.85, abs=0.01)
    assert np.average(per_dollar["output"][:goods], weights=weights) == pytest.approx(1.39, abs=0.01)
    assert 0.90 <= value_added["01"] <= 0.915
    assert 0.86 <= value_added["10-11"] <= 0.88
    assert value_added["20"] == pytest.approx(0.87, abs=0.005)


def test_re_exports_are_marked(sectors):
    """The mark stands where exports at basic prices exceed output."""
    basic = column(sectors, "exports_purchaser") * column(sectors, "export_basic_share")
    exceeds = [s["code"] for s, e, x in zip(sectors, basic, column(sectors, "output"), strict=True) if e > x]
    assert [s["code"] for s in sectors if s["exports_exceed_output"] == "1"] == exceeds
    assert exceeds == ["062", "14", "15", "26", "32"]


def longest(prefixes, code):
    """What the longest fitting prefix stands for."""
    return next(prefixes[code[:n]] for n in range(len(code), 1, -1) if code[:n] in prefixes)


def test_every_chapter_leads_to_the_table(sectors):
    """All 96 HS chapters lead to known products, and the shares of each add up to 1."""
    key = rows("hs2_io.csv")
    chapters = defaultdict(list)
    for r in key:
        chapters[r["hs2"]].append(r)
    assert sorted(chapters) == [f"{n:02}" for n in range(1, 98) if n != 77]
    assert {r["io_code"] for r in key} <= {s["code"] for s in sectors}
    for hs2, parts in chapters.items():
        assert sum(float(r["share"]) for r in parts) == pytest.approx(1, abs=1e-9), hs2
        assert {r["rule"] for r in parts} == {"direct" if len(parts) == 1 else "by_2024_exports"}, hs2
        lines = [line for r in parts for line in r["lines"].split()]
        assert len(set(lines)) == len(lines) and hs2 in lines, hs2
        assert all(line.startswith(hs2) for line in lines), hs2


def test_split_chapters_follow_exports():
    """Shares are exports of 2024 line by line: to China, or to all markets where China bought nothing."""
    key = rows("hs2_io.csv")
    products = rows("products_2024.csv")
    prefixes = {line: r["io_code"] for r in key for line in r["lines"].split()}
    to_china, to_all = defaultdict(float), defaultdict(float)
    for p in products:
        part = p["hs6"][:2], longest(prefixes, p["hs6"])
        to_china[part] += int(p["exports_to_china_usd"])
        to_all[part] += int(p["exports_usd"])
    totals = defaultdict(float)
    for (hs2, _), value in to_china.items():
        totals[hs2] += value
    for r in key:
        if r["rule"] == "direct":
            continue
        sold = to_china if totals[r["hs2"]] else to_all
        whole = sum(value for (hs2, _), value in sold.items() if hs2 == r["hs2"])
        assert float(r["share"]) == pytest.approx(sold[r["hs2"], r["io_code"]] / whole, abs=3e-6), r
        assert ("all markets" in r["note"]) == (sold is to_all), r


def test_groups_of_exports():
    """Farm goods are HS 01–24, energy is chapter 27 and nuclear fuel, and every product has one group."""
    groups = {r["prefix"]: r["group"] for r in rows("export_groups.csv")}
    found = defaultdict(float)
    for p in rows("products_2024.csv"):
        group = longest(groups, p["hs6"])
        assert (group == "agriculture") == (p["hs6"] < "25")
        assert (group == "energy") == p["hs6"].startswith(("27", "2844", "840130"))
        found[group] += int(p["exports_to_china_usd"]) / 1e9
    assert found["agriculture"] / sum(found.values()) == pytest.approx(0.065, abs=0.005)
    assert set(found) == {"agriculture", "industry", "energy"}
