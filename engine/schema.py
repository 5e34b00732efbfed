"""A table held against its description: every cell is taken, or refused with row, column and reason."""

import re
from collections.abc import Container
from typing import Any

import numpy as np
import pandas as pd

from engine.message import Amount, Message, Refusal
from engine.numerals import SIGNS, plain, six_digits

_EXACT = 2**53  # up to here floats hold every whole number


def typed(frame: pd.DataFrame, schema: dict[str, Any], known: Container[str]) -> tuple[pd.DataFrame, int]:
    """The columns that the schema names, checked and turned into numbers where it says so; rows keep their numbers.

    Also how many codes had lost the zero in front; it is put back where that gives one of the known codes.
    """
    fields = {field["name"]: field for field in schema["fields"]}
    missing = [name for name, field in fields.items() if name not in frame and _required(field)]
    if missing:
        raise Refusal(Message("The table has no column “{column}”.", {"column": missing[0]}))
    if frame.empty:
        raise Refusal(Message("The table has no rows."))
    texts = [name for name in fields if name in frame and fields[name]["type"] == "string"]
    amounts = [name for name in fields if name in frame and name not in texts]
    decimal = _decimal_sign(frame[amounts])
    codes = [six_digits(str(code), known) for code in frame["hs6"]]
    columns: dict[str, Any] = {name: _bare(frame[name], fields[name]) for name in texts}
    columns["hs6"] = [code.strip() for code, _completed in codes]
    columns |= {name: _numbers(frame[name], fields[name], decimal) for name in amounts}
    for name in texts:
        _must_be_text(frame[name], columns[name], fields[name])
    taken = pd.DataFrame({name: columns[name] for name in fields if name in columns}, index=frame.index)
    twice = taken["hs6"].duplicated().to_numpy()
    if twice.any():
        raise cell(frame["hs6"], twice, Message("the code stands twice"))
    return taken, sum(completed for _code, completed in codes)


def _required(field: dict[str, Any]) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def _bare(column: pd.Series, field: dict[str, Any]) -> list[str]:
    """A column's texts; codes lose the blanks around them, free text keeps its own."""
    is_code = len(field.get("constraints", {}).keys() - {"required"}) > 0
    return [str(found).strip() if is_code else str(found) for found in column]


def _must_be_text(column: pd.Series, texts: list[str], field: dict[str, Any]) -> None:
    limits = field.get("constraints", {})
    form, amount = re.compile(limits.get("pattern", "(?s).*")), re.compile(r"[-+\d\s.,'’]+")
    for odd, reason in (
        ([not text.strip() and _required(field) for text in texts], Message("the cell is empty")),
        (
            [bool(text) and not form.fullmatch(text) for text in texts],
            Message("six digits are expected, leading zeros kept"),
        ),
        # an amount in the place of a country tells that columns have moved
        (
            ["minLength" in limits and bool(amount.fullmatch(text)) for text in texts],
            Message("letters are expected"),
        ),
    ):
        if any(odd):
            raise cell(column, np.array(odd), reason)


def _decimal_sign(frame: pd.DataFrame) -> str:
    """The decimal sign of all numbers; Refusal where they have both signs, or could have either with other values."""
    first: dict[str, tuple[str, int, str, str]] = {}
    for name in frame:
        for place, found in enumerate(frame[name]):
            point, comma = (plain(found, sign) if isinstance(found, str) else None for sign in SIGNS)
            if point is None and comma is None:
                continue
            kind = "," if point is None else "." if comma is None else "either"
            if point is None or comma is None or float(point) != float(comma):
                first.setdefault(kind, (name, place, point or "", comma or ""))
    if "either" in first and len(first) == 1:
        name, place, point, comma = first["either"]
        reason = Message("this may be {one} or {other}", {"one": point, "other": comma})
    elif "." in first and "," in first:
        name, place, *_others = max(first["."], first[","], key=lambda one: one[1])
        reason = Message("points and commas mean something else here than in other numbers")
    else:
        return "," if "," in first else "."
    raise cell(frame[name], np.arange(len(frame)) == place, reason)


def _numbers(column: pd.Series, field: dict[str, Any], decimal: str) -> np.ndarray:
    """A column's numbers; nothing where its cell is empty."""
    limits = field.get("constraints", {})
    blank = np.array([str(found).strip() == "" for found in column])
    if _required(field) and blank.any():
        raise cell(column, blank, Message("the cell is empty"))
    numbers = np.array([_number(found, decimal) for found in column])
    for bad, reason in (
        (~np.isfinite(numbers) & ~blank, Message("a number is expected")),
        (numbers < limits.get("minimum", -np.inf), Message("the number is too small")),
        (numbers > limits.get("maximum", np.inf), Message("the number is too large")),
    ):
        if bad.any():
            raise cell(column, bad, reason)
    whole = field["type"] == "integer" and not (blank | (numbers % 1 != 0) | (numbers > _EXACT)).any()
    return numbers.astype("int64") if whole else numbers


def _number(found: Any, decimal: str) -> float:
    text = plain(found, decimal) if isinstance(found, str) else found
    return np.nan if text is None else float(text)


def must_be_possible(table: pd.DataFrame) -> None:
    """Refusal of the first row whose exports to China are more than those to all markets."""
    over = table[table["exports_to_china_usd"] > table["exports_usd"]]
    if len(over):
        part, whole = (
            Amount(float(over[name].iloc[0]), "usd") for name in ("exports_to_china_usd", "exports_usd")
        )
        said = {"row": Amount(int(over.index[0]), "row"), "part": part, "whole": whole}
        raise Refusal(Message("Row {row}: exports to China ({part}) exceed all exports ({whole}).", said))


def cell(column: pd.Series, bad: np.ndarray, reason: Message) -> Refusal:
    """The refusal of the first bad cell of a column, which stands in the row of its index."""
    place = int(np.flatnonzero(bad)[0])
    return Refusal(
        Message(
            "Row {row}, column “{column}”: {reason} (found “{found}”).",
            {
                "row": Amount(int(column.index[place]), "row"),
                "column": str(column.name),
                "reason": reason,
                "found": str(column.iloc[place]),
            },
        )
    )
