"""What a browser keeps for its reader, as text: the steps of a session, the shelf of scenarios, and a product table.

A study is kept as the link that it would be; so whatever a version has kept, every later one can read.
"""

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from urllib.parse import parse_qs

from engine.comparison import MOST, Named
from engine.link import from_query, text, to_query
from engine.load import Products, products_from
from engine.message import Message, Refusal
from engine.study import Study, from_json, to_record

VERSION = 1
STEPS = 60  # that are kept, about the present one


class Steps(NamedTuple):
    """Studies in their order, and the place of the present one; `lost` tells that some could not be read, `own` that the
    present one stood on the table that is kept.
    """

    studies: tuple[Study, ...] = ()
    place: int = 0
    lost: bool = False
    own: bool = False


def steps_text(studies: Sequence[Study], place: int, own: bool = False) -> str:
    """The steps about the present one; `own` where it stands on the table that is kept."""
    first = max(0, min(place - STEPS // 2, len(studies) - STEPS))
    kept = [_text(study) for study in studies[first : first + STEPS]]
    record = {"version": VERSION, "place": place - first, "own": own, "steps": kept}
    return json.dumps(record, separators=(",", ":"))


def steps(kept: str) -> Steps:
    """Reads `steps_text`: what can be restored of it."""
    try:
        record = json.loads(kept)
        texts, place = [str(one) for one in record["steps"]], int(record["place"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Steps(lost=True)
    read = [_study(one) for one in texts]
    found = tuple(one for one in read if one is not None)
    before = sum(one is not None for one in read[: max(place, 0) + 1])
    return Steps(found, max(before - 1, 0), len(found) < len(read), record.get("own") is True)


def shelf_text(kept: Sequence[Named], by: str) -> str:
    """The shelf, and what its reader is called."""
    return _text(Study(kept=tuple(kept), baseline=0, by=by))


def shelf(kept: str) -> tuple[tuple[Named, ...], str] | None:
    """Reads `shelf_text`; None where it is none."""
    study = _study(kept)
    return (study.kept, study.by) if study else None


@lru_cache(maxsize=512)
@lru_cache(maxsize=1024)  # every change keeps all steps once more
def _text(study: Study) -> str:
    try:
        return text(to_query(study, compared=True))
    except Refusal:  # too many goods are picked by hand for a link
        return json.dumps(to_record(study))


def _study(kept: str) -> Study | None:
    try:
        if kept.startswith("{"):
            return from_json(kept)
        found = from_query(parse_qs(kept, keep_blank_values=True))
    except Refusal:
        return None
    return None if found.problems else found.study


def table_text(products: Products) -> str:
    """A reader's own product table, packed: a browser has room for five million letters."""
    record = {"sure": products.sure, "table": products.table.to_csv(index=False)}
    return base64.b64encode(zlib.compress(json.dumps(record).encode())).decode()


def table(kept: str) -> Products:
    """Reads `table_text`; anything else raises Refusal."""
    try:
        record = json.loads(zlib.decompress(base64.b64decode(kept, validate=True)))
        content, sure = str(record["table"]), record["sure"] is True
    except (ValueError, KeyError, TypeError, zlib.error):
        raise Refusal(Message("The table that this browser kept cannot be read.")) from None
    return replace(products_from(BytesIO(content.encode())), sure=sure)


def with_shelf(study: Study, before: Sequence[Named], after: Sequence[Named]) -> Study:
    """A study after what stood on the shelf `before` has become `after`, elsewhere; its baseline stays what it is."""
    kept = changed(study.kept, before, after)
    if kept == study.kept:
        return study
    base = study.named[study.baseline]
    place = kept.index(base) + 1 if study.baseline and base in kept else 0
    return study.replace(kept=kept, baseline=place)


def changed(kept: Sequence[Named], before: Sequence[Named], after: Sequence[Named]) -> tuple[Named, ...]:
    """`kept`, with added and taken off what was between `before` and `after`."""
    left = [one for one in kept if one in after or one not in before]
    new = [one for one in after if one not in before and one not in left]
    return (*left, *new)[: MOST - 1]
