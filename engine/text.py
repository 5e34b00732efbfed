"""Texts that come from outside: what of them is left out when they are read, and what mail and offices did to JSON."""

import html
import json
import re
from collections.abc import Mapping
from typing import Any

from engine.message import Message, Refusal

# what word processors and spreadsheets leave for a soft line break, and separators of lines and of long ago
_BLANKS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# what else XML does not allow, so that no picture and no office file can hold it
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# what nobody sees: soft hyphen, signs of no width, of direction, of annotation, and old controls
_INVISIBLE = re.compile(
    "[\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
# joiners make letters of Persian and Indian scripts and many emoji, all of them behind Cyrillic; elsewhere they are stray
_JOINERS = re.compile(
    "(?<![\u0590-\u1fff\u2100-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0590-\u1fff\u2100-\U0010ffff])"
)
_QUOTES = re.compile("[“”„‟«»＂]")


def cleaned(text: str) -> str:
    """A text without characters that XML does not allow or nobody sees; those like a blank become one.

    The two halves of a letter that stand side by side are put together, a half alone is left out.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _JOINERS.sub("", _INVISIBLE.sub("", _FORBIDDEN.sub("", _BLANKS.sub(" ", whole))))


def cleaned_record(record: Any) -> Any:
    """A query, or what JSON or a code said, with all its texts cleaned."""
    if isinstance(record, str):
        return cleaned(record)
    if isinstance(record, Mapping):
        return {cleaned_record(key): cleaned_record(value) for key, value in record.items()}
    if isinstance(record, (list, tuple)):
        return type(record)(map(cleaned_record, record))
    return record


def json_text(text: str) -> str:
    """The JSON within a text: without fence, words or quotation marks of mail around it, its quotes straight again.

    A text without braces comes back as it is. Refusal where a word processor changed quotes beyond repair.
    """
    text = re.sub(r"^[ \t]*>+ ?", "", cleaned(text), flags=re.MULTILINE)
    first, last = text.find("{"), text.rfind("}")
    if not 0 <= first < last:
        return text
    found = text[first : last + 1].replace("\xa0", " ")
    if '"' in found:
        return found
    straight = _QUOTES.sub('"', html.unescape(found))
    try:
        json.loads(straight)
    except (ValueError, RecursionError):
        raise Refusal(
            Message("The quotation marks of this JSON were changed, as word processors do.")
        ) from None
    return straight
