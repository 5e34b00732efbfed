"""What was acknowledged is there, nothing is counted twice, and a database that is away is one sentence."""

import itertools
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from pages.parts.rooms import database, migrate
from pages.parts.rooms.database import engine_for, reading, writing
from pages.parts.rooms.refusals import Away, Frozen, Moved, Shut
from pages.parts.rooms.store import Store
from tests.postgres_setup import server
from tests.rooms.conftest import QUESTIONS, Place, values

ROOT = Path(__file__).parents[2]


def test_of_200_answers_in_a_race_with_a_freeze_those_acknowledged_count_and_no_others(place):
    place.joined(200)
    store, code, round = place.store, place.code, place.asked()
    version, done = place.room.version, itertools.count()

    def answer(one):
        if next(done) == 100:
            store.freeze(code, version)
        try:
            return one.person.id, store.answer(code, one.token, round, 1, values(0.1)).version
        except Frozen as frozen:
            assert frozen.saved is None
            return one.person.id, None

    with ThreadPoolExecutor(12) as threads:
        told = dict(threads.map(answer, place.people))
    acknowledged = {person for person, version in told.items() if version}
    (frozen_at,) = [one.at for one in store.journal(code) if one.verb == "freeze"]
    kept = store.export(code).answers
    assert 0 < len(acknowledged) < 200, "no race was run"
    assert {one.person for one in kept} == acknowledged
    assert all(one.at <= frozen_at for one in kept)
    assert store.snapshot(code).counted == {round: len(acknowledged)}
    assert len(set(filter(None, told.values()))) == len(acknowledged), "each answer is a version of its own"


def test_of_many_who_steer_at_once_one_does(place):
    version = place.room.version

    def steer(place_):
        with suppress(Moved):
            return place.store.ask(place.code, version, place_)

    with ThreadPoolExecutor(8) as threads:
        won = [room for room in threads.map(steer, [0, 1, 2] * 8) if room]
    assert won == [place.room] and len(place.store.snapshot(place.code).rounds) == 1


def test_many_at_the_door_at_once_get_numbers_of_their_own_and_no_more_than_the_cap(place):
    store, code = place.store, place.code
    store.settle(code, place.room.version, cap=20)

    def join(_):
        with suppress(Shut):
            return store.join(code).person.number

    with ThreadPoolExecutor(8) as threads:
        numbers = [number for number in threads.map(join, range(40)) if number]
    assert sorted(numbers) == list(range(1, 21))


def test_an_answer_that_is_sent_twice_at_once_counts_once(place):
    place.joined(1)
    store, code, token, round = place.store, place.code, place.people[0].token, place.asked()
    with ThreadPoolExecutor(8) as threads:
        turns = [turn % 20 + 1 for turn in range(80)]
        list(threads.map(lambda turn: store.answer(code, token, round, turn, values(turn / 100)), turns))
    (kept,) = store.mine(code, token)
    assert (kept.turn, kept.values["organic_export_growth"][1]) == (20, 0.2)


def test_a_writer_that_is_killed_leaves_all_that_it_acknowledged(place, url):
    place.joined(1)
    round, token = place.asked(), place.people[0].token
    for _ in range(2):
        before = max((one.turn for one in place.store.mine(place.code, token)), default=0)
        with writer(url, place.code, token, round) as process:
            said = [int(process.stdout.readline()) for _ in range(before + 40)][-1]
            process.kill()
            said = max([said, *map(int, process.stdout.read().split())])
        (kept,) = place.store.mine(place.code, token)
        assert kept.turn in (said, said + 1), "the last may have been kept before it was said"
        assert kept.values["organic_export_growth"][1] == kept.turn / 1e6
    if url.startswith("sqlite"):
        with reading(place.store._engine) as connection:
            assert connection.exec_driver_sql("pragma integrity_check").scalar() == "ok"


