"""Links as they arrive: cut, wrapped, escaped, with what others hang on; and what else people paste."""

import random
import struct
from urllib.parse import parse_qs, quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import PARAMETERS, Case, Scenario, codec, guard, link, presets, published
from engine import given as handed
from engine.comparison import Named
from engine.message import Refusal
from engine.model import DRAWABLE
from engine.scenario import SETTINGS
from engine.study import FIRST_KEPT, Study, from_json, to_json
from tests.arbitrary import NUMBERS, of_first, random_scenario, scenarios
from tests.test_pages import now, opened
from tests.test_receipt import as_then, old

HOST = "https://road.example/"
ASKED = Scenario(target=40, start="kz_2024")
OWN = (("organic_export_growth", 0.0, 0.05), ("organic_import_growth", -0.01, 0.04))
# a study of every kind
KINDS = {
    "two settings": Study(ASKED),
    "many settings": Study(presets()["cautious"]),
    "own ranges alone": Study(own=OWN, by="Group A"),
    "a comparison": Study(ASKED, kept=(Named("Жоспар & план = 1", presets()["cautious"]),), baseline=0),
    "an empty shelf": Study(ASKED, kept=(), baseline=0),
    "everything": Study(random_scenario(random.Random(7)), OWN, FIRST_KEPT, 1, "Топ «А»."),
}


def parameters(study, signed=True, compared=True):
    return link.text(link.to_query(study, compared=compared, signed=signed))


def found(text):
    """What a browser makes of what stands behind the question mark."""
    return link.from_query(parse_qs(text, keep_blank_values=True))


