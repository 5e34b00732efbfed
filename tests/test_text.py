"""JSON as mail, chats and offices hand it on: the same scenario, or one sentence."""

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Scenario
from engine.message import Refusal
from engine.text import json_text

SCENARIO = Scenario(target=40, start="kz_2024")
TEXT = SCENARIO.to_json()


def curly(text):
    """As a word processor changes quotation marks: opening and closing by turns."""
    parts = text.split('"')
    return "".join(part + ("“" if k % 2 == 0 else "”") for k, part in enumerate(parts[:-1])) + parts[-1]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"\ufeff{TEXT}\n",
        f"```json\n{TEXT}\n```",
        f"~~~\n{TEXT}\n~~~",
        f"`{TEXT}`",
        f"My scenario:\n\n{TEXT}\n\nWhat do you think?",
        "\n".join(f"> {line}" for line in TEXT.splitlines()),
        curly(TEXT),
        TEXT.replace('"', "”"),
        TEXT.replace('"', "„"),
        TEXT.replace('"', "«"),
        html.escape(TEXT),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace("{", "{\u200b").replace("target", "tar\u00adget"),
    ],
)
def test_a_scenario_in_json_is_found_whatever_was_put_around_it(text):
    assert Scenario.from_json(json_text(text)) == SCENARIO


def test_quotes_that_cannot_be_put_right_are_told():
    """Where a name has quotation marks of its own, nobody can tell them from those of JSON."""
    with pytest.raises(Refusal, match="quotation marks of this JSON were changed"):
        json_text(curly(json.dumps({"name": "X"}).replace("X", '"mine"')))


@given(
    st.dictionaries(st.text("abc “”’«»{}`>é\n", max_size=8), st.floats(allow_nan=False) | st.text("“” {}>`"))
)
def test_json_that_is_right_stays_as_it_is(record):
    """Curly quotation marks within names too."""
    text = json.dumps(record, ensure_ascii=False)
    if record:
        assert json.loads(json_text(text)) == record


@given(st.text())
def test_any_text_gives_a_text_or_a_sentence(text):
    try:
        assert isinstance(json_text(text), str)
    except Refusal as problem:
        assert str(problem)
