"""Rows cast in one form: between their numbers the same cells come again and again, so each is made and read once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import getitem
from typing import TypeVar

from nsk_desktop.exchange.cells import CellReader, CellValue, style_and_kind
from nsk_desktop.exchange.coordinates import column_letters
from nsk_desktop.exchange.markup import MarkupCheck
from nsk_desktop.exchange.sheet_rows import grammar

_KEPT = 4_096
"""Cells of one column that are not made or read twice; more would cost more memory than time."""

_KEPT_IN_ALL = 20_000

Given = TypeVar("Given")
Made = TypeVar("Made")


class OtherFormError(ValueError):
    """A row that was not cast in the form it was read with."""


class Remembered(dict[Given, Made]):
    """What was made of each of the first values that were met; what comes after them is made anew every time."""

    def __init__(self, make: Callable[[Given], Made], at_most: int = _KEPT) -> None:
        super().__init__()
        self._make, self._at_most = make, at_most

    def __missing__(self, given: Given) -> Made:
        made = self._make(given)
        if len(self) < self._at_most:
            self[given] = made
        return made


class RowForm:
    """How rows are written that have one cell in each of these columns, and nothing else.

    All that tells them apart is their number and what their cells hold. So a row is its pieces, joined by its number:
    ``<row r="`` 7" ``><c r="A`` 7" `` s="1"><v>5</v></c><c r="B`` 7" ``/></row>``.
    """

    def __init__(self, prefix: bytes, start: tuple[bytes, bytes], columns: Sequence[int]) -> None:
        self.prefix, self.columns = prefix, columns
        self._begins = [b'<%sc r="%s' % (prefix, column_letters(column).encode()) for column in columns]
        self._opening = [start[0] + b' r="', start[1] + self._begins[0]]
        self.follows = [*self._begins[1:], b"</%srow>" % prefix]
        """What comes after each cell, up to the next number: the end of its piece."""

    def row(self, number: int, pieces: Iterable[bytes]) -> bytes:
        """The row with these cells."""
        return (b'%d"' % number).join([*self._opening, *pieces])

    def cells(self, number: int, pieces: Iterable[bytes]) -> dict[int, bytes]:
        """The same cells one by one, for a row that has others too."""
        parts = zip(self.columns, self._begins, pieces, self.follows, strict=True)
        return {column: b'%s%d"%s' % (begin, number, piece.removesuffix(end)) for column, begin, piece, end in parts}

    def pieces(self, number: int, row: bytes) -> list[bytes]:
        """The cells of a row that was read."""
        pieces = row.split(b'%d"' % number)
        if pieces[:2] != self._opening or len(pieces) != 2 + len(self.columns):
            raise OtherFormError
        return pieces[2:]


class RowReading:
    """Reads rows of one form. Each different piece of them is taken apart and checked as markup, once."""

    def __init__(self, form: RowForm, reader: CellReader, check: MarkupCheck) -> None:
        self._form, self._reader, self._check = form, reader, check
        self._grammar = grammar(form.prefix)
        self._values = [Remembered(partial(self._read, end)) for end in form.follows]

    def values(self, number: int, row: bytes) -> list[CellValue]:
        """What the cells of a row show, column by column."""
        return list(map(getitem, self._values, self._form.pieces(number, row)))

    def _read(self, end: bytes, piece: bytes) -> CellValue:
        cell = piece.removesuffix(end)
        match = self._grammar.cell_rest.fullmatch(cell)
        if match is None or len(cell) == len(piece) or self._grammar.cell_tag in cell:
            raise OtherFormError
        self._check.feed(b'%s r=""%s' % (self._grammar.cell_tag, cell))
        style, kind = style_and_kind(match[1])
        value = self._reader.value(kind, style or 0, match[2])
        if isinstance(value, bool):
            raise OtherFormError  # To a comparison it is a number.
        return value


class PlainRows:
    """Reads rows that say the place of every cell plainly, whichever cells they have; each different cell once."""

    def __init__(self, prefix: bytes, reader: CellReader, names: Mapping[str, str]) -> None:
        self._reader, self._names, self._tag = reader, names, b"<%sc" % prefix
        self._nothing: dict[str, CellValue] = dict.fromkeys(names.values())
        name = re.escape(prefix)
        self._begin = b'<%srow r="' % prefix
        self._first = re.compile(rb"[^<>]*><" + name + rb'c r="([A-Z]{1,3})')
        self._cell = re.compile(
            rb"([^<>]*)(?:/>|>(.*)</" + name + rb"c>)(?:<" + name + rb'c r="([A-Z]{1,3})|</' + name + rb"row>)",
            re.DOTALL,
        )
        self._firsts = Remembered(self._read_start)
        self._cells = Remembered(self._read_cell, _KEPT_IN_ALL)

    def record(self, number: int, row: bytes) -> dict[str, CellValue]:
        """What stands in the named columns of a row; other cells are passed over."""
        pieces = iter(row.split(b'%d"' % number))
        if next(pieces) != self._begin:
            raise OtherFormError
        record, name = self._nothing.copy(), self._firsts[next(pieces)]
        for piece in pieces:
            value, following = self._cells[piece]
            if name is not None:
                record[name] = value
            name = following
        return record

    def _read_start(self, start: bytes) -> str | None:
        match = self._first.fullmatch(start)
        if match is None:
            raise OtherFormError
        return self._names.get(match[1].decode())

    def _read_cell(self, piece: bytes) -> tuple[CellValue, str | None]:
        match = self._cell.fullmatch(piece)
        if match is None or self._tag in (match[2] or b""):
            raise OtherFormError
        style, kind = style_and_kind(match[1])
        value = self._reader.value(kind, style or 0, match[2])
        return value, self._names.get(match[3].decode()) if match[3] else None
