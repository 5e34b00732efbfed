"""Sentences that the engine says to a person: a template that can be translated, and the values to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Amount(NamedTuple):
    """A number with its unit, so that a page can write it in the reader's convention."""

    value: float
    unit: str


@dataclass(frozen=True)
class Message:
    """`template` has named places in braces; `values` fills them with amounts, plain text or further messages."""

    template: str
    values: Mapping[str, Amount | Message | str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**{k: _plain(v) for k, v in self.values.items()})


class Refusal(ValueError):
    """What cannot be taken or done: `message` tells the person who asked for it."""

    def __init__(self, message: Message):
        super().__init__(str(message))
        self.message = message


def _plain(value: Amount | Message | str) -> str:
    if not isinstance(value, Amount):
        return str(value)
    number = f"{value.value:.10g}"
    return number if value.unit in ("year", "row", "1") else f"{number} {value.unit}"
