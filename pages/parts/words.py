"""Numbers and sentences in the reader's language. The one place that turns fractions into per cent."""

import gettext
import math
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache, reduce, wraps
from io import BytesIO
from typing import Any, NamedTuple, TypeVar, overload

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from engine.message import Amount, Message
from pages.parts import languages

R = TypeVar("R")

# English-speaking readers of Kazakhstan write the day first
_DATES = {"en": "en_GB"}
_PLURALS = 101  # whole numbers among which every plural of a language is found
_SPOKEN: ContextVar[str] = ContextVar("language", default="")


def _nobody() -> str:
    return languages.USUAL


_who: Callable[[], str] = _nobody


def language() -> str:
    """The reader's language."""
    return _SPOKEN.get() or _who()


def ask(who: Callable[[], str]) -> None:
    """From now on `who` knows whose page is being made; this file itself knows of no pages."""
    global _who
    _who = who


def speak(code: str) -> str:
    """From here on everything is said in this language, in this thread."""
    _SPOKEN.set(code)
    return code


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Within it, every text is in this language."""
    before = _SPOKEN.set(code)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def bound(function: Callable[[], R]) -> Callable[[], R]:
    """The function in today's language, wherever it is called: Streamlit makes a file of a download in another thread."""
    code = language()

    def said() -> R:
        with speaking(code):
            return function()

    return said


@cache
def catalogue(code: str) -> gettext.NullTranslations:
    """The translations of a language; where there are none, the English texts themselves."""
    path = languages.CATALOGUES / f"{code}.po"
    if not path.exists():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    # what gettext reads is made here, once, so that a translator's file is the only truth
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(text: str) -> str:
    """A text in the reader's language."""
    # of an empty text a catalogue tells its own head
    return catalogue(language()).gettext(text) if text else ""


def several(one: str, many: str, n: float, **values: str) -> str:
    """A sentence in the form that its number asks for, with its values; the number itself goes in as {n}.

    A fraction takes the form of two, as 2.5 hours do.
    """
    form = abs(int(n)) if n == int(n) else 2
    return catalogue(language()).ngettext(one, many, form).format(**{"n": count(n), **values})


def in_context(context: str, text: str) -> str:
    """A text that other languages say differently in different places."""
    return catalogue(language()).pgettext(context, text)


def sentence(finding: str) -> str:
    """A finding with its full stop."""
    return in_context("sentence", "{finding}.").format(finding=finding)


def together(*sentences: str) -> str:
    """Sentences one behind the other; empty ones are left out."""
    pair = in_context("sentences", "{first} {second}")
    return _chained(pair, sentences)


def listed(items: Iterable[str]) -> str:
    """Items of a list in one line; they may hold commas."""
    return _chained(in_context("list", "{first}; {second}"), items)


def _chained(pair: str, texts: Iterable[str]) -> str:
    found = [text for text in texts if text]
    return reduce(lambda first, second: pair.format(first=first, second=second), found) if found else ""


def per_language(function: Callable[..., R], most: int = 2048) -> Callable[..., R]:
    """Remembers a function's answers, for each language apart: so many texts, fewer where they are tables."""

    @lru_cache(maxsize=most)
    def remembered(_code: str, *args: Any) -> R:
        return function(*args)

    @wraps(function)
    def answer(*args: Any) -> R:
        return remembered(language(), *args)

    return answer


@overload
def N_(text: str) -> str: ...
@overload
def N_(text: str, many: str) -> tuple[str, str]: ...
def N_(text: str, many: str = "") -> str | tuple[str, str]:
    """Marks a text, or a text for one and for many, for the catalogue; it is translated later, where it is shown."""
    return (text, many) if many else text


class Form(NamedTuple):
    """How a unit is written: factor, decimals, and the text around the number, for one and for many where they differ."""

    scale: float
    digits: int
    text: str | tuple[str, str]


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
    "years": Form(1, 0, N_("{n} year", "{n} years")),
    "goods": Form(1, 0, N_("{n} good", "{n} goods")),
    "hours": Form(1, 1, N_("{n} hour", "{n} hours")),
    "t": Form(1, 1, N_("{n} t")),
    "mt/year": Form(1, 1, N_("{n} Mt a year")),
    "mt": Form(1, 1, N_("{n} million tonnes")),
    "mn/year": Form(1, 2, N_("{n} mn a year")),
    "usd_bn": Form(1, 1, N_("${n} bn")),
    "a day": Form(1, 0, N_("{n} a day")),
    "a week": Form(1, 1, N_("{n} a week")),
    "thousand jobs": Form(1, 1, N_("{n} thousand jobs")),
    "scenarios": Form(1, 0, N_("{n} scenario", "{n} scenarios")),
    "times": Form(1, 0, N_("{n} time", "{n} times")),
    "vehicles/day": Form(1, 0, N_("{n} vehicle a day", "{n} vehicles a day")),
    "lorries/day": Form(1, 0, N_("{n} lorry a day", "{n} lorries a day")),
    "containers/day": Form(1, 0, N_("{n} container a day", "{n} containers a day")),
    "trains/week": Form(1, 1, N_("{n} train a week", "{n} trains a week")),
    "visits/day": Form(1, 0, N_("{n} visit a day", "{n} visits a day")),
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
# whether the figures of a source may be handed on, by the words of its record
PASS_ON = {
    "free": N_("yes"),
    "named": N_("yes, naming the source"),
    "figures": N_("single figures, naming the source"),
    "open": N_("not known: ask the producer"),
    "asked": N_("only with the owner's permission"),
}


