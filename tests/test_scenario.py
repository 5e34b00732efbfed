"""Scenarios: valid or refused, and the same after every way of writing them down."""

import dataclasses
import hashlib
import json
import random
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import PARAMETERS, Scenario, evaluate, presets, published, shortcode
from engine.mended import OURS, PAGE, counts_readers
from engine.message import Refusal
from engine.receipt import HEADLINES
from engine.scenario import SETTINGS
from engine.text import cleaned
from tests.arbitrary import CODES, NUMBERS, of_first, random_scenario, scenarios

LINKS = sorted((Path(__file__).parent / "links").glob("v*.txt"))
some = settings(max_examples=100, deadline=None)

# ── Valid or refused ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_scenario_is_the_proposal():
    """Without arguments every setting has its recorded value, and the preset of that name is the same."""
    assert Scenario().to_dict() == {name: PARAMETERS[name].value for name in SETTINGS}
    assert presets()["proposal"] == Scenario()


def test_a_scenario_cannot_be_changed():
    """A change makes a new scenario and leaves the old one."""
    scenario = Scenario()
    with pytest.raises(dataclasses.FrozenInstanceError):
        scenario.target = 40.0
    changed = scenario.replace(target=40.0)
    assert (scenario.target, changed.target) == (35.0, 40.0)
    assert changed.differs_from(scenario) == {"target": 40.0}
    assert scenario.differs_from(changed) == {"target": 35.0}
    assert len({scenario, changed, Scenario()}) == 2


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_out_of_range_is_refused_by_name_and_limits(name):
    """Both ends are allowed; beyond them the error names setting, value and range."""
    parameter = PARAMETERS[name]
    for end in (parameter.low, parameter.high):
        assert getattr(Scenario(**{name: end}), name) == end
    for beyond in (parameter.low - 1, parameter.high + 1):
        with pytest.raises(Refusal) as error:
            Scenario().replace(**{name: beyond})
        said = str(error.value)
        assert said.startswith(f"{name}: {beyond} is out of range")
        assert f"{parameter.low:.10g}" in said and f"{parameter.high:.10g}" in said


@pytest.mark.parametrize("name", [n for n in NUMBERS if PARAMETERS[n].unit in ("year", "years", "goods")])
def test_years_and_goods_are_whole(name):
    """Half a year or half a good is refused."""
    with pytest.raises(Refusal, match=f"{name}.*not a whole number"):
        Scenario(**{name: PARAMETERS[name].low + 0.5})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("target", float("nan")),
        ("target", float("inf")),
        ("target", "35"),
        ("programme_value", True),
        ("programme_ramp", False),
        ("target", None),
        ("start", "kz_1999"),
        ("start", 2022),
        ("reading", "weekly"),
        ("exclude_aircraft", 1),
        ("exclude_aircraft", "yes"),
        ("goods_added", "070190"),
        ("goods_added", ("07019",)),
        ("goods_added", (70190,)),
        ("goods_dropped", ["070190"]),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(name, value):
    """The error names the setting, the value and what is allowed."""
    with pytest.raises(Refusal, match=f"^{name}: .*Allowed: ") as error:
        Scenario().replace(**{name: value})
    # codes of goods are told as links write them
    written = ".".join(map(str, value)) if isinstance(value, tuple) else str(value)
    assert written in str(error.value)


def test_an_unknown_setting_is_refused_by_name():
    """The error names it, and the nearest one where there is one."""
    with pytest.raises(Refusal, match=r"“targt”\. Did you mean “target”"):
        Scenario().replace(targt=40)
    with pytest.raises(Refusal, match=r"There is no setting “zzz”\.$"):
        Scenario.from_dict({"zzz": 1})
    with pytest.raises(Refusal, match=r"no preset “nope”.*proposal"):
        Scenario.preset("nope")


# ── Written down and read back ───────────────────────────────────────────────────────────────────────────────


@some
@given(scenarios())
def test_a_scenario_survives_every_way_of_writing_it(scenario):
    """Dictionary, JSON, link with the difference, link with everything, and short code give it back."""
    assert Scenario.from_dict(scenario.to_dict()) == scenario
    assert Scenario.from_json(scenario.to_json()) == scenario
    for full in (False, True):
        query = scenario.to_query(full)
        assert Scenario.from_query(query) == (scenario, [])
        as_browsers_send_it = parse_qs(urlencode(query), keep_blank_values=True)
        assert Scenario.from_query(as_browsers_send_it) == (scenario, [])
    assert Scenario.from_code(scenario.to_code()) == scenario


