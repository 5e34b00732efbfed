"""Copies of rooms as the operator's page says: made while people answer, put back whole; and clocks that differ."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from pages.parts.rooms.refusals import Frozen
from pages.parts.rooms.store import Store
from tests.postgres_setup import find_postgres
from tests.rooms.conftest import QUESTIONS, Clock, Place
from tests.rooms.databases import database

PAGE = (Path(__file__).parents[2] / "pages/parts/hosting/README.md").read_text(encoding="utf-8")
ROOT = Path(__file__).parents[2]


def command(beginning: str, **instead: str) -> list[str]:
    """A line of the operator's page as a command, with other words for some."""
    (line,) = (one.strip() for one in PAGE.splitlines() if one.strip().startswith(beginning))
    for there, here in instead.items():
        assert there.replace("__", "") in line, (there, line)
        line = line.replace(there.replace("__", ""), here)
    return shlex.split(line)


def run(words: list[str]) -> None:
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def told(store: Store, code: str):
    kept = store.export(code)
    return sorted((one.round, one.person, one.turn, str(one.values)) for one in kept.answers)


def lived(url: str) -> tuple[Place, int]:
    store = Store(url)
    place = Place(store, store.open_room("Copied", QUESTIONS)).joined(5)
    round = place.asked()
    return place.answered(round, 0.1), round


def test_a_copy_of_sqlite_made_in_the_midst_comes_back_whole(tmp_path):
    with database("sqlite") as url:
        place, round = lived(url)
        before = told(place.store, place.code)
        live, copy = Path(str(make_url(url).database)), tmp_path / "rooms.sqlite"
        words = command(".venv/bin/python -c")
        words = [sys.executable, *words[1:-2], str(live), str(copy)]
        run(words)
        place.answered(round, 0.2, turn=2)
        assert told(place.store, place.code) != before
        place.store.end()
        for name in ("", "-wal", "-shm"):
            Path(f"{live}{name}").unlink(missing_ok=True)
        copy.rename(live)
        back = Store(url)
        assert told(back, place.code) == before
        back.join(place.code)
        assert len(back.snapshot(place.code).people) == 6, "and people come in"
        back.end()


def test_a_copy_of_postgresql_comes_back_whole(tmp_path):
    with database("postgresql") as url:
        place, round = lived(url)
        before = told(place.store, place.code)
        parsed, programs = make_url(url), find_postgres()
        assert programs
        to = ["--host", str(parsed.query["host"]), "--username", str(parsed.username)]
        dump = str(tmp_path / "rooms.dump")
        words = command("pg_dump", **{"rooms.dump": dump})
        run([str(programs.with_name(words[0])), *to, *_named(words, parsed)])
        place.answered(round, 0.2, turn=2)
        place.store.end()
        words = command("pg_restore", **{"rooms.dump": dump})
        run([str(programs.with_name(words[0])), *to, *_named(words, parsed)])
        back = Store(url)
        assert told(back, place.code) == before
        back.end()


def _named(words: list[str], parsed) -> list[str]:
    """With the test's own database in the place of the operator's."""
    return [re.sub(r"^(--dbname=)?road$", rf"\g<1>{parsed.database}", word) for word in words[1:]]


@pytest.mark.parametrize("apart", [-300.0, 300.0])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_processes_whose_clocks_are_apart_run_one_workshop(kind, apart):
    """One opens, asks and reveals, the other takes the answers; each sees at once what the other did."""
    with database(kind) as url:
        clock = Clock()
        here, there = Store(url, clock), Store(url, lambda: clock() + apart)
        place = Place(here, here.open_room("Clocks", QUESTIONS))
        elsewhere = Place(there, place.opened)
        elsewhere.joined(4)
        round = place.asked()
        assert there.versions()[place.code] == here.versions()[place.code]
        elsewhere.answered(round, 0.3)
        clock.now += 2
        elsewhere.answered(round, 0.4, turn=2)
        here.freeze(place.code, place.room.version)
        with pytest.raises(Frozen):
            there.answer(place.code, elsewhere.people[0].token, round, 3, {})
        there.reveal(place.code, there.room(place.code).version)
        seen = here.snapshot(place.code)
        assert [one.turn for one in seen.answers] == [2] * 4
        assert there.room(place.code).stage == "reveal"
        there.tidy(), here.tidy()
        assert here.room(place.code).version == there.room(place.code).version, "neither thinks it over"
        here.end(), there.end()
