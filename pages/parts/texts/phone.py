"""What a phone in a workshop says."""

from pages.parts.languages import USUAL
from pages.parts.texts.shared import UNREAD
from pages.parts.words import N_, _, language

_TEXTS = {
    "code": N_("The room's code"),
    "go": N_("Go on"),
    "join": N_("Join"),
    "name": N_("Your name; the room sees it"),
    "first": N_("Your first name; the room sees it"),
    "group": N_("Your group"),
    "nogroup": N_("No group"),
    "kept": N_(
        "Kept here: your answers under a number, and what you type above. No mail, no telephone number, no address of this phone. All of it is erased {days} days after the room is closed."
    ),
    "back": N_("I was here before, on another phone"),
    "word": N_("Your word"),
    "shut": N_("The door of this room is closed. Ask who leads the workshop."),
    "you": N_("You are person {number}."),
    "wait": N_("Wait for the first question. It comes by itself."),
    "yourword": N_("Your word: {word}. With it you come back on another phone."),
    "low": N_("Lowest"),
    "best": N_("Best guess"),
    "high": N_("Highest"),
    "value": N_("Your answer"),
    "move": N_("Move the dial to answer."),
    "moves": N_(
        "Move the three marks. One time in twenty it would be lower than the lowest, one in twenty higher."
    ),
    "keep": N_("Keep it as it stands"),
    "same": N_("Keep my answer"),
    "before": N_("You said before: {answer}"),
    "less": N_("Less"),
    "more": N_("More"),
    "saved": N_("Saved ✓"),
    "saving": N_("Saving …"),
    "waiting": N_("Waiting for the network. Your answer is kept on this phone."),
    "unsaved": N_("Not saved: {said}"),
    "change": N_("You can change it until the room is frozen."),
    "frozen": N_("Answers are closed. Look at the screen soon."),
    "none": N_("You have not answered this question."),
    "onscreen": N_("Look at the screen: what the leader has read is shown there."),
    "few": N_("Too few answered to show any."),
    "closed": N_("This room is closed. Thank you."),
    "send": N_("Send"),
    "text": N_("Your text; the leader of the workshop reads it before it is shown"),
    "yours": N_("Your answer stands out."),
    "explorer": N_("Open the whole explorer"),
    "past": N_("the past: {text}"),
    "lost": N_("The network is away. It goes on by itself."),
    "odd": N_("The server did not understand this phone. Load the page again."),
}


def title() -> str:
    return _("Workshop: Road to 35")


def all_texts() -> dict[str, str]:
    unread = _(UNREAD) if language() != USUAL else ""
    return {name: _(text) for name, text in _TEXTS.items()} | {"unread": unread}
