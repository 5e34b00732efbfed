"""The tables of the page that compares scenarios, in words."""

import pandas as pd

from engine import OUTCOMES, PARAMETERS
from engine.comparison import Named
from engine.tables import comparison as tables
from pages.parts import faces
from pages.parts.views.conclusions import GROUPS
from pages.parts.words import N_, _, number, points

OTHERS = {
    tables.CHANCE: (N_("Chance to be at the goal"), "share"),
    "low": (N_("Nine of ten futures: from"), "usd_bn/year"),
    "high": (N_("Nine of ten futures: to"), "usd_bn/year"),
}


def paths_table(named: tuple[Named, ...]) -> pd.DataFrame:
    """A row a year; for each scenario its turnover and the ends of the band that holds half of its futures."""
    heads = {
        "turnover": "{name}",
        "low": _("{name}, half of all futures: from"),
        "high": _("{name}, half of all futures: to"),
    }
    wide = tables.paths(named).pivot(index="year", columns="place", values=list(heads)).round(2)
    columns = {
        head.format(name=f"{place} {one.name}"): wide[series, place]
        for place, one in enumerate(named, start=1)
        for series, head in heads.items()
    }
    return pd.DataFrame(columns).rename_axis(_("Year")).reset_index()


def headlines(named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """A row a result, a column a scenario: the value, and in brackets the difference from the baseline."""
    frame = tables.headlines(named, baseline)
    columns: dict[str, list[str]] = {_("Result"): []}
    for result, rows in frame.groupby("result", sort=False):
        title, unit = OTHERS.get(str(result)) or (OUTCOMES[str(result)].title, OUTCOMES[str(result)].unit)
        columns[_("Result")].append(_(title))
        for row in rows.itertuples():
            text = number(row.value, unit)
            if row.place != baseline + 1 and row.difference == row.difference:
                shares = unit in ("share", "1/year")  # two rates differ by points, not by per cent
                difference = points(row.difference) if shares else number(row.difference, unit, 2)
                sign = "+" if row.difference > 0 else ""
                text = _("{value} ({difference})").format(value=text, difference=sign + difference)
            columns.setdefault(f"{row.place} {row.name}", []).append(text)
    return pd.DataFrame(columns)


def differing(named: tuple[Named, ...]) -> pd.DataFrame:
    """A row for each setting that is not the same everywhere, choices first."""
    names = sorted(tables.differing(named), key=lambda n: PARAMETERS[n].kind != "policy")
    return pd.DataFrame(
        {
            _("Setting"): [_(PARAMETERS[n].title) for n in names],
            _("Choice or assumption"): [faces.kind(n) for n in names],
            **{
                f"{k} {one.name}": [faces.value_in_words(n, getattr(one.scenario, n)) for n in names]
                for k, one in enumerate(named, start=1)
            },
        }
    )


def moved(named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """What moved the goal year's turnover against the baseline, a column a scenario."""
    frame = tables.moved(named, baseline)
    return pd.DataFrame(
        {
            _("What moved it"): [_(GROUPS[group]) for group in frame.index],
            **{
                f"{k} {one.name}": [number(amount, "usd_bn/year", 2) for amount in frame[k]]
                for k, one in enumerate(named, start=1)
            },
        }
    )
