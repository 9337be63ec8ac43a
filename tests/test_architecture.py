"""The house is as ARCHITECTURE.md says: who imports whom, where things lie, how long a file may be."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

_LONGEST_FILE = 400
_EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "manager", "controller", "misc"}


@pytest.fixture(scope="module")
def tree(request: pytest.FixtureRequest) -> ModuleType:
    """The developers' tool `packaging/tree.py` as a module (its folder is no package)."""
    file = request.getfixturevalue("checkout") / "packaging" / "tree.py"
    spec = importlib.util.spec_from_file_location("nsk_tree", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sources(checkout: Path, *folders: str) -> list[Path]:
    """Every Python file under *folders*."""
    found = [file for folder in folders for file in sorted((checkout / folder).rglob("*.py"))]
    assert found
    return found


def too_long(files: list[Path]) -> list[str]:
    """The files with more lines than a reader can hold in mind."""
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    return [f"{file}: {length} lines" for file, length in lengths.items() if length > _LONGEST_FILE]


def empty_names(files: list[Path]) -> list[str]:
    """The files whose name does not tell what is in them."""
    return [str(file) for file in files if _EMPTY_WORDS & set(file.stem.lower().split("_"))]


def imported(source: str) -> set[str]:
    """The top packages that *source* imports."""
    names = [
        name
        for node in ast.walk(ast.parse(source))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    ]
    return {name.partition(".")[0] for name in names}


def lint_imports(root: Path, configuration: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of *configuration* on the package under *root*."""
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--config",
        str(configuration),
        "--no-cache",
        "--no-logo",
        *more,
    ]
    environment = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_the_tree_in_the_document_is_the_real_one(checkout: Path, tree: ModuleType) -> None:
    document = tree.written_tree((checkout / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    real = tree.tree(checkout)
    missing = [f"+ {line}" for line in real if line not in document]
    extra = [f"- {line}" for line in document if line not in real]
    assert not missing + extra, "ARCHITECTURE.md is not up to date (`make tree`):\n" + "\n".join(missing + extra)
    assert document == real, "the lines stand in another order (`make tree`)"


def test_control_a_module_that_is_not_in_the_document_is_seen(tmp_path: Path, tree: ModuleType) -> None:
    (tmp_path / "nsk_desktop" / "store").mkdir(parents=True)
    (tmp_path / "db").mkdir()
    (tmp_path / "nsk_desktop" / "store" / "engine.py").write_text('"""The one door."""\n', encoding="utf-8")
    before = tree.tree(tmp_path)
    (tmp_path / "nsk_desktop" / "store" / "search.py").write_text('"""Finds people."""\n', encoding="utf-8")
    (added,) = set(tree.tree(tmp_path)) - set(before)
    assert added.split() == ["search.py", "Finds", "people."]


def test_every_module_says_on_one_line_what_it_is_for(checkout: Path, tree: ModuleType) -> None:
    silent = [file for file in sources(checkout, "nsk_desktop", "db") if not tree.purpose(file)]
    assert not silent


def test_no_file_is_longer_than_a_reader_can_hold(checkout: Path) -> None:
    # A migration is as long as the change it makes, and is read once.
    assert not too_long(sources(checkout, "nsk_desktop", "tests", "packaging"))


def test_no_name_is_empty_of_meaning(checkout: Path) -> None:
    assert not empty_names(sources(checkout, "nsk_desktop", "tests", "packaging"))


def test_control_a_long_file_and_an_empty_name_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "sheet_utils.py"
    file.write_text("x = 1\n" * (_LONGEST_FILE + 1), encoding="utf-8")
    assert too_long([file])
    assert empty_names([file])


def test_tests_lie_where_the_code_lies(checkout: Path) -> None:
    beside = {"soak", "bench"}
    packages = {file.parent.name for file in (checkout / "nsk_desktop").glob("*/__init__.py")}
    folders = {folder.name for folder in (checkout / "tests").iterdir() if list(folder.glob("*.py"))} - beside
    assert folders <= packages
    assert not list((checkout / "tests").rglob("__init__.py"))


def test_migrations_never_import_the_program(checkout: Path) -> None:
    folder = checkout / "db"
    bad = [file for file in sources(checkout, folder.name) if "nsk_desktop" in imported(file.read_text("utf-8"))]
    assert not bad
    assert imported("from nsk_desktop.domain import codes\nimport os.path") == {"nsk_desktop", "os"}, "control"


def test_the_import_contracts_hold(checkout: Path) -> None:
    told = lint_imports(checkout, checkout / "pyproject.toml")
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain/records.py", "import nsk_desktop.store", "layers"),
        ("store/engine.py", "import nsk_desktop.exchange", "layers"),
        ("store/engine.py", "import nsk_desktop.measures", "own-words"),
        ("services/__init__.py", "import PySide6.QtCore", "qt"),
        ("domain/records.py", "import sqlalchemy", "sqlalchemy"),
        ("services/__init__.py", "import psycopg", "postgresql"),
        ("services/__init__.py", "import openpyxl", "workbooks"),
        ("services/__init__.py", "import rapidfuzz", "spelling"),
        ("services/__init__.py", "import holidays", "holidays"),
        ("services/__init__.py", "import icalendar", "calendar-files"),
        ("services/__init__.py", "import pyrage", "team-seal"),
        ("ui/__init__.py", "import nsk_desktop.store", "windows"),
    ],
)
def test_control_a_forbidden_import_is_caught(
    checkout: Path, tmp_path: Path, module: str, line: str, contract: str
) -> None:
    shutil.copytree(checkout / "nsk_desktop", tmp_path / "nsk_desktop", ignore=shutil.ignore_patterns("__pycache__"))
    changed = tmp_path / "nsk_desktop" / module
    changed.write_text(f"{changed.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    told = lint_imports(tmp_path, checkout / "pyproject.toml", "--contract", contract)
    contracts = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (name,) = (each["name"] for each in contracts if each["id"] == contract)
    assert told.returncode == 1, told.stdout + told.stderr
    assert f"{name} BROKEN" in told.stdout


def loaded_by(module: str) -> set[str]:
    """The packages that are loaded after *module* was imported in a fresh interpreter."""
    code = f"import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return set(told.stdout.split())


def test_the_command_line_loads_no_windows() -> None:
    assert not {"PySide6", "shiboken6"} & loaded_by("nsk_desktop.cli")


def test_the_desktop_starts_without_what_it_does_not_need_yet() -> None:
    late = {"sqlalchemy", "alembic", "openpyxl", "reportlab", "lxml", "rich", "typer", "pyrage"}
    assert not late & loaded_by("nsk_desktop.app")


def test_control_a_loaded_package_is_seen() -> None:
    assert "PySide6" in loaded_by("PySide6.QtCore")
