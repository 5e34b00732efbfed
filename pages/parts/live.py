"""Big numbers and a chart's finding: one element, which a moving dial can change in the browser."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine import OUTCOMES, Case
from pages.parts.amounts import Big
from pages.parts.component import component
from pages.parts.words import _, listed, together, unit

_LARGE = 2  # so many numbers, the first, are what a room must read
_component = component("live")


def live(
    key: str, case: Case, numbers: Sequence[Big], finding: str, swept: Mapping[str, Any] | None = None
) -> None:
    """Draws the numbers side by side, the finding below them. `swept` is what `sweep.told` has for the browser."""
    faces = [
        {
            "label": big.label,
            "about": _("About “{label}”").format(label=big.label),
            "large": place < _LARGE,
        }
        for place, big in enumerate(numbers)
    ]
    data = {
        "numbers": faces,
        "notes": [together(big.method, _made_of(big, case)) for big in numbers],
        "said": [big.said(case) for big in numbers],
        "below": [big.below for big in numbers],
        "finding": finding,
        "swept": swept or {},
    }
    _component(key=f"live.{key}", data=data)


def _made_of(big: Big, case: Case) -> str:
    outcome = OUTCOMES[big.outcome]
    sources = listed(source.title for source in big.sources(case))
    return _("{title}, {unit}. {formula} Sources: {sources}.").format(
        title=_(outcome.title), unit=unit(outcome.unit), formula=_(outcome.meaning), sources=sources
    )
