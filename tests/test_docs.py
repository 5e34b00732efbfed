"""The README does what it says: its code runs, its commands exist, its rooms stand where it puts them."""

import re
import shlex
from pathlib import Path

import pytest

from engine import Scenario
from engine.__main__ import _parser, main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_example_gives_the_number_it_shows():
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.S)
    names: dict[str, object] = {}
    for line in code.splitlines():
        statement, _sign, shown = line.partition("#")
        if value := re.match(r"\s*(\d\.\d+)…", shown):
            assert str(eval(statement, names)).startswith(value.group(1))
        else:
            exec(statement, names)
    assert "results" in names


def command_lines() -> list[str]:
    lines = re.findall(r"^    python -m engine ([^#\n]+)(?:#.*)?$", README, flags=re.M)
    also = re.search(r"# also: ([^\n]+)", README)
    assert also
    return [line.strip() for line in lines] + [part.strip() for part in also.group(1).split(",")]


@pytest.mark.parametrize("line", command_lines())
def test_every_command_in_the_readme_runs(line, capsys, tmp_path, monkeypatch):
    (tmp_path / "scenario.json").write_text(Scenario().to_json())
    monkeypatch.chdir(tmp_path)
    assert main(shlex.split(line)) == 0
    assert capsys.readouterr().out


def test_every_make_target_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"\bmake (\w+)", README))
    assert {"run", "test", "check", "bench"} <= targets
    assert all(re.search(rf"^{target}:", makefile, flags=re.M) for target in targets)


def test_every_room_in_the_readme_exists():
    rooms = re.findall(r"^\| `([a-z][^`]*)`", README, flags=re.M)  # in capitals: variables
    rooms += re.findall(r"^\| `app\.py`, `([^`]+)`", README, flags=re.M)
    assert len(rooms) > 10
    for room in rooms:
        folder = Path(room.split()[0]).parent
        for name in room.split():
            path = name if name.startswith(str(folder)) else f"{folder}/{name}"
            assert list(ROOT.glob(path.rstrip("/"))), path


def rooms() -> list[str]:
    """What the table of rooms names, as paths from the top."""
    table = README[README.index("## The rooms") : README.index("## Add a lever")]
    found = []
    for cell in re.findall(r"^\| (`[^|]+`) \|", table, flags=re.M):
        for names in re.findall(r"`([^`]+)`", cell):
            folder = ""
            for name in names.split():
                folder = name.rpartition("/")[0] if "/" in name.rstrip("/") else folder
                found.append(name if "/" in name.rstrip("/") or not folder else f"{folder}/{name}")
    return found


def test_every_file_of_the_house_has_a_room_in_the_readme():
    """And none is there twice: a newcomer finds in a minute where a thing is."""
    named = rooms()
    assert len(named) == len(set(named))
    files = [*ROOT.glob("app.py"), *ROOT.glob("engine/**/*.py"), *ROOT.glob("pages/**/*.*")]
    files = [path for path in files if path.is_file() and "__" not in str(path.relative_to(ROOT))]
    for path in files:
        inside = path.relative_to(ROOT).as_posix()
        homes = [
            room
            for room in named
            if path in ROOT.glob(room.rstrip("/")) or (room.endswith("/") and inside.startswith(room))
        ]
        assert homes, inside


def test_every_command_of_the_terminal_stands_in_the_readme():
    known = set(re.search(r"\{([\w,]+)\}|$", _parser().format_usage()).group().strip("{}").split(","))
    known = known - {""} or {action for one in _parser()._actions for action in (one.choices or {})}
    assert known and {line.split()[0] for line in command_lines()} == known


def test_every_make_target_for_people_stands_in_the_readme():
    """Those that `make` itself lists."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = set(re.findall(r'@echo "make (\w+)', makefile))
    assert listed - {"format", "clean"} <= set(re.findall(r"\bmake (\w+)", README))


@pytest.mark.parametrize(
    ("thing", "steps"), [("a lever", 3), ("an outcome", 2), ("a chart", 3), ("a page", 2)]
)
def test_the_steps_to_add_a_thing_name_files_that_exist(thing, steps):
    """As many as were needed when it was tried; each names the file that is touched."""
    part = re.search(rf"^## Add {thing}\n(.*?)(?=^## )", README, flags=re.S | re.M).group(1)
    numbered = re.findall(r"^\d\. (.*?)(?=^\d\. |\n\n)", part, flags=re.S | re.M)
    assert len(numbered) == steps
    for path in re.findall(r"`([\w/]+/[\w.]*)`", part):
        assert (ROOT / path).exists(), path
