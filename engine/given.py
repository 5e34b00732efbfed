"""What somebody was given, as they paste it: a link in a message, wrapped, cut, escaped; a short code; a file's text."""

import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote

from engine import link, study
from engine.link import Found
from engine.load import PRODUCTS, Products
from engine.mended import OURS, mended, pairs_of
from engine.message import Message, Refusal
from engine.scenario import Scenario
from engine.shortcode import read as read_code
from engine.study import Study
from engine.text import cleaned, json_text

# an address with parameters, or its end alone; what stands around it in a text is none of it
_ADDRESS = re.compile(r"""[^\s<>"“”«»|^`]*\?[^\s<>"“”«»|^`]+""")
# a line that goes on in the next: as mail programs fold them, with their marks of a quoted message
_FOLDED = re.compile(r"=?[ \t]*\r?\n[ \t>|]*")
_QUOTED_PRINTABLE = re.compile(r"=(?:3D|26|3F)")
_GROUP = re.compile(r"[^\W_]+")
_MOST_GROUPS = 200
_DEEPEST = 3  # wrappers in wrappers


def read(text: str, products: Products = PRODUCTS) -> Found:
    """What a text holds of ours; Refusal where it holds nothing, or what it holds cannot be read."""
    text = cleaned(text).strip()
    if file := _file(text):
        record = study.record_of(file)
        return Found(study.from_record(record), compared=study.compares(record))
    if query := _query(text):
        found = link.from_query(query, products)
        if found.asked and found.lost == found.asked and not found.compared:
            raise Refusal(found.problems[-1])  # nothing of it could be used
        return found
    if code := _code(text):
        return Found(Study(Scenario.from_code(code)))
    raise Refusal(
        Message(
            "This is neither a link of ours with settings, nor a short code, nor the text of a scenario's file."
        )
    )


def _file(text: str) -> str:
    """The JSON in a text, which may stand between other words; empty where there is none."""
    if "{" not in text:
        return ""
    found = json_text(text)
    named = any(f'"{key}"' in found for key in ("scenario", "comparison", "version"))
    return found if named or text.startswith("{") else ""


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────────


def _query(text: str) -> dict[str, list[str]]:
    """The parameters of the last link of ours in a text; of the ways to read it the one that loses least."""
    ways = (
        text,
        _FOLDED.sub("", text),
        _unprinted(text),
        html.unescape(text),
        _of_json(text),
        _proofpoint(text),
        unquote(text),
    )
    found = [query for way in ways if (query := _last(way, 0))]
    return max(found, key=_worth, default={})


def _worth(query: dict[str, list[str]]) -> tuple[bool, int, int]:
    """How well a link is read: nothing lost, many settings, little else."""
    result = link.from_query(query)
    ours = sum(bool(OURS.fullmatch(key)) for key in query)
    return not result.problems, ours - result.lost, -len(query)


def _last(text: str, depth: int) -> dict[str, list[str]]:
    """The parameters of the last address that holds settings of ours."""
    return next((query for query in (_ours(a, depth) for a in reversed(_ADDRESS.findall(text))) if query), {})


def _ours(address: str, depth: int) -> dict[str, list[str]]:
    """The parameters of an address: its own, or those of the address that is wrapped in one of them, or in its path."""
    for part in _parts(address):
        query = parse_qs(part, keep_blank_values=True)
        if depth < _DEEPEST:
            for inner in (value for values in query.values() for value in values):
                if "?" in (plain := _unwrapped(inner)) and (found := _last(plain, depth + 1)):
                    return found
        if any(OURS.fullmatch(key) for key, _text in mended(pairs_of(dict(query)))):
            return dict(query)
    path = unquote(address.partition("?")[0])
    return _last(path, depth + 1) if "?" in path and depth < _DEEPEST else {}


def _parts(address: str) -> Iterator[str]:
    """What stands behind each question mark of an address, the last first, without its end for places on a page."""
    address = address.partition("#")[0] if "?" in address.partition("#")[0] else address
    pieces = address.split("?")[1:]
    for first in reversed(range(len(pieces))):
        yield "?".join(pieces[first:])


def _unwrapped(text: str) -> str:
    """An address as a wrapper's parameter holds it, which may be escaped once more."""
    return text if "?" in text else unquote(text)


def _unprinted(text: str) -> str:
    """A text of a mail's source, with signs as their numbers and folded lines."""
    if not _QUOTED_PRINTABLE.search(text):
        return text
    import quopri

    return quopri.decodestring(text.encode()).decode("utf-8", "replace")


def _proofpoint(text: str) -> str:
    """An address that a mail filter wrote with dashes and underscores for what it escapes, or between marks."""
    if found := re.search(r"urldefense\S*/v2/\S*[?&]u=([^&\s]+)", text):
        return unquote(re.sub(r"-([0-9A-Fa-f]{2})", r"%\1", found[1]).replace("_", "/"))
    found = re.search(r"urldefense\S*/v3/__(\S+?)__;", text)
    return unquote(found[1]) if found else text


def _of_json(text: str) -> str:
    """A text as a program wrote it into another, with signs as their numbers."""
    return re.sub(r"\\u00([2-3][0-9a-fA-F])", lambda sign: chr(int(sign[1], 16)), text)


# ── Short codes ──────────────────────────────────────────────────────────────────────────────────────────────


def _code(text: str) -> str:
    """The short code in a text: the longest run of its groups that fits; else a text that can be nothing else, so that
    its error is told.
    """
    groups = _GROUP.findall(unicodedata.normalize("NFKC", text))[:_MOST_GROUPS]
    runs = (groups[first:last] for first in range(len(groups)) for last in range(len(groups), first, -1))
    found = next((run for run in map("".join, runs) if _fits(run)), "")
    bare = "".join(groups)
    alone = (
        len(bare) >= 8 and sum(letter.isdigit() for letter in bare) >= 4 and len(groups) * 4 <= len(bare) + 3
    )
    return found or (text if alone else "")


def _fits(text: str) -> bool:
    if (
        text[:1] not in "0OoОо"
    ):  # as every code begins for a long time: its first five bits are those of its version
        return False
    try:
        read_code(text)
    except Refusal:
        return False
    return True
