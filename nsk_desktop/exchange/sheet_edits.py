"""What shall be different on one sheet, and the sheet's bytes with just that different."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple, Protocol

from nsk_desktop.exchange import markup
from nsk_desktop.exchange.cells import CellValue, fitting_style, written_cell
from nsk_desktop.exchange.coordinates import Area, column_letters, split_cell
from nsk_desktop.exchange.headway import UNHEARD, Headway
from nsk_desktop.exchange.number_formats import CellFormats
from nsk_desktop.exchange.references import Growing, Growth, grow, grow_areas, shift
from nsk_desktop.exchange.row_form import RowForm
from nsk_desktop.exchange.sheet_rows import Block, Cell, Grammar, Row, SheetReader, moved_cell

_NOT_COPIED: Mapping[str, str | None] = dict.fromkeys(("r", "spans", "hidden", "collapsed", "outlineLevel"))
_RULES = ("conditionalFormatting", "dataValidation", "protectedRange", "ignoredError", "autoFilter")
_SHARED = re.compile(
    rb"(<(" + markup.PREFIX + rb")c(?=[\s/>])" + markup.ATTRIBUTES + rb"\s*>\s*)"
    rb"<" + markup.PREFIX + rb"f(?=\s)(" + markup.ATTRIBUTES + rb")\s*(?:/>|>[^<]*</" + markup.PREFIX + rb"f\s*>)"
)
_RESULT = re.compile(
    rb"(<" + markup.PREFIX + rb"c(?=[\s/>])" + markup.ATTRIBUTES + rb"\s*>)"
    rb"(\s*<"
    + markup.PREFIX
    + rb"f(?=[\s/>])"
    + markup.ATTRIBUTES
    + rb"\s*(?:/>|>[^<]*</"
    + markup.PREFIX
    + rb"f\s*>))"
    rb"\s*<" + markup.PREFIX + rb"v(?:\s[^>]*)?>[^<]*</" + markup.PREFIX + rb"v\s*>"
)
_SPARKLINE = re.compile(
    rb"(<" + markup.PREFIX + rb"sparkline\s*>.*?</" + markup.PREFIX + rb"sparkline\s*>)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Formula:
    """What an extra column computes, as it stands in *row*."""

    text: str
    row: int
    tag: bytes
    """Attributes of the cell and of ``<f>`` that an array formula needs."""


class SharedFormula(NamedTuple):
    """A formula that several cells share, as it is written in the first of them."""

    row: int
    column: int
    text: str


CellMaker = Callable[[], Mapping[int, bytes]]


class NewRun(Protocol):
    """New rows that follow each other; each is made when it is written."""

    numbers: range
    start: bytes
    """A start tag that they take height and format from."""
    form: RowForm

    @property
    def computed(self) -> Sequence[object]:
        """The cells that have a formula."""

    def values(self, number: int) -> list[CellValue]:
        """What the cells of a row shall show, column by column."""

    def row(self, number: int) -> bytes:
        """The whole row."""

    def cells(self, number: int) -> Mapping[int, bytes]:
        """Its cells by column, for a row that has others too."""


@dataclass
class SheetEdit:
    """Every change of one sheet."""

    sheet: str
    formats: CellFormats
    growths: Sequence[Growth] = ()
    values: dict[int, dict[int, CellValue]] = field(default_factory=dict)
    """Cells that get another value and keep their format: by row and column."""
    cells: dict[int, list[CellMaker]] = field(default_factory=dict)
    """Whole new cells by row, then column. Made when the row is written."""
    runs: list[NewRun] = field(default_factory=list)
    forgets_results: bool = False
    """Whether formulas lose the result they had: some programs show it and never calculate."""
    unshared: dict[str, SharedFormula] = field(default_factory=dict)
    """Shared formulas, by number, whose first cell is written over or moved: the others get their own copy."""
    starts: dict[int, bytes] = field(default_factory=dict)
    """Start tags that new rows take height and format from."""

    def add_cells(self, row: int, make: CellMaker, start: bytes | None = None) -> None:
        """Write whole cells in *row*; *start* gives height and format when the row is new."""
        self.cells.setdefault(row, []).append(make)
        if start is not None:
            self.starts.setdefault(row, start)

    @property
    def own_growths(self) -> list[Growth]:
        """How the tables on this very sheet get longer."""
        return [growth for growth in self.growths if growth.sheet == self.sheet]

    def rows(self) -> list[int]:
        """The rows in which anything is written, from the top."""
        return sorted({*self.values, *self.cells, *chain.from_iterable(run.numbers for run in self.runs)})

    def runs_through(self, number: int) -> list[NewRun]:
        """The new rows that this one is among: one run for each table that gets longer here."""
        return [run for run in self.runs if number in run.numbers]

    def sole_run(self, number: int) -> NewRun | None:
        """The new rows that this one is among, when it gets nothing else."""
        runs = self.runs_through(number)
        return runs[0] if len(runs) == 1 and number not in self.cells and number not in self.values else None

    def may_change_formulas(self, data: bytes) -> bool:
        """Whether some formula in these rows may become another: a quick look that never says no wrongly."""
        if b"<f" not in data and b":f" not in data:
            return False
        ends = (b"%d" % (growth.last + step) for growth in self.growths for step in (0, 1))
        return bool(self.unshared) or self.forgets_results or any(end in data for end in ends)

    def true_formulas(self, number: int, raw: bytes) -> bytes:
        """A row with the references in its formulas grown (and no results of yesterday, where we own the sheet)."""
        if not self.may_change_formulas(raw):
            return raw
        raw = without_sharing(raw, number, self.unshared)
        raw = without_results(raw) if self.forgets_results else raw
        if not self.growths:
            return raw
        inside = any(growth.first <= number <= growth.last for growth in self.own_growths)
        return markup.change_texts(raw, ("f",), cell_formula_change(self.growths, self.sheet, fixed=inside))

    def new_cells(self, number: int, old: Mapping[int, Cell], prefix: bytes) -> dict[int, bytes]:
        """The cells to write in one row."""
        new = self.made_cells(number)
        for column, value in self.values.get(number, {}).items():
            style = fitting_style(self.formats, old[column].style if column in old else None, value, new=False)
            new[column] = written_cell(prefix, f"{column_letters(column)}{number}", style, value)
        return new

    def made_cells(self, number: int) -> dict[int, bytes]:
        """The cells that are new from end to end."""
        made = (*(run.cells(number) for run in self.runs_through(number)), *(m() for m in self.cells.get(number, ())))
        return {column: cell for cells in made for column, cell in cells.items()}


def without_sharing(raw: bytes, number: int, formulas: Mapping[str, SharedFormula]) -> bytes:
    """A row in which the cells that share one of these formulas have it in full."""
    if not formulas or b"shared" not in raw:
        return raw

    def own(match: re.Match[bytes]) -> bytes:
        about = markup.attributes(match[3])
        formula = formulas.get(about.get("si", "")) if about.get("t") == "shared" else None
        if formula is None:
            return match[0]
        _, column = split_cell(markup.attributes(match[1]).get("r", ""))
        text = shift(formula.text, number - formula.row, column - formula.column)
        return b"%s<%sf>%s</%sf>" % (match[1], match[2], markup.escaped(text), match[2])

    return _SHARED.sub(own, raw)


def without_results(raw: bytes) -> bytes:
    """A row whose formulas have no stored result, so that any program must calculate them."""
    return _RESULT.sub(lambda m: markup.with_attributes(m[1], {"t": None}) + m[2], raw)


def cell_formula_change(growths: Iterable[Growth], home: str, *, fixed: bool) -> Callable[[bytes, str], str]:
    """How the formula of a cell changes; one that is shared by several rows only at ends fixed with ``$``."""
    kept = list(growths)

    def changed(tag: bytes, text: str) -> str:
        rule = Growing.FIXED if fixed or (b"shared" in tag and _several_rows(tag)) else Growing.FORMULA
        return grow(text, kept, rule, home)

    return changed


def _several_rows(tag: bytes) -> bool:
    try:
        area = Area.of(markup.attributes(tag).get("ref", ""))
    except ValueError:
        return False
    return area.top != area.bottom


def rewritten_sheet(chunks: Iterable[bytes], edit: SheetEdit, headway: Headway = UNHEARD) -> Iterator[bytes]:
    """The sheet's bytes with the edit made; rows that are not touched pass through as they are."""
    reader = SheetReader(chunks, headway)
    pending = edit.rows()
    yield _head(reader.head, pending, edit)
    position = 0
    for block in reader.blocks():
        end = bisect_right(pending, block.last, position)
        touched = pending[position:end]
        yield from _plain_block(block, touched, edit) or _any_block(block, touched, edit)
        position = end
    for number in headway.over(pending[position:]):
        yield _written_row(reader.grammar, None, number, edit)
    yield changed_tail(reader.tail, edit.growths, edit.sheet)


