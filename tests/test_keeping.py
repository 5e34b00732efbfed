"""Keeping the data: an operator's copy of a table, and what a change of data moves."""

import hashlib
import shutil

import pytest

from tests.keeping import vintage
from tests.keeping.replace import replace
from tests.keeping.tables import ROOT, differences

TABLE = "border_base.csv"


@pytest.fixture
def copy(tmp_path):
    """A tree with the data of ours, to be written to."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def test_rows_that_came_went_and_changed_are_told():
    old, new = "year,a\n1,x\n2,y\n", "year,a,b\n2,z,w\n3,y,\n"
    found = ["gone     1", "changed  2: a y → z; b – → w", "new      3"]
    assert list(differences(old, new, ["year"])) == found
    assert list(differences(old, old, ["year"])) == []


def test_an_own_copy_takes_the_place_of_ours(copy, capsys, tmp_path):
    """It is written with its checksum, and the rows that differ are listed."""
    own = tmp_path / "own.csv"
    own.write_text(
        (ROOT / "data" / TABLE).read_text(encoding="utf-8").replace("35.6", "36.1"), encoding="utf-8"
    )
    assert replace(TABLE, own, copy) == 0
    said = capsys.readouterr().out
    assert "changed  2025: rail_mt 35.6 → 36.1" in said and "make vintage" in said
    content = (copy / "data" / TABLE).read_bytes()
    assert content == own.read_bytes()
    assert hashlib.sha256(content).hexdigest() in (copy / "data/sources.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("35.6", "much"), "row 5, column rail_mt"),
        (("rail_mt", "rail"), "does not fit"),
        (("2024,", "2025,"), "does not fit"),
    ],
)
def test_a_copy_that_does_not_fit_changes_nothing(copy, capsys, tmp_path, change, said):
    own = tmp_path / "own.csv"
    own.write_text((ROOT / "data" / TABLE).read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    assert replace(TABLE, own, copy) == 2
    assert said in (told := capsys.readouterr().out) and "nothing was written" in told
    assert (copy / "data" / TABLE).read_bytes() == (ROOT / "data" / TABLE).read_bytes()


def test_a_table_or_file_that_is_not_there_is_said(copy, capsys, tmp_path):
    assert replace("prices.csv", tmp_path / "own.csv", copy) == 2
    assert "There is no table “prices.csv”" in capsys.readouterr().out
    assert replace(TABLE, tmp_path / "own.csv", copy) == 2
    assert "is no file" in capsys.readouterr().out


def test_a_result_that_moved_is_told_with_both_values():
    """What six digits do not show is the same; scenarios that came or went are named."""
    old = {"proposal": {"gap": 11.0, "growth": 0.05}, "gone": {"gap": 1.0}}
    new = {"proposal": {"gap": 11.0000001, "growth": 0.04}, "fresh": {"gap": 1.0}}
    assert list(vintage.moved(old, new)) == ["proposal growth: 0.05 → 0.04", "gone: gone", "fresh: new"]
    said = vintage.draft([("goals.csv", ["new      a"])], ["proposal growth: 0.05 → 0.04"])
    assert "`goals.csv`" in said and "0.05 → 0.04" in said and said.startswith("- **Data**")
