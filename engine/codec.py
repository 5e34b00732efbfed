"""How settings are written into links and short codes, and read back. Pure text; it knows no scenario."""

import re
import zlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from engine.message import Message, Refusal
from engine.quantity import Value

VERSION = 1
# keys of a link that are not settings
RESERVED = frozenset({"v", "data", "fp", "s", "base", "lang", "chart", "frozen", "embed", "embed_options"})
# of these, the ones that belong to the scenario that the link was made with
RECEIPT = frozenset({"v", "data", "fp"})

# what each version's settings must become to be read by the next: version -> function of the query or record
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}

# Crockford's alphabet: no I, L, O, U, so nothing looks or sounds like another letter
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("ILO", "110")
_LONGEST = 9  # bytes of a number in a short code; ours need six
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?(e-?\d{1,3})?")


def query(values: Mapping[str, Value]) -> dict[str, str]:
    """Settings as query parameters: numbers with a point, yes and no, codes joined by points."""
    return {name: _text(value) for name, value in values.items()}


def migrated(values: Mapping[str, Any], version: int) -> dict[str, Any]:
    """Settings of an older version, as this version names and means them."""
    found = dict(values)
    for old in range(version, VERSION):
        found = MIGRATIONS[old](found)
    return found


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ".".join(value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def parsed(text: str, like: Value) -> Value:
    """The value that a text means for a setting whose usual value is `like`.

    A text of the wrong form comes back as it is, so that the setting's own check can name and refuse it.
    """
    if isinstance(like, bool):
        return {"yes": True, "no": False}.get(text, text)
    if isinstance(like, tuple):
        return tuple(text.split(".")) if text else ()
    if isinstance(like, str) or not _NUMBER.fullmatch(text):
        return text
    number = float(text)
    return int(number) if isinstance(like, int) and number.is_integer() else number


def code(values: Mapping[int, Value]) -> str:
    """Settings by number as a short code in groups of four: version, then number and value, then a checksum."""
    body = bytes([VERSION]) + b"".join(bytes([number]) + _packed(value) for number, value in values.items())
    return _grouped(body + _checksum(body))


def from_code(text: str) -> dict[int, Value]:
    """Reads `code`; Refusal where it was mistyped or comes from another version."""
    data = _bytes(re.sub(r"[\s-]", "", text).upper().translate(_LOOK_ALIKES))
    body, check = data[:-2], data[-2:]
    if len(body) < 1 or _checksum(body) != check:
        raise Refusal(Message("This code has a typing error: its check does not fit."))
    if body[0] != VERSION:
        said = {"given": str(body[0]), "ours": str(VERSION)}
        raise Refusal(Message("This code has version {given}; version {ours} is expected.", said))
    values: dict[int, Value] = {}
    rest = body[1:]
    while rest:
        values[rest[0]], rest = _unpacked(rest[1:])
    return values


def _checksum(body: bytes) -> bytes:
    return (zlib.crc32(body) & 0xFFFF).to_bytes(2, "big")


# A value is packed behind a head byte: below 128, a number with that many decimals less 16 (a varint follows);
# from 128 to 253, a text of that length less 128; 254 no, 255 yes. Tuples of codes go as text joined by points.
def _packed(value: Value) -> bytes:
    if isinstance(value, bool):
        return bytes([254 + value])
    if isinstance(value, (str, tuple)):
        text = _text(value).encode()
        if len(text) > 125:
            raise Refusal(
                Message("Too many goods are added or dropped by hand for a short code; use the link.")
            )
        return bytes([128 + len(text)]) + text
    exact = Decimal(_text(value))
    if exact.as_tuple().exponent < -16:  # type: ignore[operator]
        exact = exact.quantize(Decimal("1e-16"))
    sign, digits, exponent = exact.as_tuple()
    number = int("".join(map(str, digits)))
    while number and number % 10 == 0:
        number, exponent = number // 10, int(exponent) + 1
    return bytes([16 + int(exponent) if number else 16]) + _varint(2 * number + sign)


def _unpacked(data: bytes) -> tuple[Value, bytes]:
    if not data:
        raise Refusal(Message("This code ends too early."))
    head, rest = data[0], data[1:]
    if head >= 254:
        return head == 255, rest
    if head >= 128:
        text, rest = _decoded(rest[: head - 128]), rest[head - 128 :]
        return (tuple(filter(None, text.split("."))) if not text[:1].isalpha() else text), rest
    number, rest = _from_varint(rest)
    exact = Decimal(number // 2 * (-1 if number % 2 else 1)).scaleb(head - 16)
    return (int(exact) if exact == int(exact) else float(exact)), rest


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Refusal(Message("This code holds a text that cannot be read.")) from None


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number % 128 + 128)
        number //= 128
    return bytes([*out, number])


def _from_varint(data: bytes) -> tuple[int, bytes]:
    number = 0
    for place, byte in enumerate(data[:_LONGEST]):
        number += (byte & 127) << (7 * place)
        if byte < 128:
            return number, data[place + 1 :]
    raise Refusal(Message("This code ends too early."))


def _grouped(data: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    letters = "".join(ALPHABET[int(bits[i : i + 5], 2)] for i in range(0, len(bits), 5))
    return "-".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def _bytes(letters: str) -> bytes:
    if bad := [letter for letter in letters if letter not in ALPHABET]:
        raise Refusal(
            Message(
                "A code has only digits and letters without I, L, O and U; “{letter}” was found.",
                {"letter": bad[0]},
            )
        )
    bits = "".join(f"{ALPHABET.index(letter):05b}" for letter in letters)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) - 7, 8))
