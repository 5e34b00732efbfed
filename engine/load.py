"""The only file that opens files: seeds and data in, quantities and tables out."""

import json
import sys
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from engine.encoding import decoded
from engine.message import Message, Refusal
from engine.office import cells
from engine.quantity import Quantity, Source
from engine.schema import cell, must_be_possible, typed

_HERE = Path(__file__).resolve().parent
# where data and seeds are: beside us in the project's folder, within us where we are installed as a package
ROOT = _HERE if (_HERE / "data").is_dir() else _HERE.parent
# the columns of a product table that are US dollars a year
AMOUNTS = (
    "exports_to_china_usd",
    "exports_usd",
    "market_imports_usd",
    "china_imports_usd",
    "imports_from_china_usd",
)


@dataclass(frozen=True, eq=False)
class Products:
    """Trade by product as arrays, a place a six-digit code. Money in US dollars a year. Compared by identity.

    `source` is the key of its source, empty for a reader's own table. `completed` counts codes whose lost zero was put
    back; `sure` tells that the reader has said that the amounts are right.
    """

    hs6: np.ndarray
    exports_to_china: np.ndarray
    exports: np.ndarray
    market_imports: np.ndarray
    china_imports: np.ndarray
    imports_from_china: np.ndarray
    commodity: np.ndarray
    price_group: np.ndarray
    aircraft: np.ndarray
    table: pd.DataFrame
    source: str = ""
    completed: int = 0
    sure: bool = False


@dataclass(frozen=True, eq=False)
class Checkpoints:
    """The road checkpoints: which setting opens each corridor, and its share of farm trade by road."""

    lane_setting: tuple[str, ...]
    agrifood_share: np.ndarray


@dataclass(frozen=True, eq=False)
class InputOutput:
    """The input–output table of 2024, 68 products; coefficients per unit of output, shares per dollar FOB.

    `product_of` maps a prefix of an HS code to a product's position. Jobs are thousands per million tenge of output.
    """

    code: tuple[str, ...]
    name: tuple[str, ...]
    group: tuple[str, ...]
    inputs: np.ndarray
    value_added: np.ndarray
    imports: np.ndarray
    taxes: np.ndarray
    jobs: np.ndarray
    basic_share: np.ndarray
    margin_share: np.ndarray
    tax_share: np.ndarray
    exports: np.ndarray
    home_made: np.ndarray
    wholesale: int
    product_of: Mapping[str, int]


