"""The extra goods: what a result says, in one sentence."""

from engine import Scenario
from engine.model import Results
from pages.parts.words import _, number


def claim(scenario: Scenario, results: Results) -> str:
    """The list's unused potential against the promise."""
    words = {
        "goods": number(results["basket_size"], "goods"),
        "potential": number(results["basket_unrealised"], "usd_bn/year", 2),
        "promise": number(scenario.programme_value, "usd_bn/year", 2),
        "part": number(results["claim_covered"], "share", 0),
    }
    if scenario.programme_value == 0:
        return _("The unused potential of our {goods} is {potential} a year").format(**words)
    if results["claim_covered"] >= 1:
        return _(
            "Our {goods} hold {potential} of unused potential a year, enough for the {promise} promised"
        ).format(**words)
    return _(
        "Our {goods} hold {potential} of unused potential a year: {part} of the {promise} promised"
    ).format(**words)


def few(count: float) -> str:
    """The heading of the delivery chart: how many goods carry most of the worth."""
    if count <= 1:
        return _("One good carries 80 % of the worth, if worth follows unused potential")
    return _("{count} carry 80 % of the worth, if worth follows unused potential").format(
        count=number(count, "goods")
    )


def build_up(scenario: Scenario, results: Results) -> str:
    """The heading of the build-up chart."""
    if not results["programme_added"].any():
        return _("The goods add nothing")
    full = results["ramp"] >= 1
    amount = number(results["programme_at_target"], "usd_bn/year", 2)
    if scenario.reading == "in_total":
        return _("Read as a total, the goods add {amount} in {year}").format(
            amount=amount, year=number(scenario.target_year, "year")
        )
    if not full.any():
        return _("The goods do not reach full size by {year}; they then add {amount}").format(
            amount=amount, year=number(scenario.target_year, "year")
        )
    return _("The goods reach full size in {full} and add {amount} in {year}").format(
        full=number(results["year"][full][0], "year"),
        amount=amount,
        year=number(scenario.target_year, "year"),
    )
