"""Scenarios side by side: the shelf, the link and the file of a comparison, and its tables."""

import json
import re
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Case, Scenario, answers, comparison, evaluate, guard, link, presets, published, uncertainty
from engine.comparison import Named
from engine.message import Refusal
from engine.study import Study, from_json, to_json
from engine.tables import comparison as tables
from pages.parts.exhibits import paths
from tests.arbitrary import of_first, scenarios
from tests.test_pages import now, opened

few = settings(max_examples=20, deadline=None)
names = st.text(max_size=30).map(comparison.fitting_name).filter(bool)
THREE = tuple(Named(name, presets()[name]) for name in ("proposal", "no_policy", "cautious"))


@few
@given(st.lists(st.tuples(names, scenarios()), min_size=1, max_size=6), st.data())
def test_a_comparison_survives_its_link_and_its_file(items, data):
    """The link as a browser sends it: settings of the first scenario, then names and codes of the others."""
    named = tuple(Named(*item) for item in items)
    baseline = data.draw(st.integers(0, len(named) - 1))
    study = Study(named[0].scenario, kept=named[1:], baseline=baseline)
    found = link.from_query(parse_qs(link.text(link.to_query(study, compared=True)), keep_blank_values=True))
    assert (found.study, found.problems) == (study, ())
    # as links were before their guard: what they do not name is as it was then
    old = named[0].scenario.settings() | comparison.to_query(named[1:], baseline)
    found = link.from_query(parse_qs(urlencode(old, doseq=True), keep_blank_values=True))
    then = of_first(**named[0].scenario.differs_from(Scenario()))
    assert (found.study, found.problems) == (study.replace(scenario=then), ())
    assert from_json(to_json(study, compared=True)) == study


def test_what_is_broken_is_said_and_the_rest_kept():
    good = comparison.to_query(THREE)["s"]
    found, _baseline, problems = comparison.from_query([good[0], "x~0000", "", good[2], *(12 * good)])
    names = ["proposal", "cautious", *(12 * ["proposal", "no_policy", "cautious"])]
    assert [one.name for one in found] == names[: comparison.MOST - 1]
    said = [str(problem) for problem in problems]
    assert "Scenario 2" in said[0] and "typing error" in said[0] and "Scenario 3" in said[1]
    assert f"up to {comparison.MOST} scenarios" in said[2]


@pytest.mark.parametrize("base", ["4", "-1", "1.0", "", "no_policy", "²", "9" * 5000])
def test_a_baseline_that_is_none_is_said_and_the_rest_kept(base):
    found, baseline, problems = comparison.from_query(comparison.to_query(THREE)["s"], base)
    assert (found, baseline) == (THREE, 0)
    (said,) = map(str, problems)
    assert f"baseline “{base[:20]}” is not among" in said and len(said) < 120


def test_the_baseline_stays_the_same_scenario_when_another_is_lost():
    """Its place in the link is not its place among what could be restored; lost itself, it is the first one."""
    good = comparison.to_query(THREE)["s"]
    found, baseline, problems = comparison.from_query([good[0], "x~0000", good[2]], "3")
    assert found[baseline - 1] == THREE[2] and len(problems) == 1
    assert comparison.from_query([good[0], "x~0000", good[2]], "2")[1] == 0
    assert comparison.from_query([good[0]] * comparison.MOST, str(comparison.MOST))[1] == 0


def test_many_scenarios_keep_two_bands():
    """Of seven, the band of the one on the dials and that of the baseline are drawn; of six all. The table has all."""
    seven = tuple(Named(f"s{k}", Scenario(programme_value=0.5 + 0.1 * k)) for k in range(7))
    for named, places in ((seven, {1, 4}), (seven[:6], set(range(1, 7)))):
        exhibit = paths.exhibit(Case(), named, 3)
        assert set(exhibit.data.loc[exhibit.data["low"].notna(), "place"]) == places
        assert exhibit.table().notna().all(axis=None)


NONE = [
    *("", "{}", "[]", "null", '{"comparison": 3, "version": 1, "baseline": 0}'),
    *(f'{{"comparison": [], "version": 1, "baseline": {baseline}}}' for baseline in ('"x"', "1e999", "null")),
]


@pytest.mark.parametrize("text", NONE)
def test_a_file_that_is_none_is_refused(text):
    with pytest.raises(Refusal):
        from_json(text)


def in_the_old_form(named, baseline):
    """A comparison's file as it once was."""
    scenarios = [{"name": one.name, "scenario": one.scenario.to_dict()} for one in named]
    return json.dumps({"version": published.VERSION, "baseline": baseline, "comparison": scenarios})


def test_a_file_of_old_is_read():
    study = Study(THREE[0].scenario, kept=THREE[1:], baseline=2)
    assert from_json(in_the_old_form(THREE, 2)) == study


def test_a_file_without_its_baseline_is_refused():
    with pytest.raises(Refusal, match="one of them the baseline"):
        from_json(in_the_old_form(THREE, 3))


