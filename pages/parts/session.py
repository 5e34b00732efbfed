"""The study of this browser session: the one truth that dials, pages and the address bar follow, and the steps to it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from engine import PARAMETERS, Case, Scenario
from engine.case import case_of
from engine.comparison import Named
from engine.keepsake import with_shelf
from engine.load import PRODUCTS, Products
from engine.message import Refusal
from engine.quantity import Value
from engine.study import Study
from engine.uncertainty import Own, own_ranges
from pages.parts import notices
from pages.parts.whole import whole

_KEY = "study_of_session"

Asked = str | tuple[Scenario, ...]
"""What a sweep goes along: a setting from end to end, or scenarios."""


@dataclass
class State:
    """`now` is under the reader's finger; `past` ends with the last settled study; `future` is what undo took back.

    `products` is the product table in use.
    `name` is what the reader calls themselves; a study that came by link has its maker's name until it is changed.
    `touched` tells that a control caused this run. `asked` is what a sweep was asked for last: a setting, or the way of a
    replay; `asked_now` that no page has answered since and nothing was touched. `replays` counts the replays.
    `cases` are those of the reader's own table that are on the screen. `token` names the session: after a restart of the
    server the same page stands in another one. `heard` is what each dial has told last.
    """

    now: Study = field(default_factory=Study)
    past: list[Study] = field(default_factory=lambda: [Study()])
    future: list[Study] = field(default_factory=list)
    products: Products = PRODUCTS
    name: str = ""
    touched: bool = False
    cases: tuple[Case, ...] = ()
    asked: Asked = ""
    asked_now: bool = False
    replays: int = 0
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    heard: dict[str, str] = field(default_factory=dict)


def state() -> State:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = State()
    found: State = st.session_state[_KEY]
    return found


# ── What is on the screen ────────────────────────────────────────────────────────────────────────────────────


def scenario() -> Scenario:
    return state().now.scenario


def study() -> Study:
    """All that the reader has set, as it is on the screen."""
    return state().now


def at_rest() -> Study:
    """The last study that the reader has let go of: what takes long is computed for it, not under a moving dial."""
    return state().past[-1]


def settled() -> bool:
    """Whether the scenario on the screen is one that the reader has let go of, not one under a moving dial."""
    return scenario() == at_rest().scenario


def case() -> Case:
    return _case(scenario(), study().own)


def case_at_rest() -> Case:
    return _case(at_rest().scenario, at_rest().own)


def _case(scenario: Scenario, own: Own) -> Case:
    """Cases of our table are shared by all readers; one of a reader's table lives as long as it is on the screen."""
    s = state()
    wanted = case_of(scenario, own, s.products)
    if s.products is PRODUCTS:
        s.cases = ()
        return wanted
    known = next((one for one in s.cases if one == wanted), wanted)
    s.cases = (known, *(one for one in s.cases if one is not known))[:2]
    return known


def arrived() -> bool:
    """Whether the session began with a link that says something."""
    return state().past[0] != Study()


# ── Changes ──────────────────────────────────────────────────────────────────────────────────────────────────


@whole
def touch() -> None:
    """To be called back by every control that changes no setting, so that its run is not taken for a step back.

    Whatever the reader touches ends a replay.
    """
    s = state()
    s.touched, s.asked_now = True, False
    if isinstance(s.asked, tuple):
        s.asked = ""


@whole
def ask_for(asked: Asked) -> None:
    """A dial was taken in hand, or a replay begins: its sweep is asked for. It changes no setting."""
    touch()
    s = state()
    s.asked, s.asked_now = asked, True


def answered() -> None:
    """A page has sent to its end what was asked for; another page, or the next run, need not send it again."""
    state().asked_now = False


def asked() -> tuple[Asked, bool]:
    """What a sweep was asked for last, and whether it is to be sent."""
    return state().asked, state().asked_now


@whole
def change(settings: Mapping[str, Value], settled: bool = True) -> None:
    """Takes new values. While a dial is dragged they are not settled: shown, but no step of history."""
    touch()
    try:
        become(study().scenario.replace(**settings), settled)
    except Refusal as error:
        notices.complain(error.message)


@whole
def become(scenario: Scenario, settled: bool = True) -> None:
    """Takes another scenario; ranges and what is compared stay."""
    edit(settled, scenario=scenario)


