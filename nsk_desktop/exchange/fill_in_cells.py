"""One cell of a filled-in workbook, read as what its column holds, or refused with the reason."""

import gettext
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from nsk_desktop.domain.amounts import parse_amount, parse_whole
from nsk_desktop.domain.codes import THEMES, THEMES_SHORT, CodeList
from nsk_desktop.domain.cooperation import BASELINE
from nsk_desktop.domain.dates import FIRST_YEAR, LAST_YEAR, parse_time, parse_whole_day, show_day
from nsk_desktop.errors.fill_in import BadCell
from nsk_desktop.errors.typed import ImprobableYear, shortened
from nsk_desktop.exchange.fill_in_sheets import Column, Kind
from nsk_desktop.i18n import DOMAIN, _, language
from nsk_desktop.paths import resource

Value = str | int | float | bool | datetime | date | time | timedelta
"""What a cell holds, as the reading library says it; an empty cell is an empty text."""
Field = str | int | date | tuple[str, ...] | None
Reader = Callable[[Value], Field]

LONGEST_KEY, LONGEST_TEXT, LONGEST_LONG = 100, 500, 10_000
GREATEST_COUNT = 100_000
GREATEST_ORE = 10**11
_HARDLY = 0.001
"""How far from whole øre a number may lie because of how spreadsheets count."""
OLDEST = 120
_MINUTE = 60
_DAY = 24 * 60
_UNPRINTABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−→↔", "-"))
_HALF_YEAR = re.compile(r"(\d{4}) ?-?h([12])|([12])\.? ?halvår,? ?(\d{4})", re.ASCII)
_AROUND_DASH = re.compile(r"\s*<?-+>?\s*")


def cell_reader(column: Column, today: date) -> Reader:
    """The function that reads the cells of *column*; it remembers what it has read, for lists repeat themselves."""
    read = _reader(column, today)
    known: dict[tuple[type, Value], Field] = {}

    def read_once(value: Value) -> Field:
        # The type too, because 1 and True are one key.
        key = (type(value), value)
        if key not in known:
            known[key] = read(value)
        return known[key]

    return read_once


def is_blank(value: Value) -> bool:
    """Whether the cell holds nothing that can be seen."""
    return value == "" or (isinstance(value, str) and not value.strip())


def _reader(column: Column, today: date) -> Reader:
    if column.kind is Kind.DAY:
        return lambda value: read_day(value, today)
    if column.kind is Kind.YEAR:
        return lambda value: read_birth_year(value, today)
    if column.kind in (Kind.CODE, Kind.CODES):
        assert column.codes is not None
        listed = column.codes
        if column.kind is Kind.CODE:
            return lambda value: read_code(listed, value)
        return lambda value: tuple(dict.fromkeys(read_code(listed, part) for part in _parts(value)))
    return _PLAIN[column.kind]


def read_text(value: Value, longest: int = LONGEST_TEXT) -> str:
    """*value* as text on one line. Text is only ever text, however it begins."""
    return " ".join(_shown(value, longest).split())


def read_long(value: Value) -> str:
    """*value* as text that may have several lines."""
    return "\n".join(line.rstrip() for line in _shown(value, LONGEST_LONG).strip().split("\n"))


def read_key(value: Value) -> str:
    """The file's own number: 1, 1.0 and the text 1 are the same."""
    return read_text(value, LONGEST_KEY)


def read_names(value: Value) -> tuple[str, ...]:
    """Names with ``;`` between, each once."""
    return tuple(dict.fromkeys(read_text(part) for part in _parts(value)))


def read_day(value: Value, today: date) -> date:
    """A real date, or a text that names a day with its year."""
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ImprobableYear(day.year)
        return day
    if isinstance(value, str):
        return parse_whole_day(value, today)
    raise BadCell(
        _("“{text}” is not a date but a number. Write it as a date, for example 04.03.2025.").format(
            text=_readable(value)
        )
    )


