"""The evaluation file, laptop to centre: an ordinary workbook that a coordinator can read before sending it.

What you see is all that leaves. The digest is over the cell values, so opening and saving it in Excel or
LibreOffice, sorting it or widening a column does not break the signature; changing a value does.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from xlsxwriter import Workbook

from nsk_desktop.errors.travelling import (
    FileAltered,
    FileBadCell,
    FileColumnMissing,
    FileForeign,
    FileNewer,
    FileOnlyCounts,
    FileSheetMissing,
)
from nsk_desktop.exchange import apart
from nsk_desktop.exchange.headway import UNHEARD, Headway
from nsk_desktop.exchange.layout import Styles, add_codebook, add_table_sheet, new_book, write_value
from nsk_desktop.exchange.manifest import AGGREGATES, Manifest, Rows, content_digest, manifest_of
from nsk_desktop.exchange.sheets import ABOUT, FORMAT, ID, ROW_SHEETS, VERSION, Sheet
from nsk_desktop.exchange.values import CellValue, canonical_row, fits, plain_text, shown
from nsk_desktop.i18n import N_, _

_SIGNED_LINES = (
    ("indhold", N_("Digest of the cell values")),
    ("nøgle", N_("The device's public key")),
    ("signatur", N_("The device's signature on the lines above")),
)
ABOUT_FIELD, ABOUT_VALUE = "felt", "værdi"
_MOST_COLUMNS = 64
_SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True)
class EvaluationData:
    """The content of one evaluation file: rows per sheet, each in the order of the sheet's columns."""

    manifest: Manifest
    sheets: Mapping[str, Rows]
    public_key: bytes = b""
    """The key that signed it; known of a file that was read."""
    digest: str = field(default="", compare=False)


def file_name(manifest: Manifest) -> str:
    """The name of the file: ``nsk-evaluering_<område>_<enhed>_<løbenr>_<dato>.xlsx``."""
    area = file_safe(manifest.area) or "område"
    parts = (area, manifest.device[:8], f"{manifest.number:04}", manifest.made_on.isoformat())
    return "nsk-evaluering_" + "_".join(parts) + _SUFFIX


def write(path: Path, data: EvaluationData, sign: Callable[[bytes], bytes], public_key: bytes) -> None:
    """Make the file at *path*. Equal content, key and signature give equal bytes."""
    sheets = {sheet.name: _sorted_rows(sheet, data.sheets.get(sheet.name, ())) for sheet in ROW_SHEETS}
    digest = content_digest(sheets)
    signature = sign(data.manifest.payload(digest))
    with new_book(path, data.manifest.made_on) as book:
        styles = Styles(book)
        _add_about(book, styles, data.manifest, sheets, (digest, public_key.hex(), signature.hex()))
        for sheet in ROW_SHEETS:
            add_table_sheet(book, styles, sheet, sheets[sheet.name])
        add_codebook(book, styles, ROW_SHEETS)


def read(path: Path, headway: Headway = UNHEARD) -> EvaluationData:
    """The content of the file at *path*, whose signature holds. Raises a known error for anything else."""
    pages = pages_of(path, {ABOUT, *(sheet.name for sheet in ROW_SHEETS)}, headway)
    fields = about_fields(path, pages)
    if fields.get("profil") == AGGREGATES:
        raise FileOnlyCounts(path.name)
    try:
        public_key, signature = bytes.fromhex(fields["nøgle"]), bytes.fromhex(fields["signatur"])
        manifest = manifest_of(fields)
    except (KeyError, ValueError, TypeError) as error:
        raise FileAltered(path.name) from error
    sheets = {sheet.name: _read_rows(path.name, sheet, pages, headway) for sheet in ROW_SHEETS}
    digest = content_digest(sheets)
    if digest != fields.get("indhold") or not _signature_holds(public_key, signature, manifest.payload(digest)):
        raise FileAltered(path.name)
    return EvaluationData(manifest, sheets, public_key, digest)


def file_safe(text: str) -> str:
    """*text* as a part of a file name."""
    kept = unicodedata.normalize("NFC", plain_text(text))
    return re.sub(r"[^\w-]+", "-", kept).strip("-")[:40]


