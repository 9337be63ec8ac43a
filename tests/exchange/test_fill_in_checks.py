"""Rows of a filled-in workbook that repeat, contradict or miss each other, and what is only worth a word."""

from pathlib import Path

from nsk_desktop.exchange.fill_in import read_fill_in
from nsk_desktop.exchange.fill_in_lines import PersonLine
from tests.filled import COUNT, GOOD, PERSON, SESSION, TODAY, only, read, write


def test_a_repeated_row_counts_once_with_a_word(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        Møder=[SESSION, GOOD, GOOD],
        Fremmøde=[PERSON, (1, "Amina"), (1, "Amina")],
        Optælling=[COUNT, (1, 5), (1, 5)],
        Aktører=[("Navn",), ("Skolen",), ("skolen",)],
        Brobygning=[("Dato", "Fra", "Til"), ("04.03.2025", "Skolen", "Klubben"), ("4.3.2025", "Skolen", "Klubben")],
    )
    counts = [len(part) for part in (found.sessions, found.attendances, found.headcounts, found.actors, found.bridges)]
    assert counts == [1, 1, 1, 1, 1]
    assert not found.problems
    assert [warning.reason for warning in found.warnings] == ["Rækken gentager række 2 og tæller kun med én gang."] * 5


def test_rows_that_contradict_each_other_are_refused_and_the_first_kept(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        Møder=[SESSION, GOOD, (1, "05.03.2025", "Andet")],
        Fremmøde=[
            (*PERSON, "Køn", "Status"),
            (1, "Amina", "kvinde"),
            (1, "Amina", None, "afbud"),
            (1, "Amina", "mand"),
        ],
        Optælling=[COUNT, (1, 5), (1, 6)],
        Aktører=[("Navn", "Sektor"), ("Skolen", "skole"), ("Skolen", "daginstitution")],
        Brobygning=[
            ("Dato", "Fra", "Til", "Antal borgere"),
            ("04.03.2025", "Borgere", "Klubben", 1),
            ("04.03.2025", "borgere", "Klubben", 2),
        ],
    )
    assert [(problem.sheet, problem.row, problem.column) for problem in found.problems] == [
        ("Møder", 3, "Nr"),
        ("Fremmøde", 3, "Deltager"),
        ("Fremmøde", 4, "Køn"),
        ("Optælling", 3, "Møde"),
        ("Aktører", 3, "Navn"),
        ("Brobygning", 3, "Dato"),
    ]
    assert "»Amina« er mand her, men kvinde i række 2" in found.problems[2].reason
    assert (found.sessions[0].title, found.headcounts[0].low, found.bridges[0].citizens) == ("Kvindegruppen", 5, 1)


def test_rows_of_a_refused_session_are_refused_with_it(tmp_path: Path) -> None:
    found = read(tmp_path, Møder=[SESSION, (1, "31.02.2025", "A")], Fremmøde=[PERSON, (1, "Amina"), (1, "Bodil")])
    assert [(problem.sheet, problem.row, problem.column) for problem in found.problems] == [
        ("Møder", 2, "Dato"),
        ("Fremmøde", 2, "Møde"),
        ("Fremmøde", 3, "Møde"),
    ]
    assert "Møde 1 i arket Møder kan ikke indlæses" in found.problems[1].reason
    assert (found.sessions, found.attendances, found.people, found.bad_rows) == ((), (), (), 3)


def test_what_rows_say_of_one_alias_is_put_together(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        Møder=[SESSION, GOOD, (2, "11.03.2025", "Kvindegruppen")],
        Fremmøde=[(*PERSON, "Køn", "Målgruppe"), (1, "Amina", "Kvinde"), (2, " Amina ", None, "M2")],
    )
    assert found.people == (PersonLine(2, "Amina", gender="kvinde", target_group="M2"),)


def test_dates_outside_the_programme_are_taken_with_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, Møder=[SESSION, (1, "31.12.2023", "A"), (2, "01.01.2024", "B")])
    found = read_fill_in(path, today=TODAY)
    assert len(found.sessions) == 2
    warning = only(found.warnings)
    assert (warning.row, warning.column) == (2, "Dato")
    assert warning.reason == "31.12.2023 ligger uden for programmets år, 2024-2027."
    assert not read_fill_in(path, years=(2023, 2026), today=TODAY).warnings


def test_people_who_will_not_count_are_told(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        Møder=[
            (*SESSION, "Tilstand", "Registrering"),
            (1, "04.03.2025", "A", "aflyst"),
            (2, "04.03.2025", "B", None, "ikke optalt"),
            (3, "04.03.2026", "C"),
        ],
        Fremmøde=[PERSON, (1, "Amina"), (2, "Amina"), (2, "amina")],
    )
    assert not found.problems
    assert [warning.sentence() for warning in found.warnings] == [
        "Møder, række 2, Tilstand: Mødet er aflyst, så dets deltagere tæller ikke med.",
        "Møder, række 3, Registrering: Mødet er sat til ikke optalt, så dets deltagere tæller ikke med.",
        "Møder, række 4, Dato: Mødet er sat til afholdt, men 04.03.2026 er ikke kommet endnu.",
        "Fremmøde, række 4, Deltager: »amina« og »Amina« tæller som to personer. Skriv dem ens, hvis de er én.",
    ]


def test_another_age_group_later_in_the_year_is_no_contradiction(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        Møder=[SESSION, GOOD, (2, "11.11.2025", "B")],
        Fremmøde=[(*PERSON, "Aldersgruppe"), (1, "Amina", "13-17"), (2, "Amina", "18-29")],
    )
    assert (found.problems, len(found.attendances), found.people[0].age_band) == ((), 2, "13-17")
    assert only(found.warnings).reason == "»Amina« er 13-17 i række 2, og det bliver stående."
