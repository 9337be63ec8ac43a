"""Any list of attendance is read in one step that can be undone, and the same list again adds nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.records import Attendance, Headcount, Participant, Series, Session
from nsk_desktop.errors import Cancelled
from nsk_desktop.errors.fill_in import ImportRefused
from nsk_desktop.services import list_import, people, sessions
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.list_import import NEW, SKIP, Defaults, Reading, Result, RowState
from nsk_desktop.store import checking
from tests import make
from tests.exchange.lists import text, workbook

TODAY = date(2025, 6, 1)
GROUP = "netværks-/kvindegruppe"
MATRIX: list[tuple[Any, ...]] = [
    ("Kvindegruppen – fremmøde forår 2025",),
    (),
    ("Navn", "Født", "4/3", date(2025, 3, 11), "18. marts", "I alt"),
    ("Hansen, Ida", 1980, "x", "ja", 1, 3),
    ("Amina ", None, "✓", "afbud", "nej", 1),
    (),
    ("Sara", " ", "", "x", None, 1),
    ("Kvinder uden navn", None, 2, None, 3, 5),
    ("I alt", None, 4, 3, 5, 12),
]


def matrix(path: Path, *more: tuple[Any, ...], name: str = "liste.xlsx") -> Path:
    rows = [*MATRIX[:7], *more, *MATRIX[7:]]
    return workbook(path / name, {"Ark1": ["A1:F1"]}, Ark1=rows)


def reading(desk: Desk, path: Path, **defaults: Any) -> Reading:
    """The file as it is guessed to be read, with what else somebody said for the whole list."""
    file = list_import.read(path)
    table = file.tables[list_import.likeliest(file, TODAY)]
    layout = list_import.guess(desk, table, TODAY)
    said = {"type": GROUP, "themes": ("T2",), "title": layout.title, "year": layout.year} | defaults
    return Reading(file.name, table, layout.header, layout.meanings, Defaults(repeat_day=layout.repeat_day, **said))


def take(desk: Desk, path: Path, *, skip_bad: bool = False, **defaults: Any) -> Result:
    wanted = reading(desk, path, **defaults)
    return list_import.apply(desk, wanted, list_import.plan(desk, wanted, TODAY), TODAY, skip_bad=skip_bad)


def everything(desk: Desk) -> list[tuple[Any, ...]]:
    """Who was where, and how many without a name, by names and not by ids."""
    with desk.store.read() as read:
        called = {one.id: f"{one.alias} {one.surname}".strip() for one in read.all(Participant)}
        held = {one.id: (one.day, one.title) for one in read.all(Session)}
        marks = [(*held[a.session_id or ""], called[a.participant_id or ""], a.status) for a in read.all(Attendance)]
        counts = [(*held[h.session_id or ""], h.gender, str(h.low)) for h in read.all(Headcount)]
    return sorted([*marks, *counts], key=str)


def test_a_matrix_with_dates_over_its_columns_is_read_as_meetings_people_and_marks(desk: Desk, tmp_path: Path) -> None:
    result = take(desk, matrix(tmp_path))
    assert (result.meetings, result.drafts, result.people, result.attendances, result.counts) == (3, 0, 3, 7, 2)
    one, two, three = (date(2025, 3, day) for day in (4, 11, 18))
    title = "Kvindegruppen"
    assert everything(desk) == sorted(
        [
            *((day, title, "Ida Hansen", "til stede") for day in (one, two, three)),
            (one, title, "Amina", "til stede"),
            (two, title, "Amina", "afbud"),
            (three, title, "Amina", "fraværende"),
            (two, title, "Sara", "til stede"),
            (one, title, "kvinde", "2"),
            (three, title, "kvinde", "3"),
        ],
        key=str,
    )
    held = sessions.list_sessions(desk)
    assert {(row.state, row.completed, row.mode) for row in held} == {
        ("afholdt", True, "blandet"),
        ("afholdt", True, "navngivet"),
    }
    assert checking.check(desk.store).problems == ()


def test_nothing_is_written_before_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    before = checking.digest(desk.store)
    made = list_import.plan(desk, reading(desk, matrix(tmp_path)), TODAY)
    assert made.count(Session) == 3
    assert (checking.digest(desk.store), desk.undo_label) == (before, None)
    take(desk, tmp_path / "liste.xlsx")
    assert checking.digest(desk.store) != before, "the digest sees what an import writes"


def test_one_undo_removes_all_and_redo_brings_it_back(desk: Desk, tmp_path: Path) -> None:
    take(desk, matrix(tmp_path))
    after = everything(desk)
    assert desk.undo_label == "Indlæs liste.xlsx"
    desk.undo()
    assert (everything(desk), people.list_participants(desk), sessions.list_sessions(desk)) == ([], [], [])
    assert desk.undo_label is None
    assert checking.check(desk.store).problems == ()
    desk.redo()
    assert everything(desk) == after


@pytest.mark.parametrize("name", ["liste.xlsx", "et andet navn.xlsx"])
def test_the_same_list_again_adds_nothing_whatever_its_file_is_called(desk: Desk, tmp_path: Path, name: str) -> None:
    take(desk, matrix(tmp_path))
    before, label = checking.digest(desk.store), desk.undo_label
    again = take(desk, matrix(tmp_path, name=name))
    assert (again.wrote, again.same) == (False, 9)
    assert (checking.digest(desk.store), desk.undo_label) == (before, label)


def test_next_month_only_the_new_rows_are_added(desk: Desk, tmp_path: Path) -> None:
    take(desk, matrix(tmp_path))
    longer = matrix(tmp_path, ("Fatima", 1990, "x", "", "x", 2), name="april.xlsx")
    result = take(desk, longer)
    assert (result.meetings, result.people, result.attendances, result.same) == (0, 1, 2, 9)
    assert len(people.list_participants(desk)) == 4
    assert checking.check(desk.store).problems == ()


def test_two_laptops_make_the_same_meetings_of_one_list(desk: Desk, tmp_path: Path) -> None:
    take(desk, matrix(tmp_path))
    with make.desk(tmp_path / "andet") as other:
        take(other, matrix(tmp_path, name="kopi.xlsx"))
        assert {row.id for row in sessions.list_sessions(other)} == {row.id for row in sessions.list_sessions(desk)}
        theirs = {row.id for row in people.list_participants(other)}
    assert theirs.isdisjoint(row.id for row in people.list_participants(desk)), "nothing follows from a name"


def test_bad_cells_are_named_with_their_place_and_left_out_when_that_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    rows = [
        ("Dato", "Navn", "Alder", "Køn", "Aktivitet"),
        ("04.03.2025", "Ida", 34, "k", "Café"),
        ("4/13-25", "Sara", 20, "k", "Café"),
        ("4. marts 2025", "Omar", 340, "m", "Café"),
        (date(2025, 3, 4), "010203-1234 Eva", "", "K", "Café"),
        (date(2027, 3, 4), "Ali", "", "mand", "Café"),
    ]
    path = workbook(tmp_path / "liste.xlsx", Ark1=rows)
    wanted = reading(desk, path)
    made = list_import.plan(desk, wanted, TODAY)
    assert [problem.address for problem in made.problems] == ["A3", "C4", "B5", "A6"]
    assert made.problems[0].sentence().startswith("Række 3, A3: »4/13-25« er ikke en dato.")
    assert (made.good_rows, made.bad_rows) == (1, 4)
    before = checking.digest(desk.store)
    with pytest.raises(ImportRefused, match="B5"):
        list_import.apply(desk, wanted, made, TODAY)
    assert checking.digest(desk.store) == before
    result = list_import.apply(desk, wanted, made, TODAY, skip_bad=True)
    assert (result.people, result.skipped) == (1, (3, 4, 5, 6))
    assert [row.age_band for row in people.list_participants(desk)] == ["30-59"]


def test_a_cell_is_mended_in_the_preview_and_not_in_the_file(desk: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path / "liste.xlsx", Ark1=[("Dato", "Navn", "Aktivitet"), ("4/13-25", "Sara", "Café")])
    content = path.read_bytes()
    wanted = replace(reading(desk, path), mended={(2, 1): "13/4-25"})
    made = list_import.plan(desk, wanted, TODAY)
    assert (made.problems, made.bad_rows) == ([], 0)
    list_import.apply(desk, wanted, made, TODAY)
    assert sessions.list_sessions(desk)[0].day == date(2025, 4, 13)
    assert path.read_bytes() == content


def test_stopping_on_the_way_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    rows = [("Dato", "Navn", "Aktivitet"), *(("04.03.2025", f"Deltager {letter}", "Café") for letter in range(500))]
    wanted = reading(desk, workbook(tmp_path / "liste.xlsx", Ark1=rows))
    made = list_import.plan(desk, wanted, TODAY)
    before, told = checking.digest(desk.store), []

    def stop_late(done: int, _total: int) -> None:
        told.append(done)
        if done >= 400:
            raise Cancelled

    with pytest.raises(Cancelled):
        list_import.apply(desk, wanted, made, TODAY, progress=stop_late)
    assert told == [0, 200, 400]
    assert (checking.digest(desk.store), desk.undo_label) == (before, None)
    list_import.apply(desk, wanted, made, TODAY)
    assert len(people.list_participants(desk)) == 500


def test_a_copy_is_taken_before_the_first_word_is_written_and_only_then(desk: Desk, tmp_path: Path) -> None:
    taken: list[tuple[str, int]] = []

    def copy(reason: str) -> Path:
        taken.append((reason, len(people.list_participants(desk))))
        return tmp_path

    desk.backing_up(copy)
    take(desk, matrix(tmp_path))
    take(desk, matrix(tmp_path))
    assert taken == [("import", 0)]


def test_somebody_of_exactly_that_name_is_known_and_somebody_alike_is_a_question(desk: Desk, tmp_path: Path) -> None:
    ida = make_people(desk, "Ida", surname="Hansen", birth_year=1980)
    fatima = make_people(desk, "Fatima", surname="Al-Hassan", birth_year=1985)
    rows = [
        ("Dato", "Fornavn", "Efternavn", "Født", "Aktivitet"),
        ("04.03.2025", "IDA", "Hansen", None, "Café"),
        ("04.03.2025", "Fatma", "Al-Hassan", 1985, "Café"),
    ]
    wanted = reading(desk, workbook(tmp_path / "liste.xlsx", Ark1=rows))
    made = list_import.plan(desk, wanted, TODAY)
    assert [(meant.person.name, [one.id for one in meant.likely]) for meant in made.unclear] == [
        ("Fatma Al-Hassan", [fatima])
    ]
    assert made.count(Participant) == 1, "nobody is joined by the list"
    key = made.unclear[0].person.key
    for choice, new, marks in ((fatima, 0, 2), (NEW, 1, 2), (SKIP, 0, 1)):
        would = list_import.plan(desk, replace(wanted, choices={key: choice}), TODAY)
        assert (would.count(Participant), would.count(Attendance)) == (new, marks)
    chosen = replace(wanted, choices={key: fatima})
    list_import.apply(desk, chosen, list_import.plan(desk, chosen, TODAY), TODAY)
    assert {row.id for row in people.list_participants(desk)} == {ida, fatima}


def test_of_two_with_one_name_somebody_has_to_say_which(desk: Desk, tmp_path: Path) -> None:
    one, _other = make_people(desk, "Amina"), make_people(desk, "Amina")
    path = workbook(tmp_path / "liste.xlsx", Ark1=[("Dato", "Navn", "Aktivitet"), ("04.03.2025", "Amina", "Café")])
    wanted = reading(desk, path)
    made = list_import.plan(desk, wanted, TODAY)
    assert [row.state for row in made.rows] == [RowState.PROBLEM]
    made = list_import.plan(desk, replace(wanted, choices={("amina", None): one}), TODAY)
    assert (made.problems, made.count(Participant), made.count(Attendance)) == ([], 0, 1)


def test_a_known_meeting_gets_the_people_and_stays_as_it_is(desk: Desk, tmp_path: Path) -> None:
    series = create(desk, Series(title="Cafe Mimer", type="dialogmøde", themes=["T1"]))
    known = create(desk, make.session(title="Åbent hus", series_id=series, type="dialogmøde"))
    rows = [
        ("Dato", "Navn", "Aktivitet"),
        ("04.03.2025", "Ida", "café  MIMER".replace("é", "e")),
        ("11.03.2025", "Ida", "Cafe Mimer"),
    ]
    result = take(desk, workbook(tmp_path / "liste.xlsx", Ark1=rows), type=None, themes=())
    assert (result.meetings, result.drafts) == (1, 0), "what the list does not say of the new one, its series says"
    assert [row.participant_id for row in sessions.open_session(desk, known).roster]
    assert sessions.open_session(desk, known).session.title == "Åbent hus"


def test_what_lacks_something_becomes_a_draft(desk: Desk, tmp_path: Path) -> None:
    result = take(desk, matrix(tmp_path), type=None)
    assert (result.meetings, result.drafts) == (3, 3)
    assert {row.missing for row in sessions.list_sessions(desk)} == {("type",)}


def test_what_stands_otherwise_in_the_store_stays(desk: Desk, tmp_path: Path) -> None:
    take(desk, matrix(tmp_path))
    held = next(row.id for row in sessions.list_sessions(desk) if row.day == date(2025, 3, 4))
    roster = sessions.open_session(desk, held).roster
    sessions.set_presence(desk, held, roster[0].participant_id, "afbud")
    again = take(desk, matrix(tmp_path))
    assert (again.wrote, again.otherwise, again.same) == (False, 1, 8)
    assert sessions.open_session(desk, held).roster[0].status == "afbud"


def test_what_lies_in_the_bin_stays_there_unless_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    take(desk, matrix(tmp_path))
    after = everything(desk)
    desk.undo()
    again = take(desk, matrix(tmp_path))
    assert (again.wrote, again.binned) == (False, 9)
    wanted = replace(reading(desk, tmp_path / "liste.xlsx"), revive=True)
    result = list_import.apply(desk, wanted, list_import.plan(desk, wanted, TODAY), TODAY)
    assert (result.meetings, result.people, result.attendances) == (3, 3, 7)
    assert everything(desk) == after
    assert checking.check(desk.store).problems == ()


def test_columns_are_remembered_by_their_headings_and_no_name_is_kept(desk: Desk, tmp_path: Path) -> None:
    rows = [("Dag", "Hvem", "Kaldenavn", "Aktivitet"), ("04.03.2025", "Ida", "Solsikke", "Café")]
    wanted = reading(desk, workbook(tmp_path / "liste.xlsx", Ark1=rows))
    meanings = tuple(list_import.Meaning(word) for word in ("day", "name", "nothing", "title"))
    assert wanted.meanings != meanings, "the guess is another one"
    wanted = replace(wanted, meanings=meanings)
    list_import.apply(desk, wanted, list_import.plan(desk, wanted, TODAY), TODAY)
    other = workbook(tmp_path / "ny.xlsx", Ark1=[rows[0], ("11.03.2025", "Omar", "Ulv", "Café")])
    assert reading(desk, other).meanings == meanings
    kept = desk.store.fact("list_columns") or ""
    assert "name" in kept
    assert "Ida" not in kept
    assert "hvem" not in kept.casefold()


def test_numbers_without_names_become_counts(desk: Desk, tmp_path: Path) -> None:
    content = "Dato;Aktivitet;Antal;Kvinder;Mænd\n4/3-25;Fællesspisning;23;20;\n5.3.2025;Café;12;;\nI alt;;35;;\n"
    result = take(desk, text(tmp_path / "tal.csv", content, "cp1252"))
    assert (result.meetings, result.counts, result.people) == (2, 3, 0)
    assert [line[1:] for line in everything(desk)] == [
        ("Fællesspisning", "ikke oplyst", "3"),
        ("Fællesspisning", "kvinde", "20"),
        ("Café", "ikke oplyst", "12"),
    ]


@pytest.mark.parametrize("times", [1, 2])
def test_a_person_twice_at_one_meeting_is_there_once(desk: Desk, tmp_path: Path, times: int) -> None:
    rows = [("Dato", "Navn", "Aktivitet"), *[("04.03.2025", "Ida", "Café")] * times]
    result = take(desk, workbook(tmp_path / "liste.xlsx", Ark1=rows))
    assert (result.attendances, result.same) == (1, times - 1)
    assert checking.check(desk.store).problems == ()


@pytest.mark.parametrize("born", [1980, None])
def test_who_has_a_birth_year_in_one_row_and_none_in_another_is_one_person(
    desk: Desk, tmp_path: Path, born: int | None
) -> None:
    head = ("Dato", "Navn", "Født", "Aktivitet")
    rows = [head, ("04.03.2025", "Ida", None, "Café"), ("11.03.2025", "Ida", born, "Café")]
    path = workbook(tmp_path / "liste.xlsx", Ark1=rows)
    assert take(desk, path).people == 1
    assert not take(desk, path).wrote


def test_somebody_in_the_bin_is_no_new_participant_unless_a_person_says_so(desk: Desk, tmp_path: Path) -> None:
    gone = make_people(desk, "Ida")
    people.delete_participant(desk, gone)
    path = workbook(tmp_path / "liste.xlsx", Ark1=[("Dato", "Navn", "Aktivitet"), ("04.03.2025", "Ida", "Café")])
    wanted = reading(desk, path)
    assert list_import.plan(desk, wanted, TODAY).binned == 1
    made = list_import.plan(desk, replace(wanted, choices={("ida", None): NEW}), TODAY)
    assert (made.binned, made.count(Participant), made.count(Attendance)) == (0, 1, 1)


def make_people(desk: Desk, alias: str, **fields: Any) -> str:
    return people.new_participant(desk, alias, **fields)


def create(desk: Desk, record: Any) -> str:
    with desk.store.change("") as change:
        return str(change.create(record))