# ── Whole, cut, changed ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("signed", [True, False], ids=["signed", "as in the address bar"])
def test_a_whole_link_gives_back_all_and_a_cut_one_says_so(kind, signed):
    """Cut at every place: the same study, or a sentence. Before its first letter it is the page's plain address."""
    study = KINDS[kind]
    whole = parameters(study, signed)
    assert whole.startswith(f"v={published.VERSION}.")
    assert (found(whole).study, found(whole).problems) == (study, ())
    assert bool(found(whole).receipt) == signed
    for end in range(1, len(whole), 1 + len(whole) // 400):
        cut = found(whole[:end])
        assert cut.problems or cut.study == study, whole[:end]
    assert found(whole[: len(whole) // 2]).problems


@settings(max_examples=40, deadline=None)
@given(scenarios(), st.booleans(), st.randoms(use_true_random=False))
def test_no_cut_gives_other_numbers_in_silence(scenario, ranged, chance):
    """Two thousand cuts, of which none is silent; and none of the places where a letter was changed."""
    study = Study(scenario, OWN if ranged else ())
    whole = parameters(study, signed=False)
    for _ in range(50 if whole else 0):
        end = chance.randrange(1, len(whole))
        cut = found(whole[:end])
        assert cut.problems or cut.study == study
        changed = whole[:end] + chance.choice("0189abkz.-") + whole[end + 1 :]
        other = found(changed)
        assert other.problems or other.study == study


@pytest.mark.parametrize("name", sorted(presets()))
def test_an_old_link_that_was_cut_is_told_by_its_missing_settings(name):
    whole, then = link.text(old(presets()[name])), as_then(presets()[name])
    problems = []
    for end in range(1, len(whole), 3):
        cut = found(whole[:end])
        # what is left may be a short link in itself: settings that differ, and no more
        short = len(cut.study.scenario.differs_from(of_first())) == cut.asked == whole[:end].count("=")
        assert cut.problems or short or cut.study.scenario == then, whole[:end]
        problems += map(str, cut.problems)
    assert any("settings of 62 are missing" in text for text in problems)
    assert found("v=1&target=40").problems and not found("target=40").problems


def test_the_address_bar_s_link_has_its_guard_first():
    at = opened("app.py", {"target": "40"})
    at.button(key="goal.goal_100").click().run()
    assert next(iter(at.query_params)) == "v"
    again = opened("app.py", {key: at.query_params[key] for key in at.query_params})
    assert now(again) == now(at) and not again.warning
    cut = opened("app.py", {"v": at.query_params["v"]})
    assert "cut off or changed" in cut.warning[0].value and now(cut) == Scenario()


def longest(name):
    """Letters of a setting in a link at most, at a step of its dial or with one of its choices, and the sign between."""
    quantity = PARAMETERS[name]
    if not quantity.is_number:
        return len(f"&{name}=") + max(map(len, [*quantity.options, "yes"]))
    steps = range(round((quantity.high - quantity.low) / quantity.step) + 1)
    values = (type(quantity.value)(round(quantity.low + k * quantity.step, 10)) for k in steps)
    return max(len("&" + link.text(codec.query({name: value}))) for value in values)


def test_a_link_with_any_five_settings_is_short():
    """At most 200 letters behind the page's address, its receipt among them."""
    guard_alone = len("?" + parameters(Study(), compared=False))
    five = sorted((longest(n) for n in SETTINGS if PARAMETERS[n].unit != "hs6"), reverse=True)[:5]
    assert guard_alone + sum(five) <= 200


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([n for n in NUMBERS if isinstance(PARAMETERS[n].value, float)]), st.data())
def test_every_float_comes_back_bit_for_bit(name, data):
    """From link, JSON and short code; a zero below zero is none."""
    low, high = float(PARAMETERS[name].low), float(PARAMETERS[name].high)
    value = data.draw(
        st.floats(low, high)
        | st.sampled_from([v for v in (5e-324, 1 / 3, -0.0) if low <= v <= high] or [low])
    )
    scenario = Scenario().replace(**{name: value})
    ways = (
        found(parameters(Study(scenario), signed=False)).study.scenario,
        Scenario.from_json(scenario.to_json()),
        Scenario.from_code(scenario.to_code()),
        from_json(to_json(Study(scenario))).scenario,
    )
    for way in ways:
        assert struct.pack("d", getattr(way, name)) == struct.pack("d", value + 0.0)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(DRAWABLE), st.data())
def test_a_range_comes_back_bit_for_bit(name, data):
    limits = sorted(data.draw(st.tuples(*[st.floats(PARAMETERS[name].low, PARAMETERS[name].high)] * 2)))
    study = Study(own=((name, *limits),))
    assert found(parameters(study)).study == from_json(to_json(study)) == study


# ── Versions ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_newest_published_version_is_what_holds_today():
    """A changed default or range makes a new version: the message of this test is the line that is missing."""
    assert published.news() == "", "python -m engine publish >> data/published.toml"


def test_a_link_means_what_it_meant_when_a_default_changes(monkeypatch):
    """Links, files and codes of a version keep its defaults; one without a version is of the first."""
    newest = published.VERSION
    link_of_then, code_of_then = guard.guarded({"target": "40"}), Scenario(target=40).to_code()
    file_of_then = f'{{"version": {newest}, "scenario": {{"target": 40}}}}'
    then = published.PUBLISHED[newest]
    was = {**then, "programme_value": {**then["programme_value"], "value": 0.5}}
    monkeypatch.setattr(published, "PUBLISHED", {1: was, newest: was, newest + 1: then})
    monkeypatch.setattr(published, "VERSION", newest + 1)
    wanted = Scenario(target=40, programme_value=0.5)
    for query in (link_of_then, {"target": "40"}):
        assert Scenario.from_query(query) == (wanted, [])
    assert Scenario.from_code(code_of_then) == Scenario.from_json(file_of_then) == wanted
    assert Scenario.from_query(guard.guarded({"target": "40"})) == (Scenario(target=40), [])


def test_a_value_that_was_allowed_then_is_told_so(monkeypatch):
    then = published.PUBLISHED[1]
    wide = {**then, "target": {**then["target"], "high": 500}}
    monkeypatch.setattr(published, "PUBLISHED", {**published.PUBLISHED, 1: wide})
    scenario, (problem,) = Scenario.from_query({"target": "300"})
    assert scenario == of_first() and "was allowed" in str(problem) and "Allowed: " in str(problem)


# ── What others do to a link ─────────────────────────────────────────────────────────────────────────────────


def meant(form):
    """The study of an address: links of before stand on the settings of before."""
    return Study(ASKED if form == "new" else of_first(target=40, start="kz_2024"))


def wrapped(address):
    """An address as messengers, mail programs, word processors and people hand it on."""
    escaped = quote(address, safe="")
    dashed = escaped.replace("_", "%5F").replace("-", "%2D").replace("%", "-").replace("-2F", "_")
    printable = address.replace("=", "=3D")
    return {
        "as it is": address,
        "Outlook": f"https://eur02.safelinks.protection.outlook.com/?url={escaped}&data=05%7C02&sdata=x%3D&reserved=0",
        "Google": f"https://www.google.com/url?q={escaped}&sa=D&source=docs",
        "VK": f"https://vk.com/away.php?to={escaped}",
        "Zhihu, whose key is one of ours": f"https://link.zhihu.com/?target={escaped}",
        "Facebook around Google": "https://l.facebook.com/l.php?u="
        + quote(f"https://www.google.com/url?q={escaped}", safe="")
        + "&h=AT1",
        "Cisco, in the path": f"https://secure-web.cisco.com/1abc/{escaped}",
        "Proofpoint 2": f"https://urldefense.proofpoint.com/v2/url?u={dashed}&d=Dw&c=x",
        "Proofpoint 3": f"https://urldefense.com/v3/__{address}__;!!abc$",
        "Telegram's share button": f"tg://msg_url?url={escaped}&text=x",
        "a mail to be written": f"mailto:?subject=Road&body={quote('Look: ' + address)}",
        "in a message": f"Have you seen this? {address} ?",
        "in a Russian message": f"Смотри: {address} — вот.",
        "behind another address": f"https://en.wikipedia.org/w/index.php?title=Kazakhstan {address}",
        "escaped for HTML": address.replace("&", "&amp;"),
        "escaped twice for HTML": address.replace("&", "&amp;amp;"),
        "with signs of HTML": address.replace("&", "&#38;"),
        "with %26": address.replace("&", "%26"),
        "with %26 and %3D": address.replace("&", "%26").replace("=", "%3D"),
        "escaped twice": address.replace("=", "%253D").replace("&", "%2526"),
        "as JSON writes it": address.replace("&", "\\u0026"),
        "the line for embedding": f'<iframe src="{address.replace("&", "&amp;")}" title="x" width="100%"></iframe>',
        "Markdown": f"[Road]({address})",
        "Markdown, bold": f"**{address}**",
        "Slack": f"<{address}|Road>",
        "in angles": f"<{address}>",
        "in quotes": f"“{address}”.",
        "in Russian quotes": f"«{address}», да",
        "in brackets": f"({address})",
        "at the end of a sentence": f"See {address}.",
        "folded": address[:60] + "\n" + address[60:],
        "folded and quoted": f"> see {address[:60]}\r\n> {address[60:]}",
        "a mail's source": f"see {printable[:76]}=\r\n{printable[76:]} and tell me",
        "with counters": f"{address}&utm_source=telegram&utm_medium=social&fbclid=IwAR0abc",
        "with counters before": address.replace("?", "?yclid=1&_openstat=a%3Bb&"),
        "with a place on the page": f"{address}#:~:text=abc",
        "with invisible marks": address[:40] + "\u200b" + address[40:] + "\u200e",
        "without its scheme": address.removeprefix("https://"),
        "its end alone": address[address.index("?") :],
        "in capitals": address.upper().replace("HTTPS", "https"),
        "its keys in capitals": address.replace("target", "Target"),
        "underscores eaten": address.replace("kz_2024", "kz2024"),
    }


ADDRESSES = {
    "new": HOST + "?" + parameters(Study(ASKED), compared=False),
    "old": HOST + "?start=kz_2024&target=40&v=1&data=2026-11-24&fp=0.0485334~0.10101~0.0441182~37.6087",
    "bare": HOST + "goods?start=kz_2024&target=40",
}


@pytest.mark.parametrize("how", wrapped(HOST + "?"))
@pytest.mark.parametrize("form", ADDRESSES)
def test_a_link_is_understood_however_it_is_handed_on(form, how):
    given_ = handed.read(wrapped(ADDRESSES[form])[how])
    assert given_.study == meant(form)
    assert not given_.problems


@pytest.mark.parametrize(
    "added",
    [
        "utm_source=telegram",
        "utm_source=x&utm_medium=y&fbclid=IwAR0abc",
        "gclid=1",
        "yclid=2",
        "_openstat=z",
        "ref=a",
        "si=b",
        "mc_eid=c",
    ],
)
def test_what_counts_readers_raises_no_alarm(added):
    for form, scenario in (
        ("v=1&data=2026-11-24&fp=1~1~1~1&target=40&start=kz_2024", of_first(target=40, start="kz_2024")),
        (parameters(Study(ASKED)), ASKED),
        ("", Scenario()),
    ):
        at = opened("app.py", parse_qs(f"{form}&{added}"))
        assert not at.warning and now(at) == scenario


@pytest.mark.parametrize(
    "changed", ["targt=40", "target=4O", "target=9999", "start=kz_1999", "target=40&target=50", "target=0,5"]
)
def test_what_changes_the_meaning_is_told(changed):
    """Beside what was mended: a wrong name, letter, value, a second value, a comma."""
    result = found(f"realisation=0.5&{changed}&utm_source=x")
    assert len(result.problems) == 1 and result.study.scenario == of_first(realisation=0.5)


CODE = ASKED.to_code()


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", ""),
        CODE.replace("-", " – "),
        CODE.replace("-", "—"),
        CODE.replace("-", "\u2011"),
        CODE.replace("-", "."),
        CODE.replace("0", "O"),
        CODE.replace("0", "О").replace("B", "В").replace("C", "С").replace("H", "Н"),  # Cyrillic ones
        CODE.translate({ord(str(k)): 0xFF10 + k for k in range(10)}),
        f"Code: {CODE}.",
        f"мой код {CODE}, да",
        f"“{CODE}”",
        f"Try {CODE.replace('-', ' ')} please",
        CODE[:20] + "\n" + CODE[20:],
        CODE[:6] + "\u200b" + CODE[6:],
    ],
)
def test_a_short_code_is_understood_as_phones_and_keyboards_write_it(text):
    assert handed.read(text).study.scenario == ASKED


