"""A store over each database, a clock that is set by hand, and a room to try things in."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from pages.parts.rooms.records import Joined, Opened, Question, Room
from pages.parts.rooms.store import Store
from tests.postgres_setup import Server, server
from tests.rooms.databases import with_tables

QUESTIONS = (
    Question(0, 0, "range", ("organic_export_growth",), "How fast will exports grow?", "A year", ()),
    Question(0, 0, "text", (), "What would you do first?", "", ()),
    Question(0, 0, "choice", (), "Which matters most?", "", ("Rail", "Road")),
)
_NUMBERS = itertools.count(1)


@dataclass
class Clock:
    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Place:
    """A room with people in it, so that a test says only what it is about."""

    store: Store
    opened: Opened
    people: list[Joined] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.opened.room.code

    @property
    def room(self) -> Room:
        return self.store.room(self.code)

    def joined(self, count: int) -> "Place":
        self.people += [self.store.join(self.code) for _ in range(count)]
        return self

    def asked(self, place: int = 0) -> int:
        """The round that is asked now."""
        round = self.store.ask(self.code, self.room.version, place).round
        assert round is not None
        return round

    def answered(self, round: int, best: float = 0.1, turn: int = 1) -> "Place":
        """By everybody who is there."""
        for each in self.people:
            self.store.answer(self.code, each.token, round, turn, values(best))
        return self

    def steered(self, verb: str) -> Room:
        room: Room = getattr(self.store, verb)(self.code, self.room.version)
        return room


def values(best: float) -> dict[str, tuple[float, float, float]]:
    return {"organic_export_growth": (best - 0.05, best, best + 0.05)}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests of this process, with a database to copy that has its tables."""
    with server() as made:
        with_tables(made, "tables")
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path) -> str:
    """A database of its own for each test."""
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'rooms.sqlite').as_posix()}"
    made: Server = request.getfixturevalue("postgres")
    return made.database(f"test_{next(_NUMBERS)}", "tables")


@pytest.fixture
def store(url, clock) -> Iterator[Store]:
    made = Store(url, clock)
    yield made
    made.end()


@pytest.fixture
def place(store) -> Place:
    return Place(store, store.open_room("Thirty-five", QUESTIONS, groups=("North", "South")))
