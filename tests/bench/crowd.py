"""A big year, made without chance: 5,000 sessions with 15 of 2,000 people at each."""

from datetime import date, timedelta

from nsk_desktop.exchange.fill_in_lines import AttendanceLine, FillIn, PersonLine, SessionLine

SESSIONS, EACH, PEOPLE = 5_000, 15, 2_000
_THEMES = (("T1",), ("T2",), ("T1", "T3"), ("T4",))


def fill_in(sessions: int = SESSIONS) -> FillIn:
    """The big year as a filled-in workbook that has been read."""
    first = date(2024, 1, 1)
    meetings = tuple(
        SessionLine(
            row=number + 2,
            nr=str(number),
            day=first + timedelta(days=number % 1400),
            title=f"Gruppe {number % 40}",
            from_time="18:00",
            to_time="20:00",
            type="dialogmøde",
            themes=_THEMES[number % 4],
            mode="navngivet",
        )
        for number in range(sessions)
    )
    attendances = tuple(
        AttendanceLine(row=place + 2, session=str(place // EACH), alias=_alias(place // EACH, place % EACH))
        for place in range(sessions * EACH)
    )
    aliases = dict.fromkeys(line.alias for line in attendances)
    people = tuple(
        PersonLine(row=2, alias=alias, birth_year=1950 + place % 60, gender="kvinde" if place % 2 else "mand")
        for place, alias in enumerate(aliases)
    )
    return FillIn(
        "stor.xlsx",
        meetings,
        attendances,
        people,
        headcounts=(),
        actors=(),
        bridges=(),
        ratings=(),
        postings=(),
        problems=(),
        warnings=(),
        refused_sheets=(),
        rows=len(meetings) + len(attendances),
    )


def _alias(session: int, seat: int) -> str:
    # Seats are a prime step apart, so that the people of a session are different and mixed.
    return f"Person {(session * 7 + seat * 131) % PEOPLE}"
