"""Every preset's results as they were when last agreed on: no number moves in silence.

After a change that is meant to move numbers, `python tests/test_golden.py` rewrites the files and prints which
numbers moved; say in the change log why.
"""

import json
import math
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "golden"
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
import pytest  # noqa: E402

from engine import OUTCOMES, evaluate, presets  # noqa: E402

PRESETS = presets()


def rounded(value):
    """A number to ten significant digits; what JSON cannot say, in words."""
    return float(f"{value:.10g}") if math.isfinite(value) else str(float(value))


def results_of(scenario):
    """All scalar outcomes, and the yearly table with a list for each column."""
    results = evaluate(scenario)
    of_shape = {s: [n for n, o in OUTCOMES.items() if o.shape == s] for s in ("scalar", "year")}
    yearly = {"year": results["year"].tolist()}
    yearly |= {name: [rounded(value) for value in results[name].tolist()] for name in of_shape["year"]}
    return {"scalars": {name: rounded(results[name]) for name in of_shape["scalar"]}, "yearly": yearly}


def flat(record):
    """Every number of a record under its own name."""
    numbers = dict(record["scalars"])
    for name, column in record["yearly"].items():
        numbers |= {f"{name} {year}": v for year, v in zip(record["yearly"]["year"], column, strict=True)}
    return numbers


def same(old, new):
    if isinstance(old, float) and isinstance(new, float):
        return math.isclose(old, new, rel_tol=2e-10, abs_tol=1e-14)
    return old == new


def moved(old, new):
    """A line for each number that is not what it was, that is new, or that is gone."""
    old, new = flat(old), flat(new)
    return [
        f"{name}: {old.get(name, 'none')} → {new.get(name, 'none')}"
        for name in dict.fromkeys([*old, *new])
        if name not in old or name not in new or not same(old[name], new[name])
    ]


def golden(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_no_number_of_a_preset_has_moved(name):
    """Each result is what it was; otherwise the failure lists which moved, from what to what."""
    changes = moved(golden(name), results_of(PRESETS[name]))
    assert not changes, "\n".join([f"{len(changes)} numbers of {name} moved:", *changes])


def test_there_is_a_file_for_each_preset_and_no_other():
    """A new preset comes with its results, a dropped one takes them along."""
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(PRESETS)


def test_a_moved_number_is_noticed_and_named():
    """A change in the ninth digit shows with both values; one beyond the tenth does not; NaN equals itself."""
    old = {"scalars": {"gap": 11.0, "gap_share": "nan"}, "yearly": {"year": [2022], "turnover": [24.0]}}
    new = {
        "scalars": {"gap": 11.00000001, "gap_share": "nan"},
        "yearly": {"year": [2022], "turnover": [24.0]},
    }
    assert moved(old, new) == ["gap: 11.0 → 11.00000001"]
    new["scalars"]["gap"] = float(np.nextafter(11.0, 12.0))
    assert moved(old, new) == []
    del new["scalars"]["gap_share"]
    assert moved(old, new) == ["gap_share: nan → none"]


def rewrite():
    """Writes every preset's results anew and prints which numbers moved."""
    FOLDER.mkdir(exist_ok=True)
    for name, scenario in PRESETS.items():
        new, path = results_of(scenario), FOLDER / f"{name}.json"
        old = golden(name) if path.exists() else {"scalars": {}, "yearly": {"year": []}}
        changes = moved(old, new)
        print("\n".join([f"{name}: {len(changes)} numbers moved", *(f"  {line}" for line in changes)]))
        if changes:
            path.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    for path in FOLDER.glob("*.json"):
        if path.stem not in PRESETS:
            print(f"{path.stem}: no such preset, file removed")
            path.unlink()


if __name__ == "__main__":
    rewrite()
