"""Code and data to take away: how the engine comes into a notebook, this case in Python, and all data as one file."""

import streamlit as st

from engine import Case, files
from engine.load import ROOT, data_files
from pages.parts import download
from pages.parts.words import _


def panel(case: Case) -> None:
    """The way to the engine, the lines that give this case, and the data."""
    st.markdown("**" + _("Code and data") + "**")
    st.caption(_("To use the engine in a notebook, install it from a copy of the project's folder:"))
    st.code("pip install path/to/road-to-35", language="shell", wrap_lines=True)
    st.caption(_("Then results by year, the chance of the goal and the bands of futures are:"))
    st.code(lines(case), language="python", wrap_lines=True)
    data("data")


def lines(case: Case) -> str:
    """Python that makes this case anew; a product table of the reader's own is not in it."""
    own = f", own={case.own!r}" if case.own else ""
    return (
        "from engine import Case, Scenario\n\n"
        f"case = Case({case.scenario!r}{own})\n"
        'case.results["year"], case.results["turnover"]\n'
        "case.futures.probability_at(case.scenario.target)\n"
        "case.futures.year, case.futures.bands  # 5, 10, 25, 50, 75, 90 and 95 % lie below\n"
    )


def data(key: str) -> None:
    """The button for all data; `key` is the control's own."""
    download.button(
        _("All data with their description (ZIP)"),
        key,
        "-data.zip",
        archive,
        _("Tables, numbers with their passports, sources with their terms, and the licence of the project"),
    )


def archive() -> bytes:
    """All seeds and data, their description, and the project's licence."""
    return files.packed(data_files() | {"LICENSE": (ROOT / "LICENSE").read_bytes()})
