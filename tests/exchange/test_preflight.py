"""Hostile workbooks are refused before anything parses them, each with a known error."""

import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nsk_desktop.errors.travelling import (
    FileDamaged,
    FileNotWorkbook,
    FileOldFormat,
    FileRefused,
    FileTooBig,
    FileUnsafe,
)
from nsk_desktop.exchange.preflight import check_workbook
from tests.exchange.laptops import file_of, row, write_file

SHEET = "xl/worksheets/sheet2.xml"
Members = dict[str, bytes]


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, members: Members) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def honest(tmp_path: Path) -> Path:
    return write_file(tmp_path, file_of({"Aktører": [row("Aktører", "a", navn="Skolen")]}))


def changed(name: str, change: Callable[[bytes], bytes]) -> Callable[[Members], None]:
    def apply(members: Members) -> None:
        members[name] = change(members[name])

    return apply


def added(name: str, content: bytes = b"x") -> Callable[[Members], None]:
    def apply(members: Members) -> None:
        members[name] = content

    return apply


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
UNSAFE = {
    "declared entity": changed(SHEET, lambda xml: xml.replace(b"?>", b"?>" + DOCTYPE, 1)),
    "declaration behind a long comment": changed(
        SHEET, lambda xml: xml.replace(b"?>", b"?><!--" + b" " * 70_000 + b"-->" + DOCTYPE, 1)
    ),
    "utf-16": changed(SHEET, lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
    "utf-16 without mark": changed(SHEET, lambda xml: xml.decode().encode("utf-16-le")),
    "entity in a list": changed("xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"?>", b"?>" + DOCTYPE, 1)),
    "macros": added("xl/vbaProject.bin"),
    "external link": added("xl/externalLinks/externalLink1.xml", b"<x/>"),
    "connection": added("xl/connections.xml", b"<connections/>"),
    "query table": added("xl/queryTables/queryTable1.xml", b"<x/>"),
    "embedded file": added("xl/embeddings/oleObject1.bin"),
    "active x": added("xl/activeX/activeX1.xml", b"<x/>"),
    "program": added("run.exe"),
    "climbing name": added("../../evil.xml", b"<x/>"),
    "absolute name": added("/etc/evil.xml", b"<x/>"),
    "drive": added("C:/evil.xml", b"<x/>"),
    "backslash": added("xl\\..\\..\\evil.xml", b"<x/>"),
    "same name in other case": added("XL/workbook.xml", b"<x/>"),
    "cell far below": changed(SHEET, lambda xml: xml.replace(b'r="A2"', b'r="A1048576"', 1)),
    "cell far below in single quotes": changed(SHEET, lambda xml: xml.replace(b'r="A2"', b"r='A1048576'", 1)),
    "cell far right": changed(SHEET, lambda xml: xml.replace(b'r="A2"', b'r="XFD2"', 1)),
    "hidden place": changed(SHEET, lambda xml: xml.replace(b'r="A2"', b'r="&#88;FD2"', 1)),
}


@pytest.mark.parametrize("kind", UNSAFE)
def test_what_no_honest_file_holds_is_refused(honest: Path, tmp_path: Path, kind: str) -> None:
    members = members_of(honest)
    before = dict(members)
    UNSAFE[kind](members)
    assert members != before
    with pytest.raises(FileUnsafe, match="ikke hører hjemme"):
        check_workbook(written(tmp_path / "bad.xlsx", members), plain=True)


def test_the_honest_file_passes_both_ways(honest: Path, tmp_path: Path) -> None:
    check_workbook(honest)
    check_workbook(honest, plain=True)
    check_workbook(written(tmp_path / "again.xlsx", members_of(honest)), plain=True)


def test_the_evaluators_workbook_may_hold_macros_and_links(honest: Path, tmp_path: Path) -> None:
    members = members_of(honest)
    for name in ("macros", "external link", "connection"):
        UNSAFE[name](members)
    members["customXml/item1.xml"] = '<?xml version="1.0"?><DataMashup/>'.encode("utf-16")
    check_workbook(written(tmp_path / "own.xlsx", members))


def test_a_part_given_twice_is_refused(honest: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "twice.xlsx", members_of(honest))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(FileUnsafe):
        check_workbook(path)


def test_a_bomb_is_refused_by_its_ratio(honest: Path, tmp_path: Path) -> None:
    members = members_of(honest)
    members[SHEET] += b" " * (30 << 20)
    path = written(tmp_path / "bomb.xlsx", members)
    assert path.stat().st_size < 1 << 20
    with pytest.raises(FileTooBig, match="for stor"):
        check_workbook(path)


def test_a_part_that_lies_about_its_length_is_refused(honest: Path, tmp_path: Path) -> None:
    path = written(tmp_path / "lie.xlsx", members_of(honest))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size
    for place in range(len(content) - 4):
        if content[place : place + 4] == struct.pack("<L", size):
            content[place : place + 4] = struct.pack("<L", size - 7)
    path.write_bytes(content)
    with pytest.raises(FileDamaged):
        check_workbook(path)


def test_an_encrypted_part_is_refused(honest: Path, tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    content = bytearray(written(path, members_of(honest)).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + place] |= 1
            start = content.find(mark, start + 4)
    path.write_bytes(content)
    with pytest.raises(FileUnsafe):
        check_workbook(path)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileDamaged),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, FileOldFormat),
        (b"id;navn\n1;Skolen\n", FileNotWorkbook),
        (b"%PDF-1.7", FileNotWorkbook),
        (b"PK\x03\x04" + b"\0" * 100, FileDamaged),
    ],
)
def test_what_is_no_workbook_is_told_what_it_is(tmp_path: Path, content: bytes, error: type[FileRefused]) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    with pytest.raises(error):
        check_workbook(path)


def test_a_zip_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    letter = {"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}
    with pytest.raises(FileNotWorkbook):
        check_workbook(written(tmp_path / "letter.docx", letter))


def test_too_many_parts_are_refused(honest: Path, tmp_path: Path) -> None:
    members = members_of(honest) | {f"xl/media/image{number}.png": b"" for number in range(6000)}
    with pytest.raises(FileTooBig):
        check_workbook(written(tmp_path / "many.xlsx", members), plain=True)


def amplified(path: Path, honest: Path, cells: int) -> Path:
    """A small file in which every cell of one sheet points at the same long text."""
    members = members_of(honest)
    noise = random.Random(1)
    text = bytes(noise.choice(b"abcdefghijklmnop") for _ in range(30_000))
    shared = members["xl/sharedStrings.xml"]
    members["xl/sharedStrings.xml"] = shared.replace(b"<si>", b"<si><t>" + text + b"</t></si><si>", 1)
    line = b'<row r="%d"><c r="A%d" s="%d" t="s"><v>0</v></c></row>'
    rows = b"".join(line % (number, number, noise.getrandbits(60)) for number in range(1, cells))
    start, _data, end = members[SHEET].partition(b"<sheetData>")
    members[SHEET] = start + b"<sheetData>" + rows + b"</sheetData>" + end.partition(b"</sheetData>")[2]
    return written(path, members)


def test_a_long_text_that_every_cell_points_at_is_refused(honest: Path, tmp_path: Path) -> None:
    path = amplified(tmp_path / "much.xlsx", honest, 60_000)
    assert path.stat().st_size < 3 << 20
    with pytest.raises(FileTooBig):
        check_workbook(path, plain=True)
    check_workbook(amplified(tmp_path / "little.xlsx", honest, 500), plain=True)
