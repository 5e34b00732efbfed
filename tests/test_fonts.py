"""Pictures are drawn in the typeface of the pages: without it they would have no letters, and nobody would be told."""

import io
import re
from importlib.metadata import files

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from pypdf import PdfReader

from engine import Case
from pages.parts import exhibits, fonts, pictures, words

KAZAKH = "Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і"
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю: ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
SIGNS = "− → ✓ × · – … “ ” ‘ ’ « » % $ € ₸ ₽ ² ³ ₀ σ φ √"
REGULAR, BOLD = "SourceSansPro-Regular", "SourceSansPro-Bold"


def picture(kind: str, text: str, weight: str = "normal") -> bytes:
    """A text in the look of our charts and nothing else; the paper is as large whatever is on it."""
    spec = {
        "config": exhibits.ALL["path"](Case()).chart("light")["config"],
        "mark": {"type": "text", "fontSize": 20, "fontWeight": weight},
        "encoding": {"text": {"field": "text"}},
        "height": 40,
    }
    return pictures.drawn(kind, spec, pd.DataFrame({"text": [text]}), "", "")


def names(file: bytes) -> set[str]:
    """The fonts that a PDF holds, without the mark of the part that it holds of each."""
    (sheet,) = PdfReader(io.BytesIO(file)).pages
    found = [font.get_object()["/BaseFont"] for font in sheet["/Resources"].get("/Font", {}).values()]
    return {name.split("+")[1].removesuffix("-Identity-H") for name in found}


def ink(file: bytes) -> float:
    """How much of a picture is not paper."""
    return float((np.asarray(Image.open(io.BytesIO(file)).convert("L")) < 200).mean())


@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, SIGNS], ids=["kazakh", "russian", "signs"])
def test_every_letter_is_the_typeface_s_own_in_both_weights(text):
    """No other font of the machine had to help out."""
    for weight, name in (("normal", REGULAR), ("bold", BOLD)):
        file = picture("pdf", text, weight)
        assert names(file) == {name}
        assert PdfReader(io.BytesIO(file)).pages[0].extract_text().split() == text.split()


def test_pixels_show_the_text_and_its_weight():
    empty, light, heavy = (ink(picture("png", *given)) for given in ((" ",), ("Өнім",), ("Өнім", "bold")))
    assert empty == 0 < 1.2 * light < heavy


def test_a_chart_s_finding_is_bold_and_its_labels_are_not():
    exhibit = exhibits.ALL["path"](Case())
    file = pictures.drawn("pdf", exhibit.chart("light"), exhibit.data, exhibit.finding, "What it is")
    assert names(file) == {REGULAR, BOLD}
    said = PdfReader(io.BytesIO(file)).pages[0].extract_text()
    assert exhibit.finding in said and "counted by Kazakhstan" in said


def test_an_svg_names_the_typeface_for_the_page_for_files_and_something_to_fall_back_on():
    svg = picture("svg", "Өнім").decode()
    assert "Өнім" in svg
    assert set(re.findall(r'font-family="([^"]+)"', svg)) == {fonts.STACK}
    assert fonts.STACK.split(", ")[:3] == ["'Source Sans'", f"'{fonts.FAMILY}'", f"'{fonts.CHINESE}'"]
    assert fonts.STACK.endswith(", sans-serif")


def test_chinese_is_drawn_in_a_face_that_has_it():
    """Ours, or another that this machine has; where a letter had none, all would be the same empty box."""
    with words.speaking("zh"):
        assert names(picture("pdf", "贸易额亿美元")) == {"NotoSansCJKsc-Regular"}
    assert names(picture("pdf", "贸易额亿美元")) - {REGULAR, BOLD}
    assert ink(picture("png", "贸易额")) != ink(picture("png", "亿亿亿"))


def test_the_licence_is_with_the_files():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts.FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    (licence,) = [file for file in files("noto-cjk-sans-otc") or () if file.name == "LICENSE"]
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text(encoding="utf-8")