def test_settings_drawn_from_all_ranges_survive_too():
    """The same for scenarios in which nothing is as in the proposal."""
    generator = random.Random(35)
    for _ in range(200):
        scenario = random_scenario(generator)
        assert Scenario.from_json(scenario.to_json()) == scenario
        assert Scenario.from_query(scenario.to_query()) == (scenario, [])
        assert Scenario.from_code(scenario.to_code()) == scenario


@some
@given(scenarios())
def test_a_link_holds_only_what_differs(scenario):
    """The short query has a key for each difference; the full one has all settings."""
    assert set(scenario.to_query()) - {"v"} == set(scenario.differs_from(Scenario()))
    assert set(scenario.to_query(full=True)) == {"v", *SETTINGS}


def test_links_are_readable():
    """Numbers have a point, switches are yes and no, goods are joined by points, the proposal is empty."""
    scenario = Scenario(
        start="kz_2024", target=37.5, exclude_aircraft=False, goods_added=("070190", "110100")
    )
    assert scenario.settings() == {
        "start": "kz_2024",
        "target": "37.5",
        "exclude_aircraft": "no",
        "goods_added": "070190.110100",
    }
    assert Scenario().settings() == Scenario().to_query() == {}
    assert next(iter(scenario.to_query())) == "v"


def test_types_survive():
    """Years and goods come back as whole numbers, amounts as they were, goods as a tuple."""
    scenario = Scenario(target=40.0, target_year=2035, goods_added=("010121",))
    for read in (
        Scenario.from_query(scenario.to_query())[0],
        Scenario.from_code(scenario.to_code()),
        Scenario.from_json(scenario.to_json()),
    ):
        assert type(read.target_year) is int and read.goods_added == ("010121",)


# ── Short codes ──────────────────────────────────────────────────────────────────────────────────────────────


@some
@given(scenarios(goods_added=CODES[:3]))
def test_codes_read_the_same_as_people_write_them(scenario):
    """Small letters, missing or extra dashes, blanks, O for 0, I and L for 1 do not matter."""
    code = scenario.to_code()
    for written in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " "),
        " - ".join(code),
        code.replace("0", "O"),
        code.replace("0", "o").replace("1", "l"),
        code.replace("1", "I"),
    ):
        assert Scenario.from_code(written) == scenario


def test_codes_are_in_groups_without_look_alikes():
    """Groups of four, no I, L, O or U."""
    for scenario in presets().values():
        groups = scenario.to_code().split("-")
        assert all(len(group) == 4 for group in groups[:-1]) and 1 <= len(groups[-1]) <= 4
        assert not set("ILOU") & set("".join(groups))


def misread(wrong, scenario):
    """Whether a wrong code is taken for another scenario."""
    try:
        return Scenario.from_code(wrong) != scenario
    except Refusal:
        return False


@pytest.mark.parametrize("name", sorted(presets()))
def test_one_wrong_letter_never_gives_another_scenario(name):
    """Every place of a preset's code, every other letter: refused (or padding, which carries nothing)."""
    scenario = presets()[name]
    letters = scenario.to_code().replace("-", "")
    refused = 0
    for place, right in enumerate(letters):
        for letter in shortcode.ALPHABET.replace(right, ""):
            wrong = letters[:place] + letter + letters[place + 1 :]
            assert not misread(wrong, scenario), (place, letter)
            refused += 1
    assert refused == 31 * len(letters)
    with pytest.raises(Refusal, match="typing error"):
        Scenario.from_code(("2" if letters[0] != "2" else "3") + letters[1:])


@pytest.mark.parametrize("seed", range(10))
def test_one_wrong_or_lost_or_swapped_letter_is_refused_in_other_codes_too(seed):
    """The same for scenarios in which everything differs, with neighbours swapped and letters left out."""
    generator = random.Random(seed)
    scenario = random_scenario(generator)
    letters = scenario.to_code().replace("-", "")
    for place in range(len(letters)):
        rest = letters[place + 1 :]
        other = generator.choice(shortcode.ALPHABET.replace(letters[place], ""))
        assert not misread(letters[:place] + other + rest, scenario)
        assert not misread(letters[:place] + rest, scenario)
        assert not misread(letters[:place] + rest[:1] + letters[place] + rest[1:], scenario)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "typing error"),
        ("0", "typing error"),
        ("U000", "without I, L, O and U; “U” was found"),
        ("07FH-PЖ", "“Ж” was found"),
        ("07FJ-P", "typing error"),
    ],
)
def test_a_code_that_is_none_is_refused_with_a_reason(code, reason):
    """Empty, too short, foreign letters, or a wrong check."""
    with pytest.raises(Refusal, match=reason):
        Scenario.from_code(code)


