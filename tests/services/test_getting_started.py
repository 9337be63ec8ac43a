"""The first steps are ticked by being done, and series are read from a list as people write lists."""

from datetime import date

import pytest

from nsk_desktop.services import actors, effort, getting_started, sessions
from nsk_desktop.services.author import sign_as
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.getting_started import SeriesLine, read_series
from nsk_desktop.services.series import list_series

DAY = date(2025, 3, 11)


def done(desk: Desk, folder: str = "") -> set[str]:
    """The names of the steps that are done."""
    return {step.name for step in getting_started.steps(desk, folder) if step.done}


def test_each_step_is_done_when_the_thing_itself_is(desk: Desk) -> None:
    assert done(desk) == set()
    sign_as(desk, "ÅØ")
    assert done(desk) == set()
    effort.name_area(desk, "Mimersparken")
    assert done(desk) == {"who"}
    assert done(desk, "/some/folder") == {"who", "folder"}
    getting_started.make_series(desk, read_series("Kvindegruppen; tirsdag; 18-20"), DAY)
    actors.new_actor(desk, "Skolen")
    assert done(desk) == {"who", "series", "actor"}


def test_a_draft_is_not_a_finished_meeting(desk: Desk) -> None:
    id = sessions.new_session(desk, title="Møde", day=DAY, type="dialogmøde", themes=["T1"], target_groups=["M1"])
    assert "meeting" not in done(desk)
    sessions.set_headcount(desk, id, low=3)
    sessions.complete_session(desk, id)
    assert "meeting" in done(desk)


@pytest.mark.parametrize(
    ("line", "understood"),
    [
        ("Kvindegruppen", SeriesLine("Kvindegruppen")),
        (
            "Kvindegruppen Mimers; tirsdage; 18.00-20.00; Mimersgade",
            SeriesLine("Kvindegruppen Mimers", 2, None, "18:00", "20:00", "Mimersgade"),
        ),
        ("Fædregruppe, tors., kl. 17", SeriesLine("Fædregruppe", 4, None, "17:00")),
        ("- Lektiecafé\tmandag\t1530", SeriesLine("Lektiecafé", 1, None, "15:30")),
        ("Café; hver anden uge; onsdag", SeriesLine("Café", 3, 2)),
        ("Café; hver 3. uge; fre", SeriesLine("Café", 5, 3)),
        ("Madklub; søndag; Foreningens hus, 1. sal", SeriesLine("Madklub", 7, place="Foreningens hus, 1. sal")),
    ],
)
def test_a_series_is_read_from_a_line(line: str, understood: SeriesLine) -> None:
    assert read_series(line) == [understood]


def test_a_list_has_one_series_a_line_and_empty_lines_do_not_matter() -> None:
    assert [line.title for line in read_series("A; mandag\n\n  \nB; tirsdag\n")] == ["A", "B"]


def test_control_what_is_no_time_and_no_weekday_is_the_place() -> None:
    assert read_series("A; 99.99; Mandagsklubben") == [SeriesLine("A", place="99.99, Mandagsklubben")]


def test_all_series_of_a_list_are_one_step(desk: Desk) -> None:
    assert getting_started.make_series(desk, read_series("A; mandag\nB; tirsdag"), DAY) == 2
    assert {row.title for row in list_series(desk)} == {"A", "B"}
    desk.undo()
    assert list_series(desk) == []


def test_what_was_put_away_stays_away(desk: Desk) -> None:
    assert not getting_started.is_put_away(desk)
    getting_started.put_away(desk)
    assert getting_started.is_put_away(desk)
