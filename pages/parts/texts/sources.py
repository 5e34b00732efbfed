"""What every number is and where it comes from: the page makes itself from the records."""

import pandas as pd

from engine import OUTCOMES, SOURCES, sources_of, tables
from engine.load import FACTS, STATEMENTS
from engine.past import both_counts
from pages.parts import faces
from pages.parts.words import GRADES, PASS_ON, _, grade, number, per_language, setting, unit


@per_language
def facts() -> pd.DataFrame:
    rows = [
        {
            _("Subject"): _(fact["subject"]),
            _("Fact, in our words"): _(fact["wording"]),
            _("Source"): SOURCES[fact["source"]].title,
        }
        for fact in FACTS.values()
    ]
    return pd.DataFrame(rows)


def two_counts() -> str:
    """The difference between the ledgers, computed from the observed years that both have."""
    known = both_counts().dropna()
    last = known.iloc[-1]
    return _(
        "Kazakhstan's statistics and China's customs count the same goods. For {year} they give {kz} and {cn}. Goods "
        "that cross Kazakhstan on the way elsewhere, goods declared at lower values, and different valuation (with or "
        "without freight and insurance) all play a part; how much each, nobody has published. The statement mixes the "
        "two: its 24 billion, +34 % and 18 % are Kazakhstan's figures, but Xinjiang's “over 40 %” fits only China's total."
    ).format(year=known.index[-1], kz=number(last["kz"], "usd_bn/year"), cn=number(last["cn"], "usd_bn/year"))


@per_language
def counts() -> pd.DataFrame:
    wide = both_counts().iloc[::-1]
    return pd.DataFrame(
        {
            _("Year"): wide.index.astype(str),
            _("Kazakhstan's statistics, $bn"): wide["kz"].round(2),
            _("China's customs, $bn"): wide["cn"].round(2),
            _("China's count above Kazakhstan's, $bn"): (wide["cn"] - wide["kz"]).round(2),
        }
    )


@per_language
def statements() -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Date"): STATEMENTS["date"],
            _("Who"): STATEMENTS["who"],
            _("What"): STATEMENTS["what"],
            _("Link"): STATEMENTS["url"],
        }
    )


def grades() -> str:
    return "  \n".join(f"**{letter}** {grade(letter)}" for letter in GRADES)


@per_language
def passports(used: bool = True) -> pd.DataFrame:
    frame = tables.parameters()
    frame = frame[frame["used"] == used]
    return pd.DataFrame(
        {
            _("Number"): frame["title"].map(_),
            _("Value"): [
                faces.value_in_words(n, v) for n, v in zip(frame["name"], frame["value"], strict=True)
            ],
            _("Range"): [_range(row) for row in frame.to_dict("records")],
            _("Kind"): frame["name"].map(faces.kind),
            _("Grade"): frame["grade"],
            _("Source"): frame["source"],
            _("Why"): frame["note"].map(_),
            _("Name in the engine"): frame["name"],
        }
    )


def _range(row: dict[str, float]) -> str:
    if row["low"] != row["low"]:
        return ""
    low, high = (setting(row[end], str(row["unit"])) for end in ("low", "high"))
    return _("{low} – {high}").format(low=low, high=high)


@per_language
def outcomes() -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Result"): [_(o.title) for o in OUTCOMES.values()],
            _("Unit"): [unit(o.unit) for o in OUTCOMES.values()],
            _("Calculated from"): [", ".join(o.arguments) for o in OUTCOMES.values()],
            _("Rests on"): ["; ".join(s.title for s in sources_of(name)) for name in OUTCOMES],
            _("Name in the engine"): list(OUTCOMES),
        }
    )


@per_language
def all_sources() -> pd.DataFrame:
    sources = SOURCES.values()
    return pd.DataFrame(
        {
            _("Source"): [s.title for s in sources],
            _("Producer"): [s.producer for s in sources],
            _("Published"): [s.published for s in sources],
            _("Read"): [s.read for s in sources],
            _("Licence"): [s.licence for s in sources],
            _("May be passed on"): [_(PASS_ON[s.pass_on]) for s in sources],
            _("What we did"): [s.steps for s in sources],
            _("Link"): [s.url or None for s in sources],
        }
    )


def limits() -> tuple[str, ...]:
    """What the model cannot say, a sentence or two each."""
    return (
        _(
            "It does not forecast. Growth of other trade is your assumption, and trade swings far more from year to year "
            "than any goal asks for: the yearly change of turnover has often been 20 % up or down."
        ),
        _(
            "It does not know the official list of 135 goods. The list here is made by a method, not by a ministry."
        ),
        _(
            "It takes the promise at face value unless you say otherwise; nothing here proves that the goods find buyers."
        ),
        _("It cannot say which of the two counts is right."),
        _(
            "It leaves out exchange rates, tariffs and China's own growth: they act only through your assumptions."
        ),
        _("Jobs and value added are upper bounds from averages of 2024; they do not say who would be hired."),
        _(
            "Its chances are shares of futures that rest on our ranges and on past ups and downs. Other ranges give other "
            "chances; a war, a drought or a new railway is in none of them."
        ),
    )
