"""One cell of somebody's own list, read as what its column says, or refused with the reason."""

import re
from datetime import date, datetime

from nsk_desktop.domain.amounts import parse_whole
from nsk_desktop.domain.codes import AGE_BANDS, GENDERS, THEMES, AgeBand, Presence
from nsk_desktop.domain.dates import parse_day
from nsk_desktop.errors import NskError
from nsk_desktop.errors.fill_in import BadCell, DateWithoutYear
from nsk_desktop.errors.typed import DateProblem, NumberProblem, shortened
from nsk_desktop.exchange.fill_in_cells import Value, is_blank, read_code, read_day, read_text, read_whole
from nsk_desktop.exchange.list_words import GENDER_WORDS, MARKS, word_of
from nsk_desktop.i18n import _

OLDEST = 120
_WEEK = re.compile(r"\b(?:uge|week)\.? ?\d", re.I | re.ASCII)
_YEARS = re.compile(r"\d+(?: ?år)?\.?", re.I)
_COMMA = re.compile(r"\s*,\s*")


def written(value: Value) -> str:
    """What stands in the cell, for people."""
    return read_text(str(value) if isinstance(value, bool) else value, 100_000)


def read_list_day(value: Value, year: int | None, today: date) -> date:
    """The day in a cell; *year* is what a day without one is in. Words for a day seen from today are refused."""
    if isinstance(value, str) and re.search(r"\d", value):
        text = _without_clock(value)
        try:
            return read_day(text, today)
        except DateWithoutYear:
            if year is None:
                raise
            return _in_year(text, year)
    if isinstance(value, str):
        raise DateProblem(value)
    return read_day(value, today)


def _without_clock(text: str) -> str:
    return re.sub(r"[ T]+(?:kl\.? ?)?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?- ?\d{1,2}[:.]\d\d)?$", "", text.strip()) or text


def _in_year(text: str, year: int) -> date:
    if _WEEK.search(text):
        return parse_day(f"{text} {year}", date(year, 7, 1))
    # A day without a year is the nearest one, so it is asked for from all over the year.
    found, problem = set(), DateProblem(text)
    for month in (2, 6, 9, 12):
        try:
            day = parse_day(text, date(year, month, 1))
        except DateProblem as error:
            # Of another year, perhaps: where that day is no Tuesday, for example.
            problem = error
        else:
            found |= {day} if day.year == year else set()
    if len(found) != 1:
        raise DateProblem(text) if found else problem
    return found.pop()


def looks_like_day(value: Value, today: date) -> bool:
    """Whether the cell is a day, with or without its year."""
    if isinstance(value, bool) or is_blank(value) or not isinstance(value, str | date | datetime):
        return False
    try:
        read_list_day(value, today.year, today)
    except NskError:
        return False
    return not (isinstance(value, str) and value.strip().isdigit())


def read_mark(value: Value) -> str | None:
    """Whether somebody came: present, absent, excused; None for a cell that says nothing."""
    if isinstance(value, bool):
        return Presence.PRESENT if value else Presence.ABSENT
    if is_blank(value):
        return None
    text = written(value)
    status = MARKS.get(text.casefold()) or MARKS.get(word_of(text))
    if status:
        return status
    try:
        number = read_whole(value)
    except NskError:
        raise BadCell(
            _("“{text}” says neither that somebody came nor that they did not. Write x or nothing.").format(
                text=shortened(text)
            )
        ) from None
    raise BadCell(
        _("Here stands {number}, but one person can only have come once. Write x or nothing.").format(number=number)
    )


def is_mark(value: Value) -> bool:
    """Whether the cell ticks somebody off."""
    try:
        return read_mark(value) is not None
    except NskError:
        return False


def read_gender(value: Value) -> str:
    """A gender, as lists write it."""
    text = written(value)
    return GENDER_WORDS.get(word_of(text)) or GENDER_WORDS.get(text.casefold()) or read_code(GENDERS, value)


def read_age(value: Value) -> int:
    """An age in whole years."""
    text = written(value)
    age = parse_whole(text.casefold().removesuffix("år").strip()) if _YEARS.fullmatch(text) else read_whole(value)
    if not 0 <= age <= OLDEST:
        raise BadCell(_("{number} cannot be an age. Write the age in years, for example 34.").format(number=age))
    return age


def read_band(value: Value) -> str:
    """An age group."""
    if isinstance(value, date | datetime):
        # A spreadsheet makes a day of 0-12.
        raise BadCell(_("The age group has become a date. Write for example 0-12 as text."))
    text = written(value).casefold().removesuffix("år").strip()
    return AgeBand(read_code(AGE_BANDS, text))


def read_count(value: Value) -> int:
    """How many."""
    try:
        return read_whole(value)
    except NumberProblem:
        raise
    except NskError as error:
        raise BadCell(str(error)) from None


def read_themes(value: Value) -> tuple[str, ...]:
    """One theme or several, with a comma, a semicolon or a line between."""
    try:
        return (read_code(THEMES, value),)
    except BadCell:
        parts = [part for part in re.split(r"[;,\n/+]", written(value)) if part.strip()]
        if len(parts) < 2:
            raise
        return tuple(dict.fromkeys(read_code(THEMES, part) for part in parts))


def name_and_surname(text: str) -> tuple[str, str]:
    """``Hansen, Ida`` in the order people say it; any other name stays one, for an alias is enough."""
    parts = _COMMA.split(text.strip(" ,"))
    return (parts[1], parts[0]) if len(parts) == 2 and all(parts) else (" ".join(parts), "")
