"""What a facilitator takes home of a room: files, made when they are asked for, and the lines that give its result again."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.parts import download, session
from pages.parts.rooms import addresses, onward, taken
from pages.parts.rooms.desk import Seat
from pages.parts.rooms.papers import report
from pages.parts.rooms.records import Export, Snapshot
from pages.parts.rooms.store import store
from pages.parts.words import N_, _

_NAMES = "home.names"
# of what the room has seen
_PAPERS: tuple[tuple[str, str, Callable[[Snapshot, str], bytes]], ...] = (
    (N_("Report on two pages (PDF)"), "pdf", report.pdf),
    (N_("Slides (PowerPoint)"), "pptx", report.slides),
)
# of all answers, also of those that were never shown
_FILES: tuple[tuple[str, str, Callable[[Export, bool, str], bytes]], ...] = (
    (N_("All answers as a table (CSV)"), "csv", taken.as_csv),
    (N_("Answers, questions, people (Excel)"), "xlsx", taken.as_workbook),
    (N_("Everything for programs (JSON)"), "json", taken.as_json),
)


def panel(seat: Seat) -> None:
    """Names go along only where the room has some and the box is ticked; on papers never."""
    home, code = addresses.home(st.context.url or ""), seat.room.code
    with st.container(horizontal=True, key="room.papers"):
        for label, kind, made in _PAPERS:
            download.button(_(label), f"home.{kind}", f"-room.{kind}", partial(_printed, made, code, home))
    names = False
    if seat.room.names != "none":
        names = st.checkbox(_("With names"), key=_NAMES, on_change=session.touch)
    with st.container(horizontal=True, key="room.files"):
        for label, kind, write in _FILES:
            download.button(
                _(label), f"home.{kind}", f"-room.{kind}", partial(_written, write, code, names, home)
            )
    _onward(taken.shown(store().export(code)), home)
    st.caption(
        _(
            "These lines give the room's chance of the goal and its bands again, from the JSON file, with the engine alone:"
        )
    )
    # without colours: some of Streamlit's are too pale to be read
    st.code(taken.REPLAY, language=None, wrap_lines=True)


def _onward(shown: Snapshot, home: str) -> None:
    """Links that open in another tab: this one goes on steering."""
    links = [
        (_("What the room believes, as ranges on *Uncertainty*"), onward.of_room(shown, home)),
        (_("Its groups on *Compare*"), onward.of_groups(shown, home)),
    ]
    people = onward.of_people(shown, home)
    st.markdown("**" + _("Go on in the explorer") + "**")
    st.caption(
        _(
            "Ranges hold nine in ten of what all think possible of a setting; dials stand at the middle of the best guesses, for a room as for a group."
        )
    )
    with st.container(horizontal=True, key="room.onward"):
        for label, link in links:
            if link:
                st.link_button(label, link)
    if people:
        number = st.selectbox(
            _("Somebody's scenario, by number"), list(people), key="home.person", on_change=session.touch
        )
        st.link_button(_("Put it onto the dials"), people[number])


def _printed(made: Callable[[Snapshot, str], bytes], code: str, home: str) -> bytes:
    """Of what the room has seen at the moment of the click."""
    return made(taken.shown(store().export(code)), home)


def _written(made: Callable[[Export, bool, str], bytes], code: str, names: bool, home: str) -> bytes:
    """Of one snapshot, at the moment of the click."""
    return made(store().export(code), names, home)