def test_the_tables_are_evaluations():
    frame = tables.headlines(Case(), THREE, 1).set_index(["result", "place"])
    for place, one in enumerate(THREE, start=1):
        results = evaluate(one.scenario)
        value = results["turnover_at_target"]
        base = evaluate(THREE[1].scenario)["turnover_at_target"]
        assert frame.loc[("turnover_at_target", place), "value"] == value
        assert frame.loc[("turnover_at_target", place), "difference"] == pytest.approx(value - base)
        chance = uncertainty.futures(one.scenario).probability_at(one.scenario.target)
        assert frame.loc[(tables.CHANCE, place), "value"] == chance
    ends = tables.paths(Case(), THREE).query("last").set_index("place")["turnover"]
    assert ends[3] == evaluate(THREE[2].scenario)["turnover"][-1]
    for place, rows in tables.paths(Case(), THREE).groupby("place"):
        futures = uncertainty.futures(THREE[place - 1].scenario)
        turnover, ahead = futures.turnover, futures.ahead > 0
        between = (turnover >= rows["low"].to_numpy()) & (turnover <= rows["high"].to_numpy())
        assert between[:, ahead].mean(axis=0) == pytest.approx(0.5, abs=0.02)
        assert between[:, ~ahead].all() and (rows["low"] == rows["high"])[~ahead].all()
    assert set(tables.differing(THREE)) == set(THREE[1].scenario.differs_from(Scenario())) | set(
        THREE[2].scenario.differs_from(Scenario())
    )
    moved = tables.moved(Case(), THREE, 1)
    assert not moved[2].any()
    assert moved[1].sum() == pytest.approx(
        sum(answers.attribution(Case(THREE[0].scenario), THREE[1].scenario).values())
    )


def test_the_shelf_keeps_takes_off_and_gives_back():
    at = opened("pages/compare.py", {"target": "40"})
    at.text_input(key="shelf.name").set_value("Mine ~ first")
    at.button(key="shelf.keep").click().run()
    at.button(key="shelf.cautious").click().run()

    def shelf():
        return at.session_state["study_of_session"].now

    assert [one.name for one in shelf().kept] == [
        "No policy",
        "Mine - first",
        "Cautious",
    ] and shelf().baseline == 1
    at.button(key="base.3").click().run()
    assert shelf().baseline == 3
    at.button(key="dials.3").click().run()
    assert now(at) == presets()["cautious"]
    at.button(key="off.1").click().run()
    assert [one.name for one in shelf().kept] == ["Mine - first", "Cautious"] and shelf().baseline == 2
    at.button(key="off.2").click().run()
    at.button(key="off.1").click().run()
    assert shelf().kept == () and shelf().baseline == 0 and not at.exception


def test_a_full_shelf_says_so():
    """A link with as many as there may be opens whole; one more is refused, and nothing is lost."""
    query = comparison.to_query(
        tuple(Named(f"s{k}", THREE[k % 3].scenario) for k in range(comparison.MOST - 1))
    )
    at = opened("pages/compare.py", query)
    assert not at.exception and not at.warning
    at.button(key="shelf.cautious").click().run()
    assert len(at.session_state["study_of_session"].now.kept) == comparison.MOST - 1
    assert "Take one off first" in at.warning[0].value


@pytest.mark.parametrize("form", ["link", "file"])
def test_a_comparison_that_somebody_was_given_opens_whole(form):
    """On any page: the first onto the dials, the others onto the shelf, the baseline as it was."""
    query = guard.guarded({**THREE[2].scenario.settings(), **comparison.to_query(THREE[:2], 1)})
    text = f"https://example.org/compare?{urlencode(query, doseq=True)}"
    if form == "file":
        text = in_the_old_form((Named("mine", THREE[2].scenario), *THREE[:2]), 1)
    at = opened("app.py")
    at.session_state["open"] = True
    at.run()
    at.text_input(key="open.text").set_value(text)
    at.button(key="open.go").click().run()
    assert not at.exception and not at.warning
    assert now(at) == THREE[2].scenario
    shelf = at.session_state["study_of_session"].now
    assert (shelf.kept, shelf.baseline) == (THREE[:2], 1)
    assert "3 scenarios" in at.toast[0].value


def test_what_is_opened_goes_beside_what_is_kept():
    """Opening costs nothing: the reader's own scenarios stay, and undo brings the dials back."""
    study = Study(Scenario(target=50), kept=THREE[1:], baseline=2)
    at = opened("pages/compare.py", {"target": "40"})
    at.button(key="shelf.updated_2024").click().run()
    before = at.session_state["study_of_session"].now
    at.session_state["open"] = True
    at.run()
    at.text_input(key="open.text").set_value(to_json(study, compared=True))
    at.button(key="open.go").click().run()
    after = at.session_state["study_of_session"].now
    assert after.kept == (*before.kept, *THREE[1:]) and after.baseline == before.baseline
    at.button(key="undo").click().run()
    assert at.session_state["study_of_session"].now.scenario == before.scenario


