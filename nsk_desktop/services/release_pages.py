"""The counts of a half-year as they are read: one page for each unit, with the small numbers hidden."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nsk_desktop.exchange.aggregates import BLANK, HEAD, HIDDEN, NOTE, ROW, SUM, TITLE, Cell, Line, Page
from nsk_desktop.i18n import _
from nsk_desktop.measures.aggregates import (
    ACTORS_PRESENT,
    ATTENDANCES,
    BRIDGES,
    MOBILISED,
    SESSIONS,
    Dimension,
    Family,
    Statement,
    Table,
    key,
    part_label,
    tables_of,
    total_key,
)

SHEETS: Mapping[str, str] = {
    ATTENDANCES.name: "Fremmøder",
    SESSIONS.name: "Aktiviteter",
    ACTORS_PRESENT.name: "Aktørers fremmøder",
    BRIDGES.name: "Brobygning",
    MOBILISED.name: "Nye aktører",
}
"""What the sheets are called, in any language, as in the other files."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one family, and which of them are hidden."""

    family: Family
    values: Mapping[str, Cell]
    hidden: Collection[str] = ()

    def shown(self, name: str) -> Cell:
        return HIDDEN if name in self.hidden else self.values[name]


def page_of(numbers: Numbers, statement: Statement | None = None) -> Page:
    """The page of one family; with the interval of different citizens where one belongs there."""
    family = numbers.family
    lines: list[Line] = [(TITLE, (_(family.title),)), (NOTE, (_(family.unit),)), (BLANK, ())]
    if statement is not None:
        lines += _statement_lines(statement)
    for table in tables_of(family):
        lines += _table_lines(numbers, table)
    return Page(SHEETS[family.name], tuple(lines))


def notes() -> tuple[str, ...]:
    """What a reader must know of the file."""
    return (
        _("Everything in this file happened in one half-year. It holds numbers only: no people, no places, no titles."),
        _(
            "{mark} stands for a number that is not shown: it is small, few people stand behind it, or it would give "
            "another one away. It is at least 1 and may well be large. A zero is shown."
        ).format(mark=HIDDEN),
        _(
            "Attendances are not people: who comes five times is five attendances. How many different citizens were "
            "reached stands once for the whole half-year, because people in groups cannot be added up."
        ),
        _("A half-year is given out once. Whatever is corrected later, the file says what it said the first time."),
    )


def _statement_lines(statement: Statement) -> Iterator[Line]:
    yield HEAD, (_("Different citizens reached"), _("At least"), _("At most"))
    lower, upper = statement.lower, statement.upper
    yield ROW, (_("The whole half-year"), HIDDEN if lower is None else lower, HIDDEN if upper is None else upper)
    yield BLANK, ()


def _table_lines(numbers: Numbers, table: Table) -> Iterator[Line]:
    family, rows, columns = numbers.family, table.rows, table.columns
    heads = [part_label(columns, code) for code in columns.labels] if columns else []
    title = _("{rows} and {columns}").format(rows=_(rows.title), columns=_(columns.title).lower()) if columns else ""
    yield HEAD, (title or _(rows.title), *heads, _("In all"))
    for code in rows.labels:
        yield (
            ROW,
            (part_label(rows, code), *_cells(numbers, rows, code, columns), numbers.shown(key(family, (rows, code)))),
        )
    sums = [numbers.shown(key(family, (columns, code))) for code in columns.labels] if columns else []
    yield SUM, (_("In all"), *sums, numbers.shown(total_key(family)))
    yield BLANK, ()


def _cells(numbers: Numbers, rows: Dimension, code: str, columns: Dimension | None) -> Sequence[Cell]:
    if columns is None:
        return ()
    return [numbers.shown(key(numbers.family, (rows, code), (columns, other))) for other in columns.labels]


def differing(given: Sequence[Page], now: Sequence[Page]) -> int:
    """How many of the numbers that were given out are others now; *now* with nothing hidden."""
    before = [cell for page in given for _kind, cells in page.lines for cell in cells[1:]]
    after = [cell for page in now for _kind, cells in page.lines for cell in cells[1:]]
    pairs = zip(before, after, strict=False)
    return sum(isinstance(one, int) and one != other for one, other in pairs)
