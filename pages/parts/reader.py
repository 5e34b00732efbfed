"""Which language a reader is told everything in: the address's, else the one chosen here, else the browser's, else English."""

import streamlit as st
from starlette.requests import Request
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.parts import words
from pages.parts.component import component
from pages.parts.languages import USUAL, first

COOKIE = "r35lang"
_KEY = "language_of_session"
_KEPT = 365 * 86_400  # seconds that a browser keeps the choice
_component = component("reader")


def settle() -> str:
    """Looks whose page it is that is made now, at the beginning of each run: looking for every text would cost time."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return USUAL  # a terminal, or a thread of the server's own
    return words.speak(of_session())


def of_session() -> str:
    chosen = st.session_state.get(_KEY) or st.context.cookies.get(COOKIE)
    return first(st.query_params.get("lang"), chosen, st.context.locale)


def choose(code: str) -> None:
    """The reader's own choice: it stands above what the address asked for, and the browser keeps it."""
    st.session_state[_KEY] = first(code)
    st.query_params.pop("lang", None)
    settle()


def tell(code: str) -> None:
    """What a page tells its browser: the language that it is in, and to keep the reader's own choice."""
    kept = {"chosen": st.session_state.get(_KEY, ""), "name": COOKIE, "seconds": _KEPT}
    _component(key="reader", data={"language": code, **kept})


def of_request(request: Request) -> str:
    """The reader's who asks for an address of our own."""
    return first(request.query_params.get("lang"), request.cookies.get(COOKIE), *_accepted(request))


def _accepted(request: Request) -> list[str]:
    """What the browser says, the most welcome first."""
    found = []
    for part in request.headers.get("accept-language", "")[:200].split(","):
        code, _sign, weight = part.partition(";q=")
        try:
            found.append((-float(weight or 1), code))
        except ValueError:
            continue
    return [code for _weight, code in sorted(found, key=lambda pair: pair[0])]


words.ask(settle)
