"""What a request must be before it is heard, and whom limits count; who may open a room."""

import hashlib
import hmac
import json
import os
import time
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from streamlit import config

from engine.message import Message, Refusal
from pages.parts.rooms import addresses
from pages.parts.rooms.refusals import Forbidden, RoomRefusal
from pages.parts.words import N_, message

MOST = 4096  # bytes of a body
_DAY = 86_400
_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")  # a proxy stands between
_FOREIGN = N_("This was asked for by another site, so it was not done.")
_LONG = N_("This is too long to be taken.")
_NO_JSON = N_("This could not be read.")
_KEY_NEEDED = N_("On this server only its operator opens rooms: the operator's key is missing or wrong.")

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""Of every page and answer of our own: nothing from elsewhere, nothing inline, kept nowhere."""


class Odd(RoomRefusal):
    """A request that no page of ours sends; `status` says which way it is odd."""

    def __init__(self, text: str, status: int):
        super().__init__(Message(text))
        self.status = status


async def body_of(request: Request, most: int = MOST) -> Mapping[str, Any]:
    """The JSON object that a page of this very site has sent; Odd for anything else."""
    if not same_origin(request.headers):
        raise Odd(_FOREIGN, 403)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Odd(_NO_JSON, 415)
    held = bytearray()
    async for piece in request.stream():
        held += piece
        if len(held) > most:
            raise Odd(_LONG, 413)
    try:
        found = json.loads(held)
    except (ValueError, RecursionError):
        raise Odd(_NO_JSON, 400) from None
    if not isinstance(found, dict):
        raise Odd(_NO_JSON, 400)
    return found


def same_origin(headers: Mapping[str, str]) -> bool:
    """`Origin` names the host that was asked, or the public one; `Sec-Fetch-Site`, which plain HTTP leaves out, agrees."""
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = urlsplit(headers.get("origin", ""))
    ours = {headers.get("host", ""), urlsplit(addresses.public()).netloc} - {""}
    return origin.scheme in ("http", "https") and origin.netloc in ours


def refused(refusal: Refusal) -> Response:
    """A refusal's sentence with its status; what the engine refuses is a request that asked for too much."""
    status = refusal.status if isinstance(refusal, RoomRefusal) else RoomRefusal.status
    return JSONResponse({"said": message(refusal.message)}, status, HEADERS)


def sender(address: str | None) -> str:
    """Whom a limit counts: the address under a seal that is another each day, so that none is kept.

    The seal's secret is Streamlit's, which all processes of a server share.
    """
    day = str(int(time.time() // _DAY))
    secret = str(config.get_option("server.cookieSecret"))
    return hmac.new(f"{secret} {day}".encode(), _network(address or "").encode(), hashlib.sha256).hexdigest()[
        :32
    ]


def _network(address: str) -> str:
    """A machine has a whole /64 of the newer addresses to itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else found.exploded[:19]


def on_this_machine(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether the browser runs on the server's machine; Streamlit gives no address for such a one.

    A proxy's requests come from here too: it forwards for others, or the public address tells that there is one.
    """
    there = not address or addresses.is_local(address)
    proxied = any(headers.get(name) for name in _FORWARDED) or addresses.public()
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    return there and not proxied and addresses.is_local(host)


def check_operator(key: str) -> None:
    """Forbidden unless it is the operator's key, `ROADS_KEY`; where none is set, none fits."""
    wanted = os.environ.get("ROADS_KEY", "")
    if not wanted or not hmac.compare_digest(wanted.encode(), key.encode()):
        raise Forbidden(Message(_KEY_NEEDED))
