"""A button for a file, which is made when somebody asks for it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from pages.parts import meters
from pages.parts.words import bound

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MIMES = {
    "csv": "text/csv",
    "html": "text/html",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "svg": "image/svg+xml",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "zip": "application/zip",
}


_at_once = threading.BoundedSemaphore(2)  # files; each takes a core, which readers of pages need too
_PATIENCE = 20.0  # seconds; then the browser says that the file could not be made just now


@contextmanager
def _turn() -> Iterator[None]:
    if not _at_once.acquire(timeout=_PATIENCE):
        raise TimeoutError("too many files are being made")
    try:
        yield
    finally:
        _at_once.release()


def button(label: str, key: str, file: str, made: Callable[[], bytes | str], said: str = "") -> None:
    """The file's name says its kind. It is made in the language of the page that offers it."""
    kind = file.rpartition(".")[2]

    def alone() -> bytes | str:
        with meters.files.labels(kind).time(), _turn():
            return made()

    st.download_button(
        label,
        data=bound(alone),
        file_name=f"road-to-35{file}",
        mime=_MIMES[kind],
        key=key,
        on_click="ignore",
        type="tertiary",
        help=said or None,
    )
