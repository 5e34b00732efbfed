"""Many readers at once: clients that speak Streamlit's own protocol, without browsers.

Each sends what a browser was heard to send, with a new value of the dial, and waits until the script has finished.
"""

from __future__ import annotations

import asyncio
import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from engine import PARAMETERS
from tests.bench.reading import KEY, p95
from tests.bench.server import Server

# readers at once; the fullest room first, so that its figures are those of a fresh server
ROOMS = (50, 30, 20)
_ASKING = 30
_ASK_SECONDS = 10.0  # between two presses of one reader
EVERY_SECONDS = 1.0
_DRAG_SECONDS = 2.0
LEVER = PARAMETERS[KEY.partition(".")[2]]


class Reader:
    def __init__(self, socket: ClientConnection, heard: list[BackMsg], seed: int) -> None:
        self.socket = socket
        self.first, self.change = heard
        self.random = random.Random(seed)
        self.query = ""
        self.changes = 0
        self.value = LEVER.value
        self.numbers: set[str] = set()
        self.sweep: tuple[float, int] | None = None  # when the last one came, and its bytes

    async def open_page(self) -> None:
        await self._run(self.first)

    async def move_dial(self) -> float:
        """Set the dial anew and give the seconds until the script has finished."""
        # all digits of a random number: no scenario that is in a cache already
        self.value = self.random.uniform(LEVER.low, LEVER.high)
        return await self._report("final")

    async def ask(self) -> float | None:
        """Take the dial in hand and give the seconds until its sweep has come; None where there is none."""
        self.sweep = None
        start = time.perf_counter()
        await self._report("ask")
        return self.sweep and self.sweep[0] - start

    async def _report(self, phase: str) -> float:
        self.changes += 1
        message = BackMsg()
        message.CopyFrom(self.change)
        message.rerun_script.query_string = self.query
        state = next(w for w in message.rerun_script.widget_states.widgets if w.id.endswith(f"-{KEY}"))
        if state.WhichOneof("value") == "json_value":
            state.json_value = json.dumps({"value": f"{self.value} {self.changes} {phase}"})
        else:
            state.double_array_value.data[:] = [self.value]
        start = time.perf_counter()
        await self._run(message)
        return time.perf_counter() - start

    async def read(self, seconds: float) -> list[float]:
        """One change a second, from a moment of this reader's own."""
        start = time.perf_counter()
        due = start + self.random.uniform(0, EVERY_SECONDS)
        waits = []
        while due < start + seconds:
            await asyncio.sleep(due - time.perf_counter())
            waits.append(await self.move_dial())
            due = max(due + EVERY_SECONDS, time.perf_counter())
        return waits

    async def _run(self, message: BackMsg) -> None:
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await self.socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "page_info_changed":
                # the app has written the address bar; a browser sends that with the next change
                self.query = answer.page_info_changed.query_string
            elif kind == "delta" and answer.delta.new_element.HasField("exception"):
                raise RuntimeError(f"The page failed: {answer.delta.new_element.exception.message}")
            elif kind == "delta":
                self.numbers.update(_numbers(answer.delta.new_element))
                if found := _sweep(answer.delta.new_element):
                    self.sweep = self.sweep or (time.perf_counter(), found)
            elif kind == "script_finished":
                return


def _numbers(element: Element) -> list[str]:
    """The big numbers in an element: Streamlit's own, or one of ours that holds all."""
    if element.HasField("metric"):
        return [element.metric.body]
    if element.HasField("bidi_component") and element.bidi_component.json:
        said: list[str] = json.loads(element.bidi_component.json).get("said", [])
        return said
    return []


def _sweep(element: Element) -> int:
    """The bytes of a sweep in an element; 0 where there is none."""
    data = json.loads(element.bidi_component.json or "{}") if element.HasField("bidi_component") else {}
    return len(data.get("swept", {}).get("sweep", "").encode())


def connected(server: Server) -> connect:
    # as a browser's connection to a local server: no proxy, no compression
    return connect(
        f"ws://{server.address}/_stcore/stream",
        subprotocols=["streamlit"],
        proxy=None,
        compression=None,
        max_size=None,
        ping_interval=None,
    )


def server_time(server: Server, heard: list[BackMsg], runs: int) -> float | None:
    """Milliseconds of processor time that the server takes for one change."""
    return asyncio.run(_server_time(server, heard, runs))


