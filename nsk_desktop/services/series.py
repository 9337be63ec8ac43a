"""Series: rows of meetings with the same defaults, and how they change on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nsk_desktop.domain.codes import SessionState
from nsk_desktop.domain.dates import probable, show_day
from nsk_desktop.domain.identity import expected_session_id, plan_change_id
from nsk_desktop.domain.records import Expectation, PlanChange, Series, Session
from nsk_desktop.domain.recurrence import (
    CHANGEABLE,
    RHYTHM,
    Plan,
    Value,
    expected_days,
    monday,
    next_expected,
    takes_effect,
    written,
)
from nsk_desktop.i18n import _
from nsk_desktop.measures.reach import RETAINED
from nsk_desktop.services import expected, history
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.expected import ExpectedRow
from nsk_desktop.services.sessions import SessionRow, list_sessions
from nsk_desktop.store.change import Change
from nsk_desktop.store.queries import series as standing_queries
from nsk_desktop.store.queries import sessions as queries
from nsk_desktop.store.queries.series import Standing
from nsk_desktop.store.queries.sessions import SeriesRow

__all__ = ["SeriesRow", "Standing"]

AHEAD = timedelta(weeks=12)
_SAID: dict[str, type[PlanChange] | type[Expectation]] = {
    PlanChange.record_kind(): PlanChange,
    Expectation.record_kind(): Expectation,
}


class Scope(StrEnum):
    """Which meetings a change is for. None of them is ever a meeting that is past or registered."""

    ONE = "one"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class SeriesDay:
    """A series as it is on the day of one of its meetings."""

    series: Series
    values: dict[str, Value]
    """The changeable fields on that day."""
    day: date | None
    """The meeting they are shown for; None when none is expected."""
    begun: bool
    """Some of its meetings are past, so a change has to say from when."""


def list_series(desk: Desk) -> list[SeriesRow]:
    """Every series, the most recently met first."""
    with desk.store.read() as read:
        return queries.list_series(read)


def get(desk: Desk, id: str) -> Series | None:
    with desk.store.read() as read:
        return read.get(Series, id)


def on_day(desk: Desk, id: str, today: date, day: date | None = None) -> SeriesDay | None:
    """The series as it is for the meeting on *day*, or else for the next expected one."""
    with desk.store.read() as read:
        series = read.get(Series, id)
        if series is None:
            return None
        plan = expected.read_plan(read, series)
    shown = day or next_expected(plan, today)
    values = {name: plan.value(name, shown or today) for name in CHANGEABLE}
    return SeriesDay(series, values, shown, _begun(plan, today))


def meetings(desk: Desk, id: str, today: date) -> list[SessionRow | ExpectedRow]:
    """The meetings of a series that lack registration or are coming, in the order of time."""
    first, last = probable(today) - expected.LOOK_BACK, today + AHEAD
    found: list[SessionRow | ExpectedRow] = [*expected.list_expected(desk, first, last, id)]
    found += [row for row in list_sessions(desk, first=first, last=last, series_id=id) if _is_open(row, today)]
    return sorted(found, key=lambda row: (row.day or date.min, row.from_time or ""))


def standing(desk: Desk, id: str) -> Standing:
    """How a series stands, as numbers only."""
    with desk.store.read() as read:
        return standing_queries.standing(read, id, RETAINED)


def in_dispute(desk: Desk, id: str) -> list[str]:
    """What was said of a series' plan and of its expected meetings, where two laptops disagree."""
    found = [conflict for conflict in history.conflicts(desk) if conflict.kind in _SAID]
    with desk.store.read() as read:
        return [
            conflict.record
            for conflict in found
            if any(one.series_id == id for one in read.some(_SAID[conflict.kind], [conflict.record]))
        ]


def new_series(desk: Desk, **fields: object) -> str:
    with desk.store.change(_("New series {title}").format(title=fields.get("title", ""))) as change:
        return change.create(Series(**fields))  # type: ignore[arg-type]


