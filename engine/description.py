"""What tables mean that leave as CSV: columns with units, sources with licences, version and link, as a Data Package.

The form is that of Frictionless Data (Tabular Data Package 1), as `data/datapackage.json` is: many programs read it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from engine import __version__
from engine.case import Case
from engine.guard import vintage
from engine.model import OUTCOMES
from engine.quantity import Source
from engine.scenario import Scenario
from engine.sheet import inert_table
from engine.tables import basket, scalars, yearly

_LICENCE = (
    "MIT for the arrangement and for results of the model; observed figures keep the terms of their sources"
)
_MILLION = "usd_mn/year"
_GOODS = {
    "hs6": ("Code of the Harmonized System 2017", ""),
    "exports_to_china": ("Sold to China in 2024", _MILLION),
    "potential": ("What China could buy", _MILLION),
    "unrealised": ("Potential not yet used", _MILLION),
    "exports": ("Sold to all markets in 2024", _MILLION),
    "china_imports": ("Bought by China in 2024", _MILLION),
    "weight": ("Part of the programme's worth", "share"),
    "sold_already": ("China buys it from Kazakhstan already", ""),
    "by_hand": ("Put on the list by hand", ""),
    **{f"supplier_{n}_share": (f"Share of supplier {n} in what China buys", "share") for n in (1, 2, 3)},
}


@dataclass(frozen=True)
class Table:
    """A table as it leaves, in a file of this name. `title` says what it shows, `columns` title and unit of those that have one."""

    path: str
    title: str
    frame: pd.DataFrame
    sources: tuple[Source, ...]
    description: str = ""
    columns: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def of_results(case: Case) -> tuple[Table, ...]:
    """The tables of a case without the pages: results, by year, goods."""
    years = {name: (outcome.title, outcome.unit) for name, outcome in OUTCOMES.items()}
    found = {source.id: source for name in OUTCOMES for source in case.sources_of(name)}
    every, goods = tuple(found.values()), case.sources_of("basket_unrealised")
    return (
        Table("results.csv", "Results", scalars(case.results), every),
        Table("by-year.csv", "Results by year", yearly(case.results), every, columns=years),
        Table("goods.csv", "Goods on the list, best first", basket(case), goods, columns=_GOODS),
    )


def package(tables: Iterable[Table], scenario: Scenario, link: str = "") -> str:
    """The description of tables that lie in one folder, in JSON. `link` leads to the scenario, where that is known."""
    record: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "road-to-35",
        "title": f"Road to 35, version {__version__}, data of {vintage()}",
        "version": __version__,
        "data_vintage": vintage(),
        "homepage": link,
        "licenses": [{"name": "MIT", "title": _LICENCE, "path": "https://opensource.org/licenses/MIT"}],
        "scenario": scenario.to_dict(),
        "resources": [_resource(table) for table in tables],
    }
    return json.dumps(
        {key: value for key, value in record.items() if value != ""}, indent=1, ensure_ascii=False
    )


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.path.removesuffix(".csv").replace("_", "-"),
        "path": table.path,
        "profile": "tabular-data-resource",
        "title": table.title,
        **({"description": table.description} if table.description else {}),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "sources": [_source(source) for source in table.sources],
        "schema": {"fields": list(_fields(table)), "missingValues": [""]},
    }


def _fields(table: Table) -> Iterator[dict[str, str]]:
    frame = inert_table(table.frame)  # as its file has it
    for name, given in zip(frame, table.frame, strict=True):
        title, unit = table.columns.get(given, ("", ""))
        found = {"name": name, "type": _type(frame[name]), "title": title, "unit": unit}
        yield {key: text for key, text in found.items() if text}


def _type(column: pd.Series) -> str:
    kinds = {"b": "boolean", "i": "integer", "u": "integer", "f": "number"}
    return kinds.get(column.dtype.kind, "string")


def _source(source: Source) -> dict[str, Any]:
    """With what was read where, and whether it was a copy; ours have no address."""
    return {
        "title": f"{source.title} ({source.producer})",
        **({"path": source.url} if source.url else {}),
        "published": source.published,
        "read": source.read,
        "read_in_a_copy": source.copy,
        "licence": source.licence,
    }
