"""How good a forecast was, once it is known what came: scores of a distribution, and how sure a mean over cases is."""

from typing import Any

import numpy as np
from scipy.special import betaln, ndtr, stdtr


def crps(error: Any, scale: Any, freedom: Any) -> Any:
    """Continuous ranked probability score of Student forecasts [as the error]: the smaller, the better.

    s·(z·(2·T(z) − 1) + 2·t(z)·(n + z²)/(n − 1) − 2·√n/(n − 1)·B(½, n − ½)/B(½, n/2)²), z = error / s, n degrees of
    freedom; where they are infinite the forecast is normal: s·(z·(2·Φ(z) − 1) + 2·φ(z) − 1/√π).
    Source: Jordan, Krüger & Lerch 2019, J. Stat. Softw. 90(12), app. A; Gneiting & Raftery 2007, JASA 102, eq. 21.
    """
    z, normal = error / scale, np.isinf(freedom)
    n = np.where(normal, 2.0, freedom)  # 2: any number, not used
    density = np.exp(-betaln(0.5, n / 2) - (n + 1) / 2 * np.log1p(z * z / n)) / np.sqrt(n)
    constant = 2 * np.sqrt(n) / (n - 1) * np.exp(betaln(0.5, n - 0.5) - 2 * betaln(0.5, n / 2))
    student = z * (2 * stdtr(n, z) - 1) + 2 * density * (n + z * z) / (n - 1) - constant
    bell = np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return scale * np.where(normal, z * (2 * ndtr(z) - 1) + 2 * bell - 1 / np.sqrt(np.pi), student)


def interval_score(low: Any, high: Any, came: Any, level: float) -> Any:
    """Width of a band, and a fine for what came outside, dearer the surer the band was [as the band].

    (high − low) + 2/(1 − level)·(how far outside). Source: Gneiting & Raftery 2007, JASA 102, eq. 43.
    """
    outside = np.maximum(low - came, 0) + np.maximum(came - high, 0)
    return high - low + 2 / (1 - level) * outside


def block_interval(
    group: np.ndarray, value: np.ndarray, length: int = 5, draws: int = 2000
) -> tuple[float, float]:
    """The 90 % interval of a mean over cases: blocks of groups one after the other, drawn anew, for neighbours are alike.

    A moving-block bootstrap. Source: Künsch 1989, Annals of Statistics 17(3).
    """
    _, place = np.unique(group, return_inverse=True)
    sums, counts = np.bincount(place, value), np.bincount(place)
    starts = np.random.default_rng(35).integers(0, sums.size - length + 1, (draws, -(-sums.size // length)))
    drawn = (starts[..., None] + np.arange(length)).reshape(draws, -1)[:, : sums.size]
    low, high = np.quantile(sums[drawn].sum(1) / counts[drawn].sum(1), (0.05, 0.95))
    return float(low), float(high)
