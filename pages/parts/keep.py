"""What a reader made, kept in the browser: steps, shelf, name; an own product table where they ask for it."""

import json
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from engine import keepsake
from engine.comparison import Named
from engine.load import Products
from engine.message import Message, Refusal
from engine.study import FIRST_KEPT
from pages.parts import address, notices, session
from pages.parts.component import component
from pages.parts.whole import whole
from pages.parts.words import N_, _

_KEY = "keep"
_STATE = "keeping_of_session"
_COOKIE = "road_kept"  # the browser says with its first word that it keeps something
_component = component("keep")
_TROUBLES = {
    "blocked": N_(
        "This browser does not let us keep anything: a reload loses steps and kept scenarios. The link of the page Compare "
        "holds the scenarios."
    ),
    "full": N_(
        "This browser has no room left for what you made: closing the page loses the last steps and kept scenarios. The "
        "link of the page Compare holds the scenarios."
    ),
    "large": N_(
        "This browser has no room for your table: it is used until the page is loaded again, and then forgotten."
    ),
}


@dataclass
class Keeping:
    """`known` tells that the browser has said
    what it keeps. `shelf` is what all tabs have on it, as far as this one knows, and `mine` what this session had then.
    `table` is the text of a table that is kept, `new_table` that the browser has yet to hear of it, and `of` the table of
    this session that it is of. `off` tells that nothing is to be kept. `told` is what the browser had kept, until all
    of it is taken up: a click may end the run that does so. `stepped` tells that its steps are, and whether the present
    one is that of the address. `put` is what was made of `seen`.
    """

    known: bool = False
    shelf: tuple[Named, ...] = FIRST_KEPT
    mine: tuple[Named, ...] = field(default_factory=lambda: session.at_rest().kept)
    table: str | None = None
    new_table: bool = False
    of: Products | None = None
    trouble: str = ""
    off: bool = False
    told: dict[str, str | None] = field(default_factory=dict)
    stepped: bool | None = None
    seen: tuple[Any, ...] = ()
    put: dict[str, str | None] = field(default_factory=dict)


def _state() -> Keeping:
    if _STATE not in st.session_state:
        st.session_state[_STATE] = Keeping()
    found: Keeping = st.session_state[_STATE]
    return found


# ── On every page ────────────────────────────────────────────────────────────────────────────────────────────


def follow() -> None:
    """Takes what the browser has kept, and has it keep what is new. A page that would show something else a moment later
    waits for it.
    """
    k = _state()
    waiting = not k.known and st.context.cookies.get(_COOKIE) == "1"
    data = {"token": session.state().token, "known": k.known, "waiting": waiting, "put": _to_keep(k)}
    said = _component(key=_KEY, data=data, on_said_change=_heard).said
    if said and not k.known:  # of a session that is new here, nobody was called back
        _take(json.loads(said))
    elif k.told and not k.known:
        _resume(k, k.told)
    if waiting and not k.known:
        st.stop()


def tell() -> None:
    """One line where nothing can be kept."""
    if trouble := _state().trouble:
        st.info(_(_TROUBLES[trouble]))


def _to_keep(k: Keeping) -> dict[str, str | None]:
    if k.off:
        return {"steps": None, "shelf": None, "table": None}
    every, mine = session.steps(), session.at_rest().kept
    if len(every) > 1 or k.known or k.new_table:  # else the reader has made nothing yet
        place, name = len(session.state().past) - 1, session.state().name
        k.shelf, k.mine = keepsake.changed(k.shelf, k.mine, mine), mine
        own = session.state().products is k.of
        seen = (every, place, own, k.shelf, name)
        if seen != k.seen:
            k.seen = seen
            k.put = {
                "steps": keepsake.steps_text(every, place, own),
                "shelf": keepsake.shelf_text(k.shelf, name),
            }
    return {**k.put, "table": k.table} if k.new_table else k.put


# ── What the browser says ────────────────────────────────────────────────────────────────────────────────────


@whole
def _heard() -> None:
    session.touch()
    _take(json.loads(st.session_state[_KEY]["said"]))


