"""The rows a table gets below its last one: values, the last row's formats, formulas in the evaluator's columns."""

from collections.abc import Iterable
from datetime import date, time
from functools import partial
from operator import getitem

from nsk_desktop.exchange import markup
from nsk_desktop.exchange.cells import (
    CellValue,
    fitting_style,
    fitting_style_of_kind,
    moment_kind,
    written_content,
)
from nsk_desktop.exchange.coordinates import column_letters
from nsk_desktop.exchange.markup import escaped
from nsk_desktop.exchange.number_formats import CellFormats
from nsk_desktop.exchange.references import Growing, Growth, grow, is_relative, shift
from nsk_desktop.exchange.row_form import Remembered, RowForm
from nsk_desktop.exchange.sheet_edits import (
    SharedFormula,
    SheetEdit,
    cell_formula_change,
    new_row_start,
    without_results,
    without_sharing,
)
from nsk_desktop.exchange.sheet_rows import Cell, grammar, moved_cell
from nsk_desktop.exchange.table_parts import TableColumn
from nsk_desktop.exchange.table_plan import TablePlan
from nsk_desktop.exchange.table_scan import formula_of, shared_numbers

# Not `date | time`, which is made anew each time it is asked about: two million times in a big sheet.
_MOMENTS = (date, time)


