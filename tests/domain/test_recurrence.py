"""The expected days of a series, compared with a calendar that is walked day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nsk_desktop.domain.recurrence import (
    CHANGEABLE,
    RHYTHM,
    Changed,
    Plan,
    expected_days,
    monday,
    next_expected,
    takes_effect,
)

TUESDAY = date(2025, 3, 4)
DAYS = st.dates(date(2024, 11, 1), date(2025, 12, 31))
RHYTHMS = st.one_of(
    st.tuples(st.just("weekday"), st.sampled_from(["", *"1234567", "9", "tirsdag"])),
    st.tuples(st.just("interval_weeks"), st.sampled_from(["", "0", "1", "2", "3", "5"])),
    st.tuples(st.just("place"), st.just("Klubben")),
)
CHANGES = st.dictionaries(st.tuples(DAYS, st.sampled_from(CHANGEABLE)), RHYTHMS, max_size=5)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Plans with any number of changes, some before the start, some that say nothing that can be read."""
    base = {"weekday": draw(st.none() | st.integers(1, 7)), "interval_weeks": draw(st.none() | st.integers(1, 4))}
    changes = {(since, field): value for (since, _), (field, value) in draw(CHANGES).items()}
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    return Plan(base, start, end, [Changed(since, field, value) for (since, field), value in changes.items()])


def walked(plan: Plan, first: date, last: date) -> list[date]:
    """The same days, found by looking at each day from the start on and remembering what was said last."""
    if plan.start is None:
        return []
    found: list[date] = []
    interval_before, anchor, day = 0, date.min, plan.start
    while day <= min(last, plan.end or last):
        said: dict[str, int | None] = {name: plan.base.get(name) for name in RHYTHM}  # type: ignore[misc]
        for change in sorted(plan.changes):
            if change.since <= day and change.field in RHYTHM:
                said[change.field] = int(change.value) if change.value.isdigit() else None
        weekday, interval = said["weekday"], said["interval_weeks"] or 1
        if weekday is None or weekday > 7:
            interval_before = 0
        else:
            if interval != interval_before:
                interval_before, anchor = (
                    interval,
                    next(
                        monday(later)
                        for number in range(7)
                        if (later := day + timedelta(number)).isoweekday() == weekday
                    ),
                )
            weeks = (monday(day) - anchor).days // 7
            alone = not found or monday(found[-1]) != monday(day)
            if day.isoweekday() == weekday and weeks >= 0 and weeks % interval == 0 and alone:
                found.append(day)
        day += timedelta(days=1)
    return [day for day in found if day >= first]


@given(plans(), DAYS, st.integers(0, 200))
def test_the_days_are_those_of_a_calendar_walked_day_by_day(plan: Plan, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    assert expected_days(plan, first, last) == walked(plan, first, last)


@given(plans(), DAYS, st.integers(1, 60), st.integers(1, 60))
def test_a_window_shows_what_a_larger_one_shows_of_it(plan: Plan, first: date, length: int, more: int) -> None:
    last = first + timedelta(days=length)
    larger = expected_days(plan, first - timedelta(days=more), last + timedelta(days=more))
    assert expected_days(plan, first, last) == [day for day in larger if first <= day <= last]


@given(plans(), DAYS, st.sampled_from(RHYTHM), st.integers(1, 7), DAYS)
def test_a_change_from_a_day_on_touches_no_day_before_it(
    plan: Plan, since: date, field: str, value: int, first: date
) -> None:
    kept = [change for change in plan.changes if (change.since, change.field) != (since, field)]
    before = Plan(plan.base, plan.start, plan.end, kept)
    changed = Plan(plan.base, plan.start, plan.end, [*kept, Changed(since, field, str(value))])
    if plan.start is not None and since > plan.start:
        day_before = since - timedelta(days=1)
        assert expected_days(changed, first, day_before) == expected_days(before, first, day_before)


def test_control_editing_the_plan_itself_would_move_the_past() -> None:
    plan = Plan({"weekday": 2, "interval_weeks": 1}, TUESDAY)
    naive = Plan({"weekday": 4, "interval_weeks": 1}, TUESDAY)
    past = TUESDAY + timedelta(weeks=2)
    assert expected_days(naive, TUESDAY, past) != expected_days(plan, TUESDAY, past)


def test_every_other_week_keeps_its_weeks_over_new_year_and_over_another_weekday() -> None:
    plan = Plan({"weekday": 2, "interval_weeks": 2}, date(2024, 12, 17))
    assert expected_days(plan, date(2024, 12, 1), date(2025, 1, 31)) == [
        date(2024, 12, 17), date(2024, 12, 31), date(2025, 1, 14), date(2025, 1, 28),
    ]  # fmt: skip
    thursdays = Plan(plan.base, plan.start, None, [Changed(date(2025, 1, 13), "weekday", "4")])
    assert expected_days(thursdays, date(2025, 1, 1), date(2025, 1, 31)) == [date(2025, 1, 16), date(2025, 1, 30)]


def test_another_interval_begins_with_the_meeting_it_was_said_for() -> None:
    said = [Changed(date(2025, 3, 17), "interval_weeks", "2")]
    plan = Plan({"weekday": 2, "interval_weeks": 1}, TUESDAY, None, said)
    assert expected_days(plan, TUESDAY, date(2025, 4, 5)) == [
        date(2025, 3, 4), date(2025, 3, 11), date(2025, 3, 18), date(2025, 4, 1),
    ]  # fmt: skip


def test_nothing_is_expected_without_a_weekday_or_a_first_day_or_after_the_last() -> None:
    year = (date(2025, 1, 1), date(2025, 12, 31))
    assert expected_days(Plan({"weekday": 2}, None), *year) == []
    assert expected_days(Plan({"weekday": None}, TUESDAY), *year) == []
    assert expected_days(Plan({"weekday": 2}, TUESDAY, TUESDAY), *year) == [TUESDAY]
    assert next_expected(Plan({"weekday": 2}, TUESDAY, TUESDAY), date(2025, 3, 5)) is None


def test_a_field_is_what_was_said_of_it_last() -> None:
    plan = Plan(
        {"place": "Beboerhuset", "from_time": "18:00", "weekday": 2},
        TUESDAY,
        None,
        [Changed(date(2025, 4, 1), "place", "Klubben"), Changed(date(2025, 5, 1), "from_time", "")],
    )
    assert plan.value("place", date(2025, 3, 31)) == "Beboerhuset"
    assert plan.value("place", date(2025, 4, 1)) == "Klubben"
    assert plan.value("from_time", date(2025, 5, 1)) is None
    assert plan.value("weekday", date(2025, 5, 1)) == 2


def test_a_change_holds_from_the_week_of_its_meeting_and_never_from_a_day_that_is_past() -> None:
    assert takes_effect(date(2025, 3, 18), date(2025, 3, 11)) == date(2025, 3, 17)
    assert takes_effect(date(2025, 3, 11), date(2025, 3, 11)) == date(2025, 3, 11)
