"""What was observed: turnover of both countries' counts, past windows and decades, and the size of yearly ups and downs."""

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from engine.band import Link, Width, oil_link, spread
from engine.growth import average_growth, years_to_target
from engine.load import BRENT, KZ_TOTAL_TRADE, OBSERVED, STARTING_POINTS
from engine.scenario import Scenario

LEDGERS = ("kz", "cn")
# the first year of the history that yearly ups and downs are taken from
HISTORY_FROM = 2005


def ledger_of(scenario: Scenario) -> str:
    """Whose count a scenario starts from."""
    return str(STARTING_POINTS[scenario.start]["ledger"])


# ── Observed series ──────────────────────────────────────────────────────────────────────────────────────────


@cache
def observed(ledger: str) -> pd.DataFrame:
    """The years of a ledger with a published turnover, by year. Columns: exports, imports, turnover [usd_bn/year], source."""
    rows = OBSERVED[(OBSERVED["ledger"] == ledger) & OBSERVED["turnover"].notna()]
    return rows.set_index("year")[["exports", "imports", "turnover", "source"]]


@cache
def observed_flows(ledger: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Those years, and their exports and imports [usd_bn/year]: the same without pandas, which is slow for a few numbers."""
    rows = observed(ledger)
    return rows.index.to_numpy(), rows["exports"].to_numpy(), rows["imports"].to_numpy()


def observed_turnover(ledger: str) -> pd.Series:
    """Observed turnover of a ledger by year [usd_bn/year]."""
    return observed(ledger)["turnover"]


@cache
def both_counts() -> pd.DataFrame:
    """Observed turnover by year, a column for each ledger [usd_bn/year]; not a number where one has none."""
    return pd.DataFrame({ledger: observed_turnover(ledger) for ledger in LEDGERS}).rename_axis("year")


@cache
def sources(ledger: str, first: int = 0) -> str:
    """The keys of what a ledger's observed years from one on were read from, apart by blanks."""
    rows = observed(ledger).loc[first:, "source"]
    return " ".join(dict.fromkeys(" ".join(rows).split()))


@cache
def sources_between(ledger: str, first: int, last: int) -> str:
    """The keys of what a ledger's observed years between two were read from, apart by blanks."""
    return " ".join(dict.fromkeys(" ".join(observed(ledger).loc[first:last, "source"]).split()))


@cache
def on_kz_count(ledger: str, year: int) -> float:
    """What a dollar of a count's turnover is by Kazakhstan's count, in a year or the newest before that both have [1]."""
    both = both_counts().loc[:year].dropna().iloc[-1]
    return float(both["kz"] / both[ledger])


@cache
def other_export_share(year: int) -> float:
    """Exports in Kazakhstan's trade with all others than China, in a year or the newest before it that is known [share]."""
    world = KZ_TOTAL_TRADE.set_index("year")[["exports", "imports"]]
    others = (world - observed("kz")[["exports", "imports"]]).loc[:year].dropna().iloc[-1]
    return float(others["exports"] / others.sum())


@cache
def newest_observed(ledger: str) -> tuple[int, float]:
    """The newest year of a ledger with a published turnover, and that turnover [usd_bn/year]."""
    series = observed_turnover(ledger)
    year = int(series.index.max())
    return year, float(series[year])


def newest_start(ledger: str) -> str:
    """The starting point of a ledger's newest observed year."""
    year = newest_observed(ledger)[0]
    return next(
        key for key, point in STARTING_POINTS.items() if (point["ledger"], point["year"]) == (ledger, year)
    )


def first_year_at(ledger: str, amount: float) -> int | None:
    """The first observed year with at least that turnover; None where there is none."""
    series = observed_turnover(ledger)
    reached = series.index[series >= amount]
    return int(reached.min()) if len(reached) else None


# ── Windows and decades ──────────────────────────────────────────────────────────────────────────────────────


class Windows(NamedTuple):
    """Past windows of one length: first and last year, average growth [1/year], the keys of what both were read from."""

    first: np.ndarray
    last: np.ndarray
    growth: np.ndarray
    source: tuple[str, ...]


@cache
def windows(ledger: str, years: int) -> Windows:
    """Every past window of a length in a ledger, the earliest first."""
    frame = observed(ledger)
    turnover, source = frame["turnover"].to_dict(), frame["source"].to_dict()
    spans = [(first, first + years) for first in turnover if first + years in turnover]
    return Windows(
        np.array([first for first, _last in spans], dtype=int),
        np.array([last for _first, last in spans], dtype=int),
        np.array(
            [average_growth(turnover[first], turnover[last], years) for first, last in spans], dtype=float
        ),
        tuple(f"{source[first]} {source[last]}" for first, last in spans),
    )


def past_growth(scenario: Scenario, ledger: str, years: int) -> pd.DataFrame:
    """Average growth in every past window of a length, and how long the goal would take at it.

    Columns: first, last, growth [1/year], years_needed [years from the starting point; infinite without growth], source
    (of both ends).
    """
    found, start = windows(ledger, years), STARTING_POINTS[scenario.start]["turnover"]
    needed = [float(years_to_target(scenario.target, start, growth)) for growth in found.growth]
    columns = {"first": found.first, "last": found.last, "growth": found.growth, "years_needed": needed}
    return pd.DataFrame({**columns, "source": found.source})


def window_growth(ledger: str, first: int, last: int) -> float | None:
    """Average growth of observed turnover between two years [1/year]; None where a year is missing."""
    series = observed_turnover(ledger)
    if first not in series.index or last not in series.index or last <= first:
        return None
    return float(average_growth(series[first], series[last], last - first))


def growth_before(scenario: Scenario, years: int = 10) -> float | None:
    """Average growth in the ten years up to the starting point, in its own ledger [1/year]."""
    year = int(STARTING_POINTS[scenario.start]["year"])
    return window_growth(ledger_of(scenario), year - years, year)


def growth_newest(scenario: Scenario, years: int = 10) -> tuple[int, int, float] | None:
    """The newest ten observed years of the scenario's ledger: first year, last year, average growth [1/year]."""
    ledger = ledger_of(scenario)
    last = newest_observed(ledger)[0]
    growth = window_growth(ledger, last - years, last)
    return None if growth is None else (last - years, last, growth)


def history_of(name: str, scenario: Scenario) -> tuple[int, int, float] | None:
    """What history did where a setting has a past: first year, last year, and the ten years' average growth.

    For the goal, the newest observed turnover, first and last year the same.
    """
    ledger = ledger_of(scenario)
    if name == "target":
        year, turnover = newest_observed(ledger)
        return year, year, turnover
    column = {"organic_export_growth": "exports", "organic_import_growth": "imports"}.get(name)
    return _newest_decade(ledger, column) if column else None


@cache
def _newest_decade(ledger: str, column: str) -> tuple[int, int, float] | None:
    series = OBSERVED[OBSERVED["ledger"] == ledger].set_index("year")[column].dropna()
    last = int(series.index.max())
    if last - 10 not in series.index:
        return None
    return last - 10, last, float(average_growth(series[last - 10], series[last], 10))


def shock_sources(scenario: Scenario) -> str:
    """The keys of what the width of a scenario's band was read from, apart by blanks."""
    return " ".join(dict.fromkeys(f"{sources(ledger_of(scenario))} {sources('kz')} {sources('cn')}".split()))


# ── The band ─────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def width(ledger: str, last: int = 9999) -> Width:
    """How wide the past makes a ledger's band: σ of both counts, n of its own, from the years up to one."""
    known = {key: observed_turnover(key).loc[:last].to_numpy() for key in LEDGERS}
    return Width(float(spread(*known.values())), len(known[ledger]) - 1)


@cache
def with_oil(ledger: str, column: str = "turnover") -> Link:
    """How a ledger's exports, imports or turnover went with the oil price, year by year."""
    amounts = observed(ledger)[column]
    prices = BRENT.set_index("year")["price"]
    years = amounts.index.intersection(prices.index)
    return Link(*oil_link(amounts[years].to_numpy(), prices[years].to_numpy()))


@cache
def split_swings() -> float:
    """Size of a yearly change of ln(exports/imports), of both counts since 2005 [1]."""
    recent = [observed(key).loc[HISTORY_FROM:] for key in LEDGERS]
    return float(spread(*((one["exports"] / one["imports"]).to_numpy() for one in recent)))