def _plain_block(block: Block, touched: Sequence[int], edit: SheetEdit) -> list[bytes]:
    """The block with its touched rows written; nothing when it has to be looked at row by row."""
    if not block.is_plain or edit.may_change_formulas(block.data) or not set(touched).issubset(block.numbers):
        return []
    pieces, position = [], 0
    for number in touched:
        start, end = block.row(number, position)
        pieces.append(block.data[position:start])
        pieces.append(_written_row(block.grammar, Row(number, b"", block.data[start:end]), number, edit))
        position = end
    return [*pieces, block.data[position:]]


def _any_block(block: Block, touched: Sequence[int], edit: SheetEdit) -> Iterator[bytes]:
    position = 0
    for row in block.rows():
        while position < len(touched) and touched[position] < row.number:
            yield _written_row(block.grammar, None, touched[position], edit)
            position += 1
        yield row.gap
        if position < len(touched) and touched[position] == row.number:
            yield _written_row(block.grammar, row, row.number, edit)
            position += 1
        else:
            yield untouched_row(block.grammar, row, edit)


def untouched_row(patterns: Grammar, row: Row, edit: SheetEdit) -> bytes:
    """A row in which no cell is written: its bytes, with grown formulas and its number said aloud."""
    raw = edit.true_formulas(row.number, row.raw)
    match = patterns.row_start.match(raw)
    if match is None or b"r=" in match[1]:
        return raw
    return markup.with_attributes(match[0], {"r": str(row.number)}) + raw[match.end() :]


