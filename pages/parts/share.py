"""A scenario handed on and taken in: link with receipt, QR code, short code, files, Python."""

from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from urllib.parse import quote

import streamlit as st

from engine import Case, Scenario, receipt
from engine.message import Refusal
from engine.workbook import workbook
from pages.parts import address, exhibits, notebook, session, shelf
from pages.parts.documents import brief, page
from pages.parts.documents.content import BRIEF, Content, content
from pages.parts.documents.slides import slides
from pages.parts.texts import required_growth
from pages.parts.words import _, bound, in_context, per_language, sentence

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


_SCANNED = 1000  # letters of a link that a phone still reads off a screen


def panels(case: Case) -> None:
    """The three buttons of the actions' row; what is behind them is drawn once they are open."""
    for label, key, draw in (
        (_("Copy link"), "link", _link),
        (_("Save as"), "save", _save),
        (in_context("button", "Open"), "open", _open),
    ):
        panel = st.popover(label, type="tertiary", key=key, on_change=session.touch)
        if panel.open:
            with panel:
                draw(case)


def _link(case: Case) -> None:
    scenario = case.scenario
    st.caption(
        _(
            "This link holds every setting, and today's results, so that whoever opens it sees whether they changed:"
        )
    )
    st.code(address.link(receipt.to_query(scenario)), language=None, wrap_lines=True, height=160)
    st.caption(_("As a message, with a shorter link that holds what differs from the statement:"))
    title, text = _("Road to 35"), _message(case)
    st.code(f"{title}\n{text}", language=None, wrap_lines=True)
    st.link_button(
        _("By e-mail"),
        f"mailto:?subject={quote(title)}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}",
        type="tertiary",
        key="mail",
    )
    if len(_short(scenario)) <= _SCANNED:
        st.caption(_("For phones, the same as a QR code:"))
        st.html(_qr(_short(scenario)))
    else:
        st.caption(_("Too much differs for a QR code that phones can read; the link holds it."))
    st.caption(_("Short code for paper and voice:"))
    try:
        st.code(scenario.to_code(), language=None)
    except Refusal:
        st.caption(_("Too many goods are picked by hand for a short code; the link holds them."))


def _short(scenario: Scenario) -> str:
    return address.link(receipt.to_query(scenario, full=False))


def _message(case: Case) -> str:
    return f"{sentence(required_growth.needed(case))}\n{_short(case.scenario)}"


def _save(case: Case) -> None:
    scenario, here = case.scenario, address.page()

    def said(keys: Iterable[str]) -> Content:
        return content(case, here, keys)

    if not case.products.source:
        st.caption(
            _("The files use your product table; links, codes and the scenario's own file do not carry it.")
        )
    _file(_("One page (PDF)"), "pdf", "application/pdf", lambda: brief.pdf(said(BRIEF)))
    _file(_("The same to print from a browser (HTML)"), "html", "text/html", lambda: page.html(said(BRIEF)))
    _file(
        _("Every chart as slides that can be edited (PPTX)"),
        "pptx",
        _PPTX,
        lambda: slides(said(exhibits.ALL)),
    )
    _file(_("All inputs and results as a workbook (XLSX)"), "xlsx", _XLSX, lambda: workbook(case))
    _file(_("The scenario as a file (JSON)"), "json", "application/json", scenario.to_json)
    st.caption(_("The same results in Python:"))
    st.code(scenario.to_python(*receipt.HEADLINES), language=None, wrap_lines=True)
    notebook.panel(case)


def _file(label: str, kind: str, mime: str, data: Callable[[], bytes | str]) -> None:
    """A button for a file that is made when it is asked for."""
    st.download_button(
        label,
        data=bound(data),
        file_name=f"road-to-35.{kind}",
        mime=mime,
        key=kind,
        on_click="ignore",
        type="tertiary",
    )


def _open(_case: Case) -> None:
    st.text_input(
        _("A link, a short code, or the text of a scenario's file"), key="open.text", on_change=session.touch
    )
    st.button(_("Open it"), key="open.go", on_click=_take_text)


def _take_text() -> None:
    shelf.open_text(st.session_state["open.text"])


@partial(per_language, most=64)
def _qr(address: str) -> str:
    """A QR code as a picture, black on white in both themes, or scanners fail."""
    import segno

    picture = segno.make(address, error="m", micro=False).png_data_uri(scale=4, light="white")
    return f'<img src="{picture}" alt="{escape(_("QR code of the link"))}" width="160">'
