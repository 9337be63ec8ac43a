"""Filled-in workbooks for tests, made from plain rows."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl

from nsk_desktop.exchange.fill_in import read_fill_in
from nsk_desktop.exchange.fill_in_lines import FillIn, Problem

TODAY = date(2025, 12, 1)
SESSION = ("Nr", "Dato", "Titel")
PERSON = ("Møde", "Deltager")
COUNT = ("Møde", "Antal")
GOOD = (1, "04.03.2025", "Kvindegruppen")

Rows = Sequence[Sequence[object]]


def write(folder: Path, **sheets: Rows) -> Path:
    """A workbook of *sheets*, each a list of rows with the column names first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
            for cell in page[page.max_row]:
                # As text, also what openpyxl would take for a formula or an error value.
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    path = folder / "udfyldt.xlsx"
    book.save(path)
    return path


def read(folder: Path, **sheets: Rows) -> FillIn:
    """What is read from a workbook of *sheets*."""
    return read_fill_in(write(folder, **sheets), today=TODAY)


def only(found: Sequence[Problem]) -> Problem:
    """The one problem that was found."""
    assert len(found) == 1, [problem.sentence() for problem in found]
    return found[0]
