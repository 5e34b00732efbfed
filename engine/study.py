"""All that a reader sets: a scenario, ranges of their own, the scenarios it is compared with, and who did it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine import published
from engine.case import Case, case_of
from engine.comparison import FULL, MOST, Named, fitting_name
from engine.load import PRESETS, PRODUCTS, Products
from engine.message import Message, Refusal
from engine.scenario import PROPOSAL, Scenario
from engine.text import cleaned_record, json_text
from engine.uncertainty import Own, own_ranges

# what a scenario is compared with at first
FIRST_KEPT = (Named(PRESETS["no_policy"]["title"], Scenario.preset("no_policy")),)


@dataclass(frozen=True)
class Study:
    """`kept` are the scenarios beside `scenario`; `baseline` is the place of the one that others are held against, 0 for
    `scenario` itself. `by` is the name of a person or a group, empty where none was given.
    """

    scenario: Scenario = PROPOSAL
    own: Own = ()
    kept: tuple[Named, ...] = FIRST_KEPT
    baseline: int = 1
    by: str = ""

    def replace(self, **changes: Any) -> Study:
        """A new study with other parts."""
        return replace(self, **changes)

    def case(self, products: Products = PRODUCTS) -> Case:
        """What its numbers are made of."""
        return case_of(self.scenario, self.own, products)

    def with_shelf_of(self, other: Study) -> Study:
        """The same with what another study is compared with."""
        return self.replace(kept=other.kept, baseline=other.baseline)

    @property
    def compares_as_at_first(self) -> bool:
        """Whether it is compared with what every study is compared with at first."""
        return self.with_shelf_of(Study()) == self

    @property
    def named(self) -> tuple[Named, ...]:
        """Every scenario, its own first and without a name."""
        return (Named("", self.scenario), *self.kept)


def to_record(study: Study, compared: bool = True) -> dict[str, Any]:
    """A study as what JSON can say: every setting of every scenario; without the compared ones, a scenario's file."""
    record: dict[str, Any] = {"version": published.VERSION, "scenario": study.scenario.to_dict()}
    if study.own:
        record["ranges"] = {name: [low, high] for name, low, high in study.own}
    if study.by:
        record["by"] = study.by
    if compared:
        record["baseline"] = study.baseline
        record["kept"] = [{"name": one.name, "scenario": one.scenario.to_dict()} for one in study.kept]
    return record


def to_json(study: Study, compared: bool = False) -> str:
    """A study as a file."""
    return json.dumps(to_record(study, compared), indent=1)


def from_json(text: str) -> Study:
    """Reads `to_json`, and files of a comparison as they once were; anything else raises Refusal."""
    return from_record(record_of(text))


def record_of(text: str) -> Any:
    """What a file's text says; Refusal where it is no JSON."""
    found = json_text(text)
    try:
        return cleaned_record(json.loads(found))
    except (ValueError, RecursionError):
        raise _no_file() from None


def compares(record: Any) -> bool:
    """Whether a record says what its scenario is compared with."""
    return isinstance(record, dict) and ("kept" in record or "comparison" in record)


def from_record(record: Any) -> Study:
    """Reads `to_record`; anything else raises Refusal."""
    if not isinstance(record, dict):
        raise _no_file()
    version = record.get("version")
    if "comparison" in record:
        named = _named(version, record["comparison"])
        if not named:
            raise _too_many()
        scenario, kept = named[0].scenario, named[1:]
    elif "scenario" in record:
        scenario = _scenario(version, record["scenario"])
        kept = _named(version, record["kept"]) if "kept" in record else FIRST_KEPT
    else:
        raise _no_file()
    baseline = record.get("baseline", 1 if kept == FIRST_KEPT else 0)
    if type(baseline) is not int or not 0 <= baseline <= len(kept) < MOST:
        raise _too_many()
    by = record.get("by", "")
    return Study(scenario, _ranges(record), kept, baseline, fitting_name(by if isinstance(by, str) else ""))


def _no_file() -> Refusal:
    return Refusal(Message("This is not a scenario in JSON: “version” and “scenario” are expected."))


def _too_many() -> Refusal:
    return Refusal(Message("A comparison holds one to {most}, one of them the baseline.", {"most": FULL}))


def _scenario(version: object, settings: object) -> Scenario:
    return Scenario.from_json(json.dumps({"version": version, "scenario": settings}))


def _named(version: object, records: Any) -> tuple[Named, ...]:
    if not isinstance(records, list) or not all(
        isinstance(one, dict) and "scenario" in one for one in records
    ):
        raise Refusal(Message("This is not a comparison in JSON."))
    return tuple(
        Named(fitting_name(str(one.get("name", ""))) or str(place), _scenario(version, one["scenario"]))
        for place, one in enumerate(records, start=1)
    )


def _ranges(record: Mapping[str, Any]) -> Own:
    found = record.get("ranges", {})
    try:
        return own_ranges({str(name): (float(low), float(high)) for name, (low, high) in found.items()})
    except Refusal:
        raise
    except (AttributeError, TypeError, ValueError):
        raise Refusal(
            Message("Under “ranges”, a lowest and a highest value for each name are expected.")
        ) from None
