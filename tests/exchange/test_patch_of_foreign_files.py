"""Workbooks that other programs saved, and files that were spoiled on the way."""

import random
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from nsk_desktop.errors.workbook import WorkbookRefused
from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.new_sheets import NewSheet, add_sheets
from nsk_desktop.exchange.patch import TableChange, patch_workbook, read_tables
from tests.exchange.evaluator_book import (
    add_foreign_parts,
    convert,
    members,
    opened,
    rebuilt,
    row_of,
    values,
    write_book,
)

TABLE = "nsk_Aktiviteter"
NEW: list[dict[str, CellValue]] = [
    {"id": "n1", "dato": date(2026, 3, 1), "titel": "Ny", "antal": 10, "kontrol": "x"},
    {"id": "n2", "dato": date(2026, 3, 2), "antal": 20},
]


@pytest.mark.soffice
@pytest.mark.parametrize("totals", [False, True])
def test_a_workbook_that_libreoffice_saved_is_patched_and_calculates_rightly(tmp_path: Path, totals: bool) -> None:
    saved = convert(write_book(tmp_path / "a.xlsx", 6, totals=totals), tmp_path)
    before = members(saved)
    patch_workbook(saved, tmp_path / "b.xlsx", [TableChange(TABLE, {"r3": {"antal": 300}}, NEW)])
    after = members(tmp_path / "b.xlsx")
    assert {name for name in before if after.get(name) != before[name]} <= {
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/charts/chart1.xml",
        "xl/charts/chart2.xml",
        "xl/tables/table1.xml",
    }
    assert [row["id"] for row in read_tables(tmp_path / "b.xlsx")[TABLE].rows][-2:] == ["n1", "n2"]
    sums = values(convert(tmp_path / "b.xlsx", tmp_path), "Beregning")
    total = 1 + 2 + 300 + 4 + 5 + 6 + 10 + 20
    assert [sums[place] for place in ("A1", "A2", "A4", "A6", "A5")] == [total] * 4 + [2 * total]


def test_a_workbook_that_openpyxl_saved_is_patched(tmp_path: Path) -> None:
    book = opened(write_book(tmp_path / "a.xlsx", 6))
    book["Aktiviteter"]["C3"].value = "Rettet i hånden"
    book.save(tmp_path / "b.xlsx")
    patch_workbook(tmp_path / "b.xlsx", tmp_path / "c.xlsx", [TableChange(TABLE, {"r2": {"antal": 22}}, NEW)])
    rows = read_tables(tmp_path / "c.xlsx")[TABLE].rows
    assert rows[1]["titel"] == "Rettet i hånden"
    assert rows[1]["antal"] == 22
    assert rows[0]["dato"] == row_of(1)["dato"]
    assert opened(tmp_path / "c.xlsx")["Aktiviteter"]["G8"].value == "=D8/SUM(D$2:D$9)"


def spoiled(content: dict[str, bytes], chance: random.Random) -> dict[str, bytes]:
    """The members with one thing wrong: a value, a tag, a byte or a whole member."""
    name = chance.choice([name for name in content if name.endswith((".xml", ".rels"))])
    patterns = (rb'(?<=")[^"<]*(?=")', rb"<[^<>?]*>", rb"(?<=>)[^<]+(?=<)", rb' [\w:]+="[^"]*"', rb"(?s).")
    found = list(re.finditer(chance.choice(patterns), content[name]))
    if not found or chance.random() < 0.05:
        return {other: data for other, data in content.items() if other != name}
    match = chance.choice(found)
    new = chance.choice(
        [b"", b"x", b"-1", b"A1", b"1e999", b"99999999999", b"ZZZZ9:A1", b"\xe6", b"&", b"A1:XFD1048576"]
    )
    data = content[name]
    return {**content, name: data[: match.start()] + new + data[match.end() :]}


@pytest.mark.parametrize("seed", range(5))
def test_a_spoiled_file_is_refused_or_patched_and_never_crashes(tmp_path: Path, seed: int) -> None:
    chance, outcomes = random.Random(seed), set()
    content = members(rebuilt(write_book(tmp_path / "a.xlsx", 4, totals=True), add_foreign_parts))
    changes = [TableChange(TABLE, {"r2": {"titel": "Rettet", "dato": date(2026, 1, 1)}}, NEW)]
    source, target = tmp_path / "spoiled.xlsx", tmp_path / "target.xlsx"
    for _ in range(20):
        with zipfile.ZipFile(source, "w") as archive:
            for name, data in spoiled(content, chance).items():
                archive.writestr(name, data)
        try:
            content_of_table = read_tables(source).get(TABLE)
            if content_of_table and "r2" in [row.get("id") for row in content_of_table.rows]:
                patch_workbook(source, target, changes)
                assert read_tables(target)[TABLE].rows[-1]["id"] == "n2"
            add_sheets(source, target, [NewSheet("Ny", "nsk_Ny", ("id", "dato"), ("dato",))])
            outcomes.add("patched")
        except WorkbookRefused:
            outcomes.add("refused")
    assert outcomes == {"patched", "refused"}


SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("name", "before", "filling", "after"),
    [
        pytest.param(SHEET, b"</row></sheetData>", b"<c/>", b"</row></sheetData>", id="a row without end"),
        pytest.param(SHEET, b"</worksheet>", b"          ", b"</worksheet>", id="a long tail"),
        pytest.param(TEXTS, b"</t></si></sst>", b"xxxxxxxx", b"</t></si></sst>", id="a long text"),
        pytest.param(TEXTS, b"</sst>", b"<si><t>x</t></si>" * 99, b"</sst>", id="many texts"),
    ],
)
def test_a_file_that_swells_is_refused_before_the_memory_is_full(
    tmp_path: Path, name: str, before: bytes, filling: bytes, after: bytes
) -> None:
    content = members(write_book(tmp_path / "a.xlsx", 4))
    start, found, _ = content[name].rpartition(before)
    assert found
    with zipfile.ZipFile(tmp_path / "swollen.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for member, data in content.items():
            with archive.open(zipfile.ZipInfo(member), "w") as stream:
                if member != name:
                    stream.write(data)
                    continue
                stream.write(start)
                for _ in range(260):
                    stream.write(filling * ((1 << 20) // len(filling)))
                stream.write(after)
    with pytest.raises(WorkbookRefused):
        read_tables(tmp_path / "swollen.xlsx")
