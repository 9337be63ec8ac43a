"""Import of how many live in the area: a table of any shape, looked at before anything is written, in one step."""

from dataclasses import dataclass
from pathlib import Path

from nsk_desktop.errors.fill_in import ImportRefused
from nsk_desktop.exchange import list_reading, resident_table
from nsk_desktop.exchange.list_cells import written
from nsk_desktop.exchange.list_reading import ListFile, ListTable
from nsk_desktop.exchange.resident_table import LABELS, Says
from nsk_desktop.i18n import _
from nsk_desktop.services import effort
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.effort import Residents

__all__ = ["ListFile", "ListTable", "Planned", "ResidentPlan", "Says", "written"]


@dataclass(frozen=True, slots=True)
class Planned:
    """One number as it is now and as it will be; nothing for one that is not there."""

    row: Residents
    before: int | None
    after: int | None

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class ResidentPlan:
    """What importing a table would do."""

    lines: tuple[Planned, ...]
    problems: tuple[str, ...]
    totals: int
    """Rows that only add up the others."""

    @property
    def changed(self) -> int:
        return sum(line.changes for line in self.lines)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the table speaks of."""
        return tuple(sorted({line.row.year for line in self.lines}))


def read(path: Path) -> ListFile:
    """The tables of a file. Raises a FileRefused when it cannot be read."""
    return list_reading.read_list(path)


def guess(table: ListTable) -> tuple[int, tuple[Says, ...]]:
    """The row of the headings, and what each column seems to say."""
    header = resident_table.guess_header(table)
    return header, resident_table.guess_columns(table, header)


def label_of(says: Says) -> str:
    """What a column that says this is called."""
    return _(LABELS[says])


def lacks(columns: tuple[Says, ...], year: int | None) -> str:
    """What the columns do not say and must: a sentence, or nothing."""
    return resident_table.lacks(columns, year)


def plan(
    desk: Desk, table: ListTable, header: int, columns: tuple[Says, ...], year: int | None, source: str
) -> ResidentPlan:
    """What the table would do. A year that it speaks of is taken over whole, so that nobody is counted twice."""
    found = resident_table.read_residents(table, header, columns, year)
    known = {row.key: row for row in effort.residents(effort.get_area(desk))}
    years = {cell.year for cell in found.counts}
    lines = []
    for cell, number in found.counts.items():
        before = known.get((cell.year, cell.age_band, cell.gender))
        after = Residents(cell.year, cell.age_band, cell.gender, number, source)
        lines.append(Planned(after, before.count if before else None, number))
    kept = {line.row.key for line in lines}
    lines += [Planned(row, row.count, None) for key, row in known.items() if row.year in years and key not in kept]
    place = {row.key: number for number, row in enumerate(effort.in_order([line.row for line in lines]))}
    return ResidentPlan(tuple(sorted(lines, key=lambda line: place[line.row.key])), found.problems, found.totals)


def apply(desk: Desk, file: str, made: ResidentPlan) -> None:
    """Write what *made* says, as one change that can be undone. With a problem nothing is written."""
    if made.problems:
        raise ImportRefused(file, made.problems)
    if not made.changed:
        return
    desk.back_up("import")
    years = set(made.years)
    others = [row for row in effort.residents(effort.get_area(desk)) if row.year not in years]
    effort.replace_residents(desk, [*others, *(line.row for line in made.lines if line.after is not None)], file)
