"""Charts as files: every chart of every page, with its finding on it, whole and without the net."""

import io
import re

import pytest
import streamlit
from PIL import Image

from engine import Scenario
from pages.parts.frame import PAGES
from tests.test_pages import opened

CHARTS = {path: 0 for path, _label in PAGES if path != "pages/sources.py"}


def files(monkeypatch, page):
    """What the page's download buttons would give, by key."""
    found = {}

    def button(label, data, key, **rest):
        found[key] = data
        return False

    monkeypatch.setattr(streamlit, "download_button", button)
    at = opened(page, Scenario(programme_value=1.5, realisation=0.8).to_query())
    assert not at.exception
    return at, found


@pytest.mark.parametrize("page", CHARTS)
def test_every_chart_can_be_taken_away_as_a_picture(page, monkeypatch):
    at, found = files(monkeypatch, page)
    headings = [
        e.value.removeprefix("## ").replace("\\", "") for e in at.markdown if e.value.startswith("## ")
    ]
    svgs = {key: data() for key, data in found.items() if key.startswith("svg.")}
    assert svgs and len(svgs) == len([key for key in found if key.startswith("csv.")])
    for key, svg in svgs.items():
        text = re.sub(r"\s+", " ", " ".join(re.findall(r">([^<>]+)</", svg.decode())))
        assert any(heading[:40] in text for heading in headings), (key, text[:200])
        assert "sources on the page" in text
        assert svg.count(b"<path") > 5, key  # something is drawn


def test_a_png_has_twice_the_pixels_and_a_pdf_is_one(monkeypatch):
    _at, found = files(monkeypatch, "app.py")
    png = Image.open(io.BytesIO(found["png.path"]()))
    assert png.format == "PNG" and png.width > 1800
    assert len(png.convert("RGB").getcolors(1 << 24)) > 20
    assert found["pdf.path"]().startswith(b"%PDF-")
