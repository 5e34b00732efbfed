"""What is on the screen as one value: a scenario, the reader's own ranges, and the product table in use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, wraps
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec, TypeVar

from engine.load import PRODUCTS, Products
from engine.model import Results, evaluate, sources_of
from engine.quantity import Source, Value
from engine.scenario import Scenario
from engine.uncertainty import Futures, Own, futures_about

P = ParamSpec("P")
R = TypeVar("R")

# more than a comparison holds, and than a dial passes while it is dragged across
_LIVING = 256


@dataclass(frozen=True)
class Case:
    """All that tables, charts and documents are made of. What is made of it hangs on it and goes with it."""

    scenario: Scenario = field(default_factory=Scenario)
    own: Own = ()
    products: Products = PRODUCTS
    # of a case that is shared with nobody: others that it is asked for, and that are known
    beside: Mapping[Scenario, Case] | None = field(default=None, repr=False, compare=False)
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def results(self) -> Results:
        """Every outcome by name."""
        return evaluate(self.scenario, products=self.products)

    @cached_property
    def futures(self) -> Futures:
        """The futures that bands and chances come from."""
        return futures_about(self.results, self.scenario, self.own)

    def sources_of(self, outcome: str) -> tuple[Source, ...]:
        """The sources that an outcome rests on here."""
        return sources_of(outcome, self.scenario, self.products)

    def replace(self, **changes: Value) -> Case:
        """The case of a scenario with other settings; unknown names and values out of range raise ValueError."""
        return self.of(self.scenario.replace(**changes))

    def of(self, scenario: Scenario) -> Case:
        """The case of another scenario, with the same ranges and table."""
        if self.beside is None:
            return case_of(scenario, self.own, self.products)
        return self.beside.get(scenario) or self.place(scenario)

    def place(
        self, scenario: Scenario, beside: Mapping[Scenario, Case] = MappingProxyType({}), **known: Any
    ) -> Case:
        """A case with the same ranges and table that is shared with nobody, with `results` or `futures` that are known."""
        made = Case(scenario, self.own, self.products, beside)
        vars(made).update(known)  # where its cached properties look
        return made


def case_of(scenario: Scenario, own: Own = (), products: Products = PRODUCTS) -> Case:
    """A case that is shared where it stands on our own table; one on a reader's table is the caller's alone to keep."""
    return _shared(scenario, own) if products is PRODUCTS else Case(scenario, own, products)


@lru_cache(maxsize=_LIVING)
def _shared(scenario: Scenario, own: Own) -> Case:
    return Case(scenario, own)


def kept(function: Callable[Concatenate[Case, P], R]) -> Callable[Concatenate[Case, P], R]:
    """Remembers what a function makes of a case, for as long as the case lives."""

    @wraps(function)
    def answer(of: Case, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (function, args, *kwargs.items())
        if key not in of._made:
            of._made[key] = function(of, *args, **kwargs)
        found: R = of._made[key]
        return found

    return answer
