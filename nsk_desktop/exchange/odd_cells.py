"""What a fast reader of workbooks does not tell: error values, formulas without a result, and how far a sheet reaches.

The values are read by a library that shows an error value as an empty cell and makes room for every cell
between the first and the last, so both are looked for here first. A sheet whose every cell is plainly within
bounds and holds no formula and no error value (nearly every list is such) is passed by patterns alone; any other
is read element by element.
"""

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from defusedxml import ElementTree

from nsk_desktop.errors.fill_in import FillInTooBig
from nsk_desktop.errors.travelling import FileDamaged, FileTooBig, FileUnsafe

MOST_ROWS = 200_000
MOST_COLUMNS = 52
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STEP = 1 << 18
_LARGEST_INSIDE = 400 << 20
# These two bounds in words of a pattern: a row below 200,000 and a column before BA.
_PLACE = rb"A?[A-Z](?:\d{1,5}|1\d{5})"
_CELL = re.compile(rb"<(?:[^\s<>/\"]+:)?c[\s/>]")
# To the end of the tag: readers differ on which of two places in one tag counts.
_PLAIN_CELL = re.compile(rb"<c r=\"%s\"(?: [stcvmph]{1,2}=\"\w*\")*/?>" % _PLACE)
# Whatever might be an error value, a formula or a comment; more than these may match.
_FORMULAS = tuple(start + b"f" + end for start in (b"<", b":") for end in (b">", b"/", b" ", b"\t", b"\n", b"\r"))
_SUSPECT = (b'"e"', b"'e'", b"<!", *_FORMULAS)
_NO_RESULT = ""
_ACTIVE_PARTS = (
    "vbaproject",
    "externallinks/",
    "embeddings/",
    "activex",
    "connections.xml",
    "querytables/",
    "ctrlprops/",
)


@dataclass(slots=True)
class OddCells:
    """One sheet: how many cells with content it has, and the odd ones by (row, column), counted from 1."""

    cells: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """The error value, or nothing for a formula that was never calculated."""


def scan(path: Path, most_columns: int = MOST_COLUMNS) -> dict[str, OddCells]:
    """The odd cells of every sheet in the workbook, by its name."""
    try:
        with ZipFile(path) as archive:
            _refuse_active_parts(path, archive)
            if sum(info.file_size for info in archive.infolist()) > _LARGEST_INSIDE:
                raise FileTooBig(path.name)
            members = _sheet_members(archive)
            found: dict[str, OddCells] = {}
            for name in archive.namelist():
                if not name.casefold().endswith((".rels", ".vml")):
                    sheet = members.get(name, name)
                    cells = _plain_sheet(archive.read(name)) if name in members else None
                    if cells is None:
                        with archive.open(name) as stream:
                            cells = _SheetScan(path.name, sheet, most_columns).read(stream)
                    if name in members:
                        found[sheet] = cells
    except (expat.ExpatError, ElementTree.ParseError, KeyError, ValueError, OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise FileDamaged(path.name) from error
    return found


def _plain_sheet(data: bytes) -> OddCells | None:
    """The answer for a sheet without odd cells, or None when it must be read properly."""
    if any(sign in data for sign in _SUSPECT):
        return None
    cells = len(_CELL.findall(data))
    if cells != len(_PLAIN_CELL.findall(data)):
        return None
    return OddCells(cells=data.count(b"<v>") + data.count(b"<is>"))


def _refuse_active_parts(path: Path, archive: ZipFile) -> None:
    """A list has no use for programs, queries or links to other files."""
    if any(part in name.casefold() for name in archive.namelist() for part in _ACTIVE_PARTS):
        raise FileUnsafe(path.name)


def _sheet_members(archive: ZipFile) -> dict[str, str]:
    """The part that holds each sheet, and the sheet's name."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    targets = {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in relations
    }
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"), forbid_dtd=True)
    return {
        targets[element.get(_OFFICE + "id", "")]: element.get("name", "")
        for element in book.iter()
        if element.tag.endswith("}sheet") and element.get(_OFFICE + "id", "") in targets
    }


class _NotASheet(Exception):
    """The part is of another kind."""


class _SheetScan:
    """Reads one part; anything that is no sheet is left at its first element."""

    def __init__(self, file: str, sheet: str, most_columns: int = MOST_COLUMNS) -> None:
        self._file, self._sheet, self._most_columns = file, sheet, most_columns
        self._cells = OddCells()
        self._row = self._column = 0
        self._kind: str | None = None
        self._text: list[str] = []
        self._formula = False
        self._columns: dict[str, int] = {}
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._first

    def read(self, stream: IO[bytes]) -> OddCells:
        start = stream.read(_STEP)
        # A picture is not even begun on: only a document starts with an angle bracket.
        if not start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            return self._cells
        try:
            while start:
                self._parser.Parse(start, False)
                start = stream.read(_STEP)
            self._parser.Parse(b"", True)
        except _NotASheet:
            return OddCells()
        return self._cells

    def _refuse(self, *_doctype: object) -> None:
        raise FileUnsafe(self._file)

    def _first(self, name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] != "worksheet":
            raise _NotASheet
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2] if ":" in name else name
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v" or tag == "is":
            self._check_place()
            if self._formula or self._kind == "e":
                self._parser.CharacterDataHandler = self._text.append
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            letters = place.rstrip("0123456789")
            self._column = self._columns.get(letters) or self._new_column(letters)
            self._row = int(place[len(letters) :])
        else:
            self._column += 1
        self._kind = attributes.get("t")
        self._formula = False

    def _check_place(self) -> None:
        # Only a cell with content: many a sheet has borders drawn far beyond its list.
        self._cells.cells += 1
        if self._row > MOST_ROWS or self._column > self._most_columns:
            raise FillInTooBig(self._file, self._sheet, self._row, self._column)

    def _new_column(self, letters: str) -> int:
        number = 0
        for letter in letters:
            if not "A" <= letter <= "Z" or len(letters) > 3:
                raise FileUnsafe(self._file)
            number = number * 26 + ord(letter) - ord("A") + 1
        self._columns[letters] = number
        return number

    def _end(self, name: str) -> None:
        if name == "c" or name.endswith(":c"):
            if self._formula or self._kind == "e":
                self._end_odd_cell()
        elif self._text:
            self._parser.CharacterDataHandler = None

    def _end_odd_cell(self) -> None:
        if self._kind == "e":
            self._cells.errors[self._row, self._column] = "".join(self._text) or "#"
        elif self._kind != "str" and not "".join(self._text).strip():
            # A text formula may well give an empty text; a number is always written.
            self._cells.errors[self._row, self._column] = _NO_RESULT
        self._parser.CharacterDataHandler = None
        self._text.clear()
