"""The file of counts for anybody outside the evaluation: tables to read, with the small numbers hidden.

Its content is frozen when it is first made. What is written here is only how it looks, so that the same content, key
and signature give the same bytes, and the digest is over the cells as they are read.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from nsk_desktop.errors.travelling import FileAltered, FileForeign, FileNewer
from nsk_desktop.exchange.evaluation import ABOUT_FIELD, ABOUT_VALUE, about_fields, file_safe, pages_of
from nsk_desktop.exchange.layout import GREY, PALE, Styles, new_book, write_value
from nsk_desktop.exchange.manifest import AGGREGATES
from nsk_desktop.exchange.preflight import check_workbook
from nsk_desktop.exchange.sheets import ABOUT
from nsk_desktop.exchange.values import CellValue
from nsk_desktop.i18n import N_, _

FORMAT = 1
HIDDEN = "·"
"""What stands where a number is not shown."""
TITLE, NOTE, HEAD, ROW, SUM, BLANK = "title", "note", "head", "row", "sum", "blank"
_SUFFIX = ".xlsx"
_SIGNED_LINES = (
    ("indhold", N_("Digest of the cell values")),
    ("nøgle", N_("The device's public key")),
    ("signatur", N_("The device's signature on the lines above")),
)
_FIRST_WIDTH, _WIDTH, _HEIGHT = 46, 15, 15
_LONG, _WIDE = 66, 140
"""As many letters as a line of the second column takes, and of all three."""

Cell = str | int
Line = tuple[str, tuple[Cell, ...]]
"""What a line is, and its cells."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: tables one below the other."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CountsFile:
    """What one file of counts says."""

    area: str
    half_year: str
    first: date
    last: date
    made_on: date
    limit: int
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()
    """Sentences for the reader; they are not signed."""

    @property
    def digest(self) -> str:
        """A digest of all cells: the same whatever program saved the file."""
        cells = [[page.name, _trimmed([line[1] for line in page.lines])] for page in self.pages]
        return sha256(_canonical(cells)).hexdigest()

    def payload(self) -> bytes:
        """The bytes that are signed."""
        facts = {"profile": AGGREGATES, **{name: _text(value) for name, value, _meaning in self.lines()}}
        return _canonical({**facts, "indhold": self.digest})

    def lines(self) -> list[tuple[str, CellValue, str]]:
        """What the file says about itself: field, value, explanation (a message id)."""
        return [
            ("format", FORMAT, N_("Version of the file format")),
            ("profil", AGGREGATES, N_("rows: one line per record; aggregates: counts only")),
            ("område", self.area, N_("The area")),
            ("halvår", self.half_year, N_("The half-year that everything in the file is counted in")),
            ("periode_fra", self.first, N_("First day of the half-year")),
            ("periode_til", self.last, N_("Last day of the half-year")),
            ("lavet", self.made_on, N_("The day the figures were given out; they stay as they were then")),
            ("grænse", self.limit, N_("Numbers below this one are hidden, and zero is shown")),
        ]

    def frozen(self) -> str:
        """The content as it is kept: one text, the same for the same content."""
        content = {
            "format": FORMAT,
            "area": self.area,
            "half_year": self.half_year,
            "days": [day.isoformat() for day in (self.first, self.last, self.made_on)],
            "limit": self.limit,
            "pages": [[page.name, [[kind, *cells] for kind, cells in page.lines]] for page in self.pages],
            "notes": list(self.notes),
        }
        return _canonical(content).decode()


def thawed(text: str) -> CountsFile:
    """The reverse of `frozen`. Raises KeyError, ValueError or TypeError for anything else."""
    content = json.loads(text)
    first, last, made_on = (date.fromisoformat(day) for day in content["days"])
    if content["format"] != FORMAT:
        raise ValueError("format")
    pages = [
        Page(str(name), tuple((str(kind), tuple(_cell(cell) for cell in cells)) for kind, *cells in lines))
        for name, lines in content["pages"]
    ]
    return CountsFile(
        area=str(content["area"]),
        half_year=str(content["half_year"]),
        first=first,
        last=last,
        made_on=made_on,
        limit=int(content["limit"]),
        pages=tuple(pages),
        notes=tuple(str(note) for note in content["notes"]),
    )


def file_name(file: CountsFile) -> str:
    """The name of the file: ``nsk-tal_<område>_<halvår>.xlsx``. It says nothing of who made it."""
    return f"nsk-tal_{file_safe(file.area) or 'område'}_{file_safe(file.half_year)}{_SUFFIX}"


def sign(file: CountsFile, signer: Callable[[bytes], bytes]) -> str:
    """The signature on what the file says."""
    return signer(file.payload()).hex()


