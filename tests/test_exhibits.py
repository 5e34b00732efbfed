"""Every chart of every page is whole: finding, alternative text, table, files, citation, and a place in other pages."""

import csv
import io
import re
import subprocess
import sys
from html import escape, unescape
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pandas as pd
import pytest
import streamlit
from PIL import Image

from engine import OUTCOMES, PARAMETERS, SOURCES, Case, Scenario, __version__, presets
from engine.load import STARTING_POINTS
from engine.model import grades_of, sources_of
from pages.parts import citations, exhibits
from pages.parts.exhibits.exhibit import wide
from tests.browser.screen import DRAWN, FILES, PAGES, figures
from tests.test_pages import ROOT, lives, now, opened

SCENARIO = Scenario(programme_value=1.5, realisation=0.8)
HOST = "https://road.example/"


def walked(monkeypatch, path):
    """A page whose every chart has been asked for what can be taken away, and its files by key."""
    files = {}
    monkeypatch.setattr("pages.parts.address.page", lambda: HOST)

    def button(label, data, key, **rest):
        files[key] = data
        return False

    monkeypatch.setattr(streamlit, "download_button", button)
    at = opened(FILES[path], SCENARIO.to_query())
    for key in figures(path):
        at.session_state[f"more.{key}"] = True
        at.session_state[f"table.{key}"] = True
    at.run()
    assert not at.exception
    return at, files


@pytest.mark.parametrize("path", DRAWN)
def test_every_chart_is_whole(path, monkeypatch):
    """Finding as heading, the same as alternative text, a table, CSV, SVG, citation with sources, embedding."""
    at, files = walked(monkeypatch, path)
    headings = [e.value.removeprefix("## ").replace("\\", "") for e in at.markdown if e.value[:3] == "## "]
    headings += [live["finding"] for live in lives(at)]
    charts = at.get("vega_lite_chart")
    assert len(charts) == len(figures(path))
    codes = [code.value for code in at.code]
    tables = [table.value.to_csv(index=False) for table in at.dataframe]
    for key, chart in zip(figures(path), charts, strict=True):
        finding = chart.proto.alt
        assert finding in headings and len(finding) > 20, key
        file = files[f"csv.{key}"]().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(file)))
        assert len(rows) > 3 and len(rows[0]) >= 2
        assert file in tables, key
        svg = files[f"svg.{key}"]()
        text = re.sub(r"\s+", " ", " ".join(re.findall(r">([^<>]+)</", svg.decode())))
        assert finding[:40] in unescape(text) and f"Model: Road to 35, version {__version__}" in text
        assert "Licence: MIT" in text and "Data: " in text
        assert svg.count(b"<path") > 5, key  # something is drawn
        cited = next(code for code in codes if f"“{finding}”" in code)
        link = re.search(r"https://road.example/\S+", cited).group()
        assert link in unescape(text).replace(" ", "")  # the same, however its lines are broken
        assert f"version {__version__}" in cited
        if (
            key not in exhibits.ALL
        ):  # the comparison: its own link leads to it, and no address of a single chart
            assert "s=No%20policy" in cited and not any("<iframe" in code for code in codes)
            continue
        assert re.search(r"\?v=\d+\.\d{6}\.[0-9a-z]{30}&", cited)
        assert cited.count("\n\n") >= 1 and re.search(
            r"https?://\S+ Read (and archived )?\d+ \w+ 20\d\d", cited
        )
        frames = [code for code in codes if f"chart={key}&amp;" in code]
        assert len(frames) == 2 and sum("frozen=yes" in code for code in frames) == 1


def test_an_embedded_chart_bears_the_name_of_what_it_will_show():
    """A reader's own choice on the page, here another baseline, is in no link: the line says what the link shows."""
    at = opened("pages/answers.py", SCENARIO.to_query())
    at.session_state["baseline"] = "proposal"
    at.session_state["more.moved"] = True
    at.run()
    (chart, _reach) = at.get("vega_lite_chart")
    frames = [code.value for code in at.code if code.value.startswith("<iframe")]
    shown = exhibits.ALL["moved"](Case(SCENARIO)).finding
    assert chart.proto.alt != shown and len(frames) == 2
    assert all(f'title="{escape(shown)}"' in line for line in frames)


