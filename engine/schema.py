"""A table held against its description: every cell is taken, or refused with row, column and reason."""

from typing import Any

import numpy as np
import pandas as pd

from engine.message import Amount, Message, Refusal


def typed(frame: pd.DataFrame, schema: dict[str, Any]) -> pd.DataFrame:
    """The text columns that the schema names, checked and turned into numbers where it says so."""
    missing = [f["name"] for f in schema["fields"] if f["name"] not in frame and _required(f)]
    if missing:
        raise Refusal(Message("The table has no column “{column}”.", {"column": missing[0]}))
    if frame.empty:
        raise Refusal(Message("The table has no rows."))
    typed = {f["name"]: _column(frame[f["name"]], f) for f in schema["fields"] if f["name"] in frame}
    twice = typed["hs6"].duplicated()
    if twice.any():
        raise cell(frame["hs6"], twice, Message("the code stands twice"))
    return pd.DataFrame(typed)


def _required(field: dict[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def _column(column: pd.Series, field: dict[str, Any]) -> pd.Series:
    limits = field.get("constraints", {})
    blank = column.str.strip() == ""
    if _required(field) and blank.any():
        raise cell(column, blank, Message("the cell is empty"))
    if field["type"] == "string":
        if "pattern" in limits:
            odd = ~blank & ~column.str.fullmatch(limits["pattern"])
            if odd.any():
                raise cell(column, odd, Message("six digits are expected, leading zeros kept"))
        return column
    numbers = pd.to_numeric(column.where(~blank), errors="coerce")
    for bad, reason in (
        (numbers.isna() & ~blank, Message("a number is expected")),
        (numbers.isin([np.inf, -np.inf]), Message("a number is expected")),
        (numbers < limits.get("minimum", -np.inf), Message("the number is too small")),
        (numbers > limits.get("maximum", np.inf), Message("the number is too large")),
    ):
        if bad.any():
            raise cell(column, bad, reason)
    return numbers


def cell(column: pd.Series, bad: pd.Series, reason: Message) -> Refusal:
    """The refusal of the first bad cell of a column."""
    row = int(np.flatnonzero(bad.to_numpy())[0])
    return Refusal(
        Message(
            "Row {row}, column “{column}”: {reason} (found “{found}”).",
            # row 1 of a table is its heading, as in a spreadsheet
            {
                "row": Amount(row + 2, "row"),
                "column": str(column.name),
                "reason": reason,
                "found": str(column.iloc[row]),
            },
        )
    )
