"""Rows in the evaluator's tables that no laptop has sent: formulas count them, and no merge ever puts them right."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.claims import CHECK_LENGTH, read_check_text
from nsk_desktop.exchange.patch import TableContent
from nsk_desktop.exchange.sheets import CHECK, ID, ROW_SHEETS, Sheet
from nsk_desktop.exchange.values import canonical, check, shown
from nsk_desktop.i18n import _, ngettext

_SHOWN_ROWS, _SHOWN_VALUES = 3, 2


@dataclass(frozen=True, slots=True)
class Stray:
    """A row that was typed or copied in, or whose id was changed by hand."""

    sheet: str
    row: str
    """Its id; empty for a row without."""
    says: str = ""
    """The first of what stands in a row without an id."""


def strays(tables: Mapping[str, TableContent], sheets: Collection[str] | None = None) -> tuple[Stray, ...]:
    """The rows of *sheets* (or of all) that no laptop has sent."""
    wanted = [sheet for sheet in ROW_SHEETS if sheet.table in tables and (sheets is None or sheet.name in sheets)]
    checked = [sheet for sheet in wanted if CHECK in tables[sheet.table].columns]
    return tuple(stray for sheet in checked for stray in _of_sheet(sheet, tables[sheet.table].rows))


def _of_sheet(sheet: Sheet, rows: Sequence[Mapping[str, CellValue]]) -> Iterator[Stray]:
    key = sheet.columns[0]
    for row in rows:
        identity, written = canonical(key, row.get(ID)), str(row.get(CHECK) or "")
        if identity is None:
            # An empty cell of yes and no is read as no, but nobody wrote it.
            there = [column for column in sheet.columns if row.get(column.name) is not None]
            values = [shown(canonical(column, row[column.name])) for column in there]
            if values:  # What stands in the evaluator's own columns alone is nobody's row.
                yield Stray(sheet.name, "", ", ".join(values[:_SHOWN_VALUES]))
            continue
        checks, _carriers = read_check_text(written, len(sheet.columns))
        # A check that somebody wrote over says nothing of where the row is from.
        if not written or (checks is not None and checks[:CHECK_LENGTH] != check(identity)):
            yield Stray(sheet.name, str(identity))


def told(found: Sequence[Stray]) -> Iterator[str]:
    """A sentence for each sheet: how many such rows it has, which, and what to do."""
    for sheet, among in groupby(found, attrgetter("sheet")):
        rows = list(among)
        names = [stray.row or _("without id ({says})").format(says=stray.says[:60]) for stray in rows[:_SHOWN_ROWS]]
        if len(rows) > _SHOWN_ROWS:
            names.append("…")
        yield ngettext(
            "{count} row in {sheet} comes from no laptop: {rows}. Formulas count it, and no merge puts it right. "
            "Delete it, or move it to a sheet of your own.",
            "{count} rows in {sheet} come from no laptop: {rows}. Formulas count them, and no merge puts them right. "
            "Delete them, or move them to a sheet of your own.",
            len(rows),
        ).format(count=len(rows), sheet=sheet, rows="; ".join(names))
