"""A filled-in workbook: what is good is read as it is meant, and a file that is no such workbook is refused."""

from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from nsk_desktop import i18n
from nsk_desktop.errors.files import FileMissing
from nsk_desktop.errors.fill_in import FillInForeign
from nsk_desktop.errors.travelling import FileDamaged, FileNotWorkbook, FileRefused, FileUnsafe
from nsk_desktop.exchange.fill_in import read_fill_in
from nsk_desktop.exchange.fill_in_lines import PersonLine, Problem
from tests.davis import ATTENDANCES, EVENTS, WOMEN, write_davis
from tests.filled import COUNT, GOOD, PERSON, SESSION, TODAY, only, read, write


def test_the_davis_record_is_read_whole(tmp_path: Path) -> None:
    found = read_fill_in(write_davis(tmp_path / "davis.xlsx"), today=TODAY)
    assert (len(found.sessions), len(found.attendances), len(found.people)) == (EVENTS, ATTENDANCES, WOMEN)
    assert len({line.alias for line in found.attendances}) == WOMEN
    assert (found.problems, found.warnings, found.refused_sheets) == ((), (), ())
    assert found.rows == EVENTS + ATTENDANCES
    assert {line.mode for line in found.sessions} == {"navngivet"}


def test_every_column_is_read_as_what_it_holds(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        Møder=[
            (
                "Nr",
                "Dato",
                "Fra",
                "Til",
                "Titel",
                "Forløb",
                "Type",
                "Tema",
                "Initiativ",
                "Sted",
                "Tilstand",
                "Registrering",
                "Medarrangører",
                "Resumé",
            ),
            (
                7,
                datetime(2025, 3, 4),
                time(18, 5),
                "20.00",
                "Kvindegruppen",
                "Forløb A",
                "Dialogmøde",
                "T1; t3",
                "I1",
                "Huset",
                "Afholdt",
                "Blandet",
                "Skolen; Klubben;Skolen",
                "Linje 1\nLinje 2",
            ),
        ],
        Fremmøde=[
            ("Møde", "Deltager", "Fødselsår", "Aldersgruppe", "Køn", "Målgruppe", "Undergruppe", "Relation", "Status"),
            ("7", "Amina", 1987, "30–59", "KVINDE", "M1", "Forældre", "Bor i området", "Afbud"),
        ],
        Optælling=[
            ("Møde", "Aldersgruppe", "Køn", "Målgruppe", "Antal min", "Antal maks", "Heraf første gang"),
            (7.0, "18-29", "Mand", "M2", 3, "5", 1),
        ],
        Aktører=[
            ("Navn", "Sektor", "Ejerform", "Mobiliseret", "Hvordan"),
            ("Skolen", "Skole", "kommunal", "1/2-25", "Et kaffemøde"),
        ],
        Brobygning=[
            (
                "Dato",
                "Fra",
                "Til",
                "Slags",
                "Status",
                "Kontakt formidlet",
                "Første møde",
                "Antal borgere",
                "Formål",
                "Opfølgning",
                "Udfald",
            ),
            (
                "4. marts 2025",
                "Borgere",
                "Klubben",
                "Borger -> tilbud",
                "",
                "05.03.2025",
                None,
                4,
                "Fritid",
                "18.03.2025",
                "I gang",
            ),
            ("4. marts 2025", "Skolen", "Klubben"),
        ],
    )
    assert (found.problems, found.warnings) == ((), ())
    session = found.sessions[0]
    assert (session.nr, session.day, session.from_time, session.to_time) == ("7", date(2025, 3, 4), "18:05", "20:00")
    assert (session.title, session.series, session.type) == ("Kvindegruppen", "Forløb A", "dialogmøde")
    assert (session.themes, session.initiative, session.place) == (("T1", "T3"), "I1", "Huset")
    assert (session.state, session.mode, session.mode_given) == ("afholdt", "blandet", True)
    assert (session.hosts, session.summary) == (("Skolen", "Klubben"), "Linje 1\nLinje 2")
    assert found.people == (PersonLine(2, "Amina", 1987, "30-59", "kvinde", "M1", "forældre", "bor i området"),)
    assert (found.attendances[0].session, found.attendances[0].status) == ("7", "afbud")
    count = found.headcounts[0]
    assert (count.session, count.age_band, count.gender, count.target_group) == ("7", "18-29", "mand", "M2")
    assert (count.low, count.high, count.first_time) == (3, 5, 1)
    actor = found.actors[0]
    assert (actor.name, actor.sector, actor.ownership) == ("Skolen", "skole", "kommunal")
    assert (actor.mobilised_on, actor.mobilised_how) == (date(2025, 2, 1), "Et kaffemøde")
    citizens, from_actor = found.bridges
    assert (citizens.from_kind, citizens.from_actor, citizens.to) == ("borgere", "", "Klubben")
    assert (citizens.kind, citizens.status, citizens.citizens) == ("borger→tilbud", "kontakt formidlet", 4)
    assert (citizens.introduced_on, citizens.follow_up_on) == (date(2025, 3, 5), date(2025, 3, 18))
    assert (from_actor.from_kind, from_actor.from_actor, from_actor.status) == ("aktør", "Skolen", "identificeret")
    assert all(type(code) is str for code in (session.type, session.mode, count.gender, citizens.kind))


