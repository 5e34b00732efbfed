"""Several named scenarios side by side, and how they travel in a link."""

from collections.abc import Sequence
from typing import NamedTuple

from engine.message import Amount, Message, Refusal
from engine.scenario import Scenario
from engine.text import cleaned

_BETWEEN = "~"
MOST = 36  # more than anybody looks at, and what a chart can still tell apart
FULL = Amount(MOST, "scenarios")


class Named(NamedTuple):
    """A scenario with the name that somebody gave it."""

    name: str
    scenario: Scenario


def apart(named: Sequence[Named]) -> dict[int, Named]:
    """Scenarios to look at side by side, by place from 1 on, each with a name of its own.

    The first, the one on the dials, is left out where another is the same; a name that was there before gets its place.
    """
    twin = named[0].scenario in (one.scenario for one in named[1:])
    found: dict[int, Named] = {}
    taken: set[str] = set()
    for place, one in list(enumerate(named, start=1))[twin:]:
        name = one.name
        while name in taken:
            name = f"{name} ({place})"
        taken.add(name)
        found[place] = one._replace(name=name)
    return found


def held_against(named: Sequence[Named], baseline: int) -> int:
    """The place of the baseline among `apart`: where the one on the dials is left out, that of its twin."""
    same = (place for place, one in apart(named).items() if one.scenario == named[0].scenario)
    return baseline + 1 if baseline else next(same)


def to_query(kept: Sequence[Named], baseline: int = 0) -> dict[str, str | list[str]]:
    """What a link says beside the settings of its own scenario: the others, each a name and a short code, and the
    baseline's place, 0 for the link's own scenario. Refusal where a scenario has no short code.
    """
    texts = [f"{one.name}{_BETWEEN}{one.scenario.to_code()}" for one in kept]
    return {"s": texts, "base": [str(baseline)]}


def from_query(texts: Sequence[str], base: str = "0") -> tuple[tuple[Named, ...], int, list[Message]]:
    """Reads `to_query`: what can be restored, and a sentence for each thing that cannot."""
    found: dict[int, Named] = {}  # by place in the link
    base = cleaned(base)
    problems = []
    for place, text in enumerate(texts, start=1):
        name, _between, code = text.rpartition(_BETWEEN)
        try:
            found[place] = Named(fitting_name(name) or str(place), Scenario.from_code(code))
        except Refusal as error:
            problems.append(
                Message(
                    "Scenario {place} of the comparison: {reason}",
                    {"place": str(place), "reason": error.message},
                )
            )
    if len(found) >= MOST:
        problems.append(left_out())
    places = list(found)[: MOST - 1]
    baseline = {"0": 0} | {str(place): k for k, place in enumerate(places, start=1)}
    if base not in baseline:
        problems.append(
            Message(
                "The comparison's baseline “{given}” is not among its scenarios; the first one is taken.",
                {"given": base[:20]},
            )
        )
    return tuple(found[place] for place in places), baseline.get(base, 0), problems


def left_out() -> Message:
    """That there was no room for all."""
    return Message("A comparison holds up to {most}; the others were left out.", {"most": FULL})


def fitting_name(text: str) -> str:
    """A name that fits into a link and a chart."""
    return " ".join(cleaned(text).replace(_BETWEEN, "-").split())[:40].rstrip()
