"""Phones as plain clients: each joins, listens, and answers every few seconds as its own page would."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from dataclasses import dataclass, field

import aiohttp

EVERY = 5.0  # seconds between two answers of a phone
_AGAIN = 1.0  # seconds until a stream that broke is opened anew
_LATE = 409  # an answer that came after the freeze: told to the person, and no fault
LEVER = "organic_export_growth"


@dataclass
class Figures:
    """What the phones lived through. `acknowledged` holds the latest turn that was, by round and person; `first` is when
    each person's first answer of a round was sent, in the order in which they were acknowledged.
    """

    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    late: int = 0
    streams: int = 0  # that broke, and were opened anew
    acknowledged: dict[tuple[int, int], int] = field(default_factory=dict)
    first: dict[int, list[float]] = field(default_factory=dict)


@dataclass
class Phone:
    base: str  # http://127.0.0.1:port
    code: str
    seed: int
    figures: Figures
    number: int = 0
    turn: int = 0
    round: int | None = None

    async def live(self, seconds: float) -> None:
        """Joins at a moment of its own and stays."""
        luck = random.Random(self.seed)
        # a jar for each: a phone is known by its cookie, also where the host is a number
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            await asyncio.sleep(luck.uniform(0, seconds / 6))
            joined = await self._sent(session, "join", {})
            if joined is None:
                return
            self.number = (await self._state(session))["me"]["number"]
            listening = asyncio.create_task(self._listen(session))
            try:
                await self._answer_on(session, luck, seconds * 5 / 6)
            finally:
                listening.cancel()

    async def _answer_on(self, session: aiohttp.ClientSession, luck: random.Random, seconds: float) -> None:
        end = time.monotonic() + seconds
        await asyncio.sleep(luck.uniform(0, EVERY))
        while time.monotonic() < end:
            if self.round is not None:
                await self._answer(session, luck)
            await asyncio.sleep(EVERY)

    async def _answer(self, session: aiohttp.ClientSession, luck: random.Random) -> None:
        self.turn += 1
        best = luck.uniform(0, 0.06)
        told = {
            "round": self.round,
            "turn": self.turn,
            "values": {LEVER: [best - 0.02, best, best + 0.02]},
        }
        place = (self.round or 0, self.number)
        begun = time.perf_counter()
        saved = await self._sent(session, "answer", told)
        if saved is None:
            return
        self.figures.waits.append(time.perf_counter() - begun)
        if place not in self.figures.acknowledged:
            self.figures.first.setdefault(place[0], []).append(begun)
        self.figures.acknowledged[place] = self.turn

    async def _listen(self, session: aiohttp.ClientSession) -> None:
        """Looks at the room whenever the stream says that it was steered. One that breaks is opened anew, as browsers do."""
        address = f"{self.base}/r/{self.code}/stream"
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(address, timeout=aiohttp.ClientTimeout(total=None)) as stream:
                    async for line in stream.content:
                        if line.startswith(b"data:"):
                            await self._state(session)
            self.figures.streams += 1
            await asyncio.sleep(_AGAIN)

    async def _state(self, session: aiohttp.ClientSession) -> dict:
        async with session.get(f"{self.base}/r/{self.code}/state") as answer:
            if answer.status != 200:
                self.figures.errors.append(f"state: {answer.status}")
                return {"me": {"number": 0}}
            told: dict = await answer.json()
        self.round = told["round"]["id"] if told["stage"] == "ask" else None
        return told

    async def _sent(self, session: aiohttp.ClientSession, what: str, told: dict) -> dict | None:
        """What was answered; None where nothing was saved. A server may close a connection that rests just when it is taken
        up again: a browser then asks once more on a new one, and so does this.
        """
        with contextlib.suppress(aiohttp.ClientConnectionError):
            return await self._posted(session, what, told)
        try:
            return await self._posted(session, what, told)
        except aiohttp.ClientError as error:
            self.figures.errors.append(f"{what}: {error!r}")
        return None

    async def _posted(self, session: aiohttp.ClientSession, what: str, told: dict) -> dict | None:
        headers = {"Origin": self.base, "Content-Type": "application/json"}
        address = f"{self.base}/r/{self.code}/{what}"
        async with session.post(address, data=json.dumps(told), headers=headers) as answer:
            if answer.status == 200:
                found: dict = await answer.json()
                return found
            if answer.status == _LATE:
                self.figures.late += 1
            else:
                self.figures.errors.append(f"{what}: {answer.status} {(await answer.text())[:120]}")
        return None
