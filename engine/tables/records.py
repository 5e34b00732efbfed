"""Results and parameters as tables, for files and the terminal."""

import numpy as np
import pandas as pd

from engine.case import Case, kept
from engine.load import PARAMETERS, SOURCES
from engine.model import OUTCOMES, Results, evaluate_many
from engine.quantity import Quantity


def yearly(results: Results) -> pd.DataFrame:
    """One row a year, one column an outcome."""
    columns = {name: results[name] for name, outcome in OUTCOMES.items() if outcome.shape == "year"}
    return pd.DataFrame({"year": results["year"], **columns})


def scalars(results: Results) -> pd.DataFrame:
    """One row an outcome: name, title, value, unit."""
    rows = [(n, o.title, results[n], o.unit) for n, o in OUTCOMES.items() if o.shape == "scalar"]
    return pd.DataFrame(rows, columns=["name", "title", "value", "unit"])


@kept
def defaults(case: Case) -> pd.DataFrame:
    """The settings that stand at a default of ours, which the statement does not name; those that matter most first.

    Columns: name, swing (how far turnover in the goal year moves over what the setting may be else [usd_bn/year]).
    """
    now = case.scenario.to_dict()
    names = [n for n in now if not PARAMETERS[n].stated and now[n] == PARAMETERS[n].value]
    tried = [(name, other) for name in names for other in PARAMETERS[name].others]
    found = evaluate_many([now | {name: other} for name, other in tried], "turnover_at_target", case.products)
    moved = pd.Series(np.abs(found - case.results["turnover_at_target"]), [name for name, _other in tried])
    swings = moved.groupby(level=0).max().reindex(names, fill_value=0.0)
    return swings.sort_values(ascending=False, kind="stable").rename_axis("name").reset_index(name="swing")


def parameters() -> pd.DataFrame:
    """Every number of the model with its passport."""
    return pd.DataFrame([_passport(quantity) for quantity in PARAMETERS.values()])


def _passport(quantity: Quantity) -> dict[str, object]:
    return {
        "name": quantity.id,
        "title": quantity.title,
        "kind": quantity.kind,
        "used": quantity.used,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "grade": quantity.grade,
        "source": ", ".join(SOURCES[key].title for key in quantity.source),
        "note": quantity.note,
    }
