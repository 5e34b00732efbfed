"""The shelf: scenarios that the reader keeps under a name, to compare them, and how they are sent."""

import streamlit as st

from engine import Scenario, comparison, given, presets
from engine.comparison import Named
from engine.link import Found, to_query
from engine.load import PRESETS
from engine.message import Message, Refusal
from engine.study import Study, to_json
from pages.parts import address, download, notices, session
from pages.parts.whole import whole
from pages.parts.words import _, plain, several

_TITLES = frozenset(preset["title"] for preset in PRESETS.values())


def shown(one: Named) -> Named:
    """With the name in the reader's language where it is that of a ready-made scenario. Kept and sent, it is as in the data."""
    return one._replace(name=_(one.name)) if one.name in _TITLES else one


def named(scenario: Scenario) -> tuple[Named, ...]:
    """The scenario on the dials and those that are kept."""
    return beside(scenario, session.study().kept)


def beside(scenario: Scenario, kept: tuple[Named, ...]) -> tuple[Named, ...]:
    return (Named(_("on the dials"), scenario), *map(shown, kept))


def shelf(every: tuple[Named, ...]) -> None:
    """A way to keep what is on the dials; each scenario's buttons and other ways to keep one are made when opened."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="shelf.add"):
        st.text_input(_("Name for the scenario on the dials"), key="shelf.name", on_change=session.touch)
        st.button(_("Keep it"), key="shelf.keep", on_click=keep_named, args=("shelf.name", every[0].scenario))
    folded = st.expander(
        _("Add others, rename, take off, choose the baseline"), key="shelf", on_change=session.touch
    )
    if folded.open:
        with folded:
            _add_others()
            for place, one in enumerate(every):
                _row(place, one)


def _add_others() -> None:
    """Ready-made scenarios, and what somebody gave."""
    with st.container(horizontal=True, gap="small", key="shelf.presets"):
        for key, preset in presets().items():
            title = PRESETS[key]["title"]
            label = _("Add “{title}”").format(title=_(title))
            st.button(label, key=f"shelf.{key}", on_click=_keep_preset, args=(title, preset), type="tertiary")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="shelf.given"):
        st.text_input(
            _("A link, a short code, or the text of a scenario's file"),
            key="shelf.text",
            on_change=session.touch,
        )
        st.button(_("Add it"), key="shelf.take", on_click=_take)


def _row(place: int, one: Named) -> None:
    """A scenario with its buttons; that on the dials has only the first."""
    base = place == session.study().baseline
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"shelf.{place}"):
        st.markdown(f"**{plain(one.name)}**")
        st.button(
            _("✓ Baseline") if base else _("Make it the baseline"),
            key=f"base.{place}",
            on_click=_hold_against,
            args=(place,),
            type="tertiary",
            disabled=base,
        )
        if place:
            st.button(
                _("Onto the dials"),
                key=f"dials.{place}",
                on_click=session.become,
                args=(one.scenario,),
                type="tertiary",
            )
            _rename(place, one.name)
            st.button(_("Take off"), key=f"off.{place}", on_click=take_off, args=(place,), type="tertiary")


def _rename(place: int, name: str) -> None:
    """A field for another name, behind a button."""
    opened = st.popover(_("Rename"), type="tertiary", key=f"rename.{place}", on_change=session.touch)
    if opened.open:
        with opened:
            key = f"rename.{place}.name"
            st.text_input(_("Another name"), name, key=key, on_change=_name, args=(place, key))


@whole
def _name(place: int, key: str) -> None:
    kept = list(session.study().kept)
    name = comparison.fitting_name(st.session_state[key])
    kept[place - 1] = kept[place - 1]._replace(name=name or kept[place - 1].name)
    session.edit(kept=tuple(kept))


def _keep(*named: Named) -> None:
    """Adds scenarios; those for which there is no room are refused as a whole."""
    session.touch()
    kept = session.study().kept
    if len(kept) + len(named) >= comparison.MOST:
        told = {"most": comparison.FULL}
        notices.complain(Message("A comparison holds up to {most}. Take one off first.", told))
        return
    new = (
        one._replace(name=comparison.fitting_name(one.name) or str(place))
        for place, one in enumerate(named, start=len(kept) + 2)
    )
    session.edit(kept=(*kept, *new))


@whole
def _keep_preset(title: str, scenario: Scenario) -> None:
    _keep(Named(title, scenario))


@whole
def keep_named(key: str, scenario: Scenario) -> None:
    """Keeps a scenario under the name that was typed into the field with this key."""
    _keep(Named(st.session_state[key], scenario))


@whole
def _take() -> None:
    """Adds all that somebody gave, under its names; one without a name gets that of its maker or a number."""
    if found := _read(st.session_state["shelf.text"]):
        study = found.study
        number = len(session.study().kept) + 2
        first = Named(study.by or _("given {number}").format(number=number), study.scenario)
        _keep(first, *(study.kept if found.compared else ()))


def open_text(text: str) -> None:
    """Puts what somebody was given onto the screen; scenarios that are compared with it go beside those that are kept."""
    if not (found := _read(text)):
        return
    study, now = found.study, session.study()
    if found.compared:
        st.toast(
            several(
                "{n} scenario is side by side on the page Compare.",
                "{n} scenarios are side by side on the page Compare.",
                len(study.kept) + 1,
            )
        )
    if not found.compared:
        study = study.with_shelf_of(now)
    elif not now.compares_as_at_first:
        every = (*now.kept, *(one for one in study.kept if one not in now.kept))
        study = study.replace(kept=every[: comparison.MOST - 1], baseline=now.baseline)
        if len(every) >= comparison.MOST:
            notices.add([comparison.left_out()])
    session.take(study)


def _read(text: str) -> Found | None:
    """What a text holds of ours; None where it is nothing. What could not be used is said."""
    session.touch()
    try:
        found = given.read(text, session.state().products)
    except Refusal as error:
        notices.complain(error.message)
        return None
    notices.tell_of_link(found)
    return found


@whole
def take_off(place: int) -> None:
    """Takes the scenario at a place off; the first that is kept stands at 1."""
    study = session.study()
    baseline = 0 if study.baseline == place else study.baseline - (study.baseline > place)
    kept = tuple(one for k, one in enumerate(study.kept, start=1) if k != place)
    session.edit(kept=kept, baseline=baseline)


@whole
def _hold_against(place: int) -> None:
    session.edit(baseline=place)


@whole
def reset() -> None:
    """Back to what a comparison begins with."""
    first = Study()
    session.edit(kept=first.kept, baseline=first.baseline)


def link() -> str:
    """The comparison's own link; empty where too many goods are picked by hand for one."""
    try:
        query = to_query(session.at_rest(), compared=True, signed=True, products=session.state().products)
    except Refusal:
        return ""
    return address.link(query)


def send() -> None:
    """The comparison's own link and file."""
    if found := link():
        st.code(found, language=None, wrap_lines=True)
    else:
        st.caption(_("Too many goods are picked by hand for a link; the file holds them."))
    study = session.at_rest()
    download.button(
        _("The comparison as a file (JSON)"),
        "comparison.json",
        "-comparison.json",
        lambda: to_json(study, compared=True),
    )
