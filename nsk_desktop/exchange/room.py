"""How many rows a central workbook takes, and the way out when there are more."""

from collections.abc import Mapping, Sequence
from typing import Final

from nsk_desktop.errors.workbook import WorkbookFull
from nsk_desktop.exchange.patch import TableChange, TableContent

MOST_ROWS: Final = 1_000_000
"""In one table. A sheet ends at 1,048,576: whoever gets near it needs another place while there is room to move."""


def refuse_full(name: str, tables: Mapping[str, TableContent], changes: Sequence[TableChange]) -> None:
    """Refuse *changes* that would fill a table of the workbook *name*, before anything is written."""
    for change in changes:
        rows = len(tables[change.table].rows) + len(change.appended)
        if change.appended and rows > MOST_ROWS:
            raise WorkbookFull(name, change.table, rows)