def _sorted_rows(sheet: Sheet, rows: Rows) -> list[tuple[CellValue, ...]]:
    key = sheet.index(ID)
    return sorted((canonical_row(sheet.columns, row) for row in rows), key=lambda row: str(row[key]))


def _add_about(
    book: Workbook, styles: Styles, manifest: Manifest, sheets: Mapping[str, Rows], signed: Sequence[str]
) -> None:
    page = book.add_worksheet(ABOUT)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 52)
    page.set_column(2, 2, 64)
    page.write_string(0, 0, _("Evaluation file"), styles.title)
    page.write_string(1, 0, _("All that leaves the laptop stands in these sheets. Read it before you send it."))
    lines: list[tuple[str, CellValue, str]] = [(ABOUT_FIELD, ABOUT_VALUE, "")]
    lines += [(name, value, _(meaning)) for name, value, meaning in manifest.lines()]
    lines += [(name, value, _(meaning)) for (name, meaning), value in zip(_SIGNED_LINES, signed, strict=True)]
    for row, (name, value, meaning) in enumerate(lines, start=3):
        head = row == 3
        page.write_string(row, 0, name, styles.header if head else styles.label)
        is_number = isinstance(value, int)
        plain = styles.date if isinstance(value, date) else styles.plain_number if is_number else styles.long
        write_value(page, row, 1, value, styles.header if head else plain)
        write_value(page, row, 2, meaning, styles.header if head else styles.note)
    start = 3 + len(lines) + 1
    page.write_string(start, 0, _("Rows per sheet"), styles.heading)
    for row, sheet in enumerate(ROW_SHEETS, start=start + 1):
        page.write_string(row, 0, sheet.name, styles.label)
        page.write_number(row, 1, len(sheets[sheet.name]), styles.plain_number)
        page.write_string(row, 2, _(sheet.explanation), styles.note)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


Pages = Mapping[str, Sequence[Sequence[Any]]]


def pages_of(path: Path, wanted: Collection[str] | None, headway: Headway = UNHEARD) -> Pages:
    """The values of every sheet that a file of ours has; other sheets are left unread, unless all are *wanted*."""
    return apart.pages_of(path, wanted, ABOUT, headway)


def about_fields(path: Path, pages: Pages) -> dict[str, Any]:
    """The lines of `Om filen`; the format is judged before anything else is."""
    fields: dict[str, Any] = {}
    for row in pages[ABOUT]:
        if len(row) >= 2 and isinstance(row[0], str) and row[0] not in fields:
            value = row[1]
            fields[row[0]] = int(value) if isinstance(value, float) and value.is_integer() else value
    number = fields.get("format")
    if fields.get(ABOUT_FIELD) != ABOUT_VALUE or not isinstance(number, int):
        raise FileForeign(path.name)
    if number > FORMAT:
        raise FileNewer(path.name)
    return {name: None if value == "" else value for name, value in fields.items()}


def _read_rows(name: str, sheet: Sheet, pages: Pages, headway: Headway) -> list[tuple[CellValue, ...]]:
    if sheet.name not in pages:
        raise FileSheetMissing(name, sheet.name)
    lines = pages[sheet.name]
    header = [str(text) for text in lines[0][:_MOST_COLUMNS]] if lines else []
    for column in sheet.columns:
        if column.name not in header:
            raise FileColumnMissing(name, sheet.name, column.name)
    places = [header.index(column.name) for column in sheet.columns]
    rows: list[tuple[CellValue, ...]] = []
    known: set[CellValue] = set()
    for number, line in enumerate(headway.over(lines[1:]), start=2):
        cells = [line[place] for place in places]
        if any(cell != "" for cell in cells):
            row = canonical_row(sheet.columns, cells)
            _check_row(name, sheet, number, row, known)
            rows.append(row)
    return rows


def _check_row(name: str, sheet: Sheet, number: int, row: Sequence[CellValue], known: set[CellValue]) -> None:
    for column, value in zip(sheet.columns, row, strict=True):
        missing = value is None and column.name in (ID, VERSION)
        if missing or not fits(column, value) or (column.name == ID and value in known):
            raise FileBadCell(name, sheet.name, number, column.name, shown(value))
    known.add(row[sheet.index(ID)])


def _signature_holds(public_key: bytes, signature: bytes, payload: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, payload)
    except (InvalidSignature, ValueError):
        return False
    return True