@pytest.mark.parametrize(
    "text",
    [
        "Is this right?",
        "https://en.wikipedia.org/w/index.php?title=Kazakhstan",
        "https://road.example/",
        "https://example.org/?start=abc",
        "what!",
        "",
        "{}",
        CODE[:-1] + "4",
        "hello world",
        "040R-ETVT",
        "12345678",
    ],
)
def test_what_holds_nothing_of_ours_is_refused_and_costs_nothing(text):
    with pytest.raises(Refusal):
        handed.read(text)
    at = opened("app.py", {"target": "50", "programme_value": "2"})
    at.session_state["open"] = True
    at.run()
    at.text_input(key="open.text").set_value(text)
    at.button(key="open.go").click().run()
    assert len(at.warning) == 1 and now(at) == Scenario(target=50, programme_value=2.0)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text("?&=%{}[]:/.0O-v1 target", max_size=60))
def test_no_text_does_more_than_be_refused(text):
    try:
        assert isinstance(handed.read(text).study, Study)
    except Refusal as error:
        assert str(error)


@pytest.mark.parametrize(
    "around", ["{}", "```json\n{}\n```", "Here it is: {} Regards", "\ufeff{}", "“Plan”\n{}\n"]
)
def test_a_file_s_text_is_found_among_words(around):
    study = Study(ASKED, OWN, by="Group A")
    assert handed.read(around.replace("{}", to_json(study))).study == study


