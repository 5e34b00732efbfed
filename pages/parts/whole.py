"""Callbacks of controls that nothing ends in their midst.

Whenever the session's state is touched, Streamlit looks whether the browser has asked for another run, and if so ends what
is going on. A callback that is ended so would be lost: its control counts as heard, and nobody calls it again.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from streamlit.runtime.scriptrunner import RerunException

from pages.parts import faults

P = ParamSpec("P")


def whole(callback: Callable[P, None]) -> Callable[P, None]:
    """A callback that is called again where it was ended; what ended it is raised thereafter, for it asks for a run.

    What it changes must be no more, done twice, than done once.
    """

    @wraps(callback)
    def called(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            with faults.told():
                callback(*args, **kwargs)
        except RerunException:
            called(*args, **kwargs)
            raise

    return called
