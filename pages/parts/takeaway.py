"""What can be taken away from a chart: its numbers, pictures, a citation, and the chart itself within another page."""

from functools import partial
from html import escape

import streamlit as st

from engine import Case
from engine.link import Query, of_case
from pages.parts import address, citations, exhibits, pictures, session
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.words import _, bound, together

_HEIGHT = 720  # pixels of an embedded chart with its dials, also where they stand one below another


def buttons(exhibit: Exhibit, theme: str, link: str) -> None:
    """Into the row below a chart. What is behind the second button is drawn once it is open: each button costs time.

    `link` leads to the chart where that of the scenario does not.
    """
    st.download_button(
        _("CSV"),
        data=bound(exhibit.csv),
        file_name=f"road-to-35-{exhibit.key}.csv",
        mime="text/csv",
        key=f"csv.{exhibit.key}",
        on_click="ignore",
        type="tertiary",
        help=_("The chart's numbers as a file"),
    )
    more = st.popover(
        _("Picture, citation"), type="tertiary", key=f"more.{exhibit.key}", on_change=session.touch
    )
    if more.open:
        with more:
            _pictures(exhibit, theme)
            _citation(exhibit, link)
            if exhibit.key in exhibits.ALL:
                rest = session.at_rest().case()
                first = exhibits.ALL[exhibit.key](rest)  # as a link shows it
                if first.finding != exhibit.finding:
                    st.caption(
                        _(
                            "This view holds a choice of yours that no link carries; a link shows the chart as its page opens."
                        )
                    )
                _embedding(first, rest)


def _pictures(exhibit: Exhibit, theme: str) -> None:
    ours = _("Road to 35, a what-if model; sources on the page.")
    below = together(exhibit.caption(), ours, address.page())
    with st.container(horizontal=True, gap="small", key=f"pictures.{exhibit.key}"):
        for kind, mime in pictures.KINDS.items():
            st.download_button(
                kind.upper(),
                data=bound(
                    partial(pictures.drawn, kind, exhibit.chart(theme), exhibit.data, exhibit.finding, below)
                ),
                file_name=f"road-to-35-{exhibit.key}.{kind}",
                mime=mime,
                key=f"{kind}.{exhibit.key}",
                on_click="ignore",
                type="tertiary",
            )


def _citation(exhibit: Exhibit, link: str) -> None:
    st.caption(_("To cite this chart, and the sources it rests on:"))
    found = link or address.link_here()
    text = citations.whole(exhibit.finding, found, exhibit.sources)
    st.code(text, language=None, wrap_lines=True, height=160)


def _embedding(exhibit: Exhibit, case: Case) -> None:
    st.caption(
        _("To show it within another page, as it stands when first opened, with dials that readers can move:")
    )
    st.code(_frame(exhibit, address.query_of(session.at_rest())), language="html", wrap_lines=True)
    st.caption(_("The same without dials, every setting fixed; it tells when its results have changed:"))
    st.code(
        _frame(exhibit, {**of_case(case, full=True), "frozen": "yes"}),
        language="html",
        wrap_lines=True,
        height=120,
    )


def _frame(exhibit: Exhibit, settings: Query) -> str:
    """The line of HTML that shows the chart elsewhere."""
    found = address.link({"embed": "true", "chart": exhibit.key, **settings})
    return (
        f'<iframe src="{escape(found)}" title="{escape(exhibit.finding)}" width="100%" height="{_HEIGHT}" '
        'style="border: 0" loading="lazy"></iframe>'
    )
