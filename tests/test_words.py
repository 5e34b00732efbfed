"""Numbers as readers see them, and the catalogue of strings."""

import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from engine import OUTCOMES, PARAMETERS
from engine.message import Amount, Message
from pages.parts import catalogue, languages, words

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.04829159, "1/year", "4.8 % a year"),
        (0.0909090, "share", "9.1 %"),
        (35, "usd_bn/year", "$35.0 bn"),
        (2030, "year", "2030"),
        (1680, "goods", "1,680 goods"),
        (1, "goods", "1 good"),
        (-1, "goods", "−1 good"),
        (0, "years", "0 years"),
        (1.0, "years", "1 year"),
        (1, "hours", "1.0 hours"),
        (-0.02, "1/year", "−2.0 % a year"),
        (-0.0001, "share", "0.0 %"),
        (7.407, "usd_mn/year", "$7.4 mn"),
        (float("inf"), "years", "–"),
        (float("nan"), "share", "–"),
    ],
)
def test_a_number_is_written_with_its_unit(value, unit, expected):
    assert words.number(value, unit) == expected


def test_every_unit_of_the_model_can_be_written():
    units = {q.unit for q in PARAMETERS.values()} | {o.unit for o in OUTCOMES.values()}
    assert units <= set(words.UNITS)
    assert {q.unit for q in PARAMETERS.values() if q.is_number} <= set(words.FORMS)


def test_a_sentence_of_the_engine_is_written_with_its_numbers():
    said = Message("{a} before {b}", {"a": Amount(35, "usd_bn/year"), "b": Message("{c}", {"c": "now"})})
    assert words.message(said) == "$35.0 bn before now"
    assert str(said) == "35 usd_bn/year before now"


RUSSIAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "{n} good"
msgid_plural "{n} goods"
msgstr[0] "{n} товар"
msgstr[1] "{n} товара"
msgstr[2] "{n} товаров"

msgid "{n} hour"
msgid_plural "{n} hours"
msgstr[0] "{n} час"
msgstr[1] "{n} часа"
msgstr[2] "{n} часов"

msgid "Open"
msgstr "Открыть"

msgctxt "state"
msgid "Open"
msgstr "Открыт"

#, fuzzy
msgid "Sources"
msgstr "Ключи"
"""


@pytest.fixture
def russian(tmp_path, monkeypatch):
    """A few texts of a translator's file, in which the test then speaks."""
    (tmp_path / "ru.po").write_text(RUSSIAN, encoding="utf-8")
    monkeypatch.setattr(languages, "CATALOGUES", tmp_path)
    words.catalogue.cache_clear()
    with words.speaking("ru"):
        yield
    words.catalogue.cache_clear()


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 товар"),
        (2, "2 товара"),
        (5, "5 товаров"),
        (11, "11 товаров"),
        (121, "121 товар"),
        (0, "0 товаров"),
    ],
)
def test_a_phrase_takes_the_form_of_its_number(russian, n, said):
    assert words.number(n, "goods") == words.several("{n} good", "{n} goods", n) == said


def test_a_fraction_takes_the_form_of_two_in_the_dial_as_well(russian):
    assert words.number(2.5, "hours") == "2,5 часа"
    assert words.number(5, "hours") == "5,0 часа"
    assert words.several("{n} hour", "{n} hours", 2.5) == "2,5 часа"
    assert words.phrases("hours") == {
        "one": "{n} час",
        "few": "{n} часа",
        "many": "{n} часов",
        "other": "{n} часа",
    }


def test_a_text_is_translated_by_its_context_and_stays_english_where_nobody_is_sure(russian):
    assert (words._("Open"), words.in_context("state", "Open")) == ("Открыть", "Открыт")
    assert words.in_context("elsewhere", "Open") == "Open"
    assert words._("Sources") == "Sources"  # the translator marked it as doubtful


def test_a_bound_function_speaks_the_language_in_which_it_was_offered(russian):
    offered = words.bound(lambda: words.number(5, "goods"))
    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(words.number, 5, "goods").result() == "5 goods"
        assert elsewhere.submit(offered).result() == "5 товаров"


def test_sentences_and_lists_are_joined_by_the_catalogue():
    assert words.sentence("Trade grows") == "Trade grows."
    assert words.together("One.", "", "Two.", "Three.") == "One. Two. Three."
    assert words.listed(["a, b", "c"]) == "a, b; c"
    assert words.together() == words.listed([]) == ""


def test_the_catalogue_on_file_is_the_catalogue_of_the_code():
    """`make messages` writes it anew."""
    assert catalogue.TEMPLATE.read_bytes() == catalogue.written()


def test_the_catalogue_has_strings_of_code_engine_and_data():
    texts = {message.id for message in catalogue.catalogue()}
    assert {"Overview", "the cell is empty", PARAMETERS["target"].title, "as stated"} <= texts
    assert ("{n} good", "{n} goods") in texts
    assert catalogue.catalogue().get("{finding}.", "sentence")


def test_the_catalogue_has_what_a_call_says_and_nothing_that_it_looks_up():
    source = """
_("One " "whole")
words._(row["title"])
_(PRESETS["no_policy"]["title"])
_({"a": N_("looked up")}.get(key, "a"))
several("{n} lorry", "{n} lorries", n)
several(*pair, n)
N_("{n} train", "{n} trains")
in_context("axis", "Up")
Message("“{name}” is unknown.", {"name": "target"})
st.write("not ours")
"""
    assert set(catalogue.texts(ast.parse(source))) == {
        catalogue.Text("One whole"),
        catalogue.Text("looked up"),
        catalogue.Text("{n} lorry", "{n} lorries"),
        catalogue.Text("{n} train", "{n} trains"),
        catalogue.Text("Up", context="axis"),
        catalogue.Text("“{name}” is unknown."),
    }


SOURCES = sorted({ROOT / "app.py", *ROOT.glob("pages/**/*.py"), *ROOT.glob("engine/**/*.py")})


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_text_is_whole_where_it_is_translated(path):
    """Written out, or looked up as it is: a text that is put together first stands in no catalogue."""
    found = [ast.unparse(call) for call in made_up(ast.parse(path.read_text(encoding="utf-8")))]
    assert not found, found


def made_up(tree):
    """Calls that translate what is neither a literal nor a look-up."""
    for name, call in catalogue.calls(tree):
        texts = call.args[: catalogue.KEYWORDS[name]]
        looked_up = name in ("_", "Message") and (isinstance(texts[0], LOOK_UPS) or is_get(texts[0]))
        spread = name == "several" and isinstance(texts[0], ast.Starred)
        if not (looked_up or spread or all(isinstance(text, ast.Constant) for text in texts)):
            yield call


LOOK_UPS = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant)


def is_get(node):
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get"


def test_a_text_that_is_put_together_is_seen():
    good = "_('a'); _(row.title); _(NAMES[key]); Message(OUTCOMES[name].title); _(NAMES.get(key, key)); several(*pair, n)"
    assert not list(made_up(ast.parse(good)))
    bad = "_(f'{a}'); _('a' + b); _('a' if b else c); _('a {b}'.format(b=b)); N_(title); several(one, 'many', n); in_context(kind, 'a')"
    assert len(list(made_up(ast.parse(bad)))) == 7
