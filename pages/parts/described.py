"""A chart's table with what it means: as CSV beside its description, and as a workbook."""

import re

import pandas as pd

from engine import description, files
from engine.sheet import xlsx
from pages.parts import citations
from pages.parts.exhibits.exhibit import Exhibit
from pages.parts.words import _

# a heading's last part: behind a comma, or in brackets as Chinese has it
_UNIT = re.compile(r"(?P<title>.+)(?:, |（)(?P<unit>[^（）]+)）?")


def table(exhibit: Exhibit) -> description.Table:
    """A chart's table as it leaves, with title, meaning, units and sources."""
    frame = exhibit.table()
    units = _units(frame, exhibit.plain.axis if exhibit.plain else "")
    return description.Table(
        f"{exhibit.key}.csv", exhibit.finding, frame, exhibit.ranked, exhibit.caption(), units
    )


def _units(frame: pd.DataFrame, axis: str) -> dict[str, tuple[str, str]]:
    """Title and unit of each column of numbers, as its heading has them; where none has, the chart's axis tells."""
    numbers = [head for head in frame if frame[head].dtype.kind == "f"]
    parted = {head: (one["title"], one["unit"]) for head in numbers if (one := _UNIT.fullmatch(head))}
    found = _UNIT.fullmatch(axis)
    unit = found["unit"] if found else axis
    return parted or {head: (head, unit) for head in numbers if unit}


def archive(exhibit: Exhibit, link: str) -> bytes:
    """The CSV and its description, packed together."""
    found = table(exhibit)
    text = description.package([found], exhibit.case.scenario, link)
    return files.packed({found.path: exhibit.csv(), "datapackage.json": text.encode()})


def workbook(exhibit: Exhibit, link: str) -> bytes:
    """The table and what it means, on a sheet each."""
    lines = (exhibit.finding, exhibit.caption(), *citations.foot(exhibit, link))
    sources = map(citations.theirs, exhibit.ranked)
    about = pd.DataFrame({_("About this table"): [*filter(None, lines), "", *sources]})
    return xlsx({_("Table"): exhibit.table(), _("About"): about})
