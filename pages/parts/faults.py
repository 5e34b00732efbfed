"""A fault of ours: who reads is told a number, and the log has under it what went wrong."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pages.parts import meters
from pages.parts.words import N_, _

TOLD = N_(
    "Something went wrong here, and it is our fault. Nothing that you made is lost. Whoever runs this server finds the reason "
    "under the number {number}."
)
# Streamlit's own words on it say less, in English
_INSTEAD = '<style>[data-testid="stException"] { display: none; }</style>'
_log = logging.getLogger(__name__)


def noted(error: Exception) -> str:
    """Writes a fault into the log; its number."""
    number = secrets.token_hex(3).upper()
    _log.error("fault %s", number, exc_info=error, extra={"number": number})
    meters.errors.inc()
    return number


@contextmanager
def told() -> Iterator[None]:
    """A fault within it is told on the page. It goes on its way: what Streamlit does with it is done too."""
    try:
        yield
    except Exception as error:
        st.error(_(TOLD).format(number=noted(error)))
        st.html(_INSTEAD)
        raise