def edit(settled: bool = True, **changes: Any) -> None:
    """Takes another part of the study: from here on it is the reader's own, not that of a link's maker."""
    take(study().replace(**{"by": state().name, **changes}), settled)


def take(study: Study, settled: bool = True) -> None:
    """Takes another study."""
    touch()
    s = state()
    s.now = study
    if settled and study != s.past[-1]:
        s.past.append(study)
        s.future.clear()


@whole
def call(name: str) -> None:
    """Takes the name of the reader or their group; none is taken too."""
    state().name = name
    edit(by=name)


def begin_with(study: Study) -> None:
    """A session begins with the study of its link: no step leads back to one that the reader never saw."""
    s = state()
    s.now, s.past = study, [study]


@whole
def reset(*names: str) -> None:
    """Puts settings back to the statement's values."""
    change({name: PARAMETERS[name].value for name in names})


@whole
def reset_assumptions(*names: str) -> None:
    """Puts assumptions and all ranges back."""
    usual = {name: PARAMETERS[name].value for name in names}
    edit(scenario=study().scenario.replace(**usual), own=())


@whole
def set_ranges(limits: Mapping[str, tuple[float, float]]) -> None:
    """Takes ranges of the reader's own; where there are problems on the screen, they are over."""
    edit(own=own_ranges(limits))
    notices.clear()


@whole
def drop_range(name: str) -> None:
    """Back to our range of an assumption."""
    edit(own=tuple(one for one in study().own if one[0] != name))


@whole
def use(products: Products) -> None:
    """Takes a product table in place of the one in use."""
    touch()
    s = state()
    s.products, s.cases = products, ()


# ── Steps ────────────────────────────────────────────────────────────────────────────────────────────────────


def steps() -> list[Study]:
    """Every settled study of the session, in order: those up to the present one, and those that undo took back."""
    s = state()
    return [*s.past, *reversed(s.future)]


@whole
def go_to(place: int) -> None:
    """Puts the study at a place of `steps` onto the screen. All steps are kept: it is a way back, no change.

    What is kept to compare with stays where it is, but where the one step is that which put it there or took it off.
    """
    _go_to(place)


def _go_to(place: int) -> None:
    touch()
    s, every, present = state(), steps(), len(state().past) - 1
    place = min(max(place, 0), len(every) - 1)
    there = every[place]
    along = there.with_shelf_of(s.now)
    if abs(place - present) != 1 or along != s.now:
        there = along
    before, after = every[:place], every[place + 1 :]
    if before[-1:] == [there]:  # with the same shelf, two steps may have become one
        before.pop()
    if after[:1] == [there]:
        del after[0]
    s.past, s.future, s.now = [*before, there], after[::-1], there


def resume(studies: Sequence[Study], place: int) -> bool:
    """Takes the steps of an earlier session. Where the address says another study than the present one of them, that is a
    step more; what an address does not say of it stays as it was. Tells whether it is the same.
    """
    s = state()
    then = studies[place]
    mine = [one.with_shelf_of(then) if one.compares_as_at_first else one for one in s.past]
    same = mine == [then] and not s.future
    if same:
        s.past, s.future = list(studies[: place + 1]), list(studies[:place:-1])
    else:
        s.past = [*(studies[:-1] if studies[-1] == mine[0] else studies), *mine]
    s.now = s.past[-1]
    return same


def shelve(before: Sequence[Named], after: Sequence[Named]) -> None:
    """Another tab has changed the shelf: every step follows, so that no way back takes it off again."""
    s = state()
    s.past, s.future = ([with_shelf(one, before, after) for one in steps] for steps in (s.past, s.future))
    s.now = with_shelf(s.now, before, after)


@whole
def undo() -> None:
    _go_to(len(state().past) - 2)


def back(name: str) -> float | None:
    """The value that undo would give a setting that is a number, where it would change nothing else."""
    s = state()
    before, after = (s.past[-2], s.past[-1]) if len(s.past) > 1 else (s.now, s.now)
    value = getattr(before.scenario, name)
    if value == getattr(after.scenario, name):
        return None
    alone = after.replace(scenario=after.scenario.replace(**{name: value}), by=before.by)
    return float(value) if alone == before.with_shelf_of(after) else None


@whole
def redo() -> None:
    _go_to(len(state().past))
