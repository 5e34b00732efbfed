"""The chart of several scenarios side by side."""

from engine.comparison import Named
from engine.tables import comparison as tables
from pages.parts.charts import compare as charts
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.findings import compare as findings
from pages.parts.views import compare as views
from pages.parts.words import _

_BANDS = 6  # more bands than that hide one another


def paths(named: tuple[Named, ...], baseline: int) -> Exhibit:
    """Every scenario's path; where there are many, the bands of the one on the dials and of the baseline alone."""
    frame = shown = tables.paths(named)
    reading = _(
        "The numbers at the lines' ends are those of the list above; each band holds half of a scenario's futures."
    )
    if len(named) > _BANDS:
        reading = _(
            "The numbers at the lines' ends are those of the list above; the bands hold half of the futures of the first "
            "scenario and of the baseline."
        )
        bare = ~frame["place"].isin([1, baseline + 1])
        shown = frame.assign(**{end: frame[end].mask(bare) for end in ("low", "high")})
    names = {place: f"{place} {one.name}" for place, one in enumerate(named, start=1)}
    return Exhibit(
        "paths",
        findings.paths(named),
        charts.paths,
        shown,
        lambda: views.paths_table(named),
        reading=reading,
        note=_("Projected."),
        outcomes=("turnover",),
        plain=Plain(
            "line",
            _("Turnover, billion US dollars a year"),
            lambda: wide(frame.assign(head=frame["place"].map(names)), "year", "head", "turnover"),
        ),
    )
