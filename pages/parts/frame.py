"""What every page shares: title, navigation, levers, what differs from the statement, undo, link, sources."""

import gc
import itertools
import json

import altair  # noqa: F401
import streamlit as st

from engine import PARAMETERS, Scenario, evaluate, receipt
from engine.model import Results
from engine.remarks import remarks
from pages.parts import citations, embed, faces, history, levers, session, share, shelf, words
from pages.parts.words import N_, _

PAGES = (
    ("app.py", N_("Overview")),
    ("pages/required_growth.py", N_("Required growth")),
    ("pages/goods.py", N_("135 goods")),
    ("pages/border.py", N_("Border")),
    ("pages/economy.py", N_("Economy")),
    ("pages/uncertainty.py", N_("Uncertainty")),
    ("pages/answers.py", N_("Answers")),
    ("pages/compare.py", N_("Compare")),
    ("pages/sources.py", N_("Sources")),
)

_TITLE = "title"  # of the page that is shown

_STYLE = """<style>
.stMain .block-container { padding-top: 2.4rem; max-width: 76rem; }
[data-testid="stMetricValue"], [data-testid="stDataFrame"] { font-variant-numeric: tabular-nums; }
[data-testid="stMetricValue"] { font-weight: 650; }
[data-testid="stMetricLabel"] p, [data-testid="stMetricDelta"] p { white-space: normal; }
.st-key-actions { min-height: 2.5rem; gap: 0.3rem 0.7rem; }
.st-key-actions [aria-label^="Shortcut"] { color: inherit; opacity: 0.8; }
@media (pointer: coarse) { .st-key-actions [aria-label^="Shortcut"] { display: none; } }
.st-key-history-steps { max-height: 17rem; overflow-y: auto; flex-wrap: nowrap; }
.st-key-history-steps button { justify-content: start; text-align: start; }
:is([class*="st-key-step-"], [class*="st-key-kept-"]) button:disabled { color: inherit; font-weight: 600; }
:has(> .st-key-replaying) { position: fixed; inset: auto 1rem 1rem; margin-inline: auto; width: fit-content; z-index: 1000;
  background: Canvas; border-radius: 0.5rem; }
[data-testid="stCaptionContainer"] { color: inherit; opacity: 0.8; }
.st-key-headline { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); align-items: start; }
.st-key-navigation { column-gap: 0; }
/* a number that changes lays out itself, not the page: 10 of 90 ms under a moving dial */
[data-testid="stElementContainer"] { contain: layout style; }
[data-testid="stPageLink-NavLink"] { padding-inline: 0.45rem; }
[data-testid="stSidebar"] h2 { padding: 0.6rem 0 0; }
@media (max-width: 640px) {
  .stMain .block-container { padding: 4rem 1rem 3rem; }
  [data-testid="stMetricValue"] { font-size: 1.6rem; }
}
/* a file that cannot be made: Streamlit has a sentence of its own, in English, and takes none from us */
[data-testid="stDownloadButtonError"] { font-size: 0; }
[data-testid="stDownloadButtonError"]::after { font-size: 0.85rem; content: var(--unmade); }
</style>"""


# Streamlit runs a full collection after each run of a script, and looks at all that was ever imported and at every
# reader's session: 20 of 50 ms. So what lives is set aside at the end of each run; now and then all is looked at.
# Altair is imported above for this alone: it is the largest of what the pages import later.
_THAW_EVERY = 300
_runs = itertools.count()


def _set_aside() -> None:
    if next(_runs) % _THAW_EVERY == 0:
        gc.unfreeze()
        gc.collect()
    gc.freeze()


_set_aside()