def save_series(desk: Desk, id: str, **fields: object) -> bool:
    """Save fields of a series for all its expected meetings; registered ones keep what they have."""
    with desk.store.change(_("Change the series {title}").format(title=_title(desk, id))) as change:
        for name in CHANGEABLE:
            if name in fields:
                _drop_changes(change, id, name, date.min)
        return change.save(Series, id, **fields)


def change_plan(desk: Desk, id: str, values: Mapping[str, Value], scope: Scope, day: date, today: date) -> None:
    """Let fields have *values* for the meeting expected on *day*, for it and the following, or for all coming ones.

    The plan is changed from the week of the first of them on, never from a day that is past. Meetings that are
    registered ahead follow if they still had what the series said; held, finished and past ones never.
    """
    with desk.store.read() as read:
        series = read.get(Series, id)
        if series is None:
            raise LookupError(id)
        plan = expected.read_plan(read, series)
    if scope is Scope.ONE:
        _change_one(desk, id, values, day)
        return
    first = day if scope is Scope.FOLLOWING else next_expected(plan, today) or today
    since = takes_effect(first, today)
    label = _("Change the series {title} from {day}").format(title=series.title, day=show_day(since))
    with desk.store.change(label) as change:
        from_the_start = plan.start is None or since <= plan.start
        for name, value in values.items():
            _drop_changes(change, id, name, date.min if from_the_start else since)
            if from_the_start:
                change.save(Series, id, **{name: value})
            else:
                made = PlanChange(id=plan_change_id(id, since, name), series_id=id, since=since, field=name)
                made.value = written(value)
                change.put(made)
            if name not in RHYTHM:
                _carry_over(change, id, name, plan, value, since, today)


def delete_series(desk: Desk, id: str) -> None:
    """Move a series to the bin; its meetings stay."""
    with desk.store.change(_("Delete the series {title}").format(title=_title(desk, id))) as change:
        change.delete(Series, id)


def _begun(plan: Plan, today: date) -> bool:
    """Whether the plan has led to a meeting that is past."""
    return plan.start is not None and bool(expected_days(plan, plan.start, probable(today) - timedelta(days=1)))


def _is_open(row: SessionRow, today: date) -> bool:
    """Whether a session is still to be registered, or to come."""
    return not row.completed or (row.day is not None and row.day >= today)


def _change_one(desk: Desk, id: str, values: Mapping[str, Value], day: date) -> None:
    """One meeting is different: on another weekday it is moved within its week; an interval it has none."""
    weekday = values.get("weekday")
    own = {name: value for name, value in values.items() if name not in RHYTHM}
    if isinstance(weekday, int):
        expected.move(desk, id, day, monday(day) + timedelta(days=weekday - 1), **own)
    elif own:
        expected.adjust(desk, id, day, **own)


def _drop_changes(change: Change, id: str, name: str, since: date) -> None:
    """What was said for *since* and later of the same field is said anew."""
    for values in change.where(PlanChange, "series_id", id):
        if values["field"] == name and date.fromisoformat(str(values["since"])) >= since:
            change.delete(PlanChange, plan_change_id(id, date.fromisoformat(str(values["since"])), name))


def _carry_over(change: Change, id: str, name: str, plan: Plan, value: Value, since: date, today: date) -> None:
    """Give sessions that are planned ahead the new value where they had the old."""
    for values in change.where(Session, "series_id", id):
        when, on = values["expected_on"], values["day"]
        if not (when and on) or values["completed"] or values["state"] != SessionState.PLANNED:
            continue
        expected_on, day = date.fromisoformat(str(when)), date.fromisoformat(str(on))
        if expected_on >= since and day >= today and values[name] == plan.value(name, expected_on):
            change.save(Session, expected_session_id(id, expected_on), **{name: value})


def _title(desk: Desk, id: str) -> str:
    series = get(desk, id)
    return series.title if series else ""
