"""The extra goods: the sentences of their page."""

from engine import Case
from engine.load import AMOUNTS, Products
from engine.tables.own import Doubt, totals
from pages.parts.amounts import Big, amount
from pages.parts.texts.overview import still_needed
from pages.parts.words import N_, _, listed, number, several, together

COLUMNS = dict(
    zip(
        AMOUNTS,
        (
            N_("Exports to China"),
            N_("Exports to all markets"),
            N_("Imports of all markets"),
            N_("Imports of China"),
            N_("Imports from China"),
        ),
        strict=True,
    )
)


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    return (
        Big(
            _("Added in {year}").format(year=number(case.scenario.target_year, "year")),
            "programme_at_target",
            _arriving(case),
            digits=2,
        ),
        Big(_("Of the gap"), "gap_share", _("of {gap}").format(gap=amount(case, "gap"))),
        still_needed(case, _("Still needed")),
        Big(_("Average worth of a good"), "mean_value_per_good", _("a year, as promised")),
    )


def _arriving(case: Case) -> str:
    if not case.results["basket_size"]:
        return _("projected from the promise alone, for no good is on the list")
    return _("projected, {part} of the promise arrives").format(
        part=amount(case, "delivered_weight", digits=0)
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


# ── A reader's own table ─────────────────────────────────────────────────────────────────────────────────────


def beside_ours(products: Products) -> str:
    """What was mended in a reader's table, and its totals beside ours, as a table in Markdown."""
    mended = several(
        "One code had lost the zero in front; it was put back.",
        "{n} codes had lost the zero in front; it was put back.",
        products.completed,
    )
    heads = (_("A year"), _("Your table"), _("Ours, the same goods"), _("Ours, all goods"))
    rows = [
        (_(COLUMNS[row.column]), *(_billions(total) for total in (row.own, row.same, row.ours)))
        for row in totals(products).itertuples()
    ]
    lines = [" | ".join(cells) for cells in (heads, ("---", *["--:"] * 3), *rows)]
    return (mended + "\n\n" if products.completed else "") + "\n".join(f"| {line} |" for line in lines)


def question(products: Products, doubt: Doubt) -> str:
    """Asks whether columns are in another unit than dollars."""
    first = totals(products).set_index("column").loc[doubt.columns[0]]
    words = {
        "what": _(COLUMNS[doubt.columns[0]]),
        "own": _billions(first["own"]),
        "ours": _billions(first["same"]),
    }
    told = _("{what} in this table add up to {own}; ours, for the same goods, to {ours}.").format(**words)
    asked = {
        1e3: _("Are its figures in thousands of dollars?"),
        1e6: _("Are its figures in millions of dollars?"),
    }.get(doubt.factor, _("Are its figures in dollars?"))
    rest = listed(_(COLUMNS[name]) for name in doubt.columns[1:])
    return together(told, asked, _("The same holds of: {columns}.").format(columns=rest) if rest else "")


def yes(doubt: Doubt) -> str:
    """What the button says that puts columns into dollars."""
    if doubt.factor > 1:
        return _("Yes, multiply by {factor}").format(factor=number(doubt.factor, "row"))
    return _("No, divide by {factor}").format(factor=number(1 / doubt.factor, "row"))


def no(doubt: Doubt) -> str:
    return _("No, they are dollars") if doubt.factor > 1 else _("Yes, they are dollars")


def _billions(dollars: float) -> str:
    return number(dollars / 1e9, "usd_bn", 3)
