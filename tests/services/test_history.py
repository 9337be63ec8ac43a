"""What happened to a record, the bin, and what two laptops disagree about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from nsk_desktop.services import bin as bin_service
from nsk_desktop.services import checking, history, people, sessions, submission
from nsk_desktop.services.desk import Desk
from tests import make

DAY = date(2025, 3, 4)


@contextmanager
def two_laptops(folder: Path) -> Iterator[tuple[Desk, Desk, str]]:
    """Two laptops that have both seen one meeting."""
    with make.desk(folder / "en", author="AB") as one, make.desk(folder / "to", author="CD") as other:
        id = sessions.new_session(one, title="Kvindegruppen", day=DAY, mode="ikke optalt")
        other.store.receive(one.store.journal())
        yield one, other, id


def meet(one: Desk, other: Desk) -> None:
    """Let the two see all that the other has done."""
    other.store.receive(one.store.journal())
    one.store.receive(other.store.journal())


def title(desk: Desk, id: str) -> str:
    return sessions.open_session(desk, id).session.title


def test_the_history_says_who_changed_what_from_what(tmp_path: Path) -> None:
    with make.desk(tmp_path, author="AB") as desk:
        id = sessions.new_session(desk, title="Kvindegruppen")
        sessions.save_session(desk, id, title="Fædregruppen")
        latest = history.history(desk, id)[0]
        assert (latest.who, latest.field, latest.before, latest.after) == (
            "AB",
            "title",
            "Kvindegruppen",
            "Fædregruppen",
        )


def test_two_laptops_that_change_different_fields_agree(tmp_path: Path) -> None:
    with two_laptops(tmp_path) as (one, other, id):
        sessions.save_session(one, id, title="Fædregruppen")
        sessions.save_session(other, id, place="Huset")
        meet(one, other)
        for desk in (one, other):
            session = sessions.open_session(desk, id).session
            assert (session.title, session.place) == ("Fædregruppen", "Huset")
            assert history.conflicts(desk) == []


def test_two_laptops_that_change_one_field_disagree_until_a_person_decides(tmp_path: Path) -> None:
    with two_laptops(tmp_path) as (one, other, id):
        sessions.save_session(one, id, title="Fædregruppen")
        sessions.save_session(other, id, title="Forældregruppen")
        meet(one, other)
        assert title(one, id) == title(other, id) == "Forældregruppen", "the latest is shown"
        conflict = history.conflicts(one)[0]
        assert {(side.value, side.who) for side in conflict.sides} == {
            ("Fædregruppen", "AB"),
            ("Forældregruppen", "CD"),
        }
        assert [finding.id for finding in submission.check(one, DAY) if not finding.serious] == [id]
        history.decide(one, conflict, "Fædregruppen")
        meet(one, other)
        for desk in (one, other):
            assert title(desk, id) == "Fædregruppen"
            assert history.conflicts(desk) == []
            assert checking.check_store(desk).problems == ()


def test_an_edit_that_the_deleter_had_not_seen_stands_against_the_delete(tmp_path: Path) -> None:
    with two_laptops(tmp_path) as (one, other, id):
        sessions.delete_session(one, id)
        sessions.save_session(other, id, title="Fædregruppen")
        meet(one, other)
        assert [conflict.field for conflict in history.conflicts(one, id)] == ["deleted"]
        history.decide(one, history.conflicts(one)[0], False)
        assert title(one, id) == "Fædregruppen"


def test_the_bin_lists_what_was_deleted_last_first_and_gives_it_back(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        meeting = sessions.new_session(desk, title="Kvindegruppen", day=DAY)
        person = people.new_participant(desk, "Rose")
        assert bin_service.list_deleted(desk) == []
        sessions.delete_session(desk, meeting)
        people.delete_participant(desk, person)
        assert [(row.kind, row.label) for row in bin_service.list_deleted(desk)] == [
            ("participant", "Rose"),
            ("session", "Kvindegruppen"),
        ]
        bin_service.restore(desk, "session", meeting)
        assert [row.id for row in sessions.list_sessions(desk)] == [meeting]
        assert [row.id for row in bin_service.list_deleted(desk)] == [person]


def test_a_check_of_a_sound_store_finds_nothing_and_of_a_changed_one_the_record(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        sessions.new_session(desk, title="Kvindegruppen", day=DAY)
        found = checking.check_store(desk)
        assert (found.records, found.entries, found.problems) == (1, 1, ())
        with desk.store._transaction() as connection:
            connection.exec_driver_sql("UPDATE session SET title = 'Noget andet'")
        assert len(checking.check_store(desk).problems) == 1
