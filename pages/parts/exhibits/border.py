"""Charts of the border: the crossings on a map, use of capacity, crossing times, the Trans-Caspian route."""

from engine import Scenario, evaluate
from pages.parts.charts import border as charts
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.findings import border as findings
from pages.parts.views import border as views
from pages.parts.words import _


def crossings(scenario: Scenario, year: int = 0) -> Exhibit:
    """The map in a year, the goal year where none is asked for."""
    shown = year or scenario.target_year
    return Exhibit(
        "crossings",
        findings.corridors(evaluate(scenario)),
        charts.crossings,
        views.crossings(scenario, shown),
        lambda: views.crossings_table(scenario, shown),
        reading=_(
            "Schematic. Size: vehicles a day where counted. Colour: use of all road, or all rail, capacity in that year."
        ),
        outcomes=("corridor_exports", "rail_utilisation", "road_utilisation"),
        dials=("lane_dostyk", "lane_maikapchagai", "lane_kalzhat"),
    )


def utilisation(scenario: Scenario) -> Exhibit:
    shown = views.utilisation(scenario)
    return Exhibit(
        "utilisation",
        findings.rails(scenario, evaluate(scenario)),
        charts.utilisation,
        shown,
        lambda: views.utilisation_table(shown),
        outcomes=("rail_utilisation", "road_utilisation"),
        dials=("rail_capacity", "transit_growth"),
        plain=Plain("line", _("Use of capacity, %"), lambda: wide(shown, "year", "label", "percent")),
    )


def times(_scenario: Scenario, mode: str = "road") -> Exhibit:
    shown = views.times(mode)
    return Exhibit(
        "times",
        findings.times(shown),
        charts.times,
        shown,
        lambda: views.times_table(shown),
        note=_("Measured on sample trips by CAREC, average hours."),
        outcomes=("corridor_exports",),
        dials=("export_hours_saved", "import_hours_saved"),
        plain=Plain("line", _("Hours"), lambda: wide(shown, "year", "label", "hours")),
    )


def route(scenario: Scenario) -> Exhibit:
    shown = views.route(scenario)
    return Exhibit(
        "route",
        findings.route(scenario, evaluate(scenario)),
        charts.route,
        shown,
        lambda: views.route_table(shown),
        note=_("Transit is not trade between the two countries and is never added to it."),
        outcomes=("titr_required_growth",),
        dials=("titr_capacity",),
        plain=Plain("line", _("Million tonnes a year"), lambda: wide(shown, "year", "label", "mt")),
    )