def _written_row(patterns: Grammar, row: Row | None, number: int, edit: SheetEdit) -> bytes:
    run = edit.sole_run(number) if row is None else None
    if run is not None:
        return run.row(number)
    raw = edit.true_formulas(number, row.raw) if row else b""
    old = {cell.column: cell for cell in patterns.cells(raw)}
    new = edit.new_cells(number, old, patterns.prefix)
    return patterns.row(_row_start(patterns, raw, number, edit), _merged(number, old, new))


def _row_start(patterns: Grammar, raw: bytes, number: int, edit: SheetEdit) -> bytes:
    if raw:
        # The spans are only a hint to readers, and the new cells may lie outside them.
        return markup.with_attributes(patterns.start(raw), {"r": str(number), "spans": None})
    starts = (*(run.start for run in edit.runs_through(number)), edit.starts.get(number, b""))
    begin, end = new_row_start(next(filter(None, starts), b""), patterns.prefix)
    return b'%s r="%d"%s' % (begin, number, end)


def new_row_start(tag: bytes, prefix: bytes) -> tuple[bytes, bytes]:
    """The start tag of a new row with the look of *tag* (if any), before and after the place of its number."""
    plain = markup.with_attributes(tag or b"<%srow>" % prefix, _NOT_COPIED)
    name = len(prefix) + len("<row")
    return plain[:name], plain[name:]


def _merged(number: int, old: Mapping[int, Cell], new: Mapping[int, bytes]) -> Iterable[bytes]:
    return _woven(number, old, new) if old else [new[column] for column in sorted(new)]


def _woven(number: int, old: Mapping[int, Cell], new: Mapping[int, bytes]) -> Iterator[bytes]:
    for column in sorted({*old, *new}):
        if column in new:
            yield new[column]
        else:
            cell = old[column]
            yield cell.raw if b" r=" in cell.raw[:12] else moved_cell(cell, number)


def _head(head: bytes, rows: Sequence[int], edit: SheetEdit) -> bytes:
    """The part before the rows: only the dimension may change."""
    columns = [column for row in edit.values.values() for column in row]
    columns += [column for growth in edit.own_growths for column in (growth.left, growth.right)]

    def changed(_: str, found: dict[str, str]) -> Mapping[str, str]:
        try:
            old = Area.of(found.get("ref", ""))
        except ValueError:
            return {}
        if not rows or not columns:
            return {}
        new = Area(min(old.top, rows[0]), min(old.left, *columns), max(old.bottom, rows[-1]), max(old.right, *columns))
        return {} if new == old else {"ref": new.text()}

    return markup.change_tags(head, ("dimension",), changed)


def changed_tail(tail: bytes, growths: Sequence[Growth], home: str) -> bytes:
    """The part after the rows (rules, validations, sparklines) with its references grown."""
    if not growths:
        return tail

    def areas(_: str, found: dict[str, str]) -> Mapping[str, str]:
        name = "sqref" if "sqref" in found else "ref"
        new = grow_areas(found.get(name, ""), growths, home)
        return {name: new} if new != found.get(name, "") else {}

    def lists(_: str, found: dict[str, str]) -> Mapping[str, str]:
        old = found.get("listFillRange", "")
        new = grow(old, growths, Growing.SERIES, home)
        return {"listFillRange": new} if new != old else {}

    def fixed(_: bytes, text: str) -> str:
        return grow(text, growths, Growing.FIXED, home)

    def series(_: bytes, text: str) -> str:
        return grow(text, growths, Growing.SERIES, home)

    def rule_cells(_: bytes, text: str) -> str:
        return grow_areas(text, growths, home) if home else text

    pieces = []
    for piece in _SPARKLINE.split(tail):
        if _SPARKLINE.match(piece):
            pieces.append(markup.change_texts(piece, ("f",), series))
        else:
            piece = markup.change_tags(piece, _RULES, areas) if home else piece
            piece = markup.change_tags(piece, ("controlPr",), lists)
            piece = markup.change_texts(piece, ("sqref",), rule_cells)
            pieces.append(markup.change_texts(piece, ("f", "formula", "formula1", "formula2"), fixed))
    return b"".join(pieces)