# ── All that is on the screen ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", ["app.py", "pages/uncertainty.py", "pages/compare.py", "pages/answers.py"])
def test_own_ranges_and_a_name_travel_and_show_the_same_numbers(page):
    """Opened elsewhere: a chip for each, the same numbers, the same receipt; and the way back."""
    study = Study(ASKED, OWN, by="Group A")
    at = opened(page, parse_qs(parameters(study, compared=False)))
    assert not at.warning and "The results are the same" in at.info[0].value
    chance = Case(ASKED, OWN).futures.probability_at(40)
    assert chance != Case(ASKED).futures.probability_at(40)
    assert at.button(key="by").label.startswith("By Group A")
    assert at.button(key="range.organic_export_growth").label.startswith("Growth of other exports, range: ")
    at.button(key="range.organic_export_growth").click().run()
    assert at.session_state["study_of_session"].now.own == OWN[1:]
    assert "between.organic_export_growth" not in at.query_params and "by" not in at.query_params
    at.button(key="undo").click().run()
    assert at.session_state["study_of_session"].now == study
    at.session_state["changes"] = True
    at.run()
    at.button(key="reset.assumption").click().run()
    assert not at.session_state["study_of_session"].now.own
    at.session_state["changes"] = True
    at.run()
    assert at.button(key="reset.assumption").disabled


def test_a_range_that_is_none_is_told_and_the_rest_kept():
    result = found("target=40&between.organic_export_growth=5~1&between.nothing=1~2&between.displacement=x")
    assert result.study == Study(of_first(target=40)) and len(result.problems) == 3


def test_a_link_that_was_made_with_an_own_table_says_so():
    at = opened(
        "app.py", {"v": guard.guarded({"table": "own", "target": "40"})["v"], "table": "own", "target": "40"}
    )
    assert "product table of its maker" in at.warning[0].value and now(at) == Scenario(target=40)


def test_the_message_says_what_the_sender_changed_and_what_came_of_it():
    at = opened("app.py", {"programme_value": "2", "goods_delivered": "68"})
    at.session_state["send"] = True
    at.run()
    message = at.code[0].value
    assert "Goods promised: value a year" in message or "$2.0 bn" in message
    assert "68 goods" in message and "→ $" in message and "in 2030" in message
    at.text_input(key="send.by.").set_value("Group A").run()
    assert at.code[0].value.startswith("Group A set: ") and "by=Group%20A" in at.code[0].value
