"""Every page runs without an exception: for each preset, on odd settings, from rotten links."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from engine import Case, Scenario, evaluate, guard, presets, published, tables, uncertainty
from engine.load import PRESETS
from engine.scenario import SETTINGS
from pages.parts import words
from pages.parts.sitemap import PAGES

ROOT = Path(__file__).parent.parent
ODD = {
    "goal already met": Scenario(start="cn_2023"),
    "no goods at all": Scenario(programme_value=0.0, goods_delivered=0),
    "nothing grows": Scenario(organic_export_growth=-0.02, organic_import_growth=-0.02),
    "one year left": Scenario(start="kz_2024", target_year=2025),
    "more delivered than listed": Scenario(programme_goods=10),
    "filters leave little": Scenario(min_exports=20.0, min_china_imports=200.0, weights="data"),
    "read as a total, part of growth": Scenario(reading="in_total", programme_inside_growth=True),
    "largest fail first": Scenario(weights="data", failure_order="largest_first", goods_delivered=60),
    "goods by hand": Scenario(goods_added=("010121",), goods_dropped=("848250",)),
    "own goal": Scenario(target=77.5, target_year=2041),
}


def opened(page: str, link: dict[str, str] | None = None) -> AppTest:
    """A page after its first run, reached from the entry as a reader reaches it.

    Settings without a version are those of today: a link that says none is of the first.
    """
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    bare = link and "v" not in link and any(key in SETTINGS for key in link)
    for key, value in (guard.guarded(dict(link)) if link and bare else link or {}).items():
        at.query_params[key] = value
    if page != "app.py":
        at.switch_page(page)
    return at.run()


class Number(NamedTuple):
    """A big number as a page shows it; `help` is behind its button."""

    label: str
    value: str
    below: str
    help: str


def big_numbers(at: AppTest) -> list[Number]:
    """A page's big numbers, in order."""
    return [
        Number(*said)
        for live in lives(at)
        for said in zip(live["labels"], live["said"], live["below"], live["notes"], strict=True)
    ]


def lives(at: AppTest) -> list[dict[str, Any]]:
    """What a page's elements of numbers and findings are given."""
    parts = [json.loads(part.proto.json or "{}") for part in at.get("bidi_component")]
    return [part for part in parts if "finding" in part]


@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_shows_every_preset(page):
    """Put onto the dials by its button, each after the other: it is one choice."""
    at = opened(page)
    for name, preset in presets().items():
        at.button(key=f"preset.{name}").click().run()
        assert not at.exception, name
        assert len(at.title) == 1 and now(at) == preset, name
        assert not undefined(at), name


@pytest.mark.parametrize("page", list(PAGES))
@pytest.mark.parametrize("name", list(ODD))
def test_every_page_survives_odd_settings(page, name):
    at = opened(page, ODD[name].to_query())
    assert not at.exception
    assert len(at.title) == 1
    assert not undefined(at)


@pytest.mark.parametrize("page", list(PAGES))
def test_a_rotten_link_is_told_in_one_warning_and_the_rest_restored(page):
    bad = {"programme_value": "99", "organic_export_growth": "0,05", "nonsense": "1"}
    at = opened(page, {"v": str(published.VERSION), "target": "40", **bad})
    assert not at.exception
    (warning,) = at.warning
    assert all(name in warning.value for name in ("programme_value", "organic_export_growth", "nonsense"))
    assert now(at) == Scenario(target=40)


def test_the_overview_shows_the_engines_numbers():
    for scenario in (Scenario(), *presets().values()):
        at = opened("app.py", scenario.to_query())
        results = evaluate(scenario)
        assert [number.value for number in big_numbers(at)] == [
            words.number(results["required_growth"], "share"),
            words.number(results["turnover_at_target"], "usd_bn/year"),
            words.number(uncertainty.futures(scenario).probability_at(scenario.target), "share", 0),
            words.number(results["gap_share"], "share"),
            words.number(results["required_growth_with_programme"], "share"),
        ]


def test_undo_redo_and_resets_walk_through_scenarios():
    at = opened("app.py", {"target": "40", "realisation": "0.5"})
    at.session_state["changes"] = True
    at.run()
    at.button(key="reset.policy").click().run()
    assert now(at) == Scenario(realisation=0.5)
    at.button(key="undo").click().run()
    assert now(at) == Scenario(target=40, realisation=0.5)
    at.button(key="redo").click().run()
    assert now(at) == Scenario(realisation=0.5)
    at.button(key="difference.realisation").click().run()
    assert now(at) == Scenario()
    assert at.button(key="redo").disabled


def test_the_address_holds_only_what_differs_and_a_full_link_everything():
    at = opened("app.py")
    at.selectbox(key="side.start").select("kz_2024").run()
    assert {key: at.query_params[key] for key in at.query_params} == guard.guarded({"start": "kz_2024"})
    assert list(at.query_params) == ["v", "start"]
    full = Scenario(start="kz_2024").to_query(full=True)
    assert now(opened("app.py", full)) == Scenario(start="kz_2024")


