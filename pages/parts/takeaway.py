"""What can be taken away from a chart: its numbers, pictures, a citation, and the chart itself within another page."""

from collections.abc import Callable
from functools import partial
from html import escape

import streamlit as st

from engine import Case
from engine.link import Query, of_case
from pages.parts import address, citations, described, download, exhibits, pictures, session
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.words import _, language

_HEIGHT = 720  # pixels of an embedded chart with its dials, also where they stand one below another


def buttons(exhibit: Exhibit, theme: str, link: str) -> None:
    """Into the row below a chart. What is behind the second button is drawn once it is open: each button costs time.

    `link` leads to the chart where that of the scenario does not.
    """
    _file(_("CSV"), exhibit, "csv", exhibit.csv, _("The chart's numbers as a file"))
    more = st.popover(
        _("Picture, workbook, citation"), type="tertiary", key=f"more.{exhibit.key}", on_change=session.touch
    )
    if more.open:
        with more:
            found = link or address.link_here()
            known = found if address.page() else ""
            _pictures(exhibit, theme, known)
            _tables(exhibit, known)
            _citation(exhibit, found)
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


def _pictures(exhibit: Exhibit, theme: str, link: str) -> None:
    foot = citations.foot(exhibit, link)
    with st.container(horizontal=True, gap="small", key=f"pictures.{exhibit.key}"):
        for kind in pictures.KINDS:
            picture = partial(
                pictures.drawn,
                kind,
                exhibit.chart(theme),
                exhibit.data,
                exhibit.finding,
                exhibit.caption(),
                foot=foot,
            )
            _file(kind.upper(), exhibit, kind, picture)


def _tables(exhibit: Exhibit, link: str) -> None:
    """The table in two more forms, each with what it means."""
    with st.container(horizontal=True, gap="small", key=f"tables.{exhibit.key}"):
        sheet, packed = partial(described.workbook, exhibit, link), partial(described.archive, exhibit, link)
        _file(_("Table as a workbook (XLSX)"), exhibit, "xlsx", sheet)
        _file(_("CSV with its description (ZIP)"), exhibit, "zip", packed)


def _file(label: str, exhibit: Exhibit, kind: str, made: Callable[[], bytes], said: str = "") -> None:
    download.button(label, f"{kind}.{exhibit.key}", f"-{exhibit.key}.{kind}", made, said)


def _citation(exhibit: Exhibit, link: str) -> None:
    st.caption(_("To cite this chart, and the sources that it rests on most:"))
    text = citations.main(exhibit.finding, link, exhibit.ranked)
    st.code(text, language=None, wrap_lines=True, height=160)
    if rest := citations.rest(exhibit.ranked):
        st.caption(_("It also rests on:"))
        st.code(rest, language=None, wrap_lines=True, height=120)


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
    # a chart within another page speaks as that page does, whatever its reader's browser says
    found = address.link({"embed": "true", "chart": exhibit.key, "lang": language(), **settings})
    return (
        f'<iframe src="{escape(found)}" title="{escape(exhibit.finding)}" width="100%" height="{_HEIGHT}" '
        'style="border: 0" loading="lazy"></iframe>'
    )