def coded(body):
    """A code with the right check around any content."""
    return shortcode.grouped(body + shortcode._checksum(body))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (bytes([99]), f"version 99; version {published.VERSION} is expected"),
        (bytes([1, 250, 255]), "number 250"),
        (bytes([1, 2, 16, 255]), "ends too early"),
        (bytes([1, 2, 16, *[255] * 5000, 1]), "ends too early"),
        (bytes([1, 1, 130, 255, 255]), "cannot be read"),
        (bytes([1, 82, 255]), "number 82"),
        (bytes([published.VERSION, 19, 255]), "number 19"),
        (bytes([1, 2, 16, 2]), "target: 1 is out of range"),
    ],
)
def test_a_code_from_elsewhere_is_refused_with_a_reason(body, reason):
    """Another version, an unknown or unused setting, a missing end, a value out of range."""
    with pytest.raises(Refusal, match=reason):
        Scenario.from_code(coded(body))


@some
@given(st.binary(max_size=40))
def test_no_code_does_more_than_be_refused(content):
    """Whatever stands between version and check, reading gives a scenario or a Refusal."""
    try:
        assert isinstance(Scenario.from_code(coded(bytes([1]) + content)), Scenario)
    except Refusal as error:
        assert str(error)


@given(st.text(max_size=30))
def test_no_text_as_a_code_does_more_than_be_refused(text):
    """Any text read as a code gives a scenario or a Refusal."""
    try:
        assert isinstance(Scenario.from_code(text), Scenario)
    except Refusal as error:
        assert str(error)


def test_too_many_goods_do_not_fit_a_code():
    """Eighteen goods added by hand still fit; more are refused with advice, and fit a link."""
    assert Scenario.from_code(Scenario(goods_added=CODES[:18]).to_code()).goods_added == CODES[:18]
    many = Scenario(goods_added=CODES[:40])
    with pytest.raises(Refusal, match="use the link"):
        many.to_code()
    assert Scenario.from_query(many.to_query()) == (many, [])


@pytest.mark.parametrize("value", [0.1 + 0.2 - 0.3, 1e-5 / 3])
def test_tiny_values_have_a_code(value):
    """Values with many decimals, as sums of floats have them, can be written as a code."""
    scenario = Scenario(displacement=value)
    assert Scenario.from_code(scenario.to_code()).displacement == pytest.approx(value, abs=1e-9)


# ── Links with mistakes ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("target", "nan"),
        ("target", "inf"),
        ("target", "-inf"),
        ("target", "1e999"),
        ("target_year", "1e999"),
        ("programme_goods", "1e400"),
        ("target", "0,05"),
        ("organic_export_growth", "0,05"),
        ("target", "1_000"),
        ("target", "0x20"),
        ("target", "9"),
        ("target", "-40"),
        ("target", ""),
        ("target_year", "2030.5"),
        ("target_year", "2099"),
        ("start", "kz_1999"),
        ("start", ""),
        ("reading", "A YEARS"),
        ("exclude_aircraft", "true"),
        ("exclude_aircraft", ""),
        ("goods_added", "0701"),
        ("goods_added", "070190,110100"),
        ("goods_added", "070190..110100"),
        ("goods_added", "²²²²²²"),
    ],
)
def test_a_bad_value_is_kept_out_and_named_and_the_rest_restored(name, text):
    """One sentence for the bad value, naming it; every other setting of the link is taken."""
    rest = {"programme_value": "1.5", "weights": "data"}
    scenario, problems = Scenario.from_query({name: text, **rest})
    assert scenario == of_first(programme_value=1.5, weights="data")
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"{name}: ") and "Allowed: " in str(problems[0])


def test_a_repeated_key_is_kept_out():
    """Two values for one setting are none; a list of one is a value."""
    scenario, problems = Scenario.from_query({"target": ["40", "50"], "target_year": ["2035"]})
    assert scenario == of_first(target_year=2035)
    assert [str(problem) for problem in problems] == ["target: it is given 2 times."]


def test_an_unknown_key_is_kept_out_with_the_nearest_name():
    """A mistyped key is named with what was probably meant; a foreign one is cut short."""
    scenario, problems = Scenario.from_query({"tarket": "40", "x" * 200: "1", "target": "40"})
    assert scenario == of_first(target=40.0)
    said = [str(problem) for problem in problems]
    assert said[0] == "There is no setting “tarket”. Did you mean “target”?"
    assert said[1] == f"There is no setting “{'x' * 40}”."


