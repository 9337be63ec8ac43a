"""Residents from a file: seen before it is written, one step to take back, and nobody counted twice."""

from pathlib import Path

import pytest

from nsk_desktop.errors.fill_in import ImportRefused
from nsk_desktop.services import effort, resident_import
from nsk_desktop.services.desk import Desk
from nsk_desktop.services.effort import Residents
from nsk_desktop.services.resident_import import ResidentPlan
from tests.exchange.lists import Rows, text, workbook

HEAD = ("År", "Alder", "Køn", "Antal")


def planned(desk: Desk, path: Path, year: int | None = None) -> ResidentPlan:
    (table,) = resident_import.read(path).tables
    header, columns = resident_import.guess(table)
    assert resident_import.lacks(columns, year) == ""
    return resident_import.plan(desk, table, header, columns, year, "Danmarks Statistik")


def sheet(folder: Path, *rows: tuple[object, ...]) -> Path:
    listed: Rows = [HEAD, *rows]
    return workbook(folder / "tal.xlsx", Ark=listed)


def kept(desk: Desk) -> list[tuple[int, str, str, int]]:
    rows = effort.residents(effort.get_area(desk))
    return [(row.year, row.age_band, row.gender, row.count) for row in rows]


def test_a_file_is_seen_then_written_then_taken_back_in_one_step(desk: Desk, tmp_path: Path) -> None:
    effort.name_area(desk, "Tingbjerg")
    made = planned(desk, sheet(tmp_path, (2025, "0-12", "Kvinder", 402), (2025, "0-12", "Mænd", 425)))
    assert kept(desk) == []
    assert [(line.before, line.after) for line in made.lines] == [(None, 402), (None, 425)]
    resident_import.apply(desk, "tal.xlsx", made)
    assert kept(desk) == [(2025, "0-12", "kvinde", 402), (2025, "0-12", "mand", 425)]
    area = effort.get_area(desk)
    assert area is not None
    assert {row["source"] for row in area.residents} == {"Danmarks Statistik"}
    done = desk.undo()
    assert done is not None
    assert done.label == "Indlæs beboere fra tal.xlsx"
    assert kept(desk) == []


def test_the_same_file_again_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    path = sheet(tmp_path, (2025, "60+", "Mænd", 281))
    resident_import.apply(desk, path.name, planned(desk, path))
    again = planned(desk, path)
    assert again.changed == 0
    resident_import.apply(desk, path.name, again)
    assert kept(desk) == [(2025, "60+", "mand", 281)]


def test_a_year_is_taken_over_whole_and_other_years_stay(desk: Desk, tmp_path: Path) -> None:
    effort.put_residents(desk, Residents(2025, "0-12", "ikke oplyst", 900, "Skøn"))
    effort.put_residents(desk, Residents(2024, "0-12", "kvinde", 410, "Skøn"))
    made = planned(desk, sheet(tmp_path, (2025, "0-12", "Kvinder", 402), (2025, "0-12", "Mænd", 425)))
    assert [(line.row.gender, line.before, line.after) for line in made.lines] == [
        ("ikke oplyst", 900, None),
        ("kvinde", None, 402),
        ("mand", None, 425),
    ]
    resident_import.apply(desk, "tal.xlsx", made)
    assert kept(desk) == [(2025, "0-12", "kvinde", 402), (2025, "0-12", "mand", 425), (2024, "0-12", "kvinde", 410)]


def test_with_a_cell_that_cannot_be_read_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    made = planned(desk, sheet(tmp_path, (2025, "0-12", "Kvinder", 402), (2025, "10-14", "Kvinder", 60)))
    with pytest.raises(ImportRefused, match="B3"):
        resident_import.apply(desk, "tal.xlsx", made)
    assert kept(desk) == []


def test_control_without_the_bad_cell_the_same_file_is_written(desk: Desk, tmp_path: Path) -> None:
    made = planned(desk, sheet(tmp_path, (2025, "0-12", "Kvinder", 402)))
    resident_import.apply(desk, "tal.xlsx", made)
    assert len(kept(desk)) == 1


def test_a_text_file_without_a_year_takes_the_one_that_is_said(desk: Desk, tmp_path: Path) -> None:
    path = text(tmp_path / "tal.csv", "Alder;Mænd;Kvinder\n0 år;5;6\n1 år;7;8\n60 år og derover;1;2\n")
    resident_import.apply(desk, path.name, planned(desk, path, 2025))
    assert kept(desk) == [
        (2025, "0-12", "kvinde", 14),
        (2025, "0-12", "mand", 12),
        (2025, "60+", "kvinde", 2),
        (2025, "60+", "mand", 1),
    ]
