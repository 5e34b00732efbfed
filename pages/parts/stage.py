"""The live part of a page: numbers, finding, chart and the dials that move it in one view.

Beside each other where there is room; on a phone the first three stay on top while the dials scroll beneath.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import numpy as np
import streamlit as st

from engine import Case
from pages.parts import figure, session, sweep
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.exhibits.theme import Spec
from pages.parts.live import live
from pages.parts.session import Asked
from pages.parts.sweep import Element, Numbers

_HEIGHT = 310  # pixels; phones have their own, in the page's style
_HOST = "road-swept-{key}"  # the hidden input that a chart listens to
# what parts columns, and cells, in that input: no text has them
_COLUMNS, _CELLS = "\x1e", "\x1f"


@contextmanager
def stage(case: Case, exhibit: Exhibit, numbers: Numbers) -> Iterator[None]:
    """What is drawn within it are the dials."""
    key, following = exhibit.key, exhibit.following
    if following:
        element = Element(key, numbers, following.finding, following, beside=following.beside)
    else:
        element = Element(key, numbers, lambda _case: exhibit.finding)
    with st.container(key=f"together.{key}"):
        with st.container(key=f"stage.{key}"):
            if following:  # it must be there before the chart is
                st.html(f'<input id="{_HOST.format(key=key)}" type="text" hidden aria-hidden="true">')
            live(case, element)
            # of fixed height, so that the chart takes its height from it, which a phone's style can change
            with st.container(key=f"plot.{key}", height=_HEIGHT, border=False):
                figure.chart(ready(case, exhibit, session.asked()[0]), height="stretch")
        with st.container(key=f"hand.{key}"):
            yield


def ready(case: Case, exhibit: Exhibit, asked: Asked) -> Exhibit:
    """The chart with rows that the sweep asked for last can move: each column that moves stands as it is at rest, under
    another name.
    """
    following = exhibit.following
    if following is None:
        return exhibit
    last = sweep.last_year(case, asked)
    longest = case if last == case.scenario.target_year else case.replace(target_year=last)
    rows, moving = following.rows(longest), following.moving(case, last)
    at, still = rows["at"].to_numpy(), rows.columns.difference([*moving], sort=False)
    rest = {
        f"{column}_at_rest": np.where(at >= 0, values[at], rows[column]) for column, values in moving.items()
    }
    rows = rows[still].assign(**rest, rows=sweep.rows_of(case, asked, exhibit.key))
    return exhibit._replace(shown=rows, chart=lambda theme: _bound(exhibit.chart(theme), exhibit.key, moving))


def _bound(spec: Spec, key: str, moving: Mapping[str, np.ndarray]) -> Spec:
    """The drawing, with a parameter that says what moved: the number of the rows, then for each column a cell for each place;
    an empty cell where nothing moved.
    """
    swept = {"name": "swept", "value": "", "bind": {"element": f"#{_HOST.format(key=key)}", "event": "input"}}
    params: list[Spec] = [swept, {"name": "columns", "expr": f"split(swept, '{_COLUMNS}')"}]
    moved: list[Spec] = []
    for place, (column, values) in enumerate(moving.items(), start=1):
        cells = f"cells_{column}"
        params.append({"name": cells, "expr": f"split(columns[{place}] || '', '{_CELLS}')"})
        cell = f"(columns[0] == datum.rows && {cells}[datum.at] || '')"
        # a text has a sign before it, for it may be empty
        told = f"slice({cell}, 1)" if sweep.is_text(values) else f"{cell} == 'x' ? null : toNumber({cell})"
        moved.append({"calculate": f"{cell} == '' ? datum.{column}_at_rest : {told}", "as": column})
    if "year" in moving:
        moved.append({"filter": "isValid(datum.year)"})
    return {
        **spec,
        "transform": [*moved, *spec.get("transform", [])],
        "params": [*params, *spec.get("params", [])],
    }
