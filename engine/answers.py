"""Answers: what it takes to reach the goal, what moved the number, and whether a claim has a past."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import factorial
from types import MappingProxyType

import numpy as np
from scipy.optimize import brentq

from engine import band, past
from engine.case import Case, kept
from engine.growth import implied_growth
from engine.load import PARAMETERS, PARTS, STARTING_POINTS
from engine.message import Message, Refusal
from engine.model import ONE_AT_A_TIME, evaluate_columns, evaluate_many, inputs_of
from engine.past import LEDGERS
from engine.quantity import Quantity
from engine.scenario import Scenario


def attribution(case: Case, baseline: Scenario, name: str = "turnover_at_target") -> dict[str, float]:
    """Each part's exact Shapley share of the difference that a scenario makes to an outcome; shares add up to it.

    A share is what a part adds, averaged over all orders in which the parts could be put in one by one, so that no
    order is preferred. Source: Shapley 1953. The question itself (start, goal) belongs to no part: it is the same on both
    sides. Parts in which nothing differs that the outcome rests on have no share.
    """
    players = tuple(differing(case.scenario, baseline, name))
    values = _coalition_values(case, baseline, players, name)
    return dict.fromkeys(PARTS, 0.0) | dict(zip(players, shapley(values).tolist(), strict=True))


def differing(
    scenario: Scenario, baseline: Scenario, name: str = "turnover_at_target"
) -> dict[str, list[str]]:
    """By part, the settings in which two scenarios differ and which an outcome rests on."""
    changed, acting = scenario.differs_from(baseline), inputs_of(name)
    found = {
        part: [key for key in changed if PARAMETERS[key].part == part and key in acting] for part in PARTS
    }
    return {part: names for part, names in found.items() if names}


def shapley(values: np.ndarray) -> np.ndarray:
    """Shapley shares of the players from the worth of every coalition, by its bits: bit k stands for player k."""
    n = (len(values) - 1).bit_length()
    shares = np.zeros(n)
    for player in range(n):
        bit = 1 << player
        for coalition in range(1 << n):
            if not coalition & bit:
                size = coalition.bit_count()
                weight = factorial(size) * factorial(n - size - 1) / factorial(n)
                shares[player] += weight * (values[coalition | bit] - values[coalition])
    return shares


def _coalition_values(case: Case, baseline: Scenario, players: tuple[str, ...], name: str) -> np.ndarray:
    """The outcome for every coalition of parts, by its bits: the parts in it take our settings, the others theirs."""
    ours, theirs = case.scenario.to_dict(), baseline.to_dict()
    settings = []
    for coalition in range(1 << len(players)):
        left_out = {part for place, part in enumerate(players) if not coalition & (1 << place)}
        settings.append({k: theirs[k] if PARAMETERS[k].part in left_out else ours[k] for k in ours})
    return evaluate_many(settings, name, case.products)


# ── Goal seek ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Sought:
    """What one lever would have to be.

    `value` is None where it cannot reach the goal alone: then `closest` is as near as it comes, with `missing` left,
    and `second` is a lever that closes the rest, with its value. A lever of whole numbers reaches at least the goal,
    the others exactly. `always`: whatever the lever, the goal is reached, so its value is today's.
    """

    lever: str
    value: float | None
    closest: float
    missing: float
    second: tuple[str, float] | None = None
    always: bool = False


def seekable() -> tuple[str, ...]:
    """The levers that goal seek can turn: every number but the goal itself and the filters of the basket."""
    return tuple(
        name
        for name, q in PARAMETERS.items()
        if q.used
        and q.is_number
        and q.kind != "given"
        and q.panel not in ("basket", "uncertainty")
        and name != "target"
    )


@kept
def seek(case: Case, lever: str, with_second: bool = True) -> Sought:
    """The value of a lever at which turnover in the goal year is the goal, everything else as set."""
    if lever not in seekable():
        said = {"lever": lever, "known": ", ".join(seekable())}
        raise Refusal(Message("{lever} is not a lever that can be sought. Can be: {known}.", said))
    quantity = PARAMETERS[lever]
    grid = _steps(quantity)
    excess = _excess(case, lever, grid)
    reaching = np.flatnonzero(excess >= -1e-12)
    if not reaching.size:
        best = int(excess.argmax())
        second = _second(case, lever, grid[best]) if with_second else None
        return Sought(lever, None, float(grid[best]), float(-excess[best]), second)
    now = float(getattr(case.scenario, lever))
    if reaching.size == grid.size and not (np.abs(excess) < 1e-9).any():
        return Sought(lever, now, now, 0.0, always=True)
    # of all values that reach the goal, the one nearest to today's
    nearest = reaching[np.abs(grid[reaching] - now).argmin()]
    value = float(grid[nearest])
    if not _whole(quantity):
        value = _exact(case, lever, grid, excess, nearest, now)
    return Sought(lever, value, value, 0.0)


def _steps(quantity: Quantity) -> np.ndarray:
    assert quantity.low is not None and quantity.high is not None
    if _whole(quantity):
        return np.arange(quantity.low, quantity.high + 1)
    return np.linspace(quantity.low, quantity.high, 65)


def _whole(quantity: Quantity) -> bool:
    return isinstance(quantity.value, int)


def _excess(case: Case, lever: str, values: np.ndarray) -> np.ndarray:
    """Turnover in the goal year above the goal [usd_bn/year], for each value of a lever."""
    whole = _whole(PARAMETERS[lever])
    now = case.scenario.to_dict()
    turned = [{**now, lever: int(v) if whole else float(v)} for v in values]
    return evaluate_many(turned, "turnover_at_target", case.products) - case.scenario.target


def _exact(case: Case, lever: str, grid: np.ndarray, excess: np.ndarray, nearest: int, now: float) -> float:
    """The value at which the goal is just reached, in the crossing nearest to today's value."""
    crossings = np.flatnonzero(np.signbit(excess[:-1]) != np.signbit(excess[1:]))
    if not crossings.size:
        return float(grid[nearest])
    left = crossings[np.abs(grid[crossings] - now).argmin()]
    found: float = brentq(
        lambda value: float(_excess(case, lever, np.array([value]))[0]),
        grid[left],
        grid[left + 1],
        xtol=1e-14,
    )
    return found


