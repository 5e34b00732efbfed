"""`make load`: a whole workshop and its readers on this machine, and what they waited for.

One facilitator and two screens as Streamlit's own clients, phones as plain ones; readers who drag and change pages, visitors
who come by links; everything stays on this machine. More than one process stands behind nginx. The last line is one of JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import time
from statistics import mean

from pages.parts.rooms.records import Question, Room
from pages.parts.rooms.store import Store
from tests.bench.reading import p95
from tests.load.browsing import KINDS, Browsing, Waits, deaf
from tests.load.phones import LEVER, Figures, Phone
from tests.load.place import FAULTS, Place, place
from tests.load.seats import Seat
from tests.rooms.databases import database

_ROUND = 20.0  # seconds that a question is asked
_SHOWN = 4.0  # seconds that its answers are shown
_AFTER = 20.0  # seconds for which a fault is felt
_DEAF = 5  # browsers that never read
_LOOK = 5.0  # seconds between two looks at the memory
_QUESTION = Question(0, 0, "range", (LEVER,), "How fast will other exports grow?", "A year", ())


def main() -> None:
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--visitors", type=int, default=0)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--fault", choices=("", *FAULTS), default="", help="what happens in the middle")
    asked = parser.parse_args()
    with database(asked.database) as url:
        figures = _measured(asked, url)
    for name, value in figures.items():
        print(f"{name:24} {value if value is not None else '–'}")
    print(json.dumps(figures))


def _measured(asked: argparse.Namespace, url: str) -> dict[str, object]:
    store = Store(url)
    opened = store.open_room("Load", (_QUESTION,), cap=max(1, asked.phones))
    code = opened.room.code
    with contextlib.ExitStack() as stack:
        there = stack.enter_context(place(asked.processes, {"ROADS_DATABASE": url}))
        stack.enter_context(contextlib.closing(_Ending(store)))
        figures, waits = Figures(), Waits()
        phones = [Phone(there.base, code, i, figures) for i in range(asked.phones)]
        seats = []
        if phones:
            keys = ((opened.key, "f"), (opened.screen_key, "s"), (opened.screen_key, "s"))
            seats = [Seat(there.base, code, key, way) for key, way in keys]
        people = [Browsing(there.base, i, waits).read(asked.seconds) for i in range(asked.readers)]
        people += [Browsing(there.base, -1 - i, waits).visit(asked.seconds) for i in range(asked.visitors)]
        begun, spent, own = time.perf_counter(), there.spent(), time.process_time()
        memory, fault = asyncio.run(_all(there, store, code, phones, seats, people, asked))
        passed = time.perf_counter() - begun
        felt = [
            wait
            for kind in ("let_go", "sweep", "page")
            for at, wait in waits.kinds[kind]
            if fault and fault < at < fault + _AFTER
        ]
        by_kind = {f"{kind}_p95_ms": _ms([wait for _at, wait in waits.kinds[kind]], 0.95) for kind in KINDS}
        errors = [*figures.errors, *waits.errors, *(e for seat in seats for e in seat.errors)]
        return {
            "phones": asked.phones,
            "readers": asked.readers,
            "visitors": asked.visitors,
            "processes": asked.processes,
            "answers": len(figures.waits),
            "answer_p50_ms": _ms(figures.waits, 0.5),
            "answer_p95_ms": _ms(figures.waits, 0.95),
            "screen_p95_ms": _ms(_to_screen(figures, seats[1:]), 0.95),
            "reader_p95_ms": by_kind["let_go_p95_ms"],
            **by_kind,
            "fault": asked.fault,
            "fault_p95_ms": _ms(felt, 0.95),
            "fault_worst_ms": round(1000 * max(felt)) if felt else None,
            "moved": waits.lost + figures.streams,
            "late": figures.late,
            "lost": _lost(store, code, figures),
            "errors": len(errors),
            "first_error": next(iter(errors), ""),
            "core_percent": _percent(spent, there.spent(), passed),
            "own_core_percent": round(100 * (time.process_time() - own) / passed),
            "memory_mb": round(max(memory)),
            "memory_grown_percent": _grown(memory),
        }


async def _all(there: Place, store: Store, code: str, phones, seats, people, asked):  # type: ignore[no-untyped-def]
    """Everybody at once. The memory all along, and when the fault befell."""
    memory: list[float] = []
    befallen = 0.0

    async def look() -> None:
        while True:
            memory.append(there.memory())
            await asyncio.sleep(_LOOK)

    async def befall() -> None:
        nonlocal befallen
        await asyncio.sleep(asked.seconds / 2)
        befallen = time.perf_counter()
        if asked.fault == "deaf":
            await asyncio.gather(*(deaf(there.base, seed, asked.seconds / 2) for seed in range(_DEAF)))
        else:
            await asyncio.to_thread(there.befall, asked.fault)

    beside = [asyncio.create_task(look()), *([asyncio.create_task(befall())] if asked.fault else [])]
    workshop = [_workshop(store, code, phones, seats, asked.seconds)] if phones else []
    await asyncio.gather(*workshop, *people)
    for task in beside:
        task.cancel()
    for ended in await asyncio.gather(*beside, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
    return memory, befallen


def _grown(memory: list[float]) -> float | None:
    """By how much memory has grown over the second half, from its first tenth to its last."""
    half = memory[len(memory) // 2 :]
    tenth = len(half) // 10
    return round(100 * (mean(half[-tenth:]) / mean(half[:tenth]) - 1), 1) if tenth else None


class _Ending:
    def __init__(self, store: Store) -> None:
        self.close = store.end


def _percent(before: dict[int, float], after: dict[int, float], passed: float) -> int:
    """Of one core, the busiest process."""
    return round(100 * max(spent - before.get(pid, 0.0) for pid, spent in after.items()) / passed)


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
        with contextlib.suppress(ValueError):  # the database may be away: then a moment later
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
