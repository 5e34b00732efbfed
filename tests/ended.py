"""A session in which the browser asks for another run at a chosen moment: Streamlit ends what is going on at the next touch."""

from collections import UserDict

from streamlit.runtime.scriptrunner import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData


class Session(UserDict):
    """A session's state; the touch with the number `ends_at`, counted from when it was set, ends what is going on."""

    ends_at = 0

    def _touched(self):
        self.ends_at -= 1
        if self.ends_at == 0:
            raise RerunException(RerunData())

    def __contains__(self, key):
        self._touched()
        return super().__contains__(key)

    def __getitem__(self, key):
        self._touched()
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        self._touched()
        super().__setitem__(key, value)

    def __delitem__(self, key):
        self._touched()
        super().__delitem__(key)
