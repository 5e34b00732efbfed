"""Running a room: the step with its script and clock, the counts, the buttons, the way in for phones."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from pages.parts import download, garbage, qr, screen
from pages.parts.rooms import addresses, panels
from pages.parts.rooms.desk import Seat, act
from pages.parts.rooms.papers import kit
from pages.parts.rooms.records import Room, Snapshot
from pages.parts.rooms.store import Store, store
from pages.parts.rooms.templates import templates
from pages.parts.texts import workshop as texts
from pages.parts.words import N_, _, plain

_EVERY = 1.5  # seconds between two looks at the counts


def steering(seat: Seat) -> None:
    """The whole page of a room for the one who steers it."""
    shown = store().snapshot(seat.room.code)
    st.markdown(texts.heading(shown.room))
    st.markdown(texts.stage(shown.room))
    if shown.room.delete_at is not None:
        panels.deletion_is_asked(shown.room)
    left, right = st.columns([3, 1], gap="large")
    with left:
        st.markdown(texts.question(shown))
        _counts(shown)
        _buttons(seat, shown)
        _script(shown)
    with right:
        _way_in(seat, shown.room)
    panels.panels(seat)


# ── The counts, which alone are drawn again and again ────────────────────────────────────────────────────────


@st.fragment(run_every=_EVERY)
def _counts(drawn: Snapshot) -> None:
    """Joined, answered, and the time; where the room has been steered since the page was drawn, the page follows."""
    now = store().snapshot(drawn.room.code)
    if _stands(now.room) != _stands(drawn.room):
        st.rerun()
    with st.container(horizontal=True, key="room.counts"):
        st.metric(_("Joined"), len(now.people), width="content")
        st.metric(_("Answered"), texts.answered(now), width="content")
        st.metric(_("Time in this step"), texts.timer(*_time(now)), width="content")
    garbage.set_aside()


def _stands(room: Room) -> tuple[Any, ...]:
    """What of a room a facilitator changes, as against what people do."""
    return room._replace(version=0)


def _time(now: Snapshot) -> tuple[float, float]:
    """Seconds since the question was asked, since the room was opened before the first; minutes meant for it."""
    found = next((one for one in now.rounds if one.id == now.room.round), None)
    template = templates().get(now.room.template)
    meant = sum(step.minutes for step in template.part(texts.place(now))) if template else 0.0
    end = now.room.closed or time.time()
    return end - (found.opened if found else now.room.made), meant


# ── The buttons ──────────────────────────────────────────────────────────────────────────────────────────────


class _Button(NamedTuple):
    """`stages` in which it can be pressed; in `first` it is what usually comes next. None has a tooltip: the mouse rests on
    what was pressed, and the tooltip would cover the counts.
    """

    key: str
    label: str
    stages: tuple[str, ...]
    first: str = ""


_BUTTONS = (
    _Button("next", N_("Next question"), ("lobby", "frozen", "reveal"), "reveal"),
    _Button("freeze", N_("Freeze"), ("ask",), "ask"),
    _Button("reveal", N_("Reveal"), ("ask", "frozen"), "frozen"),
    _Button("again", N_("Ask again"), ("frozen", "reveal")),
    _Button("hide", N_("Hide"), ("reveal",)),
)


def _buttons(seat: Seat, shown: Snapshot) -> None:
    """Always the same ones in the same places; each says which version of the room it was pressed on."""
    room, at = shown.room, texts.place(shown)
    following = 0 if at is None else at + 1
    last = following >= len(shown.questions)
    with st.container(horizontal=True, gap="small", key="steer"):
        for one in _BUTTONS:
            idle = room.stage not in one.stages or (one.key == "next" and last)
            first = room.stage == one.first or (one.key == "next" and room.stage == "lobby")
            st.button(
                _("First question") if one.key == "next" and at is None else _(one.label),
                key=f"steer.{one.key}",
                type="primary" if first and not idle else "secondary",
                disabled=idle,
                on_click=act,
                args=(_done(one.key, seat, room, at or 0, following),),
            )
    if last and room.stage != "closed":
        st.caption(_("This is the last question. When all is said, close the room below."))


def _done(key: str, seat: Seat, room: Room, at: int, following: int) -> Callable[[], Room]:
    """What a button does in the store."""
    places = {"next": (following,), "again": (at,)}
    done = getattr(Store, {"next": "ask", "again": "ask"}.get(key, key))
    return partial(done, store(), room.code, room.version, *places.get(key, ()), by=seat.by)


# ── What to say, and how phones come in ──────────────────────────────────────────────────────────────────────


def _script(shown: Snapshot) -> None:
    """The step's lines, and the name of what comes next."""
    template = templates().get(shown.room.template)
    if not template or shown.room.stage == "closed":
        return
    at, link = texts.place(shown), addresses.join(_phones(shown.room), shown.room.code)
    for step in template.part(at):
        st.markdown(texts.step(_(step.title), step.minutes))
        st.markdown(texts.script(step.script, step.talk))
    if following := template.part(0 if at is None else at + 1):
        st.caption(_("Then: {title}").format(title=plain(_(following[0].title))))
    made = partial(kit.pdf, template, shown.room.code, link)
    download.button(_("Facilitator's kit (PDF)"), "steer.kit", "-kit.pdf", made)


def _phones(room: Room) -> str:
    """The address that phones reach."""
    return addresses.for_others(room.address, addresses.home(st.context.url or ""))


def _way_in(seat: Seat, room: Room) -> None:
    """QR code, link, door."""
    if room.stage == "closed":
        return
    base = _phones(room)
    link = addresses.join(base, room.code)
    st.html(qr.picture(link, "140px" if screen.narrow() else "min(100%, 200px)"))
    st.code(link, language=None, wrap_lines=True)
    # this browser may show what it steers
    screen_link = addresses.screen(addresses.home(st.context.url or ""), room.code)
    st.link_button(_("Show the screen"), screen_link, help=_("In another window, for the projector"))
    if addresses.is_local(addresses.host(base)):
        st.warning(texts.address(base, local=True))
    with st.container(horizontal=True):
        label = _("Close the door") if room.door_open else _("Open the door")
        door = partial(Store.door, store(), room.code, room.version, not room.door_open, by=seat.by)
        st.button(label, key="steer.door", on_click=act, args=(door,), help=_("Whether more people may join"))
    if not room.door_open:
        st.caption(_("The door is closed: nobody else can join."))
