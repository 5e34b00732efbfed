"""The sweep: a case at many values of one setting, worked out at once, for what follows a dial without asking again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.case import Case
from engine.load import PARAMETERS
from engine.model import ONE_AT_A_TIME, evaluate_along
from engine.quantity import Value
from engine.scenario import Scenario
from engine.uncertainty import futures_along

PLACES = 61
# of a setting whose values are worked out one after the other
PLACES_ONE_BY_ONE = 31


@dataclass(frozen=True)
class Sweep:
    """Some values of a setting, and the case at each, with results, bands and the chance of its goal known."""

    values: tuple[float, ...]
    cases: tuple[Case, ...]

    def __getitem__(self, outcome: str) -> np.ndarray:
        """An outcome at every place, along the first axis; ValueError where its other axes differ from place to place."""
        return np.stack([case.results[outcome] for case in self.cases])


def sweep(case: Case, name: str, places: int = PLACES, beside: Sequence[Mapping[str, Value]] = ()) -> Sweep:
    """A case at so many values of a setting that is a number, all else as set; at fewer where the setting decides the years
    or the list of goods.

    Every place is a case as any other, with the results that `evaluate` gives: to the last digit, but for sums over the 68
    products, which are added up in another order. `beside` are changes that a place will be asked for by its `replace`,
    such as {"programme_value": 0.0}; those cases are worked out along with it. Nothing goes into what cases share, so that
    no other is pushed out.
    """
    values = places_of(name, min(places, PLACES_ONE_BY_ONE) if name in ONE_AT_A_TIME else places)
    scenarios = [case.scenario.replace(**{name: value}) for value in values]
    results = evaluate_along(name, scenarios, case.products)
    futures = futures_along(results, scenarios, case.own)
    others = _beside(case, name, scenarios, beside)
    whole = zip(scenarios, others, results, futures, strict=True)
    return Sweep(values, tuple(case.place(a, b, results=c, futures=d) for a, b, c, d in whole))


def _beside(
    case: Case, name: str, scenarios: Sequence[Scenario], changes: Sequence[Mapping[str, Value]]
) -> list[dict[Scenario, Case]]:
    """For each scenario the cases that changes make of it, with their results."""
    found: list[dict[Scenario, Case]] = [{} for _ in scenarios]
    for change in changes:
        others = [scenario.replace(**change) for scenario in scenarios]
        results = evaluate_along(name, others, case.products)
        for known, other, its in zip(found, others, results, strict=True):
            known[other] = case.place(other, results=its)
    return found


def places_of(name: str, most: int) -> tuple[float, ...]:
    """Values that a setting's dial can stand at, from its lowest to its highest, evenly apart by whole steps."""
    quantity = PARAMETERS[name]
    assert quantity.low is not None and quantity.high is not None and quantity.step is not None
    steps = int((quantity.high - quantity.low) / quantity.step + 1e-9)
    at = np.unique(np.linspace(0, steps, min(steps + 1, most)).round())
    # without floating point's dust, as the dial writes them
    return tuple(float(f"{value:.10g}") for value in quantity.low + at * quantity.step)
