"""What a terminal needs: streams that can write every sign, and numbers as people type them."""

import argparse
import codecs
import io
import math
import re
import sys
import unicodedata

_PLAINER = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x", "·": "*"}
)
_WHOLE = re.compile(r"[-+]?[0-9]{1,40}")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def write_everything() -> None:
    """Lets output and errors hold signs that the console or the file's code page does not know: as plainer ones."""
    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plainer")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Dashes, quotation marks and accents in ASCII; a question mark for all else."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = unicodedata.normalize("NFKD", error.object[error.start : error.end].translate(_PLAINER))
    letters = (sign if sign.isascii() else "?" for sign in text if not unicodedata.combining(sign))
    return "".join(letters), error.end


def knows_all_letters() -> bool:
    """Whether what is printed may hold any letter as it is."""
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")


def whole(text: str) -> int:
    """A whole number in plain digits."""
    if not _WHOLE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number.")
    return int(text)


def count(text: str) -> int:
    """A whole number that is not below zero."""
    number = whole(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} is below zero.")
    return number


def amount(text: str) -> float:
    """A finite number in plain digits."""
    if not is_number(text):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number{hint(text)}.")
    return float(text)


def is_number(text: str) -> bool:
    """Whether a text is a finite number in plain digits, with a point before its decimals."""
    return bool(_NUMBER.fullmatch(text)) and math.isfinite(float(text))


def hint(text: str) -> str:
    """What to write where a comma stands before decimals; empty elsewhere."""
    decimals = re.fullmatch(r"[-+]?[0-9]+,[0-9]+", text)
    return f"; decimals stand behind a point, as in {text.replace(',', '.')}" if decimals else ""
