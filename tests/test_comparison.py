"""Scenarios side by side: the shelf, the link and the file of a comparison, and its tables."""

import json
import re
from itertools import pairwise
from urllib.parse import parse_qs, urlencode

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Case, Scenario, answers, comparison, evaluate, guard, link, presets, published, uncertainty
from engine.comparison import Named
from engine.message import Refusal
from engine.study import Study, from_json, to_json
from engine.tables import comparison as tables
from pages.parts import pictures
from pages.parts.exhibits import paths
from pages.parts.texts import comparison as texts
from tests.arbitrary import of_first, scenarios
from tests.test_pages import now, opened

few = settings(max_examples=20, deadline=None)
names = st.text(max_size=30).map(comparison.fitting_name).filter(bool)
THREE = tuple(Named(name, presets()[name]) for name in ("proposal", "no_policy", "cautious"))


def folded_out(query=None):
    """The page of the comparison with the ways to change it opened."""
    at = opened("pages/compare.py", query or {})
    at.session_state["shelf"] = True
    return at.run()


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


ON_THE_DIALS = Named("on the dials", Scenario())


def groups(count):
    """The one on the dials and so many more, each a little further than the one before."""
    kept = (Named(f"Group {k}", Scenario(programme_value=1.1 + 0.1 * k)) for k in range(count))
    return (ON_THE_DIALS, *kept)


def ends_of(named, baseline=0):
    """What stands at the ends of a chart's lines, a row each."""
    return paths.exhibit(Case(), named, baseline).shown.query("drawn == 'end'")


@pytest.mark.parametrize("baseline, against", [(0, 3), (1, 2), (2, 3)])
def test_what_is_on_the_dials_and_kept_is_there_once(baseline, against):
    """Under the name that it was kept with; it leads nowhere that the kept one does not."""
    named = (ON_THE_DIALS, THREE[1], Named("Group A", Scenario()))
    assert comparison.held_against(named, baseline) == against
    exhibit = paths.exhibit(Case(), named, baseline)
    assert set(exhibit.data["name"].dropna()) == {"no_policy", "Group A"}
    assert "“Group A” leads furthest" in exhibit.finding
    assert "What is on the dials is kept too" in exhibit.reading
    values, differences = tables.headlines(Case(), named, baseline)
    assert list(values.index) == [2, 3] and not differences.loc[against].any()
    assert list(as_read(texts.results(Case(), named, baseline))["Scenario"]) == [
        name + " (baseline)" * (place == against) for place, name in ((2, "no_policy"), (3, "Group A"))
    ]
    colours = {place: list(ends_of(named[:place])["hue"]) for place in (2, 3)}
    assert colours == {2: [1, 2], 3: [2, 3]}  # a kept one's stays when the dials move onto another


def as_read(table):
    """A table as Markdown shows it: a sign behind a stroke is itself, and none stands without one."""
    assert not table.map(lambda cell: bool(re.search(r"(?<!\\)[_*#:`\[<$]", cell))).any(axis=None)
    return table.map(lambda cell: re.sub(r"\\(.)", r"\1", cell))


@given(st.lists(st.sampled_from(["A", "A (2)", "A (3)", "B"]), min_size=1, max_size=6))
def test_no_two_scenarios_have_one_name(names):
    named = (ON_THE_DIALS, *(Named(name, Scenario(target=40 + k)) for k, name in enumerate(names)))
    told = [one.name for one in comparison.apart(named).values()]
    assert len(set(told)) == len(named) and all(map(str.startswith, told[1:], names))


def test_where_several_lead_none_is_named_the_winner_alone():
    """Two that differ in a setting which moves no turnover; and all alike."""
    other = Scenario(target=40)
    named = (ON_THE_DIALS, Named("Group A", other), THREE[1])
    assert "“on the dials” and 1 other lead furthest" in paths.exhibit(Case(), named, 0).finding
    assert "All scenarios lead to $40.7 bn" in paths.exhibit(Case(), named[:2], 0).finding
    assert "“on the dials” leads to" in paths.exhibit(Case(), named[:1], 0).finding


def test_of_many_a_few_are_named_and_the_others_counted():
    """Among the few: the one on the dials, the baseline and those that the finding names. The table has all."""
    named = groups(11)
    exhibit = paths.exhibit(Case(), named, 9)
    ends = exhibit.shown.query("drawn == 'end'")
    assert {"on the dials", "Group 8", "Group 10"} <= set(ends["name"]) and len(ends) == 8
    assert ends["hue"].is_unique and "4 more scenarios" in exhibit.reading
    assert exhibit.shown.query("drawn == 'line' and hue == 0")["name"].nunique() == 4
    assert exhibit.table()["Scenario"].nunique() == 12 and exhibit.table().notna().all(axis=None)
    full = paths.exhibit(Case(), (*named, Named("mine", Scenario())), 9)
    assert set(full.data["hue"]) == {0, *range(2, 10)}  # the first colour is for the dials alone
    assert full.chart("light")["layer"][0]["encoding"]["color"]["scale"]["domain"] == list(range(10))
    few = paths.exhibit(Case(), groups(7), 0)
    assert len(few.shown.query("drawn == 'end'")) == 8 and "named in the table" not in few.reading


