"""Files of counts as somebody outside reads them: tables whose rows and columns add up."""

from collections.abc import Iterator
from pathlib import Path

from nsk_desktop.exchange import aggregates
from nsk_desktop.exchange.aggregates import HIDDEN, Cell, Page
from tests.measures.attacker import Seen

STATEMENT = "Forskellige borgere nået"
ALL = "I alt"
_Cells = tuple[Cell, ...]


def read(path: Path) -> tuple[Page, ...]:
    """The pages of a file whose signature holds."""
    return aggregates.read(path).pages


def numbers(pages: tuple[Page, ...]) -> list[Cell]:
    """Every number that is shown or hidden."""
    return [cell for page in pages for _kind, cells in page.lines for cell in cells[1:] if _is_number(cell)]


def seen(pages: tuple[Page, ...]) -> Seen:
    """The numbers by what they are said to count, and which are sums of which. What is 'I alt' is one number."""
    found = Seen()
    for page in pages:
        for table in _tables(page):
            _take(found, page.name, table)
    return found


def _is_number(cell: Cell) -> bool:
    return cell == HIDDEN or isinstance(cell, int)


def _tables(page: Page) -> Iterator[list[_Cells]]:
    """The lines of each table: its head, its rows, and its sums."""
    table: list[_Cells] = []
    for _kind, cells in page.lines:
        if cells and len(cells) > 1:
            table.append(cells)
        elif table:
            if table[0][0] != STATEMENT:
                yield table
            table = []
    if table:
        yield table


def _take(found: Seen, page: str, table: list[_Cells]) -> None:
    head, *rows = table
    names = str(head[0]).lower().split(" og ")
    assert (head[-1], rows[-1][0]) == (ALL, ALL), head
    columns = [f"{names[1]}={label}" for label in head[1:-1]] if len(names) == 2 else []
    for row in rows:
        label = "" if row[0] == ALL else f"{names[0]}={row[0]}"
        for place, cell in zip([*columns, ""], row[1:], strict=True):
            key = "|".join([page, *sorted(part for part in (label, place) if part)])
            value = None if cell == HIDDEN else int(cell)
            assert found.numbers.setdefault(key, value) == value, f"{key} stands twice with different numbers"
        if columns:
            found.sums.append((_key(page, label), tuple(_key(page, label, column) for column in columns)))
    labels = [f"{names[0]}={row[0]}" for row in rows[:-1]]
    for column in [*columns, ""]:
        found.sums.append((_key(page, column), tuple(_key(page, label, column) for label in labels)))


def _key(page: str, *parts: str) -> str:
    return "|".join([page, *sorted(part for part in parts if part)])
