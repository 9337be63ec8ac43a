"""The sheet Samarbejde: half-years, sides and levels as people write them, and what cannot be a rating."""

from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.exchange.fill_in_lines import RatingLine
from tests.filled import only, read

HEADINGS = (
    "Halvår",
    "Aktør A",
    "Aktør B",
    "Niveau",
    "Ønsket niveau",
    "Vurderet af",
    "Grundlag",
    "Begrundelse",
)
GOOD = ("2025H1", "Skolen", "Klubben", 2)


def row(**cells: Any) -> tuple[Any, ...]:
    known: dict[str, Any] = dict(zip(HEADINGS, GOOD, strict=False))
    return tuple(
        (known | {key.replace("_", " "): value for key, value in cells.items()}).get(name) for name in HEADINGS
    )


def test_every_column_is_read_as_what_it_holds(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        Samarbejde=[
            HEADINGS,
            ("2025H2", "Skolen", "Indsatsen", "3", 4.0, "Koordinator", "Interview", "Fast mødedag\nhver uge"),
        ],
    )
    assert (found.problems, found.refused_sheets) == ((), ())
    assert found.ratings == (
        RatingLine(2, "2025H2", "Skolen", "", 3, 4, "koordinator", "interview", "Fast mødedag\nhver uge"),
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2025H1", "2025H1"),
        ("2025 h2", "2025H2"),
        ("2025-H2", "2025H2"),
        ("1. halvår 2025", "2025H1"),
        ("2 halvår, 2026", "2026H2"),
        ("Baseline", "baseline"),
        ("Før indsatsen", "baseline"),
    ],
)
def test_a_half_year_is_read_as_people_write_it(tmp_path: Path, typed: str, meant: str) -> None:
    found = read(tmp_path, Samarbejde=[HEADINGS, row(Halvår=typed)])
    assert [line.period for line in found.ratings] == [meant]


@pytest.mark.parametrize("typed", ["2025", 2025, "2025H3", "1825H1", "H1 2025", "forår 2025", "45000"])
def test_what_is_no_half_year_is_refused_in_its_cell(tmp_path: Path, typed: Any) -> None:
    found = read(tmp_path, Samarbejde=[HEADINGS, row(Halvår=typed)])
    problem = only(found.problems)
    assert (problem.row, problem.column, found.ratings) == (2, "Halvår", ())
    assert f"»{typed}« er ikke et halvår" in problem.reason


@pytest.mark.parametrize(("typed", "level"), [(0, 0), ("5", 5), (3.0, 3), ("koordination", 3), ("Ingen kontakt", 0)])
def test_a_level_is_its_number_or_its_word(tmp_path: Path, typed: Any, level: int) -> None:
    found = read(tmp_path, Samarbejde=[HEADINGS, row(Niveau=typed)])
    assert [line.level for line in found.ratings] == [level]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"Niveau": 6}, "Niveau"),
        ({"Niveau": "-1"}, "Niveau"),
        ({"Niveau": 2.5}, "Niveau"),
        ({"Niveau": None}, "Niveau"),
        ({"Ønsket_niveau": "høj"}, "Ønsket niveau"),
        ({"Vurderet_af": "C"}, "Vurderet af"),
        ({"Grundlag": "rygte"}, "Grundlag"),
        ({"Aktør_B": "skolen "}, "Aktør B"),
        ({"Aktør_A": "Indsatsen", "Aktør_B": "INDSATSEN"}, "Aktør B"),
    ],
)
def test_what_cannot_be_a_rating_is_refused_in_its_cell(tmp_path: Path, cells: dict[str, Any], column: str) -> None:
    found = read(tmp_path, Samarbejde=[HEADINGS, row(**cells), row(Halvår="2024H2")])
    assert (only(found.problems).row, only(found.problems).column) == (2, column)
    assert len(found.ratings) == 1


def test_a_pair_is_said_once_whichever_stands_first(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        Samarbejde=[
            HEADINGS,
            row(),
            row(),
            row(Aktør_A="Klubben", Aktør_B="Skolen", Niveau=4),
            row(Vurderet_af="A", Niveau=4),
            row(Aktør_A="Klubben", Aktør_B="Skolen", Vurderet_af="B", Niveau=1),
        ],
    )
    assert [line.row for line in found.ratings] == [2, 5]
    assert [problem.row for problem in found.problems] == [4, 6]
    assert [warning.row for warning in found.warnings] == [3]
