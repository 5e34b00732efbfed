"""How fast the answers are, and the same jobs done by libraries and by a plain loop. Run by `make bench`.

Milliseconds, the median of several repeats; each repeat has a scenario of its own, so that nothing is kept from before.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np

from engine import PARAMETERS, Case, Scenario, answers, evaluate, sensitivity, uncertainty
from engine.load import PARTS
from engine.model import DRAWABLE

ACROSS, UP = "organic_export_growth", "programme_value"
GRID, CELL_DRAWS, LOOP_CELLS = 41, 256, 100
NO_POLICY = Scenario.preset("no_policy")


def measured(quick: bool) -> Iterator[tuple[str, str, float | None, dict[str, float | None]]]:
    """Each job: what it is, its budget, ours, and the others by name; None where a library is not installed."""
    repeats = 3 if quick else 9
    yield (
        f"futures: turnover with shocks, bands in closed form; others: {uncertainty.DRAWS:,} draws of assumptions",
        "≤ 30 ms",
        _median(lambda s: uncertainty.futures(s).bands, repeats),
        {"plain loop": _loop_futures(repeats), "ema_workbench": _workbench()},
    )
    yield (
        "Shapley shares of nine groups (512 coalitions)",
        "≤ 30 ms",
        _median(lambda s: answers.attribution(Case(_everything_differs(s)), NO_POLICY), repeats),
        {"plain loop": _median(lambda s: _loop_coalitions(_everything_differs(s)), 1)},
    )
    yield (
        f"reach map of {GRID} × {GRID} cells, turnover and chance",
        "≤ 1500 ms",
        _median(lambda s: answers.reach_map(Case(s), ACROSS, UP, GRID), repeats),
        {"plain loop": _loop_map()},
    )
    yield (
        f"Sobol indices of {len(DRAWABLE) + 1} inputs, {sensitivity.POINTS:,} points",
        "",
        _median(lambda s: sensitivity.shares(Case(s)), repeats),
        {"SALib": _salib(repeats)},
    )


def print_answers(quick: bool) -> None:
    print("\nanswers, milliseconds; others: the same job in the same run")
    for what, budget, ours, others in measured(quick):
        beside = ", ".join(
            f"{name} {'not installed' if value is None else f'{value:,.0f} ms'}"
            + (f" ({value / ours:.0f} times)" if value and ours else "")
            for name, value in others.items()
        )
        print(f"  {what}: {ours:,.1f} ms {budget and f'(budget {budget})'}; {beside}", flush=True)


_fresh = (Scenario(organic_import_growth=0.02 + 0.0001 * k) for k in itertools.count())


def _median(job: Callable[[Scenario], object], repeats: int) -> float:
    """One repeat more than asked for: the first warms up."""
    times = []
    for _repeat in range(repeats + 1):
        scenario = next(_fresh)
        start = time.perf_counter()
        job(scenario)
        times.append(1000 * (time.perf_counter() - start))
    return median(times[1:])


def _everything_differs(scenario: Scenario) -> Scenario:
    """A scenario in which each of the nine groups differs from the baseline."""
    return scenario.replace(
        oil_price_change=0.1,
        respect_capacity=True,
        xinjiang_premium=0.02,
        fdi_inflow=2.0,
        icbc_counted=True,
        water_shortfall=0.2,
    )


def _draws(scenario: Scenario) -> dict[str, np.ndarray]:
    return dict(uncertainty.assumed(scenario, draws=CELL_DRAWS).draws)


def _single(scenario: Scenario, draws: dict[str, np.ndarray], place: int) -> float:
    values = {n: v[place] for n, v in draws.items()}
    whole = {n: int(v) if isinstance(PARAMETERS[n].value, int) else float(v) for n, v in values.items()}
    return float(evaluate(scenario.replace(**whole))["turnover_at_target"])


def _loop_futures(repeats: int) -> float:
    """One evaluation after the other; a part of them, scaled up."""
    draws = _draws(next(_fresh))
    start = time.perf_counter()
    for place in range(CELL_DRAWS):
        _single(Scenario(), draws, place)
    return 1000 * (time.perf_counter() - start) * uncertainty.DRAWS / CELL_DRAWS


def _loop_coalitions(scenario: Scenario) -> None:
    parts = [[name for name in PARAMETERS if PARAMETERS[name].part == part] for part in PARTS]
    for chosen in itertools.product((False, True), repeat=len(parts)):
        names = [name for taken, part in zip(chosen, parts, strict=True) if taken for name in part]
        evaluate(NO_POLICY.replace(**{name: getattr(scenario, name) for name in names}))


def _loop_map() -> float:
    """Some cells, one case after the other, scaled up to the map."""
    start = time.perf_counter()
    for cell in range(LOOP_CELLS):
        case = Case(Scenario(programme_value=0.5 + 0.001 * cell))
        case.futures.probability_at(case.scenario.target)
    return 1000 * (time.perf_counter() - start) * GRID * GRID / LOOP_CELLS


def _salib(repeats: int) -> float | None:
    """The same indices by SALib, of the same evaluations."""
    try:
        from SALib.analyze import sobol
        from SALib.sample import sobol as sample
    except ImportError:
        return None

    def job(scenario: Scenario) -> None:
        limits = {n: r for n, r in uncertainty.drawn_ranges(scenario).items() if r.low < r.high}
        bounds = [[r.low, r.high, (r.mode - r.low) / (r.high - r.low)] for r in limits.values()]
        names = [*limits, sensitivity.SHOCKS]
        some = Case(scenario).futures
        spread = float(some.width.spread * some.width.swings * np.sqrt(some.ahead[-1]))
        problem = {
            "num_vars": len(names),
            "names": names,
            "bounds": [*bounds, [0.0, spread]],
            "dists": [*["triang"] * len(bounds), "norm"],
        }
        rows = sample.sample(problem, sensitivity.POINTS, calc_second_order=False, seed=35)
        columns = dict(zip(limits, rows.T[:-1], strict=True))
        turnover = evaluate(scenario, columns)["turnover_at_target"]
        sobol.analyze(problem, np.log(turnover) + rows.T[-1], calc_second_order=False, seed=35)

    return _median(job, repeats)


def _workbench() -> float | None:
    """The same number of futures by ema_workbench, one evaluation each, in one process."""
    try:
        from ema_workbench import Model, RealParameter, ScalarOutcome, perform_experiments
    except ImportError:
        return None
    scenario = next(_fresh)
    limits = {n: r for n, r in uncertainty.ranges(scenario).items() if r.low < r.high}

    def turnover(**values: float) -> dict[str, float]:
        whole = {n: int(v) if isinstance(PARAMETERS[n].value, int) else float(v) for n, v in values.items()}
        return {"turnover": float(evaluate(scenario.replace(**whole))["turnover_at_target"])}

    model = Model("road", function=turnover)
    model.uncertainties = [RealParameter(n, r.low, r.high) for n, r in limits.items()]
    model.outcomes = [ScalarOutcome("turnover")]
    start = time.perf_counter()
    perform_experiments(model, scenarios=CELL_DRAWS)
    return 1000 * (time.perf_counter() - start) * uncertainty.DRAWS / CELL_DRAWS
