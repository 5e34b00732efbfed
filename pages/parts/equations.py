"""Equations and notes of the engine in the reader's language, their numbers short and without units."""

from engine.explain import PERCENT, decimals
from engine.message import Amount, Message
from pages.parts.words import _, number


def text(said: Amount | Message | str) -> str:
    """The same as the terminal prints: per cent have their sign, years are not grouped, other units are left out."""
    if isinstance(said, Message):
        return _(said.template).format(**{key: text(value) for key, value in said.values.items()})
    if isinstance(said, str):
        return said
    kind = "share" if said.unit in PERCENT else "year" if said.unit == "year" else "1"
    return number(said.value, kind, decimals(said))
