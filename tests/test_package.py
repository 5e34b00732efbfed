"""The engine as a package: built without the net, taken into a place of its own, it works far from the project's folder."""

import io
import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from frictionless import Package
from packaging.requirements import Requirement

from engine import Case, Scenario, evaluate
from engine.case import case_of
from pages.parts import notebook
from tests.test_walls import ENGINE, parsed, tops

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CASE = Case(Scenario(target=40, start="kz_2024"), own=())


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A folder with what pip would install, made of a copy, so that nothing is left in ours."""
    copy, place = (tmp_path_factory.mktemp(name) for name in ("copy", "place"))
    for name in ("engine", "data", "seeds"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    build = [
        sys.executable,
        "-c",
        "import setuptools; setuptools.setup()",
        "-q",
        "build",
        "--build-lib",
        str(place),
    ]
    done = subprocess.run(build, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return place


def ran(installed: Path, code: str, folder: Path) -> str:
    """What Python says that sees the installed package and nothing of this project."""
    head = f"import sys; sys.path.insert(0, {str(installed)!r})\n"
    done = subprocess.run(
        [sys.executable, "-IB", "-c", head + code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_package_gives_the_same_results_elsewhere(installed, tmp_path):
    code = notebook.lines(CASE) + (
        "import engine, json\n"
        "print(json.dumps([engine.__file__, case.results['turnover'].tolist(), case.futures.bands[:, -1].tolist()]))"
    )
    place, turnover, bands = json.loads(ran(installed, code, tmp_path))
    assert Path(place).is_relative_to(installed)
    assert turnover == evaluate(CASE.scenario)["turnover"].tolist()
    assert bands == CASE.futures.bands[:, -1].tolist()
    # tables, sources, presets and the workbook too
    code = "from engine import Case, files, presets, selftest; print(*selftest.checked(), *files.of(Case()), *presets())"
    said = ran(installed, code, tmp_path)
    assert "workbook.xlsx" in said and "cautious" in said


def test_the_package_holds_every_file_of_data_and_nothing_of_the_app(installed):
    ours = {
        path.relative_to(ROOT)
        for folder in ("data", "seeds")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    found = {
        path.relative_to(installed / "engine") for path in (installed / "engine").rglob("*") if path.is_file()
    }
    assert {path for path in found if path.suffix != ".py"} == ours
    assert [path.name for path in installed.iterdir()] == ["engine"]


def test_the_package_asks_for_what_the_engine_imports_as_the_app_pins_it():
    pins = dict(
        line.split("#")[0].strip().split("==")
        for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line and ";" not in line.split("#")[0]
    )
    asked = {Requirement(text).name: str(Requirement(text).specifier) for text in PROJECT["dependencies"]}
    imported = set().union(*(tops(parsed(path)) for path in ENGINE)) - {"engine", *sys.stdlib_module_names}
    # a package's name has dashes where its module has none
    assert asked == {name: f">={pins[name]}" for name in (module.replace("_", "-") for module in imported)}


def test_all_data_leave_with_their_description(tmp_path):
    content = notebook.archive()
    assert content == notebook.archive()
    with ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    assert {"data/sources.toml", "data/parameters.toml", "seeds/facts.toml", "LICENSE"} <= set(
        archive.namelist()
    )
    assert not [name for name in archive.namelist() if name.endswith((".py", ".pyc"))]
    package = Package(str(tmp_path / "data" / "datapackage.json"))
    assert all((tmp_path / "data" / resource.path).exists() for resource in package.resources)
    tables = {path.name for path in (tmp_path / "data").glob("*.csv")}
    assert {Path(resource.path).name for resource in package.resources} == tables


def test_save_as_shows_code_and_data():
    """With the reader's own ranges, for without them the chance would be another."""
    from tests.test_pages import opened

    at = opened("app.py", {"target": "40"})
    at.session_state["save"] = True
    at.run()
    codes = [code.value for code in at.code]
    assert any(code.startswith("pip install") for code in codes)
    # the case that all share: whoever wrote 40 for 40.0 before has shaped its text
    assert notebook.lines(case_of(Scenario(target=40.0))).strip() in [code.strip() for code in codes]
    own = (("organic_export_growth", 0.0, 0.1),)
    made = {}
    exec(notebook.lines(Case(Scenario(target=40.0), own)), made)
    assert made["case"] == Case(Scenario(target=40.0), own)
