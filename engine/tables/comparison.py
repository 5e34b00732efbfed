"""Several scenarios side by side: paths, headline results with differences, what moved turnover. `named` are the one on
the dials, then those that are kept; places count from 1, and one that is on both is there once.
"""

import pandas as pd

from engine.answers import attribution
from engine.case import Case, kept
from engine.comparison import Named, apart, held_against
from engine.load import PARTS
from engine.receipt import HEADLINES
from engine.tables.uncertainty import fan

CHANCE = "chance"
_PATH = ["year", "turnover", "q10", "q25", "q75", "q90", "tested"]


@kept
def paths(case: Case, named: tuple[Named, ...]) -> pd.DataFrame:
    """Projected turnover of every scenario from its newest counted year on, with quantiles of its futures [usd_bn/year];
    the last two years where all are counted.

    Columns: place, name, year, turnover, q10, q25, q75, q90, tested (whether bands so far ahead were tried on the past),
    last (of its line).
    """
    places = apart(named)
    parts = {place: _ahead(case.of(one.scenario)) for place, one in places.items()}
    frame = pd.concat(parts, names=["place", "row"]).reset_index(level="place").reset_index(drop=True)
    frame.insert(1, "name", frame["place"].map({place: one.name for place, one in places.items()}))
    return frame


@kept
def _ahead(case: Case) -> pd.DataFrame:
    """The line of a scenario."""
    whole = fan(case).rename(columns={"q50": "turnover"})
    line = whole[min(whole["observed"].sum() - 1, len(whole) - 2) :]
    return line[_PATH].assign(last=line["year"] == line["year"].max())


@kept
def headlines(case: Case, named: tuple[Named, ...], baseline: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Headline results, the chance of the goal, and quantiles of futures in the goal year; and the same less the
    baseline's.

    A row for each place. Columns: those of HEADLINES, chance [share], q10, q25, q75, q90 [usd_bn/year].
    """
    rows = {}
    for place, (_name, scenario) in apart(named).items():
        of = case.of(scenario)
        told = {result: float(of.results[result]) for result in HEADLINES}
        chance = of.futures.probability_at(scenario.target)
        rows[place] = {**told, CHANCE: chance, **fan(of).iloc[-1][["q10", "q25", "q75", "q90"]]}
    values = pd.DataFrame.from_dict(rows, orient="index")
    return values, values - values.loc[held_against(named, baseline)]


@kept
def moved(case: Case, named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """What moved turnover in the goal year from the baseline's settings to each scenario's, by part [usd_bn/year].

    Rows: places; columns: parts that move any of them. The question (start and goal) is each scenario's own.
    """
    base = named[baseline].scenario
    shares = {place: attribution(case.of(one.scenario), base) for place, one in apart(named).items()}
    frame = pd.DataFrame.from_dict(shares, orient="index")[list(PARTS)]
    return frame.loc[:, (frame.abs() > 1e-9).any()]
