"""Codes for the room, keys for who steers it, tokens for cookies: made here, and kept only as hashes."""

import hashlib
import hmac
import secrets

from engine.shortcode import ALPHABET, typed

CODE_LETTERS = 6  # 30 bits, and a code is open only while the room is
WORD_LETTERS = 8


def new_code() -> str:
    return _letters(CODE_LETTERS)


def new_word() -> str:
    """With it a person comes back on another phone."""
    return _letters(WORD_LETTERS)


def new_token() -> str:
    """128 bits, fit for a cookie and an address."""
    return secrets.token_urlsafe(16)


def canonical(given: str) -> str:
    """A code or word in its own letters, whatever a keyboard and a voice made of it; empty where it can be none."""
    letters = typed(given)
    return letters if set(letters) <= set(ALPHABET) else ""


def hashed(secret: str) -> str:
    """What is kept of a key or token: enough to know it again, not to use it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def fits(secret: str, kept: str) -> bool:
    """Whether what was given is what was kept, told in a time that does not hang on how much of it fits."""
    return hmac.compare_digest(hashed(secret), kept)


def _letters(count: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(count))
