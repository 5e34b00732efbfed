"""What every page shares: its top, its numbers and charts, its sources, and the levers beside it."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from engine import SOURCES, Case
from engine.quantity import Source
from engine.remarks import remarks
from pages.parts import (
    address,
    citations,
    component,
    embed,
    faces,
    faults,
    garbage,
    keep,
    levers,
    menu,
    meters,
    notices,
    picks,
    reader,
    screen,
    session,
    words,
)
from pages.parts.amounts import Big
from pages.parts.cards import cards
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import LOOKS
from pages.parts.figure import below, figure
from pages.parts.languages import USUAL
from pages.parts.live import live
from pages.parts.sitemap import PRODUCT
from pages.parts.stage import stage
from pages.parts.sweep import Beside, Element, Numbers, nothing
from pages.parts.texts import shared
from pages.parts.turn import turn
from pages.parts.words import _

_STYLE = f"<style>{Path(__file__).with_name('page.css').read_text(encoding='utf-8')}</style>"


@dataclass
class Page:
    """What a page shows: `case` is under the reader's finger, `rest` the one last let go of, for what takes long.
    `compares` tells that its address holds what is compared, `still` that nothing on it follows a dial. `more` is left to say below its first chart, and `levers`
    are those that it shows itself; all others stand in the page where it is `unfolded`.

    Whatever is drawn by it notes what it rests on; so the page's sources follow from what it shows.
    """

    title: str
    case: Case
    rest: Case
    compares: bool = False
    still: bool = False
    more: str = ""
    unfolded: bool = False
    levers: list[str] = field(default_factory=list)
    _beside: Beside = ()
    _resting: Counter[str] = field(default_factory=Counter)

    def headline(self, *numbers: Big) -> None:
        """Big numbers without a chart that moves with them."""
        self._numbers(numbers)
        live(self.case, Element("headline", lambda _case: numbers))
        cards(self.case, *numbers)

    @contextmanager
    def stage(self, exhibit: Exhibit, numbers: Numbers = nothing) -> Iterator[None]:
        """Numbers and a chart beside the dials that move them, which are drawn within it. On a small screen all other
        levers follow them, below the first chart.
        """
        big = tuple(numbers(self.case))
        self._numbers(big)
        self._rests_on(exhibit.sources)
        self._beside = exhibit.following.beside if exhibit.following else ()
        with stage(self.case, exhibit, numbers):
            yield
            if big and screen.narrow():
                self.unfolded = True
                levers.everything(self.levers)
        below(exhibit)
        if big:
            if self.more:
                st.markdown(self.more)
            cards(self.case, *big)

    def say(self, *texts: Callable[[Case], str]) -> None:
        """Sentences that follow a moving dial, a paragraph each; ** in them makes bold. They are functions of a module, for
        their first names the place of all.
        """
        key = f"said.{texts[0].__module__.rpartition('.')[2]}.{texts[0].__name__}"
        # the sweep of the stage above serves them too
        live(self.case, Element(key, texts=texts, beside=self._beside))

    def lever(self, *names: str) -> None:
        """Levers of the page's own; the sidebar leaves them out."""
        for name in names:
            self.levers.append(name)
            levers.lever(name, "main")

    def _numbers(self, numbers: tuple[Big, ...]) -> None:
        for big in numbers:
            self._rests_on(big.sources(self.case))

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
def page(
    title: str, lead: str, more: str = "", compares: bool = False, still: bool = False
) -> Iterator[Page]:
    """A page: before it what all pages share; after it the sources of what it showed, and the sidebar.

    `more` follows the lead; on a small screen it stands below the first chart.

    The sidebar comes last, so that numbers and charts leave for the browser first.
    """
    with turn(), meters.runs.time(), faults.told(), _page(title, lead, more, compares, still) as shown:
        yield shown


@contextmanager
def _page(title: str, lead: str, more: str, compares: bool, still: bool) -> Iterator[Page]:
    language = reader.settle()
    st.set_page_config(
        page_title=title if title == _(PRODUCT) else f"{title} · {_(PRODUCT)}",
        page_icon="🛤️",
        layout="wide",
        initial_sidebar_state=340,
    )
    unmade = json.dumps(_("This file could not be made just now. Try again in a moment."), ensure_ascii=False)
    look = LOOKS[st.context.theme.type or "light"]
    # the colours of the theme, which Streamlit gives to components alone
    colours = f"--road-paper: {look.paper}; --road-line: {look.grid}"
    st.html(f"{_STYLE}<style>:root {{ --unmade: {unmade}; {colours} }}</style>")
    unseen = st.container(key="unseen")
    with unseen:
        component.code()
        reader.tell(language)
    picks.take()
    address.follow(compares)
    if embed.asked():
        notices.show()
        embed.show()
        garbage.set_aside()
        st.stop()
    with unseen:
        keep.follow()
        screen.follow()
    shown = Page(
        title, session.case(), session.case_at_rest(), compares, still, more if screen.narrow() else ""
    )
    _head(shown, lead if screen.narrow() else "\n\n".join(filter(None, (lead, more))))
    yield shown
    if screen.narrow() and not shown.unfolded:
        levers.everything(shown.levers)
    _foot(shown)
    if not screen.narrow():
        with st.sidebar:
            levers.everything(shown.levers)
    session.answered()
    garbage.set_aside()


def _head(page: Page, lead: str) -> None:
    address.write(page.compares)
    menu.top(page.title, page.case, page.compares, page.still)
    st.container(key="lead").markdown(lead)
    menu.arrival(page.case, page.compares)
    # These rows are always there, full or empty: a row that came and went would move every dial below it to
    # another place of the page, and the browser would build it anew in the middle of a drag.
    problems, said = (st.container(key=f"row.{name}") for name in ("problems", "remarks"))
    with problems:
        notices.show()
        keep.tell()
    with said:
        for remark in remarks(page.case.scenario, page.case.results):
            st.info(words.markdown(words.message(remark)))


def _foot(page: Page) -> None:
    st.divider()
    if words.language() != USUAL:
        st.caption(_(shared.UNREAD))
    if page.sources:
        folded = st.expander(_("Sources of this page"), key="sources", on_change=session.touch)
        if folded.open:
            folded.markdown(faces.source_list(page.sources))
    cite = st.popover(_("Cite this page"), type="tertiary", key="cite", on_change=session.touch)
    if cite.open:
        text = citations.whole(page.title, address.link_here(page.compares), page.sources)
        cite.code(text, language=None, wrap_lines=True)
    st.caption(
        _(
            "Observed figures are as published. Projections and required paths are this model's arithmetic, no forecast."
        )
    )
