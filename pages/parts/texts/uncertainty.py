"""How sure: the sentences of the uncertainty page, and its tables without a chart."""

import pandas as pd

from engine import Case
from engine.backtest import GROWTH, LEVELS, ORIGINS, luck
from engine.band import HORIZON
from engine.past import shock_sources
from engine.tables import backtest as past_bands
from engine.tables import uncertainty as tables
from engine.uncertainty import DRAWS, SEED
from pages.parts.amounts import Big, amount
from pages.parts.faces import range_in_words
from pages.parts.texts.shared import part, series
from pages.parts.words import N_, _, listed, number, together

METHODS = {
    "band": N_("the band shown here"),
    "no_change": N_("no growth, normal shocks"),
    "drift": N_("the past's average growth goes on"),
    "damped": N_("growth of the last ten years, fading by 15 % a year"),
    "damped_strongly": N_("growth of the last ten years, halved in every year"),
    "ets": N_("exponential smoothing (ETS), the best fit of three kinds"),
    "arima": N_("ARIMA, the best fit of eighteen kinds"),
}


def of_futures(case: Case, label: str, outcome: str, below: str, value: str) -> Big:
    """A big number of the futures: how it came about, and the past ups and downs that it rests on."""
    rests = shock_sources(case.scenario)
    return Big(label, outcome, below, value=value, method=method(), rests=rests)


def numbers(case: Case) -> tuple[Big, ...]:
    """The headline of the page."""
    scenario, futures = case.scenario, case.futures
    year = number(scenario.target_year, "year")
    return (
        of_futures(
            case,
            _("Chance to be at {goal} in {year}").format(
                goal=number(scenario.target, "usd_bn/year"), year=year
            ),
            "turnover_at_target",
            _("of futures, at or above"),
            chance(case),
        ),
        of_futures(
            case,
            _("Chance to touch it by then"),
            "turnover",
            _("in any year until {year}").format(year=year),
            number(futures.probability_by(scenario.target), "share", 0),
        ),
        of_futures(
            case,
            _("The middle future"),
            "turnover_at_target",
            _("in {year}; half lie above").format(year=year),
            number(_half(case), "usd_bn/year"),
        ),
    )


def method() -> str:
    """How the futures were made."""
    return _(
        "{draws} futures: every assumption drawn from its range, the value as set most likely, and yearly ups and downs "
        "as large as since 2005. Seed {seed}; another seed moves a chance by about a point."
    ).format(draws=number(DRAWS, "1", 0), seed=SEED)


def chance(case: Case) -> str:
    """The chance of being at the goal in its year."""
    return number(case.futures.probability_at(case.scenario.target), "share", 0)


def middle(case: Case) -> str:
    """Why the middle of all futures is not the scenario itself."""
    point, half = float(case.results["turnover_at_target"]), _half(case)
    words = {"half": number(half, "usd_bn/year"), "point": amount(case, "turnover_at_target")}
    if abs(half - point) < 0.05 * point:
        return _("Half of them end above {half}; the scenario itself ends at {point}.").format(**words)
    if half > point:
        return _(
            "Half of them end above {half}, more than the {point} of the scenario itself: the ranges reach further up than "
            "down from the values as set."
        ).format(**words)
    return _(
        "Half of them end above {half}, less than the {point} of the scenario itself: the ranges reach further down than "
        "up from the values as set."
    ).format(**words)


def _half(case: Case) -> float:
    return float(tables.fan(case)["q50"].iloc[-1])


def parts(case: Case) -> str:
    """How much more one part of the model matters than another."""
    swings = tables.part_swings(case)
    moving = swings[swings > 1e-6]
    if moving.empty:
        return _("No part of the model moves the number within its ranges.")
    first = {"name": part(moving.index[0]), "swing": number(moving.iloc[0], "usd_bn/year")}
    others = listed(_less(key, swing, moving.iloc[0] / swing) for key, swing in moving.iloc[1:].items())
    if not others:
        return _(
            "From the worst to the best end of their ranges, turnover is moved by “{name}” by {swing}."
        ).format(**first)
    return _(
        "From the worst to the best end of their ranges, turnover is moved most by “{name}”, by {swing}. Then come: "
        "{others}."
    ).format(**first, others=others)


