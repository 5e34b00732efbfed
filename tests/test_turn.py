"""One run at a time: never two, none lost, none held up by one that is not wanted any more."""

import threading
import time

import pytest

from pages.parts import turn as room
from pages.parts.turn import hand_on, turn


class Superseded(BaseException):
    """As Streamlit ends a run that nobody waits for."""


class Context:
    def __init__(self) -> None:
        self.over = False

    def yield_check(self) -> None:
        if self.over:
            raise Superseded


@pytest.fixture
def contexts(monkeypatch):
    """Each thread is a run of its own."""
    mine = threading.local()

    def context(**_how):
        if not hasattr(mine, "it"):
            mine.it = Context()
        return mine.it

    monkeypatch.setattr(room, "get_script_run_ctx", context)
    return context


def started(act):
    thread = threading.Thread(target=act)
    thread.start()
    return thread


def test_there_are_never_two_and_none_is_lost(contexts):
    inside, most, done = [0], [0], [0]

    def run():
        for _time in range(20):
            with turn():
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.0005)
                with turn():  # a part of the same run
                    done[0] += 1
                inside[0] -= 1

    for thread in [started(run) for _ in range(8)]:
        thread.join()
    assert (most[0], done[0], inside[0]) == (1, 160, 0)


@pytest.mark.parametrize("error", [RuntimeError, Superseded, SystemExit])
def test_however_a_run_ends_the_next_one_comes(contexts, error):
    with pytest.raises(error), turn():
        raise error
    with turn():
        pass


def test_a_run_that_waits_leaves_once_it_is_not_wanted(contexts):
    left, its = threading.Event(), []

    def wait():
        its.append(contexts())
        try:
            with turn():
                pass
        except Superseded:
            left.set()

    with turn():
        waiting = started(wait)
        while not its:
            time.sleep(0.001)
        assert not left.wait(0.15)
        its[0].over = True
        assert left.wait(1.0)
    waiting.join()
    with turn():
        pass


def test_long_work_lets_others_go_before_it(contexts):
    order = []

    def other():
        with turn():
            order.append("other")

    with turn():
        waiting = started(other)
        time.sleep(0.1)
        order.append("first part")
        while "other" not in order:
            hand_on()
        order.append("second part")
        assert room._free.locked()
    waiting.join()
    assert order == ["first part", "other", "second part"]


def test_without_a_session_nothing_waits(monkeypatch):
    monkeypatch.setattr(room, "get_script_run_ctx", lambda **_how: None)
    with turn():
        assert not room._free.locked()
    hand_on()
