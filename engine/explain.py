"""A result explained: its own equation in words and in digits, what it is made of, and the sources with grades.

A formula's description ends with lines that begin "Equation:", or "In words:" where it is no arithmetic. A number's place
stands behind its name in plain words: "exports {exports} + imports {imports}". A line "Where gap is 0:" gives what holds
instead in that case, the first that fits; "Note:" says why another number of the same thing differs.
"""

import inspect
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from engine.case import Case
from engine.load import PARAMETERS
from engine.message import Amount, Message
from engine.model import OUTCOMES, inputs_of, values_of

# units of what is neither an outcome nor in the records
_UNITS = {
    **dict.fromkeys(("start_year", "last_observed_year", "year", "titr_year"), "year"),
    **dict.fromkeys(("start_turnover", "start_exports", "start_imports", "other_trade"), "usd_bn/year"),
    **dict.fromkeys(("last_observed_turnover", "gdp"), "usd_bn/year"),
    **{"start_rail_tonnes": "mt/year", "start_road_vehicles": "mn/year", "other_partners_concentration": "1"},
}
_TABLES = {
    "products": "the table of products",
    "checkpoints": "the table of checkpoints",
    "io": "the input–output table",
}
PERCENT = ("share", "1/year")
# units that say nothing beside the value
_BARE = ("1", "year", "yes/no", "choice", "hs6")
# shapes whose result is a number, or one a year
_NUMBERS = ("scalar", "year", "transit year")
_LINE = re.compile(
    r"^(Equation|In words|Where \w+ is \w+|Note): (.+?)(?=\n(?:Where|Note)\b|\n\n|\Z)", re.M | re.S
)
_PLACE = re.compile(r" ?\{(\w+)\}")
_WORDS = re.compile(r"[A-Za-z][^()+−·/^{}]*(?=\{)")
# a case that says its result itself
_SETTLED = re.compile(r"(0|1|Not defined|Never|No growth is enough), ")


class Explanation(NamedTuple):
    """The lines of an equation, the last with its result, and why other numbers of the same thing differ."""

    equation: tuple[Message, ...]
    notes: tuple[Message, ...]


def formula(name: str, case: Case) -> Explanation:
    """An outcome's equation with this case's values; of a series those of the goal year."""
    values = values_of(case.scenario, case.products)
    notes = tuple(_filled(text, values) for head, text in texts(name) if head == "Note")
    return Explanation(_equation(name, values), notes)


@cache
def texts(name: str) -> tuple[tuple[str, str], ...]:
    """The lines of a formula's description that explain it: how each begins, and what follows."""
    found = _LINE.findall(inspect.getdoc(OUTCOMES[name].formula) or "")
    return tuple((head, " ".join(text.split())) for head, text in found)


def wordings(name: str) -> Iterator[str]:
    """What is to be translated of it: a power's words without its digits, the other lines as they are."""
    for _, text in texts(name):
        yield _PLACE.sub("", text) if "^" in text else text


def template(name: str, values: Mapping[str, Any]) -> str:
    """The equation that holds for these values: the first case that fits, or the common one."""
    said = dict(texts(name))
    for head, text in said.items():
        if head.startswith("Where"):
            _, argument, _, value = head.split()
            if _plain(values[argument]) == value:
                return text
    return said.get("Equation") or said["In words"]


def _equation(name: str, values: Mapping[str, Any]) -> tuple[Message, ...]:
    """One line with words beside the digits; two where powers would hide among the words."""
    text = template(name, values)
    if _SETTLED.match(text) or OUTCOMES[name].shape not in _NUMBERS:
        return (Message(text),)
    digits = _WORDS.sub("", text) if "^" in text else text
    told: dict[str, Amount | Message | str] = {
        "equation": _filled(digits, values),
        "result": _amount(name, values),
    }
    last = Message("{equation} = {result}", told)
    if years := _years(name, text):
        last = Message("{equation} = {result} in {year}", {**told, "year": _amount(years, values)})
    bare = _PLACE.sub("", text)
    return (last,) if digits == text else (Message(bare), last)


