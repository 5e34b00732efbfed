"""Scenarios side by side: the shelf, the link and the file of a comparison, and its tables."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Scenario, answers, comparison, evaluate, presets, uncertainty
from engine.comparison import Named
from engine.tables import comparison as tables
from pages.parts.views import compare as views
from tests.arbitrary import scenarios
from tests.test_pages import now, opened

few = settings(max_examples=20, deadline=None)
names = st.text(max_size=30).map(comparison.cleaned).filter(bool)
THREE = tuple(Named(name, presets()[name]) for name in ("proposal", "no_policy", "cautious"))


@few
@given(st.lists(st.tuples(names, scenarios()), min_size=1, max_size=comparison.MOST), st.data())
def test_a_comparison_survives_its_link_and_its_file(items, data):
    named = tuple(Named(*item) for item in items)
    assert comparison.from_query(comparison.to_query(named)) == (named, [])
    baseline = data.draw(st.integers(0, len(named) - 1))
    assert comparison.from_json(comparison.to_json(named, baseline)) == (named, baseline)


def test_what_is_broken_is_said_and_the_rest_kept():
    good = comparison.to_query(THREE)
    found, problems = comparison.from_query([good[0], "x~0000", "", good[2], *good, *good])
    assert [one.name for one in found] == [
        "proposal",
        "cautious",
        "proposal",
        "no_policy",
        "cautious",
        "proposal",
    ]
    said = [str(problem) for problem in problems]
    assert "Scenario 2" in said[0] and "typing error" in said[0] and "Scenario 3" in said[1]
    assert "up to 6 scenarios" in said[2]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"comparison": 3, "version": 1, "baseline": 0}'])
def test_a_file_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="not a comparison"):
        comparison.from_json(text)


def test_a_file_without_its_baseline_is_refused():
    record = json.loads(comparison.to_json(THREE)) | {"baseline": 3}
    with pytest.raises(ValueError, match="one of them the baseline"):
        comparison.from_json(json.dumps(record))


def test_the_tables_are_evaluations():
    frame = tables.headlines(THREE, 1).set_index(["result", "place"])
    for place, one in enumerate(THREE, start=1):
        results = evaluate(one.scenario)
        value = results["turnover_at_target"]
        base = evaluate(THREE[1].scenario)["turnover_at_target"]
        assert frame.loc[("turnover_at_target", place), "value"] == value
        assert frame.loc[("turnover_at_target", place), "difference"] == pytest.approx(value - base)
        chance = uncertainty.futures(one.scenario).probability_at(one.scenario.target)
        assert frame.loc[(tables.CHANCE, place), "value"] == chance
    ends = tables.paths(THREE).query("last").set_index("place")["turnover"]
    assert ends[3] == evaluate(THREE[2].scenario)["turnover"][-1]
    assert set(tables.differing(THREE)) == set(THREE[1].scenario.differs_from(Scenario())) | set(
        THREE[2].scenario.differs_from(Scenario())
    )
    moved = tables.moved(THREE, 1)
    assert not moved[2].any()
    assert moved[1].sum() == pytest.approx(
        sum(answers.attribution(*[THREE[k].scenario for k in (0, 1)]).values())
    )


def test_the_shelf_keeps_takes_off_and_gives_back():
    at = opened("pages/compare.py", {"target": "40"})
    at.text_input(key="shelf.name").set_value("Mine ~ first")
    at.button(key="shelf.keep").click().run()
    at.button(key="shelf.cautious").click().run()
    shelf = at.session_state["shelf"]
    assert [one.name for one in shelf.kept] == [
        "No policy",
        "Mine - first",
        "Cautious",
    ] and shelf.baseline == 1
    at.button(key="base.3").click().run()
    assert shelf.baseline == 3
    at.button(key="dials.3").click().run()
    assert now(at) == presets()["cautious"]
    at.button(key="off.1").click().run()
    assert [one.name for one in shelf.kept] == ["Mine - first", "Cautious"] and shelf.baseline == 2
    at.button(key="off.2").click().run()
    at.button(key="off.1").click().run()
    assert shelf.kept == () and shelf.baseline == 0 and not at.exception


def test_a_full_shelf_says_so():
    at = opened("pages/compare.py")
    for _time in range(comparison.MOST):
        at.button(key="shelf.cautious").click().run()
    assert len(at.session_state["shelf"].kept) == comparison.MOST - 1
    assert "Take one off first" in at.warning[0].value


def test_something_given_is_added_and_rubbish_refused():
    at = opened("pages/compare.py")
    at.text_input(key="shelf.text").set_value(presets()["cautious"].to_code())
    at.button(key="shelf.take").click().run()
    _first, one = at.session_state["shelf"].kept
    assert one.scenario == presets()["cautious"]
    at.text_input(key="shelf.text").set_value("rubbish")
    at.button(key="shelf.take").click().run()
    assert at.warning and len(at.session_state["shelf"].kept) == 2


def test_the_comparison_s_link_opens_it():
    """Taken from the page; the dials' scenario and the kept ones, and a rotten one is told."""
    at = opened("pages/compare.py", {"target": "40", "s": comparison.to_query(THREE)[1]})
    assert now(at) == Scenario(target=40)
    assert at.session_state["shelf"].kept == (Named("no_policy", presets()["no_policy"]),)
    assert "s=no_policy" in at.code[0].value and "target=40" in at.code[0].value
    at = opened("pages/compare.py", {"s": "x~0000"})
    assert "Scenario 1" in at.warning[0].value


def test_a_comparison_s_file_can_be_opened_again():
    """Pasted into the shelf: dials, kept scenarios and baseline are those of the file; a spoilt one is refused."""
    at = opened("pages/compare.py", {"target": "40"})
    at.text_input(key="shelf.text").set_value(
        comparison.to_json((Named("dials", Scenario(target=50)), *THREE), 2)
    )
    at.button(key="shelf.take").click().run()
    shelf = at.session_state["shelf"]
    assert (now(at), shelf.kept, shelf.baseline) == (Scenario(target=50), THREE, 2)
    at.text_input(key="shelf.text").set_value('{"comparison": []}')
    at.button(key="shelf.take").click().run()
    assert at.warning and at.session_state["shelf"] is shelf and now(at) == Scenario(target=50)


def test_differences_of_rates_are_points_and_of_money_money():
    """The goods add 1.03 billion and take 0.4 points off what is still needed; the baseline's own cells have none."""
    frame = views.headlines(THREE[:2], 1).set_index("Result")
    assert "(−0.4 points)" in frame.loc["Growth still needed with the programme", "1 proposal"]
    assert "(+$1.03 bn)" in frame.loc["Turnover in the goal year", "1 proposal"]
    assert not frame["2 no_policy"].str.contains("(", regex=False).any()
