"""The engine of Road to 35: what the growth of Kazakhstan–China trade needs, and what the extra goods do to it."""

from engine.case import Case
from engine.load import PARAMETERS, SOURCES
from engine.model import OUTCOMES, evaluate, sources_of
from engine.scenario import Scenario, presets

__version__ = "0.6"  # the newest heading of CHANGELOG.md
__all__ = ["OUTCOMES", "PARAMETERS", "SOURCES", "Case", "Scenario", "evaluate", "presets", "sources_of"]
