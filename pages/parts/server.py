"""What the server is beside its pages: addresses of our own, whether it is ready, and what runs for as long as it does."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from streamlit.runtime import get_instance
from streamlit.runtime.stats import GaugeStat

from pages.parts import entrance, faults, logs, meters, reader, words
from pages.parts.rooms import addresses, guards
from pages.parts.rooms import server as rooms
from pages.parts.rooms.refusals import RoomRefusal
from pages.parts.rooms.site import Answerer
from pages.parts.rooms.store import store

_log = logging.getLogger(__name__)
_warm = threading.Event()


def routes() -> list[Route]:
    """All of them under the server's own base path, which Streamlit does not put before them."""
    base = addresses.served_under()
    ours = [*entrance.routes(), *rooms.routes(), Route(f"{base}/ready", _ready)]
    if meters.asked():
        ours.append(Route(f"{base}/metrics", _metrics))
    return [Route(one.path, _numbered(one.endpoint), methods=list(one.methods or ())) for one in ours]


def _numbered(answer: Answerer) -> Answerer:
    """Who asks is told the number of a fault of ours, and nothing else of it."""

    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except HTTPException:
            raise
        except Exception as error:
            with words.speaking(reader.of_request(request)):
                said = words._(faults.TOLD).format(number=faults.noted(error))
            return JSONResponse({"said": said}, 500, guards.HEADERS)

    return answered


async def _metrics(_request: Request) -> Response:
    """Figures of this process; a proxy does not pass them on."""
    with suppress(RoomRefusal):
        meters.rooms.set(await run_in_threadpool(lambda: store().count()))
    stats = get_instance().stats_mgr.get_stats(family_names=["active_sessions"])
    meters.readers.set(
        sum(one.value for one in stats.get("active_sessions", ()) if isinstance(one, GaugeStat))
    )
    return Response(meters.told(), media_type=meters.KIND)


async def _ready(_request: Request) -> Response:
    """Whether this process can serve readers: what the first of them would wait for is made, and its database is read and
    written. (That it lives, `/_stcore/health` says.)
    """
    if not _warm.is_set():
        return JSONResponse({"ready": False}, 503, guards.HEADERS)
    try:
        await run_in_threadpool(lambda: store().ready())
    except RoomRefusal as refusal:
        return guards.refused(refusal)
    return JSONResponse({"ready": True}, headers=guards.HEADERS)


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """What runs beside the pages for as long as the server does."""
    logs.begin()
    async with rooms.lifespan(app):
        warming = asyncio.create_task(_warmed())
        try:
            yield
        finally:
            warming.cancel()
            await asyncio.gather(warming, return_exceptions=True)


async def _warmed() -> None:
    """What is made at first need, catalogues and charts and their words, is there before the first reader is."""
    try:
        await run_in_threadpool(entrance.warm)
    except Exception:
        _log.exception("not everything could be made in advance")
    _warm.set()
