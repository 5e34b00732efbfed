"""The facilitator's kit of a workshop as a PDF: agenda, preparations, script, pictures, and what can go wrong."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from engine import __version__
from engine.guard import vintage
from pages.parts.documents import brief, typeset
from pages.parts.rooms.records import Question
from pages.parts.rooms.templates import Step, Template
from pages.parts.texts import kit as texts
from pages.parts.texts.workshop import clock
from pages.parts.words import _, count, day

_TEMPLATE = Path(__file__).with_suffix(".typ")
# letters of a text, and whether they name a button or a picture
Marked = list[tuple[str, bool]]


def pdf(template: Template, code: str = "", link: str = "") -> bytes:
    """On A4. With a room's code and the address where phones join, for a handout too."""
    drawings = {"qr.svg": brief.qr(link)} if link else {}
    return typeset.pdf(_TEMPLATE, said(template, code, link), drawings)


def said(template: Template, code: str = "", link: str = "") -> dict[str, Any]:
    """All that the kit says, in the reader's language."""
    return {
        "title": _(texts.TITLE),
        "finding": _(template.title),
        "about": _(template.about),
        "edition": _("Version {version}, data of {date}").format(version=__version__, date=day(vintage())),
        "code": code,
        "link": link,
        "words": texts.words(),
        "agenda": _agenda(template.steps),
        "steps": [_step(begins, step) for begins, step in _timed(template.steps)],
        "pictures": [[_(name), _marked(_(meaning))] for name, meaning in texts.PICTURES],
        "wrong": [[_marked(_(what)), _marked(_(do))] for what, do in texts.WRONG],
        "needs": _lines(texts.NEEDS),
        "day_before": _lines(texts.DAY_BEFORE),
        "before": _lines(texts.BEFORE),
        "question": _lines(texts.QUESTION),
        "after": _lines(texts.AFTER),
        "limits": _lines(texts.LIMITS),
    }


def _timed(steps: Iterable[Step]) -> list[tuple[str, Step]]:
    """Each step with the time at which it begins, from 0:00 of the workshop on, in hours and minutes."""
    found, passed = [], 0.0
    for step in steps:
        found.append((clock(passed), step))
        passed += step.minutes
    return found


def _agenda(steps: Iterable[Step]) -> list[tuple[str, str, str, str]]:
    return [
        (
            begins,
            count(step.minutes),
            _(step.title),
            _(texts.KINDS[step.question.kind]) if step.question else "",
        )
        for begins, step in _timed(steps)
    ]


def _step(begins: str, step: Step) -> Mapping[str, Any]:
    return {
        "begins": begins,
        "title": _(step.title),
        "lasts": texts.lasting(step.minutes),
        "script": _lines(step.script),
        "talk": _lines(step.talk),
        "question": step.question and _question(step.question),
    }


def _question(asked: Question) -> Mapping[str, Any]:
    return {"ask": _(asked.ask), "hint": _(asked.hint), "options": [_(one) for one in asked.options]}


def _lines(texts_: Iterable[str]) -> list[Marked]:
    return [_marked(_(text)) for text in texts_]


def _marked(text: str) -> Marked:
    """Every second part of a text lies between two stars."""
    return [(part, place % 2 == 1) for place, part in enumerate(text.split("*")) if part]
