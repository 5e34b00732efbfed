"""Links by the thousand, whole and broken, and long walks of each page from one scenario to the next."""

import random
from urllib.parse import parse_qs, urlencode

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Scenario, evaluate
from engine.receipt import HEADLINES
from engine.scenario import SETTINGS
from tests.arbitrary import random_scenario, scenarios
from tests.browser.screen import DRAWN, FILES, PAGES, expected_numbers, numeral
from tests.test_pages import big_numbers, now, opened, undefined

many = settings(max_examples=2000, deadline=None)
STEPS = 100


@many
@given(scenarios())
def test_a_link_gives_back_its_scenario_and_its_numbers(scenario):
    """Short and whole, as browsers send it."""
    for full in (False, True):
        query = parse_qs(urlencode(scenario.to_query(full)), keep_blank_values=True)
        assert Scenario.from_query(query) == (scenario, [])
    results = evaluate(scenario)
    assert not any(np.isinf(results[name]).any() for name in HEADLINES)


@many
@given(scenarios(), st.dictionaries(st.sampled_from(SETTINGS), st.text(max_size=20), max_size=5))
def test_what_is_broken_in_a_link_is_told_and_all_else_restored(scenario, broken):
    found, problems = Scenario.from_query({**scenario.to_query(), **broken})
    told = " ".join(map(str, problems))
    for name, value in scenario.to_dict().items():
        assert name in broken or getattr(found, name) == value
    for name, text in broken.items():
        assert name in told or Scenario.from_query({name: text})[1] == []
    assert Scenario.from_query(found.to_query()) == (found, [])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_follows_its_address_on_a_long_walk(path):
    """Every setting is drawn anew at each step; the big numbers are the engine's."""
    at, generator = opened(FILES[path]), random.Random(35)
    for _ in range(STEPS):
        scenario = random_scenario(generator)
        at.query_params.clear()
        for name, text in scenario.to_query().items():
            at.query_params[name] = text
        at.run()
        assert not at.exception and not undefined(at), scenario.to_query()
        assert now(at) == scenario
        if path in DRAWN:
            assert [numeral(big.value) for big in big_numbers(at)] == expected_numbers(scenario, path)
