"""Settings as each published version had them: so that a link says only what differs, and means the same for ever."""

import json
import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from engine.load import PARAMETERS, toml
from engine.message import Amount, Message
from engine.quantity import Quantity, Value

PATH = "data/published.toml"
# version -> setting -> its value then, and its range or its choices
PUBLISHED: Mapping[int, Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {int(version): settings for version, settings in toml(PATH).items()}
)
VERSION = max(PUBLISHED)
# every name that a link of ours may hold as a setting
NAMES = frozenset(name for settings in PUBLISHED.values() for name in settings)


def defaults(version: int) -> dict[str, Value]:
    """The value of every setting of a version that a link of it does not name."""
    return {name: _value(record["value"]) for name, record in PUBLISHED[version].items()}


def names_of_codes(version: int) -> dict[int, str]:
    """The settings of a version by their numbers in short codes."""
    return {record["code"]: name for name, record in PUBLISHED[version].items()}


def once_allowed(name: str, value: object, version: int) -> Message | None:
    """A sentence where a value is out of today's range, but was within that of the version; None elsewhere."""
    then = PUBLISHED[version].get(name, {})
    if "low" not in then or isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not (math.isfinite(value) and then["low"] <= value <= then["high"]):
        return None
    unit = PARAMETERS[name].unit
    low, high = Amount(then["low"], unit), Amount(then["high"], unit)
    return Message("When this link was made, {low} to {high} was allowed.", {"low": low, "high": high})


def record(quantity: Quantity) -> dict[str, Any]:
    """What is published of a setting."""
    value = list(quantity.value) if isinstance(quantity.value, tuple) else quantity.value
    found = {"code": quantity.code, "value": value}
    if quantity.is_number:
        return {**found, "low": quantity.low, "high": quantity.high}
    return {**found, "options": list(quantity.options)} if quantity.options else found


def _value(value: Any) -> Value:
    found: Value = tuple(value) if isinstance(value, list) else value
    return found


def news() -> str:
    """The lines of a new version for the file; empty where the newest one still holds."""
    today = {name: record(q) for name, q in PARAMETERS.items() if q.code}
    if today == PUBLISHED[VERSION]:
        return ""
    rows = (f"{name} = {_inline(fields)}" for name, fields in today.items())
    return "\n".join(("", f"[{VERSION + 1}]", *rows))


def _inline(fields: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{key} = {json.dumps(value)}" for key, value in fields.items()) + " }"
