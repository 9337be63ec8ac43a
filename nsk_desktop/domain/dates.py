"""Days and times as people type them and as we show them.

What is typed is either read as exactly one day or refused in words: no text ever turns into another date.
"""

import calendar
import re
import unicodedata
from datetime import date, timedelta

from nsk_desktop.domain.day_words import (
    MONTH_NUMBERS,
    MONTHS,
    NAMED_DAYS,
    NUMBERS,
    UNITS,
    WEEKDAY_NUMBERS,
    WEEKDAYS,
)
from nsk_desktop.errors.fill_in import DateWithoutYear
from nsk_desktop.errors.typed import DateProblem, ImprobableYear, NoSuchDate, NoSuchWeek, TimeProblem, WrongWeekday
from nsk_desktop.i18n import _

FIRST_YEAR, LAST_YEAR = 1900, 2099
_LONGEST = 60

_BETWEEN = r"(?: ?[./-] ?| )"
_NUMBERS = re.compile(rf"(\d\d?){_BETWEEN}(\d\d?)(?:{_BETWEEN}(\d{{4}}|\d\d))?\.?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d\d?)\2(\d\d?)(?:[ t]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_DIGITS = re.compile(r"(\d\d)(\d\d)(\d{4}|\d\d)", re.ASCII)
_DAY_MONTH = re.compile(r"(\d\d?)(?:\.|st|nd|rd|th)? ?(?:of )?([a-zæøå]+)\.?,?(?: (\d{4}|\d\d))?", re.ASCII)
_MONTH_DAY = re.compile(r"([a-zæøå]+)\.? (\d\d?)(?:st|nd|rd|th)?(?:,? (\d{4}))?", re.ASCII)
_WEEK = re.compile(r"(?:uge|week)\.? ?(\d\d?)(?: ?[,/-]? ?(\d{4}))?", re.ASCII)
_AHEAD = re.compile(r"(?:om |in )?(\d{1,3}|[a-zé]+) ?([a-zå]+)\.?", re.ASCII)
_AGO = re.compile(r"(?:for )?(\d{1,3}|[a-zé]+) ?([a-zå]+)\.? (?:siden|ago)", re.ASCII)
_WEEKDAY_FIRST = re.compile(r"([a-zæøå]+)\.?,?(?: (?:den |the |d\. ?)?(.+))?", re.ASCII)
_WEEKDAY_LAST = re.compile(r"(.+?),? ([a-zæøå]+)\.?", re.ASCII)
_COMING = re.compile(r"(?:på|kommende|on|this) ([a-zæøå]+)\.?", re.ASCII)
_PAST = re.compile(r"(?:i|sidste|last) ([a-zæøå]+?)s?\.?", re.ASCII)
_TIME = re.compile(r"(?:kl\.? ?|at )?(?:(\d\d?)(?:[:.](\d\d)(?::00)?)?|(\d\d?)(\d\d))", re.ASCII)
_HALF_TIME = re.compile(r"(?:kl\.? ?|at )?(\d\d?)[:.](\d)", re.ASCII)
_HALF_YEAR = re.compile(r"(\d{4})H([12])", re.ASCII)


def parse_day(text: str, today: date) -> date:
    """The day that *text* means on the day *today*; raises DateProblem with the sentence to show."""
    plain = _plain(text)
    if not plain or len(plain) > _LONGEST:
        raise DateProblem(text)
    try:
        found = _relative_day(plain, today) or _day_with_weekday(plain, text, today)
    except OverflowError:
        raise DateProblem(text) from None
    if found is None:
        raise DateProblem(text)
    return probable(found)


def parse_whole_day(text: str, today: date) -> date:
    """The day that *text* means whenever it is read; a file read again next year must not mean other days."""
    day = parse_day(text, today)
    try:
        same = parse_day(text, today - timedelta(days=2 * 366)) == day
    except DateProblem:
        same = False
    if not same:
        raise DateWithoutYear(text)
    return day


def parse_time(text: str) -> str:
    """The time of day that *text* means, as ``HH:MM``; raises TimeProblem with the sentence to show."""
    plain = _plain(text)
    if short := _HALF_TIME.fullmatch(plain):
        raise TimeProblem(text, int(short[1]), int(short[2]))
    match = _TIME.fullmatch(plain)
    if not match:
        raise TimeProblem(text)
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    if hour > 23 or minute > 59:
        raise TimeProblem(text)
    return f"{hour:02}:{minute:02}"


def show_day(day: date) -> str:
    """``04.03.2025``."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def show_day_long(day: date) -> str:
    """``tirsdag den 4. marts 2025``."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday_name(day.isoweekday()), day=day.day, month=month_name(day.month), year=day.year
    )


