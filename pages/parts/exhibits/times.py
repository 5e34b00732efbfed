"""Hours at the border, as measured, by year and direction."""

import altair as alt
import pandas as pd

from engine import SOURCES, Case, tables
from pages.parts.exhibits.exhibit import Exhibit, Plain, wide
from pages.parts.exhibits.theme import SOURCE, Look, constant, told_apart
from pages.parts.words import N_, _, number

PLACE = ("border", 3)
CROSSINGS = {
    "kz out": N_("out of Kazakhstan"),
    "kz in": N_("into Kazakhstan"),
    "cn out": N_("out of China"),
    "cn in": N_("into China"),
}


def exhibit(case: Case, mode: str = "road") -> Exhibit:
    """Road and rail apart."""
    shown = _worded(mode)
    return Exhibit(
        __name__,
        case,
        _finding(shown),
        _chart,
        shown,
        lambda: _table(shown),
        note=_("Measured on sample trips by CAREC, average hours."),
        dials=("export_hours_saved", "import_hours_saved"),
        plain=Plain("line", _("Hours"), lambda: wide(shown, "year", "label", "hours")),
    )


def _finding(shown: pd.DataFrame) -> str:
    """The longest and the shortest of the newest year."""
    newest = shown[shown["year"] == shown["year"].max()]
    longest, shortest = newest.loc[newest["hours"].idxmax()], newest.loc[newest["hours"].idxmin()]
    return _("Longest to cross in {year}: {long} ({most}); shortest: {short} ({least})").format(
        year=number(longest["year"], "year"),
        long=longest["label"],
        most=number(longest["hours"], "hours"),
        short=shortest["label"],
        least=number(shortest["hours"], "hours"),
    )


def _worded(mode: str) -> pd.DataFrame:
    frame = tables.crossing_times()
    frame = frame[frame["mode"] == mode]
    crossing = frame["country"] + " " + frame["direction"]
    shown = frame[["year", "hours", "source"]].assign(crossing=crossing)
    return shown.assign(label=[_(CROSSINGS[key]) for key in crossing])


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["label", "year", "hours"]].assign(source=[SOURCES[key].title for key in shown["source"]])
    return table.set_axis([_("Direction"), _("Year"), _("Hours"), _("Source")], axis=1)


@constant
def _chart(look: Look) -> alt.Chart:
    """A line for each direction, a colour for each country."""
    colours, dashes = [look.kz, look.kz, look.cn, look.cn], [[1, 0], [5, 4], [1, 0], [5, 4]]
    return (
        alt.Chart(SOURCE)
        .mark_line(point=True)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("hours:Q", title=_("Hours at the border, observed")),
            **told_apart("crossing", CROSSINGS, colours, dashes),
            tooltip=[
                alt.Tooltip("label:N", title=_("Direction")),
                alt.Tooltip("year:O", title=_("Year")),
                alt.Tooltip("hours:Q", title=_("Hours"), format=".1f"),
            ],
        )
        .properties(width="container", height=260)
    )
