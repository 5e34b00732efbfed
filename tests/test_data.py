"""The data folder: described, unchanged, sourced, and equal to what was published."""

import csv
import hashlib
import json
import tomllib
from pathlib import Path

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


def test_statements_point_to_their_source(sources):
    """The address of a statement is that of its source record."""
    for row in rows("statements.csv"):
        assert row["url"] == sources[row["source"]]["url"], row


@pytest.mark.parametrize(
    ("ledger", "year", "exports", "imports", "turnover"),
    [
        ("kz", 2022, 13.2, 11.0, 24.1),
        ("kz", 2023, 14.7, 16.8, 31.5),
        ("kz", 2024, 14.889, 15.3, 30.1),
        ("kz", 2025, 15.196, None, None),
        ("cn", 2019, 9.258817, None, None),
        ("cn", 2022, 14.810835, 16.355236, 31.2),
        ("cn", 2023, 16.3, 24.7, 41.02),
        ("cn", 2024, None, None, 43.82),
    ],
)
def test_published_years(observed, ledger, year, exports, imports, turnover):
    """The years the pages quote stand as they were published, gaps included."""
    row = observed[ledger, year]
    assert [number(row[c]) for c in ("exports", "imports", "turnover")] == [exports, imports, turnover]


def test_parts_add_up(observed):
    """Parts and turnover differ only where a total was published, by less than 1.5 %, with a note."""
    for key, row in observed.items():
        parts = [number(row["exports"]), number(row["imports"])]
        if None in parts or not row["turnover"]:
            assert row["note"] and (row["turnover"] == "" or parts == [None, None]), key
        elif abs(sum(parts) - float(row["turnover"])) > 0.0006:
            assert row["note"], key
            assert float(row["turnover"]) == pytest.approx(sum(parts), rel=0.015), key


def test_starting_points_follow_the_observed_years(observed):
    """A starting point repeats its observed year; other trade completes Kazakhstan's total."""
    total = {int(r["year"]): float(r["exports"]) + float(r["imports"]) for r in rows("kz_total_trade.csv")}
    points = rows("starting_points.csv")
    years = (2022, 2023, 2024)
    assert [p["id"] for p in points] == [
        "stated_2022",
        *(f"{ledger}_{y}" for ledger in ("kz", "cn") for y in years),
    ]
    for point in points[1:]:
        year = int(point["year"])
        row = observed[point["ledger"], year]
        split = observed["cn", 2023] if point["id"] == "cn_2024" else row
        assert point["turnover"] == row["turnover"]
        assert (point["exports"], point["imports"]) == (split["exports"], split["imports"])
        rest = total[year] - float(observed["kz", year]["turnover"])
        assert float(point["other_trade"]) == pytest.approx(rest, abs=1e-4)


def test_the_news_item_fits_the_statistics(facts, observed):
    """Kazinform, 27 March 2023: its growth and share agree with Kazakhstan's own figures."""
    value = {name: fact.get("value") for name, fact in facts.items()}
    assert value["turnover_2022"] / (1 + value["turnover_growth_2022"]) == pytest.approx(17.9, abs=0.05)
    assert value["turnover_2022"] / value["china_share"] == pytest.approx(133.3, abs=0.05)
    stated = rows("starting_points.csv")[0]
    implied = value["turnover_2022"] * (1 / value["china_share"] - 1)
    assert float(stated["turnover"]) == value["turnover_2022"]
    assert float(stated["other_trade"]) == pytest.approx(implied, abs=1e-4)
    china = float(observed["kz", 2022]["exports"]) + float(observed["kz", 2022]["imports"])
    world = next(r for r in rows("kz_total_trade.csv") if r["year"] == "2022")
    trade = float(world["exports"]) + float(world["imports"])
    assert trade == pytest.approx(84.6 + 50.9, abs=0.05)
    assert round(china / trade, 2) == value["china_share"]


def test_goals(facts):
    """The goals are 35 and 40 by 2030, and 100 in a year that nobody named."""
    goals = {
        g["id"]: (float(g["target"]), int(g["target_year"]), g["year_stated"]) for g in rows("goals.csv")
    }
    assert goals == {
        "goal_35_2030": (facts["target"]["value"], facts["target_year"]["value"], "yes"),
        "goal_40_2030": (40, 2030, "yes"),
        "goal_100": (100, 2040, "no"),
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
