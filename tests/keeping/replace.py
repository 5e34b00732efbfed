"""An operator's own copy of a table in the place of ours: `make replace TABLE=products_2024.csv FILE=mine.csv`.

The file is held against the table's description; what differs is listed; nothing is written where it does not fit.
"""

import hashlib
import re
import sys
from pathlib import Path

from frictionless import Resource, Schema

from tests.keeping.tables import ROOT, described, differences

SHOWN = 20


def faults(file: Path, schema: dict) -> list[str]:
    """Why a file is no such table, a line for each fault."""
    resource = Resource(
        path=file.name, basepath=str(file.parent), schema=Schema.from_descriptor(schema), encoding="utf-8"
    )
    report = resource.validate()
    return [
        f"row {row or 1}, column {field or '–'}: {message}"
        for row, field, message in report.flatten(["rowNumber", "fieldName", "message"])
    ]


def rehashed(sources: str, table: str, content: bytes) -> str:
    """The source records with the checksum of a table's new content."""
    digest = hashlib.sha256(content).hexdigest()
    return re.sub(rf'(path = "data/{re.escape(table)}", sha256 = ")[0-9a-f]+"', rf'\g<1>{digest}"', sources)


def replace(table: str, file: Path, root: Path = ROOT) -> int:
    """Puts the file in the table's place and prints what that changes; 2 where it cannot be."""
    tables = described()
    if table not in tables:
        print(f"There is no table “{table}”. Can be: {', '.join(tables)}.")
        return 2
    if not file.is_file():
        print(f"{file} is no file.")
        return 2
    schema = tables[table]["schema"]
    if found := faults(file, schema):
        print(f"{file} does not fit {table}; nothing was written.")
        print("\n".join(found[:SHOWN]))
        return 2
    ours, sources = root / "data" / table, root / "data/sources.toml"
    new = file.read_text(encoding="utf-8-sig")
    lines = list(differences(ours.read_text(encoding="utf-8"), new, list(schema.get("primaryKey", []))))
    print("\n".join(lines[:SHOWN]) or "The rows are the same.")
    if len(lines) > SHOWN:
        print(f"… {len(lines)} rows differ in all.")
    content = new.encode()
    ours.write_bytes(content)
    sources.write_text(rehashed(sources.read_text(encoding="utf-8"), table, content), encoding="utf-8")
    print(f"data/{table} is your copy now. Say in data/sources.toml whose it is, then run: make vintage")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("make replace TABLE=products_2024.csv FILE=mine.csv")
    sys.exit(replace(sys.argv[1], Path(sys.argv[2])))
