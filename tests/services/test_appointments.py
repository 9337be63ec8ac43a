"""Calendar files read back with the library: days and times as they are, and nothing about anybody."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from nsk_desktop.exchange.appointments import Appointment, calendar_file
from nsk_desktop.services import actors, appointments, bridges, expected, follow_ups, people, series, sessions
from nsk_desktop.services.desk import Desk

TODAY = date(2025, 3, 11)


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


@pytest.fixture
def bridge(desk: Desk) -> str:
    """From a school to a person who has become an actor of her own."""
    school = actors.new_actor(desk, "Mimers Skole")
    other = actors.new_actor(desk, "Mødreforeningen")
    return bridges.new_bridge(desk, from_actor_id=school, to_actor_id=other, day=TODAY)


def test_a_follow_up_lasts_the_day_and_reminds_in_the_morning(desk: Desk, bridge: str, tmp_path: Path) -> None:
    id = follow_ups.new_follow_up(desk, date(2025, 3, 25), "Ring til Amina", "bridge_contact", bridge)
    appointments.write_follow_ups(desk, tmp_path / "a.ics", [id])
    (event,) = events((tmp_path / "a.ics").read_bytes())
    assert event["uid"] == f"{id}@nsk-desktop"
    assert str(event["summary"]) == "Opfølgning: Mimers Skole → Mødreforeningen"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2025, 3, 25), date(2025, 3, 26))
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9)


def test_no_text_about_anybody_leaves_with_a_follow_up(desk: Desk, tmp_path: Path) -> None:
    people.new_participant(desk, "Zqxamina")
    named = actors.new_actor(desk, "Zqxaminas forening")
    to = actors.new_actor(desk, "Mimers Skole")
    meeting = sessions.new_session(desk, title="Samtale med Zqxamina", day=TODAY, summary="Zqxamina græd")
    ids = [
        follow_ups.new_follow_up(desk, TODAY, "Ring til Zqxamina", "session", meeting),
        follow_ups.new_follow_up(
            desk, TODAY, "", "bridge_contact", bridges.new_bridge(desk, from_actor_id=named, to_actor_id=to)
        ),
    ]
    assert appointments.write_follow_ups(desk, tmp_path / "a.ics", ids) == 2
    content = (tmp_path / "a.ics").read_bytes()
    assert b"zqx" not in content.lower()
    assert [str(event["summary"]) for event in events(content)] == ["Opfølgning", "Opfølgning"]


def test_the_coming_meetings_of_a_series_are_called_meetings(desk: Desk, tmp_path: Path) -> None:
    people.new_participant(desk, "Zqxamina")
    group = series.new_series(
        desk,
        title="Kvindegruppen mod social kontrol",
        weekday=2,
        start=date(2025, 3, 4),
        end=date(2025, 4, 1),
        from_time="18:00",
        to_time="20:00",
        place="Beboerhuset",
    )
    expected.cancel(desk, group, date(2025, 3, 18))
    moved = expected.move(desk, group, date(2025, 3, 25), date(2025, 3, 27))
    sessions.save_session(desk, moved, place="Hos Zqxamina")
    assert appointments.write_meetings(desk, tmp_path / "a.ics", group, TODAY) == 3
    content = (tmp_path / "a.ics").read_bytes()
    made = events(content)
    assert [event.decoded("dtstart") for event in made] == [
        datetime(2025, 3, 11, 18), datetime(2025, 3, 27, 18), datetime(2025, 4, 1, 18),
    ]  # fmt: skip
    assert {str(event["summary"]) for event in made} == {"Møde"}
    assert [str(event.get("location", "")) for event in made] == ["Beboerhuset", "", "Beboerhuset"]
    assert b"kontrol" not in content
    assert b"Zqx" not in content


def test_an_expected_meeting_keeps_its_line_in_the_calendar_when_it_is_registered(desk: Desk, tmp_path: Path) -> None:
    group = series.new_series(desk, title="Kvindegruppen", weekday=2, start=TODAY, end=TODAY, from_time="18:00")
    ids = []
    for _time in range(2):
        appointments.write_meetings(desk, tmp_path / "a.ics", group, TODAY)
        ids += [str(event["uid"]) for event in events((tmp_path / "a.ics").read_bytes())]
        expected.register(desk, group, TODAY, TODAY)
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_danish_letters_and_long_lines_come_through() -> None:
    title = "Møde, ærgerlig; å \\ linje\nto " * 5
    (event,) = events(calendar_file([Appointment("1", TODAY, title, "Østerbro")]))
    assert str(event["summary"]) == title
    assert str(event["location"]) == "Østerbro"


def test_a_meeting_that_ends_before_it_begins_or_has_no_end_lasts_two_hours() -> None:
    made = [Appointment("1", TODAY, "", "", "18:00", "17:00"), Appointment("2", TODAY, "", "", "18:00")]
    assert {event.decoded("dtend") for event in events(calendar_file(made))} == {datetime(2025, 3, 11, 20)}
