"""Under what conditions is the goal reached? A rule of at most three conditions, found among many futures.

One path through a classification tree (Breiman et al. 1984): the cut that tells hits from misses best, then the best
one within the side with more hits, and so on. One path is all that a sentence can hold, so no tree library is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

# a rule that holds in fewer futures than this is an accident; cuts are tried at every twentieth of the futures
LEAST_SHARE = 0.05
_CUTS = np.arange(0.05, 1.0, 0.05)


class Condition(NamedTuple):
    """An input at or above, or below, a threshold."""

    name: str
    above: bool
    threshold: float


@dataclass(frozen=True)
class Rule:
    """Conditions that hold together in `share` of all futures; there the goal is reached in `hits`, elsewhere less.

    `base` is the part of all futures that reach it; `held` is the part of the hits that the rule covers. All are shares.
    """

    conditions: tuple[Condition, ...]
    share: float
    hits: float
    base: float
    held: float


def rule(inputs: Mapping[str, np.ndarray], hit: np.ndarray, most: int = 3) -> Rule | None:
    """The rule under which a goal is reached most; None where all futures reach it, or none, or nothing tells them apart.

    `inputs` holds n values each, `hit` n truths.
    """
    base = float(hit.mean())
    inside = np.ones(hit.size, dtype=bool)
    conditions: list[Condition] = []
    while len(conditions) < most and 0.0 < hit[inside].mean() < 1.0:
        found = _best_cut(inputs, hit, inside)
        if found is None:
            break
        inside &= _holds(inputs[found.name], found)
        conditions.append(found)
    if not conditions:
        return None
    inside_hits = float(hit[inside].mean())
    return Rule(
        _merged(conditions),
        float(inside.mean()),
        inside_hits,
        base,
        float(inside[hit].mean()) if base else 0.0,
    )


def _best_cut(inputs: Mapping[str, np.ndarray], hit: np.ndarray, inside: np.ndarray) -> Condition | None:
    """The cut with the largest gain of purity (Gini), taken on its side with more hits."""
    best, best_gain = None, 1e-9
    here = hit[inside]
    rate = here.mean()
    for name, values in inputs.items():
        value = values[inside]
        for threshold in np.unique(np.quantile(value, _CUTS)):
            above = value >= threshold
            up = above.mean()
            if not 0.0 < up < 1.0:
                continue
            rate_up = here[above].mean()
            rate_down = (rate - up * rate_up) / (1.0 - up)
            gain = up * (rate_up - rate) ** 2 + (1.0 - up) * (rate_down - rate) ** 2
            kept = up if rate_up > rate_down else 1.0 - up
            if gain > best_gain and kept * inside.mean() >= LEAST_SHARE:
                best, best_gain = Condition(name, bool(rate_up > rate_down), float(threshold)), gain
    return best


def _holds(values: np.ndarray, condition: Condition) -> np.ndarray:
    return values >= condition.threshold if condition.above else values < condition.threshold


def _merged(conditions: list[Condition]) -> tuple[Condition, ...]:
    """Two conditions on the same side of one input are one: the narrower, which came later."""
    kept = {(condition.name, condition.above): condition for condition in conditions}
    return tuple(kept.values())
