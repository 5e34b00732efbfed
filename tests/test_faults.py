"""Faults of ours are told by a number; the log and the figures say what an operator needs and nothing of who reads."""

import json
import logging
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route

from pages.parts import download, faults, meters, server, words
from pages.parts.pictures import NotDrawn, drawn
from pages.parts.texts import goods
from tests.rooms.asking import asked
from tests.test_pages import opened

ROOT = Path(__file__).parents[1]
NUMBER = re.compile(r"\b[0-9A-F]{6}\b")
SECRET = "what only the operator may read"


@pytest.fixture
def broken(monkeypatch):
    """A page that fails while it is made."""

    def numbers(_case):
        raise RuntimeError(SECRET)

    monkeypatch.setattr(goods, "numbers", numbers)


@pytest.mark.parametrize("code", ["en", "ru"])
def test_a_page_tells_a_number_and_the_log_has_the_reason_under_it(broken, caplog, code):
    with words.speaking(code):
        at = opened("pages/goods.py", {"lang": code})
    (told,) = at.error
    (number,) = NUMBER.findall(told.value)
    assert told.value == words.catalogue(code).gettext(faults.TOLD).format(number=number)
    assert at.exception, "it goes on its way: tests and Streamlit hear of it as before"
    (record,) = (one for one in caplog.records if one.name == faults.__name__)
    assert record.number == number and str(record.exc_info[1]) == SECRET
    assert SECRET not in told.value


def test_an_address_of_ours_tells_a_number_and_nothing_else(caplog):
    async def failing(_request):
        raise RuntimeError(SECRET)

    async def gone(_request):
        raise HTTPException(410)

    app = Starlette(routes=[Route("/a", server._numbered(failing)), Route("/b", server._numbered(gone))])
    answer = asked(app, "GET", "/a", accept_language="kk")
    assert answer.status == 500 and SECRET not in answer.body.decode()
    (number,) = NUMBER.findall(answer.told["said"])
    assert answer.told["said"].startswith(words.catalogue("kk").gettext(faults.TOLD)[:20])
    assert any(one.number == number for one in caplog.records if one.name == faults.__name__)
    assert asked(app, "GET", "/b").status == 410


# ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────


def told():
    return {
        name: float(value)
        for name, value in re.findall(
            r"^(road_\w+(?:\{[^}]*\})?) (\S+)$", meters.told().decode(), re.MULTILINE
        )
    }


def test_figures_are_there_only_where_they_are_asked_for(monkeypatch):
    def paths():
        return {route.path for route in server.routes()}

    monkeypatch.delenv("ROADS_METRICS", raising=False)
    assert "/metrics" not in paths()
    monkeypatch.setenv("ROADS_METRICS", "yes")
    assert "/metrics" in paths()


def test_what_is_done_is_counted_and_no_label_says_of_whom(broken):
    before = told()
    assert opened("pages/goods.py").exception
    with pytest.raises(NotDrawn):
        drawn(
            "png",
            {"mark": "nothing", "config": {"axis": {"titleColor": "#000000"}, "font": "serif"}},
            pd.DataFrame(),
            "",
            "",
        )
    after = told()
    for name in ("road_run_seconds_count", "road_errors_total", 'road_picture_seconds_count{kind="png"}'):
        assert after[name] == before.get(name, 0.0) + 1, name
    labels = set(re.findall(r"[{,](\w+)=", meters.told().decode()))
    assert labels <= {"kind", "le"}


def test_two_files_are_made_at_once_and_who_waits_too_long_is_told(monkeypatch):
    monkeypatch.setattr(download, "_PATIENCE", 0.05)
    inside, go = threading.Barrier(3), threading.Event()

    def made():
        with download._turn():
            inside.wait()
            go.wait()

    threads = [threading.Thread(target=made) for _ in range(2)]
    for thread in threads:
        thread.start()
    inside.wait()
    with pytest.raises(TimeoutError), download._turn():
        pass
    go.set()
    for thread in threads:
        thread.join()
    with download._turn():
        pass


# ── The log ──────────────────────────────────────────────────────────────────────────────────────────────────

PROGRAM = """
import logging
import streamlit.logger
streamlit.logger.get_logger("streamlit.runtime").warning("before")
from pages.parts import faults, logs
logs.begin()
logging.getLogger("pages").info("hello")
streamlit.logger.get_logger("streamlit.runtime").warning("of Streamlit's")
faults.noted(RuntimeError("a reason"))
logging.getLogger("uvicorn.access").info("10.1.2.3 GET /?by=Aigul")
"""


def test_a_log_of_json_has_a_line_for_each_event_and_no_reader():
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "ROADS_LOG": "json"},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in said.stderr.splitlines() if line.startswith("{")]
    assert [line["message"].partition(" ")[0] for line in lines] == ["hello", "of", "fault"]
    assert all({"timestamp", "level", "logger", "process"} <= set(line) for line in lines)
    assert lines[2]["number"] in lines[2]["message"] and "a reason" in lines[2]["exc_info"]
    assert "Aigul" not in said.stderr + said.stdout


def test_without_being_asked_the_log_is_as_it_was(monkeypatch):
    from pages.parts import logs

    monkeypatch.delenv("ROADS_LOG", raising=False)
    before = list(logging.getLogger().handlers)
    logs.begin()
    assert logging.getLogger().handlers == before
