"""A link's receipt: what the results were when it was made, so that whoever opens it learns whether they still are.

It stands in a link's guard as the fingerprint: the headline results and the chance of the goal, five letters each. Older
links carry it under `fp`, without the chance, as numbers of six digits.
"""

import math

from engine import published
from engine.case import Case, case_of
from engine.guard import Read, guarded, vintage
from engine.load import PRODUCTS
from engine.message import Amount, Message
from engine.model import OUTCOMES
from engine.scenario import Scenario
from engine.shortcode import ALPHABET
from engine.text import cleaned

HEADLINES = ("required_growth", "gap_share", "required_growth_with_programme", "turnover_at_target")
_CHANCE = Message("Chance to be at the goal in its year")
# what a fingerprint holds: title and unit
_PARTS = (*((Message(OUTCOMES[name].title), OUTCOMES[name].unit) for name in HEADLINES), (_CHANCE, "share"))
_BETWEEN = "~"
_LETTERS = 5  # of 32 each: a sign, six digits, and where the point stands
_LOWEST = -9  # power of ten; what is smaller counts as zero
_NONE = "z" * _LETTERS


def fingerprint(case: Case) -> str:
    """The headline results of a case and its chance as letters."""
    chance = case.futures.probability_at(case.scenario.target)
    return "".join(map(_packed, (*(case.results[name] for name in HEADLINES), chance)))


def to_query(scenario: Scenario, full: bool = True) -> dict[str, str | list[str]]:
    """A link's parameters with the receipt, of a scenario alone: every setting, or what differs from the statement."""
    return guarded({**scenario.settings(full)}, fingerprint(case_of(scenario)))


def _packed(value: float) -> str:
    """A number as letters: 24 bits, of which 20 are six digits and 4 the power of ten; the 25th is the sign."""
    if not math.isfinite(value):
        return _NONE
    digits, _e, power = f"{abs(value):.5e}".partition("e")
    place = int(power) - _LOWEST
    number = int(digits.replace(".", "")) if place >= 0 else 0
    bits = (number << 4 | min(max(place, 0), 15)) << 1 | (value < 0 and number > 0)
    return "".join(ALPHABET[bits >> 5 * k & 31] for k in range(_LETTERS)).lower()


def _unpacked(letters: str) -> float:
    if letters == _NONE:
        return math.nan
    bits = sum(ALPHABET.index(letter.upper()) << 5 * k for k, letter in enumerate(letters))
    number, power, below = bits >> 5, (bits >> 1 & 15) + _LOWEST - 5, bits & 1
    return float(f"{'-' if below else ''}{number}e{power}")


def compared(case: Case, read: Read, complete: bool = True) -> list[Message]:
    """What a link's receipt says beside today's results of its case; nothing where the link has none.

    `complete` tells whether all of the link could be restored.
    """
    if not read.fingerprint:
        return []
    date = cleaned(read.date)[:10] or "–"
    was = _numbers(read.fingerprint)
    if was is None:
        return [Message("The link's receipt cannot be read, so its results cannot be compared.")]
    now = _numbers(fingerprint(case))
    assert now is not None
    changes = [
        Message("{title} was {was}, now {now}.", {"title": title, "was": Amount(a, u), "now": Amount(b, u)})
        for (title, u), a, b in zip(_PARTS, was, now, strict=False)
        if f"{a:.6g}" != f"{b:.6g}"
    ]
    if not changes:
        return [
            Message("The results are the same as when this link was made (data of {date}).", {"date": date})
        ]
    return [
        Message("The results have changed since this link was made (data of {date}).", {"date": date}),
        *changes,
        _reason(read, complete, date, case),
    ]


def _numbers(fingerprint: str) -> tuple[float, ...] | None:
    """The results that a fingerprint says; None where it is none."""
    if _BETWEEN in fingerprint:
        texts = fingerprint.split(_BETWEEN)
        known = len(texts) == len(HEADLINES) and all(map(_is_number, texts))
        return tuple(math.nan if text == "-" else float(text) for text in texts) if known else None
    parts = [fingerprint[k : k + _LETTERS] for k in range(0, len(fingerprint), _LETTERS)]
    known = len(parts) == len(_PARTS) and set(fingerprint.upper()) <= set(ALPHABET)
    return tuple(map(_unpacked, parts)) if known and len(parts[-1]) == _LETTERS else None


def _is_number(text: str) -> bool:
    try:
        return text == "-" or math.isfinite(float(text))
    except ValueError:
        return False


def _reason(read: Read, complete: bool, date: str, case: Case) -> Message:
    if not complete:
        return Message("The reason: not all of its settings could be restored.")
    if ("table", "own") in read.pairs:
        return Message(
            "The reason: it was made with a product table of its maker's, which a link cannot hold."
        )
    if case.products is not PRODUCTS:
        return Message("The reason: you look at your own product table.")
    if read.version < published.VERSION:
        told = {"date": vintage(), "then": str(read.version), "now": str(published.VERSION)}
        return Message(
            "The reason: the data are of {date} now, and the method has changed since version {then} of the settings; this is "
            "version {now}. The change log says how.",
            told,
        )
    if date != vintage():
        return Message("The reason: the data are of {date} now.", {"date": vintage()})
    return Message("The reason: the model has changed since; the change log says how.")
