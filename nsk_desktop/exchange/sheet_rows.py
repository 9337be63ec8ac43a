"""The rows of a worksheet part, one after the other, as the bytes they are: no sheet is ever in memory as a tree."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from nsk_desktop.exchange.coordinates import column_letters, column_number
from nsk_desktop.exchange.markup import ATTRIBUTES, BadMarkupError, attributes, with_attributes

_SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData(?=[\s/>])" + ATTRIBUTES + rb"\s*(/?)>")
_STATED_ROW = re.compile(rb"""\sr\s*=\s*["']([0-9]{1,7})["']""")
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


@lru_cache(maxsize=4096)
def style_and_kind(written: bytes) -> tuple[int | None, str]:
    """The two attributes of a cell that matter; few cells differ in them, so they are kept."""
    found = attributes(written)
    style = found.get("s", "")
    return (int(style) if style.isdigit() else None), found.get("t", "")


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
        self.row_start = re.compile(rb"<" + name + rb"row(?=[\s/>])(" + ATTRIBUTES + rb")\s*(/?)>")
        self.row_end = re.compile(rb"</" + name + rb"row\s*>")
        self.data_end = re.compile(rb"</" + name + rb"sheetData\s*>")
        self._cell = re.compile(
            rb"<" + name + rb'c(?:\s+r="([A-Z]{1,3})[0-9]+")?(?=[\s/>])(' + ATTRIBUTES + rb")\s*"
            rb"(?:/>|>(.*?)</" + name + rb"c\s*>)",
            re.DOTALL,
        )

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

    def start(self, row: bytes) -> bytes:
        """The start tag of a row element, opened also when it was written empty."""
        match = self.row_start.match(row)
        if match is None:
            raise BadMarkupError("not a row")
        return match[0].removesuffix(b"/>").rstrip() + b">" if match[2] else match[0]

    def row(self, start: bytes, cells: Iterable[bytes]) -> bytes:
        """A row element from its start tag and cells."""
        return start + b"".join(cells) + b"</" + self.prefix + b"row>"


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


class SheetReader:
    """Reads a sheet front to back: ``rows()`` first, after which ``head`` and ``tail`` are known too."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
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
        number = position = 0
        while not self._empty:
            found = self._next_row(position)
            if found is None:
                break
            start, end = found
            tag = self.grammar.row_start.match(self._buffer, start)
            stated = _STATED_ROW.search(tag[1]) if tag else None
            if stated and int(stated[1]) <= number:
                raise BadMarkupError("rows out of order")
            number = int(stated[1]) if stated else number + 1
            yield Row(number, self._buffer[position:start], self._buffer[start:end])
            position = end
            if position > 1 << 20:
                self._buffer, position = self._buffer[position:], 0
        self._buffer = self._buffer[position:]
        self._read_tail()

    def _next_row(self, position: int) -> tuple[int, int] | None:
        while True:
            match = self.grammar.row_start.search(self._buffer, position)
            limit = match.start() if match else len(self._buffer)
            if self.grammar.data_end.search(self._buffer, position, limit):
                return None
            if match:
                closing = None if match[2] else self.grammar.row_end.search(self._buffer, match.end())
                if match[2] or closing:
                    return match.start(), closing.end() if closing else match.end()
            # Cut the buffer only between rows: the caller's position stays true.
            if not self._more():
                raise BadMarkupError("a row without an end")

    def _read_tail(self) -> None:
        while self._more():
            pass
        closing = b"</" + self.grammar.prefix + b"sheetData>"
        self.tail = closing + self._buffer if self._empty else self._buffer
        self._buffer = b""
