"""Turnover over the years, and what the goals ask of growth."""

from collections.abc import Iterator
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


class _Line(NamedTuple):
    series: str
    kind: str
    year: np.ndarray
    turnover: np.ndarray
    source: np.ndarray


@kept
def path(case: Case) -> pd.DataFrame:
    """Turnover by year for the path chart: observed in both ledgers, projected from the newest year on, required, the goal,
    half of all futures; and where the projection begins later than the start, what the start alone would give.

    Columns: year, turnover [usd_bn/year], series, kind (observed, projected, untested (a band further ahead than any was
    tried), assumed), source (of what was observed, else empty), low, high (of the band of futures, which has no turnover).
    The line of the required growth is left out where it would say nothing.
    """
    scenario, results, year = case.scenario, case.results, case.results["year"]
    without = case.replace(programme_value=0.0).results
    goal = np.array([scenario.target_year]), np.array([float(scenario.target)])
    base = int(base_of(scenario.to_dict())["year"])
    ahead = year >= base
    lines = [*_observed_lines(), _line("without", "projected", year[ahead], without["turnover"][ahead])]
    lines.append(_line("projection", "projected", year[ahead], results["turnover"][ahead]))
    if base > year[0]:
        lines.append(_line("stated", "projected", year, case.replace(vantage="start").results["turnover"]))
    if results["gap"] > 0 and results["horizon"] > 0:
        lines.append(_line("required", "assumed", year, results["required_path"]))
    lines.append(_line("goal", "assumed", *goal))
    lengths = [line.year.size for line in lines]
    drawn = pd.DataFrame(
        {
            "year": np.concatenate([line.year for line in lines]),
            "turnover": np.concatenate([line.turnover for line in lines]),
            "series": np.repeat([line.series for line in lines], lengths),
            "kind": np.repeat([line.kind for line in lines], lengths),
            "source": np.concatenate([line.source for line in lines]),
        }
    )
    return pd.concat([drawn, *_half(case, ahead)], ignore_index=True)


def _half(case: Case, ahead: np.ndarray) -> Iterator[pd.DataFrame]:
    """The band of half of all futures: its tested years, and the others; both have the year between them."""
    low, high = case.futures.band(0.5)
    band = pd.DataFrame({"year": case.futures.year, "low": low, "high": high})
    for kind, years in (
        ("projected", case.futures.ahead <= HORIZON),
        ("untested", case.futures.ahead >= HORIZON),
    ):
        if (ahead & years).sum() > (kind == "untested"):
            yield band[ahead & years].assign(series="half", kind=kind, source="")


def _line(series: str, kind: str, year: np.ndarray, turnover: np.ndarray) -> _Line:
    """A line of the model's own, which has no source."""
    return _Line(series, kind, year, turnover, np.full(year.size, "", dtype=object))


@cache
def _observed_lines() -> tuple[_Line, ...]:
    frames = ((ledger, observed(ledger)) for ledger in LEDGERS)
    return tuple(
        _Line(
            ledger,
            "observed",
            frame.index.to_numpy(),
            frame["turnover"].to_numpy(),
            frame["source"].to_numpy(dtype=object),
        )
        for ledger, frame in frames
    )


def growth_ladder(target: float, target_year: int) -> pd.DataFrame:
    """Growth needed from each starting point to each goal, and to the reader's own goal.

    Columns: start, goal, target, target_year, start_year, turnover, growth [1/year], met (the goal is at or below the
    start), source (of the starting point and the goal).
    """
    goals = [(g.id, g.target, g.target_year, g.source) for g in GOALS.itertuples()]
    if (target, target_year) not in [(t, y) for _, t, y, _source in goals]:
        goals.append(("goal_own", target, target_year, ""))
    rows = []
    for start, point in STARTING_POINTS.items():
        for goal, amount, year, source in goals:
            growth = float(required_growth(implied_growth(amount, point["turnover"], year - point["year"])))
            met = point["turnover"] >= amount
            sources = f"{point['source']} {source}"
            rows.append((start, goal, amount, year, point["year"], point["turnover"], growth, met, sources))
    names = ["start", "goal", "target", "target_year", "start_year", "turnover", "growth", "met", "source"]
    return pd.DataFrame(rows, columns=names)


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
