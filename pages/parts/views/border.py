"""The tables of the border page in words: what its charts draw, and their twins for readers of tables."""

import numpy as np
import pandas as pd
import streamlit as st

from engine import Scenario, tables
from engine.load import SOURCES
from engine.model import Results
from pages.parts import session
from pages.parts.charts.border import CORRIDORS, CROSSINGS, MODES, ROUTE
from pages.parts.words import N_, _, number, percent_value, unit

_RAIL_SIZE = 1.0  # a rail crossing is drawn at full size: one train is many lorries
_UNKNOWN_SIZE = 0.15  # no count of vehicles was found


def crossings(scenario: Scenario, year: int) -> pd.DataFrame:
    """Border line, cities and crossings in one table for the map."""
    frame = tables.crossings(scenario, year)
    most = frame["vehicles_a_day"].max()
    road = frame["mode"] == "road"
    marks = frame.assign(
        kind="crossing",
        name=frame["name_kz"] + " – " + frame["name_cn"],
        # the rail crossings lie at two of the road checkpoints: one label is enough
        label=frame["name_kz"].where(road, ""),
        size=(frame["vehicles_a_day"] / most).fillna(_UNKNOWN_SIZE).where(road, _RAIL_SIZE),
        percent=percent_value(frame["use"]),
        use_text=[number(use, "share", 0) for use in frame["use"]],
        corridor_text=[_(CORRIDORS[key]) for key in frame["corridor"]],
        passes=[_passes(row) for row in frame.to_dict("records")],
    )
    # rail marks stand a little aside, so that both can be seen
    marks["longitude"] = marks["longitude"] + np.where(road, 0.0, 0.55)
    line = tables.border_line().assign(kind="line")
    return pd.concat([line, tables.places().assign(kind="place"), marks], ignore_index=True)


def _passes(row: dict[str, object]) -> str:
    vehicles, tonnes = row["vehicles_a_day"], row["rail_mt"]
    if isinstance(vehicles, float) and vehicles == vehicles:
        return _("{n} vehicles a day ({year})").format(
            n=number(vehicles, "1", 0), year=number(_year(row["vehicles_year"]), "year")
        )
    if isinstance(tonnes, float) and tonnes == tonnes:
        return _("{n} million tonnes ({year})").format(
            n=number(tonnes, "1", 1), year=number(_year(row["rail_year"]), "year")
        )
    return _("no count found")


def _year(value: object) -> float:
    return float(str(value))


def crossings_table(scenario: Scenario, year: int) -> pd.DataFrame:
    frame = tables.crossings(scenario, year)
    return pd.DataFrame(
        {
            _("In Kazakhstan"): frame["name_kz"],
            _("In China"): frame["name_cn"],
            _("Mode"): [_(MODES[mode]) for mode in frame["mode"]],
            _("Corridor for farm goods"): [_(CORRIDORS[key]) for key in frame["corridor"]],
            _("What passes"): [_passes(row) for row in frame.to_dict("records")],
            _("Share of farm trade by road, %"): percent_value(frame["agrifood_share"]),
            _("Grade"): frame["grade"],
            _("Note"): frame["note"],
            _("Source"): ["; ".join(SOURCES[key].title for key in keys.split()) for keys in frame["source"]],
        }
    )


UNITS = {"rail": "mt/year", "road": "mn/year"}


def utilisation(scenario: Scenario) -> pd.DataFrame:
    frame = tables.utilisation(scenario)
    units = [UNITS[mode] for mode in frame["mode"]]
    return frame.assign(
        percent=percent_value(frame["use"]),
        label=[_(MODES[mode]) for mode in frame["mode"]],
        amount_text=[number(n, unit) for n, unit in zip(frame["amount"], units, strict=True)],
        capacity_text=[number(n, unit) for n, unit in zip(frame["capacity"], units, strict=True)],
    )


def utilisation_table(shown: pd.DataFrame) -> pd.DataFrame:
    units = [unit(UNITS[mode]) for mode in shown["mode"]]
    table = shown[["year", "label", "amount", "capacity", "percent"]].round(2).assign(unit=units)
    heads = [_("Year"), _("Mode"), _("Wants to cross"), _("Can cross"), _("Use, %"), _("Unit")]
    return table.set_axis(heads, axis=1)


def times(mode: str) -> pd.DataFrame:
    frame = tables.crossing_times()
    frame = frame[frame["mode"] == mode]
    crossing = frame["country"] + " " + frame["direction"]
    return frame.assign(crossing=crossing, label=[_(CROSSINGS[key]) for key in crossing])


def times_table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["label", "year", "hours"]].assign(source=[SOURCES[key].title for key in shown["source"]])
    return table.set_axis([_("Direction"), _("Year"), _("Hours"), _("Source")], axis=1)


def mode_control() -> str:
    """Which of the measured times to show."""
    picked = st.segmented_control(
        _("Mode"),
        list(MODES),
        default="road",
        required=True,
        format_func=lambda mode: _(MODES[mode]),
        key="times.mode",
        on_change=session.touch,
    )
    return picked or "road"


def route(scenario: Scenario) -> pd.DataFrame:
    frame = tables.transit_route(scenario)
    return frame.assign(label=[_(ROUTE[kind]) for kind in frame["kind"]])


def route_table(shown: pd.DataFrame) -> pd.DataFrame:
    return (
        shown[["label", "year", "mt"]]
        .round(2)
        .set_axis([_("Series"), _("Year"), _("Million tonnes")], axis=1)
    )


FACTS = N_(
    "China's customs reported by 27 January 2024 that its fast channel for farm goods covers all road ports to "
    "Kazakhstan. The switches here ask what March 2023 asked: what would three more corridors change?"
)
MILLIONS = 1e3  # billions to millions, for small amounts


def around(scenario: Scenario, results: Results) -> str:
    """The Khorgos centre and the rivers in a sentence each."""
    counted = (
        _("It is counted as imports here.") if scenario.icbc_counted else _("It is not counted in turnover.")
    )
    centre = _("Visitors of the Khorgos centre would spend {spent} a year at {each} a visit.").format(
        spent=number(results["icbc_spending"], "usd_bn/year", 2),
        each=number(scenario.icbc_spend_per_visit, "usd"),
    )
    loss = results["water_loss"][-1]
    if loss == 0:
        rivers = _("With enough river water no farm exports are lost.")
    else:
        rivers = _(
            "If {missing} of the river water is missing, {loss} of farm exports are lost a year."
        ).format(
            missing=number(scenario.water_shortfall, "share", 0), loss=number(MILLIONS * loss, "usd_mn/year")
        )
    return " ".join((centre, counted, rivers))
