"""Several scenarios side by side: the tables of the page that compares them."""

import pandas as pd

from engine import OUTCOMES, PARAMETERS, Case
from engine.comparison import Named
from engine.sheet import inert_table
from engine.tables import comparison as tables
from pages.parts import faces
from pages.parts.texts.shared import part
from pages.parts.words import N_, _, number, points

# what is compared beside the headline results: title and unit
_OTHERS = {
    tables.CHANCE: (N_("Chance to be at the goal"), "share"),
    "low": (N_("Nine of ten futures: from"), "usd_bn/year"),
    "high": (N_("Nine of ten futures: to"), "usd_bn/year"),
}


def results(case: Case, named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """A row a result, a column a scenario: the value, and in brackets the difference from the baseline."""
    frame = tables.headlines(case, named, baseline)
    columns: dict[str, list[str]] = {_("Result"): []}
    for result, rows in frame.groupby("result", sort=False):
        title, unit = _OTHERS.get(str(result)) or (OUTCOMES[str(result)].title, OUTCOMES[str(result)].unit)
        columns[_("Result")].append(_(title))
        for row in rows.itertuples():
            text = number(row.value, unit)
            if row.place != baseline + 1 and row.difference == row.difference:
                text = _("{value} ({difference})").format(
                    value=text, difference=_difference(row.difference, unit)
                )
            columns.setdefault(f"{row.place} {row.name}", []).append(text)
    return inert_table(pd.DataFrame(columns))


def _difference(value: float, unit: str) -> str:
    """With its sign; two rates differ by points, not by per cent."""
    text = points(value) if unit in ("share", "1/year") else number(value, unit, 2)
    return f"+{text}" if value > 0 else text


def differing(named: tuple[Named, ...]) -> pd.DataFrame:
    """A row for each setting that is not the same everywhere, choices first."""
    names = sorted(tables.differing(named), key=lambda n: PARAMETERS[n].kind != "policy")
    return inert_table(
        pd.DataFrame(
            {
                _("Setting"): [_(PARAMETERS[n].title) for n in names],
                _("Choice or assumption"): [faces.kind(n) for n in names],
                **{
                    f"{k} {one.name}": [faces.value_in_words(n, getattr(one.scenario, n)) for n in names]
                    for k, one in enumerate(named, start=1)
                },
            }
        )
    )


def moved(case: Case, named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """What moved the goal year's turnover against the baseline, a column a scenario."""
    frame = tables.moved(case, named, baseline)
    return inert_table(
        pd.DataFrame(
            {
                _("What moved it"): [part(key) for key in frame.index],
                **{
                    f"{k} {one.name}": [number(amount, "usd_bn/year", 2) for amount in frame[k]]
                    for k, one in enumerate(named, start=1)
                },
            }
        )
    )
