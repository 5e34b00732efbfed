"""The walls between the rooms, read off the syntax tree: imports inside functions count too."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ENGINE = sorted((ROOT / "engine").rglob("*.py"))
FORMULA_ROOMS = ("growth", "trade", "goods", "border", "investment", "economy", "transit")
FORMULAS = [ROOT / "engine" / f"{name}.py" for name in FORMULA_ROOMS]
PARTS = ROOT / "pages" / "parts"
PAGES = sorted((ROOT / "pages").glob("*.py"))
SCREENS = [path for path in (ROOT / "app.py", *PAGES) if path.exists()]
UI = sorted({*SCREENS, *(ROOT / "pages").rglob("*.py")})
OPENERS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "fdopen", "urlopen", "loadtxt"),
    *(
        "genfromtxt",
        "fromfile",
        "memmap",
        "read_csv",
        "read_excel",
        "read_json",
        "read_parquet",
        "read_table",
    ),
    *("read_fwf", "read_pickle"),
}
CLOCKS = {"now", "today", "utcnow", "perf_counter", "monotonic", "time_ns", "process_time"}


def names(paths):
    return [path.relative_to(ROOT).as_posix() for path in paths]


def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports_of(tree):
    """Every module that is imported, with the names taken from it: "engine.load", "engine.load.PARAMETERS"."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call) and called(node) in ("__import__", "import_module"):
            found |= {str(argument.value) for argument in node.args if isinstance(argument, ast.Constant)}
    return found


def tops(tree):
    return {name.split(".")[0] for name in imports_of(tree)}


def called(node):
    """The last name of what a call calls: `read_csv` of `pd.read_csv(...)`."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls_of(tree):
    return {called(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def dotted(node):
    """`np.random.seed` of the same in the tree."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return getattr(node, "id", "")


def outside_functions(tree):
    """The nodes that run when the module is imported."""
    waiting = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        for child in ast.iter_child_nodes(node):
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
                waiting.append(child)


# ── What the tests can see ───────────────────────────────────────────────────────────────────────────────────


def test_the_rooms_are_found():
    """The tests below look at real files."""
    found = {path.name for path in ENGINE}
    assert {"__main__.py", "load.py", "model.py", "scenario.py", "growth.py", "trade.py", "goods.py"} <= found
    assert all(path.exists() for path in FORMULAS)
    model = imports_of(parsed(ROOT / "engine" / "model.py"))
    rooms = {name.split(".")[1] for name in model if name.startswith("engine.")}
    assert rooms - {"load", "message", "past", "quantity", "scenario"} == set(FORMULA_ROOMS)
    if (ROOT / "app.py").exists():
        assert ROOT / "app.py" in SCREENS and PAGES and (PARTS / "levers.py") in UI


def test_imports_are_seen_wherever_they_hide():
    """At the top, inside a function, from a package, by name, and relative."""
    text = """
import numpy as np
def f():
    import streamlit.components
    from pages import parts
    __import__("altair")
    importlib.import_module("pandas")
from .charts import x
"""
    tree = ast.parse(text)
    assert {"numpy", "streamlit", "pages", "altair", "pandas"} <= tops(tree)
    assert "pages.parts" in imports_of(tree) and ".charts" in imports_of(tree)


# ── The engine ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ENGINE, ids=names(ENGINE))
def test_the_engine_knows_no_screen(path):
    """Standard library, numpy, pandas, scipy, what knows office files and itself; nothing that draws, nothing of the pages."""
    office = {"charset_normalizer", "openpyxl", "xlsxwriter"}
    allowed = {"engine", "numpy", "pandas", "scipy", *office, *sys.stdlib_module_names}
    assert tops(parsed(path)) <= allowed, tops(parsed(path)) - allowed


@pytest.mark.parametrize("path", FORMULAS, ids=names(FORMULAS))
def test_formulas_know_only_numbers(path):
    """Formula modules import numpy and what remembers answers; not the data, not scenarios, not each other."""
    tree = parsed(path)
    ours = {name for name in imports_of(tree) if name.startswith("engine")}
    assert tops(tree) <= {"numpy", "engine"} and ours <= {"engine.remember", "engine.remember.per_table"}


@pytest.mark.parametrize("path", ENGINE, ids=names(ENGINE))
def test_only_one_file_opens_files(path):
    """Opening, reading and writing happen in engine/load.py alone."""
    opening = calls_of(parsed(path)) & OPENERS
    assert bool(opening) == (path.name == "load.py"), opening


@pytest.mark.parametrize("path", ENGINE, ids=names(ENGINE))
def test_the_engine_speaks_only_in_the_terminal(path):
    """Nothing is printed or logged but by the command line, and nothing is asked."""
    tree = parsed(path)
    speaking = calls_of(tree) & {"print", "input"} | tops(tree) & {"logging", "warnings"}
    assert bool(speaking) == (path.name == "__main__.py"), speaking


@pytest.mark.parametrize("path", ENGINE, ids=names(ENGINE))
def test_the_engine_refuses_in_sentences_that_can_be_translated(path):
    """A page shows them to a reader; only what the terminal alone can meet may be English text."""
    bare = {"ValueError"} & calls_of(parsed(path))
    assert not bare or path.name in ("__main__.py", "explain.py", "selftest.py"), bare


