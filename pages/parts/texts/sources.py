"""What every number is and where it comes from: the page makes itself from the records."""

import pandas as pd

from engine import OUTCOMES, SOURCES, Case, sources_of, tables
from engine.load import FACTS, STATEMENTS
from engine.past import both_counts
from pages.parts import faces
from pages.parts.words import GRADES, PASS_ON, _, grade, number, per_language, scaled, setting, unit


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
    wide = scaled(both_counts(), "usd_bn/year").iloc[::-1]
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
            _("Who"): STATEMENTS["who"].map(_),
            _("What"): STATEMENTS["what"].map(_),
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
            "Its chances are given what is set, and rest on past ups and downs. They are no odds of the world: a war, a drought or "
            "a new railway is in none of them."
        ),
    )


def method() -> str:
    """The equations of the band, in words and signs."""
    return _(
        "Up to the newest counted year o, turnover is as counted. After it, exports and imports are those of o, times how other "
        "trade has grown since o, plus what policy adds beyond what it had brought by o. So nothing that ran before is added again. "
        "Futures lie around that line S: after h years the logarithm of turnover is spread as Student's t, of n − 1 degrees of "
        "freedom, about ln S, with s(h) = σ · √(v² · h + k² · h² / n). σ is the size of a yearly change of the logarithm about its "
        "average, both counts together; n is how many changes a count has; v is the dial of ups and downs and k that of doubt about "
        "growth. The chance of a goal G is the part of that spread above ln G. Prices and growth are not drawn once more: they are "
        "inside σ. Where you set oil, σ shrinks to what oil does not explain. A range of your own for growth takes the place of σ/√n."
    )


def critic() -> tuple[str, ...]:
    """What somebody who knows the field would hold against it, and what stays so."""
    default = Case()
    calm = default.replace(swings=0.6).futures
    usual, words = default.futures, {"year": number(default.scenario.target_year, "year")}
    for name, some in (("usual", usual), ("calm", calm)):
        low, high = some.band(0.9)
        words |= {f"{name}_low": number(float(low[-1]), "usd_bn/year", 0)}
        words |= {f"{name}_high": number(float(high[-1]), "usd_bn/year", 0)}
    return (
        _(
            "“Your band says anything.” Nearly. Nine of ten futures lie between {usual_low} and {usual_high} in {year}, or between "
            "{calm_low} and {calm_high} if the calm since 2016 lasts. One long fall and two booms carry the difference, and nobody "
            "can tell which of the two comes back."
        ).format(**words),
        _(
            "“Thirty years prove little.” They hold two and a half spans of eight years, and the two counts move together, so they "
            "are not two tests. How often the bands held is known to ten or fifteen points at best. Beyond eight years nothing is."
        ),
        _(
            "“The upper end cannot be.” It may well not: a band in factors knows no full railway and no share of China that is too "
            "large. It must end somewhere, and the data do not say where. So we show half and eight of ten as areas."
        ),
        _(
            "“The chance is yours, not the world's.” Yes. It is the chance around the line that you set. In the past more outcomes "
            "lay above a line of steady growth than below it; that is no licence to draw a steeper one."
        ),
        _(
            "“You tested on final figures.” Yes. What was known in each year has not been kept, and tables are revised: for 2023 two "
            "tables of Kazakhstan differ by 1.5 billion. China's figure for the newest year is from the press, rounded."
        ),
        _(
            "“A link with oil is no cause.” Right. Oil, income and demand move at once. The link says how trade went with oil, not "
            "what oil would do alone. A reader who wants the oil that is sold and no more sets it to zero."
        ),
        _(
            "“Nobody has seen what such a programme does.” No past programme could be tested on, here or elsewhere. What policy moves "
            "is arithmetic on a promise; so is the part that replaces other sales."
        ),
        _(
            "“Unused potential is no room to grow.” It tells where China buys what Kazakhstan sells elsewhere. The sum of all "
            "potential is set by today's trade, so it ranks goods better than it sizes them."
        ),
        _(
            "“Capacity is what was carried.” No capacity of the border is published. Ours is at least the most that was carried, and "
            "futures are not asked again whether the rails carry them. How goods split between road and rail is a guess: China's "
            "customs count more by road than we assume."
        ),
        _(
            "“Jobs are averages.” Yes: of one year, at fixed prices, with no limit to workers or water, and goods that are only "
            "passed on count as made at home unless they are taken off the list."
        ),
        _(
            "“Other countries would tell more.” A comparison with other countries' trade with China would be the best further check. "
            "It has not been made."
        ),
    )
