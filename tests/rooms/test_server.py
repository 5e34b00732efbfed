"""The app's two ways to start, its own addresses beside the pages, and how it stops while phones listen."""

import asyncio
import json
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request

import pytest
from starlette.applications import Starlette

from engine.message import Message
from pages.parts import entrance, server
from pages.parts.rooms import addresses, live
from pages.parts.rooms.records import Question
from pages.parts.rooms.refusals import Away
from pages.parts.rooms.store import Store
from tests.browser.conftest import free_port, started
from tests.rooms.asking import asked

LIMIT = 3.0  # seconds in which a server stops, whoever listens
STREAMS, WRITERS = 200, 4


@pytest.fixture(params=["streamlit", "uvicorn"])
def place(request, tmp_path, monkeypatch) -> Iterator[tuple[str, subprocess.Popen, Store]]:
    """A server, started in one way, and a store on the database that it uses."""
    monkeypatch.setenv("ROAD_LAUNCH", request.param)
    port = free_port()
    with started(port, {"ROADS_FOLDER": str(tmp_path)}) as process:
        store = Store(f"sqlite:///{(tmp_path / 'rooms.sqlite').as_posix()}")
        yield f"http://127.0.0.1:{port}", process, store
        store.end()


def got(url: str) -> tuple[str, str]:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.headers["content-type"], answer.read().decode()


def is_ready(url: str) -> bool:
    with suppress(HTTPError), urllib.request.urlopen(f"{url}/ready", timeout=20):
        return True
    return False


def test_pages_and_own_addresses_stand_side_by_side(place):
    url, _process, _store = place
    for page in ("", "goods", "workshop"):
        kind, text = got(f"{url}/{page}")
        assert kind.startswith("text/html") and 'id="root"' in text, "Streamlit's own page"
    until = time.monotonic() + 30
    while not is_ready(url) and time.monotonic() < until:
        time.sleep(0.1)
    assert json.loads(got(f"{url}/ready")[1]) == {"ready": True}
    assert "Steer a workshop" in got(f"{url}/f/ABC123")[1]
    assert got(f"{url}/_stcore/health")[1] == "ok"


def test_phones_are_told_when_a_room_is_steered_and_a_server_that_stops_does_not_wait_for_them(place):
    """A join is no news for phones; a question is, within two seconds. What was acknowledged while it stopped is kept."""
    url, process, store = place
    room = store.open_room("Goods", (Question(0, 0, "text", (), "What?", "", ()),)).room
    with ExitStack() as streams:
        phones = [
            streams.enter_context(urllib.request.urlopen(f"{url}/r/{room.code}/stream", timeout=20))
            for _phone in range(STREAMS)
        ]
        for phone in phones:
            assert told(phone) == room.version
        store.join(room.code)
        opened = store.ask(room.code, store.room(room.code).version, 0)
        begun = time.monotonic()
        for phone in phones:
            assert told(phone) == opened.version
        assert time.monotonic() - begun < 2
        writers = [Writer(url, room.code, opened.round) for _ in range(WRITERS)]
        with ThreadPoolExecutor(WRITERS) as writing:
            turns = [writing.submit(one.write) for one in writers]
            while not all(one.turn for one in writers):
                time.sleep(0.01)
            begun = time.monotonic()
            process.terminate()
            process.wait(LIMIT * 4)
            assert time.monotonic() - begun < LIMIT
        for phone in phones:
            assert phone.read().strip() == b"", "the stream came to its end"
        kept = sorted(one.turn for one in store.export(room.code).answers)
        acknowledged = sorted(turn.result() for turn in turns)
        assert all(have >= told for have, told in zip(kept, acknowledged, strict=True))


class Writer:
    """A phone that answers as fast as it can until the server is gone; `turn` is the last that was acknowledged."""

    def __init__(self, url: str, code: str, round_: int):
        self.url, self.code, self.round, self.turn = url, code, round_, 0
        jar = HTTPCookieProcessor()
        self.browser = urllib.request.build_opener(jar)
        self.send("join", {})

    def send(self, what: str, told: dict) -> dict:
        headers = {"Origin": self.url, "Content-Type": "application/json"}
        asked = Request(f"{self.url}/r/{self.code}/{what}", json.dumps(told).encode(), headers)
        with self.browser.open(asked, timeout=20) as answer:
            return json.load(answer)

    def write(self) -> int:
        with suppress(OSError, HTTPException):
            while True:
                told = {"round": self.round, "turn": self.turn + 1, "text": "a"}
                self.turn = self.send("answer", told)["turn"]
                time.sleep(0.1)  # a person may answer twenty times a second
        return self.turn


def told(stream) -> int:
    while not (line := stream.readline().decode()).startswith("data: "):
        assert line, "the stream has ended"
    return int(line.removeprefix("data: "))


def test_not_ready_without_a_database(monkeypatch):
    """A process that lives but cannot do its work says so, with a sentence and no trace of the inside."""

    def away() -> Store:
        raise Away(Message("The database is away."))

    monkeypatch.setattr(server, "store", away)
    server._warm.set()
    answer = asked(Starlette(routes=server.routes()), "GET", "/ready")
    assert (answer.status, answer.told) == (503, {"said": "The database is away."})


def test_not_ready_before_the_first_page_is_made(monkeypatch):
    monkeypatch.setattr(server, "_warm", threading.Event())
    answer = asked(Starlette(routes=server.routes()), "GET", "/ready")
    assert (answer.status, answer.told) == (503, {"ready": False})


def test_what_cannot_be_made_in_advance_does_not_keep_a_process_from_being_ready(monkeypatch):
    def broken() -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(server, "_warm", threading.Event())
    monkeypatch.setattr(entrance, "warm", broken)
    with ThreadPoolExecutor(1) as aside:  # a loop may run in this thread: the browser's
        aside.submit(asyncio.run, server._warmed()).result()
    assert server._warm.is_set()


def test_the_server_has_all_under_its_base_path(monkeypatch):
    """Streamlit does not put it before them."""
    monkeypatch.setattr(addresses, "served_under", lambda: "/road")
    # the bare address itself is /road/
    assert {route.path.partition("/road/")[0] for route in server.routes()} == {""}


def test_who_comes_when_all_places_are_taken_asks_from_time_to_time(monkeypatch):
    monkeypatch.setattr(live, "_MOST", 0)
    assert asked(Starlette(routes=live.routes()), "GET", "/r/ABC123/stream").status == 429
