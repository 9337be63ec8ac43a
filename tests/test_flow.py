"""The whole road without a window: from an empty store to the centre's figures and the printed page."""

import os
import subprocess
import sys
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from nsk_desktop.domain.mapping import STAMPS
from nsk_desktop.services import demo
from nsk_desktop.services.listing import LISTS, list_records
from tests import make
from tests.command import (
    YEAR,
    cells,
    done,
    exported,
    merged,
    new_store,
    new_workbook,
    reach_of,
    records,
)
from tests.davis import ATTENDANCES, EVENTS, WOMEN, write_davis
from tests.exchange.evaluator_book import convert
from tests.filled import write

GROUPINGS = ("theme", "half-year", "age", "gender", "type")
HALF_YEARS = (("--from", "2025-01-01", "--to", "2025-06-30"), ("--from", "2025-07-01", "--to", "2025-12-31"))
COUNTED = ("afholdte", "ikke optalte", "fremmøder registreret", "anonyme mindst", "anonyme højst")
STAMPED = ("borgere registreret", "borgere mindst", "borgere højst")


def davis_store(folder: Path) -> Path:
    """A store that has taken in the Davis record."""
    folder.mkdir(exist_ok=True)
    store = new_store(folder / "lager")
    done("import", write_davis(folder / "davis.xlsx"), "--store", store)
    return store


def demo_store(folder: Path, seed: int = 1) -> Path:
    """A store with the example year."""
    done("demo", "--store", folder, "--seed", seed)
    return folder


def half_years(workbook: Path) -> dict[str, dict[str, object]]:
    """The lines of the half-years in `Overblik`."""
    rows = cells(workbook)["Overblik"]
    head = next(place for place, row in enumerate(rows) if row[0] == "halvår")
    names = [str(name) for name in rows[head]]
    found = {}
    for row in rows[head + 1 :]:
        if row[0] is None:
            break
        found[str(row[0])] = dict(zip(names, row, strict=True))
    return found


def as_overview(figures: Mapping[str, Any]) -> dict[str, int]:
    """The figures of `nsk reach --json` under the names of `Overblik`."""
    attendances, persons, sessions = figures["attendances"], figures["persons"], figures["sessions"]
    anonymous = attendances["anonymous"]
    low, high = (anonymous["min"], anonymous["max"]) if isinstance(anonymous, dict) else (anonymous, anonymous)
    counted = (sessions["held"], sessions["not_counted"], attendances["registered"], low, high)
    stamped = (persons["registered"], persons["lower"], persons["upper"])
    return dict(zip((*COUNTED, *STAMPED), (*counted, *stamped), strict=True))


