"""What a map of the border is drawn on: a window onto Central Asia, shapes of countries, names beside their points."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from engine import tables
from pages.parts.exhibits.theme import SOURCE, Look

# One scale at every width, so that names that stand apart on one screen do on all: a wider screen shows more of Asia, and
# only where there is no room for the checkpoints the scale follows. The south stands still: a higher chart shows more north.
_SOUTH = 41.7
_WINDOW = {
    "span": "width / min(34, width / 8.9)",
    "west": "77.9 - 0.69 * (span - 8.9)",
}  # degrees of longitude
_PROJECTION = {
    "type": "mercator",
    "scale": alt.ExprRef("180 / PI * width / span"),
    "center": alt.ExprRef(f"[west + span / 2, {_SOUTH}]"),
    "translate": alt.ExprRef("[width / 2, height]"),
}
# a name is written where the window has room for it: so many degrees to its left and to its right, and above
_ROOM = (
    "datum.longitude - west > {left} && west + span - datum.longitude > {right}"
    f" && datum.latitude - {_SOUTH} < 0.68 * height / width * span"
)
_SIDE = {
    "align": alt.ExprRef("datum.side == 'right' ? 'left' : datum.side ? 'right' : 'center'"),
    "dx": alt.ExprRef("datum.side == 'right' ? 3 : datum.side ? -9 : 0"),
    "dy": alt.ExprRef("{above: -10, left: 1}[datum.side] || 14"),
}


def drawn(look: Look, layers: Sequence[alt.Chart], height: int) -> alt.LayerChart:
    """Layers over the countries, and over them names of countries and cities.

    Its table has rows for these: kind (country, city), label, side (of its point; empty is below), longitude, latitude.
    """
    country, city = rows("country", left=1.6, right=1.6), rows("city", left=2.7, right=1.2)
    names = country.mark_text(color=look.quiet, fontSize=_size(12), fontWeight=600).encode(text="label:N")
    every = [*_countries(look), *layers, names, *named(city, look, 12, color=look.quiet)]
    window = [alt.param(name=name, expr=expr) for name, expr in _WINDOW.items()]
    chart = alt.layer(*every, data=SOURCE).project(**_PROJECTION).add_params(*window)
    return chart.properties(width="container", height=height)


def rows(kind: str, **room: float) -> alt.Chart:
    """The rows of a kind at their places; those alone that have so much room [degrees] to the left and to the right."""
    chart = alt.Chart().encode(longitude="longitude:Q", latitude="latitude:Q")
    chart = chart.transform_filter(alt.datum.kind == kind)
    return chart.transform_filter(_ROOM.format(**room)) if room else chart


def named(chart: alt.Chart, look: Look, size: int, **text: Any) -> tuple[alt.Chart, alt.Chart]:
    """Names on a ground of paper, for lines pass below; `size` [pixels] is that of their letters on a phone."""
    words, text = chart.encode(text="label:N"), {**_SIDE, **text, "fontSize": _size(size)}
    ground = words.mark_text(**{**text, "color": look.paper}, stroke=look.paper, strokeWidth=4, aria=False)
    return ground, words.mark_text(**text)


def _size(narrow: int) -> alt.ExprRef:
    return alt.ExprRef(f"width < 480 ? {narrow} : {narrow + 2}")


def _countries(look: Look) -> list[alt.Chart]:
    """The shapes: Kazakhstan as paper, China a shade darker, the others grey, but pale enough to read names on."""
    shapes = tables.countries()
    line = {"stroke": look.quiet, "strokeWidth": 0.7, "strokeOpacity": 0.6}
    fills = (
        (["KAZ"], look.paper, 1.0),
        (["CHN"], look.ramp[0], 1.0),
        (sorted(shapes.keys() - {"KAZ", "CHN"}), look.grid, 0.75),
    )
    return [
        alt.Chart(alt.InlineData([_feature(ring) for code in codes for ring in shapes[code]])).mark_geoshape(
            fill=fill, fillOpacity=opacity, clip=True, aria=False, **line
        )
        for codes, fill, opacity in fills
    ]


def _feature(ring: np.ndarray) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring.tolist()]}}
