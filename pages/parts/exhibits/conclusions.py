"""Charts of what follows: what moved the number, and where two levers reach the goal."""

from collections.abc import Callable

from engine import Scenario, answers
from engine.load import PRESETS
from engine.uncertainty import Own
from pages.parts.charts import conclusions as charts
from pages.parts.exhibits.exhibit import Exhibit, Plain
from pages.parts.findings import conclusions as findings
from pages.parts.views import conclusions as views
from pages.parts.words import _


def moved(scenario: Scenario, baseline: str = "no_policy") -> Exhibit:
    """Against a ready-made scenario."""
    shown = views.moved(scenario, Scenario.preset(baseline))
    head = _("Adds in the goal year, billion US dollars")
    return Exhibit(
        "moved",
        findings.moved(shown, _(PRESETS[baseline]["title"])),
        charts.moved,
        shown,
        lambda: views.moved_table(shown),
        note=_(
            "What each part adds, averaged over all orders (Shapley shares); together they are the difference. Choices are "
            "somebody's decision, assumptions our belief."
        ),
        outcomes=("turnover_at_target",),
        dials=("programme_value", "organic_export_growth"),
        plain=Plain("bar", head, lambda: shown.set_index("name")[["amount"]].set_axis([head], axis=1)),
    )


def reach(
    scenario: Scenario,
    own: Own = (),
    across: str = "organic_export_growth",
    up: str = "programme_value",
    tell: Callable[[float], None] = lambda _done: None,
) -> Exhibit:
    """The map of two levers; `tell` hears how much of it is done."""
    found = answers.reach_map(scenario, across, up, own=own, tell=tell)
    return Exhibit(
        "reach",
        findings.reach(found, across, up),
        charts.reach(views.axis_title(across), views.axis_title(up)),
        views.reach(scenario, across, up, own),
        lambda: views.reach_table(found, across, up),
        reading=_("Line: where the scenario itself just reaches the goal. Diamond: where it stands now."),
        outcomes=("turnover_at_target",),
        dials=(across, up),
    )
