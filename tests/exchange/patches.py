"""Changes of the evaluator's workbook that the tests make, and what they read back."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.patch import TableChange, patch_workbook, read_tables

TABLE = "nsk_Aktiviteter"
NEW: list[dict[str, CellValue]] = [
    {"id": "n1", "dato": date(2026, 3, 1), "titel": "=Ikke en formel", "antal": 10, "kontrol": "x"},
    {"id": "n2", "dato": date(2026, 3, 2), "titel": " to\nlinjer _x0041_", "antal": 2.5, "kontrol": None},
]
UPDATES: dict[str, dict[str, CellValue]] = {"r3": {"titel": "Rettet", "dato": date(2026, 1, 1)}}
SHEET = "xl/worksheets/sheet1.xml"


def change(
    updates: dict[str, dict[str, CellValue]] | None = None, appended: Sequence[dict[str, CellValue]] = ()
) -> list[TableChange]:
    return [TableChange(TABLE, updates or {}, list(appended))]


def patched(source: Path, *args: Any, **kwargs: Any) -> Path:
    target = source.with_name(f"patched-{source.name}")
    patch_workbook(source, target, *args, **kwargs)
    return target


def rows(path: Path) -> list[dict[str, CellValue]]:
    return read_tables(path, [TABLE])[TABLE].rows
