"""The only file that draws scenario controls: each setting's dial, switch or choice, bound to the session."""

import re
from collections.abc import Collection
from functools import cache, partial

import streamlit as st

from engine import PARAMETERS, presets
from engine.answers import Sought
from engine.load import GOALS, PANELS, PRESETS, STARTING_POINTS
from engine.message import Message
from engine.numerals import six_digits
from engine.past import LEDGERS, ledger_of, newest_start
from engine.text import cleaned
from pages.parts import faces, notices, picks, screen, session, words
from pages.parts.dial import dial
from pages.parts.texts.shared import ledger
from pages.parts.whole import whole
from pages.parts.words import _, number

_named = cache(presets)
_GOALS = tuple(GOALS.itertuples())

LANES = ("lane_dostyk", "lane_maikapchagai", "lane_kalzhat")
CAPACITY = ("rail_capacity", "transit_growth", "respect_capacity")
# beside the goods page's chart: what is promised, what arrives, how it builds up
PROGRAMME = (
    "programme_value",
    "goods_delivered",
    "programme_ramp",
    "programme_goods",
    "failure_order",
    "reading",
)


def in_panel(panel: str) -> tuple[str, ...]:
    """The settings that stand together in a panel, in the order of their records."""
    return tuple(name for name, quantity in PARAMETERS.items() if quantity.panel == panel)


def filters() -> tuple[str, ...]:
    """The settings that choose the list of goods, but for the goods picked by hand."""
    return tuple(name for name in in_panel("basket") if PARAMETERS[name].unit != "hs6")


def everything(shown: Collection[str] = ()) -> None:
    """Every lever but the basket's filters, which stand beside the basket, and those that the page itself shows."""
    _presets()
    st.markdown("## " + _("Choices"))
    st.caption(_("What somebody decides."))
    _panels("policy", shown)
    st.markdown("## " + _("Assumptions"))
    st.caption(_("What we believe about the rest. Not decided by anyone."))
    _panels("assumption", shown)


def _presets() -> None:
    """Named scenarios, a button each.

    Buttons and not a list with a value: such a list would have to follow every dial, and on a slow line the browser
    would send back its old value as if the reader had picked it.
    """
    now, own = session.scenario(), session.study().own
    made = () if own else _named().items()
    current = next((_(PRESETS[name]["title"]) for name, preset in made if preset == now), None)
    # always filled: a button that comes and goes with the list is dead for a reader who opens it again at once
    with st.popover(current or _("Your own settings"), key="presets", help=_("Ready-made scenarios")):
        for name, preset in _named().items():
            title, note = (_(PRESETS[name][part]) for part in ("title", "note"))
            st.button(title, key=f"preset.{name}", on_click=session.become, args=(preset,), help=note)


def _panels(side: str, but: Collection[str]) -> None:
    for key, panel in PANELS.items():
        names = [name for name in in_panel(key) if name not in but]
        if panel["side"] != side or not names:
            continue
        # a closed panel draws nothing: each control costs time on every run
        opened = panel["open"] and not screen.narrow()  # where they stand in the page, before its text
        shown = st.expander(_(panel["title"]), expanded=opened, key=f"panel.{key}", on_change=session.touch)
        if shown.open:
            with shown:
                for name in names:
                    lever(name)


def lever(name: str, place: str = "side") -> None:
    """One setting's control. The same setting may stand in several places of a page; all show its value."""
    quantity = PARAMETERS[name]
    scenario = session.scenario()
    value = getattr(scenario, name)
    key = f"{place}.{name}"
    if quantity.is_number:
        moved = partial(_moved, name)
        level = faces.level(name, value, scenario.start)
        asked = partial(session.ask_for, name)
        dial(
            key, faces.face(name, scenario.start), float(value), level, moved, name, asked, session.back(name)
        )
        return
    picks.hand_over(key, value)
    changed = partial(_picked, name, key)
    if quantity.unit == "yes/no":
        st.toggle(_(quantity.title), key=key, on_change=changed, help=faces.note(name))
    else:
        options = list(quantity.options)
        label = partial(words.setting, unit_name="choice", options=dict(quantity.options))
        st.selectbox(
            _(quantity.title), options, key=key, on_change=changed, format_func=label, help=faces.note(name)
        )


def _moved(name: str, value: float, settled: bool) -> None:
    session.change({name: _whole(name, value)}, settled)


