"""The languages that there are: English, and each that has a catalogue."""

from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"
USUAL = "en"
OF_PREVIEW = "card"
"""The key of a link that names the language of its preview; whoever opens it reads in a language of their own."""
OWN_NAMES = {USUAL: "English", "ru": "Русский", "kk": "Қазақша", "zh": "中文"}
"""As their readers call them, in the order of the switch."""


def known() -> list[str]:
    return [code for code in OWN_NAMES if code == USUAL or (CATALOGUES / f"{code}.po").exists()]


def first(*wanted: str | None) -> str:
    """The first that is known, of codes such as kk or kk-KZ; what is not known is passed over without a word."""
    codes = ((code or "").replace("_", "-").split("-")[0].strip().lower() for code in wanted)
    return next((code for code in codes if code in known()), USUAL)
