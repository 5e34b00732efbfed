"""What the facilitator's page says."""

from collections.abc import Callable, Iterable, Mapping

from pages.parts.rooms.records import Device, Entry, Person, Room, Snapshot
from pages.parts.words import N_, _, count, in_context, listed, markdown, plain, several

LEAD = N_(
    "A room where everybody says on a phone what they believe, and all see what the room believes. Nobody needs an account."
)
STAGES = {
    "lobby": N_("People are joining; nothing is asked yet."),
    "ask": N_("Phones take answers. Nobody sees those of others."),
    "frozen": N_("Answers are closed. Nobody sees those of others yet."),
    "reveal": N_("Everybody sees the answers."),
    "closed": N_("The room is closed. It can be read, not changed."),
}
NAMES = {
    "none": N_("Nobody gives a name"),
    "first": N_("First names, for this room only"),
    "full": N_("Names"),
}
KINDS = {"facilitator": N_("Facilitator"), "screen": N_("Screen")}
# what the journal's verbs mean; others stand there as they are
VERBS = {
    "open": N_("opened the room"),
    "join": N_("joined"),
    "enter": N_("took a seat"),
    "ask": N_("asked a question"),
    "freeze": N_("closed the answers"),
    "reveal": N_("showed the answers"),
    "hide": N_("hid the answers again"),
    "close": N_("closed the room"),
    "door": N_("opened or shut the door"),
    "settle": N_("changed a setting"),
    "change_key": N_("changed the keys"),
    "remove": N_("removed a person"),
    "bring_back": N_("brought a person back"),
    "moderate": N_("looked at a text"),
    "delete": N_("asked for the room to be deleted"),
    "undelete": N_("took the deletion back"),
}


def heading(room: Room) -> str:
    return _("## {title} · room {code}").format(title=plain(room.title), code=room.code)


def stage(room: Room) -> str:
    return _(STAGES[room.stage])


def answered(snapshot: Snapshot) -> int:
    return snapshot.counted.get(snapshot.room.round or 0, 0)


def place(snapshot: Snapshot) -> int | None:
    """Of the question that is asked, frozen or revealed; None in the lobby."""
    found = next((one for one in snapshot.rounds if one.id == snapshot.room.round), None)
    return next((q.place for q in snapshot.questions if found and q.id == found.question), None)


def question(snapshot: Snapshot) -> str:
    """The question with its number, and which time it is asked."""
    at = place(snapshot)
    if at is None:
        return several("{n} question is prepared.", "{n} questions are prepared.", len(snapshot.questions))
    asked = _("Question {k} of {n}: **{ask}**").format(
        k=count(at + 1), n=count(len(snapshot.questions)), ask=markdown(plain(_(snapshot.questions[at].ask)))
    )
    turn = next(one.number for one in snapshot.rounds if one.id == snapshot.room.round)
    return asked if turn == 1 else _("{question} (round {k})").format(question=asked, k=count(turn))


def clock(seconds: float) -> str:
    """3:05 of 185 seconds."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    return f"{minutes}:{rest:02}"


def timer(elapsed: float, minutes: float) -> str:
    if not minutes:
        return clock(elapsed)
    return several("{time} of {n} minute", "{time} of {n} minutes", minutes, time=clock(elapsed))


def step(title: str, minutes: float) -> str:
    return several(
        "**{title}** · {n} minute", "**{title}** · {n} minutes", minutes, title=markdown(plain(title))
    )


def script(lines: Iterable[str], talk: Iterable[str]) -> str:
    """What to say and do, and under it what the room talks about."""
    rows = [f"- {markdown(_(one))}" for one in lines]
    return "\n".join([*rows, *(f"    {place}. {markdown(_(one))}" for place, one in enumerate(talk, 1))])


def counted(joined: int) -> str:
    return several("{n} person has joined", "{n} people have joined", joined)


def person(one: Person) -> str:
    return listed(
        filter(None, (_("Number {n}").format(n=count(one.number)), plain(one.name), plain(one.group)))
    )


def entry(one: Entry, when: Callable[[float], str]) -> Mapping[str, str]:
    """A line of the journal as a row of a table."""
    told = listed(_detail(key, value) for key, value in one.detail.items())
    return {
        _("When"): when(one.at),
        _("Who"): one.actor,
        _("What"): _(VERBS[one.verb]) if one.verb in VERBS else one.verb,
        _("More"): told,
    }


def _detail(key: str, value: object) -> str:
    if key == "open":
        return in_context("door", "open") if value else in_context("door", "closed")
    if key == "place" and isinstance(value, int):
        return _("Question {k}").format(k=count(value + 1))
    if key == "number" and isinstance(value, int):
        return _("Number {n}").format(n=count(value))
    return f"{key} {value}"


def device(one: Device, own: bool, when: Callable[[float], str]) -> Mapping[str, str]:
    return {
        _("Device"): f"{_(KINDS[one.kind])} {count(one.id)}",
        _("Here"): _("this browser") if own else "",
        _("Since"): when(one.made),
        _("Last seen"): when(one.seen),
    }


def address(base: str, local: bool) -> str:
    """What is to be said of the address for phones."""
    if local:
        return _(
            "This machine has no address on a network that we can see. Phones reach it only once it is on one: then type its address here."
        )
    return _(
        "Phones join at {address}. They must be on the same network, or this must be a public address."
    ).format(address=plain(base))


def deleted_in(hours: int) -> str:
    return several("This room is deleted in {n} hour.", "This room is deleted in {n} hours.", hours)


def stranger(code: str) -> str:
    return _(
        "This browser does not steer room {code}. Open the facilitator's link, or type its key there."
    ).format(code=plain(code))
