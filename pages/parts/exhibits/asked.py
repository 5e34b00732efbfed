"""What people in a room were asked for, as charts of a room say it: the number's name, its unit, and how it is drawn."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from engine.pooling import LEAST
from pages.parts.words import _, number, scaled, unit

FEWEST = LEAST
"""A group of fewer people is not shown: its members would know each other's answers."""


class Asked(NamedTuple):
    """A number by its title, in words, and its unit."""

    title: str
    unit: str

    @property
    def axis(self) -> str:
        return _("{title}, {unit}").format(title=self.title, unit=unit(self.unit))

    def said(self, value: float) -> str:
        return number(value, self.unit)

    def drawn(self, values: Iterable[float]) -> np.ndarray:
        """Values as they stand on the axis."""
        return np.asarray(scaled(np.asarray(list(values), dtype=float), self.unit))

    def below(self) -> dict[str, Any]:
        """The row that names the axis."""
        return {"kind": "axis", "text": self.axis}


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """A quarter lies below the first, half below the second, three quarters below the third."""
    low, middle, high = np.quantile(values, (0.25, 0.5, 0.75)).tolist()
    return low, middle, high
