"""Texts that come from outside, and what of them is left out when they are read."""

import re
from collections.abc import Mapping
from typing import Any

# what word processors and spreadsheets leave for a soft line break, and separators of long ago
_BLANKS = re.compile("[\x0b\x0c\x1c-\x1f]")
# what else XML does not allow, so that no picture and no office file can hold it; among it halves of letters
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cleaned(text: str) -> str:
    """A text without the characters that XML does not allow; those like a blank become one."""
    return _FORBIDDEN.sub("", _BLANKS.sub(" ", text))


def cleaned_record(record: Any) -> Any:
    """A query, or what JSON or a code said, with all its texts cleaned."""
    if isinstance(record, str):
        return cleaned(record)
    if isinstance(record, Mapping):
        return {cleaned_record(key): cleaned_record(value) for key, value in record.items()}
    if isinstance(record, (list, tuple)):
        return type(record)(map(cleaned_record, record))
    return record
