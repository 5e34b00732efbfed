"""One run at a time in a process. Above some twenty a second, threads that run side by side take the interpreter from one
another so often that each costs up to twice its time, and the more wait the more there are.

A run that waits hears as ever that its reader has moved on or has gone.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.runtime.scriptrunner import get_script_run_ctx

_SLICE = 0.05  # seconds between two looks whether the run is still wanted
_BREATH = 0.001  # seconds in which somebody else takes it
_free, _mine = threading.Lock(), threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Within it no other run goes on; it is handed on at the end, however that comes."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or getattr(_mine, "held", False):
        yield
        return
    _take()
    try:
        context.yield_check()
        yield
    finally:
        _give()


def hand_on() -> None:
    """In the midst of long work: whoever waits comes first."""
    if getattr(_mine, "held", False):
        _give()
        time.sleep(_BREATH)
        _take()


def _take() -> None:
    context = get_script_run_ctx(suppress_warning=True)
    while not _free.acquire(timeout=_SLICE):
        if context:
            context.yield_check()  # as Streamlit's own caches wait for one another
    _mine.held = True


def _give() -> None:
    if getattr(_mine, "held", False):
        _mine.held = False
        _free.release()
