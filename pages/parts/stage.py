"""The live part of a page: numbers, finding, chart and the dials that move it in one view.

Beside each other where there is room; on a phone the first three stay on top while the dials scroll beneath.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from engine import Case
from pages.parts import figure, sweep
from pages.parts.amounts import Big
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import Spec
from pages.parts.live import live
from pages.parts.sweep import Numbers

_HEIGHT = 310  # pixels; phones have their own, in the page's style
_HOST = "road-swept-{key}"  # the hidden input that a chart listens to
_WORDS = ("said",)  # columns that hold no numbers


@contextmanager
def stage(case: Case, exhibit: Exhibit, numbers: Numbers) -> Iterator[None]:
    """What is drawn within it are the dials."""
    key = exhibit.key
    with st.container(key=f"together.{key}"):
        with st.container(key=f"stage.{key}"):
            if exhibit.following:  # it must be there before the chart is
                st.html(f'<input id="{_HOST.format(key=key)}" type="text" hidden aria-hidden="true">')
            live(key, case, numbers(case), exhibit.finding, sweep.told(case, exhibit, numbers))
            # of fixed height, so that the chart takes its height from it, which a phone's style can change
            with st.container(key=f"plot.{key}", height=_HEIGHT, border=False):
                figure.chart(_following(case, exhibit), height="stretch")
        with st.container(key=f"hand.{key}"):
            yield


def nothing(_case: Case) -> Sequence[Big]:
    """No numbers above a chart."""
    return ()


def _following(case: Case, exhibit: Exhibit) -> Exhibit:
    """The chart with rows that a sweep can move: each column that moves stands as it is at rest, under another name."""
    following = exhibit.following
    if following is None:
        return exhibit
    columns = list(following.vectors(case))
    rows = following.rows(case).rename(columns={column: f"{column}_at_rest" for column in columns})
    return exhibit._replace(
        shown=rows.assign(rows=sweep.rows_of(case, exhibit.key)),
        chart=lambda theme: _bound(exhibit.chart(theme), exhibit.key, columns),
    )


def _bound(spec: Spec, key: str, columns: Sequence[str]) -> Spec:
    """The drawing, with a parameter that says what moved: the number of the rows, then of each column a cell for each place;
    an empty cell where nothing moved.
    """
    moved: list[Spec] = [
        {"calculate": "split(split(swept, '|')[0] == datum.rows ? swept : '', '|')", "as": "told"}
    ]
    for place, column in enumerate(columns, start=1):
        cell = f"split(datum.told[{place}] || '', ';')[datum.at] || ''"
        moved.append({"calculate": cell, "as": "cell"})
        value = "datum.cell" if column in _WORDS else "(datum.cell == 'x' ? null : toNumber(datum.cell))"
        moved.append({"calculate": f"datum.cell == '' ? datum.{column}_at_rest : {value}", "as": column})
    param = {"name": "swept", "value": "", "bind": {"element": f"#{_HOST.format(key=key)}", "event": "input"}}
    return {
        **spec,
        "transform": [*moved, *spec.get("transform", [])],
        "params": [param, *spec.get("params", [])],
    }
