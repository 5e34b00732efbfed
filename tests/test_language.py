"""Every sentence can be said in another language: on every page, in every refusal, in a file that is made later."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from engine import PARAMETERS, Scenario, comparison
from engine.load import PRODUCTS, products_from
from engine.message import Refusal
from engine.study import Study
from pages.parts import exhibits, ranges, words
from pages.parts.sitemap import PAGES
from tests import pseudo
from tests.test_pages import ROOT, opened
from tests.test_scenario import coded

OTHER = Scenario(start="cn_2023", programme_goods=10, target=77.5, goods_added=("010121",), fdi_lag=1)


@pytest.fixture
def elsewhere():
    """All readers of this process are told everything in another language."""
    with pseudo.spoken():
        yield


def untranslated(texts):
    """Texts with words in plain English, or with a place that nobody has filled in."""
    return [text for text in texts if pseudo.plain_english(text) or re.search(r"[{}]", text)]


def test_what_was_never_translated_is_seen():
    assert pseudo.plain_english("⟦Ťŕáďé⟧ grows ⟦with {n}⟧ by 3 % a year") == ["grows", "with", "year"]
    kept = "Kazinform, https://kazinform.kz/some/page, target: organic_export_growth, Road to 35"
    assert pseudo.plain_english(kept) == []
    assert untranslated([pseudo.pseudo("Trade of {amount}"), pseudo.pseudo("Trade")]) == [
        pseudo.pseudo("Trade of {amount}")
    ]


def test_the_language_is_longer_and_keeps_what_is_filled_in():
    text = pseudo.pseudo("Growth of {n} % a year is needed")
    assert "{n}" in text and len(text) > 1.3 * len("Growth of {n} % a year is needed")


@pytest.mark.parametrize("page", list(PAGES))
def test_every_sentence_of_a_page_goes_through_the_catalogue(page, elsewhere):
    """With all that can be opened on it, and settings that bring remarks."""
    at = pseudo.open_all(opened(page, OTHER.to_query()))
    assert not at.exception
    texts = list(pseudo.said(at))
    assert len(texts) > 300  # with the dials' notes and the charts' labels
    assert untranslated(texts) == []


# ── What is refused ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_rotten_link_is_told_in_the_reader_s_language(elsewhere):
    link = {
        "target": "4000",
        "programme_value": "0,5",
        "start": "abc",
        "lane_kalzhat": "2",
        "goods_added": "12",
    }
    link |= {"fp": "1~2~3~4", "data": "2020-01-01", "v": "9", "xyz": "1", "fdi_lag": "1.5", "fdi_lagg": "3"}
    at = opened("app.py", link)
    (told,) = at.warning
    assert told.value.count("⟦") > len(link)  # a sentence for each
    assert untranslated(pseudo.said(at)) == []


PASTED = {
    "letters that no code has": "UUU",
    "a code with a slip": "0410-0000",
    "a code of another version": coded(bytes([9])),
    "a code that ends early": coded(bytes([1, 2])),
    "a code of a value out of range": coded(bytes([1, 2, 16, 2])),
    "no JSON": "{",
    "JSON of a version to come": '{"version": 9, "scenario": {}}',
    "settings as a list": '{"version": 1, "scenario": []}',
    "a name that is none": '{"version": 1, "scenario": {"xyz": 1}}',
    "a text for a number": '{"version": 1, "scenario": {"target": "x"}}',
    "an endless number": f'{{"version": 1, "scenario": {{"target": {"9" * 5000}}}}}',
    "no comparison": '{"comparison": 3}',
    "an endless comparison": f'{{"comparison": {"9" * 5000}}}',
    "an empty comparison": '{"version": 1, "baseline": 0, "comparison": []}',
    "a comparison with rotten parts": "?s=a~UUU&s=~0410&base=7",
}


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED)
def test_a_pasted_text_is_refused_in_the_reader_s_language(text, elsewhere):
    at = opened("app.py")
    at.session_state["open"] = True
    at.run().text_input(key="open.text").set_value(text)
    at.button(key="open.go").click().run()
    assert not at.exception and len(at.warning) == 1
    assert untranslated(pseudo.said(at)) == []


def test_typed_nonsense_is_refused_in_the_reader_s_language(elsewhere):
    at = opened("pages/goods.py")
    at.session_state["method"] = True
    at.run().text_input(key="basket.goods_added").set_value("999999").run()
    assert at.warning and untranslated(pseudo.said(at)) == []
    typed = ranges._refusal(PARAMETERS["realisation"], 0.9, 0.1)
    assert untranslated([words.message(typed)]) == []


def test_a_full_shelf_and_a_reader_s_own_names_are_told_in_the_reader_s_language(elsewhere):
    scenario = "~" + Scenario(target=40).to_code()
    at = opened("pages/compare.py", {"s": [scenario] * comparison.MOST})
    assert len(at.warning) == 1
    at.session_state["shelf"] = True
    at.run().button(key="shelf.cautious").click().run()
    assert len(at.warning) == 1 and untranslated(pseudo.said(at)) == []


TABLES = {
    "no text": "Мука".encode("cp1251"),
    "empty": b"",
    "an open quotation": b'hs6\n"1',
    "too many cells": b"a\nb,c\n",
    "no column": b"abc\n1\n",
    "no rows": PRODUCTS.table.head(0).to_csv(index=False).encode(),
    "a code twice": pd.concat([PRODUCTS.table.head(1)] * 2).to_csv(index=False).encode(),
    "no chapter": PRODUCTS.table.head(1).assign(hs6="999999").to_csv(index=False).encode(),
    "no code": PRODUCTS.table.head(1).assign(hs6="12").to_csv(index=False).encode(),
    "no number": PRODUCTS.table.head(1).assign(exports_usd="x").to_csv(index=False).encode(),
    "below zero": PRODUCTS.table.head(1).assign(exports_usd="-1").to_csv(index=False).encode(),
    "an empty cell": PRODUCTS.table.head(1).assign(exports_usd="").to_csv(index=False).encode(),
}


@pytest.mark.parametrize("content", TABLES.values(), ids=TABLES)
def test_a_table_is_refused_in_the_reader_s_language(content, elsewhere):
    with pytest.raises(Refusal) as refusal:
        products_from(BytesIO(content))
    assert untranslated([words.message(refusal.value.message)]) == []


def test_an_unknown_chart_is_told_in_the_reader_s_language(elsewhere, monkeypatch):
    monkeypatch.setattr("pages.parts.embed.asked", lambda: True)
    at = opened("app.py", {"chart": "xyz"})
    (told,) = at.warning
    names = re.compile("|".join(exhibits.ALL))  # as addresses write them
    assert untranslated([names.sub("", told.value)]) == []


# ── A switch of language ─────────────────────────────────────────────────────────────────────────────────────


KEPT = ("study_of_session", "notices_of_session", "address_of_session", "upload_problem", "alt.")


@pytest.mark.parametrize("page", ["app.py", "pages/compare.py", "pages/goods.py"])
def test_nothing_that_a_session_keeps_stays_in_the_old_language(page):
    """Kept scenarios, steps of history, a refusal, a QR code, a chart's alternative text while a dial moves."""
    at = pseudo.open_all(opened(page, OTHER.to_query()))
    if page == "pages/goods.py":
        at.file_uploader(key="upload").upload("table.csv", b"").run()
        assert at.error
    at.text_input(key="open.text").set_value("UUU")
    at.button(key="open.go").click().run()
    assert at.warning and any(map(pseudo.plain_english, pseudo.said(at)))
    with pseudo.spoken():
        # another test run: this one would send its lists' choices in the old words
        again = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key in at.session_state._state.filtered_state:
            if key.startswith(KEPT):
                again.session_state[key] = at.session_state[key]
        again.query_params.update(at.query_params)
        again.switch_page(page)
        for shown in (OTHER.replace(target=50), OTHER):  # a dial that moves, and one that rests
            again.session_state["study_of_session"].now = Study(shown)
            pseudo.open_all(again.run())
            assert again.warning and len(again.error) == len(at.error)
            assert untranslated(pseudo.said(again)) == []


def test_a_download_comes_in_the_language_of_the_page_that_offered_it(monkeypatch):
    """Streamlit makes the file later, in another thread, which knows nothing of the reader."""
    offered = {}
    monkeypatch.setattr(st, "download_button", lambda _label, data, key="", **_: offered.update({key: data}))
    with pseudo.known():
        with pseudo.spoken_by_all():
            at = opened("app.py")
            at.session_state["save"] = True
            at.run()
        assert words.language() == "en"
        with ThreadPoolExecutor(1) as elsewhere:
            made = {key: elsewhere.submit(data).result() for key, data in offered.items() if key in LATER}
    assert "⟦" in made["csv.path"].decode("utf-8-sig").splitlines()[0]
    assert f'lang="{pseudo.LANGUAGE}"' in made["html"] and "⟦" in made["html"]


LATER = ("csv.path", "html")