def _less(key: str, swing: float, times: float) -> str:
    return _("{name} ({swing}, {times} less)").format(
        name=part(key),
        swing=number(swing, "usd_bn/year", 2),
        times=number(times, "times", 1 if times < 20 else 0),
    )


def backtest() -> str:
    """What past forecasts say of the band, whatever it is."""
    return together(_asked(), _rank(), _short(), _luck())


def _asked() -> str:
    return _(
        "From every year since {first} the same band was drawn with only what was known by then, about a middle that grows "
        "by {growth} a year, and held against what came in the {most} years after. All of Kazakhstan's trade is a series "
        "that the band was not chosen on."
    ).format(
        first=number(ORIGINS[0], "year"), most=number(HORIZON, "1", 0), growth=number(GROWTH, "share", 0)
    )


def _rank() -> str:
    """Whether another way of forecasting had a better score."""
    score = past_bands.scores().set_index("method")["crps"]
    better = [method for method in METHODS if score[method] < score["band"]]
    if not better:
        return _(
            "By CRPS, a score of middle and width together, none of the other ways to forecast in the table did better: the "
            "smaller, the better."
        )
    return _("By CRPS these did better: {methods}.").format(methods=listed(_(METHODS[one]) for one in better))


def _short() -> str:
    """The bands that held less than promised, by more than the years that they were tried on explain."""
    held = past_bands.held()
    short = [
        _("the band of {level} held {held} ({series})").format(
            level=number(row.level, "share", 0), held=number(row.held, "share", 0), series=series(row.series)
        )
        for row in held[held["high"] < held["level"]].itertuples()
    ]
    if not short:
        return _("No band held clearly less than it promised.")
    return _("Clearly less than promised: {bands}.").format(bands=listed(short))


def _luck() -> str:
    ranges = listed(
        _("{low} to {high} for the band of {level}").format(
            **{name: number(getattr(row, name), "share", 0) for name in ("level", "low", "high")}
        )
        for row in luck().itertuples()
    )
    return _(
        "So few years leave much to luck. A perfect band would hold, in nine of ten made-up histories: {ranges}. This test "
        "can find a band that is far too narrow; it cannot tell which of several good ones is best."
    ).format(ranges=ranges)


def own(case: Case) -> str:
    """Which ranges are the reader's own."""
    said = listed(range_in_words(*one) for one in case.own)
    return _("With ranges of your own: {ranges}.").format(ranges=said)


def held_by_distance() -> pd.DataFrame:
    """How often the bands held, by how many years ahead."""
    frame = past_bands.held_by_distance()
    frame = frame.assign(
        series=[series(key) for key in frame["series"]],
        column=[_band_of(level) for level in frame["level"]],
        text=[number(share, "share", 0) for share in frame["held"]],
    )
    wide = frame.pivot(index=["series", "ahead", "cases"], columns="column", values="text").reset_index()
    wide.columns.name = None
    return wide.rename(columns={"series": _("Whose count"), "ahead": _("Years ahead"), "cases": _("Cases")})


def scores() -> pd.DataFrame:
    """What every way of forecasting held, and its errors, over both counts."""
    frame = past_bands.scores()
    held = {
        _band_of(level): [number(share, "share", 0) for share in frame[f"held_{level:.0%}"]]
        for level in LEVELS
    }
    return pd.DataFrame(
        {
            _("Forecast"): [_way(method) for method in frame["method"]],
            **held,
            _("Mean absolute error of the logarithm"): frame["error"].round(3),
            _("CRPS of the logarithm"): frame["crps"].round(3),
            _("Interval score, band of {level}").format(level=number(max(LEVELS), "share", 0)): frame[
                f"interval_{max(LEVELS):.0%}"
            ].round(2),
            _("Cases"): frame["cases"].astype(int),
        }
    )


def _way(method: str) -> str:
    """A way of forecasting in words; the band about another middle goes by the growth of that middle."""
    if method in METHODS:
        return _(METHODS[method])
    growth = float(method.partition("_")[2])
    return _("the band shown here, about growth of {growth} a year").format(
        growth=number(growth, "share", 1 if growth * 100 % 1 else 0)
    )


def _band_of(level: float) -> str:
    return _("Band of {level}").format(level=number(level, "share", 0))
