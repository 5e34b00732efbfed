"""What a reader must be told once: what of a link or an entry could not be used, and what a link says of its results."""

from dataclasses import dataclass, field

import streamlit as st

from engine.link import Found
from engine.message import Message
from pages.parts import words
from pages.parts.words import _, several

_KEY = "notices_of_session"


@dataclass
class Notices:
    """`problems` are sentences on what could not be used; of the `asked` settings of a link, `lost` could not be restored.
    `seen` tells that they have been on the screen. `receipt` is what a link says of its results then and now.
    """

    problems: list[Message] = field(default_factory=list)
    asked: int = 0
    lost: int = 0
    seen: bool = False
    receipt: list[Message] = field(default_factory=list)


def _state() -> Notices:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Notices()
    found: Notices = st.session_state[_KEY]
    return found


def tell(problems: list[Message]) -> None:
    """Keeps what of a given text could not be used, to be shown on the next run, in place of what was told before."""
    st.session_state[_KEY] = Notices(problems, receipt=_state().receipt)


def complain(problem: Message) -> None:
    """Keeps one sentence to be shown on the next run."""
    tell([problem])


def add(problems: list[Message]) -> None:
    """Keeps further sentences beside those that are told."""
    found = _state()
    found.problems, found.seen = [*found.problems, *problems], found.seen and not problems


def clear() -> None:
    """What was told of entries and links is over."""
    tell([])


def forget() -> None:
    """Nothing is told any more, not even what a link says of its results."""
    st.session_state[_KEY] = Notices()


def tell_of_link(found: Found) -> None:
    """Keeps what a link could not restore, and what it says of its results."""
    st.session_state[_KEY] = Notices(
        list(found.problems), found.asked, found.lost, receipt=list(found.receipt)
    )


def link_is_over() -> None:
    """The scenario has changed: what a link said of its results is over, and so is what was seen of problems."""
    found = _state()
    found.receipt = []
    if found.seen:
        found.problems, found.lost = [], 0


def show() -> None:
    found = _state()
    if found.problems:
        st.warning(_problems(found))
    found.seen = True
    if found.receipt:
        st.info(words.plain(words.together(*map(words.message, found.receipt))))


def _problems(found: Notices) -> str:
    """How much could not be used, and the sentences that say why."""
    if found.lost:
        count = several(
            "{k} of {n} setting could not be restored; the rest is as asked.",
            "{k} of {n} settings could not be restored; the rest is as asked.",
            found.asked,
            k=words.count(found.lost),
        )
    else:
        count = _("Not everything could be used; the rest is as asked.")
    return words.together(count, *(words.plain(words.message(problem)) for problem in found.problems))