def test_a_name_from_a_link_is_shown_as_it_is_and_loads_nothing():
    name = "![x](https://example.org/x.png)"
    at = opened("pages/compare.py", comparison.to_query((Named(name, THREE[2].scenario),), 1))
    headings = [e.value for e in at.markdown if "example.org" in e.value]
    assert len(headings) > 2
    assert not any(re.search(r"(?<!\\)!\[", text) or re.search(r"(?<!\\)\]\(", text) for text in headings)


def test_something_given_is_added_and_rubbish_refused():
    at = opened("pages/compare.py")
    at.text_input(key="shelf.text").set_value(presets()["cautious"].to_code())
    at.button(key="shelf.take").click().run()
    _first, one = at.session_state["study_of_session"].now.kept
    assert one.scenario == presets()["cautious"]
    at.text_input(key="shelf.text").set_value("rubbish")
    at.button(key="shelf.take").click().run()
    assert at.warning and len(at.session_state["study_of_session"].now.kept) == 2


def test_the_comparison_s_link_opens_it():
    """Taken from the page; the dials' scenario and the kept ones, and a rotten one is told."""
    at = opened("pages/compare.py", {"target": "40", "s": comparison.to_query(THREE)["s"][1]})
    assert now(at) == Scenario(target=40)
    shelf = at.session_state["study_of_session"].now
    assert (shelf.kept, shelf.baseline) == ((Named("no_policy", presets()["no_policy"]),), 0)
    assert "s=no_policy" in at.code[0].value and at.code[0].value.endswith("target=40")
    at = opened("pages/compare.py", {"s": "x~0000"})
    assert "Scenario 1" in at.warning[0].value


@pytest.mark.parametrize(
    "clicks", [[], ["shelf.cautious"], ["shelf.cautious", "base.2"], ["base.0", "off.1"]]
)
def test_the_link_on_the_page_opens_what_is_on_the_page(clicks):
    """Names, scenarios and baseline; an empty shelf too, though a first visit finds one scenario there."""
    at = opened("pages/compare.py", {"target": "40"})
    for key in clicks:
        at.button(key=key).click().run()
    shelf = at.session_state["study_of_session"].now
    again = opened("pages/compare.py", parse_qs(at.code[0].value.partition("?")[2]))
    found = again.session_state["study_of_session"].now
    assert (now(again), found.kept, found.baseline) == (Scenario(target=40), shelf.kept, shelf.baseline)
    assert again.code[0].value == at.code[0].value and not again.warning


def test_a_link_s_wrong_baseline_is_told_on_the_page_and_the_reader_s_own_stays():
    """And the link is taken once: what the reader makes the baseline then is not taken back."""
    at = opened("pages/compare.py", {"target": "40", **comparison.to_query(THREE, 7)})
    assert "baseline “7”" in at.warning[0].value and not any("no setting" in w.value for w in at.warning)
    assert (
        at.session_state["study_of_session"].now.kept == THREE
        and at.session_state["study_of_session"].now.baseline == 0
    )
    at.button(key="base.2").click().run()
    assert at.session_state["study_of_session"].now.baseline == 2


@pytest.mark.parametrize("form", ["link", "file", "old file"])
def test_all_that_a_comparison_holds_is_added_under_its_names(form):
    """Pasted into the shelf: its own scenario under its maker's name, the others under theirs; the dials stay."""
    study = Study(Scenario(target=50), kept=THREE, baseline=2, by="Group A")
    texts = {
        "link": f"https://example.org/compare?{link.text(link.to_query(study, compared=True))}",
        "file": to_json(study, compared=True),
        "old file": in_the_old_form((Named("Group A", study.scenario), *THREE), 2),
    }
    at = opened("pages/compare.py", {"target": "40"})
    at.text_input(key="shelf.text").set_value(texts[form])
    at.button(key="shelf.take").click().run()
    (first, one, *others) = at.session_state["study_of_session"].now.kept
    assert first.name == "No policy" and others == list(THREE) and now(at) == Scenario(target=40)
    assert one.scenario == Scenario(target=50) and (one.name == "Group A" or form == "old file")
    before = at.session_state["study_of_session"].now
    at.text_input(key="shelf.text").set_value('{"comparison": []}')
    at.button(key="shelf.take").click().run()
    assert at.warning and at.session_state["study_of_session"].now is before


def test_what_was_added_can_be_renamed_and_taken_back():
    at = opened("pages/compare.py")
    at.text_input(key="shelf.text").set_value(presets()["cautious"].to_code())
    at.button(key="shelf.take").click().run()
    at.session_state["rename.2"] = True
    at.run()
    at.text_input(key="rename.2.name").set_value("Group ~ B").run()
    assert at.session_state["study_of_session"].now.kept[1].name == "Group - B"
    at.button(key="undo").click().run()
    assert at.session_state["study_of_session"].now.kept[1].name == "given 3"
    at.session_state["changes"] = True
    at.run()
    at.button(key="compared").click().run()
    assert at.session_state["study_of_session"].now.kept == Study().kept
