"""Opening a room, the keys that are shown once, and the rooms that this browser steers already."""

import re
from functools import partial
from typing import Any

import streamlit as st

from engine.link import text as query_text
from engine.message import Message
from pages.parts import address, download, session
from pages.parts.rooms import addresses, guards
from pages.parts.rooms.desk import act, desk, leave, seats
from pages.parts.rooms.papers import kit
from pages.parts.rooms.records import CAPS, DAYS, NAMES, Opened
from pages.parts.rooms.refusals import RoomRefusal
from pages.parts.rooms.store import store
from pages.parts.rooms.templates import Template, templates
from pages.parts.texts import workshop as texts
from pages.parts.words import N_, _, markdown, plain, several

_TRIES, _SECONDS = 10, 60  # operator's keys that an address may try
_LONGEST_TITLE, _LONGEST_GROUP, _GROUPS = 80, 24, 12
_COMMAS = "[,，、;；]"  # as keyboards of our languages have them
_CAP, _DAYS = 250, 30
_NO_TITLE = N_("A room needs a title.")
_MANY_GROUPS = N_("A room has at most twelve groups, each of at most 24 letters.")


def opening() -> None:
    """The form, under the rooms that are there."""
    _known()
    found = templates()
    st.markdown("## " + _("Open a room"))
    name = st.selectbox(
        _("Workshop"),
        list(found),
        format_func=lambda one: _(found[one].title),
        key="open.template",
        on_change=session.touch,
    )
    template = found[name]
    st.caption(_agenda(template))
    # without a room's code, for whoever looks before opening one
    download.button(
        _("Facilitator's kit (PDF)"), f"open.kit.{name}", f"-kit-{name}.pdf", partial(kit.pdf, template)
    )
    # other templates suggest other titles and groups: a control of its own for each
    asked = {
        "title": f"open.title.{name}",
        "groups": f"open.groups.{name}",
        "names": "open.names",
        "base": "open.base",
        "cap": "open.cap",
        "days": "open.days",
        "key": "open.key",
    }
    st.text_input(
        _("Title, which phones and screen show"),
        _(template.title),
        key=asked["title"],
        max_chars=_LONGEST_TITLE,
        on_change=session.touch,
    )
    st.radio(
        _("Names; this cannot be loosened later"),
        NAMES,
        format_func=lambda one: _(texts.NAMES[one]),
        key=asked["names"],
        horizontal=True,
        on_change=session.touch,
    )
    st.text_input(
        _("Groups, with commas between; empty: none"),
        ", ".join(map(_, template.groups)),
        key=asked["groups"],
        on_change=session.touch,
    )
    st.radio(
        _("Scenario that the room stands on"),
        ("template", "dials"),
        format_func=lambda one: _("The workshop's own") if one == "template" else _("The one on your dials"),
        key=asked["base"],
        horizontal=True,
        on_change=session.touch,
    )
    few = st.container(horizontal=True)
    few.number_input(
        _("People at most"), CAPS[0], CAPS[-1], _CAP, key=asked["cap"], on_change=session.touch, width=180
    )
    few.number_input(
        _("Days kept after closing"),
        DAYS[0],
        DAYS[-1],
        _DAYS,
        key=asked["days"],
        on_change=session.touch,
        width=180,
    )
    here = guards.on_this_machine(st.context.ip_address, _headers())
    if not here:
        st.text_input(_("The operator's key"), type="password", key=asked["key"], on_change=session.touch)
    st.button(
        _("Open the room"), key="open.do", type="primary", on_click=act, args=(partial(_open, name, asked),)
    )


def _headers() -> dict[str, str]:
    """Names in small letters, as a server's requests have them."""
    return {name.lower(): value for name, value in st.context.headers.items()}


def _agenda(template: Template) -> str:
    return several(
        "{n} minute, {k} questions: {steps}",
        "{n} minutes, {k} questions: {steps}",
        template.minutes,
        k=str(len(template.questions)),
        steps=markdown(" → ".join(_(step.title) for step in template.steps)),
    )


def _known() -> None:
    """The way back to the rooms of this browser."""
    found = seats()
    if not found:
        return
    st.markdown("## " + _("Rooms that this browser steers"))
    for one in found:
        st.button(
            _("{title} · {code}").format(title=plain(one.room.title), code=one.room.code),
            key=f"known.{one.room.code}",
            help=texts.stage(one.room),
            on_click=act,
            args=(partial(_go, one.room.code),),
        )


def _go(code: str) -> None:
    st.query_params["room"] = code
    desk().code = code


def _open(name: str, asked: dict[str, str]) -> None:
    """What the form says becomes a room. The last line does it, and nothing after it can be ended."""
    template, found = templates()[name], desk()
    told: dict[str, Any] = {field: st.session_state.get(key) for field, key in asked.items()}
    ip, headers = st.context.ip_address, _headers()
    base = query_text(address.query_of(session.at_rest())) if told["base"] == "dials" else template.base
    title = " ".join((told["title"] or "").split())
    if not title:
        raise RoomRefusal(Message(_NO_TITLE))
    groups = tuple(filter(None, (" ".join(one.split()) for one in re.split(_COMMAS, told["groups"] or ""))))
    if len(groups) > _GROUPS or any(len(one) > _LONGEST_GROUP for one in groups):
        raise RoomRefusal(Message(_MANY_GROUPS))
    if not guards.on_this_machine(ip, headers):
        store().allow(f"open:{guards.sender(ip)}", _TRIES, _SECONDS)
        guards.check_operator(told["key"] or "")
    found.opened = store().open_room(
        title,
        template.questions,
        template=name,
        names=told["names"],
        groups=tuple(dict.fromkeys(groups)),
        base=base,
        cap=told["cap"],
        days=told["days"],
    )


def keys(opened: Opened) -> None:
    """A room just made: its two links, which nobody can show again, and the way into it."""
    code = opened.room.code
    home = addresses.home(st.context.url or "")
    st.markdown("## " + _("Room {code} is open").format(code=code))
    st.warning(_("Keep both links now: they are shown only once. Who has the first one steers the room."))
    links(home, code, opened.key, opened.screen_key)
    # a plain link, for it must stay in this window: what sets the cookie comes back to this page
    go = _("Steer it in this browser →")
    st.html(f'<a class="road-go" href="{addresses.seat(home, code, opened.key)}" target="_self">{go}</a>')
    st.button(_("Back, without steering it here"), key="open.back", type="tertiary", on_click=leave)


def links(home: str, code: str, key: str, screen_key: str) -> None:
    """The two links, to be copied."""
    st.markdown(_("To steer it, in any browser:"))
    st.code(addresses.seat(home, code, key), language=None, wrap_lines=True)
    st.markdown(_("For the screen that all look at; it can only show:"))
    st.code(addresses.seat(home, code, screen_key, "screen"), language=None, wrap_lines=True)
