"""Results of a case in words: each in its outcome's own unit, where no other is asked for."""

import numpy as np

from engine import OUTCOMES, Case
from pages.parts.words import number

# how many of the unit that is asked for make one of the outcome's own
_FACTORS = {("usd_bn/year", "usd_mn/year"): 1e3}


def amount(case: Case, outcome: str, unit: str = "", digits: int | None = None, at: int = -1) -> str:
    """An outcome with its unit; of a result by year the last, or the one `at` another place."""
    own = OUTCOMES[outcome].unit
    value = float(np.atleast_1d(case.results[outcome])[at])
    return number(value * _FACTORS.get((own, unit), 1.0), unit or own, digits)
