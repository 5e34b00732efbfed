"""The extra goods: the sentences of their page."""

from engine import Case
from pages.parts.amounts import Big, amount
from pages.parts.texts.overview import still_needed
from pages.parts.words import _, number


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    return (
        Big(
            _("Added in {year}").format(year=number(case.scenario.target_year, "year")),
            "programme_at_target",
            _("projected, {part} of the promise arrives").format(
                part=amount(case, "delivered_weight", digits=0)
            ),
            digits=2,
        ),
        Big(_("Of the gap"), "gap_share", _("of {gap}").format(gap=amount(case, "gap"))),
        still_needed(case, _("Growth still needed a year")),
        Big(_("Average worth of a good"), "mean_value_per_good", _("a year, as promised")),
    )


def method() -> str:
    """How the list is chosen."""
    return _(
        "For each of 5,079 goods we take Kazakhstan's share of its markets' imports (supply) and what China imports "
        "(demand). Supply times demand, scaled so that all goods together give today's exports to China, is the "
        "**potential**. What is not sold yet is **unused potential**. This is the indicator of the International Trade "
        "Centre (Decreux and Spies, 2016) in its simplest form. Filters leave out what the offer cannot mean; the rest "
        "is ranked by unused potential and the first goods are taken."
    )


def caveat(case: Case) -> str:
    """What the list cannot say; where the table is the reader's own, that it is."""
    if not case.products.source:
        return _("You look at your own table. It stays in this browser session; links do not carry it.")
    return _(
        "Grade B. Trade of 2024 by reconciled data whose uploader does not name the source; six large markets and 305 "
        "codes are missing, so read ranks and orders of size, not cents. Potential at today's prices and tariffs is "
        "no ceiling: new plants can sell what was never made before."
    )
