"""The border and the route: what a result says, in one sentence."""

import math

import pandas as pd

from engine import Scenario
from engine.model import Results
from pages.parts.words import _, number


def rails(scenario: Scenario, results: Results) -> str:
    """The heading of the utilisation chart: when rails and roads are full."""
    last = number(results["year"][-1], "year")
    words = {
        "use": number(results["rail_utilisation"][-1], "share", 0),
        "year": last,
        "capacity": number(scenario.rail_capacity, "mt/year", 0),
    }
    if math.isfinite(results["rail_bottleneck_year"]):
        words["full"] = number(results["rail_bottleneck_year"], "year")
        return _(
            "The rails are full from {full} on, at {capacity}; by {year} they would need {use} of it"
        ).format(**words)
    return _("Rails have room until {year}: {use} of {capacity} is in use then").format(**words)


def corridors(results: Results) -> str:
    """What the corridors change."""
    added = results["corridor_exports"][-1] + results["corridor_imports"][-1]
    if added == 0:
        return _("No new corridor opens, so nothing is added")
    return _("The new corridors add {exports} of exports and {imports} of imports a year").format(
        exports=number(1e3 * results["corridor_exports"][-1], "usd_mn/year"),
        imports=number(1e3 * results["corridor_imports"][-1], "usd_mn/year"),
    )


def vehicles(results: Results) -> str:
    """The extra goods as lorries, containers and trains."""
    return _(
        "In the goal year the goods weigh {tonnes}: {trucks} lorries a day by road, and by rail {containers} "
        "containers a day or {trains} trains a week"
    ).format(
        tonnes=number(results["programme_tonnes"][-1], "mt/year", 2),
        trucks=number(results["programme_trucks_a_day"][-1], "1", 0),
        containers=number(results["programme_containers_a_day"][-1], "1", 0),
        trains=number(results["programme_trains_a_week"][-1], "1", 1),
    )


def times(frame: pd.DataFrame) -> str:
    """The heading of the crossing times: the longest and the shortest of the newest year."""
    newest = frame[frame["year"] == frame["year"].max()]
    longest, shortest = newest.loc[newest["hours"].idxmax()], newest.loc[newest["hours"].idxmin()]
    return _("In {year} crossing took longest {long} ({most}), shortest {short} ({least})").format(
        year=longest["year"],
        long=longest["label"],
        most=number(longest["hours"], "hours"),
        short=shortest["label"],
        least=number(shortest["hours"], "hours"),
    )


def route(scenario: Scenario, results: Results) -> str:
    """The heading of the Trans-Caspian chart."""
    words = {
        "growth": number(results["titr_required_growth"], "1/year"),
        "capacity": number(scenario.titr_capacity, "mt/year", 0),
        "left": number(results["titr_not_fitting"], "mt/year", 1),
    }
    if math.isfinite(results["titr_binding_year"]):
        words["year"] = number(results["titr_binding_year"], "year")
        return _(
            "The Trans-Caspian goal takes {growth}; a capacity of {capacity} is too small from {year} on"
        ).format(**words)
    return _("The Trans-Caspian goal takes {growth} and fits into {capacity}").format(**words)