def is_signed(file: CountsFile, key: str, signature: str) -> bool:
    """Whether *signature* is that of the holder of *key* on what the file says."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), file.payload())
    except (InvalidSignature, ValueError):
        return False
    return True


def write(path: Path, file: CountsFile, key: str, signature: str) -> None:
    """Make the file at *path*."""
    with new_book(path, file.made_on) as book:
        styles = Styles(book)
        _add_about(book, styles, file, (file.digest, key, signature))
        looks = _looks(book, styles)
        for page in file.pages:
            _add_page(book, page, looks)


def read(path: Path) -> CountsFile:
    """The content of the file at *path*, whose signature holds. How its lines look is not read."""
    check_workbook(path, plain=True)
    sheets = pages_of(path, None)
    fields = about_fields(path, sheets)
    if fields.get("profil") != AGGREGATES:
        raise FileForeign(path.name)
    if fields["format"] > FORMAT:
        raise FileNewer(path.name)
    try:
        file = CountsFile(
            area=str(fields["område"] or ""),
            half_year=str(fields["halvår"]),
            first=_day(fields["periode_fra"]),
            last=_day(fields["periode_til"]),
            made_on=_day(fields["lavet"]),
            limit=int(fields["grænse"]),
            pages=tuple(
                Page(name, tuple((ROW, tuple(map(_cell, line))) for line in _trimmed(lines)))
                for name, lines in sheets.items()
                if name != ABOUT
            ),
        )
        key, signature = str(fields["nøgle"]), str(fields["signatur"])
    except (KeyError, ValueError, TypeError) as error:
        raise FileAltered(path.name) from error
    if file.digest != fields.get("indhold") or not is_signed(file, key, signature):
        raise FileAltered(path.name)
    return file


def _add_about(book: Workbook, styles: Styles, file: CountsFile, signed: Sequence[str]) -> None:
    page = book.add_worksheet(ABOUT)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 70)
    page.set_column(2, 2, 56)
    page.write_string(0, 0, _("Counts only"), styles.title)
    place = 1
    for note in file.notes:
        page.merge_range(place, 0, place, 2, "", styles.long)
        page.write_string(place, 0, note, styles.long)
        page.set_row(place, _HEIGHT * (1 + len(note) // _WIDE))
        place += 1
    lines: list[tuple[str, CellValue, str]] = [(ABOUT_FIELD, ABOUT_VALUE, "")]
    lines += [(name, value, _(meaning)) for name, value, meaning in file.lines()]
    lines += [(name, value, _(meaning)) for (name, meaning), value in zip(_SIGNED_LINES, signed, strict=True)]
    for row, (name, value, meaning) in enumerate(lines, start=place + 1):
        head = name == ABOUT_FIELD
        page.write_string(row, 0, name, styles.header if head else styles.label)
        is_number = isinstance(value, int)
        plain = styles.date if isinstance(value, date) else styles.plain_number if is_number else styles.long
        write_value(page, row, 1, value, styles.header if head else plain)
        write_value(page, row, 2, meaning, styles.header if head else styles.note)
        if isinstance(value, str) and len(value) > _LONG:
            page.set_row(row, _HEIGHT * (1 + len(value) // _LONG))
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _looks(book: Workbook, styles: Styles) -> dict[str, tuple[Format, Format]]:
    """How the first cell and the others of a line look."""
    right = {"num_format": "#,##0", "align": "right", "valign": "top"}
    head = {"bold": True, "bg_color": PALE, "text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": GREY}
    number, total = book.add_format(right), book.add_format(right | {"bold": True, "top": 1, "top_color": GREY})
    covered = book.add_format(right | {"bg_color": "#E3E3E3"})
    strong = book.add_format({"bold": True, "valign": "top", "top": 1, "top_color": GREY})
    return {
        TITLE: (styles.heading, styles.heading),
        NOTE: (book.add_format({"font_color": GREY}), styles.note),
        HEAD: (book.add_format(head), book.add_format(head | {"align": "right"})),
        ROW: (styles.long, number),
        SUM: (strong, total),
        BLANK: (styles.text, styles.text),
        HIDDEN: (covered, covered),
    }


def _add_page(book: Workbook, content: Page, looks: dict[str, tuple[Format, Format]]) -> None:
    page = book.add_worksheet(content.name)
    widest = max((len(cells) for _kind, cells in content.lines), default=1)
    page.set_column(0, 0, _FIRST_WIDTH)
    page.set_column(1, max(widest - 1, 1), _WIDTH)
    for row, (kind, cells) in enumerate(content.lines):
        first, others = looks[kind]
        for place, cell in enumerate(cells):
            write_value(page, row, place, cell, looks[HIDDEN][0] if cell == HIDDEN else others if place else first)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")


def _trimmed(lines: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """*lines* without the empty cells and lines at their ends, which programs keep or drop as they like."""
    found = [list(line) for line in lines]
    for line in found:
        while line and line[-1] in ("", None):
            line.pop()
    while found and not found[-1]:
        found.pop()
    return found


def _cell(value: object) -> Cell:
    """A number is whole here; anything else is text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value != int(value):
            raise ValueError(value)
        return int(value)
    return "" if value is None else str(value)


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(value)
    return date(value.year, value.month, value.day)


def _text(value: CellValue) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
