"""Charts of uncertainty: the fan of futures, chances, what matters most, and whether such bands held in the past."""

from engine import Scenario, sensitivity
from engine.tables import certainty as tables
from engine.uncertainty import Own
from pages.parts.charts import certainty as charts
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.findings import certainty as findings
from pages.parts.views import certainty as views
from pages.parts.words import _


def fan(scenario: Scenario, own: Own = ()) -> Exhibit:
    return Exhibit(
        "fan",
        findings.fan(tables.fan(scenario, own), scenario),
        charts.fan,
        views.fan(scenario, own),
        lambda: views.fan_table(scenario, own),
        reading=_("Dashed: this scenario itself. Solid: the middle future. Diamond: the goal."),
        note=_("All projected."),
        outcomes=("turnover_at_target",),
        dials=("volatility_scale", "organic_export_growth"),
        plain=Plain(
            "line",
            _("Turnover, billion US dollars a year"),
            lambda: wide(views.fan_quantiles(scenario, own), "year", "label", "turnover"),
        ),
    )


def chances(scenario: Scenario, own: Own = ()) -> Exhibit:
    shown = views.chances(scenario, own)
    return Exhibit(
        "chances",
        findings.chances(tables.chances(scenario, own)),
        charts.chances,
        shown,
        lambda: views.chances_table(shown),
        note=_("Each goal in its own year. The goal of 100 has no stated year; 2040 is ours."),
        outcomes=("turnover_at_target",),
        dials=("volatility_scale", "organic_export_growth"),
        plain=Plain("bar", _("Chance, % of futures"), lambda: wide(shown, "name", "label", "percent")),
    )


def tornado(scenario: Scenario, own: Own = ()) -> Exhibit:
    shown = views.tornado(scenario, own)
    return Exhibit(
        "tornado",
        findings.tornado(sensitivity.tornado(scenario, own)),
        charts.tornado,
        views.widest(shown),
        lambda: views.tornado_table(shown),
        note=_(
            "One assumption at a time, at the lowest and the highest value of its range; all else as set."
        ),
        outcomes=("turnover_at_target",),
        dials=("programme_value", "organic_export_growth"),
        plain=Plain(
            "bar",
            _("Turnover in the goal year, billion US dollars"),
            lambda: wide(views.widest(shown), "name", "label", "turnover"),
        ),
    )


def shares(scenario: Scenario, own: Own = ()) -> Exhibit:
    shown = views.shares(scenario, own)
    return Exhibit(
        "shares",
        findings.shares(sensitivity.shares(scenario, own)),
        charts.shares,
        views.widest(shown),
        lambda: views.shares_table(shown),
        note=_("Sobol indices: parts of the variance of the logarithm of the goal year's turnover."),
        outcomes=("turnover_at_target",),
        dials=("volatility_scale",),
        plain=Plain(
            "bar", _("Part of the spread, %"), lambda: wide(views.widest(shown), "name", "label", "percent")
        ),
    )


def held(_scenario: Scenario) -> Exhibit:
    shown = views.held()
    heads = {"promised": _("Promised"), "percent": _("Held")}
    return Exhibit(
        "held",
        findings.held(tables.held()),
        charts.held,
        shown,
        lambda: views.held_table(shown),
        reading=_("Bar: what part of past cases the band held. Mark: what part it promised."),
        outcomes=("turnover",),
        plain=Plain(
            "bar", _("Past cases, %"), lambda: shown.set_index("name")[list(heads)].rename(columns=heads)
        ),
    )
