"""Every chart of a scenario, by key, as its page shows it first: for embedded views and documents."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine import Scenario
from engine.uncertainty import Own
from pages.parts.exhibits import border, certainty, conclusions, economy, goods, growth
from pages.parts.exhibits.exhibit import Exhibit

ALL: Mapping[str, Callable[[Scenario, Own], Exhibit]] = MappingProxyType(
    {
        "path": growth.path,
        "moved": lambda scenario, _own: conclusions.moved(scenario),
        "ladder": lambda scenario, _own: growth.ladder(scenario),
        "windows": lambda scenario, _own: growth.windows(scenario),
        "grid": lambda scenario, _own: growth.grid(scenario),
        "build_up": lambda scenario, _own: goods.build_up(scenario),
        "basket": lambda scenario, _own: goods.basket(scenario),
        "delivery": lambda scenario, _own: goods.delivery(scenario),
        "crossings": lambda scenario, _own: border.crossings(scenario),
        "utilisation": lambda scenario, _own: border.utilisation(scenario),
        "times": lambda scenario, _own: border.times(scenario),
        "route": lambda scenario, _own: border.route(scenario),
        "dollar": lambda scenario, _own: economy.dollar(scenario),
        "jobs": lambda scenario, _own: economy.jobs(scenario),
        "dependence": lambda scenario, _own: economy.dependence(scenario),
        "sectors": lambda scenario, _own: economy.sectors(scenario),
        "fan": certainty.fan,
        "chances": certainty.chances,
        "tornado": certainty.tornado,
        "shares": certainty.shares,
        "held": lambda scenario, _own: certainty.held(scenario),
        "reach": conclusions.reach,
    }
)

__all__ = ["ALL", "Exhibit"]
