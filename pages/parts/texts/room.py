"""What the screen of a room says."""

from html import escape
from urllib.parse import urlsplit

import numpy as np

from pages.parts.exhibits.asked import quartiles
from pages.parts.rooms import heard, pooled
from pages.parts.rooms.records import Question, Round, Snapshot
from pages.parts.words import N_, _, count, number, several

VIEWS = {
    "answers": N_("Answers"),
    "movement": N_("What moved"),
    "groups": N_("By group"),
    "future": N_("The room's future"),
    "apart": N_("Where we disagree"),
}
LAYERS = {
    "between": N_("People differ"),
    "within": N_("Each is unsure"),
    "years": N_("Years go up and down"),
}
NO_SEAT = N_(
    "To show a room here, open its screen link in this browser: its facilitator saw it when the room was opened."
)
LOST = N_("The room cannot be reached just now. This is how it last stood; it goes on by itself.")
UNREACHED = N_("The room cannot be reached just now. Load this page again in a moment.")
CLOSED = N_("This room is closed. Thank you.")
SHUT = N_("The door is closed.")
FROZEN = N_("Answers are closed")
LIMITS = (
    N_("The room's chance is what these people believe. It is no forecast, and no vote."),
    N_("Who was not in the room is not in the numbers."),
)
NONE_SHOWN = N_("No text has been let through yet.")


def joined(snapshot: Snapshot) -> str:
    return several("{n} person has joined", "{n} people have joined", len(snapshot.people))


def answered(snapshot: Snapshot) -> str:
    """Of all who have joined."""
    given = snapshot.counted.get(snapshot.room.round or 0, 0)
    return several(
        "{k} of {n} has answered", "{k} of {n} have answered", len(snapshot.people), k=count(given)
    )


def place(question: Question, round_: Round, of: int) -> str:
    said = _("Question {k} of {n}").format(k=count(question.place + 1), n=count(of))
    return said if round_.number == 1 else _("{question}, once more").format(question=said)


def address(link: str) -> str:
    """A link as people type it: without what browsers add."""
    found = urlsplit(link)
    return f"{found.netloc}{found.path}"


def code(text: str) -> str:
    """A code in two halves, which are read more easily from afar."""
    return f"{text[:3]} {text[3:]}"


def numbers(snapshot: Snapshot, question: Question, round_: Round, name: str) -> list[tuple[str, str]]:
    """Three large numbers, each under its label."""
    if not name:
        return [*_most(snapshot, question, round_), *_counts(snapshot)]
    asked = heard.asked(question, name)
    values = list(heard.numbers(snapshot, round_, name).values())
    if not values:
        return _counts(snapshot)
    low, middle, high = map(asked.said, quartiles(values))
    return [
        (_("The room's middle"), middle),
        (_("Half lie between"), f"{low} –\n{high}"),
        _third(snapshot, question, values),
    ]


def _third(snapshot: Snapshot, question: Question, values: list[float]) -> tuple[str, str]:
    """What answers are held against: the scenario's own result, the goal, or what they make of the goal's chance."""
    case = heard.case(snapshot.room)
    goal = number(case.scenario.target, "usd_bn/year")
    if question.kind == "scenario":
        reached = int((np.array(values) >= case.scenario.target).sum())
        said = _("{n} of {all}").format(n=count(reached), all=count(len(values)))
        return _("Reach {goal}").format(goal=goal), said
    if question.kind == "guess":
        asked = heard.asked(question, question.levers[0])
        return _("The scenario gives"), asked.said(float(case.results[question.levers[0]]))
    found = pooled.future(snapshot)
    year = number(case.scenario.target_year, "year")
    label = _("Chance of {goal} by {year}").format(goal=goal, year=year)
    return label, number(found.chance if found else np.nan, "share", 0)


def _most(snapshot: Snapshot, question: Question, round_: Round) -> list[tuple[str, str]]:
    counts = heard.chosen(snapshot, question, round_)
    if not sum(counts):
        return []
    said = _("{n} of {all}").format(n=count(max(counts)), all=count(sum(counts)))
    return [(_("Chose the same"), said)]


def _counts(snapshot: Snapshot) -> list[tuple[str, str]]:
    given = snapshot.counted.get(snapshot.room.round or 0, 0)
    return [(_("Answered"), count(given)), (_("Joined"), count(len(snapshot.people)))]


# ── As HTML ──────────────────────────────────────────────────────────────────────────────────────────────────


def line(text: str, kind: str, tag: str = "p") -> str:
    """A text of its own size; whatever somebody wrote is shown as it is."""
    return f'<{tag} class="room-{kind}">{escape(text)}</{tag}>'


def listing(texts: list[str], kind: str) -> str:
    return f'<ul class="room-{kind}">{"".join(f"<li>{escape(text)}</li>" for text in texts)}</ul>'


def figures(told: list[tuple[str, str]]) -> str:
    rows = (f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in told)
    return f'<dl class="room-numbers">{"".join(rows)}</dl>'
