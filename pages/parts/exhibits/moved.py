"""What moved the number: what each part adds to turnover in the goal year, against a ready-made scenario."""

import altair as alt
import numpy as np
import pandas as pd

from engine import Case, Scenario
from engine.load import PRESETS
from engine.tables import answers as tables
from pages.parts.exhibits.exhibit import Exhibit, Plain, kept_in_words
from pages.parts.exhibits.theme import SOURCE, Look, before, coloured, constant
from pages.parts.texts.shared import part
from pages.parts.words import N_, _, number, scaled

PLACE = ("", 2)
_UNIT = "usd_bn/year"
KINDS = {"policy": N_("choices"), "assumption": N_("assumptions"), "both": N_("both")}


@kept_in_words
def exhibit(case: Case, baseline: str = "no_policy") -> Exhibit:
    frame = tables.moved(case, Scenario.preset(baseline))
    shown = _worded(frame)
    amounts, head = scaled(frame["amount"], _UNIT), _("Adds in the goal year, billion US dollars")
    return Exhibit(
        __name__,
        case,
        _finding(frame, _(PRESETS[baseline]["title"])),
        _chart,
        shown,
        lambda: _table(shown.assign(amount=amounts)),
        outcomes=("turnover_at_target",),
        note=_(
            "What each part adds, averaged over all orders (Shapley shares); together they are the difference. Choices are "
            "somebody's decision, assumptions our belief."
        ),
        dials=("programme_value", "organic_export_growth"),
        plain=Plain("bar", head, lambda: pd.DataFrame({head: [*amounts]}, index=shown["name"])),
    )


def _finding(frame: pd.DataFrame, baseline: str) -> str:
    """The sum, and the part that adds or takes most."""
    *parts, whole = frame[["part", "amount"]].to_dict("records")
    total, most = whole["amount"], max(parts, key=lambda one: abs(one["amount"]), default=whole)
    if not most["amount"]:
        return _("Nothing moves the number: against “{baseline}” no setting that acts on it differs").format(
            baseline=baseline
        )
    words = {
        "total": number(abs(total), "usd_bn/year", 2),
        "baseline": baseline,
        "name": part(most["part"]),
        "part": number(most["amount"], "usd_bn/year", 2),
    }
    if total >= 0:
        return _(
            "{total} more in the goal year than with “{baseline}”; most of it comes from “{name}”: {part}"
        ).format(**words)
    return _("{total} less in the goal year than with “{baseline}”; most of it by “{name}”: {part}").format(
        **words
    )


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    """Each part's bar with its words; on the axis two lines, but the sum is of no kind."""
    names, labels = [part(key) for key in frame["part"]], [_(KINDS[kind]) for kind in frame["kind"]]
    heads = [
        _("{name}|({kind})").format(name=name, kind=kind) for name, kind in zip(names, labels, strict=True)
    ]
    return pd.DataFrame(
        {
            "kind": frame["kind"],
            "start": scaled(frame["start"], _UNIT),
            "end": scaled(frame["end"], _UNIT),
            "name": names,
            "label": labels,
            "head": [*heads[:-1], names[-1]],
            "right": scaled(np.maximum(frame["start"], frame["end"]), _UNIT),
            "text": [_signed(amount) for amount in frame["amount"]],
        }
    )


def _signed(amount: float) -> str:
    text = number(amount, "usd_bn/year", 3)
    return f"+{text}" if amount > 0 else text


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["name", "label", "amount"]].round(3)
    heads = [
        _("What moved it"),
        _("Choices or assumptions"),
        _("Adds in the goal year, billion US dollars"),
    ]
    return table.set_axis(heads, axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """Bars that stand on each other, and their sum."""
    two_lines = alt.Axis(labelExpr="split(datum.label, '|')", labelLimit=0)
    base = alt.Chart(SOURCE).encode(
        y=alt.Y("head:N", sort=None, title=None, axis=two_lines),
        tooltip=[
            alt.Tooltip("name:N", title=_("What moved it")),
            alt.Tooltip("label:N", title=_("Choices or assumptions")),
            alt.Tooltip("text:N", title=_("Adds in the goal year")),
        ],
    )
    bars = base.mark_bar(stroke=look.ink, strokeWidth=0.5, minBandSize=4).encode(
        x=alt.X(
            "start:Q", title=_("Billion US dollars in the goal year"), scale=alt.Scale(rangeMax=before(66))
        ),
        x2="end:Q",
        color=coloured("kind", KINDS, [look.accent, look.cn, look.grid], columns=3),
    )
    words = base.mark_text(align="left", dx=5).encode(x="right:Q", text="text:N")
    return alt.layer(bars, words).properties(width="container", height=alt.Step(36))
