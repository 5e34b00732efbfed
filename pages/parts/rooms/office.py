"""The facilitator's page, by what the browser is in the room: its keeper, a stranger, or nobody's guest yet."""

from urllib.parse import quote

import streamlit as st

from pages.parts import words
from pages.parts.rooms import addresses
from pages.parts.rooms.desk import Desk, code, desk, leave, seat
from pages.parts.rooms.opening import keys, opening
from pages.parts.rooms.refusals import RoomRefusal
from pages.parts.rooms.steering import steering
from pages.parts.texts import workshop as texts
from pages.parts.words import _


def office() -> None:
    """Whatever the store refuses is a sentence, in the place of what it was asked for."""
    found = desk()
    if found.said:
        st.warning(words.message(found.said))
    try:
        if found.opened:
            keys(found.opened)
        elif there := code():
            _room(found, there)
        else:
            opening()
    except RoomRefusal as refusal:
        st.error(words.message(refusal.message))
        st.button(_("To all rooms"), key="room.leave", type="tertiary", on_click=leave)


def _room(found: Desk, there: str) -> None:
    mine = seat(there)
    if mine is None:
        st.warning(texts.stranger(there))
        home = addresses.home(st.context.url or "")
        st.html(
            f'<a class="road-go" target="_self" href="{home}/f/{quote(there, safe="")}">{_("Type the key →")}</a>'
        )
        st.button(_("To all rooms"), key="room.leave", type="tertiary", on_click=leave)
        return
    steering(mine)
