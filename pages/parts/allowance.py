"""How much of a process may go into what nobody waits for, so that whoever is reading does not feel it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Spent(Exception):
    """Nothing is left of an allowance just now."""


class Allowance:
    """So large a share of each second, saved up to `most` seconds. `clock` tells what is counted: time that passes, or the
    processor's within this thread.
    """

    def __init__(self, share: float, most: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._share, self._most, self._clock = share, most, clock
        self._left, self._at = most, time.monotonic()
        self._lock = threading.Lock()

    @contextmanager
    def spending(self) -> Iterator[None]:
        """Spent where nothing is left; else what is done within it is counted."""
        if self._change(0.0) <= 0:
            raise Spent
        begun = self._clock()
        try:
            yield
        finally:
            self._change(begun - self._clock())

    def _change(self, seconds: float) -> float:
        with self._lock:
            now = time.monotonic()
            self._left = min(self._most, self._left + self._share * (now - self._at)) + seconds
            self._at = now
            return self._left
