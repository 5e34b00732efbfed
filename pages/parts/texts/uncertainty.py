"""How sure: the sentences of the uncertainty page, and its tables without a chart."""

import math

import pandas as pd

from engine import PARAMETERS, Case
from engine.backtest import GROWTH, LEVELS, ORIGINS, luck
from engine.band import HORIZON, doubt
from engine.past import shock_sources
from engine.tables import backtest as past_bands
from engine.tables import uncertainty as tables
from engine.uncertainty import DRAWS, SEED
from pages.parts.amounts import Big, amount
from pages.parts.faces import range_in_words
from pages.parts.texts.shared import part, series
from pages.parts.words import N_, _, listed, number, points, together

_EVEN = (0.45, 0.55)
LAYERS = {
    "assumptions": N_("What we assume: doubt about average growth alone, eight of ten futures"),
    "years": N_("What years do: that and the ups and downs, eight of ten futures"),
    "policy": N_("What policy can move: the middle without and with goods and corridors"),
}
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
    return Big(label, outcome, below, value=value, method=method(case), rests=rests)


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
            given(case),
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
            _("The middle, and this scenario"),
            "turnover_at_target",
            _("in {year}; half lie above").format(year=year),
            amount(case, "turnover_at_target"),
        ),
    )


def method(case: Case) -> str:
    """How the futures were made."""
    width = case.futures.width
    return together(
        _(
            "The scenario is the middle of its futures. How far they lie from it is what the yearly changes of both counts say "
            "about their average ({spread} a year), and how little so few years tell of that average ({doubt} a year). Bands and "
            "chances are worked out by formula; only what is touched on the way is counted, in {draws} futures with seed {seed}."
        ).format(
            spread=points(width.spread * width.swings),
            doubt=points(width.growth_doubt * doubt(width)),
            draws=number(DRAWS, "1", 0),
            seed=SEED,
        ),
        _("Oil goes as set in all of them.") if case.scenario.oil_as_set else "",
    )


def chance(case: Case) -> str:
    """The chance of being at the goal in its year; none where no band was tested."""
    return number(case.futures.probability_at(case.scenario.target), "share", 0)


def given(case: Case) -> str:
    """What a chance is, in a few words beside it."""
    found = case.futures.probability_at(case.scenario.target)
    if not math.isfinite(found):
        return _("none: over eight years ahead")
    if _EVEN[0] <= found <= _EVEN[1]:
        return _("given what is set: about even")
    return _("given what is set")


def middle(case: Case) -> str:
    """What the scenario is among its futures."""
    return _("Half of all futures end above {point}, the scenario itself.").format(
        point=amount(case, "turnover_at_target")
    )


def layers(case: Case) -> pd.DataFrame:
    """The three layers as a table in words."""
    frame = tables.layers(case)
    shown = {
        _("Layer"): [_(LAYERS[key]) for key in frame["layer"]],
        _("Turnover in the goal year"): [
            _("{low} to {high}").format(
                low=number(row.low, "usd_bn/year"), high=number(row.high, "usd_bn/year")
            )
            for row in frame.itertuples()
        ],
        _("Chance of the goal"): [
            *(number(share, "share", 0) for share in frame["chance"].iloc[:-1]),
            _shift(frame["chance"].iloc[-1]),
        ],
    }
    return pd.DataFrame(shown)


def _shift(moved: float) -> str:
    """What policy adds to a chance; it bears its sign."""
    if not math.isfinite(moved):
        return "–"
    return f"+{points(moved)}" if moved > 0 else points(moved)


def layers_read(case: Case) -> str:
    """How the layers are to be read."""
    return _(
        "Of the width in the goal year, {part} comes from the years' ups and downs, the rest from doubt about average growth. "
        "Policy moves the middle and the chance on the same futures. It is no second band, and the band dwarfs it."
    ).format(part=number(tables.swings_part(case), "share", 0))


def oil(case: Case) -> str:
    """What a change of the oil price does, where there is one."""
    scenario, results = case.scenario, case.results
    if scenario.oil_price_change == 0:
        return ""
    if scenario.oil_link == 0:
        return _("Oil moves only what is sold of it here. Imports do not follow it, as they did in the past.")
    return _(
        "Beside the oil that is sold, all exports and imports change by {pull}, as trade went with oil in the past. The dial "
        "“{name}” sets how far."
    ).format(
        pull=number(float(results["oil_pull"][-1] - 1.0), "share", 1), name=_(PARAMETERS["oil_link"].title)
    )


def oil_rests_on(case: Case) -> str:
    """Whether imports follow oil, and what that rests on."""
    if case.scenario.oil_link == 0:
        return _(
            "In the past all trade went with oil, imports too. As you set it, only the oil that is sold does."
        )
    whole, bought = tables.oil_history(), tables.oil_history("imports")
    return _(
        "Imports follow oil as well: with 1 % of its price all trade changes by {link} %, beside the oil that is sold. That is our "
        "assumption, of grade {grade}. It rests on yearly changes beside those of Brent: turnover went by {kz} % with 1 % of oil by "
        "Kazakhstan's count and by {cn} % by China's, imports by {kz_imports} % and {cn_imports} %. Oil goes with {kz_share} and "
        "{cn_share} of the variance. It is a correlation of good and bad years, and no law."
    ).format(
        link=number(case.scenario.oil_link, "1"),
        grade=PARAMETERS["oil_link"].grade,
        kz=number(whole["kz"].slope, "1"),
        cn=number(whole["cn"].slope, "1"),
        kz_imports=number(bought["kz"].slope, "1"),
        cn_imports=number(bought["cn"].slope, "1"),
        kz_share=number(whole["kz"].share, "share", 0),
        cn_share=number(whole["cn"].share, "share", 0),
    )


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