def toml(path: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def csv(path: str) -> pd.DataFrame:
    """A table of `data/` with the column types that its description gives."""
    schema = _schema(path)
    text = {f["name"]: str for f in schema["fields"] if f["type"] in ("string", "date")}
    frame = pd.read_csv(ROOT / "data" / path, dtype=text)
    return frame.fillna(dict.fromkeys(text, ""))


def products_from(file: BytesIO | Path) -> Products:
    """A product table in the form of `products_2024.csv`; raises Refusal with row, column and reason."""
    content = file.read_bytes() if isinstance(file, Path) else file.read()
    schema = _schema("products_2024.csv")
    frame = cells(content, [field["name"] for field in schema["fields"]])
    table, completed = typed(frame, schema, KNOWN_CODES)
    unknown = ~table["hs6"].str.startswith(tuple(INPUT_OUTPUT.product_of)).to_numpy(bool)
    if unknown.any():
        raise cell(frame["hs6"], unknown, Message("no chapter of the Harmonized System has this code"))
    must_be_possible(table)
    return replace(_products(table.reset_index(drop=True), ""), completed=completed)


def scaled(products: Products, columns: Collection[str], factor: float) -> Products:
    """The same table with some columns of amounts in another unit."""
    table = products.table.assign(**{name: products.table[name] * factor for name in columns})
    return replace(_products(table, products.source), completed=products.completed)


@cache
def _schema(path: str) -> dict[str, Any]:
    package = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
    return next(r["schema"] for r in package["resources"] if r["path"] == path)


def _products(table: pd.DataFrame, source: str) -> Products:
    codes = table["hs6"].to_numpy(dtype="U6")

    def within(group: str) -> np.ndarray:
        prefixes = tuple(PRODUCT_GROUPS.loc[PRODUCT_GROUPS["group"] == group, "prefix"])
        return np.asarray(np.strings.startswith(codes[:, None], prefixes).any(axis=1))

    # BEC 111, 112, 21 and 31 are primary goods: food, industrial supplies, fuels
    bec = table.get("bec4", pd.Series("", index=table.index))
    primary = bec.isin(["111", "112", "21", "31"]).to_numpy()

    def dollars(name: str) -> np.ndarray:
        values = np.asarray(table[name], dtype=float)
        values.flags.writeable = False
        return values

    return Products(
        hs6=codes,
        exports_to_china=dollars("exports_to_china_usd"),
        exports=dollars("exports_usd"),
        market_imports=dollars("market_imports_usd"),
        china_imports=dollars("china_imports_usd"),
        imports_from_china=dollars("imports_from_china_usd"),
        commodity=within("commodity") | primary,
        aircraft=within("aircraft"),
        price_group=_price_groups(codes),
        table=table,
        source=source,
    )


def _price_groups(codes: np.ndarray) -> np.ndarray:
    """The kind of good whose price has a dial, by code; empty for all others."""
    found = np.full(codes.shape, "", dtype="U8")
    for group, prefix in csv("price_groups.csv")[["group", "prefix"]].itertuples(index=False):
        found[np.strings.startswith(codes, prefix)] = group
    return found


def _checkpoints() -> Checkpoints:
    road = CROSSINGS[CROSSINGS["mode"] == "road"]
    return Checkpoints(tuple(road["lane_setting"]), road["agrifood_share"].to_numpy(dtype=float))


def _input_output() -> InputOutput:
    sectors, inputs = csv("io_sectors.csv"), csv("io_coefficients.csv")
    column = {
        name: sectors[name].to_numpy(dtype=float) for name in sectors if name not in ("code", "name", "group")
    }
    codes = sectors["code"].tolist()
    key = csv("hs2_io.csv")
    return InputOutput(
        code=tuple(codes),
        name=tuple(sectors["name"]),
        group=tuple(sectors["group"]),
        inputs=inputs[codes].to_numpy(dtype=float),
        value_added=column["va_coef"],
        imports=column["import_coef"],
        taxes=column["tax_coef"],
        jobs=np.divide(column["jobs_thousand"], column["output"]),
        basic_share=column["export_basic_share"],
        margin_share=column["export_trade_margin_share"],
        tax_share=column["export_tax_share"],
        exports=column["exports_purchaser"],
        home_made=_home_made(column),
        wholesale=codes.index("46"),
        product_of={
            prefix: codes.index(code)
            for lines, code in zip(key["lines"], key["io_code"], strict=True)
            for prefix in lines.split()
        },
    )


def _home_made(column: Mapping[str, np.ndarray]) -> np.ndarray:
    """The part of a product's exports that its output can hold [share]: the rest was made elsewhere and only passes."""
    at_basic_prices = column["exports_purchaser"] * column["export_basic_share"]
    room = np.full_like(at_basic_prices, np.inf)
    np.divide(column["output"], at_basic_prices, out=room, where=at_basic_prices > 0)
    return np.asarray(np.minimum(room, 1.0))


def _gdp() -> Mapping[int, float]:
    """Kazakhstan's gross domestic product by year [usd_bn]: one series, the IMF's, observed and projected."""
    rows = GDP[(GDP["country"] == "KAZ") & (GDP["source"] == "imf_weo")]
    return MappingProxyType(dict(zip(rows["year"].astype(int), rows["gdp"], strict=True)))


def _other_partners_concentration() -> float:
    """Herfindahl index of Kazakhstan's trade of 2024 among all partners but China [1]."""
    partners = csv("kz_trade_by_partner_2024.csv")
    others = partners[partners["iso3"] != "CHN"]
    trade = others["exports"].fillna(0.0) + others["imports"].fillna(0.0)
    return float(((trade / trade.sum()) ** 2).sum())


def _sources() -> Mapping[str, Source]:
    fields = Source.__dataclass_fields__
    return MappingProxyType(
        {
            key: Source(
                id=key,
                files=tuple(record.get("files", ())),
                **{k: v for k, v in record.items() if k in fields and k != "files"},
            )
            for key, record in toml("data/sources.toml").items()
        }
    )


def _parameters() -> Mapping[str, Quantity]:
    return MappingProxyType(
        {key: _quantity(key, record) for key, record in toml("data/parameters.toml").items()}
    )


def _quantity(key: str, record: dict[str, Any]) -> Quantity:
    record = dict(record)
    if "seed" in record:
        record["value"] = FACTS[record.pop("seed")]["value"]
    if record.get("options") == "starting_points":
        record["options"] = {id: point["label"] for id, point in STARTING_POINTS.items()}
    for name in ("value", "draw", "source"):
        if isinstance(record.get(name), list):
            record[name] = tuple(record[name])
    return Quantity(id=key, **record)


def _starting_points() -> Mapping[str, Mapping[str, Any]]:
    """Exports and imports are scaled so that they add up to the published total, which rounding can miss."""
    points = {}
    for point in csv("starting_points.csv").to_dict("records"):
        scale = point["turnover"] / (point["exports"] + point["imports"])
        scaled = {"exports": point["exports"] * scale, "imports": point["imports"] * scale}
        points[str(point["id"])] = MappingProxyType({str(k): v for k, v in point.items()} | scaled)
    return MappingProxyType(points)


FACTS = toml("seeds/facts.toml")
SOURCES = _sources()
STARTING_POINTS = _starting_points()
GOALS = csv("goals.csv")
OBSERVED = csv("observed_trade.csv")
STATEMENTS = csv("statements.csv")
PANELS: Mapping[str, Mapping[str, Any]] = toml("data/panels.toml")["panels"]
PARTS: Mapping[str, str] = toml("data/panels.toml")["parts"]
WHAT_IFS: Mapping[str, Mapping[str, Any]] = toml("data/what_ifs.toml")
WORKSHOPS: Mapping[str, Mapping[str, Any]] = toml("data/workshops.toml")
PARAMETERS = _parameters()
CROSSINGS = csv("checkpoints.csv")
CHECKPOINTS = _checkpoints()
BORDER_BASE = {int(row["year"]): row for row in csv("border_base.csv").to_dict("records")}
INPUT_OUTPUT = _input_output()
COUNTRIES = csv("countries.csv")
PLACES = csv("places.csv")
WAYS = csv("ways.csv")
BORDER_TIMES = csv("border_times.csv")
TRANSIT = csv("transit.csv")
FDI = csv("fdi.csv")
EXPORT_GROUPS = csv("export_groups.csv")
KZ_TOTAL_TRADE = csv("kz_total_trade.csv")
GDP = csv("gdp.csv")
BRENT = csv("brent.csv")
BACKTEST_RIVALS = csv("backtest_rivals.csv")
KZ_GDP = _gdp()
# the years that the route's goal leaves, from its newest observed year on
TITR_YEARS = np.arange(
    *(
        int(str(PARAMETERS[name].value)) + last
        for last, name in enumerate(("titr_base_year", "titr_goal_year"))
    )
)
OTHER_PARTNERS_CONCENTRATION = _other_partners_concentration()
PRODUCT_GROUPS = csv("product_groups.csv")
PRODUCTS = _products(csv("products_2024.csv"), "baci_2024")
KNOWN_CODES = frozenset(PRODUCTS.hs6.tolist())
PRESETS = {
    path.stem: toml(f"data/scenarios/{path.name}")
    for path in sorted((ROOT / "data/scenarios").glob("*.toml"))
}


def source_of(path: str) -> str:
    """The keys of the sources that a table of `data/` came from as a whole, apart by blanks."""
    return " ".join(
        key for key, s in SOURCES.items() if any(file["path"] == f"data/{path}" for file in s.files)
    )


def data_files() -> dict[str, bytes]:
    """All seeds and data by path, with their description in `data/datapackage.json`."""
    found = [
        path for folder in ("data", "seeds") for path in sorted((ROOT / folder).rglob("*")) if path.is_file()
    ]
    return {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in found
        if "__pycache__" not in path.parts
    }


def text_of(path: str) -> str:
    """A file's text, or what comes in by standard input for “-”; Refusal where it cannot be read."""
    try:
        if path == "-":
            return decoded(sys.stdin.buffer.read() if sys.stdin else b"")
        return decoded(Path(path).read_bytes())
    except (OSError, Refusal) as error:
        reason = error.message if isinstance(error, Refusal) else error.strerror or Message("it is no text")
        raise Refusal(Message("{path} cannot be read: {reason}.", {"path": path, "reason": reason})) from None


def write(folder: str, files: Mapping[str, bytes]) -> None:
    """Writes files into a folder, which is made where it is missing; Refusal where it cannot be."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
    except OSError as error:
        said = {"folder": folder, "reason": error.strerror or ""}
        raise Refusal(Message("{folder} cannot be written: {reason}.", said)) from None
