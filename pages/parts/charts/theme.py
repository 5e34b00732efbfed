"""One look for all charts: colours that colour-blind readers can tell apart, in light and dark."""

from collections.abc import Callable
from typing import Any, NamedTuple

import altair as alt

from pages.parts import fonts
from pages.parts.words import _, per_language

Spec = dict[str, Any]

# every chart draws the table that the page hands over; one object, so that layers share it
SOURCE = alt.NamedData("source")
# names beside bars take less room on a phone
NARROW_LABELS = alt.ExprRef("containerSize()[0] < 500 ? 120 : 240")


class Look(NamedTuple):
    """Colours of a theme; every pair that must be told apart also differs in shape, dash or words."""

    ink: str
    quiet: str
    grid: str
    paper: str
    accent: str
    kz: str
    cn: str
    required: str
    other: str
    shade: str
    ramp: tuple[str, str]


LOOKS = {
    "light": Look(
        "#17222d",
        "#5b6874",
        "#dde3e8",
        "#ffffff",
        "#0b5a9c",
        "#0b5a9c",
        "#b3470f",
        "#2b6f3e",
        "#7a4fa3",
        "#9cc3e6",
        ("#eef3f8", "#0b5a9c"),
    ),
    "dark": Look(
        "#e6ecf1",
        "#a4b1bd",
        "#2c3843",
        "#11181f",
        "#6fb7f2",
        "#6fb7f2",
        "#f2a36b",
        "#7fcf95",
        "#c3a2e8",
        "#24527a",
        ("#1d2833", "#6fb7f2"),
    ),
}


def constant(build: Callable[[Look], alt.TopLevelMixin]) -> Callable[[str], Spec]:
    """Builds a chart once for each theme and language; all that changes with the scenario is in its data."""

    @per_language
    def spec(theme: str) -> Spec:
        look = LOOKS[theme]
        chart: Any = build(look)
        made: Spec = chart.configure(**_config(look)).to_dict(validate=False)
        for part in (made, made.get("spec", {})):
            part.pop("data", None)
        return made

    spec.__name__ = getattr(build, "__name__", "spec")
    spec.__doc__ = build.__doc__
    return spec


def _config(look: Look) -> dict[str, Any]:
    text = {"labelColor": look.ink, "titleColor": look.ink, "labelFontSize": 12, "titleFontSize": 12}
    return {
        "background": look.paper,
        "font": fonts.STACK,
        "view": {"stroke": None},
        "axis": {
            **text,
            "gridColor": look.grid,
            "domainColor": look.quiet,
            "tickColor": look.quiet,
            "titleFontWeight": "normal",
            "titlePadding": 8,
            "labelSeparation": 8,
        },
        "axisY": {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "start", "titleY": -12, "titleX": 0},
        "legend": {
            **text,
            "orient": "top",
            "title": None,
            "symbolSize": 110,
            "labelLimit": 0,
            "columns": 3,
            "offset": 24,
        },
        "text": {"color": look.ink, "fontSize": 12},
        "rule": {"color": look.quiet},
        "line": {"strokeWidth": 2.2},
        "axisX": {"grid": False},
    }


def before(pixels: int) -> alt.ExprRef:
    """Where a scale of lengths ends: so many pixels are left for the words behind the longest bar."""
    return alt.ExprRef(f"width - {pixels}")


def labels(names: dict[str, str]) -> str:
    """An expression that writes a legend's or axis's ids as words."""
    pairs = ", ".join(f"{key!r}: {_(text)!r}" for key, text in names.items())
    return f"({{{pairs}}})[datum.label] || datum.label"
