"""Answers remembered for as long as the table lives that they were made from."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

F = TypeVar("F", bound=Callable[..., Any])

_MOST = 64  # answers a table: sets of filters that readers move through


def per_table(function: F) -> F:
    """Remembers a function's answers by its first argument, a table; a table that nobody holds takes them along."""
    answers: WeakKeyDictionary[Any, dict[Hashable, Any]] = WeakKeyDictionary()

    @wraps(function)
    def answer(table: Any, *rest: Any) -> Any:
        known = answers.setdefault(table, {})
        if rest not in known:
            if len(known) >= _MOST:
                known.pop(next(iter(known)), None)
            known[rest] = function(table, *rest)
        return known[rest]

    return answer  # type: ignore[return-value]
