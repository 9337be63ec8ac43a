"""The central workbook: its tables, its live formulas as LibreOffice computes them, and what reach is counted from."""

import random
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from nsk_desktop.domain.codes import NEVER_REACH, AgeBand, SessionType
from nsk_desktop.domain.counting import CountedHeadcount, CountedPerson
from nsk_desktop.errors.files import FileExists
from nsk_desktop.exchange import central
from nsk_desktop.exchange.central import counting_rows, device_units
from nsk_desktop.exchange.evaluation import EvaluationData
from nsk_desktop.exchange.manifest import Holding
from nsk_desktop.exchange.merge import merge
from nsk_desktop.exchange.overview import half_years
from nsk_desktop.exchange.patch import TableContent, read_tables
from nsk_desktop.exchange.sheets import CENTRAL_SHEETS, CODEBOOK, ROW_SHEETS
from tests.exchange.laptops import NOW, empty_tables, file_of, merged, row, write_file

A, B, C = "a" * 32, "b" * 32, "c" * 32


def computed(path: Path, folder: Path) -> dict[str, list[Any]]:
    """The sheet Overblik after LibreOffice has opened the workbook: lines by the text of their first cell."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'lo').as_uri()}", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder / "out"), str(path)], check=True, capture_output=True, timeout=120)
    book = CalamineWorkbook.from_path(str(folder / "out" / path.name))
    return {str(line[0]): line[1:] for line in book.get_sheet_by_name("Overblik").to_python()}


def test_a_new_workbook_has_every_owned_table_and_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "central.xlsx"
    central.new_workbook(path)
    tables = read_tables(path)
    assert {sheet.table for sheet in CENTRAL_SHEETS} | {"nsk_Halvår"} == set(tables)
    assert all(tables[sheet.table] == TableContent(sheet.headers, []) for sheet in CENTRAL_SHEETS)
    assert all(sheet.headers[-1] == "kontrol" for sheet in CENTRAL_SHEETS[: len(ROW_SHEETS)])
    assert load_workbook(path).sheetnames == ["Overblik", *(sheet.name for sheet in CENTRAL_SHEETS), CODEBOOK]
    with pytest.raises(FileExists):
        central.new_workbook(path)


def test_two_new_workbooks_are_the_same_bytes_with_a_chart_in_our_blue(tmp_path: Path) -> None:
    central.new_workbook(tmp_path / "1.xlsx")
    central.new_workbook(tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "1.xlsx") as archive:
        assert b"004D99" in archive.read("xl/charts/chart1.xml")


@pytest.mark.soffice
def test_an_empty_workbook_shows_zeros_and_no_errors(tmp_path: Path) -> None:
    central.new_workbook(tmp_path / "central.xlsx")
    lines = computed(tmp_path / "central.xlsx", tmp_path)
    assert lines["i alt"][2:9] == [0] * 7
    assert not [cell for line in lines.values() for cell in line if isinstance(cell, str) and cell.startswith("#")]


def invented_year(seed: int) -> EvaluationData:
    """Sessions of every kind, state and theme, some deleted, some without a day in the effort's years."""
    chance = random.Random(seed)
    sessions, bridges = [], []
    for number in range(120):
        low = chance.randint(0, 20)
        sessions.append(
            row(
                "Aktiviteter",
                f"s{number:03}",
                slettet=chance.random() < 0.1,
                dato=date(2024, 1, 1) + timedelta(days=chance.randint(-300, 1760)),
                type=chance.choice([*SessionType, None]),
                temaer=";".join(chance.sample(["T1", "T2", "T3", "T4"], chance.randint(0, 3))),
                tilstand=chance.choice(["afholdt", "afholdt", "afholdt", "planlagt", "aflyst"]),
                registrering=chance.choice(["navngivet", "blandet", "skøn", "ikke optalt", None]),
                m1_registreret=chance.randint(0, 15),
                m1_anonym_min=low,
                m1_anonym_maks=low + chance.randint(0, 5),
                m2_registreret=chance.randint(0, 3),
            )
        )
        day = date(2024, 1, 1) + timedelta(days=chance.randint(0, 1460))
        met = day + timedelta(days=20) if chance.random() < 0.5 else None
        bridges.append(row("Brobygning", f"b{number:03}", slettet=chance.random() < 0.1, dato=day, første_møde=met))
    heads = [row("Optællinger", f"h{n}", slettet=n == 3, antal_min=n, antal_maks=n + 1) for n in range(5)]
    known = [row("Aktører", f"k{n}", navn=f"N{n}", status="ophørt" if n == 1 else "aktiv") for n in range(4)]
    return file_of({"Aktiviteter": sessions, "Brobygning": bridges, "Optællinger": heads, "Aktører": known})


def counted(sessions: Sequence[Mapping[str, Any]]) -> list[int]:
    """Held, not counted, registered, anonymous low and high, attendances low and high, by plain Python."""
    held = [s for s in sessions if s["tilstand"] == "afholdt" and s["slettet"] == "nej"]
    reach = [s for s in held if s["type"] not in NEVER_REACH]
    known = [s for s in reach if s["registrering"] != "ikke optalt"]
    sums = [sum(int(str(s[name])) for s in known) for name in ("m1_registreret", "m1_anonym_min", "m1_anonym_maks")]
    return [len(reach), len(reach) - len(known), *sums, sums[0] + sums[1], sums[0] + sums[2]]


