"""`make load`: a whole workshop on this machine, and what its people waited for.

One facilitator and two screens as Streamlit's own clients, phones as plain ones, readers beside them if they are asked for;
everything stays on this machine. The last line is one of JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import time

from pages.parts.rooms.records import Question, Room
from pages.parts.rooms.store import Store
from tests.bench.reading import p95
from tests.bench.server import Server, serving
from tests.load.phones import LEVER, Figures, Phone
from tests.load.readers import reading
from tests.load.seats import Seat
from tests.rooms.databases import database

_ROUND = 20.0  # seconds that a question is asked
_SHOWN = 4.0  # seconds that its answers are shown
_QUESTION = Question(0, 0, "range", (LEVER,), "How fast will other exports grow?", "A year", ())


def main() -> None:
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args()
    with database(asked.database) as url:
        figures = _measured(asked, url)
    for name, value in figures.items():
        print(f"{name:24} {value if value is not None else '–'}")
    print(json.dumps(figures))


def _measured(asked: argparse.Namespace, url: str) -> dict[str, object]:
    store = Store(url)
    opened = store.open_room("Load", (_QUESTION,), cap=asked.phones)
    code = opened.room.code
    environment = {"ROADS_DATABASE": url, "ROADS_PROCESSES": str(asked.processes)}
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(serving("app.py", environment)) for _ in range(asked.processes)]
        bases = [f"http://{server.address}" for server in servers]
        stack.enter_context(contextlib.closing(_Ending(store)))
        figures = Figures()
        phones = [Phone(bases[i % len(bases)], code, i, figures) for i in range(asked.phones)]
        seats = [
            Seat(bases[0], code, opened.key, "f"),
            *(Seat(bases[i % len(bases)], code, opened.screen_key, "s") for i in range(2)),
        ]
        with reading(servers[0], asked.readers, asked.seconds) as waits:
            begun, spent = time.perf_counter(), _spent(servers)
            asyncio.run(_workshop(store, code, phones, seats, asked.seconds))
            passed = time.perf_counter() - begun
        return {
            "phones": asked.phones,
            "answers": len(figures.waits),
            "answer_p50_ms": _ms(figures.waits, 0.5),
            "answer_p95_ms": _ms(figures.waits, 0.95),
            "screen_p95_ms": _ms(_to_screen(figures, seats[1:]), 0.95),
            "reader_p95_ms": _ms(waits, 0.95),
            "late": figures.late,
            "lost": _lost(store, code, figures),
            "errors": len(figures.errors) + sum(len(seat.errors) for seat in seats),
            "first_error": next(iter([*figures.errors, *(e for seat in seats for e in seat.errors)]), ""),
            "core_percent": _percent(spent, _spent(servers), passed),
            "memory_mb": max(round(server.memory_mb() or 0) for server in servers),
        }


class _Ending:
    def __init__(self, store: Store) -> None:
        self.close = store.end


def _spent(servers: list[Server]) -> list[float]:
    return [server.cpu_seconds() or 0.0 for server in servers]


def _percent(before: list[float], after: list[float], passed: float) -> int:
    """Of one core, the busiest process."""
    return round(100 * max(b - a for a, b in zip(before, after, strict=True)) / passed)


def _ms(values: list[float], share: float) -> float | None:
    if len(values) < 2:
        return None
    found = p95(values) if share == 0.95 else sorted(values)[len(values) // 2]
    return round(1000 * found, 1)


async def _workshop(store: Store, code: str, phones: list[Phone], seats: list[Seat], seconds: float) -> None:
    sitting = [asyncio.create_task(seat.live()) for seat in seats]
    steering = asyncio.create_task(_steer(store, code, seats))
    try:
        await asyncio.gather(*(phone.live(seconds) for phone in phones))
        await asyncio.sleep(2)  # what was answered last comes to the screen
    finally:
        for task in (*sitting, steering):
            task.cancel()
        ended = await asyncio.gather(*sitting, steering, return_exceptions=True)
        for error in ended:
            if isinstance(error, Exception):
                seats[0].errors.append(repr(error))


async def _steer(store: Store, code: str, seats: list[Seat]) -> None:
    """Ask, reveal, ask again."""
    while True:
        room = await asyncio.to_thread(_asked, store, code)
        for seat in seats:
            seat.round = room.round or 0
        await asyncio.sleep(_ROUND)
        with contextlib.suppress(ValueError):
            await asyncio.to_thread(_revealed, store, code)
        await asyncio.sleep(_SHOWN)


def _asked(store: Store, code: str) -> Room:
    return store.ask(code, store.room(code).version, 0)


def _revealed(store: Store, code: str) -> Room:
    return store.reveal(code, store.room(code).version)


def _to_screen(figures: Figures, screens: list[Seat]) -> list[float]:
    """Seconds from the sending of the answer that made a count to its being shown."""
    found = []
    for screen in screens:
        for round_, sent in figures.first.items():
            shown = sorted(screen.seen.get(round_, {}).items())
            for count, begun in enumerate(sent, 1):
                at = [when for seen, when in shown if seen >= count]
                if at:
                    found.append(max(0.0, min(at) - begun))
    return found


def _lost(store: Store, code: str, figures: Figures) -> int:
    """Acknowledged answers that the database does not have, or has in an older turn."""
    kept = store.export(code)
    numbers = {person.id: person.number for person in kept.people}
    turns = {(one.round, numbers[one.person]): one.turn for one in kept.answers}
    return sum(turns.get(place, 0) < turn for place, turn in figures.acknowledged.items())


if __name__ == "__main__":
    main()
