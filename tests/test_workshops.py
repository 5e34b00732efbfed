"""Ready-made workshops: complete, in time, and asking only what the engine can answer."""

import pytest

from engine import OUTCOMES, PARAMETERS, Scenario
from engine.belief import belief, believable
from engine.load import WORKSHOPS

STEPS = [(name, step) for name, workshop in WORKSHOPS.items() for step in workshop["steps"]]
ASKED = [(name, step["question"]) for name, step in STEPS if "question" in step]


def of(pairs, key):
    return [f"{name}-{one[key][:20]}" for name, one in pairs]


def test_two_matters_in_two_lengths():
    assert sorted((name.split("_")[0], one["minutes"]) for name, one in WORKSHOPS.items()) == [
        ("goal", 30),
        ("goal", 90),
        ("goods", 30),
        ("goods", 90),
    ]


@pytest.mark.parametrize("name", WORKSHOPS)
def test_a_workshop_is_complete_and_in_time(name):
    workshop = WORKSHOPS[name]
    assert set(workshop) == {"title", "about", "minutes", "groups", "base", "steps"}
    assert sum(step["minutes"] for step in workshop["steps"]) == workshop["minutes"]
    assert workshop["title"].endswith(f"in {workshop['minutes']} minutes")
    assert len(set(workshop["groups"])) == len(workshop["groups"]) >= 2
    assert workshop["steps"][0]["title"] == "Welcome" and workshop["steps"][-1]["title"] == "Debrief"


@pytest.mark.parametrize(("name", "step"), STEPS, ids=of(STEPS, "title"))
def test_a_step_says_what_to_do(name, step):
    assert (
        set(step) <= {"title", "minutes", "script", "talk", "question"} and step["title"] and step["script"]
    )
    assert all(line.count("*") % 2 == 0 for line in step["script"])
    if "question" in step:
        assert "*Reveal*" in " ".join(step["script"])  # hidden until the facilitator shows it
    assert ("talk" in step) == (step["title"] == "Debrief")
    assert all(question.endswith("?") for question in step.get("talk", ()))


@pytest.mark.parametrize(("name", "asked"), ASKED, ids=of(ASKED, "ask"))
def test_a_question_asks_what_can_be_answered(name, asked):
    assert (
        set(asked) == {"kind", "levers", "ask", "hint", "options"}
        and asked["ask"].endswith("?")
        and asked["hint"]
    )
    if asked["kind"] == "guess":
        (outcome,) = asked["levers"]
        assert OUTCOMES[outcome].shape == "scalar"
    elif asked["kind"] == "choice":
        assert not asked["levers"] and 2 <= len(asked["options"]) <= 6
    else:
        assert asked["kind"] in ("range", "dial", "scenario") and not asked["options"]
        assert all(map(believable, asked["levers"])) and len(asked["levers"]) <= 5
        assert asked["kind"] == "scenario" or len(asked["levers"]) == 1
        for lever in asked["levers"]:
            usual = getattr(Scenario(), lever)
            assert belief(lever, usual, usual, usual)


def test_the_numbers_in_the_texts_are_those_of_the_model():
    """What is asked names the default scenario's goods, year and worth."""
    told = " ".join(asked["ask"] for _, asked in ASKED)
    assert f"{Scenario().programme_goods} goods" in told and f"in {Scenario().target_year}?" in told
    assert Scenario().programme_value == 1.0 and PARAMETERS["programme_value"].stated
    assert f"{Scenario().target:g} billion by {Scenario().target_year}" in WORKSHOPS["goal_30"]["title"]