def test_the_axis_serves_the_lines_and_a_bar_that_leaves_it_says_so():
    """Lines take half of the height and more; without ups and downs no bar leaves, and no height is left over."""
    exhibit = paths.exhibit(Case(), groups(3), 0)
    lines, ends = exhibit.shown.query("drawn == 'line'")["turnover"], exhibit.shown.query("drawn == 'end'")
    (bottom,), (top,) = set(ends["bottom"]), set(ends["top"])
    assert bottom < lines.min() and lines.max() < top
    assert (lines.max() - lines.min()) / (top - bottom) > 0.5
    assert ends[["q10", "q25", "q75", "q90"]].stack().between(bottom, top).all()
    arrows = (
        exhibit.shown.query("drawn in ('above', 'below')").groupby("drawn")["turnover"].agg(["count", "min"])
    )
    assert arrows.loc["above"].tolist() == [4, top] and arrows.loc["below"].tolist() == [4, bottom]
    assert "4 bars go on beyond the axis" in exhibit.reading
    sure = Scenario(swings=0.0, growth_doubt=0.0)
    exhibit = paths.exhibit(Case(), (Named("sure", sure),), 0)
    (end,) = exhibit.shown.query("drawn == 'end'").itertuples()
    lines = exhibit.shown.query("drawn == 'line'")["turnover"]
    assert (end.bottom, end.top) == (lines.min(), lines.max()) and "beyond the axis" not in exhibit.reading


def test_a_goal_year_that_is_counted_still_has_a_line():
    named = (Named("past", Scenario(target_year=2025)),)
    lines = paths.exhibit(Case(), named, 0).shown.query("drawn == 'line'")
    assert lines["year"].tolist() == [2024, 2025]


def test_a_line_that_ends_early_says_when_and_a_bar_too_far_ahead_is_pale():
    named = (ON_THE_DIALS, Named("Far", Scenario(target_year=2040)))
    ends = ends_of(named).set_index("name")
    assert ends.loc["on the dials", "said"] == "40.7 in 2030: on the dials"
    assert ends.loc["Far", "said"].endswith("Far") and "2040" not in ends.loc["Far", "said"]
    assert ends["tested"].tolist() == [True, False] and set(ends["edge"]) == {2040}
    assert "Pale: more than 8 years ahead" in paths.exhibit(Case(), named, 0).note


CROWDS = {
    "all alike": [0.03] * 8,
    "all but one": [*[0.0] * 7, 0.08],
    "far apart": [-0.02, 0.02, 0.06, 0.1],
    "close": [0.001 * k for k in range(8)],
}


@pytest.mark.parametrize("growths", CROWDS.values(), ids=CROWDS)
def test_names_at_the_ends_of_lines_give_way_to_one_another(growths):
    """In the drawing: none on another, all beside the axis; those that have room stand where their lines end."""
    named = tuple(
        Named(
            f"Group {k}" + " of the ministry of trade" * (k % 2),
            Scenario(organic_export_growth=one, target=35 + k),
        )
        for k, one in enumerate(growths)
    )
    exhibit = paths.exhibit(Case(), named, 0)
    svg = pictures.drawn("svg", exhibit.chart("light"), exhibit.data, "", "").decode()
    name = r'<text [^>]*transform="translate\([\d.]+,(-?[\d.]+)\)"[^>]*font-size="14px"[^>]*>(.*?)</text>'
    boxes = {}
    for y, text in re.findall(name, svg):
        if "Group" not in text:  # the axis has letters of that size too
            continue
        lines = max(text.count("<tspan"), 1)
        boxes[int(re.search(r"Group (\d)", text).group(1))] = (float(y) - 8.5, float(y) - 8.5 + 17 * lines)
    assert len(boxes) == len(named)
    pile = sorted(boxes.values())
    assert all(below >= above for (_top, above), (below, _bottom) in pairwise(pile))
    assert pile[0][0] >= 0 and pile[-1][1] <= 360
    if growths == CROWDS["far apart"]:
        for end in exhibit.shown.query("drawn == 'end'").itertuples():
            place = 360 * (end.top - end.turnover) / (end.top - end.bottom)
            assert np.mean(boxes[end.slot - 1]) == pytest.approx(
                place, abs=5
            )  # letters are drawn from their foot


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
    values, differences = tables.headlines(Case(), THREE, 1)
    for place, one in enumerate(THREE, start=1):
        value = evaluate(one.scenario)["turnover_at_target"]
        base = evaluate(THREE[1].scenario)["turnover_at_target"]
        assert values.loc[place, "turnover_at_target"] == value
        assert differences.loc[place, "turnover_at_target"] == pytest.approx(value - base)
        chance = uncertainty.futures(one.scenario).probability_at(one.scenario.target)
        assert values.loc[place, tables.CHANCE] == chance
    ends = tables.paths(Case(), THREE).query("last").set_index("place")
    assert ends.loc[3, "turnover"] == evaluate(THREE[2].scenario)["turnover"][-1]
    assert (values[["q10", "q25", "q75", "q90"]] == ends[["q10", "q25", "q75", "q90"]]).all(axis=None)
    for place, rows in tables.paths(Case(), THREE).groupby("place"):
        futures = uncertainty.futures(THREE[place - 1].scenario)
        turnover = futures.turnover[:, np.isin(futures.year, rows["year"])]
        for low, high, share in (("q25", "q75", 0.5), ("q10", "q90", 0.8)):
            between = (turnover >= rows[low].to_numpy()) & (turnover <= rows[high].to_numpy())
            assert between[:, 1:].mean(axis=0) == pytest.approx(share, abs=0.02)
            assert between[:, 0].all() and rows[low].iloc[0] == rows[high].iloc[0]  # the newest counted
    moved = tables.moved(Case(), THREE, 1)
    assert not moved.loc[2].any()
    assert moved.loc[1].sum() == pytest.approx(
        sum(answers.attribution(Case(THREE[0].scenario), THREE[1].scenario).values())
    )


