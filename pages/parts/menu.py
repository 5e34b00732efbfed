"""The top of a page: the way to the other pages, its title, and what can be done with the scenario."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import streamlit as st

from engine import PARAMETERS, Case
from engine.quantity import Value
from engine.scenario import PROPOSAL
from pages.parts import (
    address,
    faces,
    history,
    languages,
    reader,
    replay,
    screen,
    session,
    share,
    shelf,
    what_ifs,
)
from pages.parts.sitemap import CLAIM, COMPARING, PAGES
from pages.parts.whole import whole
from pages.parts.words import N_, _, language, plain, several


class _Chip(NamedTuple):
    """One thing that differs; a click takes it back."""

    key: str
    label: str
    help: str
    back: Callable[[], None]


def top(title: str, case: Case, compares: bool, still: bool) -> None:
    """Two rows, also on a small screen: there the title with a menu that unfolds, and the tasks. Nothing of a `still` page
    follows a dial.
    """
    replay.show(still)
    narrow = screen.narrow()
    if not narrow:
        _navigation()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="top"):
        st.title(title, anchor=False)
        if not narrow:
            _actions(case, compares, still)
            return
        with st.expander(_("Menu"), key="menu"):
            _navigation()
            _actions(case, compares, still)
    _doors(case)


def _navigation() -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="navigation"):
        _links(*PAGES)
        _language()


def _language() -> None:
    """The switch, in the languages' own names; there is none where there is no choice."""
    codes = languages.known()
    if len(codes) < 2:
        return
    panel = st.popover(
        languages.OWN_NAMES.get(language(), language()),
        type="tertiary",
        key="language",
        on_change=session.touch,
    )
    if panel.open:
        panel.radio(
            _("Language"),
            codes,
            codes.index(language()) if language() in codes else 0,
            format_func=languages.OWN_NAMES.__getitem__,
            key="language.chosen",
            label_visibility="collapsed",
            on_change=_chosen,
        )


@whole
def _chosen() -> None:
    session.touch()
    reader.choose(st.session_state["language.chosen"])


def _links(*paths: str) -> None:
    """Links to pages; what they carry is at rest: one that changed under a moving dial would be built anew each time."""
    plain, compared = (address.query_of(session.at_rest(), compares) for compares in (False, True))
    for path in paths:
        query = compared if path == COMPARING else plain
        st.page_link(path, label=_(PAGES[path]), query_params=query)


def _doors(case: Case) -> None:
    """On a small screen, the four tasks that stand in the two rows of a large one: one tap each."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="doors"):
        _links(CLAIM)
        what_ifs.panel(case)
        _links(COMPARING)
        share.take_away(case)


def _actions(case: Case, compares: bool, still: bool) -> None:
    """Undo, redo, replay; what differs from the statement, with the ways back; link, opening, history, files, what-ifs."""
    state = session.state()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="actions"):
        for key, label, icon, act, keys, possible in (
            ("undo", N_("Undo"), ":material/undo:", session.undo, "Alt+Z", len(state.past) > 1),
            ("redo", N_("Redo"), ":material/redo:", session.redo, "Alt+Y", state.future),
            (
                "replay",
                N_("Replay"),
                ":material/replay:",
                replay.begin,
                "Alt+P",
                replay.possible() and not still,
            ),
        ):
            said, idle = _(label), not possible
            st.button(
                said,
                icon=icon,
                key=key,
                on_click=act,
                shortcut=keys,
                disabled=idle,
                type="tertiary",
                help=said,
            )
        _changes(case, compares)
        share.panels(case, compares)
        history.panel(case.scenario)
        if not screen.narrow():
            share.take_away(case)
            what_ifs.panel(case)  # last, so that it opens over the dials, not over what it changes


def _changes(case: Case, compares: bool) -> None:
    """What differs, each with its way back, behind one button: rows that come and go would move the dials."""
    changed = case.scenario.differs_from(PROPOSAL)
    chips = _differences(changed) + _others(case, compares)
    # the number is the style's: another label would close the list under the reader's hand
    st.html(f"<style>:root {{ --changes: '{len(chips)}' }}</style>")
    panel = st.popover(_("Changes:"), type="tertiary", key="changes", on_change=session.touch)
    if panel.open:
        with panel:
            _resets(changed, bool(case.own))
            if not session.arrived():
                _chips(chips)


def arrival(case: Case, compares: bool) -> None:
    """Whoever came by a link sees at once what its sender changed: the row stays as long as the session."""
    if session.arrived():
        with st.container(horizontal=True, gap="small", key="arrival"):
            _chips(_differences(case.scenario.differs_from(PROPOSAL)) + _others(case, compares))


def _differences(changed: Mapping[str, Value]) -> list[_Chip]:
    """Settings that differ from the statement and our defaults."""
    return [
        _Chip(
            f"difference.{name}",
            _("{title}: {now} ✕").format(
                title=_(PARAMETERS[name].title), now=faces.value_in_words(name, value)
            ),
            faces.way_back(name),
            partial(session.reset, name),
        )
        for name, value in changed.items()
    ]


def _resets(changed: Mapping[str, Value], ranged: bool) -> None:
    """Back with all choices; with all assumptions and their ranges."""
    for kind, label, act in (
        ("policy", N_("Reset choices"), session.reset),
        ("assumption", N_("Reset assumptions"), session.reset_assumptions),
    ):
        names = [name for name in changed if PARAMETERS[name].kind == kind]
        idle = not names and not (ranged and kind == "assumption")
        st.button(_(label), key=f"reset.{kind}", on_click=act, args=names, disabled=idle, type="tertiary")


def _others(case: Case, compares: bool) -> list[_Chip]:
    """What else the reader has set: ranges, a name, what is compared."""
    study = session.study()
    found = [
        _Chip(
            f"range.{name}",
            _("{change} ✕").format(change=faces.range_in_words(name, low, high)),
            _("Back to our range"),
            partial(session.drop_range, name),
        )
        for name, low, high in case.own
    ]
    if study.by:
        said = _("By {name} ✕").format(name=study.by)
        found.append(_Chip("by", said, _("Take the name off"), partial(session.call, "")))
    if compares and not study.compares_as_at_first:
        said = several("Compared with {n} scenario ✕", "Compared with {n} scenarios ✕", len(study.kept))
        found.append(_Chip("compared", said, _("Back to the first comparison"), shelf.reset))
    return found


def _chips(chips: list[_Chip]) -> None:
    for chip in chips:
        st.button(plain(chip.label), key=chip.key, on_click=chip.back, help=chip.help)
