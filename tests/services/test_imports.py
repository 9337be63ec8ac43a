"""The import: planned before it is written, recognised by rule, one step to take back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.records import Participant
from nsk_desktop.errors.fill_in import ImportRefused
from nsk_desktop.services import actors, bin, follow_ups, imports, people, series, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.imports import Result
from nsk_desktop.store import checking
from tests.filled import write

TODAY = date(2025, 12, 1)
MEETING = ("Nr", "Dato", "Titel", "Type", "Tema", "Forløb", "Medarrangører")
GOOD = (1, "04.03.2025", "Kvindegruppen", "dialogmøde", "T2", "Gruppen", "Mimers Skole")
PERSON = ("Møde", "Deltager", "Fødselsår", "Køn")
BRIDGE = ("Dato", "Fra", "Til", "Slags", "Formål", "Opfølgning")


def take(desk: Desk, folder: Path, *, update: bool = False, skip_bad: bool = False, **sheets: Any) -> Result:
    """Read these sheets in."""
    plan = imports.plan_import(desk, write(folder, **sheets), TODAY)
    return imports.apply_import(desk, plan, update=update, skip_bad=skip_bad)


def everything() -> dict[str, Any]:
    """A file with every sheet that can be read in."""
    return {
        "Møder": [MEETING, GOOD],
        "Fremmøde": [PERSON, (1, "Rose", 1985, "kvinde"), (1, "Lilje", None, "")],
        "Optælling": [("Møde", "Antal"), (1, 7)],
        "Aktører": [("Navn", "Sektor"), ("Biblioteket", "bibliotek/kultur")],
        "Brobygning": [BRIDGE, ("04.03.2025", "Borgere", "Biblioteket", "borger→tilbud", "Læseklub", "01.04.2025")],
    }


def test_planning_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    before = checking.digest(desk.store)
    plan = imports.plan_import(desk, write(tmp_path, **everything()), TODAY)
    assert plan.count(Participant) == 2
    assert checking.digest(desk.store) == before


def test_a_file_with_everything(desk: Desk, tmp_path: Path) -> None:
    result = take(desk, tmp_path, **everything())
    assert result.new == {
        "actor": 2,
        "series": 1,
        "session": 1,
        "participant": 2,
        "attendance": 2,
        "headcount": 1,
        "bridge_contact": 1,
        "follow_up": 1,
    }
    assert sorted(result.made) == ["Gruppen", "Mimers Skole"], "named in cells, described by no sheet"
    row = sessions.list_sessions(desk)[0]
    assert (row.registered, row.low, row.mode, row.completed) == (2, 7, "blandet", True)
    assert [row.title for row in series.list_series(desk)] == ["Gruppen"]
    assert [row.name for row in actors.list_actors(desk)] == ["Biblioteket", "Mimers Skole"]
    assert [row.due for row in follow_ups.list_follow_ups(desk, TODAY)] == [date(2025, 4, 1)]


def test_the_same_file_again_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    first = take(desk, tmp_path, **everything())
    before, label = checking.digest(desk.store), desk.undo_label
    again = take(desk, tmp_path, **everything())
    assert (again.new, again.updated, again.recognised) == ({}, 0, ("Lilje", "Rose"))
    assert again.same >= sum(first.new.values()) - len(first.made)
    assert (checking.digest(desk.store), desk.undo_label) == (before, label)


def test_one_undo_removes_all_of_it_and_redo_brings_it_back(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, **everything())
    assert desk.undo_label == "Indlæs udfyldt.xlsx"
    desk.undo()
    assert (sessions.list_sessions(desk), people.list_participants(desk), actors.list_actors(desk)) == ([], [], [])
    assert checking.check(desk.store).problems == ()
    desk.redo()
    assert len(people.list_participants(desk)) == 2


def test_other_content_is_told_and_refused_unless_update_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, Møder=[MEETING, GOOD])
    changed = [MEETING, (*GOOD[:3], "oplæg", "T1;T3", *GOOD[5:])]
    with pytest.raises(ImportRefused, match="Møder, række 2"):
        take(desk, tmp_path, Møder=changed)
    result = take(desk, tmp_path, update=True, Møder=changed)
    assert result.updated == 1
    session = sessions.open_session(desk, sessions.list_sessions(desk)[0].id).session
    assert (session.type, session.themes) == ("oplæg", ["T1", "T3"])
    desk.undo()
    assert sessions.open_session(desk, session.id).session.type == "dialogmøde"


def test_an_empty_cell_says_nothing_and_overwrites_nothing(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, Møder=[MEETING, GOOD])
    result = take(desk, tmp_path, update=True, Møder=[MEETING[:3], GOOD[:3]])
    assert (result.updated, result.same) == (0, 1)
    assert sessions.list_sessions(desk)[0].type == "dialogmøde"


def test_what_was_deleted_since_stays_deleted(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, **everything())
    gone = sessions.list_sessions(desk)[0].id
    sessions.delete_session(desk, gone)
    result = take(desk, tmp_path, update=True, **everything())
    assert (result.new, result.deleted) == ({}, 4), "the meeting, and the three rows that hang on it"
    assert sessions.list_sessions(desk) == []
    assert gone in [row.id for row in bin.list_deleted(desk)]


def test_good_rows_are_taken_and_bad_ones_named_when_that_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    rows = [PERSON, (1, "Rose", 1985, "kvinde"), (7, "Iris", None, ""), (1, "El", 3000, "")]
    sheets = everything() | {"Fremmøde": rows}
    before = checking.digest(desk.store)
    with pytest.raises(ImportRefused) as refusal:
        take(desk, tmp_path, **sheets)
    assert len(refusal.value.problems) == 2
    assert checking.digest(desk.store) == before
    result = take(desk, tmp_path, skip_bad=True, **sheets)
    assert [(problem.sheet, problem.row) for problem in result.refused] == [("Fremmøde", 3), ("Fremmøde", 4)]
    assert [row.name for row in people.list_participants(desk)] == ["Rose"]


def test_an_alias_is_the_same_person_within_the_file_and_the_store(desk: Desk, tmp_path: Path) -> None:
    known = people.new_participant(desk, "Rose")
    rows = [PERSON, (1, "Rose", "", ""), (2, "Rose", "", ""), (2, "rose", "", "")]
    result = take(desk, tmp_path, Møder=[MEETING, GOOD, (2, "11.03.2025", *GOOD[2:])], Fremmøde=rows)
    assert result.recognised == ("Rose",)
    assert {row.name: row.times for row in people.list_participants(desk)} == {"Rose": 2, "rose": 1}
    assert known in [row.id for row in people.list_participants(desk)]


def test_a_surname_in_the_store_is_part_of_who_somebody_is(desk: Desk, tmp_path: Path) -> None:
    people.new_participant(desk, "Rose", surname="Ødegård")
    rows = [PERSON, (1, "Rose Ødegård", "", ""), (1, "Rose", "", "")]
    result = take(desk, tmp_path, Møder=[MEETING, GOOD], Fremmøde=rows)
    assert result.recognised == ("Rose Ødegård",)
    assert len(people.list_participants(desk)) == 2


def test_an_actor_is_known_whatever_its_case_and_spaces(desk: Desk, tmp_path: Path) -> None:
    actors.new_actor(desk, "Mimers Skole")
    result = take(desk, tmp_path, Møder=[MEETING, (*GOOD[:6], "  MIMERS   skole ; Biblioteket")])
    assert result.made == ("Gruppen", "Biblioteket")
    assert len(actors.list_actors(desk)) == 2


@pytest.mark.parametrize(
    ("state", "mode", "completed"),
    [("", "ikke optalt", True), ("planlagt", "ikke optalt", False), ("aflyst", "ikke optalt", True)],
)
def test_a_meeting_without_rows_is_not_counted(
    desk: Desk, tmp_path: Path, state: str, mode: str, completed: bool
) -> None:
    take(desk, tmp_path, Møder=[(*MEETING, "Tilstand"), (*GOOD, state)])
    row = sessions.list_sessions(desk)[0]
    assert row.completed is completed
    assert row.mode == mode


def test_two_laptops_that_read_the_same_file_make_the_same_meetings(tmp_path: Path, desk: Desk) -> None:
    from tests import make

    take(desk, tmp_path, **everything())
    with make.desk(tmp_path / "anden") as other:
        take(other, tmp_path, **everything())
        assert [row.id for row in sessions.list_sessions(other)] == [row.id for row in sessions.list_sessions(desk)]
        persons = {row.pseudonym for row in people.list_participants(other)}
        assert not persons & {row.pseudonym for row in people.list_participants(desk)}, "nothing comes from a name"


def test_rows_with_one_number_are_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused):
        take(desk, tmp_path, Møder=[MEETING, GOOD, (1, "05.03.2025", *GOOD[2:])])


def test_a_headcount_row_twice_in_a_file_is_not_lost_silently(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="Optælling, række 3"):
        take(desk, tmp_path, Møder=[MEETING, GOOD], Optælling=[("Møde", "Antal"), (1, 7), (1, 8)])


def test_an_attendance_row_twice_in_a_file_is_one_attendance(desk: Desk, tmp_path: Path) -> None:
    rows = [PERSON, (1, "Rose", "", ""), (1, "Rose", "", "")]
    result = take(desk, tmp_path, skip_bad=True, Møder=[MEETING, GOOD], Fremmøde=rows)
    assert result.new["attendance"] == 1


def test_progress_is_told(desk: Desk, tmp_path: Path) -> None:
    told: list[float] = []
    plan = imports.plan_import(desk, write(tmp_path, **everything()), TODAY)
    imports.apply_import(desk, plan, progress=told.append)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert told == sorted(told)


def test_a_meeting_that_gets_its_first_rows_later_counts_from_then_on(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, Møder=[MEETING, GOOD])
    assert sessions.list_sessions(desk)[0].mode == "ikke optalt"
    rows: dict[str, Any] = {"Fremmøde": [PERSON, (1, "Rose", 1985, "kvinde")], "Optælling": [("Møde", "Antal"), (1, 5)]}
    take(desk, tmp_path, Møder=[MEETING, GOOD], **rows)
    row = sessions.list_sessions(desk)[0]
    assert (row.mode, row.registered, row.low) == ("blandet", 1, 5)


def test_a_mode_that_the_file_chose_stays_when_rows_are_added(desk: Desk, tmp_path: Path) -> None:
    chosen = [(*MEETING, "Registrering"), (*GOOD, "ikke optalt")]
    take(desk, tmp_path, Møder=chosen)
    take(desk, tmp_path, Møder=chosen, Optælling=[("Møde", "Antal"), (1, 5)])
    assert sessions.list_sessions(desk)[0].mode == "ikke optalt"


def test_a_planned_meeting_that_was_held_is_finished_by_the_update(desk: Desk, tmp_path: Path) -> None:
    columns = (*MEETING, "Tilstand")
    take(desk, tmp_path, Møder=[columns, (*GOOD, "planlagt")])
    assert not sessions.list_sessions(desk)[0].completed
    held: dict[str, Any] = {"Møder": [columns, (*GOOD, "afholdt")], "Fremmøde": [PERSON, (1, "Rose", 1985, "kvinde")]}
    take(desk, tmp_path, update=True, **held)
    row = sessions.list_sessions(desk)[0]
    assert (row.state, row.completed, row.mode) == ("afholdt", True, "navngivet")


def test_new_rows_about_a_deleted_meeting_or_person_make_nothing(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, **everything())
    (session,) = sessions.list_sessions(desk)
    sessions.delete_session(desk, session.id)
    more = everything() | {"Fremmøde": [PERSON, (1, "Rose", 1985, "kvinde"), (1, "Tulipan", None, "")]}
    before = checking.digest(desk.store)
    result = take(desk, tmp_path, **more)
    assert (result.new, checking.digest(desk.store)) == ({}, before)
    assert result.deleted == 4, "the meeting, two attendances and a headcount"


def test_a_personal_number_is_refused_wherever_it_stands(desk: Desk, tmp_path: Path) -> None:
    before = checking.digest(desk.store)
    with pytest.raises(ImportRefused, match=r"Fremmøde, række 2, Deltager: Der står et CPR-nummer"):
        take(desk, tmp_path, skip_bad=True, Møder=[MEETING, GOOD], Fremmøde=[PERSON, (1, "010190-1234", None, "")])
    assert checking.digest(desk.store) == before


def test_a_changed_row_is_named_by_the_columns_of_the_file(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path, **everything())
    other = everything() | {"Optælling": [("Møde", "Antal"), (1, 8)]}
    with pytest.raises(ImportRefused, match=r"Optælling, række 2: .*\(Antal min\).*--update"):
        take(desk, tmp_path, **other)
