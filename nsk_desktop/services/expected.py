"""Expected meetings: what a series leads one to expect, until something is said about it.

An expected meeting is worked out each time and stored nowhere. Registering, moving or cancelling it makes the session
that its series and day name, so that two laptops that do so make one. Skipping it, or saying that it is held although
it is a holiday, is a small record of its own that counts nowhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nsk_desktop.domain.codes import Answer, SessionState
from nsk_desktop.domain.dates import show_day
from nsk_desktop.domain.identity import expectation_id, expected_session_id
from nsk_desktop.domain.records import Expectation, PlanChange, Series, Session
from nsk_desktop.domain.recurrence import CHANGEABLE, Changed, Plan, expected_days, monday
from nsk_desktop.errors.registration import HeldAlready
from nsk_desktop.i18n import _
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.public_holidays import holiday_name
from nsk_desktop.store.change import Change
from nsk_desktop.store.queries import series as queries
from nsk_desktop.store.reader import Reader

EXPECTED = "forventet"
"""The state of a meeting that is not a session yet; it is never stored."""
LOOK_BACK = timedelta(weeks=8)
"""So far back are expected meetings asked for; what is older has been lived without."""
_WEEK = timedelta(days=6)
# What a session takes over from its series beside what the plan says of its day.
_TAKEN = ("initiative_id", "type", "themes", "target_groups", "hosts", "title")
_PLANNED = ("from_time", "to_time", "place")


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """An expected meeting as lists show it, beside the sessions."""

    id: str
    """Of the session it becomes."""
    series_id: str
    day: date
    from_time: str | None
    to_time: str | None
    title: str
    type: str | None
    themes: tuple[str, ...]
    place: str
    holiday: str
    """The holiday on that day, unless somebody has said that the meeting is held; a question to be asked."""
    state: str = EXPECTED


def list_expected(desk: Desk, first: date, last: date, series_id: str | None = None) -> list[ExpectedRow]:
    """The expected meetings from *first* to *last* of which nothing is said yet, in the order of time."""
    with desk.store.read() as read:
        found = list(_unsaid(read, first, last, series_id))
    return sorted(found, key=lambda row: (row.day, row.from_time or "", row.title, row.id))


def skipped_days(desk: Desk, series_id: str, first: date, last: date) -> list[date]:
    """The days on which somebody has said that there is no meeting."""
    with desk.store.read() as read:
        rows = read.all(Expectation, series_id=series_id, answer=Answer.SKIPPED)
    return sorted(row.day for row in rows if row.day and first <= row.day <= last)


def plan_of(series: Series, changes: Iterable[PlanChange]) -> Plan:
    """When *series* meets; *changes* are its own."""
    said = [Changed(change.since, change.field, change.value) for change in changes if change.since]
    return Plan({name: getattr(series, name) for name in CHANGEABLE}, series.start, series.end, tuple(said))


def read_plan(read: Reader, series: Series) -> Plan:
    """When *series* meets, as the store knows it."""
    return plan_of(series, read.all(PlanChange, series_id=series.id))


def register(desk: Desk, series_id: str, day: date, today: date) -> str:
    """Make the session of an expected meeting, a draft; returns its id."""
    state = SessionState.PLANNED if day > today else SessionState.HELD
    return _say(desk, series_id, day, _("Register the meeting {title} {day}"), {"state": state}, insist=False)


def cancel(desk: Desk, series_id: str, day: date, reason: str = "") -> str:
    """The expected meeting does not take place, or did not."""
    fields = {"state": SessionState.CANCELLED, "cancel_reason": reason, "completed": True}
    return _say(desk, series_id, day, _("Cancel the meeting {title} {day}"), fields)


def move(desk: Desk, series_id: str, day: date, to: date, **besides: object) -> str:
    """The meeting expected on *day* is *to* be on another, and different in what *besides* says."""
    # One that was cancelled is not: left finished, a planned meeting would be asked for by nobody.
    fields = {"day": to, "state": SessionState.PLANNED, "cancel_reason": "", "completed": False, **besides}
    return _say(desk, series_id, day, _("Move the meeting {title} {day}"), fields)


def adjust(desk: Desk, series_id: str, day: date, **fields: object) -> str:
    """Only the meeting expected on *day* is different."""
    return _say(desk, series_id, day, _("Change only the meeting {title} {day}"), fields)


def skip(desk: Desk, series_id: str, day: date) -> None:
    """There is no meeting that day: it is not asked for again."""
    _answer(desk, series_id, day, Answer.SKIPPED, _("Skip the meeting {title} {day}"))


def keep(desk: Desk, series_id: str, day: date) -> None:
    """The meeting is held although the day is a holiday."""
    _answer(desk, series_id, day, Answer.HELD, _("The meeting {title} {day} is held"))


def expect_again(desk: Desk, series_id: str, day: date) -> None:
    """Take back what was said of the day."""
    label = _label(desk, series_id, day, _("Expect the meeting {title} {day} again"))
    with desk.store.change(label) as change:
        if change.exists(expectation_id(series_id, day)):
            change.delete(Expectation, expectation_id(series_id, day))


def meet(desk: Desk, series_id: str, day: date, today: date) -> str:
    """A new meeting of a series on *day*: the expected one, when one is expected; otherwise an extra one."""
    if list_expected(desk, day, day, series_id):
        return register(desk, series_id, day, today)
    with desk.store.read() as read:
        made = _session(read, series_id, day)
    made.state = SessionState.PLANNED if day > today else SessionState.HELD
    with desk.store.change(_("New meeting")) as change:
        return change.create(made)


def _unsaid(read: Reader, first: date, last: date, series_id: str | None) -> Iterable[ExpectedRow]:
    listed = (
        read.some(Series, queries.planned(read, first, last)) if series_id is None else read.all(Series, id=series_id)
    )
    if not listed:
        return
    changes: dict[str, list[PlanChange]] = defaultdict(list)
    for change in read.all(PlanChange):
        changes[change.series_id or ""].append(change)
    answers = {(row.series_id, row.day): row.answer for row in read.all(Expectation)}
    weeks, days = _taken(read, [series.id for series in listed], first, last)
    for series in listed:
        plan = plan_of(series, changes[series.id])
        for day in expected_days(plan, first, last):
            answer = answers.get((series.id, day))
            taken = (series.id, monday(day)) in weeks or (series.id, day) in days
            if not taken and answer != Answer.SKIPPED:
                yield _row(series, plan, day, asked=answer is None)


def _taken(
    read: Reader, series: Sequence[str], first: date, last: date
) -> tuple[set[tuple[str, date]], set[tuple[str, date]]]:
    """The weeks whose expected meeting has become a session, and the days of the other meetings, by series.

    A series meets once in a week at most. So the meeting that was registered while its series still met on another
    weekday is not asked for again; an extra meeting stands for the expected one only on its very day.
    """
    found = queries.occurrences(read, series, monday(first), monday(last) + _WEEK)
    weeks = {(one.series_id, monday(one.expected_on)) for one in found if one.expected_on}
    return weeks, {(one.series_id, one.day) for one in found if one.day and not one.expected_on}


def _row(series: Series, plan: Plan, day: date, *, asked: bool) -> ExpectedRow:
    values: dict[str, Any] = {name: plan.value(name, day) for name in _PLANNED}
    return ExpectedRow(
        id=expected_session_id(series.id, day),
        series_id=series.id,
        day=day,
        title=series.title,
        type=series.type,
        themes=tuple(series.themes),
        holiday=holiday_name(day) if asked else "",
        **values,
    )


def _session(read: Reader, series_id: str, day: date) -> Session:
    """A session of the series on *day*, not stored, with what the series says of that day."""
    series = read.get(Series, series_id)
    if series is None:
        raise LookupError(series_id)
    plan = read_plan(read, series)
    taken: dict[str, Any] = {name: getattr(series, name) for name in _TAKEN}
    taken |= {name: plan.value(name, day) for name in _PLANNED}
    return Session(series_id=series_id, day=day, **taken)


def _say(desk: Desk, series_id: str, day: date, label: str, fields: dict[str, Any], *, insist: bool = True) -> str:
    """Make the session of the expected meeting with *fields*.

    If there is one already (a colleague's came in meanwhile), it gets *fields* only if they are what is asked for,
    and one that was held stays as it is: raises `HeldAlready`.
    One that lies in the bin is taken out of it with its texts, and is what is said now.
    """
    with desk.store.read() as read:
        made = _session(read, series_id, day)
    made.id, made.expected_on = expected_session_id(series_id, day), day
    for name, value in fields.items():
        setattr(made, name, value)
    with desk.store.change(_label(desk, series_id, day, label)) as change:
        before = change.values(Session, made.id)
        if before is None:
            change.create(made)
        elif before["deleted"]:
            change.save(Session, made.id, **{"day": day, "completed": False, "cancel_reason": ""} | fields)
            change.restore(Session, made.id)
        elif insist and before["state"] == SessionState.HELD:
            # What is said here was meant for a meeting that nobody had registered.
            raise HeldAlready(made.title or _("without a title"), show_day(day))
        elif insist:
            change.save(Session, made.id, **fields)
        _forget(change, series_id, day)
    return made.id


def _forget(change: Change, series_id: str, day: date) -> None:
    """What was said of the day before is answered by the session itself."""
    if change.exists(expectation_id(series_id, day)):
        change.delete(Expectation, expectation_id(series_id, day))


def _answer(desk: Desk, series_id: str, day: date, answer: Answer, label: str) -> None:
    with desk.store.change(_label(desk, series_id, day, label)) as change:
        id = expectation_id(series_id, day)
        change.put(Expectation(id=id, series_id=series_id, day=day, answer=answer))


def _label(desk: Desk, series_id: str, day: date, label: str) -> str:
    with desk.store.read() as read:
        series = read.get(Series, series_id)
    return label.format(title=(series.title if series else "") or _("without a title"), day=show_day(day))
