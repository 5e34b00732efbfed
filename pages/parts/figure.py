"""A chart as every page shows it: finding as heading, chart with alternative text, table twin, files, citation."""

import streamlit as st

from pages.parts import session, takeaway
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.words import _, language, plain


def figure(exhibit: Exhibit, link: str = "") -> None:
    """Draws a chart under its finding, and below it what can be taken away; `link` where that of the scenario is not its."""
    key, theme = exhibit.key, st.context.theme.type or "light"
    drawn(exhibit, theme)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools.{key}"):
        shown = st.toggle(_("Table"), key=f"table.{key}", on_change=session.touch)
        takeaway.buttons(exhibit, theme, link)
        if caption := exhibit.caption():
            st.caption(caption)
    if shown:
        st.dataframe(exhibit.rows(), hide_index=True, alt=exhibit.finding, placeholder="–")


def drawn(exhibit: Exhibit, theme: str, level: str = "##") -> None:
    """The finding as heading, and the chart."""
    st.markdown(f"{level} " + plain(exhibit.finding))
    alt = _alt(exhibit.key, exhibit.finding)
    st.vega_lite_chart(exhibit.data, exhibit.chart(theme), key=exhibit.key, theme=None, alt=alt)


def _alt(key: str, finding: str) -> str:
    """The finding of the last settled scenario: another text makes Streamlit build the chart anew, which no dial may
    wait for.
    """
    kept = f"alt.{key}.{language()}"
    if session.settled() or kept not in st.session_state:
        st.session_state[kept] = finding
    return str(st.session_state[kept])