def test_a_png_has_twice_the_pixels_and_a_pdf_is_one(monkeypatch):
    _at, files = walked(monkeypatch, "")
    png = Image.open(io.BytesIO(files["png.path"]()))
    assert png.format == "PNG" and png.width > 1800
    assert len(png.convert("RGB").getcolors(1 << 24)) > 20
    assert files["pdf.path"]().startswith(b"%PDF-")


# ── The list of all charts ───────────────────────────────────────────────────────────────────────────────────


def test_every_chart_of_a_page_can_be_embedded_and_put_into_documents():
    """All but the comparison's, which needs more than one scenario; what moved the number stands on two pages."""
    assert [path for path in PAGES if not figures(path)] == ["workshop", "sources"]
    assert "moved" in figures("") and "moved" in figures("answers")
    found = sorted(key for path in PAGES for key in figures(path))
    assert found == sorted([*exhibits.ALL, "paths", "moved"])


@pytest.mark.parametrize("path", DRAWN)
def test_a_chart_stands_where_it_says(path):
    """Documents show a page's charts in the page's own order."""
    at_home = [key for key, make in exhibits.ALL.items() if sys.modules[make.__module__].PLACE[0] == path]
    assert [key for key in figures(path) if key in at_home] == at_home


@pytest.mark.parametrize("key", exhibits.ALL)
def test_what_a_chart_names_exists(key):
    """Its results and dials are the engine's; its plain form has the same numbers, whole and in words."""
    exhibit = exhibits.ALL[key](Case(SCENARIO))
    assert exhibit.key == key
    assert set(exhibit.outcomes) <= set(OUTCOMES)
    assert exhibit.outcomes or exhibit.shown["source"].ne("").all()  # of results, or all of it observed
    assert set(exhibit.dials) <= set(PARAMETERS)
    if exhibit.plain is None:
        assert key in ("grid", "crossings", "reach")  # maps and grids: no office program draws them
        return
    assert exhibit.plain.kind in ("line", "bar", "stacked")
    frame = exhibit.plain.wide()
    assert frame.index.is_unique and frame.columns.is_unique and len(frame) > 1
    assert all(isinstance(name, str) and name for name in frame.columns)
    numbers = frame.to_numpy(dtype=float)
    assert not np.isnan(numbers).all(axis=0).any()
    drawn = exhibit.data.select_dtypes("number").to_numpy(dtype=float)
    finite = numbers[~np.isnan(numbers)]
    if key == "moved":  # a bar is drawn from where it begins to where it ends
        drawn = (exhibit.data["end"] - exhibit.data["start"]).to_numpy()
    if key != "fan":  # there the chart draws bands, the plain form their edges as lines
        assert all(np.isclose(drawn, value).any() for value in finite)


@pytest.mark.parametrize("name", sorted(presets()))
def test_every_chart_of_every_ready_made_scenario_has_a_finding(name):
    for key, make in exhibits.ALL.items():
        assert len(make(Case(presets()[name])).finding) > 20, key


def test_a_tidy_table_becomes_a_wide_one_in_its_own_order():
    frame = pd.DataFrame(
        {"year": [2024, 2022, 2023], "who": ["b", "b", "a"], "n": [3.0, 1.0, 2.0]},
    )
    table = wide(frame, "year", "who", "n")
    assert list(table.index) == [2022, 2023, 2024] and list(table.columns) == ["b", "a"]
    assert table["b"].tolist()[::2] == [1.0, 3.0] and np.isnan(table.loc[2023, "b"])
    assert list(wide(frame, "who", "year", "n").index) == ["b", "a"]


