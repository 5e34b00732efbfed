"""Known results, checked in place: what a reader runs to see that an installation calculates rightly."""

from collections.abc import Iterator

from engine.model import evaluate
from engine.scenario import Scenario, presets

# outcome, start, expected value: hand-computed, see the formulas' docstrings
_KNOWN = (
    ("required_growth", "stated_2022", 0.04829159),
    ("required_growth_with_programme", "stated_2022", 0.04450004),
    ("gap", "stated_2022", 11.0),
    ("gap_share", "stated_2022", 1 / 11),
    ("required_growth", "cn_2022", 0.01457566),
    ("required_growth", "kz_2025", 0.00483330),
)


def checked() -> Iterator[str]:
    """A line for each check; ValueError at the first that fails."""
    for name, start, expected in _KNOWN:
        found = evaluate(Scenario(start=start))[name]
        if abs(found - expected) > 5e-9:
            raise ValueError(f"{name} from {start} is {found}, expected {expected}.")
        yield f"ok  {name} from {start}: {found:.8f}"
    for name, scenario in presets().items():
        if Scenario.from_code(scenario.to_code()) != scenario:
            raise ValueError(f"The preset {name} does not survive its short code.")
        yield f"ok  preset {name}: {scenario.to_code()}"
