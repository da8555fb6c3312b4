"""Imports go one way, and each room keeps to what it may know."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("data", "geo", "layouts", "callbacks", "app")  # each may know itself and those before it
DOORS = {"app.py", "data/__main__.py"}  # these two may open any room
WEB_AND_MAPS = {"dash", "dash_bootstrap_components", "flask", "flask_caching", "plotly", "geopandas"}
STORES = {"data.store.load", "pyarrow", "sqlite3", "duckdb"}  # a Snapshot may be handed in, never opened
OPENERS = {"read_parquet", "read_csv", "read_json", "read_text", "read_bytes", "open", "load"}


def files_of(room: str) -> list[Path]:
    """Python files of a room, as paths from the root."""
    if room == "app":
        return [Path("app.py")] if (ROOT / "app.py").exists() else []
    return sorted(path.relative_to(ROOT) for path in (ROOT / room).rglob("*.py"))


ALL = [path for room in ROOMS for path in files_of(room)]


def imported(path: Path, source: str | None = None) -> Iterator[str]:
    """Full names of the modules that a file imports, wherever in the file it does so."""
    tree = ast.parse(source if source is not None else (ROOT / path).read_text(encoding="utf-8"), str(path))
    package = path.parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module.split(".") if node.module else []
            if node.level:
                base = [*package[: len(package) - node.level + 1], *base]
            yield ".".join(base)
            yield from (".".join([*base, alias.name]) for alias in node.names)


def within(name: str, modules: set[str]) -> bool:
    """Whether a module is one of these or stands inside one of them."""
    return any(name == module or name.startswith(module + ".") for module in modules)


def upward(path: Path, source: str | None = None) -> list[str]:
    """Imports of rooms that stand after the file's own."""
    room = path.parts[0].removesuffix(".py")
    later = set(ROOMS[ROOMS.index(room) + 1 :])
    return sorted({name for name in imported(path, source) if within(name, later)})


def opened_in(path: Path, source: str | None = None) -> list[str]:
    """Stores that a file imports and calls by which it would open a store or a file."""
    text = source if source is not None else (ROOT / path).read_text(encoding="utf-8")
    calls = [node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    called = [getattr(call, "attr", getattr(call, "id", "")) for call in calls]
    return [name for name in imported(path, text) if within(name, STORES)] + [n for n in called if n in OPENERS]


def code_faults(source: str) -> list[str]:
    """Prints, blind excepts, asserts and changing globals in a file's code."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            faults.append(f"line {node.lineno}: print")
        elif isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or getattr(kind, "id", "") in {"Exception", "BaseException"} for kind in kinds):
                faults.append(f"line {node.lineno}: blind except")
        elif isinstance(node, ast.Assert):
            faults.append(f"line {node.lineno}: assert")
        elif isinstance(node, ast.Global):
            faults.append(f"line {node.lineno}: global")
    return faults


@pytest.mark.parametrize("path", [path for path in ALL if path.as_posix() not in DOORS], ids=str)
def test_imports_go_one_way(path: Path):
    assert upward(path) == [], f"{path} knows rooms that stand after its own ({' <- '.join(ROOMS)})"


@pytest.mark.parametrize("path", ALL, ids=str)
def test_nothing_imports_the_app(path: Path):
    assert not [name for name in imported(path) if within(name, {"app"})]


@pytest.mark.parametrize("path", [p for p in files_of("data") if p.as_posix() not in DOORS], ids=str)
def test_data_knows_no_map_and_no_web(path: Path):
    assert not [name for name in imported(path) if within(name, WEB_AND_MAPS)]


@pytest.mark.parametrize("path", files_of("layouts"), ids=str)
def test_layouts_open_no_store(path: Path):
    assert opened_in(path) == [], f"{path} opens a store or a file"


@pytest.mark.parametrize("path", ALL, ids=str)
def test_code_has_no_print_no_blind_except_no_assert_no_global(path: Path):
    assert code_faults((ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", ALL, ids=str)
def test_every_file_is_short_enough_to_read(path: Path):
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) < 300


def test_an_arrow_the_wrong_way_is_seen():
    assert upward(Path("geo/x.py"), "from layouts import picture") == ["layouts", "layouts.picture"]
    assert upward(Path("data/sources/ae/parse.py"), "def f():\n    from geo.places import near") != []
    assert upward(Path("geo/x.py"), "from data.store import open_store") == []
    assert "data.errors" in set(imported(Path("data/sources/ae/parse.py"), "from ...errors import Refused"))


def test_a_store_opened_in_a_layout_is_seen():
    assert opened_in(Path("layouts/x.py"), "from data import store\nstore.load(folder)") == ["load"]
    assert opened_in(Path("layouts/x.py"), "from data.store import Snapshot") == []


def test_faults_in_code_are_seen():
    assert len(code_faults("print(1)\ntry:\n    pass\nexcept Exception:\n    pass\nassert 1")) == 3
    assert len(code_faults("try:\n    pass\nexcept (OSError, BaseException):\n    pass\n")) == 1


def test_the_app_starts_without_pandas() -> None:
    """It would cost half a second and 50 MB a worker; pyarrow imports it unasked where it is given Python values."""
    heavy = ("pandas", "geopandas", "shapely", "pyproj", "pyarrow.compute")
    asked = f"import sys, app; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
