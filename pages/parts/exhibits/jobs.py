"""Jobs behind the extra goods, by part of the economy."""

import pandas as pd

from engine import Case, tables
from pages.parts.exhibits.exhibit import Exhibit, Plain
from pages.parts.exhibits.theme import bars, constant
from pages.parts.words import _, number, scaled

PLACE = ("economy", 2)
_GROUPS = 10  # parts of the economy in the chart; the table has all
_chart = constant(bars)


def exhibit(case: Case) -> Exhibit:
    frame = tables.jobs_by_group(case)
    worded = _worded(frame)
    shown = worded.head(_GROUPS)
    head = _("Jobs, thousand")
    return Exhibit(
        __name__,
        case,
        _finding(frame),
        _chart,
        shown,
        lambda: _table(worded, head),
        outcomes=("programme_mix", "programme_added"),
        note=_("Grade C: employment by section of the economy, spread over products by pay."),
        dials=("programme_value", "realisation"),
        plain=Plain("bar", head, lambda: shown.set_index("name")[["amount"]].set_axis([head], axis=1)),
    )


def _finding(frame: pd.DataFrame) -> str:
    total = frame["jobs"].sum()
    if total <= 0:
        return _(
            "No extra goods, so no jobs behind them; what corridors and investment add is not in this chart"
        )
    return _("About {jobs} stand behind the extra goods, most in: {group}").format(
        jobs=number(total, "thousand jobs"), group=_(frame["group"].iloc[0])
    )


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    texts = [number(jobs, "thousand jobs") for jobs in frame["jobs"]]
    return pd.DataFrame(
        {
            "name": frame["group"].map(_),
            "amount": scaled(frame["jobs"], "thousand jobs"),
            "text": texts,
            "source": frame["source"],
        }
    )


def _table(worded: pd.DataFrame, head: str) -> pd.DataFrame:
    return worded[["name", "amount"]].round(3).set_axis([_("Part of the economy"), head], axis=1)
