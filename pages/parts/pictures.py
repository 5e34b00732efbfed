"""A chart as a file: PNG, SVG or PDF with its finding as title, drawn without a browser and without the net."""

import json
import textwrap
from typing import Any

import pandas as pd

from pages.parts import fonts
from pages.parts.charts.theme import Spec

KINDS = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}
_WIDTH = 900  # pixels; a PNG has twice as many


def drawn(kind: str, spec: Spec, data: pd.DataFrame, finding: str, below: str, width: int = _WIDTH) -> bytes:
    """The picture. `below` is the line under the title: what it is and where it comes from.

    Without a finding there is no title: a document says it in its own text.
    """
    import vl_convert  # 80 MB that no page needs until somebody asks for a picture

    vl_convert.register_font_directory(str(fonts.FOLDER))

    whole = _whole(spec, data, finding, below, width)
    if kind == "png":
        return bytes(vl_convert.vegalite_to_png(whole, scale=2))
    if kind == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(whole))
    return str(vl_convert.vegalite_to_svg(whole)).encode()


def _whole(spec: Spec, data: pd.DataFrame, finding: str, below: str, width: int) -> dict[str, Any]:
    """A spec that holds its data and its title, and has a width of its own."""
    rows = json.loads(data.to_json(orient="records"))
    whole = {**spec, "data": {"values": rows}, "width": width}
    if not finding:
        return whole
    title = {
        "text": textwrap.wrap(finding, 90),
        "subtitle": textwrap.wrap(below, 130),
        "anchor": "start",
        "fontSize": 16,
        "offset": 14,
        "color": spec["config"]["axis"]["titleColor"],
        "subtitleColor": spec["config"]["axis"]["titleColor"],
    }
    return {**whole, "title": title, "padding": 16}
