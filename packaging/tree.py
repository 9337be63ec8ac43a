"""Write the tree in ARCHITECTURE.md anew: every module with the first line of its docstring. Run by `make tree`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_START, _END = "<!-- tree: made by `make tree` -->\n```\n", "```\n<!-- end of tree -->"
_WIDTH = 30


def purpose(module: Path) -> str:
    """The first line of the docstring of *module*."""
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


def tree(root: Path) -> list[str]:
    """One line for each module of the program and of the migrations under *root*."""
    return [*_folder(root / "nsk_desktop", 0), *_folder(root / "db", 0)]


def _folder(folder: Path, depth: int) -> Iterator[str]:
    """The lines of *folder*: itself, its modules, then its folders."""
    yield _line(f"{folder.name}/", folder / "__init__.py", depth)
    inside = sorted(each for each in folder.iterdir() if not each.name.startswith((".", "__pycache__")))
    for module in inside:
        if module.suffix == ".py" and module.name != "__init__.py":
            yield _line(module.name, module, depth + 1)
    for below in inside:
        if below.is_dir() and any(below.rglob("*.py")):
            yield from _folder(below, depth + 1)


def _line(name: str, module: Path, depth: int) -> str:
    """*name* with what *module* is for."""
    shown = "    " * depth + name
    return f"{shown:<{_WIDTH}} {purpose(module) if module.exists() else ''}".rstrip()


def written_tree(document: str) -> list[str]:
    """The lines of the tree that stands in *document*."""
    return document.partition(_START)[2].partition(_END)[0].splitlines()


def with_tree(document: str, lines: list[str]) -> str:
    """*document* with *lines* as its tree."""
    before, start, rest = document.partition(_START)
    _old, end, after = rest.partition(_END)
    if not (start and end):
        raise ValueError("ARCHITECTURE.md has no place for the tree")
    return before + start + "".join(f"{line}\n" for line in lines) + end + after


def main() -> int:
    """Put the real tree into ARCHITECTURE.md."""
    file = ROOT / "ARCHITECTURE.md"
    file.write_text(with_tree(file.read_text(encoding="utf-8"), tree(ROOT)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
