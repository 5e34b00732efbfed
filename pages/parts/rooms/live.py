"""How a phone learns at once that its room was steered: one question to the database twice a second, for all who listen.

A process asks only while somebody listens. What people answer is no news for phones: a room of two hundred who answer wakes
nobody.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from engine.message import Message
from pages.parts.rooms import addresses, guards
from pages.parts.rooms.refusals import RoomRefusal, TooMany
from pages.parts.rooms.store import store
from pages.parts.words import N_

_EVERY = 0.5  # seconds between two looks at the database
_BREATH = 15.0  # seconds after which a stream says that it is still there
_MOST = 2000  # streams of a process; whoever comes later asks from time to time
_FULL = N_("Too many phones listen here; this one asks now and then.")
# a proxy is not to collect what is to be told at once
_HEADERS = {**guards.HEADERS, "X-Accel-Buffering": "no"}


class Watch:
    """When each room was last steered, as this process knows it; whoever listens is woken when that changes."""

    def __init__(self) -> None:
        self._steered: dict[str, int] = {}
        self._news = asyncio.Event()  # set once, then replaced: each news wakes those who wait for it
        self._listening = 0
        self._over = False

    def check_place(self) -> None:
        if self._listening >= _MOST:
            raise TooMany(Message(_FULL), _BREATH)

    async def run(self) -> None:
        """Until it is cancelled. A database that is away is asked again: phones keep their streams."""
        while True:
            await asyncio.sleep(_EVERY)
            if self._listening:
                with suppress(RoomRefusal):
                    turns = await run_in_threadpool(store().versions)
                    self._told({code: turn.steered for code, turn in turns.items()})

    def _told(self, steered: dict[str, int]) -> None:
        if steered != self._steered:
            self._steered = steered
            self._wake()

    def end(self) -> None:
        """All streams come to their ends: a server that stops waits for them."""
        self._over = True
        self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, asyncio.Event()
        news.set()

    async def turns(self, code: str) -> AsyncIterator[int | None]:
        """Each time that a room is steered, the version of it; None when nothing has happened for a while."""
        self._listening += 1
        known: int | None = None
        try:
            while not self._over:
                news = self._news
                if (now := self._steered.get(code, known)) != known:
                    known = now
                    yield now
                    continue
                try:
                    await asyncio.wait_for(news.wait(), _BREATH)
                except TimeoutError:
                    yield None
        finally:
            self._listening -= 1


watch = Watch()


def routes() -> list[Route]:
    return [Route(f"{addresses.served_under()}/r/{{code}}/stream", _stream)]


async def _stream(request: Request) -> Response:
    """Server-sent events: `data: 17` says that at its version 17 the room was steered."""
    try:
        watch.check_place()
        room = await run_in_threadpool(store().room, request.path_params["code"])
    except RoomRefusal as refusal:
        return guards.refused(refusal)
    return StreamingResponse(_lines(room.code), media_type="text/event-stream", headers=_HEADERS)


async def _lines(code: str) -> AsyncIterator[str]:
    yield ": here\n\n"
    async for turn in watch.turns(code):
        yield f"data: {turn}\n\n" if turn is not None else ": here\n\n"
