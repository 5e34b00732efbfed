"""Charts of the office program's own, to be edited there: each holds its numbers in a sheet."""

import math
import re
from typing import Any

from engine.sheet import inert
from pages.parts.documents import office
from pages.parts.exhibits.exhibit import Plain
from pages.parts.words import _

# what is told apart by colour also differs in dash, marker or pattern; no two of twenty lines share both first
_DASHES = ("SOLID", "DASH", "ROUND_DOT", "LONG_DASH_DOT")
_MARKERS = ("CIRCLE", "SQUARE", "TRIANGLE", "DIAMOND", "X", "PLUS", "STAR")
_FILLS = (office.LOOK.accent, office.LOOK.shade, office.LOOK.cn, office.LOOK.required, office.LOOK.quiet)
_PATTERNS = ("", "", "WIDE_UPWARD_DIAGONAL", "DOTTED_GRID", "NARROW_HORIZONTAL")
_KINDS = {"line": "LINE_MARKERS", "bar": "BAR_CLUSTERED", "stacked": "BAR_STACKED"}


def chart(slide: Any, plain: Plain) -> Any:
    """A chart with its numbers in a sheet; or a sentence, where there is no number."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION

    frame = plain.wide()
    if frame.empty:
        box = office.add_box(slide, office.ROOM)
        office.write(box, _("There is nothing to draw."), 18)
        return box
    data = CategoryChartData()
    data.categories = [_word(name) for name in frame.index]
    for name in frame.columns:
        numbers = frame[name].astype(float)
        data.add_series(_word(name), [number if math.isfinite(number) else None for number in numbers])
    shape = slide.shapes.add_chart(XL_CHART_TYPE[_KINDS[plain.kind]], *office.sides(office.ROOM), data)
    chart = shape.chart
    chart.has_title, chart.has_legend = False, len(frame.columns) > 1
    chart.font.size, chart.font.color.rgb = 12 * office.POINT, office.rgb(office.LOOK.ink)
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _measure(chart, plain.axis)
    together = frame.sum(axis=1) if plain.kind == "stacked" else frame.max(axis=1)
    if plain.kind != "bar" and round(together.max(), 6) == 100:
        chart.value_axis.maximum_scale = 100  # there is nothing above all of it
    (_lines if plain.kind == "line" else _bars)(chart)
    return shape


def _measure(chart: Any, title: str) -> None:
    """The axis of numbers, with its unit."""
    axis = chart.value_axis
    run = axis.axis_title.text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold = title, 12 * office.POINT, False
    axis.major_gridlines.format.line.color.rgb = office.rgb(office.LOOK.grid)
    axis.format.line.fill.background()
    axis.tick_labels.number_format = (
        "#,##0" if max(map(abs, _numbers(chart)), default=0) >= 1000 else "General"
    )
    axis.tick_labels.number_format_is_linked = False


def _lines(chart: Any) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE

    names = list(chart.plots[0].categories)
    for place, series in enumerate(chart.plots[0].series):
        colour, line, marker = office.COLOURS[place % len(office.COLOURS)], series.format.line, series.marker
        alone = sum(value is not None for value in series.values) == 1
        series.smooth, line.width, line.color.rgb = False, 2 * office.POINT, office.rgb(colour)
        line.dash_style = MSO_LINE[_DASHES[place % len(_DASHES)]]
        # a hundred markers would hide the line, but a point alone is nothing else
        shown = _MARKERS[place % len(_MARKERS)] if alone or len(names) <= 60 else "NONE"
        marker.style, marker.size = XL_MARKER_STYLE[shown], 12 if alone else 5
        office.paint(marker.format.fill, colour)
        marker.format.line.color.rgb = office.rgb(colour)
    fitting = max(1, 110 // (max(map(len, names)) + 3))
    steps = (1, 2, 5, 10, 20, 50, len(names))
    _name_every(chart, next(step for step in steps if len(names) <= step * fitting), 12)


def _bars(chart: Any) -> None:
    from pptx.enum.chart import XL_AXIS_CROSSES

    plot = chart.plots[0]
    plot.gap_width, rows = 45, len(plot.categories)
    for place, series in enumerate(plot.series):
        colour = _FILLS[place % len(_FILLS)]
        office.paint(series.format.fill, colour, _PATTERNS[place % len(_PATTERNS)])
        series.format.line.color.rgb = office.rgb(
            office.LOOK.accent if colour == office.LOOK.shade else colour
        )
    # the first on top, and the numbers at the bottom nevertheless
    chart.category_axis.reverse_order = True
    chart.value_axis._element.crosses.val = XL_AXIS_CROSSES.MAXIMUM
    size = int(max(7, min(12, 190 / rows)))
    _name_every(chart, 1, size)
    # said to be level, every name is shown; else LibreOffice leaves out what it takes for crowded
    chart.category_axis._element.txPr.bodyPr.set("rot", "0")
    numbers = _numbers(chart)
    if min(numbers, default=0) >= 0:
        chart.value_axis.minimum_scale = 0  # a bar's length is its number
    if plot.overlap != 100 and len(numbers) <= 36:
        plot.has_data_labels = True
        largest = max(map(abs, numbers), default=0)
        whole = all(number == round(number) for number in numbers)
        finer = "0.0" if largest >= 10 else "0.00"
        plot.data_labels.number_format = "#,##0" if largest >= 1000 or whole else finer
        plot.data_labels.number_format_is_linked, plot.data_labels.font.size = False, size * office.POINT


def _numbers(chart: Any) -> list[float]:
    return [value for series in chart.plots[0].series for value in series.values if value is not None]


def _name_every(chart: Any, step: int, size: int) -> None:
    """Names so many categories apart that they do not run into one another."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    axis = chart.category_axis
    axis.tick_labels.font.size = size * office.POINT
    for tag in ("tickLblSkip", "tickMarkSkip"):
        skip = parse_xml(f'<c:{tag} {nsdecls("c")} val="{step}"/>')
        axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _word(name: Any) -> str:
    """A name for a chart and its sheet, where a text that begins like a formula would become one."""
    if not isinstance(name, str):
        return f"{name:g}"
    text = inert(office.shortened(re.sub(r"[\x00-\x1f]", " ", name), 60))
    return f"'{text}" if text.startswith("{=") else text  # to the maker of these sheets, a formula too