def read_time(value: Value) -> str:
    """A real time, a fraction of a day, or a text like 18.05."""
    if isinstance(value, datetime):
        value = value.time() if value.time() != time() else value.date()
    if isinstance(value, time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1_000_000
        return _clock(seconds / _MINUTE)
    if isinstance(value, timedelta):
        return _clock(value.total_seconds() / _MINUTE)
    if isinstance(value, float) and 0 < value < 1:
        return _clock(value * _DAY)
    return parse_time(_readable(value))


def read_whole(value: Value) -> int:
    """A whole number from 0."""
    number = _number(value)
    if not 0 <= number <= GREATEST_COUNT:
        raise BadCell(
            _("{number} cannot be right. Write a whole number from 0 to {most}.").format(
                number=number, most=GREATEST_COUNT
            )
        )
    return number


def read_birth_year(value: Value, today: date) -> int:
    """A birth year that somebody alive can have."""
    # 1987 in a cell that shows dates is a day in 1905: what looks like a date is never a year.
    year = _number(value)
    if not today.year - OLDEST <= year <= today.year:
        raise BadCell(
            _("{year} cannot be a birth year. Write four digits, for example 1987, or leave it empty.").format(
                year=year
            )
        )
    return year


def read_amount(value: Value) -> int:
    """Kroner, as a number or as people type them, in whole øre."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return parse_amount(_readable(value))
    ore = value * 100
    if ore != ore or abs(ore) > GREATEST_ORE or abs(ore - round(ore)) > _HARDLY:
        raise BadCell(
            _("“{text}” is not an amount with at most two decimals. Write for example 1.234,50.").format(
                text=shortened(_readable(value).replace(".", ","))
            )
        )
    return round(ore)


def read_half_year(value: Value) -> str:
    """A half-year as 2025H1, or how it is called in words; or the baseline."""
    text = " ".join(_readable(value).casefold().split())
    if text in (BASELINE, _("Before the effort").casefold()):
        return BASELINE
    if match := _HALF_YEAR.fullmatch(text):
        name = f"{match[1]}H{match[2]}" if match[1] else f"{match[4]}H{match[3]}"
        if FIRST_YEAR <= int(name[:4]) <= LAST_YEAR:
            return name
    raise BadCell(
        _("“{text}” is not a half-year. Write for example 2025H1, or baseline.").format(
            text=shortened(_readable(value))
        )
    )


def read_code(listed: CodeList, value: Value) -> str:
    """The code meant by a code or its label, in Danish or English."""
    text = _readable(value)
    code = _codes(listed.name, language(), tuple(listed.labels.items())).get(_folded(text))
    if code is None:
        raise BadCell(
            _("“{text}” is not one of the choices: {choices}.").format(
                text=shortened(text), choices=", ".join(listed.codes)
            )
        )
    return code


_PLAIN: dict[Kind, Reader] = {
    Kind.KEY: read_key,
    Kind.TEXT: read_text,
    Kind.LONG: read_long,
    Kind.NAMES: read_names,
    Kind.TIME: read_time,
    Kind.WHOLE: read_whole,
    Kind.HALF_YEAR: read_half_year,
    Kind.AMOUNT: read_amount,
}


@lru_cache(maxsize=64)
def _codes(name: str, _language: str, labels: tuple[tuple[str, str], ...]) -> dict[str, str]:
    # Danish labels are always understood, whatever language is shown: the sheets themselves are Danish.
    danish = gettext.translation(DOMAIN, resource("locale"), ["da"], fallback=True).gettext
    more = tuple(THEMES_SHORT.labels.items()) if name == THEMES.name else ()
    found: dict[str, str] = {}
    for code, label in (*labels, *more):
        for spelling in (code, label, danish(label), _(label)):
            found.setdefault(_folded(spelling), str(code))
    return found


def _folded(text: str) -> str:
    # 0 – 12 and borger -> tilbud are how people type what has an arrow or a plain dash in the list.
    plain = unicodedata.normalize("NFKC", text[:200]).translate(_DASHES).casefold()
    return " ".join(_AROUND_DASH.sub("-", plain).split())


def _parts(value: Value) -> list[str]:
    return [part for part in _shown(value, LONGEST_LONG).replace("\n", ";").split(";") if part.strip()]


def _clock(minutes: float) -> str:
    whole = round(minutes)
    # Whole seconds are dropped, but 18:04:59.99 is how a spreadsheet stores 18:05.
    if abs(minutes - whole) * _MINUTE > 1:
        whole = int(minutes)
    if not 0 <= whole < _DAY:
        raise BadCell(_("The time is not within one day. Write for example 18.05."))
    return f"{whole // 60:02}:{whole % 60:02}"


def _number(value: Value) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return parse_whole(_readable(value))
    if value != value or abs(value) > 10**9 or value != int(value):
        return parse_whole(_readable(value).replace(".", ","))
    return int(value)


def _shown(value: Value, longest: int) -> str:
    if isinstance(value, bool):
        raise BadCell(_("The cell holds true or false, where a text should be. Write what is meant."))
    text = _readable(value)
    if len(text) > longest:
        raise BadCell(
            _("The text has {length} characters, and there is room for {most}. Shorten it.").format(
                length=len(text), most=longest
            )
        )
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", plain))


def _readable(value: Value) -> str:
    """*value* as a person would have typed it."""
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)
    if isinstance(value, datetime):
        return show_day(value.date())
    if isinstance(value, date):
        return show_day(value)
    if isinstance(value, time):
        return value.strftime("%H.%M")
    return str(value)
