"""A bar for work that takes over half a second, and the moment where a newer scenario stops it."""

import time
from types import TracebackType

import streamlit as st

from pages.parts import session
from pages.parts.turn import hand_on

_PATIENCE = 0.5  # seconds


class Progress:
    """Used as a context; `tell` hears what part is done."""

    def __init__(self, label: str):
        self._label = label
        self._slot = st.empty()
        self._begun = time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def tell(self, done: float) -> None:
        """Streamlit ends a superseded run at the next touch of the session or the page, so each step touches it. Others go
        on meanwhile.
        """
        hand_on()
        session.state()
        if time.monotonic() - self._begun > _PATIENCE:
            self._slot.progress(done, text=self._label)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._slot.empty()
