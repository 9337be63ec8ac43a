"""What happened to a record, the bin, and what two laptops disagree about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.domain.codes import AGE_BANDS, GENDERS
from nsk_desktop.domain.numbers import span
from nsk_desktop.errors.store import ChangedSince
from nsk_desktop.services import actors, checking, history, initiatives, people, sessions, submission
from nsk_desktop.services import bin as bin_service
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
            ("session", "Kvindegruppen 04.03.2025"),
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


def said(desk: Desk, kind: str, id: str) -> list[tuple[str, str, str]]:
    return [
        (line.about or line.field, line.before_text, line.after_text) for line in history.lines(desk, kind, id).lines
    ]


def test_a_meetings_history_is_in_words_and_tells_of_its_marks(tmp_path: Path) -> None:
    with make.desk(tmp_path, author="AB") as desk:
        initiative = initiatives.new_initiative(desk, "Fælles om dialog")
        school = actors.new_actor(desk, "Mimers Skole")
        id = sessions.new_session(desk, title="Kvindegruppen", day=DAY, from_time="18:00")
        person = people.new_participant(desk, "Rose")
        sessions.set_presence(desk, id, person, "til stede")
        sessions.set_headcount(desk, id, age_band="13-17", gender="mand", low=4, high=6)
        sessions.save_session(desk, id, initiative_id=initiative)
        sessions.save_session(desk, id, hosts=[{"actor": school, "role": "medarrangør"}], interpreter=True)
        sessions.save_session(desk, id, from_time="18:30", cost_ore=125_050)
        sessions.set_presence(desk, id, person, None)
        found = said(desk, "session", id)
        assert found[0] in (("mode", "Blandet", "Anonym optælling"), ("Rose", "Til stede", ""))
        assert ("Rose", "", "Til stede") in found
        assert ("Rose", "Til stede", "") in found
        assert (f"{AGE_BANDS.label('13-17')}, {GENDERS.label('mand')}", "", span(4, 6)) in found
        assert ("initiative_id", "", "Fælles om dialog") in found
        assert ("hosts", "", "Mimers Skole") in found
        assert ("interpreter", "nej", "ja") in found
        assert ("from_time", "18.00", "18.30") in found
        assert ("cost_ore", "", "1.250,50") in found
        assert ("day", "", "04.03.2025") in found
        assert {line.who for line in history.lines(desk, "session", id).lines} == {"AB"}


def test_a_long_history_comes_in_portions_newest_first(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        id = actors.new_actor(desk, "0")
        for number in range(1, 61):
            actors.save_actor(desk, id, name=str(number))
        first = history.lines(desk, "actor", id, count=50)
        rest = history.lines(desk, "actor", id, first=50, count=50)
        names = [line.after_text for line in (*first.lines, *rest.lines) if line.field == "name"]
        assert names == [str(number) for number in range(60, -1, -1)]
        assert (first.saves, len(first.lines)) == (61, 50)


def test_an_earlier_version_comes_back_whole_in_one_step(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        id = sessions.new_session(desk, title="Kvindegruppen", day=DAY, themes=["T2"])
        sessions.save_session(desk, id, place="Beboerhuset", summary="Første udgave")
        good = history.lines(desk, "session", id).newest
        sessions.save_session(desk, id, place="", summary="Noget andet")
        sessions.save_session(desk, id, themes=[], title="")
        now = sessions.open_session(desk, id).session
        assert (now.title, now.themes, now.place) == ("", [], "")
        assert history.restore_version(desk, id, good)
        back = sessions.open_session(desk, id).session
        assert (back.title, back.day, back.themes) == ("Kvindegruppen", DAY, ["T2"])
        assert (back.place, back.summary) == ("Beboerhuset", "Første udgave")
        assert desk.undo_label == "Gendan en tidligere udgave"
        desk.undo()
        undone = sessions.open_session(desk, id).session
        assert (undone.title, undone.summary) == ("", "Noget andet")
        assert checking.check_store(desk).problems == ()


def test_the_present_version_is_not_saved_again(tmp_path: Path) -> None:
    with make.desk(tmp_path) as desk:
        id = sessions.new_session(desk, title="Kvindegruppen", day=DAY)
        before = desk.undo_label
        assert not history.restore_version(desk, id, history.lines(desk, "session", id).newest)
        assert desk.undo_label == before


def test_the_record_that_an_undo_would_harm_is_named(tmp_path: Path) -> None:
    with two_laptops(tmp_path) as (one, other, id):
        sessions.save_session(one, id, title="Fædregruppen")
        meet(one, other)
        sessions.save_session(other, id, title="Forældregruppen")
        meet(one, other)
        with pytest.raises(ChangedSince):
            one.undo()
        assert one.refused is not None
        assert history.changed_since(one, one.refused) == ("session", id)
        record = history.record_of(one, "session", id)
        assert record is not None
        assert record.id == id
