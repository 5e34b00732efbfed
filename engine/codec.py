"""How settings are written as texts, and read back. Pure text; it knows no scenario."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from engine import published
from engine.quantity import Value


def _from_second(found: dict[str, Any]) -> dict[str, Any]:
    """Version 3 has a price for each kind of good, and ups and downs that are taken about their average.

    What commodities are of exports follows from the table of products since.
    """
    if "commodity_price_change" in found:
        price = found.pop("commodity_price_change")
        for kind in ("oil", "gas", "metals", "uranium", "grain"):
            found.setdefault(f"{kind}_price_change", price)
    if "volatility_scale" in found:
        found["swings"] = found.pop("volatility_scale")
    found.pop("commodity_export_share", None)
    return found


# what each version's settings must become to be read by the next: version -> function of the query or record
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {2: _from_second}

_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?(e-?[0-9]{1,3})?")


def query(values: Mapping[str, Value]) -> dict[str, str]:
    """Settings as query parameters: numbers with a point, yes and no, codes joined by points."""
    return {name: text_of(value) for name, value in values.items()}


def migrated(values: Mapping[str, Any], version: int) -> dict[str, Any]:
    """Settings of an older version, as this version names and means them."""
    found = dict(values)
    for old in range(version, published.VERSION):
        found = MIGRATIONS.get(old, dict)(found)
    return found


def text_of(value: Value) -> str:
    """A value as a text; a number with as many digits as it takes to come back bit for bit."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ".".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


def parsed(text: str, like: Value) -> Value:
    """The value that a text means for a setting whose usual value is `like`.

    A text of the wrong form comes back as it is, so that the setting's own check can name and refuse it.
    """
    if isinstance(like, bool):
        return {"yes": True, "no": False}.get(text, text)
    if isinstance(like, tuple):
        return tuple(text.split(".")) if text else ()
    if isinstance(like, str) or not _NUMBER.fullmatch(text):
        return text
    number = float(text)
    return int(number) if isinstance(like, int) and number.is_integer() else number
