"""What the documents of a scenario say, whatever their form: the brief and the slides."""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from engine import PARAMETERS, Scenario, __version__, evaluate, receipt
from engine.message import Refusal
from engine.model import grades_of, sources_of
from engine.uncertainty import Own
from pages.parts import citations, exhibits, faces
from pages.parts.exhibits import conclusions
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.findings import certainty, growth
from pages.parts.views import overview
from pages.parts.views.sources import limits
from pages.parts.words import _, day, sentence

# the charts of a page's length: where the scenario leads, and what moved it
BRIEF = ("path", "moved")


_LONGEST = 500  # letters of a link or a code on paper


class Number(NamedTuple):
    """A headline number: what it is, the number with its unit, one line below it, and the results it shows."""

    label: str
    value: str
    below: str
    outcomes: tuple[str, ...] = ()


class Setting(NamedTuple):
    """A setting that differs from the statement: its title, its value here and there, and whether it is a choice."""

    title: str
    here: str
    stated: str
    kind: str


class Reference(NamedTuple):
    """A source: its grade, its name, its address (empty for our own assumptions), and the results that rest on it."""

    grade: str
    text: str
    url: str
    outcomes: tuple[str, ...] = ()


class Content(NamedTuple):
    """All texts are ready in the reader's language. `link` and `code` are empty where they are too long for
    paper, `link` also where no address of the app is known.
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


def content(
    scenario: Scenario, own: Own = (), address: str = "", keys: Iterable[str] = tuple(exhibits.ALL)
) -> Content:
    """A scenario's content with the charts of these keys. `address` is the app's own, for the link."""
    results = evaluate(scenario)
    numbers = overview.numbers(scenario, own)
    shown = tuple(exhibits.ALL[key](scenario, own) for key in keys)
    outcomes = [*(big.outcome for big in numbers), *(name for one in shown for name in one.outcomes)]
    edition = _("Version {version}, data of {date}").format(version=__version__, date=day(receipt.vintage()))
    return Content(
        title=_("Road to 35"),
        finding=growth.needed(scenario, results),
        sentences=(
            sentence(growth.programme(scenario, results)),
            sentence(conclusions.moved(scenario).finding),
            growth.two_counts(scenario),
            *((certainty.own(own),) if own else ()),
        ),
        numbers=tuple(Number(big.label, big.value, big.below, (big.outcome,)) for big in numbers),
        exhibits=shown,
        settings=_settings(scenario),
        references=_references(list(dict.fromkeys(outcomes)), scenario),
        limits=limits(),
        link=_printable(f"{address}?{urlencode(receipt.to_query(scenario, full=False))}" if address else ""),
        code=_printable(_code(scenario)),
        edition=edition,
    )


def _settings(scenario: Scenario) -> tuple[Setting, ...]:
    return tuple(
        Setting(
            _(PARAMETERS[name].title),
            faces.value_in_words(name, value),
            faces.value_in_words(name, PARAMETERS[name].value),
            faces.kind(name),
        )
        for name, value in scenario.differs_from(Scenario()).items()
    )


def _references(outcomes: list[str], scenario: Scenario) -> tuple[Reference, ...]:
    resting = {name: {source.id for source in sources_of(name, scenario)} for name in outcomes}
    return tuple(
        Reference(
            ", ".join(grades_of(source.id)),
            citations.short(source),
            source.url,
            tuple(name for name in outcomes if source.id in resting[name]),
        )
        for source in citations.sources(outcomes, scenario)
    )


def _printable(text: str) -> str:
    """A link or code that somebody can still type or scan; else nothing."""
    return text if len(text) <= _LONGEST else ""


def _code(scenario: Scenario) -> str:
    """The short code; empty where too many goods are picked by hand for one."""
    try:
        return scenario.to_code()
    except Refusal:
        return ""
