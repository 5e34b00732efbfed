"""Numbers and codes of goods as offices write them, brought into plain form."""

import re
from collections.abc import Container
from functools import lru_cache

SIGNS = (".", ",")  # for decimals; the other one of the two may part thousands


def plain(text: str, decimal: str) -> str | None:
    """A number as Python reads it, from a text with a given decimal sign; None where the text is none.

    Thousands may be parted by blanks of any kind, apostrophes, or the other of point and comma.
    """
    found = _form(decimal).fullmatch(re.sub(r"\s", " ", text.strip()))
    if not found or (found["group"] and found["power"]):
        return None
    sign = "-" if found["sign"] in ("-", "−") else ""
    whole = re.sub("[^0-9]", "", found["whole"]) or "0"
    return sign + whole + found["part"].replace(decimal, ".") + found["power"]


@lru_cache
def _form(decimal: str) -> re.Pattern[str]:
    other = SIGNS[decimal == "."]
    grouped = rf"[1-9][0-9]{{0,2}}(?P<group>[ '’{other}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*"
    return re.compile(
        rf"(?P<sign>[-−+]?)(?P<whole>{grouped}|[0-9]+|(?=[{decimal}][0-9]))"
        rf"(?P<part>(?:[{decimal}][0-9]*)?)(?P<power>(?:[eE][-+]?[0-9]+)?)"
    )


# as Excel keeps a text ('010121, ="010121"), and as customs part it (0101.21, 01.01.21)
_WRAPPED = re.compile(r"""^\s*(?:["'’‘`]|="?)*|["'’\s]*$""")
_CODE = re.compile(r"([0-9]{4})[. -]?([0-9]{2})|([0-9]{2})[. -]([0-9]{2})[. -]([0-9]{2})")
_SHORT = re.compile(r"([0-9]{3})[. -]?([0-9]{2})|([0-9])[. -]([0-9]{2})[. -]([0-9]{2})")


def six_digits(text: str, known: Container[str]) -> tuple[str, bool]:
    """A code of the Harmonized System without what was put around and between its digits, and whether a zero was put back.

    Five digits are the code with a zero before them where that one is known. What is no code comes back as it is.
    """
    bare = re.sub(r"\s", " ", _WRAPPED.sub("", text))
    bare = re.sub(r"(?<=^[0-9]{5})[.,]0+$|(?<=^[0-9]{6})[.,]0+$", "", bare)  # a program took it for a number
    if found := _CODE.fullmatch(bare):
        return "".join(filter(None, found.groups())), False
    if found := _SHORT.fullmatch(bare):
        code = "0" + "".join(filter(None, found.groups()))
        if code in known:
            return code, True
    return text, False
