"""The address bar: read when the reader changed it, written when a change has settled; and links that lead here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from engine import Scenario, receipt
from engine.codec import RECEIPT, RESERVED
from engine.scenario import version_of
from engine.text import cleaned
from pages.parts import notices, session

_KEY = "address_of_session"
Query = dict[str, str | list[str]]


@dataclass
class Address:
    """`query` is what stands in the address bar, and `written` the scenario it means.

    `unseen` are the queries that we have replaced since the browser last showed ours: a control that still carries one of
    them is late, no step back.
    """

    query: Query | None = None
    written: Scenario = session.PROPOSAL
    unseen: list[Query] = field(default_factory=list)


def _state() -> Address:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Address()
    found: Address = st.session_state[_KEY]
    return found


def follow() -> None:
    """Takes the scenario of the address bar where the reader, not we, changed it: a link, Back or Forward."""
    a, s = _state(), session.state()
    whole = _whole()
    query, touched, s.touched = _settings(whole), s.touched, False
    if query == a.query:
        a.unseen.clear()
        return
    if touched and query in a.unseen:
        return
    a.unseen.clear()
    first, a.query = a.query is None, query
    if first and not query and not RECEIPT & whole.keys():
        return
    a.written, problems = Scenario.from_query(whole)
    lost = len(problems) - len(version_of(whole)[1])
    said = receipt.compared(a.written, st.query_params.to_dict(), not problems)
    notices.tell_of_link(problems, len(query), lost, said)
    if first:
        session.begin_with(a.written)
    session.become(a.written)
    s.touched = False


def write() -> None:
    """Writes a settled scenario into the address bar, once: one step of the browser's history for each change."""
    a, now = _state(), session.scenario()
    if not session.settled() or now == a.written:
        return
    kept = {key: st.query_params.get_all(key) for key in RESERVED - RECEIPT if key in st.query_params}
    notices.link_is_over()
    a.written = now
    a.unseen.append(a.query or {})
    a.query = dict(now.to_query())
    st.query_params.from_dict({**a.query, **kept})


def changed() -> bool:
    """Whether the scenario on the screen is another than the address bar's."""
    return session.scenario() != _state().written


def _settings(whole: Query) -> Query:
    return {key: value for key, value in whole.items() if key not in RESERVED}


def _whole() -> Query:
    values = {key: st.query_params.get_all(key) for key in st.query_params}
    return {key: found[0] if len(found) == 1 else found for key, found in values.items()}


def page() -> str:
    """The page's own address, without settings; empty where it is not known."""
    found = cleaned(st.context.url or "").split("?")[0]
    # some programs see no link where nothing stands behind the host
    return f"{found}/" if found.count("/") == 2 else found


def link(query: Mapping[str, str | list[str]]) -> str:
    """The page's address with these settings."""
    return f"{page()}?{urlencode(query, doseq=True)}"
