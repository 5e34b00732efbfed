"""Several scenarios: what the comparison says, in one sentence."""

from engine import evaluate
from engine.comparison import Named
from pages.parts.words import _, number


def paths(named: tuple[Named, ...]) -> str:
    """The heading of the paths: the scenario that leads furthest, and the one that leads least far."""
    ends = [(float(evaluate(one.scenario)["turnover_at_target"]), one) for one in named]
    (most, first), (least, last) = max(ends, key=lambda e: e[0]), min(ends, key=lambda e: e[0])
    words = {
        "first": first.name,
        "most": number(most, "usd_bn/year"),
        "last": last.name,
        "least": number(least, "usd_bn/year"),
    }
    if len(named) == 1:
        return _("The scenario on the dials leads to {most}").format(**words)
    if most - least < 0.005:
        return _("All scenarios lead to {most}").format(**words)
    return _("“{first}” leads furthest, to {most}; “{last}” to {least}").format(**words)