async def _server_time(server: Server, heard: list[BackMsg], runs: int) -> float | None:
    async with connected(server) as socket:
        reader = Reader(socket, heard, seed=max(ROOMS))
        await reader.open_page()
        before = server.cpu_seconds()
        for _ in range(runs):
            await reader.move_dial()
        after = server.cpu_seconds()
    if len(reader.numbers) < runs / 2:
        raise RuntimeError("The clients' changes of the dial changed hardly any number.")
    return None if before is None or after is None else 1000 * (after - before) / runs


def sweeps(server: Server, heard: list[BackMsg], runs: int, seconds: float) -> dict[str, float | None]:
    """What the sweep of a dial takes: processor time and milliseconds until it has come, its size, and the wait when 30 ask
    in ten seconds. Every scenario is new.
    """
    return asyncio.run(_sweeps(server, heard, runs, seconds))


async def _sweeps(server: Server, heard: list[BackMsg], runs: int, seconds: float) -> dict[str, float | None]:
    readers = []
    try:
        for seed in range(_ASKING):
            readers.append(Reader(await connected(server), heard, seed))
            await readers[-1].open_page()
        alone, waits = readers[0], []
        if await alone.ask() is None:
            return {}
        spent = 0.0
        for _ in range(runs):
            await alone.move_dial()
            before = server.cpu_seconds()
            waits.append(await alone.ask() or 0.0)
            spent += (server.cpu_seconds() or 0.0) - (before or 0.0)
        assert alone.sweep
        together = await asyncio.gather(*(_asking(reader, seconds) for reader in readers))
        return {
            "sweep_server": 1000 * spent / runs if server.cpu_seconds() else None,
            "sweep_kb": alone.sweep[1] / 1000,
            "sweep_1": 1000 * p95(waits),
            "sweep_30": 1000 * p95([wait for each in together for wait in each]),
        }
    finally:
        await asyncio.gather(*(reader.socket.close() for reader in readers))


async def _asking(reader: Reader, seconds: float) -> list[float]:
    """A press in ten seconds, from a moment of this reader's own, and what is let go after it."""
    start = time.perf_counter()
    due, waits = start + reader.random.uniform(0, min(seconds, _ASK_SECONDS)), []
    while due < start + seconds:
        await asyncio.sleep(due - time.perf_counter())
        waits.append(await reader.ask() or 0.0)
        await reader.move_dial()
        due = max(due + _ASK_SECONDS, time.perf_counter())
    return waits


@contextmanager
def dragging(server: Server, heard: list[BackMsg], count: int) -> Iterator[None]:
    """Within it so many others drag, two seconds each time: they take the dial in hand, and let it go."""
    over, there = threading.Event(), threading.Barrier(2)
    thread = threading.Thread(target=lambda: asyncio.run(_dragging(server, heard, count, over, there)))
    thread.start()
    try:
        there.wait(timeout=60)
        yield
    finally:
        over.set()
        thread.join()


async def _dragging(
    server: Server, heard: list[BackMsg], count: int, over: threading.Event, there: threading.Barrier
) -> None:
    readers = [Reader(await connected(server), heard, seed) for seed in range(count)]
    for reader in readers:
        await reader.open_page()
    there.wait()

    async def drag(reader: Reader) -> None:
        await asyncio.sleep(reader.random.uniform(0, _DRAG_SECONDS))
        while not over.is_set():
            await reader.ask()
            await asyncio.sleep(_DRAG_SECONDS)
            await reader.move_dial()

    await asyncio.gather(*map(drag, readers))
    await asyncio.gather(*(reader.socket.close() for reader in readers))


def load(server: Server, heard: list[BackMsg], seconds: float) -> dict[str, float | None]:
    """What each room of readers waits for (95 of 100 changes, milliseconds), and the server's memory at its end."""
    return asyncio.run(_load(server, heard, seconds))


async def _load(server: Server, heard: list[BackMsg], seconds: float) -> dict[str, float | None]:
    readers = []
    figures: dict[str, float | None] = {}
    try:
        for seed in range(max(ROOMS)):
            reader = Reader(await connected(server), heard, seed)
            readers.append(reader)
            await reader.open_page()
        for count in ROOMS:  # the others keep the page open and rest
            waits = await asyncio.gather(*(reader.read(seconds) for reader in readers[:count]))
            figures[f"readers_{count}"] = 1000 * p95([wait for each in waits for wait in each])
            figures[f"memory_{count}"] = server.memory_mb()
    finally:
        await asyncio.gather(*(reader.socket.close() for reader in readers))
    return figures
