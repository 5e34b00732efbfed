"""The shelf: scenarios that the reader keeps under a name, to compare them, and how they are sent."""

from dataclasses import dataclass, field

import streamlit as st

from engine import Scenario, comparison, presets
from engine.comparison import Named
from engine.load import PRESETS
from engine.message import Message, Refusal
from pages.parts import address, notices, session
from pages.parts.words import _, plain, several

_KEY = "shelf"
_TITLES = frozenset(preset["title"] for preset in PRESETS.values())


@dataclass
class Shelf:
    """`kept` are the scenarios beside the one on the dials, at first what the statement is compared with; `baseline` is the
    place of the one that others are held against, 0 for that on the dials; `link` is what they were read from.
    """

    kept: tuple[Named, ...]
    baseline: int = 1
    link: dict[str, list[str]] = field(default_factory=dict)


def state() -> Shelf:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Shelf((Named(PRESETS["no_policy"]["title"], presets()["no_policy"]),))
    found: Shelf = st.session_state[_KEY]
    return found


def shown(one: Named) -> Named:
    """With the name in the reader's language where it is that of a ready-made scenario. Kept and sent, it is as in the data."""
    return one._replace(name=_(one.name)) if one.name in _TITLES else one


def follow_link() -> None:
    """Takes the scenarios and the baseline of a comparison's link, once."""
    link = {key: st.query_params.get_all(key) for key in ("s", "base") if key in st.query_params}
    if link and link != state().link:
        kept, baseline, problems = comparison.from_query(link.get("s", []), link.get("base", ["0"])[-1])
        st.session_state[_KEY] = Shelf(kept, baseline, link)
        notices.add(problems)


def shelf(scenario: Scenario) -> tuple[Named, ...]:
    """The scenario on the dials and those that are kept, each with its buttons; and ways to keep another."""
    baseline = state().baseline
    named = (Named(_("on the dials"), scenario), *map(shown, state().kept))
    for place, one in enumerate(named):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"shelf.{place}"):
            st.markdown(f"**{place + 1}** {plain(one.name)}")
            st.button(
                _("✓ Baseline") if place == baseline else _("Make it the baseline"),
                key=f"base.{place}",
                on_click=_hold_against,
                args=(place,),
                type="tertiary",
                disabled=place == baseline,
            )
            if place:
                st.button(
                    _("Onto the dials"),
                    key=f"dials.{place}",
                    on_click=session.become,
                    args=(one.scenario,),
                    type="tertiary",
                )
                st.button(
                    _("Take off"),
                    key=f"off.{place}",
                    on_click=take_off,
                    args=(place,),
                    type="tertiary",
                )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="shelf.add"):
        st.text_input(_("Name for the scenario on the dials"), key="shelf.name", on_change=session.touch)
        st.button(_("Keep it"), key="shelf.keep", on_click=keep_named, args=("shelf.name", scenario))
        for key, preset in presets().items():
            title = PRESETS[key]["title"]
            label = _("Add “{title}”").format(title=_(title))
            st.button(label, key=f"shelf.{key}", on_click=_keep, args=(title, preset), type="tertiary")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="shelf.given"):
        st.text_input(
            _("A link, a short code, or the text of a scenario's file"),
            key="shelf.text",
            on_change=session.touch,
        )
        st.button(_("Add it"), key="shelf.take", on_click=_take)
    return named


def _keep(name: str, scenario: Scenario) -> None:
    s = state()
    session.touch()
    if len(s.kept) + 1 >= comparison.MOST:
        told = {"most": comparison.FULL}
        notices.complain(Message("A comparison holds up to {most}. Take one off first.", told))
        return
    s.kept = (*s.kept, Named(comparison.fitting_name(name) or str(len(s.kept) + 2), scenario))


def keep_named(key: str, scenario: Scenario) -> None:
    """Keeps a scenario under the name that was typed into the field with this key."""
    _keep(st.session_state[key], scenario)


def _take() -> None:
    """Adds what somebody was given; a comparison takes the place of what is there."""
    if found := _read(st.session_state["shelf.text"]):
        named, baseline = found
        if len(named) > 1:
            _lay(named, baseline)
        else:
            _keep(_("given {number}").format(number=len(state().kept) + 2), named[0].scenario)


def open_text(text: str) -> None:
    """Puts what somebody was given onto the dials; of a comparison the first, and the others onto the shelf."""
    if found := _read(text):
        named, baseline = found
        if len(named) > 1:
            _lay(named, baseline)
            st.toast(
                several(
                    "{n} scenario is side by side on the page Compare.",
                    "{n} scenarios are side by side on the page Compare.",
                    len(named),
                )
            )
        else:
            session.become(named[0].scenario)


def _lay(named: tuple[Named, ...], baseline: int) -> None:
    session.become(named[0].scenario)
    st.session_state[_KEY] = Shelf(named[1:], baseline, state().link)


def _read(text: str) -> tuple[tuple[Named, ...], int] | None:
    """Scenarios and the baseline's place; None where the text is none of ours. What could not be used is said."""
    session.touch()
    try:
        named, baseline, problems = comparison.from_text(text)
    except Refusal as error:
        notices.complain(error.message)
        return None
    notices.tell(problems)
    return named, baseline


def take_off(place: int) -> None:
    """Takes the scenario at a place off; the first that is kept stands at 1."""
    s = state()
    session.touch()
    s.kept = tuple(one for k, one in enumerate(s.kept, start=1) if k != place)
    s.baseline = 0 if s.baseline == place else s.baseline - (s.baseline > place)


def _hold_against(place: int) -> None:
    session.touch()
    state().baseline = place


def link(named: tuple[Named, ...], baseline: int) -> str:
    """The comparison's own link; empty where too many goods are picked by hand for one."""
    try:
        return address.link({**named[0].scenario.to_query(), **comparison.to_query(state().kept, baseline)})
    except Refusal:
        return ""


def send(named: tuple[Named, ...], baseline: int) -> None:
    """The comparison's own link and file."""
    if found := link(named, baseline):
        st.code(found, language=None, wrap_lines=True)
    else:
        st.caption(_("Too many goods are picked by hand for a link; the file holds them."))
    text = comparison.to_json((named[0], *state().kept), baseline)
    st.download_button(
        _("The comparison as a file (JSON)"),
        data=text,
        file_name="road-to-35-comparison.json",
        mime="application/json",
        key="comparison.json",
        on_click="ignore",
        type="tertiary",
    )
