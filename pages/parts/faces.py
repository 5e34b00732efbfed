"""What a control says of its setting: the dial's texts and marks, the note with sources and grade, the level in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine import PARAMETERS, SOURCES, Scenario
from engine.past import history_of
from engine.quantity import Quantity, Source
from pages.parts import words
from pages.parts.words import _, in_context, listed, together


@dataclass(frozen=True)
class Face:
    """All that a dial shows: texts are ready in the reader's language, numbers are the model's own.

    `phrases` are what stands around the number, by the plurals of the language; `unit` is the unit in words, of which a
    reader may type some as well.
    """

    label: str
    low: float
    high: float
    step: float
    scale: float
    digits: int
    grouped: bool
    phrases: tuple[tuple[str, str], ...]
    unit: str
    language: str
    decimal: str
    group: str
    stated: float
    stated_label: str
    history: float | None
    history_label: str
    note: str
    reset_label: str
    info_label: str
    type_label: str
    error_label: str
    percent_label: str


def value_in_words(name: str, value: object) -> str:
    quantity = PARAMETERS[name]
    return words.setting(value, quantity.unit, dict(quantity.options))


def kind(name: str) -> str:
    """Whether a setting is a choice or an assumption; nothing for a given figure."""
    kinds = {
        "policy": in_context("kind of a setting", "choice"),
        "assumption": in_context("kind of a setting", "assumption"),
    }
    return kinds.get(PARAMETERS[name].kind, "")


def stated_or_ours(name: str) -> str:
    """The value that a setting has at first, and whether the statement names it."""
    quantity = PARAMETERS[name]
    value = value_in_words(name, quantity.value)
    return value if quantity.stated else _("{value} (our default)").format(value=value)


def way_back(name: str) -> str:
    """What a button says that puts a setting back."""
    quantity = PARAMETERS[name]
    text = _("Back to the statement: {value}") if quantity.stated else _("Back to our default: {value}")
    return text.format(value=value_in_words(name, quantity.value))


@words.per_language
def note(name: str) -> str:
    quantity = PARAMETERS[name]
    return together(
        _(quantity.note),
        _("Unit: {unit}.").format(unit=words.unit(quantity.unit)),
        _("Grade {letter}: {meaning}.").format(letter=quantity.grade, meaning=words.grade(quantity.grade)),
        _("Source: {sources}.").format(sources=listed(SOURCES[key].title for key in quantity.source)),
    )


def source_list(sources: Iterable[Source]) -> str:
    """Sources as a list in Markdown, each with its address and date."""
    dated = _("{title}, {date}")
    return "\n".join(
        "- " + (dated.format(title=f"[{s.title}]({s.url})", date=s.published or s.read) if s.url else s.title)
        for s in sources
    )


@words.per_language
def face(name: str, start: str) -> Face:
    quantity = PARAMETERS[name]
    form = words.form(quantity.unit)
    history = history_of(name, Scenario(start=start))
    assert quantity.low is not None and quantity.high is not None and quantity.step is not None
    assert isinstance(quantity.value, (int, float))
    label = _(quantity.title)
    if quantity.stated:
        stated, back = _("As stated: {value}"), _("Put “{label}” back to the statement")
    else:
        stated, back = _("Our default: {value}"), _("Put “{label}” back to our default")
    return Face(
        label=label,
        low=quantity.low,
        high=quantity.high,
        step=quantity.step,
        scale=form.scale,
        digits=0 if quantity.step * form.scale >= 1 and quantity.unit != "usd_bn/year" else form.digits,
        grouped=words.grouped(quantity.unit),
        phrases=tuple(words.phrases(quantity.unit).items()),
        unit=words.unit(quantity.unit),
        language=words.language(),
        decimal=words.decimal_sign(),
        group=words.group_sign(),
        stated=float(quantity.value),
        stated_label=stated.format(value=value_in_words(name, quantity.value)),
        history=history[2] if history else None,
        history_label=past_in_words(quantity, history) if history else "",
        note=note(name),
        reset_label=back.format(label=label),
        info_label=_("About “{label}”").format(label=label),
        type_label=_("{label}: type a value").format(label=label),
        error_label=_("Not taken. A number is expected:"),
        percent_label=_("Not taken. No percentage is expected, but a number:"),
    )


@words.per_language
def year_face(label: str, first: int, last: int) -> Face:
    """The face of a dial that turns a page's year."""
    return Face(
        label=label,
        low=first,
        high=last,
        step=1,
        scale=1,
        digits=0,
        grouped=False,
        phrases=(("other", "{n}"),),
        unit=words.unit("year"),
        language=words.language(),
        decimal=words.decimal_sign(),
        group=words.group_sign(),
        stated=last,
        stated_label=_("Last year: {year}").format(year=last),
        history=None,
        history_label="",
        note=_("The year that the page shows. It changes no setting."),
        reset_label=_("Back to the last year"),
        info_label=_("About “{label}”").format(label=label),
        type_label=_("{label}: type a value").format(label=label),
        error_label=_("Not taken. A number is expected:"),
        percent_label=_("Not taken. No percentage is expected, but a number:"),
    )


@words.per_language
def level(name: str, value: float, start: str) -> str:
    """Where a value stands, in words: against the statement or our default, and against history."""
    quantity = PARAMETERS[name]
    stated = quantity.value
    assert isinstance(stated, (int, float))
    ours = not quantity.stated
    if value == stated:
        text = _("our default") if ours else _("as stated")
    elif value < stated:
        text = _("below our default") if ours else _("less than stated")
    else:
        text = _("above our default") if ours else _("more than stated")
    history = history_of(name, Scenario(start=start))
    if not history:
        return text
    return _("{level}; {history}").format(level=text, history=past_in_words(quantity, history))


def past_in_words(quantity: Quantity, history: tuple[int, int, float]) -> str:
    first, last, value = history
    past = words.number(value, quantity.unit)
    if first == last:
        return _("{past} in {year}").format(past=past, year=last)
    return _("{first}–{last} gave {past}").format(first=first, last=last, past=past)


def range_in_words(name: str, low: float, high: float) -> str:
    """A range of the reader's own."""
    unit = PARAMETERS[name].unit
    return _("{title}, range: {low} to {high}").format(
        title=_(PARAMETERS[name].title), low=words.number(low, unit), high=words.number(high, unit)
    )