def weekday_and_week(day: date) -> str:
    """``tirsdag, uge 10``: what stands after a date field."""
    return _("{weekday}, week {week}").format(weekday=weekday_name(day.isoweekday()), week=day.isocalendar().week)


def show_time(time: str) -> str:
    """``kl. 18.05`` for ``18:05``."""
    hours, _colon, minutes = time.partition(":")
    return _("at {hours}:{minutes}").format(hours=hours, minutes=minutes)


def weekday_name(number: int) -> str:
    """The weekday's name; 1 is Monday."""
    return _(WEEKDAYS[number - 1])


def month_name(number: int) -> str:
    """The month's name; 1 is January."""
    return _(MONTHS[number - 1])


def show_day_and_month(day: date) -> str:
    """``12. marts``: a day of a year that nobody doubts."""
    return _("{day} {month}").format(day=day.day, month=month_name(day.month))


def week_day(year: int, week: int, weekday: int = 1) -> date:
    """The day in ISO week *week*; raises NoSuchWeek where the year has no such week."""
    try:
        return date.fromisocalendar(year, week, weekday)
    except ValueError:
        raise NoSuchWeek(week, year) from None


def half_year(day: date) -> str:
    """``2025H1``."""
    return f"{day.year}H{1 if day.month <= 6 else 2}"


def half_year_bounds(name: str) -> tuple[date, date]:
    """First and last day of the half-year ``2025H1``; raises DateProblem for anything else."""
    match = _HALF_YEAR.fullmatch(name)
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        raise DateProblem(name)
    year = int(match[1])
    return (date(year, 1, 1), date(year, 6, 30)) if match[2] == "1" else (date(year, 7, 1), date(year, 12, 31))


def half_year_label(name: str) -> str:
    """``1. halvår 2025`` for ``2025H1``."""
    first, _last = half_year_bounds(name)
    text = _("first half of {year}") if first.month == 1 else _("second half of {year}")
    return text.format(year=first.year)


def _plain(text: str) -> str:
    # Only a little more than the longest text is looked at: a cell may hold a novel.
    return " ".join(unicodedata.normalize("NFKC", text[: 4 * _LONGEST]).casefold().split())


