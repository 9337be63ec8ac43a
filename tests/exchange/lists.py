"""Ugly lists for tests: workbooks as people make them, and texts with columns."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

Rows = Iterable[Sequence[Any]]


def workbook(path: Path, merged: dict[str, Sequence[str]] | None = None, **sheets: Rows) -> Path:
    """A workbook with these sheets (an underscore in a name is a space), and the cells of each that are merged."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    book.save(path)
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    """A text file in a given encoding, with the line ends of Windows."""
    path.write_bytes(content.replace("\n", "\r\n").encode(encoding))
    return path
