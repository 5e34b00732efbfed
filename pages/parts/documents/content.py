"""What the documents of a scenario say, whatever their form: the brief and the slides."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from engine import PARAMETERS, SOURCES, Case, Scenario, __version__, link, tables
from engine.guard import vintage
from engine.message import Refusal
from engine.model import grades_of
from pages.parts import citations, exhibits, faces
from pages.parts.exhibits import moved
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.languages import USUAL
from pages.parts.texts import overview, required_growth, uncertainty
from pages.parts.texts.sources import limits
from pages.parts.words import _, day, language, listed, sentence, several

# the charts of a page's length: where the scenario leads, and what moved it
BRIEF = ("path", "moved")


_ASSUMED = 6  # defaults of ours that are named one by one
_LONGEST = 500  # letters of a link or a code on paper


class Number(NamedTuple):
    """A headline number: what it is, the number with its unit, one line below it, and the keys of its sources."""

    label: str
    value: str
    below: str
    sources: frozenset[str] = frozenset()


class Setting(NamedTuple):
    """A setting that differs from the statement, or from our default where it names none: its title, its value here and
    there, and whether it is a choice.
    """

    title: str
    here: str
    stated: str
    kind: str


class Reference(NamedTuple):
    """A source: its grade, its name, its address (empty for our own assumptions), and its key."""

    grade: str
    text: str
    url: str
    key: str = ""


class Content(NamedTuple):
    """All texts are ready in the reader's language. `link` and `code` are empty where they are too long for
    paper, `link` also where no address of the app is known. `taken` tells what the statement names of the settings that
    do not differ, and what we assume of the rest.
    """

    title: str
    finding: str
    sentences: tuple[str, ...]
    numbers: tuple[Number, ...]
    exhibits: tuple[Exhibit, ...]
    settings: tuple[Setting, ...]
    references: tuple[Reference, ...]
    limits: tuple[str, ...]
    link: str
    code: str
    edition: str
    taken: tuple[str, ...] = ()


def content(case: Case, address: str = "", keys: Iterable[str] = tuple(exhibits.ALL)) -> Content:
    """A case's content with the charts of these keys. `address` is the app's own, for the link."""
    numbers = tuple(
        Number(big.label, big.said(case), big.below, frozenset(source.id for source in big.sources(case)))
        for big in overview.numbers(case)
    )
    own_table = _("The goods come from a product table of the reader's own.")
    sentences = (
        sentence(required_growth.programme(case)),
        sentence(moved.exhibit(case).finding),
        required_growth.two_counts(case),
        *((uncertainty.own(case),) if case.own else ()),
        *(() if case.products.source else (own_table,)),
    )
    shown = tuple(exhibits.ALL[key](case) for key in keys)
    link_ = f"{address}?{link.text(link.of_case(case))}" if address else ""
    made = resting(case, shown, numbers, link_)
    return made._replace(finding=required_growth.needed(case), sentences=sentences)


def resting(case: Case, shown: Sequence[Exhibit], numbers: Sequence[Number], link_: str) -> Content:
    """What charts and numbers of a case rest on: its settings, their sources, and what the model cannot say. The finding and
    the sentences are whoever tells it of.
    """
    keys = {key for number in numbers for key in number.sources}
    keys |= {source.id for exhibit in shown for source in exhibit.sources}
    return Content(
        title=_("Road to 35"),
        finding="",
        sentences=(),
        numbers=tuple(numbers),
        exhibits=tuple(shown),
        settings=_settings(case.scenario),
        references=_references(keys),
        limits=limits(),
        link=_printable(_spoken(link_)),
        code=_printable(_code(case.scenario)),
        edition=_("Version {version}, data of {date}").format(version=__version__, date=day(vintage())),
        taken=taken(case),
    )


def _settings(scenario: Scenario) -> tuple[Setting, ...]:
    return tuple(
        Setting(
            _(PARAMETERS[name].title),
            faces.value_in_words(name, value),
            faces.stated_or_ours(name),
            faces.kind(name),
        )
        for name, value in scenario.differs_from(Scenario()).items()
    )


def taken(case: Case) -> tuple[str, ...]:
    """What is as the statement has it, and where it says nothing, the defaults of ours that matter most."""
    now = case.scenario.to_dict()
    stated = [
        name for name, value in now.items() if PARAMETERS[name].stated and value == PARAMETERS[name].value
    ]
    frame = tables.defaults(case)
    ours = frame["name"][frame["swing"] > 0]
    more = len(frame) - len(ours.head(_ASSUMED))
    named, assumed = listed(map(_named, stated)), listed(map(_ranged, ours.head(_ASSUMED)))
    return (
        *((_("From the statement: {settings}.").format(settings=named),) if stated else ()),
        several(
            "Our defaults, where it says nothing: {settings}; and {n} more that moves turnover less.",
            "Our defaults, where it says nothing: {settings}; and {n} more that move turnover less.",
            more,
            settings=assumed,
        ),
    )


def _named(name: str) -> str:
    return _("{title}: {value}").format(
        title=_(PARAMETERS[name].title), value=faces.value_in_words(name, PARAMETERS[name].value)
    )


def _ranged(name: str) -> str:
    """A setting's default, and what else it may be."""
    quantity = PARAMETERS[name]
    if quantity.is_number:
        low, high = (faces.value_in_words(name, end) for end in (quantity.low, quantity.high))
        return _("{setting} ({low} to {high})").format(setting=_named(name), low=low, high=high)
    others = listed(faces.value_in_words(name, other) for other in quantity.others)
    return _("{setting} (or: {others})").format(setting=_named(name), others=others)


def _references(keys: set[str]) -> tuple[Reference, ...]:
    return tuple(
        Reference(", ".join(grades_of(key)), citations.short(source), source.url, key)
        for key, source in SOURCES.items()
        if key in keys
    )


def _spoken(link_: str) -> str:
    """What a document leads to is in the document's language."""
    return f"{link_}&lang={language()}" if link_ and language() != USUAL else link_


def _printable(text: str) -> str:
    """A link or code that somebody can still type or scan; else nothing."""
    return text if len(text) <= _LONGEST else ""


def _code(scenario: Scenario) -> str:
    """The short code; empty where too many goods are picked by hand for one."""
    try:
        return scenario.to_code()
    except Refusal:
        return ""
