"""The button that hands the link on in one tap: the clipboard, or a phone's own sheet."""

from pathlib import Path

import streamlit as st

from pages.parts.words import _

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "copy",
    html=(_HERE / "copy.html").read_text(encoding="utf-8"),
    css=(_HERE / "copy.css").read_text(encoding="utf-8"),
    js=(_HERE / "copy.js").read_text(encoding="utf-8"),
)


def button(link: str, message: str) -> None:
    """Copies the link; a phone's sheet gets the message with it."""
    data = {
        "label": _("Copy link"),
        "title": _("Road to 35"),
        "text": message,
        "link": link,
        "copied": _("Copied"),
        "failed": _("Not copied: the browser does not allow it. “Send” shows the link."),
    }
    _component(key="copy", data=data, width="content")
