"""Words that several charts and pages use."""

from engine import PARAMETERS
from engine.backtest import WORLD
from engine.load import PARTS
from engine.sensitivity import SHOCKS
from pages.parts.words import N_, _

LEDGERS = {"kz": N_("Kazakhstan's statistics"), "cn": N_("China's customs")}

UNREAD = N_(
    "No native economist has read this translation yet. If a word is wrong, please tell whoever runs this server."
)


def ledger(key: str) -> str:
    """Whose count it is."""
    return _(LEDGERS[key])


def series(key: str) -> str:
    """What a backtest was run on: a count of both countries' trade, or all of Kazakhstan's."""
    return _("all of Kazakhstan's trade") if key == WORLD else ledger(key)


def assumption(name: str) -> str:
    """An uncertain input by its title; the yearly ups and downs are one too."""
    return _("yearly ups and downs, as in history") if name == SHOCKS else _(PARAMETERS[name].title)


def finer(growth: float) -> int:
    """Decimals of a yearly growth: more where it is small."""
    return 2 if 0 < abs(growth) < 0.01 else 1


def part(key: str) -> str:
    """What the attribution tells apart, and all of it together."""
    return _("all together") if key == "all" else _(PARTS[key])
