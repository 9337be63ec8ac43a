"""Typed days and times: each text is exactly one day, or refused in a sentence that says what to do."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nsk_desktop import i18n
from nsk_desktop.domain import dates
from nsk_desktop.errors.typed import DateProblem, TimeProblem

TODAY = date(2025, 3, 10)  # a Monday, week 11

READ = [
    ("4/3", "2025-03-04"),
    ("4.3", "2025-03-04"),
    ("04.03", "2025-03-04"),
    ("4.3.", "2025-03-04"),
    ("4.3.2025", "2025-03-04"),
    ("04.03.2025", "2025-03-04"),
    ("4/3-25", "2025-03-04"),
    ("4-3-25", "2025-03-04"),
    ("4/3 25", "2025-03-04"),
    ("4/3/2025", "2025-03-04"),
    ("4. 3. 2025", "2025-03-04"),
    ("04-03-2025", "2025-03-04"),
    ("040325", "2025-03-04"),
    ("04032025", "2025-03-04"),
    ("1/1-00", "2000-01-01"),
    ("1/1 2000", "2000-01-01"),
    ("1.1.00", "2000-01-01"),
    ("1/1-99", "1999-01-01"),
    ("2025-03-04", "2025-03-04"),
    ("2025-03-04 00:00:00", "2025-03-04"),
    ("2025/3/4", "2025-03-04"),
    ("d", "2025-03-10"),
    ("D", "2025-03-10"),
    ("i dag", "2025-03-10"),
    ("I  DAG ", "2025-03-10"),
    ("idag", "2025-03-10"),
    ("today", "2025-03-10"),
    ("i går", "2025-03-09"),
    ("i ga\u030ar", "2025-03-09"),
    ("yesterday", "2025-03-09"),
    ("i forgårs", "2025-03-08"),
    ("i morgen", "2025-03-11"),
    ("tomorrow", "2025-03-11"),
    ("i overmorgen", "2025-03-12"),
    ("man", "2025-03-10"),
    ("tirs", "2025-03-11"),
    ("tir.", "2025-03-11"),
    ("tue", "2025-03-11"),
    ("on", "2025-03-12"),
    ("torsdag", "2025-03-13"),
    ("fre", "2025-03-07"),
    ("lør", "2025-03-08"),
    ("loer", "2025-03-08"),
    ("søndag", "2025-03-09"),
    ("på søndag", "2025-03-16"),
    ("på mandag", "2025-03-17"),
    ("i tirsdags", "2025-03-04"),
    ("i mandags", "2025-03-03"),
    ("last tuesday", "2025-03-04"),
    ("uge 10", "2025-03-03"),
    ("week 10", "2025-03-03"),
    ("tir. uge 10", "2025-03-04"),
    ("uge 10 tirsdag", "2025-03-04"),
    ("tirsdag, uge 10", "2025-03-04"),
    ("uge 1", "2024-12-30"),
    ("uge 1 2026", "2025-12-29"),
    ("uge 53/2026", "2026-12-28"),
    ("uge 50", "2024-12-09"),
    ("om 2 uger", "2025-03-24"),
    ("om en uge", "2025-03-17"),
    ("2u", "2025-03-24"),
    ("in 2 weeks", "2025-03-24"),
    ("om 3 dage", "2025-03-13"),
    ("3d", "2025-03-13"),
    ("in three days", "2025-03-13"),
    ("om 1 måned", "2025-04-10"),
    ("for 2 uger siden", "2025-02-24"),
    ("3 days ago", "2025-03-07"),
    ("4. marts", "2025-03-04"),
    ("4.marts", "2025-03-04"),
    ("den 4. marts", "2025-03-04"),
    ("4 mar", "2025-03-04"),
    ("4. marts 2025", "2025-03-04"),
    ("4. marts 25", "2025-03-04"),
    ("tirsdag den 4. marts 2025", "2025-03-04"),
    ("tirsdag d. 4. marts", "2025-03-04"),
    ("tirs 4/3", "2025-03-04"),
    ("Tuesday 4 March 2025", "2025-03-04"),
    ("March 4, 2025", "2025-03-04"),
    ("4th of march 2025", "2025-03-04"),
    ("24/12", "2024-12-24"),
    ("1/9", "2025-09-01"),
    ("11/9", "2024-09-11"),
    ("28/2", "2025-02-28"),
    ("29/2-24", "2024-02-29"),
    ("\uff14/\uff13", "2025-03-04"),
]

REFUSED = [
    ("", "er ikke en dato"),
    ("   ", "er ikke en dato"),
    ("31/2", "Datoen 31.02.2025 findes ikke. Skriv f.eks. 28.02.2025, 28/2"),
    ("31.02.2025", "Datoen 31.02.2025 findes ikke"),
    ("31. februar 2025", "Datoen 31.02.2025 findes ikke"),
    ("29/2", "Datoen 29.02.2025 findes ikke"),
    ("29.2.2100", "2100 kan ikke passe"),
    ("32/1", "Datoen 32.01.2025 findes ikke"),
    ("310225", "Datoen 31.02.2025 findes ikke"),
    ("2025-02-30", "Datoen 30.02.2025 findes ikke"),
    ("4/13-25", "»4/13-25« er ikke en dato"),
    ("3/25/2025", "er ikke en dato"),
    ("0/3", "er ikke en dato"),
    ("4/0", "er ikke en dato"),
    ("4/3-3202", "3202 kan ikke passe"),
    ("4/3 1025", "1025 kan ikke passe"),
    ("4/3-2", "er ikke en dato"),
    ("4/3-202", "er ikke en dato"),
    ("4,3", "er ikke en dato"),
    ("45720", "er ikke en dato"),
    ("2025", "er ikke en dato"),
    ("1805", "er ikke en dato"),
    ("onsdag 4/3", "04.03.2025 er en tirsdag, ikke en onsdag"),
    ("uge 53", "Uge 53 findes ikke i 2024"),
    ("uge 54 2026", "Uge 54 findes ikke i 2026"),
    ("uge 0", "Uge 0 findes ikke"),
    ("uge 10 9999", "9999 kan ikke passe"),
    ("t", "er ikke en dato"),
    ("næste uge", "er ikke en dato"),
    ("om lidt", "er ikke en dato"),
    ("4. martz", "er ikke en dato"),
    ("4/3 kl. 18", "er ikke en dato"),
    ("=1+1", "er ikke en dato"),
    ("x" * 100_000, "er ikke en dato"),
    ("٤/٣", "er ikke en dato"),
]


@pytest.mark.parametrize(("text", "day"), READ)
def test_reads_what_people_type(text: str, day: str) -> None:
    assert dates.parse_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refuses_with_a_sentence_what_is_no_day(text: str, reason: str) -> None:
    with pytest.raises(DateProblem) as caught:
        dates.parse_day(text, TODAY)
    assert reason in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("start", ["2024-02-29", "2024-12-31", "2025-06-30", "2026-11-22"])
@pytest.mark.parametrize(
    "text", ["{0.day}/{0.month}", "{0.day}. {0.month:02}", "{0:%d%m%y}", "{0.day}-{0.month}-{0:%y}"]
)
def test_a_day_within_five_months_is_itself_however_typed(start: str, text: str) -> None:
    today = date.fromisoformat(start)
    for away in range(-150, 151):
        day = today + timedelta(days=away)
        if (day.month, day.day) == (2, 29) and "{0:%" not in text and day.year != today.year:
            continue
        assert dates.parse_day(text.format(day), today) == day


def test_a_month_ahead_that_lacks_the_day_is_refused() -> None:
    with pytest.raises(DateProblem, match=r"31\.02\.2025"):
        dates.parse_day("om 1 måned", date(2025, 1, 31))


def test_a_very_distant_day_is_refused_not_crashed_on() -> None:
    with pytest.raises(DateProblem):
        dates.parse_day("om 999 uger", date(2099, 12, 1))
    with pytest.raises(DateProblem):
        dates.parse_day("om 999 uger", date(9999, 12, 1))


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["da", "en"]))
@settings(max_examples=150)
def test_what_is_shown_is_read_as_the_same_day(day: date, language: str) -> None:
    i18n.use(language)
    try:
        assert dates.parse_day(dates.show_day(day), TODAY) == day
        assert dates.parse_day(dates.show_day_long(day), TODAY) == day
        week = dates.weekday_and_week(day)
        assert dates.parse_day(f"{week} {day.isocalendar().year}", TODAY) == day
    finally:
        i18n.use("da")


_PIECES = st.sampled_from([*"0123456789/.- ", "uge", "marts", "tirs", "om", "20", "31", "29", "2025", "2", "dage", ","])


@given(st.lists(_PIECES, max_size=8).map("".join) | st.text(max_size=20))
@settings(max_examples=300)
def test_any_text_is_one_shown_day_or_a_problem(text: str) -> None:
    try:
        day = dates.parse_day(text, TODAY)
    except DateProblem:
        return
    assert dates.parse_day(dates.show_day(day), TODAY) == day


@given(st.integers(1, 39), st.integers(1, 19), st.integers(1990, 2060), st.sampled_from(["/", ".", "-", " "]))
@settings(max_examples=300)
def test_the_numbers_typed_are_the_numbers_of_the_day(day: int, month: int, year: int, mark: str) -> None:
    try:
        found = dates.parse_day(f"{day}{mark}{month}{mark}{year}", TODAY)
    except DateProblem:
        with pytest.raises(ValueError, match=r"day|month"):
            date(year, month, day)
    else:
        assert (found.day, found.month, found.year) == (day, month, year)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("18:05", "18:05"),
        ("18.05", "18:05"),
        ("1805", "18:05"),
        ("18", "18:00"),
        ("8", "08:00"),
        ("805", "08:05"),
        ("8.05", "08:05"),
        ("kl. 18.05", "18:05"),
        ("Kl 18", "18:00"),
        ("at 18:05", "18:05"),
        ("18:30:00", "18:30"),
        ("0", "00:00"),
        ("23.59", "23:59"),
        ("1830", "18:30"),
    ],
)
def test_reads_times_as_people_type_them(text: str, time: str) -> None:
    assert dates.parse_time(text) == time
    assert dates.parse_time(dates.show_time(time)) == time


@pytest.mark.parametrize(
    "text", ["", "18.5", "24", "24:00", "18.60", "2561", "18,05", "x", "18.05.2025", "-1", "99999"]
)
def test_refuses_what_is_no_time(text: str) -> None:
    with pytest.raises(TimeProblem):
        dates.parse_time(text)


@pytest.mark.parametrize("text", ["4.3.2025", "4/3-25", "040325", "4. marts 2025", "2025-03-04", "tir. uge 10 2025"])
def test_a_day_in_a_file_is_taken_when_it_is_always_the_same(text: str) -> None:
    assert dates.parse_whole_day(text, TODAY) == date(2025, 3, 4)
    assert dates.parse_whole_day(text, date(2031, 8, 1)) == date(2025, 3, 4)


@pytest.mark.parametrize("text", ["4/3", "i går", "tirs", "uge 10", "om 2 uger", "4. marts", "d"])
def test_a_day_in_a_file_that_depends_on_when_it_is_read_is_refused(text: str) -> None:
    with pytest.raises(DateProblem, match="siger ikke, hvilket år"):
        dates.parse_whole_day(text, TODAY)


def test_the_hint_for_half_a_minute_names_both_readings() -> None:
    with pytest.raises(TimeProblem, match=r"»18\.5« kan være både 18\.05 og 18\.50"):
        dates.parse_time("18.5")
    with pytest.raises(TimeProblem, match=r"»18\.7« er ikke et klokkeslæt"):
        dates.parse_time("18.7")


def test_days_and_times_are_shown_the_danish_way() -> None:
    day = date(2025, 3, 4)
    assert dates.show_day(day) == "04.03.2025"
    assert dates.show_day_long(day) == "tirsdag den 4. marts 2025"
    assert dates.weekday_and_week(day) == "tirsdag, uge 10"
    assert dates.show_time("18:05") == "kl. 18.05"
    assert dates.weekday_and_week(date(2024, 12, 30)) == "mandag, uge 1"


def test_days_are_shown_in_english_when_asked() -> None:
    i18n.use("en")
    try:
        assert dates.show_day_long(date(2025, 3, 4)) == "Tuesday 4 March 2025"
        assert dates.show_time("18:05") == "at 18:05"
    finally:
        i18n.use("da")


def test_half_years_cover_every_day_once() -> None:
    assert dates.half_year(date(2025, 6, 30)) == "2025H1"
    assert dates.half_year(date(2025, 7, 1)) == "2025H2"
    assert dates.half_year_label("2025H1") == "1. halvår 2025"
    assert dates.half_year_label("2025H2") == "2. halvår 2025"
    day = date(2024, 1, 1)
    while day.year < 2026:
        first, last = dates.half_year_bounds(dates.half_year(day))
        assert first <= day <= last
        day += timedelta(days=1)


@pytest.mark.parametrize("name", ["2025H3", "2025", "H1", "0000H1", "2025h1", "baseline", ""])
def test_a_half_year_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(DateProblem):
        dates.half_year_bounds(name)
