"""Numbers and sentences in the reader's language. The one place that turns fractions into per cent."""

import gettext
import math
import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from babel.dates import format_date
from babel.numbers import format_decimal

from engine.message import Amount, Message

R = TypeVar("R")

DOMAIN = "messages"
CATALOGUES = Path(__file__).parent / "locale"
# English-speaking readers of Kazakhstan write the day first
_DATES = {"en": "en_GB"}


def language() -> str:
    """The reader's language; English is the only one so far."""
    return "en"


@cache
def catalogue(code: str) -> gettext.NullTranslations:
    """The translations of a language; where there are none, the English texts themselves."""
    return gettext.translation(DOMAIN, CATALOGUES, [code], fallback=True)


def _(text: str) -> str:
    """A text in the reader's language."""
    return catalogue(language()).gettext(text)


def per_language(function: Callable[..., R], most: int = 2048) -> Callable[..., R]:
    """Remembers a function's answers, for each language apart: so many texts, fewer where they are tables."""

    @lru_cache(maxsize=most)
    def remembered(_code: str, *args: Any) -> R:
        return function(*args)

    @wraps(function)
    def answer(*args: Any) -> R:
        return remembered(language(), *args)

    return answer


def N_(text: str) -> str:
    """Marks a text for the catalogue that is translated later, where it is shown."""
    return text


class Form(NamedTuple):
    """How a unit is written: factor, decimals, and the text around the number."""

    scale: float
    digits: int
    template: str


FORMS = {
    "usd_bn/year": Form(1, 1, N_("${n} bn")),
    "usd_mn/year": Form(1, 1, N_("${n} mn")),
    "usd": Form(1, 0, N_("${n}")),
    "usd/t": Form(1, 0, N_("${n} a tonne")),
    "share": Form(100, 1, N_("{n} %")),
    "1/year": Form(100, 1, N_("{n} % a year")),
    "1": Form(1, 2, "{n}"),
    "row": Form(1, 0, "{n}"),
    "year": Form(1, 0, "{n}"),
    "years": Form(1, 0, N_("{n} years")),
    "goods": Form(1, 0, N_("{n} goods")),
    "hours": Form(1, 1, N_("{n} hours")),
    "t": Form(1, 1, N_("{n} t")),
    "mt/year": Form(1, 1, N_("{n} Mt a year")),
    "mn/year": Form(1, 2, N_("{n} mn a year")),
    "usd_bn": Form(1, 1, N_("${n} bn")),
    "a day": Form(1, 0, N_("{n} a day")),
    "a week": Form(1, 1, N_("{n} a week")),
    "thousand jobs": Form(1, 1, N_("{n} thousand jobs")),
    "visits/day": Form(1, 0, N_("{n} visits a day")),
}
UNITS = {
    "usd_bn/year": N_("billion US dollars a year"),
    "usd_mn/year": N_("million US dollars a year"),
    "usd": N_("US dollars"),
    "usd/t": N_("US dollars a tonne"),
    "share": N_("per cent"),
    "1/year": N_("per cent a year"),
    "1": N_("pure number"),
    "year": N_("year"),
    "years": N_("years"),
    "goods": N_("goods"),
    "hours": N_("hours"),
    "t": N_("tonnes"),
    "mt/year": N_("million tonnes a year"),
    "visits/day": N_("visits a day"),
    "mn/year": N_("millions a year"),
    "usd_bn": N_("billion US dollars"),
    "a day": N_("a day"),
    "a week": N_("a week"),
    "thousand jobs": N_("thousand jobs"),
    "choice": N_("choice"),
    "yes/no": N_("yes or no"),
    "hs6": N_("HS codes of six digits"),
}
GRADES = {
    "A": N_("official statistic or the statement itself"),
    "B": N_("derived from official figures, or a published estimate"),
    "C": N_("our own assumption"),
}


def number(value: float, unit: str, digits: int | None = None) -> str:
    """A number with its unit; a dash where it is not defined or has no end."""
    form = FORMS[unit]
    if not math.isfinite(value):
        return "–"
    text = _decimal(float(value) * form.scale, form.digits if digits is None else digits, unit != "year")
    # the sign stands before the currency
    return _(form.template).format(n=text).replace("$−", "−$")


@per_language
def _decimal(value: float, digits: int, grouped: bool) -> str:
    pattern = ("#,##0" if grouped else "0") + ("." + "0" * digits if digits else "")
    # a minus sign proper, and no "-0"
    rounded = round(value, digits) + 0.0
    return format_decimal(rounded, pattern, locale=language()).replace("-", "−")


def points(value: float) -> str:
    """A difference between two rates, in percentage points."""
    return _("{n} points").format(n=_decimal(100 * value, 1, True))


def percent_value(fraction: Any) -> Any:
    """A fraction, or a column of them, as per cent, for an axis or a table."""
    return 100 * fraction


def day(iso: str) -> str:
    """A date of the form 2026-11-24 as the reader writes it; a text of another form as it is."""
    try:
        return format_date(date.fromisoformat(iso), "long", locale=_DATES.get(language(), language()))
    except ValueError:
        return iso


def unit(name: str) -> str:
    """A unit in words."""
    return _(UNITS[name])


def grade(letter: str) -> str:
    """What a grade means."""
    return _(GRADES[letter])


def setting(value: object, unit_name: str, options: dict[str, str] | None = None) -> str:
    """A setting's value in words, whatever its kind."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(value) or _("none")
    if isinstance(value, str):
        return _((options or {}).get(value, value))
    assert isinstance(value, (int, float))
    finer = unit_name == "usd_bn/year" and round(value, 1) != value
    return number(value, unit_name, 2 if finer else None)


def markdown(text: str) -> str:
    """A sentence for Markdown, where two dollar signs would begin a formula."""
    return text.replace("$", r"\$")


def plain(text: str) -> str:
    """A text from a reader, a link or a file for Markdown: shown as it is, whatever signs it has."""
    return re.sub(r"([\\`*\[\]<$])", r"\\\1", text)


def message(said: Message) -> str:
    """A sentence of the engine in the reader's language, its numbers written out."""
    return _(said.template).format(**{key: _value(value) for key, value in said.values.items()})


def _value(value: Amount | Message | str) -> str:
    if isinstance(value, Message):
        return message(value)
    if isinstance(value, Amount):
        return setting(value.value, value.unit)
    return value
