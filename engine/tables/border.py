"""The crossings, what they carry, and what was measured there."""

from functools import cache

import numpy as np
import pandas as pd

from engine.case import Case
from engine.load import BORDER_LINE, BORDER_TIMES, CROSSINGS, PLACES, TRANSIT, source_of
from engine.scenario import Scenario


def utilisation(case: Case) -> pd.DataFrame:
    """Use of rail and road capacity by year. Columns: year, mode (rail, road), use [share], amount, capacity."""
    results, year = case.results, case.results["year"]
    return pd.DataFrame(
        {
            "year": np.tile(year, 2),
            "mode": np.repeat(["rail", "road"], year.size),
            "use": np.concatenate([results["rail_utilisation"], results["road_utilisation"]]),
            "amount": np.concatenate([results["rail_tonnes"], results["road_vehicles"]]),
            "capacity": np.repeat([case.scenario.rail_capacity, results["road_capacity"]], year.size),
        }
    )


def crossings(case: Case, year: int) -> pd.DataFrame:
    """Every crossing with its place, status, size and how full its kind is in a year.

    Columns of `checkpoints.csv`, and: corridor (in_place, opens, not_yet, none), size (for drawing, 0–1 among its
    mode, from vehicles a day or rail tonnes), use [share] of all road, or all rail, capacity in that year.
    """
    results = case.results
    at = int(np.flatnonzero(results["year"] == year)[0])
    use = {"rail": results["rail_utilisation"][at], "road": results["road_utilisation"][at]}
    return CROSSINGS.assign(
        corridor=[
            _corridor(case.scenario, lane, setting, year)
            for lane, setting in zip(CROSSINGS["lane"], CROSSINGS["lane_setting"], strict=True)
        ],
        use=CROSSINGS["mode"].map(use),
    )


def _corridor(scenario: Scenario, lane: str, setting: str, year: int) -> str:
    if lane != "planned":
        return lane
    return "opens" if getattr(scenario, setting) and year >= scenario.lanes_open else "not_yet"


def border_line() -> pd.DataFrame:
    """The border as a line, for a schematic map. Columns: order, longitude, latitude [degrees], source."""
    return BORDER_LINE.assign(source=source_of("border_line.csv"))


def places() -> pd.DataFrame:
    """A few cities, to find one's way on the map. Columns: name, longitude, latitude [degrees], source."""
    return PLACES[["name", "longitude", "latitude"]].assign(source=source_of("places.csv"))


@cache
def crossing_times() -> pd.DataFrame:
    """Measured hours at the border by year, mode, country and direction (CAREC), both countries, in and out."""
    rows = BORDER_TIMES[
        BORDER_TIMES["country"].isin(["kz", "cn"]) & BORDER_TIMES["direction"].isin(["in", "out"])
    ]
    return rows.sort_values(["mode", "country", "direction", "year"]).reset_index(drop=True)


def transit_route(case: Case) -> pd.DataFrame:
    """Tonnes on the Trans-Caspian route.

    Columns: year, mt, kind (observed, needed, capacity), source (of what was observed, else empty).
    """
    demand = case.results["titr_demand"]
    seen = TRANSIT[(TRANSIT["kind"] == "observed") & (TRANSIT["date"] == TRANSIT["year"].astype(str))]
    seen = seen.drop_duplicates("year")
    year = np.arange(seen["year"].max(), seen["year"].max() + demand.size)
    parts = [
        seen[["year", "mt", "kind", "source"]],
        pd.DataFrame({"year": year, "mt": demand, "kind": "needed", "source": ""}),
        pd.DataFrame({"year": year, "mt": case.scenario.titr_capacity, "kind": "capacity", "source": ""}),
    ]
    return pd.concat(parts, ignore_index=True)
