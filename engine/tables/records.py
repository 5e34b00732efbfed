"""Results and parameters as tables, for files and the terminal."""

import pandas as pd

from engine.load import PARAMETERS, SOURCES
from engine.model import OUTCOMES, Results
from engine.quantity import Quantity


def yearly(results: Results) -> pd.DataFrame:
    """One row a year, one column an outcome."""
    columns = {name: results[name] for name, outcome in OUTCOMES.items() if outcome.shape == "year"}
    return pd.DataFrame({"year": results["year"], **columns})


def scalars(results: Results) -> pd.DataFrame:
    """One row an outcome: name, title, value, unit."""
    rows = [(n, o.title, results[n], o.unit) for n, o in OUTCOMES.items() if o.shape == "scalar"]
    return pd.DataFrame(rows, columns=["name", "title", "value", "unit"])


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
