"""The address bar: read when the reader changed it, written when a change has settled; and links that lead here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from engine import Case
from engine.link import Query, from_query, of_case, text, to_query
from engine.load import PRODUCTS
from engine.mended import PAGE
from engine.message import Refusal
from engine.study import Study
from engine.text import cleaned
from pages.parts import notices, session
from pages.parts.languages import OF_PREVIEW, USUAL
from pages.parts.words import language

_KEY = "address_of_session"


@dataclass
class Address:
    """`query` is what stands in the address bar, and `written` what of the session it means: a study, and whether it stands
    on the reader's own table.

    `unseen` are the queries that we have replaced since the browser last showed ours: a control that still carries one of
    them is late, no step back.
    """

    query: Query | None = None
    written: tuple[Study, bool] = (Study(), False)
    unseen: list[Query] = field(default_factory=list)


def _state() -> Address:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Address()
    found: Address = st.session_state[_KEY]
    return found


def follow(compares: bool = False) -> None:
    """Takes the study of the address bar where the reader, not we, changed it: a link, Back or Forward.

    `compares` tells that the page's address holds what is compared.
    """
    a, s = _state(), session.state()
    query, touched, s.touched = _query(), s.touched, False
    if query == a.query:
        a.unseen.clear()
        return
    if touched and query in a.unseen:
        return
    a.unseen.clear()
    first = a.query is None
    if first and not query:
        a.query = query
        return
    found = from_query(query, s.products)
    study = found.study
    if not found.compared and (not compares or not _told(s.now)):
        study = study.with_shelf_of(s.now)
    notices.tell_of_link(found)
    if first:
        session.begin_with(study)
    session.take(study)
    # last: a run that is ended in the midst of this takes nothing, and the next one takes all
    a.written, a.query, s.touched = _shown(study, compares), query, False


def write(compares: bool = False) -> None:
    """Writes a settled study into the address bar, once: one step of the browser's history for each change."""
    a = _state()
    shown = _shown(session.at_rest(), compares)
    if not session.settled() or shown == a.written:
        return
    kept = {key: st.query_params.get_all(key) for key in PAGE if key in st.query_params}
    notices.link_is_over()
    query, before = _plain(query_of(session.at_rest(), compares)), a.query or {}
    st.query_params.from_dict({**query, **kept})
    # last: before this, a run may be ended, and the next one writes
    a.written, a.query = shown, query
    a.unseen.append(before)


def stands_on_own_table() -> bool:
    """Whether the address says that its numbers stand on a reader's own product table."""
    return (_state().query or {}).get("table") == "own"


def read_again() -> None:
    """The product table is another: what the address says of its results, it says of those of this table."""
    a = _state()
    if a.query:
        a.written = (a.written[0], session.state().products is not PRODUCTS)
        notices.tell_of_link(from_query(a.query, session.state().products))


def changed() -> bool:
    """Whether the scenario on the screen is another than the address bar's."""
    return session.scenario() != _state().written[0].scenario


def _shown(study: Study, compares: bool) -> tuple[Study, bool]:
    """What of the session a page's address means."""
    told = study if compares else study.with_shelf_of(Study())
    return told, session.state().products is not PRODUCTS


def _told(study: Study) -> bool:
    """Whether a link can hold what is compared."""
    try:
        to_query(study, compared=True)
    except Refusal:
        return False
    return True


def _query() -> Query:
    """What stands in the address bar, but for what belongs to the page."""
    return _plain({key: st.query_params.get_all(key) for key in st.query_params if key not in PAGE})


def _plain(query: Query) -> Query:
    """With a text where there is only one."""
    return {
        k: texts[0] if isinstance(texts, list) and len(texts) == 1 else texts for k, texts in query.items()
    }


# ── Links that lead here ─────────────────────────────────────────────────────────────────────────────────────


def query_of(study: Study, compares: bool = False, signed: bool = False) -> Query:
    """What a link to a study says; without what is compared where no link can hold it."""
    products = session.state().products
    return to_query(study, compares and _told(study), signed, products=products)


def page() -> str:
    """The page's own address, without settings; empty where it is not known."""
    found = cleaned(st.context.url or "").split("?")[0]
    # some programs see no link where nothing stands behind the host
    return f"{found}/" if found.count("/") == 2 else found


def link(query: Mapping[str, str | list[str]]) -> str:
    """The page's address with these parameters; what a messenger shows of it is in the reader's language."""
    if language() != USUAL and "lang" not in query:
        query = {**query, OF_PREVIEW: language()}
    return f"{page()}?{text(query)}"


def to_case(case: Case) -> str:
    """The short link to a case, with its results as they are now; the reader's name goes along."""
    return link(of_case(case, session.study().by))


def link_here(compares: bool = False) -> str:
    """The short link to what is on this page, with its results as they are now."""
    return link(query_of(session.at_rest(), compares, signed=True))
