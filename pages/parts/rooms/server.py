"""What the server has for rooms beside the pages: their own addresses, the watch over them, an orderly end."""

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from types import FrameType
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from pages.parts.rooms import chair, live
from pages.parts.rooms.phone import routes as phone
from pages.parts.rooms.refusals import RoomRefusal
from pages.parts.rooms.store import store

_SWEEP = 3600.0  # seconds between two looks for rooms whose time is over
_log = logging.getLogger(__name__)


def routes() -> list[Route]:
    return [*chair.routes(), *live.routes(), *phone.routes()]


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """What runs beside the pages for as long as there are rooms."""
    _end_streams_first(asyncio.get_running_loop())
    tasks = [asyncio.create_task(live.watch.run()), asyncio.create_task(_tidy())]
    try:
        yield
    finally:
        live.watch.end()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _tidy() -> None:
    """Rooms go when their days are over, also where nobody opens another."""
    while True:
        with suppress(RoomRefusal):
            if gone := await run_in_threadpool(lambda: store().tidy()):
                _log.info("%d rooms were closed or erased, for their days are over", gone)
        await asyncio.sleep(_SWEEP)


def _end_streams_first(loop: asyncio.AbstractEventLoop) -> None:
    """A server that is told to stop waits for every open stream, and a phone's never ends: so it is ended first."""
    if threading.current_thread() is not threading.main_thread():
        return  # a server within tests: signals are not its own
    for which in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(which)
        if callable(before):
            signal.signal(which, _ended_before(loop, before))


def _ended_before(loop: asyncio.AbstractEventLoop, before: Callable[..., Any]) -> Callable[..., None]:
    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(live.watch.end)
        before(number, frame)

    return stop
