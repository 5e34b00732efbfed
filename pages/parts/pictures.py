"""A chart as a file: PNG, SVG or PDF with its finding as title, drawn without a browser and without the net."""

import json
import re
import struct
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import IO, Any
from unicodedata import east_asian_width

import pandas as pd

from pages.parts import fonts, meters
from pages.parts.exhibits.theme import Spec
from pages.parts.words import _

KINDS = ("png", "svg", "pdf")
_WIDTH = 900  # pixels; a PNG has twice as many
_PADDING, _LINE = 16, 14  # pixels around a picture, and of a line at its foot
# what keeps together: a number or a word of Latin letters, and marks with what they open or close
_PIECES = re.compile(r"[“（《]*(?:[!-~]{1,24}|.)[，。；：、”）》]*")
# letters of a line at the foot: in words, and in a link, which has more capitals and signs
_LETTERS, _SIGNS = 145, 125
CARD = (1200, 630)
"""Pixels of a link's preview."""
_CARD_LETTERS = 52  # of a line of its title
_PROGRAM = Path(__file__).with_name("drawer.py")
_FONTS = tuple(map(str, fonts.FOLDERS))  # folders of fonts that pictures are drawn with


class NotDrawn(ValueError):
    """A picture that could not be drawn; the sentence says so to whoever asked for it."""


def drawn(
    kind: str,
    spec: Spec,
    data: pd.DataFrame,
    finding: str,
    below: str,
    width: int = _WIDTH,
    foot: Iterable[str] = (),
) -> bytes:
    """The picture; NotDrawn where there is none. `below` is the line under the title: what its marks mean.

    `foot` stands small below the chart: whose data, model and licence, and where, a line each or several where it is long.
    Without a finding there is no title: a document says it in its own text.
    """
    lines = [line for text in foot for line in _wrapped(text)]
    return _drawer.picture(kind, _whole(spec, data, finding, below, width), lines)


def card(spec: Spec, data: pd.DataFrame, finding: str, foot: str) -> bytes:
    """A PNG of the size that messengers show, `CARD`; NotDrawn where there is none. Its finding is the title, in large letters."""
    whole = _whole(spec, data, finding, "", CARD[0] // 2)
    title = {**whole["title"], "text": _wrapped(finding, _CARD_LETTERS), "fontSize": 20, "offset": 10}
    sized = {
        "height": CARD[1] // 2 - _foot([foot], spec)["height"],
        "autosize": {"type": "fit", "contains": "padding"},
    }
    config = {**spec["config"], "legend": {**spec["config"]["legend"], "offset": 34}}
    return _drawer.picture("card", {**whole, **sized, "config": config, "title": title}, [foot])


def _wrapped(text: str, letters: int = _LETTERS) -> list[str]:
    """A text in lines that fit, letter by letter the same: a link that is too long for one is broken anywhere."""
    if any(east_asian_width(letter) in "WF" for letter in text):
        return _without_blanks(text, letters // 2)
    return textwrap.wrap(text, letters if " " in text else _SIGNS, break_on_hyphens=False)


def _without_blanks(text: str, letters: int) -> list[str]:
    """Chinese is broken between any two letters, but not within a number or a word of another script."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if len(lines[-1]) + len(piece) > letters and lines[-1]:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _foot(lines: Sequence[str], spec: dict[str, Any]) -> dict[str, Any]:
    """Lines as a group of SVG, and its height."""
    if not lines:
        return {"group": "", "height": 0}
    config = spec["config"]
    look = f'font-family="{escape(config["font"])}" font-size="11" fill="{config["axis"]["titleColor"]}"'
    rows = (
        f'<text x="{_PADDING}" y="{_LINE * row}">{escape(line)}</text>'
        for row, line in enumerate(lines, start=1)
    )
    return {"group": f"<g {look}>{''.join(rows)}</g>", "height": _LINE * len(lines) + _PADDING}


def _whole(spec: Spec, data: pd.DataFrame, finding: str, below: str, width: int) -> dict[str, Any]:
    """A spec that holds its data and its title, and has a width of its own."""
    rows = json.loads(data.to_json(orient="records"))
    whole = {**spec, "data": {"values": rows}, "width": width}
    if not finding:
        return whole
    title = {
        "text": textwrap.wrap(finding, 90),
        "subtitle": textwrap.wrap(below, 130),
        "anchor": "start",
        "fontSize": 16,
        "offset": 14,
        "color": spec["config"]["axis"]["titleColor"],
        "subtitleColor": spec["config"]["axis"]["titleColor"],
    }
    return {**whole, "title": title, "padding": _PADDING}


class Drawer:
    """The process that draws, one picture after another: started at first need, and anew where it has ended.

    It ends with us, however we end, for then its input does. Not multiprocessing, whose child would run the page.
    """

    seconds = 20.0  # for a picture, and for the wait before it: a hundred times what most take
    waiting = 32  # pictures asked for at once, more than a room full of readers asks for
    longest_job = 4 * 2**20  # bytes, ten times our longest; the process then takes 300 MB
    longest_answer = 16 * 2**20  # bytes; an SVG is twice as long as its job
    life = 200  # pictures; over many more than that it was seen to stay at 170 MB

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(self.waiting)
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._left = 0

    def picture(self, kind: str, spec: Spec, foot: Sequence[str] = ()) -> bytes:
        """The picture, or NotDrawn with a sentence."""
        job = json.dumps({"kind": kind, "spec": spec, "foot": _foot(foot, spec)}).encode()
        if len(job) > self.longest_job:
            raise NotDrawn(
                _("There is too much in this chart for a picture; its numbers can be taken as CSV.")
            )
        with meters.pictures.labels(kind).time(), self._own_turn():
            try:
                good, answer = self._answer(job)
            except (OSError, EOFError) as error:
                self._end()
                good, answer = False, str(error).encode()
        if good:
            return answer
        sentence = _("This chart could not be drawn as a picture; its numbers can be taken as CSV.")
        raise NotDrawn(sentence) from RuntimeError(answer.decode())

    @contextmanager
    def _own_turn(self) -> Iterator[None]:
        """Waits until no other picture is being drawn; NotDrawn where too many wait, or it takes too long."""
        busy = NotDrawn(_("Many pictures are being drawn just now. Try again in a moment."))
        if not self._places.acquire(blocking=False):
            raise busy
        try:
            if not self._turn.acquire(timeout=self.seconds):
                raise busy
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def _answer(self, job: bytes) -> tuple[bool, bytes]:
        """Whether there is a picture, and the picture or the reason; EOFError where the process has ended over it."""
        jobs, answers = self._pipes()
        jobs.write(struct.pack("!I", len(job)) + job)
        jobs.flush()
        good, length = struct.unpack("!?I", _read(answers, 5))
        if length > self.longest_answer:
            raise EOFError("the answer is too long")
        return good, _read(answers, length)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Where jobs go, and where answers come from."""
        if self._process is None or self._process.poll() is not None or not self._left:
            self._end()
            # -P: it must not find our files beside it when it imports something
            command = [sys.executable, "-P", str(_PROGRAM), str(self.seconds), *_FONTS]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self._left = self.life
        self._left -= 1
        assert self._process.stdin and self._process.stdout
        return self._process.stdin, self._process.stdout

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()  # closes the pipes
            self._process = None


def _read(pipe: IO[bytes], length: int) -> bytes:
    """So many bytes; EOFError where the pipe ends before."""
    found = pipe.read(length)
    if len(found) < length:
        raise EOFError("the process has ended")
    return found


_drawer = Drawer()