@pytest.mark.parametrize("nr", [1, 1.0, "1", " 1 ", "\xa01"])
@pytest.mark.parametrize("reference", [1, 1.0, "1"])
def test_a_number_is_the_same_however_the_cell_holds_it(tmp_path: Path, nr: object, reference: object) -> None:
    found = read(tmp_path, Møder=[SESSION, (nr, "04.03.2025", "A")], Fremmøde=[PERSON, (reference, "Amina")])
    assert not found.problems
    assert found.attendances[0].session == found.sessions[0].nr == "1"


@pytest.mark.parametrize(
    ("named", "counted", "given", "mode"),
    [
        (True, True, None, "blandet"),
        (True, False, None, "navngivet"),
        (False, True, None, "anonym optælling"),
        (False, False, None, "ikke optalt"),
        (True, True, "Skøn", "skøn"),
        (False, False, "navngivet", "navngivet"),
    ],
)
def test_a_missing_registration_mode_follows_from_the_rows(
    tmp_path: Path, named: bool, counted: bool, given: str | None, mode: str
) -> None:
    found = read(
        tmp_path,
        Møder=[(*SESSION, "Registrering"), (*GOOD, given)],
        Fremmøde=[PERSON, *([(1, "Amina")] if named else [])],
        Optælling=[COUNT, *([(1, 5)] if counted else [])],
    )
    assert (found.sessions[0].mode, found.sessions[0].mode_given) == (mode, given is not None)


def test_what_a_row_leaves_out_has_the_values_of_the_contract(tmp_path: Path) -> None:
    found = read(tmp_path, Møder=[SESSION, GOOD], Fremmøde=[PERSON, (1, "Amina")], Optælling=[COUNT, (1, 0)])
    count = found.headcounts[0]
    assert found.sessions[0].state == "afholdt"
    assert found.attendances[0].status == "til stede"
    assert (count.age_band, count.gender, count.target_group) == ("ukendt", "ikke oplyst", "M1")
    assert (count.low, count.high) == (0, 0)
    assert found.people == (PersonLine(2, "Amina"),)


def test_a_title_blank_rows_stray_columns_and_any_order_do_no_harm(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        Møder=[
            ("Møder i 2025",),
            (),
            ("  TITEL ", "Bemærkning", None, "nr", "Dato *"),
            ("Første", "husk kaffe", None, 1, "04.03.2025"),
            (None, None, None, "  ", ""),
            (None, "kun en note", None, None, None),
            ("Anden", None, None, 2, "11.03.2025"),
        ],
    )
    found = read_fill_in(path, today=TODAY)
    assert not found.problems
    assert [(line.row, line.nr, line.title) for line in found.sessions] == [(4, "1", "Første"), (7, "2", "Anden")]
    assert only(found.warnings) == Problem("Møder", 3, "Bemærkning", "Kolonnen er ukendt og bliver ikke indlæst.")


def test_a_title_that_is_called_like_a_column_is_not_taken_for_the_column_names(tmp_path: Path) -> None:
    found = read(tmp_path, Møder=[SESSION, GOOD], Fremmøde=[("Deltager",), (), PERSON, (1, "Amina")])
    assert (found.problems, len(found.attendances)) == ((), 1)


def test_rows_are_numbered_as_excel_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Møder"
    for column, name in enumerate(SESSION, 3):
        page.cell(5, column, name)
    page.cell(9, 3, "1")
    book.save(tmp_path / "skæv.xlsx")
    found = read_fill_in(tmp_path / "skæv.xlsx", today=TODAY)
    assert {(problem.row, problem.column) for problem in found.problems} == {(9, "Dato"), (9, "Titel")}


def test_an_empty_sheet_is_fine(tmp_path: Path) -> None:
    found = read(tmp_path, Møder=[SESSION, GOOD], Økonomi=[()])
    assert (found.problems, len(found.sessions)) == ((), 1)


