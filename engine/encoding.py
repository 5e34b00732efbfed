"""Bytes from outside as text: Unicode by its marks, older encodings only where it is certain which one it is."""

import codecs
import re

from charset_normalizer import from_bytes

from engine.message import Message, Refusal

# longest first: the mark of UTF-16 begins that of UTF-32
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# what Windows, DOS and macOS write in Kazakhstan and its neighbours, in Western Europe, and in China
_OLD = ["cp1251", "cp866", "mac_cyrillic", "cp1252", "mac_roman", "gb18030"]
_RUSSIAN, _LATIN, _HAN = "А-Яа-яЁё", "À-ÏÑ-ÖØ-Üß-ïñ-öø-üŒœ", "\u3001-\u301f一-鿿（），：；"
_USUAL = re.compile(
    f"[\\t\\n\\v\\f\\r -~{_RUSSIAN}{_LATIN}{_HAN}\\u00a0\\u2009\\u202f«»–—…№“”‘’„°²³±×·€§©®™]*"
)
# read with the wrong key, words mix scripts, have capitals or signs in their middle or a sign for a first letter, accents
# in a row, or stand in numbers
_WRONG = re.compile(
    f"[A-Za-z{_LATIN}][{_RUSSIAN}]|[{_RUSSIAN}][A-Za-z{_LATIN}]|[a-z][一-鿿]|[一-鿿][a-z]|[{_LATIN}]{{3}}"
    "|[a-zа-яёß-öø-ü][А-ЯЁÀ-ÖØ-Ü]|[A-Z][À-ÖØ-Ü][a-zß-öø-ü]|[А-ЯЁ][А-ЯЁ][а-яё]"
    f"|[A-Za-z{_LATIN}{_RUSSIAN}][№«„“°²³±×·€§©®™…]+[a-zа-яё]"
    f"|(?<!\\w)[–—”’°²³±×·€§©®™…][{_LATIN}{_RUSSIAN}]|[0-9][{_RUSSIAN}{_LATIN}][0-9]"
)
# first bytes of the frequent signs in GB 2312; Russian in small letters, read as Chinese, falls behind them
_COMMON_HAN = range(0xB0, 0xD8)
_ENOUGH = 4  # different Cyrillic letters; fewer are found by chance in what is something else
_LANGUAGE = 0.4  # the library's measure of frequent letters, from where on a text is in some language


def decoded(content: bytes) -> str:
    """The text that bytes hold; Refusal where no encoding, or more than one, gives an orderly text."""
    wide = next((name for mark, name in _MARKS.items() if content.startswith(mark)), _unmarked(content))
    try:
        return content.decode(wide)
    except UnicodeDecodeError:
        pass
    texts = {text for name in _OLD if (text := _read(content, name)) and _orderly(text)}
    if len(texts) > 1:  # the letters leave a choice: only what is clearly some language is taken
        clear = [match for match in from_bytes(content, cp_isolation=_OLD) if match.coherence > _LANGUAGE]
        texts &= {str(match) for match in clear}
    text = texts.pop() if len(texts) == 1 else ""
    if not text or len(set(re.findall(f"[{_RUSSIAN}]", text))) in range(1, _ENOUGH):
        raise Refusal(Message("its letters are in an unknown encoding; save it as UTF-8"))
    return text


def _read(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _unmarked(content: bytes) -> str:
    """UTF-16 without a mark has a zero beside nearly each letter of our headings and figures; all else is tried as UTF-8."""
    even, odd = content[::2].count(0), content[1::2].count(0)
    if max(even, odd) * 4 < len(content) or min(even, odd) * 16 > len(content):
        return "utf-8"
    return "utf-16-be" if even > odd else "utf-16-le"


def _orderly(text: str) -> bool:
    """Whether a text has only letters that are to be expected, in words as people write them."""
    han = (sign.encode("gb2312", "ignore")[:1] for sign in text if "一" <= sign <= "鿿")
    common = all(first and first[0] in _COMMON_HAN for first in han)
    return common and bool(_USUAL.fullmatch(text)) and not _WRONG.search(text)
