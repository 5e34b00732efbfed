"""The tables of the uncertainty page in words, and the fan that the overview shows too."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from engine import PARAMETERS, Scenario, evaluate, sensitivity
from engine.model import DRAWABLE
from engine.tables import certainty
from engine.uncertainty import Own, usual_range
from pages.parts import faces, session
from pages.parts.charts.certainty import BANDS, ENDS, PARTS, WAYS
from pages.parts.views.growth import LEDGER_NAMES
from pages.parts.words import FORMS, N_, _, number, per_language, percent_value, unit

QUANTILES = {
    "q5": N_("5 % of futures lie below"),
    "q25": N_("a quarter lies below"),
    "q50": N_("half lie below"),
    "q75": N_("three quarters lie below"),
    "q95": N_("95 % lie below"),
}
MODELS = {"no_change": N_("the futures shown here"), "drift": N_("with the past's average growth")}
_ROWS = 8  # assumptions drawn in a chart; the table has all


def fan_quantiles(scenario: Scenario, own: Own) -> pd.DataFrame:
    """The quantiles of all futures as lines, a row for each year of each."""
    long = certainty.fan(scenario, own).melt(
        "year", list(QUANTILES), var_name="series", value_name="turnover"
    )
    return long.assign(
        kind="projected", label=long["series"].map({q: _(text) for q, text in QUANTILES.items()})
    )


def fan(scenario: Scenario, own: Own) -> pd.DataFrame:
    """Bands, middle, scenario and goal as rows of one table."""
    frame = certainty.fan(scenario, own)
    results = evaluate(scenario)
    parts = [
        pd.DataFrame(
            {
                "year": frame["year"],
                "low": frame[low],
                "high": frame[high],
                "band": band,
                "order": order,
                "kind": "band",
                "label": _(BANDS[band]),
            }
        )
        for order, (band, low, high) in enumerate((("90", "q5", "q95"), ("50", "q25", "q75")))
    ]
    lines = {
        "middle": (_("the middle future"), frame["year"], frame["q50"]),
        "scenario": (_("this scenario, projected"), results["year"], results["turnover"]),
        "goal": (_("goal"), [scenario.target_year], [float(scenario.target)]),
    }
    parts += [
        pd.DataFrame({"year": years, "low": values, "kind": kind, "label": label})
        for kind, (label, years, values) in lines.items()
    ]
    return pd.concat(parts, ignore_index=True)


def fan_table(scenario: Scenario, own: Own) -> pd.DataFrame:
    frame = certainty.fan(scenario, own).round(1)
    return frame.set_axis([_("Year"), *(_(text) for text in QUANTILES.values())], axis=1)


@per_language
def chances(scenario: Scenario, own: Own) -> pd.DataFrame:
    frame = certainty.chances(scenario, own)
    long = frame.melt(
        ["goal", "label", "target", "target_year"], ["at", "by"], var_name="way", value_name="share"
    )
    return pd.DataFrame(
        {
            "name": [
                _("{goal} by {year}").format(
                    goal=number(row.target, "usd_bn/year"), year=number(row.target_year, "year")
                )
                for row in long.itertuples()
            ],
            "which": long["way"],
            "label": [_(WAYS[way]) for way in long["way"]],
            "percent": percent_value(long["share"]),
            "text": [number(share, "share", 0) for share in long["share"]],
        }
    )


def chances_table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["name", "label", "text"]]
    return table.set_axis([_("Goal"), _("What is asked"), _("Chance")], axis=1)


def name(assumption: str) -> str:
    if assumption == sensitivity.SHOCKS:
        return _("yearly ups and downs, as in history")
    return _(PARAMETERS[assumption].title)


@per_language
def tornado(scenario: Scenario, own: Own) -> pd.DataFrame:
    """Two rows for each assumption that moves the number: at its low and at its high."""
    frame = sensitivity.tornado(scenario, own)
    frame = frame[frame["swing"] > 0]
    now = evaluate(scenario)[sensitivity.OUTCOME]
    rows = [
        {
            "name": name(row.assumption),
            "end": end,
            "label": _(ENDS[end]),
            "value": faces.value_in_words(row.assumption, getattr(row, end)),
            "turnover": getattr(row, f"at_{end}"),
            "scenario": now,
            "text": number(getattr(row, f"at_{end}"), "usd_bn/year", 2),
        }
        for row in frame.itertuples()
        for end in ENDS
    ]
    return pd.DataFrame(rows, columns=["name", "end", "label", "value", "turnover", "scenario", "text"])


def tornado_table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["name", "label", "value", "text"]]
    return table.set_axis(
        [_("Assumption"), _("Where it stands"), _("Its value"), _("Turnover in the goal year")], axis=1
    )


def widest(shown: pd.DataFrame) -> pd.DataFrame:
    """What the chart has room for: the assumptions at the top."""
    return shown.head(2 * _ROWS)


@per_language
def shares(scenario: Scenario, own: Own) -> pd.DataFrame:
    """Two rows for each assumption: its part of the spread alone, and together with the others."""
    frame = sensitivity.shares(scenario, own)
    frame = frame[frame["total"] > 5e-5]
    rows = [
        {
            "name": name(row.assumption),
            "which": part,
            "label": _(PARTS[part]),
            "percent": percent_value(max(0.0, getattr(row, part))),
            "text": number(max(0.0, getattr(row, part)), "share", 1),
        }
        for row in frame.itertuples()
        for part in PARTS
    ]
    return pd.DataFrame(rows, columns=["name", "which", "label", "percent", "text"])


def shares_table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["name", "label", "text"]]
    return table.set_axis([_("Assumption"), _("Counted"), _("Part of the spread")], axis=1)


def held() -> pd.DataFrame:
    frame = certainty.held()
    return pd.DataFrame(
        {
            "name": [
                _("{ledger}, band of {level}").format(
                    ledger=_(LEDGER_NAMES[row.ledger]), level=number(row.level, "share", 0)
                )
                for row in frame.itertuples()
            ],
            "percent": percent_value(frame["held"]),
            "promised": percent_value(frame["level"]),
            "right": percent_value(frame[["held", "level"]].max(axis=1)),
            "promised_text": [number(level, "share", 0) for level in frame["level"]],
            "text": [number(part, "share", 0) for part in frame["held"]],
            "cases": frame["cases"],
        }
    )


def held_table(shown: pd.DataFrame) -> pd.DataFrame:
    table = shown[["name", "promised_text", "text", "cases"]]
    return table.set_axis([_("Count and band"), _("Promised"), _("Held"), _("Cases")], axis=1)


def held_by_distance() -> pd.DataFrame:
    """How often the bands held, by how many years ahead."""
    frame = certainty.held_by_distance()
    frame = frame.assign(
        ledger=[_(LEDGER_NAMES[ledger]) for ledger in frame["ledger"]],
        column=[_("Band of {level}").format(level=number(level, "share", 0)) for level in frame["level"]],
        text=[number(part, "share", 0) for part in frame["held"]],
    )
    wide = frame.pivot(index=["ledger", "ahead", "cases"], columns="column", values="text").reset_index()
    wide.columns.name = None
    return wide.rename(columns={"ledger": _("Whose count"), "ahead": _("Years ahead"), "cases": _("Cases")})


def scores() -> pd.DataFrame:
    """Errors of past forecasts beside those of two plainer ways."""
    frame = certainty.scores()
    return pd.DataFrame(
        {
            _("Whose count"): [_(LEDGER_NAMES[ledger]) for ledger in frame["ledger"]],
            _("Forecast"): [_(MODELS[model]) for model in frame["model"]],
            _("Cases"): frame["cases"],
            _("Mean absolute error of the logarithm"): frame["mean_absolute_error"].round(3),
            _("CRPS of the logarithm"): frame["crps"].round(3),
        }
    )


# ── Ranges of the reader's own ───────────────────────────────────────────────────────────────────────────────

_TURN = "ranges.turn"


def ranges_editor() -> None:
    """A table of every assumption's lowest and highest value, to be typed over, and a way back to ours."""
    # The editor keeps what was typed as long as its key and its table stay the same. So both are made once for each
    # visit, and anew after a way back or a refusal.
    turn = st.session_state.setdefault(_TURN, 0)
    key = f"ranges.{turn}"
    if key not in st.session_state:
        st.session_state[f"{key}.shown"] = _limits(session.state().own)
    shown: dict[str, tuple[float, float]] = st.session_state[f"{key}.shown"]
    frame = pd.DataFrame(
        {
            "assumption": [name(n) for n in shown],
            "unit": [unit(PARAMETERS[n].unit) for n in shown],
            "low": [low * _scale(n) for n, (low, _high) in shown.items()],
            "high": [high * _scale(n) for n, (_low, high) in shown.items()],
        }
    )
    st.data_editor(
        frame.round(6),
        key=key,
        hide_index=True,
        disabled=["assumption", "unit"],
        on_change=_edited,
        args=(key,),
        column_config={
            "assumption": st.column_config.TextColumn(_("Assumption"), width="large"),
            "unit": st.column_config.TextColumn(_("Unit")),
            "low": st.column_config.NumberColumn(_("Lowest"), required=True),
            "high": st.column_config.NumberColumn(_("Highest"), required=True),
        },
    )
    st.button(_("Back to our ranges"), key="ranges.reset", on_click=_reset, disabled=not session.state().own)


