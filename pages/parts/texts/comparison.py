"""Several scenarios side by side: the tables of the page that compares them, a row a scenario."""

import re
import string
from collections.abc import Mapping, Sequence

import pandas as pd

from engine import OUTCOMES, PARAMETERS, Case
from engine.comparison import Named, apart, held_against
from engine.quantity import Value
from engine.sheet import inert_table
from engine.tables import comparison as tables
from pages.parts import faces
from pages.parts.texts.shared import part
from pages.parts.words import N_, _, listed, number, points

# the columns beside the bands: title and unit, what the chart shows first
_COLUMNS = {
    name: (OUTCOMES[name].title, OUTCOMES[name].unit)
    if name in OUTCOMES
    else (N_("Chance to be at the goal"), "share")
    for name in (
        "turnover_at_target",
        tables.CHANCE,
        "required_growth",
        "required_growth_with_programme",
        "gap_share",
    )
}


def results(case: Case, named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """The value of each result, and in brackets the difference from the baseline."""
    values, differences = tables.headlines(case, named, baseline)
    base = held_against(named, baseline)

    def cell(place: int, name: str, unit: str) -> str:
        value, difference = values.at[place, name], differences.at[place, name]
        if place == base or difference != difference:
            return _whole(number(value, unit))
        told = _difference(difference, unit)
        return _("{value} ({difference})").format(value=_whole(number(value, unit)), difference=_whole(told))

    columns = {
        _(title): [cell(place, name, unit) for place in values.index]
        for name, (title, unit) in _COLUMNS.items()
    }
    bands = {
        _("Half of its futures"): _between(values["q25"], values["q75"]),
        _("Eight of ten futures"): _between(values["q10"], values["q90"]),
    }
    return _table(named, baseline, columns | bands)


def _whole(amount: str) -> str:
    """An amount that no line's end parts."""
    return amount.replace(" ", "\u00a0").replace("−", "−\u2060")


def _difference(value: float, unit: str) -> str:
    """With its sign; two rates differ by points, not by per cent."""
    text = points(value) if unit in ("share", "1/year") else number(value, unit, 2)
    return f"+{text}" if value > 0 else text


def _between(lows: pd.Series, highs: pd.Series) -> list[str]:
    words = _("{low} to {high}")
    return [
        words.format(low=_whole(number(low, "usd_bn/year")), high=_whole(number(high, "usd_bn/year")))
        for low, high in zip(lows, highs, strict=True)
    ]


def differing(named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """In which choices and assumptions each differs from the baseline; empty where nothing does anywhere."""
    base = named[baseline].scenario
    changes = [one.scenario.differs_from(base) for one in apart(named).values()]
    if not any(changes):
        return pd.DataFrame()

    def told(changed: Mapping[str, Value], policy: bool) -> str:
        names = [name for name in changed if (PARAMETERS[name].kind == "policy") == policy]
        return listed(_change(name, getattr(base, name), changed[name]) for name in names) or "–"

    columns = {
        _("Choices"): [told(changed, True) for changed in changes],
        _("Assumptions"): [told(changed, False) for changed in changes],
    }
    return _table(named, baseline, columns)


def _change(name: str, before: Value, after: Value) -> str:
    return _("{title}: {before} → {after}").format(
        title=_(PARAMETERS[name].title),
        before=faces.value_in_words(name, before),
        after=faces.value_in_words(name, after),
    )


def moved(case: Case, named: tuple[Named, ...], baseline: int) -> pd.DataFrame:
    """What moved the goal year's turnover against the baseline, a column a part; empty where nothing moved it."""
    frame = tables.moved(case, named, baseline)
    if frame.empty:
        return pd.DataFrame()
    columns = {part(key): [number(amount, "usd_bn/year", 2) for amount in frame[key]] for key in frame}
    return _table(named, baseline, columns)


def _table(named: tuple[Named, ...], baseline: int, columns: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """A row a scenario, ready for the screen: what readers typed is shown as it is, and run by no program."""
    base = held_against(named, baseline)
    names = [
        _("{name} (baseline)").format(name=one.name) if place == base else one.name
        for place, one in apart(named).items()
    ]
    return inert_table(pd.DataFrame({_("Scenario"): names, **columns})).map(_literal)


def _literal(text: str) -> str:
    """A text alone in a cell of Markdown, where “# 1” would be a heading: every sign stands for itself."""
    return re.sub(f"([{re.escape(string.punctuation)}])", r"\\\1", text)
