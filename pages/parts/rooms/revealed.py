"""What a room sees once its answers are shown: three large numbers, and one of several charts of what it said."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from engine.pooling import Layers
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import Spec
from pages.parts.figure import theme
from pages.parts.rooms import charts, heard, pooled
from pages.parts.rooms.charts import View
from pages.parts.rooms.records import Question, Round, Snapshot
from pages.parts.texts import room as texts
from pages.parts.texts.room import line
from pages.parts.words import _

_LETTERS = 20  # pixels, that the last row can read
_HEIGHT = 420  # pixels of a chart's inside: with all about it, a projector of 720 holds it
_MOST_TEXTS, _LONGEST = 6, 140


def revealed(snapshot: Snapshot, question: Question, round_: Round) -> None:
    st.html(line(_(question.ask), "asked", "h1"))
    if question.kind == "text":
        _texts(snapshot, round_)
        return
    name = _which(question, round_)
    views = _views(snapshot, question, round_, name)
    left, right = st.columns([1, 4.2], gap="medium")
    with left:
        st.html(texts.figures(texts.numbers(snapshot, question, round_, name)))
    with right:
        if not views:
            return
        with st.container(horizontal=True, vertical_alignment="center", key="room.views"):
            view, as_table = _chosen(views, round_)
        _drawn(views[view](), as_table)
        if view == "future":
            _toggles()


def _which(question: Question, round_: Round) -> str:
    """Which of a question's numbers is shown; empty where it has none."""
    names = heard.names(question)
    if len(names) < 2:
        return "".join(names)
    key = f"room.name.{round_.id}"
    titles = {name: heard.asked(question, name).title for name in names}
    picked = st.segmented_control(
        _("Which answer"), names, format_func=titles.__getitem__, default=names[0], key=key, required=True
    )
    return picked or names[0]


def _views(snapshot: Snapshot, question: Question, round_: Round, name: str) -> Mapping[str, View]:
    """What there is to be seen, by its key."""
    found = dict(charts.of_round(snapshot, question, round_, name))
    if pooled.future(snapshot):
        found["future"] = partial(_future, snapshot)
    if found and (apart := charts.apart(snapshot)):
        found["apart"] = lambda: apart
    return found


def _chosen(views: Mapping[str, View], round_: Round) -> tuple[str, bool]:
    """The view that is picked, the answers at first, and whether it is wanted as a table."""
    keys = list(views)
    picked = st.segmented_control(
        _("What to show"),
        keys,
        format_func=lambda key: _(texts.VIEWS[key]),
        default=keys[0],
        key=f"room.view.{round_.id}",
        label_visibility="collapsed",
        required=True,
    )
    as_table = st.toggle(_("Table"), key="room.table")
    return (picked if picked in views else keys[0]), as_table


def _drawn(exhibit: Exhibit, as_table: bool) -> None:
    st.html(line(exhibit.finding, "finding", "h2"))
    if as_table:
        with st.container(height=_HEIGHT, border=False, key="room.rows"):
            st.table(exhibit.rows(), hide_index=True)
        return
    spec = from_afar(exhibit.chart(theme()))
    st.vega_lite_chart(exhibit.data, spec, key=exhibit.key, theme=None, alt=exhibit.finding)


def from_afar(spec: Spec) -> Spec:
    """A chart with letters for a room, as high as there is place."""
    config: dict[str, Any] = dict(spec["config"])
    for part in ("axis", "legend"):
        config[part] = {**config[part], "labelFontSize": _LETTERS, "titleFontSize": _LETTERS}
    config["text"] = {**config["text"], "fontSize": _LETTERS}
    config["legend"] |= {"offset": 40}
    config["axisY"] = {**config["axisY"], "titleY": -18}
    return {**spec, "config": config, "height": _HEIGHT}


# ── The room's future ────────────────────────────────────────────────────────────────────────────────────────


def _layers() -> Layers:
    return Layers(*(bool(st.session_state.get(f"room.layer.{name}", True)) for name in texts.LAYERS))


def _future(snapshot: Snapshot) -> Exhibit:
    made = charts.future(snapshot, _layers(), bool(st.session_state.get("room.averaged")))
    assert made
    return made


def _toggles() -> None:
    """What the future is spread by, each to be left out."""
    with st.container(horizontal=True, key="room.layers"):
        for name, label in texts.LAYERS.items():
            st.toggle(_(label), value=True, key=f"room.layer.{name}")
        help = _("The mean of everybody's quantiles instead of all futures together: always narrower")
        st.toggle(_("Averaged quantiles"), key="room.averaged", help=help)


def _texts(snapshot: Snapshot, round_: Round) -> None:
    shown = [
        text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in heard.texts(snapshot, round_)
    ]
    if shown:
        st.html(texts.listing(shown[:_MOST_TEXTS], "texts"))
    else:
        st.html(line(_(texts.NONE_SHOWN), "large"))
