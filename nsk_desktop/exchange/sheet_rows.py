"""The rows of a worksheet part, one after the other, as the bytes they are: no sheet is ever in memory as a tree."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import ge
from typing import NamedTuple

from nsk_desktop.exchange.cells import style_and_kind
from nsk_desktop.exchange.coordinates import LAST_ROW, column_letters, column_number
from nsk_desktop.exchange.headway import UNHEARD, Headway
from nsk_desktop.exchange.markup import ATTRIBUTES, BadMarkupError, attributes, with_attributes

_SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s/>])" + ATTRIBUTES + rb"\s*(/?)>")
_STATED_ROW = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_LETTERS = re.compile(r"[A-Z]{1,3}")


LONGEST_PIECE = 64 << 20
"""No row, and nothing before or after the rows, is longer than this many bytes in an honest file."""


class Cell(NamedTuple):
    """One ``<c>`` element."""

    column: int
    attributes: bytes
    """Everything in its start tag after the reference."""
    inside: bytes | None
    raw: bytes

    @property
    def style(self) -> int | None:
        """The number of its format, None when it has none."""
        return style_and_kind(self.attributes)[0]

    @property
    def kind(self) -> str:
        """What sort of value it says it holds (``t``)."""
        return style_and_kind(self.attributes)[1]

    @property
    def is_empty(self) -> bool:
        """Whether it holds neither value nor formula."""
        return not self.inside or not self.inside.strip()


class Row(NamedTuple):
    """One ``<row>`` element and the white space before it."""

    number: int
    gap: bytes
    raw: bytes


class Grammar:
    """The patterns for one sheet, whose elements may carry a prefix."""

    def __init__(self, prefix: bytes) -> None:
        name = re.escape(prefix)
        self.prefix = prefix
        self.row_tag, self.row_close = b"<" + prefix + b"row", b"</" + prefix + b"row>"
        self.numbers = re.compile(rb"<" + name + rb'row r="([1-9][0-9]{0,6})"')
        self.row_start = re.compile(rb"<" + name + rb"row(?=[\s/>])(" + ATTRIBUTES + rb")\s*(/?)>")
        self.row_end = re.compile(rb"</" + name + rb"row\s*>")
        self.data_end = re.compile(rb"</" + name + rb"sheetData\s*>")
        self.cell_tag = b"<" + prefix + b"c"
        self.plain_cells = re.compile(
            rb"<" + name + rb'c r="([A-Z]{1,3})([0-9]+)"([^<>]*?)(?:/>|>(.*?)</' + name + rb"c>)", re.DOTALL
        )
        self.cell_rest = re.compile(rb"([^<>]*)(?:/>|>(.*)</" + name + rb"c>)", re.DOTALL)
        """What comes after the place of a cell: its attributes and its inside."""
        self._cell = re.compile(
            rb"<" + name + rb'c(?:\s+r="([A-Z]{1,3})[0-9]+")?(?=[\s/>])(' + ATTRIBUTES + rb")\s*"
            rb"(?:/>|>(.*?)</" + name + rb"c\s*>)",
            re.DOTALL,
        )

    def row_opening(self, number: int) -> bytes:
        """How the row with this number begins in a block that says its numbers plainly."""
        return b'%s r="%d"' % (self.row_tag, number)

    def cells(self, row: bytes) -> Iterator[Cell]:
        """The cells of one row element, left to right."""
        column = 0
        for match in self._cell.finditer(row):
            letters, rest, inside = match.groups()
            if letters:
                column = column_number(letters.decode())
            else:
                column = _placed(rest) or column + 1
            yield Cell(column, rest, inside, match[0])

    def contents(self, row: bytes, number: int) -> Iterable[tuple[str, bytes, bytes]]:
        """The cells of one row element that are not empty: letters of the column, attributes, inside."""
        found = self.plain_cells.findall(row)
        if len(found) == row.count(self.cell_tag):
            own = b"%d" % number
            if any(digits != own for _letters, digits, _written, _inside in found):
                raise BadMarkupError("a cell says that it stands in another row")
            return [(letters.decode(), written, inside) for letters, _digits, written, inside in found if inside]
        return [(column_letters(c.column), c.attributes, c.inside) for c in self.cells(row) if c.inside]

    def start(self, row: bytes) -> bytes:
        """The start tag of a row element, opened also when it was written empty."""
        match = self.row_start.match(row)
        if match is None:
            raise BadMarkupError("not a row")
        return match[0].removesuffix(b"/>").rstrip() + b">" if match[2] else match[0]

    def row(self, start: bytes, cells: Iterable[bytes]) -> bytes:
        """A row element from its start tag and cells."""
        return start + b"".join(cells) + b"</" + self.prefix + b"row>"


@lru_cache(maxsize=64)
def first_cells(prefix: bytes, letters: str) -> re.Pattern[bytes]:
    """Finds rows whose first cell stands in this column: (number of the row, attributes of the cell, its inside)."""
    name, column = re.escape(prefix), letters.encode()
    return re.compile(
        rb"<" + name + rb'row r="([0-9]+)"[^<>]*><' + name + rb'c r="' + column + rb'\1"([^<>]*?)'
        rb"(?:/>|>(.*?)</" + name + rb"c>)",
        re.DOTALL,
    )


@lru_cache(maxsize=16)
def grammar(prefix: bytes) -> Grammar:
    """The patterns for sheets written with *prefix* (mostly none)."""
    return Grammar(prefix)


def _placed(rest: bytes) -> int:
    reference = attributes(rest).get("r", "")
    match = _LETTERS.match(reference)
    return column_number(match[0]) if match else 0


def moved_cell(cell: Cell, row: int) -> bytes:
    """A cell's bytes for the same column of another row (or with the reference it had left out)."""
    end = len(cell.raw) if cell.inside is None else cell.raw.index(b">") + 1
    tag = with_attributes(cell.raw[:end], {"r": f"{column_letters(cell.column)}{row}"})
    return tag + cell.raw[end:]