def _whole(name: str, value: float) -> float:
    """A value as the setting holds it: an integer where it counts whole things."""
    return int(value) if isinstance(PARAMETERS[name].value, int) else value


@whole
def _picked(name: str, key: str) -> None:
    picks.pick(key, {name: st.session_state[key]})


def goal_switch(newest: bool = False) -> None:
    """The goals that officials have named, a button each; it sets amount and year together. With `newest`, a button for the
    newest start too.
    """
    now = session.scenario()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="goals"):
        for goal in _GOALS:
            settings = {"target": float(goal.target), "target_year": int(goal.target_year)}
            chosen = (now.target, now.target_year) == (goal.target, goal.target_year)
            st.button(
                ("✓ " if chosen else "") + _(goal.label),
                key=f"goal.{goal.id}",
                on_click=session.change,
                args=(settings,),
            )
        if newest:
            _newest_start()


def _newest_start() -> None:
    """One click to a start in the newest counted year."""
    now = session.scenario()
    newest = newest_start(ledger_of(now))
    point = STARTING_POINTS[newest]
    st.button(
        _("Start from {year}").format(year=number(point["year"], "year")),
        key="newest",
        on_click=session.change,
        args=({"start": newest},),
        disabled=now.start == newest,
        help=_("From the newest year: {start}").format(start=_(point["label"])),
    )


def count_switch() -> None:
    """Whose count to look from, a button each; the other count begins at its newest year."""
    now = ledger_of(session.scenario())
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="counts"):
        for one in LEDGERS:
            st.button(
                ("✓ " if one == now else "") + ledger(one),
                key=f"count.{one}",
                on_click=session.change,
                args=({} if one == now else {"start": newest_start(one)},),
            )


def hand_picked(codes: frozenset[str]) -> None:
    """Goods put on the list or taken off it by hand, by codes of the product table."""
    for name in ("goods_added", "goods_dropped"):
        key = f"basket.{name}"
        picks.hand_over(key, ", ".join(getattr(session.scenario(), name)))
        st.text_input(
            _(PARAMETERS[name].title),
            key=key,
            on_change=partial(_typed_codes, name, key, codes),
            help=faces.note(name),
            placeholder=_("for example 110100, 190230"),
        )


@whole
def _typed_codes(name: str, key: str, known: frozenset[str]) -> None:
    """Takes the codes of the table that were typed. Where one is none, those picked before stay as well."""
    typed = re.findall(r"[^\s,;]+", cleaned(st.session_state[key]))
    codes = tuple(dict.fromkeys(six_digits(text, known)[0] for text in typed))
    found = tuple(code for code in codes if code in known)
    if len(found) < len(codes):
        unknown = next(code for code in codes if code not in known)
        notices.complain(Message("“{code}” is not a code of the product table.", {"code": unknown[:20]}))
        found = tuple(dict.fromkeys((*getattr(session.scenario(), name), *found)))
    picks.pick(key, {name: found})


def put(found: Sought) -> None:
    """A button that takes what goal seek found."""
    value = found.value if found.value is not None else found.closest
    settings = {found.lever: _whole(found.lever, value)}
    if found.value is None and found.second:
        settings[found.second[0]] = _whole(*found.second)
    st.button(
        _("Put it into the scenario"),
        key="seek.put",
        on_click=session.change,
        args=(settings,),
        disabled=found.always,
    )


@whole
def take_off(code: str) -> None:
    """Takes one good off the list."""
    now = session.scenario()
    session.change(
        {
            "goods_added": tuple(c for c in now.goods_added if c != code),
            "goods_dropped": tuple(dict.fromkeys((*now.goods_dropped, code))),
        }
    )


def scrub(key: str, label: str, years: list[int]) -> None:
    """A dial for the year that a page looks at; it changes no setting."""
    kept = f"scrub.{key}"

    def moved(value: float, _settled: bool) -> None:
        session.touch()
        st.session_state[kept] = int(value)

    dial(f"{kept}.dial", faces.year_face(label, years[0], years[-1]), float(scrubbed(key, years)), "", moved)


def scrubbed(key: str, years: list[int]) -> int:
    """The year that such a dial stands at, the last one at first."""
    return int(min(max(st.session_state.get(f"scrub.{key}", years[-1]), years[0]), years[-1]))