def test_keys_that_are_no_settings_are_passed_over():
    """Language, what the server adds, and what others hang on to count readers are not mistakes."""
    query = {"lang": "kk", "embed": "true", "embed_options": ["a", "b"], "target": "40", "fbclid": "IwAR0"}
    assert Scenario.from_query(query) == (of_first(target=40.0), [])
    del query["target"]
    assert Scenario.from_query(query) == (Scenario(), [])  # nothing of ours is no link of before


texts = st.one_of(
    st.text(max_size=12),
    st.floats().map(str),
    st.integers().map(str),
    st.sampled_from(["yes", "no", "nan", "1e999", "-1e999", "{}", "{name}", "070190", "in_total", "9" * 400]),
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.one_of(st.sampled_from([*SETTINGS, "self", "v", "cls"]), st.text(max_size=12)),
        st.one_of(texts, st.lists(texts, max_size=3)),
        max_size=6,
    )
)
def test_rubbish_in_a_link_never_raises(query):
    """Any keys and texts give a valid scenario and a sentence for each thing not restored."""
    scenario, problems = Scenario.from_query(query)
    assert isinstance(scenario, Scenario)
    restored = {name for name in query if name in SETTINGS}
    named = [str(problem) for problem in problems]
    assert all(sentence.endswith((".", "?")) for sentence in named)
    assert any(set(scenario.differs_from(one)) <= restored for one in (Scenario(), of_first()))
    unknown = [name for name in query if cleaned(name).strip() and not OURS.search(name.lower())]
    unknown = [name for name in unknown if name not in PAGE and not counts_readers(name) and query[name]]
    assert len(named) >= len(unknown)


# ── JSON with mistakes ───────────────────────────────────────────────────────────────────────────────────────


def wrapped(settings_, version=1):
    return json.dumps({"version": version, "scenario": settings_})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a scenario in JSON"),
        ("{", "not a scenario in JSON"),
        ("[]", "not a scenario in JSON"),
        ("null", "not a scenario in JSON"),
        ("[" * 100_000, "not a scenario in JSON"),
        ('{"version": 1}', "not a scenario in JSON"),
        (f'{{"version": 1, "scenario": {{"target": {"9" * 5000}}}}}', "not a scenario in JSON"),
        (wrapped({}, version=99), f"version 99; version {published.VERSION} is expected"),
        (wrapped({"target": 5}), "target: 5 is out of range"),
        (wrapped({"target": "40"}), "target: “40” is not a number"),
        (wrapped({"target": None}), "target"),
        (wrapped({"target": float("nan")}), "target: “nan” is not a number"),
        (wrapped({"tarket": 40}), "Did you mean “target”"),
        (wrapped({"goods_added": "070190"}), "goods_added"),
    ],
)
def test_json_that_is_no_scenario_is_refused_with_a_reason(text, reason):
    """Not JSON, not ours, another version, unknown names, bad values."""
    with pytest.raises(Refusal, match=reason):
        Scenario.from_json(text)


@pytest.mark.parametrize(
    "values",
    [
        {"start": {}},
        {"start": [[1]]},
        {"reading": [{}]},
        {"target": 10**400},
        {"target_year": 10**400},
        {"self": 1},
        {"exclude_aircraft": []},
        {"goods_added": {"070190": 1}},
    ],
)
def test_json_of_odd_shape_is_refused_too(values):
    """Lists and tables in place of a value, endless numbers and Python's own names are refused, not stumbled over."""
    with pytest.raises(Refusal, match=next(iter(values))):
        Scenario.from_json(wrapped(values))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.one_of(st.sampled_from(SETTINGS), st.text(max_size=8)), values, max_size=4))
def test_rubbish_in_json_raises_value_errors_only(settings_):
    """Any JSON gives a scenario or a Refusal with a sentence."""
    for text in (wrapped(settings_), json.dumps(settings_)):
        try:
            assert isinstance(Scenario.from_json(text), Scenario)
        except Refusal as error:
            assert str(error)


@given(st.text(max_size=60))
def test_any_text_as_json_raises_value_errors_only(text):
    """Any text at all gives a Refusal, for none of it is a scenario."""
    with pytest.raises(Refusal):
        Scenario.from_json(text)


def test_whole_numbers_written_with_a_point_are_whole():
    """20.0 goods in a file of another program are 20 goods, in every table."""
    scenario = Scenario.from_json(wrapped({"programme_goods": 20.0, "target_year": 2035.0}))
    assert type(scenario.programme_goods) is int and type(scenario.target_year) is int


