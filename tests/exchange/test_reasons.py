"""Why a cell was changed by hand: as the evaluator says it in Excel, and as the laptop reads it in the receipt."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import TableColumn

from nsk_desktop.exchange import central, merge
from nsk_desktop.exchange.receipts import Receipt, opened, receipt_of, sealed
from nsk_desktop.exchange.row_plan import HandEdit
from tests.exchange import feature_parts
from tests.exchange.laptops import NOW, file_of, key_of, public, row, write_file

SHEET, COMMENT = "Aktører", "Rettet efter opkald til skolen"
ROW = {"x0": 2, "x1": 3}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Two actors, whose names the evaluator has typed over."""
    path = tmp_path / "central.xlsx"
    central.new_workbook(path)
    merge.merge(path, [sent(tmp_path, 1)], now=NOW)
    book = openpyxl.load_workbook(path)
    for number in ROW.values():
        book[SHEET][f"E{number}"] = "Rettet"
    book.save(path)
    return path


def sent(folder: Path, number: int) -> Path:
    rows = [row(SHEET, id, f"{number}-{number}", navn=f"{id} nr. {number}") for id in ROW]
    return write_file(folder / str(number), file_of({SHEET: rows}, number=number))


def comment(workbook: Path, place: str, text: str, author: str = "Eva Luator") -> None:
    book = openpyxl.load_workbook(workbook)
    book[SHEET][place].comment = Comment(text, author)
    book.save(workbook)


def add_column(workbook: Path, header: str, texts: dict[str, str]) -> None:
    """A column of her own, to the right of ours."""
    book = openpyxl.load_workbook(workbook)
    sheet = book[SHEET]
    table = sheet.tables["nsk_Aktører"]
    letter = openpyxl.utils.get_column_letter(len(table.tableColumns) + 1)
    table.ref = table.autoFilter.ref = f"A1:{letter}{sheet.max_row}"
    table.tableColumns.append(TableColumn(id=len(table.tableColumns) + 1, name=header))
    sheet[f"{letter}1"] = header
    for id, text in texts.items():
        sheet[f"{letter}{ROW[id]}"] = text
    book.save(workbook)


def merged(workbook: Path, number: int = 2) -> dict[str, str]:
    """By row: the reason that the merge found."""
    return {edit.row: edit.why for edit in edits(workbook, number)}


def edits(workbook: Path, number: int) -> list[HandEdit]:
    report = merge.merge(workbook, [sent(workbook.parent, number)], now=NOW)
    assert len(report.plan.hand_edits) == len(ROW)
    return report.plan.hand_edits


def test_control_without_a_word_there_is_no_reason(workbook: Path) -> None:
    assert merged(workbook) == {"x0": "", "x1": ""}


def test_a_comment_on_the_cell_is_the_reason(workbook: Path) -> None:
    comment(workbook, "E2", f"Eva Luator:\n{COMMENT}")
    comment(workbook, "F3", "Om en anden celle")
    comment(workbook, "E1", "Om overskriften")
    assert merged(workbook) == {"x0": COMMENT, "x1": ""}


def test_a_column_of_her_own_gives_the_reason_of_the_row_and_a_comment_counts_before_it(workbook: Path) -> None:
    add_column(workbook, " Bemærkning", {"x0": "Til rækken", "x1": "Også"})
    comment(workbook, "E2", COMMENT)
    assert merged(workbook) == {"x0": COMMENT, "x1": "Også"}


def test_control_another_column_gives_none(workbook: Path) -> None:
    add_column(workbook, "farve", {"x0": "rød", "x1": "blå"})
    assert merged(workbook) == {"x0": "", "x1": ""}


def test_a_sorted_table_keeps_its_reasons(workbook: Path) -> None:
    add_column(workbook, "bemærkning", {"x0": "Om nul", "x1": "Om en"})
    book = openpyxl.load_workbook(workbook)
    sheet = book[SHEET]
    for above, below in zip(sheet[2], sheet[3], strict=True):
        above.value, below.value = below.value, above.value
    book.save(workbook)
    comment(workbook, "E3", COMMENT)
    assert merged(workbook) == {"x0": COMMENT, "x1": "Om en"}


def test_a_thread_is_read_whole_and_its_stand_in_is_not(workbook: Path) -> None:
    comment(workbook, "E2", "[Threaded comment]\n\nYour version of Excel allows you to read this.", "tc={6A1F}")
    with zipfile.ZipFile(workbook) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    texts = "".join(f'<threadedComment ref="E2" id="{{{n}}}"><text>Svar {n}</text></threadedComment>' for n in (1, 2))
    part = "xl/threadedComments/threadedComment1.xml"
    kind = "application/vnd.ms-excel.threadedcomments+xml"
    feature_parts.put(members, part, f'<ThreadedComments xmlns="{space}">{texts}</ThreadedComments>', kind)
    book = openpyxl.load_workbook(workbook)
    sheet = f"xl/worksheets/sheet{book.sheetnames.index(SHEET) + 1}.xml"
    relation = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    feature_parts.link(members, sheet, relation, "../threadedComments/threadedComment1.xml")
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert merged(workbook) == {"x0": "Svar 1\nSvar 2", "x1": ""}


def receipt(workbook: Path) -> Receipt:
    data = file_of({SHEET: [row(SHEET, id, "2-2", navn=f"{id} nr. 2") for id in ROW]}, number=2)
    report = merge.merge(workbook, [sent(workbook.parent, 2)], now=NOW)
    return receipt_of(data, "fil", report.plan.files[0].fates, report.plan.hand_edits, NOW, NOW)


def test_the_signed_receipt_carries_the_reason_and_says_nothing_where_there_is_none(workbook: Path) -> None:
    comment(workbook, "E2", "Fordi. " * 500)
    key = key_of("centre")
    content = sealed(receipt(workbook), key.sign, public(key))
    assert content.count(b'"why"') == 1
    first, second = opened("k.json", content).edits
    assert (len(first.why), second.why) == (2_000, "")
    assert first.why.startswith("Fordi. Fordi.")
