"""Numbers as readers see them, and the catalogue of strings."""

import pytest

from engine import OUTCOMES, PARAMETERS
from engine.message import Amount, Message
from pages.parts import catalogue, words


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.04829159, "1/year", "4.8 % a year"),
        (0.0909090, "share", "9.1 %"),
        (35, "usd_bn/year", "$35.0 bn"),
        (2030, "year", "2030"),
        (1680, "goods", "1,680 goods"),
        (-0.02, "1/year", "−2.0 % a year"),
        (-0.0001, "share", "0.0 %"),
        (7.407, "usd_mn/year", "$7.4 mn"),
        (float("inf"), "years", "–"),
        (float("nan"), "share", "–"),
    ],
)
def test_a_number_is_written_with_its_unit(value, unit, expected):
    assert words.number(value, unit) == expected


def test_every_unit_of_the_model_can_be_written():
    units = {q.unit for q in PARAMETERS.values()} | {o.unit for o in OUTCOMES.values()}
    assert units <= set(words.UNITS)
    assert {q.unit for q in PARAMETERS.values() if q.is_number} <= set(words.FORMS)


def test_a_sentence_of_the_engine_is_written_with_its_numbers():
    said = Message("{a} before {b}", {"a": Amount(35, "usd_bn/year"), "b": Message("{c}", {"c": "now"})})
    assert words.message(said) == "$35.0 bn before now"
    assert str(said) == "35 usd_bn/year before now"


def test_the_catalogue_on_file_is_the_catalogue_of_the_code():
    """`make messages` writes it anew."""
    assert catalogue.TEMPLATE.read_bytes() == catalogue.written()


def test_the_catalogue_has_strings_of_code_engine_and_data():
    texts = {message.id for message in catalogue.catalogue()}
    assert {"Overview", "the cell is empty", PARAMETERS["target"].title, "as stated"} <= texts
