"""A scenario: one value for every setting. Frozen and validated; a change makes a new one."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from engine import codec, guard, mended, published, shortcode
from engine.load import PARAMETERS, PRESETS
from engine.message import Amount, Message, Refusal
from engine.quantity import Value
from engine.text import cleaned, cleaned_record, json_text


def _setting(name: str) -> Any:
    return field(default=PARAMETERS[name].value)


@dataclass(frozen=True, repr=False)
class Scenario:
    """Every setting of the model; `Scenario()` is the proposal as stated. Titles and units: `PARAMETERS`.

    It shows itself as the call that makes it, with what differs from the proposal.
    """

    start: str = _setting("start")
    vantage: str = _setting("vantage")
    target: float = _setting("target")
    target_year: int = _setting("target_year")
    programme_value: float = _setting("programme_value")
    programme_goods: int = _setting("programme_goods")
    goods_delivered: int = _setting("goods_delivered")
    programme_start: int = _setting("programme_start")
    programme_ramp: int = _setting("programme_ramp")
    reading: str = _setting("reading")
    programme_inside_growth: bool = _setting("programme_inside_growth")
    realisation: float = _setting("realisation")
    displacement: float = _setting("displacement")
    import_content: float = _setting("import_content")
    cn_share_of_imported_inputs: float = _setting("cn_share_of_imported_inputs")
    weights: str = _setting("weights")
    failure_order: str = _setting("failure_order")
    organic_export_growth: float = _setting("organic_export_growth")
    organic_import_growth: float = _setting("organic_import_growth")
    oil_price_change: float = _setting("oil_price_change")
    gas_price_change: float = _setting("gas_price_change")
    metals_price_change: float = _setting("metals_price_change")
    uranium_price_change: float = _setting("uranium_price_change")
    grain_price_change: float = _setting("grain_price_change")
    oil_link: float = _setting("oil_link")
    xinjiang_share: float = _setting("xinjiang_share")
    xinjiang_premium: float = _setting("xinjiang_premium")
    other_trade_growth: float = _setting("other_trade_growth")
    min_exports: float = _setting("min_exports")
    min_china_imports: float = _setting("min_china_imports")
    exclude_commodities: bool = _setting("exclude_commodities")
    exclude_reexports: bool = _setting("exclude_reexports")
    exclude_aircraft: bool = _setting("exclude_aircraft")
    goods_added: tuple[str, ...] = _setting("goods_added")
    goods_dropped: tuple[str, ...] = _setting("goods_dropped")
    lane_dostyk: bool = _setting("lane_dostyk")
    lane_maikapchagai: bool = _setting("lane_maikapchagai")
    lane_kalzhat: bool = _setting("lane_kalzhat")
    lanes_open: int = _setting("lanes_open")
    road_capacity_gain: float = _setting("road_capacity_gain")
    rail_capacity: float = _setting("rail_capacity")
    fdi_inflow: float = _setting("fdi_inflow")
    titr_capacity: float = _setting("titr_capacity")
    icbc_visits_a_day: float = _setting("icbc_visits_a_day")
    trade_cost_elasticity: float = _setting("trade_cost_elasticity")
    time_tariff_equivalent: float = _setting("time_tariff_equivalent")
    export_hours_saved: float = _setting("export_hours_saved")
    import_hours_saved: float = _setting("import_hours_saved")
    agrifood_export_share: float = _setting("agrifood_export_share")
    agrifood_import_share: float = _setting("agrifood_import_share")
    transit_growth: float = _setting("transit_growth")
    value_density: float = _setting("value_density")
    payload: float = _setting("payload")
    road_share_of_programme: float = _setting("road_share_of_programme")
    fdi_tradable_share: float = _setting("fdi_tradable_share")
    fdi_output_per_capital: float = _setting("fdi_output_per_capital")
    fdi_export_share: float = _setting("fdi_export_share")
    fdi_lag: int = _setting("fdi_lag")
    fdi_equipment_from_china: float = _setting("fdi_equipment_from_china")
    swings: float = _setting("swings")
    growth_doubt: float = _setting("growth_doubt")
    oil_as_set: bool = _setting("oil_as_set")
    icbc_spend_per_visit: float = _setting("icbc_spend_per_visit")
    irrigated_share: float = _setting("irrigated_share")
    water_shortfall: float = _setting("water_shortfall")
    respect_capacity: bool = _setting("respect_capacity")
    rail_share_of_exports: float = _setting("rail_share_of_exports")
    rail_share_of_imports: float = _setting("rail_share_of_imports")
    icbc_counted: bool = _setting("icbc_counted")

    def __post_init__(self) -> None:
        for name, value in self.to_dict().items():
            object.__setattr__(self, name, _allowed(name, value))

    def __repr__(self) -> str:
        settings = self.differs_from(PROPOSAL).items()
        return f"Scenario({', '.join(f'{name}={value!r}' for name, value in settings)})"

    def replace(self, /, **changes: Value) -> Scenario:
        """A new scenario; unknown names and values out of range raise Refusal naming both."""
        for name in changes:
            if name not in SETTINGS:
                raise Refusal(unknown_setting(name))
        made = copy(self)  # what stays has been checked before
        for name, value in changes.items():
            object.__setattr__(made, name, _allowed(name, value))
        return made

    def differs_from(self, other: Scenario) -> dict[str, Value]:
        """The settings in which this scenario differs from another, with this one's values."""
        theirs = other.to_dict()
        return {name: value for name, value in self.to_dict().items() if value != theirs[name]}

    def to_dict(self) -> dict[str, Value]:
        return vars(self).copy()

    def to_json(self) -> str:
        """The whole scenario with the codec's version."""
        return json.dumps({"version": published.VERSION, "scenario": self.to_dict()}, indent=1)

    def settings(self, full: bool = False) -> dict[str, str]:
        """Settings as texts: what differs from the proposal, or with `full` every one."""
        return codec.query(self.to_dict() if full else self.differs_from(PROPOSAL))

    def to_query(self, full: bool = False) -> dict[str, str | list[str]]:
        """The parameters of a link, its guard first; empty for the proposal itself."""
        said: dict[str, str | list[str]] = {**self.settings(full)}
        return guard.guarded(said) if said else {}

    def to_python(self, *outcomes: str) -> str:
        """Lines of Python that give these results anew: what differs from the proposal, then the outcomes asked for."""
        lines = [
            "from engine import Scenario, evaluate",
            "",
            f"results = evaluate({self!r})",
            *(f'results["{name}"]' for name in outcomes),
        ]
        return "\n".join(lines) + "\n"

    def to_code(self) -> str:
        """A short code for paper and voice: what differs from the proposal, with a checksum."""
        return shortcode.code({PARAMETERS[n].code: v for n, v in self.differs_from(PROPOSAL).items()})

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Scenario:
        """The strict reading: any unknown name or bad value raises Refusal."""
        return cls().replace(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})

    @classmethod
    def from_json(cls, text: str) -> Scenario:
        """Reads `to_json`; anything else raises Refusal."""
        found = json_text(text)
        try:
            record = cleaned_record(json.loads(found))
            version, values = record["version"], record["scenario"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise Refusal(
                Message("This is not a scenario in JSON: “version” and “scenario” are expected.")
            ) from None
        if not isinstance(values, dict):
            raise Refusal(
                Message("This is not a scenario in JSON: under “scenario”, settings by name are expected.")
            )
        if type(version) is not int or version not in published.PUBLISHED:
            said = {"given": str(version), "ours": str(published.VERSION)}
            raise Refusal(Message("This scenario has version {given}; version {ours} is expected.", said))
        return cls.from_dict(_usual(version) | codec.migrated(values, version))

    @classmethod
    def from_code(cls, code: str) -> Scenario:
        """Reads `to_code`; spaces, dashes and small letters do not matter. A typing error raises Refusal."""
        version, found = shortcode.read(cleaned(code))
        names = published.names_of_codes(version)
        values = cleaned_record(found)
        if unknown := [number for number in values if number not in names]:
            said = {"number": str(unknown[0])}
            raise Refusal(Message("The code names a setting that is not known here (number {number}).", said))
        named = {names[number]: value for number, value in values.items()}
        return cls.from_dict(_usual(version) | codec.migrated(named, version))

    @classmethod
    def from_query(cls, query: Mapping[str, str | list[str]]) -> tuple[Scenario, list[Message]]:
        """The lenient reading for links: what can be restored, and a sentence for each thing that cannot."""
        read = guard.read(query)
        scenario, problems = cls.from_pairs(read)
        return scenario, [*read.problems, *problems]

    @classmethod
    def from_pairs(cls, read: guard.Read) -> tuple[Scenario, list[Message]]:
        """The settings of a link as read; what it does not name stands where it stood in the link's version."""
        given: dict[str, list[str]] = {}
        for key, text in read.pairs:
            if key not in mended.KEYS and not key.startswith(mended.BETWEEN):
                given.setdefault(key, []).append(text)
        good, problems = {}, [_gone(name) for name, texts in given.items() if _is_gone(name, texts)]
        refused: list[list[str]] = []  # what became several settings is refused once
        for name, texts in codec.migrated(given, read.version).items():
            if name not in SETTINGS and (read.whole or mended.counts_readers(name)):
                continue
            value, problem = _restored(name, texts, read.version)
            if problem:
                problems += [] if any(texts is one for one in refused) else [problem]
                refused.append(texts)
            elif value is not None:
                good[name] = value
        return cls().replace(**(_usual(read.version) | good)), problems

    @classmethod
    def preset(cls, name: str) -> Scenario:
        """A named scenario of `data/scenarios/`."""
        if name not in PRESETS:
            said = {"name": name, "known": ", ".join(PRESETS)}
            raise Refusal(Message("There is no preset “{name}”. There are: {known}.", said))
        return _preset(name)


def _allowed(name: str, value: Value) -> Value:
    """A value as a scenario holds it; Refusal where its setting cannot take it."""
    quantity = PARAMETERS[name]
    if problem := quantity.problem(value):
        raise Refusal(problem)
    if not isinstance(value, float):
        return value
    return int(value) if isinstance(quantity.value, int) else value + 0.0  # no zero below zero


PROPOSAL = Scenario()
"""The one that others are told by: what differs from it."""


@cache
def _preset(name: str) -> Scenario:
    return Scenario.from_dict(PRESETS[name]["settings"])


# settings of before whose place no other has taken
_WITHOUT_HEIR = ("commodity_export_share",)


def _is_gone(name: str, texts: list[str]) -> bool:
    """Whether a link sets a setting that is none any more to something else than its default."""
    if name not in _WITHOUT_HEIR:
        return False
    then = published.defaults(1)[name]
    return [codec.parsed(text, then) for text in texts] != [then]


def _gone(name: str) -> Message:
    return Message(
        "{name}: this is no setting any more; it follows from the table of products.", {"name": name}
    )


def _usual(version: int) -> dict[str, Value]:
    """What a version means where it does not name a setting, as far as that is allowed today."""
    found = codec.migrated(published.defaults(version), version)
    return {n: v for n, v in found.items() if n in SETTINGS and not PARAMETERS[n].problem(v)}


def _restored(name: str, texts: list[str], version: int) -> tuple[Value | None, Message | None]:
    """The value of a setting, or a sentence that says why there is none."""
    if name not in SETTINGS:
        return None, unknown_setting(name)
    if len(texts) != 1:
        return None, Message(
            "{name}: it is given {count}.", {"name": name, "count": Amount(len(texts), "times")}
        )
    value = codec.parsed(texts[0], PARAMETERS[name].value)
    problem = PARAMETERS[name].problem(value)
    then = problem and published.once_allowed(name, value, version)
    if problem and then:
        return None, Message("{problem} {then}", {"problem": problem, "then": then})
    return value, problem


def unknown_setting(name: str) -> Message:
    """The sentence for a name that no setting has, with the nearest one where there is one."""
    near = difflib.get_close_matches(name, SETTINGS, n=1)
    if near:
        return Message(
            "There is no setting “{name}”. Did you mean “{near}”?", {"name": name[:40], "near": near[0]}
        )
    return Message("There is no setting “{name}”.", {"name": name[:40]})


SETTINGS: tuple[str, ...] = tuple(f.name for f in fields(Scenario))


def presets() -> dict[str, Scenario]:
    """Every named scenario, by name."""
    return {name: Scenario.preset(name) for name in PRESETS}
