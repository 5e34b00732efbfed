"""What every page shares: title, navigation, levers, what differs from the statement, undo, link, sources."""

import gc
from urllib.parse import urlencode

import streamlit as st

from engine import PARAMETERS, Scenario, evaluate, sources_of
from engine.model import Results
from engine.remarks import remarks
from pages.parts import levers, session, words
from pages.parts.words import N_, _

PAGES = (
    ("app.py", N_("Overview")),
    ("pages/required_growth.py", N_("Required growth")),
    ("pages/goods.py", N_("135 goods")),
    ("pages/sources.py", N_("Sources")),
)

_STYLE = """<style>
.stMain .block-container { padding-top: 2.2rem; max-width: 76rem; }
[data-testid="stMetricValue"], [data-testid="stDataFrame"] { font-variant-numeric: tabular-nums; }
[data-testid="stMetricValue"] { font-weight: 650; }
[data-testid="stMetricLabel"] p { white-space: normal; }
[data-testid="stSidebar"] h2 { padding: 0.6rem 0 0; }
@media (max-width: 640px) { .stMain .block-container { padding-left: 1rem; padding-right: 1rem; } }
</style>"""

# Streamlit runs a full collection after each run of a script; what was imported never dies, so it need not be looked at
gc.collect()
gc.freeze()


def begin(title: str, lead: str) -> tuple[Scenario, Results]:
    """Opens a page: takes the link's scenario, draws all that pages share, and gives the scenario with its results."""
    st.set_page_config(page_title=f"{title} · Road to 35", page_icon="🛤️", layout="wide")
    st.html(_STYLE)
    session.follow_address()
    _navigation()
    st.title(title)
    st.markdown(lead)
    _problems()
    levers.sidebar()
    session.write_address()
    scenario = session.scenario()
    results = evaluate(scenario)
    for remark in remarks(scenario, results):
        st.info(words.message(remark))
    _changes(scenario)
    return scenario, results


def end(*outcomes: str) -> None:
    """Closes a page with the sources that its outcomes rest on."""
    rows = {s.id: s for name in outcomes for s in sources_of(name, session.scenario())}
    st.divider()
    st.markdown("**" + _("Sources of this page") + "**")
    lines = [
        f"- [{s.title}]({s.url}), {s.published or s.read}" if s.url else f"- {s.title}" for s in rows.values()
    ]
    st.markdown("\n".join(lines))
    st.caption(
        _(
            "Observed figures are as published. Projections and required paths are this model's arithmetic, no forecast."
        )
    )


def _navigation() -> None:
    query = session.scenario().to_query()
    with st.container(horizontal=True, gap="small", key="navigation"):
        for path, label in PAGES:
            st.page_link(path, label=_(label), query_params=query)


def _problems() -> None:
    problems = session.state().problems
    if problems:
        said = " ".join(words.message(problem) for problem in problems)
        st.warning(
            _("Not everything in the link or entry could be used; the rest is as asked. {said}").format(
                said=said
            )
        )


def _changes(scenario: Scenario) -> None:
    """One line: what differs from the statement, each item a way back; undo, redo, resets and the link."""
    state = session.state()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="changes"):
        st.button(_("Undo"), key="undo", on_click=session.undo, disabled=len(state.past) < 2, type="tertiary")
        st.button(_("Redo"), key="redo", on_click=session.redo, disabled=not state.future, type="tertiary")
        changed = scenario.differs_from(Scenario())
        for kind, label in (("policy", N_("Reset choices")), ("assumption", N_("Reset assumptions"))):
            names = [name for name in changed if PARAMETERS[name].kind == kind]
            if names:
                st.button(_(label), key=f"reset.{kind}", on_click=session.reset, args=names, type="tertiary")
        with st.popover(_("Copy link"), type="tertiary"):
            _link(scenario)
        if not changed:
            st.caption(_("All as stated on 27 March 2023."))
    if changed:
        with st.container(horizontal=True, gap="small", key="differences"):
            for name, value in changed.items():
                _difference(name, value)


def _difference(name: str, value: object) -> None:
    now, stated = levers.value_in_words(name, value), levers.value_in_words(name, PARAMETERS[name].value)
    title = _(PARAMETERS[name].title)
    st.button(
        _("{title}: {now} ✕").format(title=title, now=now),
        key=f"difference.{name}",
        on_click=session.reset,
        args=(name,),
        help=_("Back to {stated}").format(stated=stated),
    )


def _link(scenario: Scenario) -> None:
    address = (st.context.url or "").split("?")[0]
    st.caption(_("This link holds every setting of the scenario:"))
    st.code(f"{address}?{urlencode(scenario.to_query(full=True))}", language=None, wrap_lines=True)
    st.caption(_("Short code for paper and voice:"))
    try:
        st.code(scenario.to_code(), language=None)
    except ValueError as error:
        st.caption(str(error))