def text_of(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_the_davis_record_comes_through_the_whole_road(tmp_path: Path) -> None:
    store = new_store(tmp_path / "lager")
    done("template", tmp_path / "tom.xlsx")
    assert openpyxl.load_workbook(tmp_path / "tom.xlsx").sheetnames[:1] != []
    file = write_davis(tmp_path / "davis.xlsx")

    first = done("import", file, "--store", store, "--json").json
    assert first["new"] == {"series": 1, "session": EVENTS, "participant": WOMEN, "attendance": ATTENDANCES}
    assert (first["refused"], first["warnings"], first["made"]) == ([], [], ["Kvindegruppen"])
    again = done("import", file, "--store", store, "--json").json
    assert (again["new"], again["updated"]) == ({}, 0)
    assert len(again["recognised"]) == WOMEN

    laptop = reach_of("--store", store)
    assert laptop["persons"] == {"registered": WOMEN, "lower": WOMEN, "upper": WOMEN}
    assert laptop["attendances"] == {"registered": ATTENDANCES, "anonymous": 0, "total": ATTENDANCES}
    assert laptop["sessions"] == {"held": EVENTS, "not_counted": 0}

    evaluation = exported(store, tmp_path / "ud")
    assert evaluation.name.startswith("nsk-evaluering_Tingbjerg_")
    workbook = new_workbook(tmp_path / "central.xlsx")
    report = merged(workbook, evaluation)
    assert report["differences"] == []
    assert reach_of("--workbook", workbook) == laptop

    done("report", "activity", *YEAR, "--to", tmp_path / "oversigt.pdf", "--store", store)
    page = text_of(tmp_path / "oversigt.pdf")
    assert f"{WOMEN} registreret enkeltvis" in page
    assert str(ATTENDANCES) in page.split()
    assert "Evelyn" not in page
    assert done("check", "--store", store, "--json").json["problems"] == []


def test_control_a_changed_attendance_gives_another_figure(tmp_path: Path) -> None:
    store = davis_store(tmp_path)
    before = reach_of("--store", store)
    rows = [("Nr", "Dato", "Titel", "Tema", "Type"), (1, "04.03.2025", "Ekstra", "T2", "dialogmøde")]
    file = write(tmp_path, Møder=rows, Fremmøde=[("Møde", "Deltager"), (1, "En ny")])
    done("import", file, "--store", store)
    after = reach_of("--store", store)
    assert after["persons"]["registered"] == before["persons"]["registered"] + 1
    workbook = new_workbook(tmp_path / "central.xlsx")
    merged(workbook, exported(store, tmp_path / "ud"))
    assert reach_of("--workbook", workbook) == after != before


@pytest.mark.soffice
@pytest.mark.parametrize("source", [davis_store, demo_store])
def test_libreoffice_computes_what_the_laptop_says(tmp_path: Path, source: Any) -> None:
    store = source(tmp_path / "bærbar")
    workbook = new_workbook(tmp_path / "central.xlsx")
    merged(workbook, exported(store, tmp_path / "ud"))
    assert half_years(workbook)["2025H1"]["afholdte"] is None, "nothing is remembered: it is LibreOffice that counts"
    seen = half_years(convert(workbook, tmp_path / "soffice"))
    for name, days in zip(("2025H1", "2025H2"), HALF_YEARS, strict=True):
        expected = as_overview(reach_of("--store", store, days=days))
        assert {key: seen[name][key] for key in expected} == expected
    whole = as_overview(reach_of("--store", store))
    assert {key: seen["i alt"][key] for key in whole} == whole
    assert all(not seen[half]["afholdte"] for half in seen if half not in ("2025H1", "2025H2", "i alt"))


def test_the_demo_year_agrees_on_both_sides_in_every_grouping(tmp_path: Path) -> None:
    store = demo_store(tmp_path / "lager")
    workbook = new_workbook(tmp_path / "central.xlsx")
    report = merged(workbook, exported(store, tmp_path / "ud"))
    assert (report["differences"], report["unresolved"], report["missing_numbers"]) == ([], [], {})
    whole = reach_of("--store", store)
    persons = whole["persons"]
    assert persons["lower"] < persons["registered"] < persons["upper"], "the year has open pairs and anonymous people"
    assert whole["sessions"]["not_counted"] > 0
    for days in (YEAR, *HALF_YEARS):
        for grouping in GROUPINGS:
            laptop = reach_of("--store", store, "--by", grouping, days=days)
            assert laptop["groups"], grouping
            assert reach_of("--workbook", workbook, "--by", grouping, days=days) == laptop


def test_the_laptops_own_half_years_travel_with_the_file(tmp_path: Path) -> None:
    store = demo_store(tmp_path / "lager")
    rows = {str(row["halvår"]): row for row in records(exported(store, tmp_path / "ud"), "Rækkevidde")}
    assert sorted(rows) == ["2025H1", "2025H2"]
    for name, days in zip(("2025H1", "2025H2"), HALF_YEARS, strict=True):
        persons = reach_of("--store", store, days=days)["persons"]
        assert [rows[name][key] for key in ("registreret", "nedre", "øvre")] == list(persons.values())


def two_laptops(folder: Path) -> tuple[Path, Path]:
    """One laptop with the Davis record, another with two of its own meetings, one of them without names."""
    one, other = davis_store(folder / "en"), new_store(folder / "to" / "lager")
    meetings = [
        ("Nr", "Dato", "Titel", "Fra", "Til", "Type", "Tema"),
        ("a", "04.03.2025", "Fædregruppen", "17.00", "19.00", "fædregruppe", "T3"),
        ("b", "11.03.2025", "Åbent hus", "", "", "åbent arrangement", "T1"),
    ]
    people = [("Møde", "Deltager", "Køn"), *(("a", alias, "mand") for alias in ("Ask", "Birk", "El", "Gran"))]
    counts = [("Møde", "Antal min", "Antal maks"), ("b", 20, 30)]
    file = write(folder / "to", Møder=meetings, Fremmøde=people, Optælling=counts)
    done("import", file, "--store", other)
    return one, other


def contents(workbook: Path) -> dict[str, list[tuple[str, ...]]]:
    """What stands in a central workbook, whatever the order of its rows and the time of the merge."""
    found = {}
    for name, rows in cells(workbook).items():
        times = {place for place, header in enumerate(rows[0]) if header == "modtaget"} if rows else set()
        shown = [tuple(str(cell) for place, cell in enumerate(row) if place not in times) for row in rows]
        found[name] = shown if name == "Overblik" else sorted(shown)
    return found


def test_two_laptops_merge_to_the_same_in_either_order(tmp_path: Path) -> None:
    stores = two_laptops(tmp_path)
    files = [exported(store, tmp_path / "ud") for store in stores]
    books = []
    for number, order in enumerate(permutations(files)):
        workbook = new_workbook(tmp_path / f"central {number}.xlsx")
        for file in order:
            report = merged(workbook, file)
            assert (report["differences"], report["unresolved"]) == ([], [])
        books.append(workbook)
    together = new_workbook(tmp_path / "på én gang.xlsx")
    assert merged(together, *files)["differences"] == []
    assert contents(books[0]) == contents(books[1]) == contents(together)

    one, other = (reach_of("--store", store) for store in stores)
    both = reach_of("--workbook", books[0])
    assert both == reach_of("--workbook", books[1])
    assert both["attendances"]["registered"] == sum(half["attendances"]["registered"] for half in (one, other))
    assert both["sessions"]["held"] == one["sessions"]["held"] + other["sessions"]["held"]
    assert both["attendances"]["anonymous"] == {"min": 20, "max": 30}
    # Nobody has compared the two laptops' people: any two may be the same person.
    assert both["persons"]["lower"] == max(WOMEN, 20)
    assert both["persons"]["upper"] == WOMEN + 4 + 30


def test_merging_a_file_again_changes_no_byte(tmp_path: Path) -> None:
    evaluation = exported(davis_store(tmp_path / "en"), tmp_path / "ud")
    workbook = new_workbook(tmp_path / "central.xlsx")
    merged(workbook, evaluation)
    before = workbook.read_bytes()
    assert merged(workbook, evaluation)["changed"] is False
    assert workbook.read_bytes() == before


def everything(folder: Path, seed: int) -> dict[str, list[dict[str, Any]]]:
    """All records of a demo year, without the stamps of when it was made."""
    with make.desk(folder) as desk:
        demo.fill(desk, seed)
        listed = {kind: list_records(desk, kind) for kind in LISTS}
    stamps = set(STAMPS) - {"id"}
    return {kind: [{k: v for k, v in row.items() if k not in stamps} for row in rows] for kind, rows in listed.items()}


def test_the_same_seed_gives_the_same_demo_year(tmp_path: Path) -> None:
    year = everything(tmp_path / "en", 7)
    assert year == everything(tmp_path / "to", 7)
    assert year["participants"] != everything(tmp_path / "tre", 8)["participants"]


def test_the_demo_year_is_as_large_as_a_real_one(tmp_path: Path) -> None:
    year = everything(tmp_path, 1)
    assert len(year["participants"]) == 120
    assert 160 <= len(year["sessions"]) <= 210
    assert len(year["series"]) == 6
    assert 9 <= len(year["actors"]) <= 12
    assert len({actor["sector"] for actor in year["actors"]}) == len(year["actors"])
    assert year["headcounts"]
    assert year["bridges"]
    assert year["follow-ups"]


def test_the_command_of_the_shell_walks_the_same_road(tmp_path: Path) -> None:
    environment = os.environ | {"NSK_PASSPHRASE": make.PASSPHRASE, "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
    store, workbook = tmp_path / "lager", tmp_path / "central.xlsx"

    def shell(*arguments: object) -> str:  # the real command, in a process of its own
        command = [str(Path(sys.executable).with_name("nsk")), *(str(argument) for argument in arguments)]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert (ran.returncode, ran.stderr) == (0, "")
        return ran.stdout

    shell("init", "--store", store, "--recovery-file", tmp_path / "kode.txt")
    shell("import", write_davis(tmp_path / "davis.xlsx"), "--store", store)
    shell("export", "--to", tmp_path / "ud", "--store", store)
    shell("workbook", "new", workbook)
    shell("merge", workbook, *(tmp_path / "ud").glob("*.xlsx"))
    laptop = shell("reach", *YEAR, "--json", "--store", store)
    assert f'"registered": {WOMEN}' in laptop
    assert shell("reach", *YEAR, "--json", "--workbook", workbook) == laptop
    assert "Alt er i orden" in shell("check", "--store", store)
