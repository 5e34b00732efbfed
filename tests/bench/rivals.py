"""What ETS and ARIMA would have forecast from every past year: makes data/backtest_rivals.csv anew.

Run by hand, after a change of the observed years, with statsmodels installed as tests/bench/requirements.txt says:
OMP_NUM_THREADS=1 PYTHONPATH=. .venv/bin/python tests/bench/rivals.py.
It takes two minutes. Then renew its checksum in data/sources.toml.
"""

import csv
import warnings
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
from statsmodels.tsa.arima.model import ARIMA
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from engine.backtest import ORIGINS
from engine.band import HORIZON
from engine.past import LEDGERS, observed_turnover

TABLE = Path(__file__).parents[2] / "data/backtest_rivals.csv"
TRENDS = ({"trend": None}, {"trend": "add"}, {"trend": "add", "damped_trend": True})


def arima(logs):
    """The best ARIMA(p, 1, q), p and q up to 2, with or without drift, by the corrected criterion of Akaike."""
    fits = [
        (ARIMA(logs, order=(p, 1, q), trend=trend).fit(), p + q + 1 + (trend == "t"))
        for p, q, trend in product(range(3), range(3), "nt")
    ]
    steps = logs.size - 1
    best, _ = min(fits, key=lambda fit: fit[0].aic + 2 * fit[1] * (fit[1] + 1) / max(steps - fit[1] - 1, 1))
    found = best.get_forecast(HORIZON)
    return found.predicted_mean, found.se_mean


def ets(logs):
    """The best of exponential smoothing without trend, with one, and with a damped one, by the same criterion."""
    logs = pd.Series(logs)  # its intervals need an index
    best = min(
        (ETSModel(logs, error="add", **trend).fit(disp=False) for trend in TRENDS), key=lambda f: f.aicc
    )
    found = best.get_prediction(start=logs.size, end=logs.size + HORIZON - 1)
    return np.asarray(found.predicted_mean), np.sqrt(np.asarray(found.forecast_variance))


def rows():
    """A row a method, ledger, origin and year ahead that has been observed since."""
    for (name, method), ledger, origin in product((("ets", ets), ("arima", arima)), LEDGERS, ORIGINS):
        turnover = observed_turnover(ledger)
        middle, spread = method(np.log(turnover.loc[:origin].to_numpy()))
        for ahead in range(1, min(HORIZON, turnover.index[-1] - origin) + 1):
            values = (turnover[origin], np.exp(middle[ahead - 1]), spread[ahead - 1])
            yield name, ledger, origin, ahead, *(f"{value:.6g}" for value in values)


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # of fits that stop early: the criterion passes them over
    found = list(rows())
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("method", "ledger", "origin", "ahead", "known", "middle", "spread"))
        writer.writerows(found)