@pytest.mark.parametrize("path", ENGINE, ids=names(ENGINE))
def test_the_engine_has_no_clock_and_no_dice(path):
    """No time of day; chance only from a generator that is made inside a function, never from a common one."""
    tree = parsed(path)
    assert not tops(tree) & {"time", "datetime", "random", "secrets", "uuid"}
    assert not calls_of(tree) & CLOCKS
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ".random." in f"{dotted(node)}.":
            assert dotted(node).split(".random", 1)[1] in ("", ".default_rng", ".Generator"), dotted(node)
    for node in outside_functions(tree):
        if isinstance(node, ast.Call):
            assert called(node) not in ("default_rng", "RandomState", "Sobol"), ast.unparse(node)


@pytest.mark.parametrize("path", ENGINE, ids=names(ENGINE))
def test_nothing_is_global(path):
    """No function changes a name of its module."""
    assert not [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Global)]


# ── The pages ────────────────────────────────────────────────────────────────────────────────────────────────

EXHIBITS = sorted((PARTS / "exhibits").glob("*.py"))
TEXTS = sorted((PARTS / "texts").glob("*.py"))
DIAL = {"pages.parts.dial", ".dial", "dial"}


def taken_along(path, seen=None):
    """The tops of all that a file imports, and of what those of our parts import that it takes."""
    seen = set() if seen is None else seen
    if path in seen:
        return set()
    seen.add(path)
    tree = parsed(path)
    found = tops(tree)
    for name in imports_of(tree):
        part = ROOT / (name.replace(".", "/") + ".py")
        if name.startswith("pages.") and part.exists():
            found |= taken_along(part, seen)
    return found


@pytest.mark.parametrize("path", [*EXHIBITS, *TEXTS], ids=names([*EXHIBITS, *TEXTS]))
def test_charts_and_sentences_know_no_streamlit(path):
    """A chart is made of a case, not of a page; so is a sentence. What they import is as free of it."""
    assert "streamlit" not in taken_along(path)


@pytest.mark.parametrize("path", EXHIBITS, ids=names(EXHIBITS))
def test_a_drawing_is_constant(path):
    """It names altair, the look, the shapes that all share, texts and constants of its file: nothing that a case changes."""
    tree = parsed(path)
    constants = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    shared = {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "pages.parts.exhibits.theme"
        for alias in node.names
    }
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        if "constant" not in {getattr(mark, "id", "") for mark in function.decorator_list}:
            continue
        names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
        own = {node.id for node in names if isinstance(node.ctx, ast.Store)} | {"look"}
        helpers = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        known = {"alt", "_", "list", "dict", "enumerate", "range", "zip"} | constants | shared | own | helpers
        assert {node.id for node in names} <= known, {node.id for node in names} - known


@pytest.mark.parametrize("path", UI, ids=names(UI))
def test_only_the_levers_draw_levers(path):
    """The dial is imported by the file of levers alone; what lives in the browser is made in one file."""
    tree = parsed(path)
    if path not in (PARTS / "levers.py", PARTS / "dial.py"):
        taken = {name for name in imports_of(tree) if name in DIAL or name.startswith("pages.parts.dial.")}
        assert not taken, taken
    made = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and "components.v2" in dotted(n)]
    assert bool(made) == (path.name == "component.py")


@pytest.mark.parametrize("path", SCREENS, ids=names(SCREENS))
def test_no_page_imports_another(path):
    """Pages share parts, not each other, and nobody imports the entry."""
    others = {f"pages.{page.stem}" for page in PAGES} | {"app"}
    taken = {name for name in imports_of(parsed(path)) if name in others}
    assert not taken, taken


def numbers_of(tree):
    """Numbers in a page that may mean something: all floats and whole numbers above 12, but for column widths."""
    layout = [
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) == "columns"
        for inner in ast.walk(node)
    ]
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and node not in layout
        and (type(node.value) is float or (type(node.value) is int and node.value > 12))
    ]


@pytest.mark.parametrize("path", SCREENS, ids=names(SCREENS))
def test_no_number_of_the_economy_stands_in_a_page(path):
    """Pages have small whole numbers and column widths only: every other number is data or a part's affair."""
    assert numbers_of(parsed(path)) == []


def test_numbers_in_a_page_are_seen():
    """35, 0.33 and 1e9 are found; counts up to 12, column widths, switches and texts are not."""
    text = 'st.columns([2.5, 1]); x = 35; y = f(0.33) / 1e9; z = items[:12]; st.text("2030", wide=True)'
    assert sorted(numbers_of(ast.parse(text))) == [0.33, 35, 1e9]


# ── Rooms ────────────────────────────────────────────────────────────────────────────────────────────────────

ROOMS = PARTS / "rooms"
STORE = {
    *(ROOMS / f"{name}.py" for name in ("store", "answering", "entering", "stages", "keeping", "ground")),
    *(ROOMS / f"{name}.py" for name in ("database", "tables", "rows", "migrate")),
    *(ROOMS / "migrations").rglob("*.py"),
}
EVERYWHERE = [*ENGINE, *UI]


@pytest.mark.parametrize("path", EVERYWHERE, ids=names(EVERYWHERE))
def test_only_the_store_knows_databases(path):
    """Routes and pages call its methods; what these take and give are records."""
    known = tops(parsed(path)) & {"sqlalchemy", "alembic", "sqlite3", "pysqlite3", "psycopg"}
    assert bool(known) == (path in STORE), known


@pytest.mark.parametrize("path", sorted(STORE), ids=names(sorted(STORE)))
def test_the_store_knows_no_page(path):
    """A process without Streamlit can keep rooms: the command that makes their tables is one."""
    assert not taken_along(path) & {"streamlit", "starlette", "altair"}
