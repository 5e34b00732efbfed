"""The backtest: exactly the band that is drawn, with only older data, and scores that are what they say."""

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm
from scipy.stats import t as student

from engine import backtest, band, past, scores
from engine.backtest import LEVELS
from engine.load import BACKTEST_RIVALS
from engine.tables import backtest as tables
from pages.parts.texts import uncertainty as texts


def held(frame):
    """In %, of the three bands."""
    return [round(100 * frame[f"held_{level:.0%}"].mean()) for level in LEVELS]


@pytest.fixture
def fresh():
    """Nothing is kept from before, nor after."""
    kept = (backtest.cases, past.width, tables.held, tables.scores, tables.held_by_distance)
    for function in kept:
        function.cache_clear()
    yield
    for function in kept:
        function.cache_clear()


# ── What it tests ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["quantile", "scale", "spread"])
def test_it_judges_the_very_functions_that_draw_the_band(name, monkeypatch, fresh):
    """Another band in `engine.band` is another result here."""
    before = backtest.of_both("band")
    real = getattr(band, name)

    def other(*given):
        return 1.1 * real(*given)

    for room in (band, past):
        if hasattr(room, name):
            monkeypatch.setattr(room, name, other)
    backtest.cases.cache_clear(), past.width.cache_clear()
    after = backtest.of_both("band")
    assert not np.allclose(before["interval_90%"], after["interval_90%"])


@pytest.mark.parametrize("method", backtest.COMPUTED)
@pytest.mark.parametrize("series", backtest.SERIES)
def test_it_looks_only_back(method, series, monkeypatch, fresh):
    """A forecast from 2010 is the same when everything after 2010 is another history; what it is held against is not."""
    before = backtest._computed(method, series).query("origin == 2010")
    true = {key: backtest.turnover(key) for key in backtest.SERIES}

    def other(key):
        return true[key] * np.where(true[key].index > 2010, 3.0, 1.0)

    monkeypatch.setattr(backtest, "turnover", other)
    monkeypatch.setattr(past, "observed_turnover", other)
    past.width.cache_clear()
    after = backtest._computed(method, series)
    assert before.equals(after.query("origin == 2010"))
    assert after.query("origin == 2011")["middle"].iloc[0] > 2 * before["middle"].iloc[0]


def test_every_origin_and_year_ahead_is_a_case():
    """Twenty origins of each series, up to eight years ahead, as far as has been observed."""
    for series in backtest.SERIES:
        frame = backtest.cases("band", series)
        assert len(frame) == 132 and frame["ahead"].max() == band.HORIZON
        assert list(frame["origin"].unique()) == list(backtest.ORIGINS)
        assert (frame["origin"] + frame["ahead"]).max() == 2025


# ── Worked figures ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("method", "said", "error", "crps", "score"),
    [
        ("band", [44, 84, 92], 0.470, 0.314, 2.17),
        ("band_0.033", [40, 83, 92], 0.484, 0.323, 2.17),
        ("band_0", [37, 80, 90], 0.523, 0.355, 2.24),
        ("band_0.1", [55, 81, 91], 0.444, 0.314, 2.32),
        ("no_change", [41, 83, 95], 0.523, 0.355, 2.29),
        ("drift", [54, 66, 73], 0.631, 0.498, 4.86),
        ("damped", [33, 74, 82], 0.618, 0.429, 3.13),
        ("damped_strongly", [36, 82, 91], 0.516, 0.345, 2.29),
        ("ets", [34, 55, 65], 0.838, 0.648, 7.10),
        ("arima", [47, 62, 67], 0.664, 0.532, 5.96),
    ],
)
def test_what_every_way_of_forecasting_held(method, said, error, crps, score):
    """Of both counts; worked out apart, from sorted draws."""
    frame = backtest.of_both(method)
    assert len(frame) == 264 and held(frame) == pytest.approx(said, abs=1)
    assert frame["error"].abs().mean() == pytest.approx(error, abs=0.002)
    assert frame["crps"].mean() == pytest.approx(crps, abs=0.002)
    assert frame["interval_90%"].mean() == pytest.approx(score, abs=0.03)


@pytest.mark.parametrize(
    ("series", "said", "ends"),
    [
        ("kz", [35, 78, 89], [(29, 43), (69, 95), (83, 98)]),
        ("cn", [52, 89, 96], [(48, 63), (86, 98), (94, 100)]),
        ("world", [55, 84, 94], [(42, 75), (76, 95), (89, 99)]),
    ],
)
def test_what_the_band_held_of_each_series(series, said, ends):
    frame = tables.held().query("series == @series")
    assert [round(100 * share) for share in frame["held"]] == said
    found = [(100 * row.low, 100 * row.high) for row in frame.itertuples()]
    assert np.array(found) == pytest.approx(np.array(ends), abs=1)


