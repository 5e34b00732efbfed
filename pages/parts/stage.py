"""The live part of a page: numbers, finding, chart and the dials that move it in one view.

Beside each other where there is room; on a phone the first three stay on top while the dials scroll beneath.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from engine import Case
from pages.parts import figure
from pages.parts.amounts import Big
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.live import live

_HEIGHT = 310  # pixels; phones have their own, in the page's style


@contextmanager
def stage(case: Case, exhibit: Exhibit, numbers: Sequence[Big]) -> Iterator[None]:
    """What is drawn within it are the dials."""
    key = exhibit.key
    with st.container(key=f"together.{key}"):
        with st.container(key=f"stage.{key}"):
            live(key, case, numbers, exhibit.finding)
            # of fixed height, so that the chart takes its height from it, which a phone's style can change
            with st.container(key=f"plot.{key}", height=_HEIGHT, border=False):
                figure.chart(exhibit, height="stretch")
        with st.container(key=f"hand.{key}"):
            yield
