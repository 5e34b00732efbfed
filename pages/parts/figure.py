"""A chart as every page shows it: finding as heading, chart with alternative text, table twin, CSV."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from pages.parts import pictures, session
from pages.parts.charts.theme import Spec
from pages.parts.words import _, markdown


def figure(
    key: str,
    finding: str,
    chart: Callable[[str], Spec],
    data: pd.DataFrame,
    table: Callable[[], pd.DataFrame],
    note: str = "",
) -> None:
    """Draws a chart under its finding.

    `data` is what the chart draws; `table` makes the same for readers of tables, with headings in words, once it is
    asked for.
    """
    st.markdown("## " + markdown(finding))
    theme = st.context.theme.type or "light"
    st.vega_lite_chart(data, chart(theme), key=key, theme=None, alt=_alt(key, finding))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"tools.{key}"):
        shown = st.toggle(_("Table"), key=f"table.{key}", on_change=session.touch)
        st.download_button(
            _("CSV"),
            data=lambda: table().to_csv(index=False).encode("utf-8-sig"),
            file_name=f"road-to-35-{key}.csv",
            mime="text/csv",
            key=f"csv.{key}",
            on_click="ignore",
            type="tertiary",
            help=_("The chart's numbers as a file"),
        )
        with st.popover(_("Picture"), type="tertiary", key=f"picture.{key}"):
            for kind, mime in pictures.KINDS.items():
                st.download_button(
                    kind.upper(),
                    data=partial(pictures.drawn, kind, chart(theme), data, finding, _origin(note)),
                    file_name=f"road-to-35-{key}.{kind}",
                    mime=mime,
                    key=f"{kind}.{key}",
                    on_click="ignore",
                    type="tertiary",
                )
        if note:
            st.caption(note)
    if shown:
        st.dataframe(table(), hide_index=True, alt=finding)


def _origin(note: str) -> str:
    """The line under a picture's title: it leaves the page, and with it all that stands around."""
    address = (st.context.url or "").split("?")[0]
    return " ".join(filter(None, (note, _("Road to 35, a what-if model; sources on the page."), address)))


def _alt(key: str, finding: str) -> str:
    """The finding of the last settled scenario: another text makes Streamlit build the chart anew, which no dial may
    wait for.
    """
    kept = f"alt.{key}"
    if session.settled() or kept not in st.session_state:
        st.session_state[kept] = finding
    return str(st.session_state[kept])
