"""A case as files: the scenario itself, its results as tables with their description and as a workbook, the lines that make it, its link."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from engine import description, link, receipt
from engine.case import Case
from engine.message import Message, Refusal
from engine.sheet import csv
from engine.study import Study, to_json
from engine.text import cleaned
from engine.workbook import workbook


def of(case: Case, address: str = "") -> dict[str, bytes]:
    """Contents by name. `address` is where the app is to be found; ValueError where it is none of the web."""
    address = cleaned(address)
    if address and not address.startswith(("http://", "https://")):
        said = {"address": address[:40]}
        raise Refusal(Message("--address: “{address}” does not begin with http:// or https://.", said))
    found = description.of_results(case)
    made = f"{address}?{link.text(link.of_case(case, full=True))}"
    texts = {
        "scenario.json": to_json(Study(case.scenario, case.own)),
        "scenario.py": case.scenario.to_python(*receipt.HEADLINES),
        "link.txt": f"{made}\n",
        **{table.path: csv(table.frame) for table in found},
        "datapackage.json": description.package(found, case.scenario, made if address else ""),
    }
    return {name: text.encode() for name, text in texts.items()} | {"workbook.xlsx": workbook(case)}


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Files by name as a ZIP; the same files give the same bytes, whenever they are packed."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return buffer.getvalue()
