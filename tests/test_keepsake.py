"""What a browser keeps: read as it was written, by every later version; what is broken costs nothing else."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Scenario, keepsake
from engine.comparison import MOST, Named
from engine.load import PRODUCTS, ROOT
from engine.message import Refusal
from engine.study import FIRST_KEPT, Study
from tests.arbitrary import CODES, scenarios

NAMES = st.sampled_from(["My plan", "План Б", "计划 ~ & = %", "a+b", "No policy"])
SHELVES = st.lists(st.builds(Named, NAMES, st.builds(lambda goal: Scenario(target=goal), st.sampled_from([30, 40.5, 50]))), max_size=4, unique=True).map(tuple)  # fmt: skip


@st.composite
def studies(draw):
    kept = tuple(one._replace(name=one.name.replace("~", "-")) for one in draw(SHELVES))
    own = draw(st.sampled_from([(), (("organic_export_growth", 0.01, 0.0912345678901234),)]))
    return Study(
        draw(scenarios()), own, kept, draw(st.integers(0, len(kept))), draw(st.sampled_from(["", "Aida"]))
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(studies(), min_size=1, max_size=5), st.data())
def test_steps_come_back_as_they_were(every, data):
    place = data.draw(st.integers(0, len(every) - 1))
    assert keepsake.steps(keepsake.steps_text(every, place)) == (tuple(every), place, False, False)


def test_of_many_steps_those_about_the_present_one_are_kept_and_are_small():
    every = [Study(Scenario(target=30 + k / 100)) for k in range(500)]
    for place in (0, 250, 499):
        text = keepsake.steps_text(every, place)
        found = keepsake.steps(text)
        assert len(found.studies) == keepsake.STEPS and found.studies[found.place] == every[place]
        assert len(text) < 100_000


def test_steps_tell_whether_they_stand_on_the_table_that_is_kept():
    assert keepsake.steps(keepsake.steps_text([Study()], 0, own=True)).own


def test_a_step_that_no_link_can_hold_is_kept_too():
    many = Study(kept=(Named("many", Scenario(goods_added=CODES[:300])),), baseline=0)
    assert keepsake.steps(keepsake.steps_text([many], 0)).studies == (many,)


def test_what_cannot_be_read_is_left_out_and_said():
    """A step of a version that is not known yet, or cut, costs that step; the present one is the one before it."""
    every = [Study(Scenario(target=goal)) for goal in (36, 37, 38)]
    record = json.loads(keepsake.steps_text(every, 1))
    record["steps"][1] = record["steps"][1][:-1]
    assert keepsake.steps(json.dumps(record)) == ((every[0], every[2]), 0, True, False)
    record["steps"][1] = "v=999.261124.00000&target=40"
    assert keepsake.steps(json.dumps(record)).lost
    for text in (
        "",
        "[]",
        "{}",
        "null",
        '{"steps": 3, "place": 0}',
        '{"steps": [], "place": "x"}',
        "[" * 100_000,
    ):
        assert keepsake.steps(text) == ((), 0, True, False)


@settings(max_examples=60, deadline=None)
@given(SHELVES, SHELVES, SHELVES)
def test_two_shelves_become_one(before, mine, theirs):
    """What either put on is there, what either took off is gone, and where only one has changed it is as that one says."""
    both = keepsake.changed(theirs, before, mine)
    assert set(both) == (set(theirs) | (set(mine) - set(before))) - (set(before) - set(mine))
    assert keepsake.changed(before, before, mine) == keepsake.changed(mine, before, before) or set(
        before
    ) & set(mine)
    assert keepsake.changed(theirs, mine, mine) == theirs
    assert len(set(both)) == len(both) < MOST


def test_the_baseline_stays_the_same_scenario():
    first, plan, theirs = (
        FIRST_KEPT[0],
        Named("plan", Scenario(target=40)),
        Named("theirs", Scenario(target=50)),
    )
    study = Study(kept=(first, plan), baseline=2)
    after = keepsake.with_shelf(study, (first, plan), (plan, theirs))
    assert (after.kept, after.named[after.baseline]) == ((plan, theirs), plan)
    assert keepsake.with_shelf(study, (first, plan), (first,)).baseline == 0


def test_a_shelf_comes_back_with_its_reader():
    kept = (*FIRST_KEPT, Named("计划", Scenario(target=40)))
    assert keepsake.shelf(keepsake.shelf_text(kept, "Aida")) == (kept, "Aida")
    assert keepsake.shelf(keepsake.shelf_text((), "")) == ((), "")
    assert keepsake.shelf("s=x&base=0") is None


def test_a_table_comes_back_small_and_anything_else_is_refused():
    text = keepsake.table_text(PRODUCTS)
    again = keepsake.table(text)
    assert (again.hs6 == PRODUCTS.hs6).all() and (again.exports == PRODUCTS.exports).all()
    assert not again.sure and keepsake.table(keepsake.table_text(replace(PRODUCTS, sure=True))).sure
    assert len(text) < (ROOT / "data/products_2024.csv").stat().st_size
    for broken in ("", "x", text[:-8], "AAAA"):
        with pytest.raises(Refusal):
            keepsake.table(broken)
