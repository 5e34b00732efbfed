"""A button for a file, which is made when somebody asks for it."""

from collections.abc import Callable

import streamlit as st

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


def button(label: str, key: str, file: str, made: Callable[[], bytes | str], said: str = "") -> None:
    """The file's name says its kind. It is made in the language of the page that offers it."""
    st.download_button(
        label,
        data=bound(made),
        file_name=f"road-to-35{file}",
        mime=_MIMES[file.rpartition(".")[2]],
        key=key,
        on_click="ignore",
        type="tertiary",
        help=said or None,
    )
