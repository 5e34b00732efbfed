"""Turnover over the years, and what the goals ask of growth."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from engine.band import HORIZON
from engine.case import Case, kept
from engine.growth import implied_growth, required_growth
from engine.load import GOALS, STARTING_POINTS
from engine.model import base_of
from engine.past import LEDGERS, observed

# the growth grid: whole per cents, wide enough for every past decade but the 2000s; to 2040 or the goal year
_GRID_GROWTH = np.arange(-2, 13) / 100
_GRID_LAST = 2040


# series and kind of what lies ahead, in the order in which it is drawn
AHEAD = (
    *(("without", "projected"), ("projection", "projected"), ("stated", "projected")),
    *(("required", "assumed"), ("goal", "assumed")),
    *(("half", "projected"), ("half", "untested")),
)


class Ahead(NamedTuple):
    """What a case draws over its years [usd_bn/year]; NaN where a line has nothing. `lines` by series, the goal in its year
    alone; `bands` by kind, low and high of half of all futures; both kinds have the year between them.
    """

    lines: Mapping[str, np.ndarray]
    bands: Mapping[str, tuple[np.ndarray, np.ndarray]]


@kept
def path(case: Case) -> pd.DataFrame:
    """Turnover by year for the path chart: observed in both ledgers, projected from the newest year on, required, the goal,
    half of all futures; and where the projection begins later than the start, what the start alone would give.

    Columns: year, turnover [usd_bn/year], series, kind (observed, projected, untested (a band further ahead than any was
    tried), assumed), source (of what was observed, else empty), low, high (of the band of futures, which has no turnover).
    The line of the required growth is left out where it would say nothing.
    """
    return pd.concat(
        [path_observed(), path_ahead(case).dropna(subset=["turnover", "low"], how="all")], ignore_index=True
    )


def path_ahead(case: Case) -> pd.DataFrame:
    """What of the path is not observed, with a row for every year of every line, also where it has nothing."""
    year, (lines, bands) = case.results["year"], ahead(case)
    drawn = [{"turnover": line} for line in lines.values()]
    drawn += [{"low": low, "high": high} for low, high in bands.values()]
    frames = [
        pd.DataFrame({"series": series, "kind": kind, "year": year, **columns, "source": ""})
        for (series, kind), columns in zip(AHEAD, drawn, strict=True)
    ]
    return pd.concat(frames, ignore_index=True)


def ahead(case: Case) -> Ahead:
    """The lines and bands of `path_ahead` as numbers alone, which is quick."""
    scenario, results, year = case.scenario, case.results, case.results["year"]
    base = int(base_of(scenario.to_dict())["year"])
    nothing = np.full(year.size, np.nan)
    later = np.where(year >= base, 0.0, np.nan)
    lines = {
        "without": case.replace(programme_value=0.0).results["turnover"] + later,
        "projection": results["turnover"] + later,
        "stated": case.replace(vantage="start").results["turnover"] if base > year[0] else nothing,
        "required": results["required_path"] if results["gap"] > 0 and results["horizon"] > 0 else nothing,
        "goal": np.where(year == year[-1], float(scenario.target), np.nan),
    }
    low, high = case.futures.band(0.5)
    tested = np.where(case.futures.ahead <= HORIZON, later, np.nan)
    beyond = np.where(case.futures.ahead >= HORIZON, later, np.nan)
    if np.isfinite(beyond).sum() < 2:
        beyond = nothing
    return Ahead(
        lines, {"projected": (low + tested, high + tested), "untested": (low + beyond, high + beyond)}
    )


@cache
def path_observed() -> pd.DataFrame:
    """The observed lines of the path, of both counts."""
    frames = ((ledger, observed(ledger)) for ledger in LEDGERS)
    return pd.concat(
        [
            frame[["turnover", "source"]]
            .rename_axis("year")
            .reset_index()
            .assign(series=ledger, kind="observed")
            for ledger, frame in frames
        ],
        ignore_index=True,
    )


def growth_ladder(target: float, target_year: int) -> pd.DataFrame:
    """Growth needed from each starting point to each goal, and to the reader's own goal.

    Columns: start, goal, target, target_year, start_year, turnover, growth [1/year], met (the goal is at or below the
    start), source (of the starting point and the goal).
    """
    goals = [(g.id, g.target, g.target_year, g.source) for g in GOALS.itertuples()]
    if (target, target_year) not in [(t, y) for _, t, y, _source in goals]:
        goals.append(("goal_own", target, target_year, ""))
    needed = {goal: growth_to(amount, year) for goal, amount, year, _source in goals}
    rows = []
    for place, (start, point) in enumerate(STARTING_POINTS.items()):
        for goal, amount, year, source in goals:
            growth = needed[goal][place]
            met = point["turnover"] >= amount
            sources = f"{point['source']} {source}"
            rows.append((start, goal, amount, year, point["year"], point["turnover"], growth, met, sources))
    names = ["start", "goal", "target", "target_year", "start_year", "turnover", "growth", "met", "source"]
    return pd.DataFrame(rows, columns=names)


def growth_to(target: float, target_year: int) -> list[float]:
    """Growth needed to a goal from each starting point [1/year], in their order; infinite where no years are left."""
    return [
        float(required_growth(implied_growth(target, point["turnover"], target_year - point["year"])))
        for point in STARTING_POINTS.values()
    ]


def growth_grid(case: Case) -> pd.DataFrame:
    """Turnover reached from the starting point, by steady growth and year.

    Columns: growth [1/year], year, turnover [usd_bn/year], reached (the goal or more), source (of the starting point).
    """
    scenario, point = case.scenario, STARTING_POINTS[case.scenario.start]
    years = np.arange(point["year"] + 1, max(scenario.target_year, _GRID_LAST) + 1)
    growth, year = np.meshgrid(_GRID_GROWTH, years)
    turnover = point["turnover"] * (1 + growth) ** (year - point["year"])
    frame = pd.DataFrame({"growth": growth.ravel(), "year": year.ravel(), "turnover": turnover.ravel()})
    return frame.assign(reached=frame["turnover"] >= scenario.target, source=point["source"])