def test_what_luck_does():
    """A band that is right would hold between 32 and 77, 64 and 97, 78 and 100 %."""
    frame = 100 * backtest.luck().set_index("level")
    assert frame["low"].tolist() == pytest.approx([32, 64, 78], abs=2)
    assert frame["high"].tolist() == pytest.approx([77, 97, 100], abs=2)
    mean = np.mean([frame["low"], frame["high"]], axis=0)
    assert (frame["low"] < [50, 80, 90]).all() and (frame["high"] > [50, 80, 90]).all() and (mean > 50).all()


def test_a_right_band_holds_what_it_promises():
    """A little more, on average over many histories, for the doubt about growth is idle where the middle's is true."""
    history = backtest._made_up(2000, 40, 7)
    more = backtest._held(history, [0, 0], 30).mean(axis=(1, 2)) - LEVELS
    assert (more > 0).all() and (more < 0.04).all()


# ── Scores ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("freedom", [4, 29, np.inf])
@pytest.mark.parametrize("error", [-1.0, 0.0, 0.7])
def test_crps_is_the_integral_that_defines_it(error, freedom):
    """The square of the distance between the forecast's distribution and the step at what came."""
    x = np.linspace(-60, 60, 240_001)
    below = student.cdf(x / 0.5, freedom) if np.isfinite(freedom) else norm.cdf(x / 0.5)
    by_hand = ((below - (x >= error)) ** 2).sum() * (x[1] - x[0])
    assert scores.crps(error, 0.5, freedom) == pytest.approx(by_hand, abs=5e-4)


def test_crps_of_a_normal_forecast_that_hits():
    """Known answer: (√2 − 1)/√π; and far off, the error itself."""
    assert scores.crps(0.0, 1.0, np.inf) == pytest.approx((np.sqrt(2) - 1) / np.sqrt(np.pi))
    assert scores.crps(1e6, 1e-3, 29) == pytest.approx(1e6)


def test_the_interval_score_by_hand():
    """A band from 0 to 1 that was 0.1 too short costs 1 + 0.1·2/(1 − 0.9) = 3."""
    came = np.array([0.5, 1.1, -0.1])
    assert scores.interval_score(0.0, 1.0, came, 0.9) == pytest.approx([1, 3, 3])


def test_the_interval_of_a_mean():
    """No spread where all cases agree; one that holds the mean where they do not; the same at every call."""
    group = np.repeat(np.arange(20), 3)
    assert scores.block_interval(group, np.ones(60)) == (1, 1)
    value = (group % 7 < 3).astype(float)
    low, high = scores.block_interval(group, value)
    assert low < value.mean() < high and scores.block_interval(group, value) == (low, high)


# ── Rivals kept as data ──────────────────────────────────────────────────────────────────────────────────────


def test_rivals_knew_the_years_that_are_observed_now():
    """Where this fails, the observed years have changed: run tests/bench/rivals.py."""
    for row in BACKTEST_RIVALS.itertuples():
        assert row.known == pytest.approx(past.observed_turnover(row.ledger)[row.origin], rel=1e-5)
    assert len(BACKTEST_RIVALS) == 2 * 264


# ── Tables and words ─────────────────────────────────────────────────────────────────────────────────────────


def test_years_ahead_add_up_to_all_cases():
    ahead = tables.held_by_distance()
    for row in tables.held().itertuples():
        cases = ahead[(ahead["series"] == row.series) & (ahead["level"] == row.level)]
        assert cases["cases"].sum() == row.cases
        assert (cases["held"] * cases["cases"]).sum() == pytest.approx(row.held * row.cases)


def test_the_words_say_what_came_out(monkeypatch):
    """A band that fell short is named; so is a better way to forecast, if there is one."""
    assert "the band of 50 % held 35 % (Kazakhstan's statistics)" in texts.backtest().replace("\u00a0", " ")
    assert "none of the other ways" in texts.backtest()
    frame = tables.scores()
    frame = frame.assign(crps=frame["crps"].where(frame["method"] != "drift", 0.1))
    monkeypatch.setattr(tables, "scores", lambda: frame)
    assert "these did better: the past's average growth goes on." in texts.backtest()
    assert len(texts.scores()) == len(backtest.METHODS)


def test_no_statistics_package_is_loaded():
    """`scipy.stats` takes long to import and much memory."""
    for module in (band, backtest, scores, tables):
        assert "scipy.stats" not in Path(module.__file__).read_text(encoding="utf-8")
