"""The border: the sentences of its page, and its big numbers."""

from engine import Case
from pages.parts.amounts import Big, amount
from pages.parts.words import N_, _, number

FACTS = N_(
    "China's customs reported by 27 January 2024 that its fast channel for farm goods covers all road ports to "
    "Kazakhstan. The switches here ask what March 2023 asked: what would three more corridors change?"
)


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    year = number(case.scenario.target_year, "year")
    return (
        Big(
            _("Rails in use, {year}").format(year=year),
            "rail_utilisation",
            _("{tonnes}, projected").format(tonnes=amount(case, "rail_tonnes")),
            digits=0,
        ),
        Big(_("Corridors: exports"), "corridor_exports", _("more a year, projected"), "usd_mn/year"),
        Big(_("Corridors: imports"), "corridor_imports", _("more a year, projected"), "usd_mn/year"),
        Big(
            _("Lorries for the goods"),
            "programme_trucks_a_day",
            _("at {worth}").format(worth=number(case.scenario.value_density, "usd/t")),
        ),
    )


def vehicles(case: Case) -> str:
    """The extra goods as lorries, containers and trains."""
    return _(
        "In the goal year the goods weigh {tonnes}: {lorries} by road, and by rail {containers} or {trains}."
    ).format(
        tonnes=amount(case, "programme_tonnes", digits=2),
        lorries=amount(case, "programme_trucks_a_day", "lorries/day"),
        containers=amount(case, "programme_containers_a_day", "containers/day"),
        trains=amount(case, "programme_trains_a_week", "trains/week"),
    )


def centre(case: Case) -> str:
    """What visitors of the Khorgos centre spend, and whether it counts."""
    words = {
        "spent": amount(case, "icbc_spending", digits=2),
        "each": number(case.scenario.icbc_spend_per_visit, "usd"),
    }
    if case.scenario.icbc_counted:
        return _(
            "Visitors of the Khorgos centre would spend {spent} a year at {each} a visit. It is counted as imports here."
        ).format(**words)
    return _(
        "Visitors of the Khorgos centre would spend {spent} a year at {each} a visit. It is not counted in turnover."
    ).format(**words)


def rivers(case: Case) -> str:
    """What missing river water would cost."""
    if case.results["water_loss"][-1] == 0:
        return _("With enough river water no farm exports are lost.")
    return _("If {missing} of the river water is missing, {loss} of farm exports are lost a year.").format(
        missing=number(case.scenario.water_shortfall, "share", 0),
        loss=amount(case, "water_loss", "usd_mn/year"),
    )
