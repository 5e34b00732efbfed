"""The scenario of this browser session: the one truth that dials, pages and the address bar follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from engine import PARAMETERS, Scenario, receipt
from engine.codec import RECEIPT, RESERVED
from engine.message import Message
from engine.quantity import Value
from engine.scenario import version_of
from engine.uncertainty import Own, own_ranges

PROPOSAL = Scenario()
_KEY = "scenario_of_session"


@dataclass
class State:
    """`now` is on the screen; `past` ends with the last settled scenario; `future` is what undo took back.

    `query` is what stands in the address bar, and `written` the scenario it means. `unseen` are the addresses that we
    have replaced since the browser last showed ours: a control that still carries one of them is late, no step back.
    `touched` tells that a control caused this run, `picks` what native widgets said to it. `problems` are sentences on
    what could not be used, `told` those that were on the screen already; of the `asked` settings of a link, `lost` could
    not be restored; `receipt` is what a link says of its results then and now.
    `own` are the reader's own ranges of assumptions.
    """

    now: Scenario = PROPOSAL
    past: list[Scenario] = field(default_factory=lambda: [PROPOSAL])
    future: list[Scenario] = field(default_factory=list)
    query: dict[str, str | list[str]] | None = None
    written: Scenario = PROPOSAL
    unseen: list[dict[str, str | list[str]]] = field(default_factory=list)
    touched: bool = False
    picks: list[tuple[Mapping[str, Value], bool]] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)
    told: list[Message] = field(default_factory=list)
    asked: int = 0
    lost: int = 0
    receipt: list[Message] = field(default_factory=list)
    own: Own = ()


def state() -> State:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = State()
    found: State = st.session_state[_KEY]
    return found


def scenario() -> Scenario:
    return state().now


def change(settings: Mapping[str, Value], settled: bool = True) -> None:
    """Takes new values. While a dial is dragged they are not settled: shown, but no step of history."""
    try:
        become(state().now.replace(**settings), settled)
    except ValueError as error:
        complain(str(error))


def complain(sentence: str) -> None:
    """Keeps a sentence to be shown on the next run."""
    s = state()
    s.problems, s.lost = [Message("{said}", {"said": sentence})], 0


def become(scenario: Scenario, settled: bool = True) -> None:
    s = state()
    s.now, s.touched = scenario, True
    if settled and scenario != s.past[-1]:
        s.past.append(scenario)
        s.future.clear()


def pick(settings: Mapping[str, Value], echo: bool) -> None:
    """Takes what a native widget says. `echo`: it says a value that we have just replaced.

    It may be the reader's wish to have it back, or the browser has not heard of the new one yet. The reader touches one
    thing at a time: beside another change, it is an echo. That is known once all callbacks have run.
    """
    state().picks.append((settings, echo))


def _take_picks() -> None:
    s = state()
    picks, s.picks = s.picks, []
    alone = len(picks) == 1 and not s.touched
    for settings, echo in picks:
        if alone or not echo:
            change(settings)


def touch() -> None:
    """To be called back by every control that changes no setting, so that its run is not taken for a step back."""
    state().touched = True


def settled() -> bool:
    """Whether the scenario on the screen is one that the reader has let go of, not one under a moving dial."""
    return state().now == state().past[-1]


def read(text: str) -> Scenario | None:
    """The scenario of what somebody was given: a link, a short code, or a file's text; None, and a sentence, if it is none.

    What of a link could not be used is said too.
    """
    touch()
    s = state()
    try:
        found, problems = Scenario.from_text(text)
    except ValueError as error:
        complain(str(error))
        return None
    s.problems, s.lost = problems, 0
    return found


def at_rest() -> Scenario:
    """The last scenario that the reader has let go of: what takes long is computed for it, not under a moving dial."""
    return state().past[-1]


def set_ranges(limits: Mapping[str, tuple[float, float]]) -> None:
    """Takes ranges of the reader's own; where there are problems on the screen, they are over."""
    s = state()
    s.own, s.problems = own_ranges(limits), []
    touch()


def undo() -> None:
    s = state()
    s.touched = True
    if len(s.past) > 1:
        s.future.append(s.past.pop())
    s.now = s.past[-1]


def redo() -> None:
    s = state()
    s.touched = True
    if s.future:
        s.past.append(s.future.pop())
        s.now = s.past[-1]


def reset(*names: str) -> None:
    """Puts settings back to the statement's values."""
    change({name: PARAMETERS[name].value for name in names})


def follow_address() -> None:
    """Takes the scenario of the address bar where the reader, not we, changed it: a link, Back or Forward."""
    s = state()
    _take_picks()
    query, touched, s.touched = _address(), s.touched, False
    if query == s.query:
        s.unseen.clear()
        return
    if touched and query in s.unseen:
        return
    s.unseen.clear()
    if s.query is None and not query:
        s.query = query
        return
    whole = _whole_address()
    s.written, s.problems = Scenario.from_query(whole)
    s.lost = len(s.problems) - len(version_of(whole)[1])
    s.receipt = receipt.compared(s.written, st.query_params.to_dict(), not s.problems)
    s.asked = len(query)
    become(s.written)
    s.query, s.touched = query, False


def write_address() -> None:
    """Writes a settled scenario into the address bar, once: one step of the browser's history for each change."""
    s = state()
    if not settled() or s.now == s.written:
        return
    kept = {key: st.query_params.get_all(key) for key in RESERVED - RECEIPT if key in st.query_params}
    s.receipt = []
    if s.problems is s.told:
        s.problems, s.lost = [], 0
    s.written = s.now
    s.unseen.append(s.query or {})
    s.query = dict(s.now.to_query())
    st.query_params.from_dict({**s.query, **kept})


def _address() -> dict[str, str | list[str]]:
    """The settings in the address bar."""
    return {key: value for key, value in _whole_address().items() if key not in RESERVED}


def _whole_address() -> dict[str, str | list[str]]:
    values = {key: st.query_params.get_all(key) for key in st.query_params}
    return {key: found[0] if len(found) == 1 else found for key, found in values.items()}
