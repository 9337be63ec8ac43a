"""The evaluator's workbook is updated in place: our cells change, her work keeps its bytes."""

import re
from datetime import date, datetime, time
from pathlib import Path

import openpyxl

from nsk_desktop.exchange.cells import CellValue
from nsk_desktop.exchange.patch import TableChange, patch_workbook, read_sheets, read_tables
from tests.exchange.evaluator_book import (
    HEADERS,
    add_foreign_parts,
    lost_by_openpyxl,
    members,
    opened,
    rebuilt,
    row_of,
    write_book,
)
from tests.exchange.patches import NEW, SHEET, TABLE, UPDATES, change, patched, rows

OWNED = {SHEET, "xl/tables/table1.xml"}
ADJUSTED = {
    "xl/workbook.xml",
    "xl/worksheets/sheet2.xml",
    "xl/charts/chart1.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "xl/pivotCache/pivotCacheDefinition1.xml",
    "xl/pivotCache/pivotCacheDefinition2.xml",
}


def owned_cells(path: Path) -> list[list[CellValue]]:
    return [[row[header] for header in HEADERS] for row in rows(path)]


def test_a_table_is_read_with_its_headers_and_dates(tmp_path: Path) -> None:
    content = read_tables(write_book(tmp_path / "a.xlsx", 3))[TABLE]
    assert content.columns == (*HEADERS, "dobbelt", "andel", "note")
    assert [row["id"] for row in content.rows] == ["r1", "r2", "r3"]
    assert {header: content.rows[1][header] for header in HEADERS} == row_of(2)
    assert read_sheets(tmp_path / "a.xlsx") == ("Aktiviteter", "Beregning", "Diagrammer")


def test_rows_are_updated_and_appended_and_the_rest_stays(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 6)
    after = rows(patched(before, change(UPDATES, NEW)))
    assert [row["id"] for row in after] == [*(f"r{n}" for n in range(1, 7)), "n1", "n2"]
    assert after[2]["titel"] == "Rettet"
    assert after[2]["dato"] == date(2026, 1, 1)
    assert after[2]["antal"] == 3
    assert [row["note"] for row in after][:6] == [f"min note {n}" for n in range(1, 7)]
    assert {h: after[6][h] for h in HEADERS} == NEW[0]
    assert {h: after[7][h] for h in HEADERS} == NEW[1]


def test_every_member_that_does_not_point_at_us_keeps_its_bytes(tmp_path: Path) -> None:
    before = rebuilt(write_book(tmp_path / "a.xlsx", 6), add_foreign_parts)
    old, new = members(before), members(patched(before, change(UPDATES, NEW)))
    assert list(new) == [name for name in old if name != "xl/calcChain.xml"]
    assert {name for name in new if new[name] != old[name]} == OWNED | ADJUSTED
    assert {"xl/drawings/vmlDrawing1.vml", "xl/comments1.xml", "xl/media/image1.png", "xl/styles.xml"} <= new.keys()
    assert "xl/drawings/drawing1.xml" in new
    # The control: an ordinary load and save loses parts of this very file.
    lost = lost_by_openpyxl(before, tmp_path / "saved.xlsx")
    assert {"customXml/item1.xml", "xl/connections.xml", "xl/slicerCaches/slicerCache1.xml"} <= set(lost)
    assert b"sparkline" in new["xl/worksheets/sheet2.xml"]
    assert b"sparkline" not in members(tmp_path / "saved.xlsx")["xl/worksheets/sheet2.xml"]


