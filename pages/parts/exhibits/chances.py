"""The chance of every goal: to be there in its year, and to touch it in any year until then."""

import altair as alt
import pandas as pd

from engine import Case
from engine.tables import uncertainty as tables
from pages.parts.exhibits.exhibit import Exhibit, Plain, kept_in_words, wide
from pages.parts.exhibits.theme import Look, before, constant, pairs
from pages.parts.words import N_, _, number, percent_value

PLACE = ("uncertainty", 2)
WAYS = {"at": N_("there in the goal year"), "by": N_("touched in any year until then")}


@kept_in_words
def exhibit(case: Case) -> Exhibit:
    frame = tables.chances(case)
    shown = _worded(frame)
    return Exhibit(
        __name__,
        case,
        _finding(frame),
        _chart,
        shown.drop(columns="percent"),
        lambda: _table(shown),
        outcomes=("turnover",),
        note=_(
            "Each goal in its own year, given what is set. The goal of 100 has no stated year; 2040 is ours. More than eight years "
            "ahead no chance is given, for no band so far ahead was tested."
        ),
        dials=("swings", "organic_export_growth"),
        plain=Plain("bar", _("Chance, % of futures"), lambda: wide(shown, "name", "label", "percent")),
    )


def _finding(frame: pd.DataFrame) -> str:
    """The likeliest and the least likely goal."""
    frame = frame.dropna(subset=["at"])
    if frame.empty:
        return _("No goal lies ahead for which a chance can be given")
    most, least = frame.loc[frame["at"].idxmax()], frame.loc[frame["at"].idxmin()]
    words = {
        "most": number(most["target"], "usd_bn/year"),
        "most_year": number(most["target_year"], "year"),
        "most_chance": number(most["at"], "share", 0),
    }
    if len(frame) == 1:
        return _("{most} by {most_year} is reached in {most_chance} of futures").format(**words)
    return _(
        "{most} by {most_year} is reached in {most_chance} of futures, {least} by {least_year} in {least_chance}"
    ).format(
        **words,
        least=number(least["target"], "usd_bn/year"),
        least_year=number(least["target_year"], "year"),
        least_chance=number(least["at"], "share", 0),
    )


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    long = frame.melt(["target", "target_year", "source"], ["at", "by"], var_name="which", value_name="share")
    return pd.DataFrame(
        {
            "name": [
                _("{goal} by {year}").format(
                    goal=number(row.target, "usd_bn/year"), year=number(row.target_year, "year")
                )
                for row in long.itertuples()
            ],
            "which": long["which"],
            "label": [_(WAYS[way]) for way in long["which"]],
            "percent": percent_value(long["share"]),
            # a goal without a chance has no bar, but a word in its place
            "length": percent_value(long["share"].fillna(0.0)),
            "text": [_chance(share) for share in long["share"]],
            "source": long["source"],
        }
    )


def _chance(share: float) -> str:
    if share != share:  # not a number
        return _("– (bands so far ahead were never tested)")
    return number(share, "share", 0)


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["name", "label", "percent"]].round(1)
    return table.set_axis([_("Goal"), _("What is asked"), _("Chance, % of futures")], axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Two bars for every goal."""
    length = alt.X(
        "length:Q", title=_("Chance, % of futures"), scale=alt.Scale(domain=[0, 100], rangeMax=before(45))
    )
    return pairs(look, length, WAYS, _("Goal"), _("What is asked"), _("Chance"))
