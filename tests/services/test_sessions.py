"""Meetings: a draft counts nowhere, a finished one is whole, and the mode follows what was registered."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from nsk_desktop.domain.records import Headcount
from nsk_desktop.errors.registration import Incomplete
from nsk_desktop.services import figures, people, series, sessions
from nsk_desktop.services.desk import Desk
from tests import make

DAY = date(2025, 3, 4)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
WHOLE = {"title": "Kvindegruppen", "day": DAY, "type": "netværks-/kvindegruppe", "themes": ["T2"], "state": "afholdt"}


def registered(desk: Desk) -> int:
    return figures.reach(desk, *YEAR).figures.persons.registered


def mode(desk: Desk, id: str) -> str | None:
    return sessions.open_session(desk, id).session.mode


def test_a_draft_counts_nowhere_until_it_is_finished(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE)
    people.new_and_present(desk, id, "Rose")
    assert registered(desk) == 0
    sessions.complete_session(desk, id)
    assert registered(desk) == 1
    sessions.reopen_session(desk, id)
    assert registered(desk) == 0


def test_what_a_meeting_lacks_is_named(desk: Desk) -> None:
    id = sessions.new_session(desk)
    assert sessions.open_session(desk, id).missing == ("day", "title", "type", "themes", "mode")
    with pytest.raises(Incomplete) as refusal:
        sessions.complete_session(desk, id)
    assert refusal.value.fields == ("day", "title", "type", "themes", "mode")
    assert str(refusal.value) == (
        "Mødet mangler stadig: dato, titel, type, tema, registreringsform. Indtil da ligger det som kladde."
    )


@pytest.mark.parametrize("field", ["day", "title", "type", "themes"])
def test_every_field_that_counts_must_be_there(desk: Desk, field: str) -> None:
    id = sessions.new_session(desk, **{name: value for name, value in WHOLE.items() if name != field})
    people.new_and_present(desk, id, "Rose")
    with pytest.raises(Incomplete):
        sessions.complete_session(desk, id)
    sessions.save_session(desk, id, **{field: WHOLE[field]})
    sessions.complete_session(desk, id)
    assert sessions.open_session(desk, id).session.completed


def test_a_mode_that_says_somebody_was_counted_needs_somebody(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE, mode="skøn")
    with pytest.raises(Incomplete, match="hvem eller hvor mange"):
        sessions.complete_session(desk, id)
    sessions.set_headcount(desk, id, low=10, high=20)
    sessions.complete_session(desk, id)


def test_not_counted_is_a_registration_of_its_own_and_not_zero(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE, mode="ikke optalt")
    sessions.complete_session(desk, id)
    found = figures.reach(desk, *YEAR).figures
    assert (found.sessions.held, found.sessions.not_counted) == (1, 1)


def test_a_cancelled_meeting_needs_no_registration_and_does_not_count(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE)
    people.new_and_present(desk, id, "Rose")
    sessions.cancel_session(desk, id, "Sygdom")
    sessions.complete_session(desk, id)
    assert registered(desk) == 0
    assert sessions.open_session(desk, id).session.cancel_reason == "Sygdom"
    assert sessions.list_sessions(desk, lacking=True) == []


def test_a_planned_meeting_that_is_finished_was_held(desk: Desk) -> None:
    id = sessions.new_session(desk, **{**WHOLE, "state": "planlagt"})
    people.new_and_present(desk, id, "Rose")
    sessions.complete_session(desk, id)
    assert sessions.open_session(desk, id).session.state == "afholdt"


def test_the_mode_follows_what_was_registered(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE)
    assert mode(desk, id) is None
    rose = people.new_and_present(desk, id, "Rose")
    assert mode(desk, id) == "navngivet"
    sessions.set_headcount(desk, id, low=3)
    assert mode(desk, id) == "blandet"
    sessions.set_presence(desk, id, rose, "afbud")
    assert mode(desk, id) == "anonym optælling"
    sessions.set_headcount(desk, id, low=0)
    assert mode(desk, id) is None


@pytest.mark.parametrize("chosen", ["skøn", "ikke optalt"])
def test_a_mode_that_the_coordinator_chose_is_left_alone(desk: Desk, chosen: str) -> None:
    id = sessions.new_session(desk, **WHOLE, mode=chosen)
    people.new_and_present(desk, id, "Rose")
    assert mode(desk, id) == chosen


def test_a_headcount_of_zero_takes_the_cell_away_and_a_new_one_brings_it_back(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE)
    sessions.set_headcount(desk, id, gender="mand", low=3, high=5)
    sessions.set_headcount(desk, id, gender="kvinde", low=7)
    assert [(cell.gender, cell.low, cell.high) for cell in sessions.open_session(desk, id).headcounts] == [
        ("kvinde", 7, 7),
        ("mand", 3, 5),
    ]
    sessions.set_headcount(desk, id, gender="mand", low=0)
    assert [cell.gender for cell in sessions.open_session(desk, id).headcounts] == ["kvinde"]
    sessions.set_headcount(desk, id, gender="mand", low=2)
    row = sessions.open_session(desk, id).row
    assert (row.low, row.high) == (9, 9)


def test_a_headcount_is_never_more_at_least_than_at_most(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE)
    sessions.set_headcount(desk, id, low=9, high=4)
    assert [(cell.low, cell.high) for cell in sessions.open_session(desk, id).headcounts] == [(9, 9)]


def a_series(desk: Desk, weeks: int = 3) -> list[str]:
    """Meetings of one series, the first with three women, one of them excused."""
    group = series.new_series(desk, title="Kvindegruppen", type="netværks-/kvindegruppe", themes=["T2"], place="Huset")
    ids = [sessions.new_in_series(desk, group, DAY + timedelta(weeks=week)) for week in range(weeks)]
    for alias, status in (("Rose", "til stede"), ("Lilje", "til stede"), ("Iris", "afbud")):
        person = people.new_participant(desk, alias)
        sessions.set_presence(desk, ids[0], person, status)
    return ids


def test_a_meeting_of_a_series_takes_over_what_the_series_says(desk: Desk) -> None:
    page = sessions.open_session(desk, a_series(desk)[1])
    assert (page.session.title, page.session.place, page.session.themes) == ("Kvindegruppen", "Huset", ["T2"])
    assert page.series is not None
    assert [(row.name, row.status) for row in page.roster] == [("Iris", None), ("Lilje", None), ("Rose", None)]
    assert {row.name: row.times for row in page.roster} == {"Iris": 0, "Lilje": 1, "Rose": 1}


def test_same_as_last_time_ticks_those_who_came_and_nobody_twice(desk: Desk) -> None:
    first, second, third = a_series(desk)
    assert sessions.same_as_last(desk, second) == 2
    assert sessions.same_as_last(desk, second) == 0
    assert mode(desk, second) == "navngivet"
    # The meeting after looks to the last one that anybody came to.
    assert sessions.same_as_last(desk, third) == 2
    assert sessions.same_as_last(desk, first) == 0, "nothing lies before the first"


def test_same_as_last_time_leaves_a_mark_that_is_there(desk: Desk) -> None:
    _first, second, _third = a_series(desk)
    rose = people.find(desk, "rose")[0].id
    sessions.set_presence(desk, second, rose, "afbud")
    assert sessions.same_as_last(desk, second) == 1
    marks = {row.name: row.status for row in sessions.open_session(desk, second).roster}
    assert marks == {"Rose": "afbud", "Lilje": "til stede", "Iris": None}


def test_a_copy_has_the_frame_but_not_the_people(desk: Desk) -> None:
    first, *_others = a_series(desk)
    sessions.save_session(desk, first, summary="Fortroligt", language="arabisk", interpreter=True)
    page = sessions.open_session(desk, sessions.copy_session(desk, first, date(2025, 6, 3)))
    assert (page.session.title, page.session.language, page.session.day) == (
        "Kvindegruppen",
        "arabisk",
        date(2025, 6, 3),
    )
    assert page.session.summary == ""
    assert not page.session.completed
    assert all(row.status is None for row in page.roster)


def test_a_deleted_meeting_is_gone_until_it_is_restored(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE)
    sessions.delete_session(desk, id)
    assert sessions.list_sessions(desk) == []
    sessions.restore_session(desk, id)
    assert [row.id for row in sessions.list_sessions(desk)] == [id]


def test_lists_are_chosen_by_day_text_type_theme_and_what_is_lacking(desk: Desk) -> None:
    done = sessions.new_session(desk, **WHOLE, mode="ikke optalt", completed=True)
    draft = sessions.new_session(desk, title="Oplæg på Ødegården", day=date(2025, 6, 1), type="oplæg", themes=["T1"])
    undated = sessions.new_session(desk, title="Idé")

    def listed(**chosen: object) -> list[str]:
        return [row.id for row in sessions.list_sessions(desk, **chosen)]  # type: ignore[arg-type]

    assert listed() == [undated, draft, done], "newest first, those without a date before all"
    assert listed(first=date(2025, 5, 1)) == [draft]
    assert listed(last=date(2025, 5, 1)) == [done]
    assert listed(text="oed") == [draft]
    assert listed(type="oplæg") == [draft]
    assert listed(theme="T2") == [done]
    assert listed(lacking=True) == [undated, draft]


def test_every_save_is_a_step_that_can_be_taken_back_by_name(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE)
    sessions.save_session(desk, id, title="Fædregruppen")
    assert desk.undo_label == "Ret mødet Kvindegruppen"
    desk.undo()
    assert sessions.open_session(desk, id).session.title == "Kvindegruppen"
    desk.redo()
    assert sessions.open_session(desk, id).session.title == "Fædregruppen"


def test_saving_what_is_there_already_is_no_step(desk: Desk) -> None:
    id = sessions.new_session(desk, **WHOLE)
    label = desk.undo_label
    assert sessions.save_session(desk, id, title="Kvindegruppen") is False
    assert desk.undo_label == label


def test_a_meeting_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(LookupError):
        sessions.open_session(desk, "0" * 32)


def test_two_who_narrowed_a_range_unaware_of_each_other_leave_it_the_right_way_round(
    desk: Desk, tmp_path: Path
) -> None:
    id = sessions.new_session(desk, title="Café", day=DAY)
    sessions.set_headcount(desk, id, low=3, high=5)
    with make.desk(tmp_path / "other") as other:
        other.store.receive(desk.store.journal())
        sessions.set_headcount(desk, id, low=3)
        sessions.set_headcount(other, id, low=5)
        desk.store.receive(other.store.journal())
    with desk.store.read() as read:
        (kept,) = read.all(Headcount)
    assert (kept.low, kept.high) == (5, 3), "the control: each laptop's own word is what is kept"
    (cell,) = sessions.open_session(desk, id).headcounts
    assert (cell.low, cell.high) == (3, 5)
