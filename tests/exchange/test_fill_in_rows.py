"""Bad cells of a filled-in workbook: each is named with sheet, row, column and reason, and the rest is read."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from nsk_desktop.exchange.fill_in import read_fill_in
from tests.filled import GOOD, SESSION, TODAY, only, read

BAD_SESSIONS = [
    ("Nr", None, "Cellen er tom og skal udfyldes."),
    ("Nr", True, "sand eller falsk"),
    ("Nr", "x" * 101, "Teksten har 101 tegn, og der er plads til 100"),
    ("Dato", None, "Cellen er tom"),
    ("Dato", "31.02.2025", "Datoen 31.02.2025 findes ikke. Skriv f.eks. 28.02.2025"),
    ("Dato", "4/13-25", "»4/13-25« er ikke en dato"),
    ("Dato", "4/3", "»4/3« siger ikke, hvilket år det er"),
    ("Dato", "i går", "siger ikke, hvilket år"),
    ("Dato", 45720, "»45720« er ikke en dato, men et tal"),
    ("Dato", 40325, "ikke en dato, men et tal"),
    ("Dato", True, "ikke en dato"),
    ("Fra", "18.5", "»18.5« kan være både 18.05 og 18.50"),
    ("Fra", 18.5, "kan være både 18.05 og 18.50"),
    ("Fra", "aften", "er ikke et klokkeslæt"),
    ("Fra", datetime(2025, 5, 18), "»18.05.2025« er ikke et klokkeslæt"),
    ("Til", "17.00", "Sluttiden 17.00 ligger ikke efter starten 18.00"),
    ("Titel", "  ", "Cellen er tom"),
    ("Titel", "x" * 501, "plads til 500"),
    ("Type", "picnic", "»picnic« er ikke et af valgene: dialogmøde, "),
    ("Tema", "T1;T9", "»T9« er ikke et af valgene: T1, T2, T3, T4"),
    ("Tilstand", "måske", "ikke et af valgene: planlagt, afholdt, aflyst"),
    ("Registrering", 5, "»5« er ikke et af valgene"),
    ("Resumé", "x" * 10_001, "Teksten har 10001 tegn, og der er plads til 10000"),
]


@pytest.mark.parametrize(("column", "value", "reason"), BAD_SESSIONS)
def test_a_bad_cell_of_a_session_is_named_and_the_rest_is_read(
    tmp_path: Path, column: str, value: object, reason: str
) -> None:
    good = {"Nr": 1, "Dato": "04.03.2025", "Fra": "18.00", "Til": "20.00", "Titel": "A", "Type": None, "Tema": None}
    good |= {"Tilstand": None, "Registrering": None, "Resumé": None}
    found = read(
        tmp_path, Møder=[tuple(good), tuple({**good, "Nr": 2}.values()), tuple((good | {column: value}).values())]
    )
    problem = only(found.problems)
    assert (problem.sheet, problem.row, problem.column) == ("Møder", 3, column)
    assert reason in problem.reason
    assert problem.sentence().startswith(f"Møder, række 3, {column}: ")
    assert [line.nr for line in found.sessions] == ["2"]
    assert (found.rows, found.bad_rows) == (2, 1)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"Møde": 9}, "Møde", "Der er ikke noget møde med Nr 9 i arket Møder."),
        ({"Deltager": None}, "Deltager", "Cellen er tom"),
        ({"Fødselsår": 87}, "Fødselsår", "87 kan ikke være et fødselsår. Skriv fire cifre"),
        ({"Fødselsår": 2026}, "Fødselsår", "2026 kan ikke være et fødselsår"),
        ({"Fødselsår": 1987.5}, "Fødselsår", "»1987,5« er ikke et helt tal"),
        ({"Fødselsår": "ukendt"}, "Fødselsår", "er ikke et helt tal"),
        ({"Aldersgruppe": 25}, "Aldersgruppe", "»25« er ikke et af valgene: 0-12, 13-17, 18-29, 30-59, 60+, ukendt."),
        ({"Køn": "k"}, "Køn", "»k« er ikke et af valgene"),
        ({"Status": "x"}, "Status", "ikke et af valgene: til stede"),
    ],
)
def test_a_bad_attendance_is_named(tmp_path: Path, row: dict[str, object], column: str, reason: str) -> None:
    good: dict[str, object] = {"Møde": 1, "Deltager": "Amina", "Fødselsår": None, "Aldersgruppe": None, "Køn": None}
    good["Status"] = None
    found = read(tmp_path, Møder=[SESSION, GOOD], Fremmøde=[tuple(good), tuple((good | row).values())])
    problem = only(found.problems)
    assert (problem.sheet, problem.row, problem.column) == ("Fremmøde", 2, column)
    assert reason in problem.reason
    assert (found.attendances, found.people) == ((), ())


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"Antal": -1}, "Antal", "-1 kan ikke passe. Skriv et helt tal fra 0"),
        ({"Antal": 2.5}, "Antal", "»2,5« er ikke et helt tal"),
        ({"Antal": "mange"}, "Antal", "»mange« er ikke et helt tal"),
        ({"Antal": 10**9}, "Antal", "kan ikke passe"),
        ({"Antal": None}, "Antal", "Skriv hvor mange i Antal"),
        ({"Antal min": 3}, "Antal", "enten Antal eller Antal min"),
        ({"Antal": None, "Antal min": 3}, "Antal", "i både Antal min og Antal maks"),
        ({"Antal": None, "Antal min": 6, "Antal maks": 5}, "Antal min", "Antal min er 6, og det er mere end"),
        ({"Heraf første gang": 6}, "Heraf første gang", "6 for første gang er flere end de 5"),
        ({"Møde": "x"}, "Møde", "Der er ikke noget møde med Nr x"),
    ],
)
def test_a_bad_headcount_is_named(tmp_path: Path, row: dict[str, object], column: str, reason: str) -> None:
    good: dict[str, object] = {"Møde": 1, "Antal": 5, "Antal min": None, "Antal maks": None, "Heraf første gang": None}
    found = read(tmp_path, Møder=[SESSION, GOOD], Optælling=[tuple(good), tuple((good | row).values())])
    problem = only(found.problems)
    assert (problem.sheet, problem.row, problem.column) == ("Optælling", 2, column)
    assert reason in problem.reason
    assert found.headcounts == ()
    assert found.sessions[0].mode == "ikke optalt"


def test_an_error_value_and_a_formula_without_result_are_never_taken_for_empty(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Møder"
    page.append([*SESSION, "Sted"])
    page.append([*GOOD, "#REF!"])
    page["D2"].data_type = "e"
    page.append([2, "04.03.2025", "B", "=Z1"])
    book.save(tmp_path / "fejl.xlsx")
    found = read_fill_in(tmp_path / "fejl.xlsx", today=TODAY)
    assert [problem.sentence() for problem in found.problems] == [
        "Møder, række 2, Sted: Cellen viser fejlen #REF!. Skriv selve værdien.",
        "Møder, række 3, Sted: Cellen har en formel uden resultat. Åbn filen i Excel, gem den, og prøv igen.",
    ]
    assert found.sessions == ()
