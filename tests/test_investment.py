"""Investment: only a change from what was stated acts, on equipment at once and on exports after a lag."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import PARAMETERS, SOURCES, Case, Scenario, evaluate, investment
from engine.load import FDI
from pages.parts.texts import economy as texts
from tests.arbitrary import scenarios

few = settings(max_examples=25, deadline=None)
STATED = PARAMETERS["fdi_stated"].value


def test_what_was_stated():
    """23 billion in 15 years, and the setting starts from it."""
    assert pytest.approx(23 / 15, abs=5e-4) == STATED == Scenario().fdi_inflow


@few
@given(scenarios(fdi_inflow=STATED))
def test_the_stated_investment_changes_nothing(scenario):
    """Whatever is believed of investment, the stated inflow adds nothing to any year."""
    results = evaluate(scenario)
    assert results["fdi_change"] == 0
    for name in ("fdi_capital", "fdi_exports", "fdi_equipment"):
        assert not results[name].any(), name


def test_more_investment_buys_at_once_and_sells_after_the_lag():
    """1 billion more a year, lag 3: equipment from 2023 on; from 2026 on 1, 2, 3 … billion of capital at work."""
    results = evaluate(Scenario(fdi_inflow=2.533, vantage="start"))
    assert results["fdi_equipment"].tolist() == pytest.approx([0, *[0.3] * 8])
    assert results["fdi_capital"].tolist() == pytest.approx([0, 0, 0, 0, 1, 2, 3, 4, 5])
    assert results["fdi_exports"].tolist() == pytest.approx([0, 0, 0, 0, 0.03, 0.06, 0.09, 0.12, 0.15])
    # what was invested by the newest year on record is in its figures
    now = evaluate(Scenario(fdi_inflow=2.533))
    assert now["fdi_equipment"].tolist() == pytest.approx([*[0] * 4, *[0.3] * 5])
    assert now["fdi_capital"].tolist() == pytest.approx([0, 0, 0, 0, 0, 0, 0, 1, 2])


@pytest.mark.parametrize("lag", range(1, 7))
def test_nothing_is_sold_before_the_lag_is_over(lag):
    """The first exports come the year after the lag, and one more year of lag is the same a year later."""
    years = np.arange(12)
    capital = investment.fdi_capital(1.0, lag, years)
    assert not capital[: lag + 1].any() and capital[lag + 1] == 1
    assert investment.fdi_capital(1.0, lag + 1, years)[1:].tolist() == capital[:-1].tolist()


@few
@given(inflow=st.floats(0, 3.066))
def test_less_is_the_mirror_of_more(inflow):
    """As much below the statement takes away what as much above it adds."""
    some, mirrored = (evaluate(Scenario(fdi_inflow=value)) for value in (inflow, 2 * STATED - inflow))
    for name in ("fdi_exports", "fdi_equipment"):
        assert some[name] == pytest.approx(-mirrored[name], abs=1e-12), name


def test_investment_in_a_sentence():
    """At the stated inflow it acts on nothing; a billion more brings what the results say, by the goal year."""
    assert texts.investment(Case()) == (
        "**At the stated $1.53 bn a year investment changes nothing here; only more or less than that acts.**"
    )
    assert texts.investment(Case(Scenario(fdi_inflow=2.533))) == (
        "**$1.00 bn more or less a year brings $0.06 bn of exports and $0.30 bn of equipment by 2030.**"
    )


def test_every_figure_that_was_stated_has_its_source():
    table = texts.figures_of_investment()
    assert table["Source"].tolist() == [SOURCES[key].title for key in FDI["source"]]
    assert set(table["What is counted"]) <= set(texts.MEASURES.values())
