"""What a room is made of, as rows: the store gives them, routes and pages read them. No SQL, no Streamlit.

A room walks through its questions: lobby → ask → frozen → reveal → ask … → closed. A question can be asked again: each time
is a round of its own, and nothing is ever overwritten by the next.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

STAGES = ("lobby", "ask", "frozen", "reveal", "closed")
NAMES = ("none", "first", "full")  # chosen before anybody joins; can never be loosened
KINDS = ("guess", "range", "dial", "scenario", "choice", "text")
TEXTS = ("waiting", "shown", "refused")
CAPS, DAYS = (
    range(1, 1001),
    range(1, 366),
)  # how many people a room may hold, how long it is kept after its end
# seconds since 1970, UTC
Time = float


class Room(NamedTuple):
    """`round` is the one that is asked, frozen or revealed now; None in the lobby. `version` grows with every change."""

    id: int
    code: str
    title: str
    template: str
    language: str
    stage: str
    door_open: bool
    round: int | None
    base: str  # the scenario the room stands on, as a query
    names: str
    groups: tuple[str, ...]
    cap: int
    address: str  # what the QR code leads to, typed by the facilitator; empty: what the server believes
    version: int
    made: Time
    closed: Time | None
    days: int  # kept after closing
    delete_at: Time | None  # set by *delete*: a day later, until then it can be undone


class Turn(NamedTuple):
    """Where a room stands: its version, and the version at which it was last steered."""

    version: int
    steered: int


class Question(NamedTuple):
    """`place` from 0. `levers` of the engine's for dial, range and scenario; an outcome's name for guess."""

    id: int
    place: int
    kind: str
    levers: tuple[str, ...]
    ask: str
    hint: str
    options: tuple[str, ...]


class Round(NamedTuple):
    """One asking of a question; `number` from 1."""

    id: int
    question: int
    number: int
    opened: Time
    frozen: Time | None
    revealed: Time | None


class Person(NamedTuple):
    """`number` is what screens show; it starts at 1 in each room."""

    id: int
    number: int
    name: str
    group: str
    language: str
    joined: Time
    seen: Time
    removed: bool


class Answer(NamedTuple):
    """A person's answer in a round: `values` lever → (low, best, high), the three the same where one number is asked; for a
    choice the option's place; `text` for text; `query` and `results` for a scenario of one's own. `turn` is the phone's
    count of what it sent: a lower one is an older message.
    """

    round: int
    person: int
    turn: int
    values: Mapping[str, tuple[float, float, float]]
    text: str
    state: str  # of a text: waiting, shown, refused; empty else
    query: str
    results: Mapping[str, float]
    at: Time


class Device(NamedTuple):
    """A browser that steers a room (`facilitator`) or only shows it (`screen`)."""

    id: int
    kind: str
    made: Time
    seen: Time


class Entry(NamedTuple):
    """A line of the journal: who (`facilitator 3`, `person 12`, `system`) did what."""

    id: int
    at: Time
    actor: str
    verb: str
    detail: Mapping[str, Any]


class Opened(NamedTuple):
    """A room just made: its two keys are shown once, only their hashes are kept."""

    room: Room
    key: str
    screen_key: str


class Joined(NamedTuple):
    """`token` goes into the cookie, `word` is shown on the phone: with it the person comes back on another one."""

    person: Person
    token: str
    word: str


class Saved(NamedTuple):
    """What is stored now, which is an earlier answer where an older turn came late."""

    answer: Answer
    version: int


class Snapshot(NamedTuple):
    """What may be seen of a room by a screen or a phone: answers of revealed rounds only, `counted` for every round."""

    room: Room
    questions: tuple[Question, ...]
    rounds: tuple[Round, ...]
    people: tuple[Person, ...]  # those not removed
    answers: tuple[Answer, ...]  # of revealed rounds, of people not removed
    counted: Mapping[int, int]  # round → how many have answered


class Export(NamedTuple):
    """All of a room in one snapshot, for its facilitator: answers of every round, texts in every state."""

    room: Room
    questions: tuple[Question, ...]
    rounds: tuple[Round, ...]
    people: tuple[Person, ...]
    answers: tuple[Answer, ...]
    journal: tuple[Entry, ...]
