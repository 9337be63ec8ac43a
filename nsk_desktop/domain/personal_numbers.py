"""Personal numbers (CPR) in a text: a date and four digits, in every way that people write them down."""

import re
from collections.abc import Iterator
from datetime import date

from nsk_desktop.domain.day_words import MONTH_NUMBERS

# What is copied from a letter has long dashes and blanks that do not break.
DASH = r"\-\u2010-\u2015\u2212"
BLANK = r" \t\u00a0\u2009\u202f"
Span = tuple[int, int]

_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = len("1") + len("90") + len("1234")
"""The month may be a word."""
_SIGN = rf"[{BLANK}./{DASH}]"
_JOINT = rf"(?P<joint>\)?[{BLANK}./_:{DASH}]{{0,3}})"
_SERIAL = rf"(?P<serial>\d\d[{BLANK}]?\d\d)(?!\d)"
_CENTURY = r"(?P<century>19|20)"
_MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
# No modulus 11, and day + 60 is allowed. Two digits each, with any sign or none between them.
_USUAL = re.compile(
    rf"(?<!\d)(?P<day>\d\d){_SIGN}?(?P<month>\d\d){_SIGN}?(?:(?:19|20)(?=\d\d[{BLANK}]?[{DASH}]))?(?P<year>\d\d)"
    rf"[{BLANK}./_:{DASH}]{{0,3}}\d{{4}}(?!\d)"
)
_OTHERS = (
    # Every digit by itself, as in a box for each on a form.
    re.compile(
        rf"(?<!\d)(?<!\d[{BLANK}])(?P<day>\d[{BLANK}]\d)[{BLANK}](?P<month>\d[{BLANK}]\d)[{BLANK}](?P<year>\d[{BLANK}]\d)"
        rf"[{BLANK}]?[{DASH}]?[{BLANK}]?\d(?:[{BLANK}]\d){{3}}(?![{BLANK}]?\d)"
    ),
    # The date as dates are written: 1/1-1990, 1. januar 1990, 1990-01-01.
    re.compile(
        rf"(?<!\d)(?P<day>\d\d?)(?:{_SIGN}{{1,2}})(?P<month>\d\d?)(?:{_SIGN}{{1,2}}){_CENTURY}?(?P<year>\d\d)"
        rf"{_JOINT}{_SERIAL}"
    ),
    re.compile(
        rf"(?<!\d)(?P<day>\d\d?)\.?[{BLANK}]?(?P<month>{_MONTHS})\.?[{BLANK}]{_CENTURY}?(?P<year>\d\d){_JOINT}{_SERIAL}",
        re.I,
    ),
    re.compile(rf"(?<!\d){_CENTURY}(?P<year>\d\d){_SIGN}?(?P<month>\d\d){_SIGN}?(?P<day>\d\d){_JOINT}{_SERIAL}"),
    # The century in the midst of digits alone.
    re.compile(rf"(?<!\d)(?P<day>\d\d)(?P<month>\d\d){_CENTURY}(?P<year>\d\d){_JOINT}{_SERIAL}"),
    re.compile(rf"(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d){_JOINT}{_SERIAL}"),
)


def personal_numbers(text: str) -> list[Span]:
    """Where a personal number stands in *text*; no place twice."""
    found: list[Span] = []
    if len(_DIGIT.findall(text)) < _FEWEST_DIGITS:
        # Most texts are let out here: a store may hold a hundred thousand of them.
        return found
    for match in _matches(text):
        begin, end = match.span()
        if not any(begin < last and first < end for first, last in found):
            found.append((begin, end))
    return sorted(found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    yield from (match for match in _USUAL.finditer(text) if _is_date(match))
    for pattern in _OTHERS:
        yield from (match for match in pattern.finditer(text) if _is_date(match) and not _is_time(match))


def _is_date(match: re.Match[str]) -> bool:
    day, month, year = ("".join(match[part].split()) for part in ("day", "month", "year"))
    try:
        number = MONTH_NUMBERS.get(month.lower()) or int(month)
        date(2000 + int(year), number, int(day) - 60 if int(day) > 60 else int(day))
    except ValueError:
        return False
    return True


def _is_time(match: re.Match[str]) -> bool:
    """Whether the last four digits are a time of the day before them: 4.3.2025 1830. Nobody meets in 1990."""
    known = match.groupdict()
    serial, joint = "".join((known.get("serial") or "").split()), known.get("joint") or ""
    year_first = match.start("year") < match.start("day")
    recent = known.get("century") != "19" and 20 <= int("".join(match["year"].split())) < 40
    apart = joint.isspace() or (year_first and not joint)
    return bool(serial and recent and apart and serial[:2] < "24" and serial[2:] < "60")