def _second(case: Case, lever: str, value: float) -> tuple[str, float] | None:
    """The first other lever, choices before assumptions, that closes what is left when one stands at its closest."""
    whole = _whole(PARAMETERS[lever])
    at_closest = case.replace(**{lever: int(value) if whole else float(value)})
    others = sorted(seekable(), key=lambda name: PARAMETERS[name].kind != "policy")
    for other in others:
        if other in (lever, "target_year"):
            continue
        sought = seek(at_closest, other, False)
        if sought.value is not None:
            return other, sought.value
    return None


# ── Reach map and claim ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ReachMap:
    """Values of two levers, and for each pair the turnover and the probability of the goal, up × across."""

    across: np.ndarray
    up: np.ndarray
    turnover: np.ndarray
    probability: np.ndarray


def reach_map(
    case: Case,
    across: str,
    up: str,
    steps: int = 41,
    tell: Callable[[float], None] = lambda done: None,
) -> ReachMap:
    """Turnover and the probability of the goal for every pair of values of two levers.

    `tell` hears what part is done, row by row; a map that was given up on goes on where it was.
    """
    for lever in (across, up):
        if lever not in mappable():
            said = {"lever": lever, "known": ", ".join(mappable())}
            raise Refusal(Message("{lever} cannot be mapped. Can be: {known}.", said))
    if across == up:
        raise Refusal(Message("Two different levers are needed for a map."))
    rows = []
    for row in range(steps):
        rows.append(_reach_row(case, across, up, steps, row))
        tell((row + 1) / steps)
    turnover, probability = (np.array(part) for part in zip(*rows, strict=True))
    return ReachMap(_span(across, steps), _span(up, steps), turnover, probability)


def _span(lever: str, steps: int) -> np.ndarray:
    quantity = PARAMETERS[lever]
    assert quantity.low is not None and quantity.high is not None
    return np.linspace(quantity.low, quantity.high, steps)


@kept
def _reach_row(case: Case, across: str, up: str, steps: int, row: int) -> tuple[np.ndarray, np.ndarray]:
    """A row of the map: one value of the lever that goes up, all of the one that goes across."""
    cells = {across: _span(across, steps), up: np.full(steps, _span(up, steps)[row])}
    point = evaluate_columns(case.scenario, cells, "turnover_at_target", case.products)
    some = case.futures
    return point, np.asarray(band.chance(point, case.scenario.target, some.ahead[-1], some.width))


def mappable() -> tuple[str, ...]:
    """Levers that a reach map can take: the numbers that formulas take as arrays."""
    return tuple(name for name in seekable() if name not in ONE_AT_A_TIME)


@dataclass(frozen=True)
class Claim:
    """What a claim would take, and how often the past gave as much for as long."""

    growth: float
    years: int
    windows: Mapping[str, tuple[int, int, tuple[tuple[int, int], ...]]]
    """Ledger -> windows of that length that grew at least so fast, all windows, and the fast ones' years."""


def claim(amount: float, year: int, start: str) -> Claim:
    """Checks “turnover will be this much in that year” against every past window of both ledgers."""
    point = STARTING_POINTS[start]
    years = year - int(point["year"])
    if years < 1:
        said = {"year": str(year), "start": str(point["year"])}
        raise Refusal(Message("The year {year} does not lie after the starting year {start}.", said))
    if amount <= 0:
        raise Refusal(Message("{amount} is not an amount above zero.", {"amount": str(amount)}))
    growth = float(implied_growth(amount, point["turnover"], years))
    windows = {}
    for ledger in LEDGERS:
        found = past.windows(ledger, years)
        fast = found.growth >= growth
        spans = tuple(zip(found.first[fast].tolist(), found.last[fast].tolist(), strict=True))
        windows[ledger] = (len(spans), len(fast), spans)
    return Claim(growth, years, MappingProxyType(windows))
