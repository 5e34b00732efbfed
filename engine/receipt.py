"""A link's receipt: what the results were when it was made, so that whoever opens it learns whether they still are.

It travels in two keys of a link: `data`, the newest day on which a source was read, and `fp`, the fingerprint: the
headline results in the order of HEADLINES, six digits each, a dash for what is not defined.
"""

import math
from collections.abc import Mapping

from engine import codec
from engine.load import SOURCES
from engine.message import Amount, Message
from engine.model import OUTCOMES, evaluate
from engine.scenario import Scenario
from engine.text import cleaned

HEADLINES = ("required_growth", "gap_share", "required_growth_with_programme", "turnover_at_target")
_BETWEEN = "~"


def vintage() -> str:
    """The newest day on which one of our sources was read: the age of the data as a whole."""
    return max(source.read for source in SOURCES.values())


def fingerprint(scenario: Scenario) -> str:
    """The headline results of a scenario as a text."""
    results = evaluate(scenario)
    return _BETWEEN.join(_digits(results[name]) for name in HEADLINES)


def _digits(value: float) -> str:
    return f"{value:.6g}" if math.isfinite(value) else "-"


def to_query(scenario: Scenario, full: bool = True) -> dict[str, str]:
    """A link's parameters with the receipt: every setting, or what differs from the statement; and the version."""
    receipt = {"v": str(codec.VERSION), "data": vintage(), "fp": fingerprint(scenario)}
    return scenario.to_query(full) | receipt


def compared(scenario: Scenario, query: Mapping[str, object], complete: bool = True) -> list[Message]:
    """What a link's receipt says beside today's results of its scenario; nothing where the link has none.

    `complete` tells whether all settings of the link could be restored.
    """
    then = query.get("fp")
    if then is None:
        return []
    was = str(then).split(_BETWEEN)
    now = fingerprint(scenario).split(_BETWEEN)
    date = cleaned(str(query.get("data", "")))[:10] or "–"
    if len(was) != len(HEADLINES) or not all(_is_number(text) for text in was):
        return [Message("The link's receipt cannot be read, so its results cannot be compared.")]
    if was == now:
        return [
            Message("The results are the same as when this link was made (data of {date}).", {"date": date})
        ]
    changes = [
        Message(
            "{title} was {was}, now {now}.",
            {"title": Message(OUTCOMES[name].title), "was": _amount(a, name), "now": _amount(b, name)},
        )
        for name, a, b in zip(HEADLINES, was, now, strict=True)
        if a != b
    ]
    return [
        Message("The results have changed since this link was made (data of {date}).", {"date": date}),
        *changes,
        _reason(date, complete),
    ]


def _is_number(text: str) -> bool:
    try:
        return text == "-" or math.isfinite(float(text))
    except ValueError:
        return False


def _amount(text: str, name: str) -> Amount:
    return Amount(math.nan if text == "-" else float(text), OUTCOMES[name].unit)


def _reason(date: str, complete: bool) -> Message:
    if not complete:
        return Message("The reason: not all of its settings could be restored.")
    if date != vintage():
        return Message("The reason: the data are of {date} now.", {"date": vintage()})
    return Message("The reason: the model has changed since; the change log says how.")
