"""What a room sees: before an answer is shown, how to join, what is asked and how many have answered.

The page is drawn when the facilitator steers; in between a small part of it looks once a second whether anything has
changed, and writes the counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from engine.text import cleaned
from pages.parts import component, garbage, qr, reader, words
from pages.parts.figure import theme
from pages.parts.rooms import addresses, heard, revealed, site
from pages.parts.rooms.records import Room, Snapshot
from pages.parts.rooms.refusals import Away, RoomRefusal
from pages.parts.rooms.store import store
from pages.parts.texts import room as texts
from pages.parts.texts.room import line
from pages.parts.words import _

_EVERY = 1.0  # seconds
_KEY = "room_on_screen"
_STYLE = f"<style>{Path(__file__).with_name('projector.css').read_text(encoding='utf-8')}</style>"


@dataclass
class Seen:
    """A room as this browser last saw it, by its seat there. `lost` tells that the database does not answer."""

    token: str
    snapshot: Snapshot
    lost: bool = False

    @property
    def code(self) -> str:
        return self.snapshot.room.code


def projector() -> None:
    language = reader.settle()
    st.set_page_config(
        page_title=_("Room on a screen"), page_icon="🛤️", layout="wide", initial_sidebar_state="collapsed"
    )
    st.html(_STYLE)
    component.code()
    reader.tell(language)
    try:
        seen = _seen(cleaned(st.query_params.get("room", ""))[:12])
        if seen is None:
            st.html(line(_("Show a workshop"), "title", "h1") + line(_(texts.NO_SEAT), "large"))
        else:
            _shown(seen)
    except RoomRefusal as refusal:
        said = _(texts.UNREACHED) if isinstance(refusal, Away) else words.message(refusal.message)
        st.html(line(said, "large"))
    garbage.set_aside()


def _seen(code: str) -> Seen | None:
    """The room that the address names; None where this browser has no seat there, or the address names none."""
    last: Seen | None = st.session_state.get(_KEY)
    try:
        room = store().room(code) if code else None
        token = _token(room) if room else ""
        found = Seen(token, store().snapshot(room.code)) if room and token else None
    except Away:
        if last is None or last.code != code.strip().upper():
            raise
        found = last
        found.lost = True
    st.session_state[_KEY] = found
    return found


def _token(room: Room) -> str:
    """The cookie by which this browser shows or steers the room; empty where it does neither."""
    kept = (st.context.cookies.get(site.cookie(way, room.code), "") for way in "sf")
    return next((token for token in kept if token and store().device(room.code, token)), "")


# ── The stages ───────────────────────────────────────────────────────────────────────────────────────────────


def _shown(seen: Seen) -> None:
    found, stage = heard.current(seen.snapshot), seen.snapshot.room.stage
    if stage == "closed":
        st.html(line(seen.snapshot.room.title, "title", "h1") + line(_(texts.CLOSED), "large"))
        _pulse(seen, _nothing)
    elif found is None:
        _lobby(seen)
    elif stage == "reveal":
        _head(seen.snapshot)
        revealed.revealed(seen.snapshot, *found)
        _pulse(seen, _nothing)
    else:
        _asked(seen, asking=stage == "ask")


def _lobby(seen: Seen) -> None:
    room = seen.snapshot.room
    left, right = st.columns([1, 1], gap="large", vertical_alignment="center")
    with left:
        _way_in(room, "min(100%, 78vh)")
    with right:
        st.html(line(room.title, "title", "h1"))
        if room.door_open:
            st.html(line(texts.address(_link(room)), "address") + line(texts.code(room.code), "code"))
        _pulse(seen, texts.joined)


def _asked(seen: Seen, asking: bool) -> None:
    """The question with its choices; while it takes answers, the way in for those who come late."""
    _head(seen.snapshot)
    found = heard.current(seen.snapshot)
    assert found
    left, right = st.columns([4, 1], gap="large", vertical_alignment="bottom")
    with left:
        st.html(line(_(found[0].ask), "question", "h1") + line(_(found[0].hint), "hint"))
        if found[0].options:
            st.html(texts.listing([_(one) for one in found[0].options], "options"))
        if not asking:
            st.html(line(_(texts.FROZEN), "large"))
        _pulse(seen, texts.answered)
    with right:
        if asking:
            _way_in(seen.snapshot.room, "100%")
            st.html(line(texts.code(seen.snapshot.room.code), "small-code"))


def _head(snapshot: Snapshot) -> None:
    found = heard.current(snapshot)
    place = texts.place(*found, len(snapshot.questions)) if found else ""
    st.html(f'<div class="room-head">{line(snapshot.room.title, "name")}{line(place, "name")}</div>')


def _link(room: Room) -> str:
    base = addresses.for_others(room.address, addresses.home(st.context.url or ""))
    return addresses.join(base, room.code)


def _way_in(room: Room, width: str) -> None:
    st.html(qr.picture(_link(room), width) if room.door_open else line(_(texts.SHUT), "large"))


# ── What looks again and again ───────────────────────────────────────────────────────────────────────────────


@st.fragment(run_every=_EVERY)
def _pulse(drawn: Seen, count: Callable[[Snapshot], str]) -> None:
    """The count. Where more than that has changed the page is drawn anew, also in the colours of another theme."""
    before, look = drawn.snapshot, st.session_state.setdefault("room_theme", theme())
    _look_again(drawn)
    if _steered(before) != _steered(drawn.snapshot) or look != theme():
        st.session_state["room_theme"] = theme()
        st.rerun()
    said = count(drawn.snapshot)
    st.html(
        (line(said, "count") if said else "<span></span>")
        + f'<div role="status">{line(_(texts.LOST), "lost") if drawn.lost else ""}</div>'
    )


def _look_again(seen: Seen) -> None:
    """Asks for the version alone, and for the room only where it is another. A seat that was taken away ends the showing."""
    try:
        turn = store().versions().get(seen.code)
        if store().device(seen.code, seen.token) is None:
            st.rerun()
        if turn and turn.version != seen.snapshot.room.version:
            seen.snapshot = store().snapshot(seen.code)
        seen.lost = False
    except Away:
        seen.lost = True
    except RoomRefusal:
        st.rerun()


def _steered(snapshot: Snapshot) -> object:
    """What the page shows beside the counts."""
    return snapshot.room._replace(version=0), snapshot.answers


def _nothing(_snapshot: Snapshot) -> str:
    return ""
