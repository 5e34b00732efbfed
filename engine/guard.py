"""What stands first in a link, so that a link knows when it is hurt: version, date of the data, check, fingerprint.

`v=1.261124.0abcd…`: the version of the settings, the newest day on which a source was read, and five letters that fit
everything else in the link and nothing shorter. Results as they were when the link was made may follow (`receipt`).
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from engine import codec, published
from engine.load import SOURCES
from engine.mended import OURS, Pairs, mended, pairs_of, without_end
from engine.message import Amount, Message
from engine.shortcode import ALPHABET

_CHECK = 5  # letters: one of 33 million other texts would fit
_WHOLE = re.compile(rf"([0-9]{{1,4}})\.([0-9]{{6}})\.([0-9a-z]{{{_CHECK}}})([0-9a-z]*)", re.IGNORECASE)
_LATER = ("vantage", "oil_link")  # settings that came later, recorded for what links of then mean
# in the order of a link that held every setting
_FIRST = [name for name in published.PUBLISHED[1] if name not in _LATER]


@dataclass(frozen=True)
class Read:
    """A link as read: `pairs` are what it says, mended; `problems` say whether something of it was lost on its way.

    `date` is that of the data then, empty where it is not said; `fingerprint` the results then. `whole` tells that its
    check fits: then nothing is missing, and what is not ours was added by others.
    """

    pairs: Pairs
    version: int
    date: str
    fingerprint: str
    problems: tuple[Message, ...]
    whole: bool = False


def vintage() -> str:
    """The newest day on which one of our sources was read: the age of the data as a whole."""
    return max(source.read for source in SOURCES.values())


def guarded(query: Mapping[str, str | list[str]], fingerprint: str = "") -> dict[str, str | list[str]]:
    """The parameters of a link with their guard before them."""
    head = f"{published.VERSION}.{vintage()[2:].replace('-', '')}."
    return {"v": f"{head}{_check(head, fingerprint, pairs_of(query))}{fingerprint}", **query}


def _check(head: str, fingerprint: str, pairs: Pairs) -> str:
    """Letters that fit what a link says, in whatever order."""
    ours = sorted((key, text) for key, text in pairs if OURS.fullmatch(key) and key != "v")
    text = "\n".join((head + fingerprint, *(f"{key}={text}" for key, text in ours)))
    number = zlib.crc32(text.encode())
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(_CHECK)).lower()


def read(query: Mapping[str, str | list[str]]) -> Read:
    """A link's parameters, mended where others have changed them."""
    asked = pairs_of(query)
    candidates = (asked, mended(asked), mended(without_end(asked)))
    for pairs in candidates:
        guard = next((text for key, text in pairs if key == "v"), None)
        if guard and (found := _WHOLE.fullmatch(guard)) and _fits(found, pairs):
            return _told(found, pairs, (), whole=True)
    pairs = candidates[1]
    guards = [text for key, text in pairs if key == "v"]
    if len(guards) == 1 and (found := _WHOLE.fullmatch(guards[0])):
        hurt = Message(
            "This link was cut off or changed on its way: its check does not fit. Ask for it once more, or look at what "
            "arrived with care."
        )
        return _told(found, pairs, (hurt,))
    return _old(pairs, guards)


def _fits(found: re.Match[str], pairs: Pairs) -> bool:
    version, date, check, fingerprint = (text.lower() for text in found.groups())
    return check == _check(f"{version}.{date}.", fingerprint, pairs)


def _told(found: re.Match[str], pairs: Pairs, problems: tuple[Message, ...], whole: bool = False) -> Read:
    number, day, _letters, fingerprint = found.groups()
    version, more = _known(number)
    date = f"20{day[:2]}-{day[2:4]}-{day[4:]}"
    return Read(pairs, version, date, fingerprint.lower(), (*problems, *more), whole)


def _known(text: str) -> tuple[int, tuple[Message, ...]]:
    """The version that a link says; where it is none of ours, the newest, and a sentence."""
    if text.isascii() and text.isdigit() and int(text) in published.PUBLISHED:
        return int(text), ()
    said = {"given": text[:20], "ours": str(published.VERSION)}
    return published.VERSION, (
        Message("The link says version {given}; it was read as version {ours}.", said),
    )


def _old(pairs: Pairs, guards: list[str]) -> Read:
    """A link without a guard of ours: an old one, one written by hand, or what a cut has left of a new one."""
    said = dict(pairs)
    date, fingerprint = said.get("data", ""), said.get("fp", "")
    if not guards:
        # an address that says nothing of ours is no old link
        version = 1 if any(OURS.fullmatch(key) for key in said) else published.VERSION
        return Read(pairs, version, date, fingerprint, _missing(pairs))
    if len(guards) == 1 and re.fullmatch(r"([0-9]+\.[0-9a-z.]*)?", guards[0]):
        return Read(pairs, published.VERSION, "", "", (_cut(),))
    version, problems = _known(guards[0] if len(guards) == 1 else str(guards))
    # what held every setting needs no receipt to be whole: its version stands behind them all
    if not problems and "fp" not in said and ("data" in said or not _held_all(pairs)):
        problems = (_cut(),)
    return Read(pairs, version, date, fingerprint, problems)


def _cut() -> Message:
    return Message("This link is not complete: its end is missing. Ask for it once more.")


def _held_all(pairs: Pairs) -> bool:
    """Whether a link is one of those that held every setting: only they name one that stands at its default."""
    like = published.defaults(1)
    return any(codec.parsed(text, like[key]) == like[key] for key, text in pairs if key in like)


def _missing(pairs: Pairs) -> tuple[Message, ...]:
    """Links once held every setting, in their order, and the version at their end; a cut takes it away."""
    keys = [key for key, _text in pairs if OURS.fullmatch(key)]
    first = [key for key in keys if key in _FIRST]
    missing = len(_FIRST) - len(first)
    if not missing or first != _FIRST[: len(first)] or keys[: len(first)] != first or not _held_all(pairs):
        return ()
    count: dict[str, Amount | Message | str] = {
        "missing": Amount(missing, "settings"),
        "all": str(len(_FIRST)),
    }
    return (Message("The link seems to be cut off: {missing} of {all} are missing.", count),)