@pytest.mark.soffice
def test_libreoffice_computes_the_live_formulas_as_plain_python_does(tmp_path: Path) -> None:
    path = tmp_path / "central.xlsx"
    central.new_workbook(path)
    merge(path, [write_file(tmp_path / "sent", invented_year(5))], now=NOW)
    lines = computed(path, tmp_path)
    tables = read_tables(path)
    sessions = tables["nsk_Aktiviteter"].rows
    bridges = [line for line in tables["nsk_Brobygning"].rows if line["slettet"] == "nej"]
    assert lines["i alt"][2:9] == counted(sessions)
    assert lines["i alt"][12:14] == [len(bridges), sum(line["første_møde"] is not None for line in bridges)]
    for half in half_years():
        assert lines[half.name][2:9] == counted([s for s in sessions if half.first <= _day(s) <= half.last])
        assert lines[half.name][12] == sum(half.first <= _day(line) <= half.last for line in bridges)
    outside = [s for s in sessions if not half_years()[0].first <= _day(s) <= half_years()[-1].last]
    assert lines["andre datoer"][2:9] == counted(outside) != [0] * 7
    for theme in ("T1", "T2", "T3", "T4"):
        (shown,) = (line for name, line in lines.items() if name.startswith(theme))
        assert shown[:5] == counted([s for s in sessions if theme in str(s["temaer"])])[:5]
    assert lines["Uden tema"][:5] == counted([s for s in sessions if s["temaer"] is None])[:5] != [0] * 5
    assert lines["Aktive lokale aktører"][0] == 3
    assert (lines["Mennesker i optællinger, mindst"][0], lines["Mennesker i optællinger, højst"][0]) == (7, 11)
    assert lines["Modtagne filer"][0] == 1


def _day(line: Mapping[str, Any]) -> date:
    assert isinstance(line["dato"], date)
    return line["dato"]


def test_counting_rows_say_all_that_reach_needs_and_leave_out_what_is_deleted() -> None:
    data = file_of(
        {
            "Aktiviteter": [
                row("Aktiviteter", "s1", dato=date(2025, 3, 4), fra="17:00", til="19:30", titel="Aften",
                    type="oplæg", temaer="T1;T3", tilstand="afholdt", registrering="blandet", forløb="f1"),
                row("Aktiviteter", "s2", dato=date(2025, 3, 5), tilstand="afholdt", slettet=True),
            ],
            "Forløb": [row("Forløb", "f1", lukket_gruppe=True, samme_anonyme=True)],
            "Deltagere": [
                row("Deltagere", "p-1", køn="kvinde", målgruppe="M1"),
                row("Deltagere", "p-2", køn="mand", målgruppe="M2", samme_som="p-1"),
                row("Deltagere", "p-3", slettet=True),
            ],
            "Deltagelser": [
                row("Deltagelser", "d1", aktivitet="s1", deltager="p-1", status="til stede", aldersgruppe="18-29"),
                row("Deltagelser", "d2", aktivitet="s1", deltager="p-2", status="afbud"),
                row("Deltagelser", "d3", aktivitet="s2", deltager="p-2", status="til stede"),
                row("Deltagelser", "d4", aktivitet="s1", deltager="p-2", status="til stede", slettet=True),
                row("Deltagelser", "d5", aktivitet="s1", deltager="p-2", status="til stede"),
            ],
            "Muligt samme": [
                row("Muligt samme", "m1", deltager_a="p-1", deltager_b="p-2"),
                row("Muligt samme", "m2", deltager_a="p-1", deltager_b="p-3"),
            ],
            "Optællinger": [
                row("Optællinger", "h1", aktivitet="s1", aldersgruppe="30-59", køn="kvinde", målgruppe="M1",
                    antal_min=3, antal_maks=5),
                row("Optællinger", "h2", aktivitet="s2", antal_min=3, antal_maks=5),
            ],
        }
    )  # fmt: skip
    rows = counting_rows(merged(empty_tables(), [data])[0])
    (session,) = rows.sessions
    assert (session.id, session.day, session.start, session.end) == ("s1", date(2025, 3, 4), 1020, 1170)
    assert (session.themes, session.type, session.mode) == (("T1", "T3"), "oplæg", "blandet")
    assert session.same_anonymous
    assert rows.persons == {"p-1": CountedPerson("kvinde", "M1"), "p-2": CountedPerson("mand", "M2")}
    assert rows.attendances == [("s1", "p-1", "18-29"), ("s1", "p-2", AgeBand.UNKNOWN)]
    assert rows.headcounts == [CountedHeadcount("s1", "30-59", "kvinde", "M1", 3, 5)]
    assert (rows.joined, rows.possibly) == ([("p-2", "p-1")], [("p-1", "p-2")])


def holdings(*devices: str) -> dict[str, Holding]:
    return {device: Holding(1, "1") for device in devices}


@pytest.mark.parametrize(
    ("holds", "units"),
    [
        ({A: holdings(A)}, {A: ""}),
        ({A: holdings(A, B), B: holdings(B, A)}, {A: "", B: ""}),
        ({A: holdings(A), B: holdings(B)}, {A: A, B: B}),
        ({A: holdings(A, B), B: holdings(B)}, {A: A, B: B}),
        ({A: holdings(A, B), B: holdings(B, A, C), C: holdings(C, B)}, {A: "", B: "", C: ""}),
        ({A: holdings(A, C), B: holdings(B)}, {A: A, B: B, C: A}),
    ],
)
def test_devices_that_have_seen_each_other_are_one_unit(
    holds: dict[str, dict[str, Holding]], units: dict[str, str]
) -> None:
    files = [file_of({}, device=device, holds=own) for device, own in holds.items()]
    assert device_units(merged(empty_tables(), files)[0]) == units
