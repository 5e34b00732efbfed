"""Results of a case in words: each in its outcome's own unit, where no other is asked for."""

from typing import NamedTuple

import numpy as np

from engine import OUTCOMES, SOURCES, Case
from engine.quantity import Source
from pages.parts.words import number

# how many of the unit that is asked for make one of the outcome's own
_FACTORS = {("usd_bn/year", "usd_mn/year"): 1e3}


def amount(case: Case, outcome: str, unit: str = "", digits: int | None = None, at: int = -1) -> str:
    """An outcome with its unit; of a result by year the last, or the one `at` another place."""
    own = OUTCOMES[outcome].unit
    value = float(np.atleast_1d(case.results[outcome])[at])
    return number(value * _FACTORS.get((own, unit), 1.0), unit or own, digits)


class Big(NamedTuple):
    """One number: `outcome` names the engine's result it shows; it writes itself in that result's unit.

    `unit` and `digits` where they are not the outcome's own. A number of the futures is no single result: `value` has it in
    words, `method` tells how it came about, and `rests` names what it rests on beside the outcome, keys apart by blanks.
    """

    label: str
    outcome: str
    below: str
    unit: str = ""
    digits: int | None = None
    value: str = ""
    method: str = ""
    rests: str = ""

    def said(self, case: Case) -> str:
        return self.value or amount(case, self.outcome, self.unit, self.digits)

    def sources(self, case: Case) -> tuple[Source, ...]:
        needed = {source.id for source in case.sources_of(self.outcome)} | set(self.rests.split())
        return tuple(source for key, source in SOURCES.items() if key in needed)
