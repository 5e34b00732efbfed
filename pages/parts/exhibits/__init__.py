"""Every chart of a case, by key, as its page shows it first: for embedded views and documents.

A chart is a file of this folder with a function `exhibit(case)` and a constant `PLACE`: its page as addresses name
it, and where it stands among the charts there. The comparison's chart has no place in this list, for it needs more than one scenario.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from engine import Case
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.sitemap import NAMES

_modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
_placed = [module for module in _modules if hasattr(module, "PLACE")]
_placed.sort(key=lambda module: (NAMES.index(module.PLACE[0]), module.PLACE[1]))

ALL: Mapping[str, Callable[[Case], Exhibit]] = MappingProxyType(
    {module.__name__.rpartition(".")[2]: module.exhibit for module in _placed}
)
FIRST: Mapping[str, Callable[[Case], Exhibit]] = MappingProxyType(
    {module.PLACE[0]: module.exhibit for module in reversed(_placed)}
)
"""The first chart of each page that has one, by what addresses call the page."""

__all__ = ["ALL", "FIRST", "Exhibit"]
