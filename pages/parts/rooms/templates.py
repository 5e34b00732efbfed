"""Ready-made workshops: what is said and asked, and how long each step takes. Kept as data, `data/workshops.toml`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from engine.load import WORKSHOPS
from pages.parts.rooms.records import Question


class Step(NamedTuple):
    """A part of a workshop: what the facilitator says and does, a line each, with *names* of buttons and pictures; `talk`
    holds what the room is asked to talk about, `question` what the phones ask, where there is one.
    """

    title: str
    minutes: float
    script: tuple[str, ...]
    talk: tuple[str, ...]
    question: Question | None


class Template(NamedTuple):
    """`base` is the scenario it starts from, as a query; `groups` are delegations that it suggests."""

    title: str
    about: str
    minutes: float
    groups: tuple[str, ...]
    base: str
    steps: tuple[Step, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(step.question for step in self.steps if step.question)

    def part(self, place: int | None) -> tuple[Step, ...]:
        """The steps from a question, by its place, to the next one; None: those before the first."""
        parts: list[list[Step]] = [[]]
        for step in self.steps:
            if step.question:
                parts.append([])
            parts[-1].append(step)
        at = 0 if place is None else place + 1
        return tuple(parts[at]) if at < len(parts) else ()


def templates() -> Mapping[str, Template]:
    """All of them, by name, in the order of the file."""
    return {name: _template(told) for name, told in WORKSHOPS.items()}


def _template(told: Mapping[str, Any]) -> Template:
    steps, place = [], 0
    for one in told["steps"]:
        asked = one.get("question")
        steps.append(
            Step(
                one["title"],
                one["minutes"],
                tuple(one["script"]),
                tuple(one.get("talk", ())),
                _question(asked, place) if asked else None,
            )
        )
        place += bool(asked)
    return Template(
        told["title"],
        told["about"],
        told["minutes"],
        tuple(told["groups"]),
        told["base"],
        tuple(steps),
    )


def _question(told: Mapping[str, Any], place: int) -> Question:
    return Question(
        0,
        place,
        told["kind"],
        tuple(told.get("levers", ())),
        told["ask"],
        told.get("hint", ""),
        tuple(told.get("options", ())),
    )