def _years(name: str, text: str) -> str:
    """The years of which the last is shown, where the result or a part of it is a series."""
    names = {name, *_PLACE.findall(text)}
    shapes = {OUTCOMES[n].shape for n in names & set(OUTCOMES)}
    if "transit year" in shapes:
        return "titr_year"
    return "year" if "year" in shapes else ""


def _filled(text: str, values: Mapping[str, Any]) -> Message:
    return Message(text, {key: _amount(key, values) for key in _PLACE.findall(text)})


def _amount(name: str, values: Mapping[str, Any]) -> Amount:
    """A value, of a series that of the last year; with `sum_` before the name that of all years together."""
    series = name.removeprefix("sum_")
    value = np.ravel(values[series])
    return Amount(float(value[-1] if series == name else value.sum()), _unit(series))


def _unit(name: str) -> str:
    known = OUTCOMES.get(name) or PARAMETERS.get(name)
    return known.unit if known else _UNITS[name]


def _plain(value: Any) -> str:
    """A value as the cases name it: yes, no, a choice, codes, or a number."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ".".join(value) or "none"
    return value if isinstance(value, str) else f"{float(np.ravel(value)[-1]):g}"


def decimals(amount: Amount) -> int:
    """How many decimals an equation shows: two, of a percentage one, more for what is small; no zeros at the end, though
    money and percentages keep one decimal."""
    percent = amount.unit in PERCENT
    size = abs(amount.value) * (100 if percent else 1)
    least = int(percent or amount.unit.startswith("usd_"))
    if size == 0 or not math.isfinite(size):
        return least
    most = max(1 if percent else 2, 1 - math.floor(math.log10(size)))
    return next(n for n in range(least, most + 1) if round(size, n) == round(size, most))


# ── In the terminal ──────────────────────────────────────────────────────────────────────────────────────────


def explained(name: str, case: Case) -> Iterator[str]:
    """Lines of text; results by year are shown for the goal year. ValueError for an unknown outcome."""
    if name not in OUTCOMES:
        raise ValueError(f"There is no outcome “{name}”. See: python -m engine outcomes.")
    outcome, values, said = OUTCOMES[name], values_of(case.scenario, case.products), formula(name, case)
    yield f"{outcome.title} ({name}), {outcome.unit}"
    yield outcome.meaning
    for lines in (said.equation, said.notes):
        yield from ("", *map(_text, lines)) if lines else ()
    yield ""
    yield "made of"
    for argument in outcome.arguments:
        yield f"  {argument} = {_part(argument, values)}".rstrip()
    yield ""
    yield "rests on the settings and figures"
    for argument in sorted(inputs_of(name) & set(PARAMETERS)):
        quantity = PARAMETERS[argument]
        shown = _valued(argument, values)
        yield f"  {argument} = {shown}, grade {quantity.grade}: {quantity.title}"
    yield ""
    yield "sources"
    for source in case.sources_of(name):
        yield f"  {source.title} ({source.producer}, {source.published or source.read}) {source.url}".rstrip()


def _part(name: str, values: Mapping[str, Any]) -> str:
    """What a formula takes: its value and title, a list or a table in words."""
    if name in _TABLES:
        return _TABLES[name]
    known = OUTCOMES.get(name) or PARAMETERS.get(name)
    shape = getattr(known, "shape", "scalar")
    value = _valued(name, values) if shape in _NUMBERS else f"a number for each {shape}"
    return f"{value}  {known.title if known else ''}"


def _valued(name: str, values: Mapping[str, Any]) -> str:
    unit = _unit(name)
    return _plain(values[name]) if unit in _BARE else f"{_plain(values[name])} {unit}"


def _text(said: Amount | Message | str) -> str:
    """A message with its numbers as an equation writes them."""
    if isinstance(said, Message):
        return said.template.format(**{key: _text(value) for key, value in said.values.items()})
    if isinstance(said, str):
        return said
    if not math.isfinite(said.value):
        return "–"
    scale, sign = (100, " %") if said.unit in PERCENT else (1, "")
    return f"{said.value * scale:.{decimals(said)}f}{sign}".replace("-", "−")