def test_the_tables_have_a_row_a_scenario():
    """What differs is told by its kind, against the baseline; nothing, where nothing does."""
    told = as_read(texts.differing(THREE, 0)).set_index("Scenario")
    assert list(told.index) == ["proposal (baseline)", "no_policy", "cautious"]
    assert told.loc["proposal (baseline)"].tolist() == ["–", "–"]
    assert "Worth of the extra goods: $1.0 bn → $0.0 bn" in told.loc["no_policy", "Choices"]
    assert told.loc["no_policy", "Assumptions"] == "–"
    assert "Part of the promise kept: 100.0 % → 60.0 %" in told.loc["cautious", "Assumptions"]
    assert list(as_read(texts.moved(Case(), THREE, 0))["Scenario"]) == list(told.index)
    alike = (THREE[0], Named("twin", THREE[0].scenario))
    assert texts.differing(alike, 0).empty and texts.moved(Case(), alike, 0).empty
    results = as_read(texts.results(Case(), THREE, 0)).set_index("Scenario")
    assert results.loc["no_policy"].iloc[0].endswith("(−\u2060$0.53\u00a0bn)")


def test_what_changes_a_comparison_is_folded_away_but_for_the_way_to_keep_one():
    at = opened("pages/compare.py", comparison.to_query(THREE[1:]))
    fields = [field.key for field in at.text_input]
    assert "shelf.name" in fields and "shelf.text" not in fields
    assert not [
        button.key for button in at.button if re.match(r"base\.|off\.|shelf\.(?!keep)", button.key or "")
    ]
    assert len(at.table) == 3


def test_the_shelf_keeps_takes_off_and_gives_back():
    at = folded_out({"target": "40"})
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
    at = folded_out(query)
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
    at = folded_out({"target": "40"})
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
    at.session_state["shelf"] = True
    at.run()
    told = [e.value for e in at.markdown] + [
        cell for table in at.table for cell in table.value.to_numpy().ravel()
    ]
    told = [text for text in told if "example.org" in text.replace("\\", "")]
    assert len(told) > 4
    assert not any(re.search(r"(?<!\\)!\[", text) or re.search(r"(?<!\\)\]\(", text) for text in told)


def test_something_given_is_added_and_rubbish_refused():
    at = folded_out()
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
    at = folded_out({"target": "40"})
    for key in clicks:
        at.button(key=key).click().run()
    shelf = at.session_state["study_of_session"].now
    again = opened("pages/compare.py", parse_qs(at.code[0].value.partition("?")[2]))
    found = again.session_state["study_of_session"].now
    assert (now(again), found.kept, found.baseline) == (Scenario(target=40), shelf.kept, shelf.baseline)
    assert again.code[0].value == at.code[0].value and not again.warning


def test_a_link_s_wrong_baseline_is_told_on_the_page_and_the_reader_s_own_stays():
    """And the link is taken once: what the reader makes the baseline then is not taken back."""
    at = folded_out({"target": "40", **comparison.to_query(THREE, 7)})
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
    at = folded_out({"target": "40"})
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
    at = folded_out()
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