def probable(day: date) -> date:
    """*day*, if something here can happen on it; raises `ImprobableYear` otherwise."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ImprobableYear(day.year)
    return day


def _relative_day(plain: str, today: date) -> date | None:
    if plain in NAMED_DAYS:
        return today + timedelta(days=NAMED_DAYS[plain])
    for pattern, sign in ((_AGO, -1), (_AHEAD, 1)):
        if (match := pattern.fullmatch(plain)) and (distance := _distance(match[1], match[2])):
            return _moved(today, sign * distance[0], distance[1])
    for pattern, sign in ((_COMING, 1), (_PAST, -1)):
        if (match := pattern.fullmatch(plain)) and match[1] in WEEKDAY_NUMBERS:
            away = (sign * (WEEKDAY_NUMBERS[match[1]] - today.isoweekday())) % 7 or 7
            return today + timedelta(days=sign * away)
    return None


def _distance(number: str, unit: str) -> tuple[int, str] | None:
    count = int(number) if number.isdigit() else NUMBERS.get(number)
    return None if count is None or unit not in UNITS else (count, UNITS[unit])


def _moved(today: date, count: int, unit: str) -> date:
    if unit == "day":
        return today + timedelta(days=count)
    if unit == "week":
        return today + timedelta(weeks=count)
    months = today.year * 12 + today.month - 1 + count
    return _existing(today.day, months % 12 + 1, months // 12)


def _day_with_weekday(plain: str, text: str, today: date) -> date | None:
    weekday, rest = _split_weekday(plain)
    if not rest:
        return _nearest_weekday(weekday, today) if weekday else None
    if match := _WEEK.fullmatch(rest):
        return _in_week(int(match[1]), match[2], weekday or 1, today)
    day = _calendar_day(rest.removeprefix("den "), text, today)
    if day and weekday and day.isoweekday() != weekday:
        raise WrongWeekday(show_day(day), weekday_name(day.isoweekday()), weekday_name(weekday))
    return day


def _split_weekday(plain: str) -> tuple[int, str]:
    if (match := _WEEKDAY_FIRST.fullmatch(plain)) and match[1] in WEEKDAY_NUMBERS:
        return WEEKDAY_NUMBERS[match[1]], match[2] or ""
    if (match := _WEEKDAY_LAST.fullmatch(plain)) and match[2] in WEEKDAY_NUMBERS:
        return WEEKDAY_NUMBERS[match[2]], match[1]
    return 0, plain


def _nearest_weekday(weekday: int, today: date) -> date:
    away = (weekday - today.isoweekday()) % 7
    return today + timedelta(days=away if away <= 3 else away - 7)


def _in_week(week: int, year: str | None, weekday: int, today: date) -> date:
    if year:
        probable(date(max(int(year), 1), 1, 1))
        return week_day(int(year), week, weekday)
    # The year is chosen before asking whether it has the week, so that week 53 is refused, not moved.
    starts = {
        near: date.fromisocalendar(near, 1, weekday) + timedelta(weeks=week - 1)
        for near in (today.year - 1, today.year, today.year + 1)
    }
    return week_day(min(starts, key=lambda near: _distance_in_days(starts[near], today)), week, weekday)


def _calendar_day(plain: str, text: str, today: date) -> date | None:
    if match := _YEAR_FIRST.fullmatch(plain):
        return _chosen(match[4], int(match[3]), match[1], text, today)
    if match := _NUMBERS.fullmatch(plain) or _DIGITS.fullmatch(plain):
        return _chosen(match[1], int(match[2]), match[3], text, today)
    if (match := _DAY_MONTH.fullmatch(plain)) and match[2] in MONTH_NUMBERS:
        return _chosen(match[1], MONTH_NUMBERS[match[2]], match[3], text, today)
    if (match := _MONTH_DAY.fullmatch(plain)) and match[1] in MONTH_NUMBERS:
        return _chosen(match[2], MONTH_NUMBERS[match[1]], match[3], text, today)
    return None


def _chosen(day: str, month: int, year: str | None, text: str, today: date) -> date:
    number = int(day)
    if not number or not 1 <= month <= 12:
        raise DateProblem(text)
    return _existing(number, month, _year(year, today) if year else _nearest_year(number, month, today))


def _year(digits: str, today: date) -> int:
    if len(digits) == 4:
        return int(digits)
    return min((century + int(digits) for century in (1900, 2000, 2100)), key=lambda year: abs(year - today.year))


def _nearest_year(day: int, month: int, today: date) -> int:
    # Measured by a day that every year has, so that 29 February is refused where there is none, not moved.
    common = min(day, calendar.monthrange(2025, month)[1])
    years = (today.year - 1, today.year, today.year + 1)
    return min(years, key=lambda year: _distance_in_days(date(year, month, common), today))


def _distance_in_days(day: date, today: date) -> tuple[int, bool]:
    return abs((day - today).days), day > today


def _existing(day: int, month: int, year: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ImprobableYear(year)
    last = calendar.monthrange(year, month)[1]
    if day > last:
        raise NoSuchDate(day, month, year, last)
    return date(year, month, day)
