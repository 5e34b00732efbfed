"""Turnover over the years, and what the goals and the past say about growth."""

from functools import lru_cache

import numpy as np
import pandas as pd

from engine.growth import average_growth, implied_growth, required_growth, years_to_target
from engine.load import GOALS, OBSERVED, STARTING_POINTS
from engine.model import evaluate, newest_observed
from engine.scenario import Scenario
from engine.uncertainty import Own, futures

LEDGERS = ("kz", "cn")
# the growth grid: whole per cents, wide enough for every past decade but the 2000s; to 2040 or the goal year
_GRID_GROWTH = np.arange(-2, 13) / 100
_GRID_LAST = 2040


@lru_cache(maxsize=64)
def path(scenario: Scenario, own: Own = ()) -> pd.DataFrame:
    """Turnover by year for the path chart: observed in both ledgers, projected, required, the goal, half of all futures.

    Columns: year, turnover [usd_bn/year], series, kind (observed, projected, assumed), low, high (of the band of
    futures, which has no turnover). The line of the required growth is left out where it would say nothing.
    """
    results, year = evaluate(scenario), evaluate(scenario)["year"]
    without = evaluate(scenario.replace(programme_value=0.0))
    lines = [*_observed_lines(), ("without", "projected", year, without["turnover"])]
    lines.append(("projection", "projected", year, results["turnover"]))
    if results["gap"] > 0 and results["horizon"] > 0:
        lines.append(("required", "assumed", year, results["required_path"]))
    lines.append(("goal", "assumed", np.array([scenario.target_year]), np.array([float(scenario.target)])))
    lines.append(("half", "projected", year, np.full(year.size, np.nan)))
    lengths = [len(years) for _series, _kind, years, _turnover in lines]
    rows = sum(lengths) - year.size
    quarter, _half, three_quarters = futures(scenario, own=own).bands[1:4]
    return pd.DataFrame(
        {
            "year": np.concatenate([line[2] for line in lines]),
            "turnover": np.concatenate([line[3] for line in lines]),
            "series": np.repeat([line[0] for line in lines], lengths),
            "kind": np.repeat([line[1] for line in lines], lengths),
            "low": np.concatenate([np.full(rows, np.nan), quarter]),
            "high": np.concatenate([np.full(rows, np.nan), three_quarters]),
        }
    )


@lru_cache
def _observed_lines() -> list[tuple[str, str, np.ndarray, np.ndarray]]:
    return [(name, "observed", s.index.to_numpy(), s.to_numpy()) for name, s in _observed().items()]


@lru_cache
def _observed() -> dict[str, pd.Series]:
    known = OBSERVED[OBSERVED["turnover"].notna()]
    return {name: known[known["ledger"] == name].set_index("year")["turnover"] for name in LEDGERS}


@lru_cache(maxsize=64)
def growth_ladder(target: float, target_year: int) -> pd.DataFrame:
    """Growth needed from each starting point to each goal, and to the reader's own goal.

    Columns: start, goal, target, target_year, turnover, growth [1/year], met (the goal is at or below the start).
    """
    goals = [(g.id, g.target, g.target_year) for g in GOALS.itertuples()]
    if (target, target_year) not in [(t, y) for _, t, y in goals]:
        goals.append(("goal_own", target, target_year))
    rows = []
    for start, point in STARTING_POINTS.items():
        for goal, amount, year in goals:
            growth = required_growth(implied_growth(amount, point["turnover"], year - point["year"]))
            met = point["turnover"] >= amount
            rows.append((start, goal, amount, year, point["year"], point["turnover"], float(growth), met))
    names = ["start", "goal", "target", "target_year", "start_year", "turnover", "growth", "met"]
    return pd.DataFrame(rows, columns=names)


@lru_cache(maxsize=64)
def past_growth(scenario: Scenario, ledger: str, years: int) -> pd.DataFrame:
    """Average growth in every past window of a length, and how long the goal would take at it.

    Columns: first, last, growth [1/year], years_needed [years from the starting point; infinite without growth].
    """
    series = observed_turnover(ledger)
    start = STARTING_POINTS[scenario.start]["turnover"]
    rows = []
    for first in series.index:
        if first + years in series.index:
            growth = average_growth(series[first], series[first + years], years)
            rows.append(
                (first, first + years, growth, float(years_to_target(scenario.target, start, growth)))
            )
    return pd.DataFrame(rows, columns=["first", "last", "growth", "years_needed"])


def observed_turnover(ledger: str) -> pd.Series:
    """Observed turnover of a ledger by year [usd_bn/year]."""
    return _observed()[ledger]


def first_year_at(ledger: str, amount: float) -> int | None:
    """The first observed year with at least that turnover; None where there is none."""
    series = observed_turnover(ledger)
    reached = series.index[series >= amount]
    return int(reached.min()) if len(reached) else None


def window_growth(ledger: str, first: int, last: int) -> float | None:
    """Average growth of observed turnover between two years [1/year]; None where a year is missing."""
    series = observed_turnover(ledger)
    if first not in series.index or last not in series.index or last <= first:
        return None
    return float(average_growth(series[first], series[last], last - first))


def growth_before(scenario: Scenario, years: int = 10) -> float | None:
    """Average growth in the ten years up to the starting point, in its own ledger [1/year]."""
    point = STARTING_POINTS[scenario.start]
    return window_growth(point["ledger"], point["year"] - years, point["year"])


def growth_newest(scenario: Scenario, years: int = 10) -> tuple[int, int, float] | None:
    """The newest ten observed years of the scenario's ledger: first year, last year, average growth [1/year]."""
    ledger = STARTING_POINTS[scenario.start]["ledger"]
    last = newest_observed(ledger)[0]
    growth = window_growth(ledger, last - years, last)
    return None if growth is None else (last - years, last, growth)


@lru_cache(maxsize=64)
def growth_grid(scenario: Scenario) -> pd.DataFrame:
    """Turnover reached from the starting point, by steady growth and year.

    Columns: growth [1/year], year, turnover [usd_bn/year], reached (the goal or more).
    """
    point = STARTING_POINTS[scenario.start]
    years = np.arange(point["year"] + 1, max(scenario.target_year, _GRID_LAST) + 1)
    growth, year = np.meshgrid(_GRID_GROWTH, years)
    turnover = point["turnover"] * (1 + growth) ** (year - point["year"])
    frame = pd.DataFrame({"growth": growth.ravel(), "year": year.ravel(), "turnover": turnover.ravel()})
    return frame.assign(reached=frame["turnover"] >= scenario.target)


def history_of(name: str, scenario: Scenario) -> tuple[int, int, float] | None:
    """What history did where a setting has a past: first year, last year, and the ten years' average growth.

    For the goal, the newest observed turnover, first and last year the same.
    """
    ledger = STARTING_POINTS[scenario.start]["ledger"]
    if name == "target":
        year, turnover = newest_observed(ledger)
        return year, year, turnover
    column = {"organic_export_growth": "exports", "organic_import_growth": "imports"}.get(name)
    return _newest_decade(ledger, column) if column else None


@lru_cache
def _newest_decade(ledger: str, column: str) -> tuple[int, int, float] | None:
    series = OBSERVED[OBSERVED["ledger"] == ledger].set_index("year")[column].dropna()
    last = int(series.index.max())
    if last - 10 not in series.index:
        return None
    return last - 10, last, float(average_growth(series[last - 10], series[last], 10))
