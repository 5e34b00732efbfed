"""Settings as a short code for paper and voice: in groups of four letters, with a checksum. It knows no scenario."""

import re
import struct
import unicodedata
import zlib
from collections.abc import Mapping
from decimal import Decimal

from engine import published
from engine.codec import text_of
from engine.message import Message, Refusal
from engine.quantity import Value

# Crockford's alphabet: no I, L, O, U, so nothing looks or sounds like another letter
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# letters that look like ours: Latin, and those that a Cyrillic or Greek keyboard writes
_LOOK_ALIKES = str.maketrans("ILOІАВЕЅЈКМНРСТХУЗОΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "1101ABESJKMHPCTXY30ABEZH1KMN0PTYX")
_BETWEEN = re.compile(r"[\s\W_]+")
_LONGEST = 9  # bytes of a number in a short code; ours need eight
_RAW = 127  # the head of a number that decimals cannot give: its eight bytes follow


def code(values: Mapping[int, Value]) -> str:
    """Settings by number as a short code: version, then number and value, then a checksum."""
    body = bytes([published.VERSION]) + b"".join(
        bytes([number]) + _packed(value) for number, value in values.items()
    )
    return grouped(body + _checksum(body))


def read(text: str) -> tuple[int, dict[int, Value]]:
    """The version of a short code and its settings; Refusal where it was mistyped or comes from a later version."""
    data = _bytes(typed(text))
    body, check = data[:-2], data[-2:]
    if len(body) < 1 or _checksum(body) != check:
        raise Refusal(Message("This code has a typing error: its check does not fit."))
    if body[0] not in published.PUBLISHED:
        said = {"given": str(body[0]), "ours": str(published.VERSION)}
        raise Refusal(Message("This code has version {given}; version {ours} is expected.", said))
    values: dict[int, Value] = {}
    rest = body[1:]
    while rest:
        values[rest[0]], rest = _unpacked(rest[1:])
    return body[0], values


def typed(text: str) -> str:
    """What was typed, in letters of the alphabet: upper case, nothing between, look-alikes put right."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper().translate(_LOOK_ALIKES)


def _checksum(body: bytes) -> bytes:
    return (zlib.crc32(body) & 0xFFFF).to_bytes(2, "big")


# A value is packed behind a head byte: below 127, a number with that many decimals less 16 (a varint follows); 127, a
# number as its eight bytes; from 128 to 253, a text of that length less 128; 254 no, 255 yes. Tuples of codes go as text
# joined by points.
def _packed(value: Value) -> bytes:
    if isinstance(value, bool):
        return bytes([254 + value])
    if isinstance(value, (str, tuple)):
        text = text_of(value).encode()
        if len(text) > 125:
            raise Refusal(
                Message("Too many goods are added or dropped by hand for a short code; use the link.")
            )
        return bytes([128 + len(text)]) + text
    sign, digits, exponent = Decimal(text_of(value)).normalize().as_tuple()
    number = int("".join(map(str, digits)))
    packed = bytes([16 + int(exponent) if number else 16]) if -16 <= int(exponent) < 64 else b""
    packed = packed and packed + _varint(2 * number + sign)
    return packed if 0 < len(packed) <= _LONGEST else bytes([_RAW]) + struct.pack("!d", value)


def _unpacked(data: bytes) -> tuple[Value, bytes]:
    if not data:
        raise Refusal(Message("This code ends too early."))
    head, rest = data[0], data[1:]
    if head >= 254:
        return head == 255, rest
    if head >= 128:
        text, rest = _decoded(rest[: head - 128]), rest[head - 128 :]
        return (tuple(filter(None, text.split("."))) if not text[:1].isalpha() else text), rest
    if head == _RAW and len(rest) >= 8:
        return float(struct.unpack("!d", rest[:8])[0]), rest[8:]
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


def grouped(data: bytes) -> str:
    """Bytes as letters in groups of four."""
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
