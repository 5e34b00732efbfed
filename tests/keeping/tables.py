"""Tables of `data/` by key, and what differs between two of them."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
Row = Mapping[str, str]


def described() -> dict[str, dict[str, Any]]:
    """The description of every table, by path."""
    package = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
    return {resource["path"]: resource for resource in package["resources"]}


def by_key(text: str, key: list[str]) -> dict[tuple[str, ...], Row]:
    """The rows of a table's text by their key; by all their cells where the table has no such column."""
    rows = list(csv.DictReader(io.StringIO(text)))
    return {tuple(row.get(name, "") for name in key) if key else tuple(row.values()): row for row in rows}


def differences(old: str, new: str, key: list[str]) -> Iterator[str]:
    """A line for each row that came, went or changed, from what to what."""
    before, after = by_key(old, key), by_key(new, key)
    for name in dict.fromkeys([*before, *after]):
        row = " ".join(name)
        if name not in before:
            yield f"new      {row}"
        elif name not in after:
            yield f"gone     {row}"
        else:
            was, now = before[name], after[name]
            cells = [c for c in dict.fromkeys([*was, *now]) if was.get(c, "") != now.get(c, "")]
            if cells:
                yield f"changed  {row}: " + "; ".join(
                    f"{c} {was.get(c) or '–'} → {now.get(c) or '–'}" for c in cells
                )
