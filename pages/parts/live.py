"""Big numbers and a chart's finding, or sentences: one element, which a moving dial can change in the browser."""

from engine import OUTCOMES, Case
from pages.parts import sweep
from pages.parts.amounts import Big
from pages.parts.component import component
from pages.parts.sweep import Element
from pages.parts.words import _, listed, together, unit

_LARGE = 2  # so many numbers, the first, are what a room must read
_component = component("live")


def live(case: Case, element: Element) -> None:
    """Draws numbers side by side, the finding below them, then sentences, in which ** makes bold."""
    numbers = element.numbers(case)
    faces = [
        {
            "about": _("About “{label}”").format(label=big.label),
            "large": place < _LARGE,
        }
        for place, big in enumerate(numbers)
    ]
    data = {
        "numbers": faces,
        "notes": [together(big.method, _made_of(big, case)) for big in numbers],
        **element.shown(case, numbers),
        "swept": sweep.told(case, element),
    }
    _component(key=f"live.{element.key}", data=data)


def _made_of(big: Big, case: Case) -> str:
    outcome = OUTCOMES[big.outcome]
    sources = listed(source.title for source in big.sources(case))
    return _("{title}, {unit}. {formula} Sources: {sources}.").format(
        title=_(outcome.title), unit=unit(outcome.unit), formula=_(outcome.meaning), sources=sources
    )