def begin(title: str, lead: str) -> tuple[Scenario, Results]:
    """Opens a page: takes the link's scenario, draws all that pages share, and gives the scenario with its results."""
    st.set_page_config(
        page_title=f"{title} · Road to 35", page_icon="🛤️", layout="wide", initial_sidebar_state=340
    )
    unmade = json.dumps(_("This file could not be made just now. Try again in a moment."), ensure_ascii=False)
    st.html(f"{_STYLE}<style>:root {{ --unmade: {unmade} }}</style>")
    session.follow_address()
    if embed.asked():
        _problems()
        embed.show()
        _set_aside()
        st.stop()
    shelf.follow_link()
    _navigation()
    st.title(title)
    st.session_state[_TITLE] = title
    st.markdown(lead)
    # These rows are always there, full or empty: a row that came and went would move every dial below it to
    # another place of the page, and the browser would build it anew in the middle of a drag.
    problems, actions, said = (st.container(key=f"row.{name}") for name in ("problems", "actions", "remarks"))
    session.write_address()
    scenario = session.scenario()
    results = evaluate(scenario)
    with problems:
        _problems()
    with actions:
        _actions(scenario)
    with said:
        for remark in remarks(scenario, results):
            st.info(words.markdown(words.message(remark)))
    return scenario, results


def end(*outcomes: str) -> None:
    """Closes a page with the sources that its outcomes rest on, and with the sidebar.

    The sidebar comes last, so that numbers and charts leave for the browser first.
    """
    scenario = session.scenario()
    st.divider()
    if outcomes:
        st.markdown("**" + _("Sources of this page") + "**")
        st.markdown(faces.source_list(citations.sources(outcomes, scenario)))
    cite = st.popover(_("Cite this page"), type="tertiary", key="cite", on_change=session.touch)
    if cite.open:
        link = session.link(receipt.to_query(session.at_rest(), full=False))
        text = citations.whole(st.session_state[_TITLE], link, outcomes, scenario)
        cite.code(text, language=None, wrap_lines=True)
    st.caption(
        _(
            "Observed figures are as published. Projections and required paths are this model's arithmetic, no forecast."
        )
    )
    levers.sidebar()
    _set_aside()
    session.play_on()


def _navigation() -> None:
    query = (
        session.at_rest().to_query()
    )  # a link that changed under a moving dial would be built anew each time
    with st.container(horizontal=True, gap="small", key="navigation"):
        for path, label in PAGES:
            st.page_link(path, label=_(label), query_params=query)


def _problems() -> None:
    """What of a link or an entry could not be used, and what a link says of its results then and now."""
    state = session.state()
    if state.problems:
        said = words.plain(" ".join(words.message(problem) for problem in state.problems))
        if state.lost:
            count = _("{k} of {n} settings could not be restored; the rest is as asked.").format(
                k=state.lost, n=state.asked
            )
        else:
            count = _("Not everything could be used; the rest is as asked.")
        st.warning(f"{count} {said}")
    state.told = state.problems
    if state.receipt:
        st.info(words.plain(" ".join(words.message(sentence) for sentence in state.receipt)))


def _actions(scenario: Scenario) -> None:
    """Undo, redo, replay, the two resets, link, opening, history; then what differs from the statement, each item a way
    back. A replay leaves this row as it is.
    """
    state = session.state()
    history.replaying()
    if session.playing():
        scenario = session.at_rest()
    changed = scenario.differs_from(session.PROPOSAL)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="actions"):
        for key, label, act, keys, possible in (
            ("undo", N_("Undo"), session.undo, "Alt+Z", len(state.past) > 1),
            ("redo", N_("Redo"), session.redo, "Alt+Y", state.future),
            ("replay", N_("Replay"), history.replay, "Alt+P", len(state.past) > 1),
        ):
            st.button(_(label), key=key, on_click=act, shortcut=keys, disabled=not possible, type="tertiary")
        for kind, label in (("policy", N_("Reset choices")), ("assumption", N_("Reset assumptions"))):
            names = [name for name in changed if PARAMETERS[name].kind == kind]
            st.button(
                _(label),
                key=f"reset.{kind}",
                on_click=session.reset,
                args=names,
                disabled=not names,
                type="tertiary",
            )
        share.panels(scenario)
        history.panel(scenario)
        for name, value in changed.items():
            _difference(name, value)


def _difference(name: str, value: object) -> None:
    now, stated = faces.value_in_words(name, value), faces.value_in_words(name, PARAMETERS[name].value)
    title = _(PARAMETERS[name].title)
    st.button(
        _("{title}: {now} ✕").format(title=title, now=now),
        key=f"difference.{name}",
        on_click=session.reset,
        args=(name,),
        help=_("Back to {stated}").format(stated=stated),
    )
