"""The paths of several scenarios in one chart, each with the band that holds half of its futures.

It stands on the page that compares, not among the charts of one case: it needs the others too.
"""

import altair as alt
import pandas as pd

from engine import Case
from engine.comparison import MOST, Named
from engine.past import shock_sources
from engine.tables import comparison as tables
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, years
from pages.parts.words import _, number

_BANDS = 6  # more bands than that hide one another
_DASHES = [[1, 0], [7, 4], [3, 3], [10, 3, 2, 3], [1, 3], [6, 2]]
_HEIGHT = 380
_LETTER = 13  # height of a number at a line's end


def exhibit(case: Case, named: tuple[Named, ...], baseline: int) -> Exhibit:
    """Every scenario's path; where there are many, the bands of the one on the dials and of the baseline alone."""
    frame = tables.paths(case, named)
    names = {place: f"{place} {one.name}" for place, one in enumerate(named, start=1)}
    return Exhibit(
        __name__,
        case,
        _finding(case, named),
        _chart,
        _shown(frame, named, baseline),
        lambda: _table(frame, named),
        outcomes=("turnover",),
        reading=_reading(named),
        note=_("Projected."),
        plain=Plain(
            "line",
            _("Turnover, billion US dollars a year"),
            lambda: wide(frame.assign(head=frame["place"].map(names)), "year", "head", "turnover"),
        ),
    )


def _finding(case: Case, named: tuple[Named, ...]) -> str:
    """The scenario that leads furthest, and the one that leads least far."""
    ends = [(float(case.of(one.scenario).results["turnover_at_target"]), one) for one in named]
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


def _reading(named: tuple[Named, ...]) -> str:
    if len(named) > _BANDS:
        return _(
            "The numbers at the lines' ends are those of the list above; the bands hold half of the futures of the first "
            "scenario and of the baseline."
        )
    return _(
        "The numbers at the lines' ends are those of the list above; each band holds half of a scenario's futures."
    )


def _shown(frame: pd.DataFrame, named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    sources = {place: shock_sources(one.scenario) for place, one in enumerate(named, start=1)}
    shown = frame.assign(source=frame["place"].map(sources))
    if len(named) <= _BANDS:
        return shown
    bare = ~frame["place"].isin([1, baseline + 1])
    return shown.assign(**{end: frame[end].mask(bare) for end in ("low", "high")})


def _table(frame: pd.DataFrame, named: tuple[Named, ...]) -> pd.DataFrame:
    """A row a year; for each scenario its turnover and the ends of the band that holds half of its futures."""
    heads = {
        "turnover": "{name}",
        "low": _("{name}, half of all futures: from"),
        "high": _("{name}, half of all futures: to"),
    }
    wide = frame.pivot(index="year", columns="place", values=list(heads)).round(2)
    columns = {
        head.format(name=f"{place} {one.name}"): wide[series, place]
        for place, one in enumerate(named, start=1)
        for series, head in heads.items()
    }
    return pd.DataFrame(columns).rename_axis(_("Year")).reset_index()


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Projected turnover of each scenario, its number at the line's end, and its band.

    The legend is the list above. Bands lie over each other, so they are hardly filled and have an outline.
    """
    colours, dashes = _told_apart(look)
    base = alt.Chart(SOURCE).encode(
        x=years(padding=24),
        y=alt.Y("turnover:Q", title=_("Turnover, billion US dollars a year"), scale=alt.Scale(zero=False)),
        color=alt.Color("place:N", scale=colours, legend=None),
        tooltip=[
            alt.Tooltip("name:N", title=_("Scenario")),
            alt.Tooltip("year:Q", title=_("Year"), format="d"),
            alt.Tooltip("turnover:Q", title=_("Billion US dollars"), format=".1f"),
            alt.Tooltip("low:Q", title=_("Half of all futures: from"), format=".1f"),
            alt.Tooltip("high:Q", title=_("Half of all futures: to"), format=".1f"),
        ],
    )
    bands = base.mark_area(fillOpacity=0.06, strokeWidth=0.8, strokeOpacity=0.6).encode(
        y="low:Q",
        y2="high:Q",
        stroke=alt.Stroke("place:N", scale=colours, legend=None),
        tooltip=alt.value(None),  # an area knows the values of its first year only
    )
    dash = alt.StrokeDash("place:N", scale=dashes, legend=None)
    lines = base.mark_line().encode(strokeDash=dash)
    return alt.layer(bands, lines, _numbers(base)).properties(width="container", height=_HEIGHT)


def _told_apart(look: Look) -> tuple[alt.Scale, alt.Scale]:
    """No two of the places have both the same colour and the same dash."""
    six = [look.accent, look.cn, look.required, look.ink, look.quiet, look.other]
    pairs = [(colour, _DASHES[(k + turn) % 6]) for turn in range(6) for k, colour in enumerate(six)]
    places = list(range(1, MOST + 1))
    colours = alt.Scale(domain=places, range=[colour for colour, _dash in pairs])
    return colours, alt.Scale(domain=places, range=[dash for _colour, dash in pairs])


def _numbers(base: alt.Chart) -> alt.Chart:
    """The scenarios' numbers at the lines' ends; where ends are nearer than a number is high, one above the other."""
    near = f"(datum.turnover - datum.below) * {_HEIGHT} < {_LETTER} * (datum.top - datum.bottom)"
    by_size = [alt.SortField("turnover"), alt.SortField("place")]
    return (
        base.transform_joinaggregate(top="max(high)", bottom="min(low)")
        .transform_filter(alt.datum.last)
        .transform_window(below="lag(turnover)", groupby=["year"], sort=by_size)
        .transform_calculate(apart=f"datum.below === null || !({near})")
        .transform_window(heap="sum(apart)", groupby=["year"], sort=by_size)
        .transform_window(rank="row_number()", groupby=["year", "heap"], sort=by_size)
        .transform_joinaggregate(size="count()", middle="mean(turnover)", groupby=["year", "heap"])
        .mark_text(
            align="left",
            baseline="middle",
            dx=6,
            dy=alt.expr(f"{_LETTER} * ((datum.size + 1) / 2 - datum.rank)"),
            fontWeight="bold",
        )
        .encode(y="middle:Q", text="place:N")
    )