def test_an_old_value_sent_along_with_another_change_is_no_pick():
    """A browser on a slow line has not heard of the preset's start when the reader opens a table; alone, it is a pick."""
    updated = presets()["updated_2024"]
    for along in (True, False):
        at = opened("app.py")
        at.button(key="preset.updated_2024").click().run()
        if along:
            at.toggle(key="table.path").set_value(True)
        at.selectbox(key="side.start").set_value("stated_2022").run()
        assert now(at) == (updated if along else updated.replace(start="stated_2022"))
        assert at.selectbox(key="side.start").value == now(at).start


def test_a_named_goal_sets_amount_and_year_together():
    at = opened("app.py")
    at.button(key="goal.goal_100").click().run()
    assert now(at) == Scenario(target=100, target_year=2040)
    assert at.button(key="goal.goal_100").label.startswith("✓")


@pytest.mark.parametrize("page", [path for path in PAGES if path != "pages/sources.py"])
def test_every_big_number_has_a_card(page):
    """Opened, it shows formula, inputs with grades and sources for each of them."""
    at = opened(page)
    at.session_state["cards"] = True
    at.run()
    assert not at.exception
    assert len(at.tabs) == len(big_numbers(at))
    for tab, big in zip(at.tabs, big_numbers(at), strict=True):
        assert tab.label == big.label
        assert tab.code[0].value and len(tab.dataframe[0].value) > 0
        assert any(e.value.startswith("- ") for e in tab.markdown)


def test_a_wrong_code_beside_a_right_one_is_said_and_the_right_one_taken():
    at = opened("pages/goods.py")
    at.session_state["method"] = True
    at.run()
    at.text_input(key="basket.goods_added").set_value("110100, 999999").run()
    assert now(at).goods_added == ("110100",)
    assert "999999" in at.warning[0].value


def now(at: AppTest) -> Scenario:
    return at.session_state["study_of_session"].now.scenario


def undefined(at: AppTest) -> list[str]:
    """What Python writes where there is no number or nothing."""
    return re.findall(r"\b(?:nan|inf|None)\b", " ".join(texts(at)))


def texts(at: AppTest) -> list[str]:
    """What a reader reads: everything but sources' titles, which keep their own language."""
    found = [
        e.value
        for kind in (at.title, at.markdown, at.caption, at.info, at.warning, at.subheader, at.header)
        for e in kind
    ]
    found += [e.label for kind in (at.button, at.toggle, at.selectbox, at.text_input) for e in kind]
    found += [text for number in big_numbers(at) for text in number]
    found += [live["finding"] for live in lives(at)]
    found += [option for box in at.selectbox for option in box.options]
    return [str(text) for text in found]


# ── What has happened has happened ───────────────────────────────────────────────────────────────────────────


def test_the_overview_says_where_trade_stands_what_was_asked_and_what_is_left():
    lead = opened("app.py").markdown[0].value.replace("**", "")
    for said in ("34.17 bn by Kazakhstan's count, 98 % of it", "48.7 bn by China's, past it since 2023"):
        assert said in lead
    for said in ("4.8 % a year", "0.48 % a year", "3.2 % a year"):
        assert said in lead


def test_the_newest_start_is_one_click_away_and_the_vantage_stands_with_the_start():
    at = opened("app.py")
    at.selectbox(key="side.vantage").select("start").run()
    assert now(at) == Scenario(vantage="start")
    at.button(key="newest").click().run()
    assert now(at) == Scenario(vantage="start", start="kz_2025")
    assert at.button(key="newest").disabled


def test_a_chance_near_one_half_is_about_even_and_none_is_given_further_than_was_tested():
    even = opened("pages/uncertainty.py", Scenario(target=40).to_query())
    assert big_numbers(even)[0].below == "given what is set: about even"
    far = opened("pages/uncertainty.py", Scenario(target=100, target_year=2040).to_query())
    assert [number.value for number in big_numbers(far)[:2]] == ["–", "–"]
    assert big_numbers(far)[0].below == "none: over eight years ahead"


def test_three_layers_policy_as_a_shift_and_no_second_band():
    (layers,) = opened("pages/uncertainty.py").table
    low, whole, policy = layers.value.iloc[:, -1]
    case = Case()
    bare = case.replace(**{**PRESETS["no_policy"]["settings"]})
    shift = case.futures.probability_at(35) - bare.futures.probability_at(35)
    assert policy == f"+{words.points(shift)}" and whole == words.number(
        case.futures.probability_at(35), "share", 0
    )
    assert low > whole


def test_a_path_runs_through_what_was_counted_and_keeps_the_statement_s_own_arithmetic():
    frame = tables.path(Case())
    projected = frame[frame["series"] == "projection"]
    assert projected["year"].min() == 2025 and projected["turnover"].iloc[0] == pytest.approx(34.1663)
    own = frame[frame["series"] == "stated"].set_index("year")["turnover"]
    assert own[2022] == 24.0 and own[2030] == pytest.approx(32.156, abs=0.001)
    assert frame[frame["series"] == "half"]["year"].min() == 2025
    for case in (Case(Scenario(vantage="start")), Case(Scenario(start="kz_2025"))):
        assert "stated" not in set(tables.path(case)["series"])
    far = tables.path(Case(Scenario(target_year=2040)))
    assert far[far["kind"] == "untested"]["year"].agg(["min", "max"]).tolist() == [2033, 2040]
