"""What address others reach this server by: the one that a room's QR code carries."""

import os
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from streamlit import config

from engine.message import Message
from pages.parts.rooms.refusals import RoomRefusal
from pages.parts.words import N_

# of a network kept for examples: nobody answers there, and nothing is sent to it
_NOWHERE = ("192.0.2.1", 9)
_LONGEST = 200
_BAD = N_("An address looks like http://192.168.1.5:8501; “{given}” does not.")


def public() -> str:
    """The operator's `ROADS_URL`, without a slash at its end; empty where it is not set."""
    return os.environ.get("ROADS_URL", "").strip().rstrip("/")


def served_under() -> str:
    """What the server itself has before every path, `server.baseUrlPath`: "" or "/road"."""
    return _slashed(str(config.get_option("server.baseUrlPath") or ""))


def base_path() -> str:
    """What a browser sees before every path: that of `ROADS_URL`, from which a proxy may take it off, or the server's."""
    return _slashed(urlsplit(public()).path) if public() else served_under()


def _slashed(path: str) -> str:
    return f"/{path.strip('/')}" if path.strip("/") else ""


def home(page: str) -> str:
    """The address that a page of ours hangs on: `http://host:8501/road` of `http://host:8501/road/workshop`."""
    found = urlsplit(page)
    return f"{found.scheme}://{found.netloc}{base_path()}" if found.netloc else ""


def for_others(typed: str, asked: str) -> str:
    """The address for phones: typed by the facilitator, the operator's, or what the browser asked for.

    A browser on this very machine asks for a name that no phone can use, so the machine's address on its network stands
    in for it.
    """
    if typed or public():
        return typed or public()
    found = urlsplit(asked)
    if not is_local(found.hostname or "") or not (machine := of_machine()):
        return asked
    port = f":{found.port}" if found.port else ""
    return f"{found.scheme}://{machine}{port}{found.path}"


def host(address: str) -> str:
    return urlsplit(address).hostname or ""


def is_local(host: str) -> bool:
    """Whether a name leads to the machine that it is asked on, wherever that is."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def of_machine() -> str:
    """This machine's address on its network, as the system would choose it for a way out; empty where it has none.

    Connecting a datagram socket sends nothing: it only asks the system for the way.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
            found = str(probe.getsockname()[0])
        except OSError:
            found = _by_name()
    return "" if is_local(found) or found == "0.0.0.0" else found


def _by_name() -> str:
    """A network without a way out: what the machine's own name stands for."""
    try:
        return socket.gethostbyname(socket.gethostname())
    except OSError:
        return "127.0.0.1"


def typed(text: str) -> str:
    """An address as a facilitator types it, whole: `http://` before it where that is missing; empty stays empty."""
    text = text.strip()
    if not text:
        return ""
    whole = text if "://" in text else f"http://{text}"
    try:
        found = urlsplit(whole)
        sound = (
            found.scheme in ("http", "https") and found.hostname and (found.port is None or found.port > 0)
        )
    except ValueError:
        sound = False
    if (
        not sound
        or found.query
        or found.fragment
        or "@" in whole
        or len(whole) > _LONGEST
        or not whole.isprintable()
        or " " in whole
    ):
        raise RoomRefusal(Message(_BAD, {"given": text[:40]}))
    return whole.rstrip("/")


def join(base: str, code: str) -> str:
    """Where a phone joins a room."""
    return f"{base}/r/{code}"


def screen(base: str, code: str) -> str:
    """Where a browser that has a seat in a room shows it."""
    return f"{base}/screen?room={code}"


def seat(base: str, code: str, key: str, kind: str = "facilitator") -> str:
    """The link that makes a browser a facilitator's or a screen; its key is in the part that no server is told."""
    return f"{base}/{'f' if kind == 'facilitator' else 's'}/{code}#{key}"