@contextmanager
def writer(*words):
    command = [sys.executable, "-m", "tests.rooms.writer", *map(str, words)]
    env = {**os.environ, "ROADS_PROCESSES": "4"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_two_processes_write_into_one_room(place, url):
    place.joined(2)
    round, store = place.asked(), place.store
    with (
        writer(url, place.code, place.people[0].token, round) as one,
        writer(url, place.code, place.people[1].token, round) as other,
    ):
        for process in (one, other):
            for _ in range(30):
                assert process.stdout.readline()
        version = store.snapshot(place.code).room.version
        room = store.freeze(place.code, version)
        for process in (one, other):
            process.wait(20)
            assert process.returncode  # Frozen
    assert store.snapshot(place.code).counted == {round: 2}
    turns = sum(one.turn for one in store.export(place.code).answers)
    assert room.version == place.room.version == 1 + 2 + 1 + turns + 1, "a version for each change"


def test_an_export_is_of_one_moment(place):
    """While answers come in pairs, one to each of two rounds' people, no export has half a step."""
    place.joined(1)
    store, code, token, round = place.store, place.code, place.people[0].token, place.asked()

    def answers():
        for turn in range(1, 80):
            store.answer(code, token, round, turn, values(turn / 100))

    first = place.room.version
    with ThreadPoolExecutor(1) as threads:
        writing_ = threads.submit(answers)
        while not writing_.done():
            whole = store.export(code)
            assert sum(one.turn for one in whole.answers) == whole.room.version - first
        writing_.result()


# ── Away ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_full_disk_refuses_and_loses_nothing(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    place = Place(store, store.open_room("Full", QUESTIONS)).joined(3)
    round = place.asked(1)
    place.answered(round)
    acknowledged = store.snapshot(place.code)

    @sa.event.listens_for(store._engine, "begin")
    def full(connection):
        pages = connection.exec_driver_sql("pragma page_count").scalar()
        connection.exec_driver_sql(f"pragma max_page_count={pages}")

    with pytest.raises(Away):
        for turn in range(2, 200):
            store.answer(place.code, place.people[0].token, round, turn, text="x" * turn * 50)
    with pytest.raises(Away):
        store.open_room("Another", QUESTIONS, base="x" * 10_000)
    kept = store.snapshot(place.code)
    assert kept.people == acknowledged.people and kept.counted == {round: 3}
    sa.event.remove(store._engine, "begin", full)
    with writing(store._engine) as connection:
        connection.exec_driver_sql("pragma max_page_count=1000000")
    store.ready()
    assert store.answer(place.code, place.people[0].token, round, 1000, text="y").answer.text == "y"
    store.end()


def test_a_lost_server_is_away_and_all_is_there_when_it_is_back():
    with server() as machine:
        engine = engine_for(url := machine.database("rooms"))
        migrate.upgrade(engine)
        engine.dispose()
        place = Place(store := Store(url), Store(url).open_room("Lost", QUESTIONS)).joined(3)
        round = place.asked()
        place.answered(round)
        machine.stop()
        for asked in (
            store.ready,
            store.versions,
            lambda: store.snapshot(place.code),
            lambda: store.answer(place.code, place.people[0].token, round, 2, values(0.2)),
            lambda: Store(url),
        ):
            with pytest.raises(Away):
                asked()
        machine.start()
        store.ready()
        assert store.snapshot(place.code).counted == {round: 3}
        assert place.answered(round, 0.2, turn=2).steered("reveal").stage == "reveal"
        store.end()


def test_a_database_in_no_folder_is_away(tmp_path):
    (tmp_path / "file").write_text("")
    for url in (f"sqlite:///{tmp_path}/file/rooms.sqlite", f"sqlite:///{tmp_path}", "nothing"):
        with pytest.raises(Away):
            Store(url)


def test_a_file_that_is_no_database_is_away_and_left_alone(tmp_path):
    path = tmp_path / "rooms.sqlite"
    path.write_bytes(b"a letter of somebody's, not a database " * 200)
    before = path.read_bytes()
    with pytest.raises(Away):
        Store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_writer_who_keeps_others_waiting_too_long_is_not_waited_for(place, monkeypatch):
    """And when he has gone, all goes on."""
    monkeypatch.setattr(database, "_WAIT", 0.2)
    quick = Store(place.store._engine.url.render_as_string(hide_password=False))
    with writing(place.store._engine) as connection:
        place.store._held(connection, place.code)
        with pytest.raises(Away):
            quick.join(place.code)
    assert quick.join(place.code).person.number == 1
    quick.end()


# ── Versions ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_tables_of_another_version_are_not_touched(place, url):
    with writing(place.store._engine) as connection:
        connection.exec_driver_sql("update alembic_version set version_num = 'later'")
    with pytest.raises(Away, match=r"another version|later version"):
        place.store.ready()
    with pytest.raises(Away):
        Store(url)


def test_a_new_postgresql_waits_for_its_operator(postgres, monkeypatch, capsys):
    url = postgres.database("empty")
    with pytest.raises(Away, match=r"pages\.parts\.rooms\.migrate"):
        Store(url)
    monkeypatch.setenv("ROADS_DATABASE", url)
    for _ in range(2):  # a second time there is nothing to do
        migrate.main()
    assert migrate.newest() in capsys.readouterr().out
    Store(url).end()


def test_the_command_of_the_readme_makes_the_tables(tmp_path):
    env = {**os.environ, "ROADS_DATABASE": "", "ROADS_FOLDER": str(tmp_path / "a%20b" / "new")}
    command = [sys.executable, "-m", "pages.parts.rooms.migrate"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and migrate.newest() in done.stdout, done.stderr
    assert (tmp_path / "a%20b" / "new" / "rooms.sqlite").exists()


def test_who_comes_while_the_file_is_made_waits_for_it(tmp_path):
    path = tmp_path / "rooms.sqlite"
    # of the same library, for within one process two do not see each other's locks
    other = database._driver().connect(path, isolation_level=None, check_same_thread=False)
    other.execute("create table half (made)")
    other.execute("begin immediate")
    begun = time.monotonic()
    later = threading.Timer(0.5, other.rollback)
    later.start()
    store = Store(f"sqlite:///{path}")
    assert time.monotonic() - begun >= 0.5, "it did not wait"
    store.end()
    later.join()
    other.close()


def test_many_processes_start_at_once_on_a_new_file(tmp_path):
    env = {**os.environ, "ROADS_DATABASE": "", "ROADS_FOLDER": str(tmp_path), "ROADS_PROCESSES": "4"}
    code = "from pages.parts.rooms.store import store; store().open_room('x', ())"
    started = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env) for _ in range(3)]
    assert [process.wait(60) for process in started] == [0] * 3
    store = Store(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    assert len(store.versions()) == 3
    store.end()


def test_the_first_step_makes_the_tables_that_the_code_knows(url):
    """Column by column, with their keys and indexes: what `tables.py` says is what is there."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from pages.parts.rooms.tables import metadata

    engine = engine_for(url)
    migrate.upgrade(engine)
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


# ── Which SQLite ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        *(((3, 51, 3), True), ((3, 51, 2), False), ((3, 52, 0), True), ((4, 0, 0), True)),
        *(((3, 50, 7), True), ((3, 50, 6), False), ((3, 44, 6), True), ((3, 44, 5), False)),
        *(((3, 51, 0), False), ((3, 45, 0), False), ((3, 40, 1), False)),
    ],
)
def test_which_write_ahead_logs_are_trusted(version, sound):
    assert database.sound(version) == sound


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the system's own is taken")
def test_the_sqlite_that_is_brought_along_is_sound(tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path / 'rooms.sqlite'}")
    assert database.sound(engine.dialect.dbapi.sqlite_version_info)
    with reading(engine) as connection:
        said = [connection.exec_driver_sql(f"pragma {name}").scalar() for name in PRAGMAS]
    assert said == list(PRAGMAS.values())
    engine.dispose()


PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 5000,
}


def test_an_older_sqlite_has_one_process_and_one_connection(tmp_path, monkeypatch):
    import sqlite3

    monkeypatch.setattr(database, "_driver", lambda: sqlite3)
    monkeypatch.setattr(database, "sound", lambda version: False)
    url = f"sqlite:///{tmp_path / 'rooms.sqlite'}"
    monkeypatch.setenv("ROADS_PROCESSES", "2")
    with pytest.raises(Away, match="not safe with several processes"):
        Store(url)
    monkeypatch.setenv("ROADS_PROCESSES", "1")
    place = Place(store := Store(url), Store(url).open_room("Old", QUESTIONS)).joined(30)
    round = place.asked()
    with ThreadPoolExecutor(8) as threads:
        list(
            threads.map(lambda one: store.answer(place.code, one.token, round, 1, values(0.1)), place.people)
        )
    assert store._engine.pool.size() == 1
    with reading(store._engine) as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "truncate"
    assert store.snapshot(place.code).counted == {round: 30}
    store.end()


def test_a_driver_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(Away, match=r"postgres\.txt"):
        engine_for("postgresql+psycopg://road@/rooms")
    with pytest.raises(Away):
        engine_for("nosuch://road@/rooms")


def test_the_process_has_one_store_where_the_environment_says(tmp_path, monkeypatch):
    from pages.parts.rooms import store as module

    monkeypatch.setattr(module, "_one", [])
    monkeypatch.delenv("ROADS_DATABASE", raising=False)
    monkeypatch.setenv("ROADS_FOLDER", str(tmp_path))
    with ThreadPoolExecutor(4) as threads:
        stores = set(threads.map(lambda _: module.store(), range(8)))
    assert len(stores) == 1 and (tmp_path / "rooms.sqlite").exists()
    stores.pop().end()
