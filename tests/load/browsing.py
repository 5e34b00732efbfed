"""People who read the explorer, as plain clients: what their browsers send, and what they wait for.

A reader drags a dial (takes it in hand, which asks for its sweep, and lets it go) and changes the page; a visitor comes by
a link, as a messenger's preview before, and takes a picture and a document along. Where a connection is lost they do as a
browser does: connect anew, open the page again, and ask once more; that is part of the wait.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from engine import PARAMETERS, Scenario
from engine.link import text, to_query
from engine.study import Study

EVERY = 10.0  # seconds between two drags of a reader, and between two visits of a visitor
_DRAG = 2.0  # seconds that a dial is in hand
_PAGE = 60.0  # seconds between two changes of the page
_PATIENCE = 30.0  # seconds after which a wait is an error
_DOCUMENT = {"Sec-Fetch-Dest": "document"}  # as a browser says that somebody opens a page
_LEVER = PARAMETERS["organic_export_growth"]
_DIAL = f"-main.{_LEVER.id}"
KINDS = ("let_go", "sweep", "page", "link", "preview", "card", "picture", "document")


@dataclass
class Waits:
    """Seconds by kind, each with the moment at which it ended; what went wrong; how often a connection was lost."""

    kinds: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    errors: list[str] = field(default_factory=list)
    lost: int = 0

    async def timed(self, kind: str, act: Callable[[], Awaitable[object]]) -> None:
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(_PATIENCE):
                await act()
        except (TimeoutError, RuntimeError, OSError, aiohttp.ClientError, WebSocketException) as error:
            self.errors.append(f"{kind}: {error!r}")
        else:
            now = time.perf_counter()
            self.kinds[kind].append((now, now - begun))


class Browsing:
    """A browser that has a page open."""

    def __init__(self, base: str, seed: int, waits: Waits) -> None:
        self.base, self.waits, self.random = base, waits, random.Random(seed)
        self.page, self.query, self.turn, self._cookie = "", "", 0, ""
        self.socket: ClientConnection | None = None
        self._forget()

    def _forget(self) -> None:
        self._script, self._session = "", ""
        self._known: dict[str, WidgetState] = {}
        self._ids: set[str] = set()
        self._files: dict[str, str] = {}  # deferred files by the key of their button
        self._hashes: set[str] = set()

    # ── What people do ──

    async def read(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        await asyncio.sleep(self.random.uniform(0, EVERY))
        await self.open("")
        turn = time.perf_counter() + self.random.uniform(0, _PAGE)
        while (now := time.perf_counter()) < end:
            await self._drag()
            if now > turn:
                turn += _PAGE
                for page in ("goods", ""):
                    await self.waits.timed("page", lambda page=page: self.open(page))
            await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - now)))
        await self.leave()

    async def visit(self, seconds: float) -> None:
        """One visit after the other, each by a link that nobody has opened before."""
        end = time.perf_counter() + seconds
        await asyncio.sleep(self.random.uniform(0, EVERY))
        while (now := time.perf_counter()) < end:
            await self._visit()
            await asyncio.sleep(max(0.0, EVERY - (time.perf_counter() - now)))

    async def _visit(self) -> None:
        query = odd_query(self.random)
        found: list[str] = []

        async def preview() -> None:
            head = (await self._got(f"/?{query}")).decode()
            found.extend(re.findall(r'og:image" content="[^"]*?(/card/[^"]*)"', head))

        await self.waits.timed("preview", preview)
        for address in found:
            await self.waits.timed("card", lambda address=address: self._got(address.replace("&amp;", "&")))
        self.query = query
        await self.waits.timed("link", lambda: self.open(""))
        for kind, panel, key in (("picture", "more.path", "png.path"), ("document", "save", "pdf")):
            await self.waits.timed(kind, lambda panel=panel, key=key: self._taken(panel, key))
        await self.leave()

    async def _drag(self) -> None:
        value = self.random.uniform(_LEVER.low or 0.0, _LEVER.high or 0.0)
        self.turn += 2
        await self.waits.timed("sweep", lambda: self._told(f"{value} {self.turn - 1} ask"))
        await asyncio.sleep(_DRAG)
        await self.waits.timed("let_go", lambda: self._told(f"{value} {self.turn} final"))

    # ── What browsers do for it ──

    async def open(self, page: str) -> None:
        self.page = page
        if self.socket is None:
            await self.connect()
        self._script = ""
        await self._run({})

    async def leave(self) -> None:
        if self.socket:
            await self.socket.close()
        self.socket = None
        self._forget()

    async def connect(self) -> None:
        self._forget()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.base}/{self.page}", headers=_DOCUMENT) as answer,
        ):
            answer.raise_for_status()
            self._cookie = "; ".join(f"{name}={one.value}" for name, one in answer.cookies.items())
        self.socket = await connect(
            self.base.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],
            additional_headers={"Cookie": self._cookie} if self._cookie else None,
            origin=self.base,
            proxy=None,
            compression=None,
            max_size=None,
            ping_interval=None,
        )

    async def _told(self, said: str) -> None:
        """The dial says something."""
        name = next((id for id in self._ids if id.endswith(_DIAL)), "")
        if not name:
            raise RuntimeError("the page has no dial")
        await self._run({name: WidgetState(id=name, json_value=json.dumps({"value": said}))})

    async def _taken(self, panel: str, key: str) -> None:
        """A panel is opened, and a file of it asked for, made and fetched."""
        name = next((id for id in self._ids if id.endswith(f"-{panel}")), "")
        await self._run({name: WidgetState(id=name, bool_value=True)})
        file = next((file for id, file in self._files.items() if id.endswith(f"-{key}")), "")
        if not file or not self.socket:
            raise RuntimeError(f"no file {key} in {panel}")
        message = BackMsg()
        asked = message.backend_operation_request
        asked.request_id, asked.session_id, asked.deferred_file.file_id = "1", self._session, file
        await self.socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await self.socket.recv())
            if told.WhichOneof("type") == "backend_operation_response":
                break
        if told.backend_operation_response.error_msg:
            raise RuntimeError(told.backend_operation_response.error_msg)
        await self._got(told.backend_operation_response.deferred_file.url)

    async def _got(self, path: str) -> bytes:
        headers = {"Cookie": self._cookie} if self._cookie else {}
        async with (
            aiohttp.ClientSession() as session,
            session.get(self.base + path, headers=headers) as answer,
        ):
            answer.raise_for_status()
            return await answer.read()

    async def _run(self, news: dict[str, WidgetState]) -> None:
        """Asks for a run and waits for its end; anew where the connection is lost."""
        self._known |= news
        while True:
            try:
                await self._asked()
                return
            except WebSocketException:
                self.waits.lost += 1
                kept = dict(self._known)
                await asyncio.sleep(self.random.uniform(0.1, 0.5))  # as a browser that has lost its server
                await self._again()
                if news:
                    self._known = kept

    async def _again(self) -> None:
        while True:
            try:
                await self.connect()
                await self._asked()
                return
            except (WebSocketException, OSError, aiohttp.ClientError):
                await asyncio.sleep(0.5)

    async def _asked(self) -> None:
        assert self.socket
        message = BackMsg()
        run = message.rerun_script
        run.query_string = self.query
        run.page_script_hash = self._script
        run.page_name = "" if self._script else self.page
        run.cached_message_hashes.extend(self._hashes)
        run.widget_states.widgets.extend(self._known.values())
        await self.socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await self.socket.recv())
            kind = told.WhichOneof("type")
            if told.metadata.cacheable and told.hash:
                self._hashes.add(told.hash)
            if kind == "new_session":
                self._script = told.new_session.page_script_hash
                self._session = told.new_session.initialize.session_id or self._session
            elif kind == "page_info_changed":
                self.query = told.page_info_changed.query_string
            elif kind == "delta":
                self._drawn(told)
            elif kind == "script_finished":
                return

    def _drawn(self, told: ForwardMsg) -> None:
        element, block = told.delta.new_element, told.delta.add_block
        if element.HasField("exception"):
            raise RuntimeError(element.exception.message)
        if element.HasField("bidi_component"):
            self._ids.add(element.bidi_component.id)
        if element.HasField("download_button") and element.download_button.deferred_file_id:
            self._files[element.download_button.id] = element.download_button.deferred_file_id
        if block.HasField("popover") and block.popover.id:
            self._ids.add(block.popover.id)


async def deaf(base: str, seed: int, seconds: float) -> None:
    """A browser that asks for page after page, ten a second, and reads nothing of what comes."""
    end = time.perf_counter() + seconds
    one = Browsing(base, seed, Waits())
    await one.connect()
    assert one.socket
    one.socket.transport.pause_reading()
    while time.perf_counter() < end:
        message = BackMsg()
        message.rerun_script.page_name = one.random.choice(("goods", "border", ""))
        with contextlib.suppress(WebSocketException):
            await one.socket.send(message.SerializeToString())
        await asyncio.sleep(0.1)
    one.socket.transport.abort()


def odd_query(luck: random.Random) -> str:
    """A link's query that nobody has asked for before."""
    scenario = Scenario(target=round(luck.uniform(30, 90), 4), programme_value=round(luck.uniform(0, 3), 4))
    return text(to_query(Study(scenario)))
