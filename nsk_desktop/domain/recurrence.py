"""When a series meets: the days that follow from a weekday and an interval, and from what was changed on the way.

Pure functions. A plan is what the series was made with, and changes that each say one thing from a day on. So what
was before that day stays as it was, and two laptops that change different things make no conflict.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from nsk_desktop.domain.dates import probable

CHANGEABLE = ("weekday", "interval_weeks", "from_time", "to_time", "place")
"""What of a series may be something else from a day on."""
RHYTHM = ("weekday", "interval_weeks")
_WEEK = timedelta(weeks=1)

Value = int | str | None


class Changed(NamedTuple):
    """From *since* on, *field* is *value*, written as text; nothing is the empty text."""

    since: date
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of when a series meets."""

    base: Mapping[str, Value]
    """The changeable fields as the series was made with them."""
    start: date | None
    end: date | None = None
    changes: Sequence[Changed] = ()

    def value(self, field: str, day: date) -> Value:
        """What *field* is on *day*."""
        said = [change for change in self.changes if change.field == field and change.since <= day]
        return read_value(field, max(said).value) if said else self.base.get(field)


class _Rhythm(NamedTuple):
    """One meeting in every *interval*-th week from *anchor* (a Monday) on, from *since* until the next rhythm."""

    since: date
    until: date
    weekday: int
    interval: int
    anchor: date


def written(value: Value) -> str:
    """*value* as a change keeps it."""
    return "" if value is None else str(value)


def read_value(field: str, text: str) -> Value:
    """What a change keeps, as the field has it."""
    if field not in RHYTHM:
        return text if text or field == "place" else None
    return int(text) if text.isascii() and text.isdigit() else None


def monday(day: date) -> date:
    """The Monday of the week of *day*. Raises `ImprobableYear` for a day that nothing happens on."""
    return probable(day) - timedelta(days=day.isoweekday() - 1)


def expected_days(plan: Plan, first: date, last: date) -> list[date]:
    """The days from *first* to *last*, both included, on which the series meets: never two in one week."""
    found: list[date] = []
    # From the Monday on, so that it does not depend on the window which of two rhythms a week belongs to.
    for day in _days(plan, monday(first), last):
        if not found or monday(found[-1]) != monday(day):
            found.append(day)
    return [day for day in found if day >= first]


def next_expected(plan: Plan, first: date) -> date | None:
    """The first day from *first* on, within two years, on which the series meets."""
    return next(iter(expected_days(plan, first, probable(first) + timedelta(weeks=106))), None)


def takes_effect(day: date, today: date) -> date:
    """From when a change for the meeting on *day* and the following holds: from its week on, never in the past."""
    return max(monday(day), today)


def _days(plan: Plan, first: date, last: date) -> Iterator[date]:
    for rhythm in _rhythms(plan, last):
        begin, end = max(first, rhythm.since), min(last, rhythm.until)
        step = rhythm.interval * _WEEK
        day = rhythm.anchor + timedelta(days=rhythm.weekday - 1)
        if day < begin:
            day += -((day - begin) // step) * step
        while day <= end:
            yield day
            day += step


def _rhythms(plan: Plan, last: date) -> Iterator[_Rhythm]:
    """The stretches with one weekday and interval each, until *last* or the end of the series."""
    if plan.start is None:
        return
    last = min(last, plan.end or last)
    turns = {change.since for change in plan.changes if change.field in RHYTHM and change.since > plan.start}
    begins = [plan.start, *sorted(turns)]
    before: tuple[int, date] | None = None
    for begin, after in zip(begins, [*begins[1:], None], strict=True):
        weekday, interval = (plan.value(name, begin) for name in RHYTHM)
        if not isinstance(weekday, int) or not 1 <= weekday <= 7:
            before = None
            continue
        interval = interval if isinstance(interval, int) and interval > 0 else 1
        if before is None or before[0] != interval:
            # Another interval begins with the first meeting that follows; another weekday keeps to the same weeks.
            before = interval, monday(begin + timedelta(days=(weekday - begin.isoweekday()) % 7))
        until = last if after is None else min(last, after - timedelta(days=1))
        yield _Rhythm(begin, until, weekday, interval, before[1])
