"""What a link shows of itself where it is pasted: the scenario's finding, its numbers and its chart, from the query alone.

A messenger fetches the address, runs no script, and reads the head of the page that comes.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qs

from engine import Case
from engine.comparison import Named, apart
from engine.link import from_query, text, to_query
from engine.study import Study
from pages.parts import exhibits, pictures, shelf
from pages.parts.amounts import Big, amount
from pages.parts.exhibits import paths
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.sitemap import COMPARING, NAMES, PAGES
from pages.parts.texts import answers, border, claim, economy, goods, overview, required_growth, uncertainty
from pages.parts.words import N_, _, listed, speaking

_LONGEST = 8000  # letters of a query that is looked at: more than a comparison of thirty-six scenarios has
_MOST = 4  # numbers, or scenarios of a comparison, in the description
_KEPT = 256  # pictures, of 20 to 50 kB each
_FOOT = N_(
    "Road to 35 · Kazakhstan–China trade, a what-if explorer. Projections are a model's arithmetic, no forecast."
)
_COMPARED = NAMES[tuple(PAGES).index(COMPARING)]
_NUMBERS: Mapping[str, Callable[[Case], tuple[Big, ...]]] = MappingProxyType(
    {
        "": overview.numbers,
        "required_growth": required_growth.numbers,
        "goods": goods.numbers,
        "border": border.numbers,
        "economy": economy.numbers,
        "uncertainty": uncertainty.numbers,
        "answers": answers.numbers,
        "claim": claim.numbers,
    }
)


class Preview(NamedTuple):
    """`query` says the same scenario in one way, however a link said it."""

    finding: str
    numbers: str
    query: str


def of_link(name: str, query: str) -> Preview | None:
    """What a link to a page shows; None where it has no chart of a scenario."""
    study = _study(name, query)
    if study is None:
        return None
    plain = text(to_query(study, compared=name == _COMPARED))
    return Preview(_exhibit(name, study).finding, _numbers(name, study), plain)


def card(name: str, query: str, language: str) -> bytes | None:
    """The picture to it, PNG, drawn once for all links to the same; NotDrawn where there is none just now."""
    study = _study(name, query)
    return None if study is None else _card(name, study, language)


@lru_cache(maxsize=_KEPT)
def _card(name: str, study: Study, language: str) -> bytes:
    with speaking(language):
        exhibit = _exhibit(name, study)
        return pictures.card(exhibit.chart("light"), exhibit.data, exhibit.finding, _(_FOOT))


def _study(name: str, query: str) -> Study | None:
    """What matters to the page of what a link says."""
    if not (name == _COMPARED or name in _NUMBERS) or len(query) > _LONGEST:
        return None
    found: dict[str, str | list[str]] = {**parse_qs(query, keep_blank_values=True)}
    study = from_query(found).study.replace(by="")
    return study if name == _COMPARED else study.with_shelf_of(Study())


def _exhibit(name: str, study: Study) -> Exhibit:
    if name == _COMPARED:
        return paths.exhibit(study.case(), _named(study), study.baseline)
    return exhibits.FIRST[name](study.case())


def _named(study: Study) -> tuple[Named, ...]:
    return shelf.beside(study.scenario, study.kept)


def _numbers(name: str, study: Study) -> str:
    case = study.case()
    if name == _COMPARED:
        told = [
            (one.name, amount(case.of(one.scenario), "turnover_at_target"))
            for one in apart(_named(study)).values()
        ]
    else:
        told = [(big.label, big.said(case)) for big in _NUMBERS[name](case)]
    return listed(_("{title}: {now}").format(title=title, now=now) for title, now in told[:_MOST])
