"""A link's receipt: the same results, changed results, and links that are broken in ten ways."""

import math
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlencode

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Case, Scenario, codec, evaluate, guard, presets, published, receipt
from engine.published import PUBLISHED
from engine.uncertainty import own_ranges
from pages.parts.documents import brief
from pages.parts.documents.content import BRIEF, content
from tests.arbitrary import CODES, of_first, scenarios
from tests.test_pages import now, opened

few = settings(max_examples=25, deadline=None)


def said(scenario, query, complete=True):
    return " ".join(str(message) for message in receipt.compared(Case(scenario), guard.read(query), complete))


def as_then(scenario):
    """A scenario as the first version could have it: seen from the start, without the link of trade with oil."""
    return scenario.replace(vantage="start", oil_link=0.0)


def old(scenario):
    """A link as it was before the guard: every setting of its version, then its receipt."""
    scenario = as_then(scenario)
    results = evaluate(scenario)
    texts = (f"{results[n]:.6g}" if math.isfinite(results[n]) else "-" for n in receipt.HEADLINES)
    settings_ = scenario.settings(full=True)
    settings_ |= {"commodity_price_change": settings_["oil_price_change"], "commodity_export_share": "0.77"}
    settings_ |= {"volatility_scale": settings_["swings"]}
    names = [name for name in PUBLISHED[1] if name not in ("vantage", "oil_link")]
    return {n: settings_[n] for n in names} | {"v": "1", "data": "2026-11-24", "fp": "~".join(texts)}


@few
@given(scenarios())
def test_a_link_made_here_and_now_says_same(scenario):
    query = receipt.to_query(scenario)
    found, problems = Scenario.from_query(query)
    assert found == scenario and not problems
    assert said(found, query).startswith("The results are the same")


def test_a_fingerprint_is_the_headline_results_and_the_chance():
    case = Case(Scenario(target=40, start="kz_2024"), own_ranges({"organic_export_growth": (0.05, 0.1)}))
    letters = receipt.fingerprint(case)
    numbers = [receipt._unpacked(letters[k : k + 5]) for k in range(0, 25, 5)]
    wanted = [*(case.results[n] for n in receipt.HEADLINES), case.futures.probability_at(40)]
    assert numbers == pytest.approx(wanted, rel=5e-6) and len(letters) == 25
    # a range moves the chance alone, and it is told
    now = receipt.fingerprint(Case(case.scenario))
    assert now[:20] == letters[:20] and now != letters


@given(st.floats(1e-9, 9.9e5) | st.just(0.0), st.booleans())
def test_a_number_comes_back_from_its_letters_with_six_digits(value, below):
    value = -value if below else value
    assert receipt._unpacked(receipt._packed(value)) == pytest.approx(value, rel=5e-6)


def test_what_is_not_defined_comes_back_so():
    assert math.isnan(receipt._unpacked(receipt._packed(math.nan)))
    met = Scenario(start="cn_2023")  # a gap that does not exist has no part that is closed
    assert said(met, receipt.to_query(met)).startswith("The results are the same")
    assert said(as_then(met), old(met)).startswith("The results are the same")


def test_a_link_without_a_receipt_says_nothing():
    assert said(Scenario(), {"target": "40"}) == ""


def test_changed_results_are_told_with_the_reason(monkeypatch):
    query = old(Scenario()) | {"data": guard.vintage()}
    query["fp"] = "0.05~" + query["fp"].split("~", 1)[1]
    text = said(as_then(Scenario()), query)
    assert "changed since" in text and "Growth needed was 0.05" in text and "now 0.0482916" in text
    assert "the method has changed since version 1" in text
    assert "not all of its settings" in said(Scenario(), query, complete=False)
    today = query | {"v": str(published.VERSION)}
    assert "the model has changed" in said(as_then(Scenario()), today)
    newer = {"new": replace(next(iter(guard.SOURCES.values())), read="2031-05-06")}
    monkeypatch.setattr(guard, "SOURCES", newer)
    assert "the data are of 2031-05-06 now" in said(as_then(Scenario()), query)
    assert said(as_then(Scenario()), today).endswith("The reason: the data are of 2031-05-06 now.")


@pytest.mark.parametrize("fp", ["1~2", "a~b~c~d", "1~2~3~4~5", "nan~1~1~1", "1~2~3~inf"])
def test_a_receipt_that_is_none_is_said_to_be_none(fp):
    assert "cannot be read" in said(Scenario(), {"v": "1", "fp": fp})


