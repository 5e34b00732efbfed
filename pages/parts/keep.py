"""What a reader made, kept in the browser: steps, shelf, name; an own product table where they ask for it."""

import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from engine import keepsake
from engine.comparison import Named
from engine.message import Message
from engine.study import FIRST_KEPT
from pages.parts import notices, session
from pages.parts.words import N_, _

_KEY = "keep"
_STATE = "keeping_of_session"
_COOKIE = "road_kept"  # the browser says with its first word that it keeps something
_component = st.components.v2.component(
    "keep", html="<i></i>", js=Path(__file__).with_name("keep.js").read_text(encoding="utf-8")
)
_TROUBLES = {
    "blocked": N_(
        "This browser does not let us keep anything: steps and kept scenarios are lost when the page is loaded again. "
        "The link of the page Compare and the files under “Save as” hold them."
    ),
    "full": N_(
        "This browser has no room left to keep anything more: the last steps and kept scenarios are lost when the page "
        "is closed. The link of the page Compare and the files under “Save as” hold them."
    ),
}


@dataclass
class Keeping:
    """`token` names the session, for a server that was started anew asks again. `known` tells that the browser has said
    what it keeps. `shelf` is what all tabs have on it, as far as this one knows, and `mine` what this session had then.
    """

    token: str = field(default_factory=lambda: secrets.token_hex(8))
    known: bool = False
    shelf: tuple[Named, ...] = FIRST_KEPT
    mine: tuple[Named, ...] = field(default_factory=lambda: session.at_rest().kept)
    trouble: str = ""
    off: bool = False


def _state() -> Keeping:
    if _STATE not in st.session_state:
        st.session_state[_STATE] = Keeping()
    found: Keeping = st.session_state[_STATE]
    return found


def follow() -> None:
    """Takes what the browser has kept, and has it keep what is new. A page that would show something else a moment later
    waits for it.
    """
    k = _state()
    waiting = not k.known and _COOKIE in st.context.cookies
    data = {"token": k.token, "known": k.known, "waiting": waiting, "put": _to_keep(k)}
    said = _component(key=_KEY, data=data, on_said_change=_heard).said
    if said and not k.known:  # of a session that is new here, nobody was called back
        _take(json.loads(said))
    if waiting and not k.known:
        st.stop()


def tell() -> None:
    """One line where nothing can be kept."""
    if trouble := _state().trouble:
        st.info(_(_TROUBLES[trouble]))


def forget() -> None:
    """Nothing is kept any more, neither of this session nor of those before."""
    session.touch()
    _state().off = True


def _to_keep(k: Keeping) -> dict[str, str | None]:
    if k.off:
        return {"steps": None, "shelf": None}
    every, mine = session.steps(), session.at_rest().kept
    if len(every) == 1 and not k.known:
        return {}  # the reader has made nothing yet
    k.shelf, k.mine = keepsake.changed(k.shelf, k.mine, mine), mine
    return {
        "steps": keepsake.steps_text(every, len(session.state().past) - 1),
        "shelf": keepsake.shelf_text(k.shelf, session.state().name),
    }


def _heard() -> None:
    session.touch()
    _take(json.loads(st.session_state[_KEY]["said"]))


def _take(said: dict[str, Any]) -> None:
    k = _state()
    if said["why"] in _TROUBLES:
        k.trouble = said["why"]
    elif said["why"] == "tab":
        _follow_tab(k, said["shelf"])
    elif not k.known and not (said["why"] == "awake" and said["token"] == k.token):
        k.known = True
        _resume(k, said)


def _follow_tab(k: Keeping, text: str | None) -> None:
    """Another tab has changed the shelf, or the reader has had all forgotten there."""
    if text is None:
        k.off = True
    elif found := keepsake.shelf(text):
        after, session.state().name = found
        session.shelve(k.shelf, after)
        k.shelf, k.mine = after, session.at_rest().kept


def _resume(k: Keeping, said: dict[str, Any]) -> None:
    """The address comes first; what was kept fills what it lacks."""
    steps = keepsake.steps(said["steps"]) if said["steps"] else keepsake.Steps()
    found = keepsake.shelf(said["shelf"]) if said["shelf"] else (FIRST_KEPT, "")
    if steps.lost or not found:
        notices.add([Message("Not all that this browser kept could be read.")])
    shelf, name = found or (FIRST_KEPT, "")
    session.state().name = name
    if steps.studies:
        session.resume(steps.studies, steps.place)
    first = steps.studies[steps.place].kept if steps.studies else FIRST_KEPT
    if session.at_rest().kept in (first, FIRST_KEPT):
        session.shelve(session.at_rest().kept, shelf)
    k.shelf, k.mine = shelf, session.at_rest().kept