class NewRows:
    """Writes the new rows of one table, each when its turn comes."""

    def __init__(self, plan: TablePlan, formats: CellFormats, growths: Iterable[Growth]) -> None:
        self._plan = plan
        self._formats = formats
        self._growths = list(growths)
        scanned, columns = plan.scanned, plan.table.columns
        self._headers = plan.table.headers
        self._patterns = grammar(scanned.prefix)
        self._last = {cell.column: cell for cell in self._patterns.cells(scanned.last_row)}
        self._styles: dict[tuple[int, str], bytes] = {}
        self._formulas = {c.number: f for c in columns if c.header not in plan.headers and (f := self._formula(c))}
        self.start = self._patterns.start(scanned.last_row) if scanned.last_row else b""
        self.numbers = range(plan.table.last + 1, plan.table.last + 1 + len(plan.new_rows))
        self.form = RowForm(scanned.prefix, new_row_start(self.start, scanned.prefix), [c.number for c in columns])
        self._pieces = [self._piece_maker(place, column) for place, column in enumerate(columns)]
        self.computed = [(place, c) for place, c in enumerate(columns) if c.number in self._formulas]

    def put_into(self, edit: SheetEdit) -> None:
        """Add the new rows (and the totals row that gives way) to the sheet's edit.

        Formats are asked for here, because the part that lists them may be written before the rows.
        """
        scanned, table = self._plan.scanned, self._plan.table
        edit.unshared |= self._unshared()
        if scanned.is_blank and self._plan.change.appended:
            edit.add_cells(table.first, self._missing_formulas)
            for number, value in self._plan.values[table.first].items():
                last = self._last.get(number)
                fitting_style(self._formats, last.style if last else None, value, new=False)
        for kind in scanned.bare_kinds - {""}:
            self._formats.for_kind(None, kind)
        for column in table.columns:
            for kind in self._kinds(column.header):
                self._style(column.number, kind)
        if self.numbers:
            edit.runs.append(self)
        if scanned.totals_row and self._plan.added:
            row = table.area.bottom + self._plan.added
            edit.add_cells(row, partial(self._totals, row), self._patterns.start(scanned.totals_row))

    def _kinds(self, header: str) -> list[str]:
        """Which sorts of day and time come in a column."""
        if not any(issubclass(kind, _MOMENTS) for kind in self._plan.kinds.get(header, ())):
            return []
        return sorted({moment_kind(value) for value in {record.get(header) for record in self._plan.new_rows}})

    def _unshared(self) -> dict[str, SharedFormula]:
        scanned = self._plan.scanned
        moved = self._patterns.cells(scanned.totals_row) if self._plan.added else ()
        numbers = scanned.written_over.union(*(shared_numbers(cell) for cell in moved))
        return {number: formula for number, formula in scanned.shared.items() if number in numbers}

    # The rows, one at a time

    def values(self, number: int) -> list[CellValue]:
        """What the cells of a row shall show, column by column."""
        return list(map(self._plan.new_rows[number - self.numbers.start].get, self._headers))

    def row(self, number: int) -> bytes:
        """The whole row."""
        return self.form.row(number, self._row_pieces(number))

    def cells(self, number: int) -> dict[int, bytes]:
        """Its cells by column."""
        return self.form.cells(number, self._row_pieces(number))

    def _row_pieces(self, number: int) -> list[bytes]:
        pieces = list(map(getitem, self._pieces, self.values(number)))
        for place, column in self.computed:
            pieces[place] = self._computed_content(column, number) + self.form.follows[place]
        return pieces

    def _piece_maker(self, place: int, column: TableColumn) -> Remembered[CellValue, bytes]:
        end, prefix = self.form.follows[place], self.form.prefix

        def piece(value: CellValue) -> bytes:
            kind = moment_kind(value) if isinstance(value, _MOMENTS) else ""
            return self._style(column.number, kind) + written_content(prefix, value) + end

        # A yes is a one to whoever remembers, and is written otherwise.
        return Remembered(piece, at_most=0) if bool in self._plan.kinds.get(column.header, ()) else Remembered(piece)

    def _style(self, number: int, kind: str) -> bytes:
        """The format of a new cell: the last row's, or one for a day or time of this kind."""
        if (number, kind) not in self._styles:
            last = self._last.get(number)
            style = fitting_style_of_kind(self._formats, last.style if last else None, kind, new=True)
            self._styles[number, kind] = b' s="%d"' % style if style else b""
        return self._styles[number, kind]

    # Formulas

    def _missing_formulas(self) -> dict[int, bytes]:
        """The formulas that the blank row of a new table lacks."""
        empty = [c for c in self._plan.table.columns if c.number not in self._last or self._last[c.number].is_empty]
        row, opened = self._plan.table.first, self._patterns.cell_tag
        return {
            c.number: b'%s r="%s%d"%s'
            % (opened, column_letters(c.number).encode(), row, self._computed_content(c, row))
            for c in empty
            if c.number in self._formulas
        }

    def _computed_content(self, column: TableColumn, row: int) -> bytes:
        """What follows the place of a cell with a formula."""
        text, base, array = self._formulas[column.number]
        text = shift(text, row - base) if base else text
        prefix, about, kind = self.form.prefix, self._style(column.number, ""), b""
        if array:
            kind = b' t="array" ref="%s%d"' % (column_letters(column.number).encode(), row)
            meta = self._last[column.number].attributes if column.number in self._last else b""
            dynamic = markup.attributes(meta).get("cm")
            about += b' cm="%s"' % escaped(dynamic) if dynamic else b""
        return b"%s><%sf%s>%s</%sf></%sc>" % (about, prefix, kind, escaped(text), prefix, prefix)

    def _formula(self, column: TableColumn) -> tuple[str, int, bool] | None:
        """An extra column's formula, the row it is written for (0: any), and whether it is an array formula."""
        own = column.formula
        if own and not is_relative(own):
            return self._grown(own), 0, column.is_array
        cell = self._last.get(column.number)
        found = formula_of(cell) if cell else None
        if found:
            about, text = found
            row = self._plan.table.last
            shared = self._plan.scanned.shared.get(about.get("si", ""))
            if not text and shared:
                row, text = shared.row, shared.text
            if text:
                return self._grown(text), row, about.get("t") == "array"
        return (self._grown(own), self._plan.table.first, column.is_array) if own else None

    def _grown(self, text: str) -> str:
        return grow(text, self._growths, Growing.FIXED, self._plan.table.sheet)

    def _totals(self, row: int) -> dict[int, bytes]:
        area = self._plan.table.area
        change = cell_formula_change(self._growths, self._plan.table.sheet, fixed=False)

        def moved(cell: Cell) -> bytes:
            return without_results(markup.change_texts(moved_cell(cell, row), ("f",), change))

        whole = without_sharing(self._plan.scanned.totals_row, area.bottom, self._unshared())
        cells = self._patterns.cells(whole)
        return {cell.column: moved(cell) for cell in cells if area.left <= cell.column <= area.right}
