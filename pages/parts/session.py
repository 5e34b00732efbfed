"""The scenario of this browser session: the one truth that dials, pages and the address bar follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import sleep
from urllib.parse import urlencode

import streamlit as st

from engine import PARAMETERS, Scenario, receipt
from engine.codec import RECEIPT, RESERVED
from engine.message import Message
from engine.quantity import Value
from engine.scenario import version_of
from engine.text import cleaned
from engine.uncertainty import Own, own_ranges

PROPOSAL = Scenario()
_KEY = "scenario_of_session"
ROUNDS = 3  # of a replay
_PACE, _REST = 0.1, 0.5  # seconds that a replay waits half-way, and at its two ends


@dataclass
class State:
    """`now` is on the screen; `past` ends with the last settled scenario; `future` is what undo took back.

    `query` is what stands in the address bar, and `written` the scenario it means. `unseen` are the addresses that we
    have replaced since the browser last showed ours: a control that still carries one of them is late, no step back.
    `touched` tells that a control caused this run, `picks` what native widgets said to it. `problems` are sentences on
    what could not be used, `told` those that were on the screen already; of the `asked` settings of a link, `lost` could
    not be restored; `receipt` is what a link says of its results then and now.
    `own` are the reader's own ranges of assumptions. `walk` are the scenarios that a replay shows in each of its rounds,
    `left` how many of them are still to be seen.
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
    walk: Sequence[Scenario] = ()
    left: int = 0


def state() -> State:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = State()
    found: State = st.session_state[_KEY]
    return found


def scenario() -> Scenario:
    return state().now


def change(settings: Mapping[str, Value], settled: bool = True) -> None:
    """Takes new values. While a dial is dragged they are not settled: shown, but no step of history."""
    touch()
    try:
        become(state().now.replace(**settings), settled)
    except ValueError as error:
        complain(str(error))


def complain(sentence: str) -> None:
    """Keeps a sentence to be shown on the next run."""
    tell([Message("{said}", {"said": sentence})])


def tell(problems: list[Message]) -> None:
    """Keeps what of a given text could not be used, to be shown on the next run."""
    s = state()
    s.problems, s.lost = problems, 0


def become(scenario: Scenario, settled: bool = True) -> None:
    touch()
    s = state()
    s.now = scenario
    if settled and scenario != s.past[-1]:
        s.past.append(scenario)
        s.future.clear()


def pick(settings: Mapping[str, Value], echo: bool) -> None:
    """Takes what a native widget says. `echo`: it says a value that we have just replaced.

    It may be the reader's wish to have it back, or the browser has not heard of the new one yet. The reader touches one
    thing at a time: beside another change, it is an echo. That is known once all callbacks have run. A value from where
    a replay begins may be such an echo too.
    """
    s = state()
    replayed = bool(s.walk) and all(getattr(s.walk[0], name) == value for name, value in settings.items())
    s.picks.append((settings, echo or replayed))


def _take_picks() -> None:
    s = state()
    picks, s.picks = s.picks, []
    alone = len(picks) == 1 and not s.touched
    for settings, echo in picks:
        if alone or not echo:
            change(settings)


def touch() -> None:
    """To be called back by every control that changes no setting, so that its run is not taken for a step back.

    Whatever the reader touches ends a replay.
    """
    s = state()
    s.touched = True
    if s.left:
        s.left, s.now = 0, s.past[-1]


def settled() -> bool:
    """Whether the scenario on the screen is one that the reader has let go of, not one under a moving dial."""
    return state().now == state().past[-1]


def at_rest() -> Scenario:
    """The last scenario that the reader has let go of: what takes long is computed for it, not under a moving dial."""
    return state().past[-1]


def set_ranges(limits: Mapping[str, tuple[float, float]]) -> None:
    """Takes ranges of the reader's own; where there are problems on the screen, they are over."""
    s = state()
    s.own, s.problems = own_ranges(limits), []
    touch()


def steps() -> list[Scenario]:
    """Every settled scenario of the session, in order: those up to the present one, and those that undo took back."""
    s = state()
    return [*s.past, *reversed(s.future)]


def go_to(place: int) -> None:
    """Puts the scenario at a place of `steps` onto the dials. All steps are kept: it is a way back, no change."""
    touch()
    s, every = state(), steps()
    place = min(max(place, 0), len(every) - 1)
    s.past, s.future = every[: place + 1], every[:place:-1]
    s.now = s.past[-1]


def undo() -> None:
    go_to(len(state().past) - 2)


def redo() -> None:
    go_to(len(state().past))


def play(walk: Sequence[Scenario]) -> None:
    """Begins a replay: scenarios to be seen one after the other, in several rounds; the last is the present one."""
    touch()
    s = state()
    s.walk, s.left, s.now = walk, ROUNDS * len(walk), walk[0]


def playing() -> int:
    """The round of the replay that is on the screen; 0 where there is none."""
    s = state()
    return ROUNDS - (s.left - 1) // len(s.walk) if s.left else 0


def play_on() -> None:
    """At the end of a run: waits a little and runs the page anew, with the replay's next scenario."""
    s = state()
    if s.left:
        sleep(_PACE if 0 < _place(s) < len(s.walk) - 1 else _REST)
        state()  # here ends a run during which the reader has touched something
        s.left -= 1
        s.now = s.walk[_place(s)] if s.left else s.past[-1]
        st.rerun()


def _place(s: State) -> int:
    """Where in its walk a replay is."""
    return -s.left % len(s.walk)


def reset(*names: str) -> None:
    """Puts settings back to the statement's values."""
    change({name: PARAMETERS[name].value for name in names})


def follow_address() -> None:
    """Takes the scenario of the address bar where the reader, not we, changed it: a link, Back or Forward."""
    s = state()
    _take_picks()
    if not s.left:
        s.walk = ()
    query, touched, s.touched = _address(), s.touched, False
    if query == s.query:
        s.unseen.clear()
        return
    if touched and query in s.unseen:
        return
    s.unseen.clear()
    whole = _whole_address()
    if s.query is None and not RECEIPT & whole.keys() and not query:
        s.query = query
        return
    s.written, s.problems = Scenario.from_query(whole)
    s.lost = len(s.problems) - len(version_of(whole)[1])
    s.receipt = receipt.compared(s.written, st.query_params.to_dict(), not s.problems)
    s.asked = len(query)
    if s.query is None:
        s.past = [s.written]  # a session begins with its link
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


def address() -> str:
    """The page's own address, without settings; empty where it is not known."""
    found = cleaned(st.context.url or "").split("?")[0]
    # some programs see no link where nothing stands behind the host
    return f"{found}/" if found.count("/") == 2 else found


def link(query: Mapping[str, str | list[str]]) -> str:
    """The page's address with these settings."""
    return f"{address()}?{urlencode(query, doseq=True)}"
