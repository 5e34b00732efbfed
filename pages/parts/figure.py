"""A chart as every page shows it: finding as heading, chart with alternative text, table twin, files, citation."""

from typing import Literal

import streamlit as st

from pages.parts import session, takeaway
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.words import _, language, plain


def figure(exhibit: Exhibit, link: str = "") -> None:
    """Draws a chart under its finding, and below it what can be taken away; `link` where that of the scenario is not its."""
    drawn(exhibit)
    below(exhibit, link)


def drawn(exhibit: Exhibit, level: str = "##") -> None:
    """The finding as heading, and the chart."""
    st.markdown(f"{level} " + plain(exhibit.finding))
    chart(exhibit)


def chart(exhibit: Exhibit, height: Literal["content", "stretch"] = "content") -> None:
    """The chart alone, as high as it says or as what holds it."""
    alt = _alt(exhibit.key, exhibit.finding)
    st.vega_lite_chart(
        exhibit.data, exhibit.chart(theme()), key=exhibit.key, theme=None, alt=alt, height=height
    )


def below(exhibit: Exhibit, link: str = "") -> None:
    """The table behind a switch, files and citation, and how to read the chart."""
    key = exhibit.key
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools.{key}"):
        shown = st.toggle(_("Table"), key=f"table.{key}", on_change=session.touch)
        if exhibit.whole is not None:
            st.toggle(_("All years"), key=f"whole.{key}", on_change=session.touch)
        takeaway.buttons(exhibit, theme(), link)
        if caption := exhibit.caption():
            st.caption(caption)
    if shown:
        st.dataframe(exhibit.rows(), hide_index=True, alt=exhibit.finding, placeholder="–")


def whole(key: str) -> bool:
    """Whether the reader wants all years of a chart; its switch stands below it."""
    return bool(st.session_state.get(f"whole.{key}"))


def theme() -> str:
    return st.context.theme.type or "light"


def _alt(key: str, finding: str) -> str:
    """The finding of the last settled scenario: another text makes Streamlit build the chart anew, which no dial may
    wait for.
    """
    kept = f"alt.{key}.{language()}"
    if session.settled() or kept not in st.session_state:
        st.session_state[kept] = finding
    return str(st.session_state[kept])