def test_adjusted_members_change_only_where_they_point(tmp_path: Path) -> None:
    before = rebuilt(write_book(tmp_path / "a.xlsx", 6), add_foreign_parts)
    old, new = members(before), members(patched(before, change(UPDATES, NEW)))

    def text(content: dict[str, bytes], name: str) -> str:
        return content[name].decode()

    sheet = "xl/worksheets/sheet2.xml"
    expected = text(old, sheet).replace("D2:D7", "D2:D9").replace("$D$7", "$D$9").replace("$A$7", "$A$9")
    expected = expected.replace("B2:B7", "B2:B9").replace("G2:G7", "G2:G9").replace('af D2:D9"', 'af D2:D7"')
    assert text(new, sheet) == expected
    assert "Aktiviteter!$D$2:D7" in expected, "a running total is no reference to the whole column"
    assert "Aktiviteter!D7<" in expected, "one cell stays one cell"
    chart = text(old, "xl/charts/chart1.xml")
    assert text(new, "xl/charts/chart1.xml") == chart.replace("$B$7", "$B$9").replace("$D$7", "$D$9")
    names = text(old, "xl/workbook.xml").replace("$D$2:$D$7", "$D$2:$D$9")
    assert text(new, "xl/workbook.xml") == names
    assert "Beregning!$A$1:$A$7" in names
    pivot = text(old, "xl/pivotCache/pivotCacheDefinition2.xml")
    assert text(new, "xl/pivotCache/pivotCacheDefinition2.xml") == pivot.replace("A1:H7", "A1:H9").replace(
        'refreshedBy="E"', 'refreshedBy="E" refreshOnLoad="1"'
    )
    assert "calcChain" not in text(new, "[Content_Types].xml") + text(new, "xl/_rels/workbook.xml.rels")


def test_rules_on_our_own_sheet_grow(tmp_path: Path) -> None:
    sheet = members(patched(write_book(tmp_path / "a.xlsx", 6), change({}, NEW)))[SHEET].decode()
    assert '<dimension ref="A1:K9"/>' in sheet
    assert 'conditionalFormatting sqref="D2:D9"' in sheet
    assert "AVERAGE($D$2:$D$9)" in sheet
    assert "<formula1>$C$2:$C$9</formula1>" in sheet
    assert 'sqref="H2:H9"' in sheet
    assert "<xm:sqref>A2:A9</xm:sqref>" in sheet


def test_new_rows_look_and_compute_like_the_last_one(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 6)
    sheet = opened(patched(before, change({}, NEW)))["Aktiviteter"]
    assert sheet["F9"].value == "=nsk_Aktiviteter[[#This Row],[antal]]*2"
    assert sheet["G9"].value == "=D9/SUM(D$2:D$9)"
    assert sheet["G2"].value == "=D2/SUM(D$2:D$9)"
    assert sheet["B9"].number_format == "dd-mm-yyyy"
    assert sheet["B9"].fill.fgColor.rgb == "FFFFEEAA"
    assert sheet["C8"].font.bold
    assert sheet["C8"].data_type == "s"
    assert sheet["C8"].value == "=Ikke en formel"
    assert sheet.row_dimensions[9].height == 24
    assert sheet.tables[TABLE].ref == "A1:H9"
    assert sheet.tables[TABLE].autoFilter.ref == "A1:H9"


def test_the_totals_row_gives_way(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 6, totals=True)
    after = patched(before, change(UPDATES, NEW))
    sheet = opened(after)["Aktiviteter"]
    assert sheet.tables[TABLE].ref == "A1:H10"
    assert sheet.tables[TABLE].autoFilter.ref == "A1:H9"
    assert sheet["A10"].value == "I alt"
    assert "SUBTOTAL(109," in sheet["D10"].value
    assert sheet["A8"].value == "n1"
    assert owned_cells(after)[-1][0] == "n2"
    assert opened(after)["Beregning"]["A2"].value == "=SUM(Aktiviteter!$D$2:$D$9)"


def test_a_reference_to_the_totals_row_follows_it(tmp_path: Path) -> None:
    def point_at_totals(content: dict[str, bytes]) -> None:
        sheet = content["xl/worksheets/sheet2.xml"]
        content["xl/worksheets/sheet2.xml"] = sheet.replace(b"<f>Aktiviteter!D7</f>", b"<f>Aktiviteter!$D$8+D8</f>")

    before = rebuilt(write_book(tmp_path / "a.xlsx", 6, totals=True), point_at_totals)
    assert opened(patched(before, change({}, NEW)))["Beregning"]["A11"].value == "=Aktiviteter!$D$10+D8"


