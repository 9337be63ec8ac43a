"""Workbooks written from the database: all of it is what a merge would have made, a part says what the whole says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.domain.dates import half_year_bounds
from nsk_desktop.errors.central_database import DatabaseAreaUnknown, DatabaseForeign, DatabasePartTooLarge
from nsk_desktop.errors.files import FileExists, NotWritten
from nsk_desktop.exchange.overview import KEY, LOWER, STAMP, TABLE, UPPER
from nsk_desktop.exchange.patch import read_tables
from nsk_desktop.exchange.standing import Row
from nsk_desktop.measures.statement import as_json
from nsk_desktop.services import central, central_parts
from nsk_desktop.services.central_database import merge_into_database, reach_of_database
from nsk_desktop.services.central_parts import Part, write_workbook
from tests.exchange.laptops import NOW, file_of, row, write_file
from tests.postgres import Server, stands, without_places

pytestmark = pytest.mark.postgres

A, B = "a" * 32, "b" * 32
HALVES = ("2024H2", "2025H1", "2025H2")


@pytest.fixture
def address(server: Server) -> str:
    return server.address(server.new_database())


def year_of(device: str, area: str, mark: str, **facts: Any) -> dict[str, list[Row]]:
    """Meetings in three half-years, people who come to some of them, some of whom are joined with one who does not."""
    days = (date(2024, 10, 1), date(2025, 2, 3), date(2025, 9, 5), date(2025, 4, 1))

    def one(sheet: str, id: str, **cells: Any) -> Row:
        return row(sheet, f"{mark}{id}", "1-1", device, **cells)

    meeting = {"fra": "10:00", "til": "12:00", "type": "dialogmøde", "tilstand": "afholdt", "registrering": "blandet"}
    meetings = [one("Aktiviteter", f"m{n}", dato=day, titel=f"Møde {n}", **meeting) for n, day in enumerate(days)]
    people = [
        one("Deltagere", f"p{n}", målgruppe="M1", samme_som=f"{mark}p9" if n in (1, 2) else None)
        for n in (*range(6), 9)
    ]
    comes = [(0, 0), (0, 5), (1, 1), (3, 2), (1, 3), (2, 0), (2, 3), (2, 4)]
    attendances = [
        one("Deltagelser", f"d{m}{p}", aktivitet=f"{mark}m{m}", deltager=f"{mark}p{p}", status="til stede")
        for m, p in comes
    ]
    counts = [
        one("Optællinger", f"o{m}", aktivitet=f"{mark}m{m}", målgruppe="M1", antal_min=m + 1, antal_maks=m + 3)
        for m in range(3)
    ]
    pairs = [one("Muligt samme", "s1", deltager_a=f"{mark}p3", deltager_b=f"{mark}p9")]
    bridge = one("Brobygning", "b1", dato=date(2024, 12, 1), første_møde=date(2025, 1, 9), slags="kontakt")
    rating = one("Samarbejde", "r1", halvår="2025H1", aktør_a=f"{mark}x", aktør_b="Indsatsen", niveau=3)
    figures = [one("Rækkevidde", f"h{half}", halvår=half, registreret=99, nedre=4, afholdte=1) for half in HALVES]
    return {
        "Aktiviteter": meetings,
        "Deltagere": people,
        "Deltagelser": attendances,
        "Optællinger": counts,
        "Muligt samme": pairs,
        "Brobygning": [bridge],
        "Samarbejde": [rating],
        "Rækkevidde": figures,
        "Aktører": [one("Aktører", "x", navn=f"Klub {area}")],
    }


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """The files of two areas; of the first a later one too, so that there is something in every sheet of the books."""
    one, two = year_of(A, "Tingbjerg", "a"), year_of(B, "Gellerup", "b")
    other = {**two, "Aktører": [row("Aktører", "ax", "05-1", B, navn="Anden")]}
    return [
        write_file(tmp_path / "filer", data)
        for data in (
            file_of(one, device=A),
            file_of(two, device=B, area="Gellerup"),
            file_of(other, device=B, area="Gellerup", number=3),
        )
    ]


@pytest.fixture
def filled(address: str, files: list[Path]) -> str:
    assert len(merge_into_database(address, files, NOW).report.plan.unresolved) == 1
    return address


def ids(path: Path, sheet: str) -> set[object]:
    return {line["id"] for line in read_tables(path)[f"nsk_{sheet.replace(' ', '_')}"].rows}


def test_the_whole_is_what_a_merge_of_the_files_makes(filled: str, files: list[Path], tmp_path: Path) -> None:
    merged, written = tmp_path / "flettet.xlsx", tmp_path / "skrevet.xlsx"
    central.new_workbook(merged)
    told = central.merge_files(merged, files, NOW).differences
    assert len({(one.device, one.half_year) for one in told}) == 6
    assert merge_into_database(filled, files, NOW).differences == told
    rows = write_workbook(filled, written, Part(), NOW)
    assert (rows["Aktiviteter"], rows["Samarbejde"], rows["Økonomi"]) == (8, 2, 0)
    assert without_places(read_tables(written)) == without_places(read_tables(merged)) == stands(filled)
    assert read_tables(written, {TABLE})[TABLE].rows == read_tables(merged, {TABLE})[TABLE].rows
    (total,) = [line for line in read_tables(written, {TABLE})[TABLE].rows if line[KEY] == "i alt"]
    assert None is not total[LOWER] != total[UPPER]
    assert "aaaaaaaa nr. 1, bbbbbbbb nr. 3" in str(total[STAMP])
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_files_merged_into_what_was_written_change_nothing(filled: str, files: list[Path], tmp_path: Path) -> None:
    written = tmp_path / "skrevet.xlsx"
    write_workbook(filled, written, Part(), NOW)
    before = written.read_bytes()
    assert not central.merge_files(written, files, NOW).report.changed
    assert written.read_bytes() == before


def test_an_area_is_what_its_laptops_say(filled: str, tmp_path: Path) -> None:
    whole, one, two = (tmp_path / f"{name}.xlsx" for name in "abc")
    write_workbook(filled, whole, Part(), NOW)
    write_workbook(filled, one, Part("tingbjerg"), NOW)
    write_workbook(filled, two, Part("Gellerup"), NOW)
    assert ids(one, "Aktiviteter") == {"am0", "am1", "am2", "am3"}
    assert ids(one, "Aktører") == {"ax"}
    assert ids(two, "Aktører") == {"bx"}, "the wording that lost is not what stands"
    for sheet in ("Aktiviteter", "Deltagere", "Muligt samme", "Modtagelser"):
        assert ids(one, sheet) | ids(two, sheet) == ids(whole, sheet)
        assert not ids(one, sheet) & ids(two, sheet)
    assert [line["ark"] for line in read_tables(one)["nsk_Uafklaret"].rows] == ["Aktører"]
    assert not any(line["ark"] for line in read_tables(two)["nsk_Uafklaret"].rows)


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("area", ["", "Gellerup"])
def test_a_half_year_says_of_itself_what_the_whole_says(filled: str, tmp_path: Path, half: str, area: str) -> None:
    part, whole = tmp_path / "del.xlsx", tmp_path / "alt.xlsx"
    write_workbook(filled, part, Part(area, half), NOW)
    days = half_year_bounds(half)
    if area:
        write_workbook(filled, whole, Part(area), NOW)
        expected = central.reach_of_workbook(whole, *days)
    else:
        expected = reach_of_database(filled, *days)
    assert as_json(central.reach_of_workbook(part, *days)) == as_json(expected)
    assert expected.figures.persons.registered
    everything = central.reach_of_workbook(part, date.min, date.max)
    assert everything.figures.sessions.held == expected.figures.sessions.held


def test_who_is_the_same_comes_along_and_strangers_do_not(filled: str, tmp_path: Path) -> None:
    part = tmp_path / "del.xlsx"
    write_workbook(filled, part, Part("Tingbjerg", "2025H1"), NOW)
    assert ids(part, "Deltagere") == {"ap1", "ap2", "ap3", "ap9"}
    assert ids(part, "Muligt samme") == {"as1"}
    assert ids(part, "Brobygning") == {"ab1"}, "its first meeting is in the half-year"
    write_workbook(filled, tmp_path / "anden.xlsx", Part("Tingbjerg", "2025H2"), NOW)
    assert ids(tmp_path / "anden.xlsx", "Brobygning") | ids(tmp_path / "anden.xlsx", "Samarbejde") <= {None}


def test_control_without_those_who_are_the_same_one_would_count_as_two(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(central_parts, "_with_same", lambda seen, _pairs: set(seen))
    write_workbook(filled, tmp_path / "del.xlsx", Part("", "2025H1"), NOW)
    days = half_year_bounds("2025H1")
    counted = central.reach_of_workbook(tmp_path / "del.xlsx", *days).figures.persons.registered
    assert counted > reach_of_database(filled, *days).figures.persons.registered


def test_a_part_that_is_too_large_says_which_to_take(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(central_parts, "MOST_ROWS", 4)
    path = tmp_path / "ud.xlsx"
    with pytest.raises(DatabasePartTooLarge, match="--area med et af Gellerup, Tingbjerg"):
        write_workbook(filled, path, Part(), NOW)
    with pytest.raises(DatabasePartTooLarge, match="--period, for eksempel 2025H1"):
        write_workbook(filled, path, Part("Gellerup"), NOW)
    monkeypatch.setattr(central_parts, "MOST_ROWS", 2)
    with pytest.raises(DatabasePartTooLarge, match="Spørg databasen"):
        write_workbook(filled, path, Part("Gellerup", "2025H1"), NOW)
    assert not path.exists()


def test_what_cannot_be_written_leaves_nothing(filled: str, address: str, server: Server, tmp_path: Path) -> None:
    path = tmp_path / "findes.xlsx"
    path.write_bytes(b"min")
    with pytest.raises(FileExists):
        write_workbook(filled, path, Part(), NOW)
    assert path.read_bytes() == b"min"
    with pytest.raises(NotWritten):
        write_workbook(filled, tmp_path / "mangler" / "ud.xlsx", Part(), NOW)
    with pytest.raises(DatabaseAreaUnknown, match="Den har: Gellerup, Tingbjerg"):
        write_workbook(filled, tmp_path / "ud.xlsx", Part("Vollsmose"), NOW)
    with pytest.raises(DatabaseForeign):
        write_workbook(server.address(server.new_database()), tmp_path / "ud.xlsx", Part(), NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["filer", "findes.xlsx"]
