"""The evaluator's workbook as it looks after a year: our table with her columns, charts, rules and parts beside it."""

import struct
import subprocess
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

HEADERS = ("id", "dato", "titel", "antal", "kontrol")
FIRST_DAY = date(2025, 1, 1)
CONTENT_TYPES = "[Content_Types].xml"
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def picture() -> bytes:
    """A red PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def row_of(number: int) -> dict[str, Any]:
    """What the row with id ``r<number>`` holds."""
    day = FIRST_DAY + timedelta(days=number % 300)
    return {"id": f"r{number}", "dato": day, "titel": f"Møde <{number}> & co", "antal": number, "kontrol": f"k{number}"}


def write_book(path: Path, rows: int = 6, *, totals: bool = False, below: str = "", macros: bool = False) -> Path:
    """An evaluator's workbook with *rows* rows in ``nsk_Aktiviteter`` (0: one blank row)."""
    book = xlsxwriter.Workbook(path)
    if macros:
        binary = path.with_suffix(".bin")
        binary.write_bytes(bytes(range(256)) * 20)
        book.add_vba_project(str(binary))
    sheet, sums, plots = (book.add_worksheet(name) for name in ("Aktiviteter", "Beregning", "Diagrammer"))
    write_table(book, sheet, rows, totals)
    write_rules(book, sheet, max(rows, 1) + 1)
    if below:
        sheet.write(f"A{max(rows, 1) + totals + 4}", below)
    write_sums(book, sums, max(rows, 1) + 1)
    _write_plots(book, plots, max(rows, 1) + 1)
    book.set_properties({"title": "Evaluering", "author": "Evaluator"})
    book.close()
    return path


def write_table(book: Any, sheet: Any, rows: int, totals: bool) -> None:
    day = book.add_format({"num_format": "dd-mm-yyyy", "bg_color": "#FFEEAA"})
    bold = book.add_format({"bold": True})
    share = "nsk_Aktiviteter[[#This Row],[antal]]*2"
    columns: list[dict[str, Any]] = [{"header": header} for header in HEADERS]
    columns += [{"header": "dobbelt", "formula": share}, {"header": "andel"}, {"header": "note"}]
    if totals:
        columns[0]["total_string"] = "I alt"
        columns[3]["total_function"] = "sum"
    last = max(rows, 1)
    options = {"name": "nsk_Aktiviteter", "columns": columns, "total_row": totals}
    sheet.add_table(0, 0, last + totals, 7, options)
    for number in range(1, last + 1):
        values = row_of(number)
        if rows:
            sheet.write_string(number, 0, values["id"])
            sheet.write_datetime(number, 1, datetime.combine(values["dato"], datetime.min.time()), day)
            sheet.write_string(number, 2, values["titel"], bold)
            sheet.write_number(number, 3, values["antal"])
            sheet.write_string(number, 4, values["kontrol"])
        sheet.write_formula(number, 6, f"=D{number + 1}/SUM(D$2:D${last + 1})", bold, 0.0)
        sheet.write_string(number, 7, f"min note {number}", bold)
    if totals:
        # As Excel itself writes it; XlsxWriter leaves out the table's name.
        sheet.write_formula(last + 1, 3, "=SUBTOTAL(109,nsk_Aktiviteter[antal])")
    sheet.set_row(last, 24)