def test_the_blank_row_of_a_new_table_is_used_first(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 0)
    after = patched(before, change({}, NEW))
    sheet = opened(after)["Aktiviteter"]
    assert sheet.tables[TABLE].ref == "A1:H3"
    assert [sheet["A2"].value, sheet["A3"].value] == ["n1", "n2"]
    assert sheet["H2"].value == "min note 1"
    assert [sheet["B2"].number_format, sheet["B3"].number_format] == ["mm-dd-yy", "mm-dd-yy"]
    assert [row["dato"] for row in rows(after)] == [date(2026, 3, 1), date(2026, 3, 2)]
    assert sheet["G3"].value == "=D3/SUM(D$2:D$3)"


def test_repeating_a_change_changes_no_byte(tmp_path: Path) -> None:
    before = rebuilt(write_book(tmp_path / "a.xlsx", 6, totals=True), add_foreign_parts)
    stamps: dict[tuple[str, str], CellValue] = {("Beregning", "C1"): 5, ("Beregning", "C2"): date(2026, 1, 1)}
    once = patched(before, change(UPDATES, NEW), stamps)
    same: dict[str, dict[str, CellValue]] = {str(row["id"]): dict(row) for row in NEW}
    twice = patched(once, change({**UPDATES, **same}), stamps)
    assert once.read_bytes() == twice.read_bytes()
    again = tmp_path / "again.xlsx"
    patch_workbook(before, again, change(UPDATES, NEW), stamps)
    assert again.read_bytes() == once.read_bytes()
    # The control: another value is another file.
    assert patched(once, change({"r1": {"antal": 99}})).read_bytes() != once.read_bytes()


def test_a_file_can_be_patched_onto_itself(tmp_path: Path) -> None:
    book = write_book(tmp_path / "a.xlsx", 3)
    patch_workbook(book, book, change({}, NEW))
    assert len(rows(book)) == 5
    assert [file.name for file in tmp_path.glob(".*")] == []


def test_sorted_filtered_and_moved_columns_still_get_the_right_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["note", "antal", "id"])
    for number in (5, 2, 4, 1, 3):
        sheet.append([f"min {number}", number, f"r{number}"])
    sheet.row_dimensions[4].hidden = True
    table = openpyxl.worksheet.table.Table(displayName=TABLE, ref="A1:C6")
    table.autoFilter = openpyxl.worksheet.filters.AutoFilter(ref="A1:C6")
    sheet.add_table(table)
    book.save(tmp_path / "a.xlsx")
    after = patched(tmp_path / "a.xlsx", change({"r4": {"antal": 44}, "r1": {"antal": 11}}, [{"id": "n", "antal": 7}]))
    found = [(row["note"], row["antal"], row["id"]) for row in rows(after)]
    expected = [("min 5", 5, "r5"), ("min 2", 2, "r2"), ("min 4", 44, "r4"), ("min 1", 11, "r1"), ("min 3", 3, "r3")]
    assert found == [*expected, (None, 7, "n")]
    assert opened(after).active.row_dimensions[4].hidden


def test_stamped_cells_keep_their_look_and_dates_get_one(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 3)
    stamps: dict[tuple[str, str], CellValue] = {
        ("Diagrammer", "B40"): datetime(2026, 3, 4, 10, 30),
        ("Diagrammer", "A40"): time(9, 15),
        ("Diagrammer", "C1"): "tekst",
        ("Beregning", "A2"): 7,
    }
    after = patched(before, [], stamps)
    book = opened(after)
    assert book["Diagrammer"]["B40"].value == datetime(2026, 3, 4, 10, 30)
    assert book["Diagrammer"]["A40"].value == time(9, 15)
    assert book["Diagrammer"]["C1"].value == "tekst"
    assert book["Beregning"]["A2"].value == 7
    changed = {name for name, data in members(after).items() if data != members(before)[name]}
    assert changed == {"xl/styles.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"}


