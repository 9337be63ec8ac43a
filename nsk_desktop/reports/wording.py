"""Numbers, intervals and days as they are printed."""

from datetime import date, timedelta

from nsk_desktop.domain import numbers
from nsk_desktop.i18n import N_, _, language

DASH = "\N{EN DASH}"
SPACE = "\N{NO-BREAK SPACE}"
MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def number(value: int) -> str:
    """*value* with the thousands set apart: 1.204 in Danish."""
    return numbers.whole(value)


def interval(low: int, high: int) -> str:
    """One number when both bounds are the same, else both: 281–666."""
    return numbers.span(low, high).replace("-", DASH)


def percent(low: float, high: float) -> str:
    """A share of one, or the two it lies between, as whole per cent: 67 % or 78–79 %."""
    return numbers.percent(low, high).replace("-", DASH).replace(" ", SPACE)


def month(first: date) -> str:
    """The short name of the month that *first* lies in."""
    return _(MONTHS[first.month - 1])


def day(value: date) -> str:
    """04.03.2025 in Danish, 4 Mar 2025 in English."""
    if language() == "da":
        return f"{value.day:02}.{value.month:02}.{value.year:04}"
    return f"{value.day}{SPACE}{month(value)}{SPACE}{value.year:04}"


def days(first: date, last: date) -> str:
    """Both ends of a period."""
    return f"{day(first)} {DASH} {day(last)}"


def period_name(first: date, last: date) -> str:
    """What people call the period: a year or a half-year; nothing when it is neither."""
    starts, ends = (first.month, first.day), last + timedelta(days=1) if last < date.max else last
    if first.year != last.year or ends.day != 1:
        return ""
    if starts == (1, 1) and ends.month == 1:
        return str(first.year)
    if starts == (1, 1) and ends.month == 7:
        return _("First half of {year}").format(year=first.year)
    if starts == (7, 1) and ends.month == 1:
        return _("Second half of {year}").format(year=first.year)
    return ""
