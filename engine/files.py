"""A case as files: the scenario itself, its results as tables with their description and as a workbook, the lines that make it, its link."""

import io
from collections.abc import Mapping
from urllib.parse import urlencode
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from engine import description, receipt
from engine.case import Case
from engine.message import Message, Refusal
from engine.sheet import csv
from engine.text import cleaned
from engine.workbook import workbook


def of(case: Case, address: str = "") -> dict[str, bytes]:
    """Contents by name. `address` is where the app is to be found; ValueError where it is none of the web."""
    address = cleaned(address)
    if address and not address.startswith(("http://", "https://")):
        said = {"address": address[:40]}
        raise Refusal(Message("--address: “{address}” does not begin with http:// or https://.", said))
    found, link = description.of_results(case), f"{address}?{urlencode(receipt.to_query(case.scenario))}"
    texts = {
        "scenario.json": case.scenario.to_json(),
        "scenario.py": case.scenario.to_python(*receipt.HEADLINES),
        "link.txt": f"{link}\n",
        **{table.path: csv(table.frame) for table in found},
        "datapackage.json": description.package(found, case.scenario, link if address else ""),
    }
    return {name: text.encode() for name, text in texts.items()} | {"workbook.xlsx": workbook(case)}


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Files by name as a ZIP; the same files give the same bytes, whenever they are packed."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return buffer.getvalue()
