"""Workbooks that are broken, or made to break whoever opens them: one function for each way, from an honest one."""

import os
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

Members = dict[str, bytes]
Spoiled = Callable[[Members], None]
SHEET, BOOK, KINDS = "xl/worksheets/sheet2.xml", "xl/workbook.xml", "[Content_Types].xml"
_MEGABYTE = 1 << 20


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, members: Members) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def replaced(name: str, old: bytes, new: bytes) -> Spoiled:
    """One piece of a part is another."""

    def spoil(members: Members) -> None:
        assert old in members[name], (name, old)
        members[name] = members[name].replace(old, new, 1)

    return spoil


def added(name: str, content: bytes = b"<x/>") -> Spoiled:
    """A part that was not there."""

    def spoil(members: Members) -> None:
        members[name] = content

    return spoil


def gone(name: str) -> Spoiled:
    """A part that is there no more."""

    def spoil(members: Members) -> None:
        del members[name]

    return spoil


def _laughs(members: Members) -> None:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    doctype = b'<!DOCTYPE x [<!ENTITY l0 "ha">' + entities + b"]>"
    members[SHEET] = members[SHEET].replace(b"?>", b"?>" + doctype, 1).replace(b"<c ", b"&l9;<c ", 1)


def _utf16(members: Members) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    text = members[SHEET].decode().replace("UTF-8", "UTF-16").replace("?>", "?>" + doctype, 1)
    members[SHEET] = text.encode("utf-16")