# Chinese counts in 万 (10^4) and 亿 (10^8): how many of those make one of the units above
_MYRIADS = {
    "zh": {
        "usd_bn/year": 10.0,
        "usd_bn": 10.0,
        "usd_mn/year": 100.0,
        "mt/year": 100.0,
        "mt": 100.0,
        "mn/year": 100.0,
        "thousand jobs": 0.1,
    }
}


@per_language
def form(unit: str) -> Form:
    """How the reader's language writes a unit: with fewer decimals where its own unit is the smaller."""
    usual, times = FORMS[unit], _times(unit)
    return usual._replace(scale=usual.scale * times, digits=_places(usual.digits, times))


@per_language
def grouped(unit: str) -> bool:
    """Whether thousands are set apart: not in years, nor where numbers are counted in myriads."""
    return unit != "year" and _times(unit) == 1


def _times(unit: str) -> float:
    return _MYRIADS.get(language(), {}).get(unit, 1.0)


def _places(digits: int, times: float) -> int:
    return max(0, digits - round(math.log10(times)))


def number(value: float, unit: str, digits: int | None = None) -> str:
    """A number with its unit; a dash where it is not defined or has no end. `digits` are those of the unit as English has it."""
    if not math.isfinite(value):
        return "–"
    written = form(unit)
    places = written.digits if digits is None else _places(digits, _times(unit))
    shown = float(value) * written.scale
    # the sign stands before the currency
    text = _phrase(written, 2 if places else round(shown))
    return text.format(n=_decimal(shown, places, grouped(unit))).replace("$−", "−$")


def bare(value: float, unit: str) -> str:
    """A number as its unit is written, without it: where an axis tells the unit."""
    return _decimal(scaled(float(value), unit), form(unit).digits, grouped(unit))


def count(n: float) -> str:
    """A number of things, without a unit."""
    return _decimal(n, 0 if n == int(n) else 1, True)


def phrases(unit: str) -> dict[str, str]:
    """The text around a unit's number in each of the language's plurals, by the names that browsers give them.

    Those that no whole number has are for fractions, which take the form of two.
    """
    written, plural = FORMS[unit], Locale.parse(language()).plural_form
    return {"other": _phrase(written, 2)} | {plural(n): _phrase(written, n) for n in range(_PLURALS)}


def _phrase(form: Form, n: int) -> str:
    if isinstance(form.text, str):
        return _(form.text)
    return catalogue(language()).ngettext(*form.text, abs(n))


@per_language
def _decimal(value: float, digits: int, grouped: bool) -> str:
    pattern = ("#,##0" if grouped else "0") + ("." + "0" * digits if digits else "")
    # a minus sign proper, and no "-0"
    rounded = round(value, digits) + 0.0
    return format_decimal(rounded, pattern, locale=language()).replace("-", "−")


def decimal_sign() -> str:
    return get_decimal_symbol(language())


def group_sign() -> str:
    """What stands between thousands."""
    return get_group_symbol(language())


def points(value: float) -> str:
    """A difference between two rates, in percentage points."""
    return _("{n} points").format(n=_decimal(100 * value, 1, True))


def percent_value(fraction: Any) -> Any:
    """A fraction, or a column of them, as per cent, for an axis or a table."""
    return 100 * fraction


def scaled(values: Any, unit: str) -> Any:
    """A number, or many, as its unit is written, for an axis or a table: a share as per cent."""
    return form(unit).scale * values


@per_language
def country(code: str) -> str:
    """A country by its code of three letters; trade data write S19 for Asia that they do not tell apart."""
    if code == "S19":
        return _("other Asia")
    short = get_global("territory_aliases").get(code, [code])[0]
    return str(Locale.parse(language()).territories.get(short, code))


def day(iso: str) -> str:
    """A date of the form 2026-11-24 as the reader writes it; a text of another form as it is."""
    try:
        return format_date(date.fromisoformat(iso), "long", locale=_DATES.get(language(), language()))
    except ValueError:
        return iso


def clock_time(seconds: float) -> str:
    """A moment, seconds since 1970, as day and time of the server's own clock."""
    there = datetime.fromtimestamp(seconds)
    return format_datetime(there, "d MMM HH:mm", locale=_DATES.get(language(), language()))


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
        return ", ".join(value) or in_context("goods", "none")
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
