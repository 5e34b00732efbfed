"""What leaves with a chart can be published: whose figures, which model, whose licence, where; the few sources first."""

import io
import re
from html import unescape
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from engine import SOURCES, Case, Scenario
from pages.parts import citations, exhibits, pictures

CASE = Case(Scenario(programme_value=1.5))
LINK = "https://road.example/compare?s=" + quote("План %W ЖОЛ " * 12)


def picture(kind, foot, key="path"):
    made = exhibits.ALL[key](CASE)
    return pictures.drawn(kind, made.chart("light"), made.data, made.finding, made.caption(), foot=foot)


@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_the_foot_of_a_picture_is_read_back_whole(kind):
    foot = citations.foot(exhibits.ALL["path"](CASE), LINK)
    file = picture(kind, foot)
    if kind == "svg":
        text = " ".join(re.findall(r"<text [^>]*>([^<]+)</text>", file.decode()))
    else:
        text = PdfReader(io.BytesIO(file)).pages[0].extract_text()
    text = re.sub(r"\s+", " ", unescape(text))
    assert "Data: United Nations Comtrade" in text and "Bureau of National Statistics of Kazakhstan" in text
    assert "to 2025." in text and "Model: Road to 35, version 0." in text and "Licence: MIT" in text
    bare = text.replace(" ", "")
    assert all(line.replace(" ", "") in bare for line in foot) and LINK in bare


def test_nothing_of_the_foot_is_cut_off():
    """There is paper around it, on all sides; without a foot the picture is as it was."""
    plain = Image.open(io.BytesIO(picture("png", ()))).convert("L")
    footed = Image.open(
        io.BytesIO(
            picture(
                "png",
                (LINK, "名称 " * 60, "Данные: Бюро национальной статистики Казахстана, таможня Китая. " * 6),
            )
        )
    ).convert("L")
    assert footed.width == plain.width and footed.height > plain.height + 100
    assert np.array_equal(np.asarray(footed)[: plain.height - 40], np.asarray(plain)[:-40])
    below = np.asarray(footed)[plain.height :]
    assert (
        below.min() < 128
        and below[:, -24:].min() > 250
        and below[-8:].min() > 250
        and below[:, :24].min() > 250
    )


def test_a_table_of_the_reader_s_own_is_said():
    from tests.test_pictures import products_from, table

    foot = citations.foot(exhibits.ALL["basket"](Case(products=products_from(table("x")))), "")
    assert "a product table of the reader's own" in foot[0] and "BACI" not in foot[0]


# ── The few sources that matter first ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("key", exhibits.ALL)
def test_the_sources_that_matter_come_first_and_none_is_lost(key):
    """Those of most drawn rows before those that only the model's settings rest on."""
    exhibit = exhibits.ALL[key](CASE)
    ranked = exhibit.ranked
    assert sorted(s.id for s in ranked) == sorted(s.id for s in exhibit.sources)
    short = citations.main("x", "", ranked).split("\n\n")
    assert 2 <= len(short) <= 1 + citations.MAIN
    whole = citations.whole("x", "", ranked)
    assert all(s.title in whole for s in ranked if s.id != citations.OWN)
    assert ("It also rests on:" in whole) == (len([s for s in ranked if s.id != "own"]) > citations.MAIN)
    if "source" in exhibit.shown:
        drawn = " ".join(exhibit.shown["source"].fillna("")).split()
        most = max((drawn.count(s.id) for s in ranked if s.url), default=0)
        assert drawn.count(ranked[0].id) == most


def test_turnover_rests_on_three_producers_first():
    """Of the years that it opens with: China's reports, the bureau's newest years, and the statement."""
    names = [source.id for source in exhibits.ALL["path"](CASE).ranked[:4]]
    assert names == ["comtrade_chn", "wits_kaz", "bns_countries", "kazinform_2023"]


# ── The original publisher before the copy ───────────────────────────────────────────────────────────────────


def test_what_was_read_in_a_copy_says_so():
    """No repository of somebody else's is a publisher; nor is a page that its own record calls a copy."""
    for key, source in SOURCES.items():
        read = "github.com" in source.url or "We read a copy on another site" in source.steps
        assert source.copy or not read, key
        assert not re.search(r"\b(copy|mirror|quoted by)\b", source.producer), key
        assert ("(read in a copy)" in citations.theirs(source)) == source.copy, key
    text = citations.theirs(SOURCES["bns_trade"])
    assert text.startswith("Bureau of National Statistics of Kazakhstan: Foreign trade")
    assert text.index("(read in a copy)") < text.index("https://github.com/")
