"""A study as the parameters of a link, and back. What guards the link stands first (`guard`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from engine import codec, comparison, guard, receipt
from engine.case import Case
from engine.comparison import fitting_name
from engine.load import PARAMETERS, PRODUCTS, Products
from engine.mended import BETWEEN, KEYS, counts_readers
from engine.message import Amount, Message, Refusal
from engine.model import DRAWABLE, cannot_be_drawn
from engine.quantity import Value
from engine.scenario import Scenario
from engine.study import Study
from engine.uncertainty import Own, own_ranges

Query = dict[str, str | list[str]]
_TO = "~"


@dataclass(frozen=True)
class Found:
    """What a link gave: a study, a sentence for each thing that was lost, and what its receipt says.

    Of the `asked` settings, `lost` could not be restored. `compared` tells whether it says what is compared.
    """

    study: Study
    problems: tuple[Message, ...] = ()
    receipt: tuple[Message, ...] = ()
    asked: int = 0
    lost: int = 0
    compared: bool = False


def to_query(
    study: Study,
    compared: bool = False,
    signed: bool = False,
    full: bool = False,
    products: Products = PRODUCTS,
) -> Query:
    """The parameters of a link, its guard first; empty for the proposal itself.

    `compared` takes the kept scenarios along, `signed` the results as they are now, and `full` every setting. Refusal
    where too many goods are picked by hand for the short code of a kept scenario.
    """
    said: dict[str, Any] = {"by": study.by} if study.by else {}
    if products is not PRODUCTS:
        said["table"] = "own"
    said |= {
        f"{BETWEEN}{name}": f"{codec.text_of(low)}{_TO}{codec.text_of(high)}" for name, low, high in study.own
    }
    said |= study.scenario.settings(full)
    if not said and not signed and (study.compares_as_at_first or not compared):
        return {}
    if compared:
        said = comparison.to_query(study.kept, study.baseline) | said
    return guard.guarded(said, receipt.fingerprint(study.case(products)) if signed else "")


def text(query: Mapping[str, str | list[str]]) -> str:
    """Parameters as they stand in a link. Blanks are %20, for a plus may be taken for one."""
    return urlencode(query, doseq=True, quote_via=quote)


def of_case(case: Case, by: str = "", full: bool = False) -> Query:
    """The parameters of a link to a case, with its results as they are now."""
    study = Study(case.scenario, case.own, by=by)
    return to_query(study, signed=True, full=full, products=case.products)


def from_query(query: Mapping[str, str | list[str]], products: Products = PRODUCTS) -> Found:
    """What can be restored of a link."""
    read = guard.read(query)
    scenario, problems = Scenario.from_pairs(read)
    own, more = _ranges(read)
    texts = [text for key, text in read.pairs if key == "s"]
    said = dict(read.pairs)
    compared = bool(texts) or "base" in said
    study = Study(scenario, own, by=fitting_name(said.get("by", "")))
    others: list[Message] = []
    if compared:
        kept, baseline, others = comparison.from_query(texts, said.get("base", "0"))
        study = study.replace(kept=kept, baseline=baseline)
    if said.get("table") == "own" and products is PRODUCTS:
        others.append(
            Message(
                "This link was made with a product table of its maker's, which no link can hold. Here its settings stand on "
                "another table, so the numbers of goods differ from those that its maker saw."
            )
        )
    lost = len(problems) + len(more)
    said_then = receipt.compared(study.case(products), read, complete=not lost and not read.problems)
    told = (*read.problems, *problems, *more, *others)
    return Found(study, told, tuple(said_then), _asked(read), lost, compared)


def _asked(read: guard.Read) -> int:
    """How many settings and ranges a link names, also those that are not known here."""
    return len({key for key, _text in read.pairs if key not in KEYS and not counts_readers(key)})


def _ranges(read: guard.Read) -> tuple[Own, list[Message]]:
    """The reader's own ranges, and a sentence for each that cannot be taken."""
    found: Own = ()
    problems = []
    for key, text in read.pairs:
        if not key.startswith(BETWEEN):
            continue
        name = key.removeprefix(BETWEEN)
        try:
            found = (*found, *own_ranges({name: _limits(name, text)}))
        except Refusal as error:
            problems.append(error.message)
    return tuple(sorted({name: (name, low, high) for name, low, high in found}.values())), problems


def _limits(name: str, text: str) -> tuple[float, float]:
    if name not in DRAWABLE:
        raise cannot_be_drawn(name)
    values: list[Value] = [codec.parsed(part, float(1)) for part in text.split(_TO)]
    if len(values) != 2 or not all(isinstance(value, float) for value in values):
        told: dict[str, Amount | Message | str] = {
            "name": Message(PARAMETERS[name].title),
            "given": text[:40],
        }
        raise Refusal(Message("The range “{given}” of “{name}” is none: two numbers are expected.", told))
    low, high = values
    assert isinstance(low, float) and isinstance(high, float)
    return low, high