def _take(said: dict[str, Any]) -> None:
    k, why = _state(), said["why"]
    if why in _TROUBLES:
        k.trouble = why
    if why in ("table", "large"):
        k.new_table = False
        if why == "large":
            k.table = k.of = None
    elif why == "tab":
        _follow_tab(k, said["shelf"])
    elif not k.known and (why == "load" or (why == "awake" and said["token"] != session.state().token)):
        k.told = said
        _resume(k, said)


def _follow_tab(k: Keeping, text: str | None) -> None:
    """Another tab has changed the shelf, or the reader has had all forgotten there."""
    if text is None:
        k.off = True
    elif found := keepsake.shelf(text):
        after, session.state().name = found
        session.shelve(k.shelf, after)
        k.shelf, k.mine = after, session.at_rest().kept


def _resume(k: Keeping, said: dict[str, str | None]) -> None:
    """The address comes first; what was kept fills what it lacks."""
    steps = keepsake.steps(said["steps"]) if said["steps"] else keepsake.Steps()
    found = keepsake.shelf(said["shelf"]) if said["shelf"] else (FIRST_KEPT, "")
    lost = steps.lost or not found
    shelf, session.state().name = found or (FIRST_KEPT, "")
    if k.stepped is None:  # once: they would be there twice
        k.stepped = bool(steps.studies) and session.resume(steps.studies, steps.place)
    k.table = said["table"]
    if k.stepped and steps.own and k.table and address.stands_on_own_table():
        _use(k.table)
        address.read_again()
    before = steps.studies[steps.place].kept if steps.studies else FIRST_KEPT
    if session.at_rest().kept == before:
        session.shelve(before, shelf)
    k.shelf, k.mine = shelf, session.at_rest().kept
    if lost:
        notices.add([Message("Not all that this browser kept could be read.")])
    k.known = True  # last: a run that is ended in the midst of this is taken up by the next


# ── The reader's own table ───────────────────────────────────────────────────────────────────────────────────


def table_switch() -> None:
    """Whether the table in use is kept; without being asked, none is."""
    st.session_state["keep.table"] = _state().of is session.state().products
    st.checkbox(
        _("Keep this table on this computer"),
        key="keep.table",
        on_change=_keep_table,
        disabled=_state().off,
        help=_("Else it is forgotten when the page is loaded again. Nobody else gets it."),
    )


@whole
def _keep_table() -> None:
    session.touch()
    _keep(session.state().products if st.session_state["keep.table"] else None)


def _keep(products: Products | None) -> None:
    k = _state()
    k.of, k.table = products, keepsake.table_text(products) if products else None
    k.new_table, k.trouble = True, "" if k.trouble == "large" else k.trouble


def table_corrected(products: Products) -> None:
    """The table in use was put right: where it is kept, it is kept so."""
    if _state().of is session.state().products:
        _keep(products)
    session.use(products)  # after it, for it decides whether the table in use is kept


def table_offer() -> None:
    """A way to the table that is kept, where it is not in use."""
    if text := _state().table:
        st.button(_("Use your table that is kept on this computer"), on_click=_use, args=(text,))


@whole
def _use(text: str) -> None:
    k = _state()
    try:
        k.of = keepsake.table(text)
        session.use(k.of)
    except Refusal as refused:
        k.table = None
        notices.complain(refused.message)


# ── Forgetting ───────────────────────────────────────────────────────────────────────────────────────────────


def section() -> None:
    """What is kept, and a way to have it forgotten."""
    st.markdown(
        _(
            "This browser keeps the steps you took, the scenarios you compare and your name, so that nothing is lost when "
            "the page is loaded again; a product table of your own only if you ask for it. All of it stays on this "
            "computer."
        )
    )
    forgotten = _state().off
    st.button(
        _("Forget what is kept on this computer"), key="keep.forget", on_click=_forget, disabled=forgotten
    )
    if forgotten:
        st.caption(_("Nothing is kept any more, until the page is opened anew."))


@whole
def _forget() -> None:
    session.touch()
    k = _state()
    k.off, k.table, k.of, k.new_table, k.trouble = True, None, None, False, ""
