"""`nsk cooperation`: from a filled-in workbook, from a central one, as words, JSON and CSV."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.services import actors, ratings
from tests.command import Answer, done, exported, merged, new_store, new_workbook, nsk, opened
from tests.filled import Rows, write

SHEETS: dict[str, Rows] = {
    "Aktører": [
        ("Navn", "Sektor", "Mobiliseret"),
        ("Skolen", "skole", "01.02.2025"),
        ("Klubben", "fritids-/ungdomsklub", "01.10.2024"),
        ("Biblioteket", "bibliotek/kultur", ""),
        ("Moskeen", "trossamfund", "01.08.2025"),
        ("Skole to", "skole", ""),
    ],
    "Møder": [
        ("Nr", "Dato", "Titel", "Medarrangører"),
        (1, "04.03.2025", "Åbent hus", "Skolen;Klubben"),
        (2, "11.03.2025", "Forældremøde", "Skolen;Skole to"),
        (3, "02.09.2025", "Senere", "Skolen;Moskeen"),
    ],
    "Brobygning": [
        ("Dato", "Fra", "Til", "Slags", "Status", "Første møde"),
        ("01.03.2025", "Medarbejder", "Biblioteket", "", "første møde holdt", "11.03.2025"),
        ("01.03.2025", "Klubben", "Biblioteket", "", "identificeret", ""),
        ("02.05.2025", "Borgere", "Klubben", "", "første møde holdt", "05.05.2025"),
    ],
    "Samarbejde": [
        ("Halvår", "Aktør A", "Aktør B", "Niveau", "Vurderet af", "Begrundelse"),
        ("2024H2", "Skolen", "Biblioteket", 4, "koordinator", ""),
        ("2025H1", "Skolen", "Klubben", 4, "A", ""),
        ("2025H1", "Skolen", "Klubben", 2, "B", ""),
        ("2025H1", "Skolen", "Skole to", 3, "koordinator", ""),
        ("2025H1", "Indsatsen", "Klubben", 5, "koordinator", ""),
        ("baseline", "Skolen", "Klubben", 0, "koordinator", ""),
    ],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cooperation")
    made = new_store(folder / "lager")
    done("import", write(folder, **SHEETS), "--store", made)
    return made


def asked(*where: object, period: str = "2025H1") -> Any:
    return done("cooperation", "--period", period, *where, "--json").json


def test_every_figure_of_a_half_year_as_json(store: Path) -> None:
    found = asked("--store", store)
    assert (found["format"], found["period"]) == (1, "2025H1")
    assert (found["actors"]["active"], found["actors"]["mobilised_in_period"]) == (4, 1)
    assert {name: number for name, number in found["actors"]["by_sector"].items() if number} == {
        "skole": 2,
        "fritids-/ungdomsklub": 1,
        "bibliotek/kultur": 1,
    }
    assert found["rated"] == {
        "pairs": 3,
        "ties": 3,
        "density": 0.3,
        "density_without_effort": 0.333,
        "mean_level": 3.667,
        "cross_sector_share": 0.5,
        "isolates": ["Biblioteket"],
        "agreement": 0.0,
    }
    assert found["enacted"] == {
        "ties": 3,
        "density": 0.3,
        "density_without_effort": 0.333,
        "sessions_cross_sector": 1,
    }
    assert found["bridges"]["by_status"]["første møde holdt"] == 2
    assert found["bridges"]["median_days_to_first_meeting"] == 6.5
    assert found["problems"] == []
    assert "rows" not in found


def test_the_central_workbook_gives_the_same_figures(store: Path, tmp_path: Path) -> None:
    workbook = new_workbook(tmp_path / "central.xlsx")
    merged(workbook, exported(store, tmp_path / "ud"))
    for period in ("2025H1", "2025H2", "baseline"):
        own, central = asked("--store", store, period=period), asked("--workbook", workbook, period=period)
        # The steering group never leaves the laptop: at the centre that is said.
        assert own["figures"].pop("steering") == {"value": None, "n": 0}
        seats = central["figures"].pop("steering")
        assert (seats.pop("value"), seats.pop("n")) == (None, None)
        assert "Styregruppens møder forlader aldrig" in seats.pop("reason")
        assert central == own


def test_a_central_workbook_says_in_words_and_as_csv_what_cannot_be_known_there(store: Path, tmp_path: Path) -> None:
    workbook = new_workbook(tmp_path / "central.xlsx")
    merged(workbook, exported(store, tmp_path / "ud"))
    where = ("cooperation", "--period", "2025H1", "--workbook", workbook)
    assert "Styregruppens møder forlader aldrig" in done(*where).out
    (row,) = (row for row in table(done(*where, "--csv")) if row["figure"] == "steering")
    assert row == {"figure": "steering", "value": "", "n": ""}


def test_the_rows_behind_the_figures(store: Path) -> None:
    rows = asked("--store", store, "--explain")["rows"]
    pairs = {frozenset((row["one"], row["other"])): row for row in rows["pairs"]}
    assert pairs[frozenset(("Skolen", "Klubben"))]["lowest"] == 2
    assert pairs[frozenset(("Indsatsen", "Biblioteket"))]["enacted_tie"]
    assert [sorted(pair) for pair in rows["waiting"]] == [["Biblioteket", "Skolen"]]
    assert [(row["date"], row["title"]) for row in rows["sessions_cross_sector"]] == [("2025-03-04", "Åbent hus")]
    assert rows["days_to_first_meeting"] == [3, 10]


def table(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.out)))


def test_the_same_as_csv(store: Path) -> None:
    figures = {
        row["figure"]: row for row in table(done("cooperation", "--period", "2025H1", "--store", store, "--csv"))
    }
    shown = asked("--store", store)
    assert (figures["rated_density"]["value"], figures["rated_density"]["n"]) == ("0.3", "10")
    assert figures.keys() == shown["figures"].keys()
    assert float(figures["mean_level"]["value"]) == shown["rated"]["mean_level"]
    pairs = table(done("cooperation", "--period", "2025H1", "--store", store, "--csv", "--explain"))
    assert len(pairs) == 4
    assert {row["rated_tie"] for row in pairs} == {"0", "1"}


def test_an_actor_with_the_name_of_a_formula_is_text_for_every_spreadsheet(tmp_path: Path) -> None:
    made = new_store(tmp_path / "lager")
    with opened(made) as desk:
        one, other = (actors.new_actor(desk, name) for name in ("=1+1", "Klubben"))
        ratings.rate(desk, "2025H1", one, other, "koordinator", level=4)
    (pair,) = table(done("cooperation", "--period", "2025H1", "--store", made, "--csv", "--explain"))
    assert {pair["one"], pair["other"]} == {"'=1+1", "Klubben"}


def test_the_same_in_danish_words(store: Path) -> None:
    text = done("cooperation", "--period", "2025h1", "--store", store, "--explain").out
    assert text.startswith("Samarbejde, 1. halvår 2025\n")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "Tæthed uden indsatsen, som vurderet 0,333 (2 af 6) 6" in lines
    assert "Aktører uden samarbejde 1: Biblioteket 4" in lines
    assert any(line.startswith("Klubben – Indsatsen 5,0") for line in lines)
    at = lines.index("Møder holdt af aktører fra flere sektorer:")
    assert lines[at : at + 4][1::2] == ["04.03.2025 Åbent hus", lines[at + 3]]
    assert sorted(lines[at + 3].split(" – ")) == ["Biblioteket", "Skolen"]
    (both,) = (line for line in lines if "Skolen" in line and "Klubben" in line)
    # What each side says stands in the order of their names.
    assert both.split()[3:6] == (["3,0", "4", "2"] if both.startswith("Skolen") else ["3,0", "2", "4"])


def test_how_it_was_before_the_effort(store: Path) -> None:
    found = asked("--store", store, period="Baseline")
    assert (found["rated"]["pairs"], found["rated"]["ties"], found["actors"]["active"]) == (1, 0, 2)
    assert found["enacted"]["ties"] is None


def test_a_half_year_that_does_not_exist_is_wrong_usage(store: Path) -> None:
    answer = nsk("cooperation", "--period", "2025H3", "--store", store)
    assert answer.code == 2
    assert "2025H3 er ikke et halvår" in answer.err


def test_what_is_odd_is_said_at_the_end(tmp_path: Path) -> None:
    made = new_store(tmp_path / "lager")
    done("import", write(tmp_path, **SHEETS), "--store", made)
    with opened(made) as desk:
        school = actors.list_actors(desk, "Skolen")[0]
        actors.save_actor(desk, school.id, ended_on=None, status="ophørt", sector=None)
    text = done("cooperation", "--period", "2025H1", "--store", made).out
    assert text.splitlines()[-3] == "Skal ses efter:"
    assert "  Skolen: har ingen sektor. Aktøren regnes aldrig for at være fra en anden sektor." in text.splitlines()
    assert {row["oddity"] for row in asked("--store", made)["problems"]} == {"no_sector", "ended_without_day"}
