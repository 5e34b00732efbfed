"""Several scenarios side by side: paths, headline results with differences, what differs in choices and assumptions."""

import pandas as pd

from engine.answers import attribution
from engine.case import Case, kept
from engine.comparison import Named
from engine.load import PARTS
from engine.receipt import HEADLINES
from engine.scenario import SETTINGS

CHANCE = "chance"


@kept
def paths(case: Case, named: tuple[Named, ...]) -> pd.DataFrame:
    """Projected turnover of every scenario [usd_bn/year], and the band that holds half of its futures.

    Columns: place (1, 2, …), name, year, turnover, low, high (of the band), last (of its line).
    """
    parts = []
    for place, (name, scenario) in enumerate(named, start=1):
        of = case.of(scenario)
        results, (low, high) = of.results, of.futures.band(0.5)
        lines = {"year": results["year"], "turnover": results["turnover"], "low": low, "high": high}
        last = results["year"] == results["year"][-1]
        parts.append(pd.DataFrame({"place": place, "name": name, **lines, "last": last}))
    return pd.concat(parts, ignore_index=True)


@kept
def headlines(case: Case, named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """Headline results, the chance of the goal and the band of nine in ten futures in the goal year.

    A row for each result and scenario. Columns: result, place, name, value, difference (from the baseline's value).
    """
    rows = []
    for place, (name, scenario) in enumerate(named, start=1):
        results, some = case.of(scenario).results, case.of(scenario).futures
        values = {result: float(results[result]) for result in HEADLINES}
        values[CHANCE] = some.probability_at(scenario.target)
        values["low"], values["high"] = (float(end[-1]) for end in some.band(0.9))
        rows += [(result, place, name, value) for result, value in values.items()]
    frame = pd.DataFrame(rows, columns=["result", "place", "name", "value"])
    base = frame[frame["place"] == baseline + 1].set_index("result")["value"]
    return frame.assign(difference=frame["value"] - frame["result"].map(base))


def differing(named: tuple[Named, ...]) -> list[str]:
    """The settings in which not all scenarios are the same."""
    dicts = [one.scenario.to_dict() for one in named]
    return [name for name in SETTINGS if any(values[name] != dicts[0][name] for values in dicts[1:])]


@kept
def moved(case: Case, named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """What moved turnover in the goal year from the baseline's settings to each scenario's, by part [usd_bn/year].

    Rows: parts that move any of them; columns: places. The question (start and goal) is each scenario's own.
    """
    base = named[baseline].scenario
    shares = {place: attribution(case.of(one.scenario), base) for place, one in enumerate(named, start=1)}
    frame = pd.DataFrame(shares, index=list(PARTS))
    return frame[(frame.abs() > 1e-9).any(axis=1)]
