"""The README does what it says: its code runs, its commands exist, its rooms stand where it puts them."""

import re
import shlex
from pathlib import Path

import pytest

from engine import Scenario
from engine.__main__ import main

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
    rooms = re.findall(r"^\| `([^`]+)`", README, flags=re.M)
    rooms += re.findall(r"^\| `app\.py`, `([^`]+)`", README, flags=re.M)
    assert len(rooms) > 10
    for room in rooms:
        folder = Path(room.split()[0]).parent
        for name in room.split():
            path = name if name.startswith(str(folder)) else f"{folder}/{name}"
            assert list(ROOT.glob(path.rstrip("/"))), path