def test_formulas_on_a_stamped_sheet_forget_the_result_of_yesterday(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 3)
    after = patched(before, change({}, NEW), {("Beregning", "C1"): 1})
    assert b"<v>-1</v>" in members(before)["xl/worksheets/sheet2.xml"]
    assert b"<v>-1</v>" not in members(after)["xl/worksheets/sheet2.xml"]


def test_macros_survive(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsm", 3, macros=True)
    after = patched(before, change({}, NEW))
    assert members(after)["xl/vbaProject.bin"] == members(before)["xl/vbaProject.bin"]
    assert b"macroEnabled" in members(after)["[Content_Types].xml"]
    assert len(rows(after)) == 5


def test_sheet_protection_is_kept(tmp_path: Path) -> None:
    def protect(content: dict[str, bytes]) -> None:
        content[SHEET] = content[SHEET].replace(b"</sheetData>", b'</sheetData><sheetProtection sheet="1"/>')

    after = patched(rebuilt(write_book(tmp_path / "a.xlsx", 3), protect), change({}, NEW))
    assert b'<sheetProtection sheet="1"/>' in members(after)[SHEET]


def test_a_sheet_written_with_a_prefix_and_without_references_is_understood(tmp_path: Path) -> None:
    def prefixed(content: dict[str, bytes]) -> None:
        text = content[SHEET].decode()
        text = re.sub(r' r="[A-Z]*\d+"', "", text[: text.index("</sheetData>")]) + text[text.index("</sheetData>") :]
        text = re.sub(r"<(/?)(?![?/]|\w+:)(\w+)", r"<\1x:\2", text)
        content[SHEET] = text.replace("xmlns=", "xmlns:x=").encode()

    before = rebuilt(write_book(tmp_path / "a.xlsx", 3), prefixed)
    assert b"<x:c " in members(before)[SHEET]
    assert b' r="A2"' not in members(before)[SHEET]
    after = patched(before, change({"r2": {"antal": 22}}, NEW))
    assert [row["antal"] for row in rows(after)] == [1, 22, 3, 10, 2.5]
    assert opened(after)["Aktiviteter"]["A6"].value == "n2"


def test_shared_formulas_in_her_columns_are_continued(tmp_path: Path) -> None:
    def share(content: dict[str, bytes]) -> None:
        sheet = content[SHEET]
        sheet = sheet.replace(b"<f>D2/SUM(D$2:D$5)</f>", b'<f t="shared" ref="G2:G5" si="0">D2/SUM(D$2:D$5)</f>')
        for row in (3, 4, 5):
            sheet = sheet.replace(b"<f>D%d/SUM(D$2:D$5)</f>" % row, b'<f t="shared" si="0"/>')
        content[SHEET] = sheet

    before = rebuilt(write_book(tmp_path / "a.xlsx", 4), share)
    sheet = members(patched(before, change({}, NEW)))[SHEET]
    assert b'<f t="shared" ref="G2:G5" si="0">D2/SUM(D$2:D$7)</f>' in sheet
    assert b"<f>D7/SUM(D$2:D$7)</f>" in sheet


def share(content: dict[str, bytes]) -> None:
    """Write over column D (ours) and beside the table with formulas that share one text, as Excel saves them."""
    sheet = content[SHEET]
    sheet = re.sub(rb'<c r="D2"><v>1</v>', b'<c r="D2"><f t="shared" ref="D2:D5" si="4">A2&amp;$K$1</f><v>1</v>', sheet)
    for row in (3, 4, 5):
        old = b'<c r="D%d"><v>%d</v>' % (row, row - 1)
        sheet = sheet.replace(old, b'<c r="D%d"><f t="shared" si="4"/><v>%d</v>' % (row, row - 1))
    totals = b'<c r="B6"><f t="shared" ref="B6:C6" si="5">SUM(B2:B5)</f></c><c r="C6"><f t="shared" si="5"/></c>'
    content[SHEET] = re.sub(rb'(<c r="A6"[^>]*>.*?</c>)', rb"\1" + totals, sheet)


def test_a_shared_formula_that_is_written_over_or_moved_leaves_the_others_whole(tmp_path: Path) -> None:
    before = rebuilt(write_book(tmp_path / "a.xlsx", 4, totals=True), share)
    assert opened(before)["Aktiviteter"]["D4"].value == "=A4&$K$1"
    after = patched(before, change({"r1": {"antal": 11}}, NEW))
    sheet = opened(after)["Aktiviteter"]
    assert [sheet[f"D{row}"].value for row in range(2, 6)] == [11, "=A3&$K$1", "=A4&$K$1", "=A5&$K$1"]
    assert [sheet["B8"].value, sheet["C8"].value] == ["=SUM(B2:B7)", "=SUM(C2:C7)"]
    assert b'si="4"' not in members(after)[SHEET]
    assert b'si="5"' not in members(after)[SHEET]
    # The control: where the first cell stays, the others go on sharing it.
    kept = members(patched(before, change({"r2": {"titel": "x"}})))[SHEET]
    assert kept.count(b'si="4"') == 4
    stamped = opened(patched(before, [], {("Aktiviteter", "D2"): "stempel"}))["Aktiviteter"]
    assert [stamped["D2"].value, stamped["D3"].value] == ["stempel", "=A3&$K$1"]


def test_a_sheet_that_is_wholly_ours_can_forget_its_results(tmp_path: Path) -> None:
    before = write_book(tmp_path / "a.xlsx", 3)
    assert b"<v>0</v>" in members(before)[SHEET]
    forgetful = TableChange(TABLE, {"r1": {"antal": 11}}, [], forget_results=True)
    after = patched(before, [forgetful])
    assert re.search(rb"</f><v>", members(after)[SHEET]) is None
    assert opened(after)["Aktiviteter"]["G3"].value == "=D3/SUM(D$2:D$4)"
    again = patched(after, [forgetful])
    assert again.read_bytes() == after.read_bytes()


def test_cells_beside_the_table_stay_where_they_are(tmp_path: Path) -> None:
    def beside(content: dict[str, bytes]) -> None:
        content[SHEET] = content[SHEET].replace(
            b"</sheetData>", b'<row r="6" spans="11:11"><c r="K6" t="str"><v>ved siden af</v></c></row></sheetData>'
        )

    after = patched(rebuilt(write_book(tmp_path / "a.xlsx", 3), beside), change({}, NEW))
    sheet = opened(after)["Aktiviteter"]
    assert sheet["K6"].value == "ved siden af"
    assert sheet["A6"].value == "n2"


def test_a_workbook_that_says_nothing_of_calculation_is_told_to_calculate(tmp_path: Path) -> None:
    def say_nothing(content: dict[str, bytes]) -> None:
        book = re.sub(rb"<calcPr[^>]*/>", b"", content["xl/workbook.xml"])
        content["xl/workbook.xml"] = book.replace(b"</workbook>", b"<pivotCaches/><extLst/></workbook>")

    after = patched(rebuilt(write_book(tmp_path / "a.xlsx", 3), say_nothing), change(UPDATES))
    assert b'</definedNames><calcPr fullCalcOnLoad="1"/><pivotCaches/>' in members(after)["xl/workbook.xml"]


def test_a_chart_of_a_filtered_table_grows_in_what_excel_keeps_beside_it(tmp_path: Path) -> None:
    def keep_beside(content: dict[str, bytes]) -> None:
        name = "xl/charts/chart1.xml"
        kept = b'<c:ext><c15:fullRef xmlns:c15="x"><c15:sqref>Aktiviteter!$D$2:$D$4</c15:sqref></c15:fullRef></c:ext>'
        content[name] = content[name].replace(b"</c:chartSpace>", kept + b"</c:chartSpace>")

    after = patched(rebuilt(write_book(tmp_path / "a.xlsx", 3), keep_beside), change({}, NEW))
    assert b"<c15:sqref>Aktiviteter!$D$2:$D$6</c15:sqref>" in members(after)["xl/charts/chart1.xml"]