def _row_number(stated: bytes) -> int:
    if not stated.isdigit() or not 0 < int(stated[:8]) <= LAST_ROW:
        raise BadMarkupError("a row that no sheet has")
    return int(stated)


class Block:
    """Some whole rows of a sheet, one after the other, as they are written."""

    def __init__(self, patterns: Grammar, data: bytes, before: int) -> None:
        self.grammar, self.data = patterns, data
        self._before = before
        count = data.count(patterns.row_close)
        numbers = [int(number) for number in patterns.numbers.findall(data)] if count else []
        # Plain: every row says its number first and has an end tag of its own, as nearly all programs write.
        self.is_plain = count == len(numbers) == data.count(patterns.row_tag)
        self.numbers: Sequence[int] = numbers if self.is_plain else ()
        if self.is_plain and (any(map(ge, chain((before,), numbers), numbers)) or numbers[-1:] > [LAST_ROW]):
            raise BadMarkupError("rows out of order")

    @property
    def last(self) -> int:
        """The number of the last row so far."""
        if self.is_plain:
            return self.numbers[-1] if self.numbers else self._before
        return max((row.number for row in self.rows()), default=self._before)

    def row(self, number: int, start: int = 0) -> tuple[int, int]:
        """Where a row of a plain block begins and ends, looked for from *start* on."""
        begin = self.data.index(self.grammar.row_opening(number), start)
        return begin, self.data.index(self.grammar.row_close, begin) + len(self.grammar.row_close)

    def rows(self) -> Iterator[Row]:
        """The rows in their order."""
        return self._plain_rows() if self.is_plain else self._odd_rows()

    def _plain_rows(self) -> Iterator[Row]:
        closing = self.grammar.row_close
        for number, piece in zip(self.numbers, self.data.split(closing), strict=False):
            start = 0 if piece.startswith(b"<") else piece.index(b"<")
            yield Row(number, piece[:start], piece[start:] + closing)

    def _odd_rows(self) -> Iterator[Row]:
        position, number = 0, self._before
        while match := self.grammar.row_start.search(self.data, position):
            closing = None if match[2] else self.grammar.row_end.search(self.data, match.end())
            if not match[2] and not closing:
                raise BadMarkupError("a row without an end")
            end = closing.end() if closing else match.end()
            stated = _STATED_ROW.search(match[1])
            if stated and not number < _row_number(stated[1]):
                raise BadMarkupError("rows out of order")
            number = int(stated[1]) if stated else number + 1
            yield Row(number, self.data[position : match.start()], self.data[match.start() : end])
            position = end


class SheetReader:
    """Reads a sheet front to back: after ``blocks()`` (or ``rows()``) ``head`` and ``tail`` are known too."""

    def __init__(self, chunks: Iterable[bytes], headway: Headway = UNHEARD) -> None:
        self._chunks, self._headway = iter(chunks), headway
        self._buffer = b""
        self._read_head()

    def _more(self) -> bool:
        if len(self._buffer) > LONGEST_PIECE:
            raise BadMarkupError("one row, or what stands round the rows, is larger than a program ever wrote")
        chunk = next(self._chunks, b"")
        self._buffer += chunk
        return bool(chunk)

    def _read_head(self) -> None:
        match = _SHEET_DATA.search(self._buffer)
        while match is None:
            if not self._more():
                raise BadMarkupError("no sheetData")
            match = _SHEET_DATA.search(self._buffer)
        self.grammar = grammar(match[1])
        self.head, self._empty = self._buffer[: match.end()], bool(match[2])
        if self._empty:
            self.head = self.head.removesuffix(b"/>").rstrip() + b">"
        self.tail = b""
        self._buffer = self._buffer[match.end() :]

    def rows(self) -> Iterator[Row]:
        """Every row in the order of the file; ``tail`` is the rest, from the end tag of the rows on."""
        for block in self.blocks():
            yield from block.rows()

    def blocks(self) -> Iterator[Block]:
        """The rows in pieces of about a megabyte; ``tail`` is the rest, from the end of the last row on."""
        before = 0
        for data in self._whole_rows():
            block = Block(self.grammar, data, before)
            before = block.last
            yield block
            self._headway(len(block.numbers))
        self._read_tail()

    def _whole_rows(self) -> Iterator[bytes]:
        """The rows as bytes, cut only between rows."""
        end = None if not self._empty else 0
        while end is None:
            found = self.grammar.data_end.search(self._buffer)
            if found:
                end = found.start()
            else:
                cut = self._buffer.rfind(self.grammar.row_close) + len(self.grammar.row_close)
                if cut >= len(self.grammar.row_close):
                    data, self._buffer = self._buffer[:cut], self._buffer[cut:]
                    yield data
                if not self._more():
                    raise BadMarkupError("a row without an end")
        if end:
            # White space behind the last row belongs to the tail, as it always did.
            data = self._buffer[:end].rstrip()
            self._buffer = self._buffer[len(data) :]
            yield data

    def _read_tail(self) -> None:
        while self._more():
            pass
        if _SHEET_DATA.search(self._buffer):
            raise BadMarkupError("two lists of rows")
        closing = b"</" + self.grammar.prefix + b"sheetData>"
        self.tail = closing + self._buffer if self._empty else self._buffer
        self._buffer = b""
