"""The tables of the uncertainty page in words, and the quantiles that the overview shows too."""

from functools import partial

import pandas as pd

from engine import PARAMETERS, Scenario, evaluate, sensitivity
from engine.tables import certainty
from engine.uncertainty import Own
from pages.parts import faces
from pages.parts.charts.certainty import BANDS, ENDS, PARTS, WAYS
from pages.parts.views.growth import LEDGER_NAMES
from pages.parts.words import N_, _, number, per_language, percent_value

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


@partial(per_language, most=64)
def chances(scenario: Scenario, own: Own) -> pd.DataFrame:
    frame = certainty.chances(scenario, own)
    long = frame.melt(["target", "target_year"], ["at", "by"], var_name="way", value_name="share")
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
    table = shown[["name", "label", "percent"]].round(1)
    return table.set_axis([_("Goal"), _("What is asked"), _("Chance, % of futures")], axis=1)


def name(assumption: str) -> str:
    if assumption == sensitivity.SHOCKS:
        return _("yearly ups and downs, as in history")
    return _(PARAMETERS[assumption].title)


@partial(per_language, most=64)
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
    table = shown[["name", "label", "value", "turnover"]].round(2)
    heads = [
        _("Assumption"),
        _("Where it stands"),
        _("Its value"),
        _("Turnover in the goal year, billion US dollars"),
    ]
    return table.set_axis(heads, axis=1)


def widest(shown: pd.DataFrame) -> pd.DataFrame:
    """What the chart has room for: the assumptions at the top."""
    return shown.head(2 * _ROWS)


@partial(per_language, most=64)
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
    table = shown[["name", "label", "percent"]].round(1)
    return table.set_axis([_("Assumption"), _("Counted"), _("Part of the spread, %")], axis=1)


def held() -> pd.DataFrame:
    frame = certainty.held()
    return pd.DataFrame(
        {
            "name": [
                _("{level} band, {ledger}").format(
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
    table = shown[["name", "promised", "percent", "cases"]].round(1)
    return table.set_axis([_("Count and band"), _("Promised, %"), _("Held, %"), _("Cases")], axis=1)


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
    """Errors of past forecasts: those of the futures shown here, whose middle is no change, and those of a drift."""
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
