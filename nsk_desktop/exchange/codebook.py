"""The sheet `Kodebog`: every column and every code in words."""

from collections.abc import Iterable, Iterator

from nsk_desktop.exchange.sheets import Column, Sheet
from nsk_desktop.i18n import N_, _

HEADERS = ("ark", "kolonne", "kode", "betydning")
WIDTHS = (16, 22, 30, 80)
_KIND = {
    "text": "",
    "date": N_("date"),
    "time": N_("time of day"),
    "number": N_("number"),
    "flag": N_("ja or nej"),
    "list": N_("several, divided by ;"),
    "code": N_("code"),
}

CodebookRow = tuple[str, str, str, str]


def codebook_rows(sheets: Iterable[Sheet]) -> Iterator[CodebookRow]:
    """Each sheet, each of its columns, and each code that the column can hold."""
    for sheet in sheets:
        yield sheet.name, "", "", _(sheet.explanation)
        for column in sheet.columns:
            yield from _column_rows(sheet, column)


def _column_rows(sheet: Sheet, column: Column) -> Iterator[CodebookRow]:
    kind = _(_KIND[column.kind.value])
    meaning = _(column.explanation)
    yield sheet.name, column.name, "", f"{meaning} ({kind})" if kind else meaning
    if column.codes is not None:
        for code in column.codes.codes:
            yield sheet.name, column.name, code, column.codes.label(code)