@pytest.mark.parametrize(
    "text", ["=cmd|'/c calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "<b>x</b>", "'; DROP TABLE x", "%s{0}"]
)
def test_hostile_text_stays_text(tmp_path: Path, text: str) -> None:
    found = read(
        tmp_path,
        Møder=[(*SESSION, "Resumé"), (1, "04.03.2025", text, text)],
        Fremmøde=[PERSON, (1, text)],
        Aktører=[("Navn", "Sektor"), (text, text)],
    )
    assert (found.sessions[0].title, found.sessions[0].summary, found.attendances[0].alias) == (text, text, text)
    problem = only(found.problems)
    assert (problem.sheet, problem.column) == ("Aktører", "Sektor")
    assert text in problem.sentence()


# Bad sheets and files


def test_a_sheet_without_its_columns_is_refused(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        Møder=[("Nr", "Titel"), (1, "A")],
        Fremmøde=[("Hvem", "Hvad"), ("Amina", "x")],
        Optælling=[("Møde", "Antal min"), (1, 2)],
        Aktører=[("Navn", "Navn"), ("A", "B")],
    )
    assert [problem.sentence() for problem in found.problems] == [
        "Møder: Kolonnen Dato mangler. Tilføj den.",
        "Fremmøde: Kolonnenavnene mangler. De hedder: Møde, Deltager, Fødselsår, Aldersgruppe, Køn, Målgruppe, "
        "Undergruppe, Relation, Status.",
        "Optælling: Kolonnen Antal mangler. Tilføj den.",
        "Aktører: Kolonnen Navn er der to gange. Slet den ene.",
    ]
    assert found.refused_sheets == ("Møder", "Fremmøde", "Optælling", "Aktører")


def test_a_misspelt_sheet_is_refused_and_a_foreign_one_told(tmp_path: Path) -> None:
    found = read(tmp_path, Møder=[SESSION, GOOD], Fremmode=[PERSON, (1, "Amina")], Indkøb=[("kaffe", 2)], Tom=[()])
    assert only(found.problems).sentence() == "Fremmode: Er det arket Fremmøde? Giv det det navn, eller slet det."
    assert only(found.warnings).sentence() == "Indkøb: Arket er ukendt og bliver ikke indlæst."


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FillInForeign, match=r"udfyldt\.xlsx har ingen af de ark"):
        read(tmp_path, Budget=[("a", "b")])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"væk\.xlsx"):
        read_fill_in(tmp_path / "væk.xlsx")


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "liste.xlsx").write_text("Nr;Dato;Titel\n1;04.03.2025;A\n")
    with pytest.raises(FileNotWorkbook, match=r"liste\.xlsx"):
        read_fill_in(tmp_path / "liste.xlsx")


def test_a_torn_file_is_refused(tmp_path: Path) -> None:
    whole = write_davis(tmp_path / "hel.xlsx").read_bytes()
    for share in (0.3, 0.7, 0.99):
        (tmp_path / "halv.xlsx").write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(FileRefused, match=r"halv\.xlsx"):
            read_fill_in(tmp_path / "halv.xlsx")


def _with_part(source: Path, target: Path, name: str, data: bytes) -> Path:
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, data)
    return target


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/a.bin"])
def test_a_workbook_with_active_parts_is_refused(tmp_path: Path, part: str) -> None:
    path = _with_part(write_davis(tmp_path / "davis.xlsx"), tmp_path / "aktiv.xlsx", part, b"<x/>")
    with pytest.raises(FileUnsafe, match=r"aktiv\.xlsx"):
        read_fill_in(path)


def test_a_part_that_is_no_document_is_damage(tmp_path: Path) -> None:
    good = write(tmp_path, Møder=[SESSION, GOOD])
    path = _with_part(good, tmp_path / "skadet.xlsx", "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>")
    with pytest.raises(FileDamaged, match=r"skadet\.xlsx"):
        read_fill_in(path)


def test_a_danish_file_is_read_where_english_is_shown(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        Møder=[(*SESSION, "Type"), (*GOOD, "Netværks-/kvindegruppe")],
        Fremmøde=[(*PERSON, "Køn"), (1, "Amina", "Kvinde"), (1, "Bo", "x")],
    )
    i18n.use("en")
    try:
        found = read_fill_in(path, today=TODAY)
        sentence = only(found.problems).sentence()
    finally:
        i18n.use("da")
    assert (found.sessions[0].type, found.people[0].gender) == ("netværks-/kvindegruppe", "kvinde")
    assert sentence.startswith("Fremmøde, row 3, Køn: “x” is not one of the choices")
