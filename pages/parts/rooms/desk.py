"""What a facilitator's browser session has at hand: the room that it looks at, its seat there, what it is to be told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import streamlit as st

from engine.message import Message
from engine.text import cleaned
from pages.parts import session
from pages.parts.rooms import site
from pages.parts.rooms.records import Device, Opened, Room
from pages.parts.rooms.refusals import RoomRefusal, Unknown
from pages.parts.rooms.store import store
from pages.parts.whole import whole

_KEY = "desk_of_session"


@dataclass
class Desk:
    """`code` is the room looked at last, `said` a refusal not yet seen; `opened` and `keys` are shown until they are
    put away, for nobody can show them again.
    """

    code: str = ""
    said: Message | None = None
    opened: Opened | None = None
    keys: tuple[str, str] | None = None


class Seat(NamedTuple):
    """A room that this browser steers; `token` is its cookie."""

    room: Room
    device: Device
    token: str

    @property
    def by(self) -> str:
        """Who it is in the journal."""
        return f"facilitator {self.device.id}"


def desk() -> Desk:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Desk()
    found: Desk = st.session_state[_KEY]
    return found


def code() -> str:
    """The room that the address names, or the one looked at last, which the address then names too."""
    found = desk()
    found.code = cleaned(st.query_params.get("room", ""))[:12] or found.code
    if found.code and st.query_params.get("room") != found.code:
        st.query_params["room"] = found.code
    return found.code


def seat(code: str) -> Seat | None:
    """This browser's seat in a room; None where its cookie is missing, revoked or another kind's."""
    room = store().room(code)
    token = st.context.cookies.get(site.cookie("f", room.code), "")
    device = store().device(room.code, token) if token else None
    return Seat(room, device, token) if device and device.kind == "facilitator" else None


def seats() -> tuple[Seat, ...]:
    """All rooms that this browser steers, the newest first."""
    start = site.cookie("f", "")
    found = []
    for name in st.context.cookies:
        if name.startswith(start):
            try:
                found.append(seat(name.removeprefix(start)))
            except Unknown:
                continue  # deleted since
    return tuple(sorted(filter(None, found), key=lambda one: -one.room.made))


@whole
def act(done: Callable[..., Any], *args: Any, **named: Any) -> None:
    """Does something in a room; a refusal is told on the next run.

    What may end a callback comes first: thereafter nothing is done twice.
    """
    found = desk()
    session.touch()
    found.said = None
    try:
        done(*args, **named)
    except RoomRefusal as refusal:
        found.said = refusal.message


@whole
def leave() -> None:
    """Away from the room, to the list of rooms."""
    found = desk()
    session.touch()
    st.query_params.pop("room", None)
    found.code, found.said, found.opened, found.keys = "", None, None, None
