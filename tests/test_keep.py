"""What a browser kept is taken up whole, also where a click ends the run that does so."""

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from engine import Scenario, keepsake
from engine.comparison import Named
from engine.study import Study
from pages.parts import keep, session
from tests.ended import Session

SHELF = (Named("My plan", Scenario(programme_value=2.0)),)
EVERY = [Study(), Study(Scenario(target=40.0)), Study(Scenario(target=40.0), kept=SHELF)]
SAID = {
    "why": "awake",
    "token": "of a server that is gone",
    "steps": keepsake.steps_text(EVERY, 2),
    "shelf": keepsake.shelf_text(SHELF, "Aida"),
    "table": None,
}


def taken_up(monkeypatch, ends_at):
    """A session that begins at the address of the last step, and hears of the rest; whether its run was ended."""
    monkeypatch.setattr(st, "session_state", Session())
    session.begin_with(Study(Scenario(target=40.0)))
    kept = keep._state()
    st.session_state.ends_at = ends_at
    try:
        keep._take(SAID)
    except RerunException:
        st.session_state.ends_at = 0
        if kept.told and not kept.known:
            keep._resume(kept, kept.told)  # as the next run does
        elif not kept.told:
            keep._take(SAID)  # the browser says it again, for nobody has answered
        return True
    st.session_state.ends_at = 0
    return False


def test_a_run_that_is_ended_at_any_touch_is_taken_up_by_the_next(monkeypatch):
    ended = 0
    while taken_up(monkeypatch, ended + 1):
        ended += 1
        assert keep._state().known, ended
        assert session.steps() == EVERY, ended
        assert session.study() == EVERY[2] and session.state().name == "Aida", ended
    assert ended >= 10
    assert session.steps() == EVERY


def test_what_is_known_is_not_taken_up_again(monkeypatch):
    assert not taken_up(monkeypatch, 0)
    session.take(Study(Scenario(target=50.0)))
    before = session.steps()
    keep._take(SAID | {"why": "load"})
    assert session.steps() == before