@pytest.mark.parametrize("name", sorted(presets()))
def test_the_lines_of_python_give_the_results_that_are_shown(name):
    """Run as they stand, they end in the numbers of the page."""
    scenario = presets()[name].replace(organic_export_growth=0.0417, goods_added=("110100",))
    lines = scenario.to_python(*HEADLINES)
    names: dict[str, object] = {}
    head = [line for line in lines.splitlines() if not line.startswith("results[")]
    exec("\n".join(head), names)
    asked = [line for line in lines.splitlines() if line.startswith("results[")]
    assert len(asked) == len(HEADLINES)
    for line, outcome in zip(asked, HEADLINES, strict=True):
        assert eval(line, names) == pytest.approx(evaluate(scenario)[outcome], nan_ok=True)


@some
@given(scenarios())
def test_a_scenario_shows_itself_as_the_lines_that_make_it(scenario):
    """In a notebook and within the lines of Python: read as code, it is the same scenario."""
    assert eval(repr(scenario), {"Scenario": Scenario}) == scenario
    assert repr(scenario) in scenario.to_python()
    assert repr(Scenario()) == "Scenario()"


# ── Old links ────────────────────────────────────────────────────────────────────────────────────────────────

OLD = [
    line.split("\t")
    for path in LINKS
    for line in path.read_text(encoding="utf-8").splitlines()
    if line[:1] not in ("", "#")
]


@pytest.mark.parametrize(("link", "difference"), OLD, ids=[str(number) for number in range(1, len(OLD) + 1)])
def test_published_links_mean_what_they_meant(link, difference):
    """A link or code that was once given out opens the scenario it stood for, by the settings of its time."""
    if link.startswith("?"):
        query = parse_qs(link[1:], keep_blank_values=True)
        scenario, problems = Scenario.from_query(query)
        assert not problems
    else:
        scenario = Scenario.from_code(link)
    then = json.loads(difference)
    if "commodity_price_change" in then:
        price = then.pop("commodity_price_change")
        then |= {f"{kind}_price_change": price for kind in ("oil", "gas", "metals", "uranium", "grain")}
    if "volatility_scale" in then:
        then["swings"] = then.pop("volatility_scale")
    assert json.loads(json.dumps(scenario.differs_from(of_first()))) == then


@pytest.mark.parametrize(
    ("query", "turnover"),
    [
        ({"v": "1", "fp": "x"}, 32.1513380774463),
        ({"target": "40"}, 32.1513380774463),
        (
            {"programme_value": "0", "lane_dostyk": "no", "lane_maikapchagai": "no", "lane_kalzhat": "no"},
            31.118153149331143,
        ),
        ({"start": "cn_2022"}, 41.456154753713776),
        # and with what the rails can carry, of which 2022 is known alone
        (
            {
                "respect_capacity": "yes",
                "goods_delivered": "90",
                "realisation": "0.6",
                "displacement": "0.25",
            },
            31.413231294426986,
        ),
    ],
)
def test_links_of_before_give_the_points_of_before(query, turnover):
    """What the first two versions gave on the data of today, seen from the start: where no programme ran before it."""
    assert evaluate(Scenario.from_query(query)[0])["turnover_at_target"] == pytest.approx(turnover, rel=1e-12)


def test_a_price_of_before_is_the_price_of_every_kind_and_refused_once():
    scenario, problems = Scenario.from_query({"commodity_price_change": "0.2"})
    kinds = ("oil", "gas", "metals", "uranium", "grain")
    assert (scenario, problems) == (of_first(**{f"{kind}_price_change": 0.2 for kind in kinds}), [])
    scenario, problems = Scenario.from_query({"commodity_price_change": "much", "target": "40"})
    assert scenario == of_first(target=40) and len(problems) == 1
    assert Scenario.from_query({"commodity_export_share": "0.77"}) == (of_first(), [])
    scenario, (gone,) = Scenario.from_query({"commodity_export_share": "0.8"})
    assert scenario == of_first() and "no setting any more" in str(gone)


def test_the_list_of_published_links_only_grows():
    """The first eight lines are fixed for ever; new ones go below."""
    first = "\n".join("\t".join(parts) for parts in OLD[:8])
    assert hashlib.sha256(first.encode()).hexdigest() == FIRST_LINKS


FIRST_LINKS = "b305469e5942ebb96c7e663e61f7850995f027fcc882c7c2ef43a20c282c767c"
