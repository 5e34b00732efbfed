"""What mail, messengers, word processors and people do to a link, undone. Pure text.

Nothing here changes what a link means: keys and values come back as we wrote them, or stay as they are.
"""

import re
from collections.abc import Mapping
from urllib.parse import unquote

from engine import published
from engine.text import cleaned

Pairs = tuple[tuple[str, str], ...]

# keys beside the settings: version, old receipt, name of its maker, own table, comparison, own ranges
KEYS = frozenset({"v", "data", "fp", "by", "table", "s", "base"})
BETWEEN = "between."  # before the name of an assumption: the reader's own range of it
# keys of a page, which say nothing of the scenario
PAGE = frozenset({"lang", "room", "chart", "card", "frozen", "embed", "embed_options"})
_names = "|".join(sorted((*published.NAMES, *KEYS), key=len, reverse=True))
OURS = re.compile(rf"(?:{_names}|{re.escape(BETWEEN)}[a-z_]+)")
# what others hang onto a link, to count whence its readers came
_COUNTERS = re.compile(
    r"(?:utm|mtm|pk|matomo|piwik|hsa|mc|vero|oly|wt|ga|at|trk|li|sc|ns|mkt|rb)[_.]\w+|(?:__?hs|roistat|tgWebApp)\w*"
    r"|\w{0,5}cl(?:ick)?_?id|[gw]braid|_?openstat|igsh(?:id)?|mibextid|fb_?ref|refs?|ref_?(?:src|url)|referr?er|si|spm|source|src"
    r"|from|share|shared|campaign|_gl|_ga|gad_source|gclsrc|srsltid|feature|cmpid|s_cid|cid|nsukey|isappinstalled|scene"
    r"|clicktime|enterid|subid|etext|lr|wickedid|smid|smtyp|sfnsn|rdid|xtor|ito|amp|usg|ved|sa",
    re.IGNORECASE,
)
_FREE = ("s", "by")  # these hold a name that somebody typed
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-"))
_BEHIND = re.compile(r"[\s.,;:!?)\]}>»«“”„‟’‘‚'\"*~`|\\…。，；：！？）】》」]+$")
_BEFORE = re.compile(r"^[\s<(\[{«“”„’‘'\"*`]+")
_AND = re.compile(rf"&(?:amp;|#38;|#x26;)*(?=(?:{_names}|{re.escape(BETWEEN)}[a-z_]+)=)", re.IGNORECASE)
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_SQUASHED = {name.replace("_", ""): name for name in (*published.NAMES, *KEYS)}


def pairs_of(query: Mapping[str, str | list[str]]) -> Pairs:
    """A query as pairs, in its order, without the page's own keys."""
    found = ((key, text) for key, texts in query.items() for text in _list(texts))
    return tuple((cleaned(str(key)), cleaned(str(text))) for key, text in found if key not in PAGE)


def _list(texts: str | list[str]) -> list[str]:
    return texts if isinstance(texts, list) else [texts]


def counts_readers(key: str) -> bool:
    """Whether a key is one that others add to any link."""
    return bool(_COUNTERS.fullmatch(key))


def mended(pairs: Pairs) -> Pairs:
    """The pairs as they were before others changed them: parted, unescaped, without what stands around a value."""
    parts = (
        part for key, text in map(_unescaped, pairs) for part in _parted(f"{key}={text}" if text else key)
    )
    return tuple(_plain(*part.partition("=")[::2]) for part in parts)


def without_end(pairs: Pairs) -> Pairs:
    """The same without the punctuation behind the last one, which may be that of the sentence around a link."""
    return (*pairs[:-1], *((key, _BEHIND.sub("", text)) for key, text in pairs[-1:]))


def _parted(text: str) -> list[str]:
    """A key with its value, and those that stand in the value; a name may hold what parts others."""
    first, *others = _AND.split(text)
    named = _named(first.partition("=")[0]) in _FREE
    own = [first] if named else re.split("&(?:amp;|#38;)*", first)
    return [*own, *(part for other in others for part in _parted(other))]


def _plain(key: str, text: str) -> tuple[str, str]:
    """Key and value as we write them."""
    name = _named(key)
    if name in _FREE:
        return name, text
    bare = _bare(text)
    return name, next((option for option in _options(name) if _same(option, bare)), bare)


def _unescaped(pair: tuple[str, str]) -> tuple[str, str]:
    """Without escapes that were put on twice."""
    key, text = pair
    for _round in range(3):
        if not _ESCAPED.search(key + text):
            break
        key, text = unquote(key), unquote(text)
    return key, text


def _named(key: str) -> str:
    """The key as we write it: escapes and underscores that were lost, and capitals, do not matter."""
    bare = re.sub(r"^(?:amp;|#38;|\?)+", "", _BEFORE.sub("", key.strip()), flags=re.IGNORECASE)
    low = bare.lower()
    if OURS.fullmatch(low):
        return low
    return _SQUASHED.get(re.sub(r"[_\s\\]", "", low), bare)


def _bare(text: str) -> str:
    """A number, choice or code without blanks, quotes and punctuation around, and with plain dashes."""
    return _BEHIND.sub("", _BEFORE.sub("", re.sub(r"\s+", "", text))).translate(_DASHES)


def _options(name: str) -> tuple[str, ...]:
    for settings in published.PUBLISHED.values():
        record = settings.get(name, {})
        if "options" in record:
            return tuple(record["options"])
        if isinstance(record.get("value"), bool):
            return ("yes", "no")
    return ()


def _same(option: str, text: str) -> bool:
    return option.replace("_", "") == text.lower().replace("_", "")
