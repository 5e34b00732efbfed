"""What every page shares: title, navigation, what differs from the statement, undo, link, sources, levers."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from engine import PARAMETERS, SOURCES, Case
from engine.quantity import Source, Value
from engine.remarks import remarks
from pages.parts import (
    address,
    citations,
    embed,
    faces,
    garbage,
    history,
    keep,
    levers,
    notices,
    picks,
    replay,
    session,
    share,
    shelf,
    words,
)
from pages.parts.amounts import Big
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.figure import figure
from pages.parts.headline import headline
from pages.parts.sitemap import COMPARING, PAGES
from pages.parts.words import N_, _, plain, several

_PRODUCT = N_("Road to 35")
_STYLE = f"<style>{Path(__file__).with_name('page.css').read_text(encoding='utf-8')}</style>"
_TRANSLATED = f"<script>{Path(__file__).with_name('translated.js').read_text(encoding='utf-8')}</script>"


@dataclass
class Page:
    """What a page shows: `case` is under the reader's finger, `rest` the one last let go of, for what takes long.
    `compares` tells that its address holds what is compared.

    Whatever is drawn by it notes what it rests on; so the page's sources follow from what it shows.
    """

    title: str
    case: Case
    rest: Case
    compares: bool = False
    _resting: Counter[str] = field(default_factory=Counter)

    def headline(self, *numbers: Big) -> None:
        for big in numbers:
            self._rests_on(big.sources(self.case))
        headline(self.case, *numbers)

    def figure(self, exhibit: Exhibit, link: str = "") -> None:
        self._rests_on(exhibit.sources)
        figure(exhibit, link)

    def rests_on_results(self, *outcomes: str) -> None:
        """Notes the sources of results that a sentence tells."""
        for name in outcomes:
            self._rests_on(self.case.sources_of(name))

    def rests_on(self, keys: str) -> None:
        """Notes sources, keys apart by blanks, of what no number or chart shows."""
        self._resting.update(keys.split())

    def _rests_on(self, sources: tuple[Source, ...]) -> None:
        self._resting.update(source.id for source in sources)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those that most of what it shows rests on come first."""
        keys = sorted(filter(self._resting.get, SOURCES), key=self._resting.__getitem__, reverse=True)
        return tuple(SOURCES[key] for key in keys)


@contextmanager
def page(title: str, lead: str, compares: bool = False) -> Iterator[Page]:
    """A page: before it what all pages share; after it the sources of what it showed, and the sidebar.

    The sidebar comes last, so that numbers and charts leave for the browser first.
    """
    st.set_page_config(
        page_title=f"{title} · {_(_PRODUCT)}", page_icon="🛤️", layout="wide", initial_sidebar_state=340
    )
    unmade = json.dumps(_("This file could not be made just now. Try again in a moment."), ensure_ascii=False)
    st.html(f"{_STYLE}<style>:root {{ --unmade: {unmade} }}</style>")
    unseen = st.container(key="unseen")
    unseen.html(_TRANSLATED, unsafe_allow_javascript=True)
    picks.take()
    replay.clear()
    address.follow(compares)
    if embed.asked():
        notices.show()
        embed.show()
        garbage.set_aside()
        st.stop()
    with unseen:
        keep.follow()
    shown = Page(title, session.case(), session.case_at_rest(), compares)
    _head(shown, lead)
    yield shown
    _foot(shown)
    levers.sidebar()
    garbage.set_aside()
    replay.go_on()


def _head(page: Page, lead: str) -> None:
    _navigation()
    st.title(page.title)
    st.markdown(lead)
    # These rows are always there, full or empty: a row that came and went would move every dial below it to
    # another place of the page, and the browser would build it anew in the middle of a drag.
    problems, actions, said = (st.container(key=f"row.{name}") for name in ("problems", "actions", "remarks"))
    address.write(page.compares)
    with problems:
        notices.show()
        keep.tell()
    with actions:
        _actions(page)
    with said:
        for remark in remarks(page.case.scenario, page.case.results):
            st.info(words.markdown(words.message(remark)))


def _foot(page: Page) -> None:
    st.divider()
    if page.sources:
        st.markdown("**" + _("Sources of this page") + "**")
        st.markdown(faces.source_list(page.sources))
    cite = st.popover(_("Cite this page"), type="tertiary", key="cite", on_change=session.touch)
    if cite.open:
        text = citations.whole(page.title, address.link_here(page.compares), page.sources)
        cite.code(text, language=None, wrap_lines=True)
    st.caption(
        _(
            "Observed figures are as published. Projections and required paths are this model's arithmetic, no forecast."
        )
    )


def _navigation() -> None:
    # a link that changed under a moving dial would be built anew each time
    query = address.query_of(session.at_rest())
    compared = address.query_of(session.at_rest(), compares=True)
    with st.container(horizontal=True, gap="small", key="navigation"):
        for path, label in PAGES.items():
            there = compared if path == COMPARING else query
            st.page_link(path, label=_(label), query_params=there)


def _actions(page: Page) -> None:
    """Undo, redo, replay, the two resets, link, opening, history; then what differs from the statement, each item a way
    back. A replay leaves this row as it is.
    """
    state = session.state()
    history.replaying()
    case = page.rest if replay.number() else page.case
    changed = case.scenario.differs_from(session.PROPOSAL)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="actions"):
        for key, label, act, keys, possible in (
            ("undo", N_("Undo"), session.undo, "Alt+Z", len(state.past) > 1),
            ("redo", N_("Redo"), session.redo, "Alt+Y", state.future),
            ("replay", N_("Replay"), replay.begin, "Alt+P", replay.possible()),
        ):
            st.button(_(label), key=key, on_click=act, shortcut=keys, disabled=not possible, type="tertiary")
        _resets(changed, bool(case.own))
        share.panels(case, page.compares)
        history.panel(case.scenario)
        for name, value in changed.items():
            _difference(name, value)
        _others(page)


def _resets(changed: Mapping[str, Value], ranged: bool) -> None:
    """Back with all choices; with all assumptions and their ranges."""
    for kind, label, act in (
        ("policy", N_("Reset choices"), session.reset),
        ("assumption", N_("Reset assumptions"), session.reset_assumptions),
    ):
        names = [name for name in changed if PARAMETERS[name].kind == kind]
        idle = not names and not (ranged and kind == "assumption")
        st.button(_(label), key=f"reset.{kind}", on_click=act, args=names, disabled=idle, type="tertiary")


def _difference(name: str, value: object) -> None:
    title, now = _(PARAMETERS[name].title), faces.value_in_words(name, value)
    _chip(
        f"difference.{name}",
        _("{title}: {now} ✕").format(title=title, now=now),
        faces.way_back(name),
        session.reset,
        name,
    )


def _others(page: Page) -> None:
    """What else the reader has set: ranges, a name, what is compared."""
    study = session.study()
    for name, low, high in page.case.own:
        said = _("{change} ✕").format(change=faces.range_in_words(name, low, high))
        _chip(f"range.{name}", said, _("Back to our range"), session.drop_range, name)
    if study.by:
        _chip("by", _("By {name} ✕").format(name=study.by), _("Take the name off"), session.call, "")
    if page.compares and not study.compares_as_at_first:
        said = several("Compared with {n} scenario ✕", "Compared with {n} scenarios ✕", len(study.kept))
        _chip("compared", said, _("Back to the first comparison"), shelf.reset)


def _chip(key: str, label: str, help: str, back: Callable[..., None], *args: str) -> None:
    """One thing that differs; a click takes it back."""
    st.button(plain(label), key=key, on_click=back, args=args, help=help)
