"""Controls of our own that live in the browser: a script, with its markup and its look where it has them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).parent


def component(name: str) -> Callable[..., Any]:
    """What draws the control whose files bear this name."""
    files = (_HERE / f"{name}.{kind}" for kind in ("html", "css", "js"))
    html, css, js = (file.read_text(encoding="utf-8") if file.exists() else None for file in files)
    made: Callable[..., Any] = st.components.v2.component(name, html=html, css=css, js=js)
    return made
