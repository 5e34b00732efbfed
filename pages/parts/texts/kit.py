"""What the facilitator's kit says beside a workshop's own steps. *Names* between stars are those of buttons and pictures."""

from pages.parts.texts import room
from pages.parts.words import N_, _, several

TITLE = N_("Facilitator's kit")
NEEDS = (
    N_("A computer with a browser, from which you steer."),
    N_("A screen or projector that all can read. The same computer can do both, with two windows."),
    N_(
        "A network that the phones share with the server. A Wi-Fi without internet is enough when the server runs on your own computer."
    ),
    N_("A phone for each person, of any kind with a browser. Nobody needs an account or an app."),
    N_(
        "Three people at least, for fewer answers are never shown; five in a group, for smaller groups are not shown apart."
    ),
    N_("If you can, a second person at the door, who helps with phones."),
)
DAY_BEFORE = (
    N_(
        "Open the page *Workshop* and choose this one. Decide now on names and groups: phones show this choice when people join, and it cannot be loosened later."
    ),
    N_("Press *Open the room*. Keep both links: they are shown only once."),
    N_("Press *Steer it in this browser →*, then *Show the screen*."),
    N_(
        "Rehearse: scan the code with three phones, and go through all questions once. Then close this room, and open a new one for the day."
    ),
    N_("Print this kit from the room itself: it then bears the room's code."),
)
BEFORE = (
    N_("Open the screen on the projector, and press F11 to fill it."),
    N_(
        "Scan the code with your own phone, from the last row. If its page does not open, see “What can go wrong”."
    ),
    N_("Read the welcome and the first question aloud once. The line under the counts says what comes next."),
)
QUESTION = (
    N_("*First question*, later *Next question*: it comes to all phones by itself."),
    N_(
        "Wait, and say nothing of your own. *Answered* tells how many are in. Everybody can change an answer until you freeze."
    ),
    N_("*Freeze*: no more answers. Nobody sees them yet; ask who was unsure."),
    N_("*Reveal*: the screen shows all answers, each phone its own among them."),
    N_("Let people talk. *Ask again* makes a second round; the first is kept, and *What moved* shows both."),
)
PICTURES = (
    (
        N_("Answers"),
        N_("A dot is a person, the line is the middle: as many said less as said more."),
    ),
    (N_("What moved"), N_("A line is a person who answered twice, from the ring to the full dot.")),
    (
        N_("By group"),
        N_("The middle of each group of five or more, and between which values half of it lies."),
    ),
    (
        N_("The room's future"),
        N_(
            "Trade in each year, as all people in the room together see it. Three switches: *People differ*, *Each is unsure*, *Years go up and down*. Look first without the last: history's swings hide what people believe."
        ),
    ),
    (
        N_("Where we disagree"),
        N_(
            "What lies between a low and a high answer of this room, in billions of dollars of the goal year."
        ),
    ),
)
AFTER = (
    N_("Under *Close or delete the room*, press *Close the room*. Phones can still read what was shown."),
    N_(
        "Under *Take home*, fetch the report and the slides for those who came, and the tables for whoever works on."
    ),
    N_("Links there put the room's beliefs, or one person's plan, onto the explorer's dials."),
    N_("The room is erased by itself after the days that you chose; *Delete now* does it at once."),
)
WRONG = (
    (
        N_("A phone does not open the page."),
        N_(
            "Is it on the same network? Type the address under the code by hand. Guest networks often keep devices apart: use a phone's hotspot, and type the new address under *Address for phones*."
        ),
    ),
    (
        N_("Somebody lost the page, or has another phone."),
        N_(
            "The same phone: scan again, it knows its place. Another one: *I was here before, on another phone*, and the word that the first one shows."
        ),
    ),
    (
        N_("A phone says that it waits for the network."),
        N_("Leave the page open: the answer is kept on the phone and sent by itself, once."),
    ),
    (
        N_("*Reveal* shows a sentence instead of answers."),
        N_("Fewer than three have answered. Wait, or go on with *Next question*."),
    ),
    (N_("You pressed *Reveal* too early."), N_("*Hide* takes it back. Then *Ask again*.")),
    (
        N_("Your browser or computer is lost."),
        N_(
            "Open the facilitator's link that you kept, on any computer. The room stands as it was; phones notice nothing."
        ),
    ),
    (
        N_("The server was stopped."),
        N_("Start it again. What phones showed as saved is saved; they go on by themselves."),
    ),
    (
        N_("A stranger or a silly name has joined."),
        N_("Under *People*, *Remove*: it can be taken back. *Close the door* lets nobody else in."),
    ),
    (
        N_("Somebody has a link that they should not have."),
        N_("Under *Keys and devices*, *Change the keys*: every other browser is out at once."),
    ),
    (
        N_("One person talks for all."),
        N_("Ask the quietest table first. Answers are given before talk, so nobody has to follow."),
    ),
    (
        N_("“Your numbers are wrong.”"),
        N_(
            "They may be. What the room sees is what the room said; every other number has its source on the page *Sources*."
        ),
    ),
    (
        N_("Time runs short."),
        N_("Leave out *Ask again*, then the last question. Never leave out the debrief."),
    ),
)
LIMITS = (
    *room.LIMITS,
    N_("Answers about one number each cannot tell all that people know: write down what they say."),
)
KINDS = {
    "guess": N_("a guess of a number"),
    "range": N_("lowest, best guess, highest"),
    "dial": N_("one dial, with its result in sight"),
    "scenario": N_("a plan of one's own, with its result in sight"),
    "choice": N_("one of several"),
    "text": N_("a text"),
}


def lasting(minutes: float) -> str:
    return several("{n} minute", "{n} minutes", minutes)


def words() -> dict[str, str]:
    """The headings of a kit."""
    return {
        "agenda": _("Agenda"),
        "begins": _("Begins"),
        "lasts": _("Minutes"),
        "step": _("Step"),
        "phones": _("On the phones"),
        "needs": _("What you need"),
        "day_before": _("The day before"),
        "before": _("A quarter of an hour before"),
        "question": _("How each question goes"),
        "pictures": _("What the pictures show"),
        "script": _("What you say and do"),
        "asked": _("On the phones:"),
        "talk": _("For the room to talk about"),
        "after": _("When it is over"),
        "wrong": _("What can go wrong"),
        "happens": _("What happens"),
        "do": _("What to do"),
        "limits": _("What it cannot tell"),
        "code": _("The room's code"),
        "qr": _("QR code of the address where phones join"),
    }
