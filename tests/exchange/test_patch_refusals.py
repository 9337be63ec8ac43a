"""What a patch refuses, with the reason and the way out; a wrong copy never gets its name."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nsk_desktop.errors import NskError
from nsk_desktop.errors.workbook import (
    WorkbookCheckFailed,
    WorkbookColumnMissing,
    WorkbookContentBelow,
    WorkbookDamaged,
    WorkbookDuplicateKeys,
    WorkbookMergedCells,
    WorkbookSheetMissing,
    WorkbookTableMissing,
    WorkbookTextTooLong,
)
from nsk_desktop.exchange.package import write_package
from nsk_desktop.exchange.patch import TableChange, patch_workbook
from nsk_desktop.exchange.sheet_edits import rewritten_sheet
from tests.exchange.evaluator_book import (
    members,
    rebuilt,
    write_book,
)
from tests.exchange.patches import NEW, SHEET, TABLE, UPDATES, change, patched, rows


def refused(source: Path, expected: type[NskError], *args: Any) -> str:
    before, target = source.read_bytes(), source.with_name("target.xlsx")
    with pytest.raises(expected) as caught:
        patch_workbook(source, target, *args)
    assert source.read_bytes() == before
    assert not target.exists()
    assert not list(source.parent.glob(".*"))
    return str(caught.value)


def test_content_below_the_table_is_refused_only_when_rows_must_come(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 3, below="Min egen note")
    message = refused(before, WorkbookContentBelow, change({}, NEW))
    assert "A7" in message
    assert "nsk workbook new" in message
    assert "Intet er ændret" in message
    assert rows(patched(before, change(UPDATES)))[2]["titel"] == "Rettet"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 3)
    assert "tilstand" in refused(before, WorkbookColumnMissing, change({"r1": {"tilstand": "x"}}))
    assert "nsk_Andet" in refused(before, WorkbookTableMissing, [TableChange("nsk_Andet", {}, [])])
    assert "Overblik" in refused(before, WorkbookSheetMissing, [], {("Overblik", "A1"): 1})


def test_duplicate_keys_are_named_with_their_rows(tmp_path: Path) -> None:
    def copy_a_key(content: dict[str, bytes]) -> None:
        first = re.search(rb'<c r="A2" t="s"><v>(\d+)</v>', content[SHEET])
        assert first
        content[SHEET] = re.sub(rb'(<c r="A4" t="s"><v>)\d+', rb"\g<1>" + first[1], content[SHEET])

    before = rebuilt(write_book(tmp_path / "a.xlsx", 3), copy_a_key)
    assert "2, 4" in refused(before, WorkbookDuplicateKeys, change({}, NEW))


def test_merged_cells_in_the_table_are_refused(tmp_path: Path) -> None:
    def merge(content: dict[str, bytes]) -> None:
        merged = b'</sheetData><mergeCells count="1"><mergeCell ref="G3:H3"/></mergeCells>'
        content[SHEET] = content[SHEET].replace(b"</sheetData>", merged)

    before = rebuilt(write_book(tmp_path / "a.xlsx", 3), merge)
    assert "G3:H3" in refused(before, WorkbookMergedCells, change({}, NEW))


def test_a_text_that_no_cell_holds_is_refused(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 3)
    refused(before, WorkbookTextTooLong, change({"r1": {"titel": "x" * 32_768}}))
    assert len(str(rows(patched(before, change({"r1": {"titel": "x" * 32_767}})))[0]["titel"])) == 32_767


def test_a_sheet_with_entities_or_hidden_markup_is_refused(tmp_path: Path) -> None:
    bad = {
        b"<?xml version": b'<!DOCTYPE w [<!ENTITY x "y">]><?xml version',
        b"<sheetData>": b'<!-- <row r="2"> --><sheetData>',
        b'<row r="2"': b'<row r="1"',
    }
    for number, (old, new) in enumerate(bad.items()):

        def spoil(content: dict[str, bytes], old: bytes = old, new: bytes = new) -> None:
            content[SHEET] = content[SHEET].replace(old, new, 1)

        book = rebuilt(write_book(tmp_path / f"{number}.xlsx", 3), spoil)
        refused(book, WorkbookDamaged, change(UPDATES))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param(b"<v>1</v></c>", b"<v>3</v></c>", id="a cell of a row that was not touched"),
        pytest.param(b"Rettet", b"Andet", id="a value that was written"),
        pytest.param(b"D4/SUM", b"D3/SUM", id="a formula of hers in a row that was written"),
        pytest.param(b'<row r="5"', b'<row r="6"', id="a new row in another place"),
    ],
)
def test_a_wrong_copy_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, right: bytes, wrong: bytes
) -> None:
    """The control of the check: a writer that gets one thing wrong is caught."""
    before = write_book(tmp_path / "a.xlsx", 3)
    whole = change({"r3": {"titel": "Rettet"}}, NEW)
    assert right in members(patched(before, whole))[SHEET]

    def wrong_writer(*args: Any) -> Iterator[bytes]:
        return (piece.replace(right, wrong) for piece in rewritten_sheet(*args))

    monkeypatch.setattr("nsk_desktop.exchange.patch.rewritten_sheet", wrong_writer)
    refused(before, WorkbookCheckFailed, whole)


def test_a_foreign_member_that_was_touched_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write_book(tmp_path / "a.xlsx", 3)

    def wrong_writer(source: Any, stream: Any, *, changed: dict[str, Any], **rest: Any) -> None:
        write_package(source, stream, changed={**changed, "xl/comments1.xml": [b"<x/>"]}, **rest)

    monkeypatch.setattr("nsk_desktop.exchange.patch.write_package", wrong_writer)
    refused(before, WorkbookCheckFailed, change(UPDATES))


def test_keys_that_do_not_fit_are_our_own_bug(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 3)
    for wrong in (change({"r9": {"antal": 1}}), change({}, [{"id": "r1"}]), change({}, [{"antal": 1}])):
        with pytest.raises(ValueError, match=TABLE):
            patch_workbook(before, tmp_path / "b.xlsx", wrong)