BROKEN = {
    "out of range": ({"target": "9999"}, "target"),
    "below range": ({"programme_value": "-1"}, "programme_value"),
    "not a number": ({"target": "many"}, "target"),
    "NaN": ({"organic_export_growth": "nan"}, "organic_export_growth"),
    "decimal comma": ({"programme_value": "1,5"}, "programme_value"),
    "unknown name": ({"targt": "40", "v": "1", "fp": "1~1~1~1"}, "Did you mean “target”"),
    "unknown choice": ({"start": "mars_2022"}, "start"),
    "neither yes nor no": ({"respect_capacity": "maybe"}, "respect_capacity"),
    "a year with a half": ({"target_year": "2030.5"}, "target_year"),
    "empty": ({"target": ""}, "target"),
    "another version": ({"v": "99", "fp": "x"}, "version 99"),
    "a spoilt receipt": ({"v": "1", "fp": "spoilt"}, "receipt cannot be read"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_link_says_what_is_wrong_and_keeps_the_rest(kind):
    wrong, named = BROKEN[kind]
    at = opened("app.py", {"realisation": "0.5", **wrong})
    assert not at.exception
    assert named in " ".join(e.value for e in (*at.warning, *at.info))
    then = of_first if wrong.get("v") == "1" else Scenario
    assert now(at) == then(realisation=0.5)


def test_a_link_with_a_setting_given_twice_says_so():
    query = parse_qs("target=40&target=50&realisation=0.5")
    scenario, problems = Scenario.from_query({k: v if len(v) > 1 else v[0] for k, v in query.items()})
    assert scenario == of_first(realisation=0.5) and "2 times" in str(problems[0])


def test_how_many_settings_could_not_be_restored_is_counted():
    old_one = {"v": "1", "fp": "1~1~1~1"}
    at = opened("app.py", {"realisation": "0.5", "target": "9999", "nonsense": "1", **old_one})
    assert at.warning[0].value.startswith("2 of 3 settings could not be restored")
    # what is no setting is told, but not counted
    at = opened("app.py", {"realisation": "0.5", "target": "9999", "v": "9", "fp": "x", "s": "x~0000"})
    text = at.warning[0].value
    assert text.startswith("1 of 2 settings") and "version 9" in text and "Scenario 1" in text
    at = opened("app.py", {"realisation": "0.5", "v": "9", "fp": "x"})
    assert at.warning[0].value.startswith("Not everything could be used") and now(at).realisation == 0.5


@pytest.mark.parametrize("name", sorted(presets()))
@pytest.mark.parametrize("form", [old, receipt.to_query], ids=["old", "new"])
def test_a_full_link_opens_with_its_receipt_and_a_change_ends_it(name, form):
    scenario = presets()[name]
    at = opened("app.py", form(scenario))
    assert now(at) == (as_then(scenario) if form is old else scenario)
    assert any("same as when this link was made" in info.value for info in at.info)
    at.button(key="goal.goal_100").click().run()
    assert not any("this link was made" in info.value for info in at.info)
    assert not {"fp", "data"} & set(at.query_params) and next(iter(at.query_params)) == "v"


def test_a_lowered_fingerprint_shows_the_change_notice():
    query = old(Scenario()) | {"fp": "0.04~0.09~0.03~30"}
    (info,) = opened("app.py", query).info
    assert "was 4.0 % a year, now 4.8 % a year" in info.value


def test_a_short_link_of_the_statement_itself_has_a_receipt_too():
    query = receipt.to_query(Scenario(), full=False)
    assert set(query) == {"v"}
    assert "The results are the same" in opened("app.py", query).info[0].value
    then = {"v": "1", "data": "2026-11-24", "fp": "0.04~0.09~0.03~30"}
    assert "changed since" in opened("app.py", then).info[0].value


def test_what_no_phone_can_scan_has_no_qr_code():
    """Hundreds of goods picked by hand: the page, the link and the documents stand, without the code."""
    many = Scenario(goods_added=CODES[:400])
    at = opened("app.py", many.to_query())
    for key in ("send", "save"):
        at.session_state[key] = True
    at.run()
    assert not at.exception
    assert not [e for e in at.get("html") if "data:image" in e.proto.body]
    assert any("the link holds it" in caption.value for caption in at.caption)
    said = content(Case(many), "https://example.org/", BRIEF)
    assert said.link == said.code == ""
    assert brief.pdf(said).startswith(b"%PDF-")


def test_an_older_version_is_migrated(monkeypatch):
    """Version 2 of tomorrow renames a setting: a link of today still means the same."""
    now_ = PUBLISHED[published.VERSION]
    newer = {{"target": "goal"}.get(name, name): record for name, record in now_.items()}
    monkeypatch.setattr(published, "PUBLISHED", {1: newer, 2: now_})
    monkeypatch.setattr(published, "VERSION", 2)
    monkeypatch.setattr(guard, "OURS", re.compile(f"goal|{guard.OURS.pattern}"))
    monkeypatch.setitem(
        codec.MIGRATIONS, 1, lambda found: {{"goal": "target"}.get(k, k): v for k, v in found.items()}
    )
    assert Scenario.from_query({"v": "1", "goal": "40", "fp": "x"}) == (Scenario(target=40), [])
    assert Scenario.from_query({"goal": "40"}) == (Scenario(target=40), [])
    assert Scenario.from_json('{"version": 1, "scenario": {"goal": 40}}') == Scenario(target=40)
    assert Scenario.from_query(guard.guarded({"target": "40"})) == (Scenario(target=40), [])
    with pytest.raises(ValueError, match="version 3"):
        Scenario.from_json('{"version": 3, "scenario": {}}')


def test_the_link_that_is_shown_is_the_link_with_the_receipt():
    at = opened("app.py", {"target": "40"})
    at.session_state["send"] = True
    at.run()
    assert any(urlencode(receipt.to_query(Scenario(target=40), full=False)) in code.value for code in at.code)


def test_the_qr_code_is_the_link_to_what_differs():
    """The same picture as the encoder makes of the very address; a picture of another address differs."""
    at = opened("app.py", {"target": "40"})
    at.session_state["send"] = True
    at.run()
    (picture,) = [e.proto.body for e in at.get("html") if "data:image" in e.proto.body]
    shown = re.search(r'src="([^"]+)"', picture).group(1)
    query = receipt.to_query(Scenario(target=40), full=False)
    assert Scenario.from_query(query) == (Scenario(target=40), []) and len(query) == 2
    address = "?" + urlencode(query)
    assert shown == segno.make(address, error="l", micro=False).svg_data_uri(scale=4, light="white", border=4)


GIVEN = Scenario(target=40, realisation=0.5, start="kz_2024")


@pytest.mark.parametrize(
    "text",
    [
        GIVEN.to_code(),
        GIVEN.to_code().lower().replace("-", " "),
        GIVEN.to_json(),
        "https://example.org/goods?" + urlencode(receipt.to_query(GIVEN)),
        "https://example.org/goods?" + urlencode(old(of_first(target=40, realisation=0.5, start="kz_2024"))),
        "?" + urlencode(GIVEN.to_query()),
    ],
    ids=["code", "code as spoken", "file", "full link", "old link", "live link"],
)
def test_what_somebody_was_given_can_be_opened(text):
    at = opened_with(text)
    before = of_first(target=40, realisation=0.5, start="kz_2024")
    assert now(at) == (before if "v=1&" in text else GIVEN) and not at.warning


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("040R-ETVT-BWS3-0CHM-088G-HV24", "typing error"),
        ("what!", "neither a link"),
        ("{}", "not a scenario"),
        ("", "neither a link"),
        ("https://example.org/?target=9999", "target"),
        ("https://example.org/?target=9999&realisation=0.5", "target"),
    ],
)
def test_what_cannot_be_opened_is_said_and_nothing_is_lost(text, named):
    at = opened_with(text)
    assert named in at.warning[0].value
    kept = of_first(realisation=0.5) if "&" in text else Scenario(programme_value=2.0)
    assert now(at) == kept


def test_what_could_not_be_used_is_said_also_where_nothing_changes_and_once():
    """A link to what is on the dials already, with one bad setting: told at once, and gone after the next change."""
    at = opened_with("?" + urlencode(guard.guarded({"target": "9999", "programme_value": "2"})))
    assert now(at) == Scenario(programme_value=2.0) and "target" in at.warning[0].value
    at.button(key="goal.goal_100").click().run()
    assert not at.warning


def opened_with(text):
    at = opened("app.py", {"programme_value": "2"})
    at.session_state["open"] = True
    at.run()
    at.text_input(key="open.text").set_value(text)
    at.button(key="open.go").click().run()
    assert not at.exception
    return at
