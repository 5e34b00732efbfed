"""The crossings, what they carry, and what was measured there."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pandas as pd

from engine.case import Case
from engine.load import BORDER_TIMES, COUNTRIES, CROSSINGS, PLACES, TRANSIT, WAYS, source_of
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
    """Every crossing with its place, status and how full its kind is in a year.

    Columns of `checkpoints.csv`, and: corridor (in_place, opens, not_yet, none), use [share] of all road, or all rail,
    capacity in that year.
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


@cache
def countries() -> Mapping[str, Sequence[np.ndarray]]:
    """Shapes of the countries around the border by their codes: rings of longitude and latitude [degrees], clockwise,
    whose last point is the first.
    """
    found: dict[str, list[np.ndarray]] = {}
    for (country, _ring), corners in COUNTRIES.groupby(["country", "ring"]):
        ring = corners[["longitude", "latitude"]].to_numpy()
        found.setdefault(country, []).append(np.vstack([ring, ring[:1]]))
    return found


def places() -> pd.DataFrame:
    """Cities, and where a country's name has room on its shape. Columns: those of `places.csv`, source."""
    shape, place = source_of("countries.csv"), source_of("places.csv")
    return PLACES.assign(source=np.where(PLACES["kind"] == "country", shape, place))


def ways() -> pd.DataFrame:
    """Rails and roads over the border as straight lines between places, for a schematic map.

    Columns: crossing, mode (rail, road), order, place (a place's id or the crossing's own), longitude, latitude [degrees],
    source.
    """
    spots = pd.concat([PLACES, CROSSINGS]).set_index("id")[["longitude", "latitude"]]
    mode = WAYS["crossing"].map(CROSSINGS.set_index("id")["mode"])
    return WAYS.assign(mode=mode, source=source_of("ways.csv")).join(spots, on="place")


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
