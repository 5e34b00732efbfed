"""A case as files: the scenario itself, its results as tables and as a workbook, the lines that make it, its link."""

from urllib.parse import urlencode

from engine import receipt, tables
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
    frames = {
        "results": tables.scalars(case.results),
        "by-year": tables.yearly(case.results),
        "goods": tables.basket(case),
    }
    texts = {
        "scenario.json": case.scenario.to_json(),
        "scenario.py": case.scenario.to_python(*receipt.HEADLINES),
        "link.txt": f"{address}?" + urlencode(receipt.to_query(case.scenario)) + "\n",
        **{f"{name}.csv": csv(frame) for name, frame in frames.items()},
    }
    return {name: text.encode() for name, text in texts.items()} | {"workbook.xlsx": workbook(case)}
