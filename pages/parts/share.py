"""A study handed on and taken in: link with receipt, message, QR code, short code, files, Python."""

from collections.abc import Callable, Iterable
from urllib.parse import quote

import streamlit as st

from engine import PARAMETERS, Case, receipt
from engine.comparison import fitting_name
from engine.load import PRESETS
from engine.message import Refusal
from engine.scenario import PROPOSAL
from engine.study import to_json
from engine.workbook import workbook
from pages.parts import address, copy, download, exhibits, faces, notebook, qr, session, shelf, words
from pages.parts.documents import brief, page
from pages.parts.documents.content import BRIEF, Content, content
from pages.parts.documents.slides import slides
from pages.parts.whole import whole
from pages.parts.words import _, in_context, listed, several

_COPIED, _LARGE = "copied_of_session", "large_of_session"
_NAMED = 5  # settings that a message names
_SCANNED = 1000  # letters of a link that a phone still reads off a screen


def panels(case: Case, compares: bool) -> None:
    """The button that copies the link, and two whose panels are drawn once they are open."""
    _copy(case, compares)
    if link := st.session_state.pop(_LARGE, ""):
        st.dialog(_("Scan to open"), width="large")(_large)(link)
    _panel(in_context("button", "Send"), "send", lambda: _send(case, compares))
    _panel(in_context("button", "Open"), "open", _open)


def take_away(case: Case) -> None:
    """The button whose panel gives the scenario as files."""
    _panel(_("Take away"), "save", lambda: _save(case))


def _panel(label: str, key: str, draw: Callable[[], None]) -> None:
    panel = st.popover(label, type="tertiary", key=key, on_change=session.touch)
    if panel.open:
        with panel:
            draw()


def _copy(case: Case, compares: bool) -> None:
    """The link and the message of the last settled scenario: one that changed under a moving dial would cost time."""
    if session.settled() or _COPIED not in st.session_state:
        st.session_state[_COPIED] = address.link_here(compares), message(case)
    copy.button(*st.session_state[_COPIED])


def _send(case: Case, compares: bool) -> None:
    st.text_input(
        _("Your name or that of your group; it travels with the link"),
        session.study().by,
        key=f"send.by.{session.study().by}",
        max_chars=40,
        on_change=_called,
        args=(f"send.by.{session.study().by}",),
    )
    link, title, text = address.link_here(compares), _("Road to 35"), message(case)
    st.caption(
        _("As a message. The link holds today's results, so that whoever opens it sees whether they changed:")
    )
    st.code(f"{text}\n{link}", language=None, wrap_lines=True)
    st.link_button(
        _("By e-mail"),
        f"mailto:?subject={quote(title)}&body={quote(text)}%0D%0A{quote(link)}",
        type="tertiary",
        key="mail",
    )
    if len(link) <= _SCANNED:
        st.caption(_("For phones, the same as a QR code:"))
        st.html(qr.picture(link))
        st.button(_("Large, for a room"), key="send.large", on_click=_enlarge, args=(link,), type="tertiary")
    else:
        st.caption(_("Too much differs for a QR code that phones can read; the link holds it."))
    st.caption(_("Short code for paper and voice; it holds the settings alone, no ranges and no name:"))
    try:
        st.code(case.scenario.to_code(), language=None)
    except Refusal:
        st.caption(_("Too many goods are picked by hand for a short code; the link holds them."))


@whole
def _called(key: str) -> None:
    session.call(fitting_name(st.session_state[key]))


def message(case: Case) -> str:
    """What the sender changed and what came of it."""
    study = session.at_rest()
    changed = list(case.scenario.differs_from(PROPOSAL))
    said = [
        _("{title}: {now}").format(
            title=_(PARAMETERS[n].title), now=faces.value_in_words(n, getattr(case.scenario, n))
        )
        for n in changed
    ] + [faces.range_in_words(*one) for one in case.own]
    told = listed(said[:_NAMED])
    if more := len(said[_NAMED:]):
        told = several("{changes} and {n} more", "{changes} and {n} more", more, changes=told)
    result = outcome(case)
    told = told or _(PRESETS["proposal"]["title"])
    if study.by:
        return _("{name} set: {changes} → {result}").format(name=study.by, changes=told, result=result)
    return _("Set: {changes} → {result}").format(changes=told, result=result)


def outcome(case: Case) -> str:
    """What comes of a case, in a line."""
    return _("{turnover} in {year}; the goal is {goal}, {needed} needed").format(
        turnover=words.number(case.results["turnover_at_target"], "usd_bn/year"),
        year=words.number(case.scenario.target_year, "year"),
        goal=words.number(case.scenario.target, "usd_bn/year"),
        needed=words.number(case.results["required_growth"], "1/year"),
    )


def _save(case: Case) -> None:
    here, study = address.page(), session.at_rest()  # the file is made elsewhere, where there is no session

    def said(keys: Iterable[str]) -> Content:
        return content(case, here, keys)

    if not case.products.source:
        st.caption(
            _("The files use your product table; links, codes and the scenario's own file only say so.")
        )
    files: tuple[tuple[str, str, Callable[[], bytes | str]], ...] = (
        (_("One page (PDF)"), "pdf", lambda: brief.pdf(said(BRIEF))),
        (_("The same to print from a browser (HTML)"), "html", lambda: page.html(said(BRIEF))),
        (_("Every chart as slides that can be edited (PPTX)"), "pptx", lambda: slides(said(exhibits.ALL))),
        (_("All inputs and results as a workbook (XLSX)"), "xlsx", lambda: workbook(case, _)),
        (_("The scenario as a file (JSON)"), "json", lambda: to_json(study)),
    )
    for label, kind, made in files:
        download.button(label, kind, f".{kind}", made)
    st.caption(_("The same results in Python:"))
    st.code(case.scenario.to_python(*receipt.HEADLINES), language=None, wrap_lines=True)
    notebook.panel(case)


def _open() -> None:
    st.text_input(
        _("A link, a short code, or the text of a scenario's file"), key="open.text", on_change=session.touch
    )
    st.button(_("Open it"), key="open.go", on_click=_take_text)


@whole
def _take_text() -> None:
    shelf.open_text(st.session_state["open.text"])


@whole
def _enlarge(link: str) -> None:
    """The panel closes, for it would lie over the code."""
    session.touch()
    st.session_state["send"], st.session_state[_LARGE] = False, link


def _large(link: str) -> None:
    """The code as large as the screen lets it be, to be scanned from the last row."""
    st.html(f'<div style="text-align: center">{qr.picture(link, "min(90vw, 76vh)")}</div>')
