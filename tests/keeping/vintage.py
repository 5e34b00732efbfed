"""What a change of data moves, before it is handed on: `make vintage` (REV=a git revision to compare with).

Rows of tables, headline results of every ready-made scenario, every source record, and a draft for the change log.
"""

import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.keeping.tables import ROOT, described, differences

# run in either tree: every single number among the results, by ready-made scenario
_RESULTS = """
import json, math
from engine import OUTCOMES, evaluate, presets
print(json.dumps({
    name: {o.name: results[o.name] for o in OUTCOMES.values()
           if o.shape == "scalar" and math.isfinite(results[o.name])}
    for name, scenario in presets().items() for results in [evaluate(scenario)]
}))
"""
SAME = 5e-7  # as six digits show it


def git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True).stdout


def results(root: Path) -> dict[str, dict[str, float]]:
    """The headline results of a tree's own engine on its own data."""
    done = subprocess.run([sys.executable, "-c", _RESULTS], cwd=root, check=True, capture_output=True)
    return json.loads(done.stdout)


def moved(old: dict[str, dict[str, float]], new: dict[str, dict[str, float]]) -> Iterator[str]:
    """A line for each result of a ready-made scenario that is another, that is new, or that is gone."""
    for name in dict.fromkeys([*old, *new]):
        was, now = old.get(name, {}), new.get(name, {})
        if not was or not now:
            yield f"{name}: {'new' if now else 'gone'}"
            continue
        for key in dict.fromkeys([*was, *now]):
            a, b = was.get(key), now.get(key)
            if a is None or b is None or abs(a - b) > SAME * max(abs(a), abs(b)):
                yield f"{name} {key}: {_shown(a)} → {_shown(b)}"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.6g}"


def rows(old: Path) -> Iterator[tuple[str, list[str]]]:
    """Every table that differs, and its lines."""
    for table, resource in described().items():
        before, after = old / "data" / table, ROOT / "data" / table
        was = before.read_text(encoding="utf-8") if before.exists() else ""
        key = list(resource["schema"].get("primaryKey", []))
        if lines := list(differences(was, after.read_text(encoding="utf-8"), key)):
            yield table, lines


def draft(tables: list[tuple[str, list[str]]], results: list[str]) -> str:
    """Lines for CHANGELOG.md; the reasons are for whoever changed the data."""
    lines = ["- **Data**: why?"]
    lines += [f"  - `{table}`, rows that came, went or changed: {len(found)}." for table, found in tables]
    lines += [f"  - {line}" for line in results] or ["  - No result of a ready-made scenario moved."]
    return "\n".join(lines)


def main(revision: str = "HEAD") -> int:
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(git("archive", revision))) as then:
            then.extractall(folder, filter="data")
        tables = list(rows(Path(folder)))
        changes = list(moved(results(Path(folder)), results(ROOT)))
    for table, lines in tables:
        print("\n".join([f"data/{table}", *(f"  {line}" for line in lines)]))
    print("\n".join(["Results of ready-made scenarios", *(f"  {line}" for line in changes or ["the same"])]))
    print("\nFor CHANGELOG.md\n" + draft(tables, changes) + "\n\nSource records and tables", flush=True)
    check = [sys.executable, "-m", "pytest", "-q", "tests/test_data.py"]
    return subprocess.run(check, cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
