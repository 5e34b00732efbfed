"""A claim held against the past: the verdict in every case, by both counts, and the chart that shows it."""

import re

import pytest

from engine import Case, Scenario
from engine.answers import claim
from engine.past import LEDGERS, newest_observed, newest_start, past_growth
from pages.parts.exhibits import claimed
from pages.parts.texts import claim as texts
from pages.parts.words import sentence
from tests.test_pages import big_numbers, lives, now, opened

KZ, CN = ({"start": newest_start(count)} for count in LEDGERS)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"target": 40.0}, "$40.0 bn by 2030 takes 3.2 % a year; 21 of 26 past spans of 5 years gave as much by Kazakhstan"),
        ({"target": 35.0}, "takes 0.48 % a year; 21 of 26"),
        ({"target": 100.0, "target_year": 2040, **CN}, "19 of 19 past spans of 15 years gave as much by China"),
        ({"target": 140.0, "target_year": 2026}, "no year since 1995 gave as much"),
        ({"target": 150.0, "target_year": 2028}, "no 3 years since 1995 gave as much"),
        ({"target": 40.0, **CN}, "$40.0 bn is passed already: by China's customs in 2023; 2025 had $48.7 bn"),
        ({"target": 45.0, "target_year": 2025}, "2025 is over: by Kazakhstan's statistics, 2025 had $34.2 bn, $10.8 bn short"),
    ],
)  # fmt: skip
def test_the_verdict_is_one_sentence(settings, said):
    assert said in texts.verdict(Case(Scenario(**settings)))


@pytest.mark.parametrize("start", ["stated_2022", "kz_2023", "cn_2022", newest_start("cn")])
@pytest.mark.parametrize(("target", "year"), [(60.0, 2030), (60.0, 2026), (140.0, 2044)])
def test_the_verdict_counts_what_the_chart_fills(start, target, year):
    """By the newest year of the count, wherever the scenario starts; as many windows as the past has, as the engine says."""
    case = Case(Scenario(start=start, target=target, target_year=year))
    count = "cn" if start.startswith("cn") else "kz"
    exhibit, found = claimed.exhibit(case), claim(target, year, newest_start(count))
    fast, spans = found.windows[count][:2]
    assert exhibit.shown["enough"].eq("enough").sum() == fast and len(exhibit.shown) == spans
    assert len(past_growth(case.scenario, count, year - newest_observed(count)[0])) == spans
    told = re.search(r"(\d+) of (\d+) past", exhibit.finding)
    assert (tuple(map(int, told.groups())) if told else (0, spans)) == (fast, spans)
    assert exhibit.shown["needed"].iloc[0] == pytest.approx(100 * found.growth)
    assert texts.numbers(case)[0].said(case).split()[0] in exhibit.finding


def test_the_other_count_is_told_beside():
    """The same sentence from the other side: whose count it is decides."""
    kz, cn = (Case(Scenario(target=60, **start)) for start in (KZ, CN))
    assert texts.verdict(cn) != texts.verdict(kz)
    assert texts.other_count(kz) == sentence(texts.verdict(cn))
    assert texts.other_count(cn) == sentence(texts.verdict(kz))


def test_a_claim_travels_by_its_link_and_keeps_all_else():
    """The count's button sets the start, and nothing where it is looked at already; the goal's buttons the rest."""
    at = opened("pages/claim.py", {"programme_value": "2"})
    before = now(at)
    at.button(key="count.kz").click().run()
    assert now(at) == before
    at.button(key="count.cn").click().run()
    at.button(key="goal.goal_100").click().run()
    claimed_now = before.replace(target=100, target_year=2040, **CN)
    assert now(at) == claimed_now
    live = lives(at)[0]
    link = {key: at.query_params[key] for key in at.query_params}
    again = lives(opened("pages/claim.py", link))[0]
    assert again["finding"] == live["finding"] == texts.verdict(Case(claimed_now))
    at.button(key="undo").click().run()
    assert now(at) == before.replace(**CN)


def test_a_claim_for_a_counted_year_needs_no_number():
    at = opened("pages/claim.py", {"target": "45", "target_year": "2025"})
    assert not at.exception and big_numbers(at)[0].value == "–"
    assert "is over" in lives(at)[0]["finding"]
