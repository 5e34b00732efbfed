"""What makes a chart a whole: its finding, its data, its table twin, what it rests on, and its plain form for slides."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from engine import SOURCES, Case
from engine.case import kept
from engine.model import base_of, inputs_by_source
from engine.quantity import Source, Value
from engine.sheet import csv, inert_table
from pages.parts.exhibits.theme import Spec
from pages.parts.words import language, together

P = ParamSpec("P")
R = TypeVar("R")

_FEW = 2  # sources of most rows, and of most inputs, that come first


class Plain(NamedTuple):
    """A chart as office programs know it.

    `kind` is "line", "bar" or "stacked"; `wide` makes a table whose index holds the categories, in order, and whose columns
    are the series, both in words; what is not defined is not a number. `axis` says what is shown, with its unit.
    """

    kind: str
    axis: str
    wide: Callable[[], pd.DataFrame]


class Following(NamedTuple):
    """How a chart follows a moving dial in the browser.

    `rows` makes what is drawn of a case, also rows that have nothing now, with a column `at`: the place of a row that moves,
    −1 of others. `vectors` gives the columns that move, numbers or texts: by these places, or, where these are the last
    years of the case, one line after the other, as lines × years. `finding` gives the finding. `beside` are settings and
    values whose cases these ask for too.
    """

    rows: Callable[[Case], pd.DataFrame]
    vectors: Callable[[Case], Mapping[str, np.ndarray]]
    finding: Callable[[Case], str]
    beside: tuple[tuple[str, Value], ...] = ()

    def moving(self, case: Case, last: int) -> dict[str, np.ndarray]:
        """What moves, by the places of rows that reach to a last year; where they are years, these too."""
        found, years = dict(self.vectors(case)), case.results["year"]
        lines, width = next((values.shape for values in found.values() if values.ndim > 1), (0, 0))
        if lines:
            found["year"] = np.tile(years[-width:].astype(float), (lines, 1))
        return {column: _longer(values, last - int(years[-1])) for column, values in found.items()}


def _longer(values: np.ndarray, more: int) -> np.ndarray:
    """Lines over years one after the other, with nothing in so many years more."""
    if values.ndim == 1:
        return values
    nothing = np.full((len(values), more), "" if values.dtype == object else np.nan, dtype=values.dtype)
    return np.concatenate([values, nothing], axis=1).ravel()


def moved(rows: pd.DataFrame, vectors: Mapping[str, np.ndarray]) -> pd.DataFrame:
    """Rows that move, in the order of their places, with what they are now."""
    return rows.assign(
        **{column: values.ravel() for column, values in vectors.items()}, at=np.arange(len(rows))
    )


class Exhibit(NamedTuple):
    """A chart with all that belongs to it, for a case; drawn by a page, an embedded view, a brief or slides.

    `module` is the name of the file that makes it. `chart` gives the constant spec for a theme, `shown` is what it draws:
    the columns that the spec names, and `source` where rows are observed (keys of sources, apart by blanks), `table` makes the same for readers of tables. `reading` tells what
    marks and lines of this drawing mean; `note` what holds of its numbers however they are drawn. `outcomes` are the
    engine's results that it shows. `dials` are the settings that move it most. `whole` tells whether it shows all years, where it can show fewer; `following` how it
    follows a dial, where it can. `plain` is missing where no office chart can
    show it, such as a map.
    """

    module: str
    case: Case
    finding: str
    chart: Callable[[str], Spec]
    shown: pd.DataFrame
    table: Callable[[], pd.DataFrame]
    outcomes: tuple[str, ...] = ()
    reading: str = ""
    note: str = ""
    dials: tuple[str, ...] = ()
    whole: bool | None = None
    following: Following | None = None
    plain: Plain | None = None

    @property
    def key(self) -> str:
        """Its name in addresses, files and on the page."""
        return self.module.rpartition(".")[2]

    @property
    def data(self) -> pd.DataFrame:
        """What is drawn, without where it comes from."""
        return self.shown[[column for column in self.shown if column != "source"]]

    @property
    def sources(self) -> tuple[Source, ...]:
        """What its rows and its results rest on, in the order of the source list."""
        needed = {source.id for name in self.outcomes for source in self.case.sources_of(name)}
        if "source" in self.shown:
            needed.update(" ".join(self.shown["source"].fillna("").unique()).split())
        return tuple(source for key, source in SOURCES.items() if key in needed)

    @property
    def ranked(self) -> tuple[Source, ...]:
        """The sources, those that matter most first: of most rows, of the newest row, of most inputs of its results.

        Among equals, the newer comes first.
        """
        cells = self.shown["source"].fillna("") if "source" in self.shown else pd.Series(dtype=str)
        rows = _by_weight(Counter(key for cell in cells for key in cell.split()))
        inputs = _by_weight(self._inputs_by_source())
        last = self.last_observed()
        newest = cells[self.shown["year"] == last].iloc[0].split()[:1] if last else []
        return tuple(
            SOURCES[key] for key in dict.fromkeys([*rows[:_FEW], *newest, *inputs[:_FEW], *rows, *inputs])
        )

    def _inputs_by_source(self) -> Counter[str]:
        """How many inputs of its results come from where."""
        scenario, products = self.case.scenario, self.case.products
        base = str(base_of(scenario.to_dict())["id"])
        found: Counter[str] = Counter()
        for name in self.outcomes:
            found.update(inputs_by_source(name, scenario.start, base, products.source))
        return found

    def last_observed(self) -> int | None:
        """The last year of its rows that somebody observed; None where rows bear no year, or none is an observation."""
        if not {"source", "year"} <= set(self.shown):
            return None
        observed = self.shown["source"].fillna("") != ""
        if self.outcomes:  # else all of it was observed
            observed &= self.shown["kind"] == "observed" if "kind" in self.shown else False
        years = self.shown.loc[observed, "year"]
        return int(years.max()) if len(years) else None

    def caption(self) -> str:
        """What stands below the chart."""
        return together(self.reading, self.note)

    def rows(self) -> pd.DataFrame:
        """The table for the screen, from where it can be copied, and for files: no text in it is run as a formula."""
        return inert_table(self.table())

    def csv(self) -> bytes:
        """The table as a file that spreadsheets read as UTF-8."""
        return csv(self.table()).encode("utf-8-sig")


def _by_weight(weights: Mapping[str, int]) -> list[str]:
    """Keys of sources, the weightiest first, then the newest; our own assumptions are no source to cite, and last."""

    def rank(key: str) -> tuple[bool, int, str]:
        source = SOURCES[key]
        return source.url != "", weights[key], source.published or source.read

    return sorted((key for key in SOURCES if key in weights), key=rank, reverse=True)


def kept_in_words(make: Callable[Concatenate[Case, P], R]) -> Callable[Concatenate[Case, P], R]:
    """For what is asked for again and again: charts of a case at rest, at every step of a moving dial; the rows of a chart
    by it and by its stage. Kept in each language, as long as the case lives; nobody may write into it.
    """

    @kept
    def made(case: Case, _language: str, *args: P.args, **kwargs: P.kwargs) -> R:
        return make(case, *args, **kwargs)

    @wraps(make)
    def shown(case: Case, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return made(case, language(), *args, **kwargs)

    return shown


def wide(frame: pd.DataFrame, rows: str, columns: str, values: str) -> pd.DataFrame:
    """A tidy table as a plain chart takes it: a row a category, a column a series, in the order in which they come."""
    table = frame.pivot(index=rows, columns=columns, values=values)
    # years of several series lie among one another; names keep their order
    index = (
        sorted(frame[rows].unique()) if pd.api.types.is_numeric_dtype(frame[rows]) else frame[rows].unique()
    )
    return table.reindex(index=index, columns=frame[columns].unique())
