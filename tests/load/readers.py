"""Readers of the explorer beside a workshop, with a change a second each."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench import reading as browser
from tests.bench.readers import Reader, connected
from tests.bench.server import Server


@contextmanager
def reading(server: Server, count: int, seconds: float) -> Iterator[list[float]]:
    """Within it so many read; in the list, once it has ended, are the seconds that each change took."""
    waits: list[float] = []
    if not count:
        yield waits
        return
    _figures, heard = browser.measure(server, presses=2, drags=2, loads=1)
    there = threading.Barrier(2)

    async def read() -> None:
        readers = [Reader(await connected(server), heard, seed) for seed in range(count)]
        for reader in readers:
            await reader.open_page()
        there.wait()
        for each in await asyncio.gather(*(reader.read(seconds) for reader in readers)):
            waits.extend(each)
        await asyncio.gather(*(reader.socket.close() for reader in readers))

    thread = threading.Thread(target=lambda: asyncio.run(read()))
    thread.start()
    there.wait(timeout=300)
    try:
        yield waits
    finally:
        thread.join()