def _scale(assumption: str) -> float:
    return FORMS[PARAMETERS[assumption].unit].scale


def _edited(key: str) -> None:
    """Takes what was typed; a range that cannot be is refused with a sentence, and the table shows the old one again."""
    limits = dict(st.session_state[f"{key}.shown"])
    names = list(limits)
    for place, cells in st.session_state[key]["edited_rows"].items():
        assumption = names[int(place)]
        low, high = limits[assumption]
        typed = {column: value / _scale(assumption) for column, value in cells.items() if value is not None}
        limits[assumption] = (typed.get("low", low), typed.get("high", high))
    for assumption, (low, high) in limits.items():
        quantity = PARAMETERS[assumption]
        assert quantity.low is not None and quantity.high is not None
        if not quantity.low <= low <= high <= quantity.high:
            session.complain(
                _(
                    "“{name}” cannot go from {low} to {high}: lowest before highest, within {least} and {most}."
                ).format(
                    name=name(assumption),
                    low=faces.value_in_words(assumption, low),
                    high=faces.value_in_words(assumption, high),
                    least=faces.value_in_words(assumption, quantity.low),
                    most=faces.value_in_words(assumption, quantity.high),
                )
            )
            st.session_state[_TURN] += 1
            session.touch()
            return
    session.set_ranges({n: pair for n, pair in limits.items() if pair != usual_range(n)})


def _reset() -> None:
    session.set_ranges({})
    st.session_state[_TURN] += 1


def _limits(own: Own) -> Mapping[str, tuple[float, float]]:
    mine = {n: (low, high) for n, low, high in own}
    return {n: mine.get(n, usual_range(n)) for n in DRAWABLE}
