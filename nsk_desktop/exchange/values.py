"""The one form in which cell values are compared, digested and checked, whatever program saved them."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from nsk_desktop.exchange.sheets import Column, Kind

CellValue = str | int | float | bool | date | datetime | None
Raw = CellValue | time | timedelta | Iterable[str]

YES, NO = "ja", "nej"
LONGEST_TEXT = 32_767
"""What a cell holds, in UTF-16 units."""

_SURELY_SHORT = LONGEST_TEXT // 2
_PLAIN_KINDS = frozenset({Kind.TEXT, Kind.CODE, Kind.LIST})
_UNWRITABLE = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DANISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T00:00:00)?")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")
_YES = frozenset({"ja", "sand", "true", "1", "x"})
_NO = frozenset({"nej", "falsk", "false", "0"})


def plain_text(value: str) -> str:
    """*value* with plain line ends, without what no cell can hold, and no longer than a cell."""
    text = _UNWRITABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) * 2 > LONGEST_TEXT and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        text = text.encode("utf-16-le")[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")
    return text


def canonical(column: Column, value: Raw) -> CellValue:
    """*value* as it stands in *column*; a value of the wrong kind stays what it is, as text."""
    if type(value) is str and column.kind in _PLAIN_KINDS and value.isprintable() and len(value) < _SURELY_SHORT:
        return value or None  # Nearly every cell is such a text, and there are many.
    if column.kind is Kind.NUMBER:
        return _number(value)
    if column.kind is Kind.DATE:
        return _day(value)
    if column.kind is Kind.FLAG:
        return _flag(value)
    if column.kind is Kind.TIME:
        return _clock(value)
    return _text(value) or None


def canonical_row(columns: Sequence[Column], row: Sequence[Raw]) -> tuple[CellValue, ...]:
    """A whole row in canonical form."""
    return tuple([canonical(column, value) for column, value in zip(columns, row, strict=True)])


def fits(column: Column, value: CellValue) -> bool:
    """Whether a canonical value is of the kind its column asks for."""
    if value is None:
        return True
    if column.kind is Kind.NUMBER:
        return isinstance(value, int | float)
    if column.kind is Kind.DATE:
        return isinstance(value, date)
    if column.kind is Kind.FLAG:
        return value in (YES, NO)
    if column.kind is Kind.TIME:
        return isinstance(value, str) and _CLOCK.fullmatch(value) is not None
    return True


def shown(value: CellValue) -> str:
    """*value* as a person reads it."""
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return "" if value is None else str(value)


def same(one: CellValue, other: CellValue) -> bool:
    """Whether two canonical values are the same."""
    return one is other or (type(one) is type(other) and one == other) or written(one) == written(other)


def written(value: CellValue) -> str:
    """One text per canonical value; two values are the same when their texts are."""
    if value is None:
        return ""
    if isinstance(value, date):
        return "d" + value.isoformat()
    if isinstance(value, int | float):
        return "n" + repr(value)
    return "s" + value


@lru_cache(maxsize=50_000, typed=True)
def check(value: CellValue) -> str:
    """Four hex digits that follow from a canonical value."""
    return hashlib.sha256(written(value).encode()).hexdigest()[:4]


def _text(value: Raw) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, int | float):
        return str(_whole(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return plain_text(";".join(value))


def _whole(value: int | float) -> int | float:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _number(value: Raw) -> CellValue:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        return _whole(value)
    text = _text(value)
    try:
        return _whole(float(text.strip().replace(",", "."))) if text.strip() else None
    except (ValueError, OverflowError):
        return text


def _day(value: Raw) -> CellValue:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    danish, iso = _DANISH_DATE.fullmatch(text.strip()), _ISO_DATE.fullmatch(text.strip())
    try:
        if danish:
            return date(int(danish[3]), int(danish[2]), int(danish[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        return text
    return text or None


def _flag(value: Raw) -> CellValue:
    if isinstance(value, str) and value in (YES, NO):
        return value
    text = _text(value)
    folded = text.strip().casefold()
    if folded in _YES:
        return YES
    return NO if not folded or folded in _NO else text


def _clock(value: Raw) -> CellValue:
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return f"{value.hour:02}:{value.minute:02}"
    minutes = _minutes(value)
    if minutes is not None:
        return f"{minutes // 60:02}:{minutes % 60:02}"
    text = _text(value)
    clock = _CLOCK.fullmatch(text.strip())
    return f"{int(clock[1]):02}:{clock[2]}" if clock else text or None


def _minutes(value: Raw) -> int | None:
    """A share of a day, as a spreadsheet keeps a time, in whole minutes."""
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, float) and 0 <= value < 1:
        return round(value * 1440)
    return None