def test_no_page_waits_for_what_makes_files():
    """Pictures, slides, the brief, workbooks and QR codes are made by what is imported when somebody asks for them."""
    makers = {"vl_convert", "pptx", "typst", "xlsxwriter", "segno"}
    code = f"import sys, pages.parts.frame, pages.parts.share; print({makers!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "set()"


# ── Citations ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_citation_names_producer_title_address_and_the_day_it_was_archived():
    text = citations.theirs(SOURCES["baci_2024"])
    assert SOURCES["baci_2024"].title in text and SOURCES["baci_2024"].url in text
    assert "Read and archived 24 November 2026: data/products_2024.csv" in text
    assert "archived" not in citations.theirs(SOURCES["kazinform_2023"])


def test_a_citation_of_a_page_holds_its_title_link_and_sources():
    at = opened("pages/goods.py", SCENARIO.to_query())
    at.session_state["cite"] = True
    at.run()
    (text,) = [code.value for code in at.code if "135 goods" in code.value]
    link = re.search(r"\S*\?\S+", text).group()
    assert dict(parse_qsl(urlsplit(link).query)).items() >= SCENARIO.settings().items()
    for name in ("programme_at_target", "gap_share", "basket_unrealised"):
        assert all(source.title in text for source in sources_of(name) if source.id != citations.OWN)


def test_every_source_that_a_result_rests_on_has_a_grade():
    starts = [Scenario(start=start) for start in STARTING_POINTS]
    used = {source.id for name in OUTCOMES for start in starts for source in sources_of(name, start)}
    assert all(set(grades_of(key)) & set("ABC") for key in used)
    assert grades_of("kazinform_2023") == ("A", "B")


def test_the_version_is_the_newest_of_the_change_log():
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.M)
    assert newest and newest.group(1) == __version__


# ── Embedded in another page ─────────────────────────────────────────────────────────────────────────────────


def embedded(monkeypatch, link):
    """The view that Streamlit shows where an address says `embed=true`; the key itself it keeps to itself."""
    monkeypatch.setattr("pages.parts.embed.asked", lambda: True)
    return opened("app.py", link)


def dials(at):
    """Keys of the controls of our own but for their code, and what tells the page its language."""
    return [part.key for part in at.get("bidi_component") if part.key not in ("code", "reader")]


@pytest.mark.parametrize("key", exhibits.ALL)
def test_an_embedded_chart_stands_alone_with_its_dials(key, monkeypatch):
    at = embedded(monkeypatch, {"chart": key, **SCENARIO.to_query()})
    assert not at.exception and not at.warning and not at.title and not at.sidebar.children
    (chart,) = at.get("vega_lite_chart")
    exhibit = exhibits.ALL[key](Case(SCENARIO))
    assert chart.proto.alt == exhibit.finding
    assert at.markdown[0].value == "# " + exhibit.finding.replace("$", r"\$")
    numbers = [name for name in exhibit.dials if PARAMETERS[name].is_number]
    assert dials(at) == [f"main.{name}" for name in numbers]
    assert now(at) == SCENARIO


def test_a_frozen_chart_has_no_dials_and_tells_when_its_results_changed(monkeypatch):
    from engine import guard, receipt

    query = {"chart": "path", "frozen": "yes", **receipt.to_query(SCENARIO)}
    at = embedded(monkeypatch, query)
    assert not dials(at) and not at.selectbox and not at.warning
    assert "The results are the same" in at.info[0].value
    then = guard.guarded({**SCENARIO.settings()}, receipt.fingerprint(Case()))
    at = embedded(monkeypatch, {"chart": "path", "frozen": "yes", **then})
    assert "changed since" in at.info[0].value


def test_a_chart_that_does_not_exist_is_told_and_those_that_do_are_named(monkeypatch):
    at = embedded(monkeypatch, {"chart": "pth"})
    assert not at.exception and not at.get("vega_lite_chart")
    assert "pth" in at.warning[0].value and "tornado" in at.warning[0].value
