"""A browser that steers or shows a room, without the browser: it takes the seat, opens the page, and lets its small part
look again and again as a browser does.
"""

from __future__ import annotations

import asyncio
import re
import time

import aiohttp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

_COUNT = re.compile(r"(\d+) of \d+ ha(?:s|ve) answered")


class Seat:
    """`seen` is when the page first showed each count of answers, by the round that was asked then."""

    def __init__(self, base: str, code: str, key: str, way: str) -> None:
        self.base, self.code, self.key, self.way = base, code, key, way
        self.round = 0
        self.seen: dict[int, dict[int, float]] = {}
        self.errors: list[str] = []
        self._page = ""

    async def live(self) -> None:
        """Until it is cancelled."""
        cookie = await self._cookie()
        address = self.base.replace("http", "ws", 1) + "/_stcore/stream"
        async with connect(
            address,
            subprotocols=["streamlit"],
            additional_headers={"Cookie": cookie},
            origin=self.base,
            proxy=None,
            compression=None,
            max_size=None,
            ping_interval=None,
        ) as socket:
            await socket.send(self._asked(""))
            looking: dict[str, asyncio.Task[None]] = {}
            try:
                async for data in socket:
                    self._heard(ForwardMsg.FromString(data), socket, looking)
            except ConnectionClosed as error:
                self.errors.append(f"{self.way}: {error!r}")
            finally:
                for task in looking.values():
                    task.cancel()

    async def _cookie(self) -> str:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            headers = {"Origin": self.base, "Content-Type": "application/json"}
            address = f"{self.base}/{self.way}/{self.code}"
            async with session.post(address, json={"key": self.key}, headers=headers) as answer:
                answer.raise_for_status()
                return "; ".join(f"{name}={one.value}" for name, one in answer.cookies.items())

    def _asked(self, fragment: str) -> bytes:
        """Run the page, or the part of it that looks again."""
        message = BackMsg()
        run = message.rerun_script
        run.query_string = f"room={self.code}"
        run.page_script_hash = self._page
        run.page_name = "" if self._page else {"f": "workshop", "s": "screen"}[self.way]
        run.fragment_id = fragment
        return message.SerializeToString()

    def _heard(self, message: ForwardMsg, socket, looking: dict[str, asyncio.Task[None]]) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page = message.new_session.page_script_hash
            if not message.metadata.run.fragment_ids:  # the whole page: its parts are told anew
                for task in looking.values():
                    task.cancel()
                looking.clear()
        elif kind == "auto_rerun":
            part = message.auto_rerun
            if part.fragment_id not in looking:
                looking[part.fragment_id] = asyncio.create_task(
                    self._look(socket, part.fragment_id, part.interval)
                )
        elif kind == "delta":
            element = message.delta.new_element
            if element.HasField("exception"):
                self.errors.append(f"{self.way}: {element.exception.message}")
            elif element.HasField("html") and (found := _COUNT.search(element.html.body)):
                self.seen.setdefault(self.round, {}).setdefault(int(found[1]), time.perf_counter())

    async def _look(self, socket, fragment: str, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            await socket.send(self._asked(fragment))
