"""The catalogues: complete, with the same places to fill in, each in its own script and signs, by the glossary."""

import re
import string
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from pages.parts import catalogue, languages, words

OTHERS = [code for code in languages.known() if code != languages.USUAL]
FORMS = {"ru": 3, "kk": 2, "zh": 1}
# names, and what programs and files are called, in every language the same
LATIN = {
    *(
        "ARIMA",
        "BACI",
        "Brent",
        "CAREC",
        "CRPS",
        "CSV",
        "Decreux",
        "ETS",
        "Excel",
        "Fi",
        "HS",
        "HTML",
        "JSON",
        "MIT",
    ),
    *(
        "PDF",
        "PPTX",
        "PostgreSQL",
        "PowerPoint",
        "Python",
        "QR",
        "SQLite",
        "Sobol",
        "Spies",
        "UTF",
        "Wi",
        "XLSX",
    ),
    *(
        "ZIP",
        "ROADS_DATABASE",
        "address",
        "http",
        "https",
        "ln",
        "Inputs",
        "MB",
        "ranges",
        "scenario",
        "version",
    ),
}


@cache
def translated(code: str) -> Catalog:
    with (languages.CATALOGUES / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


@cache
def messages() -> list[tuple[str | tuple[str, str], str | None]]:
    return [(one.id, one.context) for one in catalogue.catalogue() if one.id]


def forms(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def pairs(code: str):
    """Each English text with each form of its translation."""
    for one in translated(code):
        if one.id:
            yield from ((forms(one.id)[-1], text) for text in forms(one.string))


def fields(text: str) -> list[str]:
    return sorted({name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name})


def bare(text: str) -> str:
    return re.sub(r"\{[^}]*\}", " ", text)


def test_every_language_of_the_switch_has_its_catalogue():
    assert languages.known() == list(languages.OWN_NAMES)


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_all_texts_and_no_others(code):
    found = {(one.id, one.context): one for one in translated(code) if one.id}
    missing = [key for key in messages() if key not in found]
    assert missing == [], f"{len(missing)} are missing"
    assert [key for key in found if key not in set(messages())] == []
    assert [one.id for one in found.values() if one.fuzzy or not all(forms(one.string))] == []
    assert not translated(code).obsolete
    for one in found.values():
        assert len(forms(one.string)) == (FORMS[code] if isinstance(one.id, tuple) else 1), one.id


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_places_of_its_text(code):
    """The forms for one and for many may differ in whether they name the number."""
    for one in translated(code):
        if one.id:
            allowed = {tuple(fields(text)) for text in forms(one.id)}
            assert all(tuple(fields(text)) in allowed for text in forms(one.string)), one.id
            assert all(text.count("**") == forms(one.id)[0].count("**") for text in forms(one.string)), one.id


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_is_in_its_own_script(code):
    wrong = []
    for _english, text in pairs(code):
        if latin := set(re.findall(r"[A-Za-z_]{2,}", bare(text))) - LATIN:
            wrong.append((text, latin))
    assert wrong == []


@pytest.mark.parametrize("code", ["ru", "kk"])
def test_cyrillic_has_its_own_signs(code):
    for english, text in pairs(code):
        assert not re.search(r"[“”„\"]", text), text
        assert not re.search(r"[\d}] %", text), f"a space that breaks: {text}"
        assert text.count("«") == text.count("»"), text
        assert not re.search(r"[一-鿿]", text), text
        if english.endswith(".") and not english.endswith("..."):
            assert text[-1] in ".!?»)}", text


def test_russian_has_no_kazakh_letter_and_kazakh_is_not_russian():
    kazakh = re.compile("[әғқңөұүһі]", re.IGNORECASE)
    assert [text for _english, text in pairs("ru") if kazakh.search(text)] == []
    letters = re.compile("[а-яёәғқңөұүһі]", re.IGNORECASE)
    found = (text for _english, text in pairs("kk") if not kazakh.search(text))
    assert [text for text in found if len(letters.findall(bare(text))) > 60] == []


def test_chinese_has_its_own_signs():
    for _english, text in pairs("zh"):
        said = re.sub(r"https?://[\w.:/]*|\d{6}\.\d{6}", " ", bare(text))
        assert not re.search(r"[а-яА-Я]", said), text
        assert not re.search(r"[一-鿿][,;:!?.]|[,;!?][一-鿿]", said), text
        assert not re.search(r"[()]", said), text
        assert said.count("“") == said.count("”") and said.count("（") == said.count("）"), text


GLOSSARY = {
    "turnover": ("товарооборот", "тауар айналым", "贸易额"),
    "Xinjiang": ("Синьцзян", "Шыңжаң", "新疆"),
    "customs": ("тамож", "кеден", "海关"),
    "assumption": ("допущени", "жорамал", "假设"),
    "scenario": ("сценари", "сценари", "情景"),
    "corridor": ("коридор", "дәліз", "通道"),
    "investment": ("инвести", "инвестиция", "投资"),
    "displacement": ("вытесн", "ығыстыр", "替代"),
    "re-exports": ("реэкспорт", "реэкспорт", "转口"),
    "unused potential": ("использованн", "пайдаланылмаған әлеует", "未利用潜力"),
    "facilitator": ("ведущ", "жүргізуші", "主持人"),
    "checkpoint": ("пункт", "пункт", "口岸"),
    "value added": ("добавленн", "қосылған құн", "增加值"),
    "equipment": ("оборудовани", "жабды[қғ]", "设备"),
    "tonnes": ("тонн", "тонна", "吨"),
    "capacity": ("мощност|способност|загрузк", "қуат|қабілет|жүктелу", "能力|容量"),
}


@pytest.mark.parametrize("term", GLOSSARY)
def test_a_term_is_the_glossary_s(term):
    for code, stem in zip(("ru", "kk", "zh"), GLOSSARY[term], strict=True):
        said = [
            (english, text)
            for english, text in pairs(code)
            if re.search(rf"\b{re.escape(term)}\b", bare(english), re.IGNORECASE)
        ]
        kept = [text for _english, text in said if re.search(stem, text, re.IGNORECASE)]
        assert said and len(kept) >= 0.8 * len(said), [pair for pair in said if pair[1] not in kept][:5]


@pytest.mark.parametrize("code", OTHERS)
def test_a_name_between_stars_is_the_one_that_the_pages_show(code):
    """A kit that calls a button otherwise than the page does sends its reader astray."""
    star = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
    with words.speaking(code):
        for english, text in pairs(code):
            names = [words._(name) for name in star.findall(english)]
            assert sorted(star.findall(text)) == sorted(names), text