def _a_million_rows(members: Members) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(500, 1_048_577))
    members[SHEET] = members[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")


def _two_of_everything(members: Members) -> None:
    data = members[SHEET]
    start, end = data.index(b"<sheetData"), data.index(b"</sheetData>") + 12
    members[SHEET] = data[:end] + data[start:end] + data[end:]


def _table_everywhere(members: Members) -> None:
    for name in [name for name in members if name.startswith("xl/tables/")]:
        members[name] = re.sub(rb'ref="[^"]*"', b'ref="A1:XFD1048576"', members[name])


def _same_table_twice(members: Members) -> None:
    for name in [name for name in members if name.startswith("xl/tables/")]:
        members[name] = re.sub(rb'(name|displayName)="nsk_[^"]*"', rb'\1="nsk_Akt"', members[name])


XML_KINDS: dict[str, Spoiled] = {
    "an entity from a file": replaced(SHEET, b"?>", b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "a billion laughs": _laughs,
    "a document type in UTF-16": _utf16,
    "UTF-16 without a mark": lambda m: m.update({SHEET: m[SHEET].decode().encode("utf-16-le")}),
    "another encoding": replaced(SHEET, b"UTF-8", b"UTF-7"),
    "a document type in the list of sheets": replaced(BOOK, b"?>", b"?><!DOCTYPE x []>"),
    "hidden markup": replaced(SHEET, b"<sheetData>", b"<sheetData><![CDATA[<row/>]]>"),
    "letters that are none": replaced(SHEET, b'<c r="A2"', b'\xff\xfe\xc3<c r="A2"'),
    "a character that XML forbids": replaced(SHEET, b'<c r="A2"', b'&#0;<c r="A2"'),
    "markup cut off": lambda m: m.update({SHEET: m[SHEET][: len(m[SHEET]) // 2]}),
    "markup that does not close": replaced(SHEET, b"</sheetData>", b"</sheetDate>"),
    "two lists of rows": _two_of_everything,
    "a hundred thousand elements in each other": replaced(SHEET, b"<sheetData>", b"<a>" * 100_000 + b"<sheetData>"),
    "an attribute of ten megabytes": replaced(SHEET, b"<sheetData>", b'<sheetData x="' + b"y" * (10 << 20) + b'">'),
    "rows backwards": replaced(SHEET, b'<row r="2"', b'<row r="1"'),
    "a row number without end": replaced(SHEET, b'<row r="2"', b'<row r="99999999999999999999"'),
    "a cell beyond the sheet": replaced(SHEET, b'r="A2"', b'r="XFD1048576"'),
    "a cell without a place": replaced(SHEET, b'r="A2"', b'r="&#88;FD2"'),
    "a million rows": _a_million_rows,
    "a table over the whole sheet": _table_everywhere,
    "the same table on every sheet": _same_table_twice,
    "a number that is none": replaced(
        SHEET, b"</sheetData>", b'<row r="900"><c r="A900"><v>1e999</v></c></row></sheetData>'
    ),
    "a shared text that is not there": replaced(
        SHEET, b"</sheetData>", b'<row r="900"><c r="A900" t="s"><v>99999999</v></c></row></sheetData>'
    ),
    "a formula that starts a program": replaced(
        SHEET,
        b"</sheetData>",
        b'<row r="900"><c r="A900" t="str"><f>cmd|\' /C calc\'!A0</f><v>x</v></c></row></sheetData>',
    ),
    "a text of forty megabytes": replaced(
        SHEET,
        b"</sheetData>",
        b'<row r="900"><c r="A900" t="inlineStr"><is><t>' + b"x" * (40 << 20) + b"</t></is></c></row></sheetData>",
    ),
}
"""What is wrong inside the parts."""

PART_KINDS: dict[str, Spoiled] = {
    "a part that climbs out": added("../../evil.xml"),
    "an absolute part": added("/etc/evil.xml"),
    "a part on a drive": added("C:/evil.xml"),
    "a part with backslashes": added("xl\\..\\evil.xml"),
    "the same part in capitals": added("XL/WORKBOOK.XML"),
    "no list of kinds": gone(KINDS),
    "no list of sheets": gone(BOOK),
    "no relations": gone("xl/_rels/workbook.xml.rels"),
    "a sheet that is missing": gone(SHEET),
    "a binary workbook": replaced(KINDS, b"sheet.main+xml", b"sheet.binary.macroEnabled.main"),
    "six thousand parts": lambda m: m.update({f"xl/media/{n}.png": b"x" for n in range(6_000)}),
    "a program": added("run.exe", b"MZ" + bytes(1000)),
    "macros": added("xl/vbaProject.bin", b"x"),
    "an external link": added("xl/externalLinks/externalLink1.xml"),
    "a DDE link": added(
        "xl/externalLinks/externalLink1.xml", b'<externalLink><ddeLink ddeService="cmd"/></externalLink>'
    ),
    "a query": added("xl/connections.xml"),
    "a query table": added("xl/queryTables/queryTable1.xml"),
    "an embedded file": added("xl/embeddings/oleObject1.bin", b"x"),
    "ActiveX": added("xl/activeX/activeX1.xml"),
}
"""What is wrong with which parts there are."""


def _zip_with(path: Path, **members: bytes) -> None:
    written(path, {name.replace("__", "/"): content for name, content in members.items()})


def _flagged(path: Path, offset: int, value: int) -> None:
    """Change two bytes in every entry of the zip's list, and in the entries themselves."""
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", offset), (b"PK\x01\x02", offset + 2)):
        at = data.find(mark)
        while at >= 0:
            struct.pack_into("<H", data, at + place, value)
            at = data.find(mark, at + 4)
    path.write_bytes(bytes(data))


def _bomb(path: Path, name: str) -> None:
    """One part of four hundred megabytes of nothing, in half a megabyte."""
    members = members_of(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for member, content in members.items():
            if member != name:
                archive.writestr(member, content)
        with archive.open(name, "w") as stream:
            stream.write(members.get(name, b"<sst>"))
            for _ in range(400):
                stream.write(b" " * _MEGABYTE)


def _lying(path: Path) -> None:
    """A part says that it is small."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)
    path.write_bytes(bytes(data))


def _doubled(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive, _no_warning():
        archive.writestr(SHEET, b"<worksheet/>")


def _no_warning() -> "_Silence":
    return _Silence()


class _Silence:
    """zipfile warns of the very thing that is wanted here."""

    def __enter__(self) -> None:
        import warnings

        self._caught = warnings.catch_warnings()
        self._caught.__enter__()
        warnings.simplefilter("ignore")

    def __exit__(self, *facts: object) -> None:
        self._caught.__exit__(None, None, None)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
FILE_KINDS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda path: path.write_bytes(b""),
    "half a file": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "a file without its end": lambda path: path.write_bytes(path.read_bytes()[:-30]),
    "noise": lambda path: path.write_bytes(os.urandom(5_000)),
    "noise that begins like a zip": lambda path: path.write_bytes(b"PK\x03\x04" + os.urandom(5_000)),
    "text": lambda path: path.write_text("id;navn\n1;Skolen\n"),
    "a PDF": lambda path: path.write_bytes(b"%PDF-1.7\n" + bytes(500)),
    "an old workbook": lambda path: path.write_bytes(_OLE + bytes(3_000)),
    "a locked workbook": lambda path: path.write_bytes(_OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
    "a program with a zip behind": lambda path: path.write_bytes(b"MZ" + bytes(500) + path.read_bytes()),
    "a document of another kind": lambda path: _zip_with(path, word__document=b"<w/>"),
    "an OpenDocument sheet": lambda path: _zip_with(path, mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "locked parts": lambda path: _flagged(path, 6, 1),
    "parts packed in an unknown way": lambda path: _flagged(path, 8, 99),
    "a part that lies about its length": _lying,
    "a part given twice": _doubled,
    "a zip bomb in a sheet": lambda path: _bomb(path, SHEET),
    "a zip bomb in the texts": lambda path: _bomb(path, "xl/sharedStrings.xml"),
    "a zip bomb beside": lambda path: _bomb(path, "xl/media/image1.png"),
    "a folder": _folder,
}
"""What is wrong with the file as a whole."""


def wrong_sum(path: Path) -> None:
    """One byte in the middle of a packed part is another."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(SHEET)
    data = bytearray(path.read_bytes())
    data[info.header_offset + 60 + info.compress_size // 2] ^= 0x55
    path.write_bytes(bytes(data))


FILE_KINDS["a byte that changed on the way"] = wrong_sum


def spoil(path: Path, kind: str) -> None:
    """Make the workbook at *path* one of this kind."""
    if kind in FILE_KINDS:
        FILE_KINDS[kind](path)
        return
    members = members_of(path)
    (XML_KINDS | PART_KINDS)[kind](members)
    written(path, members)


def every_kind() -> Iterator[str]:
    """Their names."""
    yield from (*FILE_KINDS, *PART_KINDS, *XML_KINDS)
