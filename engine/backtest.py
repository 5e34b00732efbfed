"""Would the bands have held? Forecasts from every past year with only the data up to it, against what came.

The forecast is the model's own random walk: the median stays, the spread grows with the root of the years. Beside it
stands a walk with the past's average growth. Scores are in logs, so that 10 % is as wrong in 2006 as in 2022.
"""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import norm

from engine.past import log_change_spread, log_turnover

ORIGINS = range(2005, 2023)
HORIZON = 8
LEVELS = (0.5, 0.8, 0.9)
MODELS = ("no_change", "drift")


@cache
def forecasts(ledger: str) -> pd.DataFrame:
    """One row a model, origin and year ahead, up to eight years.

    Columns: model, origin, ahead [years], observed, median, spread (of the log), level (how far out the observed
    value lies, as the share of futures nearer to the median), error [log], crps [log].
    """
    years, logs = log_turnover(ledger, 0)
    at = dict(zip(years.tolist(), logs.tolist(), strict=True))
    rows = []
    for origin in ORIGINS:
        if origin not in at:
            continue
        known = years <= origin
        spread = log_change_spread(years[known], logs[known])
        drift = (logs[known][-1] - logs[known][0]) / (origin - years[0])
        for ahead in range(1, HORIZON + 1):
            if origin + ahead not in at:
                continue
            for model, growth in zip(MODELS, (0.0, drift), strict=True):
                median, width = at[origin] + growth * ahead, spread * np.sqrt(ahead)
                rows.append((model, origin, ahead, at[origin + ahead], median, width))
    frame = pd.DataFrame(rows, columns=["model", "origin", "ahead", "observed", "median", "spread"])
    error = frame["observed"] - frame["median"]
    return frame.assign(
        error=error,
        level=2 * norm.cdf((error / frame["spread"]).abs()) - 1,
        crps=normal_crps(error, frame["spread"]),
    )


def normal_crps(error: Any, spread: Any) -> Any:
    """Continuous ranked probability score of a normal forecast [as the error]: the smaller, the better.

    σ · (z(2Φ(z) − 1) + 2φ(z) − 1/√π), z = error / σ. Source: Gneiting & Raftery 2007, eq. 21.
    """
    z = error / spread
    return spread * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))


@cache
def coverage(ledger: str) -> pd.DataFrame:
    """How many observed values the bands held, by years ahead. Columns: ahead, level, held [share], cases."""
    frame = forecasts(ledger)
    frame = frame[frame["model"] == "no_change"]
    rows = [
        (ahead, level, float((group["level"] <= level).mean()), len(group))
        for ahead, group in frame.groupby("ahead")
        for level in LEVELS
    ]
    return pd.DataFrame(rows, columns=["ahead", "level", "held", "cases"])


@cache
def summary(ledger: str) -> pd.DataFrame:
    """Scores over all forecasts of a model. Columns: model, cases, held at each level, mean absolute error, crps."""
    rows = []
    for model, group in forecasts(ledger).groupby("model", sort=False):
        held = [float((group["level"] <= level).mean()) for level in LEVELS]
        rows.append(
            (model, len(group), *held, float(group["error"].abs().mean()), float(group["crps"].mean()))
        )
    names = ["model", "cases", *(f"held_{level:.0%}" for level in LEVELS), "mean_absolute_error", "crps"]
    return pd.DataFrame(rows, columns=names)
