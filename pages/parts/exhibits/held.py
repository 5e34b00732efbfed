"""What part of what came the bands of past forecasts would have held, against what they promised."""

import altair as alt
import pandas as pd

from engine import Case
from engine.tables import backtest as tables
from pages.parts.exhibits.exhibit import Exhibit, Plain
from pages.parts.exhibits.theme import SOURCE, Look, before, beside, constant
from pages.parts.texts.shared import series
from pages.parts.words import _, number, percent_value

PLACE = ("uncertainty", 5)


def exhibit(case: Case) -> Exhibit:
    frame = tables.held()
    shown = _worded(frame)
    heads = {"promised": _("Promised"), "percent": _("Held")}
    return Exhibit(
        __name__,
        case,
        _finding(frame),
        _chart,
        shown,
        lambda: _table(shown.assign(cases=frame["cases"])),
        reading=_(
            "Bar: what part of past cases the band held. Mark: what part it promised. Thin line: between what that part lies "
            "in nine of ten when runs of five years are drawn anew, for neighbouring years are alike."
        ),
        plain=Plain(
            "bar", _("Past cases, %"), lambda: shown.set_index("name")[list(heads)].rename(columns=heads)
        ),
    )


def _finding(frame: pd.DataFrame) -> str:
    """What the widest band held."""
    widest = frame["level"].max()
    held = frame[frame["level"] == widest].set_index("series")["held"]
    return _(
        "In the past the band of {level} would have held {kz} of what came by Kazakhstan's count, {cn} by China's"
    ).format(
        level=number(widest, "share", 0),
        kz=number(held["kz"], "share", 0),
        cn=number(held["cn"], "share", 0),
    )


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [
                _("{level} band, {series}").format(
                    series=series(row.series), level=number(row.level, "share", 0)
                )
                for row in frame.itertuples()
            ],
            "percent": percent_value(frame["held"]),
            "promised": percent_value(frame["level"]),
            "low": percent_value(frame["low"]),
            "high": percent_value(frame["high"]),
            "right": percent_value(frame[["held", "level", "high"]].max(axis=1)),
            "between": [
                _("{low} to {high}").format(
                    low=number(row.low, "share", 0), high=number(row.high, "share", 0)
                )
                for row in frame.itertuples()
            ],
            "promised_text": [number(level, "share", 0) for level in frame["level"]],
            "text": [number(part, "share", 0) for part in frame["held"]],
            "source": frame["source"],
        }
    )


def _table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["name", "promised", "percent", "low", "high", "cases"]].round(1)
    heads = [_("Promised, %"), _("Held, %"), _("Held at least, %"), _("Held at most, %"), _("Cases")]
    return table.set_axis([_("Count and band"), *heads], axis=1)


@constant
def _chart(look: Look) -> alt.LayerChart:
    """A bar for what was held, with its interval, and a mark for what was promised."""
    base = alt.Chart(SOURCE).encode(
        y=beside("name"),
        tooltip=[
            alt.Tooltip("name:N", title=_("Count and band")),
            alt.Tooltip("promised_text:N", title=_("Promised")),
            alt.Tooltip("text:N", title=_("Held")),
            alt.Tooltip("between:N", title=_("Nine of ten")),
        ],
    )
    bars = base.mark_bar(color=look.shade).encode(
        x=alt.X(
            "percent:Q",
            title=_("Held, % of past cases"),
            scale=alt.Scale(domain=[0, 100], rangeMax=before(45)),
        )
    )
    promised = base.mark_tick(color=look.cn, thickness=3, size=24, opacity=1).encode(x="promised:Q")
    luck = base.mark_rule(color=look.ink).encode(x="low:Q", x2="high:Q")
    words = base.mark_text(align="left", dx=6).encode(x="right:Q", text="text:N")
    return alt.layer(bars, luck, promised, words).properties(width="container", height=alt.Step(28))
