"""One chart alone, to stand within another page: `?embed=true&chart=path`, with its dials, or `&frozen=yes` without."""

from pathlib import Path

import streamlit as st

from engine.text import cleaned
from pages.parts import address, exhibits, faces, levers, notices, session
from pages.parts.figure import drawn
from pages.parts.words import _, markdown, plain

_FIRST = "path"
_STYLE = f"<style>{Path(__file__).with_name('embed.css').read_text(encoding='utf-8')}</style>"


def asked() -> bool:
    """Whether the page is to show one chart alone. The key `embed` itself is Streamlit's: it hides its own bar."""
    return bool(st.context.is_embedded)


def show() -> None:
    """Heading, chart, dials, and the way to the whole page with the same scenario."""
    key = cleaned(st.query_params.get("chart", _FIRST))
    st.html(_STYLE)
    if key not in exhibits.ALL:
        st.warning(
            _("There is no chart “{chart}”. There are: {charts}.").format(
                chart=plain(key[:40]), charts=", ".join(exhibits.ALL)
            )
        )
        return
    if address.changed():  # what a link said of itself is over
        notices.forget()
    exhibit = exhibits.ALL[key](session.case())
    drawn(exhibit, "#")
    if st.query_params.get("frozen") != "yes" and exhibit.dials:
        for column, name in zip(st.columns(len(exhibit.dials)), exhibit.dials, strict=True):
            with column:
                levers.lever(name, "main")
    if st.toggle(_("Table"), key=f"table.{key}", on_change=session.touch):
        st.dataframe(exhibit.rows(), hide_index=True, alt=exhibit.finding, placeholder="–")
    st.caption(markdown(exhibit.caption()))
    sources = st.expander(_("Sources"), key="sources", on_change=session.touch)
    if sources.open:
        sources.markdown(faces.source_list(exhibit.sources))
    st.link_button(
        _("Open in Road to 35 →"), address.link(address.query_of(session.study())), type="tertiary"
    )
