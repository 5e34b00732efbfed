"""What a facilitator has at hand below the buttons: people, texts, address, keys and devices, journal, the end."""

import time
from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.parts import garbage, session
from pages.parts.rooms import addresses, opening, takehome
from pages.parts.rooms.desk import Seat, act, desk, leave
from pages.parts.rooms.records import Answer, Person, Room
from pages.parts.rooms.store import Store, store
from pages.parts.texts import workshop as texts
from pages.parts.words import N_, _, clock_time, plain

_EVERY = 3  # seconds between two looks at people and texts, where their panel is open
_NEWEST = 100  # lines of the journal


def panels(seat: Seat) -> None:
    """Each is drawn once it is opened."""
    room = seat.room
    _panel(N_("People"), "people", partial(_people, room.code))
    _panel(N_("Texts to be shown"), "texts", partial(_texts, room.code))
    _panel(N_("Address for phones"), "address", partial(_address, seat))
    _panel(N_("Keys and devices"), "keys", partial(_keys, seat))
    _panel(N_("Journal"), "journal", partial(_journal, room.code))
    _panel(N_("Take home"), "home", partial(takehome.panel, seat))
    _panel(N_("Close or delete the room"), "end", partial(_end, seat))
    with st.container(horizontal=True):
        st.button(_("To all rooms"), key="room.leave", type="tertiary", on_click=leave)


def _panel(label: str, key: str, draw: Callable[[], None]) -> None:
    panel = st.expander(_(label), key=f"room.{key}", on_change=session.touch)
    if panel.open:
        with panel:
            draw()


# ── People and their texts ───────────────────────────────────────────────────────────────────────────────────


@st.fragment(run_every=_EVERY)
def _people(code: str) -> None:
    people = store().export(code).people
    st.markdown(texts.counted(sum(not one.removed for one in people)))
    if people:
        rows = [
            {
                _("Number"): one.number,
                _("Name"): one.name,
                _("Group"): one.group,
                _("Joined at"): clock_time(one.joined),
                _("Removed"): _("yes") if one.removed else "",
            }
            for one in people
        ]
        st.dataframe(rows, hide_index=True, alt=_("Everybody who has joined"))
        by_number = {one.number: one for one in people}
        number = st.selectbox(
            _("Person"),
            list(by_number),
            format_func=lambda one: texts.person(by_number[one]),
            key="people.number",
            on_change=session.touch,
        )
        _removal(code, by_number[number])
    garbage.set_aside()


def _removal(code: str, one: Person) -> None:
    if one.removed:
        back = partial(Store.bring_back, store(), code, one.number)
        st.button(_("Bring back"), key="people.back", on_click=act, args=(back,))
        return
    away = partial(Store.remove, store(), code, one.number)
    help = _("The phone is shut out and its answers count no more; it can be taken back")
    st.button(_("Remove"), key="people.remove", help=help, on_click=act, args=(away,))


@st.fragment(run_every=_EVERY)
def _texts(code: str) -> None:
    """Nothing that somebody wrote stands on the screen before it was let through here."""
    whole = store().export(code)
    numbers = {one.id: one.number for one in whole.people if not one.removed}
    written = [one for one in whole.answers if one.text and one.person in numbers]
    if not written:
        st.caption(_("Nobody has written anything."))
    for one in sorted(written, key=lambda one: (one.state != "waiting", -one.at)):
        _text(code, one, numbers[one.person])
    garbage.set_aside()


_STATES = {"waiting": N_("waiting"), "shown": N_("shown"), "refused": N_("refused")}


def _text(code: str, one: Answer, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{plain(one.text)} · *{_(_STATES[one.state])}*")
        for state, label in (("shown", N_("Show")), ("refused", N_("Refuse"))):
            st.button(
                _(label),
                key=f"text.{state}.{one.round}.{number}",
                disabled=one.state == state,
                on_click=act,
                args=(partial(Store.moderate, store(), code, one.round, number, state),),
            )


# ── Address, keys, journal ───────────────────────────────────────────────────────────────────────────────────


def _address(seat: Seat) -> None:
    base = addresses.for_others(seat.room.address, addresses.home(st.context.url or ""))
    st.markdown(texts.address(base, addresses.is_local(addresses.host(base))))
    st.text_input(
        _("Another address; empty: the one that we found"),
        seat.room.address,
        key=f"address.{seat.room.address}",
        placeholder="http://192.168.1.5:8501",
        on_change=act,
        args=(partial(_settle_address, seat, f"address.{seat.room.address}"),),
    )


def _settle_address(seat: Seat, key: str) -> None:
    given = addresses.typed(st.session_state[key])
    store().settle(seat.room.code, seat.room.version, address=given, by=seat.by)


def _keys(seat: Seat) -> None:
    rows = [
        texts.device(one, one.id == seat.device.id, clock_time) for one in store().devices(seat.room.code)
    ]
    st.dataframe(rows, hide_index=True, alt=_("Browsers that steer or show this room"))
    st.markdown(
        _("New keys shut out every other browser that steers or shows this room. Phones are not touched.")
    )
    st.button(_("Change the keys"), key="keys.change", on_click=act, args=(partial(_change, seat),))
    if keys := desk().keys:
        _new_keys(seat.room, keys)


def _change(seat: Seat) -> None:
    desk().keys = store().change_key(seat.room.code, keep=seat.token)


def _new_keys(room: Room, keys: tuple[str, str]) -> None:
    """Shown until they are put away."""
    st.warning(_("Keep both new links now: they are shown only once. The old ones are dead."))
    opening.links(addresses.home(st.context.url or ""), room.code, *keys)
    st.button(_("I have kept them"), key="keys.kept", on_click=act, args=(_put_away,))


def _put_away() -> None:
    desk().keys = None


def _journal(code: str) -> None:
    lines = [texts.entry(one, clock_time) for one in reversed(store().journal(code)[-_NEWEST:])]
    st.dataframe(lines, hide_index=True, alt=_("What was done in this room, the newest first"))


# ── The end ──────────────────────────────────────────────────────────────────────────────────────────────────


def _end(seat: Seat) -> None:
    room = seat.room
    if room.stage != "closed":
        st.markdown(
            _(
                "Closing ends all asking and joining. What was answered stays readable, here and on the phones."
            )
        )
        close = partial(Store.close, store(), room.code, room.version, by=seat.by)
        st.button(_("Close the room"), key="end.close", on_click=act, args=(close,))
    if room.delete_at is None:
        st.markdown(_("Deleting takes all answers and names away a day later; until then it can be undone."))
        later = partial(Store.delete, store(), room.code)
        st.button(_("Delete in 24 hours"), key="end.delete", on_click=act, args=(later,))
    st.markdown(_("To delete at once and for good, type the room's code:"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(_("Code"), key="end.code", on_change=session.touch, width=160)
        sure = typed.strip().upper() == room.code
        st.button(
            _("Delete now"),
            key="end.now",
            disabled=not sure,
            on_click=act,
            args=(partial(_erase, room.code),),
        )


def deletion_is_asked(room: Room) -> None:
    """The way back, as long as there is one."""
    assert room.delete_at is not None
    hours = max(0, round((room.delete_at - time.time()) / 3600))
    st.warning(texts.deleted_in(hours))
    back = partial(Store.undelete, store(), room.code)
    st.button(_("Keep the room"), key="end.undelete", on_click=act, args=(back,))


def _erase(code: str) -> None:
    """What may end a callback comes before what cannot be done twice."""
    leave()
    store().erase(code)
