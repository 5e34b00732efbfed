"""The passports of numbers: where each comes from, what it may be, how sure it is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.message import Amount, Message

STATEMENT = "kazinform_2023"  # the source that is the statement itself

Value = float | int | str | bool | tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """Where a number was read: producer, title, address, dates, licence, and what we did to it.

    `copy` tells that the address is that of a copy, not the producer's own. `grade` is that of its figures where tables
    alone use it; elsewhere the numbers' own passports tell. `pass_on` says whether they may be handed on, in the words of
    `data/sources.toml`.
    """

    id: str
    title: str
    producer: str
    url: str
    published: str
    read: str
    licence: str
    steps: str
    files: tuple[Mapping[str, str], ...] = ()
    grade: str = ""
    copy: bool = False
    pass_on: str = ""


@dataclass(frozen=True)
class Quantity:
    """One number of the model: title, unit, value, range, grade, sources, and why its range is what it is.

    `kind` is "policy" (somebody decides it), "assumption" (we believe it) or "given" (a figure without a dial).
    `panel` is the group its control stands in, `part` what it counts as in the attribution; both as in `data/panels.toml`.
    Grades: A official or the statement itself, B derived from A or a published estimate, C our own assumption.
    """

    id: str
    title: str
    unit: str
    kind: str
    value: Value
    grade: str
    source: tuple[str, ...]
    note: str
    panel: str = ""
    part: str = ""
    code: int = 0
    low: float | None = None
    high: float | None = None
    step: float | None = None
    draw: tuple[float, float] | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    used: bool = True

    @property
    def is_number(self) -> bool:
        return self.low is not None

    @property
    def stated(self) -> bool:
        """Whether the value is the statement's own; else it is our default."""
        return self.grade == "A" and STATEMENT in self.source

    @property
    def others(self) -> tuple[Value, ...]:
        """What else it may be: the ends of its range, or the other choices."""
        if self.low is not None and self.high is not None:
            ends: tuple[Value, ...] = (self.low, self.high)
        else:
            ends = (False, True) if self.unit == "yes/no" else tuple(self.options)
        return tuple(end for end in ends if end != self.value)

    def problem(self, value: object) -> Message | None:
        """Why `value` cannot be taken, as a sentence; None where it can."""
        if self.unit == "yes/no":
            return None if isinstance(value, bool) else self._refusal(value, "yes, no")
        if self.unit == "choice":
            known = isinstance(value, str) and value in self.options
            return None if known else self._refusal(value, ", ".join(self.options))
        if self.unit == "hs6":
            return None if _is_codes(value) else self._no_codes(value)
        return self._number_problem(value)

    def _number_problem(self, value: object) -> Message | None:
        assert self.low is not None and self.high is not None
        told: dict[str, Amount | Message | str] = {
            "name": self.id,
            "given": str(value),
            "low": Amount(self.low, self.unit),
            "high": Amount(self.high, self.unit),
        }
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < math.inf:
            return Message("{name}: “{given}” is not a number. Allowed: {low} to {high}.", told)
        if not self.low <= value <= self.high:
            return Message("{name}: {given} is out of range. Allowed: {low} to {high}.", told)
        if self.unit in ("year", "years", "goods") and value != int(value):
            return Message("{name}: {given} is not a whole number. Allowed: {low} to {high}.", told)
        return None

    def _no_codes(self, value: object) -> Message:
        given = ".".join(map(str, value)) if isinstance(value, tuple) else str(value)
        return Message(
            "{name}: “{given}” is no list of codes of goods. Allowed: six-digit codes joined by points, such as 070190.110100.",
            {"name": self.id, "given": given},
        )

    def _refusal(self, value: object, allowed: str) -> Message:
        return Message(
            "{name}: “{given}” is not one of the choices. Allowed: {allowed}.",
            {"name": self.id, "given": str(value), "allowed": allowed},
        )


def _is_codes(value: object) -> bool:
    return isinstance(value, tuple) and all(
        isinstance(c, str) and len(c) == 6 and c.isascii() and c.isdigit() for c in value
    )
