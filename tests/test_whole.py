"""Nothing that a reader does is lost where the browser asks for another run in the midst of it."""

from dataclasses import replace

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

from engine import Scenario
from engine.load import PRODUCTS
from engine.study import Study
from engine.tables.own import Doubt
from pages.parts import keep, levers, ranges, replay, session, share, shelf, sitemap, upload
from pages.parts.whole import whole
from tests.ended import Session
from tests.test_pages import opened

PLAN = Scenario(programme_value=2.0, failure_order="largest_first")
OWN = replace(PRODUCTS, source="own")
# what a control calls for its reader, by what they do
CALLBACKS = {
    "set": lambda: session.change({"target": 40.0}),
    "take a scenario": lambda: session.become(Scenario(target=45.0)),
    "reset": lambda: session.reset("programme_value"),
    "reset assumptions": lambda: session.reset_assumptions("import_content"),
    "set ranges": lambda: session.set_ranges({"import_content": (0.1, 0.2)}),
    "ranges back": ranges._reset,
    "give a name": lambda: session.call("Aida"),
    "undo": session.undo,
    "replay": replay.begin,
    "keep": lambda: shelf.keep_named("name", PLAN),
    "rename": lambda: shelf._name(1, "name"),
    "take off": lambda: shelf.take_off(1),
    "hold against": lambda: shelf._hold_against(1),
    "compare as at first": shelf.reset,
    "open": share._take_text,
    "compare with": shelf._take,
    "drop a good": lambda: levers.take_off("260300"),
    "type codes": lambda: levers._typed_codes("goods_added", "codes", frozenset({"260300"})),
    "put right": lambda: upload._put_right(OWN, Doubt(("exports_to_china_usd",), 1000.0)),
    "be sure": upload._sure,
    "give back": upload._given_back,
    "keep a table": keep._keep_table,
    "forget": keep._forget,
    "make large": lambda: share._enlarge("link"),
}


def after(monkeypatch, act, ends_at):
    """What the session holds once a callback was called, which was ended at a touch; and whether it was."""
    state = Session(
        {
            **{"name": "Our plan", "codes": "260300", "codes.replaced": [], "keep.table": True},
            **{"open.text": "target=50", "shelf.text": "target=50", "send": True},
        }
    )
    monkeypatch.setattr(st, "session_state", state)
    for one in (Study(Scenario(target=38.0)), Study(PLAN)):
        session.take(one)
    session.use(OWN)
    session.state().token = "the same"
    state.ends_at = ends_at
    try:
        act()
        ended = False
    except RerunException:
        ended = True
    state.ends_at = 0
    return dict(state.data), ended


@pytest.mark.parametrize("act", CALLBACKS.values(), ids=CALLBACKS)
def test_what_is_ended_at_any_touch_is_done_all_the_same(monkeypatch, act):
    wanted, ended = after(monkeypatch, act, 0)
    assert not ended
    touch, ended = 0, True
    while ended:
        touch += 1
        found, ended = after(monkeypatch, act, touch)
        assert repr(found) == repr(wanted), touch
    assert touch > 1


def test_what_ended_a_callback_is_asked_for_after_it():
    done = []

    @whole
    def act():
        done.append(len(done))
        if len(done) == 1:
            raise RerunException(None)

    with pytest.raises(RerunException):
        act()
    assert done == [0, 1]


@pytest.mark.parametrize("page", sitemap.PAGES)
def test_every_control_of_a_page_calls_back_whole(page):
    state = vars(vars(opened(page).session_state)["_state"])["_state"]
    controls = state._new_widget_state.widget_metadata.values()
    called = [
        call
        for one in controls
        for call in (one.callback, *(one.callbacks or {}).values())
        if call is not None
    ]
    assert len(called) > 30
    assert [call for call in called if not hasattr(getattr(call, "func", call), "__wrapped__")] == []