def write_rules(book: Any, sheet: Any, last: int) -> None:
    red = book.add_format({"bg_color": "#FF0000"})
    rule = {"type": "cell", "criteria": ">", "value": f"=AVERAGE($D$2:$D${last})", "format": red}
    sheet.conditional_format(f"D2:D{last}", rule)
    sheet.conditional_format(f"A2:A{last}", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation(f"H2:H{last}", {"validate": "list", "source": f"=$C$2:$C${last}"})
    sheet.write_comment("C2", "En kommentar", {"author": "Evaluator"})
    sheet.write("K1", "Evaluators egen tekst")
    sheet.freeze_panes(1, 0)


def write_sums(book: Any, sheet: Any, last: int) -> None:
    for place, formula in formulas(last).items():
        sheet.write_formula(place, "=" + formula, None, -1)
    sheet.add_sparkline("F1", {"range": f"Aktiviteter!D2:D{last}"})
    sheet.insert_textbox("H2", "Evaluators tekstboks")
    book.define_name("Antallet", f"=Aktiviteter!$D$2:$D${last}")
    book.define_name("Andre", "=Beregning!$A$1:$A$7")


def formulas(last: int) -> dict[str, str]:
    """The evaluator's control formulas, when the table's last row is *last*."""
    return {
        "A1": f"SUM(Aktiviteter!D2:D{last})",
        "A2": f"SUM(Aktiviteter!$D$2:$D${last})",
        "A3": f'COUNTIFS(Aktiviteter!$D$2:$D${last},">3",Aktiviteter!$A$2:$A${last},"r*")',
        "A4": "SUM(nsk_Aktiviteter[antal])",
        "A5": "SUM(nsk_Aktiviteter[dobbelt])",
        "A6": "SUM(Antallet)",
        "A7": f"SUMPRODUCT(('Aktiviteter'!D2:D{last}>2)*1)&\" af D2:D{last}\"",
        "A8": f"MAX(Aktiviteter!B2:B{last})",
        "A9": f"ROUND(SUM(Aktiviteter!G2:G{last}),6)",
        "A10": f"SUM(Aktiviteter!$D$2:D{last})",
        "A11": f"Aktiviteter!D{last}",
    }


def _write_plots(book: Any, sheet: Any, last: int) -> None:
    chart = book.add_chart({"type": "column"})
    chart.add_series({"categories": f"=Aktiviteter!$B$2:$B${last}", "values": f"=Aktiviteter!$D$2:$D${last}"})
    chart.set_title({"name": "Antal"})
    sheet.insert_chart("A1", chart)
    beside = book.add_chart({"type": "line"})
    beside.add_series({"values": "=Beregning!$A$1:$A$4"})
    sheet.insert_chart("A20", beside)
    folder = Path(book.filename).parent
    (folder / "picture.png").write_bytes(picture())
    sheet.insert_image("J1", str(folder / "picture.png"))


def members(path: Path) -> dict[str, bytes]:
    """The content of every member."""
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def rebuilt(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The workbook with its members changed by hand, as other programs would have left them."""
    content = members(path)
    change(content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), data, zipfile.ZIP_DEFLATED)
    return path


def add_foreign_parts(content: dict[str, bytes]) -> None:
    """What Excel writes and no library keeps: pivot caches, a calculation chain, connections, custom XML, slicers."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    pivot = f'<pivotCacheDefinition xmlns="{main}" refreshedBy="E"><cacheSource type="worksheet">{{}}</cacheSource>'
    pivot += '<cacheFields count="0"/></pivotCacheDefinition>'
    sources = {
        1: '<worksheetSource name="nsk_Aktiviteter"/>',
        2: '<worksheetSource ref="A1:H7" sheet="Aktiviteter"/>',
        3: '<worksheetSource ref="A1:A7" sheet="Beregning"/>',
    }
    parts: dict[str, tuple[str, str, str]] = {
        f"xl/pivotCache/pivotCacheDefinition{n}.xml": ("pivotCacheDefinition", f"{kind}pivotCacheDefinition+xml", "")
        for n in sources
    }
    for number, source in sources.items():
        content[f"xl/pivotCache/pivotCacheDefinition{number}.xml"] = pivot.format(source).encode()
    chain = f'<calcChain xmlns="{main}"><c r="A1" i="2"/></calcChain>'
    parts["xl/calcChain.xml"] = ("calcChain", f"{kind}calcChain+xml", chain)
    parts["xl/connections.xml"] = ("connections", f"{kind}connections+xml", f'<connections xmlns="{main}"/>')
    parts["xl/slicerCaches/slicerCache1.xml"] = (
        "slicerCache",
        "application/vnd.ms-excel.slicerCache+xml",
        "<slicers/>",
    )
    entries, overrides = b"", b""
    for number, (name, (relation, content_type, text)) in enumerate(parts.items(), 1):
        content.setdefault(name, text.encode())
        target = name.removeprefix("xl/")
        entries += f'<Relationship Id="rIdX{number}" Type="{links}/{relation}" Target="{target}"/>'.encode()
        overrides += f'<Override PartName="/{name}" ContentType="{content_type}"/>'.encode()
    content["customXml/item1.xml"] = "<egen>Håndskrevet</egen>".encode()
    content["xl/media/odd.bin"] = b"\0\1\2" * 1000
    rels = content["xl/_rels/workbook.xml.rels"]
    content["xl/_rels/workbook.xml.rels"] = rels.replace(b"</Relationships>", entries + b"</Relationships>")
    content[CONTENT_TYPES] = content[CONTENT_TYPES].replace(
        b"</Types>", b'<Default Extension="bin" ContentType="application/octet-stream"/>' + overrides + b"</Types>"
    )


def convert(path: Path, folder: Path, kind: str = "xlsx", *, recalculate: bool = True) -> Path:
    """The workbook opened, calculated and saved by LibreOffice, in a profile of its own."""
    return convert_all([path], folder, kind, recalculate=recalculate)[0]


def convert_all(paths: Sequence[Path], folder: Path, kind: str = "xlsx", *, recalculate: bool = True) -> list[Path]:
    """Several workbooks at once, which takes little longer than one."""
    profile, out = folder / "profile", folder / "converted"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    if recalculate:
        (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(out), *map(str, paths)], check=True, capture_output=True, timeout=240)
    return [out / f"{path.stem}.{kind}" for path in paths]


def opened(path: Path, *, results: bool = False) -> Any:
    """The workbook as openpyxl reads it; it warns aloud of what it would lose, which here is no news."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*will be removed|Unable to read chart", category=UserWarning)
        return openpyxl.load_workbook(path, data_only=results)


def values(path: Path, sheet: str) -> Mapping[str, Any]:
    """The values of a sheet's cells by reference."""
    book = opened(path, results=True)
    found = {cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row}
    book.close()
    return found


def lost_by_openpyxl(path: Path, target: Path) -> Sequence[str]:
    """The members that an ordinary load and save loses."""
    book = opened(path)
    book.save(target)
    return sorted(members(path).keys() - members(target).keys())
